"""The repository as git keeps it: files read, written beside the working tree, and put into it all at once."""

import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

File = tuple[str, str]  # its mode and its blob


class Refusal(Exception):  # noqa: N818  # nothing is in error: it says what has to be done first
    """Why nothing was done, and what to do."""


def git(*arguments: str, text: str | None = None, env: Mapping[str, str] | None = None) -> str:
    """What a git command prints. Raises Refusal with what it says when it fails."""
    done = subprocess.run(
        ["git", *arguments],
        input=text,
        env=os.environ | (env or {}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise Refusal(done.stderr.strip().removeprefix("fatal: "))
    return done.stdout


def check_clean() -> None:
    """Raises Refusal where something would be lost: there is no repository, or what is not committed."""
    try:
        changed = git("status", "--porcelain").splitlines()
    except Refusal as refusal:
        raise Refusal(f"this folder is no git repository ({refusal}); get it with git clone") from refusal
    if changed:
        names = ", ".join(line[3:] for line in changed[:3]) + (", …" if len(changed) > 3 else "")
        raise Refusal(f"there are changes that are not committed ({names}); commit them first, or git stash -u")


def read(tree: str) -> dict[str, File]:
    """The files of a tree or a commit by path."""
    entries = (entry.split("\t") for entry in git("ls-tree", "-r", "-z", tree).split("\0") if entry)
    return {path: (what.split()[0], what.split()[2]) for what, path in entries}


def store(text: str) -> File:
    """A file with this text, among git's objects and not yet anywhere else."""
    return "100644", git("hash-object", "-w", "--stdin", text=text).strip()


def show(tree: str, path: str) -> str:
    """The text of a file in a tree; empty if it is not there."""
    file = read(tree).get(path)
    return git("cat-file", "blob", file[1]) if file else ""


def put(files: Mapping[str, File]) -> None:
    """Make these the files of the working tree and of the index. Git refuses, before the first, to lose one."""
    with tempfile.TemporaryDirectory() as scratch:
        beside = {"GIT_INDEX_FILE": str(Path(scratch, "index"))}
        listed = "".join(f"{mode} {blob}\t{path}\0" for path, (mode, blob) in files.items())
        git("update-index", "-z", "--index-info", text=listed, env=beside)
        tree = git("write-tree", env=beside).strip()
    git("read-tree", "-m", "-u", "HEAD", tree)
