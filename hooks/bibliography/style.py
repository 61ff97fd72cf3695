"""The note style: for every type of entry the way its title is marked and the row of parts that it prints, in order.

The templates are pybtex's; `parts` has the nodes. A part that an entry lacks is left out.
"""

from html import escape
from itertools import zip_longest

from pybtex.backends.html import Backend
from pybtex.richtext import Tag, Text

from bibliography.entry import Entry
from bibliography.parts import (
    Context, Part, body, by, container, date, event, imprint, in_book, kind, language, lead, locators, numbered, pages,
    patent_number, pointer, row, series, short_lead, short_title, text, title, translation, web,
)
from languages import Language, letters

# fmt: off  # a template reads like the reference it prints
HEAD = [lead, title, translation, text("titleaddon")]
TAIL = [locators, text("addendum"), language, web]

ARTICLE = row[*HEAD, by("translator"), container, by("editor"), series, text("issuetitle"), numbered("volume"), numbered("number"),
    text("issue"), numbered("version"), numbered("eid"), text("note"), date, pages, *TAIL]
BOOK = row[*HEAD, text("maintitle"), by("editor"), by("translator"), numbered("edition"), numbered("volume"), numbered("volumes"),
    series, text("note"), imprint("publisher", "institution", "organization"), date, numbered("chapter"), pages, numbered("pagetotal"), *TAIL]
IN_BOOK = row[*HEAD, by("translator"), in_book, text("maintitle"), numbered("edition"), numbered("volume"), series, text("note"),
    imprint("publisher", "institution", "organization"), date, numbered("chapter"), pages, *TAIL]
IN_PROCEEDINGS = row[*HEAD, by("translator"), in_book, container, event, numbered("volume"), numbered("number"), series, text("note"),
    imprint("publisher", "organization", "institution"), date, pages, *TAIL]
REPORT = row[*HEAD, by("editor"), by("translator"), kind, numbered("number", "report_number"), numbered("version"), numbered("edition"),
    series, text("note"), imprint("institution", "publisher", "organization"), date, numbered("chapter"), pages, *TAIL]
THESIS = row[*HEAD, kind, text("note"), imprint("institution", "publisher"), date, numbered("chapter"), pages, *TAIL]
ONLINE = row[*HEAD, by("editor"), by("translator"), container, in_book, body("organization", "institution", "publisher"), kind,
    text("howpublished"), numbered("volume"), numbered("number"), numbered("version"), text("note"), date, pages, *TAIL]
UNPUBLISHED = row[*HEAD, kind, event, text("howpublished"), text("note"), imprint("institution", "organization", "publisher"), date,
    pages, *TAIL]
PATENT = row[*HEAD, body("holder"), patent_number, text("note"), text("location"), date, *TAIL]
LEGISLATION = row[*HEAD, kind, container, text("code"), numbered("volume"), numbered("number", "law_number"),
    body("institution", "organization", "publisher"), text("howpublished"), text("note"), text("location"), date, pages, *TAIL]
PERIODICAL = row[*HEAD, text("issuetitle"), by("editor"), by("translator"), numbered("volume"), numbered("number"), text("issue"), series,
    text("note"), imprint("publisher", "organization", "institution"), date, *TAIL]
SOFTWARE = row[*HEAD, by("editor"), numbered("version"), kind, series, text("howpublished"), text("note"),
    imprint("publisher", "organization", "institution"), date, *TAIL]
SHORT = row[short_lead, short_title, pointer, locators]

STYLES = {
    "article": ("part", ARTICLE),
    "artwork": ("whole", SOFTWARE),
    "audio": ("whole", SOFTWARE),
    "book": ("whole", BOOK),
    "collection": ("whole", BOOK),
    "dataset": ("whole", SOFTWARE),
    "image": ("whole", SOFTWARE),
    "inbook": ("part", IN_BOOK),
    "incollection": ("part", IN_BOOK),
    "inproceedings": ("part", IN_PROCEEDINGS),
    "jurisdiction": ("plain", LEGISLATION),
    "legadminmaterial": ("plain", LEGISLATION),
    "legislation": ("plain", LEGISLATION),
    "manual": ("whole", REPORT),
    "movie": ("whole", SOFTWARE),
    "music": ("whole", SOFTWARE),
    "online": ("part", ONLINE),
    "patent": ("part", PATENT),
    "periodical": ("whole", PERIODICAL),
    "proceedings": ("whole", BOOK),
    "report": ("whole", REPORT),
    "software": ("whole", SOFTWARE),
    "standard": ("whole", REPORT),
    "thesis": ("part", THESIS),
    "unpublished": ("part", UNPUBLISHED),
    "video": ("whole", SOFTWARE),
}
# fmt: on
OTHERS = ("part", ONLINE)  # @misc and every type without a template of its own
PAPER = ("part", REPORT)  # a report with a number in a series


def context(entry: Entry, page: Language, languages: dict[str, Language]) -> Context:
    """By which table the work is cited on a page in this language, and how its title is marked."""
    own = work_language(entry, page, languages)
    if own in ("", page.locale):
        style = page
    elif own in languages and page["language.foreign_own"]:
        style = languages[own]
    else:
        style = languages[page["language.foreign"]]
    form, _ = _style(entry)
    foreign = bool(own) and own != style.locale
    return Context(entry, style, page, foreign, lang=own if foreign and own in languages else "", form=form)


def work_language(entry: Entry, page: Language, languages: dict[str, Language]) -> str:
    """The locale of the work's language, by its letters if it does not say; its name as written if no table knows it."""
    said = (entry.plain("langid") or entry.plain("language")).lower()
    for language in languages.values():
        if said in language["language.ids"]:
            return language.locale
    if said:
        return said
    title = entry.plain("title")
    for language in (page, *languages.values()):
        if letters(language["language.script"]).search(title):
            return language.locale
    return ""


def cite(context: Context) -> list[Part]:
    """The parts of the full citation, or of the short one if the context points to a note."""
    parts: list[Part] = (SHORT if context.pointer[0] else _style(context.entry)[1]).format_data(context)
    return parts


def _style(entry: Entry) -> tuple[str, object]:
    if entry.type == "report" and "number" in entry.fields:
        return PAPER
    return STYLES.get(entry.type, OTHERS)


def punctuate(parts: list[Part], style: Language, end: str = "") -> Text:
    """The parts with the marks between them that the table gives, and `end` behind the last."""
    joined: list[Text | str] = []
    for part, following in zip_longest(parts, parts[1:]):
        mark = end if following is None else _mark(part, following, style)
        sign = mark.rstrip()
        gap = mark[len(sign) :]
        last = str(part.text)[-1:]
        if part.close and last in "?!？！" and following is not None:
            sign = ""
        if sign == last and sign in ".。":
            sign = ""
        inside = style["marks.inside_quotes"] and sign in (",", ".")
        joined += [part.text, sign, part.close, gap] if inside else [part.text, part.close, sign, gap]
    return Text(*joined)


def _mark(part: Part, following: Part, style: Language) -> str:
    junctions = style["marks.junctions"]
    mark: str = junctions.get(f"before_{following.kind}", junctions.get(f"after_{part.kind}", style["marks.separator"]))
    return mark


class _Html(Backend):  # type: ignore[misc]  # pybtex has no types
    """pybtex's HTML with attributes escaped, and <span lang> for the tag "span:ja"."""

    def format_protected(self, text: str) -> str:
        return text

    def format_tag(self, tag: str, text: str) -> str:
        name, _, lang = tag.partition(":")
        return f'<{name} lang="{escape(lang)}">{text}</{name}>' if lang else f"<{name}>{text}</{name}>"

    @staticmethod
    def format_href(url: str, text: str, external: bool = False) -> str:
        return f'<a href="{escape(url)}">{text}</a>'


BACKEND = _Html("utf-8")


def render(text: Text, style: Language, page: Language) -> str:
    """HTML, marked with the language of the table if it is not that of the page."""
    if style.locale != page.locale:
        text = Tag(f"span:{style.locale}", text)
    html: str = text.render(BACKEND)
    return html

