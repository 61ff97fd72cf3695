"""What mkdocs.yml says of the essay: read, and what is wrong with it told with its line and remedy."""

from datetime import date
from textwrap import dedent, indent
from typing import Any

import pytest
import yaml

import languages
from bibliography.names import Name
from citing import settings
from citing.work import Place, Work
from titles import Title

TABLES = languages.load()
TITLES = {
    "ja": Title("ja", "東海の経済", "—灯台と海図—", "藤岡遼", "臨海大学教授"),
    "en": Title("en", "The Economy of the Eastern Sea:", "Lighthouses and Charts", "Ryo Fujioka", "Professor"),
}
URL = "https://example.org/essay"
PAGES = {locale: Place(f"{URL}/{locale}/") for locale in TITLES}
EDITIONS = {
    locale: Place(
        f"{URL}/{locale}/",
        f"{URL}/editions/2026-11-30/{locale}/",
        "2026-11-30",
        f"{URL}/editions/2026-11-30/{locale}/essay.pdf",
    )
    for locale in TITLES
}
LEAST = {"author": {"ja": "藤岡, 遼", "en": "Fujioka, Ryo"}, "translator": {"en": "Claude (Anthropic)"}}
MOST: dict[str, Any] = LEAST | {
    "affiliation": {"ja": "臨海大学", "en": "Seaside University"},
    "orcid": "0000-0002-1825-0097",
    "doi": "10.1234/abc",
    "original_url": "https://journal.example/12",
    "publisher": "灯台社",
    "journal": "海図",
    "volume": 3,
    "number": 2,
    "pages": "1–20",
    "date": date(2026, 3, 1),
    "licence": "https://licence.example/by/4.0/",
}


def made(config: dict[str, Any], places: dict[str, Place] = EDITIONS) -> dict[str, Work]:
    """The essay of these tests in both languages."""
    works, problems = settings.read(config, TITLES, places, TABLES)
    assert problems == []
    return works


def test_what_is_not_known_is_none() -> None:
    for one in made(LEAST, PAGES).values():
        unknown = (one.doi, one.original_url, one.publisher, one.journal, one.date, one.licence, one.orcid)
        assert set(unknown) == {None}, one.locale
        assert one.affiliation is None, "a position there is no institution"
        assert one.address == f"{URL}/{one.locale}/"


def test_the_names_and_titles_of_each_language() -> None:
    works = made(LEAST)
    assert works["ja"].authors == (Name("藤岡", "遼"),)
    assert works["en"].authors == (Name("Fujioka", "Ryo"),)
    assert works["en"].translators == (Name("Claude (Anthropic)", body=True),)
    assert works["ja"].full_title == "東海の経済—灯台と海図—"
    assert works["en"].full_title == "The Economy of the Eastern Sea: Lighthouses and Charts"
    assert works["en"].original == works["ja"]
    assert (works["ja"].original, works["ja"].translators) == (None, ())


def test_the_edition_is_what_is_cited() -> None:
    english = made(LEAST)["en"]
    assert (english.date, english.address) == ("2026-11-30", f"{URL}/editions/2026-11-30/en/")
    assert english.paragraph(12) == f"{URL}/editions/2026-11-30/en/#p12"


def test_where_it_first_appeared_is_true_of_the_original_alone() -> None:
    works = made(MOST)
    assert (works["ja"].journal, works["ja"].date, works["ja"].volume) == ("海図", "2026-03-01", "3")
    assert (works["en"].journal, works["en"].date, works["en"].publisher) == (None, "2026-11-30", None)
    assert {(one.doi, one.orcid) for one in works.values()} == {("10.1234/abc", "0000-0002-1825-0097")}


def test_a_doi_of_one_language() -> None:
    works = made(LEAST | {"doi": {"ja": "https://doi.org/10.1234/abc"}})
    assert (works["ja"].doi, works["en"].doi) == ("10.1234/abc", None)


@pytest.mark.parametrize(
    ("config", "key"), [(LEAST, "fujioka2026en"), (LEAST | {"author": {"ja": "藤岡, 遼"}}, "essay2026en")]
)
def test_the_key(config: dict[str, Any], key: str) -> None:
    works, _ = settings.read(config, {**TITLES, "en": Title("en", "A", "", "", "")}, EDITIONS, TABLES)
    assert works["en"].key == key


def test_an_orcid_is_of_one_author() -> None:
    config = {"author": {"ja": ["藤岡, 遼", "池田, 春"]}, "orcid": "0000-0002-1825-0097"}
    found, problems = settings.read(config, {"ja": TITLES["ja"]}, EDITIONS, TABLES)
    assert len(found["ja"].authors) == 2
    assert found["ja"].orcid is None
    assert [str(one) for one in problems] == [
        "mkdocs.yml:1: extra: work: orcid is of one author, and the essay has several; delete it"
    ]


FAULTY = {
    "doi: abc": "2: extra: work: doi 'abc' is no DOI; write it as 10.1234/abc",
    "orcid: 1234": "2: extra: work: orcid '1234' is no ORCID iD; write it as 0000-0002-1825-0097",
    "original_url: www.example.org": (
        "2: extra: work: original_url 'www.example.org' is no web address; begin it with https://"
    ),
    "date: last spring": ("2: extra: work: date 'last spring' is no date; write it as 2026-03-01, 2026-03 or 2026"),
    "date: 2026-13": "2: extra: work: date '2026-13' is no date; write it as 2026-03-01, 2026-03 or 2026",
    "licence: CC BY": "2: extra: work: licence 'CC BY' is no web address; begin it with https://",
    "author: Fujioka, Ryo": ('2: extra: work: author has no language; write author: { ja: "Fujioka, Ryo" }'),
    "author: { fr: A }": ("2: extra: work: author has the language 'fr', which the site has not; write ja or en"),
    "publisher: { ja: A }": "2: extra: work: publisher is of the work in all languages; write one value behind it",
    "journal: [A, B]": "2: extra: work: journal is a list; write one value behind it",
    "yournal: A": (
        "2: extra: work: 'yournal' is not known here; write one of author, translator, affiliation, doi, publisher, "
        "journal, volume, number, pages, date, original_url, orcid, licence"
    ),
}


@pytest.mark.parametrize("line", FAULTY)
def test_a_fault_is_told_with_its_line_and_remedy(line: str) -> None:
    source = "work:\n" + indent(dedent(line), "  ") + "\n"
    _, problems = settings.read(yaml.safe_load(source)["work"], TITLES, EDITIONS, TABLES, source=source)
    assert [str(problem) for problem in problems] == [f"mkdocs.yml:{FAULTY[line]}"]


@pytest.mark.parametrize("config", [None, {}, {"doi": None, "author": {}}])
def test_no_mapping_is_no_fault(config: object) -> None:
    works, problems = settings.read(config, TITLES, PAGES, TABLES)
    assert problems == []
    assert works["ja"].authors == (Name("藤岡遼"),), "the name of the front matter, as far as it tells its parts"
    assert works["en"].authors == (Name("Fujioka", "Ryo"),)


def test_what_is_no_mapping_is_told() -> None:
    _, problems = settings.read("essay", TITLES, PAGES, TABLES)
    assert [str(one) for one in problems] == [
        "mkdocs.yml:1: extra: work: is not a mapping but 'essay'; write one line for each thing that is known"
    ]
