"""The files in which other tools take works over: BibTeX, RIS and CSL-JSON."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bibliography.entry import NOT_CITED, Entry
from citing import bibtex, csl, essay, ris
from citing.work import Words, Work
from languages import Language

FORMATS = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}  # by the ends of their files' names
BIBLIOGRAPHY = "bib/refs"  # the address of the files of all works, without the end


def files(entries: Sequence[Entry], tables: Mapping[str, Language]) -> dict[str, str]:
    """The texts of the files by the ends of their names: "bib", "ris", "json". What only others inherit is left out."""
    return {end: text(end, entries, tables) for end in FORMATS}


def text(end: str, entries: Sequence[Entry], tables: Mapping[str, Language]) -> str:
    """The text of one of them: of a long bibliography all three at once would need much memory."""
    works = (entry for entry in entries if entry.type not in NOT_CITED)
    if end == "json":
        return _json_list(csl.item(entry, tables) for entry in works)
    return bibtex.write(works) if end == "bib" else ris.write(works, tables)


def essay_files(work: Work, words: Mapping[str, Words], tables: Mapping[str, Language]) -> dict[str, str]:
    """The same for the essay in one language."""
    made = files([essay.entry(work, words, tables)], tables)
    return made | {"json": json_text([essay.item(work, words, tables)])}


def _json_list(items: Iterable[dict[str, Any]]) -> str:
    """The same as `json_text` of a list, item by item: their text takes a fifth of their own memory."""
    written = ",\n".join("  " + json_text(item).rstrip().replace("\n", "\n  ") for item in items)
    return f"[\n{written}\n]\n" if written else "[]\n"


def json_text(data: list[dict[str, Any]] | dict[str, Any]) -> str:
    """JSON as a file: letters as they are, a value per line."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
