from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.netwerk import gezaghebbenden
from expertteam_app.domain.netwerkregels import aandachtspunten
from expertteam_app.services.gezinnen import NieuweRelatie, NieuwLid
from expertteam_app.services.kinderen import NieuwKind
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


def _people(sessie: Sessie, gezin: int) -> list[tuple[str, list[tuple[int, str]]]]:
    netwerk = sessie.gezinnen.netwerk(gezin)
    return [(x.naam, [(r.jeugdige_id, r.rol) for r in netwerk.van_lid(x.id)]) for x in netwerk.leden]


def test_a_child_that_moves_takes_its_people_along_and_leaves_those_of_the_others(lege_sessie: Sessie) -> None:
    first = _casus(lege_sessie)
    g, k = lege_sessie.gezinnen, lege_sessie.kinderen
    old, bo = g.netwerk_van_casus(first).gezin_id, _kind(lege_sessie, first)
    fay = _kind(lege_sessie, _casus(lege_sessie, "Fay", date(2015, 1, 1), old))
    mother = g.add_lid(old, MOEDER, [NieuweRelatie(bo, "112"), NieuweRelatie(fay, "112")])
    father = g.add_lid(old, NieuwLid(voornaam="Ed", geslacht="m"), [NieuweRelatie(fay, "113")])
    foster = g.add_lid(old, NieuwLid(voornaam="Pien"), [NieuweRelatie(fay, "211", woont_samen=True)])
    g.add_partner(mother, father, "gescheiden")
    new = k.move(fay, None)
    assert _people(lege_sessie, old) == [("Sanne van Testdorp", [(bo, "112")]), ("Ed", [])]
    assert _people(lege_sessie, new) == [
        ("Pien", [(fay, "211")]),
        ("Sanne van Testdorp", [(fay, "112")]),
        ("Ed", [(fay, "113")]),
    ]
    assert [p.soort for p in g.netwerk(new).partners] == ["gescheiden"] == [p.soort for p in g.netwerk(old).partners]
    assert g.netwerk(new).lid(foster) is not None
    k.move(fay, old)
    assert _people(lege_sessie, old) == [
        ("Sanne van Testdorp", [(bo, "112"), (fay, "112")]),
        ("Ed", [(fay, "113")]),
        ("Pien", [(fay, "211")]),
    ]
    assert g.netwerk(new).leden == ()
    assert len(g.netwerk(old).partners) == 1
    with pytest.raises(FieldError):
        k.move(fay, old)
    assert lege_sessie.beheer.controle() == ()


def test_a_move_is_one_act_of_the_log(lege_sessie: Sessie) -> None:
    first = _casus(lege_sessie)
    kind = _kind(lege_sessie, first)
    lege_sessie.gezinnen.add_lid(lege_sessie.gezinnen.netwerk_van_casus(first).gezin_id, MOEDER)
    lege_sessie.kinderen.move(kind, None)
    lines = [r for r in lege_sessie.beheer.logboek() if r.handeling == "kind naar ander gezin"]
    assert {r.tabel for r in lines} == {"gezin", "jeugdige", "gezinslid"}


def test_a_brother_without_casus_comes_changes_and_goes(lege_sessie: Sessie) -> None:
    casus_id = _casus(lege_sessie)
    g, k = lege_sessie.gezinnen, lege_sessie.kinderen
    gezin, bo = g.netwerk_van_casus(casus_id).gezin_id, _kind(lege_sessie, casus_id)
    cas = k.add(gezin, NieuwKind("Cas", "Testdorp", "0232", geboortedatum=date(2010, 5, 5), geslacht="m"))
    g.add_lid(gezin, NieuwLid(voornaam="Sanne", geboortedatum=date(1990, 1, 1)), [NieuweRelatie(cas, "112")])
    assert [x.naam for x in g.netwerk(gezin).kinderen] == ["Cas Testdorp", "Bo Testdorp"]
    wrongs: tuple[tuple[str, object], ...] = (
        ("geboortedatum", date(1989, 1, 1)),
        ("geboortedatum", date(2027, 1, 1)),
        ("geslacht", "q"),
        ("gemeente", "0150"),
        ("bsn", "111222333"),
    )
    for field, value in wrongs:
        with pytest.raises(FieldError) as refused:
            k.change(cas, field, value)
        assert refused.value.field == field
    k.change(cas, "geboortedatum", date(2000, 1, 1))
    assert "10 jaar bij de geboorte" in aandachtspunten(g.netwerk(gezin), cas)[0]
    k.change(bo, "geslacht", "v")
    k.change(bo, "voornaam", "Bobbie")
    assert lege_sessie.casussen.rows([casus_id])[0].naam == "Bobbie Testdorp"
    assert [x.geslacht for x in g.netwerk(gezin).kinderen] == ["m", "v"]
    assert k.find_gezinnen("bobbie")[0].kinderen == ("Cas Testdorp", "Bobbie Testdorp")
    assert k.find_gezinnen("2026 001")[0].id == gezin
    with pytest.raises(UserError, match="casus"):
        k.remove(bo)
    k.remove(cas)
    assert [x.naam for x in g.netwerk(gezin).kinderen] == ["Bobbie Testdorp"]
    assert lege_sessie.beheer.controle() == ()
