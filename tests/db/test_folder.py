from __future__ import annotations

import errno
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from expertteam_app.db.folder import KluisFolder, locked, new_folder, open_folder
from expertteam_app.db.problems import DamagedKluis
from expertteam_app.domain.errors import EnvironmentProblem, UserError
from tests.db.conftest import made_folder


@pytest.fixture
def folder(tmp_path: Path) -> KluisFolder:
    return made_folder(tmp_path / "Oefen.kluis")


def test_a_new_folder_has_a_name_and_a_place_for_back_ups(folder: KluisFolder) -> None:
    assert folder.naam == "Oefen"
    assert folder.backups.is_dir()
    if sys.platform != "win32":
        assert folder.path.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("name", ["Oefen", ".kluis", "Oefen.kluis.zip"])
def test_a_folder_is_named_as_a_kluis(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match=r"\.kluis"):
        made_folder(tmp_path / name)


def test_nothing_that_exists_is_overwritten(folder: KluisFolder) -> None:
    with pytest.raises(UserError, match="staat al een kluis"):
        made_folder(folder.path)


def test_a_folder_that_is_not_complete_has_another_name_and_goes_when_it_fails(tmp_path: Path) -> None:
    path = tmp_path / "Oefen.kluis"
    (tmp_path / "Oefen.kluis.deels" / "back-ups").mkdir(parents=True)  # of a program that was killed
    with pytest.raises(FileNotFoundError), new_folder(path) as folder:
        folder.header.write_bytes((tmp_path / "weg").read_bytes())
    assert list(tmp_path.iterdir()) == []
    with new_folder(path) as folder:
        folder.data.write_bytes(b"whole")
        assert not path.exists()
    assert [p.name for p in tmp_path.iterdir()] == ["Oefen.kluis"]
    assert KluisFolder(path).data.read_bytes() == b"whole"


def test_what_came_there_in_the_meantime_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "Oefen.kluis"
    with pytest.raises(UserError, match="staat al een kluis"), new_folder(path):
        path.mkdir()
    assert [p.name for p in tmp_path.iterdir()] == ["Oefen.kluis"]


def test_a_place_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="niet te lezen of te schrijven"):
        made_folder(tmp_path / "weg" / "Oefen.kluis")


def test_what_is_no_kluis_is_told_from_a_damaged_one(folder: KluisFolder, tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "weg", folder.path):
        with pytest.raises(UserError, match="staat geen kluis"):
            open_folder(place)
    folder.header.with_name("sleutels.json.bak").touch()
    with pytest.raises(DamagedKluis, match=r"data\.db.*ontbreekt.*back-ups"):
        open_folder(folder.path)
    folder.data.touch()
    assert open_folder(folder.path) == folder


def test_who_comes_second_reads_who_has_it_and_since_when(folder: KluisFolder) -> None:
    said = r"al open door Vera Voorzitter op computer .+, sinds \d\d-\d\d-\d{4} \d\d:\d\d\."
    with locked(folder, "Vera Voorzitter"), pytest.raises(EnvironmentProblem, match=said), locked(folder, "Ander"):
        pass
    assert not folder.lock_note.exists()


@pytest.mark.parametrize(
    "note", ["", "geen json", "[]", '{"wie": 1}', '{"wie": "x", "computer": "y", "sinds": "gisteren"}']
)
def test_a_note_that_says_nothing_is_passed_over(folder: KluisFolder, note: str) -> None:
    with locked(folder):
        folder.lock_note.write_text(note, "utf-8")
        with pytest.raises(EnvironmentProblem, match="in een ander venster of in een ander programma"), locked(folder):
            pass


def test_a_second_opening_is_refused_until_the_first_ends(folder: KluisFolder) -> None:
    with locked(folder), pytest.raises(EnvironmentProblem, match="al open"), locked(folder):
        pass
    with locked(folder):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="fcntl is a thing of Unix")
def test_a_disk_that_cannot_lock_is_no_place_for_a_kluis(folder: KluisFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr("fcntl.flock", refuse)
    with pytest.raises(EnvironmentProblem, match="niet op slot"), locked(folder):
        pass


@pytest.mark.kill
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_a_killed_program_does_not_keep_the_kluis(folder: KluisFolder) -> None:
    program = f"""
import sys
from pathlib import Path
from expertteam_app.db.folder import KluisFolder, locked
with locked(KluisFolder(Path({str(folder.path)!r}))):
    print("open", flush=True)
    sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(EnvironmentProblem, match="al open"), locked(folder):
            pass
        other.send_signal(signal.SIGKILL)
        other.wait()
    assert folder.lock_file.exists(), "the stale file that must not block"
    with locked(folder):
        pass
