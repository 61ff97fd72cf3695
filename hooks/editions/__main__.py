"""`python -m editions make|check|pdf`, from the root of the repository."""

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from mkdocs.config import load_config

import languages
from editions import making, pdf, shelf
from editions.collecting import collect
from editions.edition import Edition
from editions.shaping import FreezingError

ROOT = Path()
DOCS = Path("docs").absolute()


def main(arguments: list[str] | None = None) -> int:
    """Do what the arguments say; what cannot be done is told in one line, and the result is 1."""
    parser = argparse.ArgumentParser(prog="python -m editions")
    commands = parser.add_subparsers(dest="command", required=True)
    maker = commands.add_parser("make", help="freeze the essay in docs/editions/")
    maker.add_argument("--date", type=_day, default=_today(), help="of the edition, as 2026-11-30; otherwise today's")
    maker.add_argument("--tests", default="make test", help="the command that must succeed first (%(default)s)")
    commands.add_parser("check", help="hold the editions to their checksums")
    drafter = commands.add_parser("pdf", help="typeset the text as it is now")
    drafter.add_argument("--folder", type=Path, default=Path("pdf"), help="where to (%(default)s)")
    commands.add_parser("ready", help="say whether a PDF can be made here")
    chosen = parser.parse_args(arguments)
    try:
        return {"make": _make, "check": _check, "pdf": _draft, "ready": _ready}[chosen.command](chosen)
    except (making.EditionError, pdf.TypesettingError, FreezingError) as error:
        print(error, file=sys.stderr)
        return 1


def _make(chosen: argparse.Namespace) -> int:
    pdf.require()
    site_url = os.environ.get("SITE_URL", "")
    edition = _collect(chosen.date, site_url)
    making.refuse(edition, DOCS)
    if chosen.tests and subprocess.run(shlex.split(chosen.tests), check=False).returncode:  # noqa: S603  # the user's
        raise making.EditionError(
            f"No edition is made, for the tests fail ({chosen.tests}); mend what they say, then try again."
        )
    folder = making.make(edition, DOCS)
    print(f"{folder.relative_to(DOCS.parent)}: check it, then commit it; after that it never changes.")
    for locale in edition.essays:
        print(f"  {edition.address(locale)}")
    return 0


def _check(_: argparse.Namespace) -> int:
    problems = shelf.check(DOCS)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _draft(chosen: argparse.Namespace) -> int:
    pdf.require()
    for path in making.draft(_collect(_today(), ""), chosen.folder):
        print(path)
    return 0


def _ready(_: argparse.Namespace) -> int:
    pdf.typeset(pdf.SAMPLE)
    return 0


def _collect(day: date, site_url: str) -> Edition:
    """The edition of a day from a fresh build. Raises EditionError if the site does not build."""
    with tempfile.TemporaryDirectory(prefix=".edition.", dir=DOCS.parent) as folder:
        site = Path(folder).absolute() / "site"
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
        built = subprocess.run(  # noqa: S603  # this Python's own mkdocs, its arguments are ours
            command, check=False, capture_output=True, text=True, encoding="utf-8"
        )
        if built.returncode:
            print(built.stderr, file=sys.stderr)
            raise making.EditionError("No edition is made, for the site does not build; mend what make build says.")
        config = load_config("mkdocs.yml")
        i18n = config.plugins["i18n"].config
        names = {language.locale: language.name for language in i18n.languages if language.build}
        first = next((language.locale for language in i18n.languages if language.default), "")
        ordered = {name: names[name] for name in sorted(names, key=lambda name: name != first)}
        work = config.extra.get("work")
        return collect(ROOT.absolute(), site, ordered, languages.load(), day=day, site_url=site_url, work=work)


def _today() -> date:
    return datetime.now(UTC).date()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is no date; write it as 2026-11-30") from error


if __name__ == "__main__":
    sys.exit(main())
