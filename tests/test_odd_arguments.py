"""`python -m essay` with arguments and files that nobody means: one line that says so, never an error of Python's."""

import sys
from pathlib import Path

import pytest

from essay.__main__ import main


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page and its bibliography, in the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("A[@doe2001].\n", encoding="utf-8")
    (tmp_path / "refs.bib").write_text("@book{doe2001, title = {A}, date = {2001}}", encoding="utf-8")
    return tmp_path


def essay(*arguments: str) -> int:
    """What the command gives back."""
    return main([*arguments, "--bib", "refs.bib", "--language", "en"])


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("anchor", ["{label.x}", "{number[0]}", "{number:>99999999999}", "{", "{}", "{label!r}"])
def test_an_anchor_with_other_slots(anchor: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        essay("a.md", "--anchor", anchor)
    assert f"'{anchor}' may have {{label}} and {{number}} in it, no others" in capsys.readouterr().err


def test_a_link_that_leads_to_itself(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "b.md").symlink_to("b.md")
    assert essay(".", "--to", "out") == 1
    assert "b.md" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_no_output(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert essay("a.md") == 1
    assert capsys.readouterr().err == "there is no output to print to; say --to FOLDER\n"
