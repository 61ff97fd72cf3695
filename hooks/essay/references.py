"""The list of references: every cited work once, sorted, with links back to its notes, and as BibTeX."""

from collections.abc import Mapping
from html import escape

from bibliography.works import Bibliography
from citing import bibtex
from languages import Language, fill


def write_references(
    bibliography: Bibliography,
    page: Language,
    cited_in: dict[str, list[tuple[int, str]]],
    files: Mapping[str, str],
) -> str:
    """HTML of the list; `cited_in` gives for every cited key the numbers and addresses of its notes, `files` the
    addresses of the whole bibliography by the names of their formats."""
    keys = sorted(cited_in, key=lambda key: bibliography.sort_key(key, page))
    items = [_item(bibliography, page, key, cited_in[key]) for key in keys]
    links = page["marks.list"].join(f'<a href="{escape(url)}" download>{name}</a>' for name, url in files.items())
    all_works = f'<p class="files" data-about>{escape(page["list.files"])} {links}</p>' if files else ""
    return "\n".join(['<ol class="references">', *items, "</ol>", all_works])


def _item(bibliography: Bibliography, page: Language, key: str, notes: list[tuple[int, str]]) -> str:
    work = bibliography.html(key, page, end=bibliography.context(key, page).style["marks.end"])
    one, several = page["list.notes"]
    pattern = page["list.notes_mark"]
    links = [
        f'<a href="{escape(address)}" aria-label="{escape(fill(pattern, word=one, numbers=str(number)))}">{number}</a>'
        for number, address in notes
    ]
    back = fill(pattern, word=several if len(notes) > 1 else one, numbers=page["marks.list"].join(links))
    export = escape(bibtex.entry_text(bibliography.entries[key]), quote=False)
    details = f'<details class="export" data-about><summary>BibTeX</summary><pre>{export}</pre></details>'
    return f'<li id="ref:{escape(key)}">{work} <span class="cited-in">{back}</span>{details}</li>'
