"""Pages that nobody writes on purpose: a message or a note, never an error of Python's."""

from pathlib import Path

import pytest
import yaml
from markdown import Markdown

import languages
from bibliography import works
from essay.citation import Grammar
from essay.content import findings
from essay.document import NO_NOTE
from essay.markup import EssayMarkup
from essay.notes import check, check_html
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


def built(text: str) -> tuple[str, list[str]]:
    """The HTML of a page with the extensions that the site has, and what is said of it."""
    site = yaml.safe_load((Path(__file__).parent.parent / "hooks/mkdocs.yml").read_text(encoding="utf-8"))
    options = site["markdown_extensions"]
    page = read(text, "docs/en/index.md", GRAMMAR)
    html = Markdown(extensions=[*options, EssayMarkup()], extension_configs=options).convert(
        write_page(page, WORKS, TABLES["en"])
    )
    return html, [str(problem) for problem in [*check(page, WORKS), *check_html(html, page, WORKS)]]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("text\n<div>\n[@doe2001]\n</div>", 3),
        ("<div>\n[@doe2001]\n</div>", 2),
        ("<figure>\n\n[@doe2001]\n\n</figure>", 3),
        ("<details><summary>x</summary>\n\nSo [@doe2001]\n\n</details>", 3),
        ("A [@doe2001]\n\n<figure>\n\n*a* [^doe2001]\n\n</figure>", 5),
        ("A [^n]\n\n<figure>\n\n[^n]\n\n</figure>\n\n[^n]: x", 5),
    ],
)
def test_a_citation_that_markdown_does_not_read_is_told_once(text: str, line: int) -> None:
    assert built(text)[1] == [f"docs/en/index.md:{line}: {NO_NOTE}"]


@pytest.mark.parametrize(
    "text",
    [
        '<div markdown="1">\n[@doe2001]\n</div>',
        '<figure markdown="1">\n\n[@doe2001]\n\n</figure>',
        "<b>[@doe2001]</b>",
        "text\n<div>x</div>\nmore [@doe2001]",
        "## H [@doe2001] {#h}",
        "| a |\n|---|\n| [@doe2001] |",
        "> - [@doe2001]",
    ],
)
def test_a_citation_that_markdown_reads_is_a_note(text: str) -> None:
    html, told = built(text)
    assert not told
    assert html.count('class="footnote-ref"') == 1


def test_a_comment_that_would_hide_the_rest_of_the_page_is_told() -> None:
    assert [finding.fault for finding in findings("<p>a</p>\n<!-- <b> b\n<p>c</p>")] == [
        "the comment that begins here has no end"
    ]
    assert not findings("<!-- a --> b <!--> c")


@pytest.mark.parametrize("text", ["a[^n]\n\n[^n]:", "a[^n]\n\n[^n]: [r]: http://a", "a[^n]\n\n[^n]: b\n\n    [^m]: c"])
def test_a_note_that_is_empty_or_has_another_within(text: str) -> None:
    html, _ = built(f"[@doe2001]\n\n{text}")
    assert html.count('class="footnote-backref"') == 2
