"""What is asked about a new essay, what may be answered, and what is wrong with an answer."""

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from adopting.tree import Refusal
from languages import Language

USUAL = "ja, en"
EXAMPLE = "https://jane.github.io/essay/"
ADDRESS = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")
MARKUP = re.compile(r"[<>\[\]{}*_`\\#|]")

Check = Callable[[str], str]  # an answer → what is wrong with it, "" if nothing


@dataclass(frozen=True)
class Answers:
    """A new essay: its languages, the original first, and in each its title and its authors as 'Family, Given'."""

    languages: list[str]
    titles: dict[str, str]
    authors: dict[str, list[str]]
    address: str = ""  # ends with a slash; empty if it is not known


@dataclass
class Interview:
    """Takes what was given by name, asks for the rest if somebody is there to answer, and collects what is wrong."""

    given: Mapping[str, str]
    somebody: bool = field(default_factory=sys.stdin.isatty)
    faults: list[str] = field(default_factory=list)

    def ask(self, name: str, question: str, check: Check, default: str = "") -> str:
        """The answer: given, asked for again until it is right, or the default."""
        while True:
            asked = name not in self.given and self.somebody
            said = input(f"{question}{f' [{default}]' if default else ''}: ") if asked else self.given.get(name, "")
            answer = said.strip() or default
            if not (fault := check(answer)):
                return answer
            if not asked:
                self.faults.append(f"{name}: {fault}")
                return answer
            print(fault)


def interview(given: Mapping[str, str], tables: Mapping[str, Language]) -> Answers:
    """Everything about the new essay. Raises Refusal with all that is wrong, a line each."""
    talk = Interview(given)
    question = f"Languages, the original first (there are: {', '.join(tables)})"
    said = talk.ask("LANGUAGES", question, lambda answer: _check_languages(answer, tables), USUAL)
    chosen = [language for language in _split(said) if language in tables]
    titles = _in_each(talk, chosen, tables, ("TITLE", "Title in {}"), _check_title)
    question = "Author in {}, as 'Family, Given' (several with ' and ' between them)"
    authors = _in_each(talk, chosen, tables, ("AUTHOR", question), _check_authors)
    question = f"Address of the site, such as {EXAMPLE}, if it is known"
    address = talk.ask("ADDRESS", question, _check_address)
    known = {"LANGUAGES", "ADDRESS", "TITLE", "AUTHOR"}
    known |= {f"{name}_{language}" for name in ("TITLE", "AUTHOR") for language in chosen[1:]}
    talk.faults += [f"{name}: no such language is asked for; leave it out" for name in given if name not in known]
    if talk.faults:
        raise Refusal("\n".join(talk.faults))
    names = {language: said.split(" and ") for language, said in authors.items()}
    return Answers(chosen, titles, names, address and address.rstrip("/") + "/")


def _in_each(
    talk: Interview, languages: list[str], tables: Mapping[str, Language], asked: tuple[str, str], check: Check
) -> dict[str, str]:
    """The answer in each language; in a translation the same as in the original, unless another is given."""
    name, question = asked
    answers: dict[str, str] = {}
    for language in languages:
        named, default = (f"{name}_{language}", answers[languages[0]]) if answers else (name, "")
        if answers and not talk.somebody and named not in talk.given:
            answers[language] = default
        else:
            answers[language] = talk.ask(named, question.format(tables[language]["language.name"]), check, default)
    return answers


def _split(languages: str) -> list[str]:
    return list(filter(None, re.split(r"[\s,、]+", languages)))


def _check_languages(answer: str, tables: Mapping[str, Language]) -> str:
    for language in (chosen := _split(answer)):
        if language not in tables:
            there = f"write some of {', '.join(tables)}"
            return (
                f"there is no table hooks/languages/{language}.toml; {there}, or see CONTRIBUTING.md, A third language"
            )
        if chosen.count(language) > 1:
            return f"'{language}' stands there twice; write each once"
    return ""


def _check_title(answer: str) -> str:
    if not answer:
        return "an essay has a title; write it as it shall stand on the page"
    if marks := MARKUP.findall(answer):
        return f"the title has '{marks[0]}', which Markdown may read; leave it out, and write it later in index.md"
    return ""


def _check_authors(answer: str) -> str:
    for name in answer.split(" and "):
        if not name.strip(" ,") or name.count(",") > 1:
            return "an author is written as 'Family, Given', such as 'Doe, Jane', and a body as it is"
    return ""


def _check_address(answer: str) -> str:
    return "" if not answer or ADDRESS.fullmatch(answer) else f"that is no address of a site; write it as {EXAMPLE}"
