"""What pages say of the editions: which there are, what changed in each, what changed since the last."""

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape

from editions.comparing import DELETED, INSERTED, Change, changes, differences
from editions.edition import written_date
from editions.reading import CLOSE, OPEN, Block, Reading
from editions.shelf import BIB, PDF, SUMS, Shelved
from languages import Language, fill, letters

EDITIONS = '<div id="editions"></div>'  # where the list goes
CHANGES = '<div id="changes"></div>'  # where the comparison goes
REFERENCE = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
Link = Callable[[str], str]  # from an address below the root of the site to one that the page can use


def place(block: Block, words: Language) -> str:
    """What a block is called: its number, or its heading."""
    if block.kind == "paragraph":
        return str(words["page.paragraph"].format(number=block.number))
    if block.kind == "note":
        return fill(words["list.note"], number=block.number)
    if block.kind == "heading":
        return str(words["edition.heading"].format(heading=plain(block.text)))
    return str(words["edition.elsewhere"])


def plain(text: str) -> str:
    """The text of a block without its references to notes."""
    return REFERENCE.sub("", text)


def write_list(shelf: Sequence[Shelved], locale: str, words: Language, link: Link) -> str:
    """HTML of the editions that have this language, the newest first."""
    having = [edition for edition in shelf if locale in edition.locales]
    if not having:
        return f"<p>{escape(words['edition.none_yet'])}</p>"
    before: list[Shelved | None] = [None, *having[:-1]]
    items = [_item(edition, last, locale, words, link) for edition, last in zip(having, before, strict=True)]
    return "\n".join(['<ul class="editions">', *reversed(items), "</ul>"])


def _item(edition: Shelved, before: Shelved | None, locale: str, words: Language, link: Link) -> str:
    day, folder = edition.day.isoformat(), f"editions/{edition.day.isoformat()}/"
    links = [
        (f"{folder}{locale}/{PDF}", "PDF"),
        (f"{folder}{BIB}", words["edition.bibliography"]),
    ]
    others = " ".join(f'<a href="{escape(link(address))}">{escape(name)}</a>' for address, name in links)
    path = edition.folder / SUMS
    sums = escape(path.read_text(encoding="utf-8")) if path.is_file() else ""  # tests/ hold it to its checksums
    title = words["edition.of"].format(date=written_date(edition.day, words))
    own = escape(link(f"{folder}{locale}/"))
    return (
        f'<li id="edition-{day}"><p><a href="{own}"><time datetime="{day}">{escape(title)}</time></a> {others}</p>\n'
        f"<p>{_what_changed(edition, before, locale, words, own)}</p>\n"
        f"<details><summary>{escape(words['edition.checksums'])}</summary><pre>{sums}</pre></details></li>"
    )


def _what_changed(edition: Shelved, before: Shelved | None, locale: str, words: Language, own: str) -> str:
    if before is None:
        return escape(words["edition.first"])
    found = changes(before.readings[locale], edition.readings[locale])
    named = [_named(change, words, own) for change in found]
    if before.bibliography != edition.bibliography:
        named.append(escape(words["edition.bibliography"]))
    places = escape(words["marks.list"]).join(dict.fromkeys(named)) or escape(words["edition.only_other"])
    return escape(words["edition.changed"]).format(places=places)


def _named(change: Change, words: Language, own: str) -> str:
    name = escape(place(change.block, words))
    if change.new is None:
        return f"{name}{escape(words['edition.deleted'])}"
    name = f'<a href="{own}#{escape(change.new.id)}">{name}</a>' if change.new.id else name
    return name if change.old else f"{name}{escape(words['edition.added'])}"


def write_changes(latest: Shelved | None, live: Reading, locale: str, words: Language, link: Link) -> str:
    """HTML of what has changed since the last edition, block by block."""
    if latest is None or locale not in latest.readings:
        return f"<p>{escape(words['edition.none_yet'])}</p>"
    old = latest.readings[locale]
    found = changes(old, live)
    edition = link(latest.path(locale))
    name = escape(words["edition.of"].format(date=written_date(latest.day, words)))
    said = escape(words["edition.compared" if found else "edition.no_changes"])
    named = f'<a href="{escape(edition)}">{name}</a>'
    lines = [f"<p>{said.format(edition=named)}</p>"]
    for change in found:
        lines += _comparison(change, (old, live), words, (edition, link(f"{locale}/")), name)
    return "\n".join(lines)


def _comparison(
    change: Change, texts: tuple[Reading, Reading], words: Language, addresses: tuple[str, str], edition: str
) -> Iterable[str]:
    block = change.block
    there, here = (
        f'<a href="{escape(address)}#{escape(found.id)}">{label}</a>' if found and found.id else ""
        for found, address, label in zip(
            (change.old, change.new), addresses, (edition, escape(place(block, words))), strict=True
        )
    )
    state = "" if change.old and change.new else words["edition.added" if change.new else "edition.deleted"]
    yield f'<p class="change__place">{here or escape(place(block, words))}{escape(state)} {there}</p>'
    old, new = (found.text if found else "" for found in (change.old, change.new))
    if old == new:
        yield f"<p>{escape(words['edition.only_form'])}</p>"
        return
    steps = differences(old, new, letters(words["edition.unit"]), words["edition.island"])
    yield f'<p class="change">{"".join(_marked(kind, text, texts) for kind, text in steps)}</p>'


def _marked(kind: str, text: str, texts: tuple[Reading, Reading]) -> str:
    numbers = texts[0 if kind == DELETED else 1].notes
    html = REFERENCE.sub(lambda found: f"<sup>{numbers.get(found[1], '')}</sup>", escape(text))
    tag = {DELETED: "del", INSERTED: "ins"}.get(kind)
    return f"<{tag}>{html}</{tag}>" if tag else html
