"""`python -m essay` by itself: its notes are those of the site, whoever renders them, and it needs pybtex alone."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from html import escape
from pathlib import Path
from urllib.parse import unquote

import markdown
import pypandoc
import pytest
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

import languages
from bibliography import works
from conftest import LANGUAGES, ROOT, URL, Site
from essay.plain import emphasise, write

PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*/*.md"))
PANDOC = ("markdown", "commonmark+footnotes")
BIB = """
@book{doe2001, author = {Doe, Jane}, title = {The Rise: A History}, publisher = {Press}, date = {2001}}
@book{roe2010, author = {Roe, R.}, title = {東と*西_の_本}, shorttitle = {東}, publisher = {出版社}, date = {2010}}
"""
# The command as if nothing were installed but pybtex and what that brings.
ALONE = """
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        own = {"bibliography", "essay", "languages", "problem", "reserved"}
        if name.partition(".")[0] not in sys.stdlib_module_names | own | {"pybtex", "latexcodec", "yaml"}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Absent())
from essay.__main__ import main
sys.exit(main())
"""


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The command, run in a folder, with nothing but what an adopter of another site generator copies."""
    hooks = tmp_path_factory.mktemp("hooks")
    for name in ("problem.py", "reserved.py"):
        shutil.copy(ROOT / "hooks" / name, hooks)
    for name in ("bibliography", "essay", "languages"):
        shutil.copytree(ROOT / "hooks" / name, hooks / name, ignore=shutil.ignore_patterns("__pycache__"))

    def start(folder: Path, *arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
        command, paths = [sys.executable, "-c", ALONE, *arguments], {"PYTHONPATH": str(hooks)}
        return subprocess.run(
            command, cwd=folder, env=paths, input=text, capture_output=True, encoding="utf-8", check=False
        )

    return start


def by_pandoc(text: str, dialect: str) -> BeautifulSoup:
    return BeautifulSoup(pypandoc.convert_text(text, "html", format=dialect, extra_args=["--wrap=none"]), "lxml")


def by_python_markdown(text: str) -> BeautifulSoup:
    extensions = ["attr_list", "fenced_code", "tables", "footnotes"]
    order = {"footnotes": {"USE_DEFINITION_ORDER": False}}
    return BeautifulSoup(markdown.markdown(text, extensions=extensions, extension_configs=order), "lxml")


def notes(page: BeautifulSoup) -> list[str]:
    """The notes with what they emphasise, link to, and mark as of another language."""
    for back in page.select("[role=doc-backlink], .footnote-backref"):
        back.decompose()
    return [shape(note) for note in page.select("[role=doc-endnotes] li, .footnote li")]


def shape(tag: Tag) -> str:
    return " ".join("".join(pieces(tag)).split())


def pieces(tag: Tag) -> list[str]:
    found: list[str] = []
    for child in tag.children:
        if isinstance(child, NavigableString):
            found.append(str(child))
        elif isinstance(child, Tag):
            inside = "".join(pieces(child))
            says = unquote(str(child.get("href") or child.get("lang") or child.name))
            found.append(inside if child.name in ("html", "body", "p") else f"⟨{says}⟩{inside}⟨/⟩")
    return found


@pytest.mark.parametrize("path", PAGES)
def test_the_notes_are_those_of_the_site(site: Site, run: Run, tmp_path: Path, path: str) -> None:
    locale, name = path.split("/")[1:]
    page = site.pages[URL + f"{locale}/{name}".removesuffix(".md").removesuffix("index") + "/" * (name != "index.md")]
    shown = notes(BeautifulSoup(str(page), "lxml"))
    done = run(tmp_path, str(ROOT / path), "--bib", str(ROOT / "bib" / "refs.bib"), "--language", locale)
    assert (done.returncode, done.stderr) == (0, "")
    assert [notes(by_pandoc(done.stdout, dialect)) for dialect in PANDOC] == [shown] * len(PANDOC)
    assert sorted(notes(by_python_markdown(done.stdout))) == sorted(shown)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_the_references_are_those_of_the_site(site: Site, run: Run, tmp_path: Path, locale: str) -> None:
    page = BeautifulSoup(str(site.pages[f"{URL}{locale}/references/"]), "lxml")
    for part in page.select(".cited-in, details"):
        part.decompose()
    shown = [shape(item) for item in page.select("ol.references > li")]
    arguments = ["--bib", str(ROOT / "bib" / "refs.bib"), "--language", locale, "--references", "--to", "out"]
    done = run(tmp_path, str(ROOT / "docs" / locale), *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    written = (tmp_path / "out" / "references.md").read_text(encoding="utf-8")
    for made in [by_python_markdown(written), *(by_pandoc(written, dialect) for dialect in PANDOC)]:
        assert [shape(item) for item in made.select("ul > li")] == shown


def essay(folder: Path, text: str) -> None:
    (folder / "bib").mkdir()
    (folder / "bib" / "refs.bib").write_text(BIB, encoding="utf-8")
    (folder / "a.md").write_text(text, encoding="utf-8")


def test_a_page_that_comes_in(run: Run, tmp_path: Path) -> None:
    essay(tmp_path, "")
    done = run(tmp_path, "--language", "ja", "--anchor", "fn{number}", text="A[@doe2001] B[@roe2010; @doe2001, p. 3].")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "A[^doe2001] B[^roe2010].\n\n"
        '[^doe2001]: <span lang="en">Doe, Jane, *The Rise: A History*, Press, 2001.</span>\n\n'
        "[^roe2010]: R. Roe『東と\\*西\\_の\\_本』出版社、2010年; "
        '<span lang="en">Doe, *The Rise*, <span lang="ja">[前掲注1](<#fn1>)</span>, p. 3.</span>\n'
    )


@pytest.mark.parametrize("anchor", ["fn:{label}", "fn{number}"])
def test_short_forms_lead_to_the_first_note(run: Run, tmp_path: Path, anchor: str) -> None:
    essay(tmp_path, "A[@roe2010] B[^n] C[@doe2001, p. 3].\n\n[^n]: See [@doe2001].\n")
    written = run(tmp_path, "a.md", "--language", "en", "--anchor", anchor).stdout
    page = by_python_markdown(written) if "label" in anchor else by_pandoc(written, "markdown")
    link = page.find("a", string="note 2")
    assert isinstance(link, Tag)
    note = page.find(id=str(link["href"]).removeprefix("#"))
    assert note
    assert "The Rise: A History" in note.get_text()
    assert "#" not in run(tmp_path, "a.md", "--language", "en", "--anchor", "").stdout


def test_languages_of_words_may_be_left_out(run: Run, tmp_path: Path) -> None:
    essay(tmp_path, "A[@doe2001].")
    assert run(tmp_path, "a.md", "--language", "ja", "--no-spans").stdout == (
        "A[^doe2001].\n\n[^doe2001]: Doe, Jane, *The Rise: A History*, Press, 2001.\n"
    )


def test_paragraphs_have_the_numbers_of_the_site(site: Site, run: Run, tmp_path: Path) -> None:
    for locale in LANGUAGES:
        page = site.pages[f"{URL}{locale}/"]
        shown = [str(paragraph["id"]) for paragraph in page.select("main p[id]")]
        arguments = ["--bib", str(ROOT / "bib" / "refs.bib"), "--language", locale, "--paragraphs"]
        written = run(tmp_path, str(ROOT / "docs" / locale / "index.md"), *arguments).stdout
        assert [str(anchor["id"]) for anchor in by_pandoc(written, "markdown").select("p > span[id]")] == shown


def test_a_pinned_number_is_an_anchor(run: Run, tmp_path: Path) -> None:
    essay(tmp_path, "One[@doe2001].\n\nTwo.\n{: #p1a }\n\n![](picture.png)\n\nThree.\n")
    written = run(tmp_path, "a.md", "--language", "en", "--paragraphs").stdout
    assert written.startswith(
        '<span id="p1"></span>One[^doe2001].\n\n<span id="p1a"></span>Two.\n\n'
        '![](picture.png)\n\n<span id="p2"></span>Three.\n'
    )


def test_references_at_the_end_or_where_they_belong(run: Run, tmp_path: Path) -> None:
    essay(tmp_path, "---\nauthor: [A, B]\n---\nOne[@roe2010; @doe2001].\n")
    works_cited = (
        '- Doe, Jane, *The Rise: A History*, Press, 2001.\n- Roe, R., *<span lang="ja">東と\\*西\\_の\\_本</span>*'
    )
    written = run(tmp_path, "a.md", "--language", "en", "--references").stdout
    assert written.startswith(f"---\nauthor: [A, B]\n---\nOne[^roe2010].\n\n## References\n\n{works_cited}")
    (tmp_path / "b.md").write_text('Works:\n\n<div id="refs"></div>\n', encoding="utf-8")
    assert run(tmp_path, "a.md", "b.md", "--language", "en", "--references", "--to", "out").returncode == 0
    assert (tmp_path / "out" / "b.md").read_text(encoding="utf-8").startswith(f"Works:\n\n{works_cited}")
    assert "- " not in (tmp_path / "out" / "a.md").read_text(encoding="utf-8")


def test_all_faults_are_told_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    essay(tmp_path, "One.\n\nTwo[@doe2002].\n")
    (tmp_path / "pages" / "more").mkdir(parents=True)
    (tmp_path / "pages" / "b.md").write_text("B[@roe2010].\n", encoding="utf-8")
    (tmp_path / "pages" / "more" / "c.md").write_bytes("題[@roe2010]".encode("shift_jis"))
    (tmp_path / "bib" / "refs.bib").write_text(BIB + "@book{x, title = X}", encoding="utf-8")
    arguments = ["a.md", "pages", "d.md", "--language", "en", "--to", "out"]
    done = run(tmp_path, *arguments)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "a.md:3: no entry 'doe2002' in bib/refs.bib; did you mean 'doe2001' or 'roe2010'?",
        "bib/refs.bib:4: entry 'x' (@book) has no title; add it, or titleaddon or booktitle or maintitle or shorttitle",
        "bib/refs.bib:4: no @string 'X' is defined; define it above, or put the text in braces",
        "d.md:1: there is no such file; mend the name of the page",
        "pages/more/c.md:1: this page is not UTF-8; save it with the encoding UTF-8",
    ]
    assert not (tmp_path / "out").exists()
    done = run(tmp_path, *arguments, "--go-on")
    assert (done.returncode, len(done.stderr.splitlines())) == (0, 5)
    written = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*"))
    assert written == ["a.md", "pages/b.md", "pages/more/c.md"]
    assert "<mark>&#64;doe2002</mark>" in (tmp_path / "out" / "a.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.md", "--language", "xx"], "hooks/languages/xx.toml:1: no such table"),
        (["a.md", "b.md", "--language", "en"], "several pages cannot be printed as one; say --to FOLDER"),
        (["a.md", "--language", "en", "--to", "."], "a.md would be written over; say --to another folder"),
        (["--language", "en", "--to", "out"], "a page that comes in has no name to be written under; leave out --to"),
        (["a.md", "--language", "en", "--to", "bib/refs.bib"], "bib/refs.bib: File exists"),
        (["a.md", "--language", "en", "--bib", "x.bib"], "x.bib:1: there is no such file; put the entries of the"),
        (["a.md", "--language", "en", "--anchor", "{x}"], "'{x}' may have {label} and {number} in it, no others"),
    ],
)
def test_what_cannot_be_done_is_told(run: Run, tmp_path: Path, arguments: list[str], message: str) -> None:
    essay(tmp_path, "A[@doe2001].\n")
    (tmp_path / "b.md").write_text("B.\n", encoding="utf-8")
    done = run(tmp_path, *arguments, text="")
    assert done.returncode != 0
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "A[@doe2001].\n"


@pytest.mark.parametrize("locale", sorted(languages.load()))
def test_every_type_of_entry_looks_as_on_the_site(locale: str) -> None:
    tables = languages.load()
    shown, written = [], []
    for path in sorted((ROOT / "tests" / "goldens").glob("*.txt")):
        bib = re.split(r"^--- ", path.read_text(encoding="utf-8"), maxsplit=1, flags=re.MULTILINE)[0]
        bibliography, _ = works.read(bib.encode(), path.name, tables)
        for key in bibliography.entries:
            html = bibliography.html(key, tables[locale], end=".") if key in bibliography else ""
            shown += [shape(BeautifulSoup(f"<p>{html}</p>", "lxml"))]
            written += [emphasise(write(html, {}))]
    assert len(shown) > 100
    assert different(written, shown) == []


def different(texts: list[str], shown: list[str]) -> list[tuple[str, str, str, str]]:
    """Of notes with these texts, those that a dialect shows otherwise."""
    page = "".join(f"A[^n{i}].\n\n" for i in range(len(texts)))
    page += "".join(f"[^n{i}]: {text}\n\n" for i, text in enumerate(texts))
    made = {
        "python-markdown": notes(by_python_markdown(page)),
        **{name: notes(by_pandoc(page, name)) for name in PANDOC},
    }
    return [
        (name, text, is_shown, is_made)
        for name, notes_made in made.items()
        for text, is_shown, is_made in zip(texts, shown, notes_made, strict=True)
        if is_shown != is_made
    ]


# What begins a block, or means something else than itself, in some dialect.
SIGNS = st.text(st.sampled_from("ab経本1 .:;,-*_[]()<>&\"'`\\^~$@#!{}|=+/“”「」"), min_size=1, max_size=12)
BEGINNINGS = (
    "1. a¦12) a¦a. b¦iv) a¦(1) a¦(A) b¦# a¦#a¦- a¦+ a¦* a¦> a¦: a¦| a | b |¦!!! a¦??? a¦::: a¦~~~ a¦``` a¦--- a¦=== a"
)
BEGINNINGS += "¦{#a}¦[^a]: b¦[a]: b¦@a¦$a$¦...¦R. Roe"
HTML = st.lists(st.tuples(SIGNS, st.sampled_from(["", "em", "strong", "sup"])), min_size=1, max_size=4)


@settings(
    max_examples=10, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)  # pandoc is too slow to shrink
@given(st.lists(HTML, min_size=30, max_size=30))
@example([[(text, "")] for text in BEGINNINGS.split("¦")])
def test_text_stays_text_in_every_dialect(texts: list[list[tuple[str, str]]]) -> None:
    html = ["".join(f"<{tag}>{escape(text)}</{tag}>" if tag else escape(text) for text, tag in text) for text in texts]
    shown = [shape(BeautifulSoup(f"<p>{text}</p>", "lxml")) for text in html]
    assert different([emphasise(write(text, {})) for text in html], shown) == []
