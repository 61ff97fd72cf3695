"""Templates as code, kept in a folder from one build to the next: to compile them takes a seventh of a small build."""

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, ChoiceLoader, FileSystemLoader

from keeping import keep, take

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.bccache import Bucket
    from mkdocs.theme import Theme

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


def hide_others(theme: "Theme") -> list[str]:
    """Leave in the theme the folder of its own alone; the others are for `prepare`, when MkDocs has its files.

    It would look through all of Material's, fifteen thousand, for styles and scripts, of which no page uses any.
    """
    others = [folder for folder in theme.dirs if folder != theme.custom_dir]
    theme.dirs[:] = [folder for folder in theme.dirs if folder == theme.custom_dir]
    return others


def prepare(env: "Environment", folder: Path, others: list[str]) -> None:
    """Take all text in templates for text, and keep them compiled in the folder; those of `others` stand in for it."""
    env.autoescape = True  # what is HTML has `| safe` in the template
    env.bytecode_cache = Compiled(folder)
    if env.loader:
        env.loader = ChoiceLoader([env.loader, FileSystemLoader(others)])
