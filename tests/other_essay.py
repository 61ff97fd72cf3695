"""A small essay that is not this repository's: what the tests of the machinery work on."""

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIB = """
@book{doe2001, author = {Doe, Jane}, title = {The Rise}, publisher = {Press}, date = {2001}, langid = {english}}
@article{roe2010, author = {Roe, R.}, title = {Et après ?}, journaltitle = {Revue}, date = {2010-05}, langid = {french},
  title_translated_en = {And then?}}
@book{poe1999, author = {Poe, Ed}, title = {The House}, publisher = {Press}, date = {1999}, langid = {english}}
"""
PAGE = """---
author: Jane Doe
---
# {title}

## One {{#one}}

First[@doe2001, p. 3].

> A quotation[@poe1999].

Second[@roe2010] and[@doe2001].
"""
ABOUT = """# About {title}

## Sources {{#sources}}

On sources[@poe1999, p. 2], see [the first paragraph](index.md#p1).
"""
PARALLEL = '# {title}, side by side {{#title}}\n\n<div id="parallel"></div>\n'
REFERENCES = '# {title}\n\n<div id="refs"></div>\n'
TIMELINE = """# {title} {{#title}}

<div id="timeline"></div>

<div id="timeline-sections"></div>

<div id="timeline-table"></div>
"""
PAGES = {"index": PAGE, "parallel": PARALLEL, "timeline": TIMELINE, "references": REFERENCES, "about": ABOUT}
NAMES = {"ja": "日本語", "en": "English", "fr": "français"}


def essay(folder: Path, locales: list[str]) -> Path:
    """An essay of two paragraphs in these languages."""
    for name in ("hooks", "theme", "docs/assets"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "title-*.png"))
    (folder / "bib").mkdir()
    (folder / "bib" / "refs.bib").write_text(BIB, encoding="utf-8")
    for locale in locales:
        (folder / "docs" / locale).mkdir()
        for name, text in PAGES.items():
            page = folder / "docs" / locale / f"{name}.md"
            page.write_text(text.format(title=f"Essay {locale}"), encoding="utf-8")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    languages = "".join(
        f"        - locale: {locale}\n          name: {NAMES[locale]}\n          default: {str(not index).lower()}\n"
        "          nav:\n" + "".join(f"            - {name.title()}: {name}.md\n" for name in PAGES)
        for index, locale in enumerate(locales)
    )
    config = re.sub(r"(?ms)^( +languages:[^\n]*\n).*?(?=^\S)", lambda match: match[1] + languages + "\n", config)
    config = re.sub(r"(?m)^  (?:work|timeline):.*\n(?:    .*\n)*", "", config)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return folder
