"""An address followed to its end, and what to think of what was found there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

from requests.utils import requote_uri

from links.client import Answer, Client

REDIRECTS = (301, 302, 303, 307, 308)
FOR_GOOD = (301, 308)
MOST_REDIRECTS = 10
REFUSALS = (401, 402, 403, 405, 406, 407, 412, 418, 429, 451, 999)  # what robots get from pages that people can read
PAGE = 2**22  # bytes of a page that are searched for a fragment
# Signs of the services that keep robots away, in headers and in pages.
GUARDED_HEADERS = ("cf-mitigated", "x-amzn-waf-action", "x-datadome")
GUARDED_PAGE = re.compile(
    rb"<title>\s*(?:just a moment|attention required|access denied|pardon our interruption|robot check|security check)"
    rb"|challenge-platform|captcha|_Incapsula_Resource|enable javascript and cookies",
    re.IGNORECASE,
)
HOME = re.compile(r"/*(?:(?:index|default|home)(?:\.\w+)?|[a-z]{2}(?:[-_][a-z]{2})?)?/*", re.IGNORECASE)
NOT_FOUND = re.compile(r"[/_.-](?:404|(?:page-?)?not-?found)(?:[/_.-]|$)", re.IGNORECASE)


class Kind(StrEnum):
    """What an address has come to."""

    FINE = "fine"
    MOVED = "moved"
    GONE = "gone"
    FRAGMENT = "place missing"
    FAULTY = "faulty"
    SILENT = "silent"
    REFUSED = "refused"


@dataclass(frozen=True)
class Verdict:
    """`said` completes a sentence about the address; `new` is where the page is for good, if that is elsewhere."""

    kind: Kind
    said: str = ""
    new: str = ""
    reached: bool = True  # some server has answered


def visit(url: str, client: Client) -> Verdict:
    """Ask for an address, follow where it leads, and judge."""
    here, _, fragment = url.partition("#")
    read = PAGE if names_a_place(fragment) else 0
    answers: list[Answer] = []
    with client.session() as session:
        while len(answers) <= MOST_REDIRECTS:
            answers.append(client.look(session, here, read=read))
            if not (target := _target(answers[-1])):
                break
            here = target.partition("#")[0]
    return judge(url, answers)


def names_a_place(fragment: str) -> bool:
    """Whether a fragment is an id in a page, and no instruction to a script or a viewer ("#!/…", "#page=3", "#L12")."""
    return bool(fragment) and not re.match(r"[!/:~]|\w+=|L\d", fragment)


def _target(answer: Answer) -> str:
    """The address to which an answer leads on; "" if it is the last."""
    if answer.status not in REDIRECTS or not answer.target:
        return ""
    target = requote_uri(answer.target)
    try:
        return urljoin(answer.url, target)
    except ValueError:  # "http://[": to ask for it will tell that it is none
        return target


def judge(url: str, answers: Sequence[Answer]) -> Verdict:
    """What the answers on the way from an address mean."""
    last = answers[-1]
    fragment = url.partition("#")[2]
    where = "" if last.url == url.partition("#")[0] else f" at {last.url}"
    if last.fault:
        return _without_answer(last, where)
    if _target(last):
        round_ = len({answer.url for answer in answers}) < len(answers)
        return Verdict(
            Kind.FAULTY, "leads round in a circle" if round_ else f"leads on {MOST_REDIRECTS} times and more"
        )
    if _refuses(last):
        return Verdict(Kind.REFUSED, f"refuses robots ({last.status}{where})")
    if last.status >= 500:
        return Verdict(Kind.SILENT, f"is out of order ({last.status}{where})")
    if last.status >= 400:
        return Verdict(Kind.GONE, f"is gone ({last.status}{where})")
    if _is_elsewhere(url, last.url):
        return Verdict(Kind.GONE, f"is gone (it leads to {last.url})")
    if names_a_place(fragment) and last.body and last.whole and not _has_place(last, fragment):
        return Verdict(Kind.FRAGMENT, f"leads to a page without the place '#{fragment}'")
    return (
        Verdict(Kind.FINE) if not (new := _for_good(url, answers)) else Verdict(Kind.MOVED, "has moved for good", new)
    )


def _without_answer(last: Answer, where: str) -> Verdict:
    if last.fault == "unknown host":
        return Verdict(Kind.GONE, f"is gone (there is no host {last.detail})", reached=False)
    if last.fault == "TLS":
        return Verdict(Kind.FAULTY, f"has no valid certificate ({last.detail}{where})")
    if last.fault == "address":
        return Verdict(Kind.FAULTY, f"leads to '{last.url}', which is no web address" if where else "is no web address")
    why = "no answer in time" if last.fault == "timeout" else "no connection"
    return Verdict(Kind.SILENT, f"does not answer ({why}{where})", reached=False)


def _refuses(last: Answer) -> bool:
    if last.status in REFUSALS or any(name in last.headers for name in GUARDED_HEADERS):
        return True
    return last.status in (202, 400, 503) and bool(GUARDED_PAGE.search(last.body))


def _is_elsewhere(url: str, end: str) -> bool:
    """Whether a page within a site leads to its home page, or to one that says there is none."""
    start, final = urlsplit(url), urlsplit(end)
    if HOME.fullmatch(start.path) and not start.query:
        return False
    if NOT_FOUND.search(final.path) and not NOT_FOUND.search(start.path):
        return True
    return bool(HOME.fullmatch(final.path)) and not final.query


def _for_good(url: str, answers: Sequence[Answer]) -> str:
    """The last address to which nothing but permanent redirects lead, with the fragment; "" if there are none."""
    here, _, fragment = url.partition("#")
    new = here
    for answer in answers:
        if answer.status not in FOR_GOOD or not _target(answer):
            break
        new, _, own = _target(answer).partition("#")
        fragment = own or fragment
    same = requote_uri(new) == requote_uri(here) or not re.match(r"(?i)https?://", new)
    return "" if same else f"{new}#{fragment}" if fragment else new


class _Places(HTMLParser):
    """The ids of a page, and the names of its anchors."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value for name, value in attrs if value and (name == "id" or (name == "name" and tag == "a"))}


def _has_place(last: Answer, fragment: str) -> bool:
    places = _Places()
    try:
        places.feed(last.body.decode("utf-8", errors="replace"))
    except AssertionError:  # Python's parser gives up on some declarations
        return True
    name = unquote(fragment)
    return not {fragment, name, f"user-content-{name}"}.isdisjoint(places.found)
