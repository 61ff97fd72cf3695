"""However long and odd a page or a file is, reading it takes time in proportion: nothing is read to the end again."""

import time

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
LENGTH = 60_000  # characters; what is read to the end for each of so many takes ten times as long as allowed
ALLOWED = 4  # seconds of the processor's


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
        ("\n" + "~" * 30_000, "`"),
        ("\n", "    x"),
        ("@a ", ""),
        ("[@doe2001] ", ""),
        ("[@doe2001]\n\n", "[^x]: y"),
        ("[^x]: y\n\n", ""),
        ("\n# <", ""),
        ("\n\n![", ""),
        ("[@doe2001, p. 1, " + "<code>" * 10000 + "x]", "</code>"),
    ],
)
def test_a_page_is_read_in_one_pass(unit: str, end: str) -> None:
    start = time.process_time()
    page = read("[^n]: x\n\ny[^n] " + unit * (LENGTH // len(unit)) + end, "docs/en/index.md", GRAMMAR)
    check(page, WORKS)
    write_page(page, WORKS, TABLES["en"])
    assert time.process_time() - start < ALLOWED
