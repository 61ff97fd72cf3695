"""The citations of a page → its notes: which note cites what, under which label, and in which words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from bibliography.works import Bibliography
from essay.citation import Citation
from essay.document import Definition, Document, Group
from essay.markup import seal
from languages import Language
from problem import Problem

ENDS_SENTENCE = re.compile(r"[.。?？!！…][”’\"'」』)）]*$")

Replacement = tuple[int, int, str]  # from offset, to offset, new text


@dataclass(frozen=True)
class Note:
    """A note: its number, the label of its anchor (`fn:label`), what it cites; one in prose has a definition."""

    number: int
    label: str
    groups: tuple[Group, ...]
    definition: Definition | None = None

    def keys(self, bibliography: Bibliography) -> list[str]:
        """The keys of the entries that it cites, in order."""
        keys = (citation.key for group in self.groups for citation in _cited(group, bibliography).citations)
        return [key for key in keys if key in bibliography]


def number_notes(document: Document, bibliography: Bibliography) -> tuple[list[Note], dict[int, Note]]:
    """The notes in the order of their first references, and the note that each reference, by its offset, belongs to."""
    notes: list[Note] = []
    references: dict[int, Note] = {}
    labels = set(document.definitions)
    prose: dict[str, Note] = {}
    outside = [group for group in document.groups if not document.definition_at(group.start)]
    inside = [
        group
        for group in document.groups
        if group.label in document.definitions and document.definition_at(group.start)
    ]
    for group in [*outside, *inside]:
        definition = document.definitions.get(group.label)
        if definition and group.label in prose:
            note = prose[group.label]
        elif definition:
            note = Note(len(notes) + 1, group.label, tuple(_groups_in(definition, document)), definition)
            prose[group.label] = note
            notes.append(note)
        else:
            cited = _cited(group, bibliography)
            if not cited.citations:
                continue
            note = Note(len(notes) + 1, _free_label(cited.citations[0].key, labels), (cited,))
            notes.append(note)
        references[group.start] = note
    return notes, references


def _groups_in(definition: Definition, document: Document) -> Iterator[Group]:
    for group in document.groups:
        if definition.start <= group.start < definition.end and group.label not in document.definitions:
            yield group


def _cited(group: Group, bibliography: Bibliography) -> Group:
    """A bare label that is a key as the group that it stands for; any other undefined label cites nothing."""
    if group.label and group.label in bibliography:
        return Group(group.line, group.start, group.end, (Citation(group.label, group.start + 2),))
    return group


def _free_label(key: str, taken: set[str]) -> str:
    label, count = key, 1
    while label in taken:
        count += 1
        label = f"{key}-{count}"
    taken.add(label)
    return label


def check(document: Document, bibliography: Bibliography, bib_path: str) -> list[Problem]:
    """What is wrong with the citations and notes of a page."""
    faults = [(document.line(fault.offset), fault.message) for fault in document.faults]
    for group in document.groups:
        faults += _check_group(group, document, bibliography, bib_path)
    for key in document.loose_keys:
        if key.message in bibliography:
            hint = f"write [@{key.message}], or \\@ for the mere sign"
            line = document.line(key.offset)
            faults.append((line, f"the citation '@{key.message}' stands outside brackets; {hint}"))
    return [Problem(document.path, line, message) for line, message in [*faults, *_check_definitions(document)]]


def _check_group(
    group: Group, document: Document, bibliography: Bibliography, bib_path: str
) -> Iterator[tuple[int, str]]:
    if group.label and group.label not in document.definitions and group.label not in bibliography:
        known = f"the note [^{group.label}] is neither defined on this page nor a key of {bib_path}"
        yield group.line, f"{known}; {_nearest(group.label, bibliography)}"
    for citation in group.citations:
        if citation.key not in bibliography:
            hint = bibliography.hint(citation.key)
            yield document.line(citation.offset), f"no entry '{citation.key}' in {bib_path}; {hint}"


def _check_definitions(document: Document) -> Iterator[tuple[int, str]]:
    used = {group.label for group in document.groups}
    for note in document.definitions.values():
        if note.label not in used:
            yield note.line, f"the note [^{note.label}] is defined and never used; refer to it or delete it"
    for note in document.repeated:
        first = document.definitions[note.label].line
        yield note.line, f"the note [^{note.label}] is already defined in line {first}; rename or delete one of the two"


def _nearest(label: str, bibliography: Bibliography) -> str:
    return bibliography.hint(label) if bibliography.near(label) else f"define it ([^{label}]: …) or mend the label"


def write_notes(document: Document, bibliography: Bibliography, page: Language) -> tuple[list[Replacement], list[str]]:
    """What to put in the place of the page's groups, and the definitions of the footnotes to append."""
    notes, references = number_notes(document, bibliography)
    replacements: list[Replacement] = []
    definitions = []
    works = _Works(bibliography, page)
    for note in notes:
        if not note.definition:
            definitions.append(f"[^{note.label}]: {works.group(note.groups[0], note, final=True)}")
            continue
        for group in note.groups:
            cited = _cited(group, bibliography)
            if cited.citations:
                replacements.append((group.start, group.end, works.group(cited, note)))
    replacements += [
        (group.start, group.end, f"[^{references[group.start].label}]")
        for group in document.groups
        if group.start in references
    ]
    return replacements, definitions


class _Works:
    """Writes the works of one page, and remembers which note has cited each in full."""

    def __init__(self, bibliography: Bibliography, page: Language) -> None:
        self.bibliography = bibliography
        self.page = page
        self.first: dict[str, Note] = {}

    def group(self, group: Group, note: Note, *, final: bool = False) -> str:
        """The works of one group as Markdown; the last mark only if they are the whole note."""
        written = []
        before: object = None
        for index, citation in enumerate(group.citations):
            known = citation.key in self.bibliography
            context = self.bibliography.context(citation.key, self.page) if known else None
            authors = context.lead_key() if context else None
            end = context.style["marks.end"] if context and final and index == len(group.citations) - 1 else ""
            repeated = bool(authors) and authors == before
            text = self._work(
                citation, note, lead=not (repeated or citation.omit_author), end="" if citation.suffix else end
            )
            suffix = (
                citation.suffix
                if ENDS_SENTENCE.search(citation.suffix) or not citation.suffix
                else citation.suffix + end
            )
            written.append(f"{citation.prefix}{text}{suffix}")
            before = authors
        works: str = self.page["marks.works"]
        return works.join(written)

    def _work(self, citation: Citation, note: Note, *, lead: bool, end: str) -> str:
        if citation.key not in self.bibliography:
            return seal(f"<mark>@{escape(citation.key)}</mark>")
        first = self.first.setdefault(citation.key, note)
        pointer = (first.number, f"#fn:{first.label}") if first is not note else None
        html = self.bibliography.html(
            citation.key, self.page, lead=lead, end=end, locators=citation.locators, pointer=pointer
        )
        return seal(html)
