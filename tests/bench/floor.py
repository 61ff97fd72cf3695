"""The one hook of the second floor: hooks/addresses.py needs the tables of words, and with it the theme's templates."""

from typing import TYPE_CHECKING

import languages
import templates

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def on_config(config: "MkDocsConfig") -> None:
    config.extra["tables"] = languages.load()
    templates.hide_others = lambda theme: []  # noqa: ARG005  # MkDocs looks through Material, as it does without us
