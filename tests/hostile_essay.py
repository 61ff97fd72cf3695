"""An essay that brings each of tests/injections.txt into every field that is text, and what of it a page may have."""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

import other_essay
from conftest import ROOT, URL
from policy import digest

LIST = ROOT / "tests" / "injections.txt"
CHARACTER = re.compile(r"⟨U\+([0-9A-F]+)⟩")
MARK = re.compile(r"[\\`*_{}\[\]()#+\-.!|:~@^]")
NAME = json.dumps('"><script>injected()</script><!-- &lt;script&gt;injected()&lt;/script&gt;')  # YAML has no long keys
# Fields of an entry that are text; those of names have each as the name of a body.
FIELDS = (
    *("title", "subtitle", "shorttitle", "titleaddon", "booktitle", "journaltitle", "series", "volume", "number"),
    *("publisher", "location", "pages", "note", "addendum", "howpublished", "edition", "keywords", "type", "eprint"),
    *("title_translated_en", "publisher_romanised", "abstract", "langid", "pubstate", "date", "urldate"),
    *("nameaddon", "editortype", "eventtitle", "part", "eprintclass", "origtitle", "origlanguage", "origpublisher"),
    *("reprinttitle", "relatedstring", "shorthandintro", "maintitle", "issuetitle"),
)
ADDRESSES = ("url", "doi", "archiveurl")
NAMES = ("author", "editor", "translator", "author_romanised", "foreword", "shortauthor")
SCHEMES = {"", "http", "https", "mailto"}  # that a link may have
WORD = re.compile(r'(?m)^((?!locale|unit|justify)\w+ = ".*)"(?=\s*(?:#|$))')
IN_WORDS = json.dumps('<script>injected()</script><a href=javascript:injected()>\' " onclick=injected() x="')[1:-1]


def injections() -> list[str]:
    """Each of the list."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    written = [line for line in lines if line and not line.startswith("# ")]
    return [CHARACTER.sub(lambda found: chr(int(found[1], 16)), line) for line in written]


def balanced(text: str) -> str:
    """The text as a field in braces can have it: without them, and not at their end."""
    return re.sub(r"[{}]", " ", text).rstrip("\\")


def everything() -> str:
    return " ".join(injections())


def bibliography() -> str:
    """For each injection an entry that has it in every field."""
    return other_essay.BIB + "".join(
        f"@article{{hostile{number},\n  related = {{hostile0, hostile1}},\n"
        + "".join(f"  {name} = {{{balanced(text)}}},\n" for name in (*FIELDS, *ADDRESSES))
        + "".join(f"  {name} = {{{{{balanced(text)}}}}},\n" for name in NAMES)
        + "}\n"
        for number, text in enumerate(injections())
    )


def as_text(text: str) -> str:
    """Markdown that shows the text as it is."""
    return escape(MARK.sub(r"\\\g<0>", " ".join(text.split())))


def build(folder: Path) -> Path:
    """The essay in the folder, built although its build complains; the folder of the site."""
    root = other_essay.essay(folder, ["ja", "en"])
    (root / "bib" / "refs.bib").write_text(bibliography(), encoding="utf-8")
    cited = "\n\n".join(f"Cited[@hostile{number}, p. 3]." for number, _ in enumerate(injections()))
    meta = {name: everything() for name in ("author", "affiliation", "notice", "description")}
    meta["author"] = meta["author"].replace(",", " ")  # pybtex knows no name with more than two commas
    front = "".join(f"{name}: {json.dumps(text)}\n" for name, text in meta.items())
    title = " ".join(map(as_text, injections()))
    for locale in ("ja", "en"):
        page = root / "docs" / locale / "index.md"
        text = other_essay.PAGE.format(title=title).replace("author: Jane Doe\n", front)
        page.write_text(f"{text}\n## {title} {{#hostile}}\n\n{cited}\n", encoding="utf-8")
        (root / "docs" / locale / "changes.md").write_text('# Changes\n\n<div id="changes"></div>\n', encoding="utf-8")
        about = root / "docs" / locale / "about.md"
        about.write_text(about.read_text(encoding="utf-8") + '\n<div id="cite"></div>\n', encoding="utf-8")
        poison(root / "hooks" / "languages" / f"{locale}.toml")
    configure(root / "mkdocs.yml")
    site = folder / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site)]
    done = subprocess.run(  # not --strict: the mistakes are told, and the pages are safe nevertheless
        command, cwd=root, env={"SITE_URL": URL, "PATH": ""}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return site


def poison(table: Path) -> None:
    """Bring markup into the words of a language, and into the marks between works and parts of them."""
    text = table.read_text(encoding="utf-8")
    text = re.sub(r'(?m)^((?:works|separator|list) = ".*)"', _poisoned, text)
    start = text.index("[list]")
    table.write_text(text[:start] + WORD.sub(_poisoned, text[start:]), encoding="utf-8")


def _poisoned(line: re.Match[str]) -> str:
    return f'{line[1]}{IN_WORDS}"'


def configure(config: Path) -> None:
    """Bring everything into the names of pages, into a redirect and into what is known of the essay."""
    every = json.dumps(everything())
    names = json.dumps(everything().replace(",", " "))  # pybtex knows no name with more than two commas
    of_languages = ("author", "affiliation", "translator")
    known = ("publisher", "journal", "volume", "number", "pages", "doi", "original_url", "licence")
    work = [f"{name}: {{ja: {names}, en: {names}}}" for name in of_languages] + [f"{name}: {every}" for name in known]
    text = config.read_text(encoding="utf-8")
    text = re.sub(r"- \w+(: (?:references|about)\.md)", lambda found: f"- {NAME}{found[1]}", text)
    fragment = json.dumps('about.md#"><script>injected()</script>')
    lines = "".join(f"    {line}\n" for line in work)
    text = text.replace("  redirects: {}", f"  redirects: {{old.md: {fragment}}}\n  work:\n{lines}#")
    config.write_text(text, encoding="utf-8")


def schemes(addresses: Iterable[str]) -> set[str]:
    """The schemes of addresses, as browsers read them."""
    return {urlsplit(re.sub(r"[\x00-\x20]", "", address)).scheme for address in addresses}


def faults(html: str, scripts: tuple[str, ...] = ("assets/essay.js",)) -> Iterator[str]:
    """What in a page runs, loads or leads where it should not: judged without the project's own code."""
    page = BeautifulSoup(html, "lxml")
    policies = [str(tag["content"]) for tag in page.select("head > meta[http-equiv=Content-Security-Policy]")]
    if len(policies) != 1:
        yield f"{len(policies)} policies"
    for element in [*page.find_all(True), *(part for t in page.find_all("template") for part in t.find_all(True))]:
        yield from _faults_of(element, "".join(policies), scripts)


def _faults_of(element: Tag, policy: str, scripts: tuple[str, ...]) -> Iterator[str]:
    name = element.name
    if name in ("iframe", "object", "embed", "base", "img", "frame", "animate", "set", "foreignobject"):
        yield f"<{name}>"
    if name == "script" and element.get("type") == "application/ld+json":
        json.loads(element.get_text())
    elif name == "script" and element.get("src"):
        if not str(element["src"]).partition("?")[0].endswith(scripts):
            yield f"a script from {element['src']}"
    elif name == "script" and digest(element.get_text()) not in policy:
        yield f"a script {element.get_text()}"
    for attribute, value in element.attrs.items():
        text = " ".join(value) if isinstance(value, list) else str(value)
        if attribute.startswith("on") or attribute in ("style", "srcdoc"):
            yield f"{attribute}={text}"
        bare = re.sub(r"[\x00-\x20]", "", text)
        if attribute in ("href", "src", "action", "formaction", "data") and urlsplit(bare).scheme not in SCHEMES:
            yield f"{attribute}={text}"
