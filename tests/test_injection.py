"""What is text stays text: tests/injections.txt through every field into every output, each read by a real parser."""

import json
import re
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import markdown
import pikepdf
import pytest
import rispy
from bs4 import BeautifulSoup
from pybtex.database import parse_string

import languages
from conftest import URL, Site
from editions import pdf, shaping
from editions.collecting import collect
from editions.describing import describe, export
from editions.edition import Edition
from editions.paper import write_paper
from editions.webpage import write_latest, write_page
from essay.content import check
from hostile_essay import IN_WORDS, SCHEMES, build, everything, faults, injections, schemes
from other_essay import essay
from policy import policy, policy_of_a_preview
from reserved import RESERVED

NAMES = {"ja": "日本語", "en": "English"}
DAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    build(folder)
    return folder


@pytest.fixture(scope="module")
def pages(root: Path) -> dict[str, str]:
    """Every page by its path, the one that leads on among them."""
    site = root / "site"
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}


@pytest.fixture(scope="module")
def edition(root: Path) -> Edition:
    return collect(root, root / "site", NAMES, languages.load(root / "hooks/languages"), day=DAY, site_url=URL)


def shown(html: str) -> str:
    return " ".join(BeautifulSoup(html, "lxml").get_text().split())


def seen(text: str) -> str:
    """An injection as a page shows it: spaces as one, and without what the build keeps for itself."""
    return " ".join(RESERVED.sub("", text).split())


def test_no_page_has_markup_or_a_link_from_a_field(pages: dict[str, str]) -> None:
    assert {name: found for name, html in pages.items() if (found := list(faults(html)))} == {}


@pytest.mark.parametrize("name", ["index.html", "ja/index.html", "en/index.html", "en/parallel/index.html"])
def test_each_injection_is_shown_as_it_is(pages: dict[str, str], name: str) -> None:
    text = shown(pages[name])
    assert [one for one in injections() if seen(one) not in text] == []


def test_the_words_of_the_tables_are_shown_as_they_are(pages: dict[str, str]) -> None:
    word = json.loads(f'"{IN_WORDS}"')
    for name in ("404.html", "en/index.html", "en/old/index.html", "en/references/index.html", "en/changes/index.html"):
        assert word in shown(pages[name]), name


def test_the_metadata_are_what_they_say(pages: dict[str, str]) -> None:
    for locale in NAMES:
        page = BeautifulSoup(pages[f"{locale}/index.html"], "lxml")
        (script,) = page.select('script[type="application/ld+json"]')
        title = json.loads(script.get_text())["headline"]
        assert not re.search("[<>\u2028\u2029]", script.get_text())
        for name in ("citation_title", "DC.title", "og:title"):
            (tag,) = page.select(f'meta[name="{name}"], meta[property="{name}"]')
            assert tag["content"] == title
        assert "<script>injected()</script>" in title
        assert {str(tag["name"]) for tag in page.select("meta[name*=injected]")} == set()


def test_the_files_of_references_have_the_works_and_no_others(root: Path) -> None:
    keys = {"doe2001", "roe2010", "poe1999", *(f"hostile{number}" for number, _ in enumerate(injections()))}
    folder = root / "site" / "bib"
    assert set(parse_string((folder / "refs.bib").read_text(encoding="utf-8"), "bibtex").entries) == keys
    records = rispy.loads((folder / "refs.ris").read_bytes().decode())
    assert {str(record["id"]) for record in records} == keys
    assert len(records) == len(keys)
    assert not any("unknown_tag" in record for record in records)
    items = json.loads((folder / "refs.json").read_text(encoding="utf-8"))
    assert {item["id"] for item in items} == keys
    assert [address for item in (*items, *records) for address in _addresses(item)] == []


@pytest.mark.parametrize("locale", NAMES)
def test_the_files_of_the_essay_have_one_work(root: Path, locale: str) -> None:
    folder = root / "site" / locale
    assert len(parse_string((folder / "essay.bib").read_text(encoding="utf-8"), "bibtex").entries) == 1
    (record,) = rispy.loads((folder / "essay.ris").read_bytes().decode())
    (item,) = json.loads((folder / "essay.json").read_text(encoding="utf-8"))
    assert _addresses(record) == [f"{URL}{locale}/"] == _addresses(item)


def _addresses(record: dict[str, Any]) -> list[str]:
    return [*record.get("urls", []), *([record["URL"]] if "URL" in record else [])]


def test_the_map_of_the_site_is_xml_of_its_own_pages(root: Path) -> None:
    text = (root / "site" / "sitemap.xml").read_bytes()
    found = [tag.get_text() for tag in BeautifulSoup(text, "lxml-xml").find_all("loc")]
    assert found
    assert [address for address in found if not address.startswith(URL)] == []


@pytest.mark.parametrize("locale", NAMES)
def test_an_edition_has_no_markup_from_a_field(edition: Edition, locale: str) -> None:
    html = write_page(edition, locale)
    assert list(faults(html)) == []
    assert [one for one in injections() if seen(one) not in shown(html)] == []
    described = json.loads(json.dumps(describe(edition)))
    assert "<script>injected()</script>" in described["texts"][0]["reference"]["title"]
    files = export(edition, locale)
    assert len(parse_string(files["essay.bib"], "bibtex").entries) == len(rispy.loads(files["essay.ris"])) == 1
    assert list(faults(write_latest("2026-03-01", locale, locale, everything()))) == []


def test_a_pdf_has_no_link_or_file_from_a_field(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_before_stray_note", lambda _pages: "")  # notes of these works are longer than a page
    html = re.sub("[\x00-\x08\x85\u2028\u2029]", " ", write_paper(edition, "en", pdf.faces()))  # no face has those
    document = pikepdf.open(BytesIO(pdf.typeset(html)))
    assert list(document.attachments) == []
    assert "/OpenAction" not in document.Root
    assert "/JavaScript" not in document.Root.get("/Names", {})
    actions = [note.A for page in document.pages for note in page.get("/Annots", []) if "/A" in note]
    assert {str(action.S) for action in actions} <= {"/URI"}
    assert schemes(str(action.URI) for action in actions) <= SCHEMES - {""}


def test_typesetting_takes_nothing_from_this_machine_or_from_others(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    html = f'<html lang="ja"><title>版</title><style>{pdf.faces()}p {{ font-family: Noto Serif CJK JP }}</style><p>版'
    html += f'<a rel="attachment" href="{secret.as_uri()}">版</a><a rel="attachment" href="http://127.0.0.1:9/">版</a>'
    document = pikepdf.open(BytesIO(pdf.typeset(f"{html}</p></html>")))
    assert list(document.attachments) == []
    streams = [item for item in document.objects if isinstance(item, pikepdf.Stream)]
    assert not [stream for stream in streams if stream.get("/Type") == "/EmbeddedFile"]


LINK = "leads to no page; begin the address with https://, or write the text alone"
COPY = "is loaded from elsewhere; put a copy into docs/ and name that"
STYLE = "is refused by the policy of the pages; write a class, and its rule into docs/assets/essay.css"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\n\n[a](javascript:f())", [f"3: the link 'javascript:f()' {LINK}"]),
        ("[a]( <JaVa&#115;cript:f()> )", [f"1: the link 'JaVascript:f()' {LINK}"]),
        ("[a][x]\n\n[x]: vbscript:f", [f"3: the link 'vbscript:f' {LINK}"]),
        ("[a](data:text/html,x)\n\n[b](file:///etc/passwd)", [f"1: the link 'data:text/html,x' {LINK}", f"3: the link 'file:///etc/passwd' {LINK}"]),
        ('<a href="java\nscript:f()">a</a>', [f"1: the link 'java script:f()' {LINK}"]),
        ('<a href="&#x1;javascript:f()">a</a>', [f"1: the link 'javascript:f()' {LINK}"]),
        ("A\n\nB <script>f()</script>", ["3: the <script> in the text runs what is not the site's; delete it"]),
        ("A\n\n<iframe src=x></iframe>", ["3: the <iframe> in the text runs what is not the site's; delete it"]),
        ("A <img src=x.png onerror=f()>", ["1: 'onerror' runs a script in the text; delete it"]),
        ("A\n{: onclick=f() }", ["2: 'onclick' runs a script in the text; delete it"]),
        ("A\n\n<!--><script>f()</script>-->", ["3: the <script> in the text runs what is not the site's; delete it"]),
        ("![a](https://elsewhere.example/a.png)", [f"1: 'https://elsewhere.example/a.png' {COPY}"]),
        ("![a](//elsewhere.example/a.png)", [f"1: '//elsewhere.example/a.png' {COPY}"]),
        ('<img alt="" srcset="a.png 1x, //elsewhere.example/a.png 2x">', [f"1: 'a.png 1x, //elsewhere.example/a.png 2x' {COPY}"]),
        ('A <span style="color: red">b</span>', [f"1: the style 'color: red' {STYLE}"]),
        ("<style>p { color: red }</style>", ["1: the <style> in the text is refused by the policy of the pages; delete it"]),
        ('<form action="https://elsewhere.example/">a</form>', ["1: the <form> in the text is refused by the policy of the pages; delete it"]),
        # what is allowed
        ("[a](index.md#p1) [b](https://b.example/?x=a:b) <c@d.example> [e](mailto:c@d.example) ![f](assets/f.png)", []),
        ("`<script>` and\n\n    [a](javascript:f())\n\n<span lang=\"ja\">版</span> one = two, onset", []),
    ],
)  # fmt: skip
def test_what_a_writer_is_told(text: str, expected: list[str]) -> None:
    html = markdown.markdown(text, extensions=["attr_list", "tables"])
    assert [str(problem) for problem in check(html, text, "x.md")] == [f"x.md:{message}" for message in expected]


def test_a_mistake_in_the_text_fails_the_build(tmp_path: Path) -> None:
    """In a page, in a citation, in a note in prose; in what all pages load; a character that the build sets itself."""
    from conftest import build as build_strictly  # noqa: PLC0415  # the name is taken here

    folder = essay(tmp_path, ["ja", "en"])
    for locale in NAMES:
        page = folder / "docs" / locale / "index.md"
        text = page.read_text(encoding="utf-8").replace("p. 3]", "p. 3, [a](javascript:f())]")
        page.write_text(f"{text}\n[^n]: <img src=x onerror=f()>\n\nA \ue000note[^n].\n", encoding="utf-8")
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8") + "\nextra_css: [assets/essay.css, //cdn.example/a.css]\n"
    config.write_text(text, encoding="utf-8")
    line = len(text.splitlines())
    done = build_strictly(folder, folder / "site")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for message in (
        "docs/en/index.md:8: the link 'javascript:f()' leads to no page",
        "docs/en/index.md:14: 'onerror' runs a script",
        "docs/en/index.md:16: the character U+E000 is one that the build sets for itself; delete it",
        f"mkdocs.yml:{line}: '//cdn.example/a.css' is loaded from elsewhere; put a copy into docs/ and name that",
    ):
        assert message in done.stderr


def test_an_edition_freezes_no_link_to_a_program(edition: Edition) -> None:
    essay_ = next(iter(edition.essays.values()))
    html = '<main><h1>T</h1><p id="p1"><a href="javascript:f()">a</a></p></main>'
    with pytest.raises(shaping.FreezingError, match="a link to javascript:f\\(\\), which leads to no page"):
        shaping.shape(type(essay_)(essay_.title, "", "", essay_.words, html, "", essay_.folder), "")


def test_every_page_has_a_policy_before_all_that_it_is_about(site: Site) -> None:
    for path in site.folder.rglob("*.html"):
        if "editions" in path.relative_to(site.folder).parts and "latest" not in path.parts:
            continue  # as it was made, for ever
        first, second = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml").select("head > *")[:2]
        assert first.get("charset") == "utf-8", path
        assert second.get("http-equiv") == "Content-Security-Policy", path
        rules = dict(rule.split(" ", 1) for rule in str(second["content"]).split("; "))
        assert rules["default-src"] == "'none'"
        assert not re.search("unsafe|https?:|[*]", str(second["content"])), path


def test_a_preview_differs_in_its_scripts_alone() -> None:
    made = (policy("x"), policy_of_a_preview("x"))
    strict, loose = ([rule for rule in one.split("; ") if "script-src" not in rule] for one in made)
    assert strict == loose


def test_a_page_loads_what_is_the_sites_own(site: Site) -> None:
    loads = "script[src], img, source, video, audio, iframe, object, embed, link[rel~=stylesheet], link[rel~=icon]"
    for address, page in site.pages.items():
        for element in page.select(loads):
            path = str(element.get("src") or element.get("href"))
            assert not re.match(r"[a-z]+:|//", path), f"{address}: {path}"
    for sheet in (site.folder / "assets").glob("*.css"):
        assert not re.search(r"@import|url\(\s*['\"]?(?:https?:)?//", sheet.read_text(encoding="utf-8")), sheet
