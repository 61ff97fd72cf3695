"""What reading costs and how well it works, in the real browser, as tables in Markdown.

    make measure                                   # of this repository's site, built for the purpose
    .venv/bin/python tests/measure.py [FOLDER] [--seed NUMBER]

FOLDER holds a built site: another build, to compare with. The seed draws the same sample of terms again. The exit code
is 1 if a request fails, or the search finds less than 99 % of what it should, or more than 5 % that it should not.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from browser import Reader, launch
from conftest import ROOT, Site, build, load
from reading import ids, place, scroll, spread, still, switch, wait_for_language
from search_box import look_for, open_search
from search_truth import chosen, drawn, expected, places
from server import Answer, Server, serve
from test_built_site import pages_in

RECALL, PRECISION = 0.99, 0.95
DRAWN, SWITCHES = 60, 20
# Notes when the link was followed, and when the text was first at rest where it should be; kept across the pages.
STOPWATCH = """
  const now = () => performance.timeOrigin + performance.now();
  const { id, top, clicked } = JSON.parse(window.name || "{}");
  addEventListener("click", () => (window.name = JSON.stringify({ ...JSON.parse(window.name), clicked: now() })), true);
  const look = () => {
    const there = document.getElementById(id)?.getBoundingClientRect().top;
    if (Math.abs(there - top) > 15) window.arrived = undefined;
    else window.arrived ??= now() - clicked;
    requestAnimationFrame(look);
  };
  if (clicked) requestAnimationFrame(look);
"""


def table(head: str, rows: list[list[object]]) -> None:
    """Print a table, its columns named in `head` with bars between them; numbers stand to the right."""
    print(f"| {head} |")
    print("|" + "|".join(" ---: " if isinstance(cell, int | float) else " --- " for cell in rows[0]) + "|")
    for row in rows:
        print("| " + " | ".join(f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row) + " |")
    print(flush=True)


@contextmanager
def visit(browser: Browser, server: Server, path: str, script: str = "") -> Iterator[tuple[Page, Reader]]:
    """A page on a first visit, whole and untouched, with the faults that it has."""
    reader = Reader(browser, server.address)
    try:
        page = reader.open(path, script=script)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(1000)  # the icon comes last, unseen by Playwright
        yield page, reader
    finally:
        reader.close()


def requests(answers: list[Answer]) -> None:
    """Print the table of what was asked for, with its sum."""
    rows: list[list[object]] = [[a.path, a.status, a.sent, a.decoded] for a in answers]
    total = [f"**{len(answers)} requests**", "", sum(a.sent for a in answers), sum(a.decoded for a in answers)]
    table("request | status | bytes (gzip) | decoded", [*rows, total])


def listed(faults: list[str]) -> str:
    return "".join(f"\n- {fault}" for fault in faults) or "none"


def measure_pages(browser: Browser, server: Server, site: Site) -> bool:
    """Print what each page loads on a first visit. Whether nothing failed."""
    faults: list[str] = []
    for language in site.languages:
        for path in pages_in(site, language):
            before = len(server.answers)
            with visit(browser, server, f"{language}/{path}") as (_, reader):
                print(f"### First visit of /{language}/{path}\n")
                requests(server.answers[before:])
                faults += reader.faults
    print("Failed requests and complaints of the browser: " + listed(faults) + "\n")
    return not faults


def measure_search(browser: Browser, server: Server, site: Site, language: str, seed: int) -> bool:
    """Print what the search costs and finds in a language. Whether it finds enough, and not too much."""
    among = places(site, language)
    with visit(browser, server, f"{language}/") as (page, _):
        before = len(server.answers)
        open_search(page)
        look_for(page, "a")
        page.wait_for_load_state("networkidle")
        print(f"### Search in {language}: what it loads when it is first opened\n")
        requests(server.answers[before:])
        good, summary, faults = True, [], []
        samples = {"chosen": chosen(language), f"drawn with seed {seed}": drawn(among, DRAWN, seed)}
        for name, terms in samples.items():
            counts = Counter[str]()
            for term in terms:
                sought = expected(term, among)
                try:
                    found = look_for(page, term)
                except AssertionError:  # no answer, or one that contradicts itself
                    found = Counter()
                counts.update(right=(found & sought).total(), found=found.total(), sought=sought.total())
                faults += [f"{term}: not found: {address} × {n}" for address, n in (sought - found).items()]
                faults += [f"{term}: wrongly found: {address} × {n}" for address, n in (found - sought).items()]
            recall = counts["right"] / counts["sought"] if counts["sought"] else 1
            precision = counts["right"] / counts["found"] if counts["found"] else 1
            good = good and recall >= RECALL and precision >= PRECISION
            summary.append([name, len(terms), counts["sought"], counts["found"], f"{recall:.1%}", f"{precision:.1%}"])
    print(f"### Search in {language}: what it finds\n")
    table("terms | number | places with a term | found | recall | precision", summary)
    print("Missed and wrongly found: " + listed(faults) + "\n")
    return good


def measure_switch(browser: Browser, server: Server, site: Site) -> None:
    """Print how long it takes from the click until the same place stands at the same height."""
    times: list[float] = []
    with visit(browser, server, f"{site.languages[0]}/", STOPWATCH) as (page, _):
        page.evaluate("window.name = '{}'")
        switch(page).click()  # warm: both pages have been there before
        wait_for_language(page, site.languages[-1])
        for name in spread(ids(page)[1:-1], SWITCHES):
            scroll(page, name)
            read = place(page)
            if read.top is None:  # in the middle of a long paragraph: there is no height to compare
                continue
            page.evaluate("(read) => void (window.name = JSON.stringify(read))", {"id": read.id, "top": read.top})
            language = str(switch(page).get_attribute("hreflang"))
            switch(page).click()
            wait_for_language(page, language)
            page.wait_for_function("() => window.arrived !== undefined")
            still(page)
            times.append(page.evaluate("window.arrived"))
    print("### The switch, warm: from the click to the same place at the same height\n")
    print(f"{len(times)} switches: median {statistics.median(times):.0f} ms, at worst {max(times):.0f} ms\n")


def main() -> int:
    arguments = argparse.ArgumentParser(description="Measure the site in the browser.")
    arguments.add_argument("folder", nargs="?", type=Path, help="a built site (default: this one, built anew)")
    arguments.add_argument("--seed", type=int, default=int(time.time()) % 10**6, help="draws the same terms again")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright, launch(playwright) as browser:
        folder = options.folder or Path(scratch)
        if not options.folder and (done := build(ROOT, folder)).returncode:
            sys.exit(done.stderr)
        site = load(folder)
        with serve(folder) as server:
            good = measure_pages(browser, server, site)
            if not site.pages[f"{site.url}{site.languages[0]}/"].select("dialog#search"):
                print("This build has another search and switch: they are not measured.")
                return 0 if good else 1
            found = [measure_search(browser, server, site, language, options.seed) for language in site.languages]
            measure_switch(browser, server, site)
    return 0 if good and all(found) else 1


if __name__ == "__main__":
    sys.exit(main())
