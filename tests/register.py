"""`make ledger`: add to tests/ledger.tsv what a built site publishes and the ledger does not have."""

import sys
from pathlib import Path

from breaches import check
from ledger import NAME, PATH, added, missing, parse
from published import read


def main(folder: Path) -> None:
    text = PATH.read_text(encoding="utf-8") if PATH.is_file() else ""
    site = read(folder)
    if faults := check(parse(text), site):
        sys.exit("\n".join([*faults, "Nothing was added: first the addresses that are in the ledger."]))
    new = missing(parse(text), site)
    PATH.write_text(added(text, site), encoding="utf-8")
    for address, names in new.items():
        print(address, *(f"#{name}" for name in names if name))
    print(f"Lines added to {NAME}: {sum(map(len, new.values()))}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
