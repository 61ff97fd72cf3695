"""What an editor is told of an address: the fault, and what to write instead."""

from collections.abc import Iterable
from dataclasses import dataclass

from links.archive import ArchiveError, Copy
from links.link import Link
from links.visit import Kind, Verdict
from problem import Problem

KEPT = "has no archived copy here"  # said of an address that is well, on request
Found = Copy | ArchiveError | None  # what an archive said


@dataclass(frozen=True)
class Finding:
    """One line for an editor; `kind` is its heading, None for a proposal about an address that is well."""

    problem: Problem
    kind: Kind | None

    @property
    def to_mend(self) -> bool:
        """Whether the text has to change, or might have to."""
        return self.kind not in (Kind.REFUSED, None)


def describe(link: Link, verdict: Verdict, found: Found = None) -> Finding | None:
    """What to say of a link that was visited; `found` is the answer of an archive that was asked for its page."""
    kind = verdict.kind
    if kind == Kind.MOVED and link.field in ("doi", "eprint"):  # they are there to lead on
        kind = Kind.FINE
    if kind == Kind.FINE:
        return None
    remedy = {
        Kind.MOVED: _write(link, verdict.new),
        Kind.FRAGMENT: "find out what it is called now, or delete it from the address",
        Kind.FAULTY: "open it in a browser, and write an address that works",
        Kind.SILENT: "try again later; if it stays so, make links ALL=yes looks for a copy",
        Kind.REFUSED: "open it in a browser",
    }.get(kind) or _instead(link, found)
    return Finding(Problem(link.path, link.line, f"{_named(link)} {verdict.said}; {remedy}"), kind)


def propose(link: Link, found: Found) -> Finding | None:
    """The archived copy to add to an entry whose page is well, or has not been seen to be gone."""
    if isinstance(found, Copy):
        remedy = f"{_of_a_later_day(link, found)}add {_fields(found)}"
    elif found:
        return None
    else:
        remedy = f"the archive has none either: have one made at https://web.archive.org/save/{link.page}"
    return Finding(Problem(link.path, link.line, f"{_named(link)} {KEPT}; {remedy}"), None)


def _named(link: Link) -> str:
    return link.what if link.field else f"{link.what} to {link.url}"


def _instead(link: Link, found: Found) -> str:
    """What to write for an address that is gone."""
    if link.field in ("doi", "eprint"):
        return f"mend the {link.field}, or tell those who keep it"
    if link.field == "url" and link.kept:
        return "add urlstatus = {dead}, and the copy in archiveurl comes first"
    dead = "urlstatus = {dead}, " if link.field == "url" else ""
    if isinstance(found, Copy):
        if not link.field:
            return f"{_of_a_later_day(link, found)}write {found.url}"
        return f"{_of_a_later_day(link, found)}{'write' if not dead else 'add'} {dead}{_fields(found)}"
    if found:
        return f"the archive did not answer ({found}): run make links again later"
    otherwise = f", or add {dead.removesuffix(', ')}" if dead else ""
    return f"the archive has no copy: look for its new address{otherwise}"


def _of_a_later_day(link: Link, copy: Copy) -> str:
    return f"the first copy is of {copy.day}, not of {link.day} or before: if it shows what is cited, " * copy.late


def _fields(copy: Copy) -> str:
    return f"archiveurl = {{{as_value(copy.url)}}}, archivedate = {{{copy.day}}}"


def _write(link: Link, new: str) -> str:
    return f"write {link.field} = {{{as_value(new)}}}" if link.field else f"write {new}"


def as_value(url: str) -> str:
    """An address as the value of a field: what would end the field, or is no sign of an address, as its number."""
    return "".join(f"%{ord(sign):02X}" if sign in '{}\\"<>^`|' or sign <= " " else sign for sign in url)


def summarise(verdicts: Iterable[Verdict]) -> str:
    """How many addresses were asked for, and what became of them."""
    kinds = [verdict.kind for verdict in verdicts]
    counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in Kind if kind in kinds)
    return f"{len(kinds)} {'address' if len(kinds) == 1 else 'addresses'}" + (f": {counts}." if counts else ".")


def report(findings: Iterable[Finding], summary: str, most: int = 60_000) -> str:
    """The findings as Markdown for an issue, at most about so many characters: GitHub takes 65,536."""
    ordered = sorted(findings, key=lambda finding: finding.problem)
    parts = [f"`make links` asked for the addresses that the essay cites. {summary}\n"]
    for heading, chosen in (
        ("To mend", [finding for finding in ordered if finding.to_mend]),
        ("Refuse robots: open them in a browser", [finding for finding in ordered if finding.kind == Kind.REFUSED]),
        ("Copies to add", [finding for finding in ordered if finding.kind is None]),
    ):
        lines, room = [str(finding.problem) for finding in chosen], most - sum(map(len, parts))
        while lines and sum(map(len, lines)) + len(lines) > room:
            lines.pop()
        if chosen:
            more = f"\n{len(chosen) - len(lines)} more: `make links` lists them.\n" * (len(lines) < len(chosen))
            parts.append(f"\n## {heading}\n\n```text\n" + "".join(f"{line}\n" for line in lines) + f"```\n{more}")
    return "".join(parts)
