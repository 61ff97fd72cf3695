"""A page as written → the Markdown that is built: citations as footnotes, numbered paragraphs, a byline."""

import re
from collections.abc import Iterator, Mapping
from html import escape

from bibliography.works import Bibliography
from essay.document import Document
from essay.notes import Replacement, write_notes
from languages import Language, fill

LITERAL_AT = re.compile(r"\\@")


def write_page(
    document: Document,
    bibliography: Bibliography,
    page: Language,
    *,
    numbered: bool = False,
    meta: Mapping[str, str] | None = None,
) -> str:
    """The Markdown with footnotes; `numbered` gives its paragraphs numbers, `meta`, its front matter, a byline."""
    replacements, definitions = write_notes(document, bibliography, page)
    replacements += [(match.start(), match.end(), "&#64;") for match in LITERAL_AT.finditer(document.masked)]
    if numbered:
        replacements += _numbers(document, page)
    if meta:
        replacements += _byline(document, page, meta)
    text = _replaced(document.text, replacements)
    return "\n\n".join([text.rstrip("\n"), *definitions]) + "\n" if definitions else text


def _numbers(document: Document, page: Language) -> Iterator[Replacement]:
    """An id on each paragraph, and a link to it; the style sheet prints its number, lest it be copied with the text."""
    for number, paragraph in enumerate(document.paragraphs, 1):
        label = escape(page["page.paragraph"].format(number=number))
        link = f'<a class="paragraph-number" href="#p{number}" data-number="{number}" aria-label="{label}"></a>'
        yield paragraph.start, paragraph.start, link
        yield paragraph.end, paragraph.end, f"\n{{: #p{number} }}"


def _byline(document: Document, page: Language, meta: Mapping[str, str]) -> Iterator[Replacement]:
    """Author, affiliation and notice of the front matter, below the title."""
    title = next((section for section in document.sections if section.level == 1), None)
    if not title:
        return
    starts = [*document.line_starts, len(document.text) + 1]
    place = starts[title.line] - 1
    byline = fill(page["page.byline"], author=meta.get("author", ""), affiliation=meta.get("affiliation", ""))
    for text, kind in ((byline, "byline"), (meta.get("notice", ""), "notice")):
        if text:
            yield place, place, f"\n\n{text}\n{{: .{kind} }}\n"


def _replaced(text: str, replacements: list[Replacement]) -> str:
    pieces, position = [], 0
    for start, end, new in sorted(replacements, key=lambda replacement: replacement[:2]):
        pieces += [text[position:start], new]
        position = end
    return "".join([*pieces, text[position:]])
