"""The kinds of works: `extra: timeline:` of mkdocs.yml names them by the keywords or the types of entries."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from bibliography.entry import Entry
from problem import Problem

CONFIG = "mkdocs.yml"
ALIKE = 0.85  # from where on a keyword is taken for one that is misspelt


class Kind(NamedTuple):
    """A kind of works: a keyword, or "@" and a type of entries; and its name in each language."""

    name: str
    words: Mapping[str, str]


def read(config: object, locales: Sequence[str], source: str) -> tuple[list[Kind], list[Problem]]:
    """The kinds in the order of the setting, and what is wrong with it; `source` is the text of mkdocs.yml."""
    if config is None:
        return [], []
    if not isinstance(config, Mapping):
        message = "the timeline is no list of kinds; write lines 'keyword: { en: Name }' below 'timeline:'"
        return [], [Problem(CONFIG, _line(source, "timeline"), message)]
    kinds, problems = [], []
    for name, value in config.items():
        words = {str(locale): str(word) for locale, word in value.items()} if isinstance(value, Mapping) else {}
        if lacking := [locale for locale in locales if not words.get(locale)]:
            model = ", ".join(f"{locale}: …" for locale in locales)
            message = f"the kind '{name}' has no name in {' and '.join(lacking)}; write '{name}: {{ {model} }}'"
            problems.append(Problem(CONFIG, _line(source, str(name)), message))
        kinds.append(Kind(str(name), {locale: words.get(locale) or str(name) for locale in locales}))
    return kinds, problems


def _line(source: str, name: str) -> int:
    """The line of a name at or below `timeline:`; else that line; else 1."""
    start = re.search(r"(?m)^\s+timeline:", source)
    if not start:
        return 1
    found = re.compile(rf"(?m)^\s+[\"']?{re.escape(name)}[\"']?\s*:").search(source, start.start())
    return source.count("\n", 0, found.end() if found else start.end()) + 1


def keywords(entry: Entry) -> list[str]:
    """The keywords of an entry, as biblatex separates them."""
    return [word for part in re.split("[,;]", entry.plain("keywords")) if (word := " ".join(part.split()))]


def kind_of(entry: Entry, kinds: Sequence[Kind]) -> Kind | None:
    """The first kind that one of the entry's keywords or its type names."""
    names = {*keywords(entry), f"@{entry.type}"}
    return next((kind for kind in kinds if kind.name in names), None)


def index_of(entry: Entry, kinds: Sequence[Kind]) -> int:
    """The index of its kind; for a work of none the number behind all."""
    kind = kind_of(entry, kinds)
    return kinds.index(kind) if kind else len(kinds)


def check(entries: Iterable[Entry], kinds: Sequence[Kind], path: str) -> Iterator[Problem]:
    """Keywords of works of no kind that are nearly those of a kind; all others may be there for other tools."""
    known = [kind.name for kind in kinds]
    for entry in entries:
        for word in keywords(entry) if not kind_of(entry, kinds) else ():
            if near := get_close_matches(word.lower(), known, 1, ALIKE):
                message = f"entry '{entry.key}' has the keyword '{word}', which is no kind of works"
                yield Problem(path, entry.line, f"{message}; did you mean '{near[0]}'?")
