"""The files in which other tools take works over: BibTeX, RIS and CSL-JSON."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bibliography.entry import NOT_CITED, Entry
from citing import bibtex, csl, essay, ris
from citing.work import Words, Work
from languages import Language

FORMATS = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}  # by the ends of their files' names
BIBLIOGRAPHY = "bib/refs"  # the address of the files of all works, without the end


def files(entries: Sequence[Entry], tables: Mapping[str, Language]) -> dict[str, str]:
    """The texts of the files by the ends of their names: "bib", "ris", "json". What only others inherit is left out."""
    works = [entry for entry in entries if entry.type not in NOT_CITED]
    return {
        "bib": bibtex.write(works),
        "ris": ris.write(works, tables),
        "json": json_text([csl.item(entry, tables) for entry in works]),
    }


def essay_files(work: Work, words: Mapping[str, Words], tables: Mapping[str, Language]) -> dict[str, str]:
    """The same for the essay in one language."""
    made = files([essay.entry(work, words, tables)], tables)
    return made | {"json": json_text([essay.item(work, words, tables)])}


def json_text(data: list[dict[str, Any]] | dict[str, Any]) -> str:
    """JSON as a file: letters as they are, a value per line."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
