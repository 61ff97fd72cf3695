"""A page as written → Markdown with footnotes for any site generator; and the list of references. Knows no MkDocs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bibliography.works import Bibliography
from essay.document import Document
from essay.notes import number_notes
from essay.outline import number_paragraphs
from essay.page import write_page
from essay.plain import emphasise, write
from essay.sealing import SEALED, unseal
from languages import Language


@dataclass(frozen=True)
class Form:
    """What site generators do differently."""

    anchor: str = "fn:{label}"  # the id that a note will have, with {label} and {number}; "" for no links to notes
    spans: bool = True  # whether words of another language stand in <span lang="…">


def write_markdown(document: Document, bibliography: Bibliography, page: Language, form: Form) -> str:
    """The page with footnotes whose text is Markdown."""
    notes, _ = number_notes(document, bibliography)
    targets = {f"#fn:{note.label}": _target(form, note.label, note.number) for note in notes}
    text = write_page(document, bibliography, page)
    return emphasise(re.sub(SEALED, lambda sealed: write(unseal(sealed[1]), targets, spans=form.spans), text))


def _target(form: Form, label: str, number: int) -> str:
    return f"#{form.anchor.format(label=label, number=number)}" if form.anchor else ""


def list_works(documents: Iterable[Document], bibliography: Bibliography, page: Language, form: Form) -> str:
    """Every work that the pages cite, as a list in Markdown."""
    notes = (note for document in documents for note in number_notes(document, bibliography)[0])
    keys = sorted({key for note in notes for key in note.keys(bibliography)})
    works = (
        bibliography.html(key, page, end=bibliography.context(key, page).style["marks.end"])
        for key in sorted(keys, key=lambda key: bibliography.sort_key(key, page))
    )
    return emphasise("".join(f"- {write(work, {}, spans=form.spans)}\n" for work in works))


def anchor_paragraphs(document: Document) -> str:
    """The text with the number of each paragraph as an anchor at its beginning, in place of a line that pins it."""
    text, end = [], 0
    for name, paragraph in number_paragraphs(document):
        source = document.text[paragraph.start : paragraph.end]
        if paragraph.pinned:
            source = source.replace(f"\n{paragraph.marks}", "", 1)
        text += [document.text[end : paragraph.start], f'<span id="{name}"></span>', source.lstrip(" ")]
        end = paragraph.end
    return "".join([*text, document.text[end:]])
