"""`python -m links`, from the root of the repository: the result is 0 if there is nothing to mend, 1 if there is.

2 says that nothing could be found out: there is no bibliography, or no way to the web.
"""

import argparse
import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from mkdocs.utils.yaml import yaml_load

from links.archive import INTERNET_ARCHIVE, Archive
from links.client import Client, Manners, host_of
from links.finding import report, summarise
from links.link import Link, entry_links, page_links
from links.survey import survey

BIB = Path("bib/refs.bib")
CONFIG = Path("mkdocs.yml")


def main(arguments: list[str] | None = None) -> int:
    """Ask for every address that the bibliography and the pages name, and print what to mend."""
    polite = Manners()
    parser = argparse.ArgumentParser(prog="python -m links", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--all", action="store_true", help="ask the archive for copies of pages that are well, too")
    parser.add_argument("--report", type=Path, help="write the findings to this file, as Markdown")
    parser.add_argument("--date", help="of publication: copies are of this day or before; if not, as mkdocs.yml has it")
    parser.add_argument("--archive", default=INTERNET_ARCHIVE, help="the web archive")
    parser.add_argument("--pause", type=float, default=polite.pause, help="seconds between two requests to a host")
    parser.add_argument("--timeout", type=float, default=polite.timeout, help="seconds to wait for an answer")
    parser.add_argument("--backoff", type=float, default=polite.backoff, help="seconds to wait before a second try")
    chosen = parser.parse_args(arguments)
    if not BIB.is_file():
        print(f"{BIB}:1: there is no such file; put the entries of the cited works there", file=sys.stderr)
        return 2
    links = collect(chosen.date or publication_day())
    hosts = {host_of(link.url) for link in links}
    print(f"Asking for {len(links)} addresses on {len(hosts)} hosts, one at a time on each …", file=sys.stderr)
    client = Client(Manners(agent(), pause=chosen.pause, timeout=chosen.timeout, backoff=chosen.backoff))
    archive = Archive(client, chosen.archive)
    done = survey(links, client, archive, everything=chosen.all)
    if links and not any(verdict.reached for verdict in done.verdicts.values()) and not archive.is_there():
        print("No address could be reached, nor the archive; is this machine online?", file=sys.stderr)
        return 2
    summary = summarise(done.verdicts.values())
    for finding in done.findings:
        print(finding.problem)
    print(summary)
    if chosen.report:
        chosen.report.write_text(report(done.findings, summary), encoding="utf-8")
    return int(any(finding.to_mend for finding in done.findings))


def agent() -> str:
    """Who asks: with the address of the repository or the site, where it is known."""
    server, repository = os.environ.get("GITHUB_SERVER_URL", ""), os.environ.get("GITHUB_REPOSITORY", "")
    home = f"{server}/{repository}" if server and repository else os.environ.get("SITE_URL", "")
    return Manners().agent + (f" (+{home})" if home else "")


def publication_day() -> str:
    """The day of the essay's publication, else of its newest edition, else today (ISO)."""
    config = yaml_load(CONFIG.read_text(encoding="utf-8")) if CONFIG.is_file() else {}
    work = (config.get("extra") or {}).get("work") or {}
    editions = sorted(path.name for path in Path("docs/editions").glob("????-??-??"))
    return str(work.get("date") or "") or (editions[-1] if editions else datetime.now(UTC).date().isoformat())


def collect(day: str) -> list[Link]:
    """The addresses of the bibliography and of every page; those of the site itself are tested by `make test`."""
    links = entry_links(_text(BIB), BIB.as_posix(), day)
    for page in sorted(Path("docs").glob("*/**/*.md")):
        if not page.is_relative_to("docs/editions"):  # an edition cannot be mended
            links += page_links(_text(page), page.as_posix(), day)
    own = os.environ.get("SITE_URL") or "\n"
    return [link for link in links if not link.url.startswith(own) and re.match(r"(?i)https?://[^/]", link.url)]


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
