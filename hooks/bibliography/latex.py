"""LaTeX in a field → pybtex's rich text. Text stays text: what is not understood is kept, without its backslash."""

import codecs
import re
import unicodedata
from collections.abc import Iterator

from pybtex.richtext import HRef, String, Tag, Text

TAGS = {"emph": "em", "textit": "em", "textsl": "em", "mkbibemph": "em", "textbf": "strong", "mkbibbold": "strong"}
TAGS |= {"textsuperscript": "sup", "textsubscript": "sub", "textjapanese": "span:ja"}
REST_OF_GROUP = {"em": "em", "it": "em", "itshape": "em", "sl": "em", "bf": "strong", "bfseries": "strong"}
NO_MEANING = {"rm", "sc", "scshape", "sf", "small", "tt", "upshape", "relax", "noopsort"}
QUOTES = {"enquote": "“{}”", "mkbibquote": "“{}”", "mkbibparens": "({})", "mkbibbrackets": "[{}]"}
SYMBOLS = {"textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”"}
SYMBOLS |= {"textquotesingle": "'", "textquotedbl": '"', "textasciitilde": "~", "textbackslash": "\\", "textbar": "|"}
SYMBOLS |= {"textless": "<", "textgreater": ">", "textunderscore": "_", "textasciicircum": "^", "slash": "/"}
SYMBOLS |= {"textbraceleft": "{", "textbraceright": "}", "newline": " ", "par": " ", "dots": "…", "ldots": "…"}
SYMBOLS |= {"textellipsis": "…", "texteuro": "€", "euro": "€", "degree": "°", "circ": "°", "infty": "∞", "to": "→"}
SYMBOLS |= {"leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "approx": "≈", "sim": "∼", "times": "×"}
SYMBOLS |= {"rightarrow": "→", "leftrightarrow": "↔", "pm": "±", "cdot": "·", "nobreakspace": "\u00a0", "hyphen": "-"}
SPACES = {",": "\u202f", ";": " ", ":": " ", "!": "", "/": "", "-": "", "@": "", "\n": " "}
COMMAND = re.compile(r"\\[^%&_#$\s{}]|[~$]|``|''")
SPECIAL = re.compile(r"\\|[{}~$`]|''")
SINGLE = re.compile(r"(?<!`)`([^`']+)'(?!')")
TOKEN = re.compile(r"\\([A-Za-z]+)\*?( ?)|\\(.)|([{}])|([^\\{}]+|\\)", re.DOTALL)
MATH = re.compile(r"(?<!\\)\$([^$]*[\\^_][^$]*|[A-Za-z])\$")
INDEX = re.compile(r"([\^_])(?:{([^{}]*)}|(\\[A-Za-z]+|\w))")
NOTHING = Text()
HREF = re.compile(r"{[^{}]*}{")


def to_text(value: str) -> Text:
    """Rich text of a field, braces gone, `\\emph` and its like as tags. Never raises."""
    if not value:
        return NOTHING
    value = _dashes(value)
    if not SPECIAL.search(value):
        return String(value)
    decoded = _decode(MATH.sub(_math, value)) if COMMAND.search(value) else value
    return Text(*_parts(TOKEN.finditer(decoded), decoded))


def to_plain(value: str) -> str:
    """The same without tags."""
    return str(to_text(value)) if SPECIAL.search(value) else _dashes(value)


def _dashes(value: str) -> str:
    return value.replace("---", "—").replace("--", "–") if "--" in value else value


def _math(formula: re.Match[str]) -> str:
    """A formula's letters, with its indices as text commands."""
    commands = {"^": r"\textsuperscript", "_": r"\textsubscript"}
    return INDEX.sub(lambda index: f"{commands[index[1]]}{{{index[2] or index[3] or ''}}}", formula[1])


def _decode(value: str) -> str:
    """Accents, dashes, quotes and symbols as characters; commands with an argument stay."""
    import latexcodec  # noqa: F401, PLC0415  # registers the codec; not at the top, for it takes 20 ms and few need it

    guarded = re.sub(r"(?<!\\)((?:\\\\)*)([%#&])", r"\1\\\2", value)  # the codec takes a bare % for a comment
    guarded = guarded.replace(r"\{", "\ue000").replace(r"\}", "\ue001")
    guarded = SINGLE.sub(r"‘\1’", guarded)
    try:
        return str(codecs.decode(guarded, "ulatex+utf8"))  # type: ignore[call-overload]  # a codec from text to text
    except ValueError:
        return value


def _parts(tokens: Iterator[re.Match[str]], source: str) -> Iterator[Text | str]:
    """The parts up to the closing brace of this group, or to the end; a stray brace is dropped."""
    for token in tokens:
        name, space, escaped, brace, text = token.groups()
        if name in REST_OF_GROUP:
            yield Tag(REST_OF_GROUP[name], *_parts(tokens, source))
            return
        if name:
            yield from _command(name, space, tokens, source, token.end())
        elif escaped:
            yield SPACES.get(escaped, escaped)
        elif brace == "{":
            yield Text(*_parts(tokens, source))
        elif brace == "}":
            return
        else:
            yield text.replace("\ue000", "{").replace("\ue001", "}")


def _command(name: str, space: str, tokens: Iterator[re.Match[str]], source: str, end: int) -> Iterator[Text | str]:
    if name in SYMBOLS:
        yield SYMBOLS[name]
        return
    if greek := _greek(name):
        yield greek
        return
    if source[end : end + 1] != "{":
        if name not in TAGS and name not in QUOTES and name not in NO_MEANING:
            yield name + space
        return
    next(tokens)
    argument = Text(*_parts(tokens, source))
    if name in TAGS:
        yield Tag(TAGS[name], argument)
    elif name in QUOTES:
        before, after = QUOTES[name].split("{}")
        yield Text(before, argument, after)
    elif name == "url" and _is_address(argument):
        yield HRef(str(argument), argument)
    elif name == "href" and HREF.match(source, end):
        next(tokens)
        yield Text(*_parts(tokens, source))
        yield Text(" (", HRef(str(argument), argument) if _is_address(argument) else argument, ")")
    else:
        yield argument


def _greek(name: str) -> str:
    size = "CAPITAL" if name[0].isupper() else "SMALL"
    spelled = name.upper().removeprefix("VAR").replace("LAMBDA", "LAMDA")
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {spelled}") if name[1:].islower() else ""
    except KeyError:
        return ""


def _is_address(text: Text) -> bool:
    return str(text).startswith(("http://", "https://"))
