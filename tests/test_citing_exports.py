"""What is exported is read again: by our own reader, by pybtex, by an RIS parser, and by pandoc's readers of all three.

The corpus is bib/refs.bib and every .bib text of tests/goldens: each type of entry, names and dates of each kind,
LaTeX, inheritance, what other programs export; and a small one whose files are goldens that an editor can review.
"""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rispy
from pybtex.database import parse_string

import languages
from bibliography import works
from bibliography.entry import NOT_CITED, Entry
from citing import bibtex, csl, exports, processor, ris
from essay.references import write_references
from test_citing_work import EDITIONS, LEAST, MOST, made

ROOT = Path(__file__).parent.parent
GOLDENS = ROOT / "tests/goldens"
TABLES = languages.load()
WORDS = {locale: TABLES[locale]["citing"] for locale in ("ja", "en")}


ANY = """@{0}{{a{0},
  author = {{Roe, Jane}},
  title = {{On {0}}},
  subtitle = {{A Study}},
  booktitle = {{Collected {0}}},
  journaltitle = {{Journal of {0}}},
  publisher = {{Press}},
  institution = {{Institute}},
  number = {{7}},
  volume = {{3}},
  pages = {{1--20}},
  date = {{2024-05-06}},
  doi = {{10.1234/{0}}},
  url = {{https://example.org/{0}}},
  langid = {{english}},
}}
"""


def corpus() -> Iterator[tuple[str, dict[str, Entry]]]:
    texts = {"refs": (ROOT / "bib/refs.bib").read_text(encoding="utf-8"), "types": "".join(map(ANY.format, csl.TYPES))}
    for path in sorted(GOLDENS.glob("*.txt")):
        texts[path.stem] = re.split(r"^--- ", path.read_text(encoding="utf-8"), maxsplit=1, flags=re.MULTILINE)[0]
    for name, text in texts.items():
        bibliography, _ = works.read(text.encode(), f"{name}.bib", TABLES)
        yield name, {key: entry for key, entry in bibliography.entries.items() if entry.type not in NOT_CITED}


CORPUS = {name: entries for name, entries in corpus() if entries}
ENTRIES = [pytest.param(entry, id=f"{name}:{key}") for name, all_ in CORPUS.items() for key, entry in all_.items()]


def read_again(text: str) -> dict[str, Entry]:
    return dict(works.read(text.encode(), "again.bib", TABLES)[0].entries)


def pandoc(text: str, source: str) -> list[dict[str, Any]]:
    """The items that pandoc's own reader of a format finds."""
    program = processor.program()
    assert program
    command = [str(program), f"--from={source}", "--to=csljson"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    items: list[dict[str, Any]] = json.loads(done.stdout)
    return items


def test_the_corpus_has_every_type() -> None:
    types = {entry.type for entries in CORPUS.values() for entry in entries.values()}
    assert types >= set(csl.TYPES) | set(ris.TYPES)


def related(entry: Entry) -> list[tuple[str, str, list[str]]]:
    return [(relation.kind, relation.words, [work.key for work in relation.works]) for relation in entry.relations]


@pytest.mark.parametrize("name", CORPUS)
def test_bibtex_says_the_same_to_our_reader(name: str) -> None:
    again = read_again(bibtex.write(CORPUS[name].values()))
    assert list(again) == list(CORPUS[name]), "the keys, in their order"
    for key, entry in CORPUS[name].items():
        links = {*bibtex.LINKS, *bibtex.RELATIONS}
        assert again[key].type == entry.type
        named = {field: names for field, names in entry.names.items() if names}
        assert (again[key].names, again[key].dates) == (named, entry.dates), key
        kept = {
            field: value for field, value in entry.fields.items() if field not in links and entry.names.get(field, True)
        }
        written = {field: value for field, value in again[key].fields.items() if field not in links}
        people = {field for field in kept if field in entry.names}
        assert {field: written.get(field) for field in kept.keys() - people} == {
            field: kept[field] for field in kept.keys() - people
        }, key
        assert written.keys() == kept.keys(), key
        assert again[key].state == entry.state
        assert related(again[key]) == related(entry)


@pytest.mark.parametrize("name", CORPUS)
def test_bibtex_makes_the_same_notes(name: str) -> None:
    before = works.Bibliography(CORPUS[name], TABLES, "a.bib")
    after = works.read(bibtex.write(CORPUS[name].values()).encode(), "a.bib", TABLES)[0]
    for page in TABLES.values():
        for key in CORPUS[name]:
            assert after.html(key, page) == before.html(key, page)


@pytest.mark.parametrize("name", CORPUS)
def test_bibtex_is_read_by_pybtex(name: str) -> None:
    entries = [entry for key, entry in CORPUS[name].items() if " " not in key]  # of which our reader complains
    database = parse_string(bibtex.write(entries), "bibtex")
    assert list(database.entries) == [entry.key for entry in entries]
    for key, entry in database.entries.items():
        original = CORPUS[name][key]
        for role, people in entry.persons.items():
            assert len(people) == len(original.names[role].names) + original.names[role].others, key


@pytest.mark.parametrize("entry", ENTRIES)
def test_ris_is_valid_and_says_the_same(entry: Entry) -> None:
    text = ris.record(entry, TABLES)
    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert lines[0].startswith("TY  - ")
    assert lines[-1] == "ER  - "
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines), text
    assert "\n" not in text.replace("\r\n", "")
    (record,) = rispy.loads(text)
    item = csl.item(entry, TABLES)
    assert record["id"] == entry.key
    assert record.get("title") == item.get("title")
    assert len(record.get("authors", [])) == len(entry.names["author"].names if "author" in entry.names else []) or (
        entry.type == "patent"
    )
    assert record.get("doi", "") == item.get("DOI", "")
    assert record.get("urls", [""])[0] == item.get("URL", "")
    assert entry.fields.get("archiveurl", item.get("URL", "")) == record.get("urls", [""])[-1]
    assert item.get("custom", {}).get("archiveurl", "") == entry.fields.get("archiveurl", "")
    day = entry.dates.get("date")
    if day and day.start and day.start.year > 0:
        assert record["year"] == f"{day.start.year:04d}"[:4]
        assert re.fullmatch(r"-?\d{4}/(\d\d)?/(\d\d)?/.*", record["date"])


STRINGS = set(csl.PLAIN) | {"id", "type", "title", "container-title", "collection-title", "collection-number", "number"}
STRINGS |= {
    "archive",
    "archive_location",
    "authority",
    "URL",
    "issue",
    "page",
    "publisher",
    "genre",
    "status",
    "medium",
    "note",
    "language",
    "DOI",
}
STRINGS |= {"reviewed-title"}
PEOPLE = {*csl.ROLES.values(), *csl.KINDS_OF_EDITOR, "contributor", "original-author", "reviewed-author"}
NAME_PARTS = {"family", "given", "suffix", "non-dropping-particle", "literal"}
CSL_TYPES = """
article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
personal_communication post post-weblog regulation report review review-book software song speech standard thesis
treaty webpage
"""


def check_item(item: dict[str, Any]) -> None:
    """The essentials of the schema of CSL 1.0.2's data: known variables, each of its kind, none empty."""
    assert item["id"]
    assert item["type"] in CSL_TYPES.split()
    for variable, value in item.items():
        assert value, f"{variable} is empty"
        if variable in PEOPLE:
            assert all(name and name.keys() <= NAME_PARTS and all(name.values()) for name in value), value
            assert all("literal" in name or "family" in name for name in value), value
        elif variable in {*csl.DATES.values(), "original-date"}:
            check_date(value)
        elif variable == "custom":
            assert all(isinstance(text, str) for text in value.values())
        else:
            assert variable in STRINGS, variable
            assert isinstance(value, str), variable
            assert "\n" not in value
            assert not re.search(r"\\[a-z]", value), value


def check_date(value: dict[str, Any]) -> None:
    assert value.keys() <= {"date-parts", "season", "circa", "literal"}
    assert ("date-parts" in value) != ("literal" in value)
    for parts in value.get("date-parts", []):
        year, *month_day = parts
        assert year != 0, "there is no year 0"
        assert all(1 <= number <= most for number, most in zip(month_day, (12, 31), strict=False))
    assert len(value.get("date-parts", [])) <= 2


def test_extended_names_are_written_as_bibtex_reads_them() -> None:
    entries = read_again(
        "@misc{a, title = {A}, author = {family=Hippel, given=Eric, prefix=von and {A and B} and others}}"
    )
    assert "author = {von Hippel, Eric and {A and B} and others}" in bibtex.entry_text(entries["a"])
    entries = read_again("@misc{who, title = {A}, author = {World Health Organization and Doe, Jane}}")
    assert "author = {{World Health Organization} and Doe, Jane}" in bibtex.entry_text(entries["who"])


def test_what_others_inherit_is_in_them_and_not_by_itself() -> None:
    entries = read_again("@xdata{x, publisher = {Harbor Press}} @book{b, title = {B}, xdata = {x}}")
    files = exports.files(list(entries.values()), TABLES)
    assert files["bib"] == "@book{b,\n  title = {B},\n  publisher = {Harbor Press},\n}\n"
    assert [item["id"] for item in json.loads(files["json"])] == ["b"]
    assert files["ris"].count("TY  - ") == 1


RELATED = """
@book{a, author = {Doe, Jane}, editora = {Roe, Jane}, editoratype = {compiler}, editorb = {Poe, Ann},
  editorbtype = {redactor}, foreword = {Moss, Peter}, title = {A}, translator = {Roe, Jo}, date = {2001},
  related = {b, c}, relatedtype = {translationof}}
@book{b, author = {Weil, Anne}, title = {B}, location = {Paris}, publisher = {Presse}, date = {1901}, langid = {french}}
@book{c, title = {C}, date = {1901}}
@article{d, title = {D}, journaltitle = {J}, related = {b}, relatedtype = {reviewof}}
@book{e, title = {E}, related = {b, b2}, relatedstring = {beside}}
"""


def test_related_works_in_each_format() -> None:
    entries = read_again(RELATED)
    item = csl.item(entries["a"], TABLES)
    assert item["original-title"] == "B"
    assert item["original-author"] == [{"family": "Weil", "given": "Anne"}]
    assert item["original-date"] == {"date-parts": [[1901]]}
    assert (item["original-publisher"], item["original-publisher-place"]) == ("Presse", "Paris")
    assert item["compiler"] == [{"family": "Roe", "given": "Jane"}]
    assert [name["family"] for name in item["contributor"]] == ["Poe", "Moss"]
    assert item["custom"] == {"related": "b, c", "relatedtype": "translationof"}
    assert csl.item(entries["d"], TABLES)["reviewed-title"] == "B"
    assert "OP  - B\r\nOP  - C\r\n" in ris.record(entries["a"], TABLES)
    assert "A2  - Roe, Jane\r\nA2  - Poe, Ann\r\nA4  - Roe, Jo\r\nA4  - Moss, Peter\r\n" in ris.record(
        entries["a"], TABLES
    )
    assert "RI  - B\r\n" in ris.record(entries["d"], TABLES)
    assert "N1  - beside: B\r\n" in ris.record(entries["e"], TABLES)
    assert "  related = {b},\n" in bibtex.write(entries.values()), "what is not in the file is not pointed to"
    assert "related" not in bibtex.entry_text(entries["e"])


def test_the_list_of_references_gives_what_a_work_is_related_to_with_it() -> None:
    bibliography, _ = works.read(RELATED.encode(), "refs.bib", TABLES)
    listed = write_references(bibliography, TABLES["en"], {"d": []}, {}, {})
    assert listed.count("<li") == 1
    assert "related = {b}" in listed
    assert "@book{b," in listed


def test_nothing_is_lost_between_the_fields() -> None:
    entries = read_again(
        "@software{disc, subtitle = {A Routine}, howpublished = {CD-ROM}, publisher = {Press}}"
        "@newspaper{daily, title = {Who Is Next?}, subtitle = {A Guess}, journal = {The Times}}"
    )
    disc, daily = (csl.item(entry, TABLES) for entry in entries.values())
    assert (disc["title"], disc["medium"], disc["publisher"]) == ("A Routine", "CD-ROM", "Press")
    assert "N1  - CD-ROM\r\n" in ris.record(entries["disc"], TABLES)
    assert (daily["title"], daily["type"]) == ("Who Is Next? A Guess", "article-newspaper")
    assert ris.record(entries["daily"], TABLES).startswith("TY  - NEWS\r\n")


DATES: dict[str, tuple[dict[str, Any], str]] = {  # biblatex: CSL, RIS
    "2025-10-28": ({"date-parts": [[2025, 10, 28]]}, "2025/10/28/"),
    "2025-10": ({"date-parts": [[2025, 10]]}, "2025/10//"),
    "2025": ({"date-parts": [[2025]]}, "2025///"),
    "2024-21": ({"date-parts": [[2024]], "season": 1}, "2024///spring"),
    "2019/2021": ({"date-parts": [[2019], [2021]]}, "2019///2019–2021"),
    "2019-05/2020-02": ({"date-parts": [[2019, 5], [2020, 2]]}, "2019/05//2019-05–2020-02"),
    "2019-05-03/2019-05-06": ({"date-parts": [[2019, 5, 3], [2019, 5, 6]]}, "2019/05/03/2019-05-03–2019-05-06"),
    "199X": ({"date-parts": [[1990], [1999]]}, "1990///1990–1999"),
    "19XX": ({"date-parts": [[1900], [1999]]}, "1900///1900–1999"),
    "1989~": ({"date-parts": [[1989]], "circa": True}, "1989///circa"),
    "1989?": ({"date-parts": [[1989]], "circa": True}, "1989///circa"),
    "2022-03/": ({"literal": "2022-03–"}, "2022/03//2022-03–"),
    "/2022": ({"literal": "–2022"}, "2022///–2022"),
    "-0043": ({"date-parts": [[-44]]}, "///44 BC"),
    "0000": ({"date-parts": [[-1]]}, "///1 BC"),
}


@pytest.mark.parametrize("written", DATES)
def test_each_kind_of_date(written: str) -> None:
    entries = read_again(f"@misc{{a, title = {{A}}, date = {{{written}}}}}")
    in_csl, in_ris = DATES[written]
    assert csl.item(entries["a"], TABLES)["issued"] == in_csl
    assert f"DA  - {in_ris}\r\n" in ris.record(entries["a"], TABLES)


@pytest.mark.parametrize("entry", ENTRIES)
def test_csl_json_is_valid(entry: Entry) -> None:
    check_item(csl.item(entry, TABLES))


@pytest.mark.parametrize("name", CORPUS)
def test_csl_json_is_read_by_a_processor(name: str) -> None:
    text = exports.files(list(CORPUS[name].values()), TABLES)["json"]
    items = pandoc(text, "csljson")
    assert [item["id"] for item in items] == list(CORPUS[name])


@pytest.mark.parametrize("entry", [param for param in ENTRIES if str(param.id).startswith("refs:")])
def test_the_three_formats_say_the_same_to_pandoc(entry: Entry) -> None:
    """Each file of an entry of refs.bib through pandoc's own reader of the format."""
    ours = csl.item(entry, TABLES)
    (from_bib,) = pandoc(bibtex.entry_text(entry), "biblatex")
    (from_json,) = pandoc(json.dumps([ours]), "csljson")
    (from_ris,) = pandoc(ris.record(entry, TABLES), "ris")
    for variable in ("id", "type", "URL", "issued", "author"):
        assert from_bib.get(variable) == from_json.get(variable), variable
    # pandoc makes English titles of BibTeX lower case, adds `titleaddon` to them, and chooses quotation marks itself.
    plain = [re.sub(r"<[^>]+>|[“”‘’]", "", item["title"]).casefold() for item in (from_bib, from_json, from_ris)]
    assert plain[0].startswith(plain[1])
    assert plain[1] == plain[2]
    assert from_ris["id"] == entry.key
    assert from_ris.get("URL") == from_json.get("URL")
    assert len(from_ris["author"]) == len(from_json["author"])
    assert from_ris["issued"]["date-parts"][0][0] == from_json["issued"]["date-parts"][0][0], "it reads PY alone"


@pytest.mark.parametrize("config", [LEAST, MOST], ids=["least", "most"])
@pytest.mark.parametrize("locale", ["ja", "en"])
def test_the_files_of_the_essay(config: dict[str, Any], locale: str) -> None:
    work = made(config)[locale]
    files = exports.essay_files(work, WORDS, TABLES)
    (item,) = json.loads(files["json"])
    check_item(item)
    (entry,) = read_again(files["bib"]).values()
    assert entry.key == item["id"] == work.key
    assert entry.plain("url") == item["URL"] == work.address
    assert "\\text" not in files["bib"], "no command that a reader would show"
    (record,) = rispy.loads(files["ris"])
    assert record["title"] == item["title"] == work.full_title
    assert item.get("DOI") == record.get("doi") == work.doi
    assert item["issued"]["date-parts"][0][0] == int(str(work.date)[:4])
    if work.original:
        assert item["original-title"] == work.original.full_title
        assert item["genre"] == "unofficial translation"
        assert item["translator"] == [{"literal": "Claude (Anthropic)"}]


@pytest.mark.parametrize("format_", ["bib", "ris", "json"])
def test_golden(format_: str) -> None:
    """A small corpus in each format, as an editor can review it."""
    folder = GOLDENS / "citing"
    bibliography, problems = works.read((folder / "corpus.bib").read_bytes(), "corpus.bib", TABLES)
    assert problems == []
    written = exports.files(list(bibliography.entries.values()), TABLES)[format_].replace("\r\n", "\n")
    path = folder / f"exports.{format_}"
    if os.environ.get("UPDATE_GOLDENS"):
        path.write_text(written, encoding="utf-8")
    assert written == path.read_text(encoding="utf-8")


def test_the_essay_and_its_editions_have_other_keys() -> None:
    assert len({work.key for work in made(LEAST, EDITIONS).values()}) == 2
