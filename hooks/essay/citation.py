"""Pandoc's citation syntax, `[see @key, pp. 3–5, on this; also @other]` → citations with prefix, locators, suffix."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import chain, pairwise
from typing import NamedTuple

from languages import SCRIPTS, Language

# A key ends where letters of another writing system begin: [@walt2026を参照] cites walt2026.
_CJK = SCRIPTS["Han"] + SCRIPTS["Hiragana"] + SCRIPTS["Katakana"] + SCRIPTS["Hangul"]
_INNER = r"[:.#$%&\-+?<>~/]"
_KEY = rf"(?:(?=[{_CJK}])\w(?:{_INNER}?\w)*|\w(?:{_INNER}?(?![{_CJK}])\w)*)"
KEY = re.compile(rf"(?<![A-Za-z0-9_%+\\/-])(-?)[@＠](?:\{{([^{{}}\s]+)\}}|({_KEY}))")
AT = re.compile(r"(?<![A-Za-z0-9_%+\\/-])-?[@＠]")
ITEM_END = re.compile(r"[;；]")
KANJI = "一二三四五六七八九"
LONGEST = 20  # signs of a number in Chinese characters
_ARABIC = r"[A-Z]{0,3}[0-9０-９]+(?:\.[0-9０-９]+)*[a-z]?(?![A-Za-z])"
_NUMBER = rf"(?:{_ARABIC}|[ivxlcdm]+(?![A-Za-z])|[IVXLCDM]+(?![A-Za-z])|[{KANJI}十百]+)"
_RANGE = r"\s*(?:-{1,3}|[–—‐‑−~〜～])\s*"
_LIST = r"\s*(?:[,、，]|&|\band\b)\s*"
VALUE = re.compile(rf"{_NUMBER}(?:{_RANGE}{_NUMBER}|{_LIST}{_NUMBER}(?=\s*(?:$|[,;、，]|{_RANGE}{_NUMBER})))*")
OPEN_RANGE = re.compile(_RANGE + r"(?!\S)|" + r"\s*-{1,3}(?=\s*(?:$|[,、，]))")
SEPARATOR = re.compile(r"\s*[,、，]?\s*")


class Citation(NamedTuple):
    """One work in a group. Prefix and suffix are Markdown as written, with the spaces towards the work."""

    key: str
    offset: int  # of the "@", in the text of the page
    prefix: str = ""
    suffix: str = ""
    locators: tuple[tuple[str, str], ...] = ()  # unit and value, ranges with en dashes: ("page", "3–5")
    omit_author: bool = False


class Fault(NamedTuple):
    """What is wrong with a citation; the offset counts in the text of the page."""

    offset: int
    message: str


class Grammar:
    """The ways to write locators that the tables of all languages list."""

    def __init__(self, languages: Iterable[Language]) -> None:
        written: dict[str, str] = {}
        for language in languages:
            for unit, forms in language["locators"].items():
                for pattern in forms["read"]:
                    written.setdefault(pattern, unit)
        self.forms: dict[str, list[_Form]] = {}  # by what stands before the value
        for pattern, unit in written.items():
            before, _, after = pattern.partition("{}")
            self.forms.setdefault(before.strip().lower(), []).append(_Form(before.strip(), after.strip(), unit))
        befores = sorted(filter(None, self.forms), key=len, reverse=True)
        self.before = re.compile(f"({'|'.join(map(re.escape, befores))})" + r"\s*", re.IGNORECASE)

    def parse(self, source: str, masked: str, start: int, end: int) -> tuple[list[Citation], list[Fault]]:
        """The citations between the offsets of a group's brackets, brackets excluded, and what is wrong with them."""
        citations: list[Citation] = []
        faults: list[Fault] = []
        cuts = [start - 1, *(start + m.start() for m in ITEM_END.finditer(masked[start:end])), end]
        for before, cut in pairwise(cuts):
            citation, fault = self._item(source, masked, before + 1, cut)
            citations += [citation] if citation else []
            faults += [fault] if fault else []
        return citations, faults

    def _item(self, source: str, masked: str, start: int, end: int) -> tuple[Citation | None, Fault | None]:
        keys = list(KEY.finditer(masked, start, end))
        if not keys:
            if not source[start:end].strip():
                return None, Fault(start, "there is an empty citation between two semicolons; delete one of them")
            text = _in_one_line(source[start:end])
            if AT.search(masked, start, end):
                return None, Fault(start, f"'{text}' has an '@' without a key; write the key right after it")
            return None, Fault(start, f"'{text}' cites no key; write @key in it, or a comma for the semicolon")
        match = keys[0]
        key = match[2] or match[3]
        offset = match.end(1)
        if len(keys) > 1:
            second = keys[1][2] or keys[1][3]
            return None, Fault(offset, f"'@{key}' and '@{second}' stand in one citation; separate works by a semicolon")
        locators, rest, fault = self._locators(masked, match.end(), end)
        if fault:
            return None, Fault(offset, f"the locator of '@{key}' cannot be read: {fault}")
        prefix, suffix = source[start : match.start()].lstrip(), source[rest:end].rstrip()
        return Citation(key, offset, prefix, suffix, locators, bool(match[1])), None

    def _locators(self, text: str, start: int, end: int) -> tuple[tuple[tuple[str, str], ...], int, str]:
        """The locators, the offset of the suffix behind them, and what is wrong with them."""
        found: list[tuple[str, str]] = []
        position = start
        while True:
            begin = _end(SEPARATOR.match(text, position, end), position)
            if begin >= end or (begin == position and text[begin].isascii()):
                break
            braced = text.startswith("{", begin)
            value, after, unit = self._locator(text, begin + braced, end, first=not found)
            if not value:
                if not braced and (label := self._label(text, begin, end)):
                    return (), position, f"'{label}' has no number; write 'p. 3' or '3頁', or delete it"
                break
            position = after
            if OPEN_RANGE.match(text, position, end):
                return (), position, f"the range '{_in_one_line(text[begin:end])}' has no end; write 'pp. 3–5'"
            if fault := _range_fault(value):
                return (), position, fault
            if braced and text.startswith("}", position):
                position += 1
            found.append((unit, _normal(value)))
        return tuple(found), position, ""

    def _locator(self, text: str, start: int, end: int, *, first: bool) -> tuple[str, int, str]:
        """The value, the offset behind it, and the unit of the locator that begins here; "" for none."""
        label = self.before.match(text, start, end)
        for begin, forms in (
            (label.end(), self.forms[label[1].lower()]) if label else (start, []),
            (start, self.forms.get("", [])),
        ):
            value = VALUE.match(text, begin, end)
            for form in forms if value else []:
                if value and text.startswith(form.after, value.end(), end):
                    return value[0], value.end() + len(form.after), form.unit
        if first and value and re.match(r"\s*(?:$|[,、，}]|-)", text[value.end() : end]):
            return value[0], value.end(), "page"
        return "", start, ""

    def _label(self, text: str, start: int, end: int) -> str:
        """What begins like a locator here and has no number: an abbreviation or a sign, for "part" may be prose."""
        for form in sorted(chain(*self.forms.values()), key=lambda form: -len(form.before)):
            label = form.before + form.after
            alone = not text[start + len(label) : end].lstrip()[:1].isalnum()
            if text.startswith(label, start, end) and alone and (label.endswith(".") or not label.isascii()):
                return label
        return ""


class _Form(NamedTuple):
    """A way to write a locator: what stands before the value, what stands after it."""

    before: str
    after: str
    unit: str


def _range_fault(value: str) -> str:
    """What is wrong with the ranges of a locator's value."""
    for part in re.split(_LIST, _normal(value)):
        ends = part.split("–")
        if len(ends) > 2:
            return f"the range '{_in_one_line(value)}' has more than two ends; write 'pp. 3–5, 7'"
        numbers = [end.lstrip("0") for end in ends if end.isdigit()]
        first, last = [(len(number), number) for number in numbers] if len(numbers) == 2 else [(0, ""), (0, "")]
        if len(ends[0]) <= len(ends[-1]) and last < first:
            return f"the range '{_in_one_line(value)}' runs backwards; write the smaller number first"
    return ""


def _in_one_line(text: str) -> str:
    """As a message says it."""
    return " ".join(text.split())


def _normal(value: str) -> str:
    """Western digits, en dashes in ranges, commas in lists."""
    if value.isascii() and value.isdigit():  # most are
        return value
    value = unicodedata.normalize("NFKC", " ".join(value.replace("〜", "–").replace("～", "–").split()))
    value = re.sub(rf"[{KANJI}十百]+", lambda number: _kanji_number(number[0]), value)
    value = re.sub(_RANGE, "–", value)
    return re.sub(_LIST, ", ", value).strip()


def _kanji_number(text: str) -> str:
    """二十三 → 23, 二三 → 23; what is longer than any number that is written so stays."""
    if len(text) > LONGEST:
        return text
    total = digit = 0
    for character in text:
        if character in KANJI:
            digit = digit * 10 + KANJI.index(character) + 1
        else:
            total += (digit or 1) * {"十": 10, "百": 100}[character]
            digit = 0
    return str(total + digit)


def _end(match: re.Match[str] | None, otherwise: int) -> int:
    return match.end() if match else otherwise
