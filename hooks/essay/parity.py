"""Whether two languages of a page say the same in the same places: sections, paragraphs, citations and notes."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import SequenceMatcher

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


@dataclass(frozen=True)
class _Place:
    """A paragraph, or the lists and notes of a page, with what is cited there: names of citations and their lines."""

    page: Document
    line: int
    tokens: list[tuple[str, int]]

    @classmethod
    def of(cls, page: Document, paragraph: Paragraph) -> "_Place":
        groups = [group for group in page.groups if paragraph.start <= group.start < paragraph.end]
        return cls(page, paragraph.line, list(_tokens(page, groups)))

    @classmethod
    def outside_paragraphs(cls, page: Document) -> "_Place":
        spans = [(paragraph.start, paragraph.end) for paragraph in page.paragraphs]
        groups = [group for group in page.groups if not any(start <= group.start < end for start, end in spans)]
        return cls(page, 0, list(_tokens(page, groups)))

    def names(self) -> list[str]:
        return [name for name, _ in self.tokens]

    def __str__(self) -> str:
        return f"{self.page.path}:{self.line}" if self.line else f"the lists and notes of {self.page.path}"


def _tokens(page: Document, groups: Sequence[Group]) -> Iterator[tuple[str, int]]:
    """Every citation and note as text that is the same in all languages; "; " joins the works of one note."""
    for group in groups:
        if group.label:
            yield (f"[^{group.label}]" if group.label in page.definitions else f"@{group.label}"), group.line
        for position, citation in enumerate(group.citations):
            places = "".join(f", {unit} {value}" for unit, value in citation.locators)
            yield f"{'; ' if position else ''}@{citation.key}{places}", page.line(citation.offset)


def _compare_places(here: _Place, there: _Place) -> Iterator[Problem]:
    matcher = SequenceMatcher(None, here.names(), there.names(), autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        for place, other, tokens in ((here, there, here.tokens[a:b]), (there, here, there.tokens[c:d])):
            for name, line in tokens:
                message = f"the citation {name.removeprefix('; ')} has no counterpart in {other}; cite it there"
                yield Problem(place.page.path, line, f"{message}, in the same order and the same note")
