"""The timeline in a real browser, with its faces: nothing covers anything, letters are legible, fingers hit."""

import pytest
from playwright.sync_api import Page, expect

from browser import PHONE, Reader
from conftest import LANGUAGES, ROOT
from reading import still

pytestmark = pytest.mark.skipif(
    not (ROOT / "docs" / LANGUAGES[0] / "timeline.md").is_file(), reason="this site has no timeline"
)

WINDOWS = ((360, 740), (768, 1024), (1440, 900))
# The marks and the words of the drawing that shows: of each link its own box, and those of its words and its mark.
PARTS = """() => {
  const box = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return [left, top, right, bottom];
  };
  const size = (text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
  const shown = [...document.querySelectorAll(".timeline .drawing")].filter((one) => one.checkVisibility());
  return shown.map((drawing) => {
    const links = [...drawing.querySelectorAll("a")];
    return {
      links: links.map((link) => box(link.querySelector(".hit"))),
      parts: links.map((link) => [...link.querySelectorAll("text, path:not(.hit)")].map(box)),
      axis: [...drawing.querySelectorAll(":scope > text")].map(box),
      frame: box(drawing),
      letters: Math.min(...[...drawing.querySelectorAll("text")].map(size)),
    };
  });
}"""

Box = tuple[float, float, float, float]


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def faults_of(page: Page, width: int) -> list[str]:
    drawings = page.evaluate(PARTS)
    assert len(drawings) == 1
    found = drawings[0]
    boxes = [(index, tuple(box)) for index, parts in enumerate(found["parts"]) for box in parts]
    faults = [
        f"{width}: marks {one} and {other} meet"
        for one, box in boxes
        for other, second in boxes
        if one < other and meet(box, second)
    ]
    faults += [f"{width}: mark {one} meets the axis" for one, box in boxes for text in found["axis"] if meet(box, text)]
    faults += [
        f"{width}: a target of {right - left:.1f} by {bottom - top:.1f}"
        for left, top, right, bottom in found["links"]
        if round(min(right - left, bottom - top), 1) < 24
    ]
    faults += [f"{width}: mark {one} leaves the drawing" for one, box in boxes if box[2] > found["frame"][2] + 1]
    return faults + ([f"{width}: letters of {found['letters']:.1f}"] if found["letters"] < 11.5 else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_covers_anything_at_three_widths(reader: Reader, language: str) -> None:
    page = reader.open(f"{language}/timeline/")
    faults = []
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        faults += faults_of(page, width)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 640, "height": 900})  # A4 within its margins
    drawing = page.evaluate(PARTS)
    assert len(drawing) == 1
    assert drawing[0]["letters"] > 10  # 7.5 points
    assert faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_time_runs_downward_on_a_phone_and_to_the_right_on_a_desk(reader: Reader, language: str) -> None:
    page = reader.open(f"{language}/timeline/", **PHONE)
    places = page.evaluate(PARTS)[0]["links"]
    assert [top for _, top, _, _ in places] == sorted(top for _, top, _, _ in places)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    desk = reader.open(f"{language}/timeline/", 1440, 900)
    axis = [left for left, *_ in desk.evaluate(PARTS)[0]["axis"]]
    assert max(axis) - min(axis) > (500 if len(places) > 1 else 0)  # a work by itself is in one month


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_paragraph_is_on_a_phones_first_screen(reader: Reader, language: str) -> None:
    page = reader.open(f"{language}/", **PHONE)
    still(page)
    expect(page.locator("main .glance")).to_be_in_viewport(ratio=1)
    visible = page.evaluate(
        """() => {
          const text = document.querySelector("#p1"), bar = document.querySelector(".bar").getBoundingClientRect();
          return (bar.top - text.getBoundingClientRect().top) / parseFloat(getComputedStyle(text).lineHeight);
        }"""
    )
    assert visible >= 4  # lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mark_takes_the_focus_tells_its_title_and_leads_to_its_note(reader: Reader, language: str) -> None:
    page = reader.open(f"{language}/timeline/", 1440)
    mark = page.locator(".drawing--wide a").last
    hit = mark.locator(".hit")
    title = mark.locator("title").text_content()
    assert title
    plain = hit.evaluate("(hit) => getComputedStyle(hit).fill")
    for _ in range(page.locator("a, button, summary").count()):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.querySelector('title')?.textContent") == title:
            break
    assert page.evaluate("document.activeElement.querySelector('title').textContent") == title
    assert hit.evaluate("(hit) => getComputedStyle(hit).fill") != plain
    page.keyboard.press("Enter")
    page.wait_for_url("**/#fn:*")
    note = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    expect(page.locator(f"[id='{note}']")).to_be_in_viewport()
