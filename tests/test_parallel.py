"""The page with both languages: every place of the essay beside its counterpart, under the id it has everywhere."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup, Tag

from conftest import LANGUAGES, Site, address, build, soup
from essay.cutting import Block
from essay.moving import Fragment, moved_ids, rebased
from essay.pairs import Text, pairs
from other_essay import essay
from test_built_site import ids

TEXT = """---
author: Jane Doe
---
![Picture](../assets/favicon.svg)

# {title}

## One {{#one}}

- an item[^n]

First[@doe2001, p. 3], see [the sources](about.md#sources), [what follows](#two) and [the box](#box).

> A quotation[@poe1999].

<div id="box"><a href="references/">References</a> <a href="#p1">above</a> <a href="https://example.org/">away</a></div>

### Two {{#two}}

Second[@roe2010] and[@doe2001] & more[^n].

(Jane Doe)
{{: .author }}

[^n]: A note[@doe2001].

    With a second paragraph.
"""
TOOLS = "a.paragraph-number, a.beside, a.headerlink"


def other(folder: Path, locales: list[str]) -> Site:
    """A small essay with every kind of block, built."""
    essay(folder, locales)
    for locale in locales:
        (folder / "docs" / locale / "index.md").write_text(TEXT.format(title=f"Essay {locale}"), encoding="utf-8")
    done = build(folder, folder / "site")
    assert done.returncode == 0, done.stderr
    found = {address(folder / "site", path): soup(path) for path in sorted((folder / "site").rglob("*.html"))}
    return Site(folder / "site", found, locales)


@pytest.fixture(scope="module", params=["this essay", "another", "three languages"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    if request.param == "this essay":
        site: Site = request.getfixturevalue("own_site" if len(LANGUAGES) > 1 else "sample")
        return site
    return other(tmp_path_factory.mktemp("other"), ["en", "ja", "fr"] if "three" in request.param else ["ja", "en"])


def original(site: Site) -> str:
    """The language whose page is x-default."""
    page = next(iter(parallel_pages(site).values()))
    default = page.select_one("link[hreflang=x-default]")
    assert default
    return str(default["href"]).removeprefix(site.url).partition("/")[0]


def parallel_pages(site: Site) -> dict[str, BeautifulSoup]:
    return {language: site.pages[f"{site.url}{language}/parallel/"] for language in site.languages}


def shown(site: Site) -> Iterator[tuple[str, str, BeautifulSoup]]:
    """Each page with the two languages on it, its own first."""
    first = original(site)
    for language, page in parallel_pages(site).items():
        translation = next(code for code in site.languages if code != first)
        yield language, translation if language == first else first, page


def essay_of(site: Site, language: str) -> BeautifulSoup:
    page = BeautifulSoup(str(site.pages[f"{site.url}{language}/"]), "lxml")
    for about in page.select("[data-about]"):  # what is said of the text, and is not in it
        about.decompose()
    return page


def words(*parts: Tag) -> list[str]:
    """What is to be read in these parts, without the links beside paragraphs and headings."""
    text = []
    for part in parts:
        copy = BeautifulSoup(str(part), "lxml")
        for link in copy.select(TOOLS):
            link.decompose()
        text.append(copy.get_text())
    return " ".join(text).split()


def phrases(part: Tag) -> list[str]:
    """The elements of the text in it."""
    links = part.select(TOOLS)
    return [tag.name for tag in part.select("em, strong, code, sup, span, a") if tag not in links]


def column(page: BeautifulSoup, language: str) -> list[Tag]:
    return page.select(f".pair > .pair__text[lang={language}]")


def content(page: BeautifulSoup) -> list[Tag]:
    """The essay on its page: everything in the element that holds the title, up to the notes."""
    assert page.h1
    assert page.h1.parent
    return page.h1.parent.find_all(recursive=False)


def test_all_of_both_essays_is_there_in_order(built: Site) -> None:
    for language, second, page in shown(built):
        for code in (language, second):
            assert words(*column(page, code)) == words(*content(essay_of(built, code))), (language, code)


def test_a_pair_stands_where_either_language_has_its_id(built: Site) -> None:
    faults = []
    for language, second, page in shown(built):
        for row in page.select(".pair[id]:not(.pair--title)"):
            for code in (language, second):
                there = essay_of(built, code).find(id=str(row["id"]))
                own = row.select_one(f":scope > .pair__text[lang={code}]")
                place = f"{language}: {row['id']}: {code}"
                if not there or not own:
                    faults.append(f"{place}: missing")
                elif [*words(own)[: len(words(there))], *phrases(own)[: len(phrases(there))]] != [
                    *words(there),
                    *phrases(there),
                ]:
                    faults.append(f"{place}: not the same text")
    assert faults == []


def test_every_fragment_of_the_essay_is_there_once(built: Site) -> None:
    faults = []
    for language, _, page in shown(built):
        here = ids(page)
        faults += [f"{language}: #{name} is there twice" for name in set(here) if here.count(name) > 1]
        expected = [name for part in content(essay_of(built, language)) for name in [part.get("id"), *ids_in(part)]]
        faults += [f"{language}: no #{name}" for name in expected if name and name not in here]
    assert faults == []


def ids_in(part: Tag) -> list[str]:
    return [str(tag["id"]) for tag in part.select("[id]")]


def test_each_cell_says_its_language_the_pages_own_first(built: Site) -> None:
    for language, second, page in shown(built):
        rows = page.select(".pair")
        assert rows
        for row in rows:
            cells = row.find_all(class_="pair__text", recursive=False)
            assert [cell["lang"] for cell in cells] == [language, second]


def test_each_number_leads_to_its_place_in_either_language(built: Site) -> None:
    for language, second, page in shown(built):
        here = f"{built.url}{language}/parallel/"
        rows = page.select(".pair--paragraph, .pair--note")
        assert [row["id"] for row in rows] == [
            tag["id"] for tag in essay_of(built, language).select("main p[id], [role=doc-endnotes] li[id]")
        ]
        for row in rows:
            own, *away = [link for part in row.select(".pair__number") for link in part.select("a")]
            assert urljoin(here, str(own["href"])) == f"{here}#{row['id']}"
            assert [urljoin(here, str(link["href"])) for link in away] == [
                f"{built.url}{code}/#{row['id']}" for code in (language, second)
            ]
            assert [link["hreflang"] for link in away] == [language, second]
            assert [span["lang"] for link in away for span in link.select("span")] == [language, second]
            for link in away:
                assert str(link["aria-label"]).startswith(str(own["aria-label"]))
            for link in (own, *away):
                assert link.get_text() in str(link["aria-label"])


def test_each_paragraph_of_an_essay_leads_to_its_pair(built: Site) -> None:
    for language in built.languages:
        here = f"{built.url}{language}/"
        for paragraph in essay_of(built, language).select("main p[id]"):
            link = paragraph.select_one("a.beside")
            assert link
            assert urljoin(here, str(link["href"])) == f"{here}parallel/#{paragraph['id']}"
            assert re.findall(r"\d+", str(link["aria-label"])) == [str(paragraph["id"])[1:]]
            assert link.get_text() == ""


def test_the_way_back_from_a_note_stays_in_its_language(built: Site) -> None:
    faults = []
    for language, _, page in shown(built):
        for note in page.select(".pair--note"):
            names = [str(back["aria-label"]) for back in note.select(".pair__text a[role=doc-backlink]")]
            assert all(names)
            assert len(set(names)) == len(names)
            for back in note.select(".pair__text a[role=doc-backlink]"):
                reference = page.find(id=str(back["href"])[1:])
                start, end = back.find_parent(class_="pair__text"), None
                if isinstance(reference, Tag):
                    end = reference.find_parent(class_="pair__text")
                    assert [link["href"] for link in reference.select("a")] == [f"#{note['id']}"]
                if not start or not end or start["lang"] != end["lang"]:
                    faults.append(f"{language}: {back['href']}")
        references = page.select(".pair__text a[role=doc-noteref]")
        assert len(references) == len(page.select(".pair--note .pair__text a[role=doc-backlink]")) > 0
    assert faults == []


def test_every_link_leads_somewhere(built: Site) -> None:
    faults = []
    for language, _, page in shown(built):
        here = f"{built.url}{language}/parallel/"
        for part in page.select(".pair [href], .pair [src]"):
            target, _, fragment = urljoin(here, str(part.get("href") or part.get("src"))).partition("#")
            file = built.file(target)
            if file and not file.is_file():
                faults.append(f"{language}: {target}")
            elif file and fragment and not built.pages[target].find(id=fragment):
                faults.append(f"{language}: {target}#{fragment}")
    assert faults == []


def test_the_outline_is_that_of_the_essay_in_the_language_of_the_page(built: Site) -> None:
    for language, _, page in shown(built):
        here, there = (
            [(tag.name, words(tag)) for tag in part.select("main :is(h1, h2, h3, h4, h5, h6)")]
            for part in (page, essay_of(built, language))
        )
        assert here[0][0] == "h1"
        assert here[1:] == there[1:]
        assert len([name for name, _ in here if name == "h1"]) == 1


def test_the_table_of_contents_is_that_of_the_essay(built: Site) -> None:
    for language, _, page in shown(built):
        here, there = (
            [(link["href"], link.get_text()) for link in part.select("nav a[href^='#']")]
            for part in (page, essay_of(built, language))
        )
        assert here == there
        assert here


def test_the_notes_are_a_landmark_with_their_heading(built: Site) -> None:
    for _, _, page in shown(built):
        section = page.select_one("section[role=doc-endnotes]")
        assert section
        heading = section.select_one("#notes h2")
        assert heading
        assert heading.get_text() == section["aria-label"]
        assert len(section.select(".pair--note")) == len(page.select(".pair--note"))


def test_links_may_lead_to_a_place_of_the_parallel_page_or_there_may_be_none(tmp_path: Path) -> None:
    folder = essay(tmp_path, ["ja", "en"])
    for page in (folder / "docs").glob("*/about.md"):
        page.write_text(page.read_text(encoding="utf-8") + "\n[both](parallel.md#p2)\n", encoding="utf-8")
    done = build(folder, folder / "site")
    assert done.returncode == 0
    assert "#p2" not in done.stderr
    for page in (folder / "docs").glob("*/about.md"):
        page.write_text(page.read_text(encoding="utf-8").replace("#p2", "#p3"), encoding="utf-8")
    assert "#p3" in build(folder, folder / "site").stderr
    for page in (folder / "docs").glob("*/about.md"):
        page.write_text(page.read_text(encoding="utf-8").replace("[both](parallel.md#p3)", ""), encoding="utf-8")
        (page.parent / "parallel.md").unlink()
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(re.sub(r"(?m)^.*parallel\.md\n", "", config), encoding="utf-8")
    done = build(folder, folder / "site")
    assert done.returncode == 0, done.stderr
    page_of_essay = soup(folder / "site" / "en" / "index.html")
    assert page_of_essay.select("a.paragraph-number")
    assert not page_of_essay.select("a.beside")


def blocks(*names: str) -> list[Block]:
    kinds = {"p": "paragraph", "#": "h2", ".": "line", "-": "rest", "=": "h1"}
    return [Block(kinds[name[0]], "", name[1:], f"<p>{name}</p>") for name in names]


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (["=x", "p1", "p2"], ["=y", "p1", "p2"], ["x: =x | =y", "1: p1 | p1", "2: p2 | p2"]),
        (["p1"], [".notice", "p1"], [": None | .notice", "1: p1 | p1"]),
        (["p1", "-", "p2"], ["p1", "p2", "-"], ["1: p1 | p1", "2: p2 | p2"]),
        (["-", "p1"], ["p1"], [": - | None", "1: p1 | p1"]),
        (["#a", "#b"], ["#b", "#a"], ["b: None | #b", "a: #a | #a", ": #b | None"]),
        (["#taken"], ["#taken"], [": #taken | #taken"]),
        ([], ["p1"], ["1: None | p1"]),
    ],
)
def test_pairs(ours: list[str], theirs: list[str], expected: list[str]) -> None:
    """Also of texts that are not parallel yet: the warning is the parity check's."""
    left, right = (Text.of("en", "English", blocks(*names)) for names in (ours, theirs))
    found = [
        f"{pair.id}: " + " | ".join(part.block.html[3:-4] if part else "None" for part in (pair.ours, pair.theirs))
        for pair in pairs(left, right, {"taken"})
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p id="a">x</p>', '<p id="a.en">x</p>'),
        ("<P ID=a CLASS='b'>", '<p id="a.en" class="b">'),
        ('<a href="#a">', '<a href="#a.en">'),
        ('<a href="#b">', '<a href="#b">'),
        ('<a href="about/#a">', '<a href="../about/#a">'),
        ('<a href="./#p1">', '<a href="../#p1">'),
        ('<a href="">', '<a href="../">'),
        ('<img alt="a > b" src="x.png" />&amp;', '<img alt="a &gt; b" src="../x.png" />&amp;'),
        ("one\n\ntwo <input disabled id=a>\n<p>", 'one\n\ntwo <input disabled id="a.en">\n<p>'),
        ('<td headers="a b">', '<td headers="a.en b">'),
        ('<a href="?a=1&amp;b=2">', '<a href="../?a=1&amp;b=2">'),
        *[
            (html, html)
            for html in (
                '<a href="https://example.org/#a">',
                '<a href="mailto:a@example.org">',
                '<a href="/a">',
                '<a href="//a">',
                "<P  CLASS=b>&nbsp;&#8617; a < b",
                '<!-- <p id="a"> --><script>"<p id=a>"</script>',
            )
        ],
    ],
)
def test_html_moves(html: str, expected: str) -> None:
    assert Fragment(html).moved({"a": "a.en"}, "../") == expected


def test_ids_are_changed_where_they_are_taken() -> None:
    assert moved_ids(["a", "b"], {"a", "c"}, "en") == {"a": "a.en", "b": "b"}
    assert rebased("x", "../") == "../x"
