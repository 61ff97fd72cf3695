"""The guide for editors says what is so: its forms with their results, and its list of messages."""

import re

import markdown
import pytest

import languages
from bibliography import works
from conftest import ROOT
from essay.citation import Grammar
from essay.markup import EssayMarkup
from essay.page import write_page
from essay.reader import read
from test_goldens import PlainText

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
TABLES = languages.load()
WORKS, _ = works.read(re.findall(r"(?s)```bibtex\n(.*?)```", GUIDE)[0].encode(), "bib/refs.bib", TABLES)
FORMS = re.findall(r"(?m)^\| `([\[^@-].*?\])` \| (.*?) \| (.*?) \|$", GUIDE)
MESSAGES = re.findall(r"(?m)^\| (.*?) \| .*? \|$", GUIDE.partition("## Messages and their remedies")[2])[2:]


def note(form: str, locale: str) -> str:
    page = write_page(read(f"Text{form}.", "page.md", Grammar(TABLES.values())), WORKS, TABLES[locale])
    html = markdown.markdown(page, extensions=["footnotes", EssayMarkup()])
    item = re.findall(r"(?s)<li[^>]*>\s*<p>(.*?)&#160;<a", html)[0]
    return PlainText(item).text


@pytest.mark.parametrize(("form", "english", "japanese"), FORMS)
def test_every_form_gives_the_notes_that_the_guide_shows(form: str, english: str, japanese: str) -> None:
    assert (note(form, "en"), note(form, "ja")) == (english, japanese)


def test_the_guide_has_every_message() -> None:
    """The messages that the tests provoke, each found by the words that the guide lists."""
    provoked: set[str] = set()
    for name in (
        "test_messages.py",
        "test_bibtex.py",
        "test_works.py",
        "test_names.py",
        "test_dates.py",
        "test_redirects.py",
        "test_timeline.py",
    ):
        text = (ROOT / "tests" / name).read_text(encoding="utf-8")
        provoked.update(re.findall(r'"(?:[\w/.]+:)?\d+: ([^"]+)', text))
    listed = [
        phrase
        for message in MESSAGES
        for phrase in re.split(r", (?=no entry|this file|the …|the redirect '|the kind ')|; ", message)
    ]
    patterns = [re.compile(re.escape(phrase).replace("…", ".*")) for phrase in listed]
    assert len(FORMS) > 10
    assert len(provoked) > 20
    assert not [message for message in provoked if not any(pattern.search(message) for pattern in patterns)]
