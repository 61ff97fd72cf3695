"""The parts that say where and when a work was published, of which kind it is, and in which language."""

from pybtex.richtext import HRef, Tag, Text
from pybtex.style.template import Node

from bibliography.context import Context
from bibliography.latex import to_text
from bibliography.punctuation import Part, Piece, fill_text, split_list, template_node, to_piece
from bibliography.richtext import join
from bibliography.wording import join_names, write_date
from languages import Language, fill

ORIGINAL = ("original", "original_title")  # relations that tell the date of the first publication


@template_node
def text(children: list[Node], context: Context, *names: str) -> Part | None:
    """The first of these fields that the entry has, as it is."""
    value = next((context.field(name) for name in names if context.field(name)), "")
    return Part(to_text(value)) if value else None


@template_node
def kind(children: list[Node], context: Context) -> Part | None:
    """The kind of report or thesis: biblatex's word for it, translated, or the text of the field."""
    value = context.field("type")
    known = context.style["fields"].get(value.lower()) if value.isalpha() else None
    return Part(known or to_text(value), "kind") if value else None


@template_node
def holder(children: list[Node], context: Context) -> Part | None:
    """Who holds a patent, unless the patent stands under that name."""
    if context.lead_role() == "holder":
        return None
    names = context.names("holder")
    return Part(join_names(names, context.style, inverted=False)) if names else None


@template_node
def imprint(children: list[Node], context: Context, *publishers: str) -> Part | None:
    """Place and publisher; a body is not named again if the work stands under its name, or its journal has it."""
    bodies = dict.fromkeys(context.field(name) for name in publishers if not context.is_lead(name))
    bodies.pop(context.field("journaltitle"), None)
    place, *publisher = (
        split_list(value, context.style) for value in (context.field("location"), *filter(None, bodies))
    )
    if not publisher:
        return Part(place)
    publisher[0] = fill_text(context.style["fields.imprint"], location=place, publisher=publisher[0])
    return Part(join(context.style["marks.separator"], publisher))


@template_node
def date(children: list[Node], context: Context, *, unknown: bool = True) -> Part | None:
    """The date and the state of publication; a date that cannot be read as it is written.

    `unknown`: a word where no date is known.
    """
    entry, style = context.entry, context.style
    written = entry.plain("date") or " ".join(filter(None, (entry.plain("month"), entry.plain("year"))))
    if "date" in entry.dates:
        written = write_date(entry.dates["date"], style)
    if entry.state:
        state = style["pubstate"].get(entry.state, entry.state)
        written = fill(style["dates.state"], state=state, date=written if entry.dates.get("date") else "")
    if entry.dates.get("origdate") and not any(relation.kind in ORIGINAL for relation in entry.relations):
        written = fill(style["dates.original"], date=written, original=write_date(entry.dates["origdate"], style))
    if written:
        return Part(written)
    dated = any(entry.dates.get(name) for name in ("eventdate", "urldate"))
    return Part(write_date(None, style)) if unknown and not dated else None


@template_node
def event(children: list[Node], context: Context, *, paper: bool = False) -> Part | None:
    """The meeting, its place and its date; its name only if the title of the book does not tell it.

    `paper`: in the words for a paper that was read there.
    """
    entry, style = context.entry, context.style
    printed = f"{entry.plain('title')} {entry.plain('booktitle')}".lower()
    name = context.field("eventtitle") if entry.plain("eventtitle").lower() not in printed else ""
    parts = [to_text(value) for value in (name, context.field("eventtitleaddon"), context.field("venue")) if value]
    if parts and paper and not entry.fields.get("booktitle"):
        parts[0] = fill_text(style["fields.presented"], parts[0])
    if entry.dates.get("eventdate"):
        parts.append(Text(write_date(entry.dates["eventdate"], style)))
    return Part(join(style["marks.separator"], parts)) if parts else None


@template_node
def language(children: list[Node], context: Context) -> Part | None:
    """The language of a foreign work, in words."""
    said = context.page["in_language"].get(context.language) if context.foreign else None
    return Part(fill_text(context.style["marks.language"], said), "language") if said else None


@template_node
def original_language(children: list[Node], context: Context) -> Part | None:
    """The language of a work that was translated, in words; one that no table knows as it is written."""
    written = context.entry.plain("langid")
    return Part(context.page["original_language"].get(context.language, written)) if written else None


@template_node
def hereafter(children: list[Node], context: Context) -> Part | None:
    """By which shorthand the work is cited from now on."""
    shorthand, said = context.field("shorthand"), context.field("shorthandintro")
    if said or not shorthand:
        return Part(to_text(said)) if said else None
    return Part(fill_text(context.style["short.hereafter"], shorthand=to_text(shorthand)))


@template_node
def pointer(children: list[Node], context: Context) -> Part:
    """The place for the note with the full citation."""
    return Part("", "pointer")


def point(target: tuple[int, str], page: Language, style: Language) -> Piece:
    """The note with the full citation, its number and address given, as a link in the words of the page."""
    number, address = target
    link: Text = HRef(address, fill(page["short.pointer"], number=str(number)))
    return to_piece(Part(Tag(f"span:{page.locale}", link) if page.locale != style.locale else link, "pointer"))
