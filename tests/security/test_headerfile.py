from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from expertteam_app.domain.errors import EnvironmentProblem
from expertteam_app.security.header import DamagedHeader, KluisHeader, NewerHeader, from_json
from expertteam_app.security.headerfile import MAX_SIZE, backup_path, read_header, write_header

GOLDEN = Path(__file__).with_name("sleutels-v1.json")


@pytest.fixture
def header() -> KluisHeader:
    return from_json(GOLDEN.read_bytes())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sleutels.json"


def test_what_is_written_is_read_and_stands_there_twice(path: Path, header: KluisHeader) -> None:
    write_header(path, header)
    assert read_header(path) == header
    assert path.read_bytes() == backup_path(path).read_bytes()
    assert sorted(p.name for p in path.parent.iterdir()) == ["sleutels.json", "sleutels.json.bak"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_only_this_user_may_read_the_file(path: Path, header: KluisHeader) -> None:
    write_header(path, header)
    assert path.stat().st_mode & 0o777 == backup_path(path).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("damage", [b"", b"{", b"\x00" * 4096, b" " * (MAX_SIZE + 1)])
def test_the_second_copy_helps_when_the_first_is_damaged(path: Path, header: KluisHeader, damage: bytes) -> None:
    write_header(path, header)
    path.write_bytes(damage)
    assert read_header(path) == header
    backup_path(path).write_bytes(damage)
    with pytest.raises(DamagedHeader, match="back-ups"):
        read_header(path)
    backup_path(path).unlink()
    with pytest.raises(DamagedHeader, match="back-ups"):
        read_header(path)


def test_the_second_copy_helps_when_the_first_is_gone(path: Path, header: KluisHeader) -> None:
    write_header(path, header)
    path.unlink()
    assert read_header(path) == header
    backup_path(path).unlink()
    with pytest.raises(EnvironmentProblem, match="ontbreekt"):
        read_header(path)


def test_a_newer_header_is_not_answered_with_an_older_copy(path: Path, header: KluisHeader) -> None:
    write_header(path, header)
    path.write_bytes(path.read_bytes().replace(b'"format":1', b'"format":4'))
    with pytest.raises(NewerHeader):
        read_header(path)


@pytest.mark.parametrize(("code", "says"), [(errno.ENOSPC, "schijf is vol"), (errno.EACCES, "niet te schrijven")])
def test_a_failed_write_leaves_the_old_file(
    path: Path, header: KluisHeader, monkeypatch: pytest.MonkeyPatch, code: int, says: str
) -> None:
    write_header(path, header)
    before = path.read_bytes()

    def refuse(_descriptor: int) -> None:
        raise OSError(code, "refused")

    monkeypatch.setattr(os, "fsync", refuse)
    changed = from_json(before.replace(b'"seq":2', b'"seq":3'))
    with pytest.raises(EnvironmentProblem, match=says):
        write_header(path, changed)
    assert path.read_bytes() == before
    assert sorted(p.name for p in path.parent.iterdir()) == ["sleutels.json", "sleutels.json.bak"]
