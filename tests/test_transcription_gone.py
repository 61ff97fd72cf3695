"""Nothing of this essay is left in an adopter's: not a word of it, not a key, not a file. It goes with the essay."""

import re
from pathlib import Path

from adopted import begun, git, repository
from conftest import ROOT

WORDS = "trump|トランプ|saito|齊藤|孝祐|kousuke|sophia|上智|whitehouse|economic.security|経済安全保障"
KEYS = re.findall(r"(?m)^@\w+\{([^,]+)", (ROOT / "bib" / "refs.bib").read_text(encoding="utf-8"))


def test_nothing_of_this_essay_is_left(tmp_path: Path) -> None:
    folder = begun(repository(tmp_path / "copy"), LANGUAGES="ja,en", TITLE="塩の値段", AUTHOR="Roe, Ann")
    here = re.compile("|".join([WORDS, *map(re.escape, KEYS)]).encode(), re.IGNORECASE)
    found = []
    for name in git(folder, "ls-files").splitlines():
        data = (folder / name).read_bytes()
        found += [f"{name}: {word.decode()}" for word in sorted({match.lower() for match in here.findall(data)})]
        found += [f"{name}: its name"] if here.search(name.encode()) else []
    assert found == []
    assert len(KEYS) > 20


def test_every_page_of_this_site_is_in_a_new_one() -> None:
    """What the machinery offers, the starter has: the same pages in each of its languages."""
    starter = ROOT / "hooks" / "adopting" / "starter"
    pages = {
        folder.name: {page.name for page in folder.glob("*.md")} for folder in starter.iterdir() if folder.is_dir()
    }
    own = {page.name for page in ROOT.glob("docs/*/*.md")}
    assert all(own - {"index.md"} <= names for names in pages.values()), (own, pages)
