"""Language tables with a line of another kind: told with the table and the line, never an error of Python's."""

from copy import deepcopy
from typing import Any

import pytest

import languages
from bibliography import works
from languages import Language

TABLES = languages.load()


def changed(path: str, value: Any) -> dict[str, Language]:
    """The tables of a site in which a line of the English one has another value."""
    table: Any = deepcopy(TABLES["en"].table)
    *outer, name = path.split(".")
    line = table
    for key in outer:
        line = line[key]
    line[name] = value
    return TABLES | {"en": Language("en", table)}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("language.script", "("),
        ("short.title_end", "["),
        ("language.ids", 5),
        ("language.ids", [1]),
        ("roles.editor", ["{names}"]),
        ("roles.editor", [1, 2]),
        ("locators.line.read", [1]),
        ("dates.months", ["January"]),
        ("marks.end", 5),
    ],
)
def test_a_line_of_another_kind_is_told(path: str, value: Any) -> None:
    told = languages.missing(changed(path, value), ["ja", "en"])
    assert f"en.toml:1: {path} is not written as in ja.toml; copy the line and translate it" in told


def test_a_slot_without_a_name_is_told() -> None:
    told = languages.missing(changed("names.other", "{}{}"), ["ja", "en"])
    assert any(line.startswith("en.toml:1: names.other has {}, and other languages have") for line in told)


def test_lists_that_each_language_has_its_own_number_of() -> None:
    assert not languages.missing(changed("locators.line.read", ["l. {}"]), ["ja", "en"])
    assert not languages.missing(changed("language.ignored_articles", []), ["ja", "en"])


def test_words_for_a_relation_that_are_empty() -> None:
    tables = changed("relations.translationof", "")
    bib = b"@book{a, title = {A}, related = {b}, relatedtype = {translationof}}\n@book{b, title = {B}}"
    assert works.read(bib, "b", tables)[0].html("a", tables["en"])
