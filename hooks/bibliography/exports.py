"""What other programs write into fields that are for something else → the fields that it belongs to."""

import re
from collections.abc import Callable

ADDRESS = re.compile(r"(?:\\url\s*{)?(https?://[^\s{}]+)}?")
VISIT = re.compile(
    r"\[?(?:online;?\s*)?(?:last\s+)?(?:accessed|retrieved|visited)(?:\s+on)?:?\s+(\d{4}-\d\d?-\d\d?|"
    r"\d{1,2}[-. ]+[a-z]+[-. ]+\d{4}|[a-z]+ \d{1,2}, \d{4})\]?\.?",
    re.IGNORECASE,
)
KINDS_OF_ENDNOTE = {"blog", "book", "book section", "computer program", "conference paper", "conference proceedings"}
KINDS_OF_ENDNOTE |= {"edited book", "electronic article", "generic", "journal article", "magazine article"}
KINDS_OF_ENDNOTE |= {"newspaper article", "report", "thesis", "web page"}


CATALOGUE = re.compile(
    r"\\?\[?(?:_eprint|arxiv|backup publisher|conference name|google-books-id|is[bs]n|num pages|oclc|pmid|publisher|"
    r"pubmed|section)\s*:.*",
    re.IGNORECASE,
)
SERIES = re.compile(r"(.+\S)\s+;\s+(?:第)?(\d+)")


def mend(fields: dict[str, str]) -> dict[str, str]:
    """The fields with what is in the wrong place put right."""
    for step in STEPS:
        step(fields)
    return fields


def _address_as_publication(fields: dict[str, str]) -> None:
    """`howpublished = {\\url{…}}`, as BibTeX users and Wikipedia write."""
    for name in ("howpublished", "note"):
        match = ADDRESS.fullmatch(fields.get(name, ""))
        if match and "url" not in fields:
            fields["url"] = match[1]
            del fields[name]


def _visit_as_note(fields: dict[str, str]) -> None:
    """`note = {Accessed: 2025-11-02}` or `[Online; accessed 2-November-2025]`."""
    match = VISIT.fullmatch(fields.get("note", "").replace("~", " "))
    if match and "url" in fields and "urldate" not in fields:
        fields["urldate"] = match[1]
        del fields["note"]


def _kind_as_type(fields: dict[str, str]) -> None:
    """EndNote's own name for the type of the entry."""
    if fields.get("type", "").lower() in KINDS_OF_ENDNOTE:
        del fields["type"]


def _journal_without_title(fields: dict[str, str]) -> None:
    """A periodical's title in `journal`."""
    if "title" not in fields and "journaltitle" in fields and "author" not in fields:
        fields["title"] = fields.pop("journaltitle")


def _catalogue_as_note(fields: dict[str, str]) -> None:
    """Zotero's and PubMed's data about the record: `note = {ISBN: …}`."""
    if CATALOGUE.fullmatch(fields.get("note", "")):
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


STEPS: list[Callable[[dict[str, str]], None]] = [
    _address_as_publication,
    _visit_as_note,
    _kind_as_type,
    _journal_without_title,
    _catalogue_as_note,
    _year_as_volume,
    _number_in_series,
]
