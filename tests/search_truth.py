"""What a search has to find: worked out from the built pages alone, in other words than the site's own script.

A place is a block of text in a page: a heading, a paragraph, a note, a reference, a list item, the cell of a table. A
term is found wherever it stands in a place, in any case, width, and kind of quotation marks and dashes; one that begins
with a Latin letter or a digit, only where that begins a word.
"""

import random
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from conftest import Site
from test_built_site import pages_in

TERMS = Path(__file__).with_name("search_terms.tsv")
BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "th", "td", "pre", "dt", "dd", "figcaption", "caption", "div")
SIGNS = ".headerlink, [role=doc-noteref], [role=doc-backlink], [data-about]"  # not of the text
ALIKE = str.maketrans("’‘“”‑–—", "''\"\"---")
URL = re.compile(r"https?://[^\s>]+")
# A word in Latin letters or digits, or a run of another script.
RUN = re.compile(r"[A-Za-zÀ-ž0-9]+|[^\W\da-zA-ZÀ-ž_]+")


@dataclass(frozen=True)
class Place:
    """A block of text, and the address that leads to it: its own id, or the nearest before it."""

    address: str
    text: str


def fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().translate(ALIKE).split())


def is_of_a_word(character: str) -> bool:
    return character.isdigit() or unicodedata.name(character, "").startswith("LATIN ")


def places(site: Site, language: str) -> list[Place]:
    """All places in a language, on the pages of the menu that hold text of their own, not those of others."""
    home = f"{site.url}{language}/"
    menu = {urljoin(home, str(link["href"])) for link in site.pages[home].select("#contents .contents__pages a")}
    found = []
    for path, page in pages_in(site, language).items():
        if home + path in menu and not page.select(".pair"):
            found += places_in(page, urlsplit(home + path).path)
    return found


def places_in(page: BeautifulSoup, path: str) -> list[Place]:
    main = BeautifulSoup(str(page.main), "lxml")
    for sign in main.select(SIGNS):
        sign.decompose()
    texts: dict[int, list[str]] = {}
    addresses: dict[int, str] = {}
    nearest = ""
    for part in main.descendants:
        if isinstance(part, Tag) and part.get("id") and part.name in (*BLOCKS, "tr"):
            nearest = str(part["id"])
        elif type(part) is NavigableString and (block := part.find_parent(BLOCKS) or part.strip()):
            assert isinstance(block, Tag), f"{path}: text outside of any block: {part}"
            texts.setdefault(id(block), []).append(part)
            if part.strip():
                addresses.setdefault(id(block), f"{path}#{nearest}" if nearest else path)
    return [Place(address, fold("".join(texts[block]))) for block, address in addresses.items()]


def expected(term: str, among: list[Place]) -> Counter[str]:
    """The addresses of the places that contain the term."""
    sought = fold(term)
    return Counter(place.address for place in among if contains(place.text, sought))


def contains(text: str, sought: str) -> bool:
    start = text.find(sought)
    while start >= 0:
        if not (start and is_of_a_word(sought[0]) and is_of_a_word(text[start - 1])):
            return True
        start = text.find(sought, start + 1)
    return False


def chosen(language: str) -> list[str]:
    """The terms of this language that are worth looking for, from search_terms.tsv; none if that file is gone."""
    lines = TERMS.read_text(encoding="utf-8").splitlines() if TERMS.exists() else []
    return [line.partition("\t")[2] for line in lines if line.startswith(f"{language}\t")]


def drawn(among: list[Place], count: int, seed: int) -> list[str]:
    """So many different terms from anywhere in the text: words, beginnings of words, phrases, parts of compounds."""
    chance = random.Random(seed)  # noqa: S311  # nothing secret: a sample that can be drawn again
    texts = [text for place in among for text in URL.split(place.text)]  # or most of what is drawn would be of URLs
    runs = [(text, run) for text in texts for run in RUN.finditer(text) if len(run[0]) > 1]
    lengths = [len(run[0]) for _, run in runs]
    terms: dict[str, None] = {}
    for text, run in chance.choices(runs, lengths, k=50 * count):
        if len(terms) == count:
            break
        start, end = run.span()
        if is_of_a_word(run[0][0]):
            end = chance.choice([end, start + chance.randint(min(3, end - start), end - start), phrase_end(text, end)])
        else:
            start = chance.randint(start, end - 2)
            end = chance.randint(start + 2, min(end, start + 8))
        terms[text[start:end]] = None
    return list(terms)


def phrase_end(text: str, end: int) -> int:
    """Where the next two words end."""
    following = [run.end() for run in RUN.finditer(text, end)]
    return following[min(1, len(following) - 1)] if following else end
