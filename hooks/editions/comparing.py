"""Two states of a text: which blocks belong together, and what has changed in them."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from editions.reading import CLOSE, OPEN, Block, Reading

SIMILAR = 0.4  # of two blocks that are the same one, rewritten
KEPT, DELETED, INSERTED = "=", "-", "+"


class Change(NamedTuple):
    """A block as it was and as it is; one of them is None if the block was added or deleted."""

    old: Block | None
    new: Block | None

    @property
    def block(self) -> Block:
        """The block as it is, or else as it was."""
        block = self.new or self.old
        assert block  # noqa: S101  # see changes()
        return block


def changes(old: Reading, new: Reading) -> list[Change]:
    """Every block that is not as it was, in the order of the new text. That a number has moved is no change."""
    return [Change(before, after) for before, after in _pairs(old.blocks, new.blocks) if not _same(before, after)]


def _same(old: Block | None, new: Block | None) -> bool:
    return old is not None and new is not None and (old.text, old.form) == (new.text, new.form)


def _pairs(old: Sequence[Block], new: Sequence[Block]) -> Iterator[tuple[Block | None, Block | None]]:
    matcher = SequenceMatcher(None, [_key(block) for block in old], [_key(block) for block in new], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        yield from zip(old[a:b], new[c:d], strict=True) if kind == "equal" else _nearest(old[a:b], new[c:d])


def _key(block: Block) -> tuple[str, str]:
    """Notes are the same by their keys; other blocks by what they say."""
    return (block.kind, block.id if block.kind == "note" else block.text)


def _nearest(old: Sequence[Block], new: Sequence[Block]) -> Iterator[tuple[Block | None, Block | None]]:
    """The pairs, in order, that are most alike in all; what is like nothing stays alone."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[_likeness(left, right) for right in new] for left in old]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = best[i + 1][j + 1] + alike[i][j] if alike[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    i = j = 0
    while i < len(old) and j < len(new):
        if alike[i][j] and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield old[i], None
            i += 1
        else:
            yield None, new[j]
            j += 1
    yield from ((block, None) for block in old[i:])
    yield from ((None, block) for block in new[j:])


def _likeness(old: Block, new: Block) -> float:
    """From SIMILAR to 1, or 0 for blocks that are not the same one. A heading is known by its id."""
    if old.kind != new.kind or (old.kind == "note" and old.id != new.id):
        return 0.0
    if old.id == new.id and old.kind in ("note", "heading"):
        return 1.0
    ratio = SequenceMatcher(None, old.text, new.text, autojunk=False).ratio()
    return ratio if ratio >= SIMILAR else 0.0


def differences(old: str, new: str, unit: re.Pattern[str], island: int) -> list[tuple[str, str]]:
    """What is KEPT, DELETED, INSERTED on the way from old to new, in order, by pieces that match `unit`.

    Up to `island` kept pieces between two changes count as changed: one letter in common says nothing. References to
    notes are pieces of their own.
    """
    pattern = re.compile(f"{OPEN}[^{CLOSE}]*{CLOSE}|{unit.pattern}", re.DOTALL)
    left, right = pattern.findall(old), pattern.findall(new)
    opcodes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    steps: list[list[str]] = []  # kept, deleted, inserted of each step; a step keeps or changes
    for position, (kind, a, b, c, d) in enumerate(opcodes):
        between = 0 < position < len(opcodes) - 1
        if kind == "equal" and not (between and b - a <= island):
            steps.append(["".join(left[a:b]), "", ""])
        else:
            if not steps or steps[-1][0]:
                steps.append(["", "", ""])
            steps[-1][1] += "".join(left[a:b])
            steps[-1][2] += "".join(right[c:d])
    return [(kind, text) for step in steps for kind, text in zip((KEPT, DELETED, INSERTED), step, strict=True) if text]
