"""MkDocs events: which edition the text is that of, what has changed since, and a stable address for the newest."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs.plugins import event_priority
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from addressing import tag
from editions import shelf
from editions.comparing import changes
from editions.edition import FOLDER, LATEST, written_date
from editions.listing import CHANGES, EDITIONS, write_changes, write_list
from editions.reading import NOTHING, Reading, read
from editions.webpage import write_latest

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from languages import Language

ESSAY, COMPARISON = "index.md", "changes.md"  # pages of each language


class LatestEdition(NamedTuple):
    """For templates: addresses are below the root of the site, `changes` is that of the comparison or ""."""

    day: str
    date: str  # as the language writes it
    address: str
    pdf: str
    unchanged: bool
    changes: str


class Site:
    """What is known of the editions and, by language, of the live text."""

    def __init__(self, docs: Path, words: "dict[str, Language]") -> None:
        self.shelf = shelf.editions(docs)
        self.words = words
        self.live: dict[str, Reading] = {}  # where there is an edition to compare it with
        self.comparisons: dict[str, str] = {}  # addresses, below the root

    def latest(self, locale: str) -> shelf.Shelved | None:
        return shelf.latest(self.shelf, locale)


site: Site  # born in on_config


def on_config(config: "MkDocsConfig") -> None:
    global site  # noqa: PLW0603  # MkDocs keeps hook modules across rebuilds: each build starts anew here
    if _i18n(config).current_language is None:  # the first language: for each of the others, it calls build() again
        site = Site(Path(config.docs_dir), config.extra["tables"])


def _i18n(config: "MkDocsConfig") -> Any:
    """static-i18n, which has no types."""
    return config.plugins["i18n"]


@event_priority(-120)  # after hooks/addresses.py (-110), which makes the list of files anew
def on_files(files: "Files", config: "MkDocsConfig") -> "Files":
    for locale, words in site.words.items():
        if edition := site.latest(locale):
            label = words["edition.of"].format(date=written_date(edition.day, words))
            html = write_latest(edition.day.isoformat(), locale, tag(locale), label)
            files.append(File.generated(config, f"{FOLDER}/{LATEST}/{locale}/index.html", content=html))
            path = str(edition.folder / locale / shelf.PDF)
            files.append(File.generated(config, f"{locale}/{shelf.PDF}", abs_src_path=path))  # see hooks/metadata.py
    return files


def on_page_markdown(markdown: str, page: "Page", **_: Any) -> str:
    locale = page.file.src_uri.partition("/")[0]
    if EDITIONS not in markdown or locale not in site.words:
        return markdown
    html = write_list(site.shelf, locale, site.words[locale], lambda address: get_relative_url(address, page.url))
    return markdown.replace(EDITIONS, html)


def on_env(env: "Environment", config: "MkDocsConfig", files: "Files") -> None:
    """Read the live text: only now is every page of the language there, whatever their order."""
    for file in files.documentation_pages():
        locale, _, name = file.src_uri.partition("/")
        if name == ESSAY and file.page and site.latest(locale):
            site.live[locale] = read(file.page.content or "")
        elif name == COMPARISON:
            site.comparisons[locale] = file.url


def on_page_context(context: dict[str, Any], page: "Page", config: "MkDocsConfig", **_: Any) -> None:
    locale, _sep, name = page.file.src_uri.partition("/")
    if locale not in site.words:
        return
    edition, live, words = site.latest(locale), site.live.get(locale, NOTHING), site.words[locale]
    if name == COMPARISON:
        html = write_changes(edition, live, locale, words, lambda address: get_relative_url(address, page.url))
        page.content = (page.content or "").replace(CHANGES, html)
    if edition:
        address = edition.path(locale)
        context["latest_edition"] = LatestEdition(
            edition.day.isoformat(),
            written_date(edition.day, words),
            address,
            f"{locale}/{shelf.PDF}",
            not changes(edition.readings[locale], live),
            site.comparisons.get(locale, ""),
        )
