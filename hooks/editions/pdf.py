"""HTML for paper → PDF/UA-1, with WeasyPrint. What it needs of the system is told in one line when it is missing."""

import re
from collections.abc import Iterable, Iterator
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from editions.justifying import justify
from editions.tagging import finish, keep_one_link_each

LATIN = "font_source_serif_pro"  # the package of the Latin face; Noto Serif CJK has its letters from the same source
FAMILY = "Latin"  # what templates/paper.css calls it
MINCHO = "Noto Serif CJK JP"
FACES = (("It", "italic", 400), ("Regular", "normal", 400), ("Semibold", "normal", 600), ("SemiboldIt", "italic", 600))
PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-noto-cjk")  # of Debian and Ubuntu
DEBIAN = f"sudo apt-get install {' '.join(PACKAGES)}"
MACOS = "brew install pango font-noto-serif-cjk-jp"
# Needs all that an edition needs.
SAMPLE = f'<html lang="ja"><title>版</title><p style="font-family: {MINCHO}">版</p></html>'
TRIALS = 20
ORPHANS = 2  # as in templates/paper.css
PARAGRAPH = re.compile(r"p\d+[a-z]*")
INSTALL = f"{DEBIAN} (macOS: {MACOS})"


class TypesettingError(Exception):
    """The system lacks something; the message says what, and how to install it."""


def require() -> None:
    """Raises TypesettingError if the libraries that WeasyPrint loads, or its packages, are not there."""
    for package in ("weasyprint", LATIN):
        if find_spec(package) is None:
            raise TypesettingError(f"The PDF needs the Python package {package}: make pdf installs it.")
    try:
        import weasyprint  # noqa: F401, PLC0415  # it loads libraries of the system, which the site does without
    except OSError as error:
        library = str(error).partition("'")[2].partition("'")[0] or "a library"
        raise TypesettingError(f"The PDF needs {library}, which this system lacks: {INSTALL}") from error


def faces() -> str:
    """The @font-face rules of the Latin face."""
    return "".join(
        f'@font-face {{ font-family: "{FAMILY}"; src: url("{path.as_uri()}"); font-style: {style}; '
        f"font-weight: {weight}; }}\n"
        for path, style, weight in face_files()
    )


def face_files() -> Iterator[tuple[Path, str, int]]:
    """The files of the Latin face, each with its style and weight."""
    for name, style, weight in FACES:
        with as_file(files(LATIN) / "files" / f"SourceSerifPro-{name}.otf") as path:
            yield path, style, weight


def typeset(html: str) -> bytes:
    """The PDF: the same bytes for the same HTML, faces and libraries. Raises TypesettingError."""
    require()
    from weasyprint import CSS, HTML  # noqa: PLC0415  # see require()

    source = HTML(string=html, url_fetcher=_fetcher())
    orphans: dict[str, int] = {}
    for _ in range(TRIALS):
        rules = "".join(
            f'[id="{paragraph}"] {{ orphans: {lines} !important }}\n' for paragraph, lines in orphans.items()
        )
        document = source.render(stylesheets=[CSS(string=rules)], pdf_variant="pdf/ua-1")
        last = _before_stray_note([list(page.anchors) for page in document.pages])
        if not last:
            justify(document)
            keep_one_link_each(document)
            options = {"pdf_variant": "pdf/ua-1", "finisher": finish}
            data: bytes = document.write_pdf(**options)
            _require_faces(document.fonts.values())
            return data
        orphans[last] = orphans.get(last, ORPHANS) + 1
    raise TypesettingError(
        f"A note does not fit on the page of its reference, near #{last}; shorten it or split the text."
    )


def _fetcher() -> Any:
    """Gets pictures that are in the page and the faces: nothing else of this machine, and nothing of others."""
    from weasyprint.urls import URLFetcher  # noqa: PLC0415  # see require()

    known = {path.as_uri() for path, _, _ in face_files()}

    class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in known and not url.startswith("data:"):
                raise ValueError(f"not a part of the page: {url}")
            return super().fetch(url, headers)

    return Fetcher()


def _require_faces(fonts: Iterable[Any]) -> None:
    """Fontconfig puts another face, without a word, in the place of one that is missing."""
    if others := sorted({font.family for font in fonts} - {FAMILY, MINCHO}):
        message = f"The PDF would be set in {', '.join(others)}: {MINCHO} is not here, or lacks a letter of the text"
        raise TypesettingError(f"{message}; {INSTALL}")


def _before_stray_note(pages: list[list[str]]) -> str:
    """The last paragraph that begins on a page which lacks the note of a reference on it; "" if no page does.

    WeasyPrint 70 moves a note on, whatever its footnote-policy, when that makes room for the last of the lines that
    `orphans` keeps together. With one line more to keep, the paragraph begins on the next page instead.
    """
    for anchors in pages:
        references = {anchor.partition(":")[2] for anchor in anchors if anchor.startswith("fnref:")}
        notes = {anchor.partition(":")[2] for anchor in anchors if anchor.startswith("fn:")}
        if references - notes:
            return next((anchor for anchor in reversed(anchors) if PARAGRAPH.fullmatch(anchor)), "p1")
    return ""
