"""Users and noodcodes: who may open the kluis, as whom, and how one gets back in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.errors import FieldError, NoRightError, UserError
from expertteam_app.security.kdf import KdfParams
from expertteam_app.security.keyslots import add_slot, remove_slot
from expertteam_app.services.gebruikers import Gebruikerplek
from expertteam_app.services.kluis import (
    NOODCODE,
    NOODCODE_ORGANISATIE,
    OEFENAAR,
    WrongPassphrase,
    new_code,
    open_kluis,
)
from expertteam_app.services.sessie import Sessie

FAST = KdfParams.floor()
COLLEGA, ZIN, NIEUW = "Bea Blijft", "nog vele jaren hier", "weer een andere lange zin"


@pytest.fixture
def s(lege_sessie: Sessie) -> Iterator[Sessie]:
    lege_sessie.gebruikers.add(COLLEGA, Gebruikerplek(Rol.TOEGANGSMEDEWERKER, "0200"), ZIN, kdf=FAST)
    yield lege_sessie
    lege_sessie.kluis.close()


def opens(s: Sessie, naam: str, zin: str) -> Actor:
    """Close, and open as somebody."""
    s.kluis.close()
    kluis, context = open_kluis(s.kluis.folder.path, naam, zin)
    kluis.close()
    return context.actor


def last(code: str) -> str:
    return code.rsplit("-", maxsplit=1)[-1]


def test_another_role_counts_from_the_next_time(s: Sessie) -> None:
    s.gebruikers.change(COLLEGA, Gebruikerplek(Rol.SECRETARIS))
    assert {(g.naam, g.rol, g.gemeente) for g in s.gebruikers.all()} >= {(COLLEGA, Rol.SECRETARIS, None)}
    assert opens(s, COLLEGA, ZIN).rol is Rol.SECRETARIS


def test_somebody_must_be_left_who_manages_users(s: Sessie) -> None:
    with pytest.raises(UserError, match="niemand meer die gebruikers"):
        s.gebruikers.change(OEFENAAR, Gebruikerplek(Rol.SECRETARIS))
    s.gebruikers.change(COLLEGA, Gebruikerplek(Rol.BEHEERDER))
    s.gebruikers.change(OEFENAAR, Gebruikerplek(Rol.SECRETARIS))


@pytest.mark.parametrize(
    "wat",
    [
        ("Niemand", Gebruikerplek(Rol.SECRETARIS)),
        (COLLEGA, Gebruikerplek(Rol.SECRETARIS, "9999")),
        (COLLEGA, Gebruikerplek(Rol.SECRETARIS, persoon_id=9_999)),
    ],
)
def test_what_cannot_be_is_refused(s: Sessie, wat: tuple[str, Gebruikerplek]) -> None:
    with pytest.raises(UserError):
        s.gebruikers.change(*wat)
    assert [g.rol for g in s.gebruikers.all() if g.naam == COLLEGA] == [Rol.TOEGANGSMEDEWERKER]


def test_a_slot_that_a_killed_program_left_is_taken_over(s: Sessie) -> None:
    half = add_slot(s.kluis.header, s.kluis.unlocked, "Nele Nieuw", ZIN, params=FAST)
    s.kluis.write_header(half)  # and the row of the user was not written any more
    s.gebruikers.add("nele nieuw", Gebruikerplek(Rol.SECRETARIS), NIEUW, kdf=FAST)
    path = s.kluis.folder.path
    assert opens(s, "Nele Nieuw", NIEUW) == Actor("Nele Nieuw", Rol.SECRETARIS)
    with pytest.raises(WrongPassphrase):
        open_kluis(path, "Nele Nieuw", ZIN)


def test_who_has_no_slot_any_more_manages_no_users(s: Sessie) -> None:
    s.gebruikers.change(COLLEGA, Gebruikerplek(Rol.BEHEERDER))
    s.kluis.write_header(remove_slot(s.kluis.header, s.kluis.unlocked, COLLEGA))
    with pytest.raises(UserError, match="niemand meer die gebruikers"):
        s.gebruikers.change(OEFENAAR, Gebruikerplek(Rol.SECRETARIS))


def test_who_lost_his_wachtzin_gets_a_new_one(s: Sessie) -> None:
    with pytest.raises(FieldError, match="te kort"):
        s.gebruikers.new_passphrase(COLLEGA, "kort", kdf=FAST)
    with pytest.raises(UserError, match="eigen wachtzin"):
        s.gebruikers.new_passphrase(OEFENAAR, NIEUW, kdf=FAST)
    s.gebruikers.new_passphrase(COLLEGA, NIEUW, kdf=FAST)
    assert s.beheer.logboek(1)[0].handeling == "nieuwe wachtzin gegeven"
    assert opens(s, COLLEGA, NIEUW).naam == COLLEGA
    with pytest.raises(WrongPassphrase):
        opens(s, COLLEGA, ZIN)


def test_a_new_noodcode_takes_the_place_of_the_old_one(s: Sessie) -> None:
    first, second = new_code(), new_code()
    s.gebruikers.set_noodcode(first, last(first), kdf=FAST)
    s.gebruikers.set_noodcode(second, last(second).lower(), kdf=FAST)
    assert s.gebruikers.noodcodes() == (NOODCODE,)
    assert opens(s, NOODCODE, second).naam == NOODCODE
    with pytest.raises(WrongPassphrase):
        opens(s, NOODCODE, first)


def test_a_noodcode_that_was_not_written_down_does_not_count(s: Sessie) -> None:
    code = new_code()
    with pytest.raises(FieldError, match="niet het laatste blok"):
        s.gebruikers.set_noodcode(code, "AAAA", kdf=FAST)
    with pytest.raises(WrongPassphrase):
        opens(s, NOODCODE, code)


def test_the_organisation_has_a_noodcode_of_its_own_and_both_open(s: Sessie) -> None:
    own, of_organisation = new_code(), new_code()
    s.gebruikers.set_noodcode(own, last(own), kdf=FAST)
    s.gebruikers.set_noodcode(of_organisation, last(of_organisation), NOODCODE_ORGANISATIE, kdf=FAST)
    assert s.gebruikers.noodcodes() == (NOODCODE, NOODCODE_ORGANISATIE)
    for code in (own, of_organisation):
        assert opens(s, NOODCODE, code).naam == NOODCODE
    with pytest.raises(WrongPassphrase):
        opens(s, NOODCODE, new_code())


def test_nobody_is_called_as_a_noodcode(s: Sessie) -> None:
    for naam in (NOODCODE, NOODCODE_ORGANISATIE.upper()):
        with pytest.raises(FieldError, match="Zo heet een noodcode"):
            s.gebruikers.add(naam, Gebruikerplek(Rol.SECRETARIS), NIEUW, kdf=FAST)


def test_only_who_manages_users_may(s: Sessie) -> None:
    s.kluis.close()
    path: Path = s.kluis.folder.path
    colleague = Sessie(*open_kluis(path, COLLEGA, ZIN))
    code = new_code()
    acts: tuple[Callable[[], object], ...] = (
        lambda: colleague.gebruikers.change(OEFENAAR, Gebruikerplek(Rol.SECRETARIS)),
        lambda: colleague.gebruikers.new_passphrase(OEFENAAR, NIEUW),
        lambda: colleague.gebruikers.set_noodcode(code, last(code)),
        lambda: colleague.gebruikers.remove(OEFENAAR),
    )
    for act in acts:
        with pytest.raises(NoRightError):
            act()
    colleague.kluis.close()
