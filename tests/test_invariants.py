"""What is so of any input, tried on a few hundred of them; `make fuzz` tries on, for as long as one likes."""

import subprocess
import sys
import time

import pytest

import forms
import invariants
from conftest import ROOT

REPEATED = [
    "{",
    "}",
    "$",
    "$a",
    "`a",
    "\\'",
    "\\em ",
    "\\textit{",
    "\\v ",
    "^",
    "<i>",
    "&a",
    "&amp;",
    "--",
    "~",
    ",",
    ";",
    " and ",
]
REPEATED += [
    "family=",
    "\\url{",
    "\\href{a}{",
    "\\frac{",
    "2001-",
    "/",
    "Jan ",
    "年",
    "編",
    "夏目・",
    "et al. ",
    " : ",
    "xdata=a-",
    "accessed ",
]
ROWS = (
    "title",
    "author",
    "date",
    "journal",
    "pages",
    "volume",
    "note",
    "url",
    "eprint",
    "doi",
    "edition",
    "publisher",
    "type",
)


@pytest.mark.parametrize("name", forms.TARGETS)
def test_forms_of_exports_in_any_combination(name: str) -> None:
    forms.try_out(name, 0)


@pytest.mark.parametrize("unit", REPEATED)
def test_what_is_repeated_without_end_takes_no_time(unit: str) -> None:
    """5,000 characters in each field take no second as a rule; were it a matter of squares, they would take minutes."""
    value = forms.closed(unit * (5000 // len(unit)))
    started = time.process_time()
    invariants.check_field(value)
    invariants.check_bibliography(forms.written(("article", "a", [(name, value) for name in ROWS])).encode())
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<b>x</b>", "<b>"),
        ("<em>x", "mismatched tag"),
        ('<a href="javascript:x">x</a>', "a link to"),
        ('<em onclick="x">x</em>', "attributes of em"),
        ("a & b", "not well-formed"),
        ("\x07", "a character that HTML has not"),
        ("", "nothing is said"),
    ],
)
def test_bad_html_is_seen(html: str, fault: str) -> None:
    with pytest.raises((AssertionError, SyntaxError), match=fault):  # SyntaxError: the XML parser's
        invariants.check_html(html)


@pytest.mark.parametrize("target", ["hypothesis:field", "hypothesis:page", "hypothesis:bibliography"])
def test_the_command_ends_in_time(target: str) -> None:
    command = [sys.executable, "tests/fuzz.py", "--target", target, "--seconds", "1"]
    environment = {"PYTHONPATH": "hooks:tests", "PATH": ""}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.startswith("Tried ")
