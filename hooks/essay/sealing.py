"""Finished HTML as a token that no Markdown rule can touch."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from reserved import RESERVED

SEALED = "\ue000([A-Za-z0-9_=-]*)\ue001"  # private-use characters, which no writer types


def seal(html: str) -> str:
    """The HTML as a token."""
    return f"\ue000{urlsafe_b64encode(RESERVED.sub('', html).encode()).decode()}\ue001"


def unseal(token: str) -> str:
    """The HTML of what stands between the two characters of a token."""
    return urlsafe_b64decode(token).decode()
