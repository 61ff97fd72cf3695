"""An edition: the essay in every language, as it was on one day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from citing.work import Work
from languages import Language, fill
from titles import Title

FOLDER = "editions"  # of the site, and of docs/
LATEST = "latest"


class Essay(NamedTuple):
    """The essay in one language, as it was built; `html` and `references` are whole pages, `folder` has the former."""

    title: Title
    name: str  # what the language calls itself
    tag: str  # that of BCP 47
    words: Language
    html: str
    references: str
    folder: Path
    description: str = ""


@dataclass(frozen=True)
class Edition:
    """The essay by locale, the original first. Without `site_url` addresses are paths; a draft has none at all.

    `works` has what is known of the essay by locale, for references to it and metadata.
    """

    day: date
    essays: Mapping[str, Essay]
    works: Mapping[str, Work]
    bibliography: bytes = b""
    site_url: str = ""
    draft: bool = False

    @cached_property
    def path(self) -> str:
        """Its folder, from the root of the site."""
        return f"{FOLDER}/{self.day.isoformat()}/"

    def address(self, locale: str) -> str:
        """The address of a language, whole, or as much as is known of it."""
        return f"{self.site_url or '…/'}{self.path}{locale}/"


def written_date(day: date, words: Language) -> str:
    """The date as the language writes it."""
    month = words["dates.months"][day.month - 1]
    return fill(words["dates.day"], year=str(day.year), month=month, day=str(day.day))
