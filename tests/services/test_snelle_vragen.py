"""Questions that look only at part of the kluis give what looking at all of it gives."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from expertteam_app.db.queries.metingen import casus_logs
from expertteam_app.domain.casus import fold
from expertteam_app.domain.dossier import SORT_COLUMNS, CasusDossier, CasusFilter
from expertteam_app.domain.herkenning import Kenmerken, compare, slips
from expertteam_app.domain.klokloop import measure, milestones_per_cycle, models_of_stays
from expertteam_app.domain.namen import Naam
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.termijn import Eenheid, elapsed
from expertteam_app.services.kloklopen import CasusTijd, casus_runs, load_uurwerk, version_and_norm
from expertteam_app.services.sessie import Sessie

ALLE = CasusFilter(status="alle")


def dossiers(s: Sessie) -> list[CasusDossier]:
    return [s.casussen.dossier(i) for i in s.casussen.find(ALLE)]


@pytest.mark.parametrize("column", SORT_COLUMNS)
def test_descending_is_ascending_turned_around(sessie: Sessie, column: str) -> None:
    up = sessie.casussen.find(CasusFilter(status="alle", sorteer=column, aflopend=False))
    assert sessie.casussen.find(CasusFilter(status="alle", sorteer=column, aflopend=True)) == up[::-1]
    assert len(set(up)) == len(up) == 60


def test_the_form_finds_every_double_that_comparing_with_all_finds(sessie: Sessie) -> None:
    known = dossiers(sessie)
    found_some = 0
    for one in known[::3]:
        child = one.jeugdige
        naam = Naam(child.voornaam, child.tussenvoegsel, child.achternaam)
        born = child.geboortedatum
        assert born is not None
        for day in (born, next(slips(born)), born + timedelta(days=4), None):
            for place in (child.gemeente, None):
                new = Kenmerken(naam, day, place)
                expected = {}
                for other in known:
                    j = other.jeugdige
                    likeness = compare(
                        new, Kenmerken(Naam(j.voornaam, j.tussenvoegsel, j.achternaam), j.geboortedatum, j.gemeente)
                    )
                    if likeness.zekerheid:
                        expected[other.id] = likeness.zekerheid
                doubles = sessie.casussen.possible_doubles(naam, day, place)
                assert {d.casus_id: d.zekerheid for d in doubles} == expected
                found_some += len(doubles)
    assert found_some > 60


def test_a_child_without_birth_date_is_compared_too(sessie: Sessie) -> None:
    one = dossiers(sessie)[0]
    child = one.jeugdige
    sessie.casussen.change(one.id, "geboortedatum", None)
    naam = Naam(child.voornaam, child.tussenvoegsel, child.achternaam)
    assert one.id in {d.casus_id for d in sessie.casussen.possible_doubles(naam, child.geboortedatum, child.gemeente)}


def _pause_and_close(s: Sessie) -> None:
    """Make the kinds of casus the invented ones lack: paused again after a pause, reopened, an event retracted."""
    today = s.context.vandaag()
    running = [d.id for d in dossiers(s) if d.stand.status == "open"]
    for casus_id in running[:4]:
        s.casussen.pauzeren(casus_id, today - timedelta(days=2), "wacht op ouder", telt=True)
    s.casussen.hervatten(running[0], today - timedelta(days=1))
    s.casussen.pauzeren(running[0], today, "opnieuw", telt=False)
    last = max(e.volgnummer for e in s.casussen.dossier(running[1]).tijdlijn)
    s.casussen.intrekken(running[1], last, "vergissing")
    s.casussen.afsluiten(running[5], today, s.lists["uitkomsten"].codes[0].code)
    s.casussen.heropenen(running[5], today, "toch niet klaar")


def test_vandaag_says_what_the_logs_say(sessie: Sessie) -> None:
    _pause_and_close(sessie)
    today = sessie.context.vandaag()
    norm, paused, idle = {}, {}, set()
    planned = [z.id for z in sessie.zittingen.all() if z.datum >= today and z.status == "gepland"]
    coming = {punt.casus_id for z in planned for punt in sessie.zittingen.dossier(z).punten}
    for d in dossiers(sessie):
        stand = d.stand
        if stand.gesloten:
            continue
        stap = next((s for s in d.model.stappen if s.volgorde == stand.stap), None)
        if stap is not None and stap.norm and stand.stap_sinds is not None:
            spent = elapsed(stand.stap_sinds, today, stand.pauzes, Eenheid(stap.eenheid)).netto
            if spent > stap.norm:
                norm[d.id] = spent
        if stand.gepauzeerd is not None:
            paused[d.id] = stand.gepauzeerd.van
        elif d.id not in coming and not any(a.klaar_op is None for a in d.acties):
            idle.add(d.id)
    found = sessie.vandaag.overview()
    lines = (*found.regels, *found.uitgesteld)
    assert {x.casus_id: int(x.tekst.split()[2]) for x in lines if x.soort == "norm"} == norm
    assert {x.casus_id: x.datum for x in lines if x.soort == "pauze"} == paused
    assert {x.casus_id for x in lines if x.soort == "geen-volgende-stap"} == idle
    assert len(paused) >= 3
    assert norm
    assert idle


@pytest.mark.parametrize("code", ["2025-H2", "2026-H1", "2026-H2", "2026"])
def test_hiaten_count_what_the_dossiers_hold(sessie: Sessie, code: str) -> None:
    periode = Periode.parse(code)
    everything = dossiers(sessie)
    for place in (None, "0200"):
        chosen = [d for d in everything if place in (None, d.gemeente)]
        expected: dict[tuple[str, str], set[int]] = {}
        for d in chosen:
            for h in d.hiaten:
                if periode.contains(h.vastgesteld_op):
                    expected.setdefault((h.zorgvorm, h.aard), set()).add(d.id)
        overview = sessie.hiaten.overview(periode, place)
        assert {(r.zorgvorm, r.aard): set(r.casus_ids) for r in overview.per_zorgvorm_en_aard} == expected


def test_a_klok_runs_for_every_casus_that_began_in_the_period(sessie: Sessie) -> None:
    _pause_and_close(sessie)
    periode = Periode(2026, 2)
    lines = {line.code: {(z.casus_id, z.begin) for z in line.zaken} for line in sessie.doorlooptijden.table(periode)}
    everything = dossiers(sessie)
    for stap in range(1, 7):
        expected: set[tuple[int | None, date]] = {
            (d.id, v.begin)
            for d in everything
            for v in d.stand.verblijven
            if v.stap == stap and periode.contains(v.begin)
        }
        assert lines[f"D1-{stap}"] == expected


def test_recomputing_counts_what_measuring_every_run_over_whole_logs_counts(sessie: Sessie) -> None:
    _pause_and_close(sessie)
    today, told = sessie.context.vandaag(), {}
    with sessie.context.read() as session:
        werk = load_uurwerk(session)
        casussen = [
            CasusTijd(c, fold(c.log), milestones_per_cycle(c.log), models_of_stays(c.log)) for c in casus_logs(session)
        ]
    for klok in werk.klokken(today):
        if not (klok.meetbaar and klok.van_casus):
            continue
        counts = Counter[str]()
        for run in casus_runs(klok, casussen):
            held, norm = version_and_norm(werk, klok.code, run)
            found = measure(held, run.loop, norm, werk.kalender(held), today).binnen_norm
            counts[{True: "binnen", False: "over", None: "zonder_norm"}[found]] += 1
            counts["loopt" if run.loop.eind is None else "klaar"] += 1
        told[klok.code] = counts
    recomputed = {t.code: t for t in sessie.klokken.herbereken()}
    for code, counts in told.items():
        line = recomputed[code]
        assert (line.loopt, line.klaar, line.binnen, line.over, line.zonder_norm) == tuple(
            counts[name] for name in ("loopt", "klaar", "binnen", "over", "zonder_norm")
        )
    assert sum(counts["over"] for counts in told.values()) > 20
