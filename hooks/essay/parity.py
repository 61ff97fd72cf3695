"""Whether two languages of a page say the same in the same places: sections, paragraphs, citations and notes."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from difflib import SequenceMatcher
from typing import NamedTuple

from essay.document import Document, Group, Paragraph
from problem import Problem


def compare(one: Document, other: Document, known: Sequence[Problem] = ()) -> list[Problem]:
    """What either page has and the other lacks; each problem stands at the place that has it.

    A paragraph in which a citation has a `known` problem is not compared: the one mistake shall get one message.
    """
    faulty = {(problem.path, problem.line) for problem in known}
    problems = [*_unpinned(one), *_unpinned(other)]
    if problems:
        return problems
    here, there = ([(section.level, section.id) for section in page.sections] for page in (one, other))
    if here != there:
        return [*_lone_sections(one, other, here, there), *_lone_sections(other, one, there, here)]
    for section in range(-1, len(one.sections)):
        problems += _compare_section(one, other, section, faulty)
    return [*problems, *_compare_places(_Place.outside_paragraphs(one), _Place.outside_paragraphs(other))]


def _unpinned(page: Document) -> Iterator[Problem]:
    for section in page.sections:
        if section.level > 1 and not section.id:
            message = f"the heading '{section.title}' has no id; write {{#id}} behind it, the same in all languages"
            yield Problem(page.path, section.line, message)


def _lone_sections(
    page: Document, other: Document, here: list[tuple[int, str]], there: list[tuple[int, str]]
) -> Iterator[Problem]:
    matcher = SequenceMatcher(None, here, there, autojunk=False)
    for kind, start, end, _, _ in matcher.get_opcodes():
        for section in page.sections[start:end] if kind in ("delete", "replace") else []:
            if (section.level, section.id) in there:
                what = f"stands in another place in {other.path}; put it in the same order"
            else:
                what = f"has no counterpart in {other.path}; add it there or mend the id or the level"
            yield Problem(page.path, section.line, f"the section '#{section.id}' {what}")


def _compare_section(
    one: Document, other: Document, section: int, faulty: AbstractSet[tuple[str, int]]
) -> Iterator[Problem]:
    here, there = (
        [paragraph for paragraph in page.paragraphs if paragraph.section == section] for page in (one, other)
    )
    if len(here) != len(there):
        yield _lone_paragraph(*((one, other) if len(here) > len(there) else (other, one)), section)
        return
    for left, right in zip(here, there, strict=True):
        if left.marks.split() != right.marks.split():
            message = f"the paragraph has {left.marks or 'no such line'} below it in {one.path}:{left.line}"
            message = f"{message} and {right.marks or 'no such line'} here; write the same in all languages"
            yield Problem(other.path, right.line, message)
        if faulty.isdisjoint({*_lines(one, left), *_lines(other, right)}):
            yield from _compare_places(_Place.of(one, left), _Place.of(other, right))


def _lines(page: Document, paragraph: Paragraph) -> Iterator[tuple[str, int]]:
    return ((page.path, line) for line in range(paragraph.line, page.line(paragraph.end) + 1))


def _lone_paragraph(longer: Document, shorter: Document, section: int) -> Problem:
    """The paragraph too many: the first one whose citations differ, or the last."""
    long, short = ([_Place.of(page, p) for p in page.paragraphs if p.section == section] for page in (longer, shorter))
    differing = (i for i, (left, right) in enumerate(zip(long, short, strict=False)) if left.names() != right.names())
    lone = long[next(differing, len(short))]
    pinned = longer.sections[section].id if section >= 0 else ""
    where = f"section '#{pinned}'" if pinned else "the beginning"
    return Problem(
        longer.path,
        lone.line,
        f"a paragraph has no counterpart in {shorter.path}: {where} has {len(long)} paragraphs here and {len(short)} "
        "there; translate it there or join it to its neighbour",
    )


class _Place(NamedTuple):
    """A paragraph, or the lists and notes of a page, with what is cited there: names of citations and their lines."""

    page: Document
    line: int
    tokens: list["_Token"]

    @classmethod
    def of(cls, page: Document, paragraph: Paragraph) -> "_Place":
        groups = page.groups_between(paragraph.start, paragraph.end)
        return cls(page, paragraph.line, list(_tokens(page, groups)))

    @classmethod
    def outside_paragraphs(cls, page: Document) -> "_Place":
        inside = {group.start for span in page.paragraphs for group in page.groups_between(span.start, span.end)}
        groups = [group for group in page.groups if group.start not in inside]
        return cls(page, 0, list(_tokens(page, groups)))

    def names(self) -> list[str]:
        return [token.name + token.place for token in self.tokens]

    def __str__(self) -> str:
        return f"{self.page.path}:{self.line}" if self.line else f"the lists and notes of {self.page.path}"


class _Token(NamedTuple):
    """A citation or a note as text that is the same in all languages; "; " joins the works of one note."""

    name: str
    place: str
    line: int


def _tokens(page: Document, groups: Sequence[Group]) -> Iterator[_Token]:
    for group in groups:
        if group.label:
            yield _Token(f"[^{group.label}]" if group.label in page.definitions else f"@{group.label}", "", group.line)
        for position, citation in enumerate(group.citations):
            place = ", ".join(f"{unit} {value}" for unit, value in citation.locators)
            yield _Token(f"{'; ' if position else ''}@{citation.key}", place, page.line(citation.offset))


def _compare_places(here: _Place, there: _Place) -> Iterator[Problem]:
    matcher = SequenceMatcher(None, here.names(), there.names(), autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        lefts, rights = here.tokens[a:b], there.tokens[c:d]
        if kind == "replace" and [token.name for token in lefts] == [token.name for token in rights]:
            yield from _other_locators(here, there, lefts, rights)
        elif kind != "equal":
            yield from _lone_citations(here, there, lefts)
            yield from _lone_citations(there, here, rights)


def _other_locators(here: _Place, there: _Place, lefts: list[_Token], rights: list[_Token]) -> Iterator[Problem]:
    """Said once, of the translation."""
    for left, right in zip(lefts, rights, strict=True):
        message = f"the citation {right.name.removeprefix('; ')} points to {right.place or 'the whole work'} here"
        message += f" and to {left.place or 'the whole work'} in {here}; give both the same locator"
        yield Problem(there.page.path, right.line, message)


def _lone_citations(here: _Place, there: _Place, tokens: list[_Token]) -> Iterator[Problem]:
    for token in tokens:
        name = token.name.removeprefix("; ") + (f", {token.place}" if token.place else "")
        message = f"the citation {name} has no counterpart in {there}; cite it there"
        yield Problem(here.page.path, token.line, f"{message}, in the same order and the same note")
