"""This essay's texts: the Japanese against the source as received, the English against the Japanese.

Another essay deletes this file, transcription/, emendations.tsv and terms.tsv, or puts its own source in their place.
"""

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

import languages
from conftest import ROOT, Site
from essay.citation import Grammar
from essay.document import Document
from essay.reader import read

TOOLS = Path(__file__).parent / "transcription" / "tools"
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
KANJI = "〇一二三四五六七八九"


def document(locale: str) -> Document:
    path = ROOT / "docs" / locale / "index.md"
    return read(path.read_text(encoding="utf-8"), f"docs/{locale}/index.md", Grammar(languages.load().values()))


JAPANESE, ENGLISH = document("ja"), document("en")
PARAGRAPHS = [
    (number, JAPANESE.text[ja.start : ja.end], ENGLISH.text[en.start : en.end])
    for number, (ja, en) in enumerate(zip(JAPANESE.paragraphs, ENGLISH.paragraphs, strict=True), 1)
]
TERMS = [
    (term, renderings.split("|"))
    for line in (Path(__file__).parent / "terms.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
    for term, renderings in [line.split("\t")]
]


def run(tool: str, *arguments: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(TOOLS / tool), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_japanese_text_is_the_source_but_for_the_emendations() -> None:
    done = run("check_source.py", ROOT / "docs" / "ja" / "index.md", Path(__file__).parent / "emendations.tsv")
    assert done.returncode == 0, done.stdout


def test_the_japanese_notes_are_those_of_the_source(site: Site) -> None:
    done = run("check_notes.py", site.folder / "ja" / "index.html")
    assert done.returncode == 0, done.stdout


def test_every_emendation_is_listed_in_every_language() -> None:
    lines = (Path(__file__).parent / "emendations.tsv").read_text(encoding="utf-8").splitlines()
    for locale in ("ja", "en"):
        about = (ROOT / "docs" / locale / "about.md").read_text(encoding="utf-8")
        for printed, corrected in (line.split("\t")[:2] for line in lines if line and not line.startswith("#")):
            assert printed in about
            assert corrected in about


def test_the_essay_is_complete() -> None:
    assert len(PARAGRAPHS) == 27
    assert len(JAPANESE.groups) == len(ENGLISH.groups) == 23
    pinned = ["introduction", "comprehensive-strengthening", "energy-and-critical-minerals", "economic-statecraft"]
    pinned += ["weaponization-against-allies", "conclusion"]
    assert [section.id for section in JAPANESE.sections[1:]] == pinned


def bare(text: str) -> str:
    """Without citations, whose keys have years."""
    return unicodedata.normalize("NFKC", re.sub(r"\[@[^\]]*\]", "", text))


def numbers_of(japanese: str) -> list[str]:
    """What must stand in the English: years and other figures as they are, months by their names."""
    months = [MONTHS[int(month) - 1] for month in re.findall(r"(\d+)月", japanese)]
    return re.findall(r"[A-Z]*\d+(?!\d*月)", japanese) + months


@pytest.mark.parametrize(("number", "japanese", "english"), PARAGRAPHS)
def test_numbers_are_the_same(number: int, japanese: str, english: str) -> None:
    wanted = numbers_of(bare(japanese))
    lacking = [figure for figure in wanted if not stands_in(figure, bare(english))]
    assert not lacking, f"paragraph {number} of the English lacks {lacking}"
    ordinals = {str(KANJI.index(kanji)) for kanji in re.findall(rf"第([{KANJI}])", japanese)}
    added = [figure for figure in re.findall(r"[A-Z]*\d+", bare(english)) if figure not in {*wanted, *ordinals}]
    assert not added, f"paragraph {number} of the English adds {added}"


def stands_in(figure: str, english: str) -> bool:
    forms = [figure]
    if figure.isdigit() and int(figure) < len(WORDS):
        forms.append(WORDS[int(figure)])
    return any(re.search(rf"(?<![\w]){form}(?!\w)", english, re.IGNORECASE) for form in forms)


@pytest.mark.parametrize(("number", "japanese", "english"), PARAGRAPHS)
def test_terms_are_rendered(number: int, japanese: str, english: str) -> None:
    lacking = [
        f"{term} ({' or '.join(renderings)})"
        for term, renderings in TERMS
        if term in japanese and not any(rendering.lower() in english.lower() for rendering in renderings)
    ]
    assert not lacking, f"paragraph {number} of the English lacks {lacking}"


@pytest.mark.parametrize(("number", "japanese", "english"), PARAGRAPHS)
def test_no_sentence_is_left_out(number: int, japanese: str, english: str) -> None:
    """Here none was joined to its neighbour; where that is good English, count what the Japanese has less one."""
    ends = re.findall(r"(?<!U\.S)[.?!][”’]?(?:\[@[^\]]*\])?(?= [A-Z“]|$)", english)
    assert len(ends) >= japanese.count("。"), f"paragraph {number}"


def test_the_about_pages_point_to_the_same_places() -> None:
    pages = ((ROOT / "docs" / locale / "about.md").read_text(encoding="utf-8") for locale in ("ja", "en"))
    japanese, english = (re.findall(r"\]\(([^)]*#[^)]*)\)", page) for page in pages)
    assert japanese == english
    assert japanese


def test_headings_are_rendered() -> None:
    for ja, en in zip(JAPANESE.sections, ENGLISH.sections, strict=True):
        assert (ja.level, ja.id) == (en.level, en.id)
        assert re.findall(r"^\d+", ja.title) == re.findall(r"^\d+", en.title)
        for term, renderings in TERMS:
            if term in ja.title:
                assert any(rendering.lower() in en.title.lower() for rendering in renderings), (ja.title, en.title)


def test_the_english_says_what_it_is(site: Site) -> None:
    notice = site.pages[f"{site.url}en/"].select_one(".notice")
    assert notice
    assert "unofficial translation" in notice.get_text()
    assert "Japanese text is the authority" in notice.get_text()


def test_the_english_notes_are_english(site: Site) -> None:
    """Japanese stands in them only where a work's own title is quoted, and is marked as Japanese."""
    for note in site.pages[f"{site.url}en/"].select("[role=doc-endnotes] li"):
        for quoted in note.select("[lang=ja]"):
            quoted.decompose()
        assert not re.search(r"[\u3000-\u9fff]", note.get_text()), note.get_text()


def test_every_run_of_the_other_language_says_so(site: Site) -> None:
    """For screen readers and faces: Japanese letters, or two English words, stand in an element that is marked."""
    japanese, english = re.compile("[ぁ-ヿ一-鿿]"), re.compile(r"[A-Za-z][A-Za-z’'-]+ [A-Za-z’'-]+")
    faults = []
    for address, page in site.pages.items():
        for text in page.find_all(string=True):
            marked = text.find_parent(lang=True)
            if not marked or text.find_parent(["script", "style", "code", "head", "pre", "template"]):
                continue
            foreign = {"en": japanese, "ja": english}.get(str(marked["lang"]))
            faults += [f"{address}: {found[0]}" for found in [foreign.search(text)] if found] if foreign else []
    assert faults == []
