"""What a mistake gets: one line with place, fault and remedy. Each is provoked, and compared as text."""

import pytest

import languages
from bibliography import works
from essay.project import Project

TABLES = languages.load()
WALT, ROE = "@book{walt1987, author = {Walt, Stephen}, title = {W}}", "@book{roe2001, author = {Roe, R.}, title = {R}}"
BIB = f"{WALT}\n{ROE}\n"
PAGE = "# T\n\n## A {#a}\n\nOne[@walt1987].\n\nTwo[@roe2001, p. 3].\n"


def messages(ja: str | bytes, en: str | bytes | None = None, bib: str | bytes | None = BIB) -> list[str]:
    """The messages for a page in two languages, the same one unless another is given."""
    bibliography, problems = works.read(_bytes(bib), "bib/refs.bib", TABLES)
    project = Project(bibliography, problems=problems)
    for locale, text in (("ja", ja), ("en", ja if en is None else en)):
        project.add_page(_bytes(text) or b"", f"docs/{locale}/index.md", locale, "index.md")
    return [str(problem) for problem in project.check()]


def _bytes(text: str | bytes | None) -> bytes | None:
    return text.encode() if isinstance(text, str) else text


def in_both(message: str) -> list[str]:
    """The same message for the two languages, in the order of the files."""
    return [f"docs/{locale}/index.md:{message}" for locale in ("en", "ja")]


def test_a_site_without_mistakes_gets_none() -> None:
    assert messages(PAGE) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # keys
        ("@walt1987", "@walt1978", "5: no entry 'walt1978' in bib/refs.bib; did you mean 'walt1987'?"),
        ("@walt1987", "@Walt1987", "5: no entry 'Walt1987' in bib/refs.bib; upper and lower case count: did you mean 'walt1987'?"),
        ("One[", "One[@zzz][", "5: no entry 'zzz' in bib/refs.bib; add the entry or mend the key"),
        # groups and locators
        ("[@walt1987]", "[@walt1987", "5: the bracket before '@walt1987' is not closed before the next one; write ] behind the citation"),
        ("[@walt1987]", " @walt1987", "5: the citation '@walt1987' stands outside brackets; write [@walt1987], or \\@ for the mere sign"),
        ("[@walt1987]", "[@walt1987; ]", "5: there is an empty citation between two semicolons; delete one of them"),
        ("[@walt1987]", "[@walt1987; see]", "5: 'see' cites no key; write @key in it, or a comma for the semicolon"),
        ("One[@walt1987].", "One.@walt1987].", "5: the citation '@walt1987' stands outside brackets; write [@walt1987], or \\@ for the mere sign"),
        ("[@walt1987]", "[@walt1987 @walt1987]", "5: '@walt1987' and '@walt1987' stand in one citation; separate works by a semicolon"),
        ("[@walt1987]", "[@walt1987][@]", "5: '@' has an '@' without a key; write the key right after it"),
        ("1987]", "1987, p.]", "5: the locator of '@walt1987' cannot be read: 'p.' has no number; write 'p. 3' or '3頁', or delete it"),
        ("1987]", "1987, pp. 3-]", "5: the locator of '@walt1987' cannot be read: the range 'pp. 3-' has no end; write 'pp. 3–5'"),
        # notes
        ("One", "One[^x]", "5: the note [^x] is neither defined on this page nor a key of bib/refs.bib; define it ([^x]: …) or mend the label"),
        ("One[@walt1987]", "One[^walt1978]", "5: the note [^walt1978] is neither defined on this page nor a key of bib/refs.bib; did you mean 'walt1987'?"),
        ("3].\n", "3].\n\n[^x]: X.\n", "9: the note [^x] is defined and never used; refer to it or delete it"),
        ("3].\n", "3][^x].\n\n[^x]: X.\n\n[^x]: Y.\n", "11: the note [^x] is already defined in line 9; rename or delete one of the two"),
        ("3].\n", "3][^x y].\n\n[^x y]: X.\n", "9: the label of the note [^x y] has a space; write it without, everywhere"),
        ("One[@walt1987].", "<div>One[@walt1987].</div>", "5: a citation in a block of HTML makes no note; put it in a paragraph, or markdown=\"1\" into the tag"),
        # front matter
        ("# T\n", "---\nauthor: A: B\n---\n# T\n", "2: the front matter cannot be read; put a text that has a colon in quotation marks"),
        ("# T\n", "---\nauthor: [A, B]\n---\n# T\n", "2: the author of the front matter is no text; write it in one line, in quotation marks"),
        # headings
        ("Two", "## B {#a}\n\nTwo", "7: the id '#a' is taken in line 3; choose another, in all languages"),
        ("{#a}", "{#p1}", "3: the id '#p1' is one that the build gives; choose another, in all languages"),
        (" {#a}", "", "3: the heading 'A' has no id; write {#id} behind it, the same in all languages"),
        # numbers of paragraphs
        ("p. 3].", "p. 3].\n{: #p1 }", "7: the number '#p1' is taken in line 5; pin one that is free, in all languages"),
        ("One[@walt1987].", "One[@walt1987].\n{: #p7a }\n\n![a](b.png)\n\nThree.\n\n<br>\n\nFour.\n{: #p8 .withdrawn }", "14: the number '#p8' is taken in line 10; pin one that is free, in all languages"),
    ],
)  # fmt: skip  # a message a line
def test_a_mistake_on_a_page(old: str, new: str, expected: str) -> None:
    assert PAGE.count(old) == 1
    assert messages(PAGE.replace(old, new)) == in_both(expected)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("[@walt1987]", "", ["docs/ja/index.md:5: the citation @walt1987 has no counterpart in docs/en/index.md:5; cite it there, in the same order and the same note"]),
        (", p. 3", "", ["docs/en/index.md:7: the citation @roe2001 points to the whole work here and to page 3 in docs/ja/index.md:7; give both the same locator"]),
        ("## A {#a}", "### A {#a}", [
            "docs/en/index.md:3: the section '#a' has no counterpart in docs/ja/index.md; add it there or mend the id or the level",
            "docs/ja/index.md:3: the section '#a' has no counterpart in docs/en/index.md; add it there or mend the id or the level",
        ]),
        ("One[@walt1987].\n\n", "", ["docs/ja/index.md:5: a paragraph has no counterpart in docs/en/index.md: section '#a' has 2 paragraphs here and 1 there; translate it there or join it to its neighbour"]),
        ("## A {#a}", "## A {#b}", [
            "docs/en/index.md:3: the section '#b' has no counterpart in docs/ja/index.md; add it there or mend the id or the level",
            "docs/ja/index.md:3: the section '#a' has no counterpart in docs/en/index.md; add it there or mend the id or the level",
        ]),
        ("p. 3].", "p. 3].\n{: #p2a .withdrawn }", ["docs/en/index.md:7: the paragraph has no such line below it in docs/ja/index.md:7 and {: #p2a .withdrawn } here; write the same in all languages"]),
        ("## A {#a}", "## A", ["docs/en/index.md:3: the heading 'A' has no id; write {#id} behind it, the same in all languages"]),
        ("3].\n", "3].\n\n- and[@walt1987]\n", ["docs/en/index.md:9: the citation @walt1987 has no counterpart in the lists and notes of docs/ja/index.md; cite it there, in the same order and the same note"]),
    ],
)  # fmt: skip
def test_what_one_language_has_and_the_other_lacks(old: str, new: str, expected: list[str]) -> None:
    assert messages(PAGE, PAGE.replace(old, new)) == expected


def test_sections_in_another_order() -> None:
    one, two = "\n## B {#b}\n\nB.\n", "\n## C {#c}\n\nC.\n"
    assert messages(PAGE + one + two, PAGE + two + one) == [
        "docs/en/index.md:13: the section '#b' stands in another place in docs/ja/index.md; put it in the same order",
        "docs/ja/index.md:13: the section '#c' stands in another place in docs/en/index.md; put it in the same order",
    ]


def test_the_works_of_a_note_in_two_notes() -> None:
    page = "# T\n\nOne[@walt1987; @roe2001].\n"
    assert messages(page, page.replace("; ", "][")) == [
        f"docs/{here}/index.md:3: the citation @roe2001 has no counterpart in docs/{there}/index.md:3; "
        "cite it there, in the same order and the same note"
        for here, there in (("en", "ja"), ("ja", "en"))
    ]


def test_a_page_in_one_language_alone() -> None:
    bibliography, _ = works.read(b"", "bib/refs.bib", TABLES)
    project = Project(bibliography, pages={"ja": {}, "en": {}})
    project.add_page(b"# T\n", "docs/en/more.md", "en", "more.md")
    assert [str(problem) for problem in project.check()] == [
        "docs/en/more.md:1: this page has no counterpart docs/ja/more.md; translate it there or delete it here"
    ]


def test_a_page_that_is_not_utf8() -> None:
    page = PAGE.encode().replace(b"Two", "二つ".encode("shift_jis"))
    assert messages(page, PAGE) == ["docs/ja/index.md:7: this page is not UTF-8; save it with the encoding UTF-8"]


@pytest.mark.parametrize(
    ("bib", "expected"),
    [
        (BIB + "@book{poe1999, title = {P}}", ["bib/refs.bib:3: entry 'poe1999' is cited on no page; cite it or delete it"]),
        (BIB.encode() + b"% \xff\n", ["bib/refs.bib:3: this file is not UTF-8; save it with the encoding UTF-8"]),
    ],
)  # fmt: skip  # the faults of entries are in test_bibtex.py and test_works.py
def test_a_mistake_in_the_bibliography(bib: str | bytes, expected: list[str]) -> None:
    assert messages(PAGE, bib=bib) == expected


@pytest.mark.parametrize(
    ("bib", "first"),
    [
        ("", "bib/refs.bib:1: no entry in this file; add the works that the pages cite"),
        (None, "bib/refs.bib:1: there is no such file; put the entries of the cited works there"),
    ],
)
def test_no_bibliography(bib: str | None, first: str) -> None:
    """That the cited keys are missing goes without saying."""
    assert messages(PAGE, bib=bib) == [first]


@pytest.mark.parametrize("page", ["\ufeff" + PAGE, PAGE.replace("\n", "\r\n"), PAGE.replace("\n", "\r")])
def test_marks_and_line_ends_of_other_systems(page: str) -> None:
    assert messages(page, PAGE) == []


def test_numbers_that_are_pinned() -> None:
    """In any order, and after one that moved up the count goes on from the highest."""
    pinned = PAGE.replace("1987].", "1987].\n{: #p3 }").replace("p. 3].", "p. 3].\n{:#p2a .withdrawn}\n\nFour.")
    assert messages(pinned) == []
    assert messages(f"{pinned}{{: #p4 }}") == []


def test_what_is_no_citation_gets_no_message() -> None:
    links = "\n\n[@walt1987](https://example.org) [see @roe2001](x.md) [@roe2001][ref] \\[@nobody\\] `[@nobody]` \\@nobody\n\n[ref]: x.md\n"
    assert messages(PAGE + links) == []


def test_an_entry_that_a_cited_one_inherits_from_is_used() -> None:
    bib = "@incollection{walt1987, crossref = {all}, title = {W}}\n@collection{all, title = {C}}\n" + ROE
    assert messages(PAGE, bib=bib) == []


def test_what_a_cited_entry_is_related_to_or_stands_for_is_used() -> None:
    bib = "@set{walt1987, entryset = {a}}\n@book{a, title = {A}, xref = {b}}\n@book{b, title = {B}, related = {c}}\n"
    bib += "@book{c, title = {C}, crossref = {d}}\n@mvbook{d, title = {D}}\n" + ROE
    assert messages(PAGE, bib=bib) == []
    assert messages(PAGE.replace("[@walt1987]", " @walt1987"), bib=bib) == in_both(
        "5: the citation '@walt1987' stands outside brackets; write [@walt1987], or \\@ for the mere sign"
    )
    assert messages(PAGE, bib=BIB.replace("{walt1987,", "{walt, ids = {walt1987, w},")) == []
    assert messages(PAGE, bib=bib.replace("{a}}", "{z}}")) == [
        "bib/refs.bib:1: entry 'walt1987' names 'z' in entryset, which is no entry; mend the key or add the entry",
        *(
            f"bib/refs.bib:{line}: entry '{key}' is cited on no page; cite it or delete it"
            for line, key in ((2, "a"), (3, "b"), (4, "c"), (5, "d"))
        ),
    ]


def test_all_mistakes_are_told_at_once() -> None:
    page = PAGE.replace("@walt1987", "@walt1978").replace("p. 3", "p.").replace(" {#a}", "")
    assert len(messages(page)) == 6
