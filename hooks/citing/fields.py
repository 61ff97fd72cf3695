"""What every export reads of an entry: text without LaTeX, titles, people by role, dates, the language of the work."""

import re
from collections.abc import Mapping

from bibliography import copies
from bibliography.context import LANGUAGES, work_language
from bibliography.dates import Day
from bibliography.entry import Entry
from bibliography.latex import to_plain
from bibliography.names import Names
from bibliography.titles import ENDS
from bibliography.web import archive_number, eprint_address, is_address
from languages import Language, fill

BABEL = {"en": "english"} | {code: name for name, code in reversed(LANGUAGES.items())}  # biblatex's langid, by code
FORM = re.compile(r"\w+?_(?:romanised|translated_\w+)")  # a field in other letters or in another language


def text(entry: Entry, *names: str) -> str:
    """The first of the fields that the entry has, without LaTeX, in one line; "" if none."""
    for name in names:
        if value := entry.fields.get(name):
            return " ".join(to_plain(value).replace("\u00a0", " ").split())
    return ""


def language(entry: Entry, tables: Mapping[str, Language]) -> str:
    """The code of the work's language, or its name where no code is known; "" if nothing tells it."""
    return work_language(entry, next(iter(tables.values())), dict(tables))


def table(code: str, tables: Mapping[str, Language]) -> Language:
    """The table of a work's language; of one that has none the English, or else the first."""
    return tables.get(code) or tables.get("en") or next(iter(tables.values()))


def title(entry: Entry, own: Language, kind: str = "title") -> str:
    """A title ("title", "booktitle", "journaltitle" …) with its subtitle, as the table of its language writes it."""
    main, subtitle = text(entry, kind), text(entry, kind.removesuffix("title") + "subtitle")
    form = "with_subtitle_after_mark" if main.endswith(ENDS) else "with_subtitle"
    return fill(own[f"titles.{form}"], title=main, subtitle=subtitle) if main and subtitle else main or subtitle


def medium(entry: Entry) -> str:
    """How it was published ("CD-ROM"), where that does not stand for the publisher."""
    published = any(name in entry.fields for name in ("publisher", "institution", "organization"))
    return text(entry, "howpublished") if published else ""


def kind(entry: Entry, own: Language) -> str:
    """The kind of report, thesis or patent in words; biblatex's own word for it by the table of the work's language."""
    written = text(entry, "type")
    if written.lower() == entry.type:  # "dataset" of a data set
        return ""
    return str(own["fields"].get(written.lower(), written)) if written.isalpha() else written


def address(entry: Entry) -> str:
    """The web address as it is (its "~" is no space), or that of its number in an archive, or of a copy; "" if none."""
    found = (entry.fields.get("url", ""), eprint_address(entry), entry.fields.get("archiveurl", ""))
    return next((address for address in found if is_address(address)), "")


def archive(entry: Entry) -> tuple[str, str]:
    """The archive that has it ("arXiv"), and its number there; "" and "" if none."""
    number, kind = archive_number(entry)
    return (kind, number) if number else ("", "")


def copy(entry: Entry) -> dict[str, str]:
    """What the entry says of an archived copy of its page, by the names in the .bib file; no address that is none."""
    found = {name: entry.fields[name] for name in copies.FIELDS if name in entry.fields}
    return found if "archiveurl" not in found or is_address(found["archiveurl"]) else {}


def relation(entry: Entry) -> dict[str, str]:
    """What the entry says of related works, by the names in the .bib file."""
    return {name: text(entry, name) for name in ("related", "relatedtype", "relatedstring") if name in entry.fields}


def names(entry: Entry, role: str) -> Names:
    """The persons and bodies of a field; none if it is absent."""
    return entry.names.get(role, Names())


def doi(entry: Entry) -> str:
    """The DOI without an address or a word before it, and without the LaTeX that some programs write into it."""
    plain = re.sub(r"\\([_%&#~$<>{}])", r"\1", entry.fields.get("doi", "").strip())
    return re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", plain, flags=re.IGNORECASE)


def pages(entry: Entry) -> tuple[str, str]:
    """First and last page; the whole text and "" where it is not one range."""
    value = re.sub(r"(?:(?<!\s)\s++)?[-–—〜～]{1,3}\s*", "–", text(entry, "pages"))
    value = re.sub(r"^(?:pp?\.|S\.)\s*|(?:(?<!\s)\s++)?(?:頁|ページ)$|–$", "", value)
    first, dash, last = value.partition("–")
    return (first, last) if dash and not re.search("[,–]", last) and "," not in first else (value, "")


def span(day: Day) -> tuple[Day, Day]:
    """The first and the last year of one whose last digits are open ("199X"); else the day twice."""
    return day, Day(day.year + 10**day.open_digits - 1) if day.open_digits else day


def forms(entry: Entry) -> dict[str, str]:
    """The fields in other letters or in translation, without LaTeX, by their names in the .bib file."""
    return {name: text(entry, name) for name in entry.fields if "_" in name and FORM.fullmatch(name)}
