"""The timeline as it is built: each dated work once in each drawing and in the table, with its three links."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup, Tag

import languages
from conftest import ROOT, Site, build, soup
from other_essay import essay
from test_built_site import links

LIMIT, EACH = 15_000, 500  # bytes of a drawing as it is written; where there are more than thirty works, of each
DRAWING = re.compile(r'<svg class="drawing.*?</svg>', re.DOTALL)


def timelines(site: Site) -> Iterator[tuple[str, str, BeautifulSoup]]:
    """Language, address and page."""
    for language in site.languages:
        address = f"{site.url}{language}/timeline/"
        if address in site.pages:
            yield language, address, site.pages[address]


def notes(part: Tag) -> list[str]:
    return [str(link["href"]) for link in part.select("a") if "#fn:" in str(link["href"])]


def test_each_dated_work_is_in_each_drawing_and_in_the_table(site: Site) -> None:
    for language, address, page in timelines(site):
        rows = page.select("tr[id]")
        firsts = [notes(row)[0] for row in rows]
        drawings = page.select("svg.drawing")
        assert len(drawings) == 2
        for drawing in drawings:
            assert sorted(notes(drawing)) == sorted(firsts)
        cited = site.pages[f"{site.url}{language}/references/"].select(".references > li")
        assert {str(row["id"]).removeprefix("when:") for row in rows} <= {
            str(work["id"]).removeprefix("ref:") for work in cited
        }
        for link in links(page):
            target, _, fragment = urljoin(address, link).partition("#")
            assert target not in site.pages or not fragment or site.pages[target].find(id=fragment), link


def test_a_row_leads_to_the_note_the_paragraph_and_the_source(site: Site) -> None:
    for language, address, page in timelines(site):
        essay_page = site.pages[f"{site.url}{language}/"]
        for row in page.select("tr[id]"):
            title = row.select_one("td > :is(a, span)")
            assert title
            assert title.name == "span" or str(title["href"]).startswith("http")
            for place in row.select(".cited-in"):
                note, *rest = (urljoin(address, str(link["href"])).partition("#")[2] for link in place.select("a"))
                for name in rest:
                    paragraph = essay_page.find(id=name)
                    assert isinstance(paragraph, Tag)
                    assert f"#{note}" in [link["href"] for link in paragraph.select("a.footnote-ref")]


def test_the_languages_have_the_same_rows_in_the_same_order(site: Site) -> None:
    rows = [[row["id"] for row in page.select("tr[id]")] for _, _, page in timelines(site)]
    assert [found for found in rows if found != rows[0]] == []


def test_a_drawing_is_light_and_has_no_style_or_script_of_its_own(site: Site) -> None:
    for address, page in site.pages.items():
        file = site.file(address)
        assert file
        for drawing in DRAWING.findall(file.read_text(encoding="utf-8")):
            assert len(drawing.encode()) < max(LIMIT, EACH * drawing.count("<a ")), address
            assert not re.search(r"<style|<script|\sstyle=|\son\w+=|<image|href=.javascript", drawing)
            assert page.select("svg.drawing a title") or page.select(".glance svg[aria-hidden]")


def test_the_small_figure_is_about_the_essay_and_stands_above_its_text(site: Site) -> None:
    for language, address, _ in timelines(site):
        home = f"{site.url}{language}/"
        figure = site.pages[home].select_one("main .glance[data-about]")
        assert figure
        assert urljoin(home, str(figure.select("a")[0]["href"])) == address
        assert figure.find_next("p", id="p1")
        assert not figure.find_previous("p", id=True)
        parallel = site.pages.get(f"{home}parallel/")
        assert not parallel or not parallel.select(".glance")
        assert not figure.select("[id]")


def shown(folder: Path, language: str = "en") -> BeautifulSoup:
    done = build(folder, folder / "site")
    assert done.returncode == 0, done.stderr
    return soup(folder / "site" / language / "timeline" / "index.html")


def test_an_entry_that_is_added_and_cited_is_a_mark_at_the_next_build(tmp_path: Path) -> None:
    folder = essay(tmp_path, ["ja", "en"])
    before = shown(folder)
    assert [row["id"] for row in before.select("tr[id]")] == ["when:poe1999", "when:doe2001", "when:roe2010"]
    bib = folder / "bib" / "refs.bib"
    entry = "@book{new2005, author = {New, N.}, title = {A New <Book>}, publisher = {P}, date = {2005-03-04}}\n"
    bib.write_text(bib.read_text(encoding="utf-8") + entry, encoding="utf-8")
    for page in (folder / "docs").glob("*/index.md"):
        page.write_text(page.read_text(encoding="utf-8") + "\nThird[@new2005].\n", encoding="utf-8")
    after = shown(folder)
    assert [row["id"] for row in after.select("tr[id]")][2] == "when:new2005"
    for drawing in after.select("svg.drawing"):
        assert "../#fn:new2005" in notes(drawing)
        assert [text for text in drawing.select("text") if "New: A New <Book>" in " ".join(text.get_text().split())]
        assert len(notes(drawing)) == 4


def test_without_kinds_there_is_one_lane_and_types_can_be_kinds(tmp_path: Path) -> None:
    folder = essay(tmp_path, ["ja", "en"])
    assert not shown(folder).select(".drawing .l, .kinds, .kind")
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    kinds = 'extra:\n  timeline:\n    "@article": { ja: 論文, en: Articles }\n'
    (folder / "mkdocs.yml").write_text(config.replace("extra:\n", kinds, 1), encoding="utf-8")
    others = languages.load()["en"]["timeline.others"]
    assert [name.get_text() for name in shown(folder).select(".drawing .l")] == ["Articles", others]


@pytest.mark.parametrize("page", ["timeline", "index"])
def test_without_dates_there_is_no_figure(tmp_path: Path, page: str) -> None:
    folder = essay(tmp_path, ["ja", "en"])
    bib = folder / "bib" / "refs.bib"
    bib.write_text(re.sub(r"date = {[\d-]+}", "pubstate = {forthcoming}", bib.read_text(encoding="utf-8")), "utf-8")
    shown(folder)
    built = soup(folder / "site" / "en" / ("timeline" if page == "timeline" else "") / "index.html")
    assert not built.select("svg, figure, table, .sections")


def test_without_the_page_there_is_no_figure_in_the_essay(tmp_path: Path) -> None:
    folder = essay(tmp_path, ["ja", "en"])
    for source in (folder / "docs").glob("*/timeline.md"):
        source.unlink()
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(re.sub(r"(?m)^.*timeline\.md\n", "", config), encoding="utf-8")
    done = build(folder, folder / "site")
    assert done.returncode == 0, done.stderr
    assert not soup(folder / "site" / "en" / "index.html").select(".glance")


def test_a_fault_of_the_setting_is_told_with_its_place(tmp_path: Path) -> None:
    folder = essay(tmp_path, ["ja", "en"])
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("extra:\n", "extra:\n  timeline:\n    act: { en: Acts }\n", 1)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    line = config.splitlines().index("    act: { en: Acts }") + 1
    done = build(folder, folder / "site")
    assert done.returncode == 1
    assert f"mkdocs.yml:{line}: the kind 'act' has no name in ja; write 'act: {{ ja: …, en: … }}'" in done.stderr
    assert "Traceback" not in done.stderr


def test_every_kind_of_this_essays_works_is_named() -> None:
    """Of an adopter's, too: what the setting names, entries have."""
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    setting = re.search(r"(?m)^  timeline:.*\n((?:    .*\n)*)", config)
    entries = (ROOT / "bib" / "refs.bib").read_text(encoding="utf-8")
    for name in re.findall(r"(?m)^    [\"']?(@?[\w -]+)[\"']?:", setting[1]) if setting else ():
        assert name in entries
