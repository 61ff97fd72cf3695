"""The parts that say who made a work."""

from pybtex.style.template import Node

from bibliography.context import Context
from bibliography.punctuation import Part, split_list, template_node
from bibliography.wording import family_names, join_names
from languages import fill


@template_node
def lead(children: list[Node], context: Context) -> Part | None:
    """Who wrote it; else who edited or translated it; else the body that published it."""
    role = context.lead_role()
    if not role:
        return _lead_body(context)
    names = context.names(role)
    written = join_names(names, context.style, inverted=True)
    if role in ("editor", "translator"):
        function = "editor_translator" if _edited_and_translated(context) else role
        written = fill(context.style[f"roles.{function}_first"][names.several()], names=written)
    return Part(written, "lead")


@template_node
def short_lead(children: list[Node], context: Context) -> Part | None:
    """The same by family names alone."""
    role = context.lead_role()
    if not role:
        return _lead_body(context)
    return Part(family_names(context.names(role), context.style), "lead")


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
def team(children: list[Node], context: Context) -> Part:
    """Editors and translators."""
    written = (contributors(context, role) for role in ("editor", "translator"))
    return Part(context.style["marks.separator"].join(filter(None, written)))


@template_node
def by(children: list[Node], context: Context, role: str) -> Part | None:
    """Editors or translators."""
    persons = contributors(context, role)
    return Part(persons) if persons else None


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
    written = join_names(names, context.style, inverted=False)
    return fill(context.style[f"roles.{function}"][names.several()], names=written)


def _is_beside_author(context: Context) -> bool:
    beside = context.style["roles.beside_author"] and context.lead_role() == "author"
    return bool(beside) and not _edited_and_translated(context)


def _edited_and_translated(context: Context) -> bool:
    """Whether the same persons did both."""
    return bool(context.names("editor")) and context.names("editor") == context.names("translator")
