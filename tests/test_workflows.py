"""The workflows, Dependabot's settings and CITATION.cff are valid, and publishing keeps its promises."""

import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
# Every file in the folder, not only *.yml: GitHub runs *.yaml as well.
WORKFLOWS = sorted((ROOT / ".github/workflows").iterdir())
DEPENDABOT = ROOT / ".github/dependabot.yml"

THIS_REPOSITORY = r"\./\.github/workflows/[\w-]+\.yml( #.*)?"
PINNED = r"[\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+"


def run(*command: object) -> None:
    """Runs a checker; what it found is the message of the failure."""
    result = subprocess.run([str(part) for part in command], check=False, capture_output=True, text=True, cwd=ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


def jobs(workflow: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows" / workflow).read_text(encoding="utf-8"))
    return dict(loaded["jobs"])


def test_zizmor_finds_nothing() -> None:
    zizmor = Path(sysconfig.get_path("scripts")) / "zizmor"
    run(zizmor, "--offline", "--pedantic", "--strict-collection", "--no-progress", *WORKFLOWS, DEPENDABOT)


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-workflows", WORKFLOWS),
        ("dependabot", [DEPENDABOT]),
        ("citation-file-format", [ROOT / "CITATION.cff"]),
    ],
)
def test_schema(schema: str, files: list[Path]) -> None:
    options = ["--builtin-schema", f"vendor.{schema}", "--force-filetype", "yaml"]
    run(sys.executable, "-m", "check_jsonschema", *options, *files)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_and_say_their_version(workflow: Path) -> None:
    uses = re.findall(r"\buses: *(.+)", workflow.read_text(encoding="utf-8"))
    assert [use for use in uses if not re.fullmatch(f"{THIS_REPOSITORY}|{PINNED}", use)] == []


def test_checks_are_the_commands_of_the_readme() -> None:
    commands = [step.get("run") for step in jobs("checks.yml")["test"]["steps"]]
    assert commands[-2:] == ["make test", "make build"]


def test_nothing_is_published_unless_the_checks_pass_on_main() -> None:
    publish = jobs("publish.yml")
    assert publish["checks"]["uses"] == "./.github/workflows/checks.yml"
    assert publish["build"]["needs"] == "checks"
    assert publish["deploy"]["needs"] == "build"
    # An `if` of always() or !cancelled() would let a job run although the one it needs has failed.
    conditions = [publish[job].get("if") for job in ("checks", "build", "deploy")]
    assert conditions == [None, "github.ref == 'refs/heads/main'", None]


def test_the_site_is_built_for_the_address_that_pages_gives() -> None:
    steps = jobs("publish.yml")["build"]["steps"]
    build = next(step for step in steps if step.get("run") == "make build")
    assert build["env"] == {"SITE_URL": "${{ steps.pages.outputs.base_url }}/"}
    assert [step["id"] for step in steps if "configure-pages" in step.get("uses", "")] == ["pages"]


def test_only_the_last_job_of_publish_may_publish() -> None:
    allowed = [
        (workflow.name, name)
        for workflow in WORKFLOWS
        for name, job in jobs(workflow.name).items()
        if job["permissions"].get("pages") == "write"
    ]
    assert allowed == [("publish.yml", "deploy")]


def test_what_is_published_is_published_whole_or_not_at_all() -> None:
    """One artifact of one build, put in place by Pages in one step; none is cut off by the next."""
    publish = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))
    assert publish["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    steps = publish["jobs"]["build"]["steps"]
    assert not any("continue-on-error" in step for job in publish["jobs"].values() for step in job.get("steps", []))
    assert "upload-pages-artifact" in steps[-1]["uses"]
    assert steps[-1]["with"] == {"path": "site"}
    assert [re.sub("@.*", "", step["uses"]) for step in publish["jobs"]["deploy"]["steps"]] == ["actions/deploy-pages"]


@pytest.mark.parametrize(
    ("number", "found", "calls"),
    [
        ("", "false", []),
        ("7", "false", ["issue close 7 --comment All is well: URL"]),
        ("7", "true", ["issue edit 7 --body REPORT"]),
        (
            "",
            "true",
            [
                "label create LABEL --force --description Found by a weekly check",
                "issue create --label LABEL --title TITLE --body REPORT",
            ],
        ),
    ],
)
def test_a_weekly_check_has_one_issue(tmp_path: Path, number: str, found: str, calls: list[str]) -> None:
    """GitHub is not to be had here: its program only says what it is asked for."""
    log = tmp_path / "log"
    gh = tmp_path / "gh"
    gh.write_text(f'#!/bin/sh\n[ "$2" = list ] && echo {number} || echo "$@" >> {log}\n', encoding="utf-8")
    gh.chmod(0o755)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "FOUND": found, "RUN_URL": "URL"}
    environment |= {name: name for name in ("LABEL", "TITLE", "REPORT")}
    command = ["bash", "-e", "-o", "pipefail", "-c", str(jobs("issue.yml")["issue"]["steps"][0]["run"])]
    subprocess.run(command, env=environment, check=True)
    assert (log.read_text(encoding="utf-8").splitlines() if log.exists() else []) == calls


@pytest.mark.parametrize("failing", ["", "lock", "test", "build"])
def test_the_newest_releases_are_tried_and_reported(tmp_path: Path, failing: str) -> None:
    makefile = "".join(f"{name}:\n\t@echo {name}; test {name} != '{failing}'\n" for name in ("lock", "test", "build"))
    (tmp_path / "Makefile").write_text(makefile, encoding="utf-8")
    output = tmp_path / "output"
    run = next(step["run"] for step in jobs("newest.yml")["try"]["steps"] if step.get("id") == "newest")
    environment = {**os.environ, "GITHUB_OUTPUT": str(output)}
    subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", run], cwd=tmp_path, env=environment, capture_output=True, check=True
    )
    lines = output.read_text(encoding="utf-8").splitlines()
    assert lines[0] == f"failed={str(bool(failing)).lower()}"
    assert lines[1].partition("<<")[2] == lines[-1]
    assert not failing or any(f"[Makefile:{n}: {failing}]" in line for line in lines for n in range(1, 9))
