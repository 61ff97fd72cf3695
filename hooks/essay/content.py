"""What must not be in the finished HTML of a page: what runs, what comes from elsewhere, what the policy refuses."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

from problem import Problem

RUNS = {"script", "iframe", "frame", "object", "embed", "applet", "portal", "fencedframe"}
REFUSED = {"style", "link", "base", "meta", "form"}
SUPPLIES = {"animate", "animatemotion", "animatetransform", "set"}  # SVG's, which write into attributes
LINKS = {"href", "xlink:href", "action", "formaction"}
LOADS = {"src", "srcset", "poster", "data", "background"}
SCHEMES = {"http", "https", "mailto", "tel"}
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]")  # in an address, by one browser or another
REFUSED_ATTRIBUTES = {"srcdoc", "style", "ping"}
LOADED_BY_HREF = {"image", "use", "feimage"}
TAGS = re.compile(r"<[^<]*>|<[^<]*")  # from a "<" to the last ">" before the next
NAME = re.compile(r"<([a-z!?][^\s/>]*)", re.IGNORECASE)
ATTRIBUTE = re.compile(r"[\s/\"']([a-z][\w:-]*+)\s*=", re.IGNORECASE)
ODD_LINK = re.compile(r"href\s*=(?!\"(?:https?://|[#./]|[\w%-]*[/\"#?]))", re.IGNORECASE)


class Finding(NamedTuple):
    """What stands in the HTML as `written`, what is wrong with it, and what to do."""

    written: str
    fault: str
    remedy: str


def leads_elsewhere(address: str) -> bool:
    """Whether it is no address of a page or a person, but a program, data, or something on one's own machine."""
    found = SCHEME.match(IGNORED.sub("", address))
    return found is not None and found[1].lower() not in SCHEMES


def is_of_others(address: str) -> bool:
    """Whether what is loaded from there is not of the site itself."""
    bare = IGNORED.sub("", address).replace("\\", "/")
    return bool(SCHEME.match(bare)) or bare.startswith("//")


def findings(html: str) -> list[Finding]:
    """All that must not be in the HTML, in its order."""
    if not _is_worth_reading(html):
        return []
    reader = _Reader()
    reader.feed(f"{html}\n</main>")  # behind it on the page: it ends a tag that has no end
    reader.close()
    if html.rfind("<!--") > html.rfind("-->"):
        reader.findings.append(Finding("<!--", "the comment that begins here has no end", "write --> behind it"))
    return reader.findings


def _is_worth_reading(html: str) -> bool:
    """Whether anything may be found: most pages have nothing, and to read their tags takes ten times as long."""
    tags = "\n".join(set(TAGS.findall(html)))
    names = {name.lower() for name in NAME.findall(tags)}
    attributes = {name.lower() for name in ATTRIBUTE.findall(tags)}
    return bool(
        not names.isdisjoint(RUNS | REFUSED | SUPPLIES | LOADED_BY_HREF)
        or any(name.startswith(("!", "?")) for name in names)
        or not attributes.isdisjoint(LOADS | REFUSED_ATTRIBUTES | (LINKS - {"href"}))
        or any(name.startswith("on") for name in attributes)
        or ODD_LINK.search(tags)
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.findings: list[Finding] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in RUNS | REFUSED | SUPPLIES:
            what = "runs what is not the site's" if tag in RUNS else "is refused by the policy of the pages"
            self._add(f"<{tag}", f"the <{tag}> in the text {what}", "delete it")
        for name, value in attrs:
            for fault, remedy in _faults(tag, name, value or ""):
                self._add(value or "" if name in LINKS | LOADS else f"{name}=", fault, remedy)

    def handle_comment(self, data: str) -> None:
        """Where a comment ends is told apart in more than one way: what is in it counts as if it were outside."""
        self.findings += findings(data)

    def handle_decl(self, decl: str) -> None:
        self.handle_comment(decl)

    handle_pi = unknown_decl = handle_comment

    def _add(self, written: str, fault: str, remedy: str) -> None:
        self.findings.append(Finding(written, fault, remedy))


def _faults(tag: str, name: str, value: str) -> Iterator[tuple[str, str]]:
    """What is wrong with an attribute."""
    if name.startswith("on") or name == "srcdoc":
        yield f"'{name}' runs a script in the text", "delete it"
    elif name == "style":
        yield (
            f"the style '{value}' is refused by the policy of the pages",
            "write a class, and its rule into docs/assets/essay.css",
        )
    elif name in LOADS or (tag in LOADED_BY_HREF and name in LINKS):
        if any(is_of_others(address) for address in (value.split(",") if name == "srcset" else [value])):
            yield f"'{_short(value)}' is loaded from elsewhere", "put a copy into docs/ and name that"
    elif name in LINKS and leads_elsewhere(value):
        yield f"the link '{_short(value)}' leads to no page", "begin the address with https://, or write the text alone"
    elif name == "ping":
        yield f"'{name}' tells others what readers do", "delete it"


def _short(value: str) -> str:
    value = " ".join(value.split())
    return value if len(value) <= 60 else f"{value[:60]}…"


def check(html: str, source: str, path: str) -> list[Problem]:
    """The findings in a page, each at the line of its source that it stems from; where none is known, at the first."""
    found = findings(html)
    if not found:
        return []
    seen: Counter[str] = Counter()
    problems = []
    bare, places = _bare(source)
    for finding in found:
        sought = _bare(finding.written)[0]
        start = -1
        for _ in range(seen[sought] + 1):
            start = bare.find(sought, start + 1)
        seen[sought] += 1
        line = source.count("\n", 0, places[start]) + 1 if sought and start >= 0 else 1
        problems.append(Problem(path, line, f"{finding.fault}; {finding.remedy}"))
    return problems


def _bare(text: str) -> tuple[str, list[int]]:
    """The text as Markdown, HTML and a browser leave it of an address, and where each character of it stands."""
    letters, places = [], []
    for match in re.finditer(r"&#?\w+;?|\\(?=[!-/:-@\[-`{-~])|.", text, re.DOTALL):
        for letter in "" if match[0] == "\\" else unescape(match[0]).lower():
            if not letter.isspace() and not IGNORED.match(letter):
                letters.append(letter)
                places.append(match.start())
    return "".join(letters), places
