"""The date of what is built: that of the commit, so that one commit gives the same bytes on any day."""

import subprocess

ARCHIVED = "$Format:%ct$"  # `git archive` and GitHub's downloads put the commit's date here: see .gitattributes


def commit_date() -> int:
    """Seconds since 1970 of the commit that is checked out or was downloaded; 0 if no git knows this folder."""
    # A folder in somebody else's repository is none of its commits.
    own, log = ["git", "ls-files", "--error-unmatch", "mkdocs.yml"], ["git", "log", "-1", "--format=%ct"]
    try:
        subprocess.run(own, capture_output=True, check=True)  # noqa: S603  # words of ours alone
        return int(subprocess.run(log, capture_output=True, check=True).stdout)  # noqa: S603  # the same
    except (OSError, subprocess.CalledProcessError, ValueError):
        return int(ARCHIVED) if ARCHIVED.isdigit() else 0
