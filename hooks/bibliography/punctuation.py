"""Parts → one text with the marks between them → HTML; and the patterns of the tables with rich text in their slots."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import zip_longest

from pybtex.backends.html import Backend
from pybtex.bibtex.utils import split_name_list
from pybtex.richtext import Tag, Text
from pybtex.style.template import Node, node

from bibliography.latex import to_text
from languages import Language

template_node: Callable[[Callable[..., object]], Node] = node  # pybtex has no types: said here once


@dataclass(frozen=True)
class Part:
    """A piece of a citation. `kind` chooses the mark beside it; `close` is a closing quotation mark still to be set."""

    text: Text
    kind: str = "detail"
    close: str = ""


@template_node
def row(children: list[Node], context: object) -> list[Part]:
    """The parts that the entry has, in order."""
    parts = (child.format_data(context) for child in children)
    return [part for part in parts if part and part.text]


def fill_text(pattern: str, *values: Text | str, **slots: Text | str) -> Text:
    """Like `languages.fill`, with rich text in the slots; `{}` takes the next of `values`."""
    positional = iter(values)

    def pieces(text: str) -> Iterator[Text | str]:
        for index, piece in enumerate(re.split(r"{(\w*)}", text)):
            yield (slots[piece] if piece else next(positional)) if index % 2 else piece

    sections = re.split(r"\[([^\]]*)\]", pattern)
    shown = [
        section
        for index, section in enumerate(sections)
        if not index % 2 or all(slots.get(name) for name in re.findall(r"{(\w+)}", section))
    ]
    return Text(*(piece for section in shown for piece in pieces(section)))


def split_list(value: str, style: Language) -> Text:
    """A field that lists places or publishers with "and" between them."""
    between: str = style["marks.between"]
    return Text(between).join([to_text(item) for item in split_name_list(value)])


def punctuate(parts: list[Part], style: Language, end: str = "") -> Text:
    """The parts with the marks between them that the table gives, and `end` behind the last."""
    joined: list[Text | str] = []
    for part, following in zip_longest(parts, parts[1:]):
        mark = end if following is None else _mark(part, following, style)
        sign = mark.rstrip()
        gap = mark[len(sign) :]
        last = str(part.text)[-1:]
        if part.close and last in "?!？！" and following is not None:
            sign = ""
        if sign == last and sign in ".。":
            sign = ""
        inside = style["marks.inside_quotes"] and sign in (",", ".")
        joined += [part.text, sign, part.close, gap] if inside else [part.text, part.close, sign, gap]
    return Text(*joined)


def _mark(part: Part, following: Part, style: Language) -> str:
    junctions = style["marks.junctions"]
    mark: str = junctions.get(f"before_{following.kind}", junctions.get(f"after_{part.kind}", style["marks.separator"]))
    return mark


class _Html(Backend):  # type: ignore[misc]  # pybtex has no types
    """pybtex's HTML with attributes escaped, and <span lang> for the tag "span:ja"."""

    def format_protected(self, text: str) -> str:
        return text

    def format_tag(self, tag: str, text: str) -> str:
        name, _, lang = tag.partition(":")
        return f'<{name} lang="{escape(lang)}">{text}</{name}>' if lang else f"<{name}>{text}</{name}>"

    @staticmethod
    def format_href(url: str, text: str, external: bool = False) -> str:  # noqa: ARG004  # pybtex passes it
        return f'<a href="{escape(url)}">{text}</a>'


BACKEND = _Html("utf-8")


def render(text: Text, style: Language, page: Language) -> str:
    """HTML, marked with the language of the table if it is not that of the page."""
    if style.locale != page.locale:
        text = Tag(f"span:{style.locale}", text)
    html: str = text.render(BACKEND)
    return html
