"""The part that says where a work is found on the web: DOI, other numbers, address, day of the visit, archived copy."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from pybtex.richtext import HRef, Text
from pybtex.style.template import Node

from bibliography.context import Context
from bibliography.entry import Entry
from bibliography.punctuation import Part, fill_text, template_node
from bibliography.richtext import join
from bibliography.wording import write_date
from languages import Language

ARCHIVES = {  # eprinttype: its name and its address
    "arxiv": ("arXiv", "https://arxiv.org/abs/"),
    "jstor": ("JSTOR", "https://www.jstor.org/stable/"),
    "googlebooks": ("Google Books", "https://books.google.com/books?id="),
    "hdl": ("hdl", "https://hdl.handle.net/"),
    "pubmed": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/"),
}


@template_node
def web(children: list[Node], context: Context) -> Part | None:
    """DOI or other number, address with the day of the visit, archived copy."""
    parts = list(_web(context))
    return Part(join(context.style["marks.separator"], parts)) if parts else None


def _web(context: Context) -> Iterator[Text]:
    entry, style = context.entry, context.style
    doi = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", entry.plain("doi"), flags=re.IGNORECASE)
    url = entry.fields.get("url", "")
    if doi:
        yield _link(f"https://doi.org/{quote(doi, safe='/:;().')}", style)
    if entry.fields.get("eprint"):
        yield _eprint(entry)
    known = (doi and "doi.org/" in url) or ("eprint" in entry.fields and entry.plain("eprint") in url)
    address = [_link(url, style)] if url and not known else []
    day = _day(context, "urldate")
    visit = [fill_text(style["marks.accessed"], date=day)] if day else []
    yield from visit + address if style["marks.accessed_first"] else address + visit
    if archive := entry.fields.get("archiveurl"):
        yield fill_text(style["marks.archived"], date=_day(context, "archivedate"), url=_link(archive, style))


def _day(context: Context, name: str) -> str:
    """A date in words; one that cannot be read as it is written."""
    if date := context.entry.dates.get(name):
        return write_date(date, context.style)
    return context.entry.plain(name)


def _link(url: str, style: Language) -> Text:
    """The address as a link whose text is the address; what is no web address is never a link."""
    return fill_text(style["marks.url"], url=HRef(url, url) if re.match(r"https?://", url) else url)


def _eprint(entry: Entry) -> Text:
    number, kind = entry.plain("eprint"), entry.plain("eprinttype").lower()
    if kind in ARCHIVES:
        name, address = ARCHIVES[kind]
        return HRef(address + quote(number, safe="/"), f"{name}:{number}")
    return Text(f"{entry.plain('eprinttype')}:{number}" if kind else number)
