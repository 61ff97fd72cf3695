"""The copies that a web archive has of a page, by the CDX interface of the Internet Archive and of pywb.

Of the Internet Archive's two interfaces it is the one that says which copy is the last before a day; the other
(https://archive.org/wayback/available) only names the nearest, which may be of a later day.
"""

import json
import re
from dataclasses import dataclass
from urllib.parse import urlencode

from links.client import Client

INTERNET_ARCHIVE = "https://web.archive.org"
LARGE = 2**20  # bytes; an answer has some hundred
FIRST, LAST = "00000101000000", "99991231235959"


class ArchiveError(Exception):
    """The archive did not answer, or not in a way that can be read."""


@dataclass(frozen=True)
class Copy:
    """A copy and the day on which it was taken; `late` if there is none of the day that was asked for or earlier."""

    url: str
    day: str
    late: bool = False


class Archive:
    """An archive by its address."""

    def __init__(self, client: Client, address: str = INTERNET_ARCHIVE) -> None:
        self.client = client
        self.address = address.rstrip("/")

    def find(self, url: str, day: str, since: str = "") -> Copy | None:
        """The last copy of `since` … `day` (ISO dates), else the first after it, else None. Raises ArchiveError."""
        wanted, begin = _moment(day, LAST), _moment(since, FIRST)
        before = {"to": wanted, "limit": "-1"} | ({"from": begin} if since else {})
        if begin <= wanted and (copy := self._ask(url, before)):
            return copy
        after = self._ask(url, {"from": max(wanted, begin), "limit": "1"})
        return Copy(after.url, after.day, late=True) if after else None

    def is_there(self) -> bool:
        """Whether it answers at all."""
        with self.client.session() as session:
            return bool(self.client.look(session, self.address).status)

    def _ask(self, url: str, limits: dict[str, str]) -> Copy | None:
        query = {"url": url, "output": "json", "fl": "timestamp,original", "filter": "statuscode:200"} | limits
        with self.client.session() as session:
            answer = self.client.get(session, f"{self.address}/cdx/search/cdx?{urlencode(query)}", read=LARGE)
        if answer.status != 200:
            raise ArchiveError(str(answer.status or answer.fault))
        try:
            rows = json.loads(answer.body or b"[]")[1:]  # the first has the names of the columns
            if not rows:
                return None
            moment, original = rows[-1]
            year, month, date = re.fullmatch(r"(\d{4})(\d\d)(\d\d)\d{6}", moment).groups()  # type: ignore[union-attr]  # caught
        except (ValueError, TypeError, AttributeError, IndexError, KeyError) as error:
            raise ArchiveError("unreadable") from error
        return Copy(f"{self.address}/web/{moment}/{original}", f"{year}-{month}-{date}")


def _moment(day: str, rest: str) -> str:
    """A day, month or year as fourteen digits, filled up from the last or the first moment that there is."""
    digits = day.replace("-", "")
    return digits + rest[len(digits) :]
