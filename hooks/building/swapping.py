"""A folder takes the place of another in one step: who is killed, and whenever, leaves the old one or the new one."""

import ctypes
import fcntl
import logging
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SITE, NEW, LAST = Path("site"), Path(".site.new"), Path(".site.last")  # LAST is there for a moment, if ever
LEFT = ".site.*"
EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS
HERE = -100  # AT_FDCWD of Linux

log = logging.getLogger("mkdocs.building")


@contextmanager
def alone(root: Path = Path()) -> Iterator[None]:
    """Let builds in one folder wait for each other; a build that is killed keeps nobody waiting."""
    folder = os.open(root, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            log.info("Another build is at work here; waiting for it …")
            fcntl.flock(folder, fcntl.LOCK_EX)
        except OSError:
            pass  # a file system without locks
        yield
    finally:
        os.close(folder)


def recover() -> None:
    """Put back the last site where a swap was cut in the middle; remove what killed builds left."""
    if os.path.lexists(LAST) and not os.path.lexists(SITE):
        LAST.rename(SITE)
    for path in Path().glob(LEFT):
        remove(path)


def swap() -> None:
    """Put NEW in the place of SITE, and what was there in the place of NEW."""
    if not os.path.lexists(SITE):
        NEW.rename(SITE)
    elif not exchange(NEW, SITE):
        SITE.rename(LAST)
        NEW.rename(SITE)
        LAST.rename(NEW)


def exchange(one: Path, two: Path) -> bool:
    """Let two paths change places, so that neither is ever missing; False where system or disk cannot do that."""
    names = os.fsencode(one), os.fsencode(two)
    try:
        if sys.platform == "darwin":
            return not ctypes.CDLL(None).renamex_np(*names, EXCHANGE)
        return not ctypes.CDLL(None).renameat2(HERE, names[0], HERE, names[1], EXCHANGE)
    except AttributeError:  # a C library without it
        return False


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
