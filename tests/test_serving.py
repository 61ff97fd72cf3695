"""`make serve` and the mistakes of a writer: each is told, the pages stay as they were, and mending it is enough."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from commands import Server, copied, make, replace

RELOADED = "Reloading browsers"


@pytest.fixture(scope="module")
def essay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("essay"))


@pytest.fixture(scope="module")
def server(essay: Path) -> Iterator[Server]:
    serving = Server(essay)
    try:
        serving.until("Serving on")
        yield serving
    finally:
        serving.stop()


def put(data: str | bytes) -> Callable[[Path], None]:
    return lambda path: void(path.write_bytes(data.encode() if isinstance(data, str) else data))


def void(_: object) -> None:
    """For what is called for its effect."""


def write(old: str, new: str) -> Callable[[Path], None]:
    return lambda path: replace(path, old, new)


def delete(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def lead_nowhere(path: Path) -> None:
    path.symlink_to("nowhere")


def shown(server: Server) -> str:
    """The essay, without what differs from one request to the next."""
    page, reloads, _ = server.page("en/").partition("\nlivereload(")
    assert reloads
    return page


# What stops a build: the file or folder, what happens to it, and what is told.
STOPS: list[tuple[str, Callable[[Path], None], str]] = [
    ("mkdocs.yml", write("extra:", "extra: ]["), ": expected the node content, but found ']'; check the indentation"),
    ("mkdocs.yml", write("  i18n", "\ti18n"), "mkdocs.yml:6: found character '\\t' that cannot start any token; check"),
    ("mkdocs.yml", put(b"theme: \xff"), "mkdocs.yml:1: this file is not UTF-8; save it with the encoding UTF-8"),
    ("mkdocs.yml", put(""), "mkdocs.yml:1: 'site_name': Required configuration not provided; mend this setting"),
    ("mkdocs.yml", write("  i18n:", "  i19n:"), "mkdocs.yml:5: 'plugins': Plugin 'i18n' option"),
    ("hooks/mkdocs.yml", write("theme:", "theme: ]["), "hooks/mkdocs.yml:4: expected the node content, but found ']'"),
    ("hooks/mkdocs.yml", write("tables:", "tabless:"), "'markdown_extensions': Failed to load extension 'tabless'."),
    ("hooks/mkdocs.yml", write("custom_dir: theme", "custom_dir:"), "mkdocs.yml:1: a setting is not written as MkDocs"),
    ("hooks/mkdocs.yml", delete, "Inherited config file 'hooks/mkdocs.yml' does not exist"),
    ("mkdocs.yml", delete, "mkdocs.yml:1: there is no such file; put it back"),
    ("bib", delete, "/bib' isn't an existing file or directory; mend this setting"),
    ("hooks/languages/en.toml", write("[language]", "[language"), "hooks/languages/en.toml:6: Expected ']' at the end"),
    ("hooks/languages/en.toml", put(b"\xff"), "hooks/languages/en.toml:1: this file is not UTF-8; save it with"),
    ("hooks/languages/en.toml", delete, "hooks/languages/en.toml:1: no such table; copy the one of another language"),
    ("docs/ja/index.md", delete, "docs/ja/index.md:1: there is no such file; the essay of each language is"),
    ("docs/en", delete, "docs/en/index.md:1: there is no such file; the essay of each language is"),
    ("docs", delete, "/docs' isn't an existing directory; mend this setting"),
    ("docs/assets/x.png", lead_nowhere, "docs/assets/x.png: no such file or directory; put"),
    ("docs/en/about.md", put("---\ntemplate: no.html\n---\n"), "theme/no.html:1: there is no template 'no.html'; put"),
    ("theme/main.html", put("<p>\n{% if %}"), "theme/main.html:2: Expected an expression, got 'end of statement"),
    ("theme/main.html", put("{{ this.is.not }}"), "theme/main.html:1: 'this' is undefined; mend the template"),
    ("theme/main.html", put("{{ 1 + 'a' }}"), "theme/main.html:1: unsupported operand type(s) for +: 'int' and"),
    ("theme/main.html", put(b"\xff"), "theme/main.html:1: this file is not UTF-8; save it with the encoding UTF-8"),
    ("theme/main.html", delete, "theme/main.html:1: there is no template 'main.html'; put it back"),
    ("hooks/mkdocs.yml", write("  - hooks/citations.py\n", ""), ":12: there is no hooks/citations.py below"),
    ("hooks/mkdocs.yml", write("  - hooks/redirects.py\n", ""), ":12: there is no hooks/redirects.py below"),
    ("theme", delete, "/theme') does not exist; mend this setting"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "spoil", "told"), STOPS, ids=range(len(STOPS)))
def test_what_stops_a_build_stops_no_server(
    essay: Path, server: Server, name: str, spoil: Callable[[Path], None], told: str
) -> None:
    path, saved = essay / name, essay.parent / f"{essay.name}.saved"
    before = shown(server)
    if path.is_dir():
        shutil.copytree(path, saved)
    elif path.exists():
        shutil.copy2(path, saved)
    spoil(path)
    said = server.until(told)
    assert shown(server) == before

    if path.exists() or path.is_symlink():
        delete(path)
    if saved.exists():
        saved.rename(path)
    said += server.until(RELOADED)
    assert "Traceback" not in said
    assert shown(server) == before


def test_what_was_deleted_and_put_back_is_watched_as_before(essay: Path, server: Server) -> None:
    for name in ("bib", "theme", "docs"):
        (essay / name).rename(essay / "away")
        server.until("ERROR")
        (essay / "away").rename(essay / name)
        server.until(RELOADED)
    for name, old, new in (
        ("bib/refs.bib", "The Rise", "The Ascent"),
        ("docs/en/index.md", "One", "Uno"),
        ("theme/main.html", "<body", "<body data-by=a-test"),
    ):
        replace(essay / name, old, new)
        server.until(RELOADED)
        assert new in server.page("en/")
        replace(essay / name, new, old)
        server.until(RELOADED)


def test_a_mistake_that_is_there_at_the_start(copy: Path) -> None:
    replace(copy / "hooks" / "mkdocs.yml", "theme:", "theme: ][")
    serving = Server(copy)
    try:
        said = serving.until("Serving on")
        assert "hooks/mkdocs.yml:4: " in said
        assert "Not built yet" in serving.page("en/")
        replace(copy / "hooks" / "mkdocs.yml", "theme: ][", "theme:")
        serving.until(RELOADED)
        assert "Essay en" in serving.page("en/")
    finally:
        serving.stop()


def test_a_mistake_in_the_code_loses_nothing(essay: Path, server: Server) -> None:
    """A server that runs goes on with the code that it has; what begins anew tells the line."""
    before = shown(server)
    hook = essay / "hooks" / "citations.py"
    replace(hook, "def on_files(", "def on_files((")
    replace(essay / "docs" / "en" / "index.md", "One", "Uno")
    server.until(RELOADED)
    replace(essay / "docs" / "en" / "index.md", "Uno", "One")
    server.until(RELOADED)
    assert shown(server) == before
    failed = make(essay, "build")
    assert failed.returncode
    assert "ERROR   -  hooks/citations.py:" in failed.stderr
    assert "; mend the code" in failed.stderr
    assert "Traceback" not in failed.stderr
    replace(hook, "def on_files((", "def on_files(")
