"""A date as biblatex and BibTeX write it → its parts: ISO 8601-2 (EDTF level 1), year and month, ranges, seasons."""

import calendar
import re
from dataclasses import dataclass

from pybtex.database.input.bibtex import month_names

ISO = re.compile(r"(-?\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?(?:[T ][\d:.+\-Z]*)?([?~%]?)")
YEAR_MARKS = re.compile(r"^[c©]\s*(?=\d{4}$)|(?<=\d{4})年$|^\[(?=\d{4}\]$)|(?<=^\[\d{4})\]$")
YEARS = re.compile(r"(\d{4})\s*(?:--?|–|/)\s*(\d{2}|\d{4})")
ABOUT = re.compile(r"(?:c\.|ca\.?|circa)\s*(\d{3,4})|\[?(\d{3,4})\?\]?", re.IGNORECASE)
BY_NUMBERS = re.compile(r"(\d{4})[./年](\d\d?)(?:[./月](\d\d?))?[月日]?")
IN_WORDS = re.compile(r"((?:\d\d?[-. ]+)?[A-Za-z][^/]*?),?[-. ]+(\d{4})|(\d{4})[-. ]+([A-Za-z][A-Za-z0-9 .]*)")
MONTH_OF_YEAR = re.compile(r"\d{4}-(?:0\d|1[0-2])")
MONTHS_OF_YEAR = re.compile(r"\s*(?:--?|–|/)\s*")
MONTHS = ["", *(name.lower() for name in month_names.values())]
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
UNKNOWN = {"n.d.", "n. d.", "nd", "undated", "unknown", "s.a.", "s. a.", "刊行年不明", "不明", "..", ""}


@dataclass(frozen=True)
class Day:
    """A day, month, season (21–24 as in EDTF), year, or span of years whose last digits are open ("199X")."""

    year: int
    month: int = 0
    day: int = 0
    open_digits: int = 0
    approximate: bool = False
    uncertain: bool = False


@dataclass(frozen=True)
class Date:
    """A day or a range: `end` is None for a single day; `open` tells a range without a start or an end."""

    start: Day | None
    end: Day | None = None
    open: bool = False


def parse_date(value: str) -> Date | None:
    """The date of an ISO text or of one in words, None if it says that it is unknown.

    Raises ValueError for a text that is no date.
    """
    value = YEAR_MARKS.sub("", value.strip())
    if value.lower() in UNKNOWN:
        return None
    if match := ABOUT.fullmatch(value):
        return Date(Day(int(match[1] or match[2]), approximate=bool(match[1]), uncertain=bool(match[2])))
    if match := BY_NUMBERS.fullmatch(value):
        return Date(_checked(Day(int(match[1]), int(match[2]), int(match[3] or 0))))
    if match := IN_WORDS.fullmatch(value):
        return Date(_day_of_month(match[1] or match[4], int(match[2] or match[3]), ""))
    start, slash, end = value.partition("/")
    if not slash:
        return Date(_day(start))
    first = None if start.strip() in ("", "..") else _day(start)
    last = None if end.strip() in ("", "..") else _day(end)
    if not first and not last:
        return None
    if first and last and _order(last) < _order(first):
        raise ValueError("the range ends before it begins")
    return Date(first, last, open=not (first and last))


def parse_year(year: str, month: str = "", day: str = "") -> Date | None:
    """The date of BibTeX's fields. Raises ValueError for a year or a month that is none."""
    year = year.strip().strip("{}")
    if match := YEARS.fullmatch(year):
        first, last = int(match[1]), int(match[1][: 4 - len(match[2])] + match[2])
        if last > first and not MONTH_OF_YEAR.fullmatch(year):
            return Date(Day(first), Day(last))
    if not re.fullmatch(r"-?\d{1,4}", year):
        return parse_date(year)
    if not month:
        return Date(Day(int(year)))
    begin, *others = (_day_of_month(part, int(year), day) for part in MONTHS_OF_YEAR.split(month.strip(), maxsplit=1))
    return Date(begin, others[0] if others else None)


def _day_of_month(text: str, year: int, day: str) -> Day:
    """A month by name or number, perhaps with a day before or behind it: "oct", "10", "28 October", "October 28"."""
    words = re.split(r"[-\s]+", text)
    days = [word.strip(".,") for word in words if word.strip(".,").isdecimal()] if len(words) > 1 else []
    number = _month(" ".join(word for word in words if word.strip(".,") not in days))
    day = day.strip() or "".join(days)
    return _checked(Day(year, number, int(day) if day.isdecimal() else 0))


def _day(text: str) -> Day:
    match = ISO.fullmatch(text.strip())
    if not match:
        raise ValueError("it is not of the form 2025, 2025-10 or 2025-10-28")
    year, month, day, doubt = match.groups()
    if "00" in (month, day):
        raise ValueError("there is no month or day 00")
    return _checked(
        Day(
            int(year.replace("X", "0")),
            int(month) if month and month != "XX" else 0,
            int(day) if day and day != "XX" else 0,
            open_digits=year.count("X"),
            approximate=doubt in ("~", "%") and doubt != "",
            uncertain=doubt in ("?", "%") and doubt != "",
        )
    )


def _checked(day: Day) -> Day:
    if day.month and not (1 <= day.month <= 12 or 21 <= day.month <= 24):
        raise ValueError(f"there is no month {day.month}")
    if day.day:
        longest = calendar.monthrange(max(day.year, 1), day.month)[1] if 1 <= day.month <= 12 else 0
        if day.day > longest:
            raise ValueError(f"there is no day {day.day} in that month")
    return day


def _month(text: str) -> int:
    word = text.strip(" .,{}").lower()
    if word.isdecimal():
        return int(word)
    if word in SEASONS:
        return SEASONS[word]
    for number, name in enumerate(MONTHS):
        if number and len(word) >= 3 and name.startswith(word):
            return number
    raise ValueError(f"there is no month '{text.strip()}'")


def _order(day: Day) -> tuple[int, int, int]:
    return (day.year + 10**day.open_digits - 1, day.month or 99, day.day or 99)
