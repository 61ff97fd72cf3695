"""A record of the .bib file → an entry, its names and dates read, and what is wrong with its fields."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bibliography import copies
from bibliography.bibtex import Record
from bibliography.dates import Date, parse_date, parse_year
from bibliography.inheritance import biblatex_type, inherit, line_of, said_twice
from bibliography.latex import to_address, to_plain
from bibliography.names import Name, Names, parse_names
from bibliography.tidying import TIDIED
from problem import Problem

IMPLIED = {  # the kind that the type of an entry tells, if it has no field `type`
    "dataset": "dataset",
    "mastersthesis": "mathesis",
    "phdthesis": "phdthesis",
    "software": "software",
}
EDITORS = ("editor", "editora", "editorb", "editorc")  # each with its kind in a field such as `editoratype`
HELPERS = ("annotator", "commentator", "introduction", "foreword", "afterword")
NAME_FIELDS = (
    *("author", "bookauthor", *EDITORS, *HELPERS, "holder", "sortname", "translator"),
    *("shortauthor", "shorteditor"),
)
KINDS_OF_ARTICLE = {"magazine": "magazine"} | dict.fromkeys(("news", "newspaper", "newspaperarticle"), "newspaper")
DATE_FIELDS = ("archivedate", "date", "eventdate", "origdate", "urldate")
URL_FIELDS = ("url", "archiveurl")
STATES = {"in press": "inpress", "to appear": "forthcoming", "in preparation": "inpreparation"}
STATES |= {
    "accepted": "inpress",
    "under review": "submitted",
    "近刊": "forthcoming",
    "印刷中": "inpress",
    "投稿中": "submitted",
}
STATES |= {"online first": "prepublished", "ahead of print": "prepublished", "早期公開": "prepublished"}
STATES |= {state: state for state in ("forthcoming", "inpress", "inpreparation", "prepublished", "submitted")}
CITE = re.compile(r"\\(?:no|text|paren|auto|full|foot)?cite(?:alp|author|p|t|year)?\b")
TIE = re.compile(r"~(?=\w)|\\[,; ]")  # between the parts of a date; a "~" behind it says "circa"
ALIAS = "(alias)"  # the type of what is made of the field `ids`: one that nobody can write
NOT_CITED = {ALIAS, "set", "xdata", "control", "ieeetranbstctl"}  # the latter two are settings of styles
ANY_TITLE = ("title", "titleaddon", "booktitle", "maintitle", "shorttitle")
REQUIRED: dict[str, list[tuple[str, ...]]] = {  # what a note cannot do without: one field of each row
    "article": [ANY_TITLE, ("journaltitle", "url", "doi", "eprint")],
    "inbook": [("title", "chapter", "pages"), ("booktitle", "title")],
    "incollection": [("title",), ("booktitle",)],
    "inproceedings": [("title",), ("booktitle", "eventtitle", "journaltitle", "url", "doi")],
    "online": [ANY_TITLE, ("url", "doi", "eprint")],
    "patent": [ANY_TITLE, ("number",)],
}


class Relation(NamedTuple):
    """How a work is related to others ("translationof"), which they are, and the entry's own words for it, if any."""

    kind: str
    works: tuple["Entry", ...]
    words: str = ""


class Entry(NamedTuple):
    """A work. Fields hold LaTeX; `names` and `dates` what could be read of it; `state` a pubstate ("inpress").

    `parents` are the keys of the entries that it cannot do without, `members` those that a @set or an alias stands for.
    """

    key: str
    type: str
    line: int
    fields: Mapping[str, str]
    names: Mapping[str, Names] = {}
    dates: Mapping[str, Date | None] = {}
    state: str = ""
    parents: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    members: tuple[str, ...] = ()

    def plain(self, name: str) -> str:
        """A field's text without LaTeX; "" if the entry lacks it."""
        return to_plain(self.fields.get(name, ""))


def build(records: list[Record], path: str) -> tuple[dict[str, Entry], list[Problem]]:
    """The entries by key, and what is wrong with them. A field at fault is kept as text."""
    known = {record.key.lower(): record for record in records}
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for record in records:
        reader = _Reader(record)
        entry = entries[record.key] = reader.entry(known)
        problems += [Problem(path, line, f"entry '{record.key}' {fault}") for line, fault in reader.faults]
        if not record.broken and entry.type not in NOT_CITED:
            problems += [Problem(path, record.line, f"entry '{record.key}' {lack}") for lack in _lacks(entry)]
    return entries, problems


class _Reader:
    """Reads the fields of one record and gathers their faults, each with its line."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.faults: list[tuple[int, str]] = []
        self.state = ""

    def fault(self, name: str, message: str) -> None:
        self.faults.append((line_of(name, self.record), message))

    def entry(self, known: Mapping[str, Record]) -> Entry:
        fields, parents, faults = inherit(self.record, known)
        for name, message in faults:
            self.fault(name, message)
        for name in URL_FIELDS:
            if name in fields:
                fields[name] = self.address(name, fields[name])
        for name, message in said_twice(self.record):
            self.fault(name, message)
        for name, message in copies.faults(fields):
            self.fault(name, message)
        copies.complete(fields)
        kind = biblatex_type(self.record)
        self.imply(fields, kind)
        self.look_for_citations(fields)
        self.state = STATES.get(fields.get("pubstate", "").lower(), to_plain(fields.get("pubstate", "")))
        names, dates = self.names(fields), self.dates(fields)
        if self.state == "prepublished" and kind in ("misc", "online") and "journaltitle" not in fields:
            self.state = "preprint"
        return Entry(self.record.key, kind, self.record.line, fields, names, dates, self.state, parents)

    def imply(self, fields: dict[str, str], kind: str) -> None:
        """Fill in what the type as written tells of the kind, and a note of the state."""
        if implied := IMPLIED.get(self.record.type) or IMPLIED.get(kind):
            fields.setdefault("type", implied)
        if kind == "article" and self.record.type in KINDS_OF_ARTICLE:
            fields.setdefault("entrysubtype", KINDS_OF_ARTICLE[self.record.type])
        if fields.get("note", "").lower().strip(" .()") in STATES:
            fields.setdefault("pubstate", fields.pop("note").strip(" .()"))

    def look_for_citations(self, fields: Mapping[str, str]) -> None:
        """A work that the text of a field cites by its key is nowhere printed as such."""
        for name in TIDIED:
            if name in fields and (match := CITE.search(fields[name])):
                self.fault(name, f"has {match[0]} in {name}, which stands for nothing here; write out what it cites")

    def address(self, name: str, value: str) -> str:
        """A URL without the LaTeX that some programs write into it."""
        value = to_address(value)
        first, *others = re.split(r"(?<![\s;,])[\s;,]++(?=https?://)", value)
        if not re.match(r"https?://[^\s/]", value, re.IGNORECASE):
            self.fault(name, f"has the {name} '{value}', which is no web address; begin it with https:// or http://")
        elif others:
            self.fault(name, f"has {len(others) + 1} addresses in {name}; leave one, and put others into note")
        elif re.search(r"\s", value):
            self.fault(name, f"has the {name} '{value}', which is no web address; write it without spaces")
        return first

    def names(self, fields: Mapping[str, str]) -> dict[str, Names]:
        names: dict[str, Names] = {}
        for name, value in fields.items():
            if name.partition("_")[0] in NAME_FIELDS:
                found, faults = parse_names(value)
                if value and value in (fields.get("journaltitle"), fields.get("organization")):
                    found = Names((Name(to_plain(value), body=True),))
                if found or found.others:
                    names[name] = found
                for fault in faults:
                    self.fault(name, f"has a name in {name} that cannot be read: {fault}")
        return names

    def dates(self, fields: Mapping[str, str]) -> dict[str, Date | None]:
        """The dates that can be read; BibTeX's year and month where there is no date."""
        dates: dict[str, Date | None] = {}
        for name in DATE_FIELDS:
            parts = [to_plain(fields.get(part, "")) for part in ("year", "month", "day")]
            written = "year" if name == "date" and "date" not in fields else name
            text = " ".join(filter(None, parts)) if written == "year" else _iso(fields.get(name, ""))
            state, year = _state(text) if written == "year" else ("", "")
            if state:
                self.state, text, parts = self.state or state, year, [year]
            if text:
                try:
                    dates[name] = parse_year(*parts) if written == "year" else parse_date(text)
                except ValueError as error:
                    message = f"has the {written} '{text}', which is no date: {error}; write it as 2025-10-28 or 2025"
                    self.fault(written, message)
        return dates


def _iso(value: str) -> str:
    """A date's text; its "~" is no tie but says "circa"."""
    value = TIE.sub(" ", value.replace(r"\textasciitilde", "~"))
    return re.sub(r"[{}]", "", value).strip()


def _state(text: str) -> tuple[str, str]:
    """The state of publication that stands in place of a date, and the year beside it: "1994 (to appear)"."""
    words = re.sub(r"[(),;\[\]]", " ", text.lower()).split()
    years = [word for word in words if re.fullmatch(r"\d{4}", word)]
    state = STATES.get(" ".join(word for word in words if word not in years), "")
    return (state, years[0] if len(years) == 1 else "") if state else ("", "")


def _lacks(entry: Entry) -> Iterator[str]:
    for row in REQUIRED.get(entry.type, [ANY_TITLE]):
        if not any(name in entry.fields for name in row):
            yield f"(@{entry.type}) has no {row[0]}; add it" + (f", or {' or '.join(row[1:])}" if row[1:] else "")
