"""Entries → the text of a .bib file in biblatex's manner, as bib/refs.bib is written."""

import re
from collections.abc import Collection, Iterable

from bibliography.entry import NAME_FIELDS, Entry
from bibliography.names import EXTENDED, Name, Names, parse_names, split

ORDER = ("author", "editor", "translator", "holder", "title", "subtitle", "shorttitle", "booktitle", "journaltitle")
ODD_END = re.compile(r"(?<!\\)((?:\\\\)*\\)\Z")  # a backslash that would take the closing brace for text
LINKS = ("crossref", "xdata", "xref", "entryset", "ids")  # what they say is already in the entry
RELATIONS = ("related", "relatedtype", "relatedstring", "relatedoptions")


def write(entries: Iterable[Entry]) -> str:
    """The entries, each complete by itself: what it inherits is in it, and no field points to what is not there."""
    entries = list(entries)
    keys = {entry.key for entry in entries}
    return "\n".join(entry_text(entry, keys) for entry in entries)


def entry_text(entry: Entry, beside: Collection[str] = ()) -> str:
    """One entry. Fields of other letters or languages follow the one that they belong to.

    `beside` are the keys of the entries in the same file, to which it may be related.
    """
    related = ", ".join(key for key in related_keys(entry) if key in beside)
    names = [name for name in entry.fields if name not in LINKS and (related or name not in RELATIONS)]
    names.sort(key=lambda name: ORDER.index(base) if (base := name.partition("_")[0]) in ORDER else len(ORDER))
    values = {name: related if name == "related" else _value(entry, name) for name in names}
    lines = [f"  {name} = {{{value}}},\n" for name, value in values.items() if value]
    return f"@{entry.type}{{{entry.key},\n{''.join(lines)}}}\n"


def related_keys(entry: Entry) -> list[str]:
    """The keys of the entries that its field `related` names."""
    works = (work for relation in entry.relations for work in relation.works)
    return [work.key for work in works if work.key != entry.key]


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
