"""The language tables: one TOML file per language, all words, marks, date and name rules that readers see."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from languages import slots
from reserved import RESERVED

FOLDER = Path(__file__).parent
OPTIONAL = (
    "in_language.",
    "original_language.",
    "names.scripts",
    "marks.junctions.",
)  # what a language may have more or less of
SCRIPTS = {  # for patterns of the tables: Python's re has no names of scripts
    "Han": r"\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    "Hiragana": r"\u3041-\u309f",
    "Katakana": r"\u30a0-\u30ff\u31f0-\u31ff\uff66-\uff9f",
    "Hangul": r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "Cyrillic": r"\u0400-\u052f",
    "Arabic": r"\u0600-\u06ff\u0750-\u077f",
}


OF_ANY_LENGTH = re.compile(r"language\.(?:ids|ignored_articles)|names\.scripts|.*\.(?:read|ordinals)")  # of the lists
IDS = "language.ids"
PATTERNS = ("edition.unit", "language.collation_first", "language.script", "short.title_end")


@dataclass(frozen=True)
class Language:
    """One table, addressed by dotted path: `language["marks.separator"]`. Raises KeyError for a path it lacks."""

    locale: str
    table: Mapping[str, Any]

    def __getitem__(self, path: str) -> Any:
        return self._values[path]

    @cached_property
    def _values(self) -> dict[str, Any]:
        return dict(_paths(self.table))


def load(folder: Path = FOLDER) -> dict[str, Language]:
    """Every table of the folder by its locale, the file's name. Raises ValueError for a file that is no TOML."""
    languages = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            text = RESERVED.sub("", path.read_text(encoding="utf-8"))
            languages[path.stem] = Language(path.stem, tomllib.loads(text))
        except UnicodeDecodeError as error:
            raise ValueError(f"{path.name}:1: this file is not UTF-8; save it with the encoding UTF-8") from error
        except tomllib.TOMLDecodeError as error:
            what, _, place = str(error).partition(" (at ")
            line = re.search(r"line (\d+)", place)
            raise ValueError(
                f"{path.name}:{line[1] if line else 1}: {what}; check the quotation marks, brackets and signs"
            ) from error
    return languages


def sources(folder: Path = FOLDER) -> bytes:
    """What the tables are read from."""
    return repr([(path.name, path.read_bytes()) for path in sorted(folder.glob("*.toml"))]).encode()


def missing(tables: Mapping[str, Language], locales: Iterable[str]) -> list[str]:
    """What the languages of a site lack, a message each, beginning with the table's file name."""
    lacks = []
    for locale in locales:
        if locale not in tables:
            lacks.append(f"{locale}.toml:1: no such table; copy the one of another language and translate it")
            continue
        have = dict(_paths(tables[locale].table))
        for model in tables.values():
            lacks += _compare(locale, have, model)
    known = {locale: dict(_paths(tables[locale].table)) for locale in locales if locale in tables}
    return [*lacks, *slots.check(known)]


def _compare(locale: str, have: dict[str, Any], model: Language) -> Iterator[str]:
    for path, value in _paths(model.table):
        if isinstance(value, Mapping):
            continue
        if path not in have and not path.startswith(OPTIONAL):
            have[path] = value  # said once
            yield f"{locale}.toml:1: no {path}; copy the line from {model.locale}.toml and translate it"
        elif path in have and not _is_alike(path, have[path], value):
            yield f"{locale}.toml:1: {path} is not written as in {model.locale}.toml; copy the line and translate it"
    own, others = ({*map(str, ids)} if isinstance(ids, list) else set() for ids in (have[IDS], model[IDS]))
    if model.locale != locale and own & others:
        where = f"those of {model.locale}.toml; write its own, and translate the rest"
        yield f"{locale}.toml:1: the ids of the language are {where}"


def _is_alike(path: str, value: Any, model: Any) -> bool:
    """Whether a line is of the same kind as in another table: a text, a pattern, a list of as many texts."""
    if isinstance(value, list) and isinstance(model, list):
        as_many = len(value) == len(model) or OF_ANY_LENGTH.fullmatch(path) is not None
        return as_many and all(type(item) is type(other) for item in value for other in model)
    if path in PATTERNS and isinstance(value, str):
        try:
            letters(value)
        except re.error:
            return False
    return type(value) is type(model)


def _paths(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        yield prefix + key, value
        if isinstance(value, Mapping):
            yield from _paths(value, f"{prefix}{key}.")


@cache
def letters(pattern: str) -> re.Pattern[str]:
    """A table's pattern, in which [\\p{Han}] stands for the letters of a script."""
    for name, ranges in SCRIPTS.items():
        pattern = pattern.replace(rf"\p{{{name}}}", ranges)
    return re.compile(pattern)


def fill(pattern: str, **slots: str) -> str:
    """The pattern with its {slots} filled in; a [part in brackets] is left out when a slot in it is empty."""
    filled: list[str] = []
    for optional, pieces in sections(pattern):
        if not optional or all(slots.get(name) for name in pieces[1::2]):
            filled += [slots[piece] if index % 2 else piece for index, piece in enumerate(pieces)]
    return "".join(filled)


@cache
def sections(pattern: str) -> list[tuple[bool, list[str]]]:
    """The parts of a pattern, whether each is optional, and its words and slots by turns."""
    parts = re.split(r"\[([^\]]*)\]", pattern)
    return [(bool(index % 2), re.split(r"{(\w*)}", part)) for index, part in enumerate(parts)]
