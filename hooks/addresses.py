"""Each language under its own folder, a title page for all at the root, every page linked to its translations."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import get_files

import addressing
import templates
import titles
from essay.citation import Grammar
from essay.content import is_of_others
from essay.reader import read
from policy import policy, policy_of_a_preview

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from languages import Language

ESSAY = "index.md"
COMPILED = ".cache/templates"

I18nFile = Any  # a File and what static-i18n adds to it: locale, localization, norm_src_uri, alternates (with itself)

log = logging.getLogger(f"mkdocs.hooks.{__name__}")


class Site:
    """What is known of the whole site while static-i18n builds one language after the other."""

    words: "dict[str, Language]"
    titles: dict[str, titles.Title]
    pages: dict[str, list[addressing.Entry]]
    others: list[str]  # folders of templates besides the theme's own
    is_preview: bool


site = Site()


def on_startup(command: str, **_: Any) -> None:
    site.is_preview = command == "serve"  # which reloads a page by a script that MkDocs puts into it
    # It announces every setting of every language at every build; a writer's terminal is for what needs a hand.
    logging.getLogger("mkdocs.plugins.mkdocs_static_i18n").setLevel(logging.WARNING)


def on_config(config: "MkDocsConfig") -> None:
    if plugin(config).current_language is None:  # the first language: for each of the others, it calls build() again
        start(config)


def plugin(config: "MkDocsConfig") -> Any:
    """static-i18n, which comes without types."""
    return config.plugins["i18n"]


def start(config: "MkDocsConfig") -> None:
    """Read the language tables and the titles, and name each language's site after its essay."""
    i18n = plugin(config)
    site.words = config.extra["tables"]  # from hooks/citations.py
    site.pages = {}
    site.titles = {}
    site.others = templates.hide_others(config.theme)
    check_own(config)
    for locale in i18n.build_languages:
        site.titles[locale] = title = read_title(config, locale)
        language = i18n.get_language_config(locale)
        language.site_name = title.name or config.site_name
    config.extra["titles"] = site.titles  # for hooks/metadata.py


def check_own(config: "MkDocsConfig") -> None:
    """Tell which styles and scripts would be asked for from others, which the policy of the pages refuses."""
    path = Path(config.config_file_path)
    lines = path.read_text(encoding="utf-8").splitlines()
    for address in map(str, [*config.extra_css, *config.extra_javascript]):
        if is_of_others(address):
            line = next((number for number, text in enumerate(lines, 1) if address in text), 1)
            log.warning(
                f"{path.name}:{line}: '{address}' is loaded from elsewhere; put a copy into docs/ and name that"
            )


def read_title(config: "MkDocsConfig", locale: str) -> titles.Title:
    path = Path(config.docs_dir, locale, ESSAY)
    place = path.relative_to(Path(config.docs_dir).parent).as_posix()
    try:
        # Bytes that are not UTF-8 are for hooks/citations.py to report, with everything else that is wrong.
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise PluginError(f"{place}:1: there is no such file; the essay of each language is its {ESSAY}") from error
    title = titles.read(locale, read(text, place, Grammar(site.words.values())))
    if not title.title:
        log.warning(f"{place}:1: no title; begin the text with a line '# Title'")
    return title


@event_priority(-110)  # after static-i18n (-100), which has the default language at the root and drops what is in none
def on_files(files: "Files", config: "MkDocsConfig") -> "Files":
    i18n = plugin(config)
    config.theme["language"] = addressing.tag(i18n.current_language)  # Material's words, and <html lang>
    versions = [version for file in files for version in getattr(file, "alternates", {}).values()]
    for version in {id(version): version for version in versions}.values():
        if version.localization == i18n.default_language:
            move(version, version.localization, config.site_dir)
    for file in get_files(config):
        neutral = Path(file.src_uri).parts[0] not in i18n.all_languages and not file.is_documentation_page()
        if neutral and file.src_uri not in files.src_uris:
            files.append(file)
    return files


def move(file: I18nFile, folder: str, site_dir: str) -> None:
    """Serve the file below a folder of the site."""
    file.dest_uri = f"{folder}/{file.dest_uri}"
    file.abs_dest_path = str(Path(site_dir, file.dest_uri))
    file.url = f"{folder}/{'' if file.url == './' else file.url}"


def on_env(env: "Environment", config: "MkDocsConfig", files: "Files") -> None:
    """Prepare the templates; note the pages of this language for the sitemap: only now are all there."""
    templates.prepare(env, Path(config.config_file_path).parent / COMPILED, site.others)
    env.globals["policy"] = policy_of_a_preview if site.is_preview else policy
    file: I18nFile
    for file in files.documentation_pages():
        entry = addressing.Entry(file.page.canonical_url, page_alternates(file, config))
        site.pages.setdefault(file.locale, []).append(entry)


def page_alternates(file: I18nFile, config: "MkDocsConfig") -> tuple[addressing.Alternate, ...]:
    """x-default of the essay is the title page; of another page, the page in the original language."""
    urls = page_urls(file, config)
    fallback = "" if file.norm_src_uri == ESSAY else urls.get(plugin(config).default_language)
    return addressing.alternates(config.site_url or "", urls, fallback)


def page_urls(file: I18nFile, config: "MkDocsConfig") -> dict[str, str]:
    """The site-relative address of a page in each language that has it."""
    order = plugin(config).build_languages
    return {locale: file.alternates[locale].url for locale in order if locale in file.alternates}


def on_page_context(context: dict[str, Any], page: "Page", config: "MkDocsConfig", **_: Any) -> None:
    file: I18nFile = page.file
    context["words"] = site.words[file.locale]
    context["essay"] = site.titles[file.locale]
    context["home"] = f"{file.locale}/"
    context["is_essay"] = file.norm_src_uri == ESSAY
    context["alternates"] = page_alternates(file, config)
    context["translations"] = [
        {"name": plugin(config).get_language_config(locale).name, "tag": addressing.tag(locale), "url": url}
        for locale, url in page_urls(file, config).items()
        if locale != file.locale
    ]


def on_template_context(context: dict[str, Any], config: "MkDocsConfig", **_: Any) -> None:
    """For the pages of the whole site: title page, 404, sitemap."""
    homes = {locale: f"{locale}/" for locale in site.titles}
    root = addressing.Entry(config.site_url or "", addressing.alternates(config.site_url or "", homes, ""))
    context["root"] = root
    context["essays"] = [(site.titles[locale], home, site.words[locale]) for locale, home in homes.items()]
    context["sitemap"] = [root, *(entry for locale in homes for entry in site.pages.get(locale, []))]
