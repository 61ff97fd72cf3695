"""The note style: for every type of entry how its title is marked, and the row of parts that it prints, in order.

The templates are pybtex's. A part that an entry lacks is left out; the tables of the languages have the marks between.
"""

from pybtex.style.template import Node

from bibliography.context import Context
from bibliography.credits import beside_author, by, lead, short_lead, team
from bibliography.details import date, event, holder, imprint, kind, language, pointer, text
from bibliography.numbering import (
    issue,
    journal_number,
    law_number,
    locators,
    numbered,
    pages,
    patent_number,
    series,
    volume,
)
from bibliography.punctuation import Part, row
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

# A template reads like the reference it prints:
# fmt: off
HEAD = [lead, beside_author, title, translation, title_addon]
MEDIUM = text("howpublished")
TAIL = [locators, text("addendum"), language, web]
PUBLISHED = [text("note"), imprint("publisher", "institution", "organization"), date]
ISSUED = [text("note"), imprint("institution", "publisher", "organization"), date]
BODY = imprint("organization", "institution", "publisher")

ARTICLE = row[
    *HEAD, by("translator"), container, issue_title, by("editor"), numbered("edition"),
    numbered("series", "journal_series"), numbered("volume"), numbered("number"), issue, numbered("version"),
    numbered("eid"), MEDIUM, text("note"), date, pages, *TAIL
]
BOOK = row[
    *HEAD, main_work, container, team, numbered("edition"), volume, numbered("volumes"), series, MEDIUM, *PUBLISHED,
    numbered("chapter"), pages, *TAIL
]
IN_BOOK = row[
    *HEAD, by("translator"), in_book, text("booktitleaddon"), main_work, numbered("edition"), volume, series,
    MEDIUM, *PUBLISHED, numbered("chapter"), pages, *TAIL
]
IN_PROCEEDINGS = row[
    *HEAD, by("translator"), in_book, text("booktitleaddon"), container, main_work, volume, series, event(paper=True),
    MEDIUM, *PUBLISHED, pages, *TAIL
]
PROCEEDINGS = row[
    *HEAD, main_work, container, team, volume, numbered("volumes"), series, event, MEDIUM, *PUBLISHED, *TAIL
]
REPORT = row[
    *HEAD, team, container, kind, numbered("number", "report_number"), numbered("version"), numbered("edition"),
    text("series"), MEDIUM, *ISSUED, numbered("chapter"), pages, *TAIL
]
THESIS = row[*HEAD, kind, container, volume, series, MEDIUM, *ISSUED, numbered("chapter"), pages, *TAIL]
ONLINE = row[
    *HEAD, team, container, in_book(alone=True), main_work, BODY, kind, MEDIUM, numbered("edition"), volume, series,
    numbered("version"), text("note"), date, pages, *TAIL
]
UNPUBLISHED = row[*HEAD, kind, in_book, container, event(paper=True), series, MEDIUM, *ISSUED, pages, *TAIL]
PATENT = row[*HEAD, holder, patent_number(kind), text("note"), text("location"), date, *TAIL]
LAW = row[
    *HEAD, law_number, kind, BODY, text("code"), container, volume, journal_number, text("issue"),
    MEDIUM, text("note"), date(unknown=False), pages, *TAIL
]
CASE = row[
    *HEAD, law_number, BODY, kind, MEDIUM, text("note"), date(unknown=False), container, volume,
    journal_number, pages, *TAIL
]
PERIODICAL = row[*HEAD, issue_title, container, team, volume, series, issue, MEDIUM, *PUBLISHED, pages, *TAIL]
SOFTWARE = row[
    *HEAD, in_book(alone=True), main_work, team, numbered("version"), kind, series, MEDIUM, *PUBLISHED, *TAIL
]
SHORT = row[short_lead, short_title, short_translation, pointer, locators]
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
BOOK_ITSELF = ("whole", BOOK)  # BibTeX's @inbook: a place in a book that is named by its title alone


def cite(context: Context, *, short: bool = False) -> list[Part]:
    """The parts of the full citation, or of the short one for a work that is cited again."""
    form, template = STYLES.get(context.entry.type, OTHERS)
    if context.entry.type == "report" and "number" in context.entry.fields:
        form, template = NUMBERED_REPORT
    if context.entry.type == "inbook" and "booktitle" not in context.entry.fields:
        form, template = BOOK_ITSELF
    parts: list[Part] = (SHORT if short else template).format_data(context._replace(form=form))
    return parts
