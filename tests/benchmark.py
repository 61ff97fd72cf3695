"""What the citations cost: the build of a site with them beside the same pages with their notes typed by hand.

    make benchmark                 # this essay, then 10, 100 and 1,000 pages of 40 citations from 2,000 entries
    .venv/bin/python tests/benchmark.py 10 100

Each line gives the ratio of the two builds, made by turns in one run, and the processor seconds for scale.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bs4 import BeautifulSoup

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

import languages  # noqa: E402  # after its folder is on the path
from bibliography import works  # noqa: E402

ENTRIES, CITATIONS = 2000, 40
TYPES = ("article", "book", "incollection", "report", "online")


def bibliography() -> str:
    """Two thousand works of five types."""
    return "\n".join(
        f"""@{TYPES[n % 5]}{{author{n}, author = {{Author{n % 300}, Given N. and Other, Ann}},
  title = {{On the Matter of Number {n}: Its Causes and Its Uses}}, booktitle = {{A Volume}}, number = {{{n % 9}}},
  journaltitle = {{Journal of Matters}}, volume = {{{n % 50}}}, pages = {{{n}--{n + 20}}}, date = {{{1950 + n % 70}}},
  publisher = {{A Press}}, location = {{Tokyo}}, url = {{https://example.org/works/{n}}}, langid = {{english}} }}"""
        for n in range(ENTRIES)
    )


def pages(count: int) -> dict[str, str]:
    """Pages of forty paragraphs, each with a citation; every page cites other works."""
    return {
        f"page{page}.md": f"# Page {page}\n\n"
        + "\n\n".join(
            f"This is a paragraph of some sixty words, as a scholarly page has many of them. {'It goes on. ' * 15}"
            f"And it ends with a citation[@author{(page * 17 + n) % ENTRIES}, p. {n}]."
            for n in range(1, CITATIONS + 1)
        )
        for page in range(count)
    }


def by_hand(markdown: str, bib: works.Bibliography, locale: str) -> str:
    """The page as a writer without this project would type it: the same notes as Markdown footnotes."""
    page = bib.languages[locale]
    notes: list[str] = []

    def note(match: re.Match[str]) -> str:
        written = []
        for index, cited in enumerate(re.finditer(r"@([\w-]+)(?:, p\. (\d+))?", match[1])):
            places = (("page", cited[2]),) if cited[2] else ()
            html = bib.html(cited[1], page, lead=not index, locators=places)
            soup = BeautifulSoup(html, "lxml")
            for emphasis in soup.find_all("em"):
                emphasis.replace_with(f"*{emphasis.get_text()}*")
            written.append(re.sub(r"<(https?://[^>]+)>", r"<\1>", soup.get_text()))
        notes.append(f"[^{len(notes) + 1}]: {'; '.join(written)}.")
        return f"[^{len(notes)}]"

    text = re.sub(r"\[(@[^\]]+)\]", note, markdown)
    return "\n\n".join([text, *notes]) + "\n"


def site(folder: Path, sources: dict[str, str], bib: str, *, hooked: bool) -> None:
    """A site of these pages (by their paths below docs/) in a folder of its own."""
    for name in ("hooks", "theme"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copytree(ROOT / "docs" / "assets", folder / "docs" / "assets")
    (folder / "bib").mkdir()
    (folder / "bib" / "refs.bib").write_text(bib, encoding="utf-8")
    for name, text in sources.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if not hooked:
        base = folder / "hooks" / "mkdocs.yml"
        without = re.sub(r"(?m)^  - hooks/(?!addresses)\w+\.py.*\n", "", base.read_text(encoding="utf-8"))
        base.write_text(without, encoding="utf-8")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config = re.sub(r"(?m)^ +nav:\n( +- .*: .*\.md\n)+", "", config)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")


def seconds(folder: Path) -> float:
    """The processor's time for one build of the site in the folder: other work on the machine disturbs it least."""
    before = os.times()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder / "site")]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def compare(name: str, sources: dict[str, str], bib: str, rounds: int) -> None:
    """Build both ways by turns, and print the median of the ratios of two builds in a row."""
    tables = languages.load()
    entries, _ = works.read(bib.encode(), "bib/refs.bib", tables)
    typed = {path: by_hand(text, entries, path.partition("/")[0]) for path, text in sources.items()}
    with tempfile.TemporaryDirectory() as scratch:
        folders = {"cited": Path(scratch, "cited"), "typed": Path(scratch, "typed")}
        site(folders["cited"], sources, bib, hooked=True)
        site(folders["typed"], typed, bib, hooked=False)
        times: dict[str, list[float]] = {"cited": [], "typed": []}
        for turn in range(rounds + 1):
            for way, folder in folders.items():
                taken = seconds(folder)
                if turn:  # the first build of each warms up
                    times[way].append(taken)
    ratio = statistics.median(cited / hand for cited, hand in zip(times["cited"], times["typed"], strict=True))
    cited, hand = (statistics.median(times[way]) for way in ("cited", "typed"))
    print(f"{name}: {ratio:.2f} × ({cited:.2f} s with citations, {hand:.2f} s with notes typed by hand)", flush=True)


def main(counts: list[int]) -> None:
    docs = ROOT / "docs"
    essay = {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in docs.glob("*/*.md")}
    compare("this essay", essay, (ROOT / "bib" / "refs.bib").read_text(encoding="utf-8"), rounds=15)
    for count in counts:
        index = {f"{locale}/index.md": "# Home\n" for locale in ("ja", "en")}
        both = {f"{locale}/{name}": text for name, text in pages(count).items() for locale in ("ja", "en")}
        compare(f"{count} pages", index | both, bibliography(), rounds=9 if count < 50 else 5 if count < 200 else 1)


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [10, 100, 1000])
