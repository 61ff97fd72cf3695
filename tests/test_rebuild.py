"""What builds keep from one to the next, as long as the bytes that it is made of are the same."""

import subprocess
import sys
from pathlib import Path

import pytest

from other_essay import essay

REBUILD = """
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config

def rebuilt():
    config = load_config(site_dir="site")
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return config.extra["project"].bibliography, Path("site/en/index.html").read_text()

def edit(name, old, new):
    Path(name).write_text(Path(name).read_text().replace(old, new))

before, _ = rebuilt()
edit({name!r}, {old!r}, {new!r})
after, html = rebuilt()
print(after is before, {shown!r} in html)
"""


@pytest.mark.parametrize(
    ("name", "old", "new", "shown", "kept"),
    [
        ("docs/en/index.md", "> A quotation", "> A saying", "A sayin", True),
        ("bib/refs.bib", "The Rise", "The Ascent", "The Ascent", False),
        ("hooks/languages/en.toml", 'print = ["p. {}"', 'print = ["page {}"', "page 3", False),
    ],
)
def test_an_unchanged_bibliography_is_not_read_again(
    tmp_path: Path, name: str, old: str, new: str, shown: str, kept: bool
) -> None:
    copy = essay(tmp_path, ["ja", "en"])
    script = REBUILD.format(name=name, old=old, new=new, shown=shown)
    done = subprocess.run([sys.executable, "-c", script], cwd=copy, capture_output=True, text=True, check=False)
    assert done.stdout == f"{kept} True\n", done.stderr


BUILD = """
import sys
sys.path.insert(0, "hooks")
from bibliography import works
from citing import exports, processor
from mkdocs.__main__ import cli

def read(*given, read=works.read):
    print("read")
    return read(*given)

def text(end, entries, tables, text=exports.text):
    if len(entries) > 1:  # all works, not the essay alone
        print("exported")
    return text(end, entries, tables)

def process(requests, process=processor.process):
    print("formatted")
    return process(requests)

works.read, exports.text, processor.process = read, text, process
cli(["build", "--quiet", "--site-dir", "site"])
"""
EXPORTED = ["exported"] * 3
ALL = ["read", "formatted", *EXPORTED]


@pytest.mark.parametrize(
    ("name", "old", "new", "made"),
    [
        ("docs/en/index.md", "> A quotation", "> A saying", []),
        ("docs/en/index.md", "Essay en", "Another essay", ["formatted"]),
        ("bib/refs.bib", "The Rise", "The Ascent", ["read", *EXPORTED]),
        ("hooks/languages/en.toml", 'print = ["p. {}"', 'print = ["page {}"', EXPORTED),
        ("hooks/citing/ris.py", '"TY"', "'TY'", ALL),
        ("hooks/citing/styles/apa.csl", "</style>", "</style >", ["formatted"]),
        ("hooks/citing/processor.lua", "told", "said", ["formatted"]),
    ],
)
def test_another_build_takes_what_the_last_has_made(
    tmp_path: Path, name: str, old: str, new: str, made: list[str]
) -> None:
    copy = essay(tmp_path, ["ja", "en"])

    def build() -> list[str]:
        command = [sys.executable, "-c", BUILD]
        return subprocess.run(command, cwd=copy, capture_output=True, text=True, check=True).stdout.split()

    assert build() == ALL
    first = {path: path.read_bytes() for path in (copy / "site").rglob("*.*")}
    assert build() == []
    assert {path: path.read_bytes() for path in (copy / "site").rglob("*.*")} == first
    text = (copy / name).read_text(encoding="utf-8")
    assert old in text
    (copy / name).write_text(text.replace(old, new), encoding="utf-8")
    assert build() == made
