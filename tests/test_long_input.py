"""However long and odd a page is, reading it ends: nothing is read to the end of the page again and again."""

import pytest

import languages
from bibliography import works
from essay.citation import Grammar
from essay.notes import check
from essay.page import write_page
from essay.reader import read

TABLES = languages.load()
GRAMMAR = Grammar(TABLES.values())
WORKS, _ = works.read(b"@book{doe2001, author = {Doe, J.}, title = {A}, date = {2001}}", "bib/refs.bib", TABLES)
LENGTH = 300_000  # characters; if each of so many is read to the end, that takes many minutes


@pytest.mark.usefixtures("ends")
@pytest.mark.parametrize(
    ("unit", "end"),
    [
        ("<!--", ""),
        ("<code>", "</pre>"),
        ("<code></code ", ""),
        ("{#", ""),
        ("a.", "://"),
        ("[^", ""),
        ("[^a]: x\n", ""),
        ("~~~a\n", ""),
        ("~", "\n~~"),
        ("\n" + "~" * (LENGTH // 2), "`"),
        ("\n", "    x"),
        ("@a ", ""),
        ("[@doe2001] ", ""),
        ("[@doe2001]\n\n", "[^x]: y"),
        ("[^x]: y\n\n", ""),
        ("\n# <", ""),
        ("\n\n![", ""),
        ("[@doe2001, p. 1, " + "<code>" * (LENGTH // 6) + "x]", "</code>"),
    ],
)
def test_a_page_is_read_in_one_pass(unit: str, end: str) -> None:
    page = read("[^n]: x\n\ny[^n] " + unit * (LENGTH // len(unit)) + end, "docs/en/index.md", GRAMMAR)
    check(page, WORKS)
    write_page(page, WORKS, TABLES["en"])
