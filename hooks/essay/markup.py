"""What Python-Markdown is taught: to pass on finished HTML, to number paragraphs, to mark up notes as notes."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.extensions.footnotes import FootnoteTreeprocessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, HTML_PLACEHOLDER_RE

SEALED = "\ue000([A-Za-z0-9_=-]*)\ue001"  # private-use characters, which no writer types
# Python-Markdown's order: inline text 20, footnotes put in order 19, repeated references 15, attribute lists 8, toc 5.
BEFORE_ALL_INLINE_RULES = 1000
BEFORE_FOOTNOTES_ARE_ORDERED = 19.5
BEFORE_TOC = 10
AFTER_ATTRIBUTE_LISTS = 7


def seal(html: str) -> str:
    """HTML as a token that no Markdown rule can touch."""
    return f"\ue000{urlsafe_b64encode(html.encode()).decode()}\ue001"


class _Opener(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802  # Markdown's name and arguments
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002  # Markdown passes it
    ) -> tuple[str, int, int]:
        return self.md.htmlStash.store(urlsafe_b64decode(m[1]).decode()), m.start(), m.end()


class _NoteNumbers(Treeprocessor):
    """Notes in the order in which they are read: Markdown comes to quotations, lists and tables last."""

    def run(self, root: Element) -> None:
        if "footnote" not in self.md.treeprocessors:
            return
        processor = self.md.treeprocessors["footnote"]
        assert isinstance(processor, FootnoteTreeprocessor)  # noqa: S101  # what the name stands for
        references = [link for link in root.iter("a") if link.get("class") == "footnote-ref"]
        labels = [link.get("href", "").partition(":")[2] for link in references]
        order = {label: number for number, label in enumerate(dict.fromkeys(labels), 1)}
        processor.footnotes.footnote_order[:] = order
        for link, label in zip(references, labels, strict=True):
            link.text = str(order[label])


class _Paragraphs(Treeprocessor):
    """A number for each paragraph of the running text: an id, and a link whose number the style sheet prints."""

    def __init__(self, md: Markdown, extension: "EssayMarkup") -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        if not self.extension.paragraph:
            return
        texts = (child for child in root if child.tag == "p" and not child.attrib and _has_text(child))
        for number, paragraph in enumerate(texts, 1):
            paragraph.set("id", f"p{number}")
            label = self.extension.paragraph.format(number=number)
            link = Element("a", {"class": "paragraph-number", "href": f"#p{number}", "aria-label": label})
            link.set("data-number", str(number))  # not as text, lest it be copied with the paragraph
            link.tail, paragraph.text = paragraph.text, None
            paragraph.insert(0, link)


def _has_text(paragraph: Element) -> bool:
    """Whether it is more than an image or a block of HTML, which stands in the tree as one placeholder."""
    return bool(HTML_PLACEHOLDER_RE.sub("", "".join(paragraph.itertext())).strip())


def _keep_references(root: Element) -> None:
    """Tie each reference to the character before it: in Japanese, a line might begin with the number."""
    for parent in list(root.iter()):
        for index, child in enumerate(list(parent)):
            if child.tag != "sup" or not child.get("id", "").startswith("fnref"):
                continue
            before = parent[index - 1] if index else None
            text = (parent.text if before is None else before.tail) or ""
            if not text[-1:].strip() or text.endswith(ETX):  # a space, or HTML that is kept aside
                continue
            if before is None:
                parent.text = text[:-1]
            else:
                before.tail = text[:-1]
            tied = Element("span", {"class": "tied"})
            tied.text, tied.tail, child.tail = text[-1], child.tail, None
            parent[index] = tied
            tied.append(child)


class _NotesSection(Treeprocessor):
    """DPUB-ARIA roles, and a heading for the list of notes in place of the rule above it."""

    def __init__(self, md: Markdown, extension: "EssayMarkup") -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        _keep_references(root)
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
    """`notes_heading` and `paragraph` (a pattern with {number}, or "" for no numbers) are set for each page."""

    notes_heading = ""
    paragraph = ""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's name
        md.inlinePatterns.register(_Opener(SEALED, md), "sealed_html", BEFORE_ALL_INLINE_RULES)
        md.treeprocessors.register(_NoteNumbers(md), "note_numbers", BEFORE_FOOTNOTES_ARE_ORDERED)
        md.treeprocessors.register(_NotesSection(md, self), "notes_section", BEFORE_TOC)
        md.treeprocessors.register(_Paragraphs(md, self), "paragraphs", AFTER_ATTRIBUTE_LISTS)
