"""What Python-Markdown is taught: to pass on finished HTML untouched, and to mark up the notes as notes."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

SEALED = "\ue000([A-Za-z0-9_=-]*)\ue001"  # private-use characters, which no writer types
FIRST = 1000  # before every rule for inline text, so that code and emphasis do not see the token
AFTER_FOOTNOTES_BEFORE_TOC = 10


def seal(html: str) -> str:
    """HTML as a token that no Markdown rule can touch."""
    return f"\ue000{urlsafe_b64encode(html.encode()).decode()}\ue001"


class _Opener(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        """Markdown's hook; the name, the arguments and the return type are its."""
        return self.md.htmlStash.store(urlsafe_b64decode(m[1]).decode()), m.start(), m.end()


class _NotesSection(Treeprocessor):
    """DPUB-ARIA roles, and a heading for the list of notes in place of the rule above it."""

    def __init__(self, md: Markdown, extension: "EssayMarkup") -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            role = {"footnote-ref": "doc-noteref", "footnote-backref": "doc-backlink"}.get(link.get("class", ""))
            if role:
                link.set("role", role)
        notes = next((division for division in root.iter("div") if division.get("class") == "footnote"), None)
        if notes is None:
            return
        notes.set("role", "doc-endnotes")
        rule = notes.find("hr")
        if rule is not None:
            rule.tag = "h2"
            rule.text = self.extension.notes_heading
            rule.set("id", "notes")


class EssayMarkup(Extension):
    """Opens sealed HTML and marks up the notes. `notes_heading` is set for each page, in its language."""

    notes_heading = ""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's name
        md.inlinePatterns.register(_Opener(SEALED, md), "sealed_html", FIRST)
        md.treeprocessors.register(_NotesSection(md, self), "notes_section", AFTER_FOOTNOTES_BEFORE_TOC)
