"""References to the essay: goldens for each style, language, state of knowledge, whole and paragraph.

To write the goldens anew from what the code does now, and then read the difference:

    UPDATE_GOLDENS=1 pytest tests/test_citing_references.py && git diff tests/goldens/citing
"""

import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

import languages
from citing import essay, processor
from citing.references import SLOT, STYLES, Reference, references
from citing.work import Place
from test_citing_work import EDITIONS, LEAST, MOST, PAGES, made
from test_goldens import PlainText

FOLDER = Path(__file__).parent / "goldens/citing"
TABLES = languages.load()
WORDS = {locale: TABLES[locale]["citing"] for locale in ("ja", "en")}
STATES: dict[str, tuple[dict[str, Any], dict[str, Place]]] = {
    "edition": (LEAST, EDITIONS),
    "no-date": (LEAST, PAGES),
    "everything": (MOST, EDITIONS),
}


@cache  # a reference takes a process
def cited(state: str, locale: str, paragraph: int | str = "") -> list[Reference]:
    (found,), problems = references([(made(*STATES[state])[locale], paragraph)], WORDS, TABLES)
    assert problems == []
    return found


@pytest.mark.parametrize("state", STATES)
def test_golden(state: str) -> None:
    lines: list[str] = []
    for locale in ("ja", "en"):
        for place in ("", 12):
            lines += ["", f"--- {locale}, {f'paragraph {place}' if place else 'the whole essay'}", ""]
            for one in cited(state, locale, place):
                in_text = f"   {one.in_text}" if one.in_text else ""
                lines.append(f"{one.style}: {PlainText(one.html).text}{in_text}")
    written, path = "\n".join(lines[1:]) + "\n", FOLDER / f"references-{state}.txt"
    if os.environ.get("UPDATE_GOLDENS"):
        path.write_text(written, encoding="utf-8")
    assert written == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("locale", ["ja", "en"])
def test_one_pattern_serves_every_paragraph(state: str, locale: str) -> None:
    patterns = cited(state, locale, SLOT)
    assert [one.paragraph(27) for one in patterns] == cited(state, locale, 27)
    assert all(SLOT in one.html for one in patterns)


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_words_of_the_original_are_marked_in_another_language(locale: str) -> None:
    for one in cited("edition", locale, 12):
        if one.style == "house":  # its titles are the bibliography's to mark
            continue
        html = BeautifulSoup(f'<p lang="{one.lang}">{one.html}</p>', "html.parser")
        for text in html.find_all(string=re.compile("[ぁ-ヿ一-鿿]")):
            assert text.parent is not None
            closest = text.find_parent(lang=True)
            assert closest is not None, one
            assert closest["lang"] == "ja", one
        assert not html.select("em span[lang=ja], span[lang=ja] em"), "Japanese is never slanted"


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_each_reference_to_a_paragraph_leads_there(locale: str) -> None:
    for one in cited("everything", locale, 12):
        links = [str(link["href"]) for link in BeautifulSoup(one.html, "html.parser").select("a")]
        assert f"https://example.org/essay/editions/2026-11-30/{locale}/#p12" in links, one


def test_the_english_names_the_translation_as_such() -> None:
    for one in cited("edition", "en"):
        text = BeautifulSoup(one.html, "html.parser").get_text()
        assert "東海の経済—灯台と海図—" in text, one
        assert "Claude (Anthropic)" in text, one
        assert "unofficial translation" in text.lower() or "非公式訳" in text, one


def test_a_processor_gives_the_same_without_the_site() -> None:
    """The items that readers can download make the same references in their own processors."""
    english = made(LEAST)["en"]
    item = essay.item(english, WORDS, TABLES)
    for style in STYLES:
        if style.language == "en":
            (done,), _ = processor.process([processor.Request(item, style.file, style.locale)])
            assert done
            ours = next(one for one in cited("edition", "en") if one.style == style.id)
            theirs = done.citation if style.note else done.reference
            assert PlainText(ours.html).text.replace("*", "") == PlainText(theirs).text.replace("*", "")


def test_a_machine_without_pandoc_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processor, "program", lambda: None)
    (found,), problems = references([(made(LEAST)["en"], "")], WORDS, TABLES)
    assert [one.style for one in found] == ["house"], "the site's own style needs no processor"
    assert str(problems[0]) == (
        "hooks/citing/styles/chicago-notes-bibliography.csl:1: there is no pandoc to format references with; "
        "install the packages of requirements.lock anew"
    )


def test_a_broken_style_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for style in STYLES:
        (tmp_path / f"{style.file}.csl").write_text("<style", encoding="utf-8")
    monkeypatch.setattr(processor, "STYLES", tmp_path)
    (found,), problems = references([(made(LEAST)["en"], "")], WORDS, TABLES)
    assert len(found) == 1
    assert [one.path for one in problems] == [
        f"hooks/citing/styles/{name}.csl" for name in dict.fromkeys(style.file for style in STYLES)
    ]
    assert all("pandoc cannot format by this style" in one.message for one in problems)


def test_each_style_keeps_its_licence() -> None:
    for path in processor.STYLES.glob("*.csl"):
        assert "http://creativecommons.org/licenses/by-sa/3.0/" in path.read_text(encoding="utf-8"), path.name
