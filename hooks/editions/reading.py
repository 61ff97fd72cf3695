"""The essay's page → its blocks as text, for comparison: read from the live page and from any edition alike."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from editions.tree import has_class, parse

OPEN, CLOSE = "\ue010", "\ue011"  # private-use characters around the key of a note that is referred to
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TOOLS = ("headerlink", "paragraph-number", "beside", "other", "footnote-backref")  # ours, not the writer's
ABOUT = "data-about"  # says that an element is about the text, and no part of it
EMPHASIS = ("em", "strong", "i", "b", "cite", "code", "sub")


class Block(NamedTuple):
    """A heading, paragraph, note or other block of the text.

    A reference to a note is its key between OPEN and CLOSE: its number depends on the notes before it. `form` is what
    the text does not say: each piece that is emphasised or linked elsewhere, as tag, text and address.
    """

    kind: str  # "heading", "paragraph", "note", "line" (byline, notice, …)
    id: str  # "" for none
    number: str  # of a paragraph ("12", "12a") or a note, else ""
    text: str
    form: tuple[tuple[str, str, str], ...] = ()


class Reading(NamedTuple):
    """The blocks of an essay in their order, the notes last, and the numbers of its notes by their keys."""

    blocks: tuple[Block, ...]
    notes: dict[str, str]

    def same_text(self, other: "Reading") -> bool:
        """Whether both say the same in the same form."""
        return self.blocks == other.blocks


NOTHING = Reading((), {})


def read(html: str) -> Reading:
    """The blocks of the page that has the essay. Empty if there is no heading of level 1 in it."""
    root = parse(html)
    main = next((found for found in root.iter() if found.tag == "main"), root)
    title = next((parent for parent in main.iter() if any(child.tag == "h1" for child in parent)), None)
    blocks = tuple(_blocks(title)) if title is not None else ()
    return Reading(blocks, {block.id.partition(":")[2]: block.number for block in blocks if block.kind == "note"})


def _blocks(parent: Element) -> Iterator[Block]:
    children = list(parent)
    start = next(index for index, child in enumerate(children) if child.tag == "h1")
    for child in children[start:]:
        if child.get("role") == "doc-endnotes":
            for number, note in enumerate(child.iterfind("ol/li"), 1):
                yield _block("note", note, str(number))
        elif child.tag in HEADINGS:
            yield _block("heading", child)
        elif child.get(ABOUT) is None:
            link = next((link for link in child if has_class(link, "paragraph-number")), None)
            if link is not None:
                yield _block("paragraph", child, link.get("data-number", ""))
            else:
                yield _block("line", child)


def _block(kind: str, element: Element, number: str = "") -> Block:
    form = tuple(
        (part.tag, "".join(_pieces(part)), part.get("href", ""))
        for part in element.iter()
        if part.tag in EMPHASIS or part.get("href", "").startswith("http")
    )
    text = " ".join("".join(_pieces(element)).split())
    return Block(kind, element.get("id", ""), number, text, form)


def _pieces(element: Element) -> Iterator[str]:
    if element.get(ABOUT) is not None or any(has_class(element, name) for name in TOOLS):
        return
    if has_class(element, "footnote-ref"):
        yield f"{OPEN}{element.get('href', '').partition(':')[2]}{CLOSE}"
        return
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
