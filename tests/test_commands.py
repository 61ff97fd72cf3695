"""The commands of the README, on a copy of the repository: a build that fails, and a writer at `make serve`."""

import io
import os
import queue
import shutil
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT

SECONDS = 30  # for a rebuild, on a slow machine


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The files that git knows, with the virtual environment of the repository."""
    names = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True
    )
    for name in filter(None, names.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tmp_path / name)
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    return tmp_path


def make(folder: Path, target: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", target], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_failed_build_tells_all_faults_and_leaves_the_last_site(copy: Path) -> None:
    assert make(copy, "build").returncode == 0
    before = contents(copy / "site")
    replace(copy / "docs" / "en" / "index.md", "@walt2026hegemon", "@walt2026hegemony")
    (copy / "docs" / "ja" / "about.md").write_bytes("# 題\n\n".encode("shift_jis"))
    replace(copy / "bib" / "refs.bib", "date = {2025-12}", "date = {2025-13}")
    failed = make(copy, "build")
    assert failed.returncode != 0
    for fault in (
        "docs/en/index.md:",
        "no entry 'walt2026hegemony' in bib/refs.bib; did you mean 'walt2026hegemon'?",
        "docs/ja/about.md:1: this page is not UTF-8; save it with the encoding UTF-8",
        "bib/refs.bib:4: entry 'whitehouse2025nss' has the date '2025-13'",
    ):
        assert fault in failed.stderr
    assert "Traceback" not in failed.stderr
    assert contents(copy / "site") == before
    assert not list(copy.glob(".site.*"))


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
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=SECONDS) as answer:
            return str(answer.read().decode())

    def stop(self) -> None:
        os.killpg(self.process.pid, 15)
        self.process.wait(timeout=SECONDS)
        self.listener.join(timeout=SECONDS)


@pytest.fixture
def server(copy: Path) -> Iterator[Server]:
    serving = Server(copy)
    try:
        serving.until("Serving on")
        yield serving
    finally:
        serving.stop()


def test_a_writer_at_work(copy: Path, server: Server) -> None:
    essay, reloaded = copy / "docs" / "en" / "index.md", "Reloading browsers"

    replace(essay, "@walt2026hegemon", "@walt2026hegemony")
    said = server.until(reloaded)
    assert "no entry 'walt2026hegemony' in bib/refs.bib; did you mean 'walt2026hegemon'?" in said
    assert said.count("walt2026hegemony") == 1

    replace(essay, "@walt2026hegemony", "@walt2026hegemon")
    assert "no entry" not in server.until(reloaded)

    replace(copy / "bib" / "refs.bib", "title = {The Predatory Hegemon", "title = {The Kindly Hegemon")
    server.until(reloaded)
    assert "The Kindly Hegemon" in server.page("en/")

    replace(copy / "bib" / "refs.bib", "author = {Walt", "author = Walt")
    said = server.until(reloaded)
    assert "bib/refs.bib:" in said
    assert "syntax error" in said
    assert "Traceback" not in said

    replace(copy / "bib" / "refs.bib", "author = Walt", "author = {Walt")
    server.until(reloaded)
    style = copy / "docs" / "assets" / "essay.css"
    style.write_text(style.read_text(encoding="utf-8") + "\n/* by a test */\n", encoding="utf-8")
    server.until(reloaded)
    assert "/* by a test */" in server.page("assets/essay.css")
