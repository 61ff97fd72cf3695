"""The machinery of a newer version in place of this one; the essay's files stay as they are."""

import re
from dataclasses import dataclass, field

from adopting.parts import UPSTREAM, is_essays
from adopting.tree import File, read, show

VERSION = re.compile(r'(?m)^version = "(.*?)"')


@dataclass
class Plan:
    """The files of the repository after an upgrade, and what of them it changed."""

    files: dict[str, File]
    changed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)  # changed here as well: in the history alone


def plan(ours: str, theirs: str, base: str) -> Plan:
    """`ours` with the machinery of `theirs`, where that is another than in `base`, the version ours came from.

    Without a base, everything is taken that theirs has, and nothing of ours goes.
    """
    have, new = _machinery(ours), _machinery(theirs)
    old = _machinery(base) if base else {}
    result = Plan(read(ours))
    for path in sorted(old.keys() | new.keys()):
        before, after, own = old.get(path), new.get(path), have.get(path)
        if after in (before, own):
            continue
        result.changed.append(path)
        if base and own != before:
            result.lost.append(path)
        if after:
            result.files[path] = after
        else:
            result.files.pop(path, None)
    return result


def _machinery(tree: str) -> dict[str, File]:
    return {path: file for path, file in read(tree).items() if not is_essays(path)}


def base(tree: str) -> str:
    """The tree of the version that a repository's machinery is from; empty if that is not known."""
    return show(tree, UPSTREAM).split("\n")[0].strip()


def news(ours: str, theirs: str) -> str:
    """What the changelog of theirs says of the versions after ours."""
    version = VERSION.search(show(ours, "pyproject.toml"))
    changes = show(theirs, "CHANGELOG.md")
    end = re.search(rf"(?m)^## {re.escape(version[1])}\b", changes) if version else None
    start = re.search(r"(?m)^## ", changes)
    return changes[start.start() : end.start() if end else None].strip() if start else ""
