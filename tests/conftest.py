"""The site as readers get it: built once, in strict mode, under a sub-path as GitHub Pages serves it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, sync_playwright

from browser import Reader, launch
from commands import copied
from server import Server, serve

ROOT = Path(__file__).parent.parent
LANGUAGES = sorted(path.parent.name for path in (ROOT / "docs").glob("*/index.md"))
URL = "https://example.org/essay/"


@dataclass(frozen=True)
class Site:
    """A built site: its folder, its pages by address (without those that lead on), the languages it is written in."""

    folder: Path
    pages: dict[str, BeautifulSoup]
    languages: list[str]
    url: str = URL

    def file(self, address: str) -> Path | None:
        """The file that answers at an address of this site; None for an address elsewhere."""
        if not address.startswith(self.url):
            return None
        path = unquote(urlsplit(address).path.removeprefix(urlsplit(self.url).path))
        return self.folder / (path + "index.html" if path.endswith("/") or not path else path)


def build(root: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Build the site at `root` into `folder` with the command of `make build`."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=root,
        env={**os.environ, "SITE_URL": URL, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("site")
    done = build(ROOT, folder)
    assert done.returncode == 0, done.stderr
    return load(folder)


@pytest.fixture(scope="session")
def server(site: Site) -> Iterator[Server]:
    with serve(site.folder) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, launch(playwright) as started:
        yield started


@pytest.fixture
def reader(browser: Browser, server: Server) -> Iterator[Reader]:
    """A reader of the built site. The test fails if the browser complains of anything in a page that was opened."""
    reading = Reader(browser, server.address)
    yield reading
    reading.close()
    assert not reading.faults, "\n".join(reading.faults)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The repository with another essay in it."""
    return copied(tmp_path)


def load(folder: Path) -> Site:
    """The site that was built into a folder."""
    pages = {address(folder, path): soup(path) for path in sorted(folder.rglob("*.html"))}
    pages = {name: page for name, page in pages.items() if not page.select_one("meta[http-equiv=refresh]")}
    return Site(folder, pages, LANGUAGES)


def address(folder: Path, path: Path) -> str:
    return urljoin(URL, path.relative_to(folder).as_posix().removesuffix("index.html"))


def soup(path: Path) -> BeautifulSoup:
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
    for template in page.find_all("template"):  # no part of the page, until a script takes it
        template.decompose()
    return page
