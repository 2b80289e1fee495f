from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, select

from expertteam_app.db.base import Base
from expertteam_app.db.tables import CasusRow, JeugdigeRow
from expertteam_app.domain.dossier import CasusFilter, NieuweCasus
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.toestemming import Onbekwaam
from expertteam_app.services.codering import NieuweZoekregel
from expertteam_app.services.sessie import Sessie
from tests.conftest import VANDAAG

APART = {"audit", "casus_overzicht", "zoekdocument", "gebeurtenis", "samenvoeging", "concept"}


def _new(sessie: Sessie, voornaam: str = "Noor", aanmelding: date = date(2026, 3, 2), **fields: str) -> int:
    casus_id = sessie.casussen.add(
        NieuweCasus(voornaam, "Fictief-Jansen", "0200", aanmelding, geboortedatum=date(2012, 4, 5))
    )
    for name, value in fields.items():
        sessie.casussen.change(casus_id, name, value)
    return casus_id


def _content(sessie: Sessie) -> dict[str, list[dict[str, object]]]:
    """Every row of every table that a merge may touch; without the counter of optimistic locking."""
    found: dict[str, list[dict[str, object]]] = {}
    with sessie.context.read() as session:
        for mapper in Base.registry.mappers:
            if mapper.local_table.description not in APART:
                rows = session.scalars(select(mapper.class_).order_by(mapper.class_.id)).all()
                columns = [p.key for p in inspect(mapper.class_).column_attrs if p.key != "versie"]
                found[mapper.local_table.description] = [{c: getattr(r, c) for c in columns} for r in rows]
    return found


def test_what_hung_on_the_double_hangs_on_the_casus_that_stays(lege_sessie: Sessie) -> None:
    first = _new(lege_sessie, vraag="Waar kan Noor wonen?")
    second = _new(lege_sessie, "Noortje", date(2026, 4, 1), vraag="Welke school past?", aangemeld_door="CJG")
    lege_sessie.codering.add_zoekregel(second, NieuweZoekregel("gezinshuis", date(2026, 4, 2)))
    lege_sessie.codering.add_actie("Bellen", "Bep Fictief", None, casus_id=second)
    lege_sessie.codering.set_oorzaken(first, ["A1", "A2"], "A1")
    lege_sessie.codering.set_oorzaken(second, ["A2", "K1"])
    lege_sessie.casussen.notitie(second, date(2026, 4, 3), "gebeld")

    preview = lege_sessie.samenvoegen.voorbeeld(first, second)
    assert dict(preview.aantallen) == {"acties": 1, "oorzaken": 2, "zoekregels": 1}
    assert preview.let_op == ()
    lege_sessie.samenvoegen.voeg_samen(first, second, "zelfde kind, twee keer aangemeld")

    dossier = lege_sessie.casussen.dossier(first)
    assert dossier.vraag == "Waar kan Noor wonen?\n\nUit RET-2026-002: Welke school past?"
    assert dossier.aangemeld_door == "CJG"
    assert [o.code for o in dossier.oorzaken] == ["A1", "A2", "K1"]
    assert (len(dossier.zoekregels), len(dossier.acties)) == (1, 1)
    assert "RET-2026-002: notitie" in [e.titel for e in dossier.tijdlijn]
    assert dossier.stand.aangemeld == date(2026, 3, 2), "the tijdlijn of the double moves nothing"
    assert lege_sessie.casussen.find(CasusFilter(status="alle")) == [first]
    assert lege_sessie.samenvoegen.blijft(second) == first
    assert [k.casus_nummers for k in dossier.gezinsleden] == [("RET-2026-001",)]
    assert lege_sessie.beheer.controle() == ()


def test_a_merged_casus_is_counted_once(lege_sessie: Sessie) -> None:
    first, second = _new(lege_sessie), _new(lege_sessie)
    lege_sessie.samenvoegen.voeg_samen(first, second, "dubbel")
    steps = [line for line in lege_sessie.doorlooptijden.table(Periode.parse("2026-H1")) if line.code == "D1-5"]
    assert [zaak.nummer for line in steps for zaak in line.zaken] == ["RET-2026-001"]


def test_splitting_brings_everything_back(sessie: Sessie) -> None:
    ids = sorted(sessie.casussen.find(CasusFilter(status="alle")))
    before = _content(sessie)
    merge = sessie.samenvoegen.voeg_samen(ids[3], ids[17], "dubbel")
    assert _content(sessie) != before
    assert sessie.samenvoegen.splits(merge) == ids[17]
    assert _content(sessie) == before
    assert sessie.beheer.controle() == ()
    assert sessie.samenvoegen.in_casus(ids[3]) == ()
    with pytest.raises(UserError, match="al gesplitst"):
        sessie.samenvoegen.splits(merge)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(st.integers(0, 59), st.integers(0, 59)), min_size=1, max_size=3))
def test_any_row_of_merges_comes_apart_in_reverse_order(sessie: Sessie, pairs: list[tuple[int, int]]) -> None:
    ids = sorted(sessie.casussen.find(CasusFilter(status="alle")))
    before, done = _content(sessie), []
    for one, other in pairs:
        try:
            done.append(sessie.samenvoegen.voeg_samen(ids[one], ids[other], "dubbel"))
        except FieldError:
            continue
    for merge in reversed(done):
        sessie.samenvoegen.splits(merge)
    assert _content(sessie) == before


def test_a_text_that_was_changed_since_stays_as_it_is(lege_sessie: Sessie) -> None:
    first, second = _new(lege_sessie, vraag="Eerste"), _new(lege_sessie, vraag="Tweede")
    merge = lege_sessie.samenvoegen.voeg_samen(first, second, "dubbel")
    lege_sessie.casussen.change(first, "vraag", "Later geschreven")
    lege_sessie.samenvoegen.splits(merge)
    assert lege_sessie.casussen.dossier(first).vraag == "Later geschreven"
    assert lege_sessie.casussen.dossier(second).vraag == "Tweede"


def test_the_other_casus_of_the_child_follows_and_comes_back(lege_sessie: Sessie) -> None:
    first, second = _new(lege_sessie), _new(lege_sessie)
    with lege_sessie.context.write("tweede casus") as session:
        double = session.get(CasusRow, second)
        assert double is not None
        child = session.get(JeugdigeRow, double.jeugdige_id)
        assert child is not None
        child_id = child.id
        third = CasusRow(nummer="RET-2026-900", jeugdige_id=child.id, model_id=double.model_id, gemeente="0200")
        session.add(third)
    merge = lege_sessie.samenvoegen.voeg_samen(first, second, "dubbel")
    mine = lege_sessie.casussen.dossier(first).jeugdige.id
    assert _child_of(lege_sessie, "RET-2026-900") == mine
    lege_sessie.samenvoegen.splits(merge)
    assert _child_of(lege_sessie, "RET-2026-900") == child_id


def test_that_the_child_cannot_judge_goes_along_whole_and_comes_back(lege_sessie: Sessie) -> None:
    first, second = _new(lege_sessie), _new(lege_sessie)
    lege_sessie.toestemmingen.zelf_oordelen(second, VANDAAG, "de jeugdarts (fictief)", VANDAAG)
    merge = lege_sessie.samenvoegen.voeg_samen(first, second, "dubbel")
    assert lege_sessie.toestemmingen.van_casus(first).situatie.onbekwaam == Onbekwaam(
        VANDAAG, "de jeugdarts (fictief)", VANDAAG
    )
    lege_sessie.samenvoegen.splits(merge)
    assert lege_sessie.toestemmingen.van_casus(first).situatie.onbekwaam is None
    assert lege_sessie.toestemmingen.van_casus(second).situatie.onbekwaam is not None


def _child_of(sessie: Sessie, nummer: str) -> int:
    with sessie.context.read() as session:
        return session.scalars(select(CasusRow.jeugdige_id).where(CasusRow.nummer == nummer)).one()


def test_what_cannot_be_merged_is_refused_and_changes_nothing(lege_sessie: Sessie) -> None:
    first, second, third = _new(lege_sessie), _new(lege_sessie), _new(lege_sessie, "Mo")
    with pytest.raises(FieldError, match="zichzelf"):
        lege_sessie.samenvoegen.voeg_samen(first, first, "dubbel")
    with pytest.raises(FieldError, match="waarom"):
        lege_sessie.samenvoegen.voeg_samen(first, second, "  ")
    lege_sessie.samenvoegen.voeg_samen(first, second, "dubbel")
    before = _content(lege_sessie)
    with pytest.raises(FieldError, match="al samengevoegd"):
        lege_sessie.samenvoegen.voeg_samen(third, second, "dubbel")
    assert _content(lege_sessie) == before


def test_an_earlier_aanmelding_and_another_child_are_told_before(lege_sessie: Sessie) -> None:
    later = _new(lege_sessie, aanmelding=date(2026, 6, 1))
    earlier = _new(lege_sessie, "Mo", date(2026, 2, 1))
    told = lege_sessie.samenvoegen.voorbeeld(later, earlier).let_op
    assert len(told) == 2
    assert "lijken niet op elkaar" in told[0]
    assert "RET-2026-002 is eerder aangemeld (01-02-2026)" in told[1]


def test_candidates_are_found_in_another_spelling(lege_sessie: Sessie) -> None:
    first = _new(lege_sessie)
    lege_sessie.casussen.add(
        NieuweCasus("N.", "Fictief-Jansen", "0200", date(2026, 5, 1), geboortedatum=date(2012, 4, 5))
    )
    lege_sessie.casussen.add(
        NieuweCasus("Noor", "Fictief Janssen", "0200", date(2026, 5, 2), geboortedatum=date(2012, 5, 4))
    )
    found = lege_sessie.samenvoegen.kandidaten(first)
    assert {d.nummer for d in found} == {"RET-2026-002", "RET-2026-003"}
