"""What the head of an essay says about it: title, subtitle, author."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

HEADING = re.compile(
    r"""^\#[ \t]+(?P<title>[^\n]*?)
    [ \t]*(?:<span[ ]class="subtitle">(?P<subtitle>[^\n]*?)</span>)?
    [ \t]*(?:\{[^{}\n]*\})?[ \t]*$""",
    re.MULTILINE | re.VERBOSE,
)


@dataclass(frozen=True)
class Title:
    """An essay's title in one language; what the text does not say is empty."""

    locale: str
    title: str
    subtitle: str
    author: str
    affiliation: str

    @property
    def name(self) -> str:
        """The title by itself, without the mark that leads on to the subtitle."""
        return self.title.rstrip(":： ") if self.subtitle else self.title

    @property
    def full(self) -> str:
        """Title and subtitle in one line."""
        return f"{self.title} {self.subtitle}".strip()


def read(locale: str, markdown: str, meta: Mapping[str, Any]) -> Title:
    """The title of an essay from its first `# heading` and its front matter."""
    heading = HEADING.search(markdown)
    parts = (heading["title"], heading["subtitle"] or "") if heading else ("", "")
    title, subtitle = (re.sub(r"<[^>]+>", "", part) for part in parts)
    return Title(locale, title, subtitle, str(meta.get("author", "")), str(meta.get("affiliation", "")))
