"""The HTML of a work → Markdown that all dialects read alike: CommonMark, pandoc's, Python-Markdown's."""

import re
import unicodedata
from collections.abc import Mapping
from functools import partial
from html import escape
from html.parser import HTMLParser
from urllib.parse import quote

ESCAPED = set("\\`*_{}[]")  # a backslash is known to Python-Markdown before few signs: references for the others
REFERRED = re.compile(r"[<>&\"'@$^~=|]|\.(?=\.\.)|-(?=-)")  # of these, dots, dashes and quotes are pandoc's to change
LIST_NUMBER = r"\(?(?:[0-9]+|[a-z]|[ivxlcdm]+|[IVXLCDM]{2,})(?=[.)]\s)|\(?[A-Z](?=\)\s)"  # not the initial of a name
BEGINS_BLOCK = re.compile(rf"({LIST_NUMBER}|)([.)]|[-+#:!?])")
AUTOLINK = re.compile(r"https?://(?:[A-Za-z0-9._~:/?#@!$'()+,;=%-]|&(?!#?\w+;))+")
LIKE_A_REFERENCE = re.compile(r"&(?=#?\w+;)")
ADDRESS = "._~:/?#@!$&'()+,;=%-"  # the signs that an address may have as they are
# Which signs an emphasis takes depends on what stands beside it: these hold its places until all is written.
EMPHASES = (("em", "*", "\ue002", "\ue003"), ("strong", "**", "\ue004", "\ue005"))
PLACES = {tag: (opening, closing) for tag, _, opening, closing in EMPHASES}

DISPUTED = "* " + "".join(opening + closing for opening, closing in PLACES.values())


def write(html: str, targets: Mapping[str, str], *, spans: bool = True) -> str:
    """The Markdown, in which `emphasise` is still to set the signs of emphasis.

    An address is exchanged for its target, if it has one; a link to "" is its mere text. The languages of words are
    kept, as HTML, if `spans`.
    """
    writer = _Writer(targets, spans=spans)
    writer.feed(html)
    writer.close()
    written = "".join(writer.written)
    begins = BEGINS_BLOCK.match(written)
    return f"{begins[1]}{_refer(begins[2])}{written[begins.end() :]}" if begins else written


class _Writer(HTMLParser):
    def __init__(self, targets: Mapping[str, str], *, spans: bool) -> None:
        super().__init__()
        self.targets = targets
        self.spans = spans
        self.written: list[str] = []
        self.text = ""
        self.links: list[tuple[str, int, int]] = []  # address, and where its text begins, written and as it is

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append((dict(attrs).get("href") or "", len(self.written), len(self.text)))
        elif tag in PLACES:
            self.written.append(PLACES[tag][0])
        elif tag != "span" or self.spans:
            written = (f' {name}="{escape(value or "")}"' for name, value in attrs)
            self.written.append(f"<{tag}{''.join(written)}>")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            address, start, text_start = self.links.pop()
            link = _link(self.targets.get(address, address), "".join(self.written[start:]), self.text[text_start:])
            self.written[start:] = [link]
        elif tag in PLACES:
            self.written.append(PLACES[tag][1])
        elif tag != "span" or self.spans:
            self.written.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.text += data
        self.written.append(_escape(data))


def _escape(text: str) -> str:
    referred = REFERRED.sub(lambda sign: _refer(sign[0]), text)
    return "".join(f"\\{sign}" if sign in ESCAPED else sign for sign in referred)


def _refer(sign: str) -> str:
    return {"<": "&lt;", ">": "&gt;", "&": "&amp;"}.get(sign, f"&#{ord(sign)};")


def _link(address: str, written: str, text: str) -> str:
    if not address:
        return written
    if address == text and AUTOLINK.fullmatch(address):
        return f"<{address}>"
    target = LIKE_A_REFERENCE.sub("&amp;", quote(address, safe=ADDRESS))
    return f"[{written}](<{target}>)"


def emphasise(text: str) -> str:
    """The text with asterisks where every dialect takes them for emphasis, and else with tags."""
    for tag, sign, opening, closing in EMPHASES:
        innermost = re.compile(f"{opening}([^{opening}{closing}]*){closing}")
        while opening in text:
            text = innermost.sub(partial(_set_signs, tag, sign), text)
    return text


def _set_signs(tag: str, sign: str, match: re.Match[str]) -> str:
    inside = match[1]
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    if inside and _holds(before, inside[0]) and _holds(after, inside[-1]):
        return f"{sign}{inside}{sign}"
    return f"<{tag}>{inside}</{tag}>"


def _holds(outside: str, inside: str) -> bool:
    """Whether an asterisk between these is one of emphasis: CommonMark's rule, without what other dialects dispute."""
    if (
        inside.isspace()
        or (outside and outside in "*\ue002\ue003\ue004\ue005")
        or inside in "*\ue002\ue003\ue004\ue005"
    ):
        return False
    return inside.isalnum() or not outside or outside.isspace() or unicodedata.category(outside)[0] in "PS"
