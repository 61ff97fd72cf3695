"""LaTeX in a field → pybtex's rich text. Text stays text: what is not understood is kept, without its backslash."""

import codecs
import re
from collections.abc import Iterator

from pybtex.richtext import HRef, Tag, Text

TAGS = {"emph": "em", "textit": "em", "textsl": "em", "mkbibemph": "em", "textbf": "strong", "mkbibbold": "strong"}
TAGS |= {"textsuperscript": "sup", "textsubscript": "sub"}
QUOTES = {"enquote": "“{}”", "mkbibquote": "“{}”", "mkbibparens": "({})", "mkbibbrackets": "[{}]"}
SYMBOLS = {"textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”"}
SYMBOLS |= {"textquotesingle": "'", "textquotedbl": '"', "textasciitilde": "~", "textbackslash": "\\", "textbar": "|"}
SYMBOLS |= {"textless": "<", "textgreater": ">", "textunderscore": "_", "textasciicircum": "^", "slash": "/"}
SYMBOLS |= {"textbraceleft": "{", "textbraceright": "}", "newline": " ", "par": " "}
COMMAND = re.compile(r"\\[^%&_#$\s{}]|[~$]|--|``|''")
SPECIAL = re.compile(r"\\|[{}~$]|--|``|''")
TOKEN = re.compile(r"\\([A-Za-z]+)\*?( ?)|\\(.)|([{}])|([^\\{}]+|\\)", re.DOTALL)
MATH = re.compile(r"\$([^$]*[\\^_][^$]*)\$")


def to_text(value: str) -> Text:
    """Rich text of a field, braces gone, `\\emph` and its like as tags. Never raises."""
    if not SPECIAL.search(value):
        return Text(value)
    decoded = _decode(MATH.sub(r"\1", value)) if COMMAND.search(value) else value
    return Text(*_parts(TOKEN.finditer(decoded), decoded))


def to_plain(value: str) -> str:
    """The same without tags."""
    return str(to_text(value)) if SPECIAL.search(value) else value


def _decode(value: str) -> str:
    """Accents, dashes, quotes and symbols as characters; commands with an argument stay."""
    import latexcodec  # noqa: F401, PLC0415  # registers the codec; not at the top, for it takes 20 ms and few need it

    guarded = re.sub(r"(?<!\\)((?:\\\\)*)([%#&])", r"\1\\\2", value)  # the codec takes a bare % for a comment
    guarded = guarded.replace(r"\{", "\ue000").replace(r"\}", "\ue001")
    try:
        return str(codecs.decode(guarded, "ulatex+utf8"))  # type: ignore[call-overload]  # a codec from text to text
    except ValueError:
        return value


def _parts(tokens: Iterator[re.Match[str]], source: str) -> Iterator[Text | str]:
    """The parts up to the closing brace of this group, or to the end; a stray brace is dropped."""
    for token in tokens:
        name, space, escaped, brace, text = token.groups()
        if name:
            yield from _command(name, space, tokens, source, token.end())
        elif escaped:
            yield escaped
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
    if source[end : end + 1] != "{":
        if name not in TAGS and name not in QUOTES:
            yield name + space
        return
    next(tokens)
    argument = Text(*_parts(tokens, source))
    if name in TAGS:
        yield Tag(TAGS[name], argument)
    elif name in QUOTES:
        before, after = QUOTES[name].split("{}")
        yield Text(before, argument, after)
    elif name == "url" and str(argument).startswith(("http://", "https://")):
        yield HRef(str(argument), argument)
    elif name == "href" and source[end:].startswith("{"):
        yield argument  # the address; the linked text follows as a group of its own
        yield " "
    else:
        yield argument
