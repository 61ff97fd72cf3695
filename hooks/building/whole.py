"""What the site cannot do without, and whose lack would not show, or only as a fault of something else."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import BuildError

from building.faults import CONFIGS, TEMPLATES

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

INSTEAD_OF_THE_THEMES = ("main.html", "404.html", "index.html", "sitemap.xml")  # MkDocs or Material has others


def check(config: "MkDocsConfig") -> None:
    """Raise BuildError for a hook that is not listed, and for a template that is not there."""
    listed = dict.fromkeys(config["hooks"])
    where = f"{CONFIGS[1]}:{_line(CONFIGS[1], 'hooks')}: there is no"
    faults = [f"{where} {name} below hooks; put its line back" for name in _hooks() if name not in listed]
    gone = [name for name in INSTEAD_OF_THE_THEMES if not Path(TEMPLATES, name).is_file()]
    faults += [f"{TEMPLATES}/{name}:1: there is no template '{name}'; put it back" for name in gone]
    if faults:
        raise BuildError("\n".join(faults))


def _hooks() -> list[str]:
    """The files that have a handler of an event of MkDocs."""
    files = sorted(Path("hooks").glob("*.py"))
    return [path.as_posix() for path in files if re.search(rb"(?m)^def on_\w", path.read_bytes())]


def _line(path: str, setting: str) -> int:
    text = Path(path).read_text(encoding="utf-8") if Path(path).is_file() else ""
    found = re.search(rf"(?m)^{setting}:", text)
    return text.count("\n", 0, found.start()) + 1 if found else 1
