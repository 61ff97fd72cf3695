"""Whose a file is: the essay's, which its people write, or the machinery's, which every essay shares."""

from fnmatch import fnmatchcase

UPSTREAM = ".upstream"  # in an adopted repository: the tree of the version that its machinery is from

ESSAY = (  # an asterisk stands for slashes, too
    "docs/*",
    "bib/*",
    "mkdocs.yml",
    "README.md",
    "CHANGELOG.md",
    "CITATION.cff",
    ".zenodo.json",
    ".github/screenshot.png",
    "tests/*.tsv",  # what is promised and checked of the text: addresses, terms, emendations
    "tests/transcription/*",
    "tests/test_transcription*.py",
    UPSTREAM,
)
MACHINERY = ("docs/assets/*.css", "docs/assets/*.js", "docs/assets/*.svg", "tests/goldens/*")  # of what ESSAY names


def is_essays(path: str) -> bool:
    """Whether a file of the repository is the essay's."""
    return _matches(path, ESSAY) and not _matches(path, MACHINERY)


def _matches(path: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(path, pattern) for pattern in patterns)
