"""Back-ups that make themselves, go by schedule, and come back as a kluis of their own."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from expertteam_app.db.folder import KluisFolder
from expertteam_app.db.herstel import Reservekopie, backups_in, drop
from expertteam_app.db.sleutelwissel import opens_with
from expertteam_app.domain.access import Rol
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import EnvironmentProblem, FieldError, NoRightError, UserError
from expertteam_app.security.kdf import KdfParams, Purpose, subkey
from expertteam_app.services.backups import automatic
from expertteam_app.services.gebruikers import Gebruikerplek
from expertteam_app.services.instellingen import TWEEDE_PLAATS_SETTING
from expertteam_app.services.kluis import NOODCODE, WrongPassphrase, create_kluis, new_code, open_kluis
from expertteam_app.services.oefenkluis import Oefenkluis
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.toegang import Toegang
from expertteam_app.services.tweede_plaats import wait
from tests.services.test_sleutelwissel import keys_of

FAST = KdfParams.floor()
VERA, ZIN = "Vera Voorbeeld", "paard batterij nietje correct"
BEA, BEAZIN = "Bea Blijft", "nog vele jaren hier"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed kluis that is not marked as practice, though all in it is invented."""
    path = tmp_path_factory.mktemp("echt") / "RET.kluis"
    create_kluis(path, "RET", VERA, ZIN, kdf=FAST)
    s = opened(path)
    s.gebruikers.add(BEA, Gebruikerplek(Rol.TOEGANGSMEDEWERKER), BEAZIN, kdf=FAST)
    Oefenkluis(s.context, 7).fill(4, tafels=False)
    s.kluis.close()
    return path


@pytest.fixture
def path(source: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(source, tmp_path / "RET.kluis"))


def opened(path: Path, naam: str = VERA, zin: str = ZIN) -> Sessie:
    return Sessie(*open_kluis(path, naam, zin))


def kept(path: Path) -> tuple[Reservekopie, ...]:
    return backups_in(KluisFolder(path).backups)


def change(s: Sessie, text: str) -> int:
    casus = s.casussen.find(CasusFilter(status="alle"))[0]
    s.casussen.change(casus, "vraag", text)
    return casus


def test_locking_makes_one_back_up_when_something_was_written(path: Path, tmp_path: Path) -> None:
    door = Toegang(tmp_path)
    door.unlock(path, VERA, ZIN)
    first = kept(path)
    assert [k.reden for k in first] == ["openen"], "what was never copied is copied at once"
    door.lock()
    assert kept(path) == first, "nothing was written"
    door.unlock(path, VERA, ZIN)
    assert door.sessie is not None
    change(door.sessie, "Wat helpt?")
    door.lock()
    assert [k.reden for k in kept(path)] == ["afsluiten", "openen"]
    again = opened(kept(path)[0].folder.path)
    assert again.casussen.dossier(again.casussen.find(CasusFilter(status="alle"))[0]).vraag == "Wat helpt?"
    assert again.beheer.controle() == ()
    again.kluis.close()


def test_a_kluis_to_practise_in_is_left_alone(sessie: Sessie) -> None:
    assert automatic(sessie.kluis, "afsluiten") is None
    assert sessie.backups.all() == ()


def test_old_ones_go_by_the_schedule(path: Path) -> None:
    s = opened(path)
    made = s.backups.maak()
    now = datetime.now(UTC)
    for days in (3, 3.1, 3.2, 20, 21, 400):
        moment = now - timedelta(days=days)
        shutil.copytree(made, made.with_name(f"{moment:%Y%m%dT%H%M%S%fZ}-afsluiten.kluis"))
    before = {k.moment for k in s.backups.all()}
    change(s, "Nog iets.")
    assert automatic(s.kluis, "afsluiten") is not None
    left = {k.moment for k in s.backups.all()}
    gone = sorted((now - m).days for m in before - left)
    assert gone[-1] == 400
    assert len(gone) >= 2
    assert len(left) >= 4
    s.kluis.close()


def test_a_back_up_that_is_going_counts_no_more(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    s = opened(path)
    made = s.backups.maak()

    def broken_off(folder: Path) -> None:
        (folder / "sleutels.json").unlink()
        raise OSError(errno.EIO, "the power went")

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "rmtree", broken_off)
        with pytest.raises(EnvironmentProblem):
            drop(kept(path)[0])
    assert not made.exists()
    assert kept(path) == ()
    again = s.backups.maak()
    assert [p.name for p in KluisFolder(path).backups.iterdir()] == [again.name], "and what was left of it goes"
    s.kluis.close()


def test_what_is_in_a_back_up_stands_beside_what_is_in_the_kluis(path: Path) -> None:
    s = opened(path)
    s.backups.maak()
    (kopie,) = s.backups.all()
    same = s.backups.bekijk(kopie)
    assert (same.inhoud, same.handelingen) == (same.nu, 0)
    change(s, "Een.")
    change(s, "Twee.")
    later = s.backups.bekijk(kopie)
    assert later.handelingen == 2
    assert later.inhoud.casussen == later.nu.casussen == 4
    assert later.nu.regels > later.inhoud.regels
    s.kluis.close()


def test_one_that_is_no_earlier_state_is_told_apart(path: Path, tmp_path: Path) -> None:
    twin = Path(shutil.copytree(path, tmp_path / "tweeling.kluis"))
    other = opened(twin)
    change(other, "In de tweeling.")
    other.backups.maak()
    other.kluis.close()
    s = opened(path)
    change(s, "In het origineel.")
    assert s.backups.bekijk(kept(twin)[0]).handelingen is None
    s.kluis.close()


def test_it_comes_back_as_a_kluis_beside_the_open_one(path: Path) -> None:
    s = opened(path)
    change(s, "Zo was het.")
    s.backups.maak()
    casus = change(s, "Zo werd het.")
    (kopie,) = s.backups.all()
    made = s.backups.zet_terug(kopie)
    assert made.parent == path.parent
    assert s.casussen.dossier(casus).vraag == "Zo werd het.", "the open one stays as it is"
    with pytest.raises(UserError, match="staat al een kluis"):
        s.backups.zet_terug(kopie)
    assert s.beheer.logboek(1)[0].handeling == "back-up teruggezet als nieuwe kluis"
    s.kluis.close()
    for naam, zin in ((VERA, ZIN), (BEA, BEAZIN)):
        back = opened(made, naam, zin)
        assert back.casussen.dossier(casus).vraag == "Zo was het."
        assert back.beheer.controle() == ()
        back.kluis.close()


def test_a_back_up_of_before_a_new_key_still_comes_back(path: Path) -> None:
    s = opened(path)
    s.backups.maak()
    s.gebruikers.remove(BEA)
    s.kluis.close()
    s = opened(path)
    oldest = s.backups.all()[-1]
    assert s.backups.bekijk(oldest).inhoud.casussen == 4
    made = s.backups.zet_terug(oldest)
    back = opened(made)
    assert back.beheer.controle() == ()
    assert {g.naam: g.actief for g in back.gebruikers.all()} == {VERA: True, BEA: False}
    back.kluis.close()
    s.kluis.close()
    with pytest.raises(WrongPassphrase):
        opened(made, BEA, BEAZIN)


def test_nobody_gets_back_in_by_a_back_up_that_is_put_back(path: Path) -> None:
    """Taken out, a new wachtzin, a new noodcode: what counted when the back-up was made counts no more."""
    s = opened(path)
    s.backups.maak()
    (kopie,) = s.backups.all()
    then = keys_of(kopie.folder.path, BEA, BEAZIN)
    s.gebruikers.change_passphrase(ZIN, "een heel andere zin nu", kdf=FAST)
    code = new_code()
    s.gebruikers.set_noodcode(code, code[-4:], kdf=FAST)
    s.gebruikers.remove(BEA)
    made = s.backups.zet_terug(kopie)
    s.kluis.close()
    for naam, zin in ((VERA, ZIN), (BEA, BEAZIN)):
        with pytest.raises(WrongPassphrase):
            opened(made, naam, zin)
    for naam, zin in ((VERA, "een heel andere zin nu"), (NOODCODE, code)):
        back = opened(made, naam, zin)
        assert back.beheer.controle() == ()
        back.kluis.close()
    key = subkey(then.master_key, Purpose.SQLCIPHER)
    assert not opens_with(KluisFolder(made), key), "nor with the master key he may have kept"


def test_a_damaged_back_up_leaves_nothing_behind(path: Path) -> None:
    s = opened(path)
    made = KluisFolder(s.backups.maak())
    data = bytearray(made.data.read_bytes())
    data[len(data) // 2] ^= 1
    made.data.write_bytes(bytes(data))
    (kopie,) = s.backups.all()
    with pytest.raises(EnvironmentProblem):
        s.backups.zet_terug(kopie)
    assert [p.name for p in path.parent.iterdir()] == ["RET.kluis"]
    s.kluis.close()


def test_who_had_no_key_then_is_told_so(path: Path) -> None:
    s = opened(path)
    s.backups.maak()
    s.gebruikers.add("Nieuwe Naam", Gebruikerplek(Rol.VOORZITTER), "een nieuwe lange wachtzin", kdf=FAST)
    s.kluis.close()
    newcomer = opened(path, "Nieuwe Naam", "een nieuwe lange wachtzin")
    with pytest.raises(UserError, match="toen had u er nog geen"):
        newcomer.backups.bekijk(newcomer.backups.all()[-1])
    newcomer.kluis.close()
    colleague = opened(path, BEA, BEAZIN)
    with pytest.raises(NoRightError):
        colleague.backups.zet_terug(colleague.backups.all()[0])
    colleague.kluis.close()


@pytest.mark.parametrize("nowhere", ["Back-ups", "/er/is/geen/zo/n/map"])
def test_a_second_place_that_is_not_there_is_refused_at_its_field(lege_sessie: Sessie, nowhere: str) -> None:
    with pytest.raises(FieldError, match="Deze map is er niet") as refused:
        lege_sessie.beheer.set_setting(TWEEDE_PLAATS_SETTING, nowhere)
    assert refused.value.field == TWEEDE_PLAATS_SETTING


@pytest.fixture
def door(path: Path, tmp_path: Path) -> Toegang:
    made = Toegang(tmp_path)
    made.unlock(path, VERA, ZIN)
    return made


def told(door: Toegang, path: Path) -> str:
    """What Beheer says of the second place, once the copying has ended."""
    wait(30)
    door.unlock(path, VERA, ZIN)
    wait(30)
    assert door.sessie is not None
    return door.sessie.backups.tweede_plaats()


def test_a_copy_goes_to_the_place_of_the_policy_whatever_the_kluis_says(
    door: Toegang, path: Path, tmp_path: Path, policy: Callable[[str], Path]
) -> None:
    own, fixed = tmp_path / "eigen", tmp_path / "van de beheerder"
    own.mkdir()
    fixed.mkdir()
    assert door.sessie is not None
    door.sessie.beheer.set_setting(TWEEDE_PLAATS_SETTING, str(own))
    policy(f"back-up-plaats = '{fixed}'")
    door.lock()
    assert told(door, path).endswith("gelukt.")
    door.lock()
    wait(30)
    assert backups_in(fixed / "RET")
    assert list(own.iterdir()) == []


def test_a_copy_goes_to_the_second_place_and_is_told(door: Toegang, path: Path, tmp_path: Path) -> None:
    share = tmp_path / "netwerkmap met é"
    share.mkdir()
    assert door.sessie is not None
    assert door.sessie.backups.tweede_plaats() == ""
    door.sessie.beheer.set_setting(TWEEDE_PLAATS_SETTING, str(share))
    door.lock()
    assert told(door, path).endswith("gelukt.")
    door.lock()
    wait(30)
    copy = opened(backups_in(share / "RET")[0].folder.path)
    assert copy.beheer.controle() == ()
    copy.kluis.close()


def test_a_share_that_is_gone_stops_nobody_and_gets_it_when_it_is_back(
    door: Toegang, path: Path, tmp_path: Path
) -> None:
    gone = tmp_path / "losgekoppeld" / "schijf"
    gone.mkdir(parents=True)
    assert door.sessie is not None
    door.sessie.beheer.set_setting(TWEEDE_PLAATS_SETTING, str(gone))
    shutil.rmtree(gone.parent)
    door.lock()
    assert "niet gelukt" in told(door, path)
    assert not gone.parent.exists()
    door.lock()
    wait(30)
    gone.mkdir(parents=True)
    assert told(door, path).endswith("gelukt."), "also when nothing was written since"
    assert len(backups_in(gone / "RET")) == 1
    door.lock()
    wait(30)


def test_an_older_file_that_was_put_back_is_seen_beside_a_back_up(path: Path, tmp_path: Path) -> None:
    older = Path(shutil.copytree(path, tmp_path / "ouder.kluis"))
    s = opened(path)
    change(s, "Dit mag niemand weten.")
    s.backups.maak()
    assert s.backups.keten() == ()
    s.kluis.close()
    shutil.copyfile(older / "data.db", path / "data.db")
    s = opened(path)
    assert s.beheer.controle() == (), "by itself an old file is whole"
    (told,) = s.backups.keten()
    assert "ouder bestand teruggezet" in told
    s.kluis.close()


def test_lines_that_were_cut_off_are_seen_beside_a_back_up(path: Path) -> None:
    s = opened(path)
    change(s, "Een.")
    change(s, "Twee.")
    s.backups.maak()
    with s.context.store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_geen_verwijdering")
        connection.exec_driver_sql("DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)")
    assert any("regels weggehaald" in finding for finding in s.backups.keten())
    s.kluis.close()


def test_a_back_up_without_its_keys_is_told(path: Path) -> None:
    s = opened(path)
    KluisFolder(s.backups.maak()).header.unlink()
    assert "beschadigd of onvolledig" in s.backups.keten()[0]
    s.kluis.close()


def test_a_back_up_is_put_back_on_trial_and_nothing_stays(sessie: Sessie) -> None:
    assert sessie.backups.laatste_proef() is None
    proef = sessie.backups.proef()
    assert proef.bevindingen == ()
    assert proef.inhoud.casussen == len(sessie.casussen.find(CasusFilter(status="alle")))
    assert sessie.backups.laatste_proef() == sessie.context.vandaag()
    assert [p.name for p in sessie.kluis.folder.backups.iterdir() if p.name.startswith("proef")] == []
    assert len(sessie.backups.all()) == 1, "without a back-up one was made first"
    assert sessie.beheer.logboek(1)[0].handeling == "back-up op proef teruggezet"
    assert sessie.beheer.controle() == ()


def test_a_damaged_back_up_fails_its_trial(sessie: Sessie) -> None:
    sessie.backups.maak()
    (kopie,) = sessie.backups.all()
    content = bytearray(kopie.folder.data.read_bytes())
    content[len(content) // 2] ^= 0xFF
    kopie.folder.data.write_bytes(content)
    try:
        found = sessie.backups.proef().bevindingen
    except EnvironmentProblem:
        found = ("geweigerd",)
    assert found
    assert sessie.backups.laatste_proef() is None
    assert [p.name for p in sessie.kluis.folder.backups.iterdir() if p.name.startswith("proef")] == []
