"""Lines filled by spacing letters, as Japanese is set: WeasyPrint 70 stretches only the spaces between words.

It works on the boxes of a document that is laid out and not yet drawn. Those are WeasyPrint's own affair: its version
is pinned, and tests/test_editions_pdf.py looks at the lines. Without this module they would be ragged, no more.
"""

from collections.abc import Iterator
from typing import Any

MARK = "data-justify"  # of a paragraph whose lines are to be filled
LETTERS = "letters"
LIMIT = 0.2  # of a letter's size; a line that needs more ends before an unbreakable word or a break of the writer's


def justify(document: Any) -> None:
    """Fill the lines of each marked paragraph but its last."""
    from weasyprint.formatting_structure import boxes  # noqa: PLC0415  # see pdf.require()

    for page in document.pages:
        for block in page._page_box.descendants():  # see above
            element = getattr(block, "element", None)
            if isinstance(block, boxes.BlockBox) and element is not None and element.get(MARK) == LETTERS:
                for line in block.children:
                    if isinstance(line, boxes.LineBox) and line.resume_at is not None:
                        _fill(line, block.content_box_x() + block.width, boxes)


def _fill(line: Any, edge: float, boxes: Any) -> None:
    """Space the letters of a line until it ends at the edge."""
    texts = list(_texts(line, boxes))
    gaps = sum(_inner_gaps(text.text) for text in texts) + len(texts) - 1
    if gaps < 1:
        return
    spacing = (edge - texts[-1].position_x - texts[-1].width) / gaps
    if 0 < spacing <= LIMIT * line.style["font_size"]:
        _space(line, spacing, boxes, 0.0)


def _texts(box: Any, boxes: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, (boxes.LineBox, boxes.InlineBox)) and child.is_in_normal_flow():
            yield from _texts(child, boxes)


def _space(box: Any, spacing: float, boxes: Any, advance: float) -> float:
    """Move and widen what is in the box; how far what follows has to move."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            child.position_x += advance
            inner = _inner_gaps(child.text) * spacing
            if inner:
                child.style = child.style.copy()
                child.style["letter_spacing"] = spacing
                child.width += inner
            advance += inner + spacing
        elif isinstance(child, boxes.InlineBox) and child.is_in_normal_flow():
            child.position_x += advance
            after = _space(child, spacing, boxes, advance)
            child.width += max(0.0, after - advance - spacing)
            advance = after
        elif child.is_in_normal_flow() and advance:
            child.translate(advance, 0)
    return advance


def _inner_gaps(text: str) -> int:
    """Between how many letters there is room: none in words of Latin letters, which are not spaced."""
    return len(text) - 1 if any(character > "\u2e7f" for character in text) else 0
