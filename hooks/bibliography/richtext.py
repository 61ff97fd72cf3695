"""What a title's marks do to the text within them: quotation marks change, italics in italics stand upright."""

import re

from pybtex.richtext import BaseText, HRef, String, Tag, Text


def compose(*parts: BaseText | str) -> BaseText:
    """The parts as one text. Most are without marks, and of those pybtex makes a Text fifteen times as slowly."""
    if all(isinstance(part, str | String) for part in parts):
        return String(*map(str, parts))
    return Text(*parts)


def join(mark: str, parts: list[BaseText]) -> BaseText:
    """The parts with the mark between them."""
    return parts[0] if len(parts) == 1 else String(mark).join(parts)


def replace_marks(text: Text, marks: str, others: str) -> Text:
    """The text with each of the marks, « and its space », as its counterpart among the others."""
    if not marks:
        return text
    spaces = re.compile(rf"(?<=[{marks[0]}])\s+|(?<!\s)\s++(?=[{marks[-1]}])")
    return _replaced(text, spaces, str.maketrans(marks, others))


def _replaced(text: BaseText, spaces: re.Pattern[str], table: dict[int, int]) -> BaseText:
    if isinstance(text, String):
        return String(spaces.sub("", str(text)).translate(table))
    return _like(text, [_replaced(part, spaces, table) for part in text.parts])


def italicise(text: Text) -> Text:
    """The text in italics, and upright what is in italics in it."""
    if _all_italic(text):
        return text
    return _reversed(text) if _has_italics(text) else Tag("em", text)


def _has_italics(text: BaseText) -> bool:
    return not isinstance(text, String) and (_is_italic(text) or any(_has_italics(part) for part in text.parts))


def _all_italic(text: BaseText) -> bool:
    return len(text.parts) == 1 and not isinstance(text.parts[0], String) and _is_italic(text.parts[0])


def _is_italic(text: BaseText) -> bool:
    return isinstance(text, Tag) and text.name == "em"


def _reversed(text: BaseText) -> BaseText:
    if isinstance(text, String):
        return Tag("em", text)
    if _is_italic(text):
        return Text(*text.parts)
    return _like(text, [_reversed(part) for part in text.parts])


def _like(text: BaseText, parts: list[BaseText]) -> BaseText:
    if isinstance(text, Tag):
        return Tag(text.name, *parts)
    return HRef(text.url, *parts) if isinstance(text, HRef) else Text(*parts)
