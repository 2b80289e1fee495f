"""A removed user has nothing any more: the kluis gets a new key, whatever moment the power goes off."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from expertteam_app.db.folder import KluisFolder
from expertteam_app.db.problems import DamagedKluis
from expertteam_app.db.sleutelwissel import change_key, is_waiting, next_header, opens_with
from expertteam_app.domain.access import Rol
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import NoRightError
from expertteam_app.security.header import to_json
from expertteam_app.security.headerfile import read_header, write_header
from expertteam_app.security.kdf import KdfParams, Purpose, subkey
from expertteam_app.security.keyslots import Unlocked, WrongPassphrase, renewed, unlock
from expertteam_app.services.gebruikers import Gebruikerplek
from expertteam_app.services.kluis import NOODCODE, OEFENAAR, OEFENZIN, create_kluis, open_kluis
from expertteam_app.services.oefenkluis import Oefenkluis
from expertteam_app.services.sessie import Sessie

WEG, WEGZIN = "Gijs Vertrek", "tot ziens en bedankt"
BLIJFT, BLIJFZIN = "Bea Blijft", "nog vele jaren hier"
ROUNDS = int(os.environ.get("EXPERTTEAM_KILL_RONDES", "10"))
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A closed kluis with three users and a noodcode; gives the noodcode too."""
    path = tmp_path_factory.mktemp("drie") / "drie.kluis"
    code = create_kluis(path, "Oefenkluis", OEFENAAR, OEFENZIN, oefening=True, kdf=KdfParams.floor())
    sessie = opened(path)
    Oefenkluis(sessie.context, 7).fill(5, tafels=False)
    for naam, zin in ((WEG, WEGZIN), (BLIJFT, BLIJFZIN)):
        sessie.gebruikers.add(naam, Gebruikerplek(Rol.SECRETARIS), zin, kdf=KdfParams.floor())
    sessie.kluis.close()
    return path, code


@pytest.fixture
def path(made: tuple[Path, str], tmp_path: Path) -> Path:
    return Path(shutil.copytree(made[0], tmp_path / "eigen.kluis"))


def opened(path: Path, naam: str = OEFENAAR, zin: str = OEFENZIN) -> Sessie:
    return Sessie(*open_kluis(path, naam, zin))


def keys_of(path: Path, naam: str, zin: str) -> Unlocked:
    return unlock(read_header(KluisFolder(path).header), naam, zin)


def database_key(unlocked: Unlocked) -> bytes:
    return subkey(unlocked.master_key, Purpose.SQLCIPHER)


def whole(path: Path, naam: str = OEFENAAR, zin: str = OEFENZIN) -> None:
    """This user opens it, everything is there, and nothing waits."""
    sessie = opened(path, naam, zin)
    try:
        assert len(sessie.casussen.find(CasusFilter(status="alle"))) == 5
        assert sessie.beheer.controle() == ()
        assert not sessie.kluis.new_key_waits
    finally:
        sessie.kluis.close()


def test_a_removed_user_has_nothing_that_opens_it(path: Path, made: tuple[Path, str]) -> None:
    kept = keys_of(path, WEG, WEGZIN)
    older = shutil.copytree(path, path.with_name("oude kopie.kluis"))
    sessie = opened(path)
    sessie.gebruikers.remove(WEG)
    assert sessie.kluis.new_key_waits
    assert sessie.casussen.find(CasusFilter(status="alle")), "one works on until it closes"
    sessie.kluis.close()
    folder = KluisFolder(path)
    assert not is_waiting(folder)
    assert not opens_with(folder, database_key(kept))
    with pytest.raises(WrongPassphrase):
        keys_of(path, WEG, WEGZIN)
    for naam, zin in ((OEFENAAR, OEFENZIN), (BLIJFT, BLIJFZIN), (NOODCODE, made[1])):
        whole(path, naam, zin)
    shutil.copyfile(KluisFolder(older).header, folder.header)
    for naam, zin in ((WEG, WEGZIN), (OEFENAAR, OEFENZIN)):
        with pytest.raises(DamagedKluis):
            opened(path, naam, zin)
    whole(older, WEG, WEGZIN)


def test_slots_that_change_before_it_closes_go_along(path: Path) -> None:
    sessie = opened(path)
    sessie.gebruikers.remove(WEG)
    sessie.gebruikers.add(
        "Nieuwe Naam", Gebruikerplek(Rol.SECRETARIS), "een nieuwe lange wachtzin", kdf=KdfParams.floor()
    )
    sessie.gebruikers.change_passphrase(OEFENZIN, "andere zin voor oefenen", kdf=KdfParams.floor())
    sessie.kluis.close()
    whole(path, "Nieuwe Naam", "een nieuwe lange wachtzin")
    whole(path, OEFENAAR, "andere zin voor oefenen")


def test_a_new_key_without_anyone_going(path: Path) -> None:
    before = keys_of(path, BLIJFT, BLIJFZIN)
    sessie = opened(path)
    sessie.gebruikers.nieuwe_sleutel()
    assert sessie.beheer.logboek(1)[0].handeling == "nieuwe sleutel gevraagd"
    sessie.kluis.close()
    assert keys_of(path, BLIJFT, BLIJFZIN).master_key != before.master_key
    whole(path, WEG, WEGZIN)


def test_only_who_manages_users_asks_for_it(path: Path) -> None:
    sessie = opened(path, BLIJFT, BLIJFZIN)
    with pytest.raises(NoRightError):
        sessie.gebruikers.nieuwe_sleutel()
    sessie.kluis.close()
    assert not is_waiting(KluisFolder(path))


def test_a_back_up_of_the_moment_before_is_there_and_opens(path: Path) -> None:
    sessie = opened(path)
    sessie.gebruikers.remove(WEG)
    sessie.kluis.close()
    (backup,) = KluisFolder(path).backups.glob("*voor-sleutelwissel.kluis")
    whole(backup, BLIJFT, BLIJFZIN)
    with pytest.raises(WrongPassphrase):
        opened(backup, WEG, WEGZIN)


def steps(path: Path) -> Iterator[tuple[str, Path]]:
    """The kluis as it stands when the power goes off between two steps, each step in a copy of its own."""
    header = read_header(KluisFolder(path).header)
    unlocked = unlock(header, OEFENAAR, OEFENZIN)
    following, own = renewed(header, unlocked)
    for number, what in enumerate(("gepland", "half geschreven", "database gewisseld", "sleutelbestand overgenomen")):
        folder = KluisFolder(Path(shutil.copytree(path, path.with_name(f"stap {number}.kluis"))))
        if number == 1:
            next_header(folder).write_bytes(to_json(following)[:40])
        else:
            write_header(next_header(folder), following)
        if number >= 2:
            change_key(folder, database_key(unlocked), database_key(own))
        if number == 3:
            write_header(folder.header, following)
        yield what, folder.path


def test_whatever_step_was_reached_the_next_opening_finishes_it(path: Path) -> None:
    before = keys_of(path, OEFENAAR, OEFENZIN)
    for what, broken in steps(path):
        whole(broken, BLIJFT, BLIJFZIN)
        assert not is_waiting(KluisFolder(broken)), what
        assert not opens_with(KluisFolder(broken), database_key(before)), what
        whole(broken)


def test_keys_of_another_kluis_never_take_over(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "ander.kluis"
    create_kluis(other, "Ander", OEFENAAR, OEFENZIN, kdf=KdfParams.floor())
    shutil.copyfile(KluisFolder(other).header, next_header(KluisFolder(path)))
    whole(path)
    assert keys_of(path, WEG, WEGZIN).slot.label == WEG
