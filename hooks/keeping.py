"""What takes long to make, kept in a file from one build to the next, as long as all that it is made of is the same."""

import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

Made = TypeVar("Made")

CODE = ("", "bibliography", "citing", "languages")  # folders here; the tables of words are told by who uses them
SEAL = 32  # bytes


def kept(path: Path, of: bytes, make: Callable[[], Made], *, lasts: Callable[[Made], bool] = lambda _: True) -> Made:
    """What `make` makes `of` some bytes or, if the file has what the same code has made of the same bytes, that.

    The file may be deleted at any time; one that cannot be read or written only makes it slower. What does not last
    for the same bytes is not kept.
    """
    name = sha256(_code() + of).digest()
    with suppress(Exception):  # what is whole may still be too deep to be read
        if written := take(path, name):
            return pickle.loads(written)  # type: ignore[no-any-return]  # noqa: S301  # written here, as this code is
    made = make()
    if lasts(made):
        with suppress(pickle.PicklingError, RecursionError):
            keep(path, name, pickle.dumps(made))
    return made


def take(path: Path, name: bytes) -> bytes:
    """What a file has kept under a name; b"" if it has another one, is damaged in a single bit, or is not there."""
    with suppress(OSError):
        written = path.read_bytes()
        if written[:SEAL] == _seal(name, written[SEAL:]):
            return written[SEAL:]
    return b""


def keep(path: Path, name: bytes, written: bytes) -> None:
    """Write the file whole or not at all."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for left in path.parent.glob(f"{path.name}.*"):  # by a build that was killed
            left.unlink(missing_ok=True)
        draft.write_bytes(_seal(name, written) + written)
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _seal(name: bytes, written: bytes) -> bytes:
    """By what a file begins with: that it is whole, and of that name."""
    return sha256(name + written).digest()


@cache
def _code() -> bytes:
    """Of the code here, and of what it uses."""
    here = Path(__file__).parent
    texts = [path.read_bytes() for folder in CODE for path in sorted((here / folder).glob("*.py"))]
    return sha256(b"\0".join([sys.version.encode(), version("pybtex").encode(), *texts])).digest()
