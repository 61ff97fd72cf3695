"""The files of a new essay: two paragraphs and a citation in each language, from the texts in starter/."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template
from typing import Any

from adopting.answers import Answers
from languages import Language, fill, letters

STARTER = Path(__file__).with_name("starter")
OTHERWISE = "en"  # the texts for a language that has none here: to be translated
NAVIGATION = "nav.yml"
ALONGSIDE = "parallel.md"  # what an essay in one language has not
LOCAL = "http://127.0.0.1:8000/"


def files(answers: Answers, tables: Mapping[str, Language]) -> dict[str, str]:
    """The new essay's files by path, with their texts."""
    slots = _slots(answers, tables)
    found = {name: _filled(STARTER / source, slots) for source, name in _shared()}
    for language in answers.languages:
        own = slots | {
            "title": answers.titles[language],
            "author": _text(byline(answers.authors[language], tables[language])),
        }
        for page in _pages(language):
            if page.name != ALONGSIDE or len(answers.languages) > 1:
                found[f"docs/{language}/{page.name}"] = _filled(page, own)
    return found


def _shared() -> Iterator[tuple[str, str]]:
    """The files that are in no language: their names in starter/ and in the repository."""
    for path in sorted(STARTER.iterdir()):
        if path.is_file():
            yield path.name, {"refs.bib": "bib/refs.bib", "zenodo.json": ".zenodo.json"}.get(path.name, path.name)


def _folder(language: str) -> Path:
    return STARTER / (language if (STARTER / language).is_dir() else OTHERWISE)


def _pages(language: str) -> list[Path]:
    return sorted(_folder(language).glob("*.md"))


def _filled(path: Path, slots: Mapping[str, str]) -> str:
    return Template(path.read_text(encoding="utf-8")).substitute(slots)


def _slots(answers: Answers, tables: Mapping[str, Language]) -> dict[str, str]:
    """What the texts leave open, as YAML or JSON has it where they are that."""
    original = answers.languages[0]
    authors = answers.authors[original]
    by_language = {language: " and ".join(names) for language, names in answers.authors.items()}
    return {
        "address": _text(answers.address or LOCAL),
        "where": answers.address or "the address that GitHub gives it",
        "title": answers.titles[original],
        "title_text": _text(answers.titles[original]),
        "byline": byline(authors, tables[original]),
        "original": original,
        "authors": _text(by_language),
        "people": _text([_person(name) for name in authors]),
        "creators": _text([{"name": name} for name in authors]),
        "languages": "".join(_language(language, answers, tables).lstrip("\n") for language in answers.languages),
    }


def _text(value: object) -> str:
    """As JSON, which YAML reads as well."""
    return json.dumps(value, ensure_ascii=False)


def _person(name: str) -> dict[str, str]:
    """An author in the words of the Citation File Format."""
    family, comma, given = (part.strip() for part in name.partition(","))
    return {"family-names": family, "given-names": given} if comma else {"name": family}


def _language(language: str, answers: Answers, tables: Mapping[str, Language]) -> str:
    """One of mkdocs.yml's languages, with its navigation."""
    lines = (_folder(language) / NAVIGATION).read_text(encoding="utf-8").splitlines(keepends=True)
    if len(answers.languages) == 1:
        lines = [line for line in lines if ALONGSIDE not in line]
    default = "        default: true\n" if language == answers.languages[0] else ""
    name = tables[language]["language.name"]
    navigation = "".join(f"          {line}" for line in lines)
    return f"      - locale: {language}\n        name: {name}\n{default}        nav:\n{navigation}"


def byline(names: list[str], language: Language) -> str:
    """The authors as they are named below the title: 'Jane Doe', '夏目漱石'."""
    table = language["names"]
    *first, last = (_written(name, table) for name in names)
    between: str = table["pair" if len(first) == 1 else "last"] if first else ""
    return str(table["separator"]).join(first) + between + last


def _written(name: str, table: Mapping[str, Any]) -> str:
    family, comma, given = (part.strip() for part in name.partition(","))
    rules = [script for script in table["scripts"] if letters(script["match"]).fullmatch(f"{family} {given}")]
    pattern = (rules[0] if rules else table)["other"] if comma else "{family}"
    return re.sub(r"\s+", " ", fill(pattern, family=family, given=given, prefix="", suffix="")).strip()
