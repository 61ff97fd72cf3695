"""`make new` and `make upgrade`, on a copy of the repository: another essay, whose machinery stays up to date."""

import sys
import tomllib
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from adopted import asked, begun, clone, commit, git, new, repository, run
from adopting.parts import is_essays
from conftest import build

JAPANESE = {
    "LANGUAGES": "ja, en",
    "TITLE": "塩の値段",
    "AUTHOR": "大海, 晴",
    "TITLE_en": "The $$Price of “Salt”: A History",
}
JAPANESE |= {"AUTHOR_en": "Oumi, Haru", "ADDRESS": "https://salt.example/essay"}
ENGLISH = {"LANGUAGES": "en,ja,fr", "TITLE": "The Price of Salt", "AUTHOR": "Roe, Ann and The Salt Office"}
ALONE = {"LANGUAGES": "en", "TITLE": "The Price of Salt", "AUTHOR": "Roe, Ann"}
QUICK = ("built_site", "metadata", "readers", "ledger", "workflows", "contributing", "editions", "reading_cite")


@pytest.fixture(scope="module")
def upstream(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return repository(tmp_path_factory.mktemp("upstream") / "repository")


@pytest.fixture
def copy(upstream: Path, tmp_path: Path) -> Path:
    return clone(upstream, tmp_path / "copy")


def text(page: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(part.get_text(" ", strip=True).split()) for part in page.select(selector)]


@pytest.mark.parametrize(
    ("answers", "authors"),
    [
        (JAPANESE, {"ja": "大海晴", "en": "Haru Oumi"}),
        (
            ENGLISH,
            {"en": "Ann Roe and The Salt Office", "ja": "Ann Roe、The Salt Office", "fr": "Ann Roe et The Salt Office"},
        ),
        (ALONE, {"en": "Ann Roe"}),
    ],
    ids=["two languages", "three", "one"],
)
def test_a_new_essay_has_two_paragraphs_and_a_note(
    copy: Path, answers: dict[str, str], authors: dict[str, str]
) -> None:
    begun(copy, **answers)
    done = build(copy, copy / "site")
    assert done.returncode == 0, done.stderr
    for locale, author in authors.items():
        page = BeautifulSoup((copy / "site" / locale / "index.html").read_text(encoding="utf-8"), "lxml")
        title = answers.get(f"TITLE_{locale}", answers["TITLE"]).replace("$$", "$")
        assert text(page, "h1")[0].removesuffix(" #") == title
        assert text(page, ".byline") == [author]
        assert [part["id"] for part in page.select("main p[id^=p]")] == ["p1", "p2"]
        assert len(page.select("[role=doc-endnotes] li")) == 1
    assert (copy / "site" / "en" / "parallel").is_dir() == (len(authors) > 1)
    assert not list(copy.glob("site/assets/*.png"))
    assert all(is_essays(path) for path in git(copy, "diff", "--name-only", "HEAD~").splitlines())


@pytest.mark.parametrize("answers", [JAPANESE, ALONE], ids=["two languages", "one"])
def test_the_tests_hold_for_it(copy: Path, answers: dict[str, str]) -> None:
    begun(copy, **answers)
    files = [f"tests/test_{name}.py" for name in QUICK]
    done = run(copy, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files)
    assert done.returncode == 0, done.stdout


def test_whoever_is_asked_may_correct_an_answer(copy: Path) -> None:
    said = asked(copy, ["xx", "ja en", "", "塩の値段", "The Price of Salt", "大海, 晴", "", "salt.example", ""])
    assert "there is no table hooks/languages/xx.toml; write some of en, fr, ja, or see CONTRIBUTING.md" in said
    assert "an essay has a title; write it as it shall stand on the page" in said
    assert "Title in English [塩の値段]: " in said
    assert "that is no address of a site; write it as https://jane.github.io/essay/" in said
    assert "“塩の値段” is begun: docs/ja/, docs/en/ and bib/refs.bib." in said
    assert 'author: {"ja": "大海, 晴", "en": "大海, 晴"}' in (copy / "mkdocs.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("answers", "faults"),
    [
        ({"TITLE": "A", "AUTHOR": "B", "LANGUAGES": "en,en"}, ["LANGUAGES: 'en' stands there twice; write each once"]),
        (
            {"TITLE": "*A*", "AUTHOR": "a, b, c", "LANGUAGES": "en", "TITLE_ja": "あ", "ADDRESS": "ftp://a"},
            [
                "TITLE: the title has '*', which Markdown may read; leave it out, and write it later in index.md",
                "AUTHOR: an author is written as 'Family, Given', such as 'Doe, Jane', and a body as it is",
                "ADDRESS: that is no address of a site; write it as https://jane.github.io/essay/",
                "TITLE_ja: no such language is asked for; leave it out",
            ],
        ),
    ],
)
def test_all_that_is_wrong_is_told_and_nothing_done(copy: Path, answers: dict[str, str], faults: list[str]) -> None:
    done = new(copy, **answers)
    assert done.returncode
    assert [
        line.removeprefix("make new: ") for line in done.stderr.splitlines() if line.startswith("make new")
    ] == faults
    assert git(copy, "status", "--porcelain") == ""


def test_nothing_is_lost(copy: Path, tmp_path: Path) -> None:
    """Neither what is not committed, nor an essay that has been begun, nor a folder that git does not know."""
    draft = copy / "draft.md"
    draft.write_text("Mine", encoding="utf-8")
    assert "not committed (draft.md); commit them first" in new(copy, **ALONE).stderr
    draft.unlink()
    begun(copy, **ALONE)
    before = git(copy, "rev-parse", "HEAD")
    assert "this repository has its own essay already" in new(copy, **ENGLISH).stderr
    assert (git(copy, "rev-parse", "HEAD"), git(copy, "status", "--porcelain")) == (before, "")
    (copy / ".git").rename(tmp_path / "elsewhere")
    assert "is no git repository" in run(copy, "make", "new").stderr


def change(path: Path, old: str, new: str) -> None:
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new), encoding="utf-8")


def test_an_upgrade_takes_the_machinery_and_leaves_the_essay(upstream: Path, copy: Path, tmp_path: Path) -> None:
    newer = clone(upstream, tmp_path / "newer")
    begun(copy, **ENGLISH)
    change(copy / "docs" / "en" / "index.md", "the first paragraph", "my first paragraph")
    change(copy / "hooks" / "languages" / "en.toml", 'title_page = "Title page"', 'title_page = "Cover"')
    change(copy / "docs" / "assets" / "essay.css", "}", "}\n/* mine */")
    (copy / "hooks" / "mine.py").write_text("", encoding="utf-8")
    commit(copy)
    essays = {path: (copy / path).read_bytes() for path in git(copy, "ls-files").splitlines() if is_essays(path)}

    (newer / "hooks" / "newer.py").write_text('"""New."""\n', encoding="utf-8")
    change(newer / "hooks" / "mkdocs.yml", "hooks:\n", "hooks:\n  - hooks/newer.py\n")
    change(newer / "hooks" / "languages" / "en.toml", 'contents = "Contents"', 'contents = "In this text"')
    (newer / "tests" / "test_names.py").unlink()
    change(newer / "docs" / "en" / "index.md", "## ", "## New ")
    version = tomllib.loads((newer / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    change(newer / "pyproject.toml", f'version = "{version}"', 'version = "99"')
    changelog = f"# Changelog\n\n## 99\n\n- Adopters: nothing to do.\n\n## {version}\n\n- Old.\n"
    (newer / "CHANGELOG.md").write_text(changelog, encoding="utf-8")
    commit(newer)

    done = run(copy, "make", "upgrade", f"FROM={newer}")
    assert done.returncode == 0, done.stderr
    assert "5 files of the machinery" in done.stdout
    assert "## 99\n\n- Adopters: nothing to do.\n\nThen" in done.stdout
    commit(copy)
    assert (copy / "hooks" / "newer.py").is_file()
    assert (copy / "hooks" / "mine.py").is_file()
    assert not (copy / "tests" / "test_names.py").exists()
    assert "/* mine */" in (copy / "docs" / "assets" / "essay.css").read_text(encoding="utf-8"), (
        "upstream left it alone"
    )
    assert {path: (copy / path).read_bytes() for path in essays if path != ".upstream"} == {
        path: data for path, data in essays.items() if path != ".upstream"
    }
    built = build(copy, copy / "site")
    assert built.returncode == 0, built.stderr

    (again,) = [line.strip() for line in done.stdout.splitlines() if line.strip().startswith("git diff")]
    git(copy, "reset", "--quiet", "--hard")
    run(copy, "sh", "-c", again.replace(" HEAD ", " HEAD~ "))
    words = (copy / "hooks" / "languages" / "en.toml").read_text(encoding="utf-8")
    assert 'title_page = "Cover"' in words
    assert 'contents = "In this text"' in words

    git(copy, "reset", "--quiet", "--hard")
    assert "0 files of the machinery" in run(copy, "make", "upgrade", f"FROM={newer}").stdout
    assert "from where?" in run(copy, "make", "upgrade").stderr
