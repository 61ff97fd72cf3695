"""The citations of a page → its notes: which note cites what, under which label, and in which words."""

import re
from collections import Counter
from collections.abc import Iterator
from html import escape, unescape
from typing import NamedTuple

from bibliography.works import Bibliography
from essay.citation import Citation
from essay.document import NO_NOTE, Definition, Document, Group
from essay.sealing import seal
from languages import Language
from problem import Problem

LITERAL_AT = re.compile(r"\\@")
REFERENCE = re.compile(r'<a class="footnote-ref" href="#fn:([^"]*)"')
ENDS_SENTENCE = re.compile(r"[.。?？!！…][”’\"'」』)）]*$")

Replacement = tuple[int, int, str]  # from offset, to offset, new text


class Note(NamedTuple):
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
    labels = dict.fromkeys(document.definitions, 1)
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
            key = group.label or group.citations[0].key  # a set by its own
            note = Note(len(notes) + 1, _free_label(key, labels), (cited,))
            notes.append(note)
        references[group.start] = note
    return notes, references


def _groups_in(definition: Definition, document: Document) -> Iterator[Group]:
    for group in document.groups_between(definition.start, definition.end):
        if group.label not in document.definitions:
            yield group


def _cited(group: Group, bibliography: Bibliography) -> Group:
    """The works that a group cites: of a @set its members, of a bare label that is a key the work of that key.

    Any other undefined label cites nothing.
    """
    citations = group.citations
    if group.label and bibliography.is_known(group.label):
        citations = (Citation(group.label, group.start + 2),)
    cited = (work for citation in citations for work in _members(citation, bibliography))
    return group._replace(citations=tuple(cited))


def _members(citation: Citation, bibliography: Bibliography) -> Iterator[Citation]:
    """The citation, or those of a set's members: the first with its prefix, the last with its locators and suffix."""
    entry = bibliography.entries.get(citation.key)
    keys = entry.members if entry and entry.members else (citation.key,)
    for key in keys:
        yield citation._replace(
            key=key,
            prefix=citation.prefix if key == keys[0] else "",
            locators=citation.locators if key == keys[-1] else (),
            suffix=citation.suffix if key == keys[-1] else "",
        )


def _free_label(key: str, taken: dict[str, int]) -> str:
    """The key, or with the next number that is free; `taken` has each label with the last number given behind it."""
    label, count = key, taken.get(key, 1)
    while label in taken:
        count += 1
        label = f"{key}-{count}"
    taken[key] = count
    taken.setdefault(label, 1)
    return label


def check(document: Document, bibliography: Bibliography) -> list[Problem]:
    """What is wrong with the citations and notes of a page."""
    faults = [(document.line(fault.offset), fault.message) for fault in document.faults]
    for group in document.groups:
        faults += _check_group(group, document, bibliography)
    for offset, key in document.loose_keys:
        if bibliography.is_known(key):
            hint = f"write [@{key}], or \\@ for the mere sign"
            faults.append((document.line(offset), f"the citation '@{key}' stands outside brackets; {hint}"))
    return [Problem(document.path, line, message) for line, message in [*faults, *_check_definitions(document)]]


def check_html(html: str, document: Document, bibliography: Bibliography) -> Iterator[Problem]:
    """The citations that the built page shows as they are written, for Markdown does not read where they stand.

    What has been told of the page as it is written is not told again.
    """
    links = Counter(unescape(found[1]) for found in REFERENCE.finditer(html))
    _, references = number_notes(document, bibliography)
    lines: dict[str, list[int]] = {}
    for offset, note in sorted(references.items()):
        lines.setdefault(note.label, []).append(document.line(offset))
    told = {document.line(fault.offset) for fault in document.faults if fault.message == NO_NOTE}
    for label, places in lines.items():
        if links[label] < len(places) and told.isdisjoint(places):
            yield Problem(document.path, places[-1], NO_NOTE)


def _check_group(group: Group, document: Document, bibliography: Bibliography) -> Iterator[tuple[int, str]]:
    if group.label and group.label not in document.definitions and not bibliography.is_known(group.label):
        known = f"the note [^{group.label}] is neither defined on this page nor a key of {bibliography.path}"
        yield group.line, f"{known}; {_nearest(group.label, bibliography)}"
    for citation in group.citations:
        if not bibliography.is_known(citation.key) and bibliography.entries:  # that there are none has been said
            hint = bibliography.hint(citation.key)
            yield document.line(citation.offset), f"no entry '{citation.key}' in {bibliography.path}; {hint}"


def _check_definitions(document: Document) -> Iterator[tuple[int, str]]:
    used = {group.label for group in document.groups}
    for note in document.definitions.values():
        if re.search(r"\s", note.label):
            yield note.line, f"the label of the note [^{note.label}] has a space; write it without, everywhere"
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
        _reference(document, group, references[group.start].label)
        for group in document.groups
        if group.start in references
    ]
    return replacements, definitions


def _reference(document: Document, group: Group, label: str) -> Replacement:
    """The reference to a note; a colon behind one that begins a line would make it a definition."""
    begins_line = not document.text[document.line_starts[group.line - 1] : group.start].strip()
    if begins_line and document.text.startswith(":", group.end):
        return group.start, group.end + 1, f"[^{label}]&#58;"
    return group.start, group.end, f"[^{label}]"


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
        for citation in group.citations:
            last = final and citation is group.citations[-1]
            authors, end = self._authors_and_end(citation)
            repeated = bool(authors) and authors == before
            written.append(self._citation(citation, note, end if last else "", lead=not repeated))
            before = authors
        return escape(self.page["marks.works"]).join(written)

    def _authors_and_end(self, citation: Citation) -> tuple[object, str]:
        """What is equal for works by the same authors, and the mark behind the work."""
        if citation.key not in self.bibliography:
            return None, ""
        context = self.bibliography.context(citation.key, self.page)
        return context.lead_key(), context.style["marks.end"]

    def _citation(self, citation: Citation, note: Note, end: str, *, lead: bool) -> str:
        prefix, suffix = (LITERAL_AT.sub("@", text) for text in (citation.prefix, citation.suffix))
        if suffix and not ENDS_SENTENCE.search(suffix):
            suffix += end
        if citation.key not in self.bibliography:
            return f"{prefix}{seal(f'<mark>@{escape(citation.key)}</mark>')}{suffix}"
        html = self.bibliography.html(
            citation.key,
            self.page,
            lead=lead and not citation.omit_author,
            end="" if suffix else end,
            locators=citation.locators,
            pointer=self._pointer(citation.key, note),
        )
        return f"{prefix}{seal(html)}{suffix}"

    def _pointer(self, key: str, note: Note) -> tuple[int, str] | None:
        """Number and address of the note with the full citation: None for this place, number 0 for this note."""
        if key not in self.first:
            self.first[key] = note
            return None
        first = self.first[key]
        return (0, "") if first is note else (first.number, f"#fn:{first.label}")
