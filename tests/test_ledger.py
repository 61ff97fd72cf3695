"""The ledger is kept: what was published is served and means what it meant; each breach gets its message."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest

import bibliography.works
import languages
import ledger
from breaches import check
from conftest import ROOT, Site, build
from essay import reader
from essay.citation import Grammar
from essay.markup import EssayMarkup
from essay.page import write_page
from other_essay import BIB
from other_essay import essay as write_essay
from published import Page, read, read_page

PAGE = """---
author: Jane Doe
---
# Essay {#title}

## One {#one}

Harbours of the northern coast silted up within forty years, and dredging cost Hamburg more than tolls returned[@doe2001].

Guilds of bakers in Lisbon fixed the weight of a loaf and not its price; hunger arrived in thinner slices.

## Two {#two}

Telegraph wires carried rumours faster than ships carried grain, so prices in Odessa moved before any cargo[@roe2010].

Nobody taxed windows twice: inspectors counted shutters, landlords bricked up kitchens, children learned by candlelight.

Archives keep receipts because auditors demanded them, and historians inherit whatever clerks were afraid to burn.
"""
HARBOURS, BAKERS, TELEGRAPH, WINDOWS, ARCHIVES = re.findall(r"(?m)^(?:Harb|Guil|Tele|Nobo|Arch).*$", PAGE)
NEW = "Lighthouse keepers signed for oil by the barrel, and fog made accountants of poets."

Edit = Callable[[str], str]


def replaced(*pairs: tuple[str, str]) -> Edit:
    def edit(text: str) -> str:
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        return text

    return edit


def swapped(one: str, other: str) -> Edit:
    return replaced((one, "§"), (other, one), ("§", other))


def page(text: str) -> Page:
    """The essay as it is built, without what surrounds it."""
    tables = languages.load()
    works, _ = bibliography.works.read(BIB.encode(), "refs.bib", tables)
    markup = EssayMarkup()
    markup.notes_heading, markup.paragraph = "Notes", "Paragraph {number}"
    written = write_page(reader.read(text[text.index("# Essay") :], "", Grammar(tables.values())), works, tables["en"])
    html = markdown.markdown(written, extensions=["attr_list", "footnotes", "toc", markup])
    return read_page(f"<main>{html}</main>", "en/")


def of_essay(edit: Edit) -> list[str]:
    """The breaches in the essay after a change, without the number of the line, which leads to the address."""
    promised = ledger.added("", {"en/": page(PAGE)})
    return [message_of(fault, promised) for fault in check(ledger.parse(promised), {"en/": page(edit(PAGE))})]


def message_of(fault: str, promised: str) -> str:
    found = re.fullmatch(r"tests/ledger.tsv:(\d+): (.*)", fault, re.DOTALL)
    assert found
    address = promised.splitlines()[int(found[1]) - 1].partition("\t")[0]
    assert re.match(rf"{re.escape(address)}[, ]", found[2])
    return found[2]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An essay in its first state."""
    folder = write_essay(tmp_path_factory.mktemp("first"), ["ja", "en"])
    for locale in ("ja", "en"):
        (folder / "docs" / locale / "index.md").write_text(PAGE, encoding="utf-8")
        change(folder, f"docs/{locale}/about.md", replaced((f"About Essay {locale}", "About {#title}")))
    return folder


@pytest.fixture(scope="module")
def promised(first: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Its ledger."""
    site = tmp_path_factory.mktemp("site")
    done = build(first, site)
    assert done.returncode == 0, done.stderr
    return ledger.added("", read(site))


@pytest.fixture
def later(first: Path, tmp_path: Path) -> Path:
    """The essay, to be changed."""
    return Path(shutil.copytree(first, tmp_path / "essay"))


def change(folder: Path, path: str, edit: Edit) -> None:
    """Edit one file, or that of each language."""
    for file in folder.glob(path):
        file.write_text(edit(file.read_text(encoding="utf-8")), encoding="utf-8")


def faults(folder: Path, promised: str) -> list[str]:
    """The breaches in the English pages of the built site; those in the Japanese are the same."""
    site = folder.parent / "site"
    done = build(folder, site)
    assert done.returncode == 0, done.stderr
    told = [message_of(fault, promised) for fault in check(ledger.parse(promised), read(site))]
    here, there = ([message for message in told if message.startswith(f"{name}/")] for name in ("en", "ja"))
    assert [message.replace("ja/", "en/") for message in there] == here
    return here


@pytest.mark.parametrize(
    "edit",
    [
        replaced(("silted up within forty years", "had silted up in less than fifty years")),
        replaced((BAKERS, "In Lisbon the bakers’ guilds regulated what a loaf weighed, not what it cost: hunger came as a thinner slice.")),
        replaced((BAKERS, "This paragraph was withdrawn in 2027.\n{: .withdrawn }")),
        replaced((BAKERS, f"{NEW}\n{{: #p1a }}\n\n{BAKERS}")),
        replaced((HARBOURS, f"{HARBOURS}\n\n{NEW}\n{{: #p1a }}\n\n{NEW}\n{{: #p1b }}")),
        replaced((f"{WINDOWS}\n\n{ARCHIVES}", f"{ARCHIVES}\n{{: #p5 }}\n\n{WINDOWS}\n{{: #p4 }}\n\n{NEW}")),
        replaced((f"{WINDOWS}\n\n{ARCHIVES}", f'{WINDOWS} <span id="p5"></span>{ARCHIVES}')),
        replaced((f"{BAKERS}\n\n", ""), (TELEGRAPH, f'<span id="p2"></span>{TELEGRAPH}\n{{: #p3 }}')),
        replaced(("## One {#one}", '## Old and new <span id="one"></span> {#first}')),
        replaced(("## One {#one}", "## One and more {#one}")),
    ],
)  # fmt: skip
def test_what_keeps_the_promise(edit: Edit) -> None:
    """An emendation, a better translation, and what an editor writes when a paragraph goes, comes or moves."""
    assert of_essay(edit) == []


def another(place: str, kind: str, more: int = 0) -> str:
    others = f" (and so have {more} more on this page)" if more else ""
    return f"en/#{place} has come to mean another {kind}{others}: what it meant is"


SAME = "or, if it is the same said anew, delete this line and run make ledger"


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        pytest.param(replaced((f"{BAKERS}\n\n", "")), [
            f"{another('p2', 'paragraph', 2)} no longer on the page; in docs/en/index.md, if it was deleted, leave in its place "
            f"a paragraph that says so, with {{: #p2 .withdrawn }} below it; {SAME}"
        ], id="deleted"),
        pytest.param(replaced((f"\n{ARCHIVES}\n", "")), [
            "en/#p5 is no longer served; put back into docs/en/index.md a paragraph that says it was withdrawn, with "
            "{: #p5 .withdrawn } below it"
        ], id="the last deleted"),
        pytest.param(replaced((BAKERS, NEW)), [
            f"{another('p2', 'paragraph')} no longer on the page; in docs/en/index.md, if it was deleted, leave in its place "
            f"a paragraph that says so, with {{: #p2 .withdrawn }} below it; {SAME}"
        ], id="replaced"),
        pytest.param(swapped(WINDOWS, ARCHIVES), [
            f"{another('p4', 'paragraph', 1)} #p5 now; in docs/en/index.md, write {{: #p4 }} below it, and {{: #p5 }} below "
            "the one there now"
        ], id="swapped"),
        pytest.param(replaced((BAKERS, f"{NEW}\n\n{BAKERS}")), [
            f"{another('p2', 'paragraph', 3)} #p3 now; in docs/en/index.md, write {{: #p1a }} below the paragraph that was put "
            "in before it"
        ], id="inserted"),
        pytest.param(replaced(("{#two}", "{#second}")), [
            'en/#two is no longer served; mend the id, or leave <span id="two"></span> in docs/en/index.md at the place '
            "that answers to it now"
        ], id="another id"),
        pytest.param(replaced(("{#two}", "{#three}"), ("{#one}", "{#two}"), ("{#three}", "{#one}")), [
            f"{another('one', 'section', 1)} #two now; in docs/en/index.md, give each the id that it had, and what is new one "
            f"of its own, {SAME}"
        ], id="ids swapped"),
    ],
)  # fmt: skip
def test_breach(edit: Edit, expected: list[str]) -> None:
    assert of_essay(edit) == expected


def test_a_breach_is_told_once_for_each_language(later: Path, promised: str) -> None:
    """And not again of the page side by side."""
    change(later, "docs/*/index.md", replaced(("{#two}", "{#second}"), (f"{BAKERS}\n\n", "")))
    assert [fault.partition(" ")[0] for fault in faults(later, promised)] == ["en/#p2", "en/#two"]


def test_another_key_of_a_note(later: Path, promised: str) -> None:
    for path in ("docs/*/index.md", "bib/refs.bib"):
        change(later, path, replaced(("doe2001", "doe2002")))
    assert faults(later, promised) == [
        'en/#fnref:doe2001 is no longer served; mend the id, or leave <span id="fnref:doe2001"></span> in docs/en/index.md '
        "at the place that answers to it now",
        'en/#fn:doe2001 is no longer served; mend the id, or leave <span id="fn:doe2001"></span> in docs/en/index.md '
        "at the place that answers to it now",
        'en/references/#ref:doe2001 is no longer served; mend the id, or leave <span id="ref:doe2001"></span> in '
        "docs/en/references.md at the place that answers to it now",
        'en/timeline/#when:doe2001 is no longer served; mend the id, or leave <span id="when:doe2001"></span> in '
        "docs/en/timeline.md at the place that answers to it now",
    ]


def test_a_key_that_has_come_to_mean_another_work(later: Path, promised: str) -> None:
    change(
        later,
        "bib/refs.bib",
        replaced(
            (
                "{Doe, Jane}, title = {The Rise}, publisher = {Press}, date = {2001}",
                "{Moe, Zachary}, title = {Kites}, date = {1850}",
            )
        ),
    )
    mend = f"in docs/en/{{}}.md, give each the id that it had, and what is new one of its own, {SAME}"
    assert faults(later, promised) == [
        f"{another('fn:doe2001', 'note')} no longer on the page; {mend.format('index')}",
        f"{another('ref:doe2001', 'work').replace('en/', 'en/references/')} no longer on the page; {mend.format('references')}",
    ]


def remove_about(folder: Path) -> None:
    for page in folder.glob("docs/*/about.md"):
        page.unlink()
    change(folder, "mkdocs.yml", replaced(("            - About: about.md\n", "")))


def test_a_page_that_is_gone(later: Path, promised: str) -> None:
    """It may lead on to the page that has its text now, if that has its places."""
    remove_about(later)
    change(later, "docs/*/index.md", replaced((WINDOWS, f"{WINDOWS}[@poe1999]")))
    assert faults(later, promised) == [
        "en/about/ is no longer served; put docs/en/about.md back, or write 'about.md: new.md', with the name of the page "
        "that has its text now, below 'redirects:' in mkdocs.yml"
    ]

    change(later, "mkdocs.yml", replaced(("redirects: {}", "redirects: {about.md: index.md}")))
    assert faults(later, promised) == [
        "en/about/#sources is no longer served: en/about/ leads to en/, which has no such place; mend the id, or leave "
        '<span id="sources"></span> in docs/en/index.md at the place that answers to it now'
    ]
    change(later, "docs/*/index.md", replaced((WINDOWS, f'<span id="sources"></span>{WINDOWS}')))
    assert faults(later, promised) == []


SITE = {"en/": page(PAGE)}
LEDGER = ledger.added("", SITE)


@pytest.mark.parametrize(
    ("line", "edited", "expected"),
    [
        (r"en/#one\t.*", "en/#uno\tOne", "en/#uno is no longer served; mend the id, or "),
        (r"en/#p2\t", "en/#p9\t", "en/#p9 is no longer served; put back "),
        (r"(en/#p2)\t.*", r"\1\tKites drowned Gdansk", "en/#p2 has come to mean another paragraph: "),
        (r"en/$", "en", "en is no longer served; put the file back: nothing can stand in for it"),
        (r"(en/#p2\t.*)", r"\1\n\1", "en/#p2 is in line "),
    ],
)  # fmt: skip
def test_an_edited_line(line: str, edited: str, expected: str) -> None:
    text, changes = re.subn(f"(?m)^{line}", edited, LEDGER)
    assert changes == 1
    assert check(ledger.parse(LEDGER), SITE) == []
    assert [fault.partition(": ")[2][: len(expected)] for fault in check(ledger.parse(text), SITE)] == [expected]


def test_adding_changes_and_removes_no_line(later: Path, promised: str, tmp_path: Path) -> None:
    change(
        later, "docs/*/index.md", replaced((BAKERS, f"{NEW}\n{{: #p1a }}\n\n{BAKERS} Bread!"), ("## One", "## The one"))
    )
    (later / "docs" / "ja" / "new.md").write_text("# New {#title}\n", encoding="utf-8")
    (later / "docs" / "en" / "new.md").write_text("# New {#title}\n", encoding="utf-8")
    change(
        later,
        "mkdocs.yml",
        replaced(("            - About: about.md\n", "            - About: about.md\n            - N: new.md\n")),
    )
    done = build(later, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    site = read(tmp_path / "site")
    text = ledger.added(promised, site)
    lines, before = text.splitlines(), promised.splitlines()
    assert [line for line in lines if line in before] == before
    new = [line for line in lines if line not in before]
    assert [line.partition("\t")[0] for line in new] == [
        "en/#p1a", "en/parallel/#p1a", "ja/#p1a", "ja/parallel/#p1a", "en/new/", "en/new/#title", "ja/new/", "ja/new/#title",
    ]  # fmt: skip
    assert new[0].partition("\t")[2].split() == [
        "Lighthouse",
        "keepers",
        "signed",
        "barrel",
        "made",
        "accountants",
        "poets",
    ]
    assert lines.index(new[0]) == max(n for n, line in enumerate(before) if line.startswith("en/#")) + 1
    assert ledger.added(text, site) == text
    assert check(ledger.parse(text), site) == []


def of_notes(before: list[str], after: list[str]) -> list[str]:
    """The places that have come to mean something else, of a page of notes."""
    first, second = (
        {
            "en/": read_page(
                "".join(["<main>", *(f'<li id="fn:{n}">{note}</li>' for n, note in enumerate(notes))]), "en/"
            )
        }
        for notes in (before, after)
    )
    found = check(ledger.parse(ledger.added("", first)), second)
    return [message_of(fault, ledger.added("", first)).partition(" ")[0] for fault in found]


def test_a_short_note_holds_fewer_words_than_the_first() -> None:
    """A correction of the first must not make it the second."""
    assert (
        of_notes(
            ["Walt, Predatory Kites, Affairs", "Walt, Predatory"], ["Walt, Predatory Birds, Affairs", "Walt, Predatory"]
        )
        == []
    )


def test_notes_much_alike_are_told_apart() -> None:
    alike = [
        "Regulatory Relief, Stationary Sources, Chemical Manufacturing",
        "Regulatory Relief, Stationary Sources, Copper Smelting",
    ]
    others = ["Predatory Hegemon", "Greenland Tariffs", "Northern Border"]
    assert of_notes([*alike, *others], [*alike[::-1], *others]) == ["en/#fn:0"]


@pytest.mark.parametrize(
    ("gone", "message"),
    [
        ("./", "./ is no longer served; put the file back: nothing can stand in for it"),
        ("en/essay.pdf", "en/essay.pdf is no longer served; put the file back: nothing can stand in for it"),
        (
            "editions/2026-11-22/en/",
            "editions/2026-11-22/en/ is no longer served; put the file back: nothing can stand in for it",
        ),
    ],
)
def test_what_cannot_be_replaced(gone: str, message: str) -> None:
    assert check(ledger.parse(f"{gone}\n"), {}) == [f"tests/ledger.tsv:1: {message}"]


def test_the_checksums_of_an_edition_stay_what_they_are() -> None:
    address = "editions/2026-03-01/SHA256SUMS"
    promised = ledger.added("", {address: Page(digest="a" * 64)})
    assert check(ledger.parse(promised), {address: Page(digest="a" * 64)}) == []
    assert check(ledger.parse(promised), {address: Page(digest="b" * 64)}) == [
        f"tests/ledger.tsv:2: {address} has changed, and an edition never changes; "
        "put it back: git checkout -- docs/editions"
    ]


def test_what_is_listed() -> None:
    page = read_page(
        '<main><h1 id="title">T</h1><p id="p1"><a class="paragraph-number"></a>One<sup id="fnref:a">1</sup></p>'
        '<p id="p2" class="withdrawn">Gone.</p><span id="old"></span><ol><li id="fn:a">Note <a class="footnote-backref">↩'
        '</a></li></ol></main><footer id="interface"></footer>',
        "en/",
    )
    assert {name: (place.kind, place.text, place.kept) for name, place in page.places.items()} == {
        "title": ("", "T", False),
        "p1": ("paragraph", "One", False),
        "fnref:a": ("", "1", False),
        "p2": ("paragraph", "Gone.", True),
        "old": ("", "", True),
        "fn:a": ("note", "Note", False),
    }


def test_the_ledger_is_kept(site: Site) -> None:
    """A ledger that is missing or empty promises nothing: a new essay begins without."""
    lines = ledger.parse(ledger.PATH.read_text(encoding="utf-8")) if ledger.PATH.is_file() else []
    pages = read(site.folder)
    found = check(lines, pages)
    if lines and not found:
        urls = [
            f"{address}#{name}".rstrip("#") for address, names in ledger.missing(lines, pages).items() for name in names
        ]
        found = [f"{ledger.NAME}: {url} is published and not in the ledger; run make ledger" for url in urls]
    assert not found, "\n".join(found)


def test_nothing_is_added_while_a_promise_is_broken(first: Path, promised: str, tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    for name in ("register", "breaches", "ledger", "published", "fingerprint"):
        shutil.copy(ROOT / "tests" / f"{name}.py", tmp_path / "tests")
    build(first, tmp_path / "site")
    file = tmp_path / "tests" / "ledger.tsv"
    command = [sys.executable, "tests/register.py", "site"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.stdout.splitlines()[-1] == f"Lines added to tests/ledger.tsv: {len(promised.splitlines()) - 1}"
    assert file.read_text(encoding="utf-8") == promised
    broken = promised.replace("en/#one\t", "en/#uno\t")
    file.write_text(broken, encoding="utf-8")
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "en/#uno is no longer served" in done.stderr
    assert file.read_text(encoding="utf-8") == broken
