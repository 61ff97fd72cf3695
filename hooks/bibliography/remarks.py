"""What programs write into `note`, and `howpublished` → the fields that it belongs to."""

import re

from bibliography.dates import parse_date

ADDRESS = re.compile(
    r"(?:(?:available|url|online)(?:\s+(?:at|from|online))?\s*:?\s+)?(?:\\(?:url|href)\s*)?[{<]*(https?://[^\s{}<>]+)[}>]*"
    r"(?:{[^{}]*})?\.?",
    re.IGNORECASE,
)
DATE = (
    r"\d{4}[-/]\d\d?[-/]\d\d?|\d\d?\.\d\d?\.\d{4}|\d{4}年\d\d?月(?:\d\d?日)?|\d{1,2}[-. ]+[a-z]+[-., ]+\d{4}|"
    r"[a-z]+\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|[a-z]+ \d{4}"
)
VISIT = re.compile(
    r"[\[(（]?(?:online;?\s*)?(?:(?:date|last)\s+)?(?:accessed|retrieved|visited|viewed|(?:zuletzt\s+)?(?:abgerufen|besucht|betrachtet)|consulté|(?:最終)?(?:閲覧|参照|アクセス)日?)"
    rf"(?:\s+(?:on|in|am|le))?\s*[:：]?\s*({DATE})(?:,? from {ADDRESS.pattern})?[\])）]?[.。]?"
    rf"|[\[(（]?({DATE})\s*に?(?:最終)?(?:閲覧|参照|アクセス|確認)[\])）]?[.。]?",
    re.IGNORECASE,
)
LONGEST_NOTE = 300  # characters of a note that says when a page was seen, or where it is
CATALOGUE = re.compile(
    r"\\?\[?(?:_eprint|backup publisher|conference name|google-books-id|is[bs]n|num pages|oclc|pmid|"
    r"pubmed(?: central)?|section)\s*:.*|cited by:?\s*(?:\(since \d{4}\)\s*)?\d+.*|{?is[bs]n}?[\s~]*[\dx–-]{8,20}\.?",
    re.IGNORECASE,
)
OF_ZOTERO = {"book title": "booktitle", "edition": "edition", "issue": "number", "medium": "howpublished"}
OF_ZOTERO |= {
    "pages": "pages",
    "publication title": "journaltitle",
    "publisher": "publisher",
    "series title": "series",
    "volume": "volume",
}
KEY_ELSEWHERE = re.compile(r"\s*\bbibtex\*?(?:: ?\S+|\[[^\[\]]*\])")
DOI = re.compile(r"doi\s*:?\s*(?:https?://doi\.org/)?(10\.\d{4,9}/\S+?)\.?", re.IGNORECASE)
DOI_OF_PUBMED = re.compile(r"(?:\[PubMed[^\]]*\] )?\[DOI:(?:\\href{[^{}]*}{)?(10\.[^{}\]\s]+)}?\].*")
PREPRINT = re.compile(r"(?:arXiv )?(?:preprint|e-prints)?,? ?arXiv: ?([\w./-]+\d)(?: \[([^\]]*)\])?", re.IGNORECASE)


def address_as_publication(fields: dict[str, str]) -> None:
    """`howpublished = {\\url{…}}`, as BibTeX users and Wikipedia write."""
    for name in ("howpublished", "note"):
        match = ADDRESS.fullmatch(fields[name][:LONGEST_NOTE]) if name in fields else None
        if match and "url" not in fields:
            fields["url"] = match[1]
            del fields[name]


def visit_as_note(fields: dict[str, str]) -> None:
    """`note = {Accessed: 2025-11-02}` or `[Online; accessed 2-November-2025]`."""
    match = VISIT.fullmatch(fields.get("note", "")[:LONGEST_NOTE].replace("~", " ")) if "note" in fields else None
    if match and ("url" in fields or match[2]):
        day = match[1] or match[3]
        said = fields["urldate"] if _is_same_day(fields.get("urldate", ""), day) else day
        _move(fields, url=match[2] or "", urldate=said)


def preprint_as_note(fields: dict[str, str]) -> None:
    """Zotero's `note = {arXiv:1706.03762 [cs]}`."""
    if "note" in fields and (match := PREPRINT.fullmatch(fields["note"])):
        _move(fields, eprint=match[1], eprinttype="arXiv", eprintclass=match[2] or "")


def field_as_note(fields: dict[str, str]) -> None:
    """Zotero's `note = {Series Title: …}`, of what its type of item has no field for; and its collaborators."""
    name, colon, value = fields.get("note", "").partition(": ")
    name = OF_ZOTERO.get(name.lower(), "") if colon else ""
    if name:
        _move(fields, **{name: value})
    if "collaborator" in fields and "editora" not in fields:
        fields["editora"] = fields.pop("collaborator")
        fields["editoratype"] = "collaborator"


def catalogue_as_note(fields: dict[str, str]) -> None:
    """Zotero's and PubMed's data about the record: `note = {ISBN: …}`, or behind other words `bibtex: doe2001`."""
    if "note" not in fields:
        return
    if "bibtex" in fields["note"]:
        fields["note"] = KEY_ELSEWHERE.sub("", fields["note"]).strip()
        if not fields["note"]:
            del fields["note"]
            return
    if (match := DOI.fullmatch(fields["note"])) or (match := DOI_OF_PUBMED.match(fields["note"])):
        _move(fields, doi=match[1])
    elif CATALOGUE.fullmatch(fields["note"]):
        del fields["note"]


def _move(fields: dict[str, str], **said: str) -> None:
    """Put what `note` says into its fields; where one of them says something else, leave it there."""
    said = {name: value for name, value in said.items() if value}
    if all(value.lower() in fields.get(name, value).lower() for name, value in said.items()):
        fields |= said | {name: fields[name] for name in said if name in fields}
        del fields["note"]


def _is_same_day(one: str, other: str) -> bool:
    try:
        return bool(one) and parse_date(one) == parse_date(other)
    except ValueError:
        return False
