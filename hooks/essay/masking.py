"""Markdown with everything blanked that is not the writer's prose: code, comments, tags, addresses, front matter.

Every offset and every line break stays where it was, so that what is found in the masked text is found in the source.
"""

import re
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator

FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
FENCE = re.compile(r"^[ \t]*(`{3,}+|~{3,}+)([^\n`]*+)$", re.MULTILINE)
TICKS_OR_BLANK = re.compile(r"`+|\n[ \t]*\n")
RAW = re.compile(r"<(script|style|pre|code|textarea)\b", re.IGNORECASE)
END_OF_RAW = re.compile(r"</(script|style|pre|code|textarea)\s*>", re.IGNORECASE)
TAG = re.compile(r"</?[A-Za-z][^<>\n]*(?:\n[^<>\n]+)*>")
AUTOLINK = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*>|<[^\s<>@]+@[^\s<>]+>")
DESTINATION = re.compile(r"(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)")
REFERENCE = re.compile(r"^ {0,3}\[(?![\^@-])[^@\]\n]+\]:[ \t]*\S+.*$", re.MULTILINE)
ATTRIBUTES = re.compile(r"\{:?[ \t]*[#.][^}\n]*(?:\}|(?P<open>))")  # open to the end of its line: no other ends there
URL = re.compile(r"\b[A-Za-z][A-Za-z0-9+.-]{0,30}://[^\s<>\[\]「」『』（）、。]+")
MAILTO = re.compile(r"\bmailto:\S+")
EMAIL = re.compile(r"(?<![\w.%+/-])[A-Za-z0-9][\w.%+-]*@(?=[A-Za-z0-9-]+\.)[A-Za-z0-9.-]*[A-Za-z0-9]", re.ASCII)
QUOTED_CODE = re.compile(r"^ {0,3}(?:> ?)+(?: {4}|\t).*$", re.MULTILINE)
INLINE = (  # in this order, each where its sign is in the text at all
    ("]:", REFERENCE),
    ("<", AUTOLINK),
    ("<", TAG),
    ("](", DESTINATION),
    ("{", ATTRIBUTES),
    ("://", URL),
    ("mailto:", MAILTO),
    ("@", EMAIL),
)
CONTAINER = re.compile(r"(?:[*+-]|\d{1,9}[.)]|\[\^[^\]]+\]:|!!!|\?\?\?\+?|:)(?:[ \t]|$)")


Mark = tuple[int, int, Hashable]  # from offset, to offset, and what an opening and its closing mark have in common


def mask(text: str) -> str:
    """The text with all but prose blanked; as long as the text, line for line."""
    text = _mask_indented_code(_mask_fences(FRONT_MATTER.sub(_blank, text)))
    if ">" in text:
        text = QUOTED_CODE.sub(_blank, text)
    text = _mask_spans_of_code(_mask_comments(text))
    if "</" in text:
        openings, closings = (
            [(*mark.span(), mark[1].lower()) for mark in marks.finditer(text)] for marks in (RAW, END_OF_RAW)
        )
        text = _mask_between(text, openings, closings)
    for sign, pattern in INLINE:
        if sign in text:
            text = pattern.sub(_blank, text)
    return text


def mask_code(text: str) -> str:
    """The text with front matter, comments and what is marked as code blanked."""
    return _mask_spans_of_code(_mask_comments(_mask_fences(FRONT_MATTER.sub(_blank, text))))


def _mask_between(text: str, openings: Iterable[Mark], closings: Iterable[Mark]) -> str:
    """Blank from each opening mark to the next closing one of its kind. In one pass, however many have none."""
    ends: dict[Hashable, list[tuple[int, int]]] = {}
    for start, end, kind in closings:
        ends.setdefault(kind, []).append((start, end))
    pieces, position = [], 0
    for start, end, kind in openings:
        following = ends.get(kind, [])
        index = bisect_left(following, (end, 0))
        if start >= position and index < len(following):
            pieces += [text[position:start], _blanked(text[start : following[index][1]])]
            position = following[index][1]
    return "".join([*pieces, text[position:]])


def _mask_comments(text: str) -> str:
    openings, closings = ([(*found.span(), "") for found in re.finditer(mark, text)] for mark in ("<!--", "-->"))
    return _mask_between(text, openings, closings) if openings else text


def _mask_spans_of_code(text: str) -> str:
    if "`" not in text:
        return text
    ticks = list(_ticks(text))
    return _mask_between(text, [mark for mark in ticks if not text.endswith("\\", 0, mark[0])], ticks)


def _ticks(text: str) -> Iterator[Mark]:
    """Backquotes: a span of code ends at as many, in the same block."""
    block = 0
    for found in TICKS_OR_BLANK.finditer(text):
        if found[0][0] == "`":
            yield *found.span(), (block, len(found[0]))
        else:
            block += 1


def _mask_fences(text: str) -> str:
    """Blank the blocks of code between lines of at least as many signs as the first has."""
    if "```" not in text and "~~~" not in text:
        return text
    lines = [(*line.span(), line[1], not line[2].strip(" \t")) for line in FENCE.finditer(text)]
    longest = {"`": 0, "~": 0}  # of the marks behind a line that may end a block
    ends: list[int] = []
    for _, _, mark, closes in reversed(lines):
        ends.append(longest[mark[0]])
        longest[mark[0]] = max(longest[mark[0]], len(mark) * closes)
    pieces, position = [], 0
    for index, ((start, _, mark, _), end) in enumerate(zip(lines, reversed(ends), strict=True)):
        least = min(len(mark), end) if mark[0] == "~" else len(mark)  # "~" may be part of what follows the mark
        if start < position or not 3 <= least <= end:
            continue
        following = (lines[later] for later in range(index + 1, len(lines)))
        stop = next(line[1] for line in following if line[3] and line[2][0] == mark[0] and len(line[2]) >= least)
        pieces += [text[position:start], _blanked(text[start:stop])]
        position = stop
    return "".join([*pieces, text[position:]])


def _blank(match: re.Match[str]) -> str:
    return match[0] if match.lastgroup == "open" else _blanked(match[0])


def _blanked(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _mask_indented_code(text: str) -> str:
    """Blank the blocks indented by four spaces more than the list item, note or admonition that they stand in."""
    if "    " not in text and "\t" not in text:
        return text
    lines = text.split("\n")
    bases = [0]  # how far the text of each open container is indented
    after_blank = True
    in_code = False
    for index, line in enumerate(lines):
        stripped = line.lstrip(" \t")
        if not stripped:
            after_blank = True
            continue
        indent = len(line.expandtabs(4)) - len(stripped.expandtabs(4))
        if after_blank:
            while indent < bases[-1]:
                bases.pop()
        in_code = indent >= bases[-1] + 4 and (after_blank or in_code)
        if in_code:
            lines[index] = " " * len(line)
        elif CONTAINER.match(stripped) and indent >= bases[-1]:
            bases.append(bases[-1] + 4)
        after_blank = False
    return "\n".join(lines)
