"""The fields of a record under biblatex's names, with those that it inherits through crossref and xdata."""

from collections.abc import Iterator, Mapping

from bibliography.bibtex import Record
from bibliography.exports import mend

TYPES = {  # BibTeX's and other programs' names → biblatex's
    "bookinbook": "inbook",
    "booklet": "book",
    "commentary": "book",
    "conference": "inproceedings",
    "electronic": "online",
    "inreference": "incollection",
    "legal": "legislation",
    "magazine": "article",
    "mastersthesis": "thesis",
    "mvbook": "book",
    "mvcollection": "collection",
    "mvproceedings": "proceedings",
    "mvreference": "collection",
    "newspaper": "article",
    "phdthesis": "thesis",
    "reference": "collection",
    "suppbook": "inbook",
    "suppcollection": "incollection",
    "suppperiodical": "article",
    "techreport": "report",
    "webpage": "online",
    "www": "online",
}
FIELDS = {
    "accessed": "urldate",
    "address": "location",
    "archive-date": "archivedate",
    "archive-url": "archiveurl",
    "archiveprefix": "eprinttype",
    "hyphenation": "langid",
    "issuedate": "date",
    "journal": "journaltitle",
    "lastchecked": "urldate",
    "primaryclass": "eprintclass",
    "school": "institution",
}
PART_TYPES = ("incollection", "inbook", "inproceedings")
KEPT_BY_PARENT = {"crossref", "xref", "xdata", "ids", "label", "related", "entryset", "keywords", "options", "execute"}
KEPT_BY_PARENT |= {"shorttitle", "sorttitle", "sortname", "sortkey", "presort", "shorthand", "doi", "url"}


def biblatex_type(record: Record) -> str:
    """The type under biblatex's name."""
    return TYPES.get(record.type, record.type)


def biblatex_fields(record: Record) -> dict[str, str]:
    """The record's own fields under biblatex's names, empty ones left out."""
    fields: dict[str, str] = {}
    for name, value in record.fields.items():
        if value:
            base, mark, form = name.partition("_")  # "journal_romanised"
            fields.setdefault(FIELDS.get(base, base) + mark + form, value)
    return mend(fields)


def line_of(name: str, record: Record) -> int:
    """The line of a field by its biblatex name; that of the entry if the field is inherited."""
    written = [name, *(old for old, new in FIELDS.items() if new == name)]
    return next((record.lines[form] for form in written if form in record.lines), record.line)


def inherit(record: Record, known: Mapping[str, Record]) -> tuple[dict[str, str], tuple[str, ...], list[str]]:
    """All its fields; the keys of the entries that it inherits from; the keys among these that are no entries.

    `known` has the records by key in lower case.
    """
    fields = biblatex_fields(record)
    parents: list[str] = []
    unknown: list[str] = []
    queue = [(record, fields)]
    while queue:
        child, own = queue.pop()
        for key in _parent_keys(own):
            parent = known.get(key.lower())
            if not parent:
                unknown.append(key)
            elif parent.key not in parents and parent.key != record.key:
                parents.append(parent.key)
                theirs = biblatex_fields(parent)
                handed_down = theirs if parent.type == "xdata" else dict(_handed_down(theirs, biblatex_type(child)))
                fields = handed_down | fields
                queue.append((parent, theirs))
    return fields, tuple(parents), unknown


def _parent_keys(fields: Mapping[str, str]) -> list[str]:
    keys = f"{fields.get('crossref', '')},{fields.get('xdata', '')}".split(",")
    return [key.strip() for key in keys if key.strip()]


def _handed_down(fields: Mapping[str, str], child: str) -> Iterator[tuple[str, str]]:
    """biblatex's rules: the title of a parent is the booktitle of a part, or the title of an article's journal."""
    container = "book" if child in PART_TYPES else "journal" if child == "article" else ""
    for name, value in fields.items():
        if name in KEPT_BY_PARENT:
            continue
        if name.startswith(("title", "subtitle")):
            if container:
                yield container + name, value
        elif name == "author" and container:
            if child == "inbook":
                yield "author", value
        else:
            yield name, value
