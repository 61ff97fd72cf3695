"""Parts → pieces of HTML → one text with the marks between them; and patterns with rich text in their slots."""

from collections.abc import Callable, Mapping
from html import escape
from itertools import zip_longest
from typing import Any, ClassVar, NamedTuple

from pybtex.backends import BaseBackend
from pybtex.bibtex.utils import split_name_list
from pybtex.richtext import Text
from pybtex.style.template import Node, node

from bibliography.latex import to_text
from bibliography.richtext import compose, join
from languages import Language, sections

PLACES = ("locators", "pointer")  # parts that a citation fills, not the entry
template_node: Callable[[Callable[..., object]], Node] = node  # pybtex has no types: said here once


class Part(NamedTuple):
    """A piece of a citation. `kind` chooses the mark beside it; `close` is a closing quotation mark still to be set."""

    text: Text | str
    kind: str = "detail"
    close: str = ""


@template_node
def row(children: list[Node], context: object) -> list[Part]:
    """The parts that the entry has, and the places that each citation fills, in order."""
    parts = (child.format_data(context) for child in children)
    return [part for part in parts if part and (part.text or part.kind in PLACES)]


def fill_text(pattern: str, *values: Text | str, **slots: Text | str) -> Text:
    """Like `languages.fill`, with rich text in the slots; `{}` takes the next of `values`."""
    positional = iter(values)
    filled: list[Text | str] = []
    for optional, pieces in sections(pattern):
        if not optional or all(slots.get(name) for name in pieces[1::2]):
            filled += [
                ((slots[piece] if piece else next(positional)) if index % 2 else piece)
                for index, piece in enumerate(pieces)
            ]
    return compose(*filled)


def split_list(value: str, style: Language) -> Text:
    """A field that lists places or publishers with "and" between them."""
    two, more, last = style["marks.between"]
    items = [to_text(item) for item in split_name_list(value)]
    if len(items) < 3:
        return join(two, items)
    return Text(Text(more).join(items[:-1]), last, items[-1])


class _Html(BaseBackend):  # type: ignore[misc]  # pybtex has no types
    """HTML; the tag "span:ja" is a span with that language."""

    symbols: ClassVar[dict[str, str]] = {"ndash": "–", "newblock": " ", "nbsp": "\u00a0"}

    def format_str(self, text: str) -> str:
        return escape(text, quote=False)

    def format_tag(self, tag: str, text: str) -> str:
        name, _, lang = tag.partition(":")
        return f'<{name} lang="{escape(lang)}">{text}</{name}>' if lang else f"<{name}>{text}</{name}>"

    def format_href(self, url: str, text: str, external: bool = False) -> str:  # noqa: ARG002  # pybtex passes it
        return f'<a href="{escape(url)}">{text}</a>'


BACKEND = _Html("utf-8")


class Piece(NamedTuple):
    """A part as HTML; `last` is its last character, which decides on the mark behind it."""

    html: str
    last: str
    kind: str = "detail"
    close: str = ""


def to_piece(part: Part) -> Piece:
    """The part as HTML."""
    last = str(part.text).rstrip("”’")[-1:]
    html = BACKEND.format_str(part.text) if isinstance(part.text, str) else part.text.render(BACKEND)
    return Piece(html, last, part.kind, escape(part.close))


def punctuate(pieces: list[Piece], style: Language, end: str = "") -> str:
    """The pieces with the marks between them that the table gives, and `end` behind the last."""
    joined: list[str] = []
    marks = style["marks"]
    for piece, following in zip_longest(pieces, pieces[1:]):
        mark = escape(end if following is None else _mark(piece, following, marks), quote=False)
        sign = mark.rstrip()
        gap = mark[len(sign) :]
        inside = marks["inside_quotes"] and sign in (",", ".")
        if (sign == piece.last and sign in ".。") or (piece.close and inside and piece.last in "?!"):
            sign = ""
        joined += [piece.html, sign, piece.close, gap] if inside else [piece.html, piece.close, sign, gap]
    return "".join(joined)


def _mark(piece: Piece, following: Piece, marks: Mapping[str, Any]) -> str:
    own = marks["junctions"]
    mark: str = marks["separator"]
    for name in (f"{piece.kind}_{following.kind}", f"before_{following.kind}", f"after_{piece.kind}"):
        if name in own:
            mark = own[name]
            break
    return mark
