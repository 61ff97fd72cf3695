"""An edition → the files of its folder; all of them or none."""

import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from editions import pdf
from editions.collecting import same_text
from editions.describing import describe, export
from editions.edition import FOLDER, Edition
from editions.paper import write_paper
from editions.shelf import BIB, METADATA, PAGE, PDF, SUMS, editions, write_sums
from editions.webpage import write_page

Typeset = Callable[[str], bytes]


class EditionError(Exception):
    """No edition is made; the message says why, and what to do."""


def refuse(edition: Edition, docs: Path) -> None:
    """Raises EditionError if the edition exists, or if nothing has changed since the last one."""
    folder = docs / FOLDER / edition.day.isoformat()
    name = f"{docs.name}/{FOLDER}/{edition.day.isoformat()}"
    if folder.exists():
        raise EditionError(f"{name}: this edition exists, and an edition never changes; make one with a later --date")
    shelf = editions(docs)
    if shelf and edition.day < shelf[-1].day:
        raise EditionError(f"{name}: there is a later edition, of {shelf[-1].day}; make one with a later --date")
    if shelf and same_text(edition, dict(shelf[-1].readings), shelf[-1].bibliography):
        last = f"{docs.name}/{FOLDER}/{shelf[-1].day}"
        raise EditionError(
            f"{name}: text, notes and bibliography are those of {last}; cite that one, or change the text first"
        )


def make(edition: Edition, docs: Path, typeset: Typeset = pdf.typeset) -> Path:
    """Write the edition into its folder below docs/, and return that.

    Raises EditionError, shaping.FreezingError and pdf.TypesettingError; then nothing is written.
    """
    refuse(edition, docs)
    target = docs / FOLDER / edition.day.isoformat()
    beside = Path(tempfile.mkdtemp(prefix=".edition.", dir=docs.parent))
    try:
        made = beside / target.name
        write(edition, made, typeset)
        target.parent.mkdir(exist_ok=True)
        made.rename(target)
    finally:
        shutil.rmtree(beside)
    return target


def write(edition: Edition, folder: Path, typeset: Typeset) -> None:
    """Write every file of the edition into a folder that is not there yet."""
    for locale in edition.essays:
        (folder / locale).mkdir(parents=True)
        (folder / locale / PAGE).write_text(write_page(edition, locale), encoding="utf-8", newline="\n")
        (folder / locale / PDF).write_bytes(typeset(write_paper(edition, locale, pdf.faces())))
        for name, text in export(edition, locale).items():
            (folder / locale / name).write_bytes(text.encode())
    (folder / BIB).write_bytes(edition.bibliography)
    metadata = json.dumps(describe(edition), ensure_ascii=False, indent=2) + "\n"
    (folder / METADATA).write_text(metadata, encoding="utf-8", newline="\n")
    (folder / SUMS).write_text(write_sums(folder), encoding="utf-8", newline="\n")


def draft(edition: Edition, folder: Path, typeset: Typeset = pdf.typeset) -> list[Path]:
    """Write the PDF of each language, marked as a draft, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for locale in edition.essays:
        path = folder / f"{locale}.pdf"
        path.write_bytes(typeset(write_paper(replace(edition, draft=True), locale, pdf.faces())))
        paths.append(path)
    return paths
