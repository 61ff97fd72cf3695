"""MkDocs events: what machines read of the essay: the head of its pages, and files for other tools."""

import logging
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from mkdocs.utils import get_relative_url, write_file

from addressing import tag
from citing import exports, linked_data, processor
from citing.head import Files, Image, head
from citing.processor import Cited, Request
from citing.references import SLOT, STYLES, Reference, references
from citing.settings import read
from citing.work import Place, Work
from editions import shelf
from keeping import kept
from problem import Problem

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files as SourceFiles
    from mkdocs.structure.pages import Page

ESSAY = "index.md"
SETTING = "work"  # below `extra` in mkdocs.yml
NAME = "essay"  # of the files beside the essay: essay.bib, …
PLACE = '<div id="cite"></div>'  # where another page tells how to cite the essay
STYLE_NAMES = {style.id: style.name for style in STYLES}
PICTURE = "assets/title-{}.png"  # made by tests/pictures.py
PIXELS = (1200, 630)
REFERENCES = ".cache/how-to-cite"
EXPORTS = ".cache/exports"

log = logging.getLogger(f"mkdocs.hooks.{__name__}")


class Site:
    """What is known of the essay in every language of the site."""

    def __init__(self, config: "MkDocsConfig") -> None:
        self.project = config.extra["project"]
        self.tables = self.project.bibliography.languages
        titles = config.extra["titles"]
        self.words = {locale: self.tables[locale]["citing"] for locale in titles}
        self.address = address = config.site_url or ""
        docs = Path(config.docs_dir)
        names = [PICTURE.format(locale) for locale in titles]
        self.pictures = [name for name in names if (docs / name).is_file()]
        shelved = shelf.editions(docs)
        self.works, problems = read(
            config.extra.get(SETTING),
            titles,
            {locale: _place(address, locale, shelf.latest(shelved, locale)) for locale in titles},
            self.tables,
            descriptions={locale: title.description for locale, title in titles.items()},
            source=Path(config.config_file_path).read_text(encoding="utf-8"),
        )
        for problem in problems:
            log.warning(str(problem))
        self.texts: dict[str, dict[str, str]] = {}  # of the files beside the essay, by language
        self.told: dict[str, dict[str, Any]] = {}
        self.root = Path(config.config_file_path).parent

    @cached_property
    def references(self) -> dict[str, list[dict[str, str]]]:
        """What the template shows in each language: a reference in each style, and its pattern for a place."""
        places = [(work, place) for work in self.works.values() for place in ("", SLOT)]
        made, problems = references(places, self.words, self.tables, by=self._formatted)
        for problem in problems:
            log.warning(str(problem))
        return {
            locale: [
                {
                    "name": STYLE_NAMES.get(one.style, ""),
                    "lang": tag(one.lang),
                    "whole": _shown(one),
                    "paragraph": _shown(two),
                }
                for one, two in zip(whole, part, strict=True)
            ]
            for locale, whole, part in zip(self.works, made[::2], made[1::2], strict=True)
        }

    def _formatted(self, requests: Sequence[Request]) -> tuple[list[Cited | None], list[Problem]]:
        """What pandoc makes of the requests; it takes half as long as all the rest."""
        of = processor.sources(requests)
        path = self.root / REFERENCES
        return kept(path, of, lambda: processor.process(requests), lasts=lambda made: not made[1])

    def cited(self, locale: str) -> list[dict[str, Any]]:
        """What linked data says of the works that the essay cites: of each the same in all languages, so made once."""
        places = self.project.cited_in(locale).items()
        keys = [key for key, found in places if any(place.page == ESSAY for place in found)]
        entries = self.project.bibliography.entries
        self.told |= {key: linked_data.cited_work(entries[key], self.tables) for key in keys if key not in self.told}
        return [self.told[key] for key in keys]

    def files(self, work: Work) -> Files:
        """The files beside the essay of a language."""
        names = (f"{NAME}.{end}" for end in exports.FORMATS)
        picture = PICTURE.format(work.locale)
        image = Image(urljoin(self.address, picture), work.full_title, *PIXELS) if picture in self.pictures else None
        return Files(tuple(urljoin(work.place.page, name) for name in names), image)


site: Site  # born in on_config


def _place(address: str, locale: str, edition: shelf.Shelved | None) -> Place:
    """Where the essay stands. Its newest PDF is also beside the page, where Google Scholar looks for it."""
    page = urljoin(address, f"{locale}/")
    if not edition:
        return Place(page)
    return Place(page, urljoin(address, edition.path(locale)), edition.day.isoformat(), urljoin(page, shelf.PDF))


def _shown(reference: Reference) -> str:
    short = f' <span class="reference__short">{reference.in_text}</span>' if reference.in_text else ""
    return reference.html + short


def on_config(config: "MkDocsConfig") -> None:
    global site  # noqa: PLW0603  # MkDocs keeps hook modules across rebuilds: each build starts anew here
    if _i18n(config).current_language is None:  # the first language: for each other, it calls build() again
        site = Site(config)


def _i18n(config: "MkDocsConfig") -> Any:
    """static-i18n, which has no types."""
    return config.plugins["i18n"]


def on_env(env: "Environment", config: "MkDocsConfig", files: "SourceFiles") -> None:
    """Write how to cite the essay, in the language that is built."""
    locale = _i18n(config).current_language
    essay = files.src_uris[f"{locale}/{ESSAY}"]
    site.texts[locale] = texts = exports.essay_files(site.works[locale], site.words, site.tables)
    for file in files.documentation_pages():
        page = file.page
        if not page or not page.content or not (file is essay or PLACE in page.content):
            continue
        html = env.get_template("cite.html").render(
            words=site.tables[locale],
            references=site.references[locale],
            slot=SLOT,
            paragraphs=site.project.pages[locale][ESSAY].paragraphs,
            files=[
                {
                    "name": exports.FORMATS[end],
                    "text": text,
                    "url": get_relative_url(f"{essay.url}{NAME}.{end}", page.url),
                }
                for end, text in texts.items()
            ],
        )
        page.content = page.content.replace(PLACE, html) if PLACE in page.content else page.content + html


def on_page_context(context: dict[str, Any], page: "Page", **_: Any) -> None:
    locale, _name, name = page.file.src_uri.partition("/")
    if name != ESSAY or locale not in site.works:
        return
    work, files = site.works[locale], site.files(site.works[locale])
    context["head"] = head(work, site.works, site.words, files)
    article = linked_data.article(work, site.works, site.cited(locale), site.tables, files)
    context["linked_data"] = linked_data.script(article)


def on_post_build(config: "MkDocsConfig") -> None:
    """Write the files of the language that is built, and those of the works that all cite."""
    locale = _i18n(config).current_language
    for end, text in site.texts[locale].items():
        write_file(text.encode(), str(Path(config.site_dir, locale, f"{NAME}.{end}")))
    if locale == next(iter(site.works)):
        for end in exports.FORMATS:
            write_file(_all_works(end, config), str(Path(config.site_dir, f"{exports.BIBLIOGRAPHY}.{end}")))


def _all_works(end: str, config: "MkDocsConfig") -> bytes:
    """The file of all works; to write it of a thousand takes half as long as to read them."""
    path = Path(config.config_file_path).parent / EXPORTS / end
    entries = list(site.project.bibliography.entries.values())
    of = config.extra["bib"] + repr(site.tables).encode()  # from hooks/citations.py
    return kept(path, of, lambda: exports.text(end, entries, site.tables).encode())
