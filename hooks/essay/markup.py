"""What Python-Markdown is taught: to pass on finished HTML, to number paragraphs, to mark up notes as notes."""

import re
from collections import OrderedDict
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.extensions.footnotes import FootnoteTreeprocessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, HTML_PLACEHOLDER_RE

from essay.cutting import mark
from essay.paragraphs import Count, pin
from essay.sealing import SEALED, unseal

# Python-Markdown's order: inline text 20, footnotes put in order 19, repeated references 15, attribute lists 8, toc 5.
BEFORE_ALL_INLINE_RULES = 1000
BEFORE_FOOTNOTES_ARE_ORDERED = 19.5
BEFORE_TOC = 10
BEFORE_FOOTNOTES = 60  # they are at 50
AFTER_ATTRIBUTE_LISTS = 7
ALIGNMENT = re.compile(r"text-align: (left|center|right);")  # as the tables extension writes it
AFTER_TITLE = -2  # MkDocs takes the title of a page from its heading at -1


class _Opener(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802  # Markdown's name and arguments
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002  # Markdown passes it
    ) -> tuple[str, int, int]:
        return self.md.htmlStash.store(unseal(m[1])), m.start(), m.end()


class _Labels(OrderedDict[str, str]):
    """The notes of a page by their labels. While they are written, one may come in that is defined within another."""

    def keys(self) -> list[str]:  # type: ignore[override]  # of a moment, where a view would raise
        return list(super().keys())


class _NotesInNotes(Treeprocessor):
    """Lets a note have a definition in it, which belongs to no page and is told; Markdown would end with an error."""

    def run(self, root: Element) -> None:  # noqa: ARG002  # Markdown passes it
        if processor := _notes(self.md):
            processor.footnotes.footnotes = _Labels(processor.footnotes.footnotes)


def _notes(md: Markdown) -> FootnoteTreeprocessor | None:
    return next((processor for processor in md.treeprocessors if isinstance(processor, FootnoteTreeprocessor)), None)


class _NoteNumbers(Treeprocessor):
    """Notes in the order in which they are read: Markdown comes to quotations, lists and tables last."""

    def run(self, root: Element) -> None:
        processor = _notes(self.md)
        if not processor:
            return
        for note in root.iterfind("div[@class='footnote']/ol/li"):
            if not len(note):  # an empty one, in which Markdown forgets the way back
                name = processor.footnotes.makeFootnoteRefId(note.get("id", "").partition(":")[2])
                SubElement(SubElement(note, "p"), "a", {"class": "footnote-backref", "href": f"#{name}"})
        references = [link for link in root.iter("a") if link.get("class") == "footnote-ref"]
        labels = [link.get("href", "").partition(":")[2] for link in references]
        order = {label: number for number, label in enumerate(dict.fromkeys(labels), 1)}
        processor.footnotes.footnote_order[:] = order
        for link, label in zip(references, labels, strict=True):
            link.text = str(order[label])


class _Paragraphs(Treeprocessor):
    """A number for each paragraph of the running text: an id, and links whose text the style sheet prints.

    essay/outline.py counts the same paragraphs in the source.
    """

    def __init__(self, md: Markdown, extension: "EssayMarkup") -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        title = root.find("h1")
        if title is not None:
            title.attrib.setdefault("id", "title")  # of every language: toc would make one of its words
        if not self.extension.paragraph:
            return
        count = Count()
        for paragraph in root:
            own = pin(paragraph.attrib) if paragraph.tag == "p" and _has_text(paragraph) else None
            if own is None:
                continue
            name = count.next(own)
            paragraph.set("id", name)
            links = list(self._links(name.removeprefix("p")))
            links[-1].tail, paragraph.text = paragraph.text, None
            paragraph[:0] = links

    def _links(self, number: str) -> Iterator[Element]:
        """Without text, lest it be copied with the paragraph."""
        label = self.extension.paragraph.format(number=number)
        link = Element("a", {"class": "paragraph-number", "href": f"#p{number}", "aria-label": label})
        link.set("data-number", number)
        yield link
        if self.extension.parallel:
            label = self.extension.beside.format(number=number)
            yield Element("a", {"class": "beside", "href": f"{self.extension.parallel}#p{number}", "aria-label": label})


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


class _Alignments(Treeprocessor):
    """The alignment of a table's columns as a class: the policy of the pages allows no style in them."""

    def run(self, root: Element) -> None:
        for cell in root.iter():
            if cell.tag in ("th", "td") and (found := ALIGNMENT.fullmatch(cell.get("style", ""))):
                del cell.attrib["style"]
                cell.set("class", f"{cell.get('class', '')} align-{found[1]}".strip())


class _NotesSection(Treeprocessor):
    """DPUB-ARIA roles, a heading for the list of notes in place of the rule above it, a name for each way back."""

    def __init__(self, md: Markdown, extension: "EssayMarkup") -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        _keep_references(root)
        for link in root.iter("a"):
            if link.get("class") == "footnote-ref":
                link.set("role", "doc-noteref")
        notes = next((division for division in root.iter("div") if division.get("class") == "footnote"), None)
        if notes is None:
            return
        notes.tag = "section"  # a landmark, named like its heading, but without the sign of the permanent link
        notes.set("role", "doc-endnotes")
        notes.set("aria-label", self.extension.notes_heading)
        rule = notes.find("hr")
        if rule is not None:
            rule.tag = "h2"
            rule.text = self.extension.notes_heading
            rule.set("id", "notes")
        for number, note in enumerate(notes.iterfind("ol/li"), 1):
            self._name_ways_back(number, [link for link in note.iter("a") if link.get("class") == "footnote-backref"])

    def _name_ways_back(self, number: int, links: list[Element]) -> None:
        """A note that is referred to in several places has as many links, told apart by small numbers."""
        several = len(links) > 1
        pattern = self.extension.back_to_text_of_several if several else self.extension.back_to_text
        for place, link in enumerate(links, 1):
            link.attrib.pop("title", None)  # the footnotes extension's, in the words of one language for all
            link.set("role", "doc-backlink")
            link.set("aria-label", pattern.format(number=number, place=place))
            link.text = "↩\ufe0e"  # as text: phones would show an emoji
            if several:
                SubElement(link, "sup").text = str(place)
                link.tail = " " if place < len(links) else link.tail


class _Marks(Treeprocessor):
    """Marks by which the finished HTML can be cut into blocks."""

    def __init__(self, md: Markdown, extension: "EssayMarkup") -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        if self.extension.parallel:
            mark(root)


class EssayMarkup(Extension):
    """Patterns, with {number} and {place}, and names are set for each page.

    Without `paragraph`, paragraphs have no numbers. `parallel` is the page, as Markdown links to it, that has all
    languages of this one side by side, or "" for none; with it, each paragraph has a link to its place there, and the
    HTML has the marks of essay/cutting.py, by which it can be cut into blocks.
    """

    notes_heading = ""
    back_to_text = ""
    back_to_text_of_several = ""
    paragraph = ""
    beside = ""
    parallel = ""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's name
        md.inlinePatterns.register(_Opener(SEALED, md), "sealed_html", BEFORE_ALL_INLINE_RULES)
        md.treeprocessors.register(_NotesInNotes(md), "notes_in_notes", BEFORE_FOOTNOTES)
        md.treeprocessors.register(_NoteNumbers(md), "note_numbers", BEFORE_FOOTNOTES_ARE_ORDERED)
        md.treeprocessors.register(_NotesSection(md, self), "notes_section", BEFORE_TOC)
        md.treeprocessors.register(_Alignments(md), "alignments", AFTER_ATTRIBUTE_LISTS)
        md.treeprocessors.register(_Paragraphs(md, self), "paragraphs", AFTER_ATTRIBUTE_LISTS)
        md.treeprocessors.register(_Marks(md, self), "marks", AFTER_TITLE)
