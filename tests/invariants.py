"""What is so of any input whatever: of a .bib file, of a page, of a field. Each check raises AssertionError."""

import re
from xml.etree import ElementTree as ET

import languages
from bibliography import works
from bibliography.dates import parse_date, parse_year
from bibliography.latex import to_plain, to_text
from bibliography.names import parse_names
from bibliography.punctuation import BACKEND
from bibliography.works import Bibliography
from essay.citation import Grammar
from essay.masking import mask
from essay.notes import check
from essay.page import write_page
from essay.reader import read
from problem import Problem

TABLES = languages.load()
GRAMMAR = Grammar(TABLES.values())
WORKS, _ = works.read(
    "@book{doe2001, author = {Doe, J.}, title = {A}, date = {2001}}\n@book{夏目1914, title = {心}, date = {1914}}\n"
    "@misc{a:b/c.d, title = {B}, date = {2001}}".encode(),
    "bib/refs.bib",
    TABLES,
)
ALLOWED = {"p": set(), "em": set(), "strong": set(), "sub": set(), "sup": set(), "span": {"lang"}, "a": {"href"}}
ENTRY = re.compile(
    r"^@[ \t]*([A-Za-z]+)[ \t]*{[ \t]*([^\s,{}()=\"#%@\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff]+)[ \t]*,", re.MULTILINE
)
NO_HTML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
READ_TWICE = 4000  # bytes; longer files are not read a second time to see that the same comes out


def check_bibliography(data: bytes) -> None:
    """A .bib file ends in entries or problems, each with its line; its entries in notes of good HTML."""
    bibliography, problems = works.read(data, "bib/refs.bib", TABLES)
    text = works.decode(data)[0]
    check_problems(problems, "bib/refs.bib", text)
    assert bibliography.entries or problems
    known = {key.lower() for key in bibliography.entries}
    if not problems:
        lost = [key for key in _plain_entries(text) if key.lower() not in known]
        assert not lost, f"neither in the result nor told: {lost}"
    notes = list(_notes(bibliography))
    if len(data) < READ_TWICE:
        assert notes == list(_notes(works.read(data, "bib/refs.bib", TABLES)[0]))


def _plain_entries(text: str) -> list[str]:
    """The keys of the entries that nobody can overlook: at the beginning of a line, in no braces."""
    keys, depth, position = [], 0, 0
    for entry in ENTRY.finditer(text):
        between = text[position : entry.start()]
        depth += between.count("{") - between.count("}")
        position = entry.start()
        if depth == 0 and entry[1].lower() not in ("comment", "string", "preamble"):
            keys.append(entry[2])
    return keys if '"' not in text and "(" not in text else []  # braces in quotation marks and brackets count otherwise


def _notes(bibliography: Bibliography) -> list[str]:
    """Each entry in full, cited again, and with a place in it, in each language; and its place in the list."""
    notes = []
    for key in filter(bibliography.__contains__, bibliography.entries):
        for page in TABLES.values():
            notes += [
                bibliography.html(key, page, end="."),
                bibliography.html(key, page, pointer=(1, "#fn:a"), locators=(("page", "3–5"),)),
                bibliography.html(key, page, lead=False),
            ]
            assert bibliography.sort_key(key, page)
    for note in notes:
        check_html(note)
    return notes


def check_html(html: str) -> None:
    """Well-formed, with the few tags that notes have, and links to the web or to a note alone."""
    assert html.strip(), "nothing is said"
    assert not NO_HTML.search(html), "a character that HTML has not"
    for element in ET.fromstring(f"<p>{html}</p>").iter():  # noqa: S314  # a parser that takes no markup but good one
        assert element.tag in ALLOWED, f"<{element.tag}> in {html}"
        assert set(element.attrib) <= ALLOWED[element.tag], f"attributes of {element.tag} in {html}"
        address = element.get("href", "#fn:")
        assert re.match(r"https?://|#fn:", address, re.IGNORECASE), f"a link to {address}"


def check_problems(problems: list[Problem], path: str, text: str) -> None:
    """Each is one line: path, a line that the file has, what is wrong, what to do."""
    lines = len(re.split(r"\r\n|\r|\n", text))
    for problem in problems:
        match = re.fullmatch(re.escape(path) + r":(\d+): (.+)", str(problem))
        assert match, f"no message in one line: {str(problem)!r}"
        assert 1 <= int(match[1]) <= lines, f"a line that is not there: {problem}"


def check_page(text: str) -> None:
    """A page ends in Markdown and problems; what is masked stays in its place."""
    masked = mask(text)
    assert len(masked) == len(text)
    assert [i for i, c in enumerate(masked) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]
    document = read(text, "docs/ja/index.md", GRAMMAR)
    check_problems(check(document, WORKS), "docs/ja/index.md", text)
    for page in TABLES.values():
        assert write_page(document, WORKS, page, byline=True) == write_page(document, WORKS, page, byline=True)


def check_field(value: str) -> None:
    """A field ends in text, in names or faults, in a date or a ValueError."""
    assert str(to_text(value)) == to_plain(value)
    if to_plain(value).strip() and not NO_HTML.search(value):
        check_html(to_text(value).render(BACKEND))
    names, faults = parse_names(value)
    assert names or names.others or faults or not value.strip()
    for parts in ((value,), ("2001", value), ("2001", "jan", value)):
        try:
            parse_year(*parts)
            parse_date(value)
        except ValueError as error:
            assert "\n" not in str(error)  # noqa: PT017  # any other error is a fault of ours
