"""What a VTO lacks or contradicts is said in one sentence with its field, and nothing is said of a good one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from expertteam_app.domain.corv import Belanghebbende, Instelling, Kind, Medewerker, Persoon, Rol, Systeem, Vto, Zaak
from expertteam_app.domain.corv_regels import MAX_DOCUMENT, ontbreekt
from expertteam_app.domain.netwerk import GEZAG_OPEN, GROOTOUDER, MET_GEZAG, PLEEGOUDER, VOOGD
from tests.exchange.corv_voorbeeld import BSNS, DAG, GI, MOEDER, RNI, VADER, VERSLAG, kind, vto

WRONG_BSN = "123456789"


def who(**changes: object) -> Vto:
    """A VTO of which one child is a little different."""
    return vto(Kind(replace(kind().persoon, **changes)))  # type: ignore[arg-type]  # names of its own fields


def unborn(**changes: object) -> Vto:
    start = Kind(Persoon(), ongeboren=True, verwacht=date(2027, 1, 1))
    return vto(replace(start, **changes))  # type: ignore[arg-type]  # names of its own fields


def people(*wie: Belanghebbende) -> Vto:
    mother = Belanghebbende(MOEDER, (Rol(MET_GEZAG, (1,), gezag=True),))
    return vto(wie=(mother, *wie))


def one(wie: Persoon | Instelling, code: str, *places: int, gezag: bool = False) -> Belanghebbende:
    return Belanghebbende(wie, (Rol(code, places, gezag=gezag),))


MISSING: dict[str, Vto] = {
    "zender.organisatie": replace(vto(), zender=Systeem("", "JZA")),
    "ontvanger.applicatie": replace(vto(), ontvanger=Systeem("RC0102")),
    "referentie": replace(vto(), referentie=""),
    "zaak.identificatie": replace(vto(), zaak=replace(vto().zaak, identificatie=" ")),
    "zaak.start": replace(vto(), zaak=replace(vto().zaak, start=None)),
    "zaak.registratie": replace(vto(), zaak=replace(vto().zaak, registratie=None)),
    "zaak.extra": replace(vto(), zaak=replace(vto().zaak, extra=())),
    "kind": replace(vto(), kinderen=()),
    "kind.1.bsn": who(bsn=""),
    "kind.1.achternaam": who(achternaam=""),
    "kind.1.geboortedatum": who(geboortedatum=None),
    "kind.1.verwacht": unborn(verwacht=None),
    "kind.1.gezag": vto(wie=(one(MOEDER, VOOGD, 1),)),
    "belanghebbende": replace(vto(Kind(Persoon(), ongeboren=True, verwacht=DAG)), belanghebbenden=()),
    "belanghebbende.2.achternaam": people(one(Persoon(), GROOTOUDER, 1)),
    "belanghebbende.2.naam": people(one(replace(GI, naam=""), VOOGD, 1)),
    "belanghebbende.2.telefoon": people(one(replace(GI, telefoon=""), VOOGD, 1)),
    "belanghebbende.2.rol": people(Belanghebbende(VADER)),
    "medewerker.achternaam": replace(vto(), medewerker=Medewerker()),
    "organisatie.naam": replace(vto(), organisatie=replace(vto().organisatie, naam="")),
    "document": replace(vto(), documenten=()),
    "document.1.inhoud": vto(stukken=(replace(VERSLAG, inhoud=b""),)),
    "document.1.bestandsnaam": vto(stukken=(replace(VERSLAG, bestandsnaam=""),)),
}

CONFLICTS: list[tuple[str, Vto]] = [
    ("zaak.registratie", replace(vto(), zaak=replace(vto().zaak, registratie=date(2026, 1, 1)))),
    ("zaak.identificatie", replace(vto(), zaak=replace(vto().zaak, identificatie="1234"))),
    ("zender.applicatie", replace(vto(), zender=Systeem("0232", "JZ"))),
    ("kind.1.bsn", who(bsn=WRONG_BSN)),
    ("kind.1.bsn", who(bsn=f"{BSNS[1][:3]} {BSNS[1][3:]}")),
    ("kind.1.rni", who(rni=RNI[:-1])),
    ("kind.1.achternaam", who(achternaam="een\nregel")),
    ("kind.1.achternaam", who(achternaam="x" * 201)),
    ("kind.1.voornamen", who(voornamen="  ")),
    ("kind.1.tussenvoegsel", who(tussenvoegsel="van den oude")),
    ("kind.1.geslacht", who(geslacht="q")),
    ("kind.1.geboortedatum", who(geboortedatum=DAG + timedelta(days=1))),
    ("kind.1.geboortedatum", who(geboortedatum=date(2008, 11, 20))),
    ("kind.1.geboortedatum", who(geboortedatum=None, geboortejaar="14")),
    ("kind.1.geboortedatum", vto(Kind(kind().persoon, geboorte_onbekend=True))),
    ("kind.1.verwacht", vto(Kind(kind().persoon, verwacht=DAG))),
    ("kind.1.bsn", unborn(persoon=Persoon(bsn=BSNS[2]))),
    ("kind.1.geboortedatum", unborn(persoon=Persoon(geboortedatum=DAG))),
    ("kind.1.verwacht", unborn(verwacht=DAG - timedelta(days=22))),
    ("kind.1.verwacht", unborn(verwacht=DAG + timedelta(days=311))),
    ("bsn", vto(kind(1), kind(1))),
    ("bsn", people(one(replace(VADER, bsn=MOEDER.bsn), GROOTOUDER, 1))),
    ("kind.1.gezag", people(one(VADER, MET_GEZAG, 1, gezag=True), one(GI, VOOGD, 1, gezag=True))),
    ("belanghebbende.2.gezag", people(one(VADER, "113", 1, gezag=True))),
    ("belanghebbende.2.gezag", people(one(VADER, MET_GEZAG, 1))),
    ("belanghebbende.2.gezag", people(one(VADER, VOOGD, 1))),
    ("belanghebbende.2.gezag", people(one(VADER, PLEEGOUDER, 1, gezag=True))),
    ("belanghebbende.2.gezag", people(one(VADER, GEZAG_OPEN, 1, gezag=True))),
    ("belanghebbende.2.rol", people(one(VADER, "999", 1))),
    ("belanghebbende.2.rol", people(one(VADER, GROOTOUDER, 2))),
    ("belanghebbende.2.rol", people(one(VADER, GROOTOUDER, 1, 1))),
    ("belanghebbende.2.vestigingsnummer", people(one(replace(GI, vestigingsnummer="1"), VOOGD, 1))),
    ("organisatie.rsin", replace(vto(), organisatie=replace(vto().organisatie, rsin=WRONG_BSN))),
    ("document", vto(stukken=tuple(replace(VERSLAG, identificatie=f"{n}") for n in range(4)))),
    ("document", vto(stukken=(VERSLAG, VERSLAG))),
    ("document.1.soort", vto(stukken=(replace(VERSLAG, soort="Brief"),))),
    ("document.1.media", vto(stukken=(replace(VERSLAG, media="text/html"),))),
    ("document.1.inhoud", vto(stukken=(replace(VERSLAG, inhoud=bytes(MAX_DOCUMENT + 1)),))),
]


GOOD: list[Vto] = [
    vto(),
    unborn(),
    unborn(verwacht=DAG - timedelta(days=21)),
    unborn(verwacht=DAG + timedelta(days=310)),
    people(one(GI, VOOGD, 1, gezag=True)),
    people(one(replace(GI, vestigingsnummer="000012345678"), VOOGD, 1, gezag=True)),
]


@pytest.mark.parametrize("made", GOOD)
def test_of_a_good_vto_nothing_is_said(made: Vto) -> None:
    assert ontbreekt(made) == ()


@pytest.mark.parametrize("veld", MISSING)
def test_what_lacks_leads_to_its_field(veld: str) -> None:
    found = {g.veld: g for g in ontbreekt(MISSING[veld])}
    assert veld in found
    assert not found[veld].tegenspraak


@pytest.mark.parametrize(("veld", "made"), CONFLICTS)
def test_what_cannot_be_right_leads_to_its_field(veld: str, made: Vto) -> None:
    assert any(g.veld == veld and g.tegenspraak for g in ontbreekt(made)), ontbreekt(made)


@pytest.mark.parametrize("made", [*MISSING.values(), *(made for _veld, made in CONFLICTS)])
def test_every_sentence_is_whole_and_names_nobody(made: Vto) -> None:
    for gat in ontbreekt(made):
        assert gat.zin[0].isupper()
        assert gat.zin.endswith((".", ")."))
        assert not any(word in gat.zin for word in ("Verzonnen", "Bedacht", "Brug", BSNS[0], BSNS[1], WRONG_BSN))


def test_a_child_of_seventeen_goes_and_a_child_that_turns_eighteen_today_does_not() -> None:
    assert ontbreekt(who(geboortedatum=date(2008, 11, 21))) == ()
    assert ontbreekt(who(geboortedatum=date(2008, 11, 20)))


def test_an_empty_zaak_tells_of_everything_at_once() -> None:
    empty = Vto(Systeem(), Systeem(), DAG, "", Zaak(), (), (), Medewerker(), vto().organisatie, ())
    assert len(ontbreekt(empty)) > 10


def test_a_pleegouder_who_is_voogd_as_well_has_gezag_in_that_role() -> None:
    both = (Rol(PLEEGOUDER, (1,), gezag=True), Rol(VOOGD, (1,), gezag=True))
    assert ontbreekt(people(Belanghebbende(VADER, both))) == ()
