"""The pairs of two languages as HTML: rows of two cells, the language of the page first."""

from collections.abc import Mapping
from html import escape
from itertools import groupby
from typing import NamedTuple

from essay.moving import moved_ids
from essay.pairs import Pair, Part, Text, pairs
from languages import Language, fill

PLACE = '<div id="parallel"></div>'  # where the rows go


class Column(NamedTuple):
    """A text on the page of pairs: `address` leads from there to its essay, `ids` are its ids there."""

    text: Text
    address: str
    ids: Mapping[str, str]

    def cell(self, part: Part | None, *, headings: bool) -> str:
        """The text of one language in a row. Only one language has its headings as headings, for the outline."""
        content = self._content(part, headings=headings) if part else ""
        return f'<div class="pair__text" lang="{escape(self.text.tag)}">{content}</div>'

    def _content(self, part: Part, *, headings: bool) -> str:
        folder = self.address[: self.address.rfind("/") + 1]
        html, rest = (fragment.moved(self.ids, folder) for fragment in part.fragments)
        kind = part.block.kind
        if kind == "paragraph":
            html = f"<p>{html}</p>"
        elif kind == "h1":  # the page has a title of its own
            html = f'<p class="pair__title">{html}</p>'
        elif part.block.is_heading:
            tag = "p" if not headings else "h2" if kind == "notes" else kind
            html = f'<{tag} class="pair__heading">{html}</{tag}>'
        return "\n".join(filter(None, (html, rest)))

    def link(self, part: Part, place: str, words: Language) -> str:
        """A link to the place in the essay itself, with a name in the language of the page."""
        tag, text = escape(self.text.tag), escape(self.text.name)
        name = escape(fill(words["page.in_one_language"], place=place, language=self.text.name))
        address = f"{escape(self.address)}#{escape(part.id)}"
        return f'<a href="{address}" hreflang="{tag}" aria-label="{name}"><span lang="{tag}">{text}</span></a>'


def write_columns(texts: tuple[Text, Text], addresses: tuple[str, str], words: Language, taken: set[str]) -> str:
    """HTML of two texts, the first in the language of `words`, for a page that has the ids `taken` already."""
    rows = list(pairs(*texts, taken))
    taken = taken | {pair.id for pair in rows}
    columns = []
    for text, address in zip(texts, addresses, strict=True):
        ids = moved_ids(text.ids(), taken, text.tag)
        taken |= set(ids.values())
        columns.append(Column(text, address, ids))
    written = []
    for in_notes, group in groupby(rows, key=lambda pair: pair.part.in_notes):
        html = "\n".join(_row(pair, columns, words) for pair in group)
        label = escape(words["page.notes"])
        written.append(f'<section role="doc-endnotes" aria-label="{label}">\n{html}\n</section>' if in_notes else html)
    return "\n".join(['<div class="pairs">', *written, "</div>"])


def _row(pair: Pair, columns: list[Column], words: Language) -> str:
    ours, theirs = columns
    kind = pair.part.block.kind
    variety = "title" if kind == "h1" else "heading" if pair.part.block.is_heading else kind
    parts = [
        f'<div class="pair pair--{variety}"' + (f' id="{escape(pair.id)}">' if pair.id else ">"),
        _number(pair, columns, words) if kind in ("paragraph", "note") else "",
        ours.cell(pair.ours, headings=True),
        theirs.cell(pair.theirs, headings=False),
        "</div>",
    ]
    return "\n".join(filter(None, parts))


def _number(pair: Pair, columns: list[Column], words: Language) -> str:
    """The number as a link to the row, and links to the place in each language that has it."""
    block = pair.part.block
    number, address = block.number, f"#{escape(block.name)}"
    if block.kind == "note":
        place = fill(words["list.note"], number=number)
        link = f'<a class="note-number" href="{address}" aria-label="{escape(place)}">{number}</a>'
    else:
        place = words["page.paragraph"].format(number=number)
        label = f'aria-label="{escape(place)}" data-number="{number}"'
        link = f'<a class="paragraph-number" href="{address}" {label}></a>'
    parts = zip(columns, (pair.ours, pair.theirs), strict=True)
    links = [link, *(column.link(part, place, words) for column, part in parts if part)]
    return f'<p class="pair__number">{" ".join(links)}</p>'
