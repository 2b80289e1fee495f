"""Pakketten between two real kluizen, and everything that someone on the way can try."""

from __future__ import annotations

import io
import json
import random
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from expertteam_app.db.tables import CasusRow, OntvangenPakketRow, PakketlogRow
from expertteam_app.domain.access import Rol
from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.errors import NoRightError, UserError
from expertteam_app.domain.pakket import Omslag, Ontvanger, PakketGeweigerd, Pakketsoort
from expertteam_app.domain.toestemmingregels import NieuweToestemming
from expertteam_app.exchange.pakket_zip import pack
from expertteam_app.security.kdf import KdfParams
from expertteam_app.security.pakketsleutels import Doel, NietTeOpenen, keys_of, open_with_key, seal_to
from expertteam_app.services.adressen import own_keys
from expertteam_app.services.gebruikers import Gebruikerplek
from expertteam_app.services.ontvangsten import Ontvangsten
from expertteam_app.services.pakketten import Gemaakt, Pakketten
from expertteam_app.services.sessie import Sessie
from tests.conftest import VANDAAG
from tests.exchange import pakketten as p
from tests.services import teams
from tests.services.inhoud import content
from tests.toetsenbord import with_keyboard

AGE = shutil.which("age")


@pytest.fixture(scope="module")
def kluizen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, teams.Closed]:
    place = tmp_path_factory.mktemp("teams")
    return {
        "RET": teams.closed(place / "RET.kluis", "RET", "Vera"),
        "Epe": teams.closed(place / "Epe.kluis", "Toegang Epe", "Tess"),
        "JBT": teams.closed(place / "JBT.kluis", "JBT", "Joost"),
    }


@pytest.fixture
def ret(kluizen: dict[str, teams.Closed], tmp_path: Path) -> Iterator[Sessie]:
    yield from teams.copied(kluizen["RET"], tmp_path / "RET.kluis")


@pytest.fixture
def toegang(kluizen: dict[str, teams.Closed], tmp_path: Path) -> Iterator[Sessie]:
    yield from teams.copied(kluizen["Epe"], tmp_path / "Epe.kluis")


@pytest.fixture
def jbt(kluizen: dict[str, teams.Closed], tmp_path: Path) -> Iterator[Sessie]:
    yield from teams.copied(kluizen["JBT"], tmp_path / "JBT.kluis")


@pytest.fixture
def vera(ret: Sessie, toegang: Sessie) -> int:
    """Both know each other; the address of Vera at the toegang."""
    teams.knows(ret, toegang)
    return teams.knows(toegang, ret)


def sealed(made: Gemaakt) -> bytes:
    (found,) = made.bestanden.values()
    return found


def bijlage(sessie: Sessie, casus: int) -> int:
    return next(b.id for b in sessie.bijlagen.of(casus) if b.naam == "plan.pdf")


def test_an_inbreng_becomes_a_casus_elsewhere_and_its_receipt_comes_back(
    ret: Sessie, toegang: Sessie, vera: int
) -> None:
    here = teams.casus(toegang)
    made = toegang.pakketten.maak_inbreng(here, [vera], [bijlage(toegang, here)])
    assert made.ontvangers == ("Vera (RET)",)
    assert list(made.bestanden) == [f"pakket-{made.id[:8]}.pakket"]

    before = content(ret)
    seen = ret.ontvangsten.lees(sealed(made))
    assert content(ret) == before
    assert (seen.afzender.weergave, seen.afzender.stand) == ("Tess (Toegang Epe)", "bevestigd")
    assert seen.regels == made.regels, "the receiver sees what the sender saw"
    assert (seen.grondslag, seen.omslag.doel, seen.eerder) == ("conflict van plichten", "Meedenken", False)

    got = ret.ontvangsten.ontvang(sealed(made))
    assert (got.soort, got.nieuw) == (Pakketsoort.INBRENG, True)
    assert got.casus_id is not None
    there, mine = ret.casussen.dossier(got.casus_id), toegang.casussen.dossier(here)
    for field in ("vraag", "stem_jeugdige", "stem_ouders", "geprobeerd", "casusregisseur", "verblijfplaats", "kader"):
        assert getattr(there, field) == getattr(mine, field), field
    assert (there.jeugdige.naam, there.jeugdige.geboortedatum, there.gemeente, there.aangemeld_door) == (
        "Fien van Verzonnen-Inbreng",
        date(2012, 3, 14),
        "0232",
        "CJG Epe",
    )
    assert [(z.zorgvorm, z.aanbieder, z.wachttijd_weken) for z in there.zoekregels] == [
        ("gezinshuis", "Huis Verzonnen", 12)
    ]
    assert [o.naam for o in ret.gezinnen.netwerk_van_casus(got.casus_id).leden] == ["Mo Verzonnen-Ouder"]
    assert [(b.naam, b.toelichting) for b in ret.bijlagen.of(got.casus_id)] == [("plan.pdf", "het plan")]
    assert ret.bijlagen.content(ret.bijlagen.of(got.casus_id)[0].id) == teams.PDF
    assert not ret.beheer.controle()

    (log,) = toegang.pakketten.verstuurd(here)
    assert (log.ontvanger, log.grondslag, log.doel, log.gemaakt_door, log.bewijs_op) == (
        "Vera (RET)",
        "conflict van plichten",
        "Meedenken",
        "Tess",
        None,
    )
    proof = ret.pakketten.bewijs(made.id[:8])
    back = toegang.ontvangsten.ontvang(sealed(proof))
    assert (back.soort, back.casus_id, back.nieuw) == (Pakketsoort.ONTVANGSTBEWIJS, here, True)
    assert toegang.pakketten.verstuurd(here)[0].bewijs_op == VANDAAG
    assert not toegang.beheer.controle()


def test_the_same_pakket_twice_changes_nothing(ret: Sessie, toegang: Sessie, vera: int) -> None:
    made = toegang.pakketten.maak_inbreng(teams.casus(toegang), [vera])
    first = ret.ontvangsten.ontvang(sealed(made))
    before = content(ret)
    again = ret.ontvangsten.ontvang(sealed(made), als_nieuw=True)
    assert (again.casus_id, again.nieuw) == (first.casus_id, False)
    assert ret.ontvangsten.lees(sealed(made)).eerder
    assert content(ret) == before
    proof = sealed(ret.pakketten.bewijs(made.id))
    toegang.ontvangsten.ontvang(proof)
    before = content(toegang)
    assert not toegang.ontvangsten.ontvang(proof).nieuw
    assert content(toegang) == before


def test_receiving_is_one_act_that_goes_back_and_comes_again(ret: Sessie, toegang: Sessie, vera: int) -> None:
    made = toegang.pakketten.maak_inbreng(teams.casus(toegang), [vera])
    before = content(ret)
    ret.ontvangsten.ontvang(sealed(made))
    after = content(ret)
    stap = ret.ongedaan.maak_ongedaan()
    assert stap.handeling == "pakket ontvangen: inbreng"
    assert content(ret) == before
    ret.ongedaan.doe_opnieuw()
    assert content(ret) == after


def test_what_was_taken_back_can_be_received_again(ret: Sessie, toegang: Sessie, vera: int) -> None:
    made = toegang.pakketten.maak_inbreng(teams.casus(toegang), [vera])
    ret.ontvangsten.ontvang(sealed(made))
    ret.ongedaan.maak_ongedaan()
    assert ret.ontvangsten.ontvang(sealed(made)).nieuw


def test_received_with_a_bijlage_it_is_not_taken_back_by_half(ret: Sessie, toegang: Sessie, vera: int) -> None:
    casus = teams.casus(toegang)
    ret.ontvangsten.ontvang(sealed(toegang.pakketten.maak_inbreng(casus, [vera], [bijlage(toegang, casus)])))
    before = content(ret)
    with pytest.raises(UserError, match="niet meer ongedaan") as caught:
        ret.ongedaan.maak_ongedaan()
    assert "bestand" in caught.value.remedy
    assert content(ret) == before


def test_what_was_made_stays_in_the_log(toegang: Sessie, vera: int) -> None:
    toegang.pakketten.maak_inbreng(teams.casus(toegang), [vera])
    with pytest.raises(UserError, match="kan niet ongedaan"):
        toegang.ongedaan.maak_ongedaan()


def test_what_was_destroyed_does_not_come_back_by_the_same_pakket(ret: Sessie, toegang: Sessie, vera: int) -> None:
    made = toegang.pakketten.maak_inbreng(teams.casus(toegang), [vera])
    got = ret.ontvangsten.ontvang(sealed(made))
    with ret.context.write("vernietigd") as session:
        row = session.scalars(select(OntvangenPakketRow)).one()
        row.manifest = row.kenmerk = "vernietigd"
        session.get_one(CasusRow, got.casus_id).vernietigd_op = VANDAAG
    refused(ret, sealed(made), "is vernietigd")


# -- what leaves ------------------------------------------------------------------------------------------------------


def test_no_pakket_without_a_ground(toegang: Sessie, vera: int) -> None:
    casus = teams.casus(toegang, grond=False)
    before = content(toegang)
    with pytest.raises(UserError, match="geen grond"):
        toegang.pakketten.maak_inbreng(casus, [vera])
    toegang.toestemmingen.add(
        casus, NieuweToestemming("Veilig Thuis", "x", "conflict-van-plichten", date(2026, 9, 1), None, "dat is nodig")
    )
    with pytest.raises(UserError, match="geen grond"):
        toegang.pakketten.maak_inbreng(casus, [vera])
    toegang.toestemmingen.add(casus, NieuweToestemming("het RET", "Meedenken", "toestemming", date(2026, 9, 1)))
    with pytest.raises(UserError, match="geen grond"):
        toegang.pakketten.maak_inbreng(casus, [vera])
    assert content(toegang)["pakketlog"] == before["pakketlog"] == []


def test_a_ground_that_is_over_is_no_ground(toegang: Sessie, vera: int) -> None:
    casus = teams.casus(toegang, grond=False)
    over = NieuweToestemming(
        "RET", "Meedenken", "conflict-van-plichten", date(2026, 9, 1), date(2026, 9, 30), "dat is nodig"
    )
    toegang.toestemmingen.add(casus, over)
    with pytest.raises(UserError, match="geen grond"):
        toegang.pakketten.maak_inbreng(casus, [vera])


def test_only_a_confirmed_address_gets_anything(ret: Sessie, toegang: Sessie) -> None:
    casus = teams.casus(toegang)
    adres = toegang.adressen.voeg_toe(teams.card(ret)).id
    with pytest.raises(UserError, match="nog niet bevestigd"):
        toegang.pakketten.maak_inbreng(casus, [adres])
    toegang.adressen.bevestig(adres, teams.words(ret))
    toegang.pakketten.maak_inbreng(casus, [adres])
    toegang.adressen.trek_in(adres)
    with pytest.raises(UserError, match="ingetrokken"):
        toegang.pakketten.maak_inbreng(casus, [adres])
    for aan, voor in (((), ""), ((adres,), "Vera"), ((99,), "")):
        with pytest.raises(UserError):
            toegang.pakketten.maak_inbreng(casus, aan, wachtzin_voor=voor)
    assert len(toegang.pakketten.verstuurd(casus)) == 1


def opened(data: bytes, sessie: Sessie) -> dict[str, bytes]:
    """Every part of a sealed pakket, as whoever holds the key of the receiver sees it."""
    with zipfile.ZipFile(io.BytesIO(open_with_key(own_keys(sessie.kluis), data))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_nothing_outside_the_whitelist_is_in_a_pakket(ret: Sessie, toegang: Sessie, vera: int) -> None:
    """Every free text of every row about the casus gets a mark of its own; only those of the whitelist are found."""
    casus = teams.casus(toegang)
    marks = mark_everything(toegang)
    parts = opened(sealed(toegang.pakketten.maak_inbreng(casus, [vera])), ret)
    assert sorted(parts) == ["inhoud.json", "manifest.json", "manifest.sig"]
    data = (parts["inhoud.json"] + parts["manifest.json"]).decode("utf-8")
    found = {where for mark, where in marks.items() if mark in data}
    assert found == {
        "casus.vraag",
        "casus.stem_jeugdige",
        "casus.stem_ouders",
        "casus.stem_niet_gelukt",
        "casus.geprobeerd",
        "casus.aangemeld_door",
        "casus.casusregisseur",
        "casus.verblijfplaats",
        "jeugdige.voornaam",
        "jeugdige.achternaam",
        "gezinslid.voornaam",
        "gezinslid.achternaam",
        "gezinslid.instelling",
        "zoekregel.aanbieder",
        "toestemming.doel",
    }
    assert "geheim" not in data


def mark_everything(sessie: Sessie) -> dict[str, str]:
    """A mark for every free text of every table; where it stands by the mark."""
    from sqlalchemy import String, Text

    from expertteam_app.db.base import Base

    apart = {"kluis", "gebruiker", "adres", "instelling", "opschalingsmodel", "stap", "klok", "audit", "zoekdocument"}
    keep = {"casus.soort_vraag", "toestemming.ontvanger", "jeugdige.naam_sleutel", "bijlage.soort"}
    marks: dict[str, str] = {}
    with sessie.context.write("merken") as session:
        for mapper in Base.registry.mappers:
            name = mapper.local_table.description
            if name in apart or not mapper.class_.__audit__:
                continue
            for row in session.scalars(select(mapper.class_)):
                for prop in mapper.column_attrs:
                    column = prop.columns[0]
                    where = f"{name}.{column.name}"
                    wide = isinstance(column.type, Text) or (
                        isinstance(column.type, String) and (column.type.length or 0) >= 100
                    )
                    if wide and where not in keep:
                        mark = f"merk{len(marks):04d}qz"
                        marks[mark] = where
                        setattr(row, prop.key, mark)
    assert len({where for where in marks.values() if where.startswith("casus.")}) > 8
    return marks


def test_bijlagen_go_only_when_chosen_and_only_of_the_casus(ret: Sessie, toegang: Sessie, vera: int) -> None:
    casus = teams.casus(toegang)
    other = toegang.casussen.add(NieuweCasus("Bo", "Anders", "0232", date(2026, 9, 2)))
    foreign = toegang.bijlagen.add(other, "x.txt", b"van een ander")
    chosen = bijlage(toegang, casus)
    parts = opened(sealed(toegang.pakketten.maak_inbreng(casus, [vera])), ret)
    assert sorted(parts) == ["inhoud.json", "manifest.json", "manifest.sig"]
    parts = opened(sealed(toegang.pakketten.maak_inbreng(casus, [vera], [chosen, chosen])), ret)
    assert parts["bijlagen/001"] == teams.PDF
    assert len(parts) == 4
    toegang.bijlagen.throw_away(chosen)
    for wrong in (foreign, chosen, 999):
        with pytest.raises(UserError, match="niet bij deze casus"):
            toegang.pakketten.maak_inbreng(casus, [vera], [wrong])


def test_two_receivers_of_one_team_can_each_open_it(ret: Sessie, toegang: Sessie, vera: int, tmp_path: Path) -> None:
    ret.gebruikers.add("Bea", Gebruikerplek(Rol.SECRETARIS), teams.ANDERE, kdf=KdfParams.floor())
    casus = teams.casus(toegang)
    ret.kluis.close()
    bea = teams.opened(tmp_path / "RET.kluis", "Bea", teams.ANDERE)
    both = toegang.pakketten.maak_inbreng(casus, [vera, teams.knows(toegang, bea)])
    only = toegang.pakketten.maak_inbreng(casus, [vera])
    assert len(toegang.pakketten.verstuurd(casus)) == 3, "a line per receiver"
    with pytest.raises(NietTeOpenen):
        bea.ontvangsten.lees(sealed(only))
    assert bea.ontvangsten.ontvang(sealed(both)).nieuw
    bea.kluis.close()
    again = teams.opened(tmp_path / "RET.kluis", "Vera")
    assert not again.ontvangsten.ontvang(sealed(both)).nieuw, "received once, it is in the kluis for all"
    again.kluis.close()


def test_what_a_colleague_received_elsewhere_is_said_to_who_does_not_see_it(
    ret: Sessie, toegang: Sessie, vera: int, tmp_path: Path
) -> None:
    plek = Gebruikerplek(Rol.TOEGANGSMEDEWERKER, "0200")
    ret.gebruikers.add("Bo", plek, teams.ANDERE, kdf=KdfParams.floor())
    ret.kluis.close()
    bo = teams.opened(tmp_path / "RET.kluis", "Bo", teams.ANDERE)
    both = toegang.pakketten.maak_inbreng(teams.casus(toegang), [vera, teams.knows(toegang, bo)])
    bo.kluis.close()
    again = teams.opened(tmp_path / "RET.kluis", "Vera")
    again.ontvangsten.ontvang(sealed(both))
    again.kluis.close()
    bo = teams.opened(tmp_path / "RET.kluis", "Bo", teams.ANDERE)
    refused(bo, sealed(both), "buiten uw werkgebied")
    bo.kluis.close()


def test_a_first_contact_opens_with_a_wachtzin(ret: Sessie, toegang: Sessie) -> None:
    casus = teams.casus(toegang)
    made = toegang.pakketten.maak_inbreng(casus, wachtzin_voor="Vera van het RET")
    assert len(made.wachtzin.split()) == 7
    assert made.wachtzin not in repr(made)
    with pytest.raises(NietTeOpenen):
        ret.ontvangsten.lees(sealed(made))
    with pytest.raises(NietTeOpenen, match="wachtzin klopt niet"):
        ret.ontvangsten.lees(sealed(made), "een andere zin")
    with pytest.raises(PakketGeweigerd, match="niet in uw adressen"):
        ret.ontvangsten.lees(sealed(made), made.wachtzin)
    teams.knows(ret, toegang)
    typed = f"  {made.wachtzin.upper().replace(' ', '  ')} "
    assert ret.ontvangsten.ontvang(sealed(made), typed).nieuw
    teams.knows(toegang, ret)
    toegang.ontvangsten.ontvang(sealed(ret.pakketten.bewijs(made.id)))
    assert toegang.pakketten.verstuurd(casus)[0].bewijs_op == VANDAAG


@pytest.mark.skipif(AGE is None, reason="the age tool of Debian is not on this machine")
def test_without_the_program_a_receiver_opens_it_with_age_and_unzip(
    ret: Sessie, toegang: Sessie, vera: int, tmp_path: Path
) -> None:
    key = ret.adressen.sleutel()
    (closed,) = key.bestanden.values()
    assert own_keys(ret.kluis).identiteit.encode() not in closed
    assert key.wachtzin not in repr(key)
    (tmp_path / "sleutel.age").write_bytes(closed)
    (tmp_path / "in.pakket").write_bytes(sealed(toegang.pakketten.maak_inbreng(teams.casus(toegang), [vera])))
    files = [str(tmp_path / name) for name in ("sleutel.age", "uit.zip", "in.pakket")]
    with_keyboard([str(AGE), "-d", "-i", files[0], "-o", files[1], files[2]], key.wachtzin)
    with zipfile.ZipFile(tmp_path / "uit.zip") as archive:
        assert json.loads(archive.read("inhoud.json"))["jeugdige"]["voornaam"] == "Fien"


# -- who is known already ---------------------------------------------------------------------------------------------


def test_a_jeugdige_who_is_known_is_not_made_twice(ret: Sessie, toegang: Sessie, vera: int) -> None:
    casus = teams.casus(toegang)
    known = NieuweCasus(
        "Fien", "Verzonnen-Inbreng", "0232", date(2026, 8, 1), tussenvoegsel="van", geboortedatum=date(2012, 3, 14)
    )
    ret.casussen.add(known)
    made = sealed(toegang.pakketten.maak_inbreng(casus, [vera]))
    assert [d.nummer for d in ret.ontvangsten.lees(made).lijkt_op] == ["RET-2026-001"]
    before = content(ret)
    with pytest.raises(UserError, match="waarschijnlijk al bekend in RET-2026-001"):
        ret.ontvangsten.ontvang(made)
    assert content(ret) == before
    assert ret.ontvangsten.ontvang(made, als_nieuw=True).nummer == "RET-2026-002"


def test_a_second_inbreng_of_the_same_casus_says_so(ret: Sessie, toegang: Sessie, vera: int) -> None:
    casus = teams.casus(toegang)
    first = ret.ontvangsten.ontvang(sealed(toegang.pakketten.maak_inbreng(casus, [vera])))
    with pytest.raises(UserError, match=f"kwam al een inbreng: {first.nummer}"):
        ret.ontvangsten.ontvang(sealed(toegang.pakketten.maak_inbreng(casus, [vera])))


# -- attacks ----------------------------------------------------------------------------------------------------------


def refused(sessie: Sessie, data: bytes, words: str = "", wachtzin: str = "") -> None:
    """Reading and receiving both refuse in one Dutch sentence that tells nothing of anyone, and store nothing."""
    before = content(sessie)
    for act in (sessie.ontvangsten.lees, sessie.ontvangsten.ontvang):
        with pytest.raises((PakketGeweigerd, NietTeOpenen)) as caught:
            act(data, wachtzin)
        assert "Er is niets bewaard." in caught.value.text
        assert words in caught.value.text
        assert "Fien" not in str(caught.value)
    assert content(sessie) == before


def forged(sessie: Sessie, ret: Sessie, change: Callable[[Omslag], Omslag] = lambda o: o, **fields: object) -> bytes:
    """A pakket by the real sender to the real receiver, with an omslag or inhoud that his program would not make."""
    keys = own_keys(sessie.kluis)
    omslag = Omslag(
        "0123456789abcdef" * 2,
        Pakketsoort.INBRENG,
        datetime(2026, 11, 1, tzinfo=UTC),
        sessie.adressen.eigen()[0],
        (Ontvanger("Vera", "RET", own_keys(ret.kluis).ontvangsleutel),),
        "Meedenken",
        "toestemming",
    )
    data = pack(change(omslag), p.inhoud(bijlagen=[]) | fields, {}, partial(keys.sign, Doel.PAKKET))[0]
    return seal_to([own_keys(ret.kluis).ontvangsleutel], data)


def test_bit_flips_and_truncations_store_nothing(ret: Sessie, toegang: Sessie, vera: int) -> None:
    data = sealed(toegang.pakketten.maak_inbreng(teams.casus(toegang), [vera]))
    chance = random.Random(4)  # noqa: S311 - places to spoil, no secret
    before = content(ret)
    for _ in range(200):
        broken = bytearray(data)
        place = chance.randrange(len(broken))
        broken[place] ^= 1 << chance.randrange(8)
        for wrong in (bytes(broken), data[:place]):
            with pytest.raises((PakketGeweigerd, NietTeOpenen)):
                ret.ontvangsten.ontvang(wrong)
    assert content(ret) == before


@pytest.mark.usefixtures("vera")
def test_a_stranger_and_a_spoofed_sender_are_refused(ret: Sessie, toegang: Sessie) -> None:
    stranger = keys_of(b"\7" * 32)
    own = toegang.adressen.eigen()[0]

    def spoof(omslag: Omslag) -> Omslag:
        return replace(omslag, afzender=replace(own, tekensleutel=stranger.tekensleutel))

    def sign(omslag: Omslag) -> bytes:
        data = pack(omslag, p.inhoud(bijlagen=[]), {}, partial(stranger.sign, Doel.PAKKET))[0]
        return seal_to([own_keys(ret.kluis).ontvangsleutel], data)

    base = Omslag(
        "0123456789abcdef" * 2,
        Pakketsoort.INBRENG,
        datetime(2026, 11, 1, tzinfo=UTC),
        own,
        (Ontvanger("Vera", "RET", own_keys(ret.kluis).ontvangsleutel),),
        "Meedenken",
        "toestemming",
    )
    refused(ret, sign(spoof(base)), "niet in uw adressen")
    refused(ret, sign(base), "handtekening klopt niet")
    renamed = forged(toegang, ret, lambda o: replace(o, afzender=replace(own, naam="Burgemeester")))
    refused(ret, renamed, "noemt zich anders")


def test_a_sender_who_was_withdrawn_is_not_believed(ret: Sessie, toegang: Sessie, vera: int) -> None:
    data = sealed(toegang.pakketten.maak_inbreng(teams.casus(toegang), [vera]))
    ret.adressen.trek_in(ret.adressen.all()[0].id)
    refused(ret, data, "ingetrokken")


def test_a_sender_who_is_not_confirmed_is_marked(ret: Sessie, toegang: Sessie) -> None:
    ret.adressen.voeg_toe(teams.card(toegang))
    data = sealed(toegang.pakketten.maak_inbreng(teams.casus(toegang), [teams.knows(toegang, ret)]))
    assert ret.ontvangsten.lees(data).afzender.stand == "NIET BEVESTIGD"
    assert ret.ontvangsten.ontvang(data).afzender.stand == "NIET BEVESTIGD"


def test_who_passes_on_what_he_got_is_seen(ret: Sessie, toegang: Sessie, vera: int, jbt: Sessie) -> None:
    """The receiver opens it and seals the same signed zip to another: that one must not take it for his."""
    teams.knows(jbt, toegang)
    data = sealed(toegang.pakketten.maak_inbreng(teams.casus(toegang), [vera]))
    inner = open_with_key(own_keys(ret.kluis), data)
    passed_on = seal_to([own_keys(jbt.kluis).ontvangsleutel], inner)
    refused(jbt, passed_on, "voor iemand anders gemaakt")
    refused(jbt, data, "niet voor u verzegeld")


@pytest.mark.usefixtures("vera")
def test_a_used_number_with_other_contents_is_refused(ret: Sessie, toegang: Sessie) -> None:
    ret.ontvangsten.ontvang(forged(toegang, ret))
    refused(ret, forged(toegang, ret, nummer="RET-2026-999"), "hetzelfde nummer")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kader": "verzonnen"}, "niet kent"),
        (
            {"gezag": [{"voornaam": "a", "tussenvoegsel": "", "achternaam": "b", "instelling": "", "rol": "113"}]},
            "niet kent",
        ),
        ({"zoekregels": [p.inhoud()["zoekregels"][0] | {"zorgvorm": "verzonnen"}]}, "niet kent"),
        ({"zoekregels": [p.inhoud()["zoekregels"][0] | {"reden": "", "datum": "2099-01-01"}]}, "nog moet komen"),
    ],
)
@pytest.mark.usefixtures("vera")
def test_a_choice_or_day_that_cannot_be_is_refused(
    ret: Sessie, toegang: Sessie, fields: dict[str, Any], words: str
) -> None:
    refused(ret, forged(toegang, ret, **fields), words)


@pytest.mark.usefixtures("vera")
def test_practice_and_the_real_thing_do_not_mix(ret: Sessie, toegang: Sessie) -> None:
    refused(ret, forged(toegang, ret, lambda o: replace(o, oefening=True)), "een oefenpakket")
    practice = replace(ret.context, oefening=True)
    with pytest.raises(PakketGeweigerd, match="dit is een Oefenkluis"):
        Ontvangsten(practice, ret.kluis).ontvang(forged(toegang, ret))
    assert Ontvangsten(practice, ret.kluis).ontvang(forged(toegang, ret, lambda o: replace(o, oefening=True))).nieuw


@pytest.mark.usefixtures("vera")
def test_a_program_as_bijlage_is_refused(ret: Sessie, toegang: Sessie) -> None:
    keys, own = own_keys(toegang.kluis), toegang.adressen.eigen()[0]
    omslag = replace(
        p.omslag(), afzender=own, ontvangers=(Ontvanger("Vera", "RET", own_keys(ret.kluis).ontvangsleutel),)
    )
    data = pack(omslag, p.inhoud(), {"bijlagen/001": b"MZ kwaad"}, partial(keys.sign, Doel.PAKKET))[0]
    refused(ret, seal_to([own_keys(ret.kluis).ontvangsleutel], data), "een bijlage kan niet in de kluis")


def receipt(sender: Sessie, to: Sessie, pakket: str, manifest: str) -> bytes:
    """An ontvangstbewijs as someone would forge it."""
    keys = own_keys(sender.kluis)
    receiver = own_keys(to.kluis).ontvangsleutel
    omslag = replace(
        p.omslag(Pakketsoort.ONTVANGSTBEWIJS),
        afzender=sender.adressen.eigen()[0],
        ontvangers=(Ontvanger("Tess", "Toegang Epe", receiver),),
    )
    body = {"pakket": pakket, "manifest": manifest, "ontvangen_op": "2026-11-20"}
    return seal_to([receiver], pack(omslag, body, {}, partial(keys.sign, Doel.PAKKET))[0])


def test_a_forged_receipt_is_refused(ret: Sessie, toegang: Sessie, vera: int, jbt: Sessie) -> None:
    casus = teams.casus(toegang)
    made = toegang.pakketten.maak_inbreng(casus, [vera])
    with toegang.context.read() as session:
        manifest = session.scalars(select(PakketlogRow.manifest)).one()
    teams.knows(toegang, jbt)
    refused(toegang, receipt(jbt, toegang, made.id, manifest), "hoort niet bij een pakket")
    refused(toegang, receipt(ret, toegang, made.id, "0" * 64), "hoort niet bij een pakket")
    refused(toegang, receipt(ret, toegang, "0" * 32, manifest), "hoort niet bij een pakket")
    assert toegang.pakketten.verstuurd(casus)[0].bewijs_op is None


def test_a_receipt_is_of_what_was_received(ret: Sessie, toegang: Sessie, vera: int) -> None:
    made = toegang.pakketten.maak_inbreng(teams.casus(toegang), [vera])
    for number in (made.id, "", "zz"):
        with pytest.raises(UserError, match="geen ontvangen pakket"):
            ret.pakketten.bewijs(number)
    ret.ontvangsten.ontvang(sealed(made))
    for number in ("", made.id[:3]):
        with pytest.raises(UserError, match="geen ontvangen pakket"):
            ret.pakketten.bewijs(number)
    assert ret.pakketten.bewijs(made.id[:4]).ontvangers == ("Tess (Toegang Epe)",)


def test_who_may_not_read_dossiers_neither_sends_nor_opens(ret: Sessie, toegang: Sessie, vera: int) -> None:
    casus = teams.casus(toegang)
    data = sealed(toegang.pakketten.maak_inbreng(casus, [vera]))
    for rol in (Rol.LEZER_CIJFERS, Rol.BEHEERDER):
        context = replace(ret.context, actor=replace(ret.actor, rol=rol))
        with pytest.raises(NoRightError):
            Ontvangsten(context, ret.kluis).lees(data)
        with pytest.raises(NoRightError):
            Ontvangsten(context, ret.kluis).ontvang(data)
        with pytest.raises(NoRightError):
            Pakketten(replace(toegang.context, actor=context.actor), toegang.kluis).maak_inbreng(casus, [vera])
