"""What a build costs: the processor's time, which other work on the machine disturbs least, and the peak of memory."""

import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes
ENVIRONMENT = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)  # some containers set it: then all modules are compiled at each build
KEYSTROKES = 9
REBUILDS = """
import sys, time
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config

page, count = Path(sys.argv[1]), int(sys.argv[2])
for turn in range(count + 1):
    start = time.perf_counter()
    config = load_config(site_dir="site")
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    if turn:
        print(time.perf_counter() - start)
    page.write_text(page.read_text(encoding="utf-8") + "x", encoding="utf-8")
"""


class Cost(NamedTuple):
    """Seconds of the processor, bytes of memory at the peak."""

    seconds: float
    memory: float


class Build(NamedTuple):
    """Commands that are run in a folder, one after the other."""

    folder: Path
    commands: Sequence[Sequence[str]]


def cost(build: Build) -> Cost:
    """Run it. Raises CalledProcessError, with what it printed, if a command fails."""
    found = [_run(command, build.folder) for command in build.commands]
    return Cost(sum(one.seconds for one in found), max(one.memory for one in found))


def _run(command: Sequence[str], folder: Path) -> Cost:
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env=ENVIRONMENT)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, (folder / "log").read_text(encoding="utf-8"))
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss * UNIT)


def rebuilds(folder: Path, page: str) -> float:
    """Seconds on the clock, the median, of a build after a keystroke in the page, in a process that has built it."""
    command = [sys.executable, "-c", REBUILDS, page, str(KEYSTROKES)]
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    return statistics.median(map(float, done.stdout.split()))


def by_turns(builds: Mapping[str, Build], rounds: int) -> dict[str, list[Cost]]:
    """What each costs in every round; a first round, which fills caches, does not count."""
    costs: dict[str, list[Cost]] = {name: [] for name in builds}
    for turn in range(rounds + 1):
        for name, build in builds.items():
            found = cost(build)
            if turn:
                costs[name].append(found)
    return costs


def median(costs: Sequence[Cost]) -> Cost:
    """Of the seconds and of the bytes, each by itself."""
    return Cost(*(statistics.median(values) for values in zip(*costs, strict=True)))


def ratio(costs: Sequence[Cost], floor: Sequence[Cost]) -> Cost:
    """How many times as much: the median over the rounds, each of which has built both."""
    return median([Cost(a.seconds / b.seconds, a.memory / b.memory) for a, b in zip(costs, floor, strict=True)])
