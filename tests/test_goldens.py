"""Entries as an editor writes them, and the notes that each language makes of them.

Each file of tests/goldens holds the text of a .bib file and below it a section for each language: its notes, one per
line, in the order of the entries, with *italics*, **bold** and links as their text. A section `--- en again` has the
notes of works cited again, `--- problems` the messages about the entries. To write the sections anew from what the
code does now, and then read the difference:

    UPDATE_GOLDENS=1 pytest tests/test_goldens.py && git diff tests/goldens
"""

import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import languages
from bibliography import works

FOLDER = Path(__file__).parent / "goldens"
TABLES = languages.load()
MARKS = {"em": "*", "strong": "**", "sup": "^", "sub": "~"}


class PlainText(HTMLParser):
    """The text of a note with Markdown's marks for italics and bold; those that the text itself has are escaped."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  # the name is HTMLParser's
        self.text += MARKS.get(tag, "")

    def handle_endtag(self, tag: str) -> None:
        self.text += MARKS.get(tag, "")

    def handle_data(self, data: str) -> None:
        self.text += data.replace("*", r"\*")


def sections(bib: str, headings: list[str]) -> str:
    """The sections under these headings ("ja", "en again", "problems") for the text of a .bib file."""
    bibliography, problems = works.read(bib.encode(), "refs.bib", TABLES)
    written = {"problems": [str(problem) for problem in sorted(problems)]}
    headings = [heading for heading in headings if heading != "problems"] + ["problems"] * bool(problems)
    for heading in headings:
        if heading not in written:
            locale, _, again = heading.partition(" ")
            page, pointer = TABLES[locale], (1, "#fn:1") if again else None
            keys = [key for key in bibliography.entries if key in bibliography]
            ends = [bibliography.context(key, page).style["marks.end"] for key in keys]
            notes = [
                bibliography.html(key, page, end=end, pointer=pointer) for key, end in zip(keys, ends, strict=True)
            ]
            written[heading] = [PlainText(note).text for note in notes]
    return "\n".join("\n".join([f"--- {heading}", *written[heading], ""]) for heading in headings)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_golden(path: Path) -> None:
    golden = path.read_text(encoding="utf-8")
    bib = re.split(r"^--- ", golden, maxsplit=1, flags=re.MULTILINE)[0]
    headings = re.findall(r"^--- (.+)$", golden, flags=re.MULTILINE) or ["ja", "en"]
    made = bib.rstrip() + "\n\n" + sections(bib, headings)
    if os.environ.get("UPDATE_GOLDENS"):
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8")
