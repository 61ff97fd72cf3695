"""The page of an edition stands by itself, and the site around it knows of it: latest, comparison, list."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from bs4 import BeautifulSoup, Tag

import languages
from conftest import URL, Site, build, soup
from editions import making, pdf
from editions.collecting import collect
from editions.describing import known
from editions.edition import Edition
from editions.webpage import write_page
from other_essay import essay

DAY = date(2026, 3, 1)
NAMES = {"ja": "日本語", "en": "English"}
RESOURCES = ("script", "img", "iframe", "object", "embed", "audio", "video", "source", "base")


@pytest.fixture(scope="module")
def edition(site: Site) -> Edition:
    """This repository's essay."""
    names = {name: NAMES.get(name, name) for name in site.languages}
    root = Path(__file__).parent.parent
    return collect(root, site.folder, names, languages.load(), day=DAY, site_url=URL)


@pytest.fixture(scope="module")
def pages(edition: Edition) -> dict[str, BeautifulSoup]:
    return {locale: BeautifulSoup(write_page(edition, locale), "lxml") for locale in edition.essays}


def links(page: BeautifulSoup) -> Iterator[str]:
    return (str(link["href"]) for link in page.select("a[href]"))


def anchors(page: BeautifulSoup, selector: str = "main [id]") -> list[str]:
    return [str(element["id"]) for element in page.select(selector)]


def test_the_page_needs_no_script_and_no_other_file(edition: Edition, pages: dict[str, BeautifulSoup]) -> None:
    for locale, page in pages.items():
        assert not [tag.name for tag in page.find_all(RESOURCES)]
        assert not page.select("link[rel~=stylesheet], link[rel~=icon], [style], [onclick]")
        assert not re.search(r"url\(|@import", str(page.style))
        assert write_page(edition, locale) == write_page(edition, locale)


def test_every_anchor_of_the_live_page_is_there(site: Site, pages: dict[str, BeautifulSoup]) -> None:
    for locale, page in pages.items():
        live = site.pages[f"{URL}{locale}/"]
        wanted = anchors(live, "main :is(h1, h2, h3, h4, p, li, sup)[id]:not([data-about] *)")
        assert [name for name in anchors(page) if name in wanted] == wanted
        assert len(anchors(page)) == len(set(anchors(page)))


def test_the_text_is_that_of_the_live_page(site: Site, pages: dict[str, BeautifulSoup]) -> None:
    tools = ".headerlink, .paragraph-number, .beside, .other, [data-about]"

    def text(page: BeautifulSoup) -> str:
        main = BeautifulSoup(str(page.main), "lxml")
        for tool in main.select(tools):
            tool.decompose()
        return " ".join(main.get_text().split())

    for locale, page in pages.items():
        assert text(page) == text(site.pages[f"{URL}{locale}/"])


def test_every_link_inside_the_edition_leads_somewhere(edition: Edition, pages: dict[str, BeautifulSoup]) -> None:
    files = {f"{URL}{edition.path}{name}" for name in ("refs.bib", "metadata.json", "SHA256SUMS")}
    files |= {f"{edition.address(locale)}{name}" for locale in pages for name in ("", "essay.pdf")}
    for locale, page in pages.items():
        for link in links(page):
            address, fragment = urldefrag(urljoin(f"{edition.address(locale)}index.html", link))
            target = re.fullmatch(rf"{URL}{edition.path}(\w+)/index\.html", address)
            if target:
                assert not fragment or fragment in anchors(pages[target[1]], "[id]"), link
            elif address.startswith(f"{URL}{edition.path}"):
                assert address in files


def test_each_paragraph_note_and_section_links_to_itself_in_the_other_languages(
    pages: dict[str, BeautifulSoup],
) -> None:
    for locale, page in pages.items():
        others = [other for other in pages if other != locale]
        places = page.select("p[id^=p], li[id^='fn:'], main :is(h2, h3, h4)[id]:not(#notes, #references)")
        assert len(places) > 2
        for place in places:
            found = [str(link["href"]) for link in place.select("a.other")]
            assert found == [f"../{other}/index.html#{place['id']}" for other in others]
            assert all(link["aria-label"] for link in place.select("a.other"))
        for number in page.select("a.paragraph-number"):
            parent = number.parent
            assert isinstance(parent, Tag)
            assert (number["href"], number.get_text()) == (f"#{parent['id']}", number["data-number"])


def test_the_edition_says_what_it_is(edition: Edition, pages: dict[str, BeautifulSoup]) -> None:
    page = pages["en"]
    assert page.select_one("header .edition strong").get_text() == "Edition of March 1, 2026"  # type: ignore[union-attr]
    assert page.select_one("header .address").get_text() == edition.address("en")  # type: ignore[union-attr]
    assert page.select_one("link[rel=canonical]")["href"] == edition.address("en")  # type: ignore[index]
    assert {"../../latest/en/", "../../../en/"} <= set(links(page))
    titles = {locale: essay.title for locale, essay in edition.essays.items()}
    unlocated = known(None, titles, languages.load(), DAY, "")
    without = BeautifulSoup(write_page(replace(edition, works=unlocated, site_url=""), "en"), "lxml")
    assert without.select_one("header .address").get_text() == "…/editions/2026-03-01/en/"  # type: ignore[union-attr]
    assert not without.select("link[rel=canonical]")
    assert "http://127.0.0.1" not in str(without)
    shown = without.select_one(".cite")
    assert shown
    assert "/editions" not in shown.get_text()
    tags = [str(tag.get("content") or tag.get("href")) for tag in without.select("head meta, head link")]
    assert [tag for tag in tags if tag.startswith(("/", "./"))] == []
    assert {"../en/", "../en/essay.pdf", "../en/essay.bib", "../en/essay.jsonld"} <= set(tags)


# The site


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small essay in three languages with one edition in two of them, whose English has changed since."""
    folder = tmp_path_factory.mktemp("other")
    essay(folder, ["ja", "en", "fr"])
    config = folder / "mkdocs.yml"
    for locale in ("ja", "en", "fr"):
        (folder / "docs" / locale / "changes.md").write_text(
            '# Changes\n\n<div id="changes"></div>\n', encoding="utf-8"
        )
        about = folder / "docs" / locale / "about.md"
        about.write_text(about.read_text(encoding="utf-8") + '\n<div id="editions"></div>\n', encoding="utf-8")
    config.write_text(
        config.read_text(encoding="utf-8").replace("- About:", "- Changes: changes.md\n            - About:")
    )
    done = build(folder, folder / "site")
    assert done.returncode == 0, done.stderr
    made = collect(folder, folder / "site", NAMES, languages.load(), day=DAY, site_url=URL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "faces", str)
        making.make(made, folder / "docs", str.encode)
    page = folder / "docs" / "en" / "index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("First", "At first"), encoding="utf-8")
    done = build(folder, folder / "again")
    assert done.returncode == 0, done.stderr
    return folder


def test_without_an_edition_everything_is_there_but_editions(other: Path) -> None:
    assert not (other / "site" / "editions").exists()
    assert "There is no edition yet." in soup(other / "site" / "en" / "changes" / "index.html").get_text()
    assert "There is no edition yet." in soup(other / "site" / "en" / "about" / "index.html").get_text()
    assert not soup(other / "site" / "en" / "index.html").select(".edition")


def test_an_edition_is_served_byte_for_byte(other: Path) -> None:
    made = other / "docs" / "editions" / "2026-03-01"
    served = other / "again" / "editions" / "2026-03-01"
    files = [path.relative_to(made) for path in made.rglob("*") if path.is_file()]
    assert len(files) == 15
    assert all((served / name).read_bytes() == (made / name).read_bytes() for name in files)
    assert len([path for path in served.rglob("*") if path.is_file()]) == len(files)


def test_the_stable_address_leads_on_with_and_without_script(other: Path) -> None:
    latest = other / "again" / "editions" / "latest"
    assert sorted(path.name for path in latest.iterdir()) == ["en", "ja"]
    html = (latest / "en" / "index.html").read_text(encoding="utf-8")
    assert '<script>location.replace("../../2026-03-01/en/" + location.hash)</script>' in html
    assert '<noscript><meta http-equiv="refresh" content="0; url=../../2026-03-01/en/"></noscript>' in html
    assert soup(latest / "en" / "index.html").a["href"] == "../../2026-03-01/en/"  # type: ignore[index]


def test_the_essay_says_of_which_edition_its_text_is(other: Path) -> None:
    said = {
        locale: soup(other / "again" / locale / "index.html").select_one("p.edition") for locale in ("ja", "en", "fr")
    }
    assert said["fr"] is None
    assert said["ja"] is not None
    assert said["en"] is not None
    assert said["ja"].get_text().startswith("本文は2026年3月1日版と同じです。")
    assert said["en"].get_text().startswith("The text has changed since the edition of March 1, 2026.")
    assert [link["href"] for link in said["en"].select("a")] == [
        "../editions/2026-03-01/en/",
        "changes/",
        "essay.pdf",
    ]


def test_the_comparison_shows_what_was_deleted_and_inserted(other: Path) -> None:
    page = soup(other / "again" / "en" / "changes" / "index.html")
    assert [tag.get_text() for tag in page.select("main del, main ins")] == ["First", "At first"]
    assert [link["href"] for link in page.select(".change__place a")] == ["../#p1", "../../editions/2026-03-01/en/#p1"]
    same = soup(other / "again" / "ja" / "changes" / "index.html")
    assert not same.select("del, ins")
    assert "2026年3月1日版と現在の本文とに異同はありません。" in same.get_text()


def test_the_about_page_lists_the_editions_with_their_checksums(other: Path) -> None:
    page = soup(other / "again" / "en" / "about" / "index.html")
    item = page.select_one("#edition-2026-03-01")
    assert item is not None
    assert "The first edition" in item.get_text()
    sums = other / "docs" / "editions" / "2026-03-01" / "SHA256SUMS"
    assert item.pre is not None
    assert item.pre.get_text() == sums.read_text(encoding="utf-8")
    for link in item.select("a"):
        target = urljoin(f"{URL}en/about/", str(link["href"])).removeprefix(URL)
        assert (other / "again" / (target + "index.html" if target.endswith("/") else target)).is_file()
