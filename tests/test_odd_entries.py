"""Files that nobody writes on purpose: to read them ends, and what is left out is told."""

import pytest

import languages
from bibliography import works
from citing import exports

TABLES = languages.load()


def read(text: str) -> tuple[works.Bibliography, list[str]]:
    """The works, each formatted, and the messages."""
    bibliography, problems = works.read(text.encode(), "bib/refs.bib", TABLES)
    for key in list(bibliography.entries)[:20]:
        bibliography.html(key, TABLES["en"])
    return bibliography, [str(problem) for problem in problems]


@pytest.mark.usefixtures("ends")
@pytest.mark.parametrize(
    "text",
    [
        "@misc{k%" * 80_000,
        "@misc{k, title = {a}, %" * 40_000 + "\n@misc{z, title = {Z}}",
        "".join(f"@misc{{k{i}, title = {{a}}, crossref = {{k{i + 1}}}}}\n" for i in range(6000)),
        '@string{a0 = "ab"}\n' + "".join(f"@string{{a{i + 1} = a{i} # a{i}}}\n" for i in range(60)),
        '@string{a = "' + "a" * 1900 + '"}\n@misc{k, title = ' + " # ".join(["a"] * 20_000) + "}",
    ],
    ids=["comments", "entries", "chain", "doubled", "joined"],
)
def test_a_file_is_read_to_its_end_and_told(text: str) -> None:
    assert read(text)[1]


@pytest.mark.usefixtures("ends")
@pytest.mark.parametrize(
    ("field", "unit"),
    [("shorttitle", "~"), ("title", "\\,"), ("pages", "~"), ("url", ","), ("url", " ;"), ("title", "\\ ")],
)
def test_a_run_of_spaces_or_marks_in_a_field_is_read_once(field: str, unit: str) -> None:
    found, _ = read(
        f"@misc{{k, title = {{T}}, {field} = {{a {unit * 120_000}b}}}}".replace("title = {T}, title", "title")
    )
    exports.text("ris", list(found.entries.values()), TABLES)
    found.html("k", TABLES["ja"], pointer=(1, "#fn:k"))


def test_entries_behind_many_that_are_not_closed_are_found() -> None:
    found, messages = read("@misc{k, title = {{a}\n" * 3 + '@misc{a, title = "x\n\n' * 60 + '"}\n@misc{z, title = {Z}}')
    assert "z" in found
    assert messages


def test_the_entry_behind_one_that_ends_with_a_comma_is_found() -> None:
    found, messages = read("@misc{a, title = {A},\n@misc{b, title = {B}}\n@misc{c,\n  @misc{d, title = {D}}")
    assert [*found.entries] == ["a", "b", "c", "d"]
    assert [message.partition(" that")[0] for message in messages[:2]] == [
        "bib/refs.bib:2: syntax error in entry 'a'",
        "bib/refs.bib:4: syntax error in entry 'c'",
    ]


def test_what_ids_name_is_in_no_export_and_in_no_list() -> None:
    found, messages = read("@book{a, title = {A}, ids = {old, older}}\n@alias{b, title = {B}}")
    assert not messages
    assert [key for key in found.entries if key in found] == ["a", "b"]
    assert all(found.is_known(key) for key in ("a", "old", "older", "b"))
    assert "old" not in exports.text("ris", list(found.entries.values()), TABLES)
    again, _ = read(exports.text("bib", list(found.entries.values()), TABLES))
    assert {key for key in again.entries if key in again} == {"a", "b"}


@pytest.mark.parametrize("key", ["a=b", "a}b"])
def test_a_key_that_could_not_be_written_in_braces_is_told(key: str) -> None:
    assert "syntax error in entry 'a'" in read(f"@misc({key}, title = {{A}})")[1][0]


def test_strings_and_chains_of_the_usual_length_are_taken() -> None:
    chain = "".join(f"@book{{k{i}, title = {{T{i}}}, crossref = {{k{i + 1}}}}}\n" for i in range(20))
    found, messages = read(f'@string{{p = "{"Press " * 100}"}}\n{chain}@book{{k20, title = {{T}}, publisher = p # p}}')
    assert not messages
    assert found.entries["k0"].fields["publisher"].startswith("Press Press")
