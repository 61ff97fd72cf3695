"""All pages of all languages with their bibliography: read once, checked once, for the whole site."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bibliography.works import Bibliography, unused
from essay.citation import Grammar
from essay.document import Document
from essay.notes import check
from essay.parity import compare
from essay.places import Place, places
from essay.reader import read
from problem import Problem
from reserved import without


@dataclass
class Project:
    """The pages by language and then by path below the language's folder, the languages in the order of the site."""

    bibliography: Bibliography
    pages: dict[str, dict[str, Document]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)  # of the files themselves

    unreadable: set[str] = field(default_factory=set)  # paths of pages of which nothing more is said

    def __post_init__(self) -> None:
        self.grammar = Grammar(self.bibliography.languages.values())
        self._cited_in: dict[str, dict[str, list[Place]]] = {}

    def add_page(self, data: bytes, path: str, locale: str, name: str) -> None:
        """Read one page. Bytes that are not UTF-8 become U+FFFD and a problem."""
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            self.unreadable.add(path)
            self.problems.append(Problem(path, line, "this page is not UTF-8; save it with the encoding UTF-8"))
            text = data.decode("utf-8", errors="replace")
        text, problems = without(text.replace("\r\n", "\n").replace("\r", "\n"), path)
        self.problems += problems
        self.pages.setdefault(locale, {})[name] = read(text, path, self.grammar)

    def check(self) -> list[Problem]:
        """Every fault of the site, in the order of files and lines."""
        citations = self.check_citations()
        pages = [page for language in self.pages.values() for page in language.values()]
        mentioned = {key for page in pages for key in page.mentioned_keys()}
        entries = unused(self.bibliography, mentioned)
        return sorted({*self.problems, *citations, *self._check_languages(citations), *entries})

    def check_citations(self) -> list[Problem]:
        """The faults of each page by itself."""
        pages = (page for language in self.pages.values() for page in language.values())
        readable = (page for page in pages if page.path not in self.unreadable)
        return [problem for page in readable for problem in check(page, self.bibliography)]

    def _check_languages(self, known: list[Problem]) -> Iterator[Problem]:
        """Compare each language with the first."""
        if not self.pages:
            return
        (original, ours), *others = self.pages.items()
        for locale, theirs in others:
            for name, page in ours.items():
                if name in theirs and self.unreadable.isdisjoint({page.path, theirs[name].path}):
                    yield from compare(page, theirs[name], known)
                elif name not in theirs:
                    yield _lone(page, original, locale)
            for name, page in theirs.items():
                if name not in ours:
                    yield _lone(page, locale, original)

    def let_go(self, locale: str, name: str) -> None:
        """Keep of a page that has been built only that it is there, and where it cites what."""
        self.cited_in(locale)
        if page := self.pages.get(locale, {}).get(name):
            self.pages[locale][name] = Document(page.path, "", "")

    def cited_in(self, locale: str) -> dict[str, list[Place]]:
        """For each key cited in a language: where it is cited. To be asked when all pages are there."""
        if locale not in self._cited_in:
            found: dict[str, list[Place]] = {}
            for name, page in self.pages.get(locale, {}).items():
                for key, place in places(page, name, self.bibliography):
                    found.setdefault(key, []).append(place)
            self._cited_in[locale] = found
        return self._cited_in[locale]


def _lone(page: Document, locale: str, other: str) -> Problem:
    counterpart = page.path.replace(f"/{locale}/", f"/{other}/", 1)
    return Problem(page.path, 1, f"this page has no counterpart {counterpart}; translate it there or delete it here")
