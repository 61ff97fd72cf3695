"""Each field of biblatex's data model, in each type of entry: in the note, or the guide says that it is not."""

import re
from html import unescape
from itertools import combinations

import pytest

import languages
from bibliography import works
from bibliography.entry import NAME_FIELDS
from conftest import ROOT

TABLES = languages.load()
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
TYPE_NAMES = """
article book mvbook inbook bookinbook suppbook booklet collection mvcollection incollection suppcollection dataset
manual misc online patent periodical suppperiodical proceedings mvproceedings inproceedings reference mvreference
inreference report software thesis unpublished artwork audio bibnote commentary image jurisdiction legal legislation
letter movie music performance review standard video custom
"""
TYPES = TYPE_NAMES.split()
FIELD_NAMES = """
abstract addendum afterword annotation annotator author authortype bookauthor bookpagination booksubtitle booktitle
booktitleaddon chapter commentator date doi edition editor editora editorb editorc editortype editoratype editorbtype
editorctype eid entrysubtype eprint eprintclass eprinttype eventdate eventtitle eventtitleaddon execute file foreword
gender holder howpublished indexsorttitle indextitle institution introduction isan isbn ismn isrn issn issue
issuesubtitle issuetitle issuetitleaddon iswc journalsubtitle journaltitle journaltitleaddon keywords label langid
langidopts language library lista listb listc listd liste listf location mainsubtitle maintitle maintitleaddon namea
nameatype nameaddon nameb namebtype namec namectype note number options organization origdate origlanguage origlocation
origpublisher origtitle pages pagetotal pagination part presort publisher pubstate relatedoptions relatedstring
relatedtype reprinttitle series shortauthor shorteditor shorthand shorthandintro shortjournal shortseries shorttitle
sortkey sortname sorttitle subtitle title titleaddon translator type url urldate usera userb userc userd usere userf
venue verba verbb verbc version volume volumes
"""
FIELDS = FIELD_NAMES.split()
WITH = {  # what a field is nothing without
    "authortype": {"author": "Doe, Jane"},
    "booksubtitle": {"booktitle": "Book"},
    "booktitleaddon": {"booktitle": "Book"},
    "eprintclass": {"eprint": "12"},
    "eprinttype": {"eprint": "12"},
    "eventtitleaddon": {"eventtitle": "Meeting"},
    "issuesubtitle": {"issuetitle": "Issue"},
    "issuetitleaddon": {"issuetitle": "Issue"},
    "journalsubtitle": {"journaltitle": "Journal"},
    "journaltitleaddon": {"journaltitle": "Journal"},
    "mainsubtitle": {"maintitle": "Main"},
    "maintitleaddon": {"maintitle": "Main"},
    "relatedstring": {"related": "b"},
    "relatedtype": {"related": "b", "relatedstring": "with"},
    "shorteditor": {"author": "", "editor": "Doe, Jane"},
} | {f"{role}type": {role: "Roe, Jane"} for role in ("editor", "editora", "editorb", "editorc")}
NEEDS = {"patent": {"number": "12"}, "article": {"journaltitle": "Journal"}, "online": {"url": "https://example.org/"}}
NEEDS |= {
    part: {"booktitle": "Book"} for part in ("bookinbook", "inbook", "incollection", "inproceedings", "inreference")
}
DATES = {"date": "1911", "origdate": "1812", "eventdate": "1713", "urldate": "1614"}


def unprinted() -> dict[str, set[str]]:
    """The fields that the guide says are not in a note, and the types for which it says so."""
    table = GUIDE.partition("| not in a note | of | why |\n")[2].partition("\n\n")[0]
    found: dict[str, set[str]] = {}
    for row in table.splitlines()[1:]:
        _, fields, types, *_ = row.split("|")
        for field in re.findall(r"`(\w+)`", fields):
            found[field] = set(re.findall(r"`@(\w+)`", types)) or set(TYPES)
    return found


SHORT = {"shortauthor", "shorteditor", "shorttitle"}  # in a note of which a shorthand says as much


def notes(type_: str, *names: str) -> tuple[list[str], list[str]]:
    """For each field a text that is nowhere else; and of an entry of these the notes, full and short, by language."""
    texts = [DATES.get(name, "Z" + "".join(chr(ord("a") + (ord(c) * 7) % 26) for c in name) + "q") for name in names]
    fields = {"title": "Rise", "author": "Doe, Jane", "date": "2001", "langid": "english"} | NEEDS.get(type_, {})
    for name, text in zip(names, texts, strict=True):
        value = f"{text}, Jo" if name in NAME_FIELDS else f"https://example.org/{text}" if name == "url" else text
        fields |= (WITH.get(name, {}) if len(names) == 1 else {}) | {name: value}
    bib = f"@{type_}{{a, {', '.join(f'{name} = {{{value}}}' for name, value in fields.items())}}}"
    bibliography, _ = works.read(f"{bib}\n@book{{b, title = {{B}}}}".encode(), "refs.bib", TABLES)
    forms = [(bibliography.html("a", page), bibliography.html("a", page, pointer=(1, "#"))) for page in TABLES.values()]
    return texts, [re.sub("<[^>]+>", "", unescape(full + short)) for full, short in forms]


@pytest.mark.parametrize("type_", TYPES)
def test_every_field_is_printed_or_the_guide_says_that_it_is_not(type_: str) -> None:
    left_out = {field for field, types in unprinted().items() if type_ in types} & set(FIELDS)
    found = {}
    for field in FIELDS:
        (text,), written = notes(type_, field)
        found[field] = [text in note for note in written]
    assert {field for field, printed in found.items() if not all(printed)} == left_out
    assert not [field for field in left_out if any(found[field])]


@pytest.mark.parametrize("type_", TYPES)
def test_no_field_takes_the_place_of_another(type_: str) -> None:
    left_out = {field for field, types in unprinted().items() if type_ in types} | SHORT
    left_out |= {"origlanguage", "relatedstring"}  # a title tells its language; nothing is related here
    fields = [field for field in FIELDS if field not in left_out]
    texts, (note, *_) = notes(type_, *fields)
    lost = [field for field, text in zip(fields, texts, strict=True) if text not in note]
    assert not lost


RIVAL_NAMES = """
booktitle chapter date doi edition eid eprint eventdate eventtitle howpublished institution issue issuetitle
journaltitle location maintitle note number organization origdate origtitle pages part publisher pubstate series
titleaddon type url urldate venue version volume volumes
"""
RIVALS = RIVAL_NAMES.split()
TEMPLATE_NAMES = """
article book inbook incollection inproceedings jurisdiction legislation misc patent periodical proceedings report
software thesis unpublished
"""
TEMPLATES = TEMPLATE_NAMES.split()  # types with one of their own


@pytest.mark.parametrize("type_", TEMPLATES)
def test_no_two_fields_compete_for_one_place(type_: str) -> None:
    """What all at once does not show: a field may be left out only where a third is not there."""
    left_out = {field for field, types in unprinted().items() if type_ in types}
    lost = []
    for pair in combinations((field for field in RIVALS if field not in left_out), 2):
        texts, (note, *_) = notes(type_, *pair)
        lost += [(pair, field) for field, text in zip(pair, texts, strict=True) if text not in note]
    assert not lost
