"""The cited works by date: from dates to places in a drawing, in which nothing hides anything."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import languages
from bibliography import works
from bibliography.dates import parse_date
from essay.places import Place
from essay.project import Project
from timeline import glance, landscape, upright
from timeline.axis import AT_MOST, FEW, Axis, axis
from timeline.items import Item, read_items
from timeline.kinds import Kind, check, index_of, read
from timeline.landscape import Box
from timeline.lettering import lines, width
from timeline.sections import read_sections
from timeline.spans import Span, span

TABLES = languages.load()
BIB = """
@report{old, author = {{Department}}, title = {An Old Report: On Much}, date = {2018-09}, keywords = {office, zotero}}
@online{one, author = {{The House}}, title = {First Act}, date = {2025-01-20}, keywords = {act},
  url = {https://example.org/1}}
@online{two, author = {{The House}}, title = {Second Act}, date = {2025-01-20}, keywords = {act},
  url = {https://example.org/2}, title_translated_ja = {第二の決定—続き—}}
@article{doe, author = {Doe, Jane and Roe, R.}, title = {A View}, journaltitle = {Daily}, date = {2025-12},
  doi = {10.1234/a}}
@book{undated, author = {Poe, E.}, title = {Undated}, publisher = {Press}, pubstate = {forthcoming}}
"""
TEXT = """# T {#title}

Before[@undated].

## One: First {#one}

A[@one; @two].

> Quoted[@old].

B[@doe] and[@one].

## Two {#two}

None.
"""
KINDS = [Kind("act", {"en": "Acts", "ja": "決定"}), Kind("@report", {"en": "Reports", "ja": "報告"})]


def project() -> Project:
    bibliography, problems = works.read(BIB.encode(), "bib/refs.bib", TABLES)
    assert problems == []
    found = Project(bibliography)
    for locale in ("en", "ja"):
        found.add_page(TEXT.encode(), f"docs/{locale}/index.md", locale, "index.md")
    return found


def items(locale: str) -> list[Item]:
    found = project()
    return read_items(found.bibliography, TABLES[locale], found.cited_in(locale), KINDS)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-10-28", "2025-10-28", "2025-10-28"),
        ("2025-12", "2025-12-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("1920~", "1920-01-01", "1920-12-31"),
        ("2025-21", "2025-03-01", "2025-05-31"),
        ("2025-24", "2025-12-01", "2026-02-28"),
        ("2025-10/2025-12", "2025-10-01", "2025-12-31"),
        ("2025-10-28/2026-01-02", "2025-10-28", "2026-01-02"),
        ("2025-10/..", "2025-10-01", "2025-10-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("-0050", "0001-01-01", "0001-12-31"),  # as early as there are days
    ],
)
def test_a_date_is_the_days_that_it_may_mean(text: str, first: str, last: str) -> None:
    assert span(parse_date(text)) == Span(*(date.fromisoformat(day).toordinal() for day in (first, last)))


def test_an_unknown_date_is_none() -> None:
    assert span(None) is None


@pytest.mark.parametrize(
    ("dates", "first", "last", "count", "earlier"),
    [
        (["2018-09", "2025-01-20", "2025-07-01", "2026-02-11"], (2025, 1), (2026, 2), 14, 1),
        (["1945", "2018", *["2025-01-20"] * 5, "2025-12"], (2025, 1), (2025, 12), 12, 2),
        (["1999", "2001", "2010-05"], (1999, 0), (2010, 0), 12, 0),
        (["1850", "1901", "1960"], (1850, 0), (1960, 0), 12, 0),
        (["2025-03-03"], (2025, 3), (2025, 3), 1, 0),
        (["2024-02", "2026-06"], (2024, 2), (2026, 6), 29, 0),
        (["9999-12-31"], (9999, 12), (9999, 12), 1, 0),
    ],
)
def test_the_axis_shows_the_time_that_matters(
    dates: list[str], first: tuple[int, int], last: tuple[int, int], count: int, earlier: int
) -> None:
    spans = [days for text in dates if (days := span(parse_date(text)))]
    found = axis(spans)
    ends = [(band.year, band.month) for band in (found.bands[0], found.bands[-1])]
    assert (ends, len(found.bands)) == ([first, last], count)
    assert sum(map(found.is_earlier, spans)) == earlier


DAYS = st.integers(date(1900, 1, 1).toordinal(), date(2100, 1, 1).toordinal())
SPANS = st.one_of(
    DAYS.map(lambda day: Span(day, day)),
    st.builds(lambda day: Span(day, day), st.integers(739270, 739300)),  # many on few days
    st.builds(lambda day, length: Span(day, day + length), DAYS, st.integers(1, 4000)),
)
WORDS = st.text(st.sampled_from("abcMW iあ漢カ、—"), min_size=1, max_size=60)


def item(number: int, when: Span, kind: int, label: str) -> Item:
    place = Place("index.md", number, f"k{number}", "p1", "s", "S")
    return Item(f"k{number}", when, "Sep 30", "September 30, 2025", label, label, "", kind, (place,))


ITEMS = st.lists(st.tuples(SPANS, st.integers(0, 6), WORDS), min_size=1, max_size=15).map(
    lambda found: [item(number, *one) for number, one in enumerate(sorted(found), 1)]
)


@given(st.lists(SPANS, min_size=1, max_size=40))
def test_the_axis_has_every_day_but_those_at_its_head(spans: list[Span]) -> None:
    found = axis(spans)
    assert 1 <= len(found.bands) <= AT_MOST
    assert all(one.end == next_one.start for one, next_one in pairwise(found.bands))
    assert sum(map(found.is_earlier, spans)) <= len(spans) / FEW
    assert all(found.start <= one.first and one.last < found.end for one in spans if not found.is_earlier(one))


def apart(boxes: Sequence[Box]) -> bool:
    return not any(one.meets(other) for index, one in enumerate(boxes) for other in boxes[:index])


@given(ITEMS)
def test_in_the_wide_drawing_no_work_hides_another(found: list[Item]) -> None:
    time = axis([one.span for one in found])
    drawing = landscape.draw(found, time, TABLES["en"])
    marks = [mark for lane in drawing.lanes for mark in lane.marks]
    assert apart([mark.box for mark in marks])
    assert sorted(mark.item.key for mark in marks) == sorted(one.key for one in found)
    for mark in marks:
        assert mark.box.bottom - mark.box.top >= 24
        assert mark.box.right - mark.box.left >= 24
        assert mark.box.top >= landscape.TOP
        assert mark.box.bottom <= drawing.height
        assert (mark.bar > 0) == (not mark.item.span.is_day and not time.is_earlier(mark.item.span))
    days = [mark for mark in marks if mark.item.span.is_day and not time.is_earlier(mark.item.span)]
    ordered = sorted(days, key=lambda mark: mark.item.span)
    assert all(one.x <= other.x for one, other in pairwise(ordered))
    assert all(
        (one.x == other.x) == (one.item.span == other.item.span) or time_is_long(time)
        for one, other in pairwise(ordered)
    )


def time_is_long(time: Axis) -> bool:
    """Days stand at one place of the drawing, to a tenth of a unit."""
    return time.end - time.start > landscape.WIDTH * 5


@given(ITEMS)
def test_in_the_narrow_drawing_no_work_hides_another(found: list[Item]) -> None:
    drawing = upright.draw(found, axis([one.span for one in found]), TABLES["ja"])
    rows = [row for section in drawing.sections for row in section.rows]
    assert [row.item.key for row in rows] == [one.key for one in found]
    assert all(above.top + above.height <= below.top for above, below in pairwise(rows))
    assert all(row.height >= 24 for row in rows)
    assert all(above.bottom <= below.top for above, below in pairwise(drawing.sections))
    assert drawing.sections[-1].bottom <= drawing.height


@given(ITEMS)
def test_the_small_drawing_has_a_mark_for_each_work(found: list[Item]) -> None:
    drawing = glance.draw(found, axis([one.span for one in found]), TABLES["en"])
    assert sorted(kind for column in drawing.columns for kind in column.kinds) == sorted(one.kind for one in found)
    assert all(len(column.kinds) * drawing.step <= glance.MARKS + 0.5 for column in drawing.columns)
    assert all(one.x < other.x for one, other in pairwise(drawing.columns))


@given(WORDS, st.integers(60, 300), st.integers(0, 200))
def test_lines_say_all_and_fit(text: str, room: int, taken: int) -> None:
    found = lines(text, room, 12, taken=taken)
    assert "".join("".join(found).split()) == "".join(text.split())
    rest = found[1:] if taken else found
    assert all(width(line, 12) <= room + 36 for line in rest)  # a mark that may begin no line may hang out


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("Declaring a National Energy Emergency", 120, ["Declaring a National", "Energy Emergency"]),
        ("国家エネルギー緊急事態の宣言", 100, ["国家エネルギー", "緊急事態の宣言"]),
        ("サプライチェーンの強化、続き", 120, ["サプライチェーンの", "強化、続き"]),
    ],
)
def test_lines_end_between_words_and_phrases(text: str, room: int, expected: list[str]) -> None:
    assert lines(text, room, 12) == expected


def test_works_are_read_by_date_with_their_places() -> None:
    found = [(one.key, one.day, one.label, one.kind, one.lang, one.url) for one in items("en")]
    assert found == [
        ("old", "Sep", "An Old Report", 1, "", ""),
        ("one", "Jan 20", "First Act", 0, "", "https://example.org/1"),
        ("two", "Jan 20", "Second Act", 0, "", "https://example.org/2"),
        ("doe", "Dec", "Doe and Roe: A View", 2, "", "https://doi.org/10.1234/a"),
    ]
    assert [(place.number, place.paragraph, place.section) for place in items("en")[1].places] == [
        (2, "p2", "one"),
        (5, "p3", "one"),
    ]


def test_works_have_their_titles_in_the_language_of_the_page() -> None:
    found = [(one.date, one.label, one.title, one.lang) for one in items("ja")]
    assert found[1:3] == [
        ("2025年1月20日", "First Act", "First Act", "en"),
        ("2025年1月20日", "第二の決定", "第二の決定—続き—", ""),
    ]


def test_sections_tell_what_each_paragraph_cites() -> None:
    found = project()
    kinds = {key: index_of(entry, KINDS) for key, entry in found.bibliography.entries.items()}
    rows = read_sections(found.pages["en"]["index.md"], found.cited_in("en"), kinds)
    assert [(row.id, row.heading, [(cell.id, cell.kinds) for cell in row.cells]) for row in rows] == [
        ("", "", [("p1", (2,))]),
        ("one", "One: First", [("p2", (0, 0)), ("p3", (0, 2)), ("", (1,))]),
        ("two", "Two", [("p4", ())]),
    ]


CONFIG = "extra:\n  timeline:\n    act: { en: Acts }\n    '@report': Reports\n"


@pytest.mark.parametrize(
    ("config", "messages"),
    [
        (None, []),
        ({"act": {"en": "Acts", "ja": "決定"}}, []),
        (
            {"act": {"en": "Acts"}, "@report": "Reports"},
            [
                "mkdocs.yml:3: the kind 'act' has no name in ja; write 'act: { en: …, ja: … }'",
                "mkdocs.yml:4: the kind '@report' has no name in en and ja; write '@report: { en: …, ja: … }'",
            ],
        ),
        (
            ["act"],
            ["mkdocs.yml:2: the timeline is no list of kinds; write lines 'keyword: { en: Name }' below 'timeline:'"],
        ),
    ],
)
def test_faults_of_the_setting_are_told(config: object, messages: list[str]) -> None:
    kinds, problems = read(config, ["en", "ja"], CONFIG)
    assert [str(problem) for problem in problems] == messages
    assert all(kind.words["en"] and kind.words["ja"] for kind in kinds)


def test_a_keyword_that_is_nearly_one_of_a_kind_is_told_and_all_others_are_not() -> None:
    bib = """@book{a, title = {A}, keywords = {agreemnet, Zotero}}
@book{b, title = {B}, keywords = {Something Else; agreement}}
@book{c, title = {C}, keywords = {diagrams}}"""
    entries = works.read(bib.encode(), "bib/refs.bib", TABLES)[0].entries
    assert [str(problem) for problem in check(entries.values(), [Kind("agreement", {})], "bib/refs.bib")] == [
        "bib/refs.bib:1: entry 'a' has the keyword 'agreemnet', which is no kind of works; did you mean 'agreement'?"
    ]
