"""Editions: nothing in one changes, none is made without need, and what changed between two is told."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

import languages
from conftest import ROOT, URL, Site, build
from editions import making, pdf, shelf
from editions.collecting import collect
from editions.comparing import DELETED, INSERTED, KEPT, changes, differences
from editions.describing import describe
from editions.edition import Edition
from editions.listing import write_changes, write_list
from editions.reading import read
from editions.shaping import FreezingError, shape
from editions.tree import write
from languages import Language, letters
from other_essay import essay

DAY = date(2026, 3, 1)
NAMES = {"ja": "日本語", "en": "English"}
PAGE = """<main><p data-about>About it</p><h1 id="title">Title<a class="headerlink" href="#title">#</a></h1>
<p class="byline">Jane Doe</p>
<h2 id="one">One</h2>
<p id="p1"><a class="paragraph-number" data-number="1" href="#p1"></a>The first <em>old</em> words of it<sup
id="fnref:a"><a class="footnote-ref" href="#fn:a">1</a></sup>.</p>
<p id="p2"><a class="paragraph-number" data-number="2" href="#p2"></a>Another paragraph<br>altogether &amp; more.</p>
<section role="doc-endnotes"><h2 id="notes">Notes</h2><ol><li id="fn:a"><p>A note.&#160;<a class="footnote-backref"
href="#fnref:a">↩</a></p></li></ol></section></main>"""


@pytest.fixture(scope="module")
def words() -> dict[str, Language]:
    return languages.load()


@pytest.fixture
def edition(tmp_path: Path, words: dict[str, Language]) -> Edition:
    """A small essay in two languages, built."""
    essay(tmp_path, list(NAMES))
    done = build(tmp_path, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    return collect(tmp_path, tmp_path / "site", NAMES, words, day=DAY, site_url=URL)


def paper(html: str) -> bytes:
    """In place of the PDF, which needs libraries of the system."""
    return f"%PDF {sha256(html.encode()).hexdigest()}".encode()


@pytest.fixture
def made(edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pdf, "faces", str)
    return making.make(edition, tmp_path / "docs", paper)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# What is committed


def test_no_edition_of_this_repository_has_changed() -> None:
    assert [str(problem) for problem in shelf.check(ROOT / "docs")] == []


def test_every_edition_is_served_byte_for_byte(site: Site) -> None:
    for edition in shelf.editions(ROOT / "docs"):
        assert contents(site.folder / "editions" / edition.folder.name) == contents(edition.folder)


# The files of an edition


def test_the_files_of_an_edition(made: Path) -> None:
    names = [
        "SHA256SUMS",
        "en/essay.bib",
        "en/essay.json",
        "en/essay.jsonld",
        "en/essay.pdf",
        "en/essay.ris",
        "en/index.html",
        "ja/essay.bib",
        "ja/essay.json",
        "ja/essay.jsonld",
        "ja/essay.pdf",
        "ja/essay.ris",
        "ja/index.html",
        "metadata.json",
        "refs.bib",
    ]
    assert sorted(contents(made)) == names
    assert (made / "refs.bib").read_bytes() == (made.parents[2] / "bib" / "refs.bib").read_bytes()
    assert not list(made.parents[2].glob(".edition.*"))
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=made, check=True, capture_output=True)


def test_the_same_edition_is_made_twice(edition: Edition, made: Path, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    again = making.make(edition, tmp_path / "again", paper)
    assert contents(again) == contents(made)


def test_the_metadata_say_what_is_known_and_no_more(edition: Edition) -> None:
    address = f"{URL}editions/2026-03-01/en/"
    assert describe(edition)["texts"][1] == {
        "language": "en",
        "translationOf": "ja",
        "address": address,
        "html": "en/index.html",
        "pdf": "en/essay.pdf",
        "reference": {
            "id": "doe2026en",
            "type": "webpage",
            "title": "Essay en",
            "author": [{"family": "Doe", "given": "Jane"}],
            "original-title": "Essay ja",
            "note": "unofficial translation of 「Essay ja」",
            "genre": "unofficial translation",
            "issued": {"date-parts": [[2026, 3, 1]]},
            "language": "en",
            "URL": address,
        },
    }


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (lambda made: flip(made / "en" / "index.html"), "en/index.html:1: this file of an edition has changed"),
        (lambda made: (made / "refs.bib").unlink(), "refs.bib:1: this file of an edition is missing"),
        (lambda made: (made / "en" / "x").touch(), "en/x:1: this file was added to an edition, which never changes"),
        (lambda made: (made / "SHA256SUMS").unlink(), "SHA256SUMS:1: this edition has lost its checksums"),
        (lambda made: (made / "SHA256SUMS").write_text("?\n"), "SHA256SUMS:1: this line is no checksum"),
    ],
)
def test_a_change_to_an_edition_is_told(made: Path, fault: Callable[[Path], object], message: str) -> None:
    docs = made.parents[1]
    assert shelf.check(docs) == []
    fault(made)
    assert str(shelf.check(docs)[0]).startswith(f"docs/editions/2026-03-01/{message}; ") or len(shelf.check(docs)) > 1
    assert f"docs/editions/2026-03-01/{message}" in "\n".join(map(str, shelf.check(docs)))


def flip(path: Path) -> None:
    """Change one bit of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_nothing_else_lies_among_the_editions(made: Path) -> None:
    (made.parent / "notes.txt").touch()
    expected = "docs/editions/notes.txt:1: this is no edition; move it out of docs/editions/, which has nothing else"
    assert [str(problem) for problem in shelf.check(made.parents[1])] == [expected]


# When none is made


def refusal(edition: Edition, docs: Path) -> str:
    with pytest.raises(making.EditionError) as refused:
        making.make(edition, docs, paper)
    return str(refused.value)


def test_an_edition_is_made_once_and_only_of_a_text_that_has_changed(edition: Edition, made: Path) -> None:
    docs = made.parents[1]
    name = "docs/editions/2026-03-01"
    assert refusal(edition, docs).startswith(f"{name}: this edition exists")
    later = replace(edition, day=date(2026, 3, 2))
    assert refusal(later, docs).startswith(
        f"docs/editions/2026-03-02: text, notes and bibliography are those of {name};"
    )
    earlier = replace(edition, day=date(2026, 2, 1))
    assert refusal(earlier, docs).startswith("docs/editions/2026-02-01: there is a later edition, of 2026-03-01;")
    changed = replace(later, bibliography=edition.bibliography + b"% a comment\n")
    assert making.make(changed, docs, paper).name == "2026-03-02"


def test_all_or_nothing(edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "faces", str)

    def fails(html: str) -> bytes:
        raise pdf.TypesettingError(html[:1])

    with pytest.raises(pdf.TypesettingError):
        making.make(edition, tmp_path / "docs", fails)
    assert not (tmp_path / "docs" / "editions").exists()
    assert not list(tmp_path.glob(".edition.*"))


def test_what_cannot_be_frozen_is_told(tmp_path: Path, words: dict[str, Language]) -> None:
    essay(tmp_path, ["en"])
    page = tmp_path / "docs" / "en" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n<video></video>\n", encoding="utf-8")
    assert build(tmp_path, tmp_path / "site").returncode == 0
    frozen = collect(tmp_path, tmp_path / "site", {"en": "English"}, words, day=DAY)
    with pytest.raises(FreezingError, match=r"docs/en/index.md:1: the text has a <video>.*; put a picture or text"):
        making.make(frozen, tmp_path / "docs", paper)


def test_links_lead_where_they_led_and_pictures_are_in_the_page(edition: Edition) -> None:
    html = '<main><h1>T</h1><p><a href="about/#x">A</a> <a href="#p1">B</a> <img src="i.svg" alt=""></p></main>'
    one = edition.essays["en"]._replace(html=html)
    (one.folder / "i.svg").write_text("<svg/>")
    shaped = "".join(write(element) for element in shape(one, "../../../en/").body)
    assert 'href="../../../en/about/#x"' in shaped
    assert 'href="#p1"' in shaped
    assert 'src="data:image/svg+xml;base64,PHN2Zy8+"' in shaped
    lost = one._replace(html=html.replace("i.svg", "https://example.org/i.svg"))
    with pytest.raises(
        FreezingError, match=r"shows https://example\.org/i\.svg, which is not in docs/; put a copy there"
    ):
        shape(lost, "")


def command(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": "hooks", "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("SITE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "editions", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_command_tells_in_one_line_why_there_is_no_edition(tmp_path: Path) -> None:
    essay(tmp_path, list(NAMES))
    failed = command(tmp_path, "make", "--date", "2026-03-01", "--tests", "false")
    told = "No edition is made, for the tests fail (false); mend what they say, then try again.\n"
    assert (failed.returncode, failed.stderr) == (1, told)
    assert "'soon' is no date; write it as 2026-11-30" in command(tmp_path, "make", "--date", "soon").stderr
    assert command(tmp_path, "check").returncode == 0
    (tmp_path / "docs" / "editions" / "2026-03-01").mkdir(parents=True)
    assert "this edition has lost its checksums" in command(tmp_path, "check").stderr
    assert not list(tmp_path.glob(".edition.*"))


# What has changed


def changed(old: str, new: str) -> list[tuple[str, str, str]]:
    """The places that differ from PAGE to PAGE with one text for another: id, old text, new text."""
    assert old in PAGE
    return [
        (change.block.id, change.old.text if change.old else "", change.new.text if change.new else "")
        for change in changes(read(PAGE), read(PAGE.replace(old, new)))
    ]


def test_a_page_is_read_without_its_tools() -> None:
    blocks = read(PAGE).blocks
    assert [block.id for block in blocks] == ["title", "", "one", "p1", "p2", "fn:a"]
    assert [block.text for block in blocks][-1] == "A note."
    assert blocks[3].text.startswith("The first old words of it")
    assert read(PAGE).notes == {"a": "1"}


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ("About it", "Another thing about it", []),
        ("first <em>old</em>", "first <em>new</em>", ["p1"]),
        ("<em>old</em>", "old", ["p1"]),  # only italics
        ("A note.", "A better note.", ["fn:a"]),
        ("Another paragraph", "Quite another paragraph", ["p2"]),
        (">Title<", ">Titles<", ["title"]),
        ("<h2 id=", '<p id="p0"><a class="paragraph-number" data-number="1a"></a>New.</p><h2 id=', ["p0"]),
        (">1</a></sup>", ">2</a></sup>", []),  # a number depends on the notes before it
    ],
)
def test_the_places_that_have_changed(old: str, new: str, places: list[str]) -> None:
    assert [place for place, _, _ in changed(old, new)] == places


def test_a_paragraph_that_moved_on_by_one_is_the_same() -> None:
    number = '<a class="paragraph-number" data-number="{0}" href="#p{0}"></a>'
    texts = ["The first paragraph of the text.", "The second one says something else.", "Finally, the third."]

    def page(texts: list[str]) -> str:
        return "<h1>T</h1>" + "".join(
            f'<p id="p{index}">{number.format(index)}{text}</p>' for index, text in enumerate(texts, 1)
        )

    found = changes(
        read(page(texts)), read(page([texts[0], "Inserted between them.", f"{texts[1]} Indeed.", texts[2]]))
    )
    pairs = [(change.old.id if change.old else "", change.new.id if change.new else "") for change in found]
    assert pairs == [("", "p2"), ("p2", "p3")]


@pytest.mark.parametrize(
    ("locale", "old", "new", "steps"),
    [
        (
            "en",
            "a firm policy",
            "a firmer policy",
            [(KEPT, "a "), (DELETED, "firm"), (INSERTED, "firmer"), (KEPT, " policy")],
        ),
        ("en", "it is so", "that was so", [(DELETED, "it is"), (INSERTED, "that was"), (KEPT, " so")]),
        ("ja", "固有の特徴", "独自の特徴", [(DELETED, "固有"), (INSERTED, "独自"), (KEPT, "の特徴")]),
        ("ja", "AIの規制", "AGIの規制", [(DELETED, "AI"), (INSERTED, "AGI"), (KEPT, "の規制")]),
        ("ja", "甲の乙だ", "丙の丁だ", [(DELETED, "甲の乙"), (INSERTED, "丙の丁"), (KEPT, "だ")]),
    ],
)
def test_differences_are_shown_in_the_units_of_the_language(
    words: dict[str, Language], locale: str, old: str, new: str, steps: list[tuple[str, str]]
) -> None:
    unit, island = letters(words[locale]["edition.unit"]), words[locale]["edition.island"]
    assert differences(old, new, unit, island) == steps


def test_the_list_of_editions_and_the_comparison(made: Path, words: dict[str, Language]) -> None:
    docs = made.parents[1]
    page = docs.parent / "docs" / "en" / "index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("First", "Firstly & <"), encoding="utf-8")
    assert build(docs.parent, docs.parent / "site").returncode == 0
    new = collect(docs.parent, docs.parent / "site", NAMES, words, day=date(2026, 3, 2))
    html = write_changes(shelf.editions(docs)[-1], read(new.essays["en"].html), "en", words["en"], str)
    assert "<del>First</del><ins>Firstly &amp; &lt;</ins><sup>1</sup>" in html
    assert html.count('class="change"') == 1
    making.make(new, docs, paper)
    shelved = shelf.editions(docs)
    assert write_list(shelved, "en", words["en"], str).count("Changed since the one before: <a href=") == 1
    assert "参考文献の書式など" in write_list(shelved, "ja", words["ja"], str)
    assert write_list([], "en", words["en"], str) == "<p>There is no edition yet.</p>"
