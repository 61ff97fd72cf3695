"""Pandoc's citation syntax: what is between the brackets."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import languages
from essay.citation import Citation, Grammar
from essay.masking import mask

GRAMMAR = Grammar(languages.load().values())


def parse(text: str) -> tuple[list[Citation], list[str]]:
    citations, faults = GRAMMAR.parse(text, mask(text), 0, len(text))
    return citations, [fault.message for fault in faults]


def shown(citation: Citation) -> str:
    """A citation with its parts apart: prefix | key | locators | suffix."""
    places = ", ".join(f"{unit} {value}" for unit, value in citation.locators)
    return " | ".join([citation.prefix, "-" * citation.omit_author + citation.key, places, citation.suffix])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@a", [" | a |  | "]),
        ("@a; @b", [" | a |  | ", " | b |  | "]),
        ("@a；@b", [" | a |  | ", " | b |  | "]),
        ("see @a, pp. 3–5; also @b", ["see  | a | page 3–5 | ", "also  | b |  | "]),
        ("-@a, p. 2", [" | -a | page 2 | "]),
        ("@a, 33-35", [" | a | page 33–35 | "]),
        ("@a, p.3", [" | a | page 3 | "]),
        ("@a p. 3", [" | a | page 3 | "]),
        ("@a, P. 3", [" | a | page 3 | "]),
        ("@a, pp. 4, 6, and 8", [" | a | page 4, 6 | , and 8"]),
        ("@a, pp. iv–x", [" | a | page iv–x | "]),
        ("@a, pp. 12, 2020 edition", [" | a | page 12 | , 2020 edition"]),
        ("@a, chap. 2, p. 5, on this", [" | a | chapter 2, page 5 | , on this"]),
        ("@a, sec. 2.3", [" | a | section 2.3 | "]),
        ("@a, §§ 3--4", [" | a | section 3–4 | "]),
        ("@a, {p. 3}, more", [" | a | page 3 | , more"]),
        ("@a, vol. 2, no. 3, p. 4", [" | a | volume 2, number 3, page 4 | "]),
        ("@a, emphasis *added*", [" | a |  | , emphasis *added*"]),
        ("@a, part of it", [" | a |  | , part of it"]),
        ("@a, 3頁", [" | a | page 3 | "]),
        ("@a、３〜５頁", [" | a | page 3–5 | "]),
        ("@a、第2章、3–5ページを参照", [" | a | chapter 2, page 3–5 | を参照"]),
        ("@a、第3節", [" | a | section 3 | "]),
        ("@a第2章第3節を参照", [" | a | chapter 2, section 3 | を参照"]),
        ("詳しくは@aを参照", ["詳しくは | a |  | を参照"]),
        ("@{a:b/c.d}, p. 5", [" | a:b/c.d | page 5 | "]),
        ("@doe:2020.b.", [" | doe:2020.b |  | ."]),
        ("@müller2020", [" | müller2020 |  | "]),
        ("@夏目1914こころ、二頁", [" | 夏目1914こころ | page 2 | "]),
        ("＠a、第二十三章", [" | a | chapter 23 | "]),
        ("@a, pp. 131–38", [" | a | page 131–38 | "]),
        ("see me@example.org and @a", ["see me@example.org and  | a |  | "]),
        ("see `@x` and @a", ["see `@x` and  | a |  | "]),
    ],
)
def test_group(text: str, expected: list[str]) -> None:
    citations, faults = parse(text)
    assert [shown(citation) for citation in citations] == expected
    assert not faults


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@", "'@' has an '@' without a key; write the key right after it"),
        ("@ a", "'@ a' has an '@' without a key; write the key right after it"),
        ("@a; ; @b", "there is an empty citation between two semicolons; delete one of them"),
        ("@a; on this", "'on this' cites no key; write @key in it, or a comma for the semicolon"),
        ("@a @b", "'@a' and '@b' stand in one citation; separate works by a semicolon"),
        ("@a, p.", "the locator of '@a' cannot be read: 'p.' has no number; write 'p. 3' or '3頁', or delete it"),
        ("@a, 頁", "the locator of '@a' cannot be read: '頁' has no number; write 'p. 3' or '3頁', or delete it"),
        (
            "@a, pp. 5–3",
            "the locator of '@a' cannot be read: the range '5–3' runs backwards; write the smaller number first",
        ),
        (
            "@a, pp. 3-5-7",
            "the locator of '@a' cannot be read: the range '3-5-7' has more than two ends; write 'pp. 3–5, 7'",
        ),
        ("@a; see\nthat", "'see that' cites no key; write @key in it, or a comma for the semicolon"),
        ("@a, pp. 3-", "the locator of '@a' cannot be read: the range 'pp. 3-' has no end; write 'pp. 3–5'"),
        ("@a, pp.\n3-", "the locator of '@a' cannot be read: the range 'pp. 3-' has no end; write 'pp. 3–5'"),
        (
            "@a, pp. 5-\n3",
            "the locator of '@a' cannot be read: the range '5- 3' runs backwards; write the smaller number first",
        ),
    ],
)
def test_fault(text: str, message: str) -> None:
    assert message in parse(text)[1]


@given(st.text(st.sampled_from(list("@ab;；,、-–{}p. 3章頁第§[]`\\")) | st.characters(), max_size=60))
def test_any_text_ends_in_citations_or_faults(text: str) -> None:
    citations, faults = parse(text)
    assert citations or faults
    for citation in citations:
        assert text[citation.offset] == "@"
        assert not re.search(r"\s", citation.key)
