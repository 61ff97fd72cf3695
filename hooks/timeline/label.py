"""The label of a work in a drawing: its date, then its title, in lines."""

from collections.abc import Sequence
from typing import NamedTuple

from languages import Language, fill
from timeline.axis import Axis, Band
from timeline.items import Item
from timeline.lettering import lines, width

SIZE = 12  # of the letters, in units of the drawing, which are CSS pixels at least
LEADING = 14
TARGET = 24  # the least height and width of what leads somewhere


class Label(NamedTuple):
    """`date` stands at the head of the first line."""

    date: str
    lines: tuple[str, ...]
    width: float

    @property
    def height(self) -> int:
        return TARGET + (len(self.lines) - 1) * LEADING


def label(item: Item, room: float, *, whole_date: bool) -> Label:
    """The label in lines no wider than the room; `whole_date`: with the year, where the axis does not tell it."""
    day = item.date if whole_date else item.day
    head = width(f"{day} ", SIZE, bold=True)
    found = lines(item.label, room, SIZE, taken=head)
    widths = [width(line, SIZE) for line in found]
    return Label(day, tuple(found), max(head + widths[0], *widths))


def band_label(band: Band, page: Language, months: str = "timeline.months") -> str:
    """What the axis says at a month, a year, a decade."""
    if band.month:
        return str(page[months][band.month - 1])
    years = band.end - band.start > 366
    return fill(page["dates.decade"], year=str(band.year)) if years else str(band.year)


def begins_year(band: Band, axis: Axis) -> bool:
    """Whether the year stands at this month."""
    return bool(band.month) and (band.month == 1 or band is axis.bands[0])


def counts(items: Sequence[Item], axis: Axis) -> list[list[Item]]:
    """The works of each band, by their first days."""
    return [[item for item in items if band.has(item.span.first)] for band in axis.bands]
