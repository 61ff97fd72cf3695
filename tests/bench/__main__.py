"""Measures builds side by side, by turns in one run, and prints for each part a table and a plot.

    make bench                                # the essay, other tools, 10 and 100 pages: about five minutes
    make bench PARTS="essay"                  # one part: essay, others, or pages
    make bench PARTS="1000"                   # one size of pages: 10, 100 or 1000 (twenty minutes)

Times are the processor's, in seconds; ratios are medians over rounds in each of which every build ran once.
"""

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import languages
from bench import others, sites, sources
from bench.measuring import Build, Cost, by_turns, median, ratio, rebuilds
from bench.sources import ROOT, Pages
from bench.table import Row, plot, table
from bibliography import works

MEGABYTE = 1_000_000
SIZES = {10: (200, 5), 100: (2000, 3), 1000: (20_000, 1)}  # pages: entries, rounds
ESSAY_ROUNDS, OTHERS_ROUNDS = 11, 3
BARE = "1 notes by hand, no hook of ours, so Material's theme"
LIGHT = "2 notes by hand, our theme and addresses"
OURS, FIRST = "this site", "this site, the first build of a clone"
TOOLS = ROOT / ".venv" / "bench" / "bin"


def typed(pages: Pages, bib: str) -> Pages:
    """The pages with their notes typed by hand."""
    return sources.typed(pages, works.read(bib.encode(), "bib/refs.bib", languages.load())[0])


def builds(folder: Path, pages: Pages, bib: str) -> dict[str, Build]:
    """The two floors, and this site."""
    by_hand = typed(pages, bib)
    return {
        BARE: sites.bare(folder / "bare", by_hand),
        LIGHT: sites.floor(folder / "floor", by_hand),
        OURS: sites.ours(folder / "ours", pages, bib),
        FIRST: sites.ours(folder / "first", pages, bib, first=True),
    }


def rows(costs: Mapping[str, list[Cost]]) -> list[Row]:
    """A row for each, measured against the floors among them."""
    floors = [costs[name] for name in (BARE, LIGHT) if name in costs]
    made = []
    for name, found in costs.items():
        middle, ratios = median(found), [ratio(found, floor) for floor in floors]
        times, memories = zip(*ratios, strict=True)
        made.append(Row(name, middle.seconds, middle.memory / MEGABYTE, times, memories))
    return made


def show(title: str, found: list[Row]) -> None:
    """Print a table, and the times as bars."""
    print(table(title, found))
    print(plot("Time, in multiples of row 1", [(row.name, row.times[0]) for row in found], mark=1), flush=True)


def essay() -> None:
    """The whole cost of this project for its own essay."""
    with tempfile.TemporaryDirectory() as scratch:
        sites_ = builds(Path(scratch), *sources.essay())
        show("This essay", rows(by_turns(sites_, ESSAY_ROUNDS)))
        seconds = rebuilds(sites_[OURS].folder, "docs/en/index.md")
    print(f"In `make serve`, a build after a keystroke in the essay takes {seconds:.2f} s on the clock.\n")


def compare() -> None:
    """Other tools, which make of the same essay and bibliography two pages with notes and no more."""
    pages, bib = sources.essay()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        found = {
            BARE: sites.bare(folder / "bare", typed(pages, bib)),
            OURS: sites.ours(folder / "ours", pages, bib),
            "pandoc --citeproc": others.pandoc(folder / "pandoc", pages, bib),
            "mkdocs-bibtex": others.mkdocs_bibtex(folder / "mkdocs-bibtex", pages, bib, TOOLS),
            "Sphinx, sphinxcontrib-bibtex": others.sphinx(folder / "sphinx", pages, bib, TOOLS),
        }
        show("The same essay with other tools", rows(by_turns(found, OTHERS_ROUNDS)))


def grow(counts: list[int]) -> None:
    """Pages of forty citations, each in both languages."""
    ratios = []
    for count in counts:
        entries, rounds = SIZES[count]
        with tempfile.TemporaryDirectory() as scratch:
            found = rows(by_turns(builds(Path(scratch), *sources.made_up(count, entries)), rounds))
        name = f"{count} pages, {entries} entries"
        show(name, found)
        ours = next(row for row in found if row.name == OURS)
        ratios += [(f"{name}: time", ours.times[0]), (f"{name}: memory", ours.memories[0])]
    if ratios:
        print(plot("This site in multiples of row 1, as it grows", ratios, mark=1))


def main(parts: list[str]) -> None:
    """Measure the parts that are named."""
    chosen = parts or ["essay", "others", "10", "100"]
    if unknown := set(chosen) - {"essay", "others", *map(str, SIZES)}:
        sys.exit(f"make bench: no part {' or '.join(sorted(unknown))}; write essay, others, 10, 100, 1000")
    if "essay" in chosen:
        essay()
    if "others" in chosen:
        compare()
    grow([count for count in SIZES if str(count) in chosen])


if __name__ == "__main__":
    main(sys.argv[1:])
