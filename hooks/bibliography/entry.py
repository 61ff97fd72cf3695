"""A record of the .bib file → an entry: biblatex's names for types and fields, inheritance, names and dates read, faults."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bibliography.bibtex import Record
from bibliography.dates import Date, parse_date, parse_year
from bibliography.latex import to_plain
from bibliography.names import Names, parse_names
from problem import Problem

TYPES = {  # BibTeX's and others' names → biblatex's
    "conference": "inproceedings",
    "electronic": "online",
    "www": "online",
    "webpage": "online",
    "techreport": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "mvbook": "book",
    "mvcollection": "collection",
    "mvreference": "collection",
    "mvproceedings": "proceedings",
    "reference": "collection",
    "inreference": "incollection",
    "bookinbook": "inbook",
    "suppbook": "inbook",
    "suppcollection": "incollection",
    "suppperiodical": "article",
    "newspaper": "article",
    "magazine": "article",
    "legal": "legislation",
    "commentary": "book",
    "booklet": "book",
}
IMPLIED = {  # the type field, if an entry has none
    "phdthesis": "phdthesis",
    "mastersthesis": "mathesis",
    "patent": "patent",
    "software": "software",
    "dataset": "dataset",
}
FIELDS = {
    "journal": "journaltitle",
    "journalsubtitle": "journalsubtitle",
    "address": "location",
    "school": "institution",
    "archiveprefix": "eprinttype",
    "primaryclass": "eprintclass",
    "hyphenation": "langid",
    "issuedate": "date",
    "accessed": "urldate",
    "lastchecked": "urldate",
    "archive-url": "archiveurl",
    "archive-date": "archivedate",
}
NAME_FIELDS = ("author", "editor", "translator", "holder", "bookauthor", "sortname")
DATE_FIELDS = ("date", "urldate", "archivedate", "eventdate", "origdate")
URL_FIELDS = ("url", "archiveurl")
STATES = {"in press": "inpress", "to appear": "forthcoming", "in preparation": "inpreparation"}
STATES |= {state: state for state in ("forthcoming", "inpress", "submitted", "inpreparation", "prepublished")}
NOT_CITED = {"xdata", "set"}
NOT_INHERITED = {"crossref", "xref", "xdata", "label", "ids", "shorttitle", "sorttitle", "keywords", "options", "entryset"}
NOT_INHERITED |= {"shorthand", "sortkey", "presort", "execute", "relatedtype", "related", "sortname", "gender", "doi", "url"}
CONTAINERS = ("incollection", "inbook", "inproceedings")
REQUIRED = {  # what a note cannot do without; any one of the fields in a row
    "article": [("title", "titleaddon"), ("journaltitle", "url", "doi", "eprint")],
    "incollection": [("title",), ("booktitle",)],
    "inbook": [("title", "chapter", "pages"), ("booktitle", "title")],
    "inproceedings": [("title",), ("booktitle", "eventtitle", "journaltitle", "url", "doi")],
    "online": [("title",), ("url", "doi", "eprint")],
    "patent": [("title",), ("number",)],
}


@dataclass(frozen=True)
class Entry:
    """A work. Fields hold LaTeX as written; `names` and `dates` hold what could be read; `state` a pubstate ("inpress")."""

    key: str
    type: str
    line: int
    fields: Mapping[str, str]
    names: Mapping[str, Names] = field(default_factory=dict)
    dates: Mapping[str, Date | None] = field(default_factory=dict)
    state: str = ""
    parents: tuple[str, ...] = ()

    def plain(self, name: str) -> str:
        """A field's text without LaTeX; "" if the entry lacks it."""
        return to_plain(self.fields.get(name, ""))


def build(records: list[Record], path: str) -> tuple[dict[str, Entry], list[Problem]]:
    """The entries by key, and the faults of their fields. A field at fault is kept as text and left out where it must be read."""
    known = {record.key.lower(): record for record in records}
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for record in records:
        fields, parents, missing = _inherit(record, known)
        problems += [
            Problem(path, record.line, f"entry '{record.key}' inherits from '{key}', which is no entry; mend the key or add it")
            for key in missing
        ]
        entry, faults = _entry(record, fields, parents)
        entries[record.key] = entry
        for name, fault in faults:
            problems.append(Problem(path, record.lines.get(_written(name, record), record.line), f"entry '{record.key}': {fault}"))
        if not record.broken and record.type not in NOT_CITED:
            problems += [Problem(path, record.line, f"entry '{record.key}' {lack}") for lack in _lacks(entry)]
    return entries, problems


def _entry(record: Record, fields: dict[str, str], parents: tuple[str, ...]) -> tuple[Entry, list[tuple[str, str]]]:
    faults: list[tuple[str, str]] = []
    names: dict[str, Names] = {}
    for name, value in fields.items():
        if name.split("_")[0] in NAME_FIELDS and value:
            names[name], wrong = parse_names(value)
            faults += [(name, fault) for fault in wrong]
    dates, state, wrong_dates = _dates(fields)
    faults += wrong_dates
    for name in URL_FIELDS:
        if name in fields:
            fields[name] = _address(fields[name])
            if not re.match(r"https?://[^\s/]", fields[name]):
                faults.append((name, f"{name} '{fields[name]}' is no web address; begin it with https:// or http://"))
    kind = TYPES.get(record.type, record.type)
    if "type" not in fields and record.type in IMPLIED:
        fields["type"] = IMPLIED[record.type]
    return Entry(record.key, kind, record.line, fields, names, dates, state, parents), faults


def _inherit(record: Record, known: Mapping[str, Record]) -> tuple[dict[str, str], tuple[str, ...], list[str]]:
    """The record's fields under biblatex's names with those of its crossref and xdata parents; the parents; those not found."""
    fields = _renamed(record)
    parents: list[str] = []
    missing: list[str] = []
    queue = [(record, fields)]
    while queue:
        child, own = queue.pop()
        for source in ("crossref", "xdata"):
            for key in filter(None, (part.strip() for part in own.get(source, "").split(","))):
                parent = known.get(key.lower())
                if not parent:
                    missing.append(key)
                elif parent.key not in parents and parent.key != record.key:
                    parents.append(parent.key)
                    theirs = _renamed(parent)
                    inherited = theirs if source == "xdata" else dict(_handed_down(theirs, TYPES.get(child.type, child.type)))
                    for name, value in inherited.items():
                        if name not in NOT_INHERITED or source == "xdata":
                            fields.setdefault(name, value)
                    queue.append((parent, theirs))
    return fields, tuple(parents), missing


def _handed_down(fields: Mapping[str, str], child: str) -> Iterator[tuple[str, str]]:
    """biblatex's rules: a parent's title is its child's booktitle, or the title of its journal."""
    into = "book" if child in CONTAINERS else "journal" if child == "article" else ""
    for name, value in fields.items():
        if name in ("title", "subtitle", "titleaddon", "title_translated", "title_romanised") or name.startswith("title_"):
            if into:
                yield into + name, value
        elif child == "inbook" and name == "author":
            yield "bookauthor", value
            yield "author", value
        elif not (into and name == "author"):
            yield name, value


def _renamed(record: Record) -> dict[str, str]:
    fields: dict[str, str] = {}
    for name, value in record.fields.items():
        fields.setdefault(FIELDS.get(name, name), value)
    if "title" not in fields and record.type in ("periodical",) and "journaltitle" in fields:
        fields["title"] = fields.pop("journaltitle")
    return {name: value for name, value in fields.items() if value}


def _written(name: str, record: Record) -> str:
    """The name under which the record has the field, for its line."""
    if name in record.lines:
        return name
    return next((old for old, new in FIELDS.items() if new == name and old in record.lines), name)


def _dates(fields: dict[str, str]) -> tuple[dict[str, Date | None], str, list[tuple[str, str]]]:
    dates: dict[str, Date | None] = {}
    faults = []
    state = STATES.get(to_plain(fields.get("pubstate", "")).lower(), to_plain(fields.get("pubstate", "")))
    for name in DATE_FIELDS:
        text = to_plain(fields.get(name, ""))
        if text and not (said := STATES.get(text.lower())):
            try:
                dates[name] = parse_date(text)
            except ValueError as error:
                faults.append((name, f"{name} '{text}' is no date: {error}; write it as 2025, 2025-10 or 2025-10-28"))
        elif text and said:
            state = state or said
    year = to_plain(fields.get("year", ""))
    if "date" not in fields and year:
        if year.lower() in STATES:
            state = state or STATES[year.lower()]
        else:
            month, day = to_plain(fields.get("month", "")), to_plain(fields.get("day", ""))
            try:
                dates["date"] = parse_year(year, month, day)
            except ValueError as error:
                text = " ".join(filter(None, (year, month, day)))
                name = "month" if "month" in str(error) and month else "year"
                faults.append((name, f"{name} '{text}' is no date: {error}; write date = {{2025-10}} or the like"))
    return dates, state, faults


def _address(value: str) -> str:
    """A URL as it goes into a link: without the escapes of LaTeX that some programs write into it."""
    value = re.sub(r"^\\url\s*{(.*)}$", r"\1", value)
    return re.sub(r"\\([_%&#~$])", r"\1", value).replace(r"\textasciitilde{}", "~").replace(r"{\textasciitilde}", "~").strip("<> ")


def _lacks(entry: Entry) -> Iterator[str]:
    for alternatives in REQUIRED.get(entry.type, [("title", "titleaddon", "booktitle", "maintitle", "shorttitle")]):
        if not any(name in entry.fields for name in alternatives):
            yield f"(@{entry.type}) has no {' or '.join(alternatives)}; add {'it' if len(alternatives) == 1 else 'one of them'}"
