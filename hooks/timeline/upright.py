"""The narrow drawing: time runs downward, a row for each work, a column for each kind."""

from collections.abc import Sequence
from typing import NamedTuple

from languages import Language
from timeline.axis import Axis
from timeline.items import Item
from timeline.label import Label, band_label, begins_year, counts, label

WIDTH = 312  # of the text on a phone of 360
MONTHS = 34  # the column of the axis
COLUMN = 15  # of a kind
ASIDE = 4
YEAR = 26
EMPTY = 19  # a month without works
PAD = 3  # above and below the works of a month


class Row(NamedTuple):
    """A work: its mark stands at (x, y), its label begins at `text`; the row is `height` high."""

    item: Item
    label: Label
    x: float
    y: float
    text: float
    height: float

    @property
    def top(self) -> float:
        return self.y - 12


class Section(NamedTuple):
    """A band of the axis, or the head; `year` is where one begins, above `top`."""

    label: str
    year: str
    top: float
    bottom: float
    rows: tuple[Row, ...]


class Upright(NamedTuple):
    height: float
    sections: tuple[Section, ...]
    width: int = WIDTH


def draw(items: Sequence[Item], axis: Axis, page: Language) -> Upright:
    """Where everything stands: one work below the other."""
    kinds = sorted({item.kind for item in items})
    columns = {kind: MONTHS + ASIDE + COLUMN * (index + 0.5) for index, kind in enumerate(kinds)}
    earlier = [item for item in items if axis.is_earlier(item.span)]
    sections: list[Section] = []
    y = 0.0
    if earlier:
        rows, y = _rows(earlier, columns, y, whole_date=True)
        sections.append(Section("", "", 0, y, rows))
        y += ASIDE
    for band, works in zip(axis.bands, counts(items, axis), strict=True):
        year = str(band.year) if begins_year(band, axis) else ""
        y += YEAR if year else 0
        rows, bottom = _rows(works, columns, y, whole_date=not band.month)
        sections.append(Section(band_label(band, page), year, y, bottom, rows))
        y = bottom
    return Upright(y, tuple(sections))


def _rows(
    items: Sequence[Item], columns: dict[int, float], top: float, *, whole_date: bool
) -> tuple[tuple[Row, ...], float]:
    rows, y = [], top + PAD
    text = max(columns.values()) + COLUMN / 2 + ASIDE
    for item in items:
        written = label(item, WIDTH - text, whole_date=whole_date)
        rows.append(Row(item, written, columns[item.kind], y + 12, text, written.height))
        y += written.height
    return tuple(rows), y + PAD if rows else top + EMPTY
