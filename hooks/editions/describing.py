"""What an edition says of itself: how to cite it, what machines read in its head, the files for other tools."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bibliography import works
from bibliography.entry import NOT_CITED
from citing import essay, exports, linked_data
from citing.head import Files, Tag, head
from citing.settings import read
from citing.work import Place, Work
from editions.edition import FOLDER, Edition
from editions.shelf import BIB, PAGE, PDF, SUMS
from languages import Language
from titles import Title

NAME = "essay"  # of the files beside the page: essay.bib, …
LINKED_DATA = "jsonld"  # the end of a file's name: on a page it would be a script


def known(
    config: object, titles: Mapping[str, Title], tables: Mapping[str, Language], day: date, site_url: str
) -> dict[str, Work]:
    """What is known of the edition of a day in each language; `config` is `extra: work:` of mkdocs.yml.

    Without `site_url` its places are told from one of its own pages: "../en/".
    """
    live, own = (site_url, f"{site_url}{FOLDER}/{day.isoformat()}/") if site_url else ("../../../", "../")
    places = {
        locale: Place(f"{live}{locale}/", f"{own}{locale}/", day.isoformat(), f"{own}{locale}/{PDF}")
        for locale in titles
    }
    descriptions = {locale: title.description for locale, title in titles.items()}
    return read(config, titles, places, tables, descriptions=descriptions)[0]  # the build has told its faults


def citation(edition: Edition, locale: str) -> str:
    """HTML of a reference to the edition in the site's own style."""
    return essay.house(edition.works[locale], *_tables(edition))


def head_tags(edition: Edition, locale: str) -> list[Tag]:
    """What machines read of the edition."""
    return head(edition.works[locale], edition.works, _tables(edition)[0], _files(edition, locale), "edition")


def export(edition: Edition, locale: str) -> dict[str, str]:
    """The edition in a language as BibTeX, RIS, CSL-JSON and JSON-LD: texts by the names of their files."""
    work, (words, tables) = edition.works[locale], _tables(edition)
    entries = works.read(edition.bibliography, BIB, tables)[0].entries.values()
    cited = [linked_data.cited_work(entry, tables) for entry in entries if entry.type not in NOT_CITED]
    data = linked_data.article(work, edition.works, cited, tables, _files(edition, locale), "edition")
    texts = exports.essay_files(work, words, tables) | {LINKED_DATA: exports.json_text(data)}
    return {f"{NAME}.{end}": text for end, text in texts.items()}


def describe(edition: Edition) -> dict[str, Any]:
    """The edition and its files in JSON's types; what is not known is left out."""
    original = next(iter(edition.essays), "")
    texts = []
    for locale, text in edition.essays.items():
        made = {
            "language": text.tag,
            "translationOf": edition.essays[original].tag if locale != original else "",
            "address": edition.address(locale) if edition.site_url else "",
            "html": f"{locale}/{PAGE}",
            "pdf": f"{locale}/{PDF}",
            "description": text.description,
            "reference": essay.item(edition.works[locale], *_tables(edition)),
        }
        texts.append({name: value for name, value in made.items() if value})
    return {"edition": edition.day.isoformat(), "texts": texts, "bibliography": BIB, "checksums": SUMS}


def _tables(edition: Edition) -> tuple[dict[str, Any], dict[str, Language]]:
    tables = {locale: text.words for locale, text in edition.essays.items()}
    return {locale: table["citing"] for locale, table in tables.items()}, tables


def _files(edition: Edition, locale: str) -> Files:
    beside = edition.works[locale].place.edition or ""
    return Files(tuple(f"{beside}{NAME}.{end}" for end in (*exports.FORMATS, LINKED_DATA)))
