import pytest

from titles import Title, read


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# A", ("A", "", "A", "A")),
        ("# A {#a .b}\n\ntext", ("A", "", "A", "A")),
        ('# A: <span class="subtitle">B</span>', ("A:", "B", "A", "A: B")),
        ('# 甲 <span class="subtitle">—乙—</span> {#top}', ("甲", "—乙—", "甲", "甲 —乙—")),
        ("text\n\n# Is this all? \n\n# No", ("Is this all?", "", "Is this all?", "Is this all?")),
        ("## Only a section", ("", "", "", "")),
        ("", ("", "", "", "")),
    ],
)
def test_read(markdown: str, expected: tuple[str, str, str, str]) -> None:
    title = read("xx", markdown, {})
    assert (title.title, title.subtitle, title.name, title.full) == expected


def test_author_comes_from_the_front_matter() -> None:
    assert read("xx", "# A", {"author": "B", "affiliation": "C"}) == Title("xx", "A", "", "B", "C")
