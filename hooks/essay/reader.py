"""A page of Markdown → its parts."""

import re

import yaml

from essay.citation import Fault, Grammar
from essay.document import Document
from essay.groups import read_definitions, read_groups
from essay.masking import FRONT_MATTER, mask
from essay.outline import read_outline
from reserved import RESERVED

YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C, where there is one
NO_VALUE = (ValueError, LookupError, AttributeError, TypeError, RecursionError)  # of "2025-13-01", which is no date
NESTING = re.compile(r"[\[{]|[-?] ")
DEEPEST = 2000  # lists within lists; some thousands more, and the reader in C ends the whole build
TEXTS = ("author", "affiliation", "notice", "description")  # what the front matter says to readers


def read(text: str, path: str, grammar: Grammar) -> Document:
    """The page's parts. Never raises; what cannot be read is in `faults`."""
    document = Document(path, text, mask(text))
    document.line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
    _read_front_matter(document)
    read_definitions(document)
    read_groups(document, grammar)
    read_outline(document)
    return document


def _read_front_matter(document: Document) -> None:
    block = FRONT_MATTER.match(document.text)
    if not block:
        return
    first = document.line_starts[1]
    try:
        if len(NESTING.findall(block[0])) > DEEPEST:
            raise ValueError("it may be nested without end")
        meta = yaml.load(block[0].strip().strip("-."), YAML)  # noqa: S506  # a safe one
    except (yaml.YAMLError, *NO_VALUE) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0)
        place = document.line_starts[min(line, len(document.line_starts) - 1)]
        what = "looks like a date or a number" if isinstance(error, NO_VALUE) else "has a colon"
        message = f"the front matter cannot be read; put a text that {what} in quotation marks"
        document.faults.append(Fault(place, message))
        return
    for name in TEXTS if isinstance(meta, dict) else ():
        if isinstance(meta.get(name, ""), str):
            document.meta[name] = RESERVED.sub("", meta.get(name, ""))
        else:
            document.faults.append(
                Fault(first, f"the {name} of the front matter is no text; write it in one line, in quotation marks")
            )
