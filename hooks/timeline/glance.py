"""The small drawing, for the head of the essay: the works of each month, a mark for each."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from languages import Language
from timeline.axis import Axis
from timeline.items import Item
from timeline.label import band_label, begins_year, counts
from timeline.lettering import width

WIDTH = 320
MARKS = 52  # the height of the marks
MARK = 7  # the height of one
LETTERS = 9.5
HEAD = 1.6  # what is earlier, in columns
AXIS = 24  # the height of the letters of the axis


class Column(NamedTuple):
    """A band: where its middle is, the kinds of its works from below; `label` and `year` are "" where none is said."""

    x: float
    kinds: tuple[int, ...]
    label: str
    year: str


class Glance(NamedTuple):
    step: float  # from one mark of a column to the next
    columns: tuple[Column, ...]
    start: float  # of the axis; a column before it stands for all that is earlier
    width: int = WIDTH
    foot: int = MARKS
    height: int = MARKS + AXIS


def draw(items: Sequence[Item], axis: Axis, page: Language) -> Glance:
    """The columns, as many as there are bands, and one at the head for what is earlier."""
    earlier = [item for item in items if axis.is_earlier(item.span)]
    works = counts(items, axis)
    head = HEAD if earlier else 0
    pitch = WIDTH / (len(works) + head)
    labels = [band_label(band, page, "timeline.months_narrow") for band in axis.bands]
    every = 1 + int((max(width(text, LETTERS) for text in labels) + 1) // pitch)
    columns = [
        Column(
            round((head + index + 0.5) * pitch, 1),
            tuple(sorted(item.kind for item in found)),
            text if not index % every else "",
            str(band.year) if begins_year(band, axis) else "",
        )
        for index, (band, text, found) in enumerate(zip(axis.bands, labels, works, strict=True))
    ]
    if earlier:
        years = sorted({date.fromordinal(item.span.first).year for item in earlier})
        year = str(years[0]) if len(years) == 1 else f"–{years[-1]}"
        columns.insert(0, Column(round(0.6 * pitch, 1), tuple(sorted(item.kind for item in earlier)), "", year))
    step = min(MARK, MARKS / max(len(column.kinds) for column in columns))
    return Glance(round(step, 2), tuple(columns), round(head * pitch, 1))
