"""A page as written → the Markdown that is built: citations as footnotes, a byline below the title of the essay."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import escape

from bibliography.works import Bibliography
from essay.document import Document
from essay.notes import Replacement, write_notes
from essay.sealing import seal
from languages import Language, fill

LITERAL_AT = re.compile(r"\\@")
PLACE = '<div id="refs"></div>'  # where the list of references goes; pandoc's name for the place


def write_page(document: Document, bibliography: Bibliography, page: Language, *, byline: bool = False) -> str:
    """The Markdown with footnotes, and with the author and the notice of the front matter, as text, if `byline`."""
    replacements, definitions = write_notes(document, bibliography, page)
    replacements += _literal_signs(document, replacements)
    if byline:
        replacements += _byline(document, page)
    text = _replaced(document.text, replacements)
    return "\n\n".join([text.rstrip("\n"), *definitions]) + "\n" if definitions else text


def _literal_signs(document: Document, replacements: list[Replacement]) -> Iterator[Replacement]:
    """`\\@` → "@", but for what is replaced as a whole."""
    groups = sorted(replacements)
    starts = [start for start, _, _ in groups]
    for match in LITERAL_AT.finditer(document.masked):
        before = bisect_right(starts, match.start()) - 1
        if before < 0 or groups[before][1] <= match.start():
            yield match.start(), match.end(), "@"


def _byline(document: Document, page: Language) -> Iterator[Replacement]:
    title = next((section for section in document.sections if section.level == 1), None)
    if not title:
        return
    meta = document.meta
    place = [*document.line_starts, len(document.text) + 1][title.line] - 1
    author = fill(page["page.byline"], author=meta.get("author", ""), affiliation=meta.get("affiliation", ""))
    for text, kind in ((author, "byline"), (meta.get("notice", ""), "notice")):
        if text:
            yield place, place, f"\n\n{seal(escape(text, quote=False))}\n{{: .{kind} }}\n"


def _replaced(text: str, replacements: list[Replacement]) -> str:
    pieces, position = [], 0
    for start, end, new in sorted(replacements, key=lambda replacement: replacement[:2]):
        if start < position:
            raise ValueError("two replacements overlap")
        pieces += [text[position:start], new]
        position = end
    return "".join([*pieces, text[position:]])
