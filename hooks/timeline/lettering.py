"""Words of a figure: how wide they are, about, and where a line may end."""

import re
import unicodedata
from functools import cache

# Widths in thousandths of the size, of Helvetica and the faces drawn to its measure; other sans faces are near it.
NARROW = {222: "ijl'’‘|", 278: " .,:;/!ftI[]()\\", 333: '-r"“”`', 500: "ckszvxyJ", 389: "*"}
WIDE = {611: "FTZL", 667: "ABEKPSVXY&", 722: "CDHNRUwQGO", 833: "Mm", 1000: "W%—…@"}
WIDTHS = {
    character: width for table in (NARROW, WIDE) for width, characters in table.items() for character in characters
}
OTHER = 556
RESERVE = 1.06  # for faces that are a little wider
BOLD = 1.08

CLOSING = "、。，．,.:;：；!?！？)）]］」』】〕〉》”’・ー々ゝゞっゃゅょァィゥェォッャュョ％%"
# Letters of a script with what belongs to them: the pieces between which a line may end, where there are no spaces.
PIECE = re.compile(
    r"[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff]+[\u3041-\u309f]*|[\u30a0-\u30ff]+[\u3041-\u309f]*|[\u3041-\u309f]+|"
    r"[^\s\u3005-\u30ff\u3400-\u9fff]+|\s+|."
)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is set, rather too wide than too narrow."""
    return sum(map(_units, text)) / 1000 * size * RESERVE * (BOLD if bold else 1)


@cache
def _units(character: str) -> int:
    return 1000 if unicodedata.east_asian_width(character) in "WF" else WIDTHS.get(character, OTHER)


def lines(text: str, room: float, size: float, *, taken: float = 0) -> list[str]:
    """The text in lines that fit into the room, in whose first so much is taken. Nothing is cut off."""
    found, line = [], ""
    left, used = room - taken, 0.0
    for piece in _pieces(text, room, size):
        if (line.strip() or left < room) and used + width(piece.rstrip(), size) > left:
            found.append(line.strip())
            line, left, used = "", room, 0.0
        line += piece
        used += width(piece, size)
    return [*found, line.strip()]


def _pieces(text: str, room: float, size: float) -> list[str]:
    pieces: list[str] = []
    for piece in PIECE.findall(text):
        parts = [piece] if width(piece, size) <= room else list(piece)
        for part in parts:
            if (pieces and part[0] in CLOSING) or (pieces and pieces[-1][-1] in "「『（(“‘〔"):
                pieces[-1] += part
            else:
                pieces.append(part)
    return pieces
