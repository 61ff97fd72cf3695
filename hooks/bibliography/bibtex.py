"""The text of a .bib file → its entries with their lines, and the faults of the file.

pybtex's parser does the reading; this adds the lines of fields, goes on after a fault, and skips what a @comment holds.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from sys import intern
from typing import Any, NamedTuple

from pybtex.database.input.bibtex import LowLevelParser, SkipEntry, UndefinedMacro, month_names
from pybtex.exceptions import PybtexError
from pybtex.scanner import Pattern, PrematureEOF, PybtexSyntaxError, Token
from pybtex.utils import CaseInsensitiveDict

from problem import Problem

# An "@" that begins a command: at the start of a line, or before a name and a bracket. Any other one is in a comment.
COMMAND = r"(?m:^[ \t]*@)|@(?=\s{0,9}[A-Za-z]+\s{0,9}[{(])"
NO_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")  # as HTML has it
BEGINS_COMMAND = re.compile(r"[ \t]*@")
COMMENT = re.compile(r"\s*comment\b(?!\s*{)", re.IGNORECASE)
LONGEST_STRING = 2000  # characters of a @string, and of what is joined by "#": a few that double each other fill all
LONGEST_JOINED = 20_000  # memory
UNCLOSED = 50  # so many commands that are not closed; of any further one in a line
NESTED = 50  # braces within braces; more are a slip of a program's
PLAIN_FIELD = re.compile(r"\s*([A-Za-z][\w-]*)[ \t]*=[ \t]*\{([^{}]*)\}\s*(?:(,)|(?=[})]))", re.ASCII)
MONTHS = month_names | {name.lower(): name for name in month_names.values()} | {"sept": "September"}  # as many write
NO_JOINING = "look for a brace that is missing, or write the text where it is needed"
NOT_ENTRIES = {"string", "preamble", "comment"}


class Record(NamedTuple):
    """An entry as written: type and field names in lower case, values with white space folded, lines from 1."""

    type: str
    key: str
    line: int
    fields: dict[str, str]
    lines: Mapping[str, int] = {}
    broken: bool = False


class _Parser(LowLevelParser):  # type: ignore[misc]  # pybtex has no types
    pos: int
    lineno: int
    AT = Pattern(COMMAND, "'@'")
    WHITESPACE = Pattern(r"(?:\s+|%.*)+", "whitespace")  # biblatex's comments; BibTeX has none in entries
    BRACE = re.compile(r"[{}]")
    BRACE_OR_QUOTE = re.compile(r'[{}"]')
    KEY_PAREN = Pattern(r"[^\s,}=](?:[^\n,}=]*[^\s,}=])?", "entry key")
    KEY_BRACE = Pattern(r"[^\s,}](?:[^\n,}=]*[^\s,}=])?", "entry key")  # with spaces, as some catalogues write

    def __init__(self, text: str, path: str) -> None:
        super().__init__(text, macros=CaseInsensitiveDict(MONTHS), handle_error=self.note)
        self.path = path
        self.problems: list[Problem] = []
        self.hints: dict[str, str] = {}  # what to do about names that are none; many an export has one a thousand times
        self.field_lines: dict[str, int] = {}
        self.repeated: list[int] = []  # lines of the fields that the entry has already
        self.command_line = 1
        self.broken = False
        self.unclosed = 0

    def parse_command(self) -> tuple[str, tuple[Any, ...]]:
        self.field_lines, self.repeated, self.command_line, self.broken = {}, [], self.lineno, False
        line = self.text[self.text.rfind("\n", 0, self.pos) + 1 : self.pos]
        if line.lstrip().startswith("%"):
            raise SkipEntry
        if comment := COMMENT.match(self.text, self.pos):  # the rest of the line may be anything
            self.pos = comment.end()
            raise SkipEntry
        try:
            return super().parse_command()  # type: ignore[no-any-return]  # pybtex has no types
        except SkipEntry:  # a @comment: pybtex would go on reading inside its braces
            for _ in self.parse_string(self.RBRACE):
                pass
            raise

    def parse_string(self, string_end: Pattern, level: int = 0, max_level: int = NESTED) -> Iterator[Token]:
        """The text up to the closing mark, and that: in one pass, where pybtex looks for each mark as far as it is."""
        marks, depth, start = self.BRACE_OR_QUOTE if string_end is self.QUOTE else self.BRACE, level, self.pos
        for mark in marks.finditer(self.text, start):
            depth += {"{": 1, "}": -1}.get(mark[0], 0)
            ends = depth == 0 if string_end is self.QUOTE and mark[0] == '"' else depth < 0
            if depth > max_level or (ends and string_end is self.QUOTE and mark[0] == "}"):
                self._move_to(mark.end())
                raise PybtexSyntaxError("too many nested braces" if depth > 0 else "unbalanced braces", self)
            if ends:
                self._move_to(mark.end())
                yield Token(self.text[start : self.pos], string_end)
                return
        self._move_to(self.end_pos)
        raise PrematureEOF(self)

    def _move_to(self, position: int) -> None:
        self.lineno += self.text.count("\n", self.pos, position)
        self.pos = position

    def parse_entry_fields(self) -> None:
        more: object = True
        while more:
            if plain := PLAIN_FIELD.match(self.text, self.pos):  # most are, and pybtex takes six times as long
                self._move_to(plain.start(1))
                self._note_line(plain[1], self.lineno)
                self.current_fields.append((plain[1], [plain[2]]))
                self._move_to(plain.end())
                more = plain[3]
            else:
                self.current_field_name, self.current_value = None, []
                self.parse_field()
                if self.current_field_name and self.current_value:
                    self.current_fields.append((self.current_field_name, self.current_value))
                more = self.optional([self.COMMA])

    def parse_field(self) -> None:
        self.eat_whitespace()
        line = self.lineno
        super().parse_field()
        if self.current_field_name:
            self._note_line(self.current_field_name, line)

    def parse_value(self) -> None:
        super().parse_value()
        if len(self.current_value) > 1 and sum(map(len, self.current_value)) > LONGEST_JOINED:
            self.current_value = []
            self._add(
                self.lineno, f"'{self.current_field_name}' is longer than {LONGEST_JOINED} characters; {NO_JOINING}"
            )

    def parse_string_body(self, body_end: Pattern) -> None:
        super().parse_string_body(body_end)
        name = self.current_field_name
        if len(self.macros[name]) > LONGEST_STRING:
            self.macros[name] = ""
            self._add(self.command_line, f"@string '{name}' is longer than {LONGEST_STRING} characters; {NO_JOINING}")

    def _note_line(self, field: str, line: int) -> None:
        name = intern(field.lower())  # else each of a hundred thousand fields would have its own
        if name in self.field_lines:
            self.repeated.append(line)
        self.field_lines.setdefault(name, line)

    def note(self, error: PybtexError) -> None:
        """Keep the fault and go on: in the same entry if only a name is undefined, else at the next."""
        if isinstance(error, UndefinedMacro):
            name = str(error).rpartition(": ")[2]
            if name not in self.hints:
                near = get_close_matches(name.lower(), [key.lower() for key in self.macros], 1)
                self.hints[name] = (
                    f"did you mean '{near[0]}'?" if near else "define it above, or put the text in braces"
                )
            self._add(self.lineno, f"no @string '{name}' is defined; {self.hints[name]}")
            return
        self.broken = True
        what = f"entry '{self.current_entry_key}'" if self.current_entry_key else "the command"
        if isinstance(error, PrematureEOF):
            self._add(
                self.command_line, f"syntax error: {what} is not closed; add the brace or quotation mark it lacks"
            )
            self.unclosed += 1
            line_end = self.text.find("\n", self.command_start)
            if self.unclosed > UNCLOSED and line_end > 0:
                self.pos, self.lineno = line_end, self.command_line
            elif self.unclosed <= UNCLOSED:
                self.pos, self.lineno = self.command_start + 1, self.command_line
            self._go_on()
        else:
            expected = str(error).partition(": ")[2]
            what += f" that begins in line {self.command_line}" if self.command_line != self.lineno else ""
            self._add(
                self.lineno,
                f"syntax error in {what}: {expected}; check the commas, braces and quotes before this place",
            )
            begin = self.text.rfind("\n", 0, self.pos) + 1
            if begin > self.command_start and BEGINS_COMMAND.match(self.text, begin):  # the fault is at the next one
                self.pos = begin
            self._go_on()

    def _add(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.path, line, message))

    def _go_on(self) -> None:
        following = self.AT.search(self.text, self.pos)
        self._move_to(following.start() if following else self.end_pos)


def parse(text: str, path: str) -> tuple[list[Record], list[Problem]]:
    """The entries in order, of equal keys the first, of a broken entry the fields before the fault; and the faults."""
    text = NO_CHARACTERS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    parser = _Parser(text, path)
    records: dict[str, Record] = {}
    for record in _records(parser):
        first = records.setdefault(record.key.lower(), record)
        if re.search(r"\s", record.key):
            hint = f"write '{''.join(record.key.split())}'"
            parser.problems.append(Problem(path, record.line, f"syntax error: key '{record.key}' has a space; {hint}"))
        if first is not record:
            same = "" if first.key == record.key else f" (as '{first.key}')"
            parser.problems.append(
                Problem(
                    path,
                    record.line,
                    f"key '{record.key}' is taken in line {first.line}{same}; rename or delete one of the two",
                )
            )
    if not records and not parser.problems:
        parser.problems.append(Problem(path, 1, "no entry in this file; add the works that the pages cite"))
    return list(records.values()), parser.problems


def _records(parser: _Parser) -> Iterator[Record]:
    for kind, content in parser:
        if kind.lower() in NOT_ENTRIES:
            continue
        key, parts = content
        if key is None:
            continue
        fields: dict[str, str] = {}
        for name, values in parts:
            value = " ".join("".join(values).split())
            if name.lower() in fields:
                line = parser.repeated.pop(0)
                if value and value != fields[name.lower()]:
                    parser.problems.append(
                        Problem(parser.path, line, f"entry '{key}' has the field '{name}' twice; delete one of them")
                    )
                fields[name.lower()] = fields[name.lower()] or value
            else:
                fields[intern(name.lower())] = value
        yield Record(kind.lower(), key, parser.command_line, fields, parser.field_lines, parser.broken)
