"""A field of names → its persons and bodies: BibTeX's forms, biblatex's extended form, names in Chinese characters."""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from pybtex.bibtex.utils import split_name_list, split_tex_string
from pybtex.database import InvalidNameString, Person

from bibliography.catalogue_markup import to_latex
from bibliography.latex import to_plain
from languages import letters

IDEOGRAPHS = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]"  # compiled where it is needed: it takes five milliseconds
HAN = r"[\p{Han}]"
TWO_PERSONS = re.compile("漢{2,}・漢{2,}|漢{4,}, *漢{3,}|漢{3,}, *漢{4,}")  # 漢 for any letter of that script
SEPARATOR = re.compile(r"[、，；]")
ROLE = r"(?:(?:共|編)?著|(?:共|責任)?編|[監共]?訳|監?修|ほか著|ほか編)"
WITH_ROLE = re.compile(rf"(\S+)\s+[\[［]?({ROLE})[\]］]?|(\S+?)[\[［]?((?!修){ROLE})[\]］]?")  # of catalogues
LIFE = re.compile(
    r"(?<!^), ?\(?(?:b\. |ca\. )?\d{4}\??(?: ?[-–]{1,2} ?(?:\d{4}\??)?)?\)?\.?$"
)  # libraries' "Doe, Jane, 1950-"
BODY_BEGINS = frozenset(
    ["The", "European", "Federal", "International", "National", "United", "World", "U.S.", "US", "EU"]
)
BODY_OF_NAMES = (
    "Association Bureau Commission Committee Council Department Federation Government Institute Ministry Office"
)
BODY_OF = frozenset([*BODY_OF_NAMES.split(), "Society", "University"])  # … of, … for; "of" alone may be a saint's
BODY_END_NAMES = """
Academy Administration Agency Alliance Association Authority Bureau Center Centre Collaboration Commission Committee
Community Consortium Contributors Corporation Council Department Developers Federation Foundation Government Group
Initiative Institute Institution Laboratory Laboratories Ministry Network Organisation Organization Panel Parliament
Program Programme Project Society Survey Team University Inc Inc. Ltd Ltd. GmbH LLC
"""
BODY_ENDS = frozenset(BODY_END_NAMES.split())
BRACES = {"{": 1, "}": -1}
NESTED = 90
AND = re.compile(r" and ", re.IGNORECASE)
OTHERS = re.compile(r"others|et\.? al\.?|(?:\w+ )?others|(?:\d+ )?more|ほか|他|等", re.IGNORECASE)
ENDS_WITH_OTHERS = re.compile(r",? et\.? al\.?$|[ 、,](?:ほか|他)$|(?<=[^\W\d_]{2})ほか$", re.IGNORECASE)
LINEAGE = re.compile(r"[JS]r\.?|[IVX]{2,4}|[2-9](?:nd|rd|th)")
NO_LETTER = "has no letter; write 'Family, Given'"
PLAIN = re.compile(r"(?!(?:[^,]* )?[a-z])([^\s,{}\\~][^,{}\\~]*), ([^,{}\\~]*[^\s,{}\\~])")
ACCENT_APART = re.compile(r"(\\[cHvubdkrt]) +([A-Za-z])")  # of which a name consists, not two: "Dezs\H o"
LETTER_APART = re.compile(r"(\\(?:[lLoO]|ss|ae|AE|oe|OE|aa|AA)) +(?=[a-z])")
SPACE = re.compile(r"(?<!\\)\\(?: |$)")  # "Wayne C.\ Booth"
EXTENDED = re.compile(r"\s*(family|given|prefix|suffix|useprefix|(?:family|given|prefix|suffix)-i)\s*=", re.IGNORECASE)


class Name(NamedTuple):
    """A person by the parts of the name, or a body, which has a family name alone. Plain text, LaTeX resolved."""

    family: str
    given: str = ""
    prefix: str = ""
    suffix: str = ""
    body: bool = False


class Names(NamedTuple):
    """The names of one field in order; others: more of them, not named ("and others")."""

    names: tuple[Name, ...] = ()
    others: bool = False

    def __bool__(self) -> bool:
        return bool(self.names)

    def several(self) -> bool:
        """Whether there is more than one."""
        return len(self.names) > 1 or self.others


def parse_names(value: str) -> tuple[Names, list[str]]:
    """The names of a field and what is wrong with them. What cannot be read is kept as one whole name."""
    names: list[Name] = []
    faults: list[str] = []
    others = False
    for part in _split(value):
        if len(part) < 20 and OTHERS.fullmatch(part.strip("{}[]() ")):
            others = True
            continue
        if part[-1] in ".lL他か" and ENDS_WITH_OTHERS.search(part):
            part, others = ENDS_WITH_OTHERS.sub("", part), True  # noqa: PLW2901  # the name is the rest
        name, fault = _parse_name(part)
        if any(character.isalnum() for character in name.family + name.given):
            names.append(name)
        elif not fault:
            fault = NO_LETTER
        if fault:
            faults.append(f"'{to_plain(part)}' {fault}")
    if not names and not others and not faults and value.strip():
        faults.append(f"'{to_plain(value)}' {NO_LETTER}")
    return Names(tuple(names), others), faults


def split(value: str) -> list[str]:
    """What stands between the " and " of a field."""
    return list(split_name_list(value)) if "{" in value else AND.split(value)  # the former takes ten times as long


def _split(value: str) -> Iterator[str]:
    """The names of a field: between them stands " and ", or, as catalogues write, a semicolon."""
    value = " ".join(to_latex(value).split())
    if "\\" in value:
        value = ACCENT_APART.sub(r"\1{\2}", LETTER_APART.sub(r"\1{}", SPACE.sub(" ", value)))
    if value.count("{") > NESTED and max(accumulate(BRACES.get(character, 0) for character in value)) > NESTED:
        value = value.replace("{", "").replace("}", "")  # pybtex refuses so many within each other
    for part in split(value):
        yield from filter(None, (piece.strip() for piece in split_tex_string(part, ";")) if ";" in part else [part])


def _parse_name(part: str) -> tuple[Name, str]:
    """A name, and what is wrong with it ("" if nothing)."""
    words = part.split()
    whole = Name(to_plain(part), body=True)
    if not whole.family.strip():
        return whole, NO_LETTER
    if _is_braced(part):
        return whole, ""
    if EXTENDED.match(part):
        return _extended(part)
    if "," in part and (match := LIFE.search(part)):
        return _parse_name(part[: match.start()])
    part = part.rstrip(", ") if part.count(",") == 2 and part.endswith(",") else part
    if not part.isascii() and (SEPARATOR.search(part) or TWO_PERSONS.search(letters(HAN).sub("漢", part))):
        return whole, "looks like several; write ' and ' between persons, and 'Family, Given' for one"
    if "&" in words or r"\&" in words:
        return whole, "looks like several; write ' and ' for '&', or put a body's name into braces"
    if "and" in (words[0].lower(), words[-1].lower()):
        alone = " ".join(words[words[0].lower() == "and" : len(words) - (words[-1].lower() == "and")])
        return _parse_name(alone)[0] if alone else whole, "has an 'and' too many beside it; delete it"
    if "," not in part and (match := WITH_ROLE.fullmatch(part)):
        name, role = match[1] or match[3], match[2] or match[4]
        return Name(name if role.endswith("著") else name + role, body=True), ""
    if "," not in part and "{" not in part and not part.isascii() and letters(IDEOGRAPHS).search(part):
        return Name(words[0], " ".join(words[1:])), ""  # 夏目 漱石: the family name comes first
    words = whole.family.split() if "{" in part else words
    return (whole, "") if "," not in part and _is_body(words) else _western(part)


def _is_body(words: list[str]) -> bool:
    """Whether the words are a body's name, as many write it, without braces."""
    first, *inner = words[:-1] or [""]
    return (
        first in BODY_BEGINS
        or (first != "" and words[-1] in BODY_ENDS)
        or (first in BODY_OF and words[1] in ("of", "for"))
        or "on" in inner
        or "for" in inner
    )


def _western(part: str) -> tuple[Name, str]:
    """BibTeX's forms: `Family, Given`, `von Family, Jr., Given`, `Given von Family`."""
    if "--" not in part and (plain := PLAIN.fullmatch(part)):  # most are, and pybtex takes ten times as long
        return Name(plain[1], plain[2]), ""
    whole = Name(to_plain(part), body=True)
    try:
        person = Person(part)
    except InvalidNameString:
        return whole, "has too many commas; write 'Family, Given' or put a body's name into braces"
    family, given = _plain(person.last_names), _plain(person.first_names + person.middle_names)
    prefix, suffix = _plain(person.prelast_names), _plain(person.lineage_names)
    if LINEAGE.fullmatch(given) and suffix and not LINEAGE.fullmatch(suffix):  # "King, Martin Luther, Jr."
        given, suffix = suffix, given
    if family:
        return Name(family, given, prefix, suffix), ""
    if given or prefix:
        return Name(given or prefix), "has no family name; write 'Family, Given'"
    return whole, NO_LETTER


def _extended(part: str) -> tuple[Name, str]:
    """biblatex's extended form: `family=Hippel, given=Eric, prefix=von, useprefix=true`."""
    fields: dict[str, str] = {}
    for item in split_tex_string(part, ","):
        key, equals, value = item.partition("=")
        if not equals:
            return Name(to_plain(part), body=True), f"has no '=' in '{item.strip()}'; write 'family=…, given=…'"
        fields[key.strip().lower()] = to_plain(value.strip().strip('"'))
    family, given = fields.get("family", ""), fields.get("given", "")
    if not family and not given:
        return Name(to_plain(part), body=True), "has no family name; write 'family=…, given=…'"
    name = Name(family or given, given if family else "", fields.get("prefix", ""), fields.get("suffix", ""))
    return name, ""


def _is_braced(part: str) -> bool:
    if not (part.startswith("{") and part.endswith("}")):
        return False
    depth = 0
    for index, character in enumerate(part):
        depth += BRACES.get(character, 0)
        if depth == 0:
            return index == len(part) - 1
    return False


def _plain(parts: list[str]) -> str:
    return to_plain(" ".join(parts))
