"""Folders with the same pages for each way to build them."""

import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from bench.measuring import Build
from bench.sources import ROOT, Pages

KEPT = ".cache"
COMMON = "hooks/mkdocs.yml"  # what mkdocs.yml inherits
MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "site")


def write(folder: Path, texts: Mapping[str, str]) -> None:
    """Write the texts by their paths below the folder."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def ours(folder: Path, pages: Pages, bib: str, *, first: bool = False) -> Build:
    """This site with other pages: all hooks, the theme, the exports. If `first`, nothing is kept of a build before."""
    _copy(folder, pages)
    write(folder, {"mkdocs.yml": _config(), "bib/refs.bib": bib})
    return Build(folder, [("rm", "-rf", KEPT), MKDOCS] if first else [MKDOCS])


def floor(folder: Path, pages: Pages) -> Build:
    """The same theme and addresses, and nothing else of ours: hooks/addresses.py alone, which the theme needs."""
    _copy(folder, pages)
    shutil.copy(Path(__file__).with_name("floor.py"), folder / "hooks" / "floor.py")
    common = re.sub(r"(?m)^  - hooks/(?!addresses)\w+\.py.*\n", "", (ROOT / COMMON).read_text(encoding="utf-8"))
    common = common.replace("hooks:\n", "hooks:\n  - hooks/floor.py\n")
    write(folder, {"mkdocs.yml": _config(), COMMON: common, "bib/refs.bib": ""})
    return Build(folder, [MKDOCS])


def bare(folder: Path, pages: Pages) -> Build:
    """No hook at all, which our theme cannot do without: Material's own theme, with both languages and no search."""
    ours = r"(?m)^  - hooks/.*\n|^hooks:\n|^watch:.*\n|^  (custom_dir|static_templates):.*\n"
    common = re.sub(ours, "", (ROOT / COMMON).read_text(encoding="utf-8"))
    texts = {f"docs/{name}": text for name, text in pages.items()}
    write(folder, {"mkdocs.yml": _config(), COMMON: common, **texts})
    shutil.copytree(ROOT / "docs" / "assets", folder / "docs" / "assets")
    return Build(folder, [MKDOCS])


def _copy(folder: Path, pages: Pages) -> None:
    for name in ("hooks", "theme", "docs/assets"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    write(folder / "docs", pages)


def _config() -> str:
    """mkdocs.yml without the names of pages that may not be there."""
    return re.sub(r"(?m)^ +nav:\n( +- .*: .*\.md\n)+", "", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
