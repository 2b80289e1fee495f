from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.netwerk import gezaghebbenden
from expertteam_app.services.gezinnen import NieuweRelatie, NieuwLid
from expertteam_app.services.sessie import Sessie

MOEDER = NieuwLid(voornaam="Sanne", tussenvoegsel="van", achternaam="Testdorp", geslacht="v")


def _casus(sessie: Sessie, voornaam: str = "Bo", geboren: date = date(2012, 2, 28), gezin: int | None = None) -> int:
    return sessie.casussen.add(
        NieuweCasus(
            voornaam=voornaam,
            achternaam="Testdorp",
            geboortedatum=geboren,
            gemeente="0232",
            aanmelding=date(2026, 9, 1),
            gezin_id=gezin,
        )
    )


def _kind(sessie: Sessie, casus_id: int) -> int:
    return sessie.casussen.dossier(casus_id).jeugdige.id


def test_a_parent_and_a_voogd_are_asked_and_the_dead_are_not(lege_sessie: Sessie) -> None:
    casus_id = _casus(lege_sessie)
    g, kind = lege_sessie.gezinnen, _kind(lege_sessie, casus_id)
    gezin = g.netwerk_van_casus(casus_id).gezin_id
    mother = g.add_lid(gezin, MOEDER, [NieuweRelatie(kind, "112", woont_samen=True)])
    father = g.add_lid(gezin, NieuwLid(voornaam="Ed", geslacht="m"), [NieuweRelatie(kind, "112")])
    g.add_lid(gezin, NieuwLid(achternaam="Buur"), [NieuweRelatie(kind, "393")])
    assert [p.id for p in gezaghebbenden(g.netwerk(gezin), kind)] == [mother, father]
    g.change_lid(father, "overleden", value=True)
    assert [p.id for p in gezaghebbenden(g.netwerk(gezin), kind)] == [mother]
    relation = g.netwerk(gezin).van_lid(mother)[0]
    g.change_relatie(relation.id, "rol", "113")
    g.add_lid(gezin, NieuwLid(instelling="Jeugdbescherming (fictief)"), [NieuweRelatie(kind, "191")])
    assert [p.naam for p in gezaghebbenden(g.netwerk(gezin), kind)] == ["Jeugdbescherming (fictief)"]


def test_what_cannot_be_is_refused_at_its_field_and_nothing_changes(lege_sessie: Sessie) -> None:
    casus_id = _casus(lege_sessie)
    g, kind = lege_sessie.gezinnen, _kind(lege_sessie, casus_id)
    gezin = g.netwerk_van_casus(casus_id).gezin_id
    one = g.add_lid(gezin, MOEDER, [NieuweRelatie(kind, "112")])
    two = g.add_lid(gezin, NieuwLid(voornaam="Ed"), [NieuweRelatie(kind, "112")])
    body = g.add_lid(gezin, NieuwLid(instelling="GI (fictief)"))
    g.add_partner(one, two, "gehuwd")
    relation = g.netwerk(gezin).van_lid(one)[0].id
    before = g.netwerk(gezin)
    wrongs: dict[str, Callable[[], object]] = {
        "achternaam": lambda: g.add_lid(gezin, NieuwLid()),
        "geboortedatum": lambda: g.change_lid(one, "geboortedatum", date(2014, 1, 1)),
        "gezag": lambda: g.change_relatie(relation, "gezag", "nee"),
        "rol": lambda: g.add_lid(gezin, NieuwLid(voornaam="Derde"), [NieuweRelatie(kind, "112")]),
        "partner": lambda: g.add_partner(one, one, "samen"),
        "partner ": lambda: g.add_partner(two, one, "samen"),
        "partner  ": lambda: g.add_partner(body, one, "samen"),
        "soort": lambda: g.add_partner(one, two, "verloofd"),
        "contact": lambda: g.change_relatie(relation, "contact", "soms"),
        "rol ": lambda: g.add_relatie(one, NieuweRelatie(kind, "301")),
        "rol  ": lambda: g.add_relatie(one, NieuweRelatie(kind, "999")),
        "achternaam ": lambda: g.add_lid(gezin, MOEDER),
    }
    for field, wrong in wrongs.items():
        with pytest.raises(FieldError) as refused:
            wrong()
        assert refused.value.field == field.strip()
    assert g.netwerk(gezin) == before


def test_whoever_goes_takes_relations_and_partnerships_along(lege_sessie: Sessie) -> None:
    casus_id = _casus(lege_sessie)
    g, kind = lege_sessie.gezinnen, _kind(lege_sessie, casus_id)
    gezin = g.netwerk_van_casus(casus_id).gezin_id
    one = g.add_lid(gezin, MOEDER, [NieuweRelatie(kind, "112")])
    two = g.add_lid(gezin, NieuwLid(voornaam="Ed"), [NieuweRelatie(kind, "212")])
    partners = g.add_partner(one, two, "samen")
    g.change_partner(partners, "uit elkaar")
    assert g.netwerk(gezin).partners[0].soort == "uit elkaar"
    g.remove_lid(one)
    left = g.netwerk(gezin)
    assert ([x.id for x in left.leden], [r.rol for r in left.relaties], left.partners) == ([two], ["212"], ())
    with pytest.raises(UserError):
        g.remove_lid(one)
    assert lege_sessie.beheer.controle() == ()
