"""The parts that a note is made of, as nodes of pybtex's template language. Words and marks come from the tables.

A node gives a part, or nothing for what the entry lacks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from pybtex.bibtex.utils import split_name_list
from pybtex.richtext import HRef, Tag, Text
from pybtex.style.template import Node, node

from bibliography.entry import Entry
from bibliography.latex import to_text
from bibliography.names import Names
from bibliography.wording import family_names, join_names, write_date, write_locator, write_ordinal
from languages import Language, fill

BODIES_LEAD = {"report", "manual", "online", "misc", "legislation", "software", "dataset"}
NUMERIC = re.compile(r"[A-Z]?\d[\w.–-]*|[IVXLCDM]+|[ivxlcdm]+")


@dataclass(frozen=True)
class Part:
    """A piece of a note. `kind` chooses the mark beside it; `close` is a closing quotation mark still to be set."""

    text: Text
    kind: str = "detail"
    close: str = ""


@dataclass(frozen=True)
class Context:
    """What a template is filled from: the work, the table it is cited by, the table of the page, its locators."""

    entry: Entry
    style: Language
    page: Language
    foreign: bool  # the work is in another language than the table by which it is cited
    lang: str = ""  # the language of the work's own words, where it is not the style's
    form: str = "part"  # how its title is marked
    locators: tuple[tuple[str, str], ...] = ()  # unit and value
    lead: bool = True  # False: the work before it in the note has the same authors
    pointer: tuple[int, str] = (0, "")  # number and address of the note that cites the work in full

    def field(self, name: str) -> str:
        """A field's LaTeX; of a foreign work its translation into the language of the page or its romanised form, if any."""
        if self.foreign:
            for form in (f"{name}_translated_{self.page.locale}", f"{name}_romanised"):
                if form in self.entry.fields:
                    return self.entry.fields[form]
        return self.entry.fields.get(name, "")

    def names(self, name: str) -> Names:
        """The persons and bodies of a field; of a foreign work by their romanised names, if any."""
        names = self.entry.names
        return (self.foreign and names.get(f"{name}_romanised")) or names.get(name, Names())

    def lead_role(self) -> str:
        """Under whose name the work stands."""
        return next((role for role in ("author", "editor", "translator", "holder") if self.names(role)), "")

    def lead_body(self) -> str:
        """The field with the body under whose name a work without persons stands."""
        if self.lead_role() or self.entry.type not in BODIES_LEAD:
            return ""
        return next((name for name in ("institution", "organization") if self.field(name)), "")

    def lead_key(self) -> object:
        """Equal for works by the same authors in the same role; false for a work without any."""
        role = self.lead_role()
        return (role, self.entry.names[role]) if role else self.entry.plain(self.lead_body() or "")


def _lists(value: str, context: Context) -> Text:
    """A field that lists places or publishers with "and" between them."""
    between: str = context.style["marks.between"]
    return Text(between).join([to_text(part) for part in split_name_list(value)])


def _with(pattern: str, text: Text | str) -> Text:
    before, _, after = pattern.partition("{}")
    return Text(before, text, after)


@node  # type: ignore[untyped-decorator]  # pybtex has no types
def row(children: list[Node], context: Context) -> list[Part]:
    """The parts of a note that the entry has."""
    parts = (child.format_data(context) for child in children)
    return [part for part in parts if part and part.text]


@node  # type: ignore[untyped-decorator]
def lead(children: list[Node], context: Context) -> Part | None:
    """Who wrote it; else who edited or translated it; else the body that published it."""
    role = context.lead_role()
    if not context.lead:
        return None
    if not role:
        body = context.lead_body()
        return Part(_lists(context.field(body), context), "lead") if body else None
    names = context.names(role)
    written = join_names(names, context.style, inverted=True)
    if role in ("editor", "translator"):
        several = len(names.names) > 1 or names.others
        written = fill(context.style[f"roles.{role}_first"][several], names=written)
    return Part(Text(written), "lead")


def _title(context: Context, prefix: str = "") -> Text:
    """Title and subtitle, marked with the language of the work if that is not the style's."""
    names = (f"{prefix}title", f"{prefix}subtitle")
    title, subtitle = (context.entry.fields.get(name, "") for name in names)
    pattern: str = context.style["titles.with_subtitle"]
    if subtitle:
        pattern = pattern.replace("[", "").replace("]", "")
        before, between, after = re.split(r"{title}|{subtitle}", pattern)
        text = Text(before, to_text(title), between, to_text(subtitle), after)
    else:
        text = to_text(title)
    return Tag(f"span:{context.lang}", text) if context.lang and text else text


def _marked(text: Text, form: str, context: Context, kind: str) -> Part:
    marks = context.style[f"titles.{form}"]
    if marks["italic"]:
        text = Tag("em", text)
    return Part(Text(marks["open"], text), kind, marks["close"])


@node  # type: ignore[untyped-decorator]
def title(children: list[Node], context: Context) -> Part:
    """The title, marked as a "part" of a larger work, a "whole" work or "plain"; never empty."""
    text = _title(context)
    for name in ("booktitle", "maintitle", "shorttitle", "titleaddon", "journaltitle"):
        text = text or to_text(context.entry.fields.get(name, ""))
    return _marked(text or Text(context.style["marks.untitled"]), context.form, context, "title")


@node  # type: ignore[untyped-decorator]
def short_title(children: list[Node], context: Context) -> Part:
    """The field shorttitle, or the title as far as its first colon or the like."""
    entry = context.entry
    if entry.fields.get("shorttitle"):
        text = to_text(entry.fields["shorttitle"])
    else:
        text = to_text(entry.fields.get("title", "") or entry.fields.get("booktitle", ""))
        whole = str(text)
        ends = [whole.index(mark) for mark in context.style["short.title_ends"] if whole.find(mark) > 0]
        text = text[: min(ends)] if ends else text
    text = Tag(f"span:{context.lang}", text) if context.lang else text
    return _marked(text or Text(context.style["marks.untitled"]), context.form, context, "title")


@node  # type: ignore[untyped-decorator]
def short_lead(children: list[Node], context: Context) -> Part | None:
    """The family names of those under whose name the work stands."""
    if not context.lead:
        return None
    role = context.lead_role()
    if role:
        return Part(Text(family_names(context.names(role), context.style)), "lead")
    return Part(_lists(context.field(context.lead_body()), context), "lead") if context.lead_body() else None


@node  # type: ignore[untyped-decorator]
def pointer(children: list[Node], context: Context) -> Part:
    """The note with the full citation, in the words of the page, as a link."""
    number, address = context.pointer
    return Part(HRef(address, fill(context.page["short.pointer"], number=str(number))), "pointer")


@node  # type: ignore[untyped-decorator]
def translation(children: list[Node], context: Context) -> Part | None:
    """The title in the language of the page, in brackets."""
    translated = context.entry.fields.get(f"title_translated_{context.page.locale}", "")
    return Part(_with(context.style["marks.translation"], to_text(translated)), "translation") if translated else None


@node  # type: ignore[untyped-decorator]
def text(children: list[Node], context: Context, *names: str) -> Part | None:
    """The first of these fields that the entry has, as it is."""
    value = next((context.field(name) for name in names if context.field(name)), "")
    return Part(to_text(value)) if value else None


@node  # type: ignore[untyped-decorator]
def body(children: list[Node], context: Context, *names: str) -> Part | None:
    """A body or several, unless the work stands under its name."""
    name = next((name for name in names if context.field(name)), "")
    if not name or name == context.lead_body():
        return None
    return Part(_lists(context.field(name), context))


@node  # type: ignore[untyped-decorator]
def numbered(children: list[Node], context: Context, name: str, rule: str = "") -> Part | None:
    """A number with its word ("vol. 3"); a value that is no number stands as it is."""
    value = context.entry.plain(name).replace("--", "–")
    if not value:
        return None
    pattern = context.style[f"fields.{rule or name}"] if NUMERIC.fullmatch(value) else "{}"
    if name == "edition" and value.isdigit():
        value = write_ordinal(value, context.style)
    return Part(_with(pattern, value if value != context.entry.fields[name] else to_text(context.entry.fields[name])))


@node  # type: ignore[untyped-decorator]
def kind(children: list[Node], context: Context, name: str = "type") -> Part | None:
    """The kind of report or thesis: biblatex's word for it, translated, or the text of the field."""
    value = context.field(name)
    known = context.style["fields"].get(value.lower()) if value.isalpha() else None
    return Part(Text(known) if known else to_text(value)) if value else None


@node  # type: ignore[untyped-decorator]
def container(children: list[Node], context: Context) -> Part | None:
    """The journal, magazine or newspaper."""
    journal = _title(context, "journal")
    if not journal or not context.entry.fields.get("title"):
        return None
    translated = context.field("journaltitle") != context.entry.fields["journaltitle"]
    return _marked(to_text(context.field("journaltitle")) if translated else journal, "whole", context, "title")


@node  # type: ignore[untyped-decorator]
def in_book(children: list[Node], context: Context) -> Part | None:
    """The book that the work is a part of, with its editors."""
    if not context.entry.fields.get("booktitle"):
        return None
    book = _marked(_title(context, "book"), "whole", context, "title")
    whole = Text(book.text, book.close)
    editors = _contributors(context, "editor")
    separator = context.style["marks.separator"]
    if editors:
        whole = Text(whole, separator, editors) if context.style["roles.book_first"] else Text(editors, whole)
    return Part(_with(context.style["fields.in"], whole), "title" if not context.style["roles.book_first"] else "detail")


def _contributors(context: Context, role: str) -> str:
    names = context.names(role)
    if not names or context.lead_role() == role:
        return ""
    several = len(names.names) > 1 or names.others
    return fill(context.style[f"roles.{role}"][several], names=join_names(names, context.style, inverted=False))


@node  # type: ignore[untyped-decorator]
def by(children: list[Node], context: Context, role: str) -> Part:
    """Editors or translators, unless the work stands under their names."""
    return Part(Text(_contributors(context, role)))


@node  # type: ignore[untyped-decorator]
def series(children: list[Node], context: Context) -> Part | None:
    """The series of a book and its number there."""
    if not context.field("series"):
        return None
    number = context.entry.plain("number")
    if not number:
        return Part(to_text(context.field("series")))
    return Part(Text(fill(context.style["fields.series_number"], series=str(to_text(context.field("series"))), number=number)))


@node  # type: ignore[untyped-decorator]
def imprint(children: list[Node], context: Context, *publishers: str) -> Part | None:
    """Place and publisher."""
    name = next((name for name in publishers if context.field(name) and name != context.lead_body()), "")
    publisher, place = _lists(context.field(name), context), _lists(context.field("location"), context)
    if not publisher or not place:
        return Part(publisher or place)
    before, between, after = re.split(r"{location}|{publisher}", context.style["fields.imprint"].translate({91: None, 93: None}))
    return Part(Text(before, place, between, publisher, after))


@node  # type: ignore[untyped-decorator]
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


@node  # type: ignore[untyped-decorator]
def event(children: list[Node], context: Context) -> Part | None:
    """The meeting, its place and its date."""
    parts = [to_text(context.field(name)) for name in ("eventtitle", "venue") if context.field(name)]
    if parts and context.entry.dates.get("eventdate"):
        parts.append(Text(write_date(context.entry.dates["eventdate"], context.style)))
    return Part(Text(context.style["marks.separator"]).join(parts)) if parts else None


@node  # type: ignore[untyped-decorator]
def pages(children: list[Node], context: Context) -> Part | None:
    """The pages of a part in its whole."""
    value = re.sub(r"\s*-{1,3}\s*", "–", context.entry.plain("pages"))
    if not value:
        return None
    return Part(Text(write_locator("page", value, context.style) if NUMERIC.match(value) else value))


@node  # type: ignore[untyped-decorator]
def locators(children: list[Node], context: Context) -> Part:
    """The place that the note points to."""
    written = [write_locator(unit, value, context.style) for unit, value in context.locators]
    return Part(Text(context.style["marks.separator"].join(written)))


@node  # type: ignore[untyped-decorator]
def patent_number(children: list[Node], context: Context) -> Part:
    """The kind of patent and its number."""
    known = kind.format_data(context)
    words = str(known.text) if known else ""
    return Part(Text(fill(context.style["fields.patent_number"], kind=words, number=context.entry.plain("number"))))


@node  # type: ignore[untyped-decorator]
def language(children: list[Node], context: Context) -> Part | None:
    """The language of a foreign work, in words."""
    name = context.entry.plain("langid").lower() or context.entry.plain("language").lower() or context.lang
    said = context.page["in_language"].get(name) if context.foreign else None
    return Part(_with(context.style["marks.language"], said), "language") if said else None


@node  # type: ignore[untyped-decorator]
def web(children: list[Node], context: Context) -> Part | None:
    """DOI or other number, address with the day of the visit, archived copy."""
    parts = list(_web(context))
    return Part(Text(context.style["marks.separator"]).join(parts)) if parts else None


def _web(context: Context) -> Iterator[Text]:
    entry, style = context.entry, context.style
    doi = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", entry.plain("doi"), flags=re.IGNORECASE)
    url = entry.fields.get("url", "")
    if doi:
        yield _link(f"https://doi.org/{quote(doi, safe='/:;().')}", style)
    if entry.fields.get("eprint"):
        yield _eprint(entry)
    accessed = Text(write_date(entry.dates["urldate"], style)) if entry.dates.get("urldate") else Text(entry.plain("urldate"))
    visit = _fill_date(style["marks.accessed"], accessed)
    if url and not (doi and "doi.org/" in url):
        if style["marks.accessed_first"]:
            yield from filter(None, [visit])
        yield _link(url, style)
    elif visit and style["marks.accessed_first"]:
        yield visit
    if visit and not style["marks.accessed_first"]:
        yield visit
    if archive := entry.fields.get("archiveurl"):
        saved = entry.dates.get("archivedate")
        day = fill(style["marks.archived_date"], date=write_date(saved, style)) if saved else ""
        yield Text(fill(style["marks.archived"], date=day), _link(archive, style))


def _fill_date(pattern: str, written: Text) -> Text:
    before, _, after = pattern.partition("{date}")
    return Text(before, written, after) if written else Text()


def _link(url: str, style: Language) -> Text:
    """The address as a link whose text is the address; what is no web address is never a link."""
    before, _, after = style["marks.url"].partition("{url}")
    return Text(before, HRef(url, url) if re.match(r"https?://", url) else url, after)


def _eprint(entry: Entry) -> Text:
    number, kind = entry.plain("eprint"), entry.plain("eprinttype").lower()
    if kind == "arxiv":
        return HRef(f"https://arxiv.org/abs/{quote(number, safe='/')}", f"arXiv:{number}")
    if kind == "jstor":
        return HRef(f"https://www.jstor.org/stable/{quote(number, safe='/')}", f"JSTOR:{number}")
    return Text(f"{entry.plain('eprinttype')}:{number}" if kind else number)
