"""The parts that are numbers: volume, issue, edition, series, report, law, patent, pages, and the place meant."""

import re
import unicodedata
from html import escape

from pybtex.style.template import Node

from bibliography.context import Context
from bibliography.latex import to_text
from bibliography.punctuation import Part, Piece, fill_text, template_node
from bibliography.richtext import join
from bibliography.wording import write_locator, write_ordinal
from languages import Language

NUMBER = re.compile(r"(?:[A-Za-z]-?)?\d[\w./–-]*|[IVXLCDM]+|[ivxlcdm]+|[A-Z]")
VERSION = re.compile(r"(?!v)[\w.+-]+", re.IGNORECASE)
EDITION = re.compile(r"(?:第(\d+)版|(\d+)(?:st|nd|rd|th)?)(?:\.?\s*(?:ed\.?|edn\.?|edition))?", re.IGNORECASE)
EDITIONS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
COUNTED = re.compile(  # the word comes from the table
    r"第?(\d+)[巻号]|(?:vol(?:ume)?|no|nr|num(?:ber)?|issue|bd)\b[.:]?\s*([\w./–-]+)|[n№][°º]?\s*(\d[\w./–-]*)",
    re.IGNORECASE,
)
PAGE = re.compile(rf"(?:{NUMBER.pattern})(?![^\W\d_])")  # not the first letter of "Accepted"
PAGES_IN_ALL = re.compile(
    r"(?:[ivxlc]+,? *\+? *)?\d+ *(?:p|pp|pages|pgs|S|Seiten|páginas|頁全)\.?|[ivxlc]+ *\+ *\d+", re.IGNORECASE
)
PLAIN_PAGES = re.compile(r"\d+(?:–\d+)?", re.ASCII)
PATENT = re.compile(r"[A-Z]{0,3} ?\d[\d,./ -]*([A-Z]\d?)?")


@template_node
def numbered(children: list[Node], context: Context, name: str, rule: str = "") -> Part | None:
    """A number with its word ("vol. 3"); a value that is no number stands as it is."""
    if not context.entry.fields.get(name):
        return None
    rule = rule or name
    value = context.entry.plain(name)
    if name == "edition":
        value = _edition(value)
    elif name in ("volume", "number", "issue") and (match := COUNTED.fullmatch(value)):
        value = match[1] or match[2] or match[3]
    if (VERSION if name == "version" else NUMBER).fullmatch(value):
        return Part(_in_words(value, rule, context.style), rule)
    known = context.style["fields"].get(value) if value.isalpha() else None
    return Part(known or to_text(context.field(name)), rule)


@template_node
def issue(children: list[Node], context: Context) -> Part | None:
    """The issue; a number beside that in the volume counts all issues from the first."""
    rule = "whole_number" if "number" in context.entry.fields else "number"
    part: Part | None = numbered("issue", rule).format_data(context)
    return part


def _edition(value: str) -> str:
    word = value.lower().removesuffix("edition").removesuffix("ed.").strip()
    if word in EDITIONS:
        return str(EDITIONS.index(word) + 1)
    match = EDITION.fullmatch(value)
    return (match[1] or match[2]) if match else value


def _in_words(value: str, rule: str, style: Language) -> str:
    if rule in style["locators"]:
        return write_locator(rule, re.sub(r"(?<=\d)-(?=\d)", "–", value), style)
    if rule in ("edition", "journal_series") and value.isdigit():
        value = write_ordinal(value, style)
    pattern: str = style[f"fields.{rule}"]
    return pattern.replace("{}", value)


@template_node
def volume(children: list[Node], context: Context) -> Part | None:
    """The volume, unless it is named with the work in several volumes, or counts the series."""
    if context.main_work() or _counts_series(context):
        return None
    part: Part | None = numbered("volume").format_data(context)
    return part


@template_node
def part(children: list[Node], context: Context) -> Part | None:
    """The part of a volume, unless it is named with the work in several volumes."""
    written: Part | None = None if context.main_work() else numbered("part").format_data(context)
    return written


@template_node
def series(children: list[Node], context: Context) -> Part | None:
    """The series of a book and its number there; BibTeX's number without a series."""
    if not context.field("series"):
        part: Part | None = numbered("number").format_data(context)
        return part
    name = "volume" if _counts_series(context) else "number"
    pattern = context.style[f"fields.series_{name}"]
    number = context.entry.plain(name)
    if match := COUNTED.fullmatch(number):
        number = match[1] or match[2] or match[3]
    titled = to_text(context.field("series"))
    if number and not PAGE.match(number):  # words
        return Part(join(context.style["marks.separator"], [titled, to_text(context.field(name))]))
    return Part(fill_text(pattern, series=titled, number=number))


@template_node
def series_alone(children: list[Node], context: Context) -> Part | None:
    """The series, with its volume if that counts it, where the number is that of the work itself."""
    name, volume = context.field("series"), context.entry.plain("volume") if _counts_series(context) else ""
    pattern = context.style["fields.series_volume" if volume else "fields.series_number"]
    return Part(fill_text(pattern, series=to_text(name), number=volume)) if name else None


def _counts_series(context: Context) -> bool:
    """Whether the volume is one of the series: BibTeX's habit, where biblatex has `number`."""
    fields = context.entry.fields
    return (
        {"series", "volume"} <= fields.keys() and not context.main_work() and not {"number", "volumes"} & fields.keys()
    )


@template_node
def law_number(children: list[Node], context: Context) -> Part | None:
    """The number of a law or a case; a mere number beside a journal is the journal's."""
    number = context.field("number")
    if not number or _is_of_journal(context):
        return None
    return Part(fill_text(context.style["fields.law_number"], to_text(number)), "law_number")


@template_node
def journal_number(children: list[Node], context: Context) -> Part | None:
    """The number of the journal that prints a law or a decision."""
    part: Part | None = numbered("number").format_data(context) if _is_of_journal(context) else None
    return part


def _is_of_journal(context: Context) -> bool:
    return "journaltitle" in context.entry.fields and bool(NUMBER.fullmatch(context.entry.plain("number")))


@template_node
def patent_number(children: list[Node], context: Context, kind: Node) -> Part:
    """The kind of patent and its number; beside a number that names its kind, only a kind in the writer's words."""
    number, said = context.field("number"), context.field("type")
    in_words = not PATENT.fullmatch(context.entry.plain("number"))
    if in_words and (not said or said.lower() in context.style["fields"]):
        return Part(to_text(number))
    known = kind.format_data(context)
    if in_words:
        return Part(join(context.style["marks.separator"], [known.text, to_text(number)]))
    word = known.text if known else context.style["fields.patent"]
    return Part(fill_text(context.style["fields.patent_number"], kind=word, number=to_text(number)))


@template_node
def pages(children: list[Node], context: Context) -> Part | None:
    """The pages of a part in its whole, or its columns, lines, or what else the field `bookpagination` says."""
    value = context.entry.plain("pages")
    value = value if PLAIN_PAGES.fullmatch(value) else _tidy_pages(value)  # most are plain
    value = re.sub(r"^([^–,]+)–\1$", r"\1", value)
    if not value or PAGES_IN_ALL.fullmatch(value):
        return None
    unit = context.entry.plain("bookpagination").lower() or "page"
    counted = PAGE.match(value) and unit in context.style["locators"]
    return Part(write_locator(unit, value, context.style) if counted else value)


def _tidy_pages(value: str) -> str:
    """Without what programs write beside the numbers, and with one kind of dash and comma."""
    value = unicodedata.normalize("NFKC", value).strip(" ,;")
    value = value[:-1] if re.search(r"\d\.$", value) else value
    value = re.sub(r"[-–—−~〜]+", "–", re.sub(r"(?<=\S) +(?=[-–—−~〜,;])|(?<=[-–—−~〜]) +", "", value))
    value = re.sub(r"[,，、] *", ", ", value)
    return re.sub(
        r"^(?:pp?\b\.?|S\.|pages?\b|頁)\s*|(?:(?<!\s)\s++)?(?:頁|ページ)$", "", value, flags=re.IGNORECASE
    ).strip("– ")


@template_node
def locators(children: list[Node], context: Context) -> Part:
    """The place for what the note points to."""
    return Part("", "locators")


def place(values: tuple[tuple[str, str], ...], style: Language) -> Piece | None:
    """What a note points to, by units and values; None if to the whole work."""
    written = [write_locator(unit, value, style) for unit, value in values]
    text = style["marks.separator"].join(written)
    return Piece(escape(text, quote=False), text[-1], "locators") if text else None
