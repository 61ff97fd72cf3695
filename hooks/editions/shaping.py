"""The built page of the essay → the parts of which an edition is made, without what only the live page needs."""

from base64 import b64encode
from dataclasses import dataclass, field
from mimetypes import guess_type
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from editions.edition import Essay
from editions.reading import ABOUT, HEADINGS
from editions.tree import has_class, parse, remove
from essay.content import leads_elsewhere
from essay.moving import rebased

ACTIVE = frozenset(["script", "iframe", "object", "embed", "video", "audio", "form", "link", "style"])
TOOLS = ("headerlink", "beside")
REFERENCE = "fnref"


class FreezingError(ValueError):
    """Something in the text cannot be frozen; the message says what, and what to do."""


@dataclass
class Parts:
    """Elements of the text, in their order; `lines` are those below the title, such as the byline."""

    title: Element
    lines: list[Element] = field(default_factory=list)
    body: list[Element] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)
    references: list[Element] = field(default_factory=list)

    @property
    def sections(self) -> list[Element]:
        """The headings below the title."""
        return [element for element in self.body if element.tag in HEADINGS]


def shape(essay: Essay, live: str) -> Parts:
    """The parts of an essay; relative links lead on from `live`, the address of its page.

    Raises FreezingError.
    """
    main = next(element for element in parse(essay.html).iter("main"))
    remove(main, lambda element: ABOUT in element.attrib or any(has_class(element, tool) for tool in TOOLS))
    title = next(main.iter("h1"), None)
    if title is None:
        raise FreezingError(f"docs/{essay.title.locale}/index.md:1: no title; begin the text with a line '# Title'")
    parts = Parts(title)
    for element in list(main)[list(main).index(title) + 1 :]:
        if element.get("role") == "doc-endnotes":
            parts.notes = list(element.iterfind("ol/li"))
        elif not parts.body and element.tag == "p" and element.get("class") in ("byline", "notice"):
            parts.lines.append(element)
        else:
            parts.body.append(element)
    references = next((found for found in parse(essay.references).iter("ol") if has_class(found, "references")), None)
    parts.references = list(references) if references is not None else []
    for element in [parts.title, *parts.lines, *parts.body, *parts.notes]:
        _settle(element, essay, live)
    for element in parts.references:
        remove(element, lambda found: ABOUT in found.attrib)
        for link in element.iter("a"):
            link.set("href", _from_references(link.get("href", ""), live))
    return parts


def _from_references(address: str, live: str) -> str:
    """Where a link on the page of references leads; to a note of the essay: to that of the edition."""
    if address.startswith("../#"):
        return address[3:]
    return rebased(address[3:], live) if address.startswith("../") else rebased(address, f"{live}references/")


def is_reference(element: Element) -> bool:
    """Whether it is the raised number of a note."""
    return element.tag == "sup" and element.get("id", "").startswith(REFERENCE)


def note_key(element: Element) -> str:
    """The key of the note that a reference refers to."""
    link = element.find("a")
    return link.get("href", "").partition(":")[2] if link is not None else ""


def _settle(root: Element, essay: Essay, live: str) -> None:
    """Links lead where they led, pictures become part of the page."""
    for element in root.iter():
        if element.tag in ACTIVE:
            what = f"a <{element.tag}>, which an edition cannot hold; put a picture or text in its place"
            raise FreezingError(f"docs/{essay.title.locale}/index.md:1: the text has {what}")
        element.attrib.pop("srcset", None)
        address = element.get("href", "")
        if leads_elsewhere(address):
            what = f"a link to {address}, which leads to no page; begin the address with https://"
            raise FreezingError(f"docs/{essay.title.locale}/index.md:1: the text has {what}")
        if address and not address.startswith("#"):
            element.set("href", rebased(address, live))
        if element.get("src"):
            element.set("src", _picture(element.get("src", ""), essay))


def _picture(address: str, essay: Essay) -> str:
    path = essay.folder / unquote(urlsplit(address).path)
    if urlsplit(address).scheme or not path.is_file():
        what = f"shows {address}, which is not in docs/; put a copy there, or name the source in words"
        raise FreezingError(f"docs/{essay.title.locale}/index.md:1: the text {what}")
    kind = guess_type(path.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{b64encode(path.read_bytes()).decode()}"
