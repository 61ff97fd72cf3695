"""The essay as an entry of a bibliography: cited and exported by the same code as the works that it cites."""

from collections.abc import Mapping
from typing import Any

from bibliography.bibtex import Record
from bibliography.entry import Entry, build
from bibliography.names import Name, Names
from bibliography.works import Bibliography
from citing import csl
from citing.bibtex import people
from citing.fields import BABEL
from citing.work import PATH, Words, Work
from languages import Language, fill

SPECIAL = str.maketrans({character: f"\\{character}" for character in "%&#_$"})
# BibTeX counts every brace, whatever stands before it: one alone would be no text of the field but its end.
SPECIAL |= str.maketrans({"{": r"\textbraceleft{}", "}": r"\textbraceright{}", "\\": r"\textbackslash{}"})
SPECIAL |= str.maketrans({"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"})


def entry(
    work: Work,
    words: Mapping[str, Words],
    tables: Mapping[str, Language],
    *,
    paragraph: int | str = "",
    mark: str = "{}",
) -> Entry:
    """The essay, or a paragraph of it by its address. `mark` is LaTeX to put around the title of the original."""
    own = words[work.locale]
    address = work.paragraph(paragraph) if paragraph else work.address
    others = {locale: title for locale, title in work.titles.items() if locale != work.locale}
    romanised = next((names for locale, names in work.names.items() if locale in others and _latin(names)), ())
    fields: dict[str, str | None] = {
        "author": _people(work.authors),
        "author_romanised": _people(romanised) if not _latin(work.authors) else None,
        "title": _latex(work.title),
        "subtitle": _latex(work.subtitle),
        "translator": _people(work.translators),
        "journaltitle": _latex(work.journal),
        "volume": _latex(work.volume),
        "number": _latex(work.number),
        "pages": _latex(work.pages),
        "publisher": _latex(work.publisher),
        "date": work.date,
        "doi": work.doi,
        "url": address if work.is_located else None,
        "langid": BABEL.get(work.locale, work.locale),
    }
    if work.original:
        fields |= _of_translation(work.original, own, tables, mark)
    else:
        fields |= {f"title_translated_{locale}": _latex(title) for locale, title in others.items()}
    first = work.original_url or (work.original.original_url if work.original else None)
    shown = tables[work.locale]["marks.url"].replace("{url}", rf"\url{{{first}}}")
    fields["addendum"] = fill(own["first_published"], url=shown) if first else None
    kind = "article" if work.journal else "online"
    record = Record(kind, work.key, 1, {name: value for name, value in fields.items() if value})
    return build([record], PATH)[0][work.key]


def _of_translation(original: Work, words: Words, tables: Mapping[str, Language], mark: str) -> dict[str, str | None]:
    marks = tables[original.locale]["titles.part"]
    quoted = f"{marks['open']}{_latex(original.full_title)}{marks['close']}"
    return {
        "note": words["translation_of"].replace("{title}", mark.replace("{}", quoted)),
        "origtitle": _latex(original.full_title),
        "origlanguage": BABEL.get(original.locale, original.locale),
        "origdate": original.published,
        "origpublisher": _latex(original.publisher),
    }


def house(work: Work, words: Mapping[str, Words], tables: Mapping[str, Language], *, paragraph: int | str = "") -> str:
    """The essay in the notes' own style, as HTML."""
    page, original = tables[work.locale], work.original
    mark = rf"\text{BABEL[original.locale]}" + "{{}}" if original and original.locale in BABEL else "{}"
    made = entry(work, words, tables, paragraph=paragraph, mark=mark)
    cited = Bibliography({made.key: made}, dict(tables), PATH)
    locators = (("paragraph", str(paragraph)),) if paragraph else ()
    return cited.html(made.key, page, end=page["marks.end"], locators=locators)


def item(
    work: Work, words: Mapping[str, Words], tables: Mapping[str, Language], *, paragraph: int | str = ""
) -> dict[str, Any]:
    """The essay as an item of CSL-JSON; a paragraph of it without the DOI, which styles would print for its address."""
    made = csl.item(entry(work, words, tables, paragraph=paragraph), tables)
    if paragraph:
        made.pop("DOI", None)
    return made | ({"genre": words[work.locale]["genre"]} if work.original else {})


def item_for(
    work: Work, words: Mapping[str, Words], tables: Mapping[str, Language], locale: str, *, paragraph: int | str = ""
) -> dict[str, Any]:
    """The same as a text in another language cites it: authors as that language writes them, the title also in it.

    A translation keeps the names and the title that it bears; what kind of work it is, is said in that language.
    """
    made = item(work, words, tables, paragraph=paragraph)
    if locale == work.locale:
        return made
    if work.original:
        return made | {"genre": words[locale]["genre"]} if locale in words else made
    if names := work.names.get(locale):
        made["author"] = csl.names(Names(names))
        made["language"] = locale  # by it processors order a name's parts
    if title := work.titles.get(locale):
        made["title"] += f" [{title}]"
    return made


def _latin(names: tuple[Any, ...]) -> bool:
    return bool(names) and all(f"{name.family}{name.given}" < "\u2000" for name in names)


def _people(names: tuple[Name, ...]) -> str:
    """The names as a field holds them."""
    return people(Names(tuple(map(_written, names))))


def _written(name: Name) -> Name:
    family, given, prefix, suffix = (_latex(part) or "" for part in (name.family, name.given, name.prefix, name.suffix))
    return Name(family, given, prefix, suffix, name.body)


def _latex(text: str | None) -> str | None:
    """Text as a field holds it."""
    return text.translate(SPECIAL) if text else None
