"""What the PDF needs of the system: installed where that needs no password, or told in one line.

`python tests/typesetter.py`, as tests/chromium.py does for the browser.
"""

import shutil
import sys

from chromium import MACOS, install
from editions import pdf


def fault() -> str:
    """What keeps a PDF from being made here; "" for nothing."""
    try:
        pdf.typeset(pdf.SAMPLE)
    except pdf.TypesettingError as error:
        return str(error)
    return ""


def main() -> None:
    reader = [] if shutil.which("pdftotext") else ["poppler-utils"]  # with which the tests read a PDF
    if not MACOS and (missing := [*(pdf.PACKAGES if fault() else ()), *reader]):
        install(missing)
    if found := fault():
        sys.exit(found)


if __name__ == "__main__":
    main()
