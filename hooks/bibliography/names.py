"""A field of names → its persons and bodies. BibTeX's forms, biblatex's extended form, and names in Chinese characters."""

import re
from dataclasses import dataclass

from pybtex.bibtex.utils import split_name_list, split_tex_string
from pybtex.database import InvalidNameString, Person

from bibliography.latex import to_plain
from languages import letters

IDEOGRAPHS = letters(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
TWO_PERSONS = letters(r"[\p{Han}]{2,}[・、，；;][\p{Han}]{2,}")
EXTENDED = re.compile(r"\s*(family|given|prefix|suffix|useprefix|(?:family|given|prefix|suffix)-i)\s*=", re.IGNORECASE)


@dataclass(frozen=True)
class Name:
    """A person by the parts of the name, or a body, which has a family name alone. Plain text, LaTeX resolved."""

    family: str
    given: str = ""
    prefix: str = ""
    suffix: str = ""
    body: bool = False


@dataclass(frozen=True)
class Names:
    """The names of one field in order; others: more of them, not named ("and others")."""

    names: tuple[Name, ...] = ()
    others: bool = False

    def __bool__(self) -> bool:
        return bool(self.names)


def parse_names(value: str) -> tuple[Names, list[str]]:
    """The names of a field and what is wrong with it. Nothing is lost: what cannot be read is kept as one whole name."""
    names: list[Name] = []
    faults: list[str] = []
    others = False
    for part in split_name_list(value):
        part = part.strip()
        if not part:
            faults.append("an empty name; there is an 'and' too many")
        elif part.lower() in ("others", "{others}", "et al.", "et al"):
            others = True
        else:
            name, fault = _parse_name(part)
            names.append(name)
            if fault:
                faults.append(f"the name '{to_plain(part)}' cannot be read: {fault}")
    return Names(tuple(names), others), faults


def _parse_name(part: str) -> tuple[Name, str]:
    whole = Name(to_plain(part), body=True)
    if _is_braced(part):
        return whole, ""
    if EXTENDED.match(part):
        return _extended(part)
    if TWO_PERSONS.search(part):
        return whole, "it looks like several; write ' and ' between persons, and 'Family, Given' for one"
    words = part.split()
    if "and" in (words[0].lower(), words[-1].lower()):
        return whole, "there is an 'and' too many beside it"
    if "," not in part and IDEOGRAPHS.search(part) and "{" not in part:
        if len(words) == 1:
            return Name(part), ""
        return Name(words[0], " ".join(words[1:])), ""  # 夏目 漱石: the family name comes first
    try:
        person = Person(re.sub(r"\s*[、，]\s*", ", ", part) if IDEOGRAPHS.search(part) else part)
    except InvalidNameString:
        return whole, "it has too many commas; write 'Family, Given' or put a body's name into braces"
    name = Name(
        family=_plain(person.last_names),
        given=_plain(person.first_names + person.middle_names),
        prefix=_plain(person.prelast_names),
        suffix=_plain(person.lineage_names),
    )
    if not name.family:
        given = name.given or name.prefix
        if not given:
            return whole, "there is no letter in it; write 'Family, Given'"
        return Name(given), "it has no family name; write 'Family, Given'"
    return name, ""


def _extended(part: str) -> tuple[Name, str]:
    """biblatex's extended form: `family=Hippel, given=Eric, prefix=von, useprefix=true`."""
    fields: dict[str, str] = {}
    for item in split_tex_string(part, ","):
        key, equals, value = item.partition("=")
        if not equals:
            return Name(to_plain(part), body=True), f"'{item.strip()}' has no '='; write 'family=…, given=…'"
        fields[key.strip().lower()] = to_plain(value.strip().strip('"'))
    family, given = fields.get("family", ""), fields.get("given", "")
    if not family and not given:
        return Name(to_plain(part), body=True), "it has no family name; write 'family=…, given=…'"
    name = Name(family or given, given if family else "", fields.get("prefix", ""), fields.get("suffix", ""))
    return name, ""


def _is_braced(part: str) -> bool:
    if not (part.startswith("{") and part.endswith("}")):
        return False
    depth = 0
    for index, character in enumerate(part):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth == 0:
            return index == len(part) - 1
    return False


def _plain(parts: list[str]) -> str:
    return to_plain(" ".join(parts))
