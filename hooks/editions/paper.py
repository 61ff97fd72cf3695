"""The same text as a page for paper: each note stands where it is referred to, for the foot of that sheet."""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from markupsafe import Markup

from editions.describing import citation
from editions.edition import Edition, written_date
from editions.justifying import MARK
from editions.shaping import Parts, is_reference, note_key, shape
from editions.tree import has_class, remove, replace, write
from editions.webpage import TEMPLATES, environment

HOST = re.compile(r"https?://[^/\s<]+/?")
KEPT = r'<span class="host">\g<0></span>'


def write_paper(edition: Edition, locale: str, faces: str) -> str:
    """The HTML that is typeset; `faces` are the @font-face rules. Raises shaping.FreezingError."""
    essay, words = edition.essays[locale], edition.essays[locale].words
    live = f"{edition.site_url}{locale}/" if edition.site_url else f"../../../{locale}/"
    parts = shape(essay, live)
    _put_notes_in(parts)
    for element in parts.body:
        _put_number_out(element)
        element.set(MARK, words["edition.justify"])
    for element in [parts.title, *parts.lines, *parts.body, *parts.references]:
        remove(element, lambda found: has_class(found, "colon") or has_class(found, "cited-in"))
        _keep_hosts(element)
    parts.title.set("data-label", essay.title.full)
    style = (TEMPLATES / "paper.css").read_text(encoding="utf-8")
    template = environment().get_template("paper.html")
    return template.render(
        edition=edition,
        essay=essay,
        words=words,
        date=written_date(edition.day, words),
        address=edition.address(locale),
        title=Markup(write(parts.title)),  # noqa: S704  # the build's own HTML, here and below
        lines=[Markup(write(line)) for line in parts.lines],  # noqa: S704
        body=[Markup(write(element)) for element in parts.body],  # noqa: S704
        references=[Markup(write(element)) for element in parts.references],  # noqa: S704
        cite=Markup("" if edition.draft else re.sub(f"(?<=>){HOST.pattern}", KEPT, citation(edition, locale))),  # noqa: S704
        style=Markup(faces + style),  # noqa: S704
    )


def _put_notes_in(parts: Parts) -> None:
    """The first reference to each note becomes the note; the others stay what they are."""
    numbers = {note.get("id", "").partition(":")[2]: number for number, note in enumerate(parts.notes, 1)}
    notes = {note.get("id", "").partition(":")[2]: note for note in parts.notes}
    for element in [*parts.lines, *parts.body]:
        for parent in list(element.iter()):
            for child in list(parent):
                if is_reference(child):
                    replace(parent, child, list(_notes_for(child, notes, numbers)))


def _notes_for(reference: Element, notes: dict[str, Element], numbers: Mapping[str, int]) -> Iterator[Element]:
    key = note_key(reference)
    if key not in notes:  # it has been printed
        reference.tail = None
        yield reference
        return
    note = notes.pop(key)
    remove(note, lambda element: has_class(element, "footnote-backref"))
    printed = Element("span", {"class": "footnote", "id": f"fn:{key}", "data-number": str(numbers[key])})
    paragraphs = list(note.iter("p")) or [note]
    for position, paragraph in enumerate(paragraphs):
        inner = Element("span", {"class": "again" if position else "first"})
        inner.text, inner.tail = (paragraph.text or "").lstrip(), None
        inner.extend(list(paragraph))
        _trim(inner)
        printed.append(inner)
    place = Element("span", {"id": reference.get("id", "")})
    place.append(printed)
    yield place
    for nested in [found for found in printed.iter("sup") if is_reference(found)]:
        if note_key(nested) in notes:  # a note to a note: on the same sheet, behind it
            yield from _notes_for(Element(nested.tag, nested.attrib), notes, numbers)


def _trim(element: Element) -> None:
    """Without the space that stood before the way back."""
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip()
    else:
        element.text = (element.text or "").rstrip()


def _put_number_out(element: Element) -> None:
    """The number of a paragraph as text of the margin."""
    for link in [link for link in element if has_class(link, "paragraph-number")]:
        number = Element("span", {"class": "number"})
        number.text, number.tail = link.get("data-number", ""), link.tail
        element[list(element).index(link)] = number


def _keep_hosts(element: Element) -> None:
    """A printed address breaks behind its host at the earliest: typesetting would break it behind "https://"."""
    for link in element.iter("a"):
        host = HOST.match(link.text or "")
        if host:
            kept = Element("span", {"class": "host"})
            kept.text, kept.tail, link.text = host[0], (link.text or "")[host.end() :], None
            link.insert(0, kept)
