"""How to cite the essay: references to copy, for the whole essay and for a paragraph, and files for other tools."""

import pytest
from playwright.sync_api import expect

from browser import Reader
from conftest import LANGUAGES, Site
from test_built_site import pages_in
from test_reading_addresses import MAY_COPY, clipboard


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_reference_is_copied_as_it_is_shown(reader: Reader, site: Site, language: str) -> None:
    for path in (path for path, page in pages_in(site, language).items() if page.select("#cite")):
        page = reader.open(f"{language}/{path}", **MAY_COPY)
        shown = page.locator(".cite dd")
        assert shown.count() == 6, "the site's own style, Chicago twice, APA, MLA, SIST 02"
        for reference in shown.all():
            reference.locator(".copy").click()
            text = reference.locator(".reference").inner_text()
            assert clipboard(page) == text
            assert f"/{language}/" in text
        expect(page.locator("#status")).not_to_be_empty()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paragraph_is_cited_from_its_number(reader: Reader, language: str) -> None:
    page = reader.open(f"{language}/", **MAY_COPY)
    whole = page.locator(".cite .reference").all_inner_texts()
    number = page.locator("main a.paragraph-number").last
    name = str(number.get_attribute("data-number"))
    number.click()
    page.locator("#status a").click()
    expect(page.locator("#cite")).to_be_in_viewport()
    assert page.locator(".cite input").input_value() == name
    for reference in page.locator(".cite .reference").all_inner_texts():
        assert f"/{language}/#p{name}" in reference
    page.locator(".cite input").fill("")
    assert page.locator(".cite .reference").all_inner_texts() == whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_hold_what_is_shown(reader: Reader, language: str) -> None:
    page = reader.open(f"{language}/", **MAY_COPY)
    for export in page.locator(".cite .export").all():
        export.locator("summary").click()
        with page.expect_download() as download:
            export.locator("a[download]").click()
        text = download.value.path().read_text(encoding="utf-8")
        assert export.locator("pre").inner_text().split() == text.split()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_script_the_references_are_there_to_select(reader: Reader, language: str) -> None:
    page = reader.open(f"{language}/", java_script_enabled=False)
    expect(page.locator(".cite .reference").first).to_be_visible()
    expect(page.locator(":is(.copy, .cite input):visible")).to_have_count(0)
