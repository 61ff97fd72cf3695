"""The wide drawing: time runs to the right, true to scale, with a lane for each kind of works."""

from collections.abc import Sequence
from typing import NamedTuple

from languages import Language
from timeline.axis import Axis
from timeline.items import Item
from timeline.label import LEADING, SIZE, TARGET, Label, band_label, begins_year, counts, label

WIDTH = 720
START = 8  # the room before the first day
HEAD = 34  # the same, with what is earlier in it
TAIL = 10  # the room behind the last day
ROOMS = (460, 190, 100)  # for a line of a label: in one line, in two, in what is there
MARK = 7  # half of a mark
ASIDE = 11  # from the middle of a mark to its label
GAP = 8  # between one label and the next in a line
LONG = 60  # a bar longer than this has its label below
BARS = 40  # the height of the bars that count
TOP = BARS + 56  # of the first lane
LANE = 26  # the height of a lane's name


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Mark(NamedTuple):
    """A work: at (x, y) its mark or, `bar` long, the bar of the days it may be of; `text` is where its label begins,
    from there, and ends if `before`. `box` is all of it.
    """

    item: Item
    label: Label
    x: float
    y: float
    bar: float
    text: tuple[float, float]
    before: bool
    box: Box


class Lane(NamedTuple):
    """The works of a kind; `kind` is the index of it."""

    kind: int
    top: float
    marks: tuple[Mark, ...]


class Tick(NamedTuple):
    """A band of the axis, its middle, and the works in it; `year` where one begins."""

    x: float
    middle: float
    label: str
    year: str
    works: int
    bar: float


class Landscape(NamedTuple):
    height: float
    head: bool  # whether there are works at the head
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    width: int = WIDTH


def draw(items: Sequence[Item], axis: Axis, page: Language) -> Landscape:
    """Where everything stands. No two labels meet."""
    head = any(axis.is_earlier(item.span) for item in items)
    left = HEAD if head else START
    lanes, top = [], float(TOP)
    for kind in sorted({item.kind for item in items}):
        marks: list[Mark] = []
        for item in items:
            if item.kind == kind:
                marks.append(_mark(item, axis, left, top + LANE, [mark.box for mark in marks]))
        lanes.append(Lane(kind, top, tuple(marks)))
        top = max(mark.box.bottom for mark in marks) + GAP
    return Landscape(top + SIZE + GAP, head, tuple(_ticks(items, axis, left, page)), tuple(lanes))


def _x(axis: Axis, ordinal: float, left: float) -> float:
    return round(left + axis.part(ordinal) * (WIDTH - TAIL - left), 1)


def _mark(item: Item, axis: Axis, left: float, top: float, taken: list[Box]) -> Mark:
    """The mark with its label in the form, and on the side, that ends highest."""
    labels = [label(item, room, whole_date=axis.is_earlier(item.span)) for room in ROOMS]
    forms = [_form(item, axis, left, written, before=before) for written in labels for before in (False, True)]
    within = [form for form in forms if min(form.box.left, WIDTH - form.box.right) >= 0] or forms[-2:]
    placed = [(form, _free(form.box, top, taken)) for form in within]
    form, y = min(placed, key=lambda pair: pair[1] + pair[0].box.bottom + _awkwardness(pair[0]))
    return form._replace(y=y + TARGET / 2, box=form.box._replace(top=y, bottom=y + form.box.bottom))


def _awkwardness(form: Mark) -> float:
    """How much higher a label must end to be chosen: one of many lines, or in front of its mark, is harder to read."""
    many = max(len(form.label.lines) - (1 if form.before else 2), 0)
    return LEADING * (4 * many + (0.5 if form.before else 0))


def _form(item: Item, axis: Axis, left: float, written: Label, *, before: bool) -> Mark:
    """The mark with a label, as it would stand at the top."""
    earlier = axis.is_earlier(item.span)
    x, bar = (ASIDE - 2.0 if earlier else _x(axis, item.span.first + 0.5, left)), 0.0
    if not earlier and not item.span.is_day:
        x = _x(axis, item.span.first, left)
        bar = max(round(_x(axis, item.span.last + 1, left) - x, 1), 4)
    if bar > LONG:  # its label stands below it, within the drawing on either side
        start = max(min(x, WIDTH - written.width), 0)
        box = Box(start, 0, max(x + bar, start + written.width), written.height + TARGET / 2)
        return Mark(item, written, x, 0, bar, (start - x, LEADING + 6), False, box)
    if before:
        box = Box(x - ASIDE - written.width, 0, x + max(bar, MARK), written.height)
        return Mark(item, written, x, 0, bar, (-ASIDE, 4), True, box)
    box = Box(x - MARK, 0, x + bar + ASIDE + written.width, written.height)
    return Mark(item, written, x, 0, bar, (bar + ASIDE, 4), False, box)


def _free(box: Box, top: float, taken: list[Box]) -> float:
    """The highest place, at or below the top, where the box meets no other."""
    for y in sorted({top, *(other.bottom for other in taken)}):
        here = Box(box.left - GAP, y, box.right + GAP, y + box.bottom)
        if not any(here.meets(other) for other in taken):
            return y
    raise AssertionError("below all others there is room")


def _ticks(items: Sequence[Item], axis: Axis, left: float, page: Language) -> list[Tick]:
    works = counts(items, axis)
    unit = min(5, BARS / max(1, *map(len, works)))
    return [
        Tick(
            x := _x(axis, band.start, left),
            round((x + _x(axis, band.end, left)) / 2, 1),
            band_label(band, page),
            str(band.year) if begins_year(band, axis) else "",
            len(found),
            round(len(found) * unit, 1),
        )
        for band, found in zip(axis.bands, works, strict=True)
    ]
