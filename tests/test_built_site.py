"""What readers and crawlers find in the built site. Each test lists every fault, not the first alone."""

import re
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import yaml
from bs4 import BeautifulSoup, Tag

from conftest import ROOT, Site, soup

LEFT_OVER = re.compile(r"\[@|\[\^|(?<![\w/])@\w|\{[:#]")
ELSEWHERE = re.compile(r"""(?:url\(\s*|@import\s+)["']?(?:https?:)?//""")
LOADING = ("src", "srcset", "poster", "data")
LOADED = {"icon", "manifest", "modulepreload", "prefetch", "preconnect", "preload", "stylesheet"}


def links(page: BeautifulSoup) -> list[str]:
    """Every address in a page, as it is written there."""
    return attributes(page, "href", "src")


def attributes(page: BeautifulSoup, *names: str) -> list[str]:
    return [str(tag[name]) for name in names for tag in page.select(f"[{name}]")]


def ids(page: BeautifulSoup) -> list[str]:
    return attributes(page, "id")


def pages_in(site: Site, language: str) -> dict[str, BeautifulSoup]:
    """The pages of a language by what follows the language in their address."""
    home = f"{site.url}{language}/"
    return {address.removeprefix(home): page for address, page in site.pages.items() if address.startswith(home)}


def in_a_language(site: Site) -> dict[str, BeautifulSoup]:
    return {f"{site.url}{code}/{rest}": page for code in site.languages for rest, page in pages_in(site, code).items()}


def alternates(page: BeautifulSoup) -> dict[str, str]:
    return {str(link["hreflang"]): str(link["href"]) for link in page.select("head link[rel=alternate][hreflang]")}


def sitemap(site: Site) -> dict[str, dict[str, str]]:
    document = BeautifulSoup((site.folder / "sitemap.xml").read_bytes(), "xml")
    return {
        entry.select("loc")[0].get_text(): {str(link["hreflang"]): str(link["href"]) for link in entry.find_all("link")}
        for entry in document.find_all("url")
    }


def test_every_link_and_fragment_leads_somewhere(site: Site) -> None:
    faults = []
    places = {address: set(ids(page)) for address, page in site.pages.items()}
    for address, page in site.pages.items():
        for link in links(page):
            target, fragment = urldefrag(urljoin(address, link))
            file = site.file(target)
            if file is None:
                continue
            if not file.is_file():
                faults.append(f"{address}: {link}: no such page")
            elif fragment and unquote(fragment) not in places.get(target.removesuffix("index.html"), set()):
                faults.append(f"{address}: {link}: no such place on the page")
    assert faults == []


def test_no_link_leaves_the_folder_of_the_site(site: Site) -> None:
    """A link that begins with / works under a domain of its own, and breaks on user.github.io/repository/."""
    own = [link for page in site.pages.values() for link in links(page) if not link.startswith(("https://", "http://"))]
    assert [link for link in own if link.startswith("/") and not link.startswith("/essay/")] == []


def test_ids_are_unique(site: Site) -> None:
    twice = [(address, name) for address, page in site.pages.items() for name in ids(page) if ids(page).count(name) > 1]
    assert twice == []


def test_nothing_of_the_markup_is_left_over(site: Site) -> None:
    faults = []
    for address, path in ((address, site.file(address)) for address in site.pages):
        assert path is not None
        page = soup(path)
        for tag in page.find_all(["code", "pre", "script", "style"]):
            tag.decompose()
        faults += [f"{address}: {found[0]}" for found in LEFT_OVER.finditer(page.get_text())]
    assert faults == []


def test_every_source_is_a_page_and_every_page_is_in_each_language(site: Site) -> None:
    expected = {language: set(pages_in(site, site.languages[0])) for language in site.languages}
    assert {language: set(pages_in(site, language)) for language in site.languages} == expected
    for source in (ROOT / "docs").glob("*/*.md"):
        rest = "" if source.stem == "index" else f"{source.stem}/"
        assert rest in pages_in(site, source.parent.name), source


def test_pages_say_what_they_are(site: Site) -> None:
    for language in site.languages:
        for page in pages_in(site, language).values():
            assert page.html is not None
            assert page.html["lang"] == language
    assert [address for address, page in site.pages.items() if len(page.find_all("h1")) != 1] == []
    assert [
        address for address, page in site.pages.items() if not (page.title and page.title.get_text(strip=True))
    ] == []
    titles = [
        page.title.get_text(strip=True) for address, page in site.pages.items() if page.title and address != site.url
    ]
    assert len(set(titles)) == len(titles)


def test_canonical_address_is_the_pages_own(site: Site) -> None:
    found = {
        address: [str(link["href"]) for link in page.select("link[rel=canonical]")]
        for address, page in site.pages.items()
    }
    # An edition that was made without the address of the site does not know its own.
    known = {address: links for address, links in found.items() if links or "/editions/" not in address}
    assert known == {address: [] if address.endswith("404.html") else [address] for address in known}


def test_alternates_are_absolute_reciprocal_and_there(site: Site) -> None:
    for address, page in in_a_language(site).items():
        found = alternates(page)
        assert set(found) == {*site.languages, "x-default"}, address
        assert address in found.values(), address
        for language in site.languages:
            other = found[language]
            assert other.startswith(f"{site.url}{language}/"), address
            assert alternates(site.pages[other]) == found, address
        essay = found[site.languages[0]] == f"{site.url}{site.languages[0]}/"
        assert (found["x-default"] == site.url) == essay, address
        assert found["x-default"] in site.pages, address


def test_sitemap_lists_every_page_with_the_same_alternates(site: Site) -> None:
    expected = {address: alternates(page) for address, page in site.pages.items() if page.select("link[rel=canonical]")}
    assert site.url in expected
    assert sitemap(site) == expected
    assert "lastmod" not in (site.folder / "sitemap.xml").read_text(encoding="utf-8")


def test_language_switch_leads_to_the_same_page(site: Site) -> None:
    for address, page in in_a_language(site).items():
        assert page.html is not None
        switch = {str(link["hreflang"]): link for link in page.select("header .languages a")}
        assert set(switch) == set(site.languages) - {str(page.html["lang"])}, address
        for language, link in switch.items():
            assert urljoin(address, str(link["href"])) == alternates(page)[language]
            assert link["lang"] == language
            assert link.get_text(strip=True)


def test_title_page_and_404_are_in_every_language(site: Site) -> None:
    for address in (site.url, f"{site.url}404.html"):
        page = site.pages[address]
        assert sorted(str(part["lang"]) for part in page.select("section[lang]")) == site.languages
        for part in page.select("section[lang]"):
            link = part.find("a")
            assert isinstance(link, Tag)
            assert urljoin(address, str(link["href"])) == f"{site.url}{part['lang']}/"
        assert len(page.select("script")) == 1, "the reader's choice of colors needs one"
    not_found = links(site.pages[f"{site.url}404.html"])
    assert [address for address in not_found if not address.startswith("/essay/")] == [], "it is served at any depth"


def test_title_page_has_the_title_and_author_of_each_essay(site: Site) -> None:
    for part in site.pages[site.url].select("section[lang]"):
        essay = site.pages[f"{site.url}{part['lang']}/"]
        assert essay.h1 is not None
        subtitle = essay.h1.select_one(".subtitle")
        author = essay.select_one("meta[name=author]")
        assert author is not None
        assert str(author["content"]) in part.get_text()
        assert subtitle is None or subtitle.get_text() in part.get_text()


def test_no_page_asks_anyone_else_for_anything(site: Site) -> None:
    faults = []
    for address, page in site.pages.items():
        loaded = attributes(page, *LOADING)
        loaded += [str(link["href"]) for link in page.find_all("link") if LOADED & set(link["rel"])]
        faults += [f"{address}: {link}" for link in loaded if site.file(urljoin(address, link)) is None]
        faults += [
            f"{address}: {style.get_text()}" for style in page.find_all("style") if ELSEWHERE.search(style.get_text())
        ]
    faults += [path.name for path in css(site) if ELSEWHERE.search(path.read_text(encoding="utf-8"))]
    assert faults == []


def css(site: Site) -> list[Path]:
    return list(site.folder.rglob("*.css"))


def test_what_belongs_to_no_language_is_there_once(site: Site) -> None:
    assert [path.relative_to(site.folder).as_posix() for path in css(site) if path.name == "essay.css"] == [
        "assets/essay.css"
    ]


def test_the_title_page_names_the_author_of_each_language(site: Site) -> None:
    for section in site.pages[site.url].select("section[lang]"):
        essay = (ROOT / "docs" / str(section["lang"]) / "index.md").read_text(encoding="utf-8")
        head = yaml.safe_load(essay.removeprefix("---").partition("\n---\n")[0])
        assert head["author"]
        assert all(head.get(name, "") in section.get_text() for name in ("author", "affiliation"))


def test_the_page_for_a_wrong_address_is_not_indexed(site: Site) -> None:
    assert site.pages[f"{site.url}404.html"].select_one("meta[name=robots][content*=noindex]")


def test_every_page_says_what_it_is(site: Site) -> None:
    said = {address: page.select("meta[name=description]") for address, page in in_a_language(site).items()}
    assert [address for address, found in said.items() if len(found) != 1 or not found[0]["content"]] == []


def test_nothing_is_published_that_no_page_uses(site: Site) -> None:
    """Material's style and scripts are not."""
    used = {path.resolve() for path in site.folder.rglob("*.html")}
    for address, page in site.pages.items():
        used |= {file.resolve() for link in links(page) if (file := site.file(urldefrag(urljoin(address, link))[0]))}
    pictures = [str(tag["content"]) for page in site.pages.values() for tag in page.select("[property='og:image']")]
    used |= {file.resolve() for picture in pictures if (file := site.file(picture))}
    used |= {site.folder / "assets" / "search.js", site.folder / "sitemap.xml", site.folder / "sitemap.xml.gz"}
    assert {path for path in site.folder.rglob("*") if path.is_file()} - used == set()
