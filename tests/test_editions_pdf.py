"""The PDF: notes at the foot of their page, tagged, text that is read and copied in its order, the same bytes twice."""

import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import page as checker
import pikepdf
import pytest
from bs4 import BeautifulSoup

import languages
from conftest import ROOT, URL, Site
from editions import pdf
from editions.collecting import collect
from editions.describing import citation
from editions.edition import Edition
from editions.paper import write_paper
from editions.reading import CLOSE, OPEN, Block, read
from editions.webpage import TEMPLATES

DAY = date(2026, 3, 1)


@pytest.fixture(scope="module", autouse=True)
def _ready() -> None:
    """One line, and not a traceback for each test, if the system cannot typeset."""
    try:
        pdf.require()
    except pdf.TypesettingError as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="module")
def edition(site: Site) -> Edition:
    names = {name: name for name in site.languages}
    return collect(ROOT, site.folder, names, languages.load(), day=DAY, site_url=URL)


@pytest.fixture(scope="module")
def papers(edition: Edition) -> dict[str, bytes]:
    return {locale: pdf.typeset(write_paper(edition, locale, pdf.faces())) for locale in edition.essays}


@pytest.fixture(scope="module")
def files(papers: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pdf")
    for locale, data in papers.items():
        (folder / f"{locale}.pdf").write_bytes(data)
    return {locale: folder / f"{locale}.pdf" for locale in papers}


def pages(path: Path) -> list[str]:
    """The text of each page in the order of its content, as it is copied."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not here: apt-get install poppler-utils")
    text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True).stdout.decode()
    return text.split("\f")[:-1]


def bare(text: str) -> str:
    """Without spaces and line ends, which typesetting changes, and in one form of each character."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def blocks(edition: Edition, locale: str, kind: str) -> list[Block]:
    return [block for block in read(edition.essays[locale].html).blocks if block.kind == kind]


def test_the_same_bytes_twice(edition: Edition, papers: dict[str, bytes]) -> None:
    locale = next(iter(papers))
    script = (
        "import sys; from editions import pdf; html = sys.stdin.buffer.read().decode(); "
        "sys.stdout.buffer.write(pdf.typeset(html))"
    )
    again = subprocess.run(
        [sys.executable, "-c", script],
        input=write_paper(edition, locale, pdf.faces()).encode(),
        cwd=ROOT / "hooks",
        capture_output=True,
        check=True,
    )
    assert again.stdout == papers[locale]


def test_the_text_is_copied_in_the_order_in_which_it_is_read(edition: Edition, files: dict[str, Path]) -> None:
    for locale, path in files.items():
        running = [edition.essays[locale].title.author, edition.essays[locale].title.name]
        text = bare(re.sub(r"(?m)^\d+ / \d+$", "", "\n".join(pages(path))))
        position = 0
        for block in blocks(edition, locale, "paragraph"):
            start = re.split(f"{OPEN}[^{CLOSE}]*{CLOSE}", block.text)[0][:30]
            found = text.find(f"{block.number}{bare(start)}", position)
            assert found >= 0, (locale, block.id)
            position = found
        assert text.count(bare(running[1])) >= len(pages(path)) - 1


def test_each_note_stands_at_the_foot_of_the_page_of_its_reference(edition: Edition, files: dict[str, Path]) -> None:
    for locale, path in files.items():
        anchored = destinations(path)
        notes = blocks(edition, locale, "note")
        assert notes
        for note in notes:
            key = note.id.partition(":")[2]
            assert anchored[f"fn:{key}"] == anchored[f"fnref:{key}"], (locale, key)
            assert bare(f"{note.number}. {note.text[:20]}") in bare(pages(path)[anchored[note.id]])


def destinations(path: Path) -> dict[str, int]:
    """The page, from 0, of each name that a link or an address can lead to."""
    with pikepdf.open(path) as file:
        numbers = {page.objgen: number for number, page in enumerate(file.pages)}
        names: list[Any] = list(file.Root.Names.Dests.Names)
        return {str(name): numbers[target[0].objgen] for name, target in zip(names[::2], names[1::2], strict=True)}


def test_no_line_begins_with_the_number_of_a_note(edition: Edition, files: dict[str, Path]) -> None:
    for locale, path in files.items():
        numbers = {str(note.number) for note in blocks(edition, locale, "note")}
        first = [re.match(r"(\d+)[。、,.]?$|(\d+)[。、]", line) for page in pages(path) for line in page.splitlines()]
        assert not [found for found in first if found and (found[1] or found[2]) in numbers]


def sheet(body: str) -> str:
    """A page of Japanese, in the style of an edition."""
    style = pdf.faces() + (TEMPLATES / "paper.css").read_text(encoding="utf-8")
    return f'<html lang="ja"><head><title>頁</title><style>{style}</style></head><body>{body}</body></html>'


def test_a_number_stays_with_the_letter_before_it_wherever_the_line_ends(tmp_path: Path) -> None:
    note = '<span id="fnref:{0}"><span class="footnote" id="fn:{0}" data-number="{0}">注。</span></span>'
    body = "".join(
        f'<p id="p{length}">{"文" * length}<span class="tied">字{note.format(length)}</span>。続き。</p>'
        for length in range(30, 50)
    )
    (tmp_path / "x.pdf").write_bytes(pdf.typeset(sheet(body)))
    text = "".join(pages(tmp_path / "x.pdf"))
    assert len(re.findall(r"字\d\d\s*。", text)) == 20


def test_no_line_begins_with_what_may_not_begin_one(tmp_path: Path) -> None:
    unfit = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー、。」』）〕】・：；！？々ゝゞ"
    body = "".join(f"<p>{'文' * length}{mark}続き。</p>" for mark in unfit for length in (39, 40, 41))
    (tmp_path / "x.pdf").write_bytes(pdf.typeset(sheet(body)))
    lines = "\n".join(pages(tmp_path / "x.pdf")).splitlines()
    assert len(lines) > 2 * len(unfit) * 2
    assert not [line for line in lines if line[:1] in unfit and line]


def test_a_heading_goes_on_with_its_paragraph_wherever_the_page_ends(tmp_path: Path) -> None:
    body = "".join(
        f'<section style="break-before: page">{"<p>行</p>" * lines}<h2 id="h{lines}">題</h2>'
        f'<p id="p{lines}">{"文" * 150}</p></section>'
        for lines in range(28, 42)
    )
    (tmp_path / "x.pdf").write_bytes(pdf.typeset(sheet(body)))
    anchored = destinations(tmp_path / "x.pdf")
    assert len(set(anchored.values())) == 14
    assert all(anchored[f"h{lines}"] == anchored[f"p{lines}"] for lines in range(28, 42))


def test_the_lines_of_japanese_are_filled(tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not here: apt-get install poppler-utils")
    text = '文字は2026年の第一次から、<span lang="en">AI</span>の<span>規制</span>まで、一つの行に収まる。' * 12
    body = f'<p data-justify="letters">{text}</p><p id="p2">{text}</p>'
    (tmp_path / "x.pdf").write_bytes(pdf.typeset(sheet(body)))
    command = ["pdftotext", "-bbox-layout", str(tmp_path / "x.pdf"), "-"]
    lines = BeautifulSoup(subprocess.run(command, capture_output=True, check=True).stdout, "xml").find_all("line")
    ends = [round(float(str(line["xMax"]))) for line in lines]
    half = len(ends) // 2
    edge = round((210 - 31) / 25.4 * 72)
    assert half > 8
    assert set(ends[: half - 1]) == {edge}
    assert set(ends[half:-1]) != {edge}


def test_a_heading_is_not_the_last_line_of_its_page(edition: Edition, files: dict[str, Path]) -> None:
    for locale, path in files.items():
        anchored = destinations(path)
        kinds = [(block.kind, block.id) for block in read(edition.essays[locale].html).blocks]
        for (kind, heading), (_, following) in pairwise(kinds):
            if kind == "heading" and following in anchored:
                assert anchored[heading] == anchored[following]


def test_the_first_page_says_what_it_is_and_how_to_cite_it(edition: Edition, files: dict[str, Path]) -> None:
    for locale, path in files.items():
        essay, first = edition.essays[locale], bare(pages(path)[0])
        head = "".join([essay.title.name, essay.title.subtitle, essay.title.author])
        assert first.startswith(bare(head))
        assert bare(edition.address(locale)) in first
        assert bare(unescape(re.sub(r"<[^>]*>", "", citation(edition, locale)))) in first


def test_the_file_is_tagged_and_titled(edition: Edition, files: dict[str, Path]) -> None:
    for locale, path in files.items():
        with pikepdf.open(path) as file:
            assert str(file.docinfo["/CreationDate"]).startswith("D:20260301")
            assert file.Root.Lang == edition.essays[locale].tag
            assert file.Root.MarkInfo.Marked
            assert file.Root.ViewerPreferences.DisplayDocTitle
            assert file.docinfo["/Title"] == edition.essays[locale].title.full
            assert b'pdfuaid:part="1"' in file.Root.Metadata.read_bytes()
            with file.open_outline() as outline:
                titles = [item.title for root in outline.root for item in [root, *root.children]]
            headings = [block.text for block in blocks(edition, locale, "heading")]
            assert titles[1 : len(headings)] == headings[1:]


def test_everything_on_a_page_is_tagged_or_an_artifact(files: dict[str, Path]) -> None:
    shows = {"Tj", "TJ", "'", '"', "f", "f*", "S", "s", "B", "Do", "sh"}
    for path in files.values():
        with pikepdf.open(path) as file:
            for page in file.pages:
                marked: list[bool] = []
                for instruction in pikepdf.parse_content_stream(page):
                    operands, name = instruction.operands, str(instruction.operator)
                    if name in ("BDC", "BMC"):
                        marked.append(str(operands[0]) == "/Artifact" or (name == "BDC" and "/MCID" in operands[1]))
                    elif name == "EMC":
                        marked.pop()
                    assert name not in shows or any(marked), (path.name, name)
                assert page.Tabs == "/S"
                assert all("/Contents" in link and "/StructParent" in link for link in page.get("/Annots", []))


def test_a_checker_of_pdf_ua_finds_nothing(files: dict[str, Path]) -> None:
    for path in files.values():
        report = checker.validate_pdf(path, profile="ua1")
        assert [f"{fault.rule_id}: {fault.message}" for fault in report.failures] == []
        assert report.rules.passed == report.rules.total > 100


def test_running_heads_and_page_numbers_are_no_content(files: dict[str, Path]) -> None:
    """They are artifacts, and what is tagged hangs in the tree that is read aloud."""
    for path in files.values():
        with pikepdf.open(path) as file:
            read_aloud = {element.objgen for element in structure(file.Root.StructTreeRoot.K[0])}
            elements = list(file.Root.StructTreeRoot.ParentTree.Nums)[1::2][: len(file.pages)]
            assert all(element.objgen in read_aloud for on_page in elements for element in on_page if element)
            paginations = [
                sum(b"/Pagination" in line for line in sheet.Contents.read_bytes().splitlines()) for sheet in file.pages
            ]
            assert paginations[0] == 2  # no running heads above the title
            assert all(count == 4 for count in paginations[1:])


def structure(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The elements of a structure tree, as a screen reader meets them."""
    yield element
    children: Any = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield from structure(child)


def test_the_tags_are_those_of_the_text(edition: Edition, files: dict[str, Path]) -> None:
    for locale, path in files.items():
        with pikepdf.open(path) as file:
            found = list(structure(file.Root.StructTreeRoot.K[0]))
            kinds = Counter(str(element.S) for element in found)
            notes = [str(element.ID) for element in found if element.S == "/Note"]
            tree = [str(name) for name in list(file.Root.StructTreeRoot.IDTree.Names)[::2]]
        headings = blocks(edition, locale, "heading")
        assert kinds["/H1"] == 1
        assert kinds["/H2"] + kinds["/H3"] == len(headings)  # with that of the references, without the title
        assert kinds["/P"] >= len(blocks(edition, locale, "paragraph"))
        assert len(set(notes)) == len(notes) == len(blocks(edition, locale, "note"))
        assert tree == sorted(notes)


def test_only_the_faces_that_were_chosen_and_all_embedded(files: dict[str, Path]) -> None:
    for path in files.values():
        with pikepdf.open(path) as file:
            fonts = [font for page in file.pages for font in page.Resources.Font.values()]
            names = {str(font.BaseFont).partition("+")[2] for font in fonts}
            for font in fonts:
                assert "/ToUnicode" in font
                assert "/FontFile3" in font.DescendantFonts[0].FontDescriptor
        assert {name for name in names if not name.startswith(("Latin", "Noto-Serif-CJK-JP"))} == set()


def test_an_address_is_not_broken_before_its_host_ends(edition: Edition, files: dict[str, Path]) -> None:
    for locale, path in files.items():
        assert not [line for page in pages(path) for line in page.splitlines() if line.endswith("://")]
        assert "cited-in" not in write_paper(edition, locale, "")


def test_external_links_are_those_of_the_notes(edition: Edition, files: dict[str, Path]) -> None:
    for locale, path in files.items():
        with pikepdf.open(path) as file:
            annotations = [link for page in file.pages for link in page.get("/Annots", [])]
            addresses = {str(link.A.URI) for link in annotations if "/A" in link and "/URI" in link.A}
        wanted = {form[2] for note in blocks(edition, locale, "note") for form in note.form if form[0] == "a"}
        assert wanted <= addresses
        assert edition.address(locale) in addresses


def test_no_other_face_takes_the_place_of_one_that_is_missing(tmp_path: Path) -> None:
    """Fontconfig is shown the Latin face alone."""
    config = tmp_path / "fonts.conf"
    faces = next(pdf.face_files())[0].parent
    config.write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{faces}</dir><cachedir>{tmp_path}</cachedir></fontconfig>',
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "editions", "ready"],
        cwd=ROOT,
        env={**os.environ, "FONTCONFIG_FILE": str(config), "PYTHONPATH": "hooks"},
        capture_output=True,
        text=True,
        check=False,
    )
    told = r"The PDF would be set in .*: Noto Serif CJK JP is not here, .*; sudo apt-get .*\n"
    assert (done.returncode, bool(re.fullmatch(told, done.stderr))) == (1, True), done.stderr


def test_what_the_system_lacks_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.setattr(pdf, "find_spec", lambda _: None)
    with pytest.raises(
        pdf.TypesettingError, match=r"^The PDF needs the Python package weasyprint: make pdf installs it\.$"
    ):
        pdf.require()
