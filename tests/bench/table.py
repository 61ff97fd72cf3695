"""Figures as a table, and as bars that a terminal shows."""

from collections.abc import Sequence
from typing import NamedTuple

WIDTH = 48  # of the longest bar, in characters
EIGHTHS = " ▏▎▍▌▋▊▉"


class Row(NamedTuple):
    """A build: what it costs, and how many times as much as the floor beside it."""

    name: str
    seconds: float
    megabytes: float
    time: float
    memory: float


def table(title: str, rows: Sequence[Row]) -> str:
    """The rows under their headings."""
    width = max(len(row.name) for row in rows)
    lines = [
        f"{row.name:{width}}  {row.seconds:8.2f} s  {row.time:6.2f} ×  {row.megabytes:6.0f} MB  {row.memory:6.2f} ×"
        for row in rows
    ]
    head = f"{'':{width}}  {'time':>10}  {'of floor':>8}  {'memory':>9}  {'of floor':>8}"
    return "\n".join([title, "", head, *lines, ""])


def plot(title: str, values: Sequence[tuple[str, float]], mark: float = 0) -> str:
    """A bar for each value; a line at `mark`, if any."""
    width = max(len(name) for name, _ in values)
    longest = max([mark, *(value for _, value in values)])
    lines = [f"{name:{width}} │{_bar(value / longest, mark / longest)} {value:.2f}" for name, value in values]
    return "\n".join([title, "", *lines, ""])


def _bar(part: float, mark: float) -> str:
    """A bar of that part of the width."""
    full, eighths = divmod(round(part * WIDTH * 8), 8)
    bar = f"{'█' * full}{EIGHTHS[eighths].strip()}".ljust(WIDTH + 1)
    place = round(mark * WIDTH)
    return f"{bar[:place]}┆{bar[place + 1 :]}" if mark and bar[place : place + 1] in (" ", "") else bar
