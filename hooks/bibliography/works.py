"""The works that pages may cite: found by key, formatted for a page, sorted for a list."""

import codecs
import re
import unicodedata
from collections import OrderedDict
from difflib import get_close_matches
from typing import Any

from bibliography.bibtex import parse
from bibliography.context import Context, choose
from bibliography.details import point
from bibliography.entry import ALIAS, NOT_CITED, Entry, build
from bibliography.misspelt import misspelt
from bibliography.numbering import place
from bibliography.punctuation import Piece, punctuate, to_piece
from bibliography.relations import relate, write_relations
from bibliography.style import cite
from languages import Language, letters
from problem import Problem
from reserved import without

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
JIS = re.compile(rb"\x1b\$[@B]")  # where Japanese begins in ISO-2022-JP, whose bytes are UTF-8's, too
NOT_UTF_8 = "this file is not UTF-8; save it with the encoding UTF-8"
REMEMBERED = 50_000  # works as they are cited, some 100 MB
SMALL_KANA = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")


class Bibliography:
    """The entries of one .bib file, and how each language of the site cites them."""

    def __init__(self, entries: dict[str, Entry], languages: dict[str, Language], path: str) -> None:
        self.entries = entries
        self.languages = languages
        self.path = path
        self._contexts: OrderedDict[tuple[str, str], Context] = OrderedDict()
        self._pieces: OrderedDict[tuple[str, str, str, bool], list[Piece]] = OrderedDict()
        self._by_lower = {key.lower(): key for key in entries}

    def __contains__(self, key: str) -> bool:
        return key in self.entries and self.entries[key].type not in NOT_CITED

    def is_known(self, key: str) -> bool:
        """Whether a page may write the key: that of a work, its alias, or that of a @set."""
        return key in self or (key in self.entries and self.entries[key].type in (ALIAS, "set"))

    def near(self, key: str) -> list[str]:
        """The keys that the writer of one that is none may have meant, the nearest first."""
        if key.lower() in self._by_lower:
            return [self._by_lower[key.lower()]]
        return [self._by_lower[found] for found in get_close_matches(key.lower(), self._by_lower, 3, 0.6)]

    def hint(self, key: str) -> str:
        """What to do about a key that is none, as the end of a message."""
        near = self.near(key)
        if not near:
            return "add the entry or mend the key"
        case = "upper and lower case count: " if key.lower() == near[0].lower() else ""
        return f"{case}did you mean {' or '.join(repr(found) for found in near)}?"

    def context(self, key: str, page: Language) -> Context:
        """How the work is cited on a page in this language."""
        if (key, page.locale) not in self._contexts:
            self._contexts[key, page.locale] = choose(self.entries[key], page, self.languages)
            _forget(self._contexts)
        return self._contexts[key, page.locale]

    def html(
        self,
        key: str,
        page: Language,
        *,
        lead: bool = True,
        end: str = "",
        locators: tuple[tuple[str, str], ...] = (),
        pointer: tuple[int, str] | None = None,
    ) -> str:
        """The work as a page in this language cites it, without its authors if not `lead`, with `end` behind it.

        `pointer` is the number and the address of the note that cites it in full, if this one does not.
        """
        style = self.context(key, page).style
        fillers = {
            "locators": place(locators, style),
            "pointer": point(pointer, page, style) if pointer and pointer[0] else None,
        }
        pieces = [fillers.get(piece.kind, piece) for piece in self._cited(key, page, short=pointer is not None)]
        html = punctuate([piece for piece in pieces if piece and (lead or piece.kind != "lead")], style, end)
        return f'<span lang="{style.locale}">{html}</span>' if style.locale != page.locale else html

    def _cited(self, key: str, page: Language, *, short: bool) -> list[Piece]:
        work = self.context(key, page)
        alike = not (work.foreign or work.entry.relations or f"title_translated_{page.locale}" in work.entry.fields)
        place = (key, work.style.locale, "" if alike else page.locale, short)  # most works look alike on all pages
        if place not in self._pieces:
            pieces = [to_piece(part) for part in cite(work, short=short)]
            self._pieces[place] = pieces + ([] if short else list(write_relations(work, self.languages)))
            _forget(self._pieces)
        return self._pieces[place]

    def sort_key(self, key: str, page: Language) -> tuple[object, ...]:
        """Orders a list on a page in this language: by name (Japanese by its reading), then date, then title."""
        entry, work = self.entries[key], self.context(key, page)
        names = (
            work.names("sortname") if not work.foreign or f"{work.lead_role()}_romanised" not in entry.names else None
        )
        names = names or work.names(work.lead_role())
        text = " ".join(f"{name.family} {name.given}" for name in names.names) or entry.plain(work.lead_body())
        name = entry.plain("sortkey") or text or entry.plain("sorttitle") or entry.plain("title")
        date = entry.dates.get("date")
        day = date.start or date.end if date else None
        when = (day.year, day.month, day.day) if day else (9999, 0, 0)
        return (*_collate(name, page), when, *_collate(entry.plain("sorttitle") or entry.plain("title"), page))


def _forget(made: OrderedDict[Any, Any]) -> None:
    """Let go of the oldest: the same works are cited again on pages near each other."""
    if len(made) > REMEMBERED:
        made.popitem(last=False)


def read(data: bytes | None, path: str, languages: dict[str, Language]) -> tuple[Bibliography, list[Problem]]:
    """The works of a .bib file, and its faults; None for a file that is absent. Never raises."""
    if data is None:
        problem = Problem(path, 1, "there is no such file; put the entries of the cited works there")
        return Bibliography({}, languages, path), [problem]
    text, line = decode(data)
    text, reserved = without(text, path)
    records, problems = parse(text, path)
    entries, faults = build(records, path)
    entries, more_faults = relate(entries, records, path)
    faults += misspelt(records, path)
    if line:  # the other faults are of the decoding, not of the file
        return Bibliography(entries, languages, path), [Problem(path, line, NOT_UTF_8)]
    return Bibliography(entries, languages, path), reserved + problems + faults + more_faults


def decode(data: bytes) -> tuple[str, int]:
    """The text of a file, and the line where it ceases to be UTF-8; 0 if it is that."""
    if data.startswith(UTF_16):
        return data.decode("utf-16", errors="replace"), 1
    if match := JIS.search(data):
        before = data[: match.start()].decode("utf-8-sig", errors="replace")
        return data.decode("iso2022_jp", errors="replace"), _lines(before)
    try:
        return data.decode("utf-8-sig"), 0
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", errors="replace")
        return data.decode("utf-8-sig", errors="replace"), _lines(before)


def _lines(text: str) -> int:
    return len(re.split(r"\r\n|\r|\n", text))


def unused(bibliography: Bibliography, mentioned: set[str]) -> list[Problem]:
    """The entries that no page cites, be it by a misspelt key, and no cited entry inherits from or is related to."""
    used = {near for key in mentioned for near in ([key] if key in bibliography else bibliography.near(key))}
    queue = list(used)
    while queue:
        needed = set(bibliography.entries[queue.pop()].parents) - used
        used |= needed
        queue += needed
    return [
        Problem(bibliography.path, entry.line, f"entry '{key}' is cited on no page; cite it or delete it")
        for key, entry in bibliography.entries.items()
        if key not in used and entry.type != ALIAS
    ]


def _collate(text: str, page: Language) -> tuple[object, ...]:
    """Letters without accents, case, voicing marks and punctuation first; then with them."""
    for article in page["language.ignored_articles"]:
        text = text.removeprefix(article)
    own = page["language.collation_first"]
    group = 0 if own and letters(own).match(text) else 1
    hiragana = "".join(
        chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in unicodedata.normalize("NFKC", text.casefold())
    )
    bare = "".join(c for c in unicodedata.normalize("NFKD", hiragana) if not unicodedata.combining(c)).translate(
        SMALL_KANA
    )
    return (group, re.sub(r"[^\w ]|ー", "", bare), hiragana)
