"""One commit, one site: the same bytes wherever, whenever, and however often it is built."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from commands import CACHES, contents

ROOT = Path(__file__).parent.parent
SOURCES = ("Makefile", "mkdocs.yml", "requirements.lock", "bib", "docs", "hooks", "theme", ".pip")
MONTHS = 200 * 24 * 3600


def sources(folder: Path, *, backwards: bool) -> Path:
    """The sources of this site; written backwards, a disk lists them in another order."""
    files = [
        path
        for name in SOURCES
        for path in ((ROOT / name).rglob("*") if (ROOT / name).is_dir() else [ROOT / name])
        if path.is_file() and not CACHES("", list(path.relative_to(ROOT).parts))
    ]
    for path in sorted(files, reverse=backwards):
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        if backwards:
            os.utime(copy, (MONTHS, MONTHS))
    (folder / ".venv").symlink_to(ROOT / ".venv")
    return folder


def built(folder: Path, umask: int, **environment: str) -> dict[str, bytes]:
    done = subprocess.run(
        ["make", "build"],
        cwd=folder,
        env={**os.environ, **environment},
        umask=umask,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return contents(folder / "site")


def test_the_same_site_anywhere(tmp_path: Path) -> None:
    here = sources(tmp_path / "here", backwards=False)
    there = sources(tmp_path / "at another, longer place" / "für die Ausgabe 版", backwards=True)
    once = built(here, 0o022, TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    elsewhere = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "77"}
    cold = built(there, 0o077, **elsewhere)
    assert differing(once, cold) == []
    assert {path.name for path in (there / ".cache").iterdir()} == {
        "entries",
        "exports",
        "how-to-cite",
        "languages",
        "templates",
    }
    assert differing(once, built(there, 0o077, **elsewhere)) == []  # with what the first has kept


def differing(one: dict[str, bytes], two: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | two.keys() if one.get(name) != two.get(name))


def git(folder: Path, *arguments: str) -> None:
    date = {"GIT_AUTHOR_DATE": "2001-02-03T04:05:06Z", "GIT_COMMITTER_DATE": "2001-02-03T04:05:06Z"}
    names = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(
        ["git", *arguments], cwd=folder, env={**environment, **date, **names}, capture_output=True, check=True
    )


@pytest.fixture
def commit(tmp_path: Path) -> Path:
    folder = tmp_path / "commit"
    shutil.copytree(ROOT / "hooks" / "building", folder / "hooks" / "building", ignore=CACHES)
    for name in (".gitattributes", "mkdocs.yml"):
        shutil.copyfile(ROOT / name, folder / name)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "x")
    return folder


def date(folder: Path) -> int:
    script = "from building.dating import commit_date; print(commit_date())"
    command = [sys.executable, "-B", "-c", script]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": "hooks"}, capture_output=True, check=True
    )
    return int(done.stdout)


def test_the_date_is_that_of_the_commit(commit: Path, tmp_path: Path) -> None:
    assert date(commit) == (when := 981173106)

    git(tmp_path, "clone", "--quiet", "--depth=1", commit.as_uri(), "shallow")
    assert date(tmp_path / "shallow") == when

    (commit / "mkdocs.yml").write_text("site_name: changed", encoding="utf-8")
    assert date(commit) == when

    git(commit, "archive", f"--output={tmp_path / 'archive.tar'}", "HEAD")
    shutil.unpack_archive(tmp_path / "archive.tar", tmp_path / "downloaded", filter="data")
    assert date(tmp_path / "downloaded") == when
    shutil.copytree(tmp_path / "downloaded", commit / "inside of another")
    assert date(commit / "inside of another") == when


def test_without_a_commit_there_is_no_date(tmp_path: Path, commit: Path) -> None:
    shutil.copytree(commit / "hooks", tmp_path / "copy" / "hooks")
    assert date(tmp_path / "copy") == 0
