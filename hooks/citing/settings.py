"""`extra: work:` of mkdocs.yml, the titles and the addresses of the essay → the essay in each language."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from bibliography.dates import parse_date
from bibliography.names import Name, parse_names
from citing.work import PATH, Place, Work
from languages import Language, fill
from problem import Problem
from titles import Title

OF_LANGUAGES = ("author", "translator", "affiliation", "doi")  # may have a value for each language
OF_THE_ORIGINAL = ("publisher", "journal", "volume", "number", "pages", "date", "original_url")
KNOWN = (*OF_LANGUAGES, *OF_THE_ORIGINAL, "orcid", "licence")
DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/[^\s{}\\\"]+)", re.IGNORECASE)
ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")
ADDRESS = re.compile(r"https?://[^\s/<>{}|\\^`\"][^\s<>{}|\\^`\"]*")


def read(
    config: object,
    titles: Mapping[str, Title],
    places: Mapping[str, Place],
    tables: Mapping[str, Language],
    *,
    descriptions: Mapping[str, str] | None = None,
    source: str = "",
) -> tuple[dict[str, Work], list[Problem]]:
    """The essay in each language of `titles`, the original first; and what is wrong with the mapping. Never raises.

    `config` is `extra: work:` as YAML gives it, `source` the text of mkdocs.yml, for the lines of the messages.
    """
    reader = _Reader(source, tuple(titles))
    values = reader.mapping(config)
    works: dict[str, Work] = {}
    for locale, title in titles.items():
        names = {language: reader.names(values, "author", language) for language in titles}
        authors = names[locale] or parse_names(title.author)[0].names
        subtitle = title.subtitle.strip(" —―–-") or None
        works[locale] = Work(
            locale=locale,
            title=title.name,
            subtitle=subtitle,
            full_title=fill(tables[locale]["titles.with_subtitle"], title=title.name, subtitle=subtitle or ""),
            authors=authors,
            names={language: found for language, found in names.items() if found},
            place=places[locale],
            affiliation=reader.text(values, "affiliation", locale),
            description=(descriptions or {}).get(locale) or None,
            doi=reader.doi(values, locale),
            orcid=reader.orcid(values, len(authors)),
            licence=reader.address(values, "licence"),
        )
    original = next(iter(works), None)
    full_titles = {locale: work.full_title for locale, work in works.items()}
    for locale, work in works.items():
        works[locale] = work._replace(titles=full_titles)
        if locale == original:
            works[locale] = works[locale]._replace(
                publisher=reader.text(values, "publisher"),
                journal=reader.text(values, "journal"),
                volume=reader.text(values, "volume"),
                number=reader.text(values, "number"),
                pages=reader.text(values, "pages"),
                published=reader.date(values),
                original_url=reader.address(values, "original_url"),
            )
        elif original:
            translators = reader.names(values, "translator", locale)
            works[locale] = works[locale]._replace(translators=translators, original=works[original])
    return works, sorted(set(reader.problems))


class _Reader:
    """Reads the values of the mapping and gathers its faults, each with its line."""

    def __init__(self, source: str, locales: tuple[str, ...]) -> None:
        self.lines = _lines(source)
        self.locales = locales
        self.problems: list[Problem] = []

    def fault(self, name: str, message: str) -> None:
        line = self.lines.get(name, self.lines.get("work", 1))
        self.problems.append(Problem(PATH, line, f"extra: work: {message}"))

    def mapping(self, config: object) -> dict[str, Any]:
        """The mapping without what is empty, and without what has no meaning here."""
        if config is None:
            return {}
        if not isinstance(config, Mapping):
            self.fault("work", f"is not a mapping but '{config}'; write one line for each thing that is known")
            return {}
        for name in config:
            if name not in KNOWN:
                self.fault(str(name), f"'{name}' is not known here; write one of {', '.join(KNOWN)}")
        for name, value in config.items():
            for locale in value if name in OF_LANGUAGES and isinstance(value, Mapping) else ():
                if locale not in self.locales:
                    those = " or ".join(self.locales)
                    self.fault(name, f"{name} has the language '{locale}', which the site has not; write {those}")
        return {name: value for name, value in config.items() if name in KNOWN and value not in (None, "", [], {})}

    def value(self, values: Mapping[str, Any], name: str, locale: str = "") -> Any:
        """A value, for one language if there is one for each."""
        found = values.get(name)
        if isinstance(found, Mapping):
            if name not in OF_LANGUAGES:
                self.fault(name, f"{name} is of the work in all languages; write one value behind it")
                return None
            return found.get(locale)
        return found

    def text(self, values: Mapping[str, Any], name: str, locale: str = "") -> str | None:
        found = self.value(values, name, locale)
        if isinstance(found, list):
            self.fault(name, f"{name} is a list; write one value behind it")
            return None
        return " ".join(str(found).split()) or None if found is not None else None

    def names(self, values: Mapping[str, Any], name: str, locale: str) -> tuple[Name, ...]:
        found = self.value(values, name, locale)
        names: Sequence[object] = found if isinstance(found, list) else [found] if found else []
        if name == "author" and isinstance(values.get(name), str):
            self.fault(name, f'author has no language; write author: {{ {self.locales[0]}: "{values[name]}" }}')
        return tuple(_person(str(one)) for one in names)

    def doi(self, values: Mapping[str, Any], locale: str) -> str | None:
        found = self.text(values, "doi", locale)
        if not found:
            return None
        if match := DOI.fullmatch(found):
            return match[1]
        self.fault("doi", f"doi '{found}' is no DOI; write it as 10.1234/abc")
        return None

    def orcid(self, values: Mapping[str, Any], authors: int) -> str | None:
        found = self.text(values, "orcid")
        match = ORCID.fullmatch(found or "")
        if found and not match:
            self.fault("orcid", f"orcid '{found}' is no ORCID iD; write it as 0000-0002-1825-0097")
        elif match and authors != 1:
            self.fault("orcid", "orcid is of one author, and the essay has several; delete it")
            return None
        return match[1] if match else None

    def address(self, values: Mapping[str, Any], name: str) -> str | None:
        found = self.text(values, name)
        if found and not ADDRESS.fullmatch(found):
            self.fault(name, f"{name} '{found}' is no web address; begin it with https://")
            return None
        return found

    def date(self, values: Mapping[str, Any]) -> str | None:
        """A date as 2026-03-01, 2026-03 or 2026. YAML has made a day of it, or a number."""
        found = self.value(values, "date")
        text = found.isoformat()[:10] if isinstance(found, date) else str(found or "")
        if not text:
            return None
        try:
            day = parse_date(text)
            if day and re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
                return text
        except ValueError:
            pass
        self.fault("date", f"date '{text}' is no date; write it as 2026-03-01, 2026-03 or 2026")
        return None


def _person(text: str) -> Name:
    """A person, "Family, Given"; without a comma a body or a name that is one whole."""
    family, comma, given = (part.strip() for part in text.partition(","))
    return Name(family, given) if comma and given else Name(text.strip().rstrip(","), body=True)


def _lines(source: str) -> dict[str, int]:
    """The lines of the keys below `work:`."""
    return dict(_keys(source.splitlines()))


def _keys(lines: list[str]) -> Iterator[tuple[str, int]]:
    depth: int | None = None
    for number, line in enumerate(lines, 1):
        match = re.match(r"( *)(\w+):", line)
        if not match:
            continue
        if depth is None:
            if match[2] == "work":
                depth = len(match[1])
                yield "work", number
        elif len(match[1]) <= depth:
            return
        else:
            yield match[2], number
