"""The essay as JSON-LD in the words of schema.org. A template only prints it."""

import json
import re
from collections.abc import Mapping
from typing import Any

from bibliography.entry import Entry
from bibliography.names import Name
from bibliography.wording import write_name
from citing import csl, fields
from citing.head import FORMATS, NO_FILES, Files, Form, address_of
from citing.work import Work
from languages import Language

SCHEMA_TYPES = {  # CSL's types → schema.org's
    "article-journal": "Article",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "legislation": "Legislation",
    "motion_picture": "Movie",
    "paper-conference": "Article",
    "periodical": "Periodical",
    "report": "Report",
    "review": "Review",
    "software": "SoftwareApplication",
    "thesis": "Thesis",
    "webpage": "WebPage",
}


def article(
    work: Work,
    works: Mapping[str, Work],
    cited: list[dict[str, Any]],
    tables: Mapping[str, Language],
    files: Files = NO_FILES,
    form: Form = "live",
) -> dict[str, Any]:
    """The essay as schema.org's ScholarlyArticle, with its translations or its original.

    `cited` is what `cited_work` says of every work that it cites.
    """
    address = address_of(work, form)
    others = [other for other in works.values() if other is not work]
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "@id": work.address,
        "url": address,
        "headline": work.full_title,
        "name": work.full_title,
        "inLanguage": work.locale,
        "author": [_person(name, work, tables[work.locale]) for name in work.authors],
        "translator": [_agent(name, tables[work.locale]) for name in work.translators],
        "datePublished": work.date,
        "description": work.description,
        "publisher": {"@type": "Organization", "name": work.publisher} if work.publisher else None,
        "isPartOf": {"@type": "Periodical", "name": work.journal} if work.journal else None,
        "pagination": work.pages,
        "identifier": f"https://doi.org/{work.doi}" if work.doi else None,
        "sameAs": work.original_url,
        "license": work.licence,
        "version": work.place.edition_date,
        "image": files.image.url if files.image else None,
        "encoding": _file(work.place.pdf) if work.place.pdf else None,
        "citation": cited,
    }
    if work.original:
        made |= {
            "translationOfWork": _other(work.original, tables[work.original.locale]),
            "isBasedOn": work.original.address,
        }
    else:
        made["workTranslation"] = [_other(other, tables[other.locale]) for other in others if other.original]
    return {name: value for name, value in made.items() if value}


def script(data: Mapping[str, Any]) -> str:
    """JSON-LD as the content of a script element: no "</script>" or "<!--" in it, and no line that a parser ends."""
    text = json.dumps(data, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _other(work: Work, table: Language) -> dict[str, Any]:
    """The essay in another language, as far as that says which it is."""
    made = {
        "@type": "ScholarlyArticle",
        "@id": work.address,
        "url": work.place.page,
        "name": work.full_title,
        "inLanguage": work.locale,
        "author": [_agent(name, table) for name in work.authors],
        "translator": [_agent(name, table) for name in work.translators],
        "identifier": f"https://doi.org/{work.doi}" if work.doi else None,
        "sameAs": work.original_url,
    }
    return {name: value for name, value in made.items() if value}


def _file(url: str) -> dict[str, str]:
    return {"@type": "MediaObject", "contentUrl": url, "encodingFormat": FORMATS["pdf"]}


def _person(name: Name, work: Work, table: Language) -> dict[str, Any]:
    made = _agent(name, table)
    if work.affiliation:
        made["affiliation"] = {"@type": "Organization", "name": work.affiliation}
    if work.orcid:
        made["sameAs"] = f"https://orcid.org/{work.orcid}"
    return made


def _agent(name: Name, table: Language) -> dict[str, Any]:
    if name.body:
        return {"@type": "Organization", "name": name.family}
    own = {"@type": "Person", "name": write_name(name, table), "familyName": f"{name.prefix} {name.family}".strip()}
    return own | ({"givenName": name.given} if name.given else {})


def cited_work(entry: Entry, tables: Mapping[str, Language]) -> dict[str, Any]:
    """A work that the essay cites, by what is known of it."""
    item, table = csl.item(entry, tables), next(iter(tables.values()))
    day = entry.dates.get("date")
    start = day.start if day and not (day.start and day.start.open_digits) else None
    numbers = [start.year, *filter(None, (start.month if start.month <= 12 else 0, start.day))] if start else []
    made = {
        "@type": SCHEMA_TYPES.get(item["type"], "CreativeWork"),
        "name": item.get("title"),  # an entry may be broken, while its writer works on it
        "author": [_agent(name, table) for name in fields.names(entry, "author").names],
        "editor": [_agent(name, table) for name in fields.names(entry, "editor").names],
        "translator": [_agent(name, table) for name in fields.names(entry, "translator").names],
        "datePublished": "-".join(f"{number:02d}" for number in numbers),
        "inLanguage": item.get("language"),
        "isPartOf": {"@type": "CreativeWork", "name": item["container-title"]} if "container-title" in item else None,
        "publisher": {"@type": "Organization", "name": item["publisher"]} if "publisher" in item else None,
        "identifier": f"https://doi.org/{item['DOI']}" if "DOI" in item else None,
        "url": item.get("URL"),
        "archivedAt": _copy(fields.copy(entry)),
    }
    return {name: value for name, value in made.items() if value}


def _copy(copy: Mapping[str, str]) -> dict[str, str] | None:
    """The archived copy of a page, with the day on which it was taken, if that is known."""
    if "archiveurl" not in copy:
        return None
    made = {"@type": "WebPage", "url": copy["archiveurl"]}
    day = copy.get("archivedate", "")
    return made | ({"dateCreated": day} if re.fullmatch(r"\d{4}(-\d\d){0,2}", day) else {})
