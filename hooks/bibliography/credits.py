"""The parts that say who made a work."""

from pybtex.richtext import Text
from pybtex.style.template import Node

from bibliography.context import Context
from bibliography.punctuation import Part, split_list, template_node
from bibliography.wording import family_names, join_names
from languages import fill


@template_node
def lead(children: list[Node], context: Context) -> Part | None:
    """Who wrote it; else who edited or translated it; else the body that published it."""
    role = context.lead_role()
    if not role or not context.lead:
        return _lead_body(context)
    names = context.names(role)
    written = join_names(names, context.style, inverted=True)
    if role in ("editor", "translator"):
        written = fill(context.style[f"roles.{role}_first"][names.several()], names=written)
    return Part(Text(written), "lead")


@template_node
def short_lead(children: list[Node], context: Context) -> Part | None:
    """The same by family names alone."""
    role = context.lead_role()
    if not role or not context.lead:
        return _lead_body(context)
    return Part(Text(family_names(context.names(role), context.style)), "lead")


def _lead_body(context: Context) -> Part | None:
    name = context.lead_body()
    return Part(split_list(context.field(name), context.style), "lead") if name and context.lead else None


@template_node
def by(children: list[Node], context: Context, role: str) -> Part:
    """Editors or translators, unless the work stands under their names."""
    return Part(Text(contributors(context, role)))


def contributors(context: Context, role: str) -> str:
    """ "ed. Jane Doe", or nothing if the work has none or stands under their names."""
    names = context.names(role)
    if not names or context.lead_role() == role:
        return ""
    written = join_names(names, context.style, inverted=False)
    return fill(context.style[f"roles.{role}"][names.several()], names=written)
