"""A date as biblatex and BibTeX write it → its parts: ISO 8601-2 (EDTF level 1), year and month, ranges, seasons."""

import calendar
import re
from typing import NamedTuple

from pybtex.database.input.bibtex import month_names

ISO = re.compile(r"(-?\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?(?:[T ]\d[\d:.+\-Z]*)?([?~%]?)")
NO_MONTH = re.compile(r"(?<=\d{4})-00(?:-00)?$|(?<=\d{4}-\d\d)-00$")  # as databases write what they do not know
YEAR_MARKS = re.compile(
    r"^(?:[cp©℗]|cop\.)\s*(?=\d{4}(?!\d))|(?<=\d{4})年$|^[\[(](?=\d{4}[\])]$)|(?<=^[\[(]\d{4})[\])]$"
    r"|(?<=^\d{4})[a-rt-z]$"
)
YEAR_TWICE = re.compile(  # 1989（平成元）年
    r"(\d{4})年?[（(][^\x00-\x7f（）][^（()）]*[)）]年?|[^\x00-\x7f（）][^（()）]{1,5}[（(](\d{4})年?[)）]"
)
YEARS = re.compile(r"(\d{4})\s*(?:--?|–|/)\s*(\d{2}|\d{4})")
TWO_YEARS = re.compile(r"(?<=^\d{4})\s*(?:--?|–)\s*(?=\d{4}$)")
SINCE = re.compile(r"(\d{4})\s*(?:--?|–)\s*(?:date|present|\.)?", re.IGNORECASE)
ABOUT = re.compile(r"\[?(?:c\.|ca\.?|circa)\s*(\d{3,4})\]?|\[?(\d{3,4})\?\]?\.?", re.IGNORECASE)
DECADE = re.compile(r"(\d{3}0)['’]?s|(\d{3}0)年代")
ERA = re.compile(
    r"(明治?|大正?|昭和?|平成?|令和?)(\d\d?|元)年?(?:[-./]?(?<!\d)(\d\d?)月?(?:[-./]?(?<!\d)(\d\d?)日?)?)?"
)
ERAS = {"明": 1867, "大": 1911, "昭": 1925, "平": 1988, "令": 2018}  # the year before the first
BY_NUMBERS = re.compile(r"(\d{4})[-./年](\d\d?)(?:[-./月](\d\d?))?[月日]?")
BY_MONTH = re.compile(r"(\d\d?)[./](\d{4})")
FROM_DAY = re.compile(r"(\d\d?)\. ?(\d\d?)\. ?(\d{4})")  # not "3/4/2025", which may be either of two days
IN_WORDS = re.compile(
    r"((?:\d\d?(?: ?(?:--?|–) ?\d\d?)?[-. ]+)?[^\W\d_](?:[^/]*?|[^/\d]+/[^/\d]+?)),?[-. ]+(\d{4})"
    r"|(\d{4})[-. ]+([^\W\d_][\w .]*)"
)
MONTH_OF_YEAR = re.compile(r"\d{4}-(?:0\d|1[0-2])")
DASH = re.compile(r"\s*(?:--?|–|/)\s*")
COMMA = re.compile(r"(?<=[^\W\d_]), ?(?=[^\W\d_])")  # "November, December"
DAYS_OF_MONTH = re.compile(
    rf"(\d\d?{DASH.pattern}\d\d?)[\s.]+([^\W\d_]+\.?)|([^\W\d_]+\.?)[\s.]+(\d\d?{DASH.pattern}\d\d?)"
)
OF_DAY = re.compile(r"(?<=\d)(?:st|nd|rd|th|日)$", re.IGNORECASE)
OTHER_MONTHS = (
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
)
LONGEST = 60  # characters
MONTHS = [name.lower() for name in month_names.values()]
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24, "春": 21, "夏": 22, "秋": 23, "冬": 24}
OTHER_SEASONS = (
    "printemps été automne hiver",
    "primavera verano otoño invierno",
    "primavera estate autunno inverno",
    "frühling sommer herbst winter",
    "frühjahr sommer herbst winter",
)
SEASONS |= {name: number for row in OTHER_SEASONS for number, name in enumerate(row.split(), 21)}
UNKNOWN = {"n.d.", "n. d.", "nd", "undated", "unknown", "s.a.", "s. a.", "s.d.", "s. d.", "o.j.", "o. j.", "no date"}
UNKNOWN |= {"[n.d.]", "[s.d.]", "刊行年不明", "出版年不明", "不明", "..", "", "0000", "0", "xxxx", "????"}
NO_END = {"", "..", "open", "unknown"}  # and no beginning


class Day(NamedTuple):
    """A day, month, season (21–24 as in EDTF), year, or span of years whose last digits are open ("199X")."""

    year: int
    month: int = 0
    day: int = 0
    open_digits: int = 0
    approximate: bool = False
    uncertain: bool = False


class Date(NamedTuple):
    """A day or a range: `end` is None for a single day; `open` tells a range without a start or an end."""

    start: Day | None
    end: Day | None = None
    open: bool = False


def parse_date(value: str) -> Date | None:
    """The date of an ISO text or of one in words, None if it says that it is unknown.

    Raises ValueError for a text that is no date.
    """
    if ISO.fullmatch(value) and "-00" not in value:  # most are
        return Date(_day(value))
    if len(value) > LONGEST:
        raise ValueError("it is too long for a date")
    value = NO_MONTH.sub("", _bare(" ".join(value.split())))
    if value.lower() in UNKNOWN and value != "0000":  # a year of biblatex's, if of nobody else's
        return None
    if in_words := _year_in_words(value):
        return Date(in_words)
    if match := ERA.fullmatch(value):
        year = ERAS[match[1][0]] + (1 if match[2] == "元" else int(match[2]))
        return Date(_checked(Day(year, int(match[3] or 0), int(match[4] or 0))))
    if ISO.fullmatch(value.upper()):  # "199x"
        return Date(_day(value.upper()))
    if by_numbers := _by_numbers(value):
        return Date(_checked(by_numbers))
    if match := SINCE.fullmatch(value):
        return Date(Day(int(match[1])), open=True)
    if match := IN_WORDS.fullmatch(value):
        return _of_months(match[1] or match[4], int(match[2] or match[3]), "")
    return _range(*TWO_YEARS.sub("/", value).partition("/"))


def _bare(year: str) -> str:
    """A year without what catalogues add to it: a copyright sign, brackets, the same year in another count."""
    match = YEAR_TWICE.fullmatch(year)
    return (match[1] or match[2]) if match else YEAR_MARKS.sub("", year)


def _by_numbers(value: str) -> Day | None:
    if match := FROM_DAY.fullmatch(value):
        return Day(int(match[3]), int(match[2]), int(match[1]))
    if match := BY_NUMBERS.fullmatch(value):
        return Day(int(match[1]), int(match[2]), int(match[3] or 0))
    if match := BY_MONTH.fullmatch(value):
        return Day(int(match[2]), int(match[1]))
    return None


def _year_in_words(value: str) -> Day | None:
    if match := DECADE.fullmatch(value):
        return Day(int(match[1] or match[2]), open_digits=1)
    if match := ABOUT.fullmatch(value):
        return Day(int(match[1] or match[2]), approximate=bool(match[1]), uncertain=bool(match[2]))
    return None


def _range(start: str, slash: str, end: str) -> Date | None:
    if not slash:
        return Date(_day(start))
    first = None if start.strip().lower() in NO_END else _day(start)
    last = None if end.strip().lower() in NO_END else _day(end)
    if not first and not last:
        return None
    if first and last and _order(last) < _order(first):
        raise ValueError("the range ends before it begins")
    return Date(first, last if last != first else None, open=not (first and last))


def parse_year(year: str, month: str = "", day: str = "") -> Date | None:
    """The date of BibTeX's fields. Raises ValueError for a year or a month that is none."""
    year = _bare(year.strip().strip("{}"))
    if match := YEARS.fullmatch(year):
        first, last = int(match[1]), int(match[1][: 4 - len(match[2])] + match[2])
        if last > first and not MONTH_OF_YEAR.fullmatch(year):
            return Date(Day(first), Day(last))
    if not year.strip("0"):
        return None
    if not re.fullmatch(r"-?\d{1,4}", year) or len(month) > LONGEST:
        date = parse_date(year)
        if not month or len(month) > LONGEST or not date or date != Date(Day(date.start.year if date.start else 0)):
            return date
        year = str(date.start.year if date.start else 0)  # 令和4年
    month = month.replace(year, "").strip(" ,") if month.strip() != year else month
    if not month.strip("0"):
        return Date(Day(int(year)))
    return _of_months(month, int(year), OF_DAY.sub("", day.strip()))


def _of_months(text: str, year: int, day: str) -> Date:
    """A month with or without a day, days of a month, or two months: "October 28", "28--30 October", "jul/aug"."""
    text = COMMA.sub("/", text.strip()).replace("月", "月 ").strip()
    if match := DAYS_OF_MONTH.fullmatch(text):
        text, day = match[2] or match[3], match[1] or match[4]
    if DASH.search(day) and not DASH.search(text):
        first, last = (_day_of_month(text, year, part) for part in DASH.split(day, maxsplit=1))
    else:
        parts = DASH.split(text, maxsplit=1)
        if len({part.removesuffix("月").isdecimal() for part in parts}) == 2:  # "2-Nov"
            parts = [" ".join(parts)]
        first, last = _day_of_month(parts[0], year, day), _day_of_month(parts[-1], year, day)
    return Date(first, last if last != first else None)


def _day_of_month(text: str, year: int, day: str) -> Day:
    """A month by name or number, perhaps with a day before or behind it: "oct", "10", "28 October", "October 28"."""
    words = [OF_DAY.sub("", word.strip(".,")) for word in re.split(r"[-\s]+", text)]
    days = [word for word in words if word.isdecimal()] if len(words) > 1 else []
    number = _month(" ".join(word for word in words if word not in days))
    day = day.strip() or "".join(days)
    return _checked(Day(year, number, int(day) if day.isdecimal() and len(day) < 5 else 0))


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
            int(day) if day and day != "XX" and month != "XX" else 0,
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
    word = text.strip(" .,{}").lower().removesuffix("月")
    if word.isdecimal():
        return int(word)
    if word in SEASONS:
        return SEASONS[word]
    for names in (MONTHS, *(row.split() for row in OTHER_MONTHS)):
        for number, name in enumerate(names, 1):
            if len(word) >= 3 and name.startswith(word):
                return number
    raise ValueError(f"there is no month '{text.strip()}'")


def _order(day: Day) -> tuple[int, int, int]:
    return (day.year + 10**day.open_digits - 1, day.month or 99, day.day or 99)
