"""The ledger of published addresses: what has been published answers for ever, and means what it meant.

A line of tests/ledger.tsv is an address, relative to the site, and for a paragraph, a note, a work and a heading, the
words that it is known by (fingerprint.py); for the checksums of an edition, their own. A ledger without lines promises
nothing yet. Once it has one, everything that is published has to be in it.

tests/breaches.py says where a site breaks it; `python tests/register.py site` adds what the site in that folder has
besides. It changes and removes no line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import fingerprint
from published import Page, kind_of

PATH = Path(__file__).with_name("ledger.tsv")
NAME = "tests/ledger.tsv"
HEAD = "# address\twords that it is known by (written by `make ledger`, which adds lines and changes none)\n"


@dataclass(frozen=True)
class Line:
    """A line of the ledger; `fragment` is "" for a page as a whole."""

    number: int
    address: str
    fragment: str
    words: tuple[str, ...]

    @property
    def url(self) -> str:
        """The address with its fragment."""
        return f"{self.address}#{self.fragment}" if self.fragment else self.address

    @property
    def kind(self) -> str:
        """What it stands for."""
        return kind_of(self.fragment)


def parse(text: str) -> list[Line]:
    """The lines of a ledger."""
    lines = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("# "):
            url, _, words = line.partition("\t")
            address, _, fragment = url.partition("#")
            lines.append(Line(number, address, fragment, tuple(words.split())))
    return lines


def missing(lines: list[Line], site: Mapping[str, Page]) -> dict[str, list[str]]:
    """What is published and in no line: fragments by address, "" for the address itself."""
    known = {(line.address, line.fragment) for line in lines}
    found = {
        address: [name for name in ("", *page.places) if (address, name) not in known] for address, page in site.items()
    }
    return {address: names for address, names in found.items() if names}


def added(text: str, site: Mapping[str, Page]) -> str:
    """The ledger with a line for all that is missing, behind the other lines of its page."""
    written = text.splitlines(keepends=True) or [HEAD]
    lines = parse(text)
    last = {line.address: line.number for line in lines}
    for address, names in sorted(missing(lines, site).items(), key=lambda item: -last.get(item[0], len(written) + 1)):
        new = [_write(address, name, site[address]) for name in names]
        place = last.get(address, len(written))
        written[place:place] = new
    return "".join(written)


def _write(address: str, name: str, page: Page) -> str:
    if not name:
        return f"{address}\t{page.digest}\n" if page.digest else f"{address}\n"
    places = page.places
    place = places[name]
    others = [other.text for key, other in places.items() if key != name and other.kind == place.kind]
    words = fingerprint.words(place.text, others) if place.kind and not place.kept else ()
    return "\t".join([f"{address}#{name}", *([" ".join(words)] if words else [])]) + "\n"
