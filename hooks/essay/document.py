"""A page as it was read: its sections, paragraphs, citation groups and notes, each with its place."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from essay.citation import KEY, Citation, Fault

NO_NOTE = 'a citation in a block of HTML makes no note; put it in a paragraph, or markdown="1" into the tag'


class Section(NamedTuple):
    """A heading; `id` is "" if the page does not pin one."""

    line: int
    level: int
    title: str
    id: str
    source: str  # the heading as written, without its attributes


class Paragraph(NamedTuple):
    """A paragraph of the running text, by its offsets; `section` is the index of its section, -1 before the first.

    `marks` is the line of attributes below it that pins its id, or says that it was withdrawn; `pinned` is that id.
    """

    line: int
    start: int
    end: int
    section: int
    marks: str = ""
    pinned: str = ""


class Group(NamedTuple):
    """A citation group, or a bare label that may be a key, by its offsets with the brackets."""

    line: int
    start: int
    end: int
    citations: tuple[Citation, ...]
    label: str = ""


class Definition(NamedTuple):
    """A note in prose, by its offsets."""

    line: int
    start: int
    end: int
    label: str


@dataclass
class Document:
    """A page. Lines count from 1, offsets from 0; `faults` are those of the page by itself."""

    path: str
    text: str
    masked: str
    sections: list[Section] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)  # citation groups, then bare labels, in the order of the text
    definitions: dict[str, Definition] = field(default_factory=dict)
    repeated: list[Definition] = field(default_factory=list)
    notes: list[Definition] = field(default_factory=list)  # both, in the order of the text
    loose_keys: list[tuple[int, str]] = field(default_factory=list)  # offset and key of each "@key" in no group
    faults: list[Fault] = field(default_factory=list)
    line_starts: list[int] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)  # the texts of the front matter

    def line(self, offset: int) -> int:
        """The line of an offset."""
        return bisect_right(self.line_starts, offset)

    def mentioned_keys(self) -> set[str]:
        """Every key that stands on the page, were it in a citation that cannot be read, and every label."""
        keys = {match[2] or match[3] for match in KEY.finditer(self.masked)}
        return keys | {group.label for group in self.groups if group.label}

    def definition_at(self, offset: int) -> Definition | None:
        """The note in prose that an offset stands in."""
        note = self._note_at(offset)
        return note if note and self.definitions[note.label] is note else None

    def is_in_note(self, offset: int) -> bool:
        """Whether it stands in a note in prose, be it one whose label is taken."""
        return self._note_at(offset) is not None

    def groups_between(self, start: int, end: int) -> list[Group]:
        """The groups that begin there."""
        first, last = (bisect_left(self.groups, place, key=attrgetter("start")) for place in (start, end))
        return self.groups[first:last]

    def _note_at(self, offset: int) -> Definition | None:
        index = bisect_right(self.notes, offset, key=attrgetter("start")) - 1
        return self.notes[index] if index >= 0 and offset < self.notes[index].end else None
