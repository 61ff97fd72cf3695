"""Nothing of this essay is in the code: another one, in other languages, with the same hooks and theme."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

import languages
from conftest import build
from other_essay import essay


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
    assert notes(built["en"])[:2] == notes(built["ja"])[:2] == [*english, "Poe, Ed, The House, Press, 1999."]
    assert "[And then?]" in notes(built["en"])[2]
    assert "(in French)" in notes(built["en"])[2]
    assert notes(built["ja"])[3] == "Doe, The Rise, 前掲注1."
    assert [p["id"] for p in built["en"].select("main p[id]")] == ["p1", "p2"]


def test_references_are_sorted_and_link_back_to_every_note_that_cites_them(tmp_path: Path) -> None:
    folder = essay(tmp_path, ["ja", "en"])
    pages(folder, ["ja", "en"])
    page = BeautifulSoup((folder / "site" / "en" / "references" / "index.html").read_text(encoding="utf-8"), "lxml")
    items = {str(item["id"]): item for item in page.select("h1 ~ ol.references > li")}
    assert list(items) == ["ref:doe2001", "ref:poe1999", "ref:roe2010"]
    assert places(items["ref:doe2001"]) == [
        [("../#fn:doe2001", "Note 1"), ("../#p1", "Paragraph 1"), ("../#one", "One")],
        [("../#fn:doe2001-2", "Note 4"), ("../#p2", "Paragraph 2"), ("../#one", "One")],
    ]
    assert sorted(places(items["ref:poe1999"])) == [
        [("../#fn:poe1999", "Note 2"), ("../#one", "One")],  # in a quotation, which has no number
        [("../about/#fn:poe1999", "Note 1"), ("../about/#sources", "Sources")],
    ]


def places(item: Tag) -> list[list[tuple[str, str]]]:
    return [[(str(link["href"]), link.get_text()) for link in place.select("a")] for place in item.select(".cited-in")]


def test_every_page_speaks_its_language(tmp_path: Path) -> None:
    for locale, page in pages(essay(tmp_path, ["ja", "en"]), ["ja", "en"]).items():
        words = languages.load()[locale]
        assert page.select_one(f"html[lang={locale}]")
        titles = {str(link["title"]) for link in page.select("a.headerlink")}
        assert titles == {words["page.permalink"]}
        backs = [str(link["aria-label"]) for link in page.select("[role=doc-backlink]")]
        assert backs == [words["page.back_to_text"].format(number=number) for number in range(1, 5)]
        numbers = [str(link["aria-label"]) for link in page.select("a.paragraph-number")]
        assert numbers == [words["page.paragraph"].format(number=number) for number in (1, 2)]
        beside = [str(link["aria-label"]) for link in page.select("a.beside")]
        assert beside == [words["page.beside"].format(number=number) for number in (1, 2)]


def without_a_line(table: Path) -> None:
    table.write_text(table.read_text(encoding="utf-8").replace('works = "; "\n', ""), encoding="utf-8")


def with_a_number_for_a_word(table: Path) -> None:
    table.write_text(table.read_text(encoding="utf-8").replace('works = "; "', "works = 3"), encoding="utf-8")


def as_a_mere_copy(table: Path) -> None:
    table.write_text((table.parent / "ja.toml").read_text(encoding="utf-8"), encoding="utf-8")


def with_prose_in_it(table: Path) -> None:
    table.write_text("what is this\n" + table.read_text(encoding="utf-8"), encoding="utf-8")


def with_a_slot_misspelt(table: Path) -> None:
    table.write_text(table.read_text(encoding="utf-8").replace("note {number}", "note {numer}"), encoding="utf-8")


def with_a_brace_too_few(table: Path) -> None:
    table.write_text(table.read_text(encoding="utf-8").replace("note {number}", "note {number"), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (Path.unlink, "en.toml:1: no such table; copy the one of another language and translate it"),
        (without_a_line, "en.toml:1: no marks.works; copy the line from fr.toml and translate it"),
        (
            with_a_number_for_a_word,
            "en.toml:1: marks.works is not written as in ja.toml; copy the line and translate it",
        ),
        (
            as_a_mere_copy,
            "en.toml:1: the ids of the language are those of ja.toml; write its own, and translate the rest",
        ),
        (with_prose_in_it, "en.toml:1: Expected '=' after a key in a key/value pair; check the quotation marks"),
        (
            with_a_slot_misspelt,
            "en.toml:1: short.pointer has {numer}, and other languages have {number}; write the same in all",
        ),
        (with_a_brace_too_few, "en.toml:1: a brace of short.pointer has no other; write slots as in {number}"),
    ],
)
def test_a_table_at_fault_stops_the_build(tmp_path: Path, change: Callable[[Path], None], message: str) -> None:
    folder = essay(tmp_path, ["ja", "en"])
    change(folder / "hooks" / "languages" / "en.toml")
    done = build(folder, folder / "site")
    assert done.returncode == 1
    assert f"hooks/languages/{message}" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_configuration_may_be_named(tmp_path: Path) -> None:
    """As ProperDocs asks for; then its path is not absolute."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", "mkdocs.yml"]
    done = subprocess.run(
        command, cwd=essay(tmp_path, ["ja", "en"]), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
