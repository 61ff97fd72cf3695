"""A text cut into its blocks: marks that are put into the tree of a page, and found again in its finished HTML."""

import re
from html import unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element

OPEN, INSIDE, CLOSE = "\ue002", "\ue003", "\ue004"  # private-use characters, which no writer types
BLOCK = re.compile(f"{OPEN}([^{INSIDE}]*){INSIDE}([^{CLOSE}]*){CLOSE}")
MARKS = re.compile(f"{OPEN}[^{INSIDE}]*{INSIDE}|{CLOSE}")

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TOOLS = ("paragraph-number", "beside")


class Block(NamedTuple):
    """A block of a text.

    | kind         | what                                   | name       | html                              |
    | ------------ | -------------------------------------- | ---------- | --------------------------------- |
    | h1 … h6      | a heading                              | its id     | what is in it, without permalink  |
    | paragraph    | a numbered one                         | its id     | what is in it, without its links  |
    | line         | a paragraph of a kind, such as .byline | its class  | all of it                         |
    | rest         | any other                              | ""         | all of it                         |
    | notes        | the heading of the notes               | its id     | what is in it, without permalink  |
    | note         | a note                                 | its id     | what is in it                     |
    """

    kind: str
    number: str  # of a paragraph or a note; else ""
    name: str
    html: str

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading, that of the notes included."""
        return self.kind in (*HEADINGS, "notes")


def cut(html: str) -> tuple[str, list[Block]]:
    """The HTML of a page without its marks, and its blocks."""
    blocks = []
    for found in BLOCK.finditer(html):
        kind, number, name = unescape(found[1]).split(" ", 2)
        blocks.append(Block(kind, number, name, found[2]))
    return MARKS.sub("", html), blocks


def mark(root: Element) -> None:
    """Put marks around the blocks of a page whose headings, paragraphs and notes have their ids."""
    for index, child in enumerate(root):
        if child.tag in HEADINGS:
            _enclose_content(child, 0, _before_permalink(child), _opening(child.tag, child.get("id", "")))
        elif child.tag == "section" and child.get("role") == "doc-endnotes":
            _mark_notes(child)
        elif tools := [link for link in child if link.get("class") in TOOLS]:
            number = tools[0].get("data-number", "")
            _enclose_content(child, len(tools), len(child), _opening("paragraph", child.get("id", ""), number))
        elif child.tag == "p" and "class" in child.attrib:
            _enclose(root, index, _opening("line", child.get("class", "")))
        else:
            _enclose(root, index, _opening("rest"))


def _mark_notes(section: Element) -> None:
    for heading in section.iterfind("h2"):
        _enclose_content(heading, 0, _before_permalink(heading), _opening("notes", heading.get("id", "")))
    for number, note in enumerate(section.iterfind("ol/li"), 1):
        _enclose_content(note, 0, len(note), _opening("note", note.get("id", ""), str(number)))


def _before_permalink(heading: Element) -> int:
    """The index of the link that the toc extension puts at the end of a heading."""
    return next((index for index, child in enumerate(heading) if child.get("class") == "headerlink"), len(heading))


def _enclose_content(parent: Element, start: int, end: int, opening: str) -> None:
    """Mark what stands behind the first `start` children and before the child `end`."""
    if start:
        parent[start - 1].tail = opening + (parent[start - 1].tail or "")
    else:
        parent.text = opening + (parent.text or "")
    _write_before(parent, end, CLOSE)


def _enclose(parent: Element, index: int, opening: str) -> None:
    """Mark a child as a whole."""
    _write_before(parent, index, opening)
    parent[index].tail = CLOSE + (parent[index].tail or "")


def _write_before(parent: Element, index: int, text: str) -> None:
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _opening(kind: str, name: str = "", number: str = "") -> str:
    return f"{OPEN}{kind} {number} {name}{INSIDE}"
