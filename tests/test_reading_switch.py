"""The switch to the other language, which keeps the place that is being read."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser import PHONE, Reader
from conftest import SEVERAL_LANGUAGES as LANGUAGES
from conftest import Site
from reading import SHIFTS, ids, place, scroll, shifts, spread, still, switch, wait_for_address, wait_for_language
from test_built_site import pages_in

WITHOUT_STORAGE = """
  for (const name of ["sessionStorage", "localStorage"])
    Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
"""
PLACES = 20


def by_keyboard(page: Page) -> None:
    page.keyboard.press("Enter")


WAYS: dict[str, tuple[Callable[[Page], None], dict[str, Any]]] = {
    "mouse": (lambda page: switch(page).click(), {}),
    "touch": (lambda page: switch(page).tap(), PHONE),
    "keyboard": (by_keyboard, {}),
    "shortcut": (lambda page: page.keyboard.press("Alt+L"), {}),
}


def go(page: Page, way: str = "mouse") -> None:
    """Go to the other language, and wait until the page there is at rest."""
    language = str(switch(page).get_attribute("hreflang"))
    WAYS[way][0](page)
    wait_for_language(page, language)


def there_and_back(page: Page, names: list[str], way: str = "mouse", part: float = 0.25) -> list[str]:
    """Switch at each place, and back again. What was not at the same place."""
    faults = []
    for name in names:
        scroll(page, name, part)
        for _ in range(2):
            if way == "keyboard":
                switch(page).focus()
            before, address = place(page), page.url
            go(page, way)
            after = place(page, before.id)
            if not after.agrees(before):
                faults.append(f"{address} at {name}: {before} became {after}")
    return faults


@pytest.mark.parametrize("way", WAYS)
def test_the_place_is_kept(reader: Reader, way: str) -> None:
    page = reader.open(f"{LANGUAGES[0]}/", **WAYS[way][1])
    assert there_and_back(page, spread(ids(page), PLACES), way) == []


def test_the_place_is_kept_within_a_paragraph_that_fills_the_window(reader: Reader) -> None:
    page = reader.open(f"{LANGUAGES[0]}/", 360, 400)
    paragraphs = [name for name in ids(page) if name.startswith("p")]
    assert there_and_back(page, spread(paragraphs, 8), part=-0.2) == []


def test_the_place_is_kept_at_the_ends_of_the_page(reader: Reader) -> None:
    page = reader.open(f"{LANGUAGES[0]}/")
    for end in ("0", "document.documentElement.scrollHeight"):
        page.evaluate(f"scrollTo({{ top: {end}, behavior: 'instant' }})")
        still(page)
        before = place(page)
        for _ in range(2):
            go(page)
            assert place(page, before.id).agrees(before)


def test_the_place_is_kept_on_every_page(reader: Reader, site: Site) -> None:
    for path in pages_in(site, LANGUAGES[0]):
        page = reader.open(f"{LANGUAGES[0]}/{path}")
        assert there_and_back(page, spread(ids(page), 4)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_place_is_kept_after_a_link_to_it(reader: Reader, language: str) -> None:
    names = ids(reader.open(f"{language}/"))
    for name in spread(names, 6):
        page = reader.open(f"{language}/#{name}")
        still(page)
        before = place(page)
        go(page)
        assert place(page, before.id).agrees(before)


def test_a_note_leads_to_the_same_note(reader: Reader, site: Site) -> None:
    page = reader.open(f"{LANGUAGES[0]}/")
    notes = [name for name in ids(page) if name.startswith("fn:")]
    number = min(9, len(notes))
    scroll(page, notes[number - 1], 0.02)
    before = place(page, notes[number - 1])
    go(page)
    read = place(page, notes[number - 1])
    assert read.agrees(before)
    there = site.pages[f"{site.url}{page.locator('html').get_attribute('lang')}/"]
    assert [item["id"] for item in there.select("[role=doc-endnotes] li")].index(read.id) == number - 1


def test_a_note_that_shows_beside_the_text_shows_there_too(reader: Reader) -> None:
    page = reader.open(f"{LANGUAGES[0]}/")
    reference = page.locator("main a.footnote-ref").last
    reference.click()
    expect(page.locator("#note")).to_be_visible()
    go(page, "shortcut")
    expect(page.locator("#note")).to_be_visible()
    number = reference.inner_text()
    assert page.locator("#note").inner_text().startswith(number)
    expect(page.locator("main a.footnote-ref", has_text=number).last).to_be_in_viewport()


def test_back_returns_to_where_one_was(reader: Reader) -> None:
    page = reader.open(f"{LANGUAGES[0]}/")
    for name in spread(ids(page), 5)[1:]:
        scroll(page, name)
        before = wait_for_address(page)
        switch(page).click()
        wait_for_language(page, LANGUAGES[-1])
        page.go_back()
        wait_for_language(page, LANGUAGES[0])
        assert place(page, before.id).agrees(before)


def test_without_storage_the_fragment_leads_there(reader: Reader) -> None:
    page = reader.open(f"{LANGUAGES[0]}/", script=WITHOUT_STORAGE)
    for name in spread(ids(page), 6)[1:-1]:
        scroll(page, name)
        before = place(page)
        go(page)
        assert page.url.endswith(f"#{before.id}")
        assert place(page).id == before.id


def test_the_link_can_be_copied_and_opened_elsewhere(reader: Reader) -> None:
    page = reader.open(f"{LANGUAGES[0]}/")
    for name in spread(ids(page), 4)[1:]:
        scroll(page, name)
        read = wait_for_address(page)
        address = page.url.partition("#")[0]
        with page.context.expect_page() as opened:
            switch(page).click(modifiers=["ControlOrMeta"])
        other = opened.value
        still(other)
        assert other.url.endswith(f"#{read.id}")
        assert place(other, read.id).top is not None
        assert page.url.partition("#")[0] == address, "the page itself has stayed"


def test_a_link_in_the_text_to_the_other_language_keeps_its_fragment(reader: Reader) -> None:
    page = reader.open(f"{LANGUAGES[0]}/")
    name = ids(page)[-1]
    target = f"../{LANGUAGES[-1]}/#{name}"
    page.evaluate(
        """(href) => {
          const link = Object.assign(document.createElement("a"), { id: "test", href, textContent: "…" });
          document.querySelector("main p[id]").replaceChildren(link);
        }""",
        target,
    )
    page.locator("#test").click()
    wait_for_language(page, LANGUAGES[-1])
    assert page.url == f"{reader.address}{LANGUAGES[-1]}/#{name}"
    assert place(page, name).top is not None


def test_nothing_moves_after_the_switch(reader: Reader) -> None:
    page = reader.open(f"{LANGUAGES[0]}/", script=SHIFTS)
    for name in spread(ids(page), 6):
        scroll(page, name)
        go(page)
        assert shifts(page) == []


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_moves_on_a_first_visit(reader: Reader, site: Site, width: int) -> None:
    for language in LANGUAGES:
        for path in pages_in(site, language):
            page = reader.open(f"{language}/{path}", width, script=SHIFTS)
            assert shifts(page) == [], path


def test_the_shortcut_is_announced(reader: Reader) -> None:
    page = reader.open(f"{LANGUAGES[0]}/")
    assert switch(page).get_attribute("aria-keyshortcuts") == "Alt+L"


def test_a_thumb_reaches_the_switch_on_a_phone(reader: Reader) -> None:
    """It is in the lower half of the window, wherever one is in the page, and large enough (WCAG 2.5.8)."""
    page = reader.open(f"{LANGUAGES[0]}/", **PHONE)
    for name in spread(ids(page), 3):
        scroll(page, name)
        box = switch(page).bounding_box()
        assert box
        assert box["y"] > PHONE["height"] / 2
        assert min(box["width"], box["height"]) >= 24
