"""The part that says where a work is found on the web: DOI, other numbers, address, day of the visit, archived copy."""

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from pybtex.richtext import HRef, Text
from pybtex.style.template import Node

from bibliography import copies
from bibliography.context import Context
from bibliography.entry import Entry
from bibliography.punctuation import Part, fill_text, template_node
from bibliography.richtext import join
from bibliography.wording import write_date
from languages import Language

DOI = "https://doi.org/"
DOI_HOST = re.compile(r"https?://(?:[\w-]+\.)*doi\.", re.IGNORECASE)  # doi.org, dx.doi.org, doi.acm.org
OF_ARXIV = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?")
OLD_OF_ARXIV = re.compile(r"\d{7}(?:v\d+)?")  # without its class, which belongs to it
ARCHIVES = {  # eprinttype: its name and its address
    "arxiv": ("arXiv", "https://arxiv.org/abs/"),
    "jstor": ("JSTOR", "https://www.jstor.org/stable/"),
    "googlebooks": ("Google Books", "https://books.google.com/books?id="),
    "hdl": ("hdl", "https://hdl.handle.net/"),
    "pubmed": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/"),
}
ARCHIVES["pmid"] = ARCHIVES["pubmed"]  # as Zotero calls it


@template_node
def web(children: list[Node], context: Context) -> Part | None:
    """DOI or other number, address with the day of the visit, archived copy."""
    parts = list(_web(context))
    return Part(join(context.style["marks.separator"], parts)) if parts else None


def _web(context: Context) -> Iterator[Text]:
    entry, style = context.entry, context.style
    url = entry.fields.get("url", "")
    doi = doi_address(entry)
    if doi:
        yield _link(doi, style)
    number, _kind = archive_number(entry)
    if number and number.lower() not in doi.lower() and not _leads_to(doi, number):  # …/10.48550/arXiv.2303.08774
        yield _link(number, style) if is_address(number) else _eprint(entry)
    known = _leads_to(doi, url) or (eprint_address(entry) and re.search(r"\d", number) and number in url)
    address = [_link(url, style)] if url and not known else []
    day = _day(context, "urldate")
    visit = [fill_text(style["marks.accessed"], date=day)] if day else []
    if copies.is_dead(entry.fields):  # the copy leads, and the address is said, not linked: it may be another's by now
        yield from _copy(context, url)
        yield from [fill_text(style["marks.dead"], url=fill_text(style["marks.url"], url=url))] if address else []
        yield from visit
    else:
        yield from visit + address if style["marks.accessed_first"] else address + visit
        yield from _copy(context, url)


def _leads_to(doi: str, url: str) -> bool:
    """Whether the address is that of the DOI, be it a publisher's: …/doi/pdf/10.1002/abc."""
    name = unquote(doi.removeprefix(DOI)).lower()
    return bool(name) and (bool(DOI_HOST.match(url)) or name in unquote(url).lower())


def _copy(context: Context, url: str) -> Iterator[Text]:
    if archive := context.entry.fields.get("archiveurl"):
        address = _link(archive, context.style, copies.shown(archive, url))
        yield fill_text(context.style["marks.archived"], date=_day(context, "archivedate"), url=address)


def doi_address(entry: Entry) -> str:
    """Where the DOI leads from; "" if the entry has none."""
    doi = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", entry.plain("doi"), flags=re.IGNORECASE)
    return f"{DOI}{quote(doi, safe='/:;().')}" if doi else ""


def web_address(entry: Entry) -> str:
    """Where the work itself is found: its DOI, else its address, of a dead page its copy's; "" if there is none."""
    url = entry.fields.get("archiveurl" if copies.is_dead(entry.fields) else "url", "")
    return doi_address(entry) or (url if is_address(url) else "")


def _day(context: Context, name: str) -> str:
    """A date in words; one that cannot be read as it is written."""
    if date := context.entry.dates.get(name):
        return write_date(date, context.style)
    return context.entry.plain(name)


def _link(url: str, style: Language, text: str = "") -> Text:
    """The address as a link whose text is the address, if no other is given; what is no web address is never a link."""
    return fill_text(style["marks.url"], url=HRef(url, text or url) if is_address(url) else url)


def is_address(text: str) -> bool:
    """Whether it is a web address, and nothing that a browser would run or open on one's own machine."""
    return bool(re.match(r"https?://[^\s/]", text, re.IGNORECASE))


def eprint_address(entry: Entry) -> str:
    """Where the archive that is known has the work; "" if there is none."""
    number, kind = archive_number(entry)
    if number and (known := _known(kind)):
        return known[1] + quote(number, safe="/")
    return number if is_address(number) else ""


def archive_number(entry: Entry) -> tuple[str, str]:
    """The number in an archive and the archive's name; without what programs write before the number."""
    number, kind = entry.plain("eprint"), entry.plain("eprinttype")
    if match := re.fullmatch(r"(?:https?://arxiv\.org/(?:abs|pdf)/|arxiv:\s*)(\S+?)(?:\.pdf)?", number, re.IGNORECASE):
        number, kind = match[1], kind or "arXiv"
    if not kind and OF_ARXIV.fullmatch(number):
        kind = "arXiv"
    if OLD_OF_ARXIV.fullmatch(number) and kind.lower() == "arxiv" and (field := entry.plain("eprintclass")):
        number = f"{field}/{number}"
    known = _known(kind)
    return number, known[0] if known else kind


def _known(kind: str) -> tuple[str, str] | None:
    return ARCHIVES.get(kind.lower().replace(" ", ""))


def _eprint(entry: Entry) -> Text:
    number, kind = archive_number(entry)
    address = eprint_address(entry)
    text = number if address == number or not kind else f"{kind}:{number}"
    part = entry.plain("eprintclass")
    text += f" [{part}]" if part and not number.startswith(part) else ""
    return HRef(address, text) if address else Text(text)
