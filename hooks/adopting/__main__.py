"""`make new` and `make upgrade`. They need Python and git alone, and change files only when all is well."""

import os
import sys

import languages
from adopting import starting, upgrading
from adopting.answers import interview
from adopting.parts import UPSTREAM, is_essays
from adopting.tree import Refusal, check_clean, git, put, read, store


def new(names: list[str]) -> None:
    """Put another essay in the place of this one; `names` are the environment's variables that have answers."""
    check_clean()
    have = read("HEAD")
    if UPSTREAM in have:
        raise Refusal(f"this repository has its own essay already; write on in docs/, or see {UPSTREAM} in its history")
    tables = languages.load()
    answers = interview({name: os.environ[name] for name in names}, tables)
    files = {path: file for path, file in have.items() if not is_essays(path)}
    texts = starting.files(answers, tables) | {UPSTREAM: git("rev-parse", "HEAD^{tree}")}
    put(files | {path: store(text) for path, text in texts.items()})
    pages = ", ".join(f"docs/{language}/" for language in answers.languages)
    print(
        f"“{answers.titles[answers.languages[0]]}” is begun: {pages} and bib/refs.bib.\n"
        "What was here is in the history.\n"
        "Look at it:  make serve\n"
        'Keep it:     git commit --message "A new essay"\n'
        "Go back:     git reset --hard"
    )


def upgrade(source: str, version: str) -> None:
    """Take the machinery from another repository, an address or a path, as it is in a branch or at a tag."""
    check_clean()
    git("fetch", "--quiet", "--no-tags", source, version)
    theirs = git("rev-parse", "FETCH_HEAD").strip()
    base = upgrading.base("HEAD")
    try:
        git("cat-file", "-e", base or "none")
    except Refusal:
        base = ""
    plan = upgrading.plan("HEAD", theirs, base)
    put(plan.files | {UPSTREAM: store(git("rev-parse", f"{theirs}^{{tree}}"))})
    print(f"{len(plan.changed)} files of the machinery are now those of {source}; the essay's are as they were.")
    if plan.lost:
        print("You had changed some of them. To have these changes back, as far as they fit:")
        print(f"  git diff {base[:12]} HEAD -- {' '.join(plan.lost)} | git apply --3way")
    if news := upgrading.news("HEAD", theirs):
        print(f"\n{news}\n")
    print('Then make test, and keep it:  git commit --all --message "Upgrade"  (or go back: git reset --hard)')


def main(command: str, *arguments: str) -> int:
    """Exit status 1, with a line for each fault, when nothing was done."""
    try:
        if command == "new":
            new(list(arguments))
        elif not (arguments and arguments[0]):
            raise Refusal("from where? write make upgrade FROM=https://…, the repository that this one was made from")
        else:
            upgrade(*arguments)
    except Refusal as refusal:
        print("\n".join(f"make {command}: {line}" for line in str(refusal).splitlines()), file=sys.stderr)
        return 1
    except (EOFError, KeyboardInterrupt):
        print(f"\nmake {command}: nothing has been changed", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
