"""The axis of time: months, years, or more, and what is so much earlier that it stands at its head."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from timeline.spans import Span

AT_MOST = 30  # bands
YEARS = (1, 10, 100, 1000)
FEW = 3  # at most one in so many works stands at the head


class Band(NamedTuple):
    """A month (1–12) of a year, or a span of whole years (month 0), by its first day and the one after its last."""

    year: int
    month: int
    start: int
    end: int

    def has(self, ordinal: int) -> bool:
        return self.start <= ordinal < self.end


class Axis(NamedTuple):
    """`bands` follow each other without a gap; works of days before the first stand at the head."""

    bands: tuple[Band, ...]

    @property
    def start(self) -> int:
        return self.bands[0].start

    @property
    def end(self) -> int:
        return self.bands[-1].end

    def is_earlier(self, when: Span) -> bool:
        return when.first < self.start

    def part(self, ordinal: float) -> float:
        """Where a day stands, from 0 to 1."""
        return (min(max(ordinal, self.start), self.end) - self.start) / (self.end - self.start)


def axis(spans: Sequence[Span]) -> Axis:
    """The axis for these spans, of which there is at least one."""
    ordered = sorted(spans)
    kept = ordered[_first(ordered) :]
    return Axis(tuple(_bands(date.fromordinal(kept[0].first), date.fromordinal(max(span.last for span in kept)))))


def _first(ordered: Sequence[Span]) -> int:
    """How many works at the head are few, and earlier by more than the rest takes: they would press that together."""
    end = max(span.last for span in ordered)
    few = range(1, len(ordered) // FEW + 1)
    far = [
        index
        for index in few
        if ordered[index].first - max(span.last for span in ordered[:index]) > end - ordered[index].first
    ]
    return max(far, default=0)


def _bands(first: date, last: date) -> list[Band]:
    months = [(year, month) for year in range(first.year, last.year + 1) for month in range(1, 13)]
    months = months[first.month - 1 : len(months) - 12 + last.month]
    if len(months) <= AT_MOST:
        starts = [(year, month, _ordinal(year, month)) for year, month in months]
        year, month = months[-1]
        return _between(starts, _ordinal(year + month // 12, month % 12 + 1))
    step = next(step for step in YEARS if last.year // step - first.year // step < AT_MOST)
    years = range(first.year // step * step, last.year + 1, step)
    return _between([(year, 0, _ordinal(year, 1)) for year in years], _ordinal(years[-1] + step, 1))


def _between(starts: list[tuple[int, int, int]], end: int) -> list[Band]:
    ends = [start for _, (_, _, start) in pairwise(starts)]
    return [Band(year, month, start, after) for (year, month, start), after in zip(starts, [*ends, end], strict=True)]


def _ordinal(year: int, month: int) -> int:
    """The ordinal of the first day of a month; of one that the calendar has not, of the nearest."""
    if year < date.min.year:
        return date.min.toordinal()
    return date(year, month, 1).toordinal() if year <= date.max.year else date.max.toordinal()
