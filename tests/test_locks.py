"""The lock files are what pyproject.toml asks for, name no place, and are what is installed here."""

import re
import tomllib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCKS = {"requirements.lock": "", "hooks/editions/requirements.lock": "pdf", "tests/requirements.lock": "test"}
LINE = re.compile(
    r"([\w.-]+)==([\w.+!-]+)(?: ; ([^\\]+?))? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)(?:    #.*\n)*"
)


@dataclass(frozen=True)
class Locked:
    """A line of a lock file."""

    name: str
    version: str
    marker: str

    @property
    def is_for_here(self) -> bool:
        return not self.marker or Marker(self.marker).evaluate()


def locked(path: str) -> list[Locked]:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert LINE.sub("", text) == "", "a line is no version with its hashes"
    return [Locked(canonicalize_name(found[1]), found[2], found[3] or "") for found in LINE.finditer(text)]


def wanted(group: str) -> list[Requirement]:
    """What pyproject.toml names: the dependencies of the site, or those of a group."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names: list[Requirement] = []
    for item in project["dependency-groups"][group] if group else project["project"]["dependencies"]:
        names += wanted(item["include-group"]) if isinstance(item, dict) else [Requirement(item)]
    return names


@pytest.mark.parametrize(("path", "group"), LOCKS.items())
def test_a_lock_has_what_is_asked_for(path: str, group: str) -> None:
    versions = {one.name: one.version for one in locked(path)}
    requirements = wanted(group)
    assert {requirement.name.lower() for requirement in requirements} - versions.keys() == set()
    for requirement in requirements:
        assert requirement.specifier.contains(versions[requirement.name.lower()]), requirement


@pytest.mark.parametrize("path", LOCKS)
def test_a_lock_names_no_place(path: str) -> None:
    assert not re.search(
        r"://|\bfile:|--\w*index|--find-links|@ |/(home|opt|tmp|root|Users)/", (ROOT / path).read_text(encoding="utf-8")
    )


def test_the_locks_agree() -> None:
    versions: dict[str, set[str]] = {}
    for path in LOCKS:
        for one in locked(path):
            versions.setdefault(f"{one.name} {one.marker}", set()).add(one.version)
    assert {name for name, several in versions.items() if len(several) > 1} == set()


@pytest.mark.parametrize("path", LOCKS)
def test_what_is_installed_is_what_is_locked(path: str) -> None:
    """Tests with other versions would say nothing of what is published: `make clean` begins anew."""
    here = [one for one in locked(path) if one.is_for_here]
    assert {one.name: one.version for one in here} == {one.name: installed(one.name) for one in here}


def installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
