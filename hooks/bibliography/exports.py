"""What other programs write into fields that are for something else → the fields that it belongs to."""

import re
from collections.abc import Callable

from bibliography.astronomy import JOURNALS
from bibliography.latex import to_plain
from bibliography.misplaced_numbers import (
    month_as_issue,
    month_beside_date,
    not_yet_printed,
    number_in_series,
    number_of_scopus,
    number_of_special_issue,
    pages_said_already,
    tie_in_pages,
    unknown_end,
    volume_with_number,
    whole_number,
    year_as_volume,
)
from bibliography.remarks import (
    ADDRESS,
    PREPRINT,
    address_as_publication,
    catalogue_as_note,
    field_as_note,
    preprint_as_note,
    visit_as_note,
)
from bibliography.tidying import tidy, title_of_catalogue

KINDS_OF_ENDNOTE = {"blog", "book", "book section", "computer program", "conference paper", "conference proceedings"}
KINDS_OF_ENDNOTE |= {"edited book", "electronic article", "generic", "journal article", "magazine article"}
KINDS_OF_ENDNOTE |= {"newspaper article", "report", "thesis", "web page"}
IN = re.compile(r"(?:in:?|In:) +(?=\S)|In +(?=(?:the )?{*Proc)")
TWO_TITLES = re.compile(r"([^\[\]]+?); (\[[^\[\]]+\])")
AND_OR_COMMA = re.compile(r" and |, *")
GROUP = re.compile(
    r"\b(?:collaborations?|community|consortium|experiments?|group|network|project|survey|team)\b", re.IGNORECASE
)
TITLE_OF_CHAPTER = re.compile(r"[^\W\d_]{3,40}\W{1,5}[^\W\d_]{2}|[\u3040-\u30ff\u3400-\u9fff]{3}")  # no "Chapter 5"
PARTS = ("inbook", "incollection", "inproceedings")
OF_ARXIV = re.compile(r"arXiv(?: e-?prints?| preprints?)?", re.IGNORECASE)
THESES = {"phdthesis": "phdthesis", "phddissertation": "phdthesis", "phddiss": "phdthesis", "phd": "phdthesis"}
THESES |= dict.fromkeys(("doctoralthesis", "doctoraldissertation", "theses"), "phdthesis")
THESES |= dict.fromkeys(("mastersthesis", "masterthesis", "mathesis", "mscthesis", "msthesis"), "mathesis")
THESES |= dict.fromkeys(("bachelorsthesis", "bachelorthesis", "bathesis", "bscthesis"), "bathesis")


def mend(fields: dict[str, str]) -> dict[str, str]:
    """The fields with what is in the wrong place put right."""
    for step in STEPS:
        step(fields)
    return fields


def _copy_as_archive(fields: dict[str, str]) -> None:
    """Zotero's archive, or the location in it, where it is the address of a copy of the page."""
    for name in ("archive", "archivelocation"):
        match = ADDRESS.fullmatch(fields.get(name, ""))
        if match and "archiveurl" not in fields:
            fields["archiveurl"] = match[1]
            del fields[name]


def _kind_as_type(fields: dict[str, str]) -> None:
    """EndNote's own name for the type of the entry; a thesis in one of many words."""
    kind = fields.get("type", "").lower()
    if kind in KINDS_OF_ENDNOTE:
        del fields["type"]
    elif (letters := re.sub("[^a-z]", "", kind)) in THESES:
        fields["type"] = THESES[letters]


def _journal_without_title(fields: dict[str, str]) -> None:
    """A periodical's title in `journal`."""
    if "title" not in fields and "journaltitle" in fields and "author" not in fields:
        fields["title"] = fields.pop("journaltitle")


def _journal_of_command(fields: dict[str, str]) -> None:
    """`journal = {\\apj}`, as the database of astronomy writes; a volume of proceedings has it as its series."""
    for name in ("journaltitle", "booktitle", "series"):
        command = fields.get(name, "").strip("{} ")
        if command.startswith("\\") and command[1:] in JOURNALS:
            fields[name] = JOURNALS[command[1:]]


def _title_in_two_languages(fields: dict[str, str]) -> None:
    """Scopus' `Title; [Title in the other language]`."""
    match = TWO_TITLES.fullmatch(fields.get("title", ""))
    if match and "titleaddon" not in fields:
        fields["title"], fields["titleaddon"] = match.groups()


def _preprint_as_journal(fields: dict[str, str]) -> None:
    """Google Scholar's `journal = {arXiv preprint arXiv:1706.03762}`; DBLP's volume `abs/1706.03762` of CoRR."""
    if match := PREPRINT.fullmatch(fields.get("journaltitle", "")):
        fields.setdefault("eprint", match[1])
        fields.setdefault("eprinttype", "arXiv")
        del fields["journaltitle"]
    if OF_ARXIV.fullmatch(fields.get("journaltitle", "")) and "eprint" in fields:
        for name in ("journaltitle", "volume", "number", "pages", "eid"):
            if name == "journaltitle" or fields.get(name, "").removeprefix("arXiv:") == fields["eprint"]:
                fields.pop(name, None)
    if fields.get("journaltitle") == "CoRR" and fields.get("volume", "").startswith("abs/"):
        fields.setdefault("eprint", fields.pop("volume").removeprefix("abs/"))
        fields.setdefault("eprinttype", "arXiv")


def _team_of_authors(fields: dict[str, str]) -> None:
    """INSPIRE's `collaboration = {ATLAS}`, beside its authors or instead of any."""
    if "collaboration" not in fields:
        return
    names = [
        name if GROUP.search(name) else f"{name} Collaboration"
        for name in filter(None, AND_OR_COMMA.split(fields.pop("collaboration")))
        if name.lower() not in fields.get("author", "").lower()
    ]
    if "author" in fields:
        fields |= {"nameaddon": ", ".join([*filter(None, [fields.get("nameaddon")]), *names])} if names else {}
    elif names:
        fields["author"] = " and ".join(f"{{{name}}}" for name in names)


def _full_journal(fields: dict[str, str]) -> None:
    """Mathematical Reviews' full title beside the short one."""
    if "fjournal" in fields and "journaltitle" in fields:
        fields["journaltitle"] = fields.pop("fjournal")


def _in_before_book(fields: dict[str, str]) -> None:
    """`booktitle = {in Proc. …}`: the style says "in" itself."""
    if match := IN.match(fields.get("booktitle", "")):
        fields["booktitle"] = fields["booktitle"][match.end() :]


def _places_of_catalogue(fields: dict[str, str]) -> None:
    """Libraries' `London ; New York`."""
    for name in ("location", "publisher"):
        if " ; " in fields.get(name, ""):
            fields[name] = " and ".join(filter(None, (part.strip() for part in fields[name].split(" ; "))))


def _archive_as_publisher(fields: dict[str, str]) -> None:
    """Zotero's `publisher = {arXiv}, number = {arXiv:2303.08774}` beside the number in `eprint`."""
    if "eprint" not in fields:
        return
    for name in ("publisher", "number", "howpublished", "institution", "eid", "pages"):
        if re.fullmatch(r"{*arxiv(?:[:.]\S*)?}*", fields.get(name, ""), re.IGNORECASE):
            del fields[name]


def name_whole(fields: dict[str, str], kind: str) -> None:
    """What a part is a part of, in the field that its type has for it; `fields` with what it inherits."""
    if kind in PARTS and "title" in fields and "booktitle" not in fields:
        _part_of_main_work(fields)
    if kind == "inbook" and "booktitle" not in fields:
        _chapter_as_title(fields)
    if kind == "article" and "journaltitle" not in fields and "booktitle" in fields:
        fields["journaltitle"] = fields.pop("booktitle")
        if "booksubtitle" in fields:
            fields.setdefault("journalsubtitle", fields.pop("booksubtitle"))
    _title_of_whole(fields, "booktitle" if kind in PARTS else "title")


def _title_of_whole(fields: dict[str, str], title: str) -> None:
    """A whole's title also in the field for its parts, as BibTeX's users write it for those that inherit from it."""
    for name in ("booktitle", "maintitle"):
        if name != title and name in fields and title in fields and _fold(fields[name]) == _fold(fields[title]):
            del fields[name]


def _fold(title: str) -> str:
    return to_plain(title).casefold()


def _part_of_main_work(fields: dict[str, str]) -> None:
    """A part of a work in several volumes, with nothing in `booktitle`."""
    for name in ("title", "subtitle"):
        if f"main{name}" in fields:
            fields[f"book{name}"] = fields.pop(f"main{name}")


def _chapter_as_title(fields: dict[str, str]) -> None:
    """BibTeX's @inbook with the book in `title`, and in `chapter` not a number but what the part is called."""
    if "title" in fields and TITLE_OF_CHAPTER.search(fields.get("chapter", "")):
        fields["booktitle"], fields["title"] = fields["title"], tidy(fields.pop("chapter"), sentence=True)
        if "subtitle" in fields:
            fields["booksubtitle"] = fields.pop("subtitle")


STEPS: list[Callable[[dict[str, str]], None]] = [
    address_as_publication,
    visit_as_note,
    _copy_as_archive,
    _kind_as_type,
    _journal_without_title,
    preprint_as_note,
    field_as_note,
    catalogue_as_note,
    year_as_volume,
    number_in_series,
    volume_with_number,
    not_yet_printed,
    _full_journal,
    _journal_of_command,
    pages_said_already,
    _title_in_two_languages,
    _preprint_as_journal,
    number_of_special_issue,
    number_of_scopus,
    whole_number,
    tie_in_pages,
    unknown_end,
    _in_before_book,
    _places_of_catalogue,
    month_as_issue,
    month_beside_date,
    _team_of_authors,
    _archive_as_publisher,
    title_of_catalogue,
]
