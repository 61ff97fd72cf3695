"""The essay in one language: what is known of it. The unknown is None, and stays out of every output."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from bibliography.dates import Date, parse_date
from bibliography.names import Name

Words = Mapping[str, str]  # of references to the essay: [citing] of a language table
PATH = "mkdocs.yml"  # where what is known is written


class Place(NamedTuple):
    """Where the essay stands in one language: its page, and its edition with the day of that, if there is one."""

    page: str
    edition: str | None = None
    edition_date: str | None = None  # as 2026-11-30
    pdf: str | None = None


class Work(NamedTuple):
    """The essay in one language. `original` is the work that this one is an unofficial translation of."""

    locale: str
    title: str
    subtitle: str | None
    full_title: str
    authors: tuple[Name, ...]
    place: Place
    names: Mapping[str, tuple[Name, ...]] = {}  # the authors, by language
    titles: Mapping[str, str] = {}  # the full titles, by language
    affiliation: str | None = None  # an institution, without a position there
    orcid: str | None = None  # of the only author
    description: str | None = None
    translators: tuple[Name, ...] = ()
    original: "Work | None" = None
    doi: str | None = None
    original_url: str | None = None
    publisher: str | None = None
    journal: str | None = None
    volume: str | None = None
    number: str | None = None
    pages: str | None = None
    published: str | None = None  # the day, month or year of first publication, as 2026-03-01, 2026-03 or 2026
    licence: str | None = None

    @property
    def date(self) -> str | None:
        """The date that a reference gives: of first publication, else of the edition."""
        return self.published or self.place.edition_date

    @property
    def address(self) -> str:
        """The address that a reference gives: the edition's, which never changes, else the page's."""
        return self.place.edition or self.place.page

    @property
    def parsed_date(self) -> Date | None:
        """The same as a date."""
        return parse_date(self.date) if self.date else None

    @property
    def key(self) -> str:
        """A citation key: family name, year, language ("fujioka2026en"); the name in Latin letters, if any is known."""
        families = [names[0].family for names in ((self.authors, *self.names.values())) if names]
        latin = next((name for name in families if name.isascii()), "essay")
        year = self.date[:4] if self.date else ""
        return re.sub(r"\W", "", latin).lower() + year + self.locale

    @property
    def is_located(self) -> bool:
        """Whether the address is a whole one; an edition made without that of the site knows but its place in it."""
        return "://" in self.address

    def paragraph(self, number: int | str) -> str:
        """The address of a paragraph."""
        return f"{self.address}#p{number}"
