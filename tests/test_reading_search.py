"""The search: what it finds, what it leads to, and that nothing of it is there before it is asked for."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser import Reader
from conftest import LANGUAGES, Site
from reading import still
from search_box import look_for, open_search
from search_truth import drawn, expected, fold, places
from test_built_site import pages_in

SEED = 3  # make measure draws other terms each time, and more of them
SIGNS = "-./()[]<>,:;'\"&—・、。「」"
MARKED = "() => [...(CSS.highlights.get('found') ?? [])].map((range) => range.toString())"


def some_terms(site: Site, language: str) -> list[str]:
    """A dozen terms from the text, ways in which a term may be changed, and what stands around signs."""
    among = places(site, language)
    terms = drawn(among, 12, SEED)
    latin = next((term for term in drawn(among, 200, SEED) if term.isascii() and len(term) > 6), "")
    changed = [latin.upper(), latin[1:], f" {terms[0]} ", "qqqq"]
    text = " ".join(place.text for place in among)
    around = [re.search(rf"\S{{0,9}}{re.escape(sign)}\S{{0,9}}", text) for sign in SIGNS]
    return [*terms, *(term for term in changed if term), *(found[0] for found in around if found)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_with_a_term_is_found_and_no_other(reader: Reader, site: Site, language: str) -> None:
    among = places(site, language)
    page = reader.open(f"{language}/")
    open_search(page)
    faults = []
    for term in some_terms(site, language):
        found, sought = look_for(page, term), expected(term, among)
        if found != sought:
            faults.append(f"{term!r}: not found: {sought - found}, wrongly found: {found - sought}")
    assert faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_part_of_a_longer_word_is_found(reader: Reader, site: Site, language: str) -> None:
    """Not in the middle of a word in Latin letters, however."""
    among = places(site, language)
    page = reader.open(f"{language}/")
    open_search(page)
    heading = next(part for part in pages_in(site, language)[""].select("main h2, main h1") if part.get_text().strip())
    word = max("".join(heading.find_all(string=True, recursive=False)).split(), key=len)
    for part in (word[:4], word[2:], word[1:5]):
        assert look_for(page, part) == expected(part, among)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_result_leads_to_its_place_where_the_term_is_marked(reader: Reader, site: Site, language: str) -> None:
    for index, term in enumerate(drawn(places(site, language), 4, SEED)):
        # From any page to a place on any page.
        page = reader.open(f"{language}/{list(pages_in(site, language))[index % 4]}")
        open_search(page)
        assert look_for(page, term)
        result = page.locator("#search ol a").last
        assert fold(result.locator("mark").inner_text()) == term
        address = str(result.evaluate("(link) => link.href"))
        result.click()
        expect(page).to_have_url(address)
        page.wait_for_function(f"() => ({MARKED})().length > 0")
        still(page)
        assert {fold(text) for text in page.evaluate(MARKED)} == {term}
        expect(page.locator("#search")).to_be_hidden()
        assert page.evaluate("document.documentElement.lang") == language
        if "#" in address:
            target = page.locator(f"[id='{page.evaluate('decodeURIComponent(location.hash.slice(1))')}']")
            expect(target).to_be_in_viewport()


def test_nothing_of_it_is_loaded_before_it_is_opened(reader: Reader) -> None:
    page = reader.open(f"{LANGUAGES[0]}/")
    page.wait_for_load_state("networkidle")
    before = list(reader.requests)
    assert [path for path in before if path.endswith("/")] == [f"{LANGUAGES[0]}/"]
    assert [path for path in before if "search" in path] == []
    open_search(page)
    look_for(page, "a")
    assert [path for path in reader.requests[len(before) :] if "search" in path]


def test_text_of_an_input_method_searches_too(reader: Reader, site: Site) -> None:
    page = reader.open(f"{LANGUAGES[0]}/")
    page.keyboard.press("Alt+K")
    expect(page.locator("#search input")).to_be_focused()
    term = drawn(places(site, LANGUAGES[0]), 1, SEED)[0]
    page.keyboard.insert_text(term)  # as an input method or a clipboard does: without a key
    expect(page.locator("#search ol a").first).to_be_visible()


def test_the_keyboard_alone_searches(reader: Reader, site: Site) -> None:
    page = reader.open(f"{LANGUAGES[0]}/")
    term = drawn(places(site, LANGUAGES[0]), 1, SEED)[0]
    page.keyboard.press("Alt+K")
    expect(page.locator("#search input")).to_be_focused()
    page.keyboard.type(term)
    expect(page.locator("#search ol a").first).to_be_visible()
    address = reach(page)
    page.keyboard.press("Enter")
    expect(page).to_have_url(address)


def reach(page: Page) -> str:
    """Come to the first result with the Tab key: its address."""
    first = page.locator("#search ol a").first
    for _ in range(4):
        page.keyboard.press("Tab")
        if first.evaluate("(link) => link === document.activeElement"):
            return str(first.evaluate("(link) => link.href"))
    raise AssertionError("Tab does not lead to the first result")


def test_escape_closes_it(reader: Reader) -> None:
    page = reader.open(f"{LANGUAGES[0]}/")
    page.keyboard.press("Alt+K")
    expect(page.locator("#search input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_be_hidden()


def test_the_shortcut_is_announced(reader: Reader) -> None:
    button = reader.open(f"{LANGUAGES[0]}/").locator("button.search-open")
    assert button.get_attribute("aria-keyshortcuts") == "Alt+K"
