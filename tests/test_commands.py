"""The commands of the README, on a copy of the repository: a build that fails, and a writer at `make serve`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import Server, contents, make, replace


def test_a_failed_build_tells_all_faults_and_leaves_the_last_site(copy: Path) -> None:
    assert make(copy, "build").returncode == 0
    before = contents(copy / "site")
    replace(copy / "docs" / "en" / "index.md", "@doe2001, p. 3", "@doe2010, p. 3")
    (copy / "docs" / "ja" / "about.md").write_bytes("# 題\n\n".encode("shift_jis"))
    replace(copy / "bib" / "refs.bib", "date = {1999}", "date = {1999-13}")
    failed = make(copy, "build")
    assert failed.returncode != 0
    assert [line.partition(" -  ")[2] for line in failed.stderr.splitlines() if line.startswith("WARNING")][:3] == [
        "bib/refs.bib:5: entry 'poe1999' has the date '1999-13', which is no date: there is no month 13; "
        "write it as 2025-10-28 or 2025",
        "docs/en/index.md:8: no entry 'doe2010' in bib/refs.bib; did you mean 'roe2010' or 'doe2001'?",
        "docs/ja/about.md:1: this page is not UTF-8; save it with the encoding UTF-8",
    ]
    assert "Traceback" not in failed.stderr
    assert contents(copy / "site") == before
    assert not list(copy.glob(".site.*"))


@pytest.fixture
def server(copy: Path) -> Iterator[Server]:
    serving = Server(copy)
    try:
        serving.until("Serving on")
        yield serving
    finally:
        serving.stop()


def test_a_writer_at_work(copy: Path, server: Server) -> None:
    page, bib, reloaded = copy / "docs" / "en" / "index.md", copy / "bib" / "refs.bib", "Reloading browsers"

    replace(page, "@doe2001, p. 3", "@doe2010, p. 3")
    said = server.until(reloaded)
    assert "docs/en/index.md:8: no entry 'doe2010' in bib/refs.bib; did you mean 'roe2010' or 'doe2001'?" in said
    assert said.count("doe2010") == 1

    replace(page, "@doe2010, p. 3", "@doe2001, p. 3")
    assert "no entry" not in server.until(reloaded)

    replace(bib, "title = {The Rise}", "title = {The Ascent}")
    server.until(reloaded)
    assert "The Ascent" in server.page("en/")

    replace(bib, "author = {Doe, Jane}", "author = Doe, Jane}")
    said = server.until(reloaded)
    assert "bib/refs.bib:2: no @string 'Doe' is defined" in said
    assert "bib/refs.bib:2: syntax error in entry 'doe2001'" in said
    assert "Traceback" not in said

    replace(bib, "author = Doe, Jane}", "author = {Doe, Jane}")
    assert "bib/refs.bib" not in server.until(reloaded)

    style = copy / "docs" / "assets" / "essay.css"
    style.write_text(style.read_text(encoding="utf-8") + "\n/* by a test */\n", encoding="utf-8")
    server.until(reloaded)
    assert "/* by a test */" in server.page("assets/essay.css")
