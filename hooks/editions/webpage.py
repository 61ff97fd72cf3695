"""The page of an edition: one file that needs no other, no script, and no style sheet to make sense."""

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from editions.describing import citation, head_tags
from editions.edition import LATEST, Edition, written_date
from editions.shaping import Parts, shape
from editions.tree import has_class, text, write
from languages import fill
from policy import policy_of_a_step, policy_of_one_file

TEMPLATES = Path(__file__).parent / "templates"
PAGE = "index.html"  # named in links between the languages: they work in a folder, without a server
UP = "../../../"  # from the page of an edition to the root of the site


def environment() -> Environment:
    """Templates that escape what is not Markup, and fail on a name that is not there."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True, trim_blocks=True
    )
    found.lstrip_blocks = True
    return found


def write_page(edition: Edition, locale: str) -> str:
    """The whole HTML of a language. Raises shaping.FreezingError."""
    essay, words = edition.essays[locale], edition.essays[locale].words
    parts = shape(essay, f"{UP}{locale}/")
    others = [other for other in edition.essays if other != locale]
    sections = [(section.get("id", ""), int(section.tag[1]), text(section)) for section in parts.sections]
    _add_links(parts, edition, locale, others)
    style = "\n" + (TEMPLATES / "edition.css").read_text(encoding="utf-8")
    template = environment().get_template("edition.html")
    return template.render(
        edition=edition,
        essay=essay,
        words=words,
        date=written_date(edition.day, words),
        address=edition.address(locale),
        others=[(edition.essays[other], f"../{other}/{PAGE}") for other in others],
        title=Markup(write(parts.title)),  # noqa: S704  # the build's own HTML, here and below
        lines=[Markup(write(line)) for line in parts.lines],  # noqa: S704
        sections=sections,
        body=[Markup(write(element)) for element in parts.body],  # noqa: S704
        notes=[Markup(write(element)) for element in parts.notes],  # noqa: S704
        references=[Markup(write(element)) for element in parts.references],  # noqa: S704
        cite=Markup(citation(edition, locale)),  # noqa: S704
        head=head_tags(edition, locale),
        style=Markup(style),  # noqa: S704
        policy=policy_of_one_file(style),
        latest=f"../../{LATEST}/{locale}/",
        live=f"{UP}{locale}/",
    )


def write_latest(day: str, locale: str, tag: str, label: str) -> str:
    """The page at the stable address: it leads on to the newest edition, with a script to the same place of it."""
    address = f"../../{day}/{locale}/"
    script = Markup(f"location.replace({json.dumps(address)} + location.hash)")  # noqa: S704  # a date and a locale
    return (
        environment()
        .get_template("latest.html")
        .render(address=address, tag=tag, label=label, script=script, policy=policy_of_a_step(script))
    )


def _add_links(parts: Parts, edition: Edition, locale: str, others: list[str]) -> None:
    """Numbers as links, and beside each a link to the same place in the other languages."""
    words = edition.essays[locale].words
    for element in parts.body:
        links = [link for link in element if has_class(link, "paragraph-number")]
        if links:
            number = links[0].get("data-number", "")
            links[0].text, rest = number, links[0].tail
            links[0].tail = None
            place = words["page.paragraph"].format(number=number)
            new = list(_switches(edition, others, element.get("id", ""), place, locale))
            element[1:1] = new
            (new[-1] if new else links[0]).tail = rest
    for element in parts.sections:
        element.extend(_switches(edition, others, element.get("id", ""), text(element), locale))
    for position, note in enumerate(parts.notes, 1):
        place = fill(words["list.note"], number=str(position))
        last = next(reversed(list(note.iter("p"))), note)
        for link in _switches(edition, others, note.get("id", ""), place, locale):
            last.append(link)


def _switches(edition: Edition, others: list[str], place_id: str, place: str, locale: str) -> Iterator[Element]:
    words = edition.essays[locale].words
    for other in others:
        essay = edition.essays[other]
        link = Element("a", {"class": "other", "href": f"../{other}/{PAGE}#{place_id}", "hreflang": essay.tag})
        link.set("aria-label", fill(words["page.in_one_language"], place=place, language=essay.name))
        link.text = essay.tag
        yield link
