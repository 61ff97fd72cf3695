"""The list of references: every cited work once, sorted, with links back to the notes that cite it."""

from html import escape

from bibliography.works import Bibliography
from languages import Language, fill

PLACE = '<div id="refs"></div>'  # where the list goes; pandoc's name for the place


def write_references(bibliography: Bibliography, page: Language, cited_in: dict[str, list[tuple[int, str]]]) -> str:
    """HTML of the list; `cited_in` gives for every cited key the numbers and addresses of its notes."""
    keys = sorted(cited_in, key=lambda key: bibliography.sort_key(key, page))
    items = [_item(bibliography, page, key, cited_in[key]) for key in keys]
    return "\n".join(['<ol class="references">', *items, "</ol>"])


def _item(bibliography: Bibliography, page: Language, key: str, notes: list[tuple[int, str]]) -> str:
    work = bibliography.html(key, page, end=bibliography.context(key, page).style["marks.end"])
    one, several = page["list.notes"]
    pattern = page["list.notes_mark"]
    links = [
        f'<a href="{escape(address)}" aria-label="{escape(fill(pattern, word=one, numbers=str(number)))}">{number}</a>'
        for number, address in notes
    ]
    back = fill(pattern, word=several if len(notes) > 1 else one, numbers=page["marks.list"].join(links))
    return f'<li id="ref:{escape(key)}">{work} <span class="cited-in">{back}</span></li>'
