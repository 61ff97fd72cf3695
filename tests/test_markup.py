"""What the build adds to a page: ways back from the notes, links of the paragraphs, marks between the blocks."""

from typing import Any

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown import Extension

from essay.cutting import cut
from essay.markup import EssayMarkup

TEXT = """# Title<br> *here* {#title}

By me
{: .byline }

![picture](x.png)

One[^a] & *two*[^b].

> A quotation[^a].

## Section & more {#one}

<div id="raw"><p>Unclosed<br></div>

Three[^a].

[^a]: Note & so.

    - on
[^b]: Other.
"""
BLOCKS = [  # kind, number, name, beginning, end
    ("h1", "", "title", "Title<br>", "<em>here</em>"),
    ("line", "", "byline", '<p class="byline">By me', "</p>"),
    ("rest", "", "", '<p><img alt="picture"', "</p>"),
    ("paragraph", "1", "p1", "On<", "</sup>."),
    ("rest", "", "", "<blockquote>", "</blockquote>"),
    ("h2", "", "one", "Section &amp; more", "Section &amp; more"),
    ("rest", "", "", '<div id="raw">', "</div>"),
    ("paragraph", "2", "p2", "Thre<", "</span>."),
    ("notes", "", "notes", "Notes", "Notes"),
    ("note", "1", "fn:a", "<p>Note &amp; so.", "</p>"),
    ("note", "2", "fn:b", "<p>Other.", "</p>"),
]


def render(text: str, parallel: str = "") -> str:
    markup = EssayMarkup()
    markup.notes_heading = "Notes"
    markup.back_to_text = "Back to {number}"
    markup.back_to_text_of_several = "Back to {number}, place {place}"
    markup.paragraph = "Paragraph {number}"
    markup.beside = "Paragraph {number} beside"
    markup.parallel = parallel
    extensions: list[str | Extension] = ["attr_list", "fenced_code", "footnotes", "tables", "toc", markup]
    configs: dict[str, dict[str, Any]] = {"footnotes": {"USE_DEFINITION_ORDER": False}, "toc": {"permalink": "#"}}
    return markdown.markdown(text, extensions=extensions, extension_configs=configs)


def soup(text: str, parallel: str = "") -> BeautifulSoup:
    return BeautifulSoup(render(text, parallel), "lxml")


def test_ways_back_are_told_apart() -> None:
    found = [
        (back["href"], back.get_text(), back["aria-label"], back.get("title"))
        for back in soup(TEXT).select("a[role=doc-backlink]")
    ]
    assert found == [
        ("#fnref:a", "↩\ufe0e1", "Back to 1, place 1", None),
        ("#fnref2:a", "↩\ufe0e2", "Back to 1, place 2", None),
        ("#fnref3:a", "↩\ufe0e3", "Back to 1, place 3", None),
        ("#fnref:b", "↩\ufe0e", "Back to 2", None),
    ]


def test_a_space_stands_between_two_ways_back() -> None:
    note = soup("A[^a] B[^a].\n\n[^a]: Note.").select("li p")[-1]
    assert note.get_text() == "Note.\xa0↩\ufe0e1 ↩\ufe0e2"


def test_numbers_of_paragraphs() -> None:
    """Counted, pinned, withdrawn; not those of another kind."""
    written = "One.\n\nNew.\n{: #p1a }\n\nTwo\n{: .line }\n\nLater.\n{: #p3 }\n\nSooner.\n{: #p2 }\n\nGone.\n"
    written += "{: .withdrawn }\n\nX\n{: #x }"
    found = [
        (paragraph.get("id"), [link["data-number"] for link in paragraph.select("a[data-number]")])
        for paragraph in soup(written).select("p")
    ]
    assert found == [
        ("p1", ["1"]), ("p1a", ["1a"]), (None, []), ("p3", ["3"]), ("p2", ["2"]), ("p4", ["4"]), ("x", []),
    ]  # fmt: skip
    blocks = cut(render(written, "parallel.md"))[1]
    assert [(block.kind, block.number) for block in blocks][:3] == [
        ("paragraph", "1"),
        ("paragraph", "1a"),
        ("line", ""),
    ]


def test_roles() -> None:
    page = soup(TEXT)
    endnotes = page.select("[role=doc-endnotes]")
    assert [(section.name, section["aria-label"]) for section in endnotes] == [("section", "Notes")]
    assert [heading["id"] for heading in endnotes[0].select(":scope > h2")] == ["notes"]
    assert [item.get("role") for item in endnotes[0].select("ol > li")] == [None, None]
    assert {str(link.get("role")) for link in page.select("sup > a.footnote-ref")} == {"doc-noteref"}
    assert [link.get("aria-label") for link in page.select("[role=doc-noteref]")] == [None] * 4


def test_each_paragraph_leads_to_its_place_in_the_other_language() -> None:
    for number, paragraph in enumerate(soup(TEXT, "parallel.md").select("p[id]"), 1):
        own, beside = paragraph.find_all("a", recursive=False)[:2]
        assert own["class"] == ["paragraph-number"]
        assert beside.attrs == {
            "class": ["beside"],
            "href": f"parallel.md#p{number}",
            "aria-label": f"Paragraph {number} beside",
        }
        assert own.get_text() == beside.get_text() == ""
        assert own.next_sibling == beside
    assert not soup(TEXT).select(".beside")


def test_blocks() -> None:
    _, blocks = cut(render(TEXT, "parallel.md"))
    assert [(block.kind, block.number, block.name) for block in blocks] == [expected[:3] for expected in BLOCKS]
    for block, (kind, _, _, start, end) in zip(blocks, BLOCKS, strict=True):
        assert block.html.strip().startswith(start), kind
        assert block.html.strip().endswith(end), kind


@pytest.mark.parametrize("name", ["a&b", "<a>", "a b", 'a"b'])
def test_the_name_of_a_block_is_its_id(name: str) -> None:
    blocks = cut(render(f"One[^{name}].\n\n[^{name}]: Note.", "parallel.md"))[1]
    assert [block.name for block in blocks if block.kind == "note"] == [f"fn:{name}"]


PIECES = [
    "One[^a].",
    "> two[^a]",
    "- a\n- b",
    "## H {#h}",
    "### `c` *d*",
    "<div>x</div>",
    "A\n{: .line }",
    "",
    "![i](x)",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(st.characters(exclude_categories=["Co", "Cs"]), max_size=9)))
def test_marks_leave_no_trace(pieces: list[str]) -> None:
    text = "\n\n".join([*pieces, "[^a]: Note."])
    marked = render(text, "parallel.md")
    cleaned, blocks = cut(marked)
    assert not any(mark in cleaned for mark in "\ue002\ue003\ue004")
    for link in (page := BeautifulSoup(cleaned, "lxml")).select("a.beside"):
        link.decompose()
    assert str(page) == str(soup(text))
    assert marked.count("\ue002") == len(blocks)
