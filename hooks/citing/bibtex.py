"""Entries → the text of a .bib file in biblatex's manner, as bib/refs.bib is written."""

import re
from collections.abc import Iterable

from bibliography.entry import NAME_FIELDS, Entry
from bibliography.names import EXTENDED, Name, Names, parse_names, split

ORDER = ("author", "editor", "translator", "holder", "title", "subtitle", "shorttitle", "booktitle", "journaltitle")
ODD_END = re.compile(r"(?<!\\)((?:\\\\)*\\)\Z")  # a backslash that would take the closing brace for text
LINKS = ("crossref", "xdata", "xref", "entryset", "ids", "related")  # what they say is already in the entry


def write(entries: Iterable[Entry]) -> str:
    """The entries, each complete by itself: what it inherits is in it, and no field points to another entry."""
    return "\n".join(map(entry_text, entries))


def entry_text(entry: Entry) -> str:
    """One entry. Fields of other letters or languages follow the one that they belong to."""
    names = [name for name in entry.fields if name not in LINKS]
    names.sort(key=lambda name: ORDER.index(base) if (base := name.partition("_")[0]) in ORDER else len(ORDER))
    lines = [f"  {name} = {{{value}}},\n" for name in names if (value := _value(entry, name))]
    return f"@{entry.type}{{{entry.key},\n{''.join(lines)}}}\n"


def _value(entry: Entry, name: str) -> str:
    """The LaTeX of a field; names that BibTeX would read otherwise, in its form if that says as much."""
    value = entry.fields[name]
    if value.endswith("\\"):
        value = ODD_END.sub(r"\1 ", value)
    if name.partition("_")[0] not in NAME_FIELDS:
        return value
    names = entry.names.get(name, Names())
    as_many = len(split(value)) == len(names.names) + names.others
    braced = all("{" + name.family in value for name in names.names if name.body)
    if as_many and braced and not EXTENDED.search(value):
        return value
    written = people(names)
    return written if parse_names(written) == (names, []) else value


def people(names: Names) -> str:
    """A field of names."""
    return " and ".join([*map(person, names.names), *(["others"] if names.others else [])])


def person(name: Name) -> str:
    """A name as `von Family, Jr., Given`; a body in braces."""
    if name.body:
        return f"{{{name.family}}}"
    family = f"{name.prefix} {name.family}".strip()
    return ", ".join(filter(None, (family, name.suffix, name.given)))
