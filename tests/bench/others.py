"""The same essay in both languages with other citation tools, as their documentation says to use them."""

import re
from pathlib import Path

from bench.measuring import Build
from bench.sites import write
from bench.sources import LOCALES, Pages
from citing.processor import STYLES, program

ESSAYS = tuple(f"{locale}/index.md" for locale in LOCALES)
CITATION = re.compile(r"\[(@[^\]]+)\]")
BIBTEX = (  # biblatex's words → those of BibTeX, which pybtex's own styles know
    (r"@(?:online|report)\b", "@misc"),
    (r"\bjournaltitle\b", "journal"),
    (r"\bdate = {(\d{4})[^}]*}", r"year = {\1}"),
)
KEY = re.compile(r"@([^\s,;\]]+)")
STYLE = f"{STYLES}/chicago-notes-bibliography.csl"
MKDOCS = f"""site_name: Essay
theme: material
plugins:
  - bibtex:
      bib_file: refs.bib
      csl_file: {STYLE}
  - i18n:
      docs_structure: folder
      languages:
        - {{locale: ja, name: 日本語, default: true}}
        - {{locale: en, name: English}}
markdown_extensions: [attr_list, footnotes]
"""
SPHINX = """project = "Essay"
extensions = ["myst_parser", "sphinxcontrib.bibtex"]
bibtex_bibfiles = ["refs.bib"]
suppress_warnings = ["myst.header", "myst.xref_missing", "bibtex.missing_field"]
"""


def pandoc(folder: Path, pages: Pages, bib: str) -> Build:
    """pandoc --citeproc, page by page, with the same style as a note."""
    write(folder, {"refs.bib": bib, **{name: pages[name] for name in ESSAYS}})
    command = [str(program()), "--standalone", "--citeproc", "--bibliography=refs.bib", f"--csl={STYLE}"]
    return Build(folder, [[*command, f"--output={name}.html", name] for name in ESSAYS])


def mkdocs_bibtex(folder: Path, pages: Pages, bib: str, tools: Path) -> Build:
    """mkdocs-bibtex with Material and static-i18n, and pandoc to format by the same style."""
    texts = {f"docs/{name}": f"{pages[name]}\n\n\\bibliography\n" for name in ESSAYS}
    write(folder, {"mkdocs.yml": MKDOCS, "refs.bib": bib, **texts})
    return Build(folder, [[str(tools / "python"), "-m", "mkdocs", "build", "--quiet", "--site-dir", "site"]])


def sphinx(folder: Path, pages: Pages, bib: str, tools: Path) -> Build:
    """Sphinx with sphinxcontrib-bibtex, the pages in MyST's Markdown."""
    texts = {name: f"{_myst(pages[name])}\n\n```{{footbibliography}}\n```\n" for name in ESSAYS}
    index = "# Essay\n\n```{toctree}\nja/index\nen/index\n```\n"
    for ours, theirs in BIBTEX:
        bib = re.sub(ours, theirs, bib)
    write(folder, {"conf.py": SPHINX, "refs.bib": bib, "index.md": index, **texts})
    return Build(folder, [[str(tools / "python"), "-m", "sphinx", "--fresh-env", "--quiet", ".", "site"]])


def _myst(markdown: str) -> str:
    return CITATION.sub(lambda group: f"{{footcite}}`{','.join(KEY.findall(group[1]))}`", markdown)
