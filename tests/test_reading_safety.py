"""No page runs, loads or sends what is not the site's: whatever a reader does, and whatever a field says."""

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import Reader
from conftest import LANGUAGES, Site
from hostile_essay import build
from other_essay import essay
from reading import still, switch
from search_box import open_search
from server import serve
from test_built_site import pages_in
from test_reading_addresses import MAY_COPY

RUN = "window.injected = () => { window.ran = true; };"
BREACHES = {  # what the policy refuses, and by which of its rules
    '<p id="b1" onclick="injected()">text</p>': "script-src-attr",
    "<script>injected()</script>": "script-src-elem",
    '<script src="https://elsewhere.example/a.js"></script>': "script-src-elem",
    '<a id="b2" href="javascript:injected()">text</a>': "script-src-elem",
    '<img alt="" src="https://elsewhere.example/a.png">': "img-src",
    '<span style="color: red">text</span>': "style-src-attr",
    "<style>p { color: red }</style>": "style-src-elem",
    '<link rel="stylesheet" href="https://elsewhere.example/a.css">': "style-src-elem",
    '<iframe src="https://elsewhere.example/"></iframe>': "frame-src",
    '<base href="https://elsewhere.example/">': "base-uri",
}


def use_everything(page: Page) -> None:
    """All that a page offers, once: colors, search, notes, addresses, references, files; and printing."""
    for _ in range(3):
        page.locator("button.theme").click()
    open_search(page)
    page.locator("#search input").fill("a")
    expect(page.locator("#search [role=status]")).not_to_be_empty()
    page.locator("#search button").click()
    if page.locator("main a.footnote-ref").count():
        page.locator("main a.footnote-ref").first.click()
        expect(page.locator("#note")).to_be_visible()
        page.keyboard.press("Escape")
    for link in (".paragraph-number", ".headerlink"):
        for place in page.locator(f"main {link}").all()[:2]:
            place.dispatch_event("click")
    for button in page.locator(".cite .reference ~ .copy").all():
        button.click()
    if page.locator("#status a").count():
        page.locator("#status a").click()
    for summary in page.locator("main summary").all()[:3]:
        summary.click()
    page.emulate_media(media="print")
    page.pdf()
    page.emulate_media(media="screen")
    still(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_a_reader_does_nothing_is_refused_and_nobody_else_is_asked(
    reader: Reader, site: Site, language: str
) -> None:
    """What the browser refuses, and each request that leaves the site, is a fault of the reader's."""
    for path in pages_in(site, language):
        page = reader.open(f"{language}/{path}", **MAY_COPY)
        use_everything(page)
        other = switch(page).get_attribute("hreflang")
        switch(page).click()
        page.wait_for_function("(tag) => document.documentElement?.lang === tag", arg=other)
        still(page)
    for path in ("", "no/such/page"):
        still(reader.open(path, absent=bool(path)))
    assert {path.partition("?")[0] for path in reader.requests if path.endswith(".js")} <= {
        "assets/essay.js",
        "assets/search.js",
    }


@pytest.fixture(scope="module")
def breached(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with what it must not have in its essay."""
    folder = tmp_path_factory.mktemp("breached") / "site"
    shutil.copytree(site.folder, folder)
    page = folder / LANGUAGES[0] / "index.html"
    html = page.read_text(encoding="utf-8")
    page.write_text(html.replace("</main>", f"{''.join(BREACHES)}</main>"), encoding="utf-8")
    return folder


def test_what_is_not_the_sites_own_is_refused_and_noticed(browser: Browser, breached: Path) -> None:
    with serve(breached) as server:
        reader = Reader(browser, server.address)
        page = reader.open(f"{LANGUAGES[0]}/", script=RUN)
        for name in ("b1", "b2"):
            page.locator(f"#{name}").dispatch_event("click")
        still(page)
        with pytest.raises(Exception, match="TrustedHTML"):
            page.evaluate("document.body.insertAdjacentHTML('beforeend', '<b>text</b>')")
        assert page.evaluate("window.ran") is None
        reader.close()
    faults = "\n".join(reader.faults)
    assert [rule for rule in BREACHES.values() if f"{rule} refused" not in faults] == []
    asked = [path for path in reader.requests if path.startswith("https://elsewhere.example/")]
    assert asked, "as playwright counts what the browser has refused to ask for"
    assert [path for path in asked if f"{path}: csp" not in reader.faults] == []


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("hostile"))


def test_no_field_runs_anything_or_asks_others(browser: Browser, hostile: Path) -> None:
    with serve(hostile) as server:
        reader = Reader(browser, server.address)
        for path in sorted(hostile.rglob("*.html")):
            address = path.relative_to(hostile).as_posix().removesuffix("index.html")
            page = reader.open(address, script=RUN)
            still(page)
            assert page.evaluate("window.ran") is None, address
        page = reader.open("en/", script=RUN, **MAY_COPY)
        page.locator("main a.footnote-ref").nth(8).click()
        expect(page.locator("#note")).to_be_visible()
        page.keyboard.press("Escape")
        page.locator("main a.paragraph-number").first.dispatch_event("click")
        page.locator("#status a").click()
        open_search(page)
        page.locator("#search input").fill("<script>injected()</script>")
        expect(page.locator("#search ol a").first).to_contain_text("<script>injected()</script>")
        assert page.locator(":is(#search, #note, .cite, #status) :is(script, img, iframe)").count() == 0
        assert page.evaluate("window.ran") is None
        reader.close()
    assert not reader.faults, "\n".join(reader.faults)


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """An essay that is being written, and the address at which `make serve` shows it."""
    folder = essay(tmp_path, ["ja", "en"])
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True, encoding="utf-8") as server:
        assert server.stderr
        for line in server.stderr:
            if "Serving on" in line:
                break
        yield folder, f"http://127.0.0.1:{port}/"
        server.terminate()
        server.stderr.read()


def test_a_preview_loads_anew_by_itself_and_refuses_others_too(browser: Browser, preview: tuple[Path, str]) -> None:
    folder, address = preview
    reader = Reader(browser, address)
    page = reader.open("en/")
    source = folder / "docs" / "en" / "index.md"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("First", "Another ![x](https://elsewhere.example/a.png)"), encoding="utf-8")
    expect(page.locator("#p1")).to_contain_text("Another")
    still(page)
    reader.close()
    assert [fault for fault in reader.faults if "img-src refused" in fault]
    assert [fault for fault in reader.faults if "elsewhere.example" not in fault] == []
