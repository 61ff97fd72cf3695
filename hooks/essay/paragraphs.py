"""The number of a paragraph: counted, unless its writer pins it, so that no number comes to mean another paragraph."""

import re
from collections.abc import Mapping

ID = re.compile(r"p([1-9][0-9]{0,8})[a-z]?")
WITHDRAWN = "withdrawn"  # the class of a paragraph that says that the one of its number was withdrawn


def pin(attributes: Mapping[str, str]) -> str | None:
    """The id that a paragraph's attributes pin, "" for none; None if the paragraph is not of the running text."""
    name, kind = attributes.get("id", ""), attributes.get("class", "")
    if attributes.keys() - {"id", "class"} or kind not in ("", WITHDRAWN) or (name and not ID.fullmatch(name)):
        return None
    return name


class Count:
    """Gives the paragraphs of an essay their ids, one after the other."""

    def __init__(self) -> None:
        self.highest = 0

    def next(self, pinned: str = "") -> str:
        """The id that is pinned, if any; else the highest number so far and one."""
        name = pinned or f"p{self.highest + 1}"
        found = ID.fullmatch(name)
        assert found  # noqa: S101  # see pin()
        self.highest = max(self.highest, int(found[1]))
        return name
