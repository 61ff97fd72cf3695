"""Entries → a RIS file: lines of a tag and a value, `TY` first and `ER` last in each record, CRLF between them."""

from collections.abc import Iterable, Iterator, Mapping

from bibliography.dates import Date, Day
from bibliography.entry import EDITORS, HELPERS, Entry
from bibliography.names import Name
from citing import csl, fields
from languages import Language

TYPES = {  # biblatex's types → RIS's
    "article": "JOUR",
    "artwork": "ART",
    "audio": "SOUND",
    "book": "BOOK",
    "collection": "EDBOOK",
    "dataset": "DATA",
    "image": "ART",
    "inbook": "CHAP",
    "incollection": "CHAP",
    "inproceedings": "CPAPER",
    "jurisdiction": "CASE",
    "legadminmaterial": "GOVDOC",
    "legislation": "STAT",
    "letter": "PCOMM",
    "manual": "BOOK",
    "movie": "VIDEO",
    "music": "MUSIC",
    "online": "ELEC",
    "patent": "PAT",
    "periodical": "SER",
    "proceedings": "CONF",
    "report": "RPRT",
    "software": "COMP",
    "standard": "STAND",
    "thesis": "THES",
    "unpublished": "UNPB",
    "video": "VIDEO",
}
KINDS_OF_ARTICLE = {"magazine": "MGZN", "newspaper": "NEWS"}
PEOPLE = {"author": "AU"} | dict.fromkeys(EDITORS, "A2") | {"translator": "A4"} | dict.fromkeys(HELPERS, "A4")
PLAIN = {
    "ST": ("shorttitle",),
    "VL": ("volume",),
    "NV": ("volumes",),
    "ET": ("edition", "version"),
    "CY": ("location", "venue"),
    "AB": ("abstract",),
}


def write(entries: Iterable[Entry], tables: Mapping[str, Language]) -> str:
    """The records of entries, in their order."""
    return "\r\n".join(record(entry, tables) for entry in entries)


def record(entry: Entry, tables: Mapping[str, Language]) -> str:
    """One record. Its `ID` is the key; what the entry lacks is left out."""
    lines = [(tag, " ".join(value.split())) for tag, value in _lines(entry, tables) if value]
    written = [("TY", _type(entry)), ("ID", entry.key), *lines, ("ER", "")]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in written)


def _type(entry: Entry) -> str:
    if entry.type == "article":
        return KINDS_OF_ARTICLE.get(fields.text(entry, "entrysubtype").lower(), "JOUR")
    if entry.type == "inbook" and "booktitle" not in entry.fields:
        return "BOOK"
    return TYPES.get(entry.type, "GEN")


def _lines(entry: Entry, tables: Mapping[str, Language]) -> Iterator[tuple[str, str]]:
    language = fields.language(entry, tables)
    own = fields.table(language, tables)
    for role, tag in PEOPLE.items():
        for name in fields.names(entry, role).names:
            yield tag, person(name)
    if not fields.names(entry, "author"):
        for name in fields.names(entry, "holder").names:
            yield "AU", person(name)
    kinds = ("title", "booktitle", "maintitle", "journaltitle")
    titles = list(filter(None, (fields.title(entry, own, kind) for kind in kinds)))
    yield "TI", titles[0] if titles else fields.text(entry, "shorttitle", "titleaddon")
    yield "T2", titles[1] if len(titles) > 1 and titles[1] != titles[0] else ""
    yield "T3", fields.text(entry, "series")
    for form, value in fields.forms(entry).items():
        if form.startswith("title_translated"):
            yield "TT", value
    yield from _dates(entry)
    yield from ((tag, fields.text(entry, *names)) for tag, names in PLAIN.items())
    yield "IS" if entry.type in ("article", "periodical") else "M1", fields.text(entry, "number", "issue")
    first, last = fields.pages(entry)
    yield "SP", first or fields.text(entry, "eid")
    yield "EP", last
    publishers = ("institution", "publisher") if entry.type in ("report", "thesis") else ("publisher", "institution")
    yield "PB", fields.text(entry, *publishers, "organization", "howpublished")
    yield "SN", fields.text(entry, "isbn", "issn")
    yield "M3", fields.kind(entry, own)
    yield "LA", language
    yield "DO", fields.doi(entry)
    yield "UR", fields.address(entry)
    yield from _copy(entry)
    yield from _related(entry, tables)
    for word in fields.text(entry, "keywords").split(","):
        yield "KW", word
    for remark in ("note", "titleaddon", "addendum"):
        yield "N1", fields.text(entry, remark)
    yield "N1", fields.medium(entry)


def _copy(entry: Entry) -> Iterator[tuple[str, str]]:
    """The archived copy: RIS has a second address, and no place for its day but a remark."""
    copy = fields.copy(entry)
    address = copy.get("archiveurl", "")
    yield "UR", address if address != fields.address(entry) else ""
    yield from (("N1", f"{name}: {value}") for name, value in copy.items() if name != "archiveurl")


def _related(entry: Entry, tables: Mapping[str, Language]) -> Iterator[tuple[str, str]]:
    """The title of an original or of a reviewed work, which have tags of their own; other relations are remarks."""
    yield "OP", "" if entry.relations else fields.text(entry, "origtitle")
    for relation in entry.relations:
        for work in relation.works:
            title = fields.title(work, fields.table(fields.language(work, tables), tables))
            known = "OP" if relation.kind in csl.ORIGINALS else "RI" if relation.kind == "reviewof" else ""
            yield known or "N1", title if known else f"{relation.words or relation.kind}: {title}"


def person(name: Name) -> str:
    """A name as "Family, Given, Suffix"; a body as it is."""
    return ", ".join(filter(None, (f"{name.prefix} {name.family}".strip(), name.given, name.suffix)))


def _dates(entry: Entry) -> Iterator[tuple[str, str]]:
    found = entry.dates.get("date")
    written = _date(found) if found else ""
    yield "PY", written[:4] if written[:4].isdigit() else ""
    yield "DA", written or fields.text(entry, "date")
    visit = entry.dates.get("urldate")
    yield "Y2", _date(visit) if visit else ""


def _date(value: Date) -> str:
    """As "2025/10/28/": year, month, day and further words; of a range its beginning, and its whole as a word."""
    days = [day for day in (value.start, value.end) if day]
    day = days[0]
    if day.year <= 0:  # for such a year there are only words
        return f"///{1 - day.year} BC"
    month = f"{day.month:02d}" if 0 < day.month <= 12 else ""
    numbers = f"{day.year:04d}/{month}/{f'{day.day:02d}' if day.day else ''}/"
    seasons = ("spring", "summer", "autumn", "winter")
    more = [seasons[day.month - 21]] if day.month > 12 else []
    more += ["circa"] if day.approximate or day.uncertain else []
    if value.open or len(days) > 1 or day.open_digits:
        start, end = _iso(days[0]), _iso(fields.span(days[-1])[1])
        more.append(f"{start}–{'' if value.open else end}" if value.start else f"–{start}")
    return numbers + " ".join(more)


def _iso(day: Day) -> str:
    """A day as far as it is known, without its season: "2025-10"."""
    known = (f"{day.year:04d}", f"{day.month:02d}" if 0 < day.month <= 12 else "", f"{day.day:02d}" if day.day else "")
    return "-".join(filter(None, known))
