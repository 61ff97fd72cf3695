"""HTML ⇄ a tree of elements, with the standard library alone: what an edition rests on must last."""

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder, tostring

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
P_ENDS_BEFORE = frozenset(
    [
        "p",
        "ul",
        "ol",
        "dl",
        "blockquote",
        "div",
        "section",
        "table",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "figure",
    ]
)


class _Reader(HTMLParser):
    """Lenient as browsers are in what writers leave out: an open <p> ends before the next block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = TreeBuilder()
        self.builder.start("html", {})
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in P_ENDS_BEFORE and self.open[-1:] == ["p"]:
            self._close()
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)
        else:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._close()

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self._close() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.builder.data(data)

    def _close(self) -> str:
        tag = self.open.pop()
        self.builder.end(tag)
        return tag

    def finish(self) -> Element:
        self.close()
        while self.open:
            self._close()
        self.builder.end("html")
        return self.builder.close()


def parse(html: str) -> Element:
    """The elements of a page, or of a piece of one, below a root of no meaning. Comments are left out."""
    reader = _Reader()
    reader.feed(html)
    return reader.finish()


def write(element: Element) -> str:
    """The element and its content as HTML, without the text behind it."""
    tail, element.tail = element.tail, None
    html = tostring(element, encoding="unicode", method="html")
    element.tail = tail
    return html


def has_class(element: Element, name: str) -> bool:
    """Whether it is of that class."""
    return name in element.get("class", "").split()


def text(element: Element) -> str:
    """All text in it, with each run of spaces as one."""
    return " ".join("".join(element.itertext()).split())


def remove(root: Element, unwanted: Callable[[Element], bool]) -> None:
    """Take out every element that is unwanted, with its content; the text behind it stays."""
    for parent, child in list(_pairs(root)):
        if unwanted(child):
            replace(parent, child, [])


def replace(parent: Element, child: Element, new: list[Element]) -> None:
    """Put elements in the place of a child; the text behind it comes behind them."""
    index = list(parent).index(child)
    parent[index : index + 1] = new
    if new:
        new[-1].tail = (new[-1].tail or "") + (child.tail or "")
    elif index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + (child.tail or "")
    else:
        parent.text = (parent.text or "") + (child.tail or "")


def _pairs(root: Element) -> Iterator[tuple[Element, Element]]:
    for parent in root.iter():
        for child in parent:
            yield parent, child
