"""HTML that moves to another page: new ids where they are taken there, and links that lead where they led."""

from collections.abc import Callable, Container, Iterable, Mapping
from html import escape
from html.parser import HTMLParser
from itertools import accumulate
from typing import NamedTuple
from urllib.parse import urlsplit

ADDRESSES = {"cite", "data", "href", "poster", "src"}
REFERENCES = {"aria-controls", "aria-describedby", "aria-details", "aria-labelledby", "for", "headers"}  # ids in them
OF_INTEREST = {"id"} | ADDRESSES | REFERENCES


class Tag(NamedTuple):
    """A start tag by its offsets in the HTML."""

    start: int
    end: int
    name: str
    attributes: tuple[tuple[str, str | None], ...]
    closed: bool  # by a slash, which counts in SVG and MathML


class Fragment:
    """A piece of HTML, read once; what is no attribute of interest stays as it was written, character for character."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.tags = _Reader(html).tags

    @property
    def ids(self) -> list[str]:
        """Every id in it."""
        return [value for tag in self.tags for name, value in tag.attributes if name == "id" and value]

    def moved(self, new_ids: Mapping[str, str], folder: str) -> str:
        """The HTML on another page, from which `folder` is the relative address of its old folder, with new ids."""

        def change(name: str, value: str) -> str:
            if name == "id":
                return new_ids.get(value, value)
            if name in REFERENCES:
                return " ".join(new_ids.get(part, part) for part in value.split())
            if name in ADDRESSES and value.startswith("#"):
                return f"#{new_ids.get(value[1:], value[1:])}"
            return rebased(value, folder) if name in ADDRESSES else value

        return self._changed(change)

    def _changed(self, change: Callable[[str, str], str]) -> str:
        pieces, position = [], 0
        for tag in self.tags:
            new = tuple((name, None if value is None else change(name, value)) for name, value in tag.attributes)
            if new != tag.attributes:
                pieces += [self.html[position : tag.start], _write_tag(tag, new)]
                position = tag.end
        return "".join([*pieces, self.html[position:]])


def rebased(address: str, folder: str) -> str:
    """A relative address as seen from where `folder` is the relative address of its old folder; others as they are."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or address.startswith("/"):
        return address
    return folder + address.removeprefix("./")


def moved_ids(ids: Iterable[str], taken: Container[str], suffix: str) -> dict[str, str]:
    """Each id as it shall be on a page where some are taken."""
    return {name: f"{name}.{suffix}" if name in taken else name for name in ids}


class _Reader(HTMLParser):
    """The start tags of a piece of HTML that have an attribute of interest."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.tags: list[Tag] = []
        self._lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if OF_INTEREST.isdisjoint(name for name, _ in attrs):
            return
        line, column = self.getpos()
        start = self._lines[line - 1] + column
        text = self.get_starttag_text() or ""
        self.tags.append(Tag(start, start + len(text), tag, tuple(attrs), text.endswith("/>")))


def _write_tag(tag: Tag, attributes: Iterable[tuple[str, str | None]]) -> str:
    written = (f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in attributes)
    return f"<{tag.name}{''.join(written)}{' />' if tag.closed else '>'}"
