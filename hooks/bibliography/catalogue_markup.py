"""HTML that catalogues and publishers leave in fields → the LaTeX that says the same. Other tags stay text."""

import re
from html import unescape

TAGS = {
    "i": "textit",
    "em": "textit",
    "b": "textbf",
    "strong": "textbf",
    "sup": "textsuperscript",
    "sub": "textsubscript",
}
TAGS |= dict.fromkeys(("span", "sc", "scp", "u", "tt", "inf", "bold", "italic"), "textnormal")
TAGS |= {"inf": "textsubscript", "bold": "textbf", "italic": "textit"}
PAIR = re.compile(rf"<({'|'.join(TAGS)})(?:\s[^<>]*)?>([^<>]*)</\1\s*>", re.IGNORECASE)
NO_TEXT = re.compile(r"</?(?:(?:jats|mml):\w+)(?:\s[^<>]*)?/?>|<(?:br|wbr)\s*/?>|</?p>", re.IGNORECASE)
LESS, GREATER = r"(?:{\\textless}|\\textless\s*{}|\$\\less\$)", r"(?:{\\textgreater}|\\textgreater\s*{}|\$\\greater\$)"
ESCAPED_TAG = re.compile(rf"{LESS}(/?[A-Za-z:]+(?:\s[^<>{{}}$]*)?){GREATER}")
ESCAPED_COMMAND = re.compile(r"\$\\backslash\$([A-Za-z]+){\\{}([^{}]*){\\}}")
ENTITY = re.compile(
    r"(?:{\\&}|\\&|&)(\\?#\d{1,7}|\\?#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30})(?:;|\$\\mathsemicolon\$)"
)
OF_LATEX = {"{": r"\{", "}": r"\}", "$": r"\$", "\\": r"\textbackslash{}", "~": r"\textasciitilde{}"}
PASSES = 4  # tags within tags, entities of entities


def to_latex(value: str) -> str:
    """The value with its entities as characters, and its tags as commands."""
    if "&" in value:
        for _ in range(2):  # "&amp;lt;"
            value = ENTITY.sub(_character, value)
    if "backslash" in value:
        value = ESCAPED_COMMAND.sub(r"\\\1{\2}", value)
    if "less" in value:
        value = ESCAPED_TAG.sub(r"<\1>", value)
    if "<" in value and ">" in value:
        value = NO_TEXT.sub(lambda tag: "" if ":" in tag[0] else " ", value)
        for _ in range(PASSES):
            value, changes = PAIR.subn(_command, value)
            if not changes:
                break
    return value


def _character(entity: re.Match[str]) -> str:
    written = f"&{entity[1].removeprefix(chr(92))};"
    character = unescape(written)
    if character.isspace():
        return character if character == "\u00a0" else " "
    if character == written or not character.isprintable():
        return entity[0]
    return OF_LATEX.get(character, character)


def _command(pair: re.Match[str]) -> str:
    inside = pair[2]
    return f"\\{TAGS[pair[1].lower()]}{{{inside}}}" if _balanced(inside) else pair[0]


def _balanced(text: str) -> bool:
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0 and not text.endswith("\\")
