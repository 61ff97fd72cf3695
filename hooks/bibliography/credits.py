"""The parts that say who made a work."""

from collections.abc import Iterable

from pybtex.richtext import Text
from pybtex.style.template import Node

from bibliography.context import Context
from bibliography.entry import EDITORS, HELPERS
from bibliography.latex import to_text
from bibliography.names import Names
from bibliography.punctuation import Part, split_list, template_node
from bibliography.wording import family_names, join_names
from languages import fill

TEAM = ("bookauthor", *EDITORS, "translator", *HELPERS)
OF_THE_BOOK = tuple(role for role in TEAM if role != "translator")  # named with the book that the work is a part of


@template_node
def lead(children: list[Node], context: Context) -> Part | None:
    """Who wrote it; else who edited or translated it; else the body that published it."""
    role = context.lead_role()
    if not role:
        return _lead_body(context)
    names = context.names(role)
    written = join_names(names, context.style, inverted=True)
    if role in ("editor", "translator") or f"{role}type" in context.entry.fields:
        function = "editor_translator" if _edited_and_translated(context) else role
        written = _in_role(written, names, function, context, leads=True)
    if addon := context.field("nameaddon"):
        before, after = context.style["marks.translation"]
        between = context.style["marks.junctions.before_translation"]
        return Part(Text(written, between, before, to_text(addon), after), "lead")
    return Part(written, "lead")


@template_node
def short_lead(children: list[Node], context: Context) -> Part | None:
    """The same by family names alone."""
    role = context.lead_role()
    if not role:
        return _lead_body(context)
    short = context.names(f"short{role}")
    names = context.entry.names
    if context.foreign and f"{role}_romanised" in names and f"short{role}_romanised" not in names:
        short = Names()
    return Part(family_names(short or context.names(role), context.style), "lead")


def _lead_body(context: Context) -> Part | None:
    name = context.lead_body()
    return Part(split_list(context.field(name), context.style), "lead") if name else None


@template_node
def beside_author(children: list[Node], context: Context) -> Part | None:
    """The translator, where the table wants that name beside the author's."""
    names = context.names("translator")
    if not names or not _is_beside_author(context):
        return None
    written = join_names(names, context.style, inverted=False)
    return Part(fill(context.style["roles.beside_author"], names=written), "beside_author")


@template_node
def team(children: list[Node], context: Context, *, translator: bool = True) -> Part:
    """Editors, translators and who else had a part in it, but for those who are named with the book."""
    roles: tuple[str, ...] = TEAM if translator else OF_THE_BOOK
    if context.in_book():
        roles = ("translator",) if translator else ()
    return Part(context.style["marks.separator"].join(all_contributors(context, roles)))


@template_node
def by(children: list[Node], context: Context, role: str) -> Part | None:
    """Editors or translators."""
    persons = contributors(context, role)
    return Part(persons) if persons else None


def all_contributors(context: Context, roles: Iterable[str]) -> list[str]:
    """The same of each role, in order."""
    named = context.entry.names
    there = (role for role in roles if role in named or f"{role}_romanised" in named)
    return [written for role in there if (written := contributors(context, role))]


def contributors(context: Context, role: str) -> str:
    """ "ed. Jane Doe", or nothing if the work has none, or they are named elsewhere in the note."""
    names = context.names(role)
    lead = context.lead_role()
    if not names or lead == role or (role == "bookauthor" and names == context.names(lead)):
        return ""
    function = role
    if _edited_and_translated(context) and role in ("editor", "translator"):
        if role == "translator" or lead == "editor":
            return ""
        function = "editor_translator"
    elif role == "translator" and _is_beside_author(context):
        return ""
    return _in_role(join_names(names, context.style, inverted=False), names, function, context)


def _in_role(written: str, names: Names, role: str, context: Context, *, leads: bool = False) -> str:
    """The names with the word for what they did, which the entry may tell in a field such as `editortype`."""
    said = context.entry.plain(f"{role}type")
    words, place = context.style["roles"], "_first" if leads else ""
    function = said.lower() or ("editor" if role in EDITORS else role)
    found = words.get(function + place)
    forms = found if isinstance(found, list) else words[f"other{place}"]
    return fill(forms[names.several()], names=written, role=said)


def _is_beside_author(context: Context) -> bool:
    beside = context.style["roles.beside_author"] and context.lead_role() == "author"
    return bool(beside) and not _edited_and_translated(context)


def _edited_and_translated(context: Context) -> bool:
    """Whether the same persons did both."""
    editors = context.names("editor")
    return bool(editors) and editors == context.names("translator") and "editortype" not in context.entry.fields
