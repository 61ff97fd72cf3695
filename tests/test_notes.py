"""Citations on a page become notes: from Markdown to what the reader sees."""

import re

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown import Extension

import languages
from bibliography import works
from essay.citation import Grammar
from essay.markup import EssayMarkup
from essay.notes import number_notes
from essay.page import write_page
from essay.reader import read

BIB = """
@book{doe2001rise, author = {Doe, Jane}, title = {The Rise: A History}, publisher = {Press}, date = {2001}}
@book{doe2005fall, author = {Doe, Jane}, title = {The Fall}, publisher = {Press}, date = {2005},
  ids = {fall, doe2005}}
@article{roe2010what, author = {Roe, R. and Poe, P.}, title = {What Now?}, journaltitle = {Review}, date = {2010-05}}
@book{yamada2015, author = {山田, 太郎}, author_romanised = {Yamada, Taro}, title = {経済の本},
  title_translated_en = {A Book on the Economy}, publisher = {出版社}, date = {2015}, langid = {japanese}}
@online{tags, title = {<script>alert("x")</script> *a* _b_ [c](d) `e` & {\\&} \\textbf{f}}, date = {2020},
  url = {https://example.org/?a=1&b=_2_*3*}}
@set{both, entryset = {doe2001rise, fall}}
"""
TABLES = languages.load()
WORKS, PROBLEMS = works.read(BIB.encode(), "bib/refs.bib", TABLES)
GRAMMAR = Grammar(TABLES.values())


def render(text: str, locale: str = "en") -> BeautifulSoup:
    """The page as HTML, by the Markdown extensions of mkdocs.yml that matter here."""
    markup = EssayMarkup()
    markup.notes_heading = "Notes"
    written = write_page(read(text, "page.md", GRAMMAR), WORKS, TABLES[locale])
    extensions: list[str | Extension] = ["attr_list", "fenced_code", "footnotes", "tables", "toc", markup]
    settings = {"footnotes": {"USE_DEFINITION_ORDER": False}}
    soup = BeautifulSoup(markdown.markdown(written, extensions=extensions, extension_configs=settings), "lxml")
    for back in soup.select("[role=doc-backlink]"):
        back.decompose()
    return soup


def notes(text: str, locale: str = "en") -> list[str]:
    return [" ".join(note.get_text().split()) for note in render(text, locale).select(".footnote li")]


def body(text: str) -> str:
    soup = render(text)
    for part in soup.select(".footnote"):
        part.decompose()
    return soup.get_text().strip()


RISE = "Doe, Jane, The Rise: A History, Press, 2001"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A[@doe2001rise].", [f"{RISE}."]),
        ("A[@doe2001rise, pp. 3–5].", [f"{RISE}, pp. 3–5."]),
        ("A[@doe2001rise、3頁].", [f"{RISE}, p. 3."]),
        ("A[see @doe2001rise, on this].", [f"see {RISE}, on this."]),
        ("A[-@doe2001rise].", ["The Rise: A History, Press, 2001."]),
        ("A[^doe2001rise].", [f"{RISE}."]),
        # several works in one note: in their order, the same author once
        ("A[@doe2001rise; @doe2005fall].", [f"{RISE}; The Fall, Press, 2005."]),
        (
            "A[@doe2005fall; @roe2010what].",
            ["Doe, Jane, The Fall, Press, 2005; Roe, R., and P. Poe, “What Now?” Review, May 2010."],
        ),
        # cited again: short, with the number of the first note
        (
            "A[@doe2001rise] B[@roe2010what] C[@doe2001rise, p. 9].",
            [f"{RISE}.", "Roe, R., and P. Poe, “What Now?” Review, May 2010.", "Doe, The Rise, note 1, p. 9."],
        ),
        (
            "A[@doe2001rise] B[@doe2001rise; @doe2005fall].",
            [f"{RISE}.", "Doe, The Rise, note 1; The Fall, Press, 2005."],
        ),
        # notes in prose
        ("A[^n].\n\n[^n]: So says [@doe2001rise, p. 2] here.", [f"So says {RISE}, p. 2 here."]),
        ("A[^n] B[@doe2001rise].\n\n[^n]: See [@doe2001rise].", [f"See {RISE}.", "Doe, The Rise, note 1."]),
        (
            "A[@roe2010what] B[^n].\n\n[^n]: One.\n\n    Two [@roe2010what].",
            ["Roe, R., and P. Poe, “What Now?” Review, May 2010.", "One. Two Roe and Poe, “What Now?” note 1."],
        ),
        ("A[^n] B[^n].\n\n[^n]: Once.", ["Once."]),
        # twice in one note: short, without the number of the very note
        ("A[@doe2001rise, p. 3; @doe2001rise, p. 5].", [f"{RISE}, p. 3; The Rise, p. 5."]),
        # a sign in the text around a work
        ("A[@doe2001rise, see \\@home] more.", [f"{RISE}, see @home."]),
        # a note in a note
        ("A[^n] B[@doe2001rise].\n\n[^n]: One[^m].\n\n[^m]: Two.", ["One3.", f"{RISE}.", "Two."]),
        # a paragraph behind a note in prose is not the note's
        ("A[^n].\n\n[^n]: One.\n\nB[@doe2001rise].", ["One.", f"{RISE}."]),
        # at the start of a line with a colon
        ("[@doe2001rise]: so.", [f"{RISE}."]),
        # a key that is also the label of a note in prose
        ("A[^doe2001rise] B[@doe2001rise].\n\n[^doe2001rise]: Mine.", ["Mine.", f"{RISE}."]),
        # text of a field is text
        (
            "A[@tags].",
            ['“<script>alert("x")</script> *a* _b_ [c](d) `e` & & f,” 2020, <https://example.org/?a=1&b=_2_*3*>.'],
        ),
    ],
)
def test_notes(text: str, expected: list[str]) -> None:
    assert notes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "甲[@yamada2015、3–5頁]。乙[@yamada2015、第2章]。",
            ["山田太郎『経済の本』出版社、2015年、3–5頁。", "山田『経済の本』前掲注1、第2章。"],
        ),
        ("甲[@doe2001rise]。乙[@doe2001rise, p. 9]。", [f"{RISE}.", "Doe, The Rise, 前掲注1, p. 9."]),
        ("甲[詳しくは@yamada2015を参照]。", ["詳しくは山田太郎『経済の本』出版社、2015年を参照。"]),
    ],
)
def test_notes_on_a_japanese_page(text: str, expected: list[str]) -> None:
    assert notes(text, "ja") == expected


def test_a_japanese_work_on_the_english_page() -> None:
    assert notes("A[@yamada2015].") == ["Yamada, Taro, 経済の本 [A Book on the Economy], 出版社, 2015 (in Japanese)."]
    quoted = render("A[@yamada2015].").select_one(".footnote [lang=ja]")
    assert quoted
    assert quoted.get_text() == "経済の本"


def test_the_labels_of_notes_are_keys() -> None:
    soup = render("A[@doe2001rise; @doe2005fall] B[@doe2001rise] C[@doe2005fall].")
    assert [note["id"] for note in soup.select(".footnote li")] == [
        "fn:doe2001rise",
        "fn:doe2001rise-2",
        "fn:doe2005fall",
    ]
    assert [link["href"] for link in soup.select(".footnote a[href^='#']")] == ["#fn:doe2001rise", "#fn:doe2001rise"]


def test_urls_are_links_whose_text_is_the_address() -> None:
    link = render("A[@tags].").select_one(".footnote a")
    assert link
    assert link["href"] == link.get_text() == "https://example.org/?a=1&b=_2_*3*"
    assert not render("A[@tags].").select("script")


def test_titles_of_whole_works_are_in_italics() -> None:
    assert [em.get_text() for em in render("A[@doe2001rise; @roe2010what].").select("em")] == [
        "The Rise: A History",
        "Review",
    ]


def test_a_line_does_not_begin_with_the_number_of_a_note() -> None:
    soup = render("甲乙[@doe2001rise]、*丙*[@roe2010what] 丁 [@doe2005fall][@yamada2015]。")
    assert [tied.get_text() for tied in soup.select("p > .tied")] == ["乙1"]
    assert soup.select("p")[0].get_text() == "甲乙1、丙2 丁 34。"


def test_roles_and_heading() -> None:
    soup = render("A[@doe2001rise].")
    assert soup.select_one("a[role=doc-noteref]")
    heading = soup.select_one("[role=doc-endnotes] > h2#notes")
    assert heading
    assert heading.get_text() == "Notes"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\\[@doe2001rise\\] and \\@doe2001rise", "[@doe2001rise] and @doe2001rise"),
        ("me@example.org [write](mailto:me@doe2001rise)", "me@example.org write"),
        ("[@doe2001rise](https://example.org)", "@doe2001rise"),
        ("[@doe2001rise][ref]\n\n[ref]: https://example.org", "@doe2001rise"),
        ("`[@doe2001rise]`", "[@doe2001rise]"),
        ("```\n[@doe2001rise]\n```", "[@doe2001rise]"),
    ],
)
def test_what_is_no_citation_stays(text: str, expected: str) -> None:
    assert body(text) == expected
    assert not notes(text)


def paragraphs(text: str) -> dict[str, str]:
    """The numbered paragraphs of a page by their ids."""
    markup = EssayMarkup()
    markup.paragraph = "Paragraph {number}"
    written = write_page(read(text, "page.md", GRAMMAR), WORKS, TABLES["en"], byline=True)
    extensions: list[str | Extension] = ["attr_list", "fenced_code", "footnotes", "md_in_html", "tables", markup]
    soup = BeautifulSoup(markdown.markdown(written, extensions=extensions), "lxml")
    assert not re.search(r"[{}\ue000\ue001]", soup.get_text())
    for link in soup.select("a.paragraph-number"):
        assert link["href"] == f"#{link.parent and link.parent['id']}"
        assert link["href"] == f"#p{link['data-number']}"
        assert link["aria-label"] == f"Paragraph {link['data-number']}"
    return {str(p["id"]): p.get_text() for p in soup.select("p[id]")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# T\n\nOne[@doe2001rise].\n\n- no\n\nTwo\nlines.\n\n> no\n\nBy me\n{: .author }\n", ["One1.", "Two\nlines."]),
        ("<em>One</em>\n\n`two`\n\n<https://example.org>\n\n**four**\n", ["One", "two", "https://example.org", "four"]),
        ("One:\n\n```\ncode\n```\n\nTwo.\n", ["One:", "Two."]),
        ("One\n> and a quotation\n\nTwo.\n", ["One", "Two."]),
        ("<div>no</div>\n\n![no](x.png)\n\n<!-- no -->\n\nOne.\n", ["One."]),
        ("One[^n].\n[^n]: Not this.\n\nTwo.\n", ["One1.", "Two."]),
        ("| a | b |\n| - | - |\n| c | d |\n\nOne.\n", ["One."]),
    ],
)
def test_numbered_paragraphs(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == {f"p{number}": shown for number, shown in enumerate(expected, 1)}


def test_byline() -> None:
    text = "---\nauthor: Jane Doe\naffiliation: Professor\nnotice: Unofficial.\n---\n\n# Title\n\nOne.\n"
    written = write_page(read(text, "page.md", GRAMMAR), WORKS, TABLES["en"], byline=True)
    soup = BeautifulSoup(markdown.markdown(written, extensions=["attr_list", EssayMarkup()]), "lxml")
    assert [p.get_text() for p in soup.select("h1 ~ p.byline, h1 ~ p.notice")] == ["Jane Doe, Professor", "Unofficial."]


BLOCKS = [
    "Text{}.",
    "> quotation{}.",
    "- item{}\n- more",
    "| a{} | b |\n| - | - |\n| c | d |",
    "1. one{}\n\n    two{}",
    "## A{} {{#a}}",
]
CITED = ["[@doe2001rise]", "[@roe2010what; @doe2005fall]", "[^n]"]


@given(st.lists(st.tuples(st.sampled_from(BLOCKS), st.sampled_from(CITED)), min_size=1, max_size=6))
def test_notes_are_numbered_as_they_are_read(blocks: list[tuple[str, str]]) -> None:
    """Also in quotations, lists and tables, which Markdown comes to last: "note 1" must point to what says 1."""
    text = "\n\n".join(block.format(note, note) for block, note in blocks)
    text += "\n\n[^n]: A note in prose.\n" if "[^n]" in text else ""
    notes_of_page, _ = number_notes(read(text, "page.md", GRAMMAR), WORKS)
    soup = render(text)
    assert [note["id"] for note in soup.select(".footnote li")] == [f"fn:{note.label}" for note in notes_of_page]
    labels = {f"#fn:{note.label}": str(note.number) for note in notes_of_page}
    assert all(link.get_text() == labels[str(link["href"])] for link in soup.select("a.footnote-ref"))


@given(
    st.text(st.sampled_from(list("ab [](){}`*_\n#-:<>!^;0")) | st.characters(exclude_characters="@\\"), max_size=200)
)
def test_text_without_citations_is_returned_untouched(text: str) -> None:
    assert write_page(read(text, "page.md", GRAMMAR), WORKS, TABLES["en"]) == text


@given(
    st.lists(
        st.sampled_from(
            [
                "[@doe2001rise",
                "[@x]",
                "[^n]",
                "\n\n[^n]: ",
                "]",
                "; ",
                "@roe2010what",
                " a\n\n",
                "    ",
                "`",
                "[",
                ", p. 3",
                "\\",
                "#",
            ]
        )
        | st.text(max_size=5),
        max_size=20,
    )
)
def test_any_page_is_written(parts: list[str]) -> None:
    for locale in ("en", "ja"):
        write_page(read("".join(parts), "page.md", GRAMMAR), WORKS, TABLES[locale], byline=True)


def test_a_set_is_cited_as_its_members() -> None:
    """Each is a work by itself: what is cited again is short, prefix and locator stand at the ends."""
    assert notes("A[@both].") == [f"{RISE}; The Fall, Press, 2005."]
    assert notes("A[@both].", "ja") == [f"{RISE}; The Fall, Press, 2005."]
    assert notes("A[^both].") == notes("A[@both].")
    assert notes("A[see @both, p. 3, more; @yamada2015].")[0].startswith(
        f"see {RISE}; The Fall, Press, 2005, p. 3, more; Yamada"
    )
    assert notes("A[@doe2005fall].\n\nB[@both].")[1] == f"{RISE}; The Fall, note 1."
    assert notes("A[^x].\n\n[^x]: See [@both].") == [f"See {RISE}; The Fall, Press, 2005."]
    assert render("A[@both].").select_one("#fn\\:both"), "the note has the key of the set"
    assert number_notes(read("A[@both].", "page.md", GRAMMAR), WORKS)[0][0].keys(WORKS) == [
        "doe2001rise",
        "doe2005fall",
    ]


def test_an_alias_is_the_work() -> None:
    assert notes("A[@fall, p. 3].") == notes("A[@doe2005fall, p. 3].")
    assert notes("A[@doe2005fall].\n\nB[^doe2005].")[1] == "Doe, The Fall, note 1."
