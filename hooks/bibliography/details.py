"""The parts that say where and when a work was published, which edition or number it is, and which place is meant."""

import re

from pybtex.richtext import HRef, Text
from pybtex.style.template import Node

from bibliography.context import Context
from bibliography.latex import to_text
from bibliography.punctuation import Part, fill_text, split_list, template_node
from bibliography.wording import write_date, write_locator, write_ordinal
from languages import fill

NUMERIC = re.compile(r"[A-Z]?\d[\w./–-]*|[IVXLCDM]+|[ivxlcdm]+")


@template_node
def text(children: list[Node], context: Context, *names: str) -> Part | None:
    """The first of these fields that the entry has, as it is."""
    value = next((context.field(name) for name in names if context.field(name)), "")
    return Part(to_text(value)) if value else None


@template_node
def body(children: list[Node], context: Context, *names: str) -> Part | None:
    """A body or several, unless the work stands under its name."""
    name = next((name for name in names if context.field(name)), "")
    if not name or name == context.lead_body():
        return None
    return Part(split_list(context.field(name), context.style))


@template_node
def numbered(children: list[Node], context: Context, name: str, rule: str = "") -> Part | None:
    """A number with its word ("vol. 3"); a value that is no number stands as it is."""
    value = context.entry.plain(name)
    if not NUMERIC.fullmatch(value):
        return Part(to_text(context.field(name)))
    if name == "edition" and value.isdigit():
        value = write_ordinal(value, context.style)
    return Part(fill_text(context.style[f"fields.{rule or name}"], value))


@template_node
def kind(children: list[Node], context: Context, name: str = "type") -> Part | None:
    """The kind of report or thesis: biblatex's word for it, translated, or the text of the field."""
    value = context.field(name)
    known = context.style["fields"].get(value.lower()) if value.isalpha() else None
    return Part(Text(known) if known else to_text(value)) if value else None


@template_node
def series(children: list[Node], context: Context) -> Part | None:
    """The series of a book and its number there."""
    number = context.entry.plain("number")
    if not context.field("series"):
        return (
            Part(fill_text(context.style["fields.number"], number)) if NUMERIC.fullmatch(number) else Part(Text(number))
        )
    pattern = context.style["fields.series_number"]
    return Part(fill_text(pattern, series=to_text(context.field("series")), number=number))


@template_node
def imprint(children: list[Node], context: Context, *publishers: str) -> Part | None:
    """Place and publisher."""
    name = next((name for name in publishers if context.field(name) and name != context.lead_body()), "")
    publisher, place = (split_list(context.field(field), context.style) for field in (name, "location"))
    if not publisher:
        return Part(place)
    return Part(fill_text(context.style["fields.imprint"], location=place, publisher=publisher))


@template_node
def date(children: list[Node], context: Context) -> Part | None:
    """The date or the state of publication; a date that cannot be read as it is written; a word where none is known."""
    entry, style = context.entry, context.style
    if entry.state:
        return Part(Text(style["pubstate"].get(entry.state, entry.state)))
    if "date" in entry.dates:
        return Part(Text(write_date(entry.dates["date"], style)))
    written = entry.plain("date") or " ".join(filter(None, (entry.plain("month"), entry.plain("year"))))
    if written:
        return Part(Text(written))
    dated = any(entry.dates.get(name) for name in ("eventdate", "urldate"))
    return None if dated else Part(Text(write_date(None, style)))


@template_node
def event(children: list[Node], context: Context) -> Part | None:
    """The meeting, its place and its date."""
    parts = [to_text(context.field(name)) for name in ("eventtitle", "venue") if context.field(name)]
    if parts and context.entry.dates.get("eventdate"):
        parts.append(Text(write_date(context.entry.dates["eventdate"], context.style)))
    return Part(Text(context.style["marks.separator"]).join(parts)) if parts else None


@template_node
def pages(children: list[Node], context: Context) -> Part | None:
    """The pages of a part in its whole."""
    value = re.sub(r"\s*-{1,3}\s*", "–", context.entry.plain("pages"))
    if not value:
        return None
    return Part(Text(write_locator("page", value, context.style) if NUMERIC.match(value) else value))


@template_node
def locators(children: list[Node], context: Context) -> Part:
    """The place that the note points to."""
    written = [write_locator(unit, value, context.style) for unit, value in context.locators]
    return Part(Text(context.style["marks.separator"].join(written)))


@template_node
def patent_number(children: list[Node], context: Context) -> Part:
    """The kind of patent and its number."""
    known = kind.format_data(context)
    number = to_text(context.entry.fields.get("number", ""))
    return Part(fill_text(context.style["fields.patent_number"], kind=known.text if known else "", number=number))


@template_node
def language(children: list[Node], context: Context) -> Part | None:
    """The language of a foreign work, in words."""
    name = context.entry.plain("langid").lower() or context.entry.plain("language").lower() or context.lang
    said = context.page["in_language"].get(name) if context.foreign else None
    return Part(fill_text(context.style["marks.language"], said), "language") if said else None


@template_node
def pointer(children: list[Node], context: Context) -> Part:
    """The note with the full citation, in the words of the page, as a link."""
    number, address = context.pointer
    return Part(HRef(address, fill(context.page["short.pointer"], number=str(number))), "pointer")
