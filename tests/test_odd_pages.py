"""Pages that nobody writes on purpose: a message or a note, never an error of Python's."""

import pytest

import languages
from bibliography import works
from essay.citation import Grammar
from essay.notes import check
from essay.outline import number_paragraphs
from essay.page import write_page
from essay.reader import read

TABLES = languages.load()
GRAMMAR = Grammar(TABLES.values())
WORKS, _ = works.read(b"@book{doe2001, author = {Doe, J.}, title = {A}, date = {2001}}", "bib/refs.bib", TABLES)


def messages(text: str) -> list[str]:
    """What is said of a page that can be written."""
    page = read(text, "docs/en/index.md", GRAMMAR)
    write_page(page, WORKS, TABLES["en"], byline=True)
    assert list(number_paragraphs(page))
    return [str(problem) for problem in check(page, WORKS)]


@pytest.mark.parametrize(
    "value",
    ["2025-13-45", "!!int ''", "!!bool so", "!!timestamp so", "!!float so", "1" * 5000, "[" * 50_000 + "]" * 50_000],
    ids=lambda value: value[:12],
)
def test_front_matter_with_a_value_that_is_none_is_told(value: str) -> None:
    (message,) = messages(f"---\nrevised: {value}\n---\n# T\n\nText.")
    assert message.startswith("docs/en/index.md:1: the front matter cannot be read; put a text that looks like")


@pytest.mark.parametrize(
    ("locator", "fault"),
    [
        (", pp. " + "1" * 5000 + "-" + "2" * 5000, ""),
        (", pp. " + "2" * 5000 + "-" + "1" * 5000, "runs backwards"),
        (", pp. 20-10", "runs backwards"),
        (", pp. 09-10", ""),
        ("、第" + "一" * 5000 + "章", ""),
    ],
    ids=lambda text: text[:12],
)
def test_numbers_of_any_length_in_locators(locator: str, fault: str) -> None:
    found = messages(f"Text.[@doe2001{locator}]")
    assert [fault in message for message in found] == [True] * bool(fault)


def test_a_paragraph_pinned_to_a_number_that_nobody_counts_to() -> None:
    assert not messages("One.\n{: #p" + "1" * 5000 + " }\n\nTwo.")
