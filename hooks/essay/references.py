"""The list of references: every cited work once, sorted, with links back to its notes, and as BibTeX."""

from collections.abc import Mapping
from html import escape

from bibliography.titles import main_part
from bibliography.works import Bibliography
from citing import bibtex
from essay.places import Place
from languages import Language, fill


def write_references(
    bibliography: Bibliography,
    page: Language,
    cited_in: Mapping[str, list[Place]],
    addresses: Mapping[str, str],
    files: Mapping[str, str],
) -> str:
    """HTML of the list; `cited_in` gives for every cited key where it is cited, `addresses` leads to the pages by their
    names, `files` to the whole bibliography by the names of its formats."""
    keys = sorted(cited_in, key=lambda key: bibliography.sort_key(key, page))
    places = {key: [write_place(place, page, addresses) for place in cited_in[key]] for key in keys}
    items = [_item(bibliography, page, key, places[key]) for key in keys]
    named = (f'<a href="{escape(url)}" download>{escape(name)}</a>' for name, url in files.items())
    links = escape(page["marks.list"]).join(named)
    all_works = f'<p class="files" data-about>{escape(page["list.files"])} {links}</p>' if files else ""
    return "\n".join(['<ol class="references">', *items, "</ol>", all_works])


def write_place(place: Place, page: Language, addresses: Mapping[str, str], *, section: bool = True) -> str:
    """Links to a note, to the paragraph that refers to it and, if `section`, to the section of that."""
    here = escape(addresses[place.page])
    note = escape(fill(page["list.note"], number=str(place.number)))
    links = [f'<a href="{here}#fn:{escape(place.label)}">{note}</a>']
    if place.paragraph:
        paragraph = page["page.paragraph"].format(number=place.paragraph.removeprefix("p"))
        links.append(f'<a href="{here}#{place.paragraph}">{escape(paragraph)}</a>')
    if place.section and section:
        heading = escape(main_part(place.heading, page))
        links.append(f'<a href="{here}#{escape(place.section)}">{heading}</a>')
    return " · ".join(links)


def _item(bibliography: Bibliography, page: Language, key: str, places: list[str]) -> str:
    work = bibliography.html(key, page, end=bibliography.context(key, page).style["marks.end"])
    back = "".join(f'<span class="cited-in">{place}</span>' for place in places)
    keys = [key, *bibtex.related_keys(bibliography.entries[key])]
    export = escape(bibtex.write(bibliography.entries[each] for each in keys), quote=False)
    details = f'<details class="export" data-about><summary>BibTeX</summary><pre>{export}</pre></details>'
    return f'<li id="ref:{escape(key)}">{work} {back}{details}</li>'
