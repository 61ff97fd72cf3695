"""The characters by which the build marks places in a text. One that a writer brought in would be taken for a mark."""

import re

from problem import Problem

RESERVED = re.compile("[\x02\x03\ue000-\ue01f]")  # Markdown's own, and those of essay/ and editions/


def without(text: str, path: str) -> tuple[str, list[Problem]]:
    """The text without them, and a problem for each line that has one."""
    if not RESERVED.search(text):
        return text, []
    found: dict[int, str] = {}
    for match in RESERVED.finditer(text):
        found.setdefault(text.count("\n", 0, match.start()) + 1, match[0])
    problems = [
        Problem(path, line, f"the character U+{ord(character):04X} is one that the build sets for itself; delete it")
        for line, character in found.items()
    ]
    return RESERVED.sub("", text), problems
