"""The cited works that have a date, as a figure in one language shows them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bibliography.context import Context
from bibliography.dates import Date
from bibliography.latex import to_plain
from bibliography.titles import INSTEAD_OF_A_TITLE, main_part
from bibliography.web import web_address
from bibliography.wording import family_names, write_date
from bibliography.works import Bibliography
from essay.places import ESSAY, Place
from languages import Language, fill
from timeline.kinds import Kind, index_of
from timeline.spans import Span, span


class Item(NamedTuple):
    """A work. `day` is its date beside its month, "" if the month is all that is known; `lang` tells the language of
    its title where that is not the page's; `kind` is the index of its kind; `url` is "" for a work that has none.
    """

    key: str
    span: Span
    day: str
    date: str
    label: str
    title: str
    lang: str
    kind: int
    places: tuple[Place, ...]  # those in the essay first
    url: str = ""

    @property
    def place(self) -> Place:
        """Where it is cited first."""
        return self.places[0]


def read_items(
    bibliography: Bibliography, page: Language, cited_in: Mapping[str, Sequence[Place]], kinds: Sequence[Kind]
) -> list[Item]:
    """The works by date; works of one day in the order of the text. Those without a kind have the number behind all."""
    items = []
    for key, places in cited_in.items():
        when = bibliography.entries[key].dates.get("date")
        days = span(when)
        if when and days:
            items.append(_item(bibliography.context(key, page), when, days, tuple(places), kinds))
    return sorted(items, key=lambda item: (item.span, item.place.page != ESSAY, item.place.number))


def _item(work: Context, when: Date, days: Span, places: tuple[Place, ...], kinds: Sequence[Kind]) -> Item:
    page, entry = work.page, work.entry
    short, title, lang = _titles(work)
    lead = work.names(work.lead_role())
    person = family_names(lead, page) if any(not name.body for name in lead.names) else ""
    return Item(
        key=entry.key,
        span=days,
        day=_day(when, page),
        date=write_date(when, page),
        label=fill(page["timeline.label"], name=person, title=short),
        title=title,
        lang=lang,
        kind=index_of(entry, kinds),
        places=tuple(sorted(places, key=lambda place: place.page != ESSAY)),
        url=web_address(entry),
    )


def _titles(work: Context) -> tuple[str, str, str]:
    """The short and the whole title, in the language of the page if there is a translation, and their language."""
    fields, page = work.entry.fields, work.page
    name = next((name for name in ("title", *INSTEAD_OF_A_TITLE) if fields.get(name)), "")
    translated = fields.get(f"title_translated_{page.locale}", "")
    title = translated or fields.get(name, "")
    form = f"shorttitle_translated_{page.locale}" if translated else "shorttitle"
    short = to_plain(fields.get(form) or main_part(title, page))
    subtitle = "" if translated else work.entry.plain("subtitle")
    whole = fill(page["titles.with_subtitle"], title=to_plain(title), subtitle=subtitle)
    lang = "" if translated or work.language in ("", page.locale) or len(work.language) > 3 else work.language
    return short or page["marks.untitled"], whole or page["marks.untitled"], lang


def _day(when: Date, page: Language) -> str:
    """A day without its year, a month by its name; any other date whole."""
    start = when.start
    if not start or when.end or when.open or not 1 <= start.month <= 12 or start.approximate or start.uncertain:
        return write_date(when, page)
    month = page["timeline.months"][start.month - 1]
    return fill(page["timeline.day"], month=month, day=str(start.day)) if start.day else str(month)
