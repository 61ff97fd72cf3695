"""An essay in three languages, the third with the table of French that is in hooks/languages/: what a reader gets."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, expect

from browser import Reader
from conftest import Site, built, watched
from other_essay import essay
from reading import switch, wait_for_language
from server import serve

LOCALES = ["en", "ja", "fr"]
BIB = """
@article{roe2026sel, author = {Roe, Anne and Doe, Jean}, title = {Le «sel» de la mer}, journaltitle = {Revue des côtes},
  volume = {3}, number = {2}, date = {2026-02-03}, pages = {1--20}, langid = {french},
  title_translated_en = {The “Salt” of the Sea}}
@incollection{poe2001phares, author = {Poe, Ève and Roe, Anne and Doe, Jean and Noé, Luc}, title = {Les phares},
  booktitle = {Histoire des ports}, editor = {Roe, Anne}, edition = {1}, location = {Brest}, publisher = {Éditions du Port},
  date = {2001}, langid = {french}}
@online{office2025, author = {{Office du sel}}, title = {Rapport}, date = {2025-03-01}, urldate = {2025-11-02},
  url = {https://sel.example/}, langid = {french}}
@book{oumi2015shio, author = {大海, 晴}, author_romanised = {Oumi, Haru}, title = {塩の本}, title_translated_fr = {Le livre du sel},
  title_translated_en = {The Book of Salt}, publisher = {海出版}, date = {2015}, langid = {japanese}}
"""
PAGE = """---
author: Anne Roe
---

# {title} {{#title}}

## {heading} {{#one}}

{first}[@roe2026sel, p. 3].

{second}[@poe2001phares, § 4] …[@office2025; @oumi2015shio, 3頁] …[@roe2026sel, pp. 5-7] …[@poe2001phares, chap. 2].
"""
WORDS = {
    "en": {"title": "The Price of Salt", "heading": "Salt", "first": "Salt was dear", "second": "Then it was cheap"},
    "ja": {"title": "塩の値段", "heading": "塩", "first": "塩は高かった", "second": "のちに安くなった"},
    "fr": {
        "title": "Le prix du sel",
        "heading": "Le sel",
        "first": "Le sel était cher",
        "second": "Puis il fut bon marché",
    },
}
ABOUT = "# {title} … {{#title}}\n\n## One {{#one}}\n"
NOTES = [  # ~ is a narrow no-break space, _ a no-break space
    "Roe, Anne et Jean Doe, «~Le “sel” de la mer~», Revue des côtes, vol._3, n°_2, 3_février 2026, p._1–20, p._3.",
    "Poe, Ève, Anne Roe, Jean Doe et Luc Noé, «~Les phares~», dans Histoire des ports, Anne Roe (dir.), 1re éd., Brest, "
    "Éditions du Port, 2001, sect._4.",
    "Office du sel, «~Rapport~», 1er_mars 2025, <https://sel.example/>, consulté le 2_novembre 2025~; Oumi, Haru, 塩の本 [Le "
    "livre du sel], 海出版, 2015, p._3 (en japonais).",
    "Roe et Doe, «~Le “sel” de la mer~», cité note_1, p._5–7.",
    "Poe et al., «~Les phares~», cité note_2, chap._2.",
]


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = essay(tmp_path_factory.mktemp("essay"), LOCALES)
    (root / "bib" / "refs.bib").write_text(BIB, encoding="utf-8")
    for locale, words in WORDS.items():
        (root / "docs" / locale / "index.md").write_text(PAGE.format(**words), encoding="utf-8")
        (root / "docs" / locale / "about.md").write_text(ABOUT.format(**words), encoding="utf-8")
    return built(root, tmp_path_factory.mktemp("site"), LOCALES)


@pytest.fixture
def visitor(browser: Browser, three: Site) -> Iterator[Reader]:
    with serve(three.folder) as server, watched(browser, server) as reading:
        yield reading


def essay_in(site: Site, locale: str) -> BeautifulSoup:
    return site.pages[f"{site.url}{locale}/"]


def test_notes_are_french(three: Site) -> None:
    page = BeautifulSoup(str(essay_in(three, "fr")), "lxml")
    for back in page.select("[role=doc-backlink]"):
        back.decompose()
    notes = [note.get_text().strip(" \n\u00a0") for note in page.select("[role=doc-endnotes] li")]
    assert notes == [note.replace("~", "\u202f").replace("_", "\u00a0") for note in NOTES]


def test_each_language_leads_to_the_two_others(three: Site) -> None:
    for locale in LOCALES:
        for path in ("", "parallel/", "references/", "about/"):
            page = three.pages[f"{three.url}{locale}/{path}"]
            links = {str(link["hreflang"]): str(link["href"]) for link in page.select("head link[hreflang]")}
            default = f"{three.url}{f'en/{path}' if path else ''}"
            assert links == {code: f"{three.url}{code}/{path}" for code in LOCALES} | {"x-default": default}
            others = [str(link["lang"]) for link in page.select("header .languages a")]
            assert others == [code for code in LOCALES if code != locale]
    assert [part["lang"] for part in three.pages[three.url].select("section[lang]")] == LOCALES


def test_the_french_pages_are_french_and_say_how_to_cite(three: Site) -> None:
    page = essay_in(three, "fr")
    (cite,) = page.select("#cite")
    assert cite.get_text() == "Comment citer"
    own = page.select(".cite .reference")[0].get_text()
    assert "«\u202fLe prix du sel\u202f», traduction non officielle de “The Price of Salt”" in own
    assert page.select("#p1 > a[aria-label='Paragraphe 1']")
    rows = three.pages[f"{three.url}fr/parallel/"].select(".pair[id='p1'] > [lang]")
    assert [row["lang"] for row in rows] == ["fr", "en"], "the original beside the translation"
    assert len(three.pages[f"{three.url}fr/references/"].select("ol.references > li")) == 4


@pytest.mark.parametrize("width", [360, 1440])
def test_the_french_page_reads_right(visitor: Reader, width: int) -> None:
    page = visitor.open("fr/", width)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("main a.footnote-ref").first.click()
    expect(page.locator("#note")).to_contain_text("Revue des côtes")
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+K")
    page.locator("#search input").fill("marché")
    expect(page.locator("#search [role=status]")).to_have_text("1 résultat")
    page.locator("#search form button").click()
    assert Axe().run(page).response["violations"] == []
    for language in ("ja", "en", "fr"):
        switch(page, language).click()
        wait_for_language(page, language)
        assert page.url.startswith(f"{visitor.address}{language}/")
