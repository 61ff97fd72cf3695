"""The forms that exports have, as strategies of Hypothesis: values, fields, whole .bib files, pages, fields alone."""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

import invariants

BATCH = 200  # examples at a time
TYPE_NAMES = (
    "article book collection inbook incollection inproceedings proceedings conference techreport report manual online "
    "misc www thesis phdthesis unpublished patent legislation jurisdiction periodical dataset software standard mvbook "
    "booklet video set xdata Foo-Bar"
)
TYPES = TYPE_NAMES.split()
NAMES = ("author", "editor", "translator", "bookauthor", "holder", "author_romanised", "sortname")
DATES = ("date", "year", "month", "day", "urldate", "origdate", "eventdate", "archivedate")
FIELD_NAMES = (
    "title subtitle shorttitle booktitle maintitle issuetitle titleaddon title_translated_en journal journaltitle "
    "volume number issue pages eid edition series publisher address location institution school organization type note "
    "addendum howpublished url doi eprint eprinttype archivePrefix archiveurl pubstate langid language chapter venue "
    "eventtitle version volumes crossref xdata related shorthand abstract keywords file groups sorttitle sortkey "
    "relatedtype relatedstring entryset shorthandintro editora editoratype editortype foreword nameaddon part "
    "eprintclass origtitle origlanguage origpublisher reprinttitle issuesubtitle bookpagination shortauthor"
)
FIELDS = FIELD_NAMES.split()
PIECES = [
    *(
        "Rise",
        "{NATO}",
        "{{Title}}",
        "国際政治",
        "「自由」",
        "『明暗』",
        "“x”",
        "‘y’",
        "?",
        "!",
        ".",
        "...",
        ":",
        " : ",
        ";",
    ),
    *(
        ",",
        " ",
        "--",
        "---",
        "\\&",
        "{\\&}",
        "&amp;",
        "{\\&}amp$\\mathsemicolon$",
        "&lt;i&gt;",
        "<i>a</i>",
        "<sub>2</sub>",
    ),
    *(
        "<script>",
        "{\\textless}i{\\textgreater}",
        "\\textit{a}",
        "\\emph{b}",
        "{\\em c}",
        "\\textbf{\\textit{d}}",
        "\\'e",
    ),
    *(
        '{\\"o}',
        "\\v{s}",
        "{\\ss}",
        "\\ss ",
        "$\\alpha$",
        "$x^{2}$",
        "$",
        "\\%",
        "%",
        "#",
        "_",
        "^",
        "~",
        "``a''",
        "`b'",
    ),
    *(
        "\\url{https://example.org/a_b}",
        "\\href{https://example.org}{x}",
        "\\unknown{y}",
        "\\",
        "{",
        "}",
        '\\"',
        "\u200b",
    ),
    *("https://example.org/x", "10.1000/182", "2303.08774", "xdata=a-title", "xdata=b-author-1", "a", "b", "c"),
    *(
        "12--15",
        "n/a",
        "第2巻",
        "1〜20頁",
        "3",
        "XII",
        "12(3)",
        "ahead-of-print",
        "japanese",
        "english",
        "\x0b",
        "\u2028",
    ),
]
PERSONS = [
    *(
        "Doe, Jane",
        "Jane Doe",
        "{The White House}",
        "van der Waals, J.",
        "Nye, Jr., J. S.",
        "King, M. L., Jr.",
        "others",
    ),
    *(
        "family=Hippel, given=Eric, prefix=von, given-i=E",
        "夏目, 漱石",
        "夏目 漱石",
        "夏目漱石",
        "et al.",
        "Doe, J.; Roe, R.",
    ),
    *("高坂正堯 著", "{\\'E}. Zola", ",", "{}", "and", "family=", "M&uuml;ller, A.", "A, B, C, D", "Иванов, И."),
]
DAYS = [
    *(
        "2025",
        "2025-10",
        "2025-10-28",
        "1999?",
        "1999~",
        "1999%",
        "19XX",
        "199X",
        "2004-06-XX",
        "-0876",
        "/2004",
        "2004/..",
    ),
    *(
        "2004-21",
        "2004-04-05T14:34:00",
        "-0100/0100",
        "2004-24/2005-24",
        "n.d.",
        "in press",
        "next week",
        "昭和64年",
        "0",
    ),
    *(
        "1999--2001",
        "jun",
        "6",
        "10~ jan",
        "April 5--7",
        "3月",
        "2025-02-30",
        "2025/2024",
        "ca. 1850",
        "1850s",
        "/",
        "..",
    ),
]
text = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=5).map("".join)
names = st.lists(st.sampled_from(PERSONS) | text, min_size=1, max_size=4).map(" and ".join)
days = st.sampled_from(DAYS) | st.lists(st.sampled_from(DAYS), min_size=2, max_size=2).map("/".join)


def closed(value: str) -> str:
    """With as many braces on each side as a field must have."""
    depth = 0
    for character in value:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return value.replace("{", "").replace("}", "")
    return value + "}" * depth


fields = (
    st.tuples(st.sampled_from(FIELDS), text.map(closed))
    | st.tuples(st.sampled_from(NAMES), names.map(closed))
    | st.tuples(st.sampled_from(DATES), days)
)
entries = st.tuples(st.sampled_from(TYPES), st.sampled_from("abcdefgh"), st.lists(fields, max_size=8))
values = text | names | days | st.text(max_size=60)
broken = st.sampled_from(
    ["", "@string{x = {y}}", "@comment{z}", "% @misc{q}", "@misc{", "}", '"', "@preamble{a}", "junk @ x"]
)
files = st.lists(st.tuples(entries, broken), min_size=1, max_size=6)
PAGE = [
    *(
        "[@doe2001]",
        "[@doe2001, p. 3]",
        "[see @doe2001; -@夏目1914、第2章]",
        "[@",
        "]",
        "[",
        "[^n]",
        "\n\n[^n]: x",
        "；",
        "$",
    ),
    *(
        "@doe2001",
        "\\@",
        "`",
        "```\n",
        "\n\n",
        "\n",
        "    ",
        "<!-- ",
        "-->",
        "<b>",
        "](x)",
        "> ",
        "- ",
        "# A {#a}",
        "|",
    ),
    *("---\n", "title: x", "{: #p1 }\n", "3〜5頁", "pp. 5-3", "a@b.org", "{p. 3}", "文。", "text ", "https://x.org/@a"),
]
pages = st.lists(st.sampled_from(PAGE) | st.text(max_size=5), max_size=25).map("".join)


def written(entry: tuple[str, str, list[tuple[str, str]]]) -> str:
    """An entry as an export writes it."""
    kind, key, rows = entry
    return f"@{kind}{{{key},\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in rows) + "}\n"


def check_file(parts: list[tuple[tuple[str, str, list[tuple[str, str]]], str]]) -> None:
    """The invariants of a file of these entries, with what is broken between them."""
    bib = "".join(f"{written(entry)}{between}\n" for entry, between in parts)
    invariants.check_bibliography(bib.encode("utf-8", errors="replace"))


TARGETS: dict[str, tuple[st.SearchStrategy[Any], Callable[[Any], None]]] = {
    "bibliography": (files, check_file),
    "page": (pages, invariants.check_page),
    "field": (values, invariants.check_field),
}


def try_out(name: str, number: int) -> None:
    """A batch of examples; Hypothesis raises what it finds, made short. Another number is another batch."""
    strategy, check = TARGETS[name]

    @seed(number)
    @settings(max_examples=BATCH, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def batch(example: Any) -> None:
        check(example)

    batch()
