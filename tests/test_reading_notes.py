"""A note beside its reference: by mouse, keyboard and touch, on a desk and on a phone."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browser import PHONE, Reader
from conftest import LANGUAGES, SEVERAL_LANGUAGES, Site
from reading import blank, in_window, place, spread, still, tab_to

BY_MOUSE: list[dict[str, Any]] = [{"width": 1440, "height": 900}, {"width": 320, "height": 640}]


def references(page: Page) -> list[Locator]:
    return page.locator("main a.footnote-ref").all()


def some_references(page: Page) -> list[Locator]:
    """A dozen of them, and that of the longest note."""
    all_of_them = references(page)
    lengths = [
        page.locator(f"[id='{target(one)}']").evaluate("(note) => note.textContent.length") for one in all_of_them
    ]
    return [*spread(all_of_them, 12), all_of_them[lengths.index(max(lengths))]]


def target(reference: Locator) -> str:
    """The id of the note that a reference leads to."""
    return str(reference.get_attribute("href")).removeprefix("#")


def text(site: Site, language: str, reference: Locator) -> str:
    """What the note to this reference says, from the page as it was built, without spaces."""
    name = target(reference)
    note = site.pages[f"{site.url}{language}/"].select(f"[id='{name}']")[0]
    return "".join("".join(part for part in note.strings if not part.find_parent(role="doc-backlink")).split())


def faults_of(note: Locator, reference: Locator, text: str) -> list[str]:
    """What is wrong with how a note shows."""
    expect(note).to_be_visible()
    box, mark = note.bounding_box(), reference.evaluate("(link) => link.getClientRects()[0].toJSON()")
    assert box
    faults = []
    if text not in "".join(note.inner_text().split()):
        faults.append(f"not the whole note: {note.inner_text()}")
    if not in_window(note):
        faults.append(f"not in the window: {box}")
    if note.evaluate(
        "(note) => note.scrollHeight > note.clientHeight + 1 && getComputedStyle(note).overflowY !== 'auto'"
    ):
        faults.append("cut off")
    if note.evaluate("(note) => note.scrollWidth > note.clientWidth + 1"):
        faults.append("wider than its box")
    if (
        box["x"] < mark["right"]
        and box["x"] + box["width"] > mark["left"]
        and box["y"] < mark["bottom"]
        and box["y"] + box["height"] > mark["top"]
    ):
        faults.append(f"it covers its reference: {box} {mark}")
    gap = max(box["y"] - mark["bottom"], mark["top"] - box["y"] - box["height"], 0)
    if gap > 60:
        faults.append(f"it is far from its reference: {gap} pixels")
    return [f"{reference.get_attribute('href')}: {fault}" for fault in faults]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("window", BY_MOUSE, ids=["1440", "320"])
def test_the_mouse_shows_a_note(reader: Reader, site: Site, language: str, window: dict[str, Any]) -> None:
    page = reader.open(f"{language}/", **window)
    note, faults = page.locator("#note"), []
    for index, reference in enumerate(some_references(page)):
        # At the top of the window, in its middle and at its bottom, by turns.
        block = ("start", "center", "end")[index % 3]
        reference.evaluate("(link, block) => link.scrollIntoView({ block, behavior: 'instant' })", block)
        still(page)
        reference.hover()
        faults += faults_of(note, reference, text(site, language, reference))
        page.mouse.move(2, 2)
        expect(note).to_be_hidden()
    assert faults == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [320, 360])
def test_a_tap_shows_a_note_without_losing_the_place(reader: Reader, site: Site, language: str, width: int) -> None:
    page = reader.open(f"{language}/", **PHONE | {"width": width})
    note, faults = page.locator("#note"), []
    for reference in some_references(page):
        reference.scroll_into_view_if_needed()
        still(page)
        before = place(page)
        reference.tap()
        faults += faults_of(note, reference, text(site, language, reference))
        if place(page) != before:
            faults.append(f"{before} became {place(page)}")
        page.touchscreen.tap(*blank(page))
        expect(note).to_be_hidden()
    assert faults == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [360, 1440])
def test_the_keyboard_shows_a_note_and_comes_to_its_links(
    reader: Reader, site: Site, language: str, width: int
) -> None:
    page = reader.open(f"{language}/", width)
    note = page.locator("#note")
    notes = [reference for reference in references(page) if linked(page, reference)] or references(page)
    for reference in (notes[0], notes[-1]):
        tab_to(page, reference)
        assert faults_of(note, reference, text(site, language, reference)) == []
        for link in note.locator("a[href]").all()[1:]:
            page.keyboard.press("Tab")
            while not link.evaluate("(link) => link === document.activeElement"):
                assert note.evaluate("(note) => note.contains(document.activeElement)"), "Tab has left the note"
                page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        expect(note).to_be_hidden()
        expect(reference).to_be_focused()


def linked(page: Page, reference: Locator) -> bool:
    """Whether its note has a link."""
    return bool(page.locator(f"[id='{target(reference)}'] a[href]:not([role=doc-backlink])").count())


def test_tab_goes_on_behind_a_note(sample_reader: Reader) -> None:
    page = sample_reader.open(f"{SEVERAL_LANGUAGES[0]}/")
    first, second, *_ = references(page)
    tab_to(page, first)
    tab_to(page, second)
    page.keyboard.press("Shift+Tab")
    expect(second).not_to_be_focused()


def test_escape_closes_a_note_under_the_mouse(reader: Reader) -> None:
    page = reader.open(f"{LANGUAGES[0]}/")
    references(page)[0].hover()
    expect(page.locator("#note")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#note")).to_be_hidden()


def test_the_mouse_may_go_into_a_note(reader: Reader) -> None:
    page = reader.open(f"{LANGUAGES[0]}/")
    page.clock.install()
    note, reference = page.locator("#note"), references(page)[0]
    reference.hover()
    page.clock.run_for(1000)
    note.hover()
    page.clock.run_for(5000)
    expect(note).to_be_visible()
    page.mouse.move(2, 2)
    page.clock.run_for(5000)
    expect(note).to_be_hidden()


@pytest.mark.parametrize("language", LANGUAGES)
def test_enter_leads_to_the_note_and_its_link_leads_back(reader: Reader, language: str) -> None:
    page = reader.open(f"{language}/")
    for reference in (references(page)[0], references(page)[-1]):
        note = page.locator(f"[id='{target(reference)}']")
        tab_to(page, reference)
        page.keyboard.press("Enter")
        expect(note).to_be_in_viewport()
        expect(page.locator("#note")).to_be_hidden()
        note.locator("[role=doc-backlink]").first.click()
        expect(reference).to_be_in_viewport()


def test_a_note_has_a_name_and_no_id_twice(reader: Reader) -> None:
    page = reader.open(f"{LANGUAGES[0]}/")
    references(page)[0].hover()
    note = page.locator("#note")
    expect(note).to_be_visible()
    assert note.evaluate("(note) => note.ariaLabel || note.getAttribute('aria-labelledby')")
    names = page.evaluate("[...document.querySelectorAll('[id]')].map((element) => element.id)")
    assert [name for name in names if names.count(name) > 1] == []
