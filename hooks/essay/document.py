"""A page of Markdown → its sections, paragraphs, citation groups and notes, each with its place."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from essay.citation import AT, KEY, Citation, Fault, Grammar
from essay.masking import mask

BRACKETS = re.compile(r"(?<!\\)\[(?!\^)([^\[\]]*)\]")
NOTE_REFERENCE = re.compile(r"(?<!\\)\[\^([^\]\n]+)\]")
DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\n]+)\]:", re.MULTILINE)
DEFINITION_END = re.compile(r"\n[ \t]*\n(?!(?:[ \t]*\n)*(?: {4}|\t))")
HEADING = re.compile(r"(#{1,6})[ \t]*(.+?)[ \t]*#*[ \t]*(?:\{:?([^}]*)\})?[ \t]*$")
UNDERLINE = re.compile(r"(=+|-+)[ \t]*$")
PINNED_ID = re.compile(r"#([^\s}]+)")
NOT_PROSE = re.compile(
    r"[ ]{4}|\t|[ ]{0,3}(?:[*+-][ \t]|\d{1,9}[.)][ \t]|>|#|!!!|\?\?\?|(?:[-*_][ \t]*){3,}$|\*\[|\||\[[^\]]+\]:|:[ \t])"
)
ATTRIBUTE_LINE = re.compile(r"^\{:?[ \t]*[^}\n]*\}[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Section:
    """A heading; `id` is "" if the page does not pin one."""

    line: int
    level: int
    title: str
    id: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the running text, by its offsets; `section` is the index of its section, -1 before the first."""

    line: int
    start: int
    end: int
    section: int


@dataclass(frozen=True)
class Group:
    """A citation group, or a bare label that may be a key, by its offsets with the brackets."""

    line: int
    start: int
    end: int
    citations: tuple[Citation, ...]
    label: str = ""


@dataclass(frozen=True)
class Definition:
    """A note in prose, by its offsets."""

    line: int
    start: int
    end: int
    label: str


@dataclass
class Document:
    """A page. Lines count from 1, offsets from 0; `faults` are those of citation groups."""

    path: str
    text: str
    masked: str
    sections: list[Section] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)  # citation groups, then bare labels, in the order of the text
    definitions: dict[str, Definition] = field(default_factory=dict)
    repeated: list[Definition] = field(default_factory=list)
    loose_keys: list[Fault] = field(default_factory=list)  # "@key" in no group; the message is the key
    faults: list[Fault] = field(default_factory=list)
    line_starts: list[int] = field(default_factory=list)

    def line(self, offset: int) -> int:
        """The line of an offset."""
        return bisect_right(self.line_starts, offset)

    def mentioned_keys(self) -> set[str]:
        """Every key that stands on the page, were it in a citation that cannot be read, and every label."""
        keys = {match[2] or match[3] for match in KEY.finditer(self.masked)}
        return keys | {group.label for group in self.groups if group.label}

    def definition_at(self, offset: int) -> Definition | None:
        """The note in prose that an offset stands in."""
        return next((note for note in self.definitions.values() if note.start <= offset < note.end), None)


def read(text: str, path: str, grammar: Grammar) -> Document:
    """The page's parts. Never raises; what cannot be read is in `faults`."""
    document = Document(path, text, mask(text))
    document.line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
    _read_definitions(document)
    _read_groups(document, grammar)
    _read_blocks(document)
    return document


def _read_definitions(document: Document) -> None:
    starts = list(DEFINITION.finditer(document.masked))
    ends = [match.start() for match in starts[1:]] + [len(document.text)]
    for match, following in zip(starts, ends, strict=False):  # no definition: one end too many
        end = DEFINITION_END.search(document.masked, match.end())
        stop = min(end.start(), following) if end else following
        note = Definition(document.line(match.start(1)), match.start(), stop, match[1])
        if note.label in document.definitions:
            document.repeated.append(note)
        else:
            document.definitions[note.label] = note


def _read_groups(document: Document, grammar: Grammar) -> None:
    text, masked = document.text, document.masked
    taken: list[tuple[int, int]] = []
    for match in BRACKETS.finditer(masked):
        if not _cites(match[1]) or _is_link(text, masked, match.end()):
            continue
        taken.append(match.span())
        citations, faults = grammar.parse(text, masked, match.start(1), match.end(1))
        document.faults += faults
        document.groups.append(Group(document.line(match.start()), *match.span(), tuple(citations)))
    for match in NOTE_REFERENCE.finditer(masked):
        definition = DEFINITION.match(masked, masked.rfind("\n", 0, match.start()) + 1)
        if not (definition and definition.start(1) == match.start(1)):
            document.groups.append(Group(document.line(match.start()), *match.span(), (), match[1]))
    document.groups.sort(key=lambda group: group.start)
    _read_loose_keys(document, taken)


def _read_loose_keys(document: Document, taken: list[tuple[int, int]]) -> None:
    """The keys outside the spans of groups: an open bracket is a fault, the rest is for who knows the bibliography."""
    masked = document.masked
    starts = [start for start, _ in taken]
    for match in KEY.finditer(masked):
        group = bisect_right(starts, match.start()) - 1
        if (group >= 0 and match.start() < taken[group][1]) or masked.endswith("\\[", 0, match.start()):
            continue
        key = match[2] or match[3]
        block = masked[masked.rfind("\n\n", 0, match.start()) + 1 : match.start()]
        if re.search(r"\[[^\[\]]*$", block):
            message = f"the bracket before '@{key}' is not closed; write ] behind the citation"
            document.faults.append(Fault(match.start(), message))
        else:
            document.loose_keys.append(Fault(match.start(), key))


def _cites(inside: str) -> bool:
    """Whether what stands in brackets cites, or tries to."""
    return bool(KEY.search(inside) or AT.match(inside.lstrip()))


def _is_link(text: str, masked: str, end: int) -> bool:
    """Whether the brackets that end here are the text of a link: `[…](…)` or `[…][name]`."""
    if text.startswith("(", end) and not masked.startswith("(", end):
        return True
    name = BRACKETS.match(masked, end)
    return name is not None and not _cites(name[1])


def _read_blocks(document: Document) -> None:
    """Sections and paragraphs: what stands between blank lines, headings apart."""
    offset = 0
    start, lines = 0, list[str]()
    for line in [*document.text.split("\n"), ""]:
        masked = document.masked[offset : offset + len(line)]
        heading = HEADING.match(line) if masked.startswith("#") else None
        if heading or not line.strip():
            _read_block(document, start, lines)
            lines = []
        if heading:
            _add_section(document, document.line(offset), len(heading[1]), heading[2], heading[3])
        elif line.strip():
            start = start if lines else offset
            lines.append(line)
        offset += len(line) + 1


def _read_block(document: Document, start: int, lines: list[str]) -> None:
    if not lines or document.definition_at(start) or any(note.start <= start < note.end for note in document.repeated):
        return
    end = start + len("\n".join(lines))
    masked = document.masked[start:end]
    first, *others = masked.split("\n")
    if others and UNDERLINE.fullmatch(others[0]):
        title, _, attributes = lines[0].partition("{")
        _add_section(document, document.line(start), 1 if others[0].startswith("=") else 2, title.strip(), attributes)
        return
    table = others and re.fullmatch(r"[ |:-]*-[ |:-]*", others[0]) and "|" in others[0]
    if not first.strip() or NOT_PROSE.match(first) or table or ATTRIBUTE_LINE.search(document.text, start, end):
        return
    document.paragraphs.append(Paragraph(document.line(start), start, end, len(document.sections) - 1))


def _add_section(document: Document, line: int, level: int, title: str, attributes: str | None) -> None:
    pinned = PINNED_ID.search(attributes or "")
    document.sections.append(Section(line, level, re.sub(r"<[^>]+>", "", title).strip(), pinned[1] if pinned else ""))
