"""What a built site publishes: every address that can be cited, and every place on it."""

import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from bs4 import BeautifulSoup, Tag

ROOT = "./"  # the address of the title page; all are relative to it
NOT_CITED = ("assets/", "404.html", "sitemap.xml")  # style, scripts, pictures of the interface; what robots read
SUMS = "SHA256SUMS"  # of an edition
FROZEN = "editions/"  # held to their checksums, byte for byte, and so their places as well
TOOLS = "sup, .headerlink, .footnote-backref, .paragraph-number, .beside, .cited-in, .export"  # no part of a text
KINDS = {"paragraph": re.compile(r"p\d+[a-z]?"), "note": re.compile(r"fn:.+"), "work": re.compile(r"ref:.+")}


@dataclass(frozen=True)
class Place:
    """An element with an id. `kept` says that an editor left it for one that is gone: empty, or withdrawn."""

    kind: str  # paragraph, note, work or section; "" for what has no meaning of its own, such as a reference to a note
    text: str
    kept: bool = False


@dataclass(frozen=True)
class Page:
    """What answers at an address: its places by id, or the address that it leads on to; of checksums their digest."""

    places: dict[str, Place] = field(default_factory=dict)
    target: str = ""
    digest: str = ""


def read(folder: Path) -> dict[str, Page]:
    """The site in a folder, by address."""
    found = {}
    for path in filter(Path.is_file, folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        address = name.removesuffix("index.html") if path.name == "index.html" else name
        if not name.startswith(NOT_CITED):
            is_page = path.suffix == ".html" and not name.startswith(FROZEN)
            digest = sha256(path.read_bytes()).hexdigest() if path.name == SUMS else ""
            found[address or ROOT] = (
                read_page(path.read_text(encoding="utf-8"), address) if is_page else Page(digest=digest)
            )
    return dict(sorted(found.items()))


def read_page(html: str, address: str) -> Page:
    """A page of the site by what stands in its <main>."""
    soup = BeautifulSoup(html, "lxml")
    if refresh := soup.select_one("meta[http-equiv=refresh]"):
        target = str(refresh["content"]).partition("url=")[2]
        return Page(target=urldefrag(urljoin(f"/{address}", target))[0].removeprefix("/") or ROOT)
    elements = soup.select("main [id]")
    for tool in soup.select(TOOLS):
        tool.extract()
    return Page({str(element["id"]): _place(element) for element in elements})


def _place(element: Tag) -> Place:
    text = " ".join(element.get_text().split())
    left = not text and not element.find(True)
    return Place(_kind(element), text, kept=left or "withdrawn" in element.get_attribute_list("class"))


def _kind(element: Tag) -> str:
    if re.fullmatch("h[2-6]", element.name):  # the title is the page itself
        return "section"
    kind = kind_of(str(element["id"]))
    return kind if element.name == {"paragraph": "p", "note": "li", "work": "li"}.get(kind) else ""


def kind_of(fragment: str) -> str:
    """What a fragment stands for, by its form."""
    return next((kind for kind, form in KINDS.items() if form.fullmatch(fragment)), "section")
