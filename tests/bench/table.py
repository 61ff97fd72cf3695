"""Figures as a table, and as bars that a terminal shows."""

from collections.abc import Sequence
from typing import NamedTuple

WIDTH = 48  # of the longest bar, in characters
EIGHTHS = " ▏▎▍▌▋▊▉"


class Row(NamedTuple):
    """A build: what it costs, and how many times as much as each floor (the first rows, in their order)."""

    name: str
    seconds: float
    megabytes: float
    times: tuple[float, ...]
    memories: tuple[float, ...]


def table(title: str, rows: Sequence[Row]) -> str:
    """The rows under their headings."""
    width = max(len(row.name) for row in rows)
    floors = "".join(f"  {f'× row {number}':>7}" for number in range(1, len(rows[0].times) + 1))
    lines = [
        f"{row.name:{width}}  {row.seconds:8.2f} s{_times(row.times)}  {row.megabytes:6.0f} MB{_times(row.memories)}"
        for row in rows
    ]
    return "\n".join([title, "", f"{'':{width}}  {'time':>10}{floors}  {'memory':>9}{floors}", *lines, ""])


def _times(ratios: Sequence[float]) -> str:
    return "".join(f"  {ratio:7.2f}" for ratio in ratios)


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
