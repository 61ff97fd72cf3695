"""A .bib file and the pages → the addresses that they cite, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from bibliography import copies
from bibliography.bibtex import Record, parse
from bibliography.entry import NOT_CITED, Entry, build
from bibliography.inheritance import line_of
from bibliography.web import doi_address, eprint_address
from essay.masking import mask_code

ADDRESS = re.compile(r"https?://[^\s<>\[\]{}\"'`|\\^「」『』（）、。，；]+", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    """An address and its place. `what` it is in messages; `field` of an entry, "" on a page.

    A copy of it should be of `day` or earlier, and not older than `since` (ISO dates, or nothing).
    """

    url: str
    path: str
    line: int
    what: str = "the link"
    field: str = ""
    day: str = ""
    since: str = ""
    original: str = ""  # of a copy: the address of the page itself
    kept: bool = False  # the entry names a copy

    @property
    def page(self) -> str:
        """The address of which an archive may have a copy; "" for a number, whose keeper leads on to the page."""
        return {"doi": "", "eprint": "", "archiveurl": self.original}.get(self.field, self.url)


def entry_links(text: str, path: str, day: str) -> list[Link]:
    """The addresses of the entries of a .bib file; `day` is for works without the day of a visit."""
    records = parse(text, path)[0]
    entries, _ = build(records, path)
    return [
        link
        for record in records
        if entries[record.key].type not in NOT_CITED
        for link in _of_entry(record, entries[record.key], path, day)
    ]


def _of_entry(record: Record, entry: Entry, path: str, day: str) -> Iterator[Link]:
    url, copy = entry.fields.get("url", ""), entry.fields.get("archiveurl", "")
    addresses = {"doi": doi_address(entry), "eprint": eprint_address(entry), "archiveurl": copy}
    if not copies.is_dead(entry.fields):  # what is known to be gone is not asked for again
        addresses["url"] = url
    for field, address in addresses.items():
        if ADDRESS.match(address):
            yield Link(
                url=address,
                path=path,
                line=line_of(field, record),
                what=f"the {field} of '{entry.key}'",
                field=field,
                day=_day(entry, "urldate") or day,
                since=_day(entry, "date"),
                original=url if field == "archiveurl" else "",
                kept=bool(copy),
            )


def _day(entry: Entry, name: str) -> str:
    """A date as "2025-11-05", "2025-11" or "2025"; "" if there is none, or none that is certain."""
    date = entry.dates.get(name)
    day = date.start if date else None
    if not day or not 1900 <= day.year <= 9999 or day.open_digits:
        return ""
    parts = [day.month, day.day] if day.month <= 12 else []
    return "-".join([str(day.year), *(f"{part:02d}" for part in parts if part)])


def page_links(text: str, path: str, day: str) -> list[Link]:
    """The addresses that stand in a page of Markdown, outside code, comments and front matter."""
    text = mask_code(text)
    return [
        Link(_trim(unescape(match[0])), path, text.count("\n", 0, match.start()) + 1, day=day)
        for match in ADDRESS.finditer(text)
    ]


def _trim(address: str) -> str:
    """Without the bracket that closes a Markdown link, what follows it, and the marks of a sentence."""
    depth = 0
    for index, sign in enumerate(address):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth < 0:
            address = address[:index]
            break
    return address.rstrip(".,;:!?*_")
