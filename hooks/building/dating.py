"""The date of what is built: that of the commit, so that one commit gives the same bytes on any day."""

import subprocess

ARCHIVED = "$Format:%ct$"  # `git archive` and GitHub's downloads put the commit's date here: see .gitattributes


def commit_date() -> int:
    """Seconds since 1970 of the commit that is checked out or was downloaded; 0 if no git knows this folder."""
    git = ["git", "log", "-1", "--format=%ct"]
    try:
        # A folder in somebody else's repository is none of its commits.
        subprocess.run(["git", "ls-files", "--error-unmatch", "mkdocs.yml"], capture_output=True, check=True)  # noqa: S607
        return int(subprocess.run(git, capture_output=True, check=True).stdout)  # noqa: S603
    except (OSError, subprocess.CalledProcessError, ValueError):
        return int(ARCHIVED) if ARCHIVED.isdigit() else 0
