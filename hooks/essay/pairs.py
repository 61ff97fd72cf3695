"""Two languages of an essay side by side: block against block, each pair with the id that both have everywhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from essay.cutting import Block
from essay.moving import Fragment


@dataclass
class Part:
    """A block with the blocks that follow it and have no counterpart of their own: lists, quotations, pictures."""

    block: Block
    rest: list[Block] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What is the same in the other language; of the title not the id, which a writer need not give."""
        return self.block.kind if self.block.kind == "h1" else f"{self.block.kind} {self.block.name}"

    @property
    def id(self) -> str:
        """The id of its row; "" for none."""
        return "" if self.block.kind in ("line", "rest") else self.block.name

    @property
    def in_notes(self) -> bool:
        """Whether it is a note or their heading."""
        return self.block.kind in ("notes", "note")

    @cached_property
    def fragments(self) -> tuple[Fragment, Fragment]:
        """What is in the block, and what follows it."""
        return Fragment(self.block.html), Fragment("\n".join(block.html for block in self.rest))


class Text(NamedTuple):
    """An essay in one language; `tag` is that of BCP 47, `name` what the language calls itself."""

    tag: str
    name: str
    parts: list[Part]

    @classmethod
    def of(cls, tag: str, name: str, blocks: Sequence[Block]) -> "Text":
        """The text with each block that has no counterpart of its own in the part before it."""
        parts: list[Part] = []
        for block in blocks:
            if block.kind == "rest" and parts and not parts[-1].in_notes:
                parts[-1].rest.append(block)
            else:
                parts.append(Part(block))
        return cls(tag, name, parts)

    def ids(self) -> Iterator[str]:
        """The ids in the text, without those of its rows."""
        return (name for part in self.parts for fragment in part.fragments for name in fragment.ids)


class Pair(NamedTuple):
    """One place of the essay: in the language of the page, in the other, of which one may lack it."""

    ours: Part | None
    theirs: Part | None
    id: str  # "" for none

    @property
    def part(self) -> Part:
        """The one that is there; of two, that in the language of the page."""
        part = self.ours or self.theirs
        assert part  # noqa: S101  # see pairs()
        return part


def pairs(ours: Text, theirs: Text, taken: set[str]) -> Iterator[Pair]:
    """Like beside like, and what one of the languages lacks in its place; `taken` ids are not given again."""
    taken = set(taken)
    for left, right in _aligned(ours.parts, theirs.parts):
        part = left or right
        name = part.id if part and part.id not in taken else ""
        taken.add(name)
        yield Pair(left, right, name)


def _aligned(ours: list[Part], theirs: list[Part]) -> Iterator[tuple[Part | None, Part | None]]:
    matcher = SequenceMatcher(None, [part.key for part in ours], [part.key for part in theirs], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(ours[a:b], theirs[c:d], strict=True)
        else:
            yield from ((part, None) for part in ours[a:b])
            yield from ((None, part) for part in theirs[c:d])
