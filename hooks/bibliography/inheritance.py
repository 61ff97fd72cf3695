"""The fields of a record under biblatex's names, with those that it inherits through crossref and xdata."""

import re
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
    "access-date": "urldate",
    "accessdate": "urldate",
    "accessed": "urldate",
    "address": "location",
    "archive-date": "archivedate",
    "archive-url": "archiveurl",
    "archiveprefix": "eprinttype",
    "arxivid": "eprint",
    "hyphenation": "langid",
    "issuedate": "date",
    "journal": "journaltitle",
    "lastaccessed": "urldate",
    "lastchecked": "urldate",
    "lastvisited": "urldate",
    "primaryclass": "eprintclass",
    "school": "institution",
    "urlaccessdate": "urldate",
}
EMPTY = re.compile(r"[{}\s]*")
NOTHING = re.compile(  # what databases write for it
    r"[{}\s]*(?:n/a|n\.a\.|null|none|nan|undefined|\[?s\. ?[ln]\.\]?|[-–—?.,;:/]+(?:n/a)?)?[{}\s]*|n/a(?:--?|–)n/a", re.IGNORECASE
)
ANYTHING = {"title", "subtitle", "shorttitle", "author", "editor", "translator"}  # may be called so
PART_TYPES = ("incollection", "inbook", "inproceedings")
KEPT_BY_PARENT = {"crossref", "xref", "xdata", "ids", "label", "related", "entryset", "keywords", "options", "execute"}
KEPT_BY_PARENT |= {"shorttitle", "sorttitle", "sortname", "sortkey", "presort", "shorthand", "doi", "url"}


def biblatex_type(record: Record) -> str:
    """The type under biblatex's name."""
    return TYPES.get(record.type, record.type)


def biblatex_fields(record: Record) -> dict[str, str]:
    """The record's own fields under biblatex's names, empty ones left out."""
    fields: dict[str, str] = {}
    two_places = record.type in PART_TYPES and {"address", "location"} <= record.fields.keys()  # ACM's
    for name, value in record.fields.items():
        base, mark, form = name.partition("_")  # "journal_romanised"
        if (EMPTY if base in ANYTHING else NOTHING).fullmatch(value):
            continue
        base = "venue" if two_places and base == "location" else FIELDS.get(base, base)
        fields.setdefault(base + mark + form, value)
    return mend(fields)


def line_of(name: str, record: Record) -> int:
    """The line of a field by its biblatex name; that of the entry if the field is inherited."""
    written = [name, *(old for old, new in FIELDS.items() if new == name)]
    return next((record.lines[form] for form in written if form in record.lines), record.line)


def inherit(record: Record, known: Mapping[str, Record]) -> tuple[dict[str, str], tuple[str, ...], list[str]]:
    """All its fields; the keys of the entries that it inherits from; what is wrong with these.

    `known` has the records by key in lower case.
    """
    fields = biblatex_fields(record)
    parents: list[str] = []
    faults: list[str] = []
    queue = [(record, fields)]
    while queue:
        child, own = queue.pop()
        for key in _parent_keys(own):
            parent = known.get(key.lower())
            if not parent:
                faults.append(f"inherits from '{key}', which is no entry; mend the key or add the entry")
            elif parent.key == record.key:
                through = f" through '{child.key}'" if child is not record else ""
                faults.append(f"inherits from itself{through}; delete one of the fields crossref and xdata")
            elif parent.key not in parents:
                parents.append(parent.key)
                theirs = biblatex_fields(parent)
                handed_down = (
                    theirs if parent.type == "xdata" else dict(_handed_down(theirs, biblatex_type(child), parent.type))
                )
                fields = handed_down | fields
                queue.append((parent, theirs))
    return fields, tuple(parents), faults


def _parent_keys(fields: Mapping[str, str]) -> list[str]:
    keys = f"{fields.get('crossref', '')},{fields.get('xdata', '')}".split(",")
    return [key.strip() for key in keys if key.strip()]


def _handed_down(fields: Mapping[str, str], child: str, parent: str) -> Iterator[tuple[str, str]]:
    """biblatex's rules: the title of a parent is a volume's maintitle, a part's booktitle, an article's journal."""
    if parent.startswith("mv"):
        container = "main"
    else:
        container = "book" if child in PART_TYPES else "journal" if child == "article" else ""
    for name, value in fields.items():
        if name in KEPT_BY_PARENT or (name == "volumes" and container):
            continue
        if name.startswith(("title", "subtitle")):
            if container:
                yield container + name, value
        elif name == "author" and container in ("book", "journal"):
            if child == "inbook":
                yield "author", value
        else:
            yield name, value
