"""The works that an entry is related to, its original among them; and those that a @set or an alias stands for."""

from collections.abc import Iterator, Mapping
from html import escape

from bibliography.bibtex import Record
from bibliography.context import Context, choose
from bibliography.entry import ALIAS, NOT_CITED, Entry, Relation
from bibliography.inheritance import line_of
from bibliography.punctuation import Piece, punctuate, to_piece
from bibliography.style import cite
from languages import Language, fill
from problem import Problem

ORIGINAL = ("origtitle", "origpublisher", "origlocation", "origlanguage")
SAME = {"bytranslator": "translationas", "default": "none", "": "none"}  # biblatex's kinds without words of their own
KINDS = {"multivolume", "none", "origpubas", "origpubin", "reprintas", "reprintfrom", "reprintof", "reviewof"}
KINDS |= {"translationas", "translationfrom", "translationof"}


def relate(entries: dict[str, Entry], records: list[Record], path: str) -> tuple[dict[str, Entry], list[Problem]]:
    """The entries with their relations or members, and what is wrong with these.

    A related work comes without relations of its own: so it does no harm that they lead round in a circle.
    """
    known = {key.lower(): entry for key, entry in entries.items()}
    related: dict[str, Entry] = {}
    aliases, problems = _aliases(entries, records, known, path)
    for record in records:
        entry = entries[record.key]
        name = "entryset" if entry.type == "set" else "related"
        found = {place: [_find(key, entry, place, known) for key in keys(entry, place)] for place in (name, "xref")}
        works, others = (tuple(work for work in found[place] if isinstance(work, Entry)) for place in (name, "xref"))
        faults = [(place, fault) for place in found for fault in found[place] if isinstance(fault, str)]
        faults += _faults(entry)
        problems += [Problem(path, line_of(place, record), f"entry '{entry.key}' {fault}") for place, fault in faults]
        relations, members = tuple(_relations(entry, works)), tuple(work.key for work in works)
        if relations or members or others:
            needed = (*entry.parents, *members, *(work.key for work in others))
            is_set = entry.type == "set"
            entry = entry._replace(parents=needed, relations=relations, members=members if is_set else ())
        related[record.key] = entry
    return related | aliases, problems


def _aliases(
    entries: Mapping[str, Entry], records: list[Record], known: dict[str, Entry], path: str
) -> tuple[dict[str, Entry], list[Problem]]:
    """What the fields `ids` name, each as a @set of one member; `known` learns them."""
    aliases: dict[str, Entry] = {}
    problems: list[Problem] = []
    for record in records:
        entry = entries[record.key]
        for alias in keys(entry, "ids"):
            if alias.lower() in known:
                fault = f"entry '{entry.key}' has the id '{alias}', which is another key; delete it there"
                problems.append(Problem(path, line_of("ids", record), fault))
            else:
                known[alias.lower()] = entry
                aliases[alias] = Entry(alias, ALIAS, entry.line, {}, parents=(entry.key,), members=(entry.key,))
    return aliases, problems


def keys(entry: Entry, name: str) -> list[str]:
    """The keys that a field lists."""
    return list(dict.fromkeys(filter(None, (key.strip() for key in entry.fields.get(name, "").split(",")))))


def _find(key: str, entry: Entry, name: str, known: Mapping[str, Entry]) -> Entry | str:
    """The work, or what is wrong with the key."""
    found = known.get(key.lower())
    if found is None:
        return f"names '{key}' in {name}, which is no entry; mend the key or add the entry"
    if found is entry:
        return f"names itself in {name}; delete it there"
    if found.type in NOT_CITED:
        return f"names '{key}' in {name}, which is a @{found.type}; name works there"
    return found


def _faults(entry: Entry) -> Iterator[tuple[str, str]]:
    kind = entry.plain("relatedtype").lower()
    if entry.type == "set" and not keys(entry, "entryset"):
        yield "entryset", "(@set) has no entryset; name its members there"
    elif "related" in entry.fields and SAME.get(kind, kind) not in KINDS and "relatedstring" not in entry.fields:
        fault = f"has the relatedtype '{kind}', for which there are no words; write them into relatedstring"
        yield "relatedtype", fault


def _relations(entry: Entry, works: tuple[Entry, ...]) -> Iterator[Relation]:
    if entry.type == "set":
        return
    if any(name in entry.fields for name in ORIGINAL):
        fields = {name.removeprefix("orig"): value for name, value in entry.fields.items() if name.startswith("orig")}
        original = {"langid": fields.pop("language", ""), **fields}
        kind = "original_title" if "title" in fields else "original"
        yield Relation(kind, (_version(entry, original, "origdate"),))
    if "reprinttitle" in entry.fields:
        yield Relation("reprintas", (_version(entry, {"title": entry.fields["reprinttitle"]}),))
    if works:
        kind = entry.plain("relatedtype").lower()
        kind = SAME.get(kind, kind)
        yield Relation(kind if kind in KINDS else "none", works, entry.plain("relatedstring"))


def _version(entry: Entry, fields: dict[str, str], date: str = "") -> Entry:
    """The work as it was published before or after, of which the entry tells in a few fields."""
    said = {name: value for name, value in fields.items() if value}
    dates = {"date": entry.dates[date]} if date in entry.dates else {}
    return Entry(entry.key, "version", entry.line, said, dates=dates)


def write_relations(work: Context, languages: dict[str, Language]) -> Iterator[Piece]:
    """What a note says at its end of the related works, in the words of the page; the mark before it is among them."""
    page = work.page
    for relation in work.entry.relations:
        pattern = escape(page["relations.worded" if relation.words else f"relations.{relation.kind}"], quote=False)
        for entry in relation.works:
            related = choose(entry, page, languages)
            if relation.kind == "original":  # it has no title that is in its own language
                related = related._replace(style=page)
            if pieces := list(_pieces(related, work)):
                html = _in_language(punctuate(pieces, related.style), related.style, page)
                html = fill(pattern, words=escape(relation.words, quote=False), work=html)
                last = pieces[-1].last if pattern.endswith("{work}") else pattern[-1:]
                yield Piece(_in_language(html, page, work.style), last, "related")


def _pieces(related: Context, work: Context) -> Iterator[Piece]:
    """The related work in full, without its authors if they are those of the other."""
    same = related.lead_key() and related.lead_key() == work.lead_key()
    for part in cite(related):
        if part.text and not (same and part.kind == "lead"):
            yield to_piece(part)


def _in_language(html: str, language: Language, around: Language) -> str:
    return html if language is around else f'<span lang="{language.locale}">{html}</span>'
