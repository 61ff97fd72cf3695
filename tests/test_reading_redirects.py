"""A reader with an old address: with and without JavaScript, with and without a fragment, forward and back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from browser import Reader
from conftest import build
from other_essay import essay
from server import serve

PLAIN: dict[str, Any] = {"java_script_enabled": False}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site on which a page has become a section of another, and one has another name."""
    root = essay(tmp_path_factory.mktemp("essay"), ["ja", "en"])
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    redirects = "redirects: {old.md: about.md, sources.md: about.md#sources, sub/essay.md: index.md}"
    config.write_text(text.replace("redirects: {}", redirects), encoding="utf-8")
    site = tmp_path_factory.mktemp("site")
    done = build(root, site)
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture
def visitor(browser: Browser, folder: Path) -> Iterator[Reader]:
    """A reader of that site. The test fails if the browser complains of anything."""
    with serve(folder) as server:
        reading = Reader(browser, server.address)
        yield reading
        reading.close()
    assert not reading.faults, "\n".join(reading.faults)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    ("old", "new", "plain"),
    [
        ("old/", "about/", "about/"),
        ("old/#sources", "about/#sources", "about/"),
        ("old/?utm=x#fn:poe1999", "about/?utm=x#fn:poe1999", "about/"),
        ("sources/", "about/#sources", "about/#sources"),
        ("sources/#fn:poe1999", "about/#fn:poe1999", "about/#sources"),
        ("sub/essay/#p2", "#p2", ""),
    ],
)
def test_an_old_address_leads_on(visitor: Reader, language: str, old: str, new: str, plain: str) -> None:
    page = visitor.open(f"{language}/{old}")
    expect(page).to_have_url(f"{visitor.address}{language}/{new}")
    expect(page.locator("h1")).to_be_visible()
    if "#" in new:
        expect(page.locator(f"[id='{new.partition('#')[2]}']")).to_be_in_viewport()
    page = visitor.open(f"{language}/{old}", **PLAIN)
    expect(page).to_have_url(f"{visitor.address}{language}/{plain}")


def test_the_way_back_does_not_lead_into_the_redirect(visitor: Reader) -> None:
    page = visitor.open("")
    page.evaluate("location.href = 'en/old/#sources'")
    expect(page).to_have_url(f"{visitor.address}en/about/#sources")
    page.go_back()
    expect(page).to_have_url(visitor.address)
