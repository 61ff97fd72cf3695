"""The parts that say what a work is called, and what it is a part of."""

import re

from pybtex.richtext import Tag, Text
from pybtex.style.template import Node

from bibliography.context import Context
from bibliography.credits import OF_THE_BOOK, all_contributors
from bibliography.latex import to_text
from bibliography.punctuation import Part, fill_text, template_node
from bibliography.richtext import compose, italicise, replace_marks
from bibliography.wording import write_locator
from languages import Language

ENDS = ("?", "!", "？", "！", "…", "...")
WHOLES = ("booktitle", "maintitle", "journaltitle")
INSTEAD_OF_A_TITLE = ("booktitle", "maintitle", "shorttitle", "titleaddon", "journaltitle")


@template_node
def title(children: list[Node], context: Context) -> Part:
    """The title with its marks, or what stands instead of one; never empty."""
    if text := _titled(context, "title", "subtitle"):
        return _marked(text, context.form, context)
    if not (name := _instead(context)):
        return _untitled(context)
    return _marked(to_text(context.entry.fields[name]), "whole" if name in WHOLES else context.form, context)


@template_node
def title_addon(children: list[Node], context: Context) -> Part | None:
    """What a catalogue adds to the title."""
    value = context.field("titleaddon") if _instead(context) != "titleaddon" else ""
    return Part(to_text(value)) if value else None


def _instead(context: Context) -> str:
    """The field that stands for the title that an entry lacks; "" if it has one, or nothing instead."""
    fields = context.entry.fields
    if fields.get("title") or fields.get("subtitle"):
        return ""
    return next((name for name in INSTEAD_OF_A_TITLE if fields.get(name)), "")


@template_node
def short_title(children: list[Node], context: Context) -> Part:
    """The field shorttitle, or the title as far as the end of its main part."""
    fields = context.entry.fields
    text = to_text(
        fields.get("shorttitle") or main_part(fields.get("title") or fields.get("booktitle", ""), context.style)
    )
    return _marked(_in_its_language(text, context), context.form, context) if text else _untitled(context)


@template_node
def short_translation(children: list[Node], context: Context) -> Part | None:
    """The same of the title in the language of the page."""
    fields, page = context.entry.fields, context.page.locale
    short = fields.get(f"shorttitle_translated_{page}") or main_part(
        fields.get(f"title_translated_{page}", ""), context.style
    )
    before, after = context.style["marks.translation"]
    return Part(Text(before, to_text(short), after), "translation") if short and context.foreign else None


def main_part(title: str, language: Language) -> str:
    """A title as far as its first colon or the like, as the table says."""
    end = re.compile(language["short.title_end"]).search(title, 1)
    return title[: end.start()] if end else title


@template_node
def translation(children: list[Node], context: Context) -> Part | None:
    """The title in the language of the page, in brackets."""
    translated = _translated(context, "title")
    return Part(translated, "translation") if translated else None


@template_node
def container(children: list[Node], context: Context) -> Part | None:
    """The journal, magazine or newspaper."""
    fields = context.entry.fields
    if not fields.get("journaltitle") or _instead(context) == "journaltitle":
        return None
    in_other_words = context.field("journaltitle")
    original = _titled(context, "journaltitle", "journalsubtitle")
    text = original if in_other_words == fields["journaltitle"] else to_text(in_other_words)
    return _marked(text, "whole", context)


@template_node
def issue_title(children: list[Node], context: Context) -> Part | None:
    """The title of a special issue."""
    in_other_words = context.field("issuetitle")
    if not in_other_words:
        return None
    original = _titled(context, "issuetitle", "issuesubtitle")
    text = original if in_other_words == context.entry.fields.get("issuetitle") else to_text(in_other_words)
    return _marked(text, "issue", context)


@template_node
def in_book(children: list[Node], context: Context) -> Part | None:
    """The book that the work is a part of, with its author and editors if they are others."""
    if not context.in_book():
        return None
    book = _whole(context, "booktitle", "booksubtitle")
    separator = context.style["marks.separator"]
    persons = all_contributors(context, OF_THE_BOOK)
    if context.style["roles.book_first"]:
        return Part(fill_text(context.style["fields.in"], Text(separator).join([book, *persons])), "book")
    return Part(fill_text(context.style["fields.in"], Text(separator.join(persons), book)), "title")


@template_node
def main_work(children: list[Node], context: Context) -> Part | None:
    """The work in several volumes that this one belongs to, and which of them it is."""
    if not context.main_work():
        return None
    work = _whole(context, "maintitle", "mainsubtitle")
    numbers = ((name, context.entry.plain(name)) for name in ("volume", "part"))
    written = [write_locator(name, number, context.style) for name, number in numbers if number]
    volume = context.style["marks.separator"].join(written)
    return Part(fill_text(context.style["fields.volume_of"], volume=volume, title=work), "main_work")


def _whole(context: Context, name: str, subname: str) -> Text:
    """The title of a larger work, and its translation in brackets."""
    marked = _marked(_titled(context, name, subname), "whole", context)
    translated = _translated(context, name)
    between = context.style["marks.junctions.before_translation"]
    return Text(marked.text, marked.close, *([between, translated] if translated else []))


def _translated(context: Context, name: str) -> Text | None:
    value = context.entry.fields.get(f"{name}_translated_{context.page.locale}") if context.foreign else None
    before, after = context.style["marks.translation"]
    return Text(before, to_text(value), after) if value else None


def _titled(context: Context, name: str, subname: str) -> Text:
    """A title with its subtitle; of a foreign work with the romanised form before it, if any."""
    fields = context.entry.fields
    main, sub = (to_text(fields.get(field, "")) for field in (name, subname))
    form = "with_subtitle_after_mark" if sub and str(main).endswith(ENDS) else "with_subtitle"
    both = fill_text(context.style[f"titles.{form}"], title=main, subtitle=sub) if main else sub
    text = _in_its_language(both, context)
    if not (context.foreign and text):
        return text
    romanised = to_text(fields.get(f"{name}_romanised", ""))
    return Text(romanised, " ", text) if romanised else text


def _in_its_language(text: Text, context: Context) -> Text:
    """Marked with the language of the work if that is not the style's."""
    return Tag(f"span:{context.lang}", text) if context.lang and text else text


def _marked(text: Text, form: str, context: Context) -> Part:
    """A title between its marks, those inside it changed as the table says."""
    marks = context.style[f"titles.{form}"]
    own, inner = marks["inner"]
    close = marks["close"]
    if own and str(text).endswith(own[-1]):  # so that a comma gets within both marks
        text, close = text[:-1], inner[-1] + close
    text = replace_marks(text, own, inner)
    text = italicise(text) if marks["italic"] else text
    return Part(compose(marks["open"], text), "title" if close or marks["italic"] else "plain", close)


def _untitled(context: Context) -> Part:
    return Part(context.style["marks.untitled"], "plain")
