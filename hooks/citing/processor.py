"""pandoc, which formats by CSL styles: its program, as PyPI delivers it, and what it makes of one item.

pandoc is asked for its document tree, and the tree is written as HTML here: which words are a title, a link or in
another script is known there and need not be guessed from a text.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from html import escape
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from bibliography.web import is_address
from problem import Problem

STYLES = Path(__file__).parent / "styles"
REMEDY = "install the packages of requirements.lock anew"
TAGS = {"Emph": "em", "Strong": "strong", "Superscript": "sup", "Subscript": "sub"}


class Script(NamedTuple):
    """Letters by which words of another language than a reference's are known, to be marked and never slanted."""

    locale: str
    letter: re.Pattern[str]


class Cited(NamedTuple):
    """What a style makes of an item, as HTML: the note of a note style or the words in the text, and the reference."""

    citation: str
    reference: str


def program() -> Path | None:
    """The pandoc in the package pypandoc-binary, and no other that a machine may have; None if it is not there."""
    package = find_spec("pypandoc")
    if not package or not package.origin:
        return None
    path = Path(package.origin).parent / "files" / ("pandoc.exe" if sys.platform == "win32" else "pandoc")
    return path if path.is_file() else None


def process(
    item: Mapping[str, Any], style: str, locale: str, locator: str = "", script: Script | None = None
) -> tuple[Cited | None, list[Problem]]:
    """An item in a style of styles/, in the words of a locale ("en-US"); `locator` is the number of a paragraph."""
    pandoc, path = program(), f"hooks/citing/styles/{style}.csl"
    if not pandoc:
        return None, [Problem(path, 1, f"there is no pandoc to format references with; {REMEDY}")]
    with TemporaryDirectory() as folder:
        items = Path(folder, "items.json")
        items.write_text(json.dumps([item]), encoding="utf-8")
        command = [str(pandoc), "--from=json", "--to=json", "--citeproc", f"--bibliography={items}"]
        command += [f"--csl={STYLES / style}.csl", f"--data-dir={folder}"]
        document = _document(str(item["id"]), locale, locator)
        done = subprocess.run(  # noqa: S603  # the program is the package's, its arguments are ours
            command,
            input=document,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "LC_ALL": "C.UTF-8"},  # in others, it cannot read a path with letters that they lack
            check=False,
        )
    if done.returncode or done.stderr.strip():
        fault = " ".join(done.stderr.split()) or f"pandoc ended with {done.returncode}"
        return None, [Problem(path, 1, f"pandoc cannot format by this style: {fault}; restore the file")]
    return _read(json.loads(done.stdout), script), []


def _document(key: str, locale: str, locator: str) -> str:
    suffix = [{"t": "Str", "c": ","}, {"t": "Space"}, {"t": "Str", "c": "para."}, {"t": "Space"}] if locator else []
    suffix += [{"t": "Str", "c": locator}] if locator else []
    citation = {
        "citationId": key,
        "citationPrefix": [],
        "citationSuffix": suffix,
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 1,
        "citationHash": 0,
    }
    blocks = [{"t": "Para", "c": [{"t": "Cite", "c": [[citation], []]}]}]
    meta = {"lang": {"t": "MetaString", "c": locale}}
    return json.dumps({"pandoc-api-version": [1, 23, 1], "meta": meta, "blocks": blocks})


def _read(document: dict[str, Any], script: Script | None) -> Cited:
    paragraph, references = document["blocks"]
    cite = paragraph["c"][0]["c"][1]
    inlines = cite[0]["c"][0]["c"] if cite and cite[0]["t"] == "Note" else cite
    entry = references["c"][1][0]["c"][1][0]["c"]
    return Cited(_html(inlines, script), _html(entry, script))


def _html(inlines: list[dict[str, Any]], script: Script | None) -> str:
    return "".join(_inline(inline, script) for inline in inlines)


def _inline(inline: dict[str, Any], script: Script | None) -> str:
    kind: str = inline["t"]
    content: Any = inline.get("c")
    if kind == "Str":
        return "".join(_marked(str(content), script))
    if kind in TAGS:
        inner = _html(content, script)
        return inner if _begins_in(script, content) else f"<{TAGS[kind]}>{inner}</{TAGS[kind]}>"
    if kind == "Link" and is_address(content[2][0]):
        return f'<a href="{escape(content[2][0])}">{_html(content[1], script)}</a>'
    if kind in ("Link", "Span", "Quoted", "SmallCaps"):
        return _html(content if kind == "SmallCaps" else content[1], script)
    return " "  # Space, SoftBreak, LineBreak


def _begins_in(script: Script | None, inlines: list[dict[str, Any]]) -> bool:
    return bool(script and inlines and inlines[0]["t"] == "Str" and script.letter.match(inlines[0]["c"]))


def _marked(text: str, script: Script | None) -> Iterator[str]:
    """The text escaped, the run from its first to its last letter of the script, and the marks around, marked."""
    found = list(script.letter.finditer(text)) if script else []
    if not script or not found:
        yield escape(text, quote=False)
        return
    start, end = found[0].start(), found[-1].end()
    while start and text[start - 1] in "「『（":
        start -= 1
    while end < len(text) and text[end] in "—―」』）":
        end += 1
    yield escape(text[:start], quote=False)
    yield f'<span lang="{script.locale}">{escape(text[start:end], quote=False)}</span>'
    yield escape(text[end:], quote=False)
