"""What `make serve` keeps from one build to the next: the bibliography, as long as its bytes are the same."""

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
