"""The editions that have been made: docs/editions/YYYY-MM-DD/, each held to its checksums."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from editions.edition import FOLDER
from editions.reading import Reading, read
from problem import Problem

SUMS = "SHA256SUMS"
BIB = "refs.bib"
PAGE = "index.html"
PDF = "essay.pdf"
METADATA = "metadata.json"
LINE = re.compile(r"([0-9a-f]{64})  (.+)")


@dataclass(frozen=True)
class Shelved:
    """One edition, as it stands in its folder."""

    day: date
    folder: Path

    @property
    def locales(self) -> list[str]:
        """The languages that it has."""
        return sorted(page.parent.name for page in self.folder.glob(f"*/{PAGE}"))

    @cached_property
    def readings(self) -> dict[str, Reading]:
        """Its text by locale."""
        return {name: read((self.folder / name / PAGE).read_text(encoding="utf-8")) for name in self.locales}

    @property
    def bibliography(self) -> bytes:
        """Its refs.bib; empty if it has none."""
        path = self.folder / BIB
        return path.read_bytes() if path.is_file() else b""

    def path(self, locale: str) -> str:
        """The address of a language, from the root of the site."""
        return f"{FOLDER}/{self.day.isoformat()}/{locale}/"


def editions(docs: Path) -> list[Shelved]:
    """The editions in docs/, the oldest first."""
    found = ((_day(folder.name), folder) for folder in sorted((docs / FOLDER).glob("*")) if folder.is_dir())
    return [Shelved(day, folder) for day, folder in found if day]


def latest(shelved: Sequence[Shelved], locale: str) -> Shelved | None:
    """The newest edition that has the language."""
    return next((edition for edition in reversed(shelved) if locale in edition.locales), None)


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(name) if re.fullmatch(r"\d{4}-\d\d-\d\d", name) else None
    except ValueError:
        return None


def write_sums(folder: Path) -> str:
    """The checksums of every file in the folder, as `sha256sum -c` reads them, in the order of their names."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(_digests(folder).items()))


def check(docs: Path) -> list[Problem]:
    """What in docs/editions/ is not as it was made."""
    root = docs / FOLDER
    problems = [problem for edition in editions(docs) for problem in _check_edition(edition, docs)]
    for path in sorted(root.glob("*")):
        if not path.is_dir() or not _day(path.name):
            what = f"this is no edition; move it out of {docs.name}/{FOLDER}/, which has nothing else"
            problems.append(Problem(_name(path, docs), 1, what))
    return sorted(problems)


def _check_edition(edition: Shelved, docs: Path) -> Iterator[Problem]:
    sums = edition.folder / SUMS
    back = f"put the edition back as it was: git checkout -- {_name(edition.folder, docs)}"
    if not sums.is_file():
        yield Problem(_name(sums, docs), 1, f"this edition has lost its checksums; {back}")
        return
    found, listed = _digests(edition.folder), {}
    for number, line in enumerate(sums.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if match := LINE.fullmatch(line):
            listed[match[2]] = match[1]
        else:
            yield Problem(_name(sums, docs), number, f"this line is no checksum; {back}")
    for name in sorted(listed.keys() | found.keys()):
        if name not in found:
            yield Problem(_name(edition.folder / name, docs), 1, f"this file of an edition is missing; {back}")
        elif name not in listed:
            what = "this file was added to an edition, which never changes; move it elsewhere"
            yield Problem(_name(edition.folder / name, docs), 1, what)
        elif found[name] != listed[name]:
            yield Problem(_name(edition.folder / name, docs), 1, f"this file of an edition has changed; {back}")


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and path != folder / SUMS)
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def _name(path: Path, docs: Path) -> str:
    return f"{docs.name}/{path.relative_to(docs).as_posix()}"
