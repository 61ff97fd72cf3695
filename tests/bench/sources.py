"""The texts that are built: the essay, pages made up for the measurement, and either with its notes typed by hand."""

import re
from pathlib import Path

from bs4 import BeautifulSoup

from bibliography import works

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ("ja", "en")
CITATIONS = 40  # of a page that is made up
TYPES = {  # of the entries that are made up, with what each has of its own
    "article": "journaltitle = {{Journal of Matters}}, volume = {{{}}}, number = {{2}}, pages = {{{}--{}}}",
    "book": "publisher = {{A Press}}, location = {{Tokyo}}, series = {{Matters}}, number = {{{}}}",
    "incollection": "booktitle = {{A Volume {}}}, publisher = {{A Press}}, location = {{Tokyo}}, pages = {{{}--{}}}",
    "report": "institution = {{An Institute}}, location = {{Tokyo}}, type = {{Discussion Paper}}, number = {{{}}}",
    "online": "organization = {{A Newspaper {}}}",
}

Pages = dict[str, str]  # the Markdown by the path below docs/


def essay() -> tuple[Pages, str]:
    """Every page of this site, and its bibliography."""
    docs = ROOT / "docs"
    pages = {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in docs.glob("*/*.md")}
    return pages, (ROOT / "bib" / "refs.bib").read_text(encoding="utf-8")


def made_up(count: int, entries: int) -> tuple[Pages, str]:
    """So many pages of forty paragraphs, each paragraph with a citation, in both languages, and a bibliography."""
    pages = {f"page{page}.md": _page(page, entries) for page in range(count)} | {"index.md": "# Home\n"}
    both = {f"{locale}/{name}": text for name, text in pages.items() for locale in LOCALES}
    return both, "\n".join(map(_entry, range(entries)))


def _page(page: int, entries: int) -> str:
    paragraphs = [
        f"This is a paragraph of some sixty words, as a scholarly page has many of them. {'It goes on. ' * 15}"
        f"And it ends with a citation[@author{(page * 17 + number) % entries}, p. {number}]."
        for number in range(1, CITATIONS + 1)
    ]
    return "\n\n".join([f"# Page {page}", *paragraphs])


def _entry(n: int) -> str:
    kind = list(TYPES)[n % len(TYPES)]
    return f"""@{kind}{{author{n}, author = {{Author{n % 300}, Given N. and Other, Ann}},
  title = {{On the Matter of Number {n}: Its Causes and Its Uses}}, {TYPES[kind].format(n % 50, n, n + 20)},
  date = {{{1950 + n % 70}}}, url = {{https://example.org/works/{n}}}, langid = {{english}} }}"""


def typed(pages: Pages, bib: works.Bibliography) -> Pages:
    """The pages as a writer without this project would type them: the same notes as Markdown's footnotes."""
    return {path: _typed(text, bib, path.partition("/")[0]) for path, text in pages.items()}


def _typed(markdown: str, bib: works.Bibliography, locale: str) -> str:
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
