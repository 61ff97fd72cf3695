"""Nothing of this essay is in the code: another one, in other languages, with the same hooks and theme."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from conftest import ROOT, build

BIB = """
@book{doe2001, author = {Doe, Jane}, title = {The Rise}, publisher = {Press}, date = {2001}, langid = {english}}
@article{roe2010, author = {Roe, R.}, title = {Et après ?}, journaltitle = {Revue}, date = {2010-05}, langid = {french},
  title_translated_en = {And then?}}
"""
PAGE = """---
author: Jane Doe
---
# {title}

## One {{#one}}

First[@doe2001, p. 3].

Second[@roe2010] and[@doe2001].
"""
REFERENCES = '# {title}\n\n<div id="refs"></div>\n'
FRENCH = {  # a table begins as a copy of another language's
    'name = "English"': 'name = "français"',
    'ids = ["en", "eng", "english", ': 'ids = ["fr", "fre", "fra", "french"]\n#',
    'foreign = "en"': 'foreign = "fr"',
    'unknown = "n.d."': 'unknown = "s.d."',
    '"May"': '"mai"',
    'open = "“", close = "”"': 'open = "« ", close = " »"',
    "inside_quotes = true": "inside_quotes = false",
    'pointer = "note {number}"': 'pointer = "voir note {number}"',
    'paragraph = "Paragraph {number}"': 'paragraph = "Paragraphe {number}"',
    'notes = "Notes"': 'notes = "Notes de bas de page"',
}
NAMES = {"ja": "日本語", "en": "English", "fr": "français"}


def essay(folder: Path, locales: list[str]) -> Path:
    """An essay of two paragraphs in these languages."""
    for name in ("hooks", "theme", "docs/assets"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "bib").mkdir()
    (folder / "bib" / "refs.bib").write_text(BIB, encoding="utf-8")
    for locale in locales:
        (folder / "docs" / locale).mkdir()
        page = PAGE.format(title=f"Essay {locale}")
        (folder / "docs" / locale / "index.md").write_text(page, encoding="utf-8")
        references = REFERENCES.format(title=f"References {locale}")
        (folder / "docs" / locale / "references.md").write_text(references, encoding="utf-8")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    languages = "".join(
        f"        - locale: {locale}\n          name: {NAMES[locale]}\n          default: {str(not index).lower()}\n"
        "          nav:\n            - Essay: index.md\n            - References: references.md\n"
        for index, locale in enumerate(locales)
    )
    config = re.sub(r"(?ms)^( +languages:[^\n]*\n).*?(?=^\S)", lambda match: match[1] + languages + "\n", config)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return folder


def pages(folder: Path, locales: list[str]) -> dict[str, BeautifulSoup]:
    done = build(folder, folder / "site")
    assert done.returncode == 0, done.stderr
    return {
        locale: BeautifulSoup((folder / "site" / locale / "index.html").read_text(encoding="utf-8"), "lxml")
        for locale in locales
    }


def notes(page: BeautifulSoup) -> list[str]:
    for back in page.select("[role=doc-backlink]"):
        back.decompose()
    return [" ".join(note.get_text().split()) for note in page.select("[role=doc-endnotes] li")]


def test_another_essay_in_japanese_and_english(tmp_path: Path) -> None:
    built = pages(essay(tmp_path, ["ja", "en"]), ["ja", "en"])
    english = ["Doe, Jane, The Rise, Press, 2001, p. 3."]
    assert notes(built["en"])[0] == english[0]
    assert notes(built["ja"])[0] == english[0]
    assert "[And then?]" in notes(built["en"])[1]
    assert "(in French)" in notes(built["en"])[1]
    assert notes(built["ja"])[2] == "Doe, The Rise, 前掲注1."
    assert [p["id"] for p in built["en"].select("p[id]")] == ["p1", "p2"]
    everything = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("*.html"))
    assert not re.search(r"Trump|トランプ|齊藤|Saito|経済安全保障", everything)


def test_a_third_language_is_a_folder_and_a_table(tmp_path: Path) -> None:
    folder = essay(tmp_path, ["en", "fr"])
    table = (folder / "hooks" / "languages" / "en.toml").read_text(encoding="utf-8")
    for english, french in FRENCH.items():
        assert english in table
        table = table.replace(english, french)
    (folder / "hooks" / "languages" / "fr.toml").write_text(table, encoding="utf-8")
    (folder / "hooks" / "languages" / "ja.toml").unlink()
    built = pages(folder, ["en", "fr"])
    assert notes(built["fr"])[1] == "Roe, R., « Et après ? », Revue, mai 2010."
    assert notes(built["fr"])[2] == "Doe, The Rise, voir note 1."
    assert "“Et après ?” [And then?]" in notes(built["en"])[1]
    heading = built["fr"].select_one("#notes")
    assert heading
    assert heading.get_text().startswith("Notes de bas de page")
    assert built["fr"].select_one("html[lang=fr] #p1 > a[aria-label='Paragraphe 1']")
    assert sorted(path.name for path in (folder / "site").iterdir() if path.is_dir()) == [
        "assets",
        "en",
        "fr",
        "search",
    ]


def without_a_line(table: Path) -> None:
    table.write_text(table.read_text(encoding="utf-8").replace('works = "; "\n', ""), encoding="utf-8")


def with_prose_in_it(table: Path) -> None:
    table.write_text(table.read_text(encoding="utf-8") + "what is this", encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (Path.unlink, "en.toml:1: no such table; copy the one of another language and translate it"),
        (without_a_line, "en.toml:1: no marks.works; copy the line from ja.toml and translate it"),
        (with_prose_in_it, "en.toml: Expected '=' after a key in a key/value pair"),
    ],
)
def test_a_table_at_fault_stops_the_build(tmp_path: Path, change: Callable[[Path], None], message: str) -> None:
    folder = essay(tmp_path, ["ja", "en"])
    change(folder / "hooks" / "languages" / "en.toml")
    done = build(folder, folder / "site")
    assert done.returncode == 1
    assert f"hooks/languages/{message}" in done.stderr
    assert "Traceback" not in done.stderr
