"""The address of what is being read: in the address bar, beside each paragraph, and where it leads."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from browser import Reader
from conftest import LANGUAGES, Site
from reading import ids, place, scroll, spread, still, wait_for_address

MAY_COPY: dict[str, Any] = {"permissions": ["clipboard-read", "clipboard-write"]}
BESIDE_THE_TEXT = ".paragraph-number, .beside, .headerlink"
LOOKS = "(element) => ['backgroundColor', 'boxShadow', 'outlineStyle'].map((name) => getComputedStyle(element)[name])"


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def letters(text: str) -> str:
    return "".join(text.split())


def test_the_address_bar_follows(reader: Reader) -> None:
    page = reader.open(f"{LANGUAGES[0]}/")
    length = page.evaluate("history.length")
    for name in spread(ids(page)[1:], 10):
        scroll(page, name)
        read = wait_for_address(page)
        there = reader.open(page.url.removeprefix(reader.address))
        still(there)
        assert place(there, read.id).top is not None
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    page.wait_for_function("() => location.hash === '' && !location.href.endsWith('#')")
    assert page.evaluate("history.length") == length


def test_back_returns_from_a_note(reader: Reader) -> None:
    page = reader.open(f"{LANGUAGES[0]}/")
    reference = page.locator(".footnote-ref").last
    reference.scroll_into_view_if_needed()
    still(page)
    wait_for_address(page)
    height = page.evaluate("scrollY")
    reference.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("(height) => scrollY !== height", arg=height)
    still(page)
    page.go_back()
    page.wait_for_function("(height) => Math.abs(scrollY - height) < 15", arg=height)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_every_fragment_lands_in_the_window_below_the_header(reader: Reader, language: str, width: int) -> None:
    page = reader.open(f"{language}/", width, reduced_motion="reduce")
    hidden = page.evaluate(
        """async () => {
          const hidden = [];
          for (const { id } of document.querySelectorAll("main [id]")) {
            location.hash = `#${encodeURIComponent(id)}`;
            await new Promise(requestAnimationFrame);
            const bar = document.querySelector("body > header").getBoundingClientRect();
            const [top, bottom] = bar.top <= 0 ? [bar.bottom, innerHeight] : [0, bar.top];
            const box = document.getElementById(id).getClientRects()[0];
            if (!box || box.top < top || box.top >= bottom) hidden.push([id, box?.top, top]);
          }
          return hidden;
        }"""
    )
    assert hidden == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_permalink_is_copied_and_says_so(reader: Reader, language: str) -> None:
    page = reader.open(f"{language}/", **MAY_COPY)
    numbers, headings = (page.locator(f"main {kind}") for kind in ("a.paragraph-number", "a.headerlink"))
    for link in (numbers.first, numbers.last, headings.last):
        link.scroll_into_view_if_needed()
        link.hover()
        link.click()
        expect(page.locator("#status")).to_have_text(re.compile(r"\S"))
        assert clipboard(page) == f"{reader.address}{language}/{link.get_attribute('href')}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_permalink_has_a_name_and_shows_a_number(reader: Reader, language: str) -> None:
    page = reader.open(f"{language}/")
    links = page.locator("main a.paragraph-number")
    assert links.count()
    for number, link in enumerate(links.all(), 1):
        expect(link).to_have_accessible_name(re.compile(rf"\b{number}\b"))
        expect(link).to_have_text("")
        assert str(number) in link.evaluate("(link) => getComputedStyle(link, '::before').content")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_copied_has_no_numbers(reader: Reader, site: Site, language: str) -> None:
    page = reader.open(f"{language}/", **MAY_COPY)
    page.evaluate(
        """() => {
          const end = document.getElementById("p2");
          getSelection().setBaseAndExtent(document.querySelector("main h2"), 0, end, end.childNodes.length);
        }"""
    )
    page.keyboard.press("ControlOrMeta+C")
    assert letters(clipboard(page)) == letters(between(site.pages[f"{site.url}{language}/"]))


def between(page: BeautifulSoup) -> str:
    """The text from the first section's heading to the end of the second paragraph, without what stands beside it."""
    main = BeautifulSoup(str(page.main), "lxml")
    for link in main.select(BESIDE_THE_TEXT):
        link.decompose()
    start, end = main.select("h2")[0], main.select("#p2")[0]
    parts = [start, *(part for part in start.find_next_siblings() if part.find_next_sibling(id="p2") or part == end)]
    return "".join(part.get_text() for part in parts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_target_is_marked(reader: Reader, language: str) -> None:
    plain = reader.open(f"{language}/")
    for name in ("p2", plain.locator(".footnote li[id]").last.get_attribute("id")):
        there = reader.open(f"{language}/#{name}")
        target = f"[id='{name}']"
        assert there.locator(target).evaluate(LOOKS) != plain.locator(target).evaluate(LOOKS)
