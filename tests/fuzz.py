"""Looks for input that breaks the citations, for a given time: `make fuzz MINUTES=10`, or `SECONDS=30`.

Two ways share the time. Atheris follows which lines of the code an input reaches and changes what reaches new ones;
it keeps these in .cache/fuzz/, so that a later run goes on from there. Hypothesis puts together whole entries out of
forms that exports have, and makes what it finds as short as it can. What both hold to is in invariants.py.
"""

import argparse
import itertools
import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parent.parent
KEPT = ROOT / ".cache" / "fuzz"
TARGETS = ("bibliography", "page", "field")
LONGEST = 10  # seconds that one input may take
NO_ATHERIS = "Atheris has no wheel for this Python or system: with Hypothesis alone."


def main() -> int:
    """0 if nothing was found."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--seconds", type=int, default=600)
    options.add_argument("--target", help="one of what is tried, in this process: atheris:field")
    chosen = options.parse_args()
    if chosen.target:
        way, _, name = chosen.target.partition(":")
        return WAYS[way](name, chosen.seconds)
    ways = [way for way in WAYS if way != "atheris" or find_spec("atheris")]
    if "atheris" not in ways:
        print(NO_ATHERIS, flush=True)
    jobs = [f"{way}:{name}" for way, name in itertools.product(ways, TARGETS)]
    workers = min(len(jobs), os.cpu_count() or 1)
    share = max(1, chosen.seconds * workers // len(jobs))
    with ThreadPoolExecutor(workers) as pool:
        found = [job for job, code in zip(jobs, pool.map(lambda job: _run(job, share), jobs), strict=True) if code]
    print(f"Found something: {', '.join(found)}; see above." if found else "Nothing found.")
    return bool(found)


def _run(job: str, seconds: int) -> int:
    """One target in a process of its own, for Atheris ends the one that it runs in."""
    started = time.monotonic()
    command = [sys.executable, __file__, "--target", job, "--seconds", str(seconds)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    print(f"{job:24} {time.monotonic() - started:4.0f} s  {_summary(done)}", flush=True)
    return done.returncode


def _summary(done: "subprocess.CompletedProcess[str]") -> str:
    lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    if done.returncode:
        return "\n".join(["FOUND", *lines[-40:]])
    return next((line for line in reversed(lines) if line.startswith(("Done", "Tried"))), "")


def follow_coverage(name: str, seconds: int) -> int:
    """Atheris on one target; it writes what it finds to .cache/fuzz/."""
    import atheris  # noqa: PLC0415  # not there on every machine

    with atheris.instrument_imports(include=["bibliography", "essay", "languages", "problem"]):
        import invariants  # noqa: PLC0415  # what is imported here is followed
    checks: dict[str, Callable[[bytes], None]] = {
        "bibliography": invariants.check_bibliography,
        "page": lambda data: invariants.check_page(data.decode("utf-8", errors="replace").replace("\r", "")),
        "field": lambda data: invariants.check_field(" ".join(data.decode("utf-8", errors="replace").split())),
    }
    corpus = KEPT / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(_seeds(name)):
        (corpus / f"seed-{number:04}").write_text(seed, encoding="utf-8")
    (KEPT / "words").write_text("".join(f'"{_escaped(word)}"\n' for word in WORDS[name]), encoding="utf-8")
    limits = [f"-max_total_time={seconds}", f"-timeout={LONGEST}", "-rss_limit_mb=2048", "-max_len=3000"]
    places = [f"-dict={KEPT / 'words'}", f"-artifact_prefix={KEPT}/found-{name}-", str(corpus)]
    atheris.Setup([sys.argv[0], *limits, *places], checks[name])
    atheris.Fuzz()
    return 0


def _seeds(name: str) -> list[str]:
    """What to begin from: the entries, the fields and the citations that are in the repository."""
    goldens = [
        path.read_text(encoding="utf-8").partition("\n--- ")[0] for path in (ROOT / "tests/goldens").glob("*.txt")
    ]
    entries = [f"@{entry}" for golden in goldens for entry in golden.split("\n@")[1:]]
    if name == "bibliography":
        return entries
    if name == "field":
        return [line.partition("=")[2].strip(" {},") for entry in entries for line in entry.splitlines() if "=" in line]
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return guide.split("\n\n") + [
        f"Text[@doe2001{rest}]." for rest in ("", ", p. 3", "; @夏目1914、第2章", ", {p. 3}, x")
    ]


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


FIELD = [
    "\\textit{",
    "\\'",
    "$",
    "{",
    "}",
    "&lt;",
    "<i>",
    "</i>",
    " and ",
    "{\\&}amp$\\mathsemicolon$",
    "\\url{",
    "\\em ",
    "--",
]
FIELD += ["family=", ", given=", "2001-01-01", "/..", "~", "?", "XX", "年", "月", "、", "編", " : "]
WORDS = {
    "field": FIELD,
    "page": [
        "[@doe2001",
        "[^",
        "]:",
        "\n\n",
        "```",
        "<!--",
        "-->",
        "\\@",
        "、第",
        "章",
        " p. ",
        "---\n",
        "{: #p1 }",
        "    ",
        "$",
        "](",
        "> ",
    ],
    "bibliography": [
        "@misc{",
        "title = {",
        "},\n",
        "@string{",
        "@comment{",
        " # ",
        '"',
        "crossref = {",
        "xdata = ",
        "author = {",
        *FIELD,
    ],
}


def combine_forms(name: str, seconds: int) -> int:
    """Hypothesis on one target: batch after batch of examples until the time is over."""
    import forms  # noqa: PLC0415  # only where it is needed: Atheris has its own imports to follow

    end, batches = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        forms.try_out(name, batches)
        batches += 1
    print(f"Tried {batches * forms.BATCH} examples.")
    return 0


WAYS: dict[str, Callable[[str, int], int]] = {"atheris": follow_coverage, "hypothesis": combine_forms}

if __name__ == "__main__":
    sys.exit(main())
