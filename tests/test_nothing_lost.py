"""A build that fails, or is killed at any moment, leaves the last good site/ or the new one, and nothing else."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commands import contents, make, replace

SEED, MOMENTS = 20261125, 20
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
TITLES = ("The Rise", "The Ascent")
# Builds where a file may not grow, where the disk is full, and where the folder can only be read.
MOUNTED = ["unshare", "--map-root-user", "--mount", "sh", "-euc"]


def site_of(copy: Path, title: str) -> dict[str, bytes]:
    write(copy, title)
    assert make(copy, "build").returncode == 0
    return contents(copy / "site")


def write(copy: Path, title: str) -> None:
    bib = copy / "bib" / "refs.bib"
    old = next(known for known in TITLES if known in bib.read_text(encoding="utf-8"))
    replace(bib, old, title)


def left(copy: Path) -> list[str]:
    return [path.name for path in copy.glob(".site.*")]


def test_a_build_that_is_killed(copy: Path) -> None:
    sites = {title: site_of(copy, title) for title in TITLES}
    started = time.monotonic()
    assert sites == {title: site_of(copy, title) for title in TITLES}
    seconds = (time.monotonic() - started) / 2
    print(f"seed {SEED}; a build takes {seconds:.1f} s")  # noqa: T201  # pytest shows it if the test fails
    chance, cut = random.Random(SEED), 0  # noqa: S311
    for moment in range(MOMENTS):
        here = contents(copy / "site")
        write(copy, next(title for title, site in sites.items() if site != here))
        before = set(left(copy))  # by a build that could not clear up, and for the next that begins in earnest
        building = subprocess.Popen(
            ["make", "build"], cwd=copy, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        how, begun = SIGNALS[moment % len(SIGNALS)], time.monotonic()
        try:
            building.wait(timeout=chance.uniform(0, seconds))
            seconds = min(seconds, time.monotonic() - begun)  # the machine is less busy than it was
        except subprocess.TimeoutExpired:
            os.killpg(building.pid, how)
            cut += building.wait(timeout=30) != 0
        settle(copy)
        assert contents(copy / "site") in sites.values(), f"killed by {how.name}, build {moment}"
        if how != signal.SIGKILL:
            assert set(left(copy)) <= before
    assert cut > MOMENTS / 4, "most builds were over before they were killed"
    for title, site in sites.items():
        assert site_of(copy, title) == site
    assert left(copy) == []


def settle(copy: Path) -> None:
    """Wait for the end of a build whose make has ended: it clears up when it can."""
    script = "from building.swapping import alone\nwith alone(): pass"
    run_python(copy, script)


def run_python(copy: Path, script: str) -> int:
    environment = {**os.environ, "PYTHONPATH": "hooks"}
    return subprocess.run([sys.executable, "-c", script], cwd=copy, env=environment, check=False).returncode


# A kill before the nth change of names: of the one step, and of the three where a disk does not know that.
STEPS = [(known, step) for known, steps in ((True, 2), (False, 4)) for step in range(steps)]
KILL = """
import os, signal, sys
from building import swapping
if not {known}:
    swapping.exchange = lambda one, two: False
count = 0
def watch(event, _):
    global count
    if event in ("os.rename", "ctypes.dlsym"):
        if count == {step}:
            os.kill(os.getpid(), signal.SIGKILL)
        count += 1
sys.addaudithook(watch)
swapping.swap()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize(("known", "step"), STEPS)
def test_a_swap_that_is_cut(tmp_path: Path, known: bool, step: int) -> None:
    for name in ("site", ".site.new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name, encoding="utf-8")
    shutil.copytree(Path(__file__).parent.parent / "hooks" / "building", tmp_path / "hooks" / "building")
    assert run_python(tmp_path, KILL.format(known=known, step=step)) == -signal.SIGKILL
    assert known is False or contents(tmp_path / "site")["index.html"] in (b"site", b".site.new")
    assert run_python(tmp_path, "from building.swapping import recover; recover()") == 0
    assert contents(tmp_path / "site")["index.html"] in (b"site", b".site.new")
    assert left(tmp_path) == []


def test_two_builds_at_once(copy: Path) -> None:
    both = [subprocess.Popen(["make", "build"], cwd=copy, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [building.communicate(timeout=60)[1] for building in both]
    assert [building.returncode for building in both] == [0, 0]
    assert sum("Another build is at work here" in each for each in said) == 1
    assert contents(copy / "site")


def limited(copy: Path, script: str) -> tuple[int, str]:
    done = subprocess.run(["sh", "-euc", script], cwd=copy, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def mounted(copy: Path, script: str) -> str:
    """What a failed build says where the script has mounted something."""
    if subprocess.run([*MOUNTED, "mount -t tmpfs none /mnt"], capture_output=True, check=False).returncode:
        pytest.skip("nothing may be mounted here")
    done = subprocess.run([*MOUNTED, script], cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode
    return done.stderr


def told(said: str) -> str:
    lines = [line.partition(" -  ")[2] for line in said.splitlines() if line.startswith("ERROR")]
    assert "Traceback" not in said
    assert len(lines) == 1, said
    return lines[0]


def test_no_room(copy: Path) -> None:
    """A file may not grow beyond 4 kB: what a quota does, and a full disk."""
    before = site_of(copy, TITLES[0])
    code, said = limited(copy, "ulimit -f 8; make build")
    assert code
    assert told(said) == ".site.new: file too large; make room there, then try again"
    assert "\nsite/ is as it was.\n" in said
    assert contents(copy / "site") == before
    assert left(copy) == []


def test_a_full_disk(copy: Path) -> None:
    disk = copy / "disk"
    disk.mkdir()
    files = "Makefile requirements.lock bib docs hooks mkdocs.yml theme .venv .pip"
    said = mounted(
        copy,
        f"mount -t tmpfs -o size=6m none disk; cp -R {files} disk; cd disk; make build >&2; cp -R site last;"
        "dd if=/dev/zero of=fill bs=1k >/dev/null 2>&1 || truncate -s -20k fill;"
        "make build || { diff -r site last && ls -A >&2; exit 1; }",
    )
    assert told(said) == ".site.new: no space left on device; make room there, then try again"
    assert "\nlast\n" in said
    assert ".site.new\n" not in said.rpartition("Error 1")[2]


def test_a_folder_that_can_only_be_read(copy: Path) -> None:
    before = site_of(copy, TITLES[0])
    said = mounted(copy, f"mount --bind '{copy}' '{copy}'; mount -o remount,ro,bind '{copy}'; cd '{copy}'; make build")
    assert told(said).endswith(": read-only file system; work on a disk that can be written to")
    assert contents(copy / "site") == before


def test_a_folder_of_somebody_else(copy: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    before = site_of(copy, TITLES[0])
    copy.chmod(0o555)
    failed = make(copy, "build")
    copy.chmod(0o755)
    assert told(failed.stderr).endswith(
        ": permission denied; let yourself read and write there (chmod), then try again"
    )
    assert contents(copy / "site") == before


def test_a_cache_that_cannot_be_written(copy: Path) -> None:
    before = site_of(copy, TITLES[0])
    shutil.rmtree(copy / ".cache")
    (copy / ".cache").write_text("no folder", encoding="utf-8")
    assert site_of(copy, TITLES[0]) == before
