"""The parts that say what a work is called, and what it is a part of."""

from pybtex.richtext import Tag, Text
from pybtex.style.template import Node

from bibliography.context import Context
from bibliography.credits import contributors
from bibliography.latex import to_text
from bibliography.punctuation import Part, fill_text, template_node

INSTEAD_OF_A_TITLE = ("booktitle", "maintitle", "shorttitle", "titleaddon", "journaltitle")


@template_node
def title(children: list[Node], context: Context) -> Part:
    """The title with its marks; never empty."""
    text = _with_subtitle(context, "title", "subtitle")
    for name in INSTEAD_OF_A_TITLE:
        text = text or to_text(context.entry.fields.get(name, ""))
    return _marked(text or Text(context.style["marks.untitled"]), context.form, context)


@template_node
def short_title(children: list[Node], context: Context) -> Part:
    """The field shorttitle, or the title as far as its first colon or the like."""
    fields = context.entry.fields
    text = to_text(fields.get("shorttitle") or fields.get("title") or fields.get("booktitle", ""))
    if "shorttitle" not in fields:
        ends = [str(text).find(mark) for mark in context.style["short.title_ends"]]
        text = text[: min((end for end in ends if end > 0), default=len(text))]
    return _marked(_in_its_language(text, context) or Text(context.style["marks.untitled"]), context.form, context)


@template_node
def translation(children: list[Node], context: Context) -> Part | None:
    """The title in the language of the page, in brackets."""
    translated = context.entry.fields.get(f"title_translated_{context.page.locale}")
    before, after = context.style["marks.translation"]
    return Part(Text(before, to_text(translated), after), "translation") if translated else None


@template_node
def container(children: list[Node], context: Context) -> Part | None:
    """The journal, magazine or newspaper."""
    fields = context.entry.fields
    if not fields.get("journaltitle") or not fields.get("title"):
        return None
    in_other_words = context.field("journaltitle")
    text = _with_subtitle(context, "journaltitle", "journalsubtitle")
    return _marked(text if in_other_words == fields["journaltitle"] else to_text(in_other_words), "whole", context)


@template_node
def in_book(children: list[Node], context: Context) -> Part | None:
    """The book that the work is a part of, with its editors."""
    if not context.entry.fields.get("booktitle"):
        return None
    marked = _marked(_with_subtitle(context, "booktitle", "booksubtitle"), "whole", context)
    book = Text(marked.text, marked.close)
    editors = contributors(context, "editor")
    if context.style["roles.book_first"]:
        both = Text(book, context.style["marks.separator"], editors) if editors else book
        return Part(fill_text(context.style["fields.in"], both))
    return Part(fill_text(context.style["fields.in"], Text(editors, book)), "title")


def _with_subtitle(context: Context, name: str, subname: str) -> Text:
    main, sub = (to_text(context.entry.fields.get(field, "")) for field in (name, subname))
    return _in_its_language(fill_text(context.style["titles.with_subtitle"], title=main, subtitle=sub), context)


def _in_its_language(text: Text, context: Context) -> Text:
    """Marked with the language of the work if that is not the style's."""
    return Tag(f"span:{context.lang}", text) if context.lang and text else text


def _marked(text: Text, form: str, context: Context) -> Part:
    marks = context.style[f"titles.{form}"]
    text = Tag("em", text) if marks["italic"] else text
    return Part(Text(marks["open"], text), "title", marks["close"])
