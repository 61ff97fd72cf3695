"""The site as readers get it: built once, in strict mode, under a sub-path as GitHub Pages serves it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from browser import Reader, launch
from commands import copied
from other_essay import essay
from server import Server, serve

ROOT = Path(__file__).parent.parent
LANGUAGES = sorted(path.parent.name for path in (ROOT / "docs").glob("*/index.md"))
# For what only an essay in several languages has: those of this essay, or else of a sample (see the fixture `site`).
SEVERAL_LANGUAGES = LANGUAGES if len(LANGUAGES) > 1 else ["en", "ja"]
URL = "https://example.org/essay/"

HANGS = 60  # seconds of the processor's: what takes so long reads all again and again; rightly it takes two or three

settings.register_profile("essay", deadline=None)  # how long an example takes is not what is tested
settings.load_profile("essay")


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
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built(ROOT, tmp_path_factory.mktemp("site"), LANGUAGES)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small essay with several notes in several languages, whatever this one has."""
    root = essay(tmp_path_factory.mktemp("sample"), SEVERAL_LANGUAGES)
    return built(root, tmp_path_factory.mktemp("site"), SEVERAL_LANGUAGES)


@pytest.fixture(scope="module")
def site(request: pytest.FixtureRequest) -> Site:
    """This essay's; the sample's for a module whose LANGUAGES are not those of this essay."""
    of_this_essay = getattr(request.module, "LANGUAGES", LANGUAGES) == LANGUAGES
    chosen: Site = request.getfixturevalue("own_site" if of_this_essay else "sample")
    return chosen


@pytest.fixture(scope="module")
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
    with watched(browser, server) as reading:
        yield reading


@pytest.fixture
def sample_reader(browser: Browser, sample: Site) -> Iterator[Reader]:
    """The same of the sample."""
    with serve(sample.folder) as running, watched(browser, running) as reading:
        yield reading


@contextmanager
def watched(browser: Browser, server: Server) -> Iterator[Reader]:
    reading = Reader(browser, server.address)
    yield reading
    reading.close()
    assert not reading.faults, "\n".join(reading.faults)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The repository with another essay in it."""
    return copied(tmp_path)


@pytest.fixture
def ends() -> Iterator[None]:
    """Fails a test that would not end for minutes or hours."""

    def stop(_number: int, _frame: object) -> None:
        pytest.fail(f"this did not end in {HANGS} seconds")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, HANGS)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


def built(root: Path, folder: Path, languages: list[str]) -> Site:
    """The site of an essay, built into a folder."""
    done = build(root, folder)
    assert done.returncode == 0, done.stderr
    return load(folder, languages)


def load(folder: Path, languages: list[str] = LANGUAGES) -> Site:
    """The site that was built into a folder."""
    pages = {address(folder, path): soup(path) for path in sorted(folder.rglob("*.html"))}
    pages = {name: page for name, page in pages.items() if not page.select_one("meta[http-equiv=refresh]")}
    return Site(folder, pages, languages)


def address(folder: Path, path: Path) -> str:
    return urljoin(URL, path.relative_to(folder).as_posix().removesuffix("index.html"))


def soup(path: Path) -> BeautifulSoup:
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
    for template in page.find_all("template"):  # no part of the page, until a script takes it
        template.decompose()
    return page
