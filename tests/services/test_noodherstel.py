"""A damaged kluis gives way to its newest whole back-up, from the unlock page, with the wachtzin that was typed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from expertteam_app.db.folder import KluisFolder
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import ExpertteamError, UserError
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN
from expertteam_app.services.noodherstel import is_damage, offer, restore
from expertteam_app.services.toegang import Toegang
from tests.conftest import VANDAAG, open_sessie


@pytest.fixture
def broken(filled_kluis: Path, tmp_path: Path) -> Path:
    """A kluis with two back-ups, the newest of which is damaged too."""
    path = tmp_path / "RET oost.kluis"
    shutil.copytree(filled_kluis, path)
    sessie = open_sessie(path)
    sessie.backups.maak()
    sessie.casussen.change(sessie.casussen.find(CasusFilter())[0], "vraag", "Na de eerste back-up")
    newest = sessie.backups.maak()
    sessie.kluis.close()
    for data in (KluisFolder(path).data, newest / "data.db"):
        content = bytearray(data.read_bytes())
        content[5000:9000] = b"x" * 4000
        data.write_bytes(bytes(content))
    return path


def test_the_newest_whole_back_up_is_offered_and_becomes_a_kluis_of_its_own(broken: Path, tmp_path: Path) -> None:
    door = Toegang(tmp_path, lambda: VANDAAG)
    with pytest.raises(ExpertteamError) as refused:
        door.unlock(broken, OEFENAAR, OEFENZIN)
    assert is_damage(refused.value)
    before = KluisFolder(broken).data.read_bytes()
    told = door.backup_offer(broken, OEFENAAR, OEFENZIN, refused.value)
    assert "60 casussen" in told
    assert "Wat daarna kwam, staat er niet in." in told
    door.restore_backup(broken, OEFENAAR, OEFENZIN)
    assert door.sessie is not None
    assert len(door.sessie.casussen.find(CasusFilter(status="alle"))) == 60
    assert door.sessie.beheer.controle() == ()
    assert door.sessie.kluis.folder.path.name.startswith("RET oost van ")
    door.lock()
    assert KluisFolder(broken).data.read_bytes() == before, "the damaged one stays, for a rescue"


def test_lost_keys_are_no_reason_to_lose_the_rest(broken: Path, tmp_path: Path) -> None:
    for name in ("sleutels.json", "sleutels.json.bak"):
        (broken / name).write_bytes(b"kapot")
    door = Toegang(tmp_path, lambda: VANDAAG)
    with pytest.raises(ExpertteamError) as refused:
        door.unlock(broken, OEFENAAR, OEFENZIN)
    assert "60 casussen" in door.backup_offer(broken, OEFENAAR, OEFENZIN, refused.value)


def test_who_does_not_open_a_back_up_is_offered_nothing(broken: Path, tmp_path: Path) -> None:
    assert offer(broken, OEFENAAR, "een heel andere wachtzin") is None
    assert offer(broken, "Niemand", OEFENZIN) is None
    with pytest.raises(UserError, match="Geen back-up"):
        restore(broken, OEFENAAR, "een heel andere wachtzin")
    door = Toegang(tmp_path, lambda: VANDAAG)
    assert door.backup_offer(broken, OEFENAAR, OEFENZIN, UserError("x")) == "", "a wrong wachtzin is no damage"
