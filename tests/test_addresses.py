"""What a mistake in the files that hooks/addresses.py reads gets: one line, no traceback."""

import shutil
from pathlib import Path

import pytest

import addressing
from conftest import ROOT, build


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what the site is built from."""
    root = tmp_path / "a copy"
    for folder in ("bib", "docs", "hooks", "theme"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


@pytest.mark.parametrize(
    ("path", "content", "message"),
    [
        ("docs/en/index.md", b"Only text.", "docs/en/index.md:1: no title; begin the text with a line '# Title'"),
        (
            "docs/en/index.md",
            None,
            "docs/en/index.md:1: there is no such file; the essay of each language is its index.md",
        ),
    ],
)
def test_message(copy: Path, path: str, content: bytes | None, message: str) -> None:
    if content is None:
        (copy / path).unlink()
    else:
        (copy / path).write_bytes(content)
    done = build(copy, copy / "site")
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 1


def test_every_language_may_link_to_what_belongs_to_none(copy: Path) -> None:
    for page in (copy / "docs").glob("*/about.md"):
        page.write_text(page.read_text(encoding="utf-8") + "\n[icon](../assets/favicon.svg)\n", encoding="utf-8")
    done = build(copy, copy / "site")
    assert done.returncode == 0, done.stderr
    assert [path.parent.parent for path in (copy / "site").rglob("favicon.svg")] == [copy / "site"]


def test_a_locale_is_written_as_a_language_tag() -> None:
    assert addressing.tag("zh_TW") == "zh-TW"
