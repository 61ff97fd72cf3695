"""The commands of the README on a copy of the repository: `make`, and a writer's `make serve`."""

import io
import os
import queue
import shutil
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from other_essay import ROOT, essay

SECONDS = 30  # for a rebuild, on a slow machine
CACHES = shutil.ignore_patterns(
    "__pycache__", ".*_cache", ".cache", ".hypothesis", ".site.*", ".edition.*", "site", "pdf"
)


def copied(folder: Path) -> Path:
    """The repository with another essay in it, and with the virtual environment of this one."""
    own = {".git", ".venv", "docs", "bib", "hooks", "theme", "mkdocs.yml"}
    essay(folder, ["ja", "en"])
    caches = CACHES(str(ROOT), [path.name for path in ROOT.iterdir()])
    for path in ROOT.iterdir():
        if path.name in own | set(caches):
            continue
        if path.is_dir():
            shutil.copytree(path, folder / path.name, ignore=CACHES)
        else:
            shutil.copy2(path, folder / path.name)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    return folder


def make(folder: Path, target: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", target], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Server:
    """`make serve`, its output line by line, and the pages that it answers with."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            ["make", "serve", f"PORT={self.port}"],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
            start_new_session=True,
        )
        self.lines: queue.Queue[str] = queue.Queue()
        self.listener = threading.Thread(target=self.listen, daemon=True)
        self.listener.start()

    def listen(self) -> None:
        with self.process.stdout or io.StringIO() as output:
            for line in output:
                self.lines.put(line)

    def until(self, text: str) -> str:
        """What the server says up to a line with this text."""
        said, end = "", time.monotonic() + SECONDS
        while text not in said:
            said += self.lines.get(timeout=max(0.1, end - time.monotonic()))
        return said

    def page(self, path: str) -> str:
        try:
            answer = urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=SECONDS)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            return str(answer.read().decode())

    def stop(self) -> None:
        os.killpg(self.process.pid, 15)
        self.process.wait(timeout=SECONDS)
        self.listener.join(timeout=SECONDS)
