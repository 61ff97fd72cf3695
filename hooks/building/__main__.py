"""`python -m building build|serve`, from the root of the repository."""

import argparse
import logging
import os
import signal
import sys
import traceback
from pathlib import Path
from types import FrameType

from mkdocs.__main__ import State
from mkdocs.commands.build import build
from mkdocs.config import load_config

from building.dating import commit_date
from building.faults import CONFIG, locate, tell
from building.preview import preview
from building.swapping import NEW, SITE, alone, recover, remove, swap
from building.whole import check

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

log = logging.getLogger("mkdocs.building")


def main(arguments: list[str] | None = None) -> int:
    """Do what the arguments say; 1 if the site could not be built."""
    parser = argparse.ArgumentParser(prog="python -m building")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", help="write the site to site/")
    server = commands.add_parser("serve", help="show the site, and build it anew on every change")
    server.add_argument("--port", type=int, default=8000)
    chosen = parser.parse_args(arguments)
    for number in ENDING[1:]:  # as on an interrupt, clear up before the end
        signal.signal(number, _end)
    output = State()  # type: ignore[no-untyped-call]  # what MkDocs logs comes to the terminal as long as this lives
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        output.stream.setFormatter(logging.Formatter("%(levelname)-8s-  %(message)s"))  # as its command does
    logging.getLogger(build.__module__).addFilter(_is_news)
    logging.getLogger("mkdocs.config").addFilter(locate)
    try:
        return _build() if chosen.command == "build" else _serve(chosen.port)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _end(number: int, _: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # make passes it on once more, which would end the clearing up
    sys.exit(128 + number)


def _is_news(record: logging.LogRecord) -> bool:
    """A filter for what MkDocs says of its work: not where it is done, nor a fault that is told in the end."""
    if record.levelno == logging.INFO:
        return not record.getMessage().startswith(("Cleaning site directory", "Building documentation"))
    error = sys.exception()
    return error is None or tell(error, NEW) is None


def _build() -> int:
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(commit_date()))
    try:
        with alone():
            try:
                recover()
                _write(NEW)
                swap()
            finally:
                for number in ENDING:  # what is done is done: the last site, or half a new one, is cleared up whole
                    signal.signal(number, signal.SIG_IGN)
                remove(NEW)
    except Exception as error:  # noqa: BLE001  # all of them are told
        _tell(error, NEW)
        print(f"{SITE}/ is as it was." if SITE.exists() else f"There is no {SITE}/.", file=sys.stderr)
        return 1
    print(f"The site is in {SITE}/.")
    return 0


def _write(folder: Path) -> None:
    config = load_config(CONFIG, strict=True, site_dir=str(folder))
    check(config)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)


def _serve(port: int) -> int:
    try:
        preview(_tell, port)
    except OSError as error:
        _tell(error, Path())
        return 1
    return 0


def _tell(error: BaseException, site: Path) -> None:
    line = tell(error, site)
    if line is None:
        traceback.print_exception(error)
    elif line:
        log.error(line)


if __name__ == "__main__":
    sys.exit(main())
