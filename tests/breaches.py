"""Where a site breaks the promise of its ledger: each breach with its place, and what an editor does about it."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

import fingerprint
from ledger import NAME, Line
from published import FROZEN, ROOT, Page, Place

SAID_ANEW = "or, if it is the same said anew, delete this line and run make ledger"


def check(lines: list[Line], site: Mapping[str, Page]) -> list[str]:
    """What the site no longer serves, and what has come to mean something else; first things first."""
    faults = dict[int, str]()
    told = set[tuple[str, str]]()  # language and fragment: the page side by side repeats those of the essay
    for address, group in groupby(sorted(lines, key=lambda line: line.address), key=lambda line: line.address):
        on_page = list(group)
        number = on_page[0].number
        page = site.get(address)
        if page is None:
            faults[number] = _lost_page(address)
        elif any(line.words != (page.digest,) for line in on_page if line.words and not line.fragment):
            back = f"git checkout -- docs/{FROZEN.rstrip('/')}"
            faults[number] = f"{address} has changed, and an edition never changes; put it back: {back}"
        elif page.target and page.target not in site:
            faults[number] = f"{address} leads to {page.target}, which is not served; mend its redirect in mkdocs.yml"
        else:
            places = site[page.target].places if page.target else page.places
            faults |= _check_places(on_page, places, page.target, told)
    return [*(f"{NAME}:{number}: {fault}" for number, fault in sorted(faults.items())), *_check_form(lines)]


def _check_form(lines: list[Line]) -> list[str]:
    first: dict[str, int] = {}
    return [
        f"{NAME}:{line.number}: {line.url} is in line {first[line.url]} already; delete one of the two"
        for line in lines
        if first.setdefault(line.url, line.number) != line.number
    ]


def _lost_page(address: str) -> str:
    source = source_of(address)
    if not source:
        return f"{address} is no longer served; put the file back: nothing can stand in for it"
    name = source.split("/", 2)[2]
    return (
        f"{address} is no longer served; put {source} back, or write '{name}: new.md', with the name of the page that "
        "has its text now, below 'redirects:' in mkdocs.yml"
    )


def source_of(address: str) -> str:
    """The file that a page is made of, or "" for what is no page of a language."""
    if not address.endswith("/") or address == ROOT or address.startswith(FROZEN):
        return ""
    language, _, rest = address.rstrip("/").partition("/")
    return f"docs/{language}/{rest or 'index'}.md"


def _check_places(
    lines: list[Line], places: Mapping[str, Place], target: str, told: set[tuple[str, str]]
) -> Iterator[tuple[int, str]]:
    """The faults of a page by line, its paragraphs before all else: what else is lost may have gone with them."""
    address = lines[0].address
    language = address.partition("/")[0]
    source = source_of(target or address)
    for kind, group in groupby(sorted(lines, key=lambda line: line.kind), key=lambda line: line.kind):
        alike = list(group)
        changed = list(_changed(alike, places))
        lost = [line for line in alike if line.fragment and line.fragment not in places]
        lost = [line for line in lost if (language, _in_essay(line.fragment)) not in told]
        told |= {(language, line.fragment) for line in lost}
        if changed:
            yield changed[0].number, _other_meaning(changed, alike, places, source)
        if lost and not (changed and kind == "paragraph"):  # where they shift, the last number falls off the end
            yield lost[0].number, _lost(lost, source, target)


def _in_essay(fragment: str) -> str:
    """What the id of a second language on the page side by side is on its own page."""
    return re.sub(r"\.[A-Za-z]{2,3}(-\w+)?$", "", fragment)


def _lost(lines: list[Line], source: str, target: str) -> str:
    first = lines[0]
    names = ", ".join([first.url, *(f"#{line.fragment}" for line in lines[1:])])
    said = f"{names} {'is' if len(lines) == 1 else 'are'} no longer served"
    if target:
        said = f"{said}: {first.address} leads to {target}, which has no such place"
    if first.kind == "paragraph":
        return f"{said}; put back into {source} a paragraph that says it was withdrawn, with {_mark(first)} below it"
    anchors = "".join(f'<span id="{line.fragment}"></span>' for line in lines)
    return f"{said}; mend the id, or leave {anchors} in {source} at the place that answers to it now"


def _mark(line: Line) -> str:
    return f"{{: #{line.fragment} .withdrawn }}"


def _changed(lines: list[Line], places: Mapping[str, Place]) -> Iterator[Line]:
    """The lines whose place holds too few of their words, or has what another line means and its place has not."""
    there = {line: _share(line, places.get(line.fragment)) for line in lines}
    for line in lines:
        place = places.get(line.fragment)
        if line.words and place and not place.kept:
            shares = ((other, _share(other, place)) for other in lines)
            if there[line] < fingerprint.SAME or any(max(there[line], there[other]) < here for other, here in shares):
                yield line


def _share(line: Line, place: Place | None) -> float:
    return fingerprint.share(line.words, place.text) if place else 0


def _other_meaning(changed: list[Line], lines: list[Line], places: Mapping[str, Place], source: str) -> str:
    line = changed[0]
    more = f" (and so have {len(changed) - 1} more on this page)" if len(changed) > 1 else ""
    now = _best(line.words, {name: place.text for name, place in places.items() if place.kind == line.kind})
    said = f"{line.url} has come to mean another {line.kind}{more}: what it meant"
    said = f"{said} is #{now} now" if now else f"{said} is no longer on the page"
    if line.kind != "paragraph":
        return f"{said}; in {source}, give each the id that it had, and what is new one of its own, {SAID_ANEW}"
    if not now:
        how = f"if it was deleted, leave in its place a paragraph that says so, with {_mark(line)} below it"
        return f"{said}; in {source}, {how}; {SAID_ANEW}"
    here = next((other.fragment for other in lines if _is(other, places[line.fragment])), "")
    if here:
        return (
            f"{said}; in {source}, write {{: #{line.fragment} }} below it, and {{: #{here} }} below the one there now"
        )
    letter = f"{{: #{_before(line.fragment)}a }}"
    return f"{said}; in {source}, write {letter} below the paragraph that was put in before it"


def _is(line: Line, place: Place) -> bool:
    return _share(line, place) > 0.5


def _best(words: tuple[str, ...], texts: Mapping[str, str]) -> str:
    """The name of the text that has more than half of the words, and the most; "" for none."""
    shares = {name: fingerprint.share(words, text) for name, text in texts.items()}
    best = max(shares, key=lambda name: shares[name], default="")
    return best if shares.get(best, 0) > 0.5 else ""


def _before(fragment: str) -> str:
    number = int("".join(filter(str.isdigit, fragment)))
    return f"p{number - 1}"
