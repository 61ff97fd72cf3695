"""This repository as an adopter gets it, and the commands that make another essay of it."""

import os
import pty
import shutil
import subprocess
from pathlib import Path

from conftest import ROOT

WHO = {f"GIT_{role}_{what}": "test" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
PLAIN = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "GIT_"))} | WHO


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A command there, with nobody at a terminal to be asked."""
    return subprocess.run(
        command, cwd=folder, env=PLAIN, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
    )


def git(folder: Path, *arguments: str) -> str:
    done = run(folder, "git", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def repository(folder: Path) -> Path:
    """A repository with the files of this one as they are now, and no essay of an adopter's yet."""
    folder.mkdir()
    for name in git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
        if name and name != ".upstream" and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    git(folder, "init", "--quiet")
    commit(folder)
    return folder


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "As it is")


def clone(source: Path, folder: Path) -> Path:
    git(source, "clone", "--quiet", str(source), str(folder))
    return folder


def new(folder: Path, **answers: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "make", "new", *(f"{name}={answer}" for name, answer in answers.items()))


def begun(folder: Path, **answers: str) -> Path:
    """The folder, with a new essay in it that is committed."""
    done = new(folder, **answers)
    assert done.returncode == 0, done.stderr
    commit(folder)
    return folder


def asked(folder: Path, answers: list[str]) -> str:
    """What `make new` says to somebody at a terminal who gives these answers."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        ["make", "new"], cwd=folder, env=PLAIN, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
        said = process.communicate(timeout=60)[0].decode()
    os.close(ours)
    os.close(theirs)
    return said
