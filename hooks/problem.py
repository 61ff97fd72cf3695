"""What an editor is told: place, fault, remedy."""

from typing import NamedTuple


class Problem(NamedTuple):
    """One fault; the message says what is wrong and, after a semicolon, what to do. Lines count from 1."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"
