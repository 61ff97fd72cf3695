"""What other programs write into fields that are for something else → the fields that it belongs to."""

import re
from collections.abc import Callable

from bibliography.astronomy import JOURNALS
from bibliography.dates import parse_year

ADDRESS = re.compile(
    r"(?:(?:available|url|online)(?:\s+(?:at|from|online))?\s*:?\s+)?(?:\\(?:url|href)\s*)?[{<]*(https?://[^\s{}<>]+)[}>]*"
    r"(?:{[^{}]*})?\.?",
    re.IGNORECASE,
)
DATE = (
    r"\d{4}[-/]\d\d?[-/]\d\d?|\d{4}年\d\d?月(?:\d\d?日)?|\d{1,2}[-. ]+[a-z]+[-., ]+\d{4}|"
    r"[a-z]+\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|[a-z]+ \d{4}"
)
VISIT = re.compile(
    r"[\[(（]?(?:online;?\s*)?(?:(?:date|last)\s+)?(?:accessed|retrieved|visited|viewed|(?:最終)?(?:閲覧|参照|アクセス)日?)"
    rf"(?:\s+(?:on|in))?\s*[:：]?\s*({DATE})(?:,? from {ADDRESS.pattern})?[\])）]?[.。]?"
    rf"|[\[(（]?({DATE})\s*に?(?:最終)?(?:閲覧|参照|アクセス|確認)[\])）]?[.。]?",
    re.IGNORECASE,
)
LONGEST_NOTE = 300  # characters of a note that says when a page was seen, or where it is
KINDS_OF_ENDNOTE = {"blog", "book", "book section", "computer program", "conference paper", "conference proceedings"}
KINDS_OF_ENDNOTE |= {"edited book", "electronic article", "generic", "journal article", "magazine article"}
KINDS_OF_ENDNOTE |= {"newspaper article", "report", "thesis", "web page"}


CATALOGUE = re.compile(
    r"\\?\[?(?:_eprint|arxiv|backup publisher|conference name|google-books-id|is[bs]n|num pages|oclc|pmid|publisher|"
    r"pubmed(?: central)?|section)\s*:.*|cited by:?\s*\d+.*|{?is[bs]n}?[\s~]*[\dx–-]{8,20}\.?",
    re.IGNORECASE,
)
SERIES = re.compile(r"(.+\S)\s+;\s+(?:第)?(\d+)")
DOI = re.compile(r"doi\s*:?\s*(?:https?://doi\.org/)?(10\.\d{4,9}/\S+?)\.?", re.IGNORECASE)
DOI_OF_PUBMED = re.compile(r"(?:\[PubMed[^\]]*\] )?\[DOI:(?:\\href{[^{}]*}{)?(10\.[^{}\]\s]+)}?\].*")
VOLUME_AND_NUMBER = re.compile(r"(\d+)\s*\((\d[\d/–-]*)\)")
UNPRINTED = dict.fromkeys(
    ("ahead-of-print", "ahead of print", "online first", "early view", "aop", "早期公開"), "prepublished"
) | {"in press": "inpress", "accepted": "inpress", "forthcoming": "forthcoming", "to appear": "forthcoming"}
TITLES = ("title", "subtitle", "booktitle", "booksubtitle", "maintitle", "mainsubtitle", "issuetitle")
SENTENCES = (*TITLES, "addendum", "howpublished", "note", "titleaddon")
TIDIED: tuple[str, ...] = (
    *TITLES,
    "journaltitle",
    "publisher",
    "institution",
    "organization",
    "location",
    "series",
    "edition",
    "volume",
)
TIDIED += ("number", "pages", "note", "howpublished", "venue", "eventtitle", "titleaddon", "addendum")
ABBREVIATED = (  # what ends with a full stop that is no end
    "al assn aufl ave bd bros ca cf ch chr cie co conf corp dept dr ed eds esp est etc ff fig figs gen gov hg "
    "hrsg inc jh jhdt jr llc ltd mr mrs ms mt nr no nos op pp prof proc pt rep rev sc sen sgt sr st suppl trans "
    "univ vol vols vs"
)
ABBREVIATIONS = frozenset(ABBREVIATED.split())
IN = re.compile(r"(?:in:?|In:) +(?=\S)|In +(?=(?:the )?{*Proc)")
TWO_TITLES = re.compile(r"([^\[\]]+?); (\[[^\[\]]+\])")
PREPRINT = re.compile(r"(?:arXiv )?(?:preprint|e-prints)?,? ?arXiv:([\w./-]+\d)(?: \[[^\]]*\])?", re.IGNORECASE)
NUMBER_AND_WHOLE = re.compile(r"第?(\d+)号?\s*[(（]\s*通[号巻]\s*(\d+)\s*号?\s*[)）]")
MONTH_OR_TWO = re.compile(r"[^\W\d_]{3,}(?:[-–/][^\W\d_]{3,})?")
AND_OR_COMMA = re.compile(r" and |, *")
GROUP = re.compile(
    r"\b(?:collaborations?|community|consortium|experiments?|group|network|project|survey|team)\b", re.IGNORECASE
)
END_MARKS = " ,;:="
TITLE_OF_CHAPTER = re.compile(r"[^\W\d_]{3,40}\W{1,5}[^\W\d_]{2}|[\u3040-\u30ff\u3400-\u9fff]{3}")  # no "Chapter 5"
THESES = {"phdthesis": "phdthesis", "phddissertation": "phdthesis", "phddiss": "phdthesis", "phd": "phdthesis"}
THESES |= dict.fromkeys(("doctoralthesis", "doctoraldissertation", "theses"), "phdthesis")
THESES |= dict.fromkeys(("mastersthesis", "masterthesis", "mathesis", "mscthesis", "msthesis"), "mathesis")
THESES |= dict.fromkeys(("bachelorsthesis", "bachelorthesis", "bathesis", "bscthesis"), "bathesis")


def mend(fields: dict[str, str]) -> dict[str, str]:
    """The fields with what is in the wrong place put right."""
    for step in STEPS:
        step(fields)
    return fields


def _address_as_publication(fields: dict[str, str]) -> None:
    """`howpublished = {\\url{…}}`, as BibTeX users and Wikipedia write."""
    for name in ("howpublished", "note"):
        match = ADDRESS.fullmatch(fields[name][:LONGEST_NOTE]) if name in fields else None
        if match and "url" not in fields:
            fields["url"] = match[1]
            del fields[name]


def _visit_as_note(fields: dict[str, str]) -> None:
    """`note = {Accessed: 2025-11-02}` or `[Online; accessed 2-November-2025]`."""
    match = VISIT.fullmatch(fields.get("note", "")[:LONGEST_NOTE].replace("~", " ")) if "note" in fields else None
    if match and ("url" in fields or match[2]):
        fields.setdefault("url", match[2])
        fields.setdefault("urldate", match[1] or match[3])
        del fields["note"]


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


def _catalogue_as_note(fields: dict[str, str]) -> None:
    """Zotero's and PubMed's data about the record: `note = {ISBN: …}`."""
    if "note" not in fields:
        return
    if (match := DOI.fullmatch(fields["note"])) or (match := DOI_OF_PUBMED.match(fields["note"])):
        fields.setdefault("doi", match[1])
    if match or CATALOGUE.fullmatch(fields["note"]):
        del fields["note"]


def _year_as_volume(fields: dict[str, str]) -> None:
    """J-STAGE's volume of a journal that counts issues alone."""
    year = (fields.get("date") or fields.get("year", ""))[:4]
    if "number" in fields and year and fields.get("volume") == year:
        del fields["volume"]


def _number_in_series(fields: dict[str, str]) -> None:
    """The National Diet Library's `series = {中公新書 ; 108}`."""
    match = SERIES.fullmatch(fields.get("series", ""))
    if match and "number" not in fields:
        fields["series"], fields["number"] = match.groups()


def _volume_with_number(fields: dict[str, str]) -> None:
    """`volume = {12(3)}`."""
    match = VOLUME_AND_NUMBER.fullmatch(fields.get("volume", ""))
    if match and fields.get("number", match[2]) == match[2]:
        fields["volume"], fields["number"] = match.groups()


def _not_yet_printed(fields: dict[str, str]) -> None:
    """Publishers' volume, number and pages of what has none yet: "ahead-of-print", "Accepted", or 0 in each."""
    zero = fields.get("volume") == fields.get("number") == "0"
    for name in ("volume", "number", "issue", "pages"):
        value = fields.get(name, "").lower()
        if value in UNPRINTED:
            fields.setdefault("pubstate", UNPRINTED[value])
        if (
            value in UNPRINTED
            or (zero and name in ("volume", "number"))
            or (name == "pages" and not value.strip("0-–"))
        ):
            fields.pop(name, None)


def _journal_of_command(fields: dict[str, str]) -> None:
    """`journal = {\\apj}`, as the database of astronomy writes; a volume of proceedings has it as its series."""
    for name in ("journaltitle", "booktitle", "series"):
        command = fields.get(name, "").strip("{} ")
        if command.startswith("\\") and command[1:] in JOURNALS:
            fields[name] = JOURNALS[command[1:]]


def _pages_said_already(fields: dict[str, str]) -> None:
    """Pages that are the number of the article, or that stand for those not known yet: IEEE's `1-1`."""
    unknown = re.fullmatch("1--?1", fields.get("pages", "")) and "volume" not in fields
    if "pages" in fields and (unknown or fields["pages"] == fields.get("eid")):
        del fields["pages"]


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
    if fields.get("journaltitle") == "arXiv" and "eprint" in fields:
        for name in ("journaltitle", "volume", "number", "pages", "eid"):
            if name == "journaltitle" or fields.get(name, "").removeprefix("arXiv:") == fields["eprint"]:
                fields.pop(name, None)
    if fields.get("journaltitle") == "CoRR" and fields.get("volume", "").startswith("abs/"):
        fields.setdefault("eprint", fields.pop("volume").removeprefix("abs/"))
        fields.setdefault("eprinttype", "arXiv")


def _whole_number(fields: dict[str, str]) -> None:
    """The Diet Library's `number = {5(通号 238)}`."""
    if match := NUMBER_AND_WHOLE.fullmatch(fields.get("number", "")):
        fields["number"] = match[1]
        fields.setdefault("issue", match[2])


def _tie_in_pages(fields: dict[str, str]) -> None:
    """`pages = {12~19}`, where "~" is a dash and no space."""
    if "~" in fields.get("pages", ""):
        fields["pages"] = re.sub(r"(?<=\d)~(?=\d)", "--", fields["pages"])


def _unknown_end(fields: dict[str, str]) -> None:
    """`pages = {89--??}`, as some bibliographers write of an article whose end they have not seen."""
    if "?" in fields.get("pages", ""):
        fields["pages"] = fields["pages"].rstrip("? ").rstrip("-– ") or fields["pages"]


def _month_as_issue(fields: dict[str, str]) -> None:
    """`issue = {Spring}`, or a month, as JSTOR has it beside a year; Mendeley has it in `number`."""
    for name in ("issue", "number"):
        issue = fields.get(name, "").strip(" .")
        date = fields.get("date", fields.get("year", ""))
        if not MONTH_OR_TWO.fullmatch(issue) or not re.fullmatch(r"\d{4}", date):
            continue
        try:
            month = parse_year(date, issue)
            said = parse_year(date, fields["month"]) if "month" in fields else month
        except ValueError:
            continue
        if month == said:
            fields["year"], fields["month"] = date, fields.pop(name)
            fields.pop("date", None)


def _month_beside_date(fields: dict[str, str]) -> None:
    """BibTeX's month (and day) beside biblatex's date, where that has a year alone."""
    if (
        "month" in fields
        and re.fullmatch(r"\d{4}", fields.get("date", ""))
        and fields.get("year", "") in ("", fields["date"])
    ):
        fields["year"] = fields.pop("date")


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


def _title_of_catalogue(fields: dict[str, str]) -> None:
    """Libraries' `Title : subtitle`, and the marks that they and PubMed write behind a title."""
    for name in TIDIED:
        if name in fields:
            fields[name] = _tidied(fields[name], sentence=name in SENTENCES)
            if name not in TITLES and name in SENTENCES:  # 「君の名は。」 is a title
                fields[name] = fields[name].removesuffix("。") or fields[name]
    for name, subname in (("title", "subtitle"), ("booktitle", "booksubtitle")):
        main, colon, rest = fields.get(name, "").partition(" : ")
        if colon and main.count("{") == main.count("}") and subname not in fields:
            fields[name], fields[subname] = main, rest
        elif colon:
            fields[name] = f"{main}: {rest}"


def _tidied(value: str, *, sentence: bool) -> str:
    """Without the comma or the like at its end; what is a sentence also without its full stop."""
    if value[-1] not in "} ,;:/=.。":
        return value
    bare = value.rstrip("}")
    braces = value[len(bare) :]
    tidy = bare.rstrip(END_MARKS)
    if tidy.endswith(" /"):  # else it ends an address
        tidy = tidy[:-1].rstrip(END_MARKS)
    if tidy.endswith("\\") or re.search(r"&#?\w{1,30}$", tidy[-32:]):
        return value
    if sentence and tidy.endswith(".") and _ends_sentence(tidy[:-1].rpartition(" ")[2]):
        tidy = tidy[:-1]
    return tidy + braces if tidy else value


def _ends_sentence(word: str) -> bool:
    """Whether a full stop behind the word ends a sentence, and does not shorten it."""
    inner = word.strip("{}()[]$")
    whole = (inner.isalnum() and len(inner) > 1) or (word[-1:] in ("}", ")", "]", "$") and inner[-1:] not in (".", ""))
    return whole and inner.lower() not in ABBREVIATIONS


def name_whole(fields: dict[str, str], kind: str) -> None:
    """What a part is a part of, in the field that its type has for it; `fields` with what it inherits."""
    if kind in ("inbook", "incollection", "inproceedings") and "title" in fields and "booktitle" not in fields:
        _part_of_main_work(fields)
    if kind == "inbook" and "booktitle" not in fields:
        _chapter_as_title(fields)
    if kind == "article" and "journaltitle" not in fields and "booktitle" in fields:
        fields["journaltitle"] = fields.pop("booktitle")
        if "booksubtitle" in fields:
            fields.setdefault("journalsubtitle", fields.pop("booksubtitle"))


def _part_of_main_work(fields: dict[str, str]) -> None:
    """A part of a work in several volumes, with nothing in `booktitle`."""
    for name in ("title", "subtitle"):
        if f"main{name}" in fields:
            fields[f"book{name}"] = fields.pop(f"main{name}")


def _chapter_as_title(fields: dict[str, str]) -> None:
    """BibTeX's @inbook with the book in `title`, and in `chapter` not a number but what the part is called."""
    if "title" in fields and TITLE_OF_CHAPTER.search(fields.get("chapter", "")):
        fields["booktitle"], fields["title"] = fields["title"], fields.pop("chapter")
        if "subtitle" in fields:
            fields["booksubtitle"] = fields.pop("subtitle")


STEPS: list[Callable[[dict[str, str]], None]] = [
    _address_as_publication,
    _visit_as_note,
    _copy_as_archive,
    _kind_as_type,
    _journal_without_title,
    _catalogue_as_note,
    _year_as_volume,
    _number_in_series,
    _volume_with_number,
    _not_yet_printed,
    _full_journal,
    _journal_of_command,
    _pages_said_already,
    _title_in_two_languages,
    _preprint_as_journal,
    _whole_number,
    _tie_in_pages,
    _unknown_end,
    _in_before_book,
    _places_of_catalogue,
    _month_as_issue,
    _month_beside_date,
    _team_of_authors,
    _archive_as_publisher,
    _title_of_catalogue,
]
