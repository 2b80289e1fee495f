"""A wachtzin bound to a computer, on a real kluis: with its keyring it opens, elsewhere only the noodcode does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest

from expertteam_app.domain.errors import EnvironmentProblem, UserError
from expertteam_app.security import apparaat
from expertteam_app.security.kdf import KdfParams
from expertteam_app.security.keyslots import DeviceMissing, WrongPassphrase
from expertteam_app.services.kluis import NOODCODE, OEFENAAR, OEFENZIN, create_kluis, open_kluis
from expertteam_app.services.sessie import Sessie
from tests.security.test_apparaat import InMemory

FLOOR = KdfParams.floor()


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemory]:
    backend, before = InMemory(), keyring.get_keyring()
    monkeypatch.setattr(apparaat, "ALLOWED", frozenset({f"{InMemory.__module__}.{InMemory.__qualname__}"}))
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


def bound(sessie: Sessie) -> bool:
    return sessie.gebruikers.bound


def opened(path: Path, naam: str = OEFENAAR, zin: str = OEFENZIN) -> Sessie:
    kluis, context = open_kluis(path, naam, zin)
    return Sessie(kluis, context)


def test_it_opens_here_and_elsewhere_only_with_the_noodcode(tmp_path: Path, memory: InMemory) -> None:
    path = tmp_path / "koppel.kluis"
    code = create_kluis(path, "Koppel", OEFENAAR, OEFENZIN, oefening=True, kdf=FLOOR)
    sessie = opened(path)
    assert not bound(sessie)
    with pytest.raises(WrongPassphrase):
        sessie.gebruikers.bind("een heel andere wachtzin", kdf=FLOOR)
    assert memory.kept == {}
    sessie.gebruikers.bind(OEFENZIN, kdf=FLOOR)
    assert bound(sessie)
    assert sessie.beheer.logboek(1)[0].handeling == "wachtzin aan computer gekoppeld"
    sessie.gebruikers.change_passphrase(OEFENZIN, "andere zin voor oefenen", kdf=FLOOR)
    sessie.gebruikers.nieuwe_sleutel()
    sessie.kluis.close()
    sessie = opened(path, zin="andere zin voor oefenen")
    assert bound(sessie)
    sessie.kluis.close()
    kept, memory.kept = memory.kept, {}
    with pytest.raises(DeviceMissing, match="noodcode"):
        opened(path, zin="andere zin voor oefenen")
    sessie = opened(path, NOODCODE, code)
    with pytest.raises(UserError, match="Een noodcode"):
        sessie.gebruikers.bind(code)
    sessie.kluis.close()
    memory.kept = kept
    sessie = opened(path, zin="andere zin voor oefenen")
    sessie.gebruikers.unbind("andere zin voor oefenen", kdf=FLOOR)
    sessie.kluis.close()
    assert memory.kept == {}
    opened(path, zin="andere zin voor oefenen").kluis.close()


def test_without_a_keyring_nothing_changes(tmp_path: Path, memory: InMemory) -> None:
    path = tmp_path / "koppel.kluis"
    create_kluis(path, "Koppel", OEFENAAR, OEFENZIN, oefening=True, kdf=FLOOR)
    sessie = opened(path)
    memory.mute = True
    with pytest.raises(EnvironmentProblem, match="sleutelbos"):
        sessie.gebruikers.bind(OEFENZIN, kdf=FLOOR)
    assert not bound(sessie)
    sessie.kluis.close()
    opened(path).kluis.close()
