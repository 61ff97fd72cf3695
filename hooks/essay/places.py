"""Where in the text a note is referred to: its page, its section, its paragraph."""

from collections.abc import Iterator
from typing import NamedTuple

from bibliography.works import Bibliography
from essay.document import Document
from essay.notes import number_notes
from essay.outline import paragraph_ids

ESSAY = "index.md"  # the page of each language whose paragraphs are numbered


class Place(NamedTuple):
    """A note that cites a work: its page below the language's folder, its number and label, where it is first
    referred to. `paragraph` is an id, "" outside the running text; `section` and `heading` are "" above the first.
    """

    page: str
    number: int
    label: str
    paragraph: str = ""
    section: str = ""
    heading: str = ""


def places(document: Document, name: str, bibliography: Bibliography) -> Iterator[tuple[str, Place]]:
    """Each key that a page cites, with each note that cites it, in the order of the notes."""
    notes, references = number_notes(document, bibliography)
    first = {note.number: offset for offset, note in sorted(references.items(), reverse=True)}
    numbers = paragraph_ids(document) if name == ESSAY else {}
    for note in notes:
        offset = first[note.number]
        paragraph = next((p for p in document.paragraphs if p.start <= offset < p.end), None)
        line = document.line(offset)
        section = next((s for s in reversed(document.sections) if s.line <= line and s.level > 1), None)
        place = Place(
            name,
            note.number,
            note.label,
            numbers.get(paragraph.start, "") if paragraph else "",
            section.id if section else "",
            section.title if section else "",
        )
        for key in dict.fromkeys(note.keys(bibliography)):
            yield key, place
