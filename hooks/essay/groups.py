"""The citation groups and the notes of a page, and what is wrong with them."""

import re
from bisect import bisect_right

from essay.citation import AT, KEY, Fault, Grammar
from essay.document import Definition, Document, Group

BRACKETS = re.compile(r"(?<!\\)\[(?!\^)((?:[^\[\]\n]++|\n(?![ \t]*\n))*+)\]")
NOTE_REFERENCE = re.compile(r"(?<!\\)\[\^([^\]\n]+)(\])?")  # or to the end of the line, where none can end
DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\n]+)\]:", re.MULTILINE)
BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)++( {4}|\t)?")
MARK = re.compile(r"\n(?=\n)|[\[\]]")


def read_definitions(document: Document) -> None:
    """Find the notes in prose."""
    starts = list(DEFINITION.finditer(document.masked))
    ends = [match.start() for match in starts[1:]] + [len(document.text)]
    for match, following in zip(starts, ends, strict=False):  # no definition: one end too many
        blanks = BLANK_LINES.finditer(document.masked, match.end(), following)
        stop = next((blank.start() for blank in blanks if not blank[1]), following)
        note = Definition(document.line(match.start(1)), match.start(), stop, match[1])
        document.notes.append(note)
        if note.label in document.definitions:
            document.repeated.append(note)
        else:
            document.definitions[note.label] = note


def read_groups(document: Document, grammar: Grammar) -> None:
    """Find the citation groups and the references to notes, and the keys that stand in neither."""
    text, masked = document.text, document.masked
    taken: list[tuple[int, int]] = []
    for match in BRACKETS.finditer(masked):
        if not _cites(match[1]):
            continue
        taken.append(match.span())
        if _is_link(text, masked, match.end()):
            continue
        citations, faults = grammar.parse(text, masked, match.start(1), match.end(1))
        document.faults += faults
        document.groups.append(Group(document.line(match.start()), *match.span(), tuple(citations)))
    for match in filter(lambda match: match[2], NOTE_REFERENCE.finditer(masked)):
        definition = DEFINITION.match(masked, masked.rfind("\n", 0, match.start()) + 1)
        if not (definition and definition.start(1) == match.start(1)):
            document.groups.append(Group(document.line(match.start()), *match.span(), (), match[1]))
    document.groups.sort(key=lambda group: group.start)
    _read_loose_keys(document, taken)


def _read_loose_keys(document: Document, taken: list[tuple[int, int]]) -> None:
    """The keys outside the spans of groups: an open bracket is a fault, the rest is for who knows the bibliography."""
    masked = document.masked
    starts = [start for start, _ in taken]
    marks = [(mark.start(), mark[0]) for mark in MARK.finditer(masked)] if KEY.search(masked) else []
    for match in KEY.finditer(masked):
        group = bisect_right(starts, match.start()) - 1
        if (group >= 0 and match.start() < taken[group][1]) or masked.endswith("\\[", 0, match.start()):
            continue
        key = match[2] or match[3]
        before = bisect_right(marks, (match.start(), "")) - 1
        if before >= 0 and marks[before][1] == "[":
            message = f"the bracket before '@{key}' is not closed before the next one; write ] behind the citation"
            document.faults.append(Fault(match.start(), message))
        else:
            document.loose_keys.append((match.start(), key))


def _cites(inside: str) -> bool:
    """Whether what stands in brackets cites, or tries to."""
    return ("@" in inside or "＠" in inside) and bool(KEY.search(inside) or AT.match(inside.lstrip()))


def _is_link(text: str, masked: str, end: int) -> bool:
    """Whether the brackets that end here are the text of a link: `[…](…)` or `[…][name]`."""
    if text.startswith("(", end) and not masked.startswith("(", end):
        return True
    name = BRACKETS.match(masked, end)
    return name is not None and not _cites(name[1])
