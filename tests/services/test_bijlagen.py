"""Bijlagen live inside the kluis; what another program sees is wiped by the lock, by time and after a crash."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.security.inzage import FOLDER, Inzagemap
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.toegang import Toegang

GEHEIM = b"%PDF-1.7 dit mag nergens leesbaar blijven staan"


def new_casus(sessie: Sessie) -> int:
    return sessie.casussen.add(NieuweCasus("Bo", "Testdorp", "0232", date(2026, 3, 1)))


@pytest.fixture
def casus(lege_sessie: Sessie) -> int:
    return new_casus(lege_sessie)


def left_behind(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file() and GEHEIM in p.read_bytes()]


def test_a_bijlage_goes_in_comes_out_and_is_nowhere_on_disk(lege_sessie: Sessie, casus: int) -> None:
    bijlagen = lege_sessie.bijlagen
    made = bijlagen.add(casus, "C:\\map\\Verslag.docx", GEHEIM, " van school ")
    (info,) = bijlagen.of(casus)
    assert (info.naam, info.soort.media, info.grootte) == ("Verslag.pdf", "application/pdf", len(GEHEIM))
    assert (info.toelichting, info.toegevoegd_op) == ("van school", date(2026, 11, 20))
    assert bijlagen.content(made) == GEHEIM
    assert left_behind(lege_sessie.kluis.folder.path) == []


def test_the_same_content_is_told_and_not_kept_twice(lege_sessie: Sessie, casus: int) -> None:
    bijlagen = lege_sessie.bijlagen
    made = bijlagen.add(casus, "een.pdf", GEHEIM)
    with pytest.raises(UserError, match="staat al bij deze casus"):
        bijlagen.add(casus, "twee.pdf", GEHEIM)
    bijlagen.throw_away(made)
    with pytest.raises(UserError, match="prullenbak"):
        bijlagen.add(casus, "twee.pdf", GEHEIM)
    assert bijlagen.add(new_casus(lege_sessie), "twee.pdf", GEHEIM) != made


def test_what_is_thrown_away_comes_back_whole(lege_sessie: Sessie, casus: int) -> None:
    bijlagen = lege_sessie.bijlagen
    made = bijlagen.add(casus, "een.pdf", GEHEIM)
    bijlagen.throw_away(made)
    assert bijlagen.of(casus)[0].weggegooid_op == date(2026, 11, 20)
    bijlagen.restore(made)
    assert bijlagen.of(casus)[0].weggegooid_op is None
    assert bijlagen.content(made) == GEHEIM


def test_the_limit_is_a_setting(lege_sessie: Sessie, casus: int) -> None:
    big = b"%PDF-" + bytes(1024 * 1024)
    lege_sessie.beheer.set_setting("bijlage.max-mb", 1)
    with pytest.raises(FieldError, match="groter dan 1 MB"):
        lege_sessie.bijlagen.add(casus, "groot.pdf", big)
    lege_sessie.beheer.set_setting("bijlage.max-mb", 2)
    assert lege_sessie.bijlagen.add(casus, "groot.pdf", big)


def test_a_name_is_changed_and_keeps_its_ending(lege_sessie: Sessie, casus: int) -> None:
    made = lege_sessie.bijlagen.add(casus, "een.pdf", GEHEIM)
    lege_sessie.bijlagen.change(made, "naam", "brief.exe")
    lege_sessie.bijlagen.change(made, "toelichting", "Van de school")
    (info,) = lege_sessie.bijlagen.of(casus)
    assert (info.naam, info.toelichting) == ("brief.pdf", "Van de school")
    for field, value in (("naam", " "), ("sha256", "x")):
        with pytest.raises(FieldError):
            lege_sessie.bijlagen.change(made, field, value)


def test_a_copy_goes_outside_only_when_asked_and_never_into_a_kluis(
    lege_sessie: Sessie, casus: int, tmp_path: Path
) -> None:
    made = lege_sessie.bijlagen.add(casus, "een.pdf", GEHEIM)
    lege_sessie.bijlagen.save_copy(made, tmp_path / "kopie.pdf")
    assert (tmp_path / "kopie.pdf").read_bytes() == GEHEIM
    with pytest.raises(UserError, match="buiten de kluis"):
        lege_sessie.bijlagen.save_copy(made, lege_sessie.kluis.folder.path / "kopie.pdf")


# -- another program ---------------------------------------------------------------------------------------------------


def unlocked(empty_kluis: Path, data: Path) -> Toegang:
    data.mkdir(exist_ok=True)
    if not (data / "leeg.kluis").exists():
        shutil.copytree(empty_kluis, data / "leeg.kluis")
    door = Toegang(data)
    door.unlock(data / "leeg.kluis", OEFENAAR, OEFENZIN)
    return door


def viewed(door: Toegang) -> Path:
    sessie = door.sessie
    assert sessie is not None
    made = sessie.bijlagen.add(new_casus(sessie), "een.pdf", GEHEIM)
    return sessie.bijlagen.view_elsewhere(made)


def test_a_copy_for_another_program_is_private_and_goes_with_the_lock(empty_kluis: Path, tmp_path: Path) -> None:
    door = unlocked(empty_kluis, tmp_path / "data")
    path = viewed(door)
    assert path.read_bytes() == GEHEIM
    assert path.suffix == ".pdf"
    assert "een" not in path.name
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o400
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700
    door.lock()
    assert left_behind(tmp_path / "data") == []
    assert not path.parent.exists()


def test_a_copy_goes_after_its_time(tmp_path: Path) -> None:
    folder = Inzagemap(tmp_path)
    path = folder.put(GEHEIM, ".pdf")
    folder.expire(60)
    assert path.exists()
    os.utime(path, (1, 1))
    folder.expire(60)
    assert not path.exists()
    assert folder.wipe()


def test_the_bytes_are_overwritten_before_the_name_goes(tmp_path: Path) -> None:
    folder = Inzagemap(tmp_path)
    path = folder.put(GEHEIM, ".pdf")
    other_name = tmp_path / "zelfde-bestand"
    os.link(path, other_name)
    assert folder.wipe()
    assert other_name.read_bytes() == bytes(len(GEHEIM))


def test_a_running_program_keeps_its_copies_when_another_starts(tmp_path: Path) -> None:
    running = Inzagemap(tmp_path)
    path = running.put(GEHEIM, ".pdf")
    Inzagemap(tmp_path).sweep()
    assert path.read_bytes() == GEHEIM
    assert running.wipe()
    Inzagemap(tmp_path).sweep()
    assert not (tmp_path / FOLDER).exists()


CRASH = """
import sys, time
from pathlib import Path
from tests.services.test_bijlagen import unlocked, viewed
print(viewed(unlocked(Path(sys.argv[1]), Path(sys.argv[2]))), flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of Unix")
def test_what_a_killed_program_left_is_wiped_by_the_next_start(empty_kluis: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with subprocess.Popen(
        [sys.executable, "-c", CRASH, str(empty_kluis), str(data)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        text=True,
    ) as program:
        assert program.stdout is not None
        path = Path(program.stdout.readline().strip())
        program.send_signal(signal.SIGKILL)
    assert path.read_bytes() == GEHEIM, "a crash leaves it"
    Toegang(data)
    assert left_behind(data) == []
    assert not (data / FOLDER).exists()
