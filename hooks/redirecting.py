"""Pages that are gone, and those that have their text now: the same in every language."""

import re
from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from problem import Problem

CONFIG = "mkdocs.yml"
OUTSIDE = re.compile(r"^[/\\]|(?:^|[/\\])\.\.?(?:[/\\]|$)")  # a path that may lead out of the folder


class Redirect(NamedTuple):
    """From a page that is gone to one that is there, paths below the folder of a language; `line` is in mkdocs.yml."""

    source: str
    target: str
    fragment: str  # "" for none, or "#" and an id: for who comes without one
    line: int


def read(value: object, config: str) -> tuple[list[Redirect], list[Problem]]:
    """The redirects of the setting `extra: redirects:` in the text of mkdocs.yml, and what cannot be read as one."""
    if value is None:
        return [], []
    if not isinstance(value, Mapping):
        message = "the redirects are no list of pages; write lines 'old.md: new.md' below 'redirects:'"
        return [], [Problem(CONFIG, _line(config, "redirects"), message)]
    redirects, problems = [], []
    for source, target in value.items():
        line = _line(config, str(source))
        path, sign, fragment = str(target).partition("#")
        if OUTSIDE.search(str(source)):
            message = f"the redirect '{source}' leads out of its folder; write its path below docs/<language>/"
            problems.append(Problem(CONFIG, line, message))
        elif str(source).endswith(".md") and path.endswith(".md"):
            redirects.append(Redirect(str(source), path, sign + fragment, line))
        else:
            message = f"the redirect '{source}: {target}' is not from page to page; write it as 'old.md: new.md#id'"
            problems.append(Problem(CONFIG, line, message))
    return redirects, [*problems, *_chains(redirects)]


def _line(config: str, name: str) -> int:
    """The line of a name at or below `redirects:`; else that line; else 1."""
    start = re.search(r"(?m)^\s*redirects:", config)
    if not start:
        return 1
    found = re.compile(rf"[\s{{,][\"']?{re.escape(name)}[\"']?\s*:").search(config, start.start())
    return config.count("\n", 0, found.end() if found else start.end()) + 1


def _chains(redirects: list[Redirect]) -> Iterator[Problem]:
    """A browser would follow them, but not without a wait for each."""
    further = {redirect.source: redirect for redirect in redirects}
    for redirect in redirects:
        if last := further.get(redirect.target):
            message = f"'{redirect.source}' leads to '{last.source}', which leads on"
            message = f"{message}; write '{redirect.source}: {last.target}{redirect.fragment or last.fragment}'"
            yield Problem(CONFIG, redirect.line, message)


def check(redirects: list[Redirect], pages: Container[str], folder: str) -> Iterator[Problem]:
    """What is wrong with the redirects of a language, whose pages are named by their paths below its folder."""
    sources = {redirect.source for redirect in redirects}
    for redirect in redirects:
        source, target = redirect.source, redirect.target
        if source in pages:
            yield Problem(CONFIG, redirect.line, f"{folder}/{source} is still there; delete it or its redirect")
        if target not in pages and target not in sources:
            message = f"'{source}' leads to {folder}/{target}, which is not there; name the page that has its text now"
            yield Problem(CONFIG, redirect.line, message)
