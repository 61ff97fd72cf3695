"""The one hook of the floor's own: hooks/addresses.py needs the tables of words, and with it the theme's templates."""

from typing import TYPE_CHECKING

import languages

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def on_config(config: "MkDocsConfig") -> None:
    config.extra["tables"] = languages.load()
