"""What is kept from one build to the next: taken for the same bytes and the same code, and for nothing else."""

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

import keeping
from keeping import kept
from templates import prepare


def test_the_same_is_made_once(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "entries"
    assert kept(file, b"a", lambda: ["first"]) == ["first"]
    assert kept(file, b"a", lambda: ["second"]) == ["first"]
    assert [path.name for path in file.parent.iterdir()] == ["entries"], "a draft is left"


def test_what_is_made_of_other_bytes_takes_its_place(tmp_path: Path) -> None:
    file = tmp_path / "entries"
    kept(file, b"a", lambda: 1)
    assert kept(file, b"b", lambda: 2) == 2
    assert kept(file, b"b", lambda: 3) == 2
    assert kept(file, b"a", lambda: 4) == 4


def test_what_other_code_has_made_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "entries"
    kept(file, b"a", lambda: 1)
    monkeypatch.setattr(keeping, "_code", lambda: b"other")
    assert kept(file, b"a", lambda: 2) == 2


@pytest.mark.parametrize("folder", keeping.CODE)
def test_the_code_is_every_module_in_its_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    for name in keeping.CODE:
        (tmp_path / name).mkdir(exist_ok=True)
    monkeypatch.setattr(keeping, "__file__", str(tmp_path / "keeping.py"))
    module = tmp_path / folder / "module.py"
    module.write_text("A = 1")
    before = keeping._code.__wrapped__()
    module.write_text("A = 2")
    assert keeping._code.__wrapped__() != before


def test_what_does_not_last_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "entries"
    assert kept(file, b"a", lambda: ["fault"], lasts=lambda made: "fault" not in made) == ["fault"]
    assert kept(file, b"a", lambda: ["good"], lasts=lambda made: "fault" not in made) == ["good"]


@pytest.mark.parametrize("rest", [b"", b"\x80", b"cos\nabort\n", b"\x80\x05K\x01", bytes(1000)])
def test_a_damaged_file_is_made_anew(tmp_path: Path, rest: bytes) -> None:
    file = tmp_path / "entries"
    kept(file, b"a", lambda: 1)
    file.write_bytes(file.read_bytes()[:32] + rest)
    assert kept(file, b"a", lambda: 2) == 2
    assert kept(file, b"a", lambda: 3) == 2


def test_a_file_of_which_one_bit_has_changed_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "entries"
    kept(file, b"a", lambda: ["entry", 2])
    written = file.read_bytes()
    for index in range(len(written)):
        file.write_bytes(written[:index] + bytes([written[index] ^ 1]) + written[index + 1 :])
        assert kept(file, b"a", lambda: ["anew"]) == ["anew"], f"byte {index}"


def test_what_cannot_be_kept_is_made(tmp_path: Path) -> None:
    deep: list[object] = []
    for _ in range(10_000):
        deep = [deep]
    assert kept(tmp_path / "entries", b"a", lambda: deep) is deep
    assert not list(tmp_path.iterdir()), "a draft is left"


def test_where_nothing_can_be_kept_it_is_made(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("no folder")
    assert kept(tmp_path / "cache" / "entries", b"a", lambda: 1) == 1
    (tmp_path / "entries").mkdir()
    assert kept(tmp_path / "entries", b"a", lambda: 1) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "entries"], "a draft is left"


def test_what_a_killed_build_has_left_is_cleared_up(tmp_path: Path) -> None:
    (tmp_path / "entries.1").write_bytes(b"half a")
    kept(tmp_path / "entries", b"a", lambda: 1)
    assert [path.name for path in tmp_path.iterdir()] == ["entries"]


def test_a_damaged_template_is_compiled_anew(tmp_path: Path) -> None:
    for name, text in (("a.html", "{{ 1 + 1 }}"), ("b.html", "{{ '<' }}")):
        (tmp_path / name).write_text(text)

    def render() -> list[str]:
        env = Environment(loader=FileSystemLoader(tmp_path))  # noqa: S701  # `prepare` sets what it wants
        prepare(env, tmp_path / "kept", [])
        return [env.get_template(name).render() for name in ("a.html", "b.html")]

    assert render() == ["2", "&lt;"]
    files = sorted((tmp_path / "kept").iterdir())
    assert len(files) == 2
    for file in files:
        written = file.read_bytes()
        for index in range(0, len(written), 7):
            file.write_bytes(written[:index] + bytes([written[index] ^ 1]) + written[index + 1 :])
            assert render() == ["2", "&lt;"]
        file.write_bytes(written[:-1])
        assert render() == ["2", "&lt;"]
