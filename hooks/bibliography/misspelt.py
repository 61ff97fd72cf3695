"""Fields that nobody knows, of which one letter makes a field that a note would have: `volumn`, `intitution`."""

from bibliography.bibtex import Record
from bibliography.inheritance import FIELDS
from problem import Problem

PRINTED_NAMES = """
addendum address afterword annotator author authortype bookauthor booksubtitle booktitle booktitleaddon chapter
collaboration commentator date doi edition editor editora editorb editorc editortype eprint eprinttype eventdate
eventtitle eventtitleaddon foreword holder howpublished institution introduction issue issuesubtitle issuetitle
journal journalsubtitle journaltitle journaltitleaddon location mainsubtitle maintitle maintitleaddon month nameaddon
note number organization origdate origlanguage origlocation origpublisher origtitle pages part publisher pubstate
school series shorthand shorttitle subtitle title titleaddon translator type url urldate venue version volume volumes
year
"""
PRINTED = frozenset(PRINTED_NAMES.split())
OTHERS_NAMES = """
ajournal editoratype editorbtype editorctype eids fjournal gender issn isan isbn ismn isrn iswc keyword keywords label
library name namea nameb namec notes origyear page pagination reprinttitle shortauthor shorteditor shortjournal
shortseries sortkey sortname sorttitle sortyear status urldate usera xref
"""
OTHERS = frozenset(OTHERS_NAMES.split())  # what programs mean so, be it printed or not


def misspelt(records: list[Record], path: str) -> list[Problem]:
    """A problem for each such field."""
    known = PRINTED | OTHERS | FIELDS.keys()
    others = {name for record in records for name in record.fields} - known
    meant = {name: field for name in others if (field := _near(name))}
    found = [record for record in records if not meant.keys().isdisjoint(record.fields)] if meant else []
    return [
        Problem(
            path,
            record.lines[name],
            f"entry '{record.key}' has the field '{name}', which no note has; did you mean '{meant[name]}'?",
        )
        for record in found
        for name, value in record.fields.items()
        if name in meant and value
    ]


def _shortened(name: str) -> list[str]:
    """The name itself, and without each of its letters in turn."""
    return [name, *(name[:i] + name[i + 1 :] for i in range(len(name)))]


BY_SHORTENED = {short: field for field in sorted(PRINTED) if len(field) > 3 for short in _shortened(field)}


def _near(name: str) -> str:
    """The field from which a name differs by one letter, too many, too few or wrong, or by two that changed places."""
    if len(name) < 4 or not name.isalpha() or name[0] == "x":  # "xtitle" is how some put a field out of use
        return ""
    near = (BY_SHORTENED[short] for short in _shortened(name) if short in BY_SHORTENED)
    return next((field for field in near if _by_a_letter(name, field)), "")


def _by_a_letter(name: str, field: str) -> bool:
    same = next((i for i, (a, b) in enumerate(zip(name, field, strict=False)) if a != b), min(len(name), len(field)))
    one, other = name[same:], field[same:]
    swapped = other[1:2] + other[:1] + other[2:]
    wrong = len(field) > 4 and one[1:] == other[1:]  # "data" is no slip
    return one[1:] == other or one == other[1:] or wrong or one == swapped
