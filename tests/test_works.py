"""From the bytes of a .bib file to works and messages; how works are found, sorted and marked up."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

import languages
from bibliography import works
from bibliography.works import Bibliography
from problem import Problem

TABLES = languages.load()
JA, EN = TABLES["ja"], TABLES["en"]

FAULTY = {
    "a related work that is none": (
        "@book{a,\n  title = {A},\n  related = {a, b}\n}",
        [
            "refs.bib:3: entry 'a' names itself in related; delete it there",
            "refs.bib:3: entry 'a' names 'b' in related, which is no entry; mend the key or add the entry",
        ],
    ),
    "a further work that is none": (
        "@book{a,\n  title = {A},\n  xref = {b}\n}",
        ["refs.bib:3: entry 'a' names 'b' in xref, which is no entry; mend the key or add the entry"],
    ),
    "an alias that is taken": (
        "@book{a,\n  title = {A},\n  ids = {b, c}\n}\n@book{b, title = {B}, ids = {c}}",
        [
            "refs.bib:3: entry 'a' has the id 'b', which is another key; delete it there",
            "refs.bib:5: entry 'b' has the id 'c', which is another key; delete it there",
        ],
    ),
    "a relation without words": (
        "@book{a,\n  title = {A},\n  related = {b},\n  relatedtype = {prelim}\n}\n@book{b, title = {B}}",
        [
            "refs.bib:4: entry 'a' has the relatedtype 'prelim', for which there are no words; "
            "write them into relatedstring"
        ],
    ),
    "a set of what is no work": (
        "@set{a,\n  entryset = {b, c, d}\n}\n@set{b, entryset = {e}}\n@xdata{d}\n@book{e, title = {E}}",
        [
            "refs.bib:2: entry 'a' names 'b' in entryset, which is a @set; name works there",
            "refs.bib:2: entry 'a' names 'c' in entryset, which is no entry; mend the key or add the entry",
            "refs.bib:2: entry 'a' names 'd' in entryset, which is a @xdata; name works there",
        ],
    ),
    "an empty set": (
        "@set{a,\n  title = {A}\n}",
        ["refs.bib:1: entry 'a' (@set) has no entryset; name its members there"],
    ),
    "one field under two names": (
        "@thesis{a,\n  title = {A},\n  school = {B},\n  institution = {C}\n}",
        ["refs.bib:4: entry 'a' has school and institution, which are one field; leave one of the two"],
    ),
    "two years": (
        "@book{a,\n  title = {A},\n  date = {2001},\n  year = {2002}\n}",
        ["refs.bib:4: entry 'a' has the year '2002' beside the date '2001'; delete one of the two"],
    ),
    "the same under two names": (
        "@book{a, title = {A}, place = {B}, address = {B}, date = {2001-05}, year = 2001}",
        [],
    ),
    "a slip in the name of a field": (
        "@book{a,\n  title = {A},\n  volumn = {3},\n  bibsource = {B},\n  notes = {C}\n}",
        ["refs.bib:3: entry 'a' has the field 'volumn', which no note has; did you mean 'volume'?"],
    ),
    "no title": (
        "@book{a,\n  author = {Doe, Jane}\n}",
        ["refs.bib:1: entry 'a' (@book) has no title; add it, or titleaddon or booktitle or maintitle or shorttitle"],
    ),
    "an empty title": (
        "@book{a,\n  title = {}\n}",
        ["refs.bib:1: entry 'a' (@book) has no title; add it, or titleaddon or booktitle or maintitle or shorttitle"],
    ),
    "an article without a journal": (
        "@article{a, title = {A}}",
        ["refs.bib:1: entry 'a' (@article) has no journaltitle; add it, or url or doi or eprint"],
    ),
    "a chapter without a book": (
        "@incollection{a, title = {A}}",
        ["refs.bib:1: entry 'a' (@incollection) has no booktitle; add it"],
    ),
    "a web page without an address": (
        "@online{a, title = {A}}",
        ["refs.bib:1: entry 'a' (@online) has no url; add it, or doi or eprint"],
    ),
    "a patent without a number": (
        "@patent{a, title = {A}}",
        ["refs.bib:1: entry 'a' (@patent) has no number; add it"],
    ),
    "a date that is none": (
        "@misc{a,\n  title = {A},\n  date = {next week}\n}",
        [
            "refs.bib:3: entry 'a' has the date 'next week', which is no date: "
            "it is not of the form 2025, 2025-10 or 2025-10-28; write it as 2025-10-28 or 2025"
        ],
    ),
    "a day that is none": (
        "@misc{a,\n  title = {A},\n  date = {2025-02-30}\n}",
        [
            "refs.bib:3: entry 'a' has the date '2025-02-30', which is no date: there is no day 30 in that month; "
            "write it as 2025-10-28 or 2025"
        ],
    ),
    "a day of a visit that is none": (
        "@online{a,\n  title = {A},\n  url = {https://example.org},\n  urldate = {lately}\n}",
        [
            "refs.bib:4: entry 'a' has the urldate 'lately', which is no date: "
            "it is not of the form 2025, 2025-10 or 2025-10-28; write it as 2025-10-28 or 2025"
        ],
    ),
    "a year that is none": (
        "@misc{a,\n  title = {A},\n  year = {MMXXV}\n}",
        [
            "refs.bib:3: entry 'a' has the year 'MMXXV', which is no date: "
            "it is not of the form 2025, 2025-10 or 2025-10-28; write it as 2025-10-28 or 2025"
        ],
    ),
    "a month that is none": (
        "@misc{a,\n  title = {A},\n  year = 2025,\n  month = {Smarch}\n}",
        [
            "refs.bib:3: entry 'a' has the year '2025 Smarch', which is no date: there is no month 'Smarch'; "
            "write it as 2025-10-28 or 2025"
        ],
    ),
    "a name that cannot be read": (
        "@misc{a,\n  title = {A},\n  author = {塩野誠、藤岡遼}\n}",
        [
            "refs.bib:3: entry 'a' has a name in author that cannot be read: "
            "'塩野誠、藤岡遼' looks like several; write ' and ' between persons, and 'Family, Given' for one"
        ],
    ),
    "a name with too many commas": (
        "@misc{a,\n  title = {A},\n  author = {Doe, Jane and A, B, C, D}\n}",
        [
            "refs.bib:3: entry 'a' has a name in author that cannot be read: "
            "'A, B, C, D' has too many commas; write 'Family, Given' or put a body's name into braces"
        ],
    ),
    "a URL that is none": (
        "@online{a,\n  title = {A},\n  url = {javascript:alert(1)}\n}",
        [
            "refs.bib:3: entry 'a' has the url 'javascript:alert(1)', which is no web address; "
            "begin it with https:// or http://"
        ],
    ),
    "a URL without its beginning": (
        "@online{a,\n  title = {A},\n  url = {www.example.org},\n  archiveurl = {archive.example}\n}",
        [
            "refs.bib:3: entry 'a' has the url 'www.example.org', which is no web address; "
            "begin it with https:// or http://",
            "refs.bib:4: entry 'a' has the archiveurl 'archive.example', which is no web address; "
            "begin it with https:// or http://",
        ],
    ),
    "an archived copy without its address": (
        "@online{a,\n  title = {A},\n  url = {https://a.example/},\n  archivedate = {2025-11-05}\n}",
        ["refs.bib:4: entry 'a' has an archivedate and no archiveurl; add the address of the copy, or delete the date"],
    ),
    "a page as its own copy": (
        "@online{a,\n  title = {A},\n  url = {https://a.example/},\n  archive-url = {https://a.example/}\n}",
        ["refs.bib:4: entry 'a' has the page itself as its archiveurl; write the address of the copy in the archive"],
    ),
    "another day than the copy's": (
        "@online{a,\n  title = {A},\n  url = {https://a.example/},\n  archivedate = {2025-11-04},\n"
        "  archiveurl = {https://archive.example/web/20251105123456/https://a.example/}\n}",
        [
            "refs.bib:4: entry 'a' has the archivedate '2025-11-04', but the address of the copy says 2025-11-05; "
            "write 2025-11-05"
        ],
    ),
    "a status that is none": (
        "@online{a,\n  title = {A},\n  url = {https://a.example/},\n  urlstatus = {gone}\n}",
        [
            "refs.bib:4: entry 'a' has the urlstatus 'gone', which is neither dead nor live; "
            "write dead if the page is gone, or delete the field"
        ],
    ),
    "a URL with a space": (
        "@online{a,\n  title = {A},\n  url = {https://example.org/a b}\n}",
        [
            "refs.bib:3: entry 'a' has the url 'https://example.org/a b', which is no web address; "
            "write it without spaces"
        ],
    ),
    "two URLs": (
        "@online{a,\n  title = {A},\n  url = {https://example.org https://example.com}\n}",
        ["refs.bib:3: entry 'a' has 2 addresses in url; leave one, and put others into note"],
    ),
    "a granular xdata that is not there": (
        "@xdata{x, location = {L}}\n@misc{a,\n  title = {A},\n  publisher = {xdata=x-publisher},\n"
        "  location = {xdata=y-location},\n  author = {xdata=x-location-2 and Doe, Jane}\n}",
        [
            "refs.bib:4: entry 'a' takes 'xdata=x-publisher', which is not there; mend it",
            "refs.bib:5: entry 'a' takes 'xdata=y-location', which is not there; mend it",
            "refs.bib:6: entry 'a' takes 'xdata=x-location-2', which is not there; mend it",
        ],
    ),
    "an unknown crossref": (
        "@incollection{a,\n  title = {A},\n  booktitle = {B},\n  crossref = {b}\n}",
        ["refs.bib:4: entry 'a' inherits from 'b', which is no entry; mend the key or add the entry"],
    ),
    "an unknown xdata": (
        "@misc{a,\n  title = {A},\n  xdata = {b,c}\n}\n@xdata{c}",
        ["refs.bib:3: entry 'a' inherits from 'b', which is no entry; mend the key or add the entry"],
    ),
    "a crossref to itself": (
        "@misc{a,\n  title = {A},\n  crossref = {A}\n}",
        ["refs.bib:3: entry 'a' inherits from itself; delete one of the fields crossref and xdata"],
    ),
    "crossrefs in a circle": (
        "@misc{a,\n  title = {A},\n  crossref = {b}\n}\n@misc{b,\n  title = {B},\n  crossref = {a}\n}",
        [
            "refs.bib:3: entry 'a' inherits from itself through 'b'; delete one of the fields crossref and xdata",
            "refs.bib:7: entry 'b' inherits from itself through 'a'; delete one of the fields crossref and xdata",
        ],
    ),
    "xdata in a circle": (
        "@xdata{a,\n  note = {A},\n  xdata = {b}\n}\n@xdata{b,\n  xdata = {a}\n}",
        [
            "refs.bib:3: entry 'a' inherits from itself through 'b'; delete one of the fields crossref and xdata",
            "refs.bib:6: entry 'b' inherits from itself through 'a'; delete one of the fields crossref and xdata",
        ],
    ),
}
UNREADABLE = {
    "absent": (None, ["refs.bib:1: there is no such file; put the entries of the cited works there"]),
    "empty": (b"", ["refs.bib:1: no entry in this file; add the works that the pages cite"]),
    "not UTF-8": (
        "@misc{a,\n  title = {日本}\n}".encode("shift_jis"),
        ["refs.bib:2: this file is not UTF-8; save it with the encoding UTF-8"],
    ),
    "ISO-2022-JP": (
        "@misc{a,\n  title = {日本}\n}".encode("iso2022_jp"),
        ["refs.bib:2: this file is not UTF-8; save it with the encoding UTF-8"],
    ),
    "binary": (
        b"\x89PNG\r\n\x1a\n\x00\x00",
        ["refs.bib:1: this file is not UTF-8; save it with the encoding UTF-8"],
    ),
}


def read(bib: str) -> tuple[Bibliography, list[Problem]]:
    return works.read(bib.encode("utf-8", "replace"), "refs.bib", TABLES)


@pytest.mark.parametrize(("bib", "messages"), FAULTY.values(), ids=FAULTY)
def test_what_is_said_of_a_field(bib: str, messages: list[str]) -> None:
    bibliography, problems = read(bib)
    assert [str(problem) for problem in problems] == messages
    for key in filter(bibliography.__contains__, bibliography.entries):
        assert bibliography.html(key, JA)
        assert bibliography.html(key, EN)


@pytest.mark.parametrize(("data", "messages"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_said_of_a_file(data: bytes | None, messages: list[str]) -> None:
    assert [str(problem) for problem in works.read(data, "refs.bib", TABLES)[1]] == messages


def test_a_byte_order_mark_is_no_fault() -> None:
    assert works.read("\ufeff@misc{a, title = {A}}".encode(), "refs.bib", TABLES)[1] == []


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_what_is_not_utf_8_is_read_as_far_as_it_goes(encoding: str) -> None:
    bibliography, problems = works.read(
        "@misc{a,\n  title = {\u00b6}\n}\n@misc{b, title = {B}}".encode(encoding, "replace"), "refs.bib", TABLES
    )
    assert list(bibliography.entries) == ["a", "b"]
    assert [str(problem) for problem in problems] == [f"refs.bib:{1 if encoding == 'utf-16' else 2}: {works.NOT_UTF_8}"]


def test_a_broken_entry_gets_one_message() -> None:
    assert len(read("@article{a,\n  author {Doe}\n}")[1]) == 1


def test_what_cannot_be_read_is_printed_as_it_stands() -> None:
    bibliography, _ = read(
        "@online{a, author = {A, B, C, D}, title = {T}, date = {next week}, url = {javascript:x}, urldate = {lately}}"
    )
    assert bibliography.html("a", EN) == "A, B, C, D, “T,” next week, accessed lately, &lt;javascript:x&gt;"


def test_only_web_addresses_are_links() -> None:
    bibliography, _ = read(
        "@online{a, title = {\\url{javascript:x}}, url = {javascript:alert(1)}, archiveurl = {data:text/html,x}}\n"
        '@online{b, title = {T}, url = {https://example.org/?a=1&b="2"}, date = {2001}}'
    )
    assert "<a" not in bibliography.html("a", EN)
    assert 'href="https://example.org/?a=1&amp;b=&quot;2&quot;"' in bibliography.html("b", EN)


def test_a_dead_page_is_no_link_and_its_copy_is() -> None:
    bibliography, _ = read(
        "@online{a, title = {T}, date = {2024}, url = {https://e.example/a}, urlstatus = {dead},\n"
        "  archiveurl = {https://web.example/20251105123456/https://e.example/a}}"
    )
    assert bibliography.html("a", EN) == (
        "“T,” 2024, archived November 5, 2025, at "
        '&lt;<a href="https://web.example/20251105123456/https://e.example/a">web.example</a>&gt;, '
        "no longer at &lt;https://e.example/a&gt;"
    )


def test_languages_are_marked() -> None:
    bibliography, _ = read(
        "@book{a, author = {夏目, 漱石}, author_romanised = {Natsume, Sōseki}, title = {こころ}, date = {1914}}\n"
        "@book{b, title = {Macht}, date = {1914}, langid = {ngerman}}\n@book{c, title = {Power}, date = {1914}}"
    )
    assert bibliography.html("a", EN) == 'Natsume, Sōseki, <em><span lang="ja">こころ</span></em>, 1914 (in Japanese)'
    assert bibliography.html("a", JA) == "夏目漱石『こころ』1914年"
    assert bibliography.html("b", EN) == '<em><span lang="de">Macht</span></em>, 1914 (in German)'
    assert bibliography.html("b", JA) == '<span lang="en"><em><span lang="de">Macht</span></em>, 1914</span>'
    assert bibliography.html("c", JA) == '<span lang="en"><em>Power</em>, 1914</span>'


@pytest.mark.parametrize(
    ("langid", "locale"),
    [
        ("japanese", "ja"),
        ("ja-JP", "ja"),
        ("jpn", "ja"),
        ("en-GB", "en"),
        ("en_US", "en"),
        ("english and german", "en"),
    ],
)
def test_names_of_languages(langid: str, locale: str) -> None:
    bibliography, _ = read(f"@book{{a, title = {{42}}, langid = {{{langid}}}}}")
    context = bibliography.context("a", JA)
    assert (context.style.locale, context.language) == (locale, locale)


def test_a_locator_a_pointer_and_an_omitted_author() -> None:
    bibliography, _ = read("@book{a, author = {Doe, Jane}, title = {The Rise: A History}, date = {2001}}")
    pages = (("chapter", "2"), ("page", "3–5"))
    assert bibliography.html("a", EN, locators=pages, end=".") == (
        "Doe, Jane, <em>The Rise: A History</em>, 2001, chap. 2, pp. 3–5."
    )
    assert bibliography.html("a", EN, locators=pages, pointer=(7, "#fn:a"), end=".") == (
        'Doe, <em>The Rise</em>, <a href="#fn:a">note 7</a>, chap. 2, pp. 3–5.'
    )
    assert bibliography.html("a", EN, lead=False) == "<em>The Rise: A History</em>, 2001"


def test_no_mark_is_doubled() -> None:
    bibliography, _ = read(
        "@book{a, author = {Doe, Jr., J.}, title = {What Next?}, publisher = {Press Inc.}}\n"
        "@misc{b, author = {Doe, J.}, title = {Who Governs?}, addendum = {he said \\enquote{yes.}}, date = {2001}}\n"
        "@misc{c, author = {King, Jr., M.}, title = {He Said \\enquote{Yes}}, date = {2001}}\n"
        "@misc{d, title = {なぜか？}, date = {2001}, addendum = {以上。}}"
    )
    assert bibliography.html("a", EN, end=".") == "Doe, J., Jr., <em>What Next?</em>, Press Inc., n.d."
    assert bibliography.html("b", EN, end=".") == "Doe, J., “Who Governs?” 2001, he said “yes.”"
    assert bibliography.html("c", EN, pointer=(1, "#x")).startswith("King, “He Said ‘Yes,’” <a")
    assert bibliography.html("d", JA, end="。") == "「なぜか？」2001年、以上。"


def test_a_key_is_told_from_its_neighbours() -> None:
    bibliography, _ = read("@misc{Walt2026, title = {A}}\n@misc{walter2025, title = {B}}\n@xdata{shared}")
    assert "Walt2026" in bibliography
    assert "walt2026" not in bibliography
    assert "shared" not in bibliography
    assert bibliography.hint("walt2026") == "upper and lower case count: did you mean 'Walt2026'?"
    assert bibliography.hint("walt206") == "did you mean 'Walt2026' or 'walter2025'?"
    assert bibliography.hint("zzz") == "add the entry or mend the key"


def test_works_that_are_forgotten_are_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [f"k{number}" for number in range(5)]
    bibliography, _ = read("".join(f"@book{{{key}, title = {{Book {key}}}, date = {{2001}}}}" for key in keys))
    first = [bibliography.html(key, EN) for key in keys]
    monkeypatch.setattr(works, "REMEMBERED", 2)
    assert [bibliography.html(key, page) for key in keys for page in (EN, JA, EN)][::3] == first
    assert [bibliography.html(key, EN) for key in keys] == first
    again, _ = read("".join(f"@book{{{key}, title = {{Book {key}}}, date = {{2001}}}}" for key in keys))
    assert [again.html(key, EN) for key in keys] == first
    assert (len(again._contexts), len(again._pieces)) == (2, 2)


def test_what_is_not_cited_is_told_unless_it_is_inherited_from() -> None:
    bibliography, _ = read(
        "@xdata{x, note = {N}}\n@collection{b, title = {B}, xdata = {x}}\n"
        "@incollection{a, title = {A}, crossref = {b}}\n@misc{c, title = {C}}"
    )
    assert [str(problem) for problem in works.unused(bibliography, {"a"})] == [
        "refs.bib:4: entry 'c' is cited on no page; cite it or delete it"
    ]


@pytest.mark.parametrize(
    ("locale", "keys"),
    [
        ("ja", ["a", "ka", "ga", "sa", "adams1999", "adams2001", "zoe"]),
        ("en", ["adams1999", "adams2001", "a", "ga", "ka", "sa", "zoe"]),
    ],
)
def test_lists_are_sorted_as_each_language_does(locale: str, keys: list[str]) -> None:
    bibliography, _ = read(
        "@misc{zoe, title = {The Émile Affair}, date = {2001}, sorttitle = {Zoe}}\n"
        "@misc{adams2001, author = {Adams, Ann}, title = {B}, date = {2001}}\n"
        "@misc{adams1999, author = {Adams, Ann}, title = {Z}, date = {1999}}\n"
        "@misc{sa, author = {佐藤, 一}, sortname = {さとう, はじめ}, author_romanised = {Sato, H.}, title = {題}}\n"
        "@misc{a, author = {芥川, 一}, sortname = {あくた, はじめ}, author_romanised = {Akuta, H.}, title = {題}}\n"
        "@misc{ga, author = {賀川, 一}, sortname = {がが, はじめ}, author_romanised = {Gaga, H.}, title = {題}}\n"
        "@misc{ka, author = {加賀, 一}, sortname = {かか, はじめ}, author_romanised = {Kaka, H.}, title = {題}}\n"
    )
    assert sorted(bibliography.entries, key=lambda key: bibliography.sort_key(key, TABLES[locale])) == keys


FIELDS = [
    *("author", "editor", "translator", "author_romanised", "sortname", "title", "subtitle", "title_translated_en"),
    *("booktitle", "maintitle", "journaltitle", "date", "year", "month", "urldate", "pubstate", "url", "doi", "eprint"),
    *("eprinttype", "volume", "number", "pages", "edition", "version", "series", "publisher", "location", "type"),
    *("institution", "langid", "note", "howpublished", "crossref", "xdata"),
]
KINDS = [
    "article",
    "book",
    "collection",
    "dataset",
    "inbook",
    "incollection",
    "inproceedings",
    "jurisdiction",
    "manual",
]
KINDS += [
    "legislation",
    "misc",
    "online",
    "patent",
    "periodical",
    "proceedings",
    "report",
    "thesis",
    "unpublished",
    "foo",
]
VALUES = st.text(alphabet="aZé日ー、。・ ,.&<>*_'\"12-/:?~$%#=\\") | st.sampled_from(
    ["2025-10", "1--5", "Doe, Jane and others", "夏目, 漱石", "https://example.org", "a", "b", "japanese", "第2版"]
)
ENTRIES = st.tuples(
    st.sampled_from([*KINDS, "xdata"]), st.sampled_from("abc"), st.dictionaries(st.sampled_from(FIELDS), VALUES)
)
# neither LaTeX, nor quotation marks that change within a title's own, nor what is no character to a reader
PLAIN = st.text(
    st.characters(exclude_characters="\\{}$~`'-“”「」『』&<.,;:/= ", exclude_categories=["Cc", "Co", "Cs", "Z"]),
    min_size=1,
)


@given(st.lists(ENTRIES))
def test_any_entries_end_in_notes_or_problems(entries: list[tuple[str, str, dict[str, str]]]) -> None:
    bib = "\n".join(
        f"@{kind}{{{key}, {', '.join(f'{name} = {{{value}}}' for name, value in fields.items())}}}"
        for kind, key, fields in entries
    )
    bibliography, problems = read(bib)
    assert bibliography.entries or problems
    for key in filter(bibliography.__contains__, bibliography.entries):
        for page in (JA, EN):
            assert bibliography.html(key, page, end=".")
            assert bibliography.html(key, page, pointer=(1, "#fn:a"), locators=(("page", "3"),))
            assert bibliography.sort_key(key, page)


@given(PLAIN, st.sampled_from(KINDS), st.sampled_from(["", "english", "japanese", "german"]))
def test_a_title_is_never_lost(title: str, kind: str, langid: str) -> None:
    bibliography, _ = read(f"@{kind}{{a, title = {{{title}}}, langid = {{{langid}}}}}")
    for page in (JA, EN):
        html = bibliography.html("a", page)
        assert title in unescape(re.sub(r"</?(?:em|span)[^>]*>", "", html))
        assert not re.search(r"<(?!/?(?:em|span)\b)", html)


def test_an_alias_is_known_and_no_work_of_its_own() -> None:
    bibliography, _ = read("@book{a, title = {A}, ids = {b}}")
    assert bibliography.is_known("b")
    assert [key for key in bibliography.entries if key in bibliography] == ["a"]
