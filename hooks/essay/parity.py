"""Whether two languages of a page say the same in the same places: sections, paragraphs, citations and notes."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from essay.document import Document, Group
from problem import Problem


def compare(one: Document, other: Document) -> list[Problem]:
    """What either page has and the other lacks; each problem stands at the place that has it."""
    problems = [*_unpinned(one), *_unpinned(other)]
    if problems:
        return problems
    here, there = ([(section.level, section.id) for section in page.sections] for page in (one, other))
    if here != there:
        return [*_lone_sections(one, other, here, there), *_lone_sections(other, one, there, here)]
    for section in range(-1, len(one.sections)):
        problems += _compare_section(one, other, section)
    return problems


def _unpinned(page: Document) -> Iterator[Problem]:
    for section in page.sections:
        if section.level > 1 and not section.id:
            message = f"the heading '{section.title}' has no id; write {{#id}} behind it, the same in all languages"
            yield Problem(page.path, section.line, message)


def _lone_sections(page: Document, other: Document, here: list[tuple[int, str]], there: list[tuple[int, str]]) -> Iterator[Problem]:
    matcher = SequenceMatcher(None, here, there, autojunk=False)
    for kind, start, end, _, _ in matcher.get_opcodes():
        for section in page.sections[start:end] if kind in ("delete", "replace") else []:
            if (section.level, section.id) in there:
                what = f"stands in another place in {other.path}; put it in the same order"
            else:
                what = f"has no counterpart in {other.path}; add it there or mend the id or the level"
            yield Problem(page.path, section.line, f"the section '#{section.id}' {what}")


def _compare_section(one: Document, other: Document, section: int) -> list[Problem]:
    here, there = ([paragraph for paragraph in page.paragraphs if paragraph.section == section] for page in (one, other))
    if len(here) != len(there):
        longer, shorter = (one, other) if len(here) > len(there) else (other, one)
        return [_lone_paragraph(longer, shorter, section)]
    problems: list[Problem] = []
    for index, (left, right) in enumerate(zip(here, there, strict=True), 1):
        lefts = _tokens(one, _between(one, left.start, left.end))
        rights = _tokens(other, _between(other, right.start, right.end))
        problems += _compare_tokens(one, other, lefts, rights, f"paragraph {index}", left.line, right.line)
    return problems + (_compare_rest(one, other) if section == -1 else [])


def _compare_rest(one: Document, other: Document) -> list[Problem]:
    """The citations that stand in no paragraph: in lists, quotations, tables and notes in prose."""
    rests = []
    for page in (one, other):
        spans = [(paragraph.start, paragraph.end) for paragraph in page.paragraphs]
        rests.append(_tokens(page, [g for g in page.groups if not any(start <= g.start < end for start, end in spans)]))
    return _compare_tokens(one, other, rests[0], rests[1], "the lists and notes", 0, 0)


def _lone_paragraph(longer: Document, shorter: Document, section: int) -> Problem:
    """The paragraph too many: the first one whose citations differ, or the last."""
    long, short = ([p for p in page.paragraphs if p.section == section] for page in (longer, shorter))
    pairs = zip(long, short, strict=False)
    differing = (
        index
        for index, (left, right) in enumerate(pairs)
        if _names(_tokens(longer, _between(longer, left.start, left.end))) != _names(_tokens(shorter, _between(shorter, right.start, right.end)))
    )
    index = next(differing, len(short))
    pinned = longer.sections[section].id if section >= 0 else ""
    where = f"section '#{pinned}'" if pinned else "the beginning"
    return Problem(
        longer.path,
        long[index].line,
        f"a paragraph here has no counterpart in {shorter.path}: {where} has {len(long)} paragraphs here and {len(short)} there; "
        "translate it there or join it to its neighbour",
    )


_Token = tuple[str, int]  # what is cited, and the line


def _tokens(page: Document, groups: Sequence[Group]) -> list[_Token]:
    tokens = []
    for group in groups:
        if group.label:
            name = f"[^{group.label}]" if group.label in page.definitions else f"@{group.label}"
            tokens.append((name, group.line))
        for position, citation in enumerate(group.citations):
            places = ", ".join(f"{unit} {value}" for unit, value in citation.locators)
            joined = "; " if position else ""
            tokens.append((f"{joined}@{citation.key}{', ' + places if places else ''}", page.line(citation.offset)))
    return tokens


def _names(tokens: list[_Token]) -> list[str]:
    return [name for name, _ in tokens]


def _between(page: Document, start: int, end: int) -> list[Group]:
    return [group for group in page.groups if start <= group.start < end]


def _compare_tokens(
    one: Document, other: Document, lefts: list[_Token], rights: list[_Token], where: str, left_line: int, right_line: int
) -> list[Problem]:
    problems = []
    matcher = SequenceMatcher(None, _names(lefts), _names(rights), autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        for page, target, tokens, line in ((one, other, lefts[a:b], right_line), (other, one, rights[c:d], left_line)):
            for name, at in tokens:
                place = f"{where} ({target.path}:{line})" if line else f"{where} of {target.path}"
                message = f"the citation {name.removeprefix('; ')} has no counterpart in {place}; cite it there in the same order"
                problems.append(Problem(page.path, at, message))
    return problems
