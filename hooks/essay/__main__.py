"""`python -m essay docs/en/index.md --language en`: citations become footnotes, for any site generator.

Needs pybtex and, from beside this folder, `bibliography`, `languages`, `problem.py` and `reserved.py`.
"""

import argparse
import os
import re
import sys
from pathlib import Path

import languages
from bibliography import works
from essay.masking import FRONT_MATTER
from essay.page import PLACE
from essay.portable import Form, anchor_paragraphs, list_works, write_markdown
from essay.project import Project
from essay.reader import read
from problem import Problem

STDIN = "-"


class RefusalError(Exception):
    """What cannot be done and why, for the user."""


def main(arguments: list[str] | None = None) -> int:
    """Do what the arguments say. The result is 1 if anything is wrong: then nothing is written, but with --go-on."""
    chosen = _parser().parse_args(arguments)
    try:
        return _run(chosen)
    except RefusalError as refusal:
        print(refusal, file=sys.stderr)
    except BrokenPipeError:  # the reader of the pages has gone: nothing more can be said to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(f"{error.filename or 'the output'}: {error.strerror}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m essay", description="Turn Markdown with citations into Markdown with footnotes."
    )
    add = parser.add_argument
    add("pages", nargs="*", default=[STDIN], help="files, or folders of .md files; without any, what comes in")
    add("--bib", type=Path, default=Path("bib", "refs.bib"), help="the bibliography (%(default)s)")
    add("--language", required=True, help="of the pages: a table of hooks/languages, such as en")
    add("--to", type=Path, metavar="FOLDER", help="where the pages go; without, one page is printed")
    add("--references", action="store_true", help=f"list all cited works, at {PLACE} or at the end")
    add("--paragraphs", action="store_true", help="number the paragraphs: each begins with an anchor, #p1, #p2")
    add("--no-spans", action="store_true", help="do without the <span lang=…> around works in another language")
    add(
        "--anchor",
        type=_anchor,
        default=Form.anchor,
        metavar="ID",
        help="the id that the site generator gives a note, for links from short forms: %(default)s (Python-Markdown, "
        "Zensical), fn{number} (pandoc, Quarto), fn:{number} (Hugo), or '' for no links",
    )
    add("--go-on", action="store_true", help="write the pages in spite of what is wrong, and succeed")
    return parser


def _anchor(pattern: str) -> str:
    if re.search(r"[{}]", re.sub(r"\{(?:label|number)\}", "", pattern)):
        raise argparse.ArgumentTypeError(f"'{pattern}' may have {{label}} and {{number}} in it, no others")
    return pattern


def _run(chosen: argparse.Namespace) -> int:
    sources, problems = _sources(chosen.pages)
    targets = _targets(sources, chosen.to)
    project = _project(chosen)
    problems += _read(sources, project, chosen)
    for problem in sorted(problems):
        print(problem, file=sys.stderr)
    if problems and not chosen.go_on:
        return 1
    written = _written(project, chosen)
    if chosen.to:
        _write(dict(zip(targets, written, strict=True)))
    elif not sys.stdout:
        raise RefusalError("there is no output to print to; say --to FOLDER")
    else:
        sys.stdout.buffer.write("".join(written).encode())  # UTF-8 on every system
        sys.stdout.flush()
    return 0


def _sources(names: list[str]) -> tuple[list[Path], list[Problem]]:
    """The pages, and what is wrong with their names; STDIN is a page."""
    sources: list[Path] = []
    problems = []
    for name in names:
        path = Path(name)
        found = sorted(path.rglob("*.md")) if path.is_dir() else [path] * (name == STDIN or path.is_file())
        if not found:
            what = "no .md file in this folder" if path.is_dir() else "there is no such file"
            problems.append(Problem(path.as_posix(), 1, f"{what}; mend the name of the page"))
        sources += found
    return list(dict.fromkeys(sources)), problems


def _targets(sources: list[Path], folder: Path | None) -> list[Path]:
    """Where each page goes: as it stands below the folder that all pages are in."""
    if not folder:
        if len(sources) > 1:
            raise RefusalError("several pages cannot be printed as one; say --to FOLDER")
        return []
    if Path(STDIN) in sources:
        raise RefusalError("a page that comes in has no name to be written under; leave out --to")
    if not sources:
        return []
    try:
        paths = [source.resolve() for source in sources]
    except RuntimeError as error:  # of a link that leads to itself, until Python 3.13
        raise RefusalError(str(error)) from error
    root = os.path.commonpath([path.parent for path in paths])
    targets = [folder / path.relative_to(root) for path in paths]
    for target in targets:
        if target.resolve() in paths:
            raise RefusalError(f"{target} would be written over; say --to another folder")
    return targets


def _project(chosen: argparse.Namespace) -> Project:
    try:
        tables = languages.load()
    except ValueError as error:
        raise RefusalError(f"hooks/languages/{error}") from error
    if lacks := languages.missing(tables, [chosen.language]):
        raise RefusalError("\n".join(f"hooks/languages/{lack}" for lack in lacks))
    data = chosen.bib.read_bytes() if chosen.bib.is_file() else None
    bibliography, problems = works.read(data, chosen.bib.as_posix(), tables)
    return Project(bibliography, {chosen.language: {}}, problems)


def _read(sources: list[Path], project: Project, chosen: argparse.Namespace) -> list[Problem]:
    """Read the pages into the project, and tell what is wrong with them and with the bibliography."""
    texts = {source: sys.stdin.buffer.read() if str(source) == STDIN else source.read_bytes() for source in sources}
    if chosen.references and not any(PLACE.encode() in data for data in texts.values()):
        heading = project.bibliography.languages[chosen.language]["edition.references"]
        for source in sources[-1:]:
            texts[source] = texts[source].rstrip() + f"\n\n## {heading}\n\n{PLACE}\n".encode()
    pages = project.pages[chosen.language]
    for source, data in texts.items():
        name = source.as_posix()
        project.add_page(data, name, chosen.language, name)
        front_matter = FRONT_MATTER.match(pages[name].text)  # the site generator's, who knows what may stand there
        end = front_matter.end() if front_matter else 0
        pages[name].faults = [fault for fault in pages[name].faults if fault.offset >= end]
    return [*project.problems, *project.check_citations()]


def _written(project: Project, chosen: argparse.Namespace) -> list[str]:
    """The pages as Markdown with footnotes."""
    bibliography, pages = project.bibliography, project.pages[chosen.language]
    language, form = bibliography.languages[chosen.language], Form(chosen.anchor, not chosen.no_spans)
    if chosen.paragraphs:
        pages = {name: read(anchor_paragraphs(page), name, project.grammar) for name, page in pages.items()}
    written = [write_markdown(page, bibliography, language, form) for page in pages.values()]
    if not chosen.references:
        return written
    references = list_works(pages.values(), bibliography, language, form)
    return [text.replace(PLACE, references) for text in written]


def _write(pages: dict[Path, str]) -> None:
    """Write all files, or none: what cannot be written is known before the first takes its place."""
    written: list[tuple[Path, Path]] = []
    try:
        for target, text in pages.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            new = target.with_name(f".{target.name}.new")
            written.append((new, target))
            new.write_text(text, encoding="utf-8", newline="\n")
        for new, target in written:
            new.replace(target)
    finally:
        for new, _ in written:
            new.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
