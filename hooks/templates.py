"""Templates as code, kept in a folder from one build to the next: to compile them takes a seventh of a small build."""

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

from keeping import keep, take

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.bccache import Bucket

NAME = b"template"


class Compiled(BytecodeCache):
    """A folder that may be deleted at any time; one that cannot be written to only makes it slower.

    What is kept of a template counts only for the very text that it has now, and for this version of Jinja and Python.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load_bytecode(self, bucket: "Bucket") -> None:
        """Take what is kept, if there is anything."""
        if kept := take(self.folder / bucket.key, NAME):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: "Bucket") -> None:
        """Keep it."""
        keep(self.folder / bucket.key, NAME, bucket.bytecode_to_string())


def prepare(env: "Environment", folder: Path) -> None:
    """Take all text in templates for text, and keep them compiled in the folder."""
    env.autoescape = True  # what is HTML has `| safe` in the template
    env.bytecode_cache = Compiled(folder)
