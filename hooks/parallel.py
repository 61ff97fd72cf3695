"""MkDocs events: a page on which the essay stands in two languages side by side, made of the pages of both."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.utils import get_relative_url

from addressing import tag
from essay.columns import PLACE, write_columns
from essay.cutting import cut
from essay.markup import EssayMarkup
from essay.pairs import Text

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from languages import Language

ESSAY, PARALLEL = "index.md", "parallel.md"  # pages of each language


class Site:
    """What is known of the site, by language, while static-i18n builds one language after the other."""

    def __init__(self) -> None:
        self.texts: dict[str, Text] = {}
        self.essays: dict[str, Page] = {}
        self.pages: dict[str, Page] = {}  # with both texts
        self.taken: dict[str, set[str]] = {}  # ids of those pages by themselves
        self.words: dict[str, Language] = {}


site: Site  # born in on_config


def on_config(config: "MkDocsConfig") -> None:
    global site  # noqa: PLW0603  # MkDocs keeps hook modules across rebuilds: each build starts anew here
    if _i18n(config).current_language is None:  # the first language: for each of the others, it calls build() again
        site = Site()


def _i18n(config: "MkDocsConfig") -> Any:
    """static-i18n, which has no types."""
    return config.plugins["i18n"]


def on_page_markdown(markdown: str, page: "Page", config: "MkDocsConfig", files: "Files") -> None:
    """Tell hooks/citations.py's extension whether this page shall be cut into blocks."""
    locale, _, name = page.file.src_uri.partition("/")
    has_parallel = name == ESSAY and f"{locale}/{PARALLEL}" in files.src_uris
    for extension in config.markdown_extensions:
        if isinstance(extension, EssayMarkup):
            extension.parallel = PARALLEL if has_parallel else ""


def on_page_content(html: str, page: "Page", config: "MkDocsConfig", files: "Files") -> str:
    locale, _, name = page.file.src_uri.partition("/")
    html, blocks = cut(html)
    if blocks:
        language = _i18n(config).get_language_config(locale).name
        site.texts[locale], site.essays[locale] = Text.of(tag(locale), language, blocks), page
    elif name == PARALLEL:
        site.pages[locale] = page
        page.meta.setdefault("search", {"exclude": True})  # what it shows is found on the page of the essay
    return html


def on_env(env: "Environment", config: "MkDocsConfig", files: "Files") -> None:
    """Let links lead to the places of the parallel page: only now are all pages of the language there."""
    locale = _i18n(config).current_language
    page, essay = site.pages.get(locale), site.essays.get(locale)
    if page and essay:
        site.taken[locale] = page.present_anchor_ids or set()
        page.present_anchor_ids = site.taken[locale] | (essay.present_anchor_ids or set())


def on_page_context(context: dict[str, Any], page: "Page", config: "MkDocsConfig", **_: Any) -> None:
    locale, _sep, name = page.file.src_uri.partition("/")
    context["is_parallel"] = name == PARALLEL
    if name == PARALLEL and locale in site.essays:
        page.toc = site.essays[locale].toc
        site.words[locale] = context["words"]  # from hooks/addresses.py


def on_post_build(config: "MkDocsConfig") -> None:
    """When the last language is built, put the texts into the pages of all."""
    if set(site.texts) != set(_i18n(config).build_languages):
        return
    for locale, page in site.pages.items():
        if other := _counterpart(locale, config):
            ours, theirs = (get_relative_url(site.essays[name].url, page.url) for name in (locale, other))
            texts = site.texts[locale], site.texts[other]
            columns = write_columns(texts, (ours, theirs), site.words[locale], site.taken[locale])
            path = Path(page.file.abs_dest_path)
            path.write_text(path.read_text(encoding="utf-8").replace(PLACE, columns), encoding="utf-8")


def _counterpart(locale: str, config: "MkDocsConfig") -> Any:
    """The language beside another: the original; beside the original, the first translation."""
    original = _i18n(config).default_language
    translations = (name for name in _i18n(config).build_languages if name != original)
    return original if locale != original else next(translations, None)
