"""Copies of pages in web archives: what an entry says of them in archiveurl, archivedate and urlstatus.

biblatex has no such fields; the names are those of Wikipedia's citations, which others have taken over.
"""

import re
from collections.abc import Iterator, Mapping

FIELDS = ("archiveurl", "archivedate", "urlstatus")
DEAD = ("dead", "deviated", "unfit", "usurped")  # Wikipedia's words for a page that no longer shows what was cited
TAKEN = re.compile(r"/((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{6}(?:[a-z]{2}_)?/")


def complete(fields: dict[str, str]) -> None:
    """Add the day on which a copy was taken, where its address tells it."""
    if "archivedate" not in fields and (day := day_of(fields.get("archiveurl", ""))):
        fields["archivedate"] = day


def day_of(address: str) -> str:
    """The day that most archives put into the address of a copy ("2025-11-05"); "" if there is none."""
    found = TAKEN.search(address)
    return "-".join(found.groups()) if found else ""


def is_dead(fields: Mapping[str, str]) -> bool:
    """Whether the page at `url` no longer shows what was cited."""
    return fields.get("urlstatus", "").lower() in DEAD


def shown(copy: str, original: str) -> str:
    """How the address of a copy is printed: by its archive alone if it repeats the original, which stands beside it."""
    bare = re.sub(r"^(?i:https?)://(?:www\.)?", "", original).rstrip("/")
    archive = re.match(r"(?i)https?://([^/?#]+)/", copy)
    return archive[1] if archive and bare and bare in copy else copy


def faults(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is wrong with these fields: the field, and the fault with its remedy."""
    copy, day, status = (fields.get(name, "") for name in FIELDS)
    told = day_of(copy)
    if day and not copy:
        yield "archivedate", "has an archivedate and no archiveurl; add the address of the copy, or delete the date"
    if copy and copy == fields.get("url"):
        yield "archiveurl", "has the page itself as its archiveurl; write the address of the copy in the archive"
    if told and re.fullmatch(r"\d{4}(-\d\d){0,2}", day) and not told.startswith(day):
        yield "archivedate", f"has the archivedate '{day}', but the address of the copy says {told}; write {told}"
    if status and status.lower() not in (*DEAD, "live"):
        remedy = "write dead if the page is gone, or delete the field"
        yield "urlstatus", f"has the urlstatus '{status}', which is neither dead nor live; {remedy}"
