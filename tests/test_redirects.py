"""A page that is gone leads on to the one that has its text now: in its language, with its fragment, unseen by search."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import redirecting
from conftest import URL, build, soup
from other_essay import essay

CONFIG = """\
site_name: about.md
extra:
  redirects:
    old.md: about.md#sources
    "sub/older.md": index.md
"""
REDIRECTS = {"old.md": "about.md#sources", "sub/older.md": "index.md"}


def problems(value: object, config: str = CONFIG) -> list[str]:
    """What is said of a setting, on a site with these pages in a language."""
    redirects, found = redirecting.read(value, config)
    return [str(problem) for problem in (*found, *redirecting.check(redirects, {"index.md", "about.md"}, "docs/ja"))]


def test_redirects_without_mistakes() -> None:
    assert problems(REDIRECTS) == problems(None) == problems({}) == []
    assert [(redirect.target, redirect.fragment) for redirect in redirecting.read(REDIRECTS, CONFIG)[0]] == [
        ("about.md", "#sources"),
        ("index.md", ""),
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (["old.md"], "mkdocs.yml:3: the redirects are no list of pages; write lines 'old.md: new.md' below 'redirects:'"),
        ({"old/": "about.md"}, "mkdocs.yml:3: the redirect 'old/: about.md' is not from page to page; write it as 'old.md: new.md#id'"),
        ({"../../old.md": "about.md"}, "mkdocs.yml:3: the redirect '../../old.md' leads out of its folder; write its path below docs/<language>/"),
        ({"/a/old.md": "about.md"}, "mkdocs.yml:3: the redirect '/a/old.md' leads out of its folder; write its path below docs/<language>/"),
        ({"sub/..\\old.md": "about.md"}, "mkdocs.yml:3: the redirect 'sub/..\\old.md' leads out of its folder; write its path below docs/<language>/"),
        ({"old.md": None}, "mkdocs.yml:4: the redirect 'old.md: None' is not from page to page; write it as 'old.md: new.md#id'"),
        ({"old.md": "new.md"}, "mkdocs.yml:4: 'old.md' leads to docs/ja/new.md, which is not there; name the page that has its text now"),
        ({"about.md": "index.md"}, "mkdocs.yml:3: docs/ja/about.md is still there; delete it or its redirect"),
        (REDIRECTS | {"sub/older.md": "old.md"}, "mkdocs.yml:5: 'sub/older.md' leads to 'old.md', which leads on; write 'sub/older.md: about.md#sources'"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_setting(value: object, expected: str) -> None:
    assert problems(value) == [expected]


def test_the_line_of_a_redirect() -> None:
    assert [redirect.line for redirect in redirecting.read(REDIRECTS, CONFIG)[0]] == [4, 5]
    assert [redirect.line for redirect in redirecting.read(REDIRECTS, "")[0]] == [1, 1]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An essay with redirects."""
    folder = essay(tmp_path_factory.mktemp("essay"), ["ja", "en"])
    write(folder, "{old.md: about.md#sources, sub/older.md: index.md}")
    return folder


def write(folder: Path, redirects: str) -> None:
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert text.count("redirects: {}") == 1
    config.write_text(text.replace("redirects: {}", f"redirects: {redirects}"), encoding="utf-8")


@pytest.fixture(scope="module")
def folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that it becomes."""
    site = tmp_path_factory.mktemp("site")
    done = build(root, site)
    assert done.returncode == 0, done.stderr
    return site


def links(page: BeautifulSoup, selector: str) -> list[str]:
    return [str(link.get("href") or link.get("content")) for link in page.select(selector)]


@pytest.mark.parametrize(
    ("path", "target", "address"),
    [("old/", "../about/", "about/"), ("sub/older/", "../../", "")],
)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_a_redirect_says(folder: Path, language: str, path: str, target: str, address: str) -> None:
    page = soup(folder / language / path / "index.html")
    fragment = "#sources" if address else ""
    assert page.html is not None
    assert page.html["lang"] == language
    assert links(page, "link[rel=canonical]") == [f"{URL}{language}/{address}"]
    assert links(page, "meta[name=robots]") == ["noindex"]
    assert links(page, "head > noscript > meta[http-equiv=refresh]") == [f"0; url={target}{fragment}"]
    assert links(page, "main a") == [f"{target}{fragment}"]
    assert page.select("main a")[0].get_text(strip=True)
    assert [(folder / language / path / style).resolve() for style in links(page, "link[rel=stylesheet], link[rel=icon]")] == [
        folder / "assets" / "favicon.svg",
        folder / "assets" / "essay.css",
    ]  # fmt: skip


def test_no_redirect_is_in_the_sitemap(folder: Path) -> None:
    sitemap = (folder / "sitemap.xml").read_text(encoding="utf-8")
    assert "about/" in sitemap
    assert "old" not in sitemap


def test_a_redirect_to_nowhere_fails_the_build(tmp_path: Path) -> None:
    other = essay(tmp_path, ["ja", "en"])
    write(other, "{old.md: new.md, index.md: about.md}")
    done = build(other, tmp_path / "site")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    told = [
        line.partition(" -  ")[2].partition(":")[2].partition(" ")[2]
        for line in done.stderr.splitlines()
        if "WARNING" in line
    ]
    assert told == [
        message
        for language in ("ja", "en")
        for message in (
            f"'old.md' leads to docs/{language}/new.md, which is not there; name the page that has its text now",
            f"docs/{language}/index.md is still there; delete it or its redirect",
        )
    ]
