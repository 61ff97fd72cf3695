"""Markdown with everything blanked that is not the writer's prose: code, comments, tags, addresses, front matter.

Every offset and every line break stays where it was, so that what is found in the masked text is found in the source.
"""

import re

FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
FENCE = re.compile(r"^([ \t]*)(`{3,}|~{3,})[^\n`]*\n(?:.*?\n)??[ \t]*\2[`~]*[ \t]*$", re.DOTALL | re.MULTILINE)
CODE_SPAN = re.compile(r"(?<![\\`])(`+)(?!`)((?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)", re.DOTALL)
RAW = re.compile(r"<(script|style|pre|code|textarea)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TAG = re.compile(r"</?[A-Za-z][^<>\n]*(?:\n[^<>\n]+)*>")
AUTOLINK = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*>|<[^\s<>@]+@[^\s<>]+>")
DESTINATION = re.compile(r"(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)")
REFERENCE = re.compile(r"^ {0,3}\[(?![\^@-])[^@\]\n]+\]:[ \t]*\S+.*$", re.MULTILINE)
ATTRIBUTES = re.compile(r"\{:?[ \t]*[#.][^}\n]*\}")
URL = re.compile(r"\b[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\[\]「」『』（）、。]+")
MAILTO = re.compile(r"\bmailto:\S+")
EMAIL = re.compile(r"(?<![\w.%+/-])[A-Za-z0-9][\w.%+-]*@(?=[A-Za-z0-9-]+\.)[A-Za-z0-9.-]*[A-Za-z0-9]", re.ASCII)
QUOTED_CODE = re.compile(r"^ {0,3}(?:> ?)+(?: {4}|\t).*$", re.MULTILINE)
INLINE = (  # in this order, each where its sign is in the text at all
    (">", QUOTED_CODE),
    ("<!--", COMMENT),
    ("`", CODE_SPAN),
    ("<", RAW),
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


def mask(text: str) -> str:
    """The text with all but prose blanked; as long as the text, line for line."""
    text = _mask_indented_code(FENCE.sub(_blank, FRONT_MATTER.sub(_blank, text)))
    for sign, pattern in INLINE:
        if sign in text:
            text = pattern.sub(_blank, text)
    return text


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


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
