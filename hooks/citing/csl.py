"""An entry → an item of CSL-JSON, as citation processors and reference managers read it (CSL 1.0.2)."""

from collections.abc import Iterator, Mapping
from typing import Any

from bibliography.dates import Date, Day
from bibliography.entry import EDITORS, HELPERS, Entry
from bibliography.names import Name, Names
from citing import fields
from languages import Language

TYPES = {  # biblatex's types → CSL's
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "book": "book",
    "collection": "book",
    "dataset": "dataset",
    "image": "graphic",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "jurisdiction": "legal_case",
    "legadminmaterial": "regulation",
    "legislation": "legislation",
    "letter": "personal_communication",
    "manual": "book",
    "movie": "motion_picture",
    "music": "song",
    "online": "webpage",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "proceedings": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "standard": "standard",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
}
KINDS_OF_ARTICLE = {"magazine": "article-magazine", "newspaper": "article-newspaper"}  # biblatex's entrysubtype
STATES = {"inpress": "in press", "inpreparation": "in preparation"}
ROLES = {"author": "author", "bookauthor": "container-author", "editor": "editor", "translator": "translator"}
KINDS_OF_EDITOR = ("compiler", "director", "organizer", "performer", "producer")  # that CSL has
ORIGINALS = ("original", "original_title", "origpubas", "origpubin", "reprintfrom", "reprintof", "translationof")
DATES = {"date": "issued", "eventdate": "event-date", "origdate": "original-date", "urldate": "accessed"}
PLAIN = {  # CSL's variables, and the first of biblatex's fields that an entry has
    "title-short": ("shorttitle",),
    "volume": ("volume",),
    "number-of-volumes": ("volumes",),
    "number-of-pages": ("pagetotal",),
    "chapter-number": ("chapter",),
    "edition": ("edition",),
    "version": ("version",),
    "publisher-place": ("location",),
    "event-place": ("venue",),
    "event-title": ("eventtitle",),
    "original-title": ("origtitle",),
    "original-publisher": ("origpublisher",),
    "original-publisher-place": ("origlocation",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "abstract": ("abstract",),
    "keyword": ("keywords",),
}
IN_A_JOURNAL = ("article-journal", "article-magazine", "article-newspaper", "periodical", "review")


def item(entry: Entry, tables: Mapping[str, Language]) -> dict[str, Any]:
    """One item; what the entry lacks is left out.

    Romanised and translated fields and the archived copy are in `custom`, by their names: CSL's own `archive` is for
    papers on a shelf, and styles print it as such.
    """
    language = fields.language(entry, tables)
    own = fields.table(language, tables)
    made: dict[str, Any] = {"id": entry.key, "type": _type(entry), "title": _title(entry, own)}
    made |= {variable: fields.text(entry, *names) for variable, names in PLAIN.items()}
    made |= {variable: names(fields.names(entry, role)) for role, variable in ROLES.items() if role != "editor"}
    made |= _editors(entry)
    if entry.type == "patent" and not made["author"]:
        made["author"] = names(fields.names(entry, "holder"))
    made |= {variable: _date(entry, name) for name, variable in DATES.items()}
    made |= dict(_container(entry, made["type"], made["title"], own)) | dict(_numbers(entry, made["type"]))
    made["authority" if entry.type == "jurisdiction" else "publisher"] = fields.text(entry, *_publishers(entry))
    made["medium"] = fields.medium(entry)
    made["genre"] = fields.kind(entry, own)
    made["status"] = STATES.get(entry.state, entry.state)
    made["note"] = "; ".join(filter(None, (fields.text(entry, name) for name in ("note", "titleaddon", "addendum"))))
    made["language"] = language
    made["DOI"], made["URL"] = fields.doi(entry), fields.address(entry)
    made["archive"], made["archive_location"] = fields.archive(entry)
    made["custom"] = fields.forms(entry) | fields.copy(entry) | fields.relation(entry)
    made |= {variable: value for variable, value in _related(entry, tables).items() if not made.get(variable)}
    return {variable: value for variable, value in made.items() if value}


def _editors(entry: Entry) -> dict[str, list[dict[str, str]]]:
    """Editors of each kind and who else had a part in it, under the variables that CSL has for them."""
    found: dict[str, list[dict[str, str]]] = {}
    for role in (*EDITORS, *HELPERS):
        kind = fields.text(entry, f"{role}type").lower()
        variable = "editor" if role in EDITORS else "contributor"
        if kind and kind != "editor":
            variable = kind if kind in KINDS_OF_EDITOR else "contributor"
        found.setdefault(variable, []).extend(names(fields.names(entry, role)))
    return found


def _related(entry: Entry, tables: Mapping[str, Language]) -> dict[str, Any]:
    """The original of a work, or what it reviews."""
    for relation in entry.relations:
        other = relation.works[0]
        title = _title(other, fields.table(fields.language(other, tables), tables))
        if relation.kind == "reviewof":
            return {"reviewed-title": title, "reviewed-author": names(fields.names(other, "author"))}
        if relation.kind in ORIGINALS:
            return {
                "original-title": title,
                "original-author": names(fields.names(other, "author")),
                "original-date": _date(other, "date"),
                "original-publisher": fields.text(other, *_publishers(other)),
                "original-publisher-place": fields.text(other, "location"),
            }
    return {}


def _type(entry: Entry) -> str:
    if entry.type == "article":
        return KINDS_OF_ARTICLE.get(fields.text(entry, "entrysubtype").lower(), "article-journal")
    if entry.type == "unpublished" and "eventtitle" in entry.fields:
        return "speech"
    if entry.type == "inbook" and "booktitle" not in entry.fields:  # BibTeX's: a place in a book of that title
        return "book"
    return TYPES.get(entry.type, "document")


def _title(entry: Entry, own: Language) -> str:
    for kind in ("title", "booktitle", "maintitle", "journaltitle"):
        if found := fields.title(entry, own, kind):
            return found
    return fields.text(entry, "shorttitle", "titleaddon")


def _container(entry: Entry, kind: str, title: str, own: Language) -> Iterator[tuple[str, str]]:
    """What the work is a part of, and the series that has its own name."""
    for name in ("journaltitle", "booktitle", "maintitle"):
        found = fields.title(entry, own, name)
        if found and found != title:
            yield "container-title", found
            break
    if kind not in IN_A_JOURNAL:
        yield "collection-title", fields.text(entry, "series")


def _numbers(entry: Entry, kind: str) -> Iterator[tuple[str, str]]:
    number = fields.text(entry, "number")
    if kind in IN_A_JOURNAL:
        yield "issue", number or fields.text(entry, "issue")
    elif "series" in entry.fields and kind in ("book", "chapter", "paper-conference"):
        yield "collection-number", number
    else:
        yield "number", number
    first, last = fields.pages(entry)
    yield "page", f"{first}-{last}" if last else first or fields.text(entry, "eid")


def _publishers(entry: Entry) -> tuple[str, ...]:
    """The fields with the publisher, the likeliest first."""
    if entry.type in ("report", "thesis", "unpublished", "standard"):
        return ("institution", "publisher", "organization", "howpublished")
    return ("publisher", "institution", "organization", "howpublished")


def names(found: Names) -> list[dict[str, str]]:
    """The names of a field; of those that are not named, the word "others"."""
    others = [{"literal": "others"}] if found.others else []
    return [*map(_name, found.names), *others]


def _name(name: Name) -> dict[str, str]:
    if name.body:
        return {"literal": name.family}
    parts = {"family": name.family, "given": name.given, "non-dropping-particle": name.prefix, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}


def _date(entry: Entry, name: str) -> dict[str, Any]:
    """The date; one that cannot be read as it is written."""
    if name in entry.dates:
        return date(entry.dates[name])
    written = fields.text(entry, name)
    return {"literal": written} if written else {}


def date(value: Date | None) -> dict[str, Any]:
    """CSL's date; of a range without an end or a beginning a text ("2020–"): there is no other place."""
    if value is None:
        return {}
    days = [day for day in (value.start, value.end) if day]
    circa = {"circa": True} if any(day.approximate or day.uncertain for day in days) else {}
    if value.open:
        written = "-".join(f"{part:02d}" for part in _parts(days[0]))
        return {"literal": f"{written}–" if value.start else f"–{written}"} | circa
    if len(days) == 1:
        days = list(dict.fromkeys(fields.span(days[0])))
    season = {"season": days[0].month - 20} if len(days) == 1 and days[0].month > 12 else {}
    return {"date-parts": [_parts(day) for day in days]} | season | circa


def _parts(day: Day) -> list[int]:
    """Year, month, day; CSL counts the years before Christ from -1, and has no place for the season of a range."""
    year = day.year if day.year > 0 else day.year - 1
    if day.month > 12:
        return [year]
    return [year, day.month, day.day][: 3 if day.day else 2 if day.month else 1]
