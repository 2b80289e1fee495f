from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from expertteam_app.domain.access import Rol
from expertteam_app.domain.adres import KaartGeweigerd
from expertteam_app.domain.errors import FieldError, NoRightError, UserError
from expertteam_app.exchange.visitekaartje import write_card
from expertteam_app.security.kdf import KdfParams
from expertteam_app.security.pakketsleutels import Doel, keys_of
from expertteam_app.services.adressen import Adressen, fingerprint, own_keys
from expertteam_app.services.gebruikers import Gebruikerplek
from expertteam_app.services.kluis import NOODCODE, create_kluis
from expertteam_app.services.sessie import Sessie
from tests.exchange import pakketten as p
from tests.services import teams
from tests.services.teams import ANDERE, ZIN, card, opened, words


@pytest.fixture(scope="module")
def kluizen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, teams.Closed]:
    place = tmp_path_factory.mktemp("teams")
    return {
        "RET": teams.closed(place / "RET.kluis", "RET", "Vera"),
        "Epe": teams.closed(place / "Epe.kluis", "Toegang Epe", "Tess"),
    }


@pytest.fixture
def ret(kluizen: dict[str, teams.Closed], tmp_path: Path) -> Iterator[Sessie]:
    yield from teams.copied(kluizen["RET"], tmp_path / "RET.kluis")


@pytest.fixture
def toegang(kluizen: dict[str, teams.Closed], tmp_path: Path) -> Iterator[Sessie]:
    yield from teams.copied(kluizen["Epe"], tmp_path / "Epe.kluis")


def test_two_teams_meet(ret: Sessie, toegang: Sessie) -> None:
    adres = ret.adressen.voeg_toe(card(toegang))
    assert (adres.stand, adres.weergave) == ("NIET BEVESTIGD", "Tess (Toegang Epe)")
    assert " ".join(adres.vingerafdruk) == words(toegang) != words(ret)
    assert ret.adressen.bevestig(adres.id, words(toegang)).stand == "bevestigd"
    assert [a.stand for a in ret.adressen.all()] == ["bevestigd"]


def test_words_are_typed_as_they_were_heard(ret: Sessie, toegang: Sessie) -> None:
    adres = ret.adressen.voeg_toe(card(toegang))
    heard = "  ".join(word[:4].upper() for word in adres.vingerafdruk)
    assert ret.adressen.bevestig(adres.id, heard).stand == "bevestigd"


@pytest.mark.parametrize("wrong", ["", "ja", "een twee drie vier vijf zes zeven"])
def test_other_words_confirm_nothing(ret: Sessie, toegang: Sessie, wrong: str) -> None:
    adres = ret.adressen.voeg_toe(card(toegang))
    six = " ".join(adres.vingerafdruk[:6])
    for said in (wrong, six, f"{six} {adres.vingerafdruk[5]}", words(ret), f"{words(toegang)} extra"):
        with pytest.raises(FieldError, match="niet de woorden"):
            ret.adressen.bevestig(adres.id, said)
    assert ret.adressen.all()[0].stand == "NIET BEVESTIGD"


def test_the_same_card_twice_changes_nothing(ret: Sessie, toegang: Sessie) -> None:
    adres = ret.adressen.voeg_toe(card(toegang))
    ret.adressen.bevestig(adres.id, words(toegang))
    assert ret.adressen.voeg_toe(card(toegang)).stand == "bevestigd"
    assert len(ret.adressen.all()) == 1


def test_the_own_card_is_no_address_of_another(ret: Sessie) -> None:
    with pytest.raises(UserError, match="uw eigen visitekaartje"):
        ret.adressen.voeg_toe(card(ret))


def spoofed(sessie: Sessie) -> bytes:
    """A card with the name of this user and the keys of a stranger, as an attacker would send it."""
    kaart, _words = sessie.adressen.eigen()
    own = keys_of(b"\7" * 32)
    wrong = replace(kaart, ontvangsleutel=own.ontvangsleutel, tekensleutel=own.tekensleutel)
    return write_card(wrong, lambda data: own.sign(Doel.KAARTJE, data))


def test_a_spoofed_card_shows_and_takes_nothing_away(ret: Sessie, toegang: Sessie) -> None:
    good = ret.adressen.voeg_toe(card(toegang))
    ret.adressen.bevestig(good.id, words(toegang))
    false = ret.adressen.voeg_toe(spoofed(toegang))
    assert (false.stand, false.vervangt) == ("NIET BEVESTIGD", good.id)
    assert {a.id: a.stand for a in ret.adressen.all()} == {good.id: "bevestigd", false.id: "NIET BEVESTIGD"}
    with pytest.raises(FieldError):
        ret.adressen.bevestig(false.id, words(toegang))


def test_a_card_under_a_known_key_cannot_take_another_name(ret: Sessie) -> None:
    own = keys_of(b"\7" * 32)
    for naam in ("Tess", "Bert"):
        kaart = p.kaart(own, naam)
        content = write_card(kaart, lambda data: own.sign(Doel.KAARTJE, data))
        if naam == "Tess":
            ret.adressen.voeg_toe(content)
        else:
            with pytest.raises(UserError, match="met een andere naam"):
                ret.adressen.voeg_toe(content)
    assert [a.kaart.naam for a in ret.adressen.all()] == ["Tess"]


def test_new_keys_of_the_same_person_take_the_place_of_the_old_once_confirmed(ret: Sessie, toegang: Sessie) -> None:
    old = ret.adressen.voeg_toe(card(toegang))
    ret.adressen.bevestig(old.id, words(toegang))
    own = keys_of(b"\7" * 32)
    kaart = replace(toegang.adressen.eigen()[0], ontvangsleutel=own.ontvangsleutel, tekensleutel=own.tekensleutel)
    new = ret.adressen.voeg_toe(write_card(kaart, lambda data: own.sign(Doel.KAARTJE, data)))
    assert new.vervangt == old.id
    ret.adressen.bevestig(new.id, " ".join(fingerprint(kaart)))
    assert {a.id: a.stand for a in ret.adressen.all()} == {old.id: "ingetrokken", new.id: "bevestigd"}
    with pytest.raises(UserError, match="ingetrokken"):
        ret.adressen.voeg_toe(card(toegang))
    with pytest.raises(UserError, match="ingetrokken"):
        ret.adressen.bevestig(old.id, words(toegang))


def test_withdrawn_is_withdrawn(ret: Sessie, toegang: Sessie) -> None:
    adres = ret.adressen.voeg_toe(card(toegang))
    ret.adressen.trek_in(adres.id)
    assert ret.adressen.all()[0].stand == "ingetrokken"
    with pytest.raises(UserError, match="ingetrokken"):
        ret.adressen.trek_in(adres.id)
    with pytest.raises(UserError, match="niet in de lijst"):
        ret.adressen.trek_in(99)


def test_what_is_no_card_is_refused(ret: Sessie) -> None:
    with pytest.raises(KaartGeweigerd):
        ret.adressen.voeg_toe(b"{}")
    bad = replace(p.kaart(p.AFZENDER), ontvangsleutel="age1" + "q" * 58)
    with pytest.raises(UserError, match="geen bruikbare sleutel"):
        ret.adressen.voeg_toe(write_card(bad, lambda data: p.AFZENDER.sign(Doel.KAARTJE, data)))
    assert ret.adressen.all() == ()


def test_who_keeps_his_wachtzin_or_changes_it_keeps_his_address_and_who_gets_a_new_slot_does_not(
    ret: Sessie, tmp_path: Path
) -> None:
    path = tmp_path / "RET.kluis"
    ret.gebruikers.add("Bea", Gebruikerplek(Rol.SECRETARIS), ANDERE, kdf=KdfParams.floor())
    mine = ret.adressen.eigen()
    ret.gebruikers.change_passphrase(ZIN, "een heel andere zin hier", kdf=KdfParams.floor())
    ret.kluis.close()
    bea = opened(path, "Bea", ANDERE)
    hers = bea.adressen.eigen()
    assert hers[0].tekensleutel != mine[0].tekensleutel, "a user who comes later has an address of her own"
    bea.kluis.close()
    vera = opened(path, "Vera", "een heel andere zin hier")
    assert vera.adressen.eigen() == mine
    vera.gebruikers.new_passphrase("Bea", "wel weer een ander begin", kdf=KdfParams.floor())
    vera.kluis.close()
    bea = opened(path, "Bea", "wel weer een ander begin")
    assert bea.adressen.eigen()[1] != hers[1], "others cannot read the old keys, so there are new ones"
    bea.kluis.close()


def test_a_new_key_of_the_kluis_leaves_addresses_alone(ret: Sessie, tmp_path: Path) -> None:
    mine = ret.adressen.eigen()
    ret.gebruikers.nieuwe_sleutel()
    ret.kluis.close()
    again = opened(tmp_path / "RET.kluis", "Vera")
    assert again.adressen.eigen() == mine
    again.kluis.close()


def test_a_noodcode_is_nobodys_address(tmp_path: Path) -> None:
    code = create_kluis(tmp_path / "N.kluis", "N", "Vera", ZIN, kdf=KdfParams.floor())
    sessie = opened(tmp_path / "N.kluis", NOODCODE, code)
    with pytest.raises(UserError, match="noodcode"):
        sessie.adressen.eigen()
    with pytest.raises(UserError, match="noodcode"):
        sessie.adressen.visitekaartje()
    with pytest.raises(UserError, match="noodcode"):
        sessie.adressen.sleutel()
    sessie.kluis.close()


def test_who_reads_figures_only_has_no_addresses(ret: Sessie, toegang: Sessie) -> None:
    context = replace(ret.context, actor=replace(ret.actor, rol=Rol.LEZER_CIJFERS))
    with pytest.raises(NoRightError):
        Adressen(context, ret.kluis).voeg_toe(card(toegang))


def test_no_private_key_stands_on_the_card(ret: Sessie) -> None:
    keys = own_keys(ret.kluis)
    made = card(ret)
    for secret in (keys.ontvangen, keys.tekenen, ret.kluis.unlocked.private_key):
        assert secret.hex().encode() not in made
    assert keys.identiteit.encode() not in made
    assert len(made) < 1000
