"""A date → the days it may mean: a month is a month, and no false day of it."""

import calendar
from datetime import date
from typing import NamedTuple

from bibliography.dates import Date, Day

SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}  # the month in which each begins, in the north; winter ends in the next year


class Span(NamedTuple):
    """The first and the last day that are meant, as ordinals of datetime.date."""

    first: int
    last: int

    @property
    def is_day(self) -> bool:
        return self.first == self.last


def span(when: Date | None) -> Span | None:
    """The days of a date; None for a date that is not known. Of a range without an end: the days of its start."""
    ends = [day for day in ((when.start, when.end) if when else ()) if day]
    return Span(_days(ends[0]).first, _days(ends[-1]).last) if ends else None


def _days(day: Day) -> Span:
    if day.month in SEASONS:
        start = _month(day.year, SEASONS[day.month])
        return Span(start.first, _month(*_later(day.year, SEASONS[day.month], 2)).last)
    if day.month and day.day:
        ordinal = _month(day.year, day.month).first + day.day - 1
        return Span(ordinal, ordinal)
    if day.month:
        return _month(day.year, day.month)
    return Span(_month(day.year, 1).first, _month(day.year + 10**day.open_digits - 1, 12).last)


def _month(year: int, month: int) -> Span:
    year = min(max(year, date.min.year), date.max.year)
    first = date(year, month, 1).toordinal()
    return Span(first, first + calendar.monthrange(year, month)[1] - 1)


def _later(year: int, month: int, months: int) -> tuple[int, int]:
    years, rest = divmod(month - 1 + months, 12)
    return year + years, rest + 1
