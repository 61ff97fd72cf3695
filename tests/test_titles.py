import pytest

import languages
import titles
from essay import reader
from essay.citation import Grammar

GRAMMAR = Grammar(languages.load().values())


def read(markdown: str) -> titles.Title:
    return titles.read("xx", reader.read(markdown, "index.md", GRAMMAR))


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# A", ("A", "", "A", "A")),
        ("# A {#a .b}\n\ntext", ("A", "", "A", "A")),
        ('# A: <span class="subtitle">B</span>', ("A:", "B", "A", "A: B")),
        ('# 甲 <span class="subtitle">—乙—</span> {#top}', ("甲", "—乙—", "甲", "甲 —乙—")),
        ("text\n\n# Is this all? \n\n# No", ("Is this all?", "", "Is this all?", "Is this all?")),
        (
            "# *A* & <b>B</b>[@key] `c` snake_case",
            ("A & B c snake_case", "", "A & B c snake_case", "A & B c snake_case"),
        ),
        ("A\n=\n\ntext", ("A", "", "A", "A")),
        ("```\n# No\n```\n\n# A", ("A", "", "A", "A")),
        ("## Only a section", ("", "", "", "")),
        ("", ("", "", "", "")),
    ],
)
def test_read(markdown: str, expected: tuple[str, str, str, str]) -> None:
    title = read(markdown)
    assert (title.title, title.subtitle, title.name, title.full) == expected


def test_author_comes_from_the_front_matter() -> None:
    head = "---\nauthor: B\naffiliation: C\n---\n# A"
    assert read(head) == titles.Title("xx", "A", "", "B", "C")
