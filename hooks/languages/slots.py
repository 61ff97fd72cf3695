"""The {slots} in the strings of the tables: what is not written as in the other languages would end the build."""

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

Slots = dict[str, set[str]]


def check(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """A message for each line, by path and value, that has a slot misspelt, or a brace too few."""
    slots = {locale: Slots() for locale in tables}
    for locale, table in tables.items():
        for path, value in table.items():
            try:
                slots[locale][path] = {
                    name for text in _texts(value) for _, name, _, _ in Formatter().parse(text) if name is not None
                }
            except ValueError:
                yield f"{locale}.toml:1: a brace of {path} has no other; write slots as in {{number}}"
    for locale, own in slots.items():
        others = [table for name, table in slots.items() if name != locale]
        for path, names in own.items():
            known = set[str]().union(*(other.get(path, set()) for other in others))
            if (strange := names - known) and (lacking := known - names):
                here, there = (" and ".join(f"{{{name}}}" for name in sorted(some)) for some in (strange, lacking))
                yield f"{locale}.toml:1: {path} has {here}, and other languages have {there}; write the same in all"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
