"""The reader of .bib files: what it makes of them, and what it says of broken ones."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibliography.bibtex import parse

BROKEN = {
    "the same key": (
        "@misc{a, title = {A}}\n\n@misc{a, title = {B}}",
        ["refs.bib:3: key 'a' is taken in line 1; rename or delete one of the two"],
    ),
    "the same key in another case": (
        "@misc{Doe2001, title = {A}}\n@misc{doe2001, title = {B}}",
        ["refs.bib:2: key 'doe2001' is taken in line 1 (as 'Doe2001'); rename or delete one of the two"],
    ),
    "the same field": (
        "@misc{a,\n  title = {A},\n  year = 2001,\n  Title = {B}\n}",
        ["refs.bib:4: entry 'a' has the field 'Title' twice; delete one of them"],
    ),
    "an entry that does not end": (
        "@misc{a,\n  title = {A},\n  year = 2001\n",
        ["refs.bib:1: syntax error: entry 'a' is not closed; add the brace or quotation mark it lacks"],
    ),
    "a brace that is not closed": (
        "@misc{a,\n  title = {A,\n  year = 2001\n}\n",
        ["refs.bib:1: syntax error: entry 'a' is not closed; add the brace or quotation mark it lacks"],
    ),
    "a quotation mark that is not closed": (
        '@misc{a,\n  title = "A,\n  year = 2001\n}\n',
        ["refs.bib:4: syntax error in entry 'a' that begins in line 1: unbalanced braces; look above"],
    ),
    "a comma that is missing": (
        "@misc{a,\n  title = {A}\n  year = 2001\n}",
        ["refs.bib:3: syntax error in entry 'a' that begins in line 1: '}' expected; look above"],
    ),
    "an equals sign that is missing": (
        "@misc{a,\n  title {A},\n}",
        ["refs.bib:2: syntax error in entry 'a' that begins in line 1: '=' expected; look above"],
    ),
    "a value that is missing": (
        "@misc{a,\n  title = ,\n}",
        ["refs.bib:2: syntax error in entry 'a' that begins in line 1: field value expected; look above"],
    ),
    "a key that is missing": (
        "@misc{, title = {A}}",
        ["refs.bib:1: syntax error in the command: entry key expected; look above"],
    ),
    "a key with a space": (
        "@misc{doe 2001, title = {A}}",
        ["refs.bib:1: syntax error: key 'doe 2001' has a space; write 'doe2001'"],
    ),
    "an abbreviation with a near name": (
        "@string{cup = {Cambridge}}\n@misc{a,\n  title = {A},\n  publisher = cupp\n}",
        ["refs.bib:4: no @string 'cupp' is defined; did you mean 'cup'?"],
    ),
    "an abbreviation without a near name": (
        "@misc{a,\n  title = {A},\n  publisher = cambridge\n}",
        ["refs.bib:3: no @string 'cambridge' is defined; define it above, or put the text in braces"],
    ),
    "a month that is no abbreviation": (
        "@misc{a, title = {A}, month = jully}",
        ["refs.bib:1: no @string 'jully' is defined; did you mean 'july'?"],
    ),
    "no entry": ("", ["refs.bib:1: no entry in this file; add the works that the pages cite"]),
    "comments alone": (
        "Just text, with an address: jane@example.org\n@comment{x}",
        ["refs.bib:1: no entry in this file; add the works that the pages cite"],
    ),
}
LOOK_ABOVE = "check the commas, braces and quotes before this place"


@pytest.mark.parametrize(("bib", "messages"), BROKEN.values(), ids=BROKEN)
def test_what_is_said_of_a_broken_file(bib: str, messages: list[str]) -> None:
    problems = parse(bib, "refs.bib")[1]
    assert [str(problem).replace(LOOK_ABOVE, "look above") for problem in problems] == messages


@pytest.mark.parametrize("name", [name for name, (bib, _) in BROKEN.items() if bib.startswith("@")])
def test_what_follows_a_fault_is_read(name: str) -> None:
    bib = BROKEN[name][0] + "\n\n@misc{last,\n  title = {The Last}\n}\n"
    records = parse(bib, "refs.bib")[0]
    assert (records[-1].key, records[-1].fields, records[-1].line) == (
        "last",
        {"title": "The Last"},
        bib[: bib.index("@misc{last")].count("\n") + 1,
    )


def test_what_stands_before_a_fault_is_kept() -> None:
    records, _ = parse("@misc{a,\n  author = {Doe},\n  title = {A}\n  year = 2001\n}", "refs.bib")
    assert [(record.key, record.fields, record.broken) for record in records] == [
        ("a", {"author": "Doe", "title": "A"}, True)
    ]


def test_every_fault_is_told_in_one_run() -> None:
    bib = "@misc{a, title {A}}\n@misc{b, title = x}\n@misc{c, title = {C}\n@misc{B, title = {D}}"
    assert [problem.line for problem in parse(bib, "refs.bib")[1]] == [1, 2, 4, 4]


@pytest.mark.parametrize(
    "bib",
    [
        "@comment{@misc{a, title = {A}}}",
        "@comment{left out:\n@misc{a, title = {A}}\n}",
        "@Comment{jabref-meta: grouping:\n1 StaticGroup:x\\;@misc{a, title = {A}}\\;;\n}",
        "A line of text about @misc and jane@example.org.",
        "% @preamble and the like\n@preamble{{\\newcommand{\\x}{y}}}",
    ],
)
def test_a_comment_is_no_entry(bib: str) -> None:
    records, problems = parse(bib + "\n@misc{b, title = {B}}", "refs.bib")
    assert ([record.key for record in records], problems) == (["b"], [])


def test_comments_as_biblatex_has_them() -> None:
    bib = (
        "%@misc{a, title = {A}}\n@misc{b, % B\n  title = {100 % B},\n % year = 1\n}\n@comment c @misc{d, title = {D}}\n"
    )
    records, problems = parse(bib + "@comment(e)@misc{f, title = {F}},@misc{g, title = {G}}", "refs.bib")
    assert [(record.key, record.fields["title"]) for record in records] == [
        ("b", "100 % B"),
        ("d", "D"),
        ("f", "F"),
        ("g", "G"),
    ]
    assert problems == []


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_ends_of_lines(end: str) -> None:
    records, problems = parse(
        "@misc{a,\n  title = {A}\n}\n\n@misc{b,\n  title = {B\x00}\n}".replace("\n", end), "refs.bib"
    )
    assert [(record.key, record.line, record.fields) for record in records] == [
        ("a", 1, {"title": "A"}),
        ("b", 5, {"title": "B"}),
    ]
    assert problems == []


@pytest.mark.parametrize("unit", ["@a{", "@a{b, c = {", '@a{b, c = "', "@comment{", "{", "}", "@a{b,c=d}", "%", "\\\n"])
def test_what_is_repeated_without_end_is_read_in_time(unit: str) -> None:
    started = time.process_time()
    records, problems = parse(unit * 20_000, "refs.bib")
    assert records or problems
    assert time.process_time() - started < 20


def test_an_entry_as_written() -> None:
    bib = '\n@Article ( doe2001 ,\r\n  Title = "A  {B}\r\n  C" # x # { d},\r\n  YEAR = 2001,\r\n)'
    records, problems = parse('@string{x = "!"}' + bib, "refs.bib")
    assert problems == []
    record = records[0]
    assert (record.type, record.key, record.line) == ("article", "doe2001", 2)
    assert (record.fields, record.lines) == ({"title": "A {B} C! d", "year": "2001"}, {"title": 3, "year": 5})


@given(st.text() | st.text(alphabet="@{}(),=#\"\\ \n\tabmiscstringcomment12%'"))
def test_any_text_ends_in_entries_or_problems(text: str) -> None:
    records, problems = parse(text, "refs.bib")
    lines = len(text.splitlines()) + 1
    assert records or problems
    assert all(1 <= line <= lines for line in [*(r.line for r in records), *(p.line for p in problems)])
    assert all("\n" not in problem.message for problem in problems)
