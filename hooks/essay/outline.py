"""The sections and paragraphs of a page."""

import re
from collections.abc import Iterator

from essay.citation import Fault
from essay.document import NO_NOTE, Document, Paragraph, Section
from essay.paragraphs import Count, pin

HEADING = re.compile(r"(#{1,6})(.*)")
ATTRIBUTES = re.compile(r"\{:?([^{}]*)\}$")
UNDERLINE = re.compile(r"(=+|-+)[ \t]*$")
PINNED_ID = re.compile(r"#([^\s}]+)")
GIVEN_IDS = re.compile(r"p\d+[a-z]?|notes|fn:.*|fnref:.*")
NOT_PROSE = re.compile(
    r"[ ]{4}|\t|[ ]{0,3}(?:[*+-][ \t]|\d{1,9}\.[ \t]|>|#|!!!|\?\?\?|(?:[-*_][ \t]*){3,}$|\*\[|\||\[[^\]]+\]:|:[ \t])"
)
BLOCK_OF_HTML = re.compile(
    r"</?(?:address|article|aside|blockquote|details|div|dl|figure|footer|form|h[1-6]|header|hr|main|"
    r"nav|ol|p|pre|script|section|style|table|ul)\b(?![^>]*markdown=)",
    re.IGNORECASE,
)
COMMENT_OR_FENCE = re.compile(r"[ ]{0,3}(?:<!--|```|~~~)")
TABLE_RULE = re.compile(r"[ |:-]*\|[ |:-]*")
ATTRIBUTE_LINE = re.compile(r"^\{:?[ \t]*([^}\n]*)\}[ \t]*$", re.MULTILINE)
NO_TEXT = re.compile(r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])?|<[^<>]*>")


def read_outline(document: Document) -> None:
    """Find the sections and paragraphs: what stands between blank lines, headings apart."""
    offset = start = 0
    lines: list[str] = []
    for line in [*document.text.split("\n"), ""]:
        heading = HEADING.match(line) if document.masked.startswith("#", offset) else None
        blank = not line.strip(" \t")
        if heading or blank:
            _read_block(document, start, lines)
            lines = []
        if heading:
            _add_section(document, document.line(offset), len(heading[1]), heading[2].strip())
        elif not blank:
            start = start if lines else offset
            lines.append(line)
        offset += len(line) + 1
    _check_ids(document)
    _check_numbers(document)


def _read_block(document: Document, start: int, lines: list[str]) -> None:
    if not lines or document.is_in_note(start):
        return
    end = start + len("\n".join(lines))
    first, second = lines[0], lines[1] if len(lines) > 1 else ""
    masked = document.masked[start:end]
    attributes = ATTRIBUTE_LINE.search(document.text, start, end)
    own = _pin(attributes[1]) if attributes else ""
    if UNDERLINE.fullmatch(second) and masked.strip():
        _add_section(document, document.line(start), 1 if second.startswith("=") else 2, first.strip())
    elif BLOCK_OF_HTML.match(first):
        _check_block_of_html(document, start, end)
    elif not (
        NOT_PROSE.match(first)
        or TABLE_RULE.fullmatch(second)
        or own is None
        or (COMMENT_OR_FENCE.match(first) and not masked.strip())
    ):
        marks = attributes[0].strip() if attributes else ""
        line, section = document.line(start), len(document.sections) - 1
        document.paragraphs.append(Paragraph(line, start, end, section, marks, own))


def _pin(attributes: str) -> str | None:
    """As essay/paragraphs.py has it, of attributes as they are written."""
    found: dict[str, str] = {}
    for word in attributes.split():
        name = {"#": "id", ".": "class"}.get(word[0], word)
        found[name] = f"{found.get(name, '')} {word[1:]}".strip()
    return pin(found)


def _check_block_of_html(document: Document, start: int, end: int) -> None:
    for group in document.groups_between(start, end):
        document.faults.append(Fault(group.start, NO_NOTE))


def _add_section(document: Document, line: int, level: int, heading: str) -> None:
    attributes = ATTRIBUTES.search(heading)
    source = (heading[: attributes.start()] if attributes else heading.rstrip("#")).strip()
    pinned = PINNED_ID.search(attributes[1]) if attributes else None
    title = re.sub(r"<[^<>]+>", "", source)
    document.sections.append(Section(line, level, title, pinned[1] if pinned else "", source))


def _check_ids(document: Document) -> None:
    taken: dict[str, int] = {}
    for section in document.sections:
        first = taken.setdefault(section.id, section.line) if section.id else section.line
        if first != section.line or GIVEN_IDS.fullmatch(section.id):
            whose = f"taken in line {first}" if first != section.line else "one that the build gives"
            place = document.line_starts[section.line - 1]
            document.faults.append(Fault(place, f"the id '#{section.id}' is {whose}; choose another, in all languages"))


def number_paragraphs(document: Document) -> Iterator[tuple[str, Paragraph]]:
    """The paragraphs with their ids. Pictures by themselves are not counted."""
    count = Count()
    for paragraph in document.paragraphs:
        text = document.text[paragraph.start : paragraph.end].removesuffix(paragraph.marks)
        if NO_TEXT.sub("", text).strip():
            yield count.next(paragraph.pinned), paragraph


def paragraph_ids(document: Document) -> dict[int, str]:
    """The id of each numbered paragraph by its offset."""
    return {paragraph.start: name for name, paragraph in number_paragraphs(document)}


def _check_numbers(document: Document) -> None:
    """No number may be given twice."""
    taken: dict[str, int] = {}
    for name, paragraph in number_paragraphs(document):
        first = taken.setdefault(name, paragraph.line)
        if first != paragraph.line:
            message = f"the number '#{name}' is taken in line {first}; pin one that is free, in all languages"
            document.faults.append(Fault(paragraph.start, message))
