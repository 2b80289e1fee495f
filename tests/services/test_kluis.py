from __future__ import annotations

from pathlib import Path

import pytest

from expertteam_app.domain.access import Rol
from expertteam_app.domain.errors import EnvironmentProblem, FieldError, UserError
from expertteam_app.security.kdf import KdfParams
from expertteam_app.services.gebruikers import Gebruikerplek
from expertteam_app.services.kluis import (
    NOODCODE,
    OEFENAAR,
    OEFENZIN,
    WrongPassphrase,
    create_kluis,
    open_kluis,
)
from expertteam_app.services.sessie import Sessie
from tests.conftest import open_sessie

FAST = KdfParams.floor()
ZIN = "paard batterij nietje correct"


def test_a_kluis_opens_with_its_wachtzin_and_with_the_noodcode_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "RET.kluis"
    code = create_kluis(path, "RET", "Vera", ZIN, kdf=FAST)
    for user, secret in (("Vera", ZIN), ("  vera ", ZIN), (NOODCODE, code), (NOODCODE, code.lower())):
        kluis, context = open_kluis(path, user, secret)
        assert kluis.naam == "RET"
        assert context.actor.rol is Rol.VOORZITTER
        kluis.close()
    texts = set()
    for user, secret in (("Vera", ZIN + "x"), ("Iemand anders", ZIN)):
        with pytest.raises(WrongPassphrase) as refused:
            open_kluis(path, user, secret)
        texts.add(str(refused.value))
    assert len(texts) == 1, "the text must not say which of the two was wrong"


def test_a_weak_wachtzin_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(FieldError):
        create_kluis(tmp_path / "RET.kluis", "RET", "Vera", "kort", kdf=FAST)
    assert list(tmp_path.iterdir()) == []


def test_a_second_kluis_on_the_same_place_is_refused(filled_kluis: Path) -> None:
    with pytest.raises(UserError, match="al een kluis"):
        create_kluis(filled_kluis, "RET", "Vera", ZIN, kdf=FAST)


def test_an_open_kluis_cannot_be_opened_twice(sessie: Sessie) -> None:
    with pytest.raises(EnvironmentProblem, match="al open"):
        open_kluis(sessie.kluis.folder.path, OEFENAAR, OEFENZIN)


def test_a_damaged_file_says_so_and_points_to_the_back_ups(sessie: Sessie) -> None:
    path = sessie.kluis.folder.path
    sessie.kluis.close()
    data = bytearray((path / "data.db").read_bytes())
    data[100] ^= 0xFF
    (path / "data.db").write_bytes(bytes(data))
    with pytest.raises(EnvironmentProblem, match="back-ups"):
        open_kluis(path, OEFENAAR, OEFENZIN)


def test_a_back_up_opens_in_the_place_of_the_original(sessie: Sessie) -> None:
    path = sessie.kluis.folder.path
    before = sessie.zittingen.all()
    copy = sessie.backups.maak()
    assert copy.parent == path / "back-ups"
    sessie.kluis.close()
    again = open_sessie(copy)
    assert again.zittingen.all() == before
    again.kluis.close()


def test_lock_forgets_the_keys(sessie: Sessie) -> None:
    sessie.kluis.close()
    assert sessie.kluis.unlocked.master_key == b""


def test_users_have_their_own_wachtzin_and_role(lege_sessie: Sessie) -> None:
    path = lege_sessie.kluis.folder.path
    lege_sessie.gebruikers.add("Siem", Gebruikerplek(Rol.LEZER_CIJFERS), "vier losse woorden hier", kdf=FAST)
    with pytest.raises(FieldError):
        lege_sessie.gebruikers.add("siem", Gebruikerplek(Rol.SECRETARIS), "vier losse woorden hier", kdf=FAST)
    lege_sessie.kluis.close()
    kluis, context = open_kluis(path, "Siem", "vier losse woorden hier")
    siem = Sessie(kluis, context)
    with pytest.raises(UserError, match="lezer cijfers"):
        siem.casussen.dossier(1)
    siem.gebruikers.change_passphrase("vier losse woorden hier", "vijf heel andere woorden", kdf=FAST)
    kluis.close()
    with pytest.raises(WrongPassphrase):
        open_kluis(path, "Siem", "vier losse woorden hier")
    again = open_sessie(path)
    again.gebruikers.remove("Siem")
    again.kluis.close()
    with pytest.raises(WrongPassphrase):
        open_kluis(path, "Siem", "vijf heel andere woorden")
