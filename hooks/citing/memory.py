"""What pandoc has made before, kept in a folder: it takes a tenth of a second a reference, and knows nothing new.

A file is named after all that its content depends on: the item, the style, the locale, pandoc, and the code that reads
what it makes. So none is ever out of date, and all may be deleted.
"""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from citing import processor
from citing.processor import Cited, Script
from problem import Problem


class Memory:
    """Does what `processor.process` does, once. A folder that cannot be written to only makes it slower."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.digests: dict[str, str] = {}  # of all but the item that a reference in a style depends on

    def __call__(
        self, item: Mapping[str, Any], style: str, locale: str, locator: str = "", script: Script | None = None
    ) -> tuple[Cited | None, list[Problem]]:
        """The arguments and the result of `processor.process`."""
        if not processor.program():
            return processor.process(item, style, locale, locator, script)
        if style not in self.digests:
            self.digests[style] = _digest(style)
        path = self.folder / f"{_name(item, self.digests[style], locale, locator, script)}.json"
        try:
            return Cited(**json.loads(path.read_text(encoding="utf-8"))), []
        except (OSError, ValueError, TypeError):
            cited, problems = processor.process(item, style, locale, locator, script)
        if cited:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(json.dumps(cited._asdict(), ensure_ascii=False), encoding="utf-8")
            except OSError:
                pass
        return cited, problems


def _digest(style: str) -> str:
    files = [processor.STYLES / f"{style}.csl", Path(processor.__file__)]
    return sha256(b"\0".join([_pandoc(), *(path.read_bytes() for path in files)])).hexdigest()


@cache
def _pandoc() -> bytes:
    return version("pypandoc_binary").encode()


def _name(item: Mapping[str, Any], digest: str, locale: str, locator: str, script: Script | None) -> str:
    letters = [script.locale, script.letter.pattern] if script else []
    known = json.dumps([item, locale, locator, letters, digest], sort_keys=True)
    return sha256(known.encode()).hexdigest()[:32]
