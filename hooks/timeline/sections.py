"""How densely the text is sourced: each section, each of its paragraphs, and the works that they cite."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from essay.document import Document
from essay.outline import paragraph_ids
from essay.places import ESSAY, Place


class Cell(NamedTuple):
    """A paragraph and the kinds of the works that it cites, in order; `id` is "" for what stands between paragraphs."""

    id: str
    kinds: tuple[int, ...]


class Row(NamedTuple):
    """A section; the id and the heading are "" for what stands above the first."""

    id: str
    heading: str
    cells: tuple[Cell, ...]

    @property
    def works(self) -> int:
        return sum(len(cell.kinds) for cell in self.cells)


def read_sections(document: Document, cited_in: Mapping[str, Sequence[Place]], kinds: Mapping[str, int]) -> list[Row]:
    """The sections of the essay that have paragraphs; `kinds` has the index of the kind of each cited work."""
    cited = [
        (place.section, place.paragraph, kinds[key])
        for key, places in cited_in.items()
        for place in places
        if place.page == ESSAY
    ]
    numbers = paragraph_ids(document)
    paragraphs = [
        (paragraph.section, numbers[paragraph.start]) for paragraph in document.paragraphs if paragraph.start in numbers
    ]
    rows = []
    for index, group in groupby(paragraphs, key=lambda pair: pair[0]):
        section = document.sections[index] if index >= 0 and document.sections[index].level > 1 else None
        name = section.id if section else ""
        ids = [paragraph for _, paragraph in group]
        between = [kind for place, paragraph, kind in cited if place == name and not paragraph]
        cells = [Cell(one, tuple(sorted(kind for _, paragraph, kind in cited if paragraph == one))) for one in ids]
        rows.append(
            Row(name, section.title if section else "", (*cells, *([Cell("", tuple(between))] if between else [])))
        )
    return rows
