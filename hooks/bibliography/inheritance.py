"""The fields of a record under biblatex's names, with those that it inherits through crossref and xdata."""

import re
from collections.abc import Iterator, Mapping

from pybtex.bibtex.utils import split_name_list

from bibliography import copies
from bibliography.bibtex import Record
from bibliography.exports import PARTS, mend, name_whole

TYPES = {  # BibTeX's and other programs' names → biblatex's
    "artifactdataset": "dataset",
    "artifactsoftware": "software",
    "bookinbook": "inbook",
    "booklet": "book",
    "code": "software",
    "codefragment": "software",
    "commentary": "book",
    "conference": "inproceedings",
    "data": "dataset",
    "electronic": "online",
    "inreference": "incollection",
    "legal": "legislation",
    "magazine": "article",
    "mastersthesis": "thesis",
    "mvbook": "book",
    "mvcollection": "collection",
    "mvproceedings": "proceedings",
    "mvreference": "collection",
    "news": "article",
    "newspaper": "article",
    "newspaperarticle": "article",
    "phdthesis": "thesis",
    "reference": "collection",
    "softwaremodule": "software",
    "softwareversion": "software",
    "suppbook": "inbook",
    "suppcollection": "incollection",
    "suppperiodical": "article",
    "techreport": "report",
    "webpage": "online",
    "website": "online",
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
    "article-number": "eid",
    "articleno": "eid",
    "articlenumber": "eid",
    "arxivid": "eprint",
    "city": "location",
    "editors": "editor",
    "hyphenation": "langid",
    "institute": "institution",
    "issuedate": "date",
    "journal": "journaltitle",
    "lastaccessed": "urldate",
    "lastchecked": "urldate",
    "lastvisited": "urldate",
    "originalpublisher": "origpublisher",
    "origyear": "origdate",
    "page": "pages",
    "place": "location",
    "primaryclass": "eprintclass",
    "school": "institution",
    "url-status": "urlstatus",
    "urlaccessdate": "urldate",
}
EMPTY = re.compile(r"[{}\s]*[-–—]*[{}\s]*")
NOTHING = re.compile(  # what databases write for it
    r"[{}\s]*(?:n/a|n\.a\.|null|none|nan|undefined|\[?s\. ?[ln]\.\]?|[-–—?.,;:/]+(?:n/a)?)?[{}\s]*|n/a(?:--?|–)n/a",
    re.IGNORECASE,
)
SAID_IN_MANY_WAYS = {"eprintclass", "eprinttype", "langid", "urldate"}
TWO_PLACES = {"address", "location"}
ANYTHING = {"title", "subtitle", "shorttitle", "author", "editor", "translator"}  # may be called so
GRANULAR = re.compile(r"xdata=(\S+)-([A-Za-z]+)(?:-(\d{1,4}))?")
FOREBEARS = 30  # entries that one inherits from, one through the other
GRANTED = 5  # so many steps from one @xdata to the next
DATE = {"date", "year", "month", "day"}
KEPT_BY_PARENT = {"crossref", "xref", "xdata", "ids", "label", "related", "entryset", "keywords", "options", "execute"}
KEPT_BY_PARENT |= {"shorttitle", "sorttitle", "sortname", "sortkey", "presort", "shorthand", "doi", "url"}
KEPT_BY_PARENT |= {"relatedtype", "relatedstring", "relatedoptions", "shorthandintro"}
KEPT_BY_PARENT |= {"urldate", *copies.FIELDS}


def biblatex_type(record: Record) -> str:
    """The type under biblatex's name."""
    return TYPES.get(record.type, record.type)


def biblatex_fields(record: Record) -> dict[str, str]:
    """The record's own fields under biblatex's names, empty ones left out."""
    fields: dict[str, str] = {}
    place, other = (record.fields.get(name, "") for name in ("address", "location"))
    two_places = place and other and place != other and record.type != "article"  # ACM's
    for name, value in record.fields.items():
        base, mark, form = name.partition("_")  # "journal_romanised"
        if len(value) < 12 and (EMPTY if base in ANYTHING else NOTHING).fullmatch(value):
            continue
        base = "venue" if two_places and base == "location" else FIELDS.get(base, base)
        fields.setdefault(base + mark + form, value)
    return mend(fields)


def said_twice(record: Record) -> Iterator[tuple[str, str]]:
    """The fields that stand for one, under two names, and do not say the same."""
    year, date = record.fields.get("year", ""), record.fields.get("date", "")
    if year and date and year not in date:
        yield "year", f"has the year '{year}' beside the date '{date}'; delete one of the two"
    if len({FIELDS.get(name, name) for name in record.fields}) == len(record.fields):
        return
    first: dict[str, tuple[str, str]] = {}
    for name, value in record.fields.items():
        known = FIELDS.get(name, name)
        other, said = first.setdefault(known, (name, value))
        if known not in SAID_IN_MANY_WAYS and value not in said and {name, other} != TWO_PLACES:
            yield name, f"has {other} and {name}, which are one field; leave one of the two"


def line_of(name: str, record: Record) -> int:
    """The line of a field by its biblatex name; that of the entry if the field is inherited."""
    written = [name, *(old for old, new in FIELDS.items() if new == name)]
    return next((record.lines[form] for form in written if form in record.lines), record.line)


def inherit(
    record: Record, known: Mapping[str, Record]
) -> tuple[dict[str, str], tuple[str, ...], list[tuple[str, str]]]:
    """All its fields; the keys of the entries that it inherits from; what is wrong with these, and in which field.

    `known` has the records by key in lower case.
    """
    fields = biblatex_fields(record)
    parents: list[str] = []
    faults: list[tuple[str, str]] = []
    place = "crossref" if "crossref" in record.lines else "xdata"
    queue = [(record, fields)]
    while queue:
        child, own = queue.pop()
        for key in _parent_keys(own):
            parent = known.get(key.lower())
            if not parent:
                faults.append((place, f"inherits from '{key}', which is no entry; mend the key or add the entry"))
            elif parent.key == record.key:
                through = f" through '{child.key}'" if child is not record else ""
                faults.append((place, f"inherits from itself{through}; delete one of the fields crossref and xdata"))
            elif len(parents) >= FOREBEARS:
                faults.append(
                    (place, f"inherits from more than {FOREBEARS} entries; name one that has it all in crossref")
                )
                queue.clear()
                break
            elif parent.key not in parents:
                parents.append(parent.key)
                theirs = biblatex_fields(parent)
                handed_down = (
                    theirs if parent.type == "xdata" else dict(_handed_down(theirs, biblatex_type(child), parent.type))
                )
                if not _dates_agree(fields, handed_down):
                    handed_down = {name: value for name, value in handed_down.items() if name not in DATE}
                fields = handed_down | fields
                queue.append((parent, theirs))
    for name in [name for name, value in fields.items() if "xdata=" in value]:
        items = [_item(item, known, parents) for item in split_name_list(fields[name])]
        faults += [
            (name, f"takes '{item}', which is not there; mend it") for item in items if item.startswith("xdata=")
        ]
        fields[name] = " and ".join(item for item in items if not item.startswith("xdata="))
    fields = {name: value for name, value in fields.items() if value}
    name_whole(fields, biblatex_type(record))
    return fields, tuple(parents), faults


def _dates_agree(fields: Mapping[str, str], others: Mapping[str, str]) -> bool:
    """Whether the date of another entry is none but this entry's, perhaps with its month."""
    own, other = (found.get("date") or found.get("year", "") for found in (fields, others))
    return other.startswith(own) and not (own and "/" in other)


def _item(item: str, known: Mapping[str, Record], parents: list[str]) -> str:
    """What an item of a field stands for: `xdata=key-field`, or `xdata=key-field-2` for the second in a list."""
    for _ in range(GRANTED):
        match = GRANULAR.fullmatch(item)
        source = known.get(match[1].lower()) if match else None
        if not match or not source:
            break
        parents.append(source.key)
        value = biblatex_fields(source).get(FIELDS.get(match[2], match[2]), "")
        values = split_name_list(value) if match[3] else [value]
        number = int(match[3] or 1)
        if not 0 < number <= len(values) or not values[number - 1]:
            break
        item = values[number - 1]
    return item


def _parent_keys(fields: Mapping[str, str]) -> list[str]:
    keys = f"{fields.get('crossref', '')},{fields.get('xdata', '')}".split(",")
    return [key.strip() for key in keys if key.strip()]


def _handed_down(fields: Mapping[str, str], child: str, parent: str) -> Iterator[tuple[str, str]]:
    """biblatex's rules: the title of a parent is a volume's maintitle, a part's booktitle, an article's journal."""
    if parent.startswith("mv"):
        container = "main"
    else:
        container = "book" if child in PARTS else "journal" if child == "article" else ""
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
