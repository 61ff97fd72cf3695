"""MkDocs events: at the address of a page that is gone, one that leads on to where its text is now."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url, write_file

import redirecting
from addressing import tag

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from languages import Language

SETTING = "redirects"  # below `extra` in mkdocs.yml

log = logging.getLogger(f"mkdocs.hooks.{__name__}")
redirects: list[redirecting.Redirect]  # born in on_config
words: "dict[str, Language]"


def on_config(config: "MkDocsConfig") -> None:
    if _i18n(config).current_language is not None:  # static-i18n builds a further language of the same site
        return
    global redirects, words  # noqa: PLW0603  # MkDocs keeps hook modules across rebuilds: each build starts anew here
    words = config.extra["tables"]  # from hooks/citations.py
    text = Path(config.config_file_path).read_text(encoding="utf-8")
    redirects, problems = redirecting.read(config.extra.get(SETTING), text)
    for problem in problems:
        log.warning(str(problem))


def _i18n(config: "MkDocsConfig") -> Any:
    """static-i18n, which has no types."""
    return config.plugins["i18n"]


def on_env(env: "Environment", config: "MkDocsConfig", files: "Files") -> None:
    """Write the pages of a language: only now have all others their addresses."""
    locale = _i18n(config).current_language
    prefix = f"{locale}/"
    names = {path.removeprefix(prefix): file for path, file in files.src_uris.items() if path.startswith(prefix)}
    pages = {name: file for name, file in names.items() if file.is_documentation_page()}
    folder = Path(config.docs_dir, locale).relative_to(Path(config.config_file_path).absolute().parent).as_posix()
    for problem in redirecting.check(redirects, pages, folder):
        log.warning(str(problem))
    for redirect in redirects:
        if redirect.target in pages and redirect.source not in pages:
            gone = File(prefix + redirect.source, config.docs_dir, config.site_dir, config.use_directory_urls)
            html = _page(env, config, locale, redirect, gone, pages[redirect.target])
            write_file(html.encode(), gone.abs_dest_path)


def _page(
    env: "Environment", config: "MkDocsConfig", locale: str, redirect: redirecting.Redirect, gone: File, there: File
) -> str:
    return env.get_template("redirect.html").render(
        tag=tag(locale),
        words=words[locale],
        title=there.page.title if there.page else "",
        target=get_relative_url(there.url, gone.url),
        fragment=redirect.fragment,
        canonical=urljoin(config.site_url or "", there.url),
        styles=[get_relative_url(str(path), gone.url) for path in config.extra_css],
        icon=get_relative_url(config.theme["favicon"], gone.url),
    )
