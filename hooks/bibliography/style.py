"""The note style: for every type of entry how its title is marked, and the row of parts that it prints, in order.

The templates are pybtex's. A part that an entry lacks is left out; the tables of the languages have the marks between.
"""

from dataclasses import replace

from pybtex.style.template import Node

from bibliography.context import Context
from bibliography.credits import by, lead, short_lead
from bibliography.details import (
    body,
    date,
    event,
    imprint,
    kind,
    language,
    locators,
    numbered,
    pages,
    patent_number,
    pointer,
    series,
    text,
)
from bibliography.punctuation import Part, row
from bibliography.titles import container, in_book, short_title, title, translation
from bibliography.web import web

# A template reads like the reference it prints:
# fmt: off
HEAD = [lead, title, translation, text("titleaddon")]
TAIL = [locators, text("addendum"), language, web]
TEAM = [by("editor"), by("translator")]
PUBLISHER = [text("note"), imprint("publisher", "institution", "organization"), date]
SPONSOR = [text("note"), imprint("institution", "publisher", "organization"), date]

ARTICLE = row[
    *HEAD, by("translator"), container, by("editor"), text("series", "issuetitle"), numbered("volume"),
    numbered("number"), text("issue"), numbered("version"), numbered("eid"), text("note"), date, pages, *TAIL
]
BOOK = row[
    *HEAD, text("maintitle"), *TEAM, numbered("edition"), numbered("volume"), numbered("volumes"), series, *PUBLISHER,
    numbered("chapter"), pages, numbered("pagetotal"), *TAIL
]
IN_BOOK = row[
    *HEAD, by("translator"), in_book, text("maintitle"), numbered("edition"), numbered("volume"), series, *PUBLISHER,
    numbered("chapter"), pages, *TAIL
]
IN_PROCEEDINGS = row[
    *HEAD, by("translator"), in_book, container, event, numbered("volume"), series, *PUBLISHER, pages, *TAIL
]
REPORT = row[
    *HEAD, *TEAM, kind, numbered("number", "report_number"), numbered("version"), numbered("edition"), text("series"),
    *SPONSOR, numbered("chapter"), pages, *TAIL
]
THESIS = row[*HEAD, kind, *SPONSOR, numbered("chapter"), pages, *TAIL]
ONLINE = row[
    *HEAD, *TEAM, container, in_book, body("organization", "institution", "publisher"), kind, text("howpublished"),
    numbered("volume"), numbered("number"), numbered("version"), text("note"), date, pages, *TAIL
]
UNPUBLISHED = row[*HEAD, kind, event, text("howpublished"), *SPONSOR, pages, *TAIL]
PATENT = row[*HEAD, body("holder"), patent_number, text("note"), text("location"), date, *TAIL]
LEGISLATION = row[
    *HEAD, kind, container, text("code"), numbered("volume"), numbered("number", "law_number"),
    body("institution", "organization", "publisher"), text("howpublished"), text("note"), text("location"), date, pages,
    *TAIL
]
PERIODICAL = row[
    *HEAD, text("issuetitle"), *TEAM, numbered("volume"), series, text("issue"), *PUBLISHER, pages, *TAIL
]
SOFTWARE = row[*HEAD, *TEAM, numbered("version"), kind, series, text("howpublished"), *PUBLISHER, *TAIL]
SHORT = row[short_lead, short_title, pointer, locators]
# fmt: on

STYLES: dict[str, tuple[str, Node]] = {
    "article": ("part", ARTICLE),
    "book": ("whole", BOOK),
    "collection": ("whole", BOOK),
    "dataset": ("whole", SOFTWARE),
    "inbook": ("part", IN_BOOK),
    "incollection": ("part", IN_BOOK),
    "inproceedings": ("part", IN_PROCEEDINGS),
    "jurisdiction": ("plain", LEGISLATION),
    "legadminmaterial": ("plain", LEGISLATION),
    "legislation": ("plain", LEGISLATION),
    "manual": ("whole", REPORT),
    "online": ("part", ONLINE),
    "patent": ("part", PATENT),
    "periodical": ("whole", PERIODICAL),
    "proceedings": ("whole", BOOK),
    "report": ("whole", REPORT),
    "software": ("whole", SOFTWARE),
    "standard": ("whole", REPORT),
    "thesis": ("part", THESIS),
    "unpublished": ("part", UNPUBLISHED),
} | dict.fromkeys(("artwork", "audio", "image", "movie", "music", "video"), ("whole", SOFTWARE))
OTHERS = ("part", ONLINE)  # @misc, and every type that has no template of its own
NUMBERED_REPORT = ("part", REPORT)  # a paper in a series


def cite(context: Context, *, short: bool = False) -> list[Part]:
    """The parts of the full citation, or of the short one for a work that is cited again."""
    form, template = STYLES.get(context.entry.type, OTHERS)
    if context.entry.type == "report" and "number" in context.entry.fields:
        form, template = NUMBERED_REPORT
    parts: list[Part] = (SHORT if short else template).format_data(replace(context, form=form))
    return parts
