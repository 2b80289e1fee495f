"""Cohorts, periods and filters of doorlooptijden on the filled practice kluis, against counting the zaken by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from expertteam_app.domain.doorlooptijd import Cohort, Keuze
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import Cancelled, FieldError
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.tijdvak import Tijdvak
from expertteam_app.services.doorlooptijden import KlokUitkomst
from expertteam_app.services.sessie import Sessie

JAAR = Periode(2025)


def keys(lines: tuple[KlokUitkomst, ...]) -> dict[str, set[str]]:
    return {line.code: {z.sleutel for z in line.zaken} for line in lines}


def test_cohort_of_end_holds_what_was_finished_and_what_was_open_on_the_last_day(sessie: Sessie) -> None:
    found = sessie.doorlooptijden.voor(Keuze(JAAR, Cohort.EIND))
    every = Tijdvak(date(2000, 1, 1), date(2026, 12, 31))
    whole = {line.code: line for line in sessie.doorlooptijden.voor(Keuze(every))}
    some = 0
    for line in found:
        ended = {z.sleutel for z in whole[line.code].zaken if z.eind is not None and JAAR.contains(z.eind)}
        assert {z.sleutel for z in line.zaken if z.eind is not None} == ended
        assert line.cijfer.afgerond == len(ended)
        assert line.cijfer.kromme is None, "no curve over those that were finished"
        for zaak in line.zaken:
            if zaak.eind is None:
                assert zaak.begin <= JAAR.tot
                later = next(z for z in whole[line.code].zaken if z.sleutel == zaak.sleutel)
                assert later.eind is None or later.eind > JAAR.tot
                assert zaak.bruto <= later.bruto
        some += line.cijfer.genoeg
    assert some


def test_figures_of_the_finished_are_those_of_their_days(sessie: Sessie) -> None:
    line = next(u for u in sessie.doorlooptijden.voor(Keuze(JAAR, Cohort.EIND)) if u.cijfer.genoeg)
    days = sorted(z.netto for z in line.zaken if z.eind is not None)
    assert line.cijfer.p50 == days[(len(days) + 1) // 2 - 1]
    assert line.cijfer.p80 == days[-(-4 * len(days) // 5) - 1]
    low, high = line.cijfer.p50_interval
    assert low is not None
    assert high is not None
    assert low <= line.cijfer.p50 <= high
    assert line.cijfer.in_woorden(line.eenheid).startswith("van wat is afgerond duurde de helft hooguit")
    if line.cijfer.binnen_norm is not None:
        within = [z.binnen_norm for z in line.zaken if z.eind is not None]
        assert line.cijfer.binnen_norm == sum(map(bool, within)) / len(within)


def test_any_stretch_of_days_is_a_period(sessie: Sessie) -> None:
    spring = Tijdvak(date(2025, 3, 1), date(2025, 5, 15))
    whole = keys(sessie.doorlooptijden.table(JAAR))
    part = sessie.doorlooptijden.table(spring)
    assert any(line.zaken for line in part)
    for line in part:
        assert {z.sleutel for z in line.zaken} <= whole[line.code]
        assert all(spring.contains(z.begin) for z in line.zaken)
    halves = [keys(sessie.doorlooptijden.table(p)) for p in (Periode(2025, 1), Tijdvak(date(2025, 7, 1), JAAR.tot))]
    assert {code: halves[0][code] | halves[1][code] for code in whole} == whole


def test_zorgvormen_together_are_all_casussen_that_have_one(sessie: Sessie) -> None:
    rows = sessie.casussen.rows(sessie.casussen.find(CasusFilter(status="alle")))
    by_id = {row.id: row.zorgvorm for row in rows}
    whole = sessie.doorlooptijden.table(JAAR)
    code = next(by_id[z.casus_id] for line in whole for z in line.zaken if z.casus_id and by_id[z.casus_id])
    for line, all_of_it in zip(sessie.doorlooptijden.voor(Keuze(JAAR, zorgvorm=code)), whole, strict=True):
        expected = {z.sleutel for z in all_of_it.zaken if z.casus_id is not None and by_id[z.casus_id] == code}
        assert {z.sleutel for z in line.zaken} == expected


def test_a_step_is_the_one_on_which_the_casus_stood_when_the_klok_began(sessie: Sessie) -> None:
    whole = keys(sessie.doorlooptijden.table(JAAR))
    per_step = [keys(sessie.doorlooptijden.voor(Keuze(JAAR, stap=n))) for n in range(1, 7)]
    for n, found in enumerate(per_step, start=1):
        assert found[f"D1-{n}"] == whole[f"D1-{n}"]
        assert not any(found[f"D1-{other}"] for other in range(1, 7) if other != n)
        assert not found["D9"], "a VTB stands on no step"
    for code in ("D3", "D6"):
        assert set().union(*(found[code] for found in per_step)) == whole[code]
        assert sum(len(found[code]) for found in per_step) == len(whole[code])


def test_rounds_part_the_zaken(sessie: Sessie) -> None:
    whole = keys(sessie.doorlooptijden.table(JAAR))
    rounds = [keys(sessie.doorlooptijden.voor(Keuze(JAAR, ronde=n))) for n in (1, 2, 3)]
    for code, expected in whole.items():
        assert set().union(*(found[code] for found in rounds)) == expected
    with pytest.raises(FieldError):
        Keuze(JAAR, ronde=0)


def test_choices_are_combined_and_klokken_are_picked(sessie: Sessie) -> None:
    gemeente = "0200"
    one = sessie.doorlooptijden.voor(Keuze(JAAR, gemeente=gemeente, stap=2, ronde=1), ("D3", "D1-2"))
    assert [line.code for line in one] == ["D1-2", "D3"]
    both = keys(sessie.doorlooptijden.voor(Keuze(JAAR, gemeente=gemeente)))
    step = keys(sessie.doorlooptijden.voor(Keuze(JAAR, stap=2, ronde=1)))
    for line in one:
        assert {z.sleutel for z in line.zaken} == both[line.code] & step[line.code]
    steps = sessie.doorlooptijden.voor(Keuze(JAAR), ("D1",))
    assert len(steps) == 6


def test_a_period_that_runs_is_compared_with_the_same_part_of_the_year_before(sessie: Sessie) -> None:
    today = sessie.context.vandaag()
    running = Tijdvak(today - timedelta(days=40), today + timedelta(days=40))
    against = sessie.doorlooptijden.vergeleken_met(running)
    assert (against.van.year, against.tot.year) == (running.van.year - 1, today.year - 1)
    assert (against.tot - against.van).days in range(39, 42)
    assert sessie.doorlooptijden.vergeleken_met(Periode(2020, 2)) == Periode(2020, 1)


def test_it_tells_how_far_it_is_and_can_be_stopped(sessie: Sessie) -> None:
    told: list[float] = []

    def tell(done: int, total: int) -> None:
        told.append(done / total)

    sessie.doorlooptijden.voor(Keuze(JAAR), progress=tell)
    assert told == sorted(told)
    assert told[0] == 0
    assert told[-1] > 0.9

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        sessie.doorlooptijden.voor(Keuze(JAAR), progress=stop)
    with pytest.raises(Cancelled):
        sessie.einden.van(Keuze(JAAR), "D6", progress=stop)
