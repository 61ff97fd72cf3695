"""Both texts side by side."""

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import FloatRect, Page, expect

from browser import PHONE, Reader
from conftest import SEVERAL_LANGUAGES as LANGUAGES
from conftest import Site
from reading import ids, place, spread, still

SIGNS = ".headerlink, [role=doc-backlink], .paragraph-number, .beside, [role=doc-noteref]"


def words(part: Tag) -> str:
    """The letters of an element, without spaces and without what is not of the text."""
    part = BeautifulSoup(str(part), "lxml")
    for sign in part.select(SIGNS):
        sign.decompose()
    return "".join(part.get_text().split())


def rows(page: Page) -> list[str]:
    return [name for name in ids(page) if page.locator(f".pair[id='{name}']").count()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_of_the_essay_is_there_in_every_language(site: Site, language: str) -> None:
    parallel = site.pages[f"{site.url}{language}/parallel/"]
    for other in LANGUAGES:
        essay = site.pages[f"{site.url}{other}/"]
        parts = essay.select("main :is(h2, h3, h4, p, li)[id]:not([data-about] *)")
        assert [str(row["id"]) for row in parallel.select(".pair[id]")] == [str(part["id"]) for part in parts]
        for part in parts:
            cell = parallel.select(f".pair[id='{part['id']}'] > [lang={other}]")[0]
            assert words(cell).startswith(words(part)), part["id"]  # and what follows it without an id


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [768, 1440])
def test_the_languages_stand_in_columns(reader: Reader, language: str, width: int) -> None:
    page = reader.open(f"{language}/parallel/", width)
    for name in rows(page):
        first, *others = boxes(page, name)
        for other in others:
            assert abs(other["y"] - first["y"]) < 30, name  # the first lines are beside each other
            assert other["x"] >= first["x"] + first["width"], name
            assert abs(other["width"] - first["width"]) < 0.25 * first["width"], name


def boxes(page: Page, name: str) -> list[FloatRect]:
    cells = page.locator(f".pair[id='{name}'] > [lang]").all()
    found = [box for cell in cells if (box := cell.bounding_box())]
    assert len(found) == len(LANGUAGES)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_stand_one_below_the_other_on_a_phone(reader: Reader, language: str) -> None:
    page = reader.open(f"{language}/parallel/", **PHONE)
    for name in rows(page):
        first, *others = boxes(page, name)
        for other in others:
            assert other["y"] >= first["y"] + first["height"], name
            assert abs(other["x"] - first["x"]) < 30, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_leads_to_either_text(reader: Reader, language: str) -> None:
    page = reader.open(f"{language}/parallel/")
    for name in spread([row for row in rows(page) if row.startswith("p")], 3):
        for other in LANGUAGES:
            page.goto(f"{reader.address}{language}/parallel/#{name}")
            page.locator(f".pair[id='{name}'] a[hreflang={other}]").click()
            expect(page).to_have_url(f"{reader.address}{other}/#{name}")
            still(page)
            assert place(page, name).top is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paragraph_leads_to_its_row(reader: Reader, language: str) -> None:
    page = reader.open(f"{language}/")
    for name in spread([name for name in ids(page) if name.startswith("p")], 3):
        page.goto(f"{reader.address}{language}/#{name}")
        page.locator(f"[id='{name}'] a.beside").click()
        expect(page).to_have_url(f"{reader.address}{language}/parallel/#{name}")
        still(page)
        assert place(page, name).top is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_the_section_list(reader: Reader, site: Site, language: str) -> None:
    sections = [
        str(section["id"]) for section in site.pages[f"{site.url}{language}/"].select("main h2[id]:not([data-about] *)")
    ]
    page = reader.open(f"{language}/parallel/", 1440)
    listed = [str(link.get_attribute("href")) for link in page.locator("#contents a[href^='#']").all()]
    assert listed == [f"#{name}" for name in sections]
