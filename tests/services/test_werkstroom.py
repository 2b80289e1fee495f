"""The flow of work on a real kluis: routes, what comes back, what stands still, what comes and goes."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from expertteam_app.domain.dossier import CasusFilter, NieuweCasus
from expertteam_app.domain.oordeel import Oordeel
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.doorlooptijden import vergelijk
from expertteam_app.services.sessie import Sessie

JAAR = Periode(2025)


def casus(sessie: Sessie, nr: int, dag: date, gemeente: str = "0200") -> int:
    nieuw = NieuweCasus(f"Verzonnen{nr}", f"Fictief{nr}", gemeente, dag, geboortedatum=date(2012, 5, 1))
    return sessie.casussen.add(nieuw)


def test_routes_tell_what_casussen_really_did(lege_sessie: Sessie) -> None:
    s, dag = lege_sessie, date(2025, 3, 3)
    closed = [casus(s, nr, dag) for nr in range(3)]
    still = casus(s, 9, dag)
    casus(s, 10, date(2024, 3, 3))
    for each in closed:
        s.casussen.afsluiten(each, dag + timedelta(days=30), "doorgeleid-boeg")
    s.casussen.heropenen(closed[0], dag + timedelta(days=40), "de hulp stopte te vroeg")
    found = s.werkstroom.routes(JAAR)
    assert found.cijfers.zaken == 4
    by_last = {route[-1]: ids for route, ids in found.casus_ids.items()}
    assert by_last["afgesloten"] == tuple(closed[1:])
    assert any(still in ids for ids in found.casus_ids.values())
    assert any(closed[0] in ids and "heropend" in route for route, ids in found.casus_ids.items())
    assert s.werkstroom.routes(JAAR, "0232").cijfers.zaken == 0


def test_a_casus_that_comes_back_on_the_agenda_is_counted(lege_sessie: Sessie) -> None:
    s = lege_sessie
    one, two = casus(s, 1, date(2025, 3, 3)), casus(s, 2, date(2025, 3, 3))
    for day in (date(2025, 4, 1), date(2025, 5, 1)):
        zitting = s.zittingen.plan(ZittingSoort.RET, day, "9:00", "Kamer 1")
        s.zittingen.add_punt(zitting, casus_id=one)
        if day.month == 4:
            s.zittingen.add_punt(zitting, casus_id=two)
    assert s.werkstroom.routes(JAAR).terug == ((one, 2),)
    assert s.werkstroom.routes(Periode(2025, 1)).terug == ((one, 2),)


def test_what_comes_and_goes_adds_up(sessie: Sessie) -> None:
    today = sessie.context.vandaag()
    flow = sessie.werkstroom.stroom(Periode.half_of(today), aantal=8)
    for before, after in pairwise(flow):
        assert before.open_aan_het_eind + after.erbij - after.eruit == after.open_aan_het_eind
    open_now = len(sessie.casussen.find(CasusFilter(status="open")))
    assert flow[-1].open_aan_het_eind == open_now


def test_every_open_casus_is_a_point_on_its_step(sessie: Sessie) -> None:
    beeld = sessie.werkstroom.veroudering()
    open_now = set(sessie.casussen.find(CasusFilter(status="open")))
    assert {int(p.sleutel) for p in beeld.punten} == open_now
    assert len(beeld.rijen) == len(open_now)


def test_a_difference_between_periods_is_judged_with_open_zaken(sessie: Sessie) -> None:
    service = sessie.doorlooptijden
    now = service.table(Periode.half_of(sessie.context.vandaag()))
    before = {line.code: line for line in service.table(Periode.half_of(sessie.context.vandaag()).previous())}
    for line in now:
        found = vergelijk(before[line.code], line)
        ended = min(sum(z.eind is not None for z in side.zaken) for side in (before[line.code], line))
        assert (found.oordeel is Oordeel.TE_WEINIG) or ended >= 5
        assert found.kans is None or 0 <= found.kans <= 1


def test_a_reflectie_knows_what_its_period_holds(lege_sessie: Sessie) -> None:
    s, dag = lege_sessie, date(2025, 3, 3)
    made = [casus(s, nr, dag) for nr in range(4)]
    casus(s, 9, date(2024, 3, 3))
    s.codering.add_hiaat(made[0], "gezinshuis", "geen-capaciteit", dag + timedelta(days=9))
    s.casussen.afsluiten(made[1], dag + timedelta(days=30), "doorgeleid-boeg")
    found = s.reflectie.cijfers(date(2025, 1, 1), date(2025, 6, 30))
    assert (found.aangemeld, found.afgesloten, found.open_aan_het_eind) == (4, 1, 4)
    assert found.gemist == (("gezinshuis", 1),)
    assert "gezinshuis (1 gezin)" in found.in_woorden()
    assert (found.definitief, found.voorbehoud) == (0, 0)


def test_besluiten_of_a_period_are_counted_by_whether_they_are_definitief(sessie: Sessie) -> None:
    held = [z for z in sessie.zittingen.all(ZittingSoort.RET) if z.datum.year in (2025, 2026)]
    taken = [b for z in held for p in sessie.zittingen.dossier(z.id).punten for b in p.besluiten]
    found = sessie.reflectie.cijfers(date(2025, 1, 1), date(2026, 12, 31))
    assert found.definitief == sum(b.definitief for b in taken)
    assert found.voorbehoud == sum(not b.definitief for b in taken)
    assert taken
