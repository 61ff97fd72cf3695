"""MkDocs events: the cited works by date, as a figure on a page of its own and, small, at the head of the essay."""

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.utils import get_relative_url

from essay.places import ESSAY, Place
from essay.references import write_place
from timeline import glance, kinds, landscape, upright
from timeline.axis import axis
from timeline.items import Item, read_items
from timeline.sections import Cell, read_sections

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from languages import Language

SETTING = "timeline"  # below `extra` in mkdocs.yml
TIMELINE = "timeline.md"  # the page of each language
FIGURE, SECTIONS, TABLE = (f'<div id="timeline{part}"></div>' for part in ("", "-sections", "-table"))
TEMPLATE = "timeline.html"
TEXT_BEGINS = re.compile(r'<h2\b|<p id="p1"')

log = logging.getLogger(f"mkdocs.hooks.{__name__}")
known: list[kinds.Kind]  # born in on_config


def on_config(config: "MkDocsConfig") -> None:
    if config.plugins["i18n"].current_language is not None:  # type: ignore[attr-defined]  # of static-i18n
        return
    global known  # MkDocs keeps hook modules across rebuilds: each build starts anew here
    bibliography = config.extra["project"].bibliography
    source = Path(config.config_file_path).read_text(encoding="utf-8")
    known, problems = kinds.read(config.extra.get(SETTING), config.plugins["i18n"].build_languages, source)  # type: ignore[attr-defined]
    for problem in [*problems, *kinds.check(bibliography.entries.values(), known, bibliography.path)]:
        log.warning(str(problem))


class Figures:
    """What the template draws of the works that a language's pages cite, for the page where it stands."""

    def __init__(
        self, items: list[Item], project: Any, locale: str, env: "Environment", page: "Page", files: "Files"
    ) -> None:
        self.items = items
        self.project = project
        self.locale = locale
        self.words: Language = project.bibliography.languages[locale]
        self.cited_in = project.cited_in(locale)
        self.here = {
            name: get_relative_url(files.src_uris[f"{locale}/{name}"].url, page.url) for name in project.pages[locale]
        }
        self.template: Any = env.get_template(TEMPLATE).make_module(self._context())

    def _context(self) -> dict[str, Any]:
        names = [kind.words[self.locale] for kind in known]
        return {
            "locale": self.locale,
            "words": self.words,
            "names": [*names, self.words["timeline.others"] if names else ""],
            "used": sorted({item.kind for item in self.items}),
            "essay": self.here[ESSAY],
            "address": lambda place: f"{self.here[place.page]}#fn:{place.label}",
            "link": self._link,
            "count": self._count,
            "paragraph": self._paragraph,
        }

    def _link(self, place: Place) -> str:
        return write_place(place, self.words, self.here, section=False)

    def _count(self, works: int) -> str:
        return str(self.words["timeline.works_one" if works == 1 else "timeline.works_several"]).format(number=works)

    def _paragraph(self, cell: Cell) -> str:
        name = str(self.words["page.paragraph"]).format(number=cell.id.removeprefix("p"))
        return f"{name}{self.words['marks.list']}{self._count(len(cell.kinds))}" if cell.kinds else name

    def on_page(self, content: str) -> str:
        """The page with the figure, the sections and the table in their places."""
        time = axis([item.span for item in self.items])
        drawings = (draw(self.items, time, self.words) for draw in (landscape.draw, upright.draw))
        entries = self.project.bibliography.entries
        of_keys = {key: kinds.index_of(entries[key], known) for key in self.cited_in}
        rows = read_sections(self.project.pages[self.locale][ESSAY], self.cited_in, of_keys)
        content = content.replace(FIGURE, self.template.figure(*drawings))
        content = content.replace(SECTIONS, self.template.sections(rows))
        return content.replace(TABLE, self.template.table(self.items))

    def in_essay(self, content: str) -> str:
        """The essay with the small drawing above its text."""
        drawing = glance.draw(self.items, axis([item.span for item in self.items]), self.words)
        text = self.words["timeline.glance"].format(number=len(self.items))
        html = str(self.template.glance(drawing, self.here[TIMELINE], text))
        return TEXT_BEGINS.sub(lambda match: html + match[0], content, count=1)


def on_env(env: "Environment", config: "MkDocsConfig", files: "Files") -> None:
    """Put the figures into the pages of a language: only now are all there, and cut for the page side by side."""
    locale = config.plugins["i18n"].current_language  # type: ignore[attr-defined]
    pages = [files.src_uris.get(f"{locale}/{name}") for name in (TIMELINE, ESSAY)]
    timeline, essay = (file.page if file else None for file in pages)
    if not timeline or not essay:
        return
    project = config.extra["project"]
    words = project.bibliography.languages[locale]
    items = read_items(project.bibliography, words, project.cited_in(locale), known)
    if not items:
        return
    timeline.content = Figures(items, project, locale, env, timeline, files).on_page(timeline.content or "")
    essay.content = Figures(items, project, locale, env, essay, files).in_essay(essay.content or "")
    anchors = {f"when:{item.key}" for item in items}
    timeline.present_anchor_ids = (timeline.present_anchor_ids or set()) | anchors


def on_page_context(context: dict[str, Any], page: "Page", **_: Any) -> None:
    context["is_wide"] = page.file.src_uri.partition("/")[2] == TIMELINE
