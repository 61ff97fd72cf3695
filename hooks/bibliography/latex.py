"""LaTeX in a field → pybtex's rich text. Text stays text: what is not understood is kept, without its backslash."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from pybtex.richtext import HRef, String, Tag, Text

from bibliography.catalogue_markup import to_latex
from bibliography.symbols import ACCENTS, ALONE, AROUND, DROPPED, REST_OF_GROUP, SILENT, SPACES, TAGS, symbol

COMMANDS = re.compile(r"[\\~$`<&]|''|[?!]`|\"[=-]")
HYPHEN = re.compile(r'(?<=\w)"[=~](?=\w)')  # babel's, in German and Russian
DASH = re.compile(r'(?<=\s)"(?=--- )')  # babel's, in Russian
SINGLE = re.compile(r"(?<![\\`])`(?!`)((?:\\.|[^`'\\])+)'(?!')")
GUILLEMETS = re.compile(r"<<(?=\S)([^<>]+)(?<=\S)>>")  # as LaTeX's newer fonts join them
TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)\*?(?P<gap>[ ]*)|\\(?P<sign>.)|(?P<mark>[{}$~^_]|---?|``|''|[?!]`)|"
    r"(?P<text>[^\\{}$~^_`'?!-]+|.)",
    re.DOTALL,
)
FORMULA = re.compile(r".*[\\^_<>=+*/'].*|[A-Za-z]{1,5}|[≤≥∼≈±]|-?\d+(?:[.,]\d+)?", re.DOTALL)
LONGEST_FORMULA = 300  # characters; two dollars further apart are dollars
LENGTH = re.compile(  # of a space or a shift, as in \kern-.1em
    r"(\\(?:hskip|kern|lower|mkern|moveleft|moveright|raise)) ?[+-]?(?:\d+\.?\d*|\.\d+) ?"
    r"(?:em|ex|pt|mm|cm|in|pc|mu|sp|bp|dd|cc) ?"
)
LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "?`": "¿", "!`": "¡", "~": "\u00a0"}
ADDRESS = {"href", "nolinkurl", "path", "url"}
RAW = re.compile(r"\s*{((?:[^{}]|{[^{}]*})*)}")
TAGS_WITHIN = 6  # so many tags within each other; any further is of no use to a reader
NOTHING = Text()


def to_text(value: str) -> Text:
    """Rich text of a field, braces gone, `\\emph` and its like as tags. Never raises."""
    if not value:
        return NOTHING
    return _Reader(to_latex(value)).read() if COMMANDS.search(value) else String(_without_braces(value))


def to_plain(value: str) -> str:
    """The same without tags."""
    return str(to_text(value)) if COMMANDS.search(value) else _without_braces(value)


def _without_braces(value: str) -> str:
    """Of a value without commands, as most are."""
    if "{" in value or "}" in value:
        value = value.replace("{", "").replace("}", "")
    return value.replace("---", "—").replace("--", "–") if "--" in value else value


def to_address(value: str) -> str:
    """A web address without the LaTeX that some programs write into it."""
    if not re.search(r"[\\{}$<> ]", value):
        return value
    if match := re.fullmatch(r"(?:\\(?:url|href)\s*)?{+([^{}]*)}+(?:{.*})?", value):
        value = match[1]
    value = re.sub(r"{?\\textasciitilde(?:\s*{}|})?|\$\\sim\$|\\~{}|{\\~}", "~", value.strip("<> "))
    return re.sub(r"{?\\([_%&#~$])}?|{([_%&#~$])}|[{}]", r"\1\2", value.replace(r"{\textunderscore}", "_"))


def _nothing(text: Text) -> str:  # what an argument comes to gets its text
    return ""


@dataclass
class _Group:
    """An open group: its parts so far, and what becomes of them at its end."""

    finish: Callable[[Text], Text | str] = Text
    parts: list[Text | str] = field(default_factory=list)
    math: bool = False
    rest: bool = False  # ends with the group that it stands in
    single: bool = False  # is an argument of one token
    tags: int = 0


class _Reader:
    """Reads a value from left to right; groups are kept on a stack, for they may be nested without end."""

    def __init__(self, source: str) -> None:
        source = DASH.sub("", HYPHEN.sub("-", source)) if '"' in source else source
        source = LENGTH.sub(r"\1{}", source)
        self.source = GUILLEMETS.sub(r"«\1»", SINGLE.sub(r"‘\1’", source))
        self.position = 0
        self.groups = [_Group()]

    def read(self) -> Text:
        while token := TOKEN.match(self.source, self.position):
            self.position = token.end()
            count = len(self.groups)
            self._token(token)
            while self.groups[-1].single and len(self.groups) <= count:
                self._close()
        while len(self.groups) > 1:
            self._close()
        return Text(*self.groups[0].parts)

    def _token(self, token: re.Match[str]) -> None:
        word, gap, sign, mark, text = token["word"], token["gap"], token["sign"], token["mark"], token["text"]
        if word:
            self._command(word, gap)
        elif sign in ACCENTS:
            self._accent(sign)
        elif sign == "(" and ")" in self.source:
            self._open_formula()
        elif sign == ")" and self._in_formula():
            self._close()
        elif sign:
            self._add(SPACES.get(sign, sign))
        elif mark:
            self._mark(mark)
        elif text == "\\" and token.start():  # at the very end, with nothing to do
            return
        elif self.groups[-1].single and len(text) > 1:  # an accent is on the first letter
            self.position -= len(text) - 1
            self._add(text[0])
        else:
            self._add(text.replace("'", "′").replace("-", "−") if self.groups[-1].math else text)

    def _mark(self, mark: str) -> None:
        math = self.groups[-1].math
        if mark == "{":
            self._open(lambda text: text)
        elif mark == "}":
            self._end_group()
        elif mark == "$":
            self._dollar()
        elif mark in "^_" and math:
            self._argument(TAGS[mark])
        else:
            self._add({"--": "−−", "''": "″"}.get(mark, mark) if math else LIGATURES.get(mark, mark))

    def _dollar(self) -> None:
        end = self.source.find("$", self.position, self.position + LONGEST_FORMULA)
        if self._in_formula():
            self._trim()
            self._close()
        elif end > 0 and FORMULA.fullmatch(self.source[self.position : end].strip()):
            self._open_formula()
        else:
            self._add("$")

    def _in_formula(self) -> bool:
        return self.groups[-1].math and self.groups[-1].rest

    def _open_formula(self) -> None:
        self._skip_spaces()
        self._open(lambda text: text, math=True, rest=True)

    def _trim(self) -> None:
        """Without the space at the end of a formula, which is none to LaTeX."""
        parts = self.groups[-1].parts
        if parts and isinstance(parts[-1], str):
            parts[-1] = parts[-1].rstrip()

    def _skip_spaces(self) -> None:
        while self.source.startswith(" ", self.position):
            self.position += 1

    def _command(self, name: str, gap: str) -> None:
        characters = symbol(name)
        if name in REST_OF_GROUP and not self._braced():
            self._open_tag(REST_OF_GROUP[name], rest=True)
        elif name in ADDRESS and (raw := RAW.match(self.source, self.position)):
            self.position = raw.end()
            self._address(name, to_address(raw[1]))
        elif name in ACCENTS and (self._braced() or gap):
            self._accent(name)
        elif name in TAGS and self._braced():
            self._argument(TAGS[name])
        elif name in AROUND and self._braced():
            before, after = (mark.strip("\0") for mark in AROUND[name])
            self._argument(lambda text: Text(before, text, after))
        elif name in DROPPED and self._braced():
            self._argument(_nothing)
        elif characters is not None:
            spaced = self.groups[-1].math and self.source.endswith(f" \\{name}{gap}", 0, self.position)
            self._add(characters + gap * spaced)
            self.position += len("{}") if self.source.startswith("{}", self.position) else 0
        elif name == "ensuremath" and self._braced():
            self.position += 1
            self._open(lambda text: text, math=True)
        elif name not in SILENT and name not in TAGS and name not in AROUND:
            self._unknown(name, gap)

    def _unknown(self, name: str, gap: str) -> None:
        """A command of the writer's own is a word, as \\TeXLive{}, unless it has an argument."""
        if self.source.startswith("{}", self.position):
            self.position += len("{}")
            self._add(name)
        elif not self._braced():
            self._add(name + gap)

    def _address(self, name: str, address: str) -> None:
        link: Text | str = HRef(address, address) if re.match("https?://", address) and name != "path" else address
        if name == "href" and self._braced():
            self._argument(lambda text: Text(text, " (", link, ")") if str(text) != address else Text(link))
        else:
            self._add(link)

    def _accent(self, name: str) -> None:
        def accented(text: Text) -> str:
            letters = str(text).replace("ı", "i", 1).replace("ȷ", "j", 1) if str(text)[:1] in "ıȷ" else str(text)
            if not letters.strip():
                return ALONE.get(name, "")
            return unicodedata.normalize("NFC", letters[0] + ACCENTS[name]) + letters[1:]

        self._argument(accented)

    def _argument(self, finish: str | Callable[[Text], Text | str]) -> None:
        """Open the argument that follows, in braces or of one token, for a tag or for a function."""
        self._skip_spaces()
        braced = self._braced()
        self.position += braced
        if isinstance(finish, str):
            self._open_tag(finish, single=not braced)
        else:
            self._open(finish, single=not braced)

    def _open_tag(self, tag: str, *, rest: bool = False, single: bool = False) -> None:
        within = self.groups[-1].tags + 1
        self._open(
            (lambda text: "°" if tag == "sup" and str(text) in "°" else Tag(tag, text))
            if within <= TAGS_WITHIN
            else Text,
            rest=rest,
            single=single,
        )
        self.groups[-1].tags = within

    def _open(
        self, finish: Callable[[Text], Text | str], *, math: bool = False, rest: bool = False, single: bool = False
    ) -> None:
        outer = self.groups[-1]
        self.groups.append(_Group(finish, [], math or outer.math, rest, single, outer.tags))

    def _end_group(self) -> None:
        """At a closing brace; a stray one is dropped."""
        while len(self.groups) > 1 and (self.groups[-1].rest or self.groups[-1].single):
            self._close()
        if len(self.groups) > 1:
            self._close()

    def _close(self) -> None:
        group = self.groups.pop()
        text = Text(*group.parts)
        self._add(group.finish(text))

    def _add(self, part: Text | str) -> None:
        if part:
            self.groups[-1].parts.append(part)

    def _braced(self) -> bool:
        return self.source.startswith("{", self.position)
