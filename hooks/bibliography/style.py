"""The note style: for every type of entry how its title is marked, and the row of parts that it prints, in order.

The templates are pybtex's. A part that an entry lacks is left out; the tables of the languages have the marks between.
"""

from collections.abc import Iterator

from pybtex.style.template import Node

from bibliography.context import Context
from bibliography.credits import TEAM, beside_author, by, lead, short_lead, team
from bibliography.details import (
    date,
    event,
    hereafter,
    holder,
    imprint,
    kind,
    language,
    original_language,
    pointer,
    text,
)
from bibliography.numbering import (
    issue,
    journal_number,
    law_number,
    locators,
    numbered,
    pages,
    part,
    patent_number,
    series,
    series_alone,
    volume,
)
from bibliography.punctuation import Part, row, template_node
from bibliography.titles import (
    container,
    in_book,
    issue_title,
    main_work,
    short_title,
    short_translation,
    title,
    title_addon,
    translation,
)
from bibliography.web import web

# A template reads like the reference it prints; what else its entry has, `whole` adds:
# fmt: off
HEAD = [lead, beside_author, title, translation, title_addon]
MEDIUM = text("howpublished")
TAIL = [locators, text("addendum"), language, web, hereafter]
PUBLISHED = [text("note"), imprint("publisher", "institution", "organization"), date]
ISSUED = [text("note"), imprint("institution", "publisher", "organization"), date]
BODY = imprint("organization", "institution", "publisher")
SELDOM = [
    team, container, text("journaltitleaddon"), issue_title, text("issuetitleaddon"), in_book, text("booktitleaddon"),
    main_work, text("maintitleaddon"), event, holder, numbered("edition"), numbered("version"), volume, part,
    numbered("volumes"), series, series_alone, issue, numbered("eid"), MEDIUM
]
SELDOM_AT_THE_END = [numbered("chapter"), pages]
SAYS = {
    "container": {"journaltitle"}, "event": {"eventtitle", "eventtitleaddon", "venue", "eventdate"},
    "holder": {"holder"}, "in_book": {"booktitle"}, "issue": {"issue"},
    "issue_title": {"issuetitle"}, "journal_number": {"number"}, "main_work": {"maintitle"}, "pages": {"pages"},
    "part": {"part"}, "patent_number": {"number"}, "series": {"series", "number"},
    "series_alone": {"series"}, "team": set(TEAM),
    "volume": {"volume"},
}


def whole(*parts: Node) -> Node:
    """A row of these parts; before note and place, what an entry of the type seldom has and they do not say."""
    said = set[object]().union(*map(_says, parts))
    note = next(i for i, node in enumerate(parts) if "note" in _says(node))
    place = parts.index(locators)
    early, late = (list(_others(some, said)) for some in (SELDOM, SELDOM_AT_THE_END))
    seldom = frozenset[object]().union(*map(_says, early + late))
    return either(seldom)[row[*parts], row[*parts[:note], *early, *parts[note:place], *late, *parts[place:]]]


@template_node
def either(children: list[Node], context: Context, fields: frozenset[str]) -> list[Part]:
    """The first of two rows, or for an entry with any of the fields the second: most have none, and it takes longer."""
    parts: list[Part] = children[not fields.isdisjoint(context.entry.fields)].format_data(context)
    return parts


def _others(parts: list[Node], said: set[object]) -> Iterator[Node]:
    for other in parts:
        if said.isdisjoint(_says(other)):
            said.update(_says(other))
            yield other


def _says(node: Node) -> set[object]:
    """The fields that a part is given, or that its name stands for."""
    given = node.args[:1] if node.name == "numbered" else node.args
    return {*given, *SAYS.get(node.name, ())}


ARTICLE = whole(
    *HEAD, by("translator"), container, text("journaltitleaddon"), issue_title, text("issuetitleaddon"),
    team(translator=False), numbered("edition"), numbered("series", "journal_series"), numbered("volume"), part,
    numbered("number"), issue, numbered("version"), numbered("eid"), MEDIUM, text("note"), date, pages, *TAIL
)
BOOK = whole(
    *HEAD, main_work, text("maintitleaddon"), container, team, numbered("edition"), volume, part, numbered("volumes"),
    series, MEDIUM, *PUBLISHED, numbered("chapter"), pages, *TAIL
)
IN_BOOK = whole(
    *HEAD, by("translator"), in_book, text("booktitleaddon"), main_work, text("maintitleaddon"),
    team(translator=False), numbered("edition"), volume, part, series, MEDIUM, *PUBLISHED, numbered("chapter"),
    pages, *TAIL
)
IN_PROCEEDINGS = whole(
    *HEAD, by("translator"), in_book, text("booktitleaddon"), container, main_work, text("maintitleaddon"),
    team(translator=False), volume, part, series, event(paper=True), MEDIUM, *PUBLISHED, pages, *TAIL
)
PROCEEDINGS = whole(
    *HEAD, main_work, container, team, volume, part, numbered("volumes"), series, event, MEDIUM, *PUBLISHED, *TAIL
)
REPORT = whole(
    *HEAD, team, container, kind, numbered("number", "report_number"), numbered("version"), numbered("edition"),
    series_alone, MEDIUM, *ISSUED, numbered("chapter"), pages, *TAIL
)
THESIS = whole(*HEAD, team, kind, container, volume, series, MEDIUM, *ISSUED, numbered("chapter"), pages, *TAIL)
ONLINE = whole(
    *HEAD, team, container, in_book, text("booktitleaddon"), main_work, BODY, kind, MEDIUM, numbered("edition"),
    volume, series, numbered("version"), text("note"), date, pages, *TAIL
)
UNPUBLISHED = whole(
    *HEAD, team, kind, in_book, container, event(paper=True), series, MEDIUM, *ISSUED, pages, *TAIL
)
PATENT = whole(
    *HEAD, holder, patent_number(kind), text("note"), imprint("organization", "institution", "publisher"), date, *TAIL
)
LAW = whole(
    *HEAD, law_number, kind, BODY, text("code"), container, volume, journal_number, text("issue"), MEDIUM,
    text("note"), date(unknown=False), pages, *TAIL
)
CASE = whole(
    *HEAD, law_number, BODY, kind, MEDIUM, text("note"), date(unknown=False), container, volume, journal_number,
    pages, *TAIL
)
PERIODICAL = whole(
    *HEAD, issue_title, text("issuetitleaddon"), container, team, volume, part, series, issue, MEDIUM, *PUBLISHED,
    pages, *TAIL
)
SOFTWARE = whole(
    *HEAD, in_book, main_work, team, numbered("version"), kind, series, MEDIUM, *PUBLISHED, *TAIL
)
VERSION = row[title, translation, imprint("publisher"), date(unknown=False), language]
UNTITLED_VERSION = row[original_language, imprint("publisher"), date(unknown=False)]
SHORT = row[short_lead, short_title, short_translation, pointer, locators]
BY_SHORTHAND = row[text("shorthand"), pointer, locators]
# fmt: on

STYLES: dict[str, tuple[str, Node]] = {
    "article": ("part", ARTICLE),
    "book": ("whole", BOOK),
    "collection": ("whole", BOOK),
    "dataset": ("whole", SOFTWARE),
    "inbook": ("part", IN_BOOK),
    "incollection": ("part", IN_BOOK),
    "inproceedings": ("part", IN_PROCEEDINGS),
    "jurisdiction": ("case", CASE),
    "legadminmaterial": ("plain", LAW),
    "legislation": ("plain", LAW),
    "manual": ("whole", REPORT),
    "online": ("part", ONLINE),
    "patent": ("part", PATENT),
    "periodical": ("whole", PERIODICAL),
    "proceedings": ("whole", PROCEEDINGS),
    "report": ("whole", REPORT),
    "software": ("whole", SOFTWARE),
    "standard": ("whole", REPORT),
    "thesis": ("part", THESIS),
    "unpublished": ("part", UNPUBLISHED),
} | dict.fromkeys(("artwork", "audio", "image", "movie", "music", "video"), ("whole", SOFTWARE))
OTHERS = ("part", ONLINE)  # @misc, and every type that has no template of its own
NUMBERED_REPORT = ("part", REPORT)  # a paper in a series
VERSIONS = {True: ("whole", VERSION), False: ("whole", UNTITLED_VERSION)}  # an original, a reprint: not entries
BOOK_ITSELF = ("whole", BOOK)  # BibTeX's @inbook: a place in a book that is named by its title alone


def cite(context: Context, *, short: bool = False) -> list[Part]:
    """The parts of the full citation, or of the short one for a work that is cited again."""
    form, template = STYLES.get(context.entry.type, OTHERS)
    if context.entry.type == "report" and "number" in context.entry.fields:
        form, template = NUMBERED_REPORT
    if context.entry.type == "inbook" and not context.in_book():
        form, template = BOOK_ITSELF
    if context.entry.type == "version":
        form, template = VERSIONS["title" in context.entry.fields]
    if short:
        template = BY_SHORTHAND if "shorthand" in context.entry.fields else SHORT
    parts: list[Part] = template.format_data(context._replace(form=form))
    return parts
