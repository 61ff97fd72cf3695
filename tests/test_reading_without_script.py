"""Without JavaScript: everything that can work does, and what cannot is not offered."""

from typing import Any

import pytest
from playwright.sync_api import expect

from browser import Reader
from conftest import SEVERAL_LANGUAGES as LANGUAGES
from conftest import Site
from reading import spread, switch
from test_built_site import pages_in

PLAIN: dict[str, Any] = {"java_script_enabled": False}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_is_a_jump_and_a_jump_back(reader: Reader, language: str) -> None:
    page = reader.open(f"{language}/", **PLAIN)
    for reference in spread(page.locator("main a.footnote-ref").all(), 3):
        name = str(reference.get_attribute("href")).removeprefix("#")
        reference.click()
        target = page.locator(f"[id='{name}']")
        expect(target).to_be_in_viewport()
        expect(page).to_have_url(f"{reader.address}{language}/#{name}")
        target.locator("[role=doc-backlink]").first.click()
        expect(reference).to_be_in_viewport()


def test_the_switch_leads_to_the_same_page(reader: Reader, site: Site) -> None:
    for path in pages_in(site, LANGUAGES[0]):
        page = reader.open(f"{LANGUAGES[0]}/{path}", **PLAIN)
        language = switch(page).get_attribute("hreflang")
        switch(page).click()
        expect(page).to_have_url(f"{reader.address}{language}/{path}")


def test_the_contents_open_on_a_phone(reader: Reader) -> None:
    page = reader.open(f"{LANGUAGES[0]}/", 360, **PLAIN)
    contents, button = page.locator("nav#contents"), page.locator("button[popovertarget=contents]")
    expect(contents).to_be_hidden()
    button.click()
    expect(contents).to_be_visible()
    link = contents.locator("a[href^='#']").last
    name = str(link.get_attribute("href")).removeprefix("#")
    link.click()
    expect(page.locator(f"[id='{name}']")).to_be_in_viewport()


def test_the_contents_stand_beside_the_text_on_a_desk(reader: Reader) -> None:
    page = reader.open(f"{LANGUAGES[0]}/", 1440, **PLAIN)
    expect(page.locator("nav#contents")).to_be_visible()
    expect(page.locator("button[popovertarget=contents]")).to_be_hidden()


def test_what_needs_a_script_is_not_offered(reader: Reader) -> None:
    page = reader.open(f"{LANGUAGES[0]}/", **PLAIN)
    for selector in ("button.search-open", "button.theme", "#search", "#note"):
        expect(page.locator(selector)).to_be_hidden()


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_are_side_by_side(reader: Reader, language: str) -> None:
    page = reader.open(f"{language}/parallel/", **PLAIN)
    for code in LANGUAGES:
        expect(page.locator(f".pair [lang={code}]").first).to_be_visible()
        expect(page.locator(f".pair [lang={code}]").last).to_be_visible()
