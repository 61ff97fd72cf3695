"""What the PDF needs of the system: installed where that needs no password, or told in one line.

`python tests/typesetter.py`, as tests/chromium.py does for the browser.
"""

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
    if not MACOS and fault():
        install(list(pdf.PACKAGES))
    if found := fault():
        sys.exit(found)


if __name__ == "__main__":
    main()
