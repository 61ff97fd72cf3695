"""What the head of an essay says about it: title, subtitle, author, description."""

import re
from html import unescape
from typing import NamedTuple

from essay.document import Document

SUBTITLE = re.compile(r'<span class="subtitle">(.*?)</span>')
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+.!-])")  # as Markdown has them
MARKS = re.compile(r"<[^<>]+>|\[(?=\^|[^\[\]@]*@)[^\[\]]*\]|[*`]|(?<!\w)_|_(?!\w)")  # tags, citations, emphasis


class Title(NamedTuple):
    """An essay's title in one language; what the text does not say is empty."""

    locale: str
    title: str
    subtitle: str
    author: str
    affiliation: str
    description: str = ""

    @property
    def name(self) -> str:
        """The title by itself, without the mark that leads on to the subtitle."""
        return self.title.rstrip(":： ") if self.subtitle else self.title

    @property
    def full(self) -> str:
        """Title and subtitle in one line."""
        return f"{self.title} {self.subtitle}".strip()


def read(locale: str, document: Document) -> Title:
    """The title of an essay from its first heading of level 1 and its front matter."""
    heading = next((section.source for section in document.sections if section.level == 1), "")
    subtitle = SUBTITLE.search(heading)
    parts = (heading[: subtitle.start()], subtitle[1]) if subtitle else (heading, "")
    title, rest = (unescape(ESCAPED.sub(r"\1", MARKS.sub("", part))).strip() for part in parts)
    return Title(
        locale, title, rest, *(document.meta.get(name, "") for name in ("author", "affiliation", "description"))
    )
