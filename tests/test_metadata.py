"""What machines read in the head of the built essay: addresses that are served, fields that are what the page shows."""

import json
from typing import Any
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from PIL import Image

import pictures
from conftest import LANGUAGES, ROOT, Site
from editions import shelf
from test_built_site import in_a_language

FORMATS = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "json": "application/vnd.citationstyles.csl+json",
}


def metas(page: BeautifulSoup, name: str) -> list[str]:
    return [str(tag["content"]) for tag in page.select(f'meta[name="{name}"], meta[property="{name}"]')]


def linked(page: BeautifulSoup) -> Any:
    (script,) = page.select('script[type="application/ld+json"]')
    return json.loads(script.get_text())


def strings(data: Any) -> list[str]:
    """Every text in a tree of JSON."""
    if isinstance(data, dict):
        data = list(data.values())
    return [text for item in data for text in strings(item)] if isinstance(data, list) else [str(data)]


def test_every_address_of_the_site_in_the_head_is_served(site: Site) -> None:
    faults, found = [], 0
    for address, page in in_a_language(site).items():
        named = [str(tag.get("content") or tag.get("href")) for tag in page.select("head meta, head link[href^=http]")]
        data = strings(linked(page)) if page.select('script[type="application/ld+json"]') else []
        for text in [*named, *data]:
            file = site.file(text)
            found += file is not None
            faults += [f"{address}: {text}"] if file and not file.is_file() else []
    assert faults == []
    assert found > len(LANGUAGES) * 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fields_are_what_the_page_shows(site: Site, language: str) -> None:
    page = site.pages[f"{site.url}{language}/"]
    data = linked(page)
    (title,) = metas(page, "citation_title")
    assert title == metas(page, "DC.title")[0] == metas(page, "og:title")[0] == data["headline"]
    assert page.h1 is not None
    heading = page.h1.get_text().removesuffix("#")
    assert "".join(title.split()) == "".join(heading.split())
    (author,) = metas(page, "citation_author")
    byline = page.select_one(".byline")
    assert byline is not None
    assert [part for part in author.split(", ") if part not in byline.get_text()] == []
    assert metas(page, "citation_language") == metas(page, "DC.language") == [data["inLanguage"]] == [language]
    assert metas(page, "citation_public_url") == metas(page, "og:url") == [data["url"]] == [f"{site.url}{language}/"]
    edition = shelf.latest(shelf.editions(ROOT / "docs"), language)
    cited = urljoin(site.url, edition.path(language) if edition else f"{language}/")
    assert [link["href"] for link in page.select('link[rel="cite-as"]')] == [cited] == [data["@id"]]
    dates = [edition.day.isoformat()] if edition else []  # first publication is not known
    assert metas(page, "DC.date") == dates
    assert metas(page, "citation_publication_date") == [date.replace("-", "/") for date in dates]
    pdf = [f"{site.url}{language}/essay.pdf"] if edition else []
    assert metas(page, "citation_pdf_url") == pdf, "for Google Scholar, in the folder of the page"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_beside_the_page_is_that_of_the_newest_edition(site: Site, language: str) -> None:
    edition = shelf.latest(shelf.editions(ROOT / "docs"), language)
    beside = site.folder / language / "essay.pdf"
    assert beside.is_file() == bool(edition)
    if edition:
        assert beside.read_bytes() == (edition.folder / language / "essay.pdf").read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_carries_the_title(site: Site, language: str) -> None:
    file = ROOT / pictures.PICTURE.format(language)
    page = site.pages[f"{site.url}{language}/"]
    if not file.is_file():  # an adopter's essay may do without
        assert metas(page, "og:image") == []
        return
    (address,) = metas(page, "og:image")
    path = site.file(address)
    assert path
    assert path.read_bytes() == file.read_bytes()
    with Image.open(file) as image:
        said = str(image.text["Description"])  # type: ignore[attr-defined]
        assert image.size == (pictures.WIDTH, pictures.HEIGHT)
    assert said == pictures.said(pictures.essays()[language]), "the title has changed: make pictures"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cited_work_is_named_once(site: Site, language: str) -> None:
    references = site.pages[f"{site.url}{language}/references/"]
    assert len(linked(site.pages[f"{site.url}{language}/"])["citation"]) == len(references.select("ol.references > li"))


def test_the_translation_names_its_original_and_the_original_its_translations(site: Site) -> None:
    articles = {language: linked(site.pages[f"{site.url}{language}/"]) for language in LANGUAGES}
    (original,) = [language for language, article in articles.items() if "translationOfWork" not in article]
    for language, article in articles.items():
        if language != original:
            assert article["translationOfWork"]["@id"] == article["isBasedOn"] == articles[original]["@id"]
            assert article["@id"] in strings(articles[original]["workTranslation"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_essay_is_described_in_each_format(site: Site, language: str) -> None:
    links = site.pages[f"{site.url}{language}/"].select('link[rel="describedby"]')
    assert {str(link["href"]): link["type"] for link in links} == {
        f"{site.url}{language}/essay.{end}": kind for end, kind in FORMATS.items()
    }


def test_the_deposit_bears_the_title_and_the_authors_of_the_original(site: Site) -> None:
    path = ROOT / ".zenodo.json"
    if not path.is_file():  # an adopter's essay may do without
        return
    deposit = json.loads(path.read_text(encoding="utf-8"))
    (original,) = [page for page in map(linked, _essays(site)) if "translationOfWork" not in page]
    assert deposit["title"] == original["headline"]
    assert [one["name"] for one in deposit["creators"]] == [
        ", ".join(filter(None, (one.get("familyName"), one.get("givenName")))) for one in original["author"]
    ]
    assert ("license" in deposit) == ("license" in original)
    assert ("license" in deposit) == (deposit["access_right"] == "open")


def _essays(site: Site) -> list[BeautifulSoup]:
    return [site.pages[f"{site.url}{language}/"] for language in LANGUAGES]
