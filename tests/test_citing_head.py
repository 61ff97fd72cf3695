"""What the head tells machines is true, complete, and the same in every vocabulary."""

import json
from typing import Any

import pytest

import languages
from bibliography import works
from citing import head, linked_data
from citing.head import Files, Image
from citing.work import Place
from test_citing_work import EDITIONS, LEAST, MOST, PAGES, URL, made

TABLES = languages.load()
WORDS = {locale: TABLES[locale]["citing"] for locale in ("ja", "en")}
FILES = Files(
    (f"{URL}/en/cite.bib", f"{URL}/en/cite.ris", f"{URL}/en/cite.json"),
    Image(f"{URL}/assets/en.png", "The Economy of the Eastern Sea", 1200, 630),
)


def tags(config: dict[str, Any], locale: str, places: dict[str, Place] = EDITIONS, **options: Any) -> list[head.Tag]:
    all_ = made(config, places)
    return head.head(all_[locale], all_, WORDS, **options)


def contents(found: list[head.Tag], name: str) -> list[str]:
    """What the tags of a name, a property or a rel say."""
    return [
        attributes.get("content") or attributes["href"]
        for _, attributes in found
        if name in (attributes.get("name"), attributes.get("property"), attributes.get("rel"))
    ]


def data(config: dict[str, Any], locale: str, places: dict[str, Place] = EDITIONS, bib: str = "") -> dict[str, Any]:
    all_ = made(config, places)
    entries = works.read(bib.encode(), "refs.bib", TABLES)[0].entries.values() if bib else []
    cited = [linked_data.cited_work(entry, TABLES) for entry in entries]
    return linked_data.article(all_[locale], all_, cited, TABLES)


def test_scholar_and_zotero_find_what_they_need() -> None:
    found = tags(LEAST, "en")
    assert contents(found, "citation_title") == ["The Economy of the Eastern Sea: Lighthouses and Charts"]
    assert contents(found, "citation_author") == ["Fujioka, Ryo"], "a translator is no author"
    assert contents(found, "citation_publication_date") == ["2026/11/30"]
    assert contents(found, "citation_language") == ["en"]
    assert contents(found, "citation_public_url") == [f"{URL}/en/"]
    assert contents(found, "citation_pdf_url") == [f"{URL}/editions/2026-11-30/en/essay.pdf"]
    assert contents(found, "DC.type") == ["webpage"]
    assert contents(found, "DC.contributor") == ["Claude (Anthropic)"]


def test_what_is_in_a_journal_is_an_article_of_it() -> None:
    found = tags(MOST, "ja")
    names = ("journal_title", "volume", "issue", "firstpage", "lastpage", "publisher", "doi", "online_date")
    values = [contents(found, f"citation_{name}") for name in names]
    assert values == [["海図"], ["3"], ["2"], ["1"], ["20"], ["灯台社"], ["10.1234/abc"], ["2026/11/30"]]
    assert contents(found, "citation_publication_date") == ["2026/03/01"]
    assert contents(found, "DC.type") == ["Text"]
    assert contents(found, "citation_author_institution") == ["臨海大学"]
    assert contents(tags(MOST, "en"), "citation_journal_title") == [], "the translation is in no journal"


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_what_is_not_known_has_no_tag(locale: str) -> None:
    found = tags(LEAST, locale, PAGES)
    for name in ("doi", "journal_title", "publisher", "publication_date", "pdf_url", "author_institution"):
        assert contents(found, f"citation_{name}") == [], name
    for rel in ("author", "license", "item", "describedby", "predecessor-version", "og:image"):
        assert contents(found, rel) == [], rel
    assert all(value and value != "None" for _, attributes in found for value in attributes.values())
    assert "None" not in json.dumps(data(LEAST, locale, PAGES))


def test_the_signposts() -> None:
    found = tags(LEAST, "en", files=FILES)
    assert contents(found, "cite-as") == [f"{URL}/editions/2026-11-30/en/"], "the edition never changes"
    assert contents(found, "describedby") == list(FILES.metadata)
    types = [attributes["type"] for _, attributes in found if attributes.get("rel") == "describedby"]
    assert types == [
        "application/x-bibtex",
        "application/x-research-info-systems",
        "application/vnd.citationstyles.csl+json",
    ]
    assert contents(found, "item") == [f"{URL}/editions/2026-11-30/en/essay.pdf", f"{URL}/editions/2026-11-30/en/"]
    assert contents(found, "type") == [head.ARTICLE, head.LANDING_PAGE]
    assert contents(tags(MOST, "en"), "cite-as") == ["https://doi.org/10.1234/abc"]
    assert contents(tags(MOST, "en"), "author") == ["https://orcid.org/0000-0002-1825-0097"]
    assert contents(tags(MOST, "en"), "license") == ["https://licence.example/by/4.0/"]


def test_an_edition_speaks_of_itself() -> None:
    found = tags(LEAST, "en", form="edition")
    edition = f"{URL}/editions/2026-11-30/en/"
    for name in ("citation_public_url", "og:url", "DC.identifier", "cite-as"):
        assert contents(found, name) == [edition], name
    assert contents(found, "predecessor-version") == []
    assert contents(tags(LEAST, "en"), "predecessor-version") == [edition]


def test_open_graph() -> None:
    found = tags(LEAST, "ja", files=FILES)
    assert contents(found, "og:locale") == ["ja_JP"]
    assert contents(found, "og:locale:alternate") == ["en_US"]
    assert contents(found, "og:image") == [f"{URL}/assets/en.png"]
    assert contents(found, "og:image:alt") == ["The Economy of the Eastern Sea"]


@pytest.mark.parametrize("config", [LEAST, MOST], ids=["least", "most"])
@pytest.mark.parametrize("locale", ["ja", "en"])
def test_every_vocabulary_says_the_same(config: dict[str, Any], locale: str) -> None:
    found, linked = tags(config, locale), data(config, locale)
    for names in (("citation_title", "DC.title", "og:title"), ("citation_language", "DC.language")):
        assert len({tuple(contents(found, name)) for name in names}) == 1, names
    assert [linked["name"]] == contents(found, "citation_title")
    people = [f"{person['familyName']}, {person['givenName']}" for person in linked["author"]]
    assert people == contents(found, "citation_author")
    assert [linked["datePublished"].replace("-", "/")] == contents(found, "citation_publication_date")
    assert contents(found, "DC.date") == contents(found, "article:published_time") == [linked["datePublished"]]
    assert [linked["url"]] == contents(found, "citation_public_url") == contents(found, "og:url")


def test_each_language_leads_to_the_other() -> None:
    japanese, english = data(LEAST, "ja"), data(LEAST, "en")
    assert [one["@id"] for one in japanese["workTranslation"]] == [english["@id"]]
    assert english["translationOfWork"]["@id"] == japanese["@id"] == english["isBasedOn"]
    assert english["translationOfWork"]["name"] == "東海の経済—灯台と海図—"
    assert english["translator"] == [{"@type": "Organization", "name": "Claude (Anthropic)"}]
    assert "translator" not in japanese
    assert not {"translationOfWork", "isBasedOn"} & japanese.keys()


def test_no_title_ends_the_script() -> None:
    written = linked_data.script({"name": "</script> and 海"})
    assert "<" not in written
    assert "海" in written
    assert json.loads(written) == {"name": "</script> and 海"}


def test_each_cited_work_is_told() -> None:
    bib = """@article{a, author = {Kim, Rue and {Tide Lab}}, title = {Sand}, journaltitle = {Grains}, date = {2025-10},
      doi = {10.1234/x}, langid = {english}}
    @book{b, editor = {池田, 春}, title = {海}, date = {199X}, langid = {japanese}}
    @online{c, title = {Gone}, url = {https://e.example/}, urlstatus = {dead},
      archiveurl = {https://archive.example/web/20251105123456/https://e.example/}}
    @online{d, title = {Kept}, url = {https://e.example/}, archiveurl = {https://archive.example/d}}"""
    assert data(LEAST, "en", bib=bib)["citation"] == [
        {
            "@type": "Article",
            "name": "Sand",
            "author": [
                {"@type": "Person", "name": "Rue Kim", "familyName": "Kim", "givenName": "Rue"},
                {"@type": "Organization", "name": "Tide Lab"},
            ],
            "datePublished": "2025-10",
            "inLanguage": "en",
            "isPartOf": {"@type": "CreativeWork", "name": "Grains"},
            "identifier": "https://doi.org/10.1234/x",
        },
        {
            "@type": "Book",
            "name": "海",
            "editor": [{"@type": "Person", "name": "池田春", "familyName": "池田", "givenName": "春"}],
            "inLanguage": "ja",
        },
        {
            "@type": "WebPage",
            "name": "Gone",
            "inLanguage": "en",
            "url": "https://e.example/",
            "archivedAt": {
                "@type": "WebPage",
                "url": "https://archive.example/web/20251105123456/https://e.example/",
                "dateCreated": "2025-11-05",
            },
        },
        {
            "@type": "WebPage",
            "name": "Kept",
            "inLanguage": "en",
            "url": "https://e.example/",
            "archivedAt": {"@type": "WebPage", "url": "https://archive.example/d"},
        },
    ]


@pytest.mark.parametrize("fields", ["", "title = {}", "date = {2025-13}", "author = {,}", "crossref = {none}"])
def test_an_entry_that_is_being_written_stops_nothing(fields: str) -> None:
    """`make serve` shows a page whose bibliography has faults; what they are is told elsewhere."""
    (work,) = data(LEAST, "en", bib=f"@book{{a, {fields}}}")["citation"]
    assert work["@type"] == "Book"
