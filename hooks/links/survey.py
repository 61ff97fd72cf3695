"""All addresses of an essay asked for, each once; of what is gone an archive is asked for a copy."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from links.archive import Archive, ArchiveError
from links.client import Client, host_of
from links.finding import Finding, Found, describe, propose
from links.link import Link
from links.visit import Kind, Verdict, visit

HOSTS_AT_ONCE = 8


@dataclass(frozen=True)
class Survey:
    """What was found, in the order of files and lines, and the verdict on each address."""

    findings: list[Finding]
    verdicts: dict[str, Verdict]


def survey(links: Sequence[Link], client: Client, archive: Archive, *, everything: bool = False) -> Survey:
    """Visit the links; ask the archive for copies of what is gone, or of `everything` that has none."""
    verdicts = _visit(list(dict.fromkeys(link.url for link in links)), client)
    known: dict[tuple[str, str, str], Found] = {}

    def found(link: Link) -> Found:
        key = (link.page, link.day, link.since)
        if key not in known:
            try:
                known[key] = archive.find(*key)
            except ArchiveError as error:
                known[key] = error
        return known[key]

    findings: list[Finding] = []
    for link in links:
        verdict = verdicts[link.url]
        gone, kept = verdict.kind == Kind.GONE, link.kept and link.field == "url"
        finding = describe(link, verdict, found(link) if gone and link.page and not kept else None)
        findings += [finding] if finding else []
        if everything and link.field == "url" and not gone and not kept:
            proposal = propose(link, found(link))
            findings += [proposal] if proposal else []
    findings.sort(key=lambda finding: finding.problem)
    return Survey(findings, verdicts)


def _visit(addresses: Sequence[str], client: Client) -> dict[str, Verdict]:
    """The hosts side by side, the addresses of a host one after the other."""
    hosts: dict[str, list[str]] = {}
    for address in addresses:
        hosts.setdefault(host_of(address), []).append(address)

    def visit_host(addresses: list[str]) -> list[tuple[str, Verdict]]:
        return [(address, visit(address, client)) for address in addresses]

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        return dict(pair for pairs in pool.map(visit_host, hosts.values()) for pair in pairs)
