"""A built site → what goes into an edition."""

from datetime import date
from pathlib import Path

from editions.describing import known
from editions.edition import Edition, Essay
from editions.reading import read
from essay.citation import Grammar
from essay.reader import read as read_source
from languages import Language
from titles import read as read_title

ESSAY = "index.md"


def collect(
    root: Path,
    site: Path,
    names: dict[str, str],
    words: dict[str, Language],
    *,
    day: date,
    site_url: str = "",
    work: object = None,
) -> Edition:
    """The edition of a day, from the sources at `root` and the site that was built of them.

    `names` has what each language calls itself, by locale, the original first; `work` is `extra: work:` of mkdocs.yml.
    """
    grammar = Grammar(words.values())
    essays = {}
    for locale, name in names.items():
        path = root / "docs" / locale / ESSAY
        source = read_source(path.read_text(encoding="utf-8-sig"), path.relative_to(root).as_posix(), grammar)
        references = site / locale / "references" / "index.html"
        essays[locale] = Essay(
            title=read_title(locale, source),
            name=name,
            tag=locale.replace("_", "-"),
            words=words[locale],
            html=(site / locale / "index.html").read_text(encoding="utf-8"),
            references=references.read_text(encoding="utf-8") if references.is_file() else "",
            folder=site / locale,
            description=source.meta.get("description", ""),
        )
    bibliography = root / "bib" / "refs.bib"
    data = bibliography.read_bytes() if bibliography.is_file() else b""
    titles = {locale: essay.title for locale, essay in essays.items()}
    return Edition(day, essays, known(work, titles, words, day, site_url), data, site_url)


def same_text(edition: Edition, readings: dict[str, object], bibliography: bytes) -> bool:
    """Whether the edition says the same, in every language and with the same bibliography."""
    now = {locale: read(essay.html) for locale, essay in edition.essays.items()}
    return now == readings and edition.bibliography == bibliography
