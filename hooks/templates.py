"""Templates as code, kept in a folder from one build to the next: to compile them takes a seventh of a small build."""

import pickle
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemBytecodeCache

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.bccache import Bucket


class Compiled(FileSystemBytecodeCache):
    """Jinja's own, in a folder that may be deleted at any time; one that cannot be written to only makes it slower.

    What is kept of a template counts only for the very text that it has now, and for this version of Jinja and Python.
    """

    def load_bytecode(self, bucket: "Bucket") -> None:
        """Take what is kept, if there is anything."""
        with suppress(OSError, EOFError, pickle.UnpicklingError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: "Bucket") -> None:
        """Keep it."""
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


def prepare(env: "Environment", folder: Path) -> None:
    """Take all text in templates for text, and keep them compiled in the folder."""
    env.autoescape = True  # what is HTML has `| safe` in the template
    env.bytecode_cache = Compiled(str(folder), "%s")
