"""What the head of the essay's page tells machines, as a list of tags. A template only prints them."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from bibliography.names import Name
from citing.work import Words, Work

Tag = tuple[str, dict[str, str]]  # "meta" or "link", and its attributes in their order
Form = Literal["live", "edition"]
ARTICLE = "https://schema.org/ScholarlyArticle"
LANDING_PAGE = "https://schema.org/AboutPage"  # so Signposting calls a page that leads to the files of a work
FORMATS = {  # by the end of a file's name
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "json": "application/vnd.citationstyles.csl+json",
    "jsonld": "application/ld+json",
    "html": "text/html",
    "pdf": "application/pdf",
}


class Image(NamedTuple):
    """A picture for previews, by its absolute address, with what it shows in words."""

    url: str
    alt: str
    width: int
    height: int


class Files(NamedTuple):
    """What belongs to the page, by absolute addresses; the end of each name tells its format."""

    metadata: tuple[str, ...] = ()  # that describe the essay: .bib, .ris, .json
    image: Image | None = None


NO_FILES = Files()


def head(
    work: Work, works: Mapping[str, Work], words: Mapping[str, Words], files: Files = NO_FILES, form: Form = "live"
) -> list[Tag]:
    """The tags in the order of their vocabularies. `form`: of the page that changes, or of the edition that does not.

    The canonical address and the alternates of other languages are the theme's on live pages: they are not among these.
    """
    address = address_of(work, form)
    tags = [
        *_highwire(work, address),
        *_dublin_core(work, address),
        *_open_graph(work, works, words, address, files.image),
    ]
    # An edition may know but its place in the site, and only a link is resolved by all who read it.
    known = [tag for tag in tags if tag[2] and (tag[1] == "citation_pdf_url" or not tag[2].startswith("../"))]
    metas: list[Tag] = [("meta", {key: name, "content": value}) for key, name, value in known if value]
    schemas: list[Tag] = [
        ("link", {"rel": "schema.DC", "href": "http://purl.org/dc/elements/1.1/"}),
        ("link", {"rel": "schema.DCTERMS", "href": "http://purl.org/dc/terms/"}),
    ]
    return [*metas, *schemas, *_signposts(work, files, form)]


def address_of(work: Work, form: Form) -> str:
    """The address of the page itself in this form."""
    return work.place.edition or work.place.page if form == "edition" else work.place.page


def _highwire(work: Work, address: str) -> Iterator[tuple[str, str, str | None]]:
    """For Google Scholar and Zotero. A translator is no author, and has no tag there."""
    yield "name", "citation_title", work.full_title
    for name in work.authors:
        yield "name", "citation_author", inverted(name)
        yield "name", "citation_author_institution", work.affiliation
        yield "name", "citation_author_orcid", f"https://orcid.org/{work.orcid}" if work.orcid else None
    yield "name", "citation_publication_date", work.date.replace("-", "/") if work.date else None
    online = work.place.edition_date if work.published else None
    yield "name", "citation_online_date", online.replace("-", "/") if online else None
    yield "name", "citation_journal_title", work.journal
    yield "name", "citation_volume", work.volume
    yield "name", "citation_issue", work.number
    first, _, last = (work.pages or "").replace("--", "-").replace("–", "-").partition("-")
    yield "name", "citation_firstpage", first
    yield "name", "citation_lastpage", last
    yield "name", "citation_publisher", work.publisher
    yield "name", "citation_doi", work.doi
    yield "name", "citation_language", work.locale
    yield "name", "citation_public_url", address
    yield "name", "citation_fulltext_html_url", address
    yield "name", "citation_pdf_url", work.place.pdf


def _dublin_core(work: Work, address: str) -> Iterator[tuple[str, str, str | None]]:
    """`DC.type` makes Zotero take what is in no journal for a web page, and not for an article of one."""
    yield "name", "DC.title", work.full_title
    for name in work.authors:
        yield "name", "DC.creator", inverted(name)
    for name in work.translators:
        yield "name", "DC.contributor", inverted(name)
    yield "name", "DC.date", work.date
    yield "name", "DC.type", "Text" if work.journal else "webpage"
    yield "name", "DC.language", work.locale
    yield "name", "DC.identifier", address
    yield "name", "DC.identifier", f"https://doi.org/{work.doi}" if work.doi else None
    yield "name", "DC.publisher", work.publisher
    yield "name", "DC.source", work.original_url
    yield "name", "DC.description", work.description
    yield "name", "DC.rights", work.licence
    yield "name", "DCTERMS.isVersionOf", work.original.address if work.original else None


def _open_graph(
    work: Work, works: Mapping[str, Work], words: Mapping[str, Words], address: str, image: Image | None
) -> Iterator[tuple[str, str, str | None]]:
    yield "property", "og:type", "article"
    yield "property", "og:title", work.full_title
    yield "property", "og:url", address
    yield "property", "og:description", work.description
    yield "property", "og:locale", words[work.locale]["locale"]
    for locale in works:
        if locale != work.locale:
            yield "property", "og:locale:alternate", words[locale]["locale"]
    yield "property", "article:published_time", work.date
    if image:
        yield "property", "og:image", image.url
        yield "property", "og:image:alt", image.alt
        yield "property", "og:image:width", str(image.width)
        yield "property", "og:image:height", str(image.height)
        yield "name", "twitter:card", "summary_large_image"


def _signposts(work: Work, files: Files, form: Form) -> Iterator[Tag]:
    """FAIR Signposting, and the relations of versions of RFC 5829."""
    yield _link("cite-as", f"https://doi.org/{work.doi}" if work.doi else work.address)
    yield _link("type", ARTICLE)
    yield _link("type", LANDING_PAGE)
    if work.orcid:
        yield _link("author", f"https://orcid.org/{work.orcid}")
    if work.licence:
        yield _link("license", work.licence)
    if work.place.pdf:
        yield _link("item", work.place.pdf, typed=True)
    for url in files.metadata:
        yield _link("describedby", url, typed=True)
    if form == "live" and work.place.edition:
        yield _link("item", work.place.edition, typed=True)
        yield _link("predecessor-version", work.place.edition)


def _link(rel: str, href: str, *, typed: bool = False) -> Tag:
    end = href.rpartition(".")[2] if "." in href.rpartition("/")[2] else "html"
    return ("link", {"rel": rel, "href": href} | ({"type": FORMATS[end]} if typed and end in FORMATS else {}))


def inverted(name: Name) -> str:
    """ "Fujioka, Ryo"; a body as it is."""
    family = f"{name.prefix} {name.family}".strip()
    return ", ".join(filter(None, (family, name.given, name.suffix)))
