"""pandoc, which formats by CSL styles: its program, as PyPI delivers it, and what it makes of items.

pandoc is asked for its document tree, and the tree is written as HTML here: which words are a title, a link or in
another script is known there and need not be guessed from a text.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from bibliography.web import is_address
from problem import Problem

STYLES = Path(__file__).parent / "styles"
FILTER = Path(__file__).with_suffix(".lua")
REMEDY = "install the packages of requirements.lock anew"
Blocks = list[dict[str, Any]]  # of pandoc's document tree
TAGS = {"Emph": "em", "Strong": "strong", "Superscript": "sup", "Subscript": "sub"}


class Script(NamedTuple):
    """Letters by which words of another language than a reference's are known, to be marked and never slanted."""

    locale: str
    letter: re.Pattern[str]


class Request(NamedTuple):
    """An item of CSL-JSON to be cited in a style of styles/, in the words of a locale ("en-US")."""

    item: Mapping[str, Any]
    style: str
    locale: str
    locator: str = ""  # the number of a paragraph
    script: Script | None = None


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


def sources(requests: Sequence[Request]) -> bytes:
    """All but the code here that the work depends on: the requests, their styles, pandoc and what it is told."""
    asked = [
        (*request[:-1], request.script and (request.script.locale, request.script.letter.pattern))
        for request in requests
    ]
    files = [FILTER, *(STYLES / f"{style}.csl" for style in dict.fromkeys(request.style for request in requests))]
    pandoc = version("pypandoc_binary") if program() else ""
    return b"\0".join([repr((asked, pandoc)).encode(), *(path.read_bytes() for path in files if path.is_file())])


def process(requests: Sequence[Request]) -> tuple[list[Cited | None], list[Problem]]:
    """What each request asks for, by one run of pandoc; None, and a problem, where that cannot be had."""
    outcomes = _run(requests) if requests else []
    pairs = list(zip(requests, outcomes, strict=True))
    faults = [(request.style, outcome) for request, outcome in pairs if isinstance(outcome, str)]
    problems = [Problem(f"hooks/citing/styles/{style}.csl", 1, fault) for style, fault in dict.fromkeys(faults)]
    cited = [None if isinstance(outcome, str) else _read(outcome, request.script) for request, outcome in pairs]
    return cited, problems


def _run(requests: Sequence[Request]) -> list[Blocks | str]:
    """What pandoc makes of each request, or what is wrong."""
    pandoc = program()
    if not pandoc:
        return [f"there is no pandoc to format references with; {REMEDY}"] * len(requests)
    with TemporaryDirectory() as folder:
        divisions = [_division(request, Path(folder, f"{number}.json")) for number, request in enumerate(requests)]
        done = subprocess.run(  # noqa: S603  # the program is the package's, its arguments are ours
            [str(pandoc), "--from=json", "--to=json", f"--lua-filter={FILTER}", f"--data-dir={folder}"],
            input=json.dumps({"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": divisions}),
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "LC_ALL": "C.UTF-8"},  # in others, it cannot read a path with letters that they lack
            check=False,
        )
    if done.returncode or done.stderr.strip():
        return [_told(done.stderr or f"pandoc ended with {done.returncode}")] * len(requests)
    made = [block["c"] for block in json.loads(done.stdout)["blocks"]]
    return [_told(attributes[0][1]) if attributes else blocks for (_, _, attributes), blocks in made]


def _told(fault: str) -> str:
    return f"pandoc cannot format by this style: {' '.join(fault.split())}; restore the file"


def _division(request: Request, items: Path) -> dict[str, Any]:
    """A document of one citation, as the filter takes it; its item is written to the file `items`."""
    items.write_text(json.dumps([request.item]), encoding="utf-8")
    locator = ["para.", request.locator] if request.locator else []
    suffix = [{"t": "Str", "c": ","}] if locator else []
    for word in locator:
        suffix += [{"t": "Space"}, {"t": "Str", "c": word}]
    citation = {
        "citationId": str(request.item["id"]),
        "citationPrefix": [],
        "citationSuffix": suffix,
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 1,
        "citationHash": 0,
    }
    told = {"lang": request.locale, "csl": str(STYLES / f"{request.style}.csl"), "bibliography": str(items)}
    paragraph = {"t": "Para", "c": [{"t": "Cite", "c": [[citation], []]}]}
    return {"t": "Div", "c": [["", [], list(told.items())], [paragraph]]}


def _read(blocks: Blocks, script: Script | None) -> Cited:
    paragraph, references = blocks
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
