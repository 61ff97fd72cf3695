"""MkDocs events: citations become notes, paragraphs get numbers, and every fault is told with its place."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs.exceptions import PluginError
from mkdocs.utils import get_relative_url

import languages
from bibliography import works
from bibliography.entry import Entry
from citing.exports import BIBLIOGRAPHY as EXPORTS
from citing.exports import FORMATS
from essay.content import check
from essay.markup import EssayMarkup
from essay.notes import check_html
from essay.page import PLACE, write_page
from essay.places import ESSAY
from essay.project import Project
from essay.references import write_references
from keeping import kept
from problem import Problem

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

BIB = "bib/refs.bib"
KEPT, KEPT_TABLES = ".cache/entries", ".cache/languages"

log = logging.getLogger(f"mkdocs.hooks.{__name__}")
markup = EssayMarkup()
project: Project  # born in on_config


class Reading(NamedTuple):
    """A bibliography that was read, its faults, and all that they depend on."""

    data: bytes | None
    tables: dict[str, languages.Language]
    bibliography: works.Bibliography
    problems: list[Problem]


# Of the build before, for `make serve`: to read ten thousand entries takes longer than to wait for after a keystroke.
# It outlives a build, unlike all other state, and may: it is taken for the same bytes and the same tables only.
reading: Reading | None = None


def on_config(config: "MkDocsConfig") -> None:
    if _i18n(config).current_language is not None:  # static-i18n builds a further language of the same site
        return
    global project, reading  # noqa: PLW0603  # MkDocs keeps hook modules across rebuilds: each build starts anew here
    root = Path(config.config_file_path).parent
    tables = _tables(root, _i18n(config).build_languages)
    data = (root / BIB).read_bytes() if (root / BIB).is_file() else None
    if not reading or (reading.data, reading.tables) != (data, tables):
        entries, problems = kept(root / KEPT, repr(data).encode(), lambda: _entries(data, tables))
        reading = Reading(data, tables, works.Bibliography(entries, tables, BIB), problems)
    project = Project(reading.bibliography, problems=list(reading.problems))
    config.extra |= {"tables": tables, "project": project, "bib": data or b""}  # for the other hooks
    config.markdown_extensions.append(markup)  # type: ignore[arg-type]  # Markdown takes instances as well as names


def _entries(data: bytes | None, tables: dict[str, languages.Language]) -> tuple[dict[str, Entry], list[Problem]]:
    bibliography, problems = works.read(data, BIB, tables)
    return bibliography.entries, problems


def _tables(root: Path, locales: list[str]) -> dict[str, languages.Language]:
    """Those of the site first: what may be read in two ways ("§") is read as in the original."""
    of = repr(locales).encode() + languages.sources()
    try:
        tables, lacks = kept(root / KEPT_TABLES, of, lambda: _checked(locales), lasts=lambda made: not made[1])
    except ValueError as error:
        raise PluginError(f"hooks/languages/{error}") from error
    if lacks:
        raise PluginError("\n".join(f"hooks/languages/{lack}" for lack in lacks))
    return {locale: tables[locale] for locale in locales} | tables


def _checked(locales: list[str]) -> tuple[dict[str, languages.Language], list[str]]:
    """The tables, and what they lack."""
    tables = languages.load()
    return tables, languages.missing(tables, locales)


def _i18n(config: "MkDocsConfig") -> Any:
    """static-i18n, which has no types."""
    return config.plugins["i18n"]


def on_files(files: "Files", config: "MkDocsConfig") -> None:
    if project.pages:
        return
    root = Path(config.config_file_path).absolute().parent  # given with -f, it may be a mere name
    project.pages = {locale: {} for locale in _i18n(config).build_languages}
    for file in files.documentation_pages():
        locale, _, name = file.src_uri.partition("/")
        if locale in project.pages and file.abs_src_path:
            path = Path(file.abs_src_path)
            project.add_page(path.read_bytes(), path.relative_to(root).as_posix(), locale, name)
    for problem in project.check():
        log.warning(str(problem))


def on_page_read_source(page: "Page", config: "MkDocsConfig") -> str | None:
    locale, _, name = page.file.src_uri.partition("/")
    document = project.pages.get(locale, {}).get(name)
    if not document:
        return None
    language = project.bibliography.languages[locale]
    return write_page(document, project.bibliography, language, byline=name == ESSAY)


def on_page_markdown(markdown: str, page: "Page", config: "MkDocsConfig", files: "Files") -> str:
    locale = page.file.src_uri.partition("/")[0]
    if locale not in project.pages:
        return markdown
    language = project.bibliography.languages[locale]
    # One set of options serves all languages, so each page puts in its own words.
    markup.notes_heading = language["page.notes"]
    markup.back_to_text = language["page.back_to_text"]
    markup.back_to_text_of_several = language["page.back_to_text_of_several"]
    markup.paragraph = language["page.paragraph"] if page.file.src_uri == f"{locale}/{ESSAY}" else ""
    markup.beside = language["page.beside"]
    config.mdx_configs.setdefault("toc", {})["permalink_title"] = language["page.permalink"]
    if PLACE in markdown:
        markdown = markdown.replace(PLACE, _references(locale, page, files))
    return markdown


def on_page_content(html: str, page: "Page", **_: Any) -> None:
    """Tell what a page must not have in it: here is all that a writer can put there, however it was written."""
    locale, _sep, name = page.file.src_uri.partition("/")
    if document := project.pages.get(locale, {}).get(name):
        found = [*check(html, document.text, document.path), *check_html(html, document, project.bibliography)]
        for problem in found:
            log.warning(str(problem))
        if name != ESSAY:  # which the other hooks ask for
            project.let_go(locale, name)
    page.markdown = None  # MkDocs would keep it to the end, as the HTML: of a thousand pages most of the memory


def on_post_page(output: str, page: "Page", **_: Any) -> None:
    """Let go of what is written."""
    page.content = None


def _references(locale: str, page: "Page", files: "Files") -> str:
    here = {name: get_relative_url(files.src_uris[f"{locale}/{name}"].url, page.url) for name in project.pages[locale]}
    exports = {name: get_relative_url(f"{EXPORTS}.{end}", page.url) for end, name in FORMATS.items()}
    language = project.bibliography.languages[locale]
    return write_references(project.bibliography, language, project.cited_in(locale), here, exports)
