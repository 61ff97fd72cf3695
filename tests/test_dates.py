"""Dates as biblatex, BibTeX and catalogues write them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibliography.dates import Date, Day, parse_date, parse_year

DATES: dict[str, Date | None] = {
    "2025": Date(Day(2025)),
    "2025-10": Date(Day(2025, 10)),
    "2025-10-28": Date(Day(2025, 10, 28)),
    "2025-10-28T14:02:11Z": Date(Day(2025, 10, 28)),
    "2025-10-28 14:02:11": Date(Day(2025, 10, 28)),
    "2024-02-29": Date(Day(2024, 2, 29)),
    "2025-21": Date(Day(2025, 21)),
    "2025-10/2025-11": Date(Day(2025, 10), Day(2025, 11)),
    "1939/1945": Date(Day(1939), Day(1945)),
    "2025-10-28/2025-10": Date(Day(2025, 10, 28), Day(2025, 10)),
    "1997/": Date(Day(1997), None, open=True),
    "1997/..": Date(Day(1997), None, open=True),
    "/1997": Date(None, Day(1997), open=True),
    "1850~": Date(Day(1850, approximate=True)),
    "1850?": Date(Day(1850, uncertain=True)),
    "1850%": Date(Day(1850, approximate=True, uncertain=True)),
    "199X": Date(Day(1990, open_digits=1)),
    "18XX": Date(Day(1800, open_digits=2)),
    "2025-XX-XX": Date(Day(2025)),
    "-0043": Date(Day(-43)),
    "28 October 2025": Date(Day(2025, 10, 28)),
    "October 28, 2025": Date(Day(2025, 10, 28)),
    "2-Nov-2025": Date(Day(2025, 11, 2)),
    "Spring 2025": Date(Day(2025, 21)),
    "2025年10月28日": Date(Day(2025, 10, 28)),
    "2017.10": Date(Day(2017, 10)),
    "c1989": Date(Day(1989)),
    "cop. 1989": Date(Day(1989)),
    "1989（平成元）年": Date(Day(1989)),
    "平成元年（1989）": Date(Day(1989)),
    "1865(清同治四年)": Date(Day(1865)),
    "primavera 1998": Date(Day(1998, 21)),
    "p1989–1991": Date(Day(1989), Day(1991)),
    "1939-1945": Date(Day(1939), Day(1945)),
    "1987–": Date(Day(1987), None, open=True),
    "1987--present": Date(Day(1987), None, open=True),
    "c1987 - .": Date(Day(1987), None, open=True),
    "199x": Date(Day(1990, open_digits=1)),
    "[ca. 1905]": Date(Day(1905, approximate=True)),
    "[1905?].": Date(Day(1905, uncertain=True)),
    "28.10.2025": Date(Day(2025, 10, 28)),
    "28\u00a0October\u00a02025": Date(Day(2025, 10, 28)),
    "28 października 2025": Date(Day(2025, 10, 28)),
    "28 окт. 2025": Date(Day(2025, 10, 28)),
    "2025-10-00": Date(Day(2025, 10)),
    "2025-00-00": Date(Day(2025)),
    "2025-4-5": Date(Day(2025, 4, 5)),
    "2025-XX-05": Date(Day(2025)),
    "10/2025": Date(Day(2025, 10)),
    "5 mars 2025": Date(Day(2025, 3, 5)),
    "März 2025": Date(Day(2025, 3)),
    "28--30 October 2025": Date(Day(2025, 10, 28), Day(2025, 10, 30)),
    "昭和64年1月7日": Date(Day(1989, 1, 7)),
    "昭61-4": Date(Day(1986, 4)),
    "平8.10.1": Date(Day(1996, 10, 1)),
    "May/June 2010": Date(Day(2010, 5), Day(2010, 6)),
    "令和元年": Date(Day(2019)),
    "1990年代": Date(Day(1990, open_digits=1)),
    "2025/2025": Date(Day(2025)),
    "unknown/2025": Date(None, Day(2025), open=True),
    "-0043-03-15": Date(Day(-43, 3, 15)),
    "1723~/1750?": Date(Day(1723, approximate=True), Day(1750, uncertain=True)),
    "0000": Date(Day(0)),
    "": None,
    "n.d.": None,
    "..": None,
    "/": None,
    "刊行年不明": None,
}
NO_DATES = {
    "yesterday": "it is not of the form 2025, 2025-10 or 2025-10-28",
    "25": "it is not of the form 2025, 2025-10 or 2025-10-28",
    "10/28/2025": "it is not of the form 2025, 2025-10 or 2025-10-28",
    "寛永12年": "it is not of the form 2025, 2025-10 or 2025-10-28",
    "2025 " * 20: "it is too long for a date",
    "2025-13": "there is no month 13",
    "2025-00-10": "there is no month or day 00",
    "2025-02-30": "there is no day 30 in that month",
    "2025-21-01": "there is no day 1 in that month",
    "28 Brumaire 2025": "there is no month 'Brumaire'",
    "2025/2024": "the range ends before it begins",
    "2025-2024": "the range ends before it begins",
    "2025-10-": "it is not of the form 2025, 2025-10 or 2025-10-28",
}
YEARS: dict[tuple[str, str, str], Date | None] = {
    ("2025", "", ""): Date(Day(2025)),
    ("800", "", ""): Date(Day(800)),
    ("2025", "October", ""): Date(Day(2025, 10)),
    ("2025", "oct.", ""): Date(Day(2025, 10)),
    ("令和4年", "12月16日", ""): Date(Day(2022, 12, 16)),
    ("c2022", "dec", "16"): Date(Day(2022, 12, 16)),
    ("2020-2022", "dec", ""): Date(Day(2020), Day(2022)),
    ("2025", "November, December", ""): Date(Day(2025, 11), Day(2025, 12)),
    ("2025", "10", "28"): Date(Day(2025, 10, 28)),
    ("2025", "October 28", ""): Date(Day(2025, 10, 28)),
    ("2025", "28 October", ""): Date(Day(2025, 10, 28)),
    ("2025", "Sept", ""): Date(Day(2025, 9)),
    ("2025", "Summer", ""): Date(Day(2025, 22)),
    ("2025", "July--August", ""): Date(Day(2025, 7), Day(2025, 8)),
    ("2025", "7/8", ""): Date(Day(2025, 7), Day(2025, 8)),
    ("1939--45", "", ""): Date(Day(1939), Day(1945)),
    ("1939-1945", "May", ""): Date(Day(1939), Day(1945)),
    ("2001/2", "", ""): Date(Day(2001, 2)),
    ("2025-10", "", ""): Date(Day(2025, 10)),
    ("ca. 1850", "", ""): Date(Day(1850, approximate=True)),
    ("[1850?]", "", ""): Date(Day(1850, uncertain=True)),
    ("[1989]", "", ""): Date(Day(1989)),
    ("2017.10.3", "", ""): Date(Day(2017, 10, 3)),
    ("n.d.", "", ""): None,
    ("0", "", ""): None,
    ("1999a", "", ""): Date(Day(1999)),
    ("1850s", "", ""): Date(Day(1850, open_digits=1)),
    ("2025", "April 5--7", ""): Date(Day(2025, 4, 5), Day(2025, 4, 7)),
    ("2025", "30 April--2 May", ""): Date(Day(2025, 4, 30), Day(2025, 5, 2)),
    ("2025", "apr", "5--7"): Date(Day(2025, 4, 5), Day(2025, 4, 7)),
    ("2025", "apr", "5th"): Date(Day(2025, 4, 5)),
    ("2025", "June 2025", ""): Date(Day(2025, 6)),
    ("2025", "0", ""): Date(Day(2025)),
    ("2025年", "3月", ""): Date(Day(2025, 3)),
    ("2025", "2-Nov", ""): Date(Day(2025, 11, 2)),
}


@pytest.mark.parametrize(("value", "date"), DATES.items())
def test_a_date(value: str, date: Date | None) -> None:
    assert parse_date(value) == date


@pytest.mark.parametrize(("value", "reason"), NO_DATES.items())
def test_what_is_no_date(value: str, reason: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # the text is compared whole
        parse_date(value)
    assert str(caught.value) == reason


@pytest.mark.parametrize(("parts", "date"), YEARS.items())
def test_a_date_of_bibtex(parts: tuple[str, str, str], date: Date | None) -> None:
    assert parse_year(*parts) == date


@pytest.mark.parametrize(
    ("month", "reason"), {"Smarch": "there is no month 'Smarch'", "13": "there is no month 13"}.items()
)
def test_what_is_no_month(month: str, reason: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # the text is compared whole
        parse_year("2025", month)
    assert str(caught.value) == reason


LIKE_DATES = st.text(alphabet="0123456789-/.XT:?~%年月日 octma[]c ")


@given(st.text() | LIKE_DATES)
def test_any_text_is_a_date_or_a_value_error(value: str) -> None:
    with suppress(ValueError):
        parse_date(value)


@given(st.text() | LIKE_DATES, st.text() | LIKE_DATES, st.text() | LIKE_DATES)
def test_any_year_month_and_day_are_a_date_or_a_value_error(year: str, month: str, day: str) -> None:
    with suppress(ValueError):
        parse_year(year, month, day)
