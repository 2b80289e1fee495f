"""The impasse-radar on plain facts: each signal on its first and last day, and just beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain import radar
from expertteam_app.domain.casus import Pauze
from expertteam_app.domain.inzicht import Aandacht
from expertteam_app.domain.kalender import free_days
from expertteam_app.domain.opschaling import Stap
from expertteam_app.domain.radar import CasusFeiten, Drempels, Peil
from expertteam_app.domain.radar_acties import ActieFeiten, actie
from expertteam_app.domain.radar_tafels import (
    MandaatFeiten,
    VtbFeiten,
    ZittingFeiten,
    mandaten,
    terugmelding,
    zonder_mandaat,
)
from expertteam_app.domain.stapklok import stapklok
from expertteam_app.domain.toekomstplan import IJKPUNTEN, Toekomstplan, bereikt, ijkpunt_dag
from expertteam_app.domain.uurwerk import uurwerk
from expertteam_app.domain.zitting import Mandaat
from expertteam_app.services.codelijsten import shipped_klokken

VANDAAG = date(2026, 11, 20)  # a Friday
STAPKLOK = stapklok(uurwerk(shipped_klokken()))


def kijk(vandaag: date, drempels: Drempels | None = None) -> Peil:
    return Peil(vandaag, STAPKLOK, drempels or Drempels())


PEIL = kijk(VANDAAG)
DAG = timedelta(days=1)
CASUS = CasusFeiten(1, "RET-2026-001", 11, "0200")
TIEN = Stap(3, "Opschaling lokaal", "leidinggevende", norm=10, eenheid="kalenderdagen")


def soort(line: Aandacht | None) -> str:
    return "" if line is None else line.soort


# -- the norm of the step ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "found", "urgent"),
    [
        (7, "", False),
        (8, "norm-nadert", False),
        (10, "norm-nadert", False),
        (11, "norm", False),
        (20, "norm", False),
        (21, "norm", True),
    ],
)
def test_a_norm_warns_at_80_percent_and_is_exceeded_the_day_after_the_last(days: int, found: str, urgent: bool) -> None:  # noqa: FBT001 - a column of the table
    line = radar.norm(replace(CASUS, stap=TIEN, stap_sinds=VANDAAG - days * DAG), PEIL)
    assert soort(line) == found
    assert line is None or line.dringend is urgent


def test_the_share_that_warns_is_a_setting() -> None:
    casus = replace(CASUS, stap=TIEN, stap_sinds=VANDAAG - 5 * DAG)
    assert soort(radar.norm(casus, kijk(VANDAAG, Drempels(norm_procent=50)))) == "norm-nadert"
    assert radar.norm(casus, kijk(VANDAAG, Drempels(norm_procent=51))) is None


def test_a_norm_that_nears_says_until_when() -> None:
    line = radar.norm(replace(CASUS, stap=TIEN, stap_sinds=VANDAAG - 8 * DAG), PEIL)
    assert line is not None
    assert (line.datum, line.reden) == (VANDAAG + 2 * DAG, "80% van de norm is gebruikt")


def test_a_casus_without_step_norm_or_day_gives_no_signal() -> None:
    old = VANDAAG - 900 * DAG
    assert radar.norm(replace(CASUS, stap_sinds=old), PEIL) is None
    assert radar.norm(replace(CASUS, stap=replace(TIEN, norm=None), stap_sinds=old), PEIL) is None
    assert radar.norm(replace(CASUS, stap=TIEN), PEIL) is None


@given(
    since=st.integers(0, 400),
    limit=st.integers(1, 60),
    pause=st.none() | st.tuples(st.integers(0, 400), st.integers(0, 60), st.booleans()),
    part=st.integers(1, 100),
)
def test_the_norm_agrees_with_counting_day_by_day(
    since: int, limit: int, pause: tuple[int, int, bool] | None, part: int
) -> None:
    begin = VANDAAG - since * DAG
    pauses: tuple[Pauze, ...] = ()
    if pause is not None:
        van = begin + min(pause[0], since) * DAG
        pauses = (Pauze(van, min(VANDAAG, van + pause[1] * DAG), "wacht", pause[2]),)
    free = [day for year in range(begin.year, VANDAAG.year + 1) for day in free_days(year)]
    spent = sum(
        bool(np.is_busday(day, holidays=free)) and not any(p.telt and p.tot and p.van < day <= p.tot for p in pauses)
        for day in (begin + n * DAG for n in range(1, since + 1))
    )
    stap = replace(TIEN, norm=limit, eenheid="werkdagen")
    casus = replace(CASUS, stap=stap, stap_sinds=begin, pauzes=pauses)
    expected = "norm" if spent > limit else "norm-nadert" if spent * 100 >= part * limit else ""
    assert soort(radar.norm(casus, kijk(VANDAAG, Drempels(norm_procent=part)))) == expected


# -- the next step, and pauses ---------------------------------------------------------------------------------------


def test_a_casus_without_anything_ahead_has_no_next_step() -> None:
    assert soort(radar.volgende_stap(CASUS, PEIL)) == "geen-volgende-stap"
    assert radar.volgende_stap(replace(CASUS, vooruit=True), PEIL) is None


@pytest.mark.parametrize(
    ("until", "found"),
    [(None, "pauze"), (VANDAAG, ""), (VANDAAG + DAG, ""), (VANDAAG - DAG, "pauze-voorbij")],
)
def test_a_pause_needs_an_end_and_its_end_is_watched(until: date | None, found: str) -> None:
    paused = replace(CASUS, pauzes=(Pauze(VANDAAG - 30 * DAG, None, "wacht", telt=True, verwacht_tot=until),))
    line = radar.volgende_stap(paused, PEIL)
    assert soort(line) == found
    assert line is None or "wacht" in line.reden


def test_a_clock_that_stands_still_does_not_near_its_norm() -> None:
    begin, paused = VANDAAG - 9 * DAG, Pauze(VANDAAG, None, "wacht", telt=True)
    casus = replace(CASUS, stap=TIEN, stap_sinds=begin, pauzes=(paused,))
    assert radar.norm(casus, PEIL) is None
    assert soort(radar.norm(replace(casus, pauzes=(replace(paused, telt=False),)), PEIL)) == "norm-nadert"


# -- age ---------------------------------------------------------------------------------------------------------------


def born_for(age: int, birthday: date) -> date:
    return birthday.replace(year=birthday.year - age)


@pytest.mark.parametrize("age", [18, 23])
def test_wordt_18_and_23_are_told_three_months_ahead(age: int) -> None:
    first, last = VANDAAG, date(2027, 2, 20)
    for day in (first, last):
        line = radar.leeftijd(replace(CASUS, geboortedatum=born_for(age, day)), PEIL)
        assert line is not None
        assert line.datum == day
    assert radar.leeftijd(replace(CASUS, geboortedatum=born_for(age, last + DAG)), PEIL) is None


def test_after_18_it_is_quiet_and_from_23_on_it_warns() -> None:
    yesterday = VANDAAG - DAG
    assert radar.leeftijd(replace(CASUS, geboortedatum=born_for(18, yesterday)), PEIL) is None
    for day in (VANDAAG, yesterday, date(2020, 1, 1)):
        line = radar.leeftijd(replace(CASUS, geboortedatum=born_for(23, day)), PEIL)
        assert line is not None
        assert (line.tekst.endswith("23 jaar of ouder"), line.dringend) == (True, True)
    assert radar.leeftijd(CASUS, PEIL) is None


def test_who_was_born_on_29_february_turns_18_on_1_march() -> None:
    casus = replace(CASUS, geboortedatum=date(2008, 2, 29))  # 18 in 2026, no leap year
    line = radar.leeftijd(casus, kijk(date(2026, 2, 28)))
    assert line is not None
    assert line.datum == date(2026, 3, 1)
    assert radar.leeftijd(casus, kijk(date(2026, 3, 2))) is None
    assert radar.leeftijd(casus, kijk(date(2025, 11, 30))) is None
    assert radar.leeftijd(casus, kijk(date(2025, 12, 1))) is not None


# -- toekomstplan ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "code", "day"),
    [
        (date(2010, 3, 10), "15,5", date(2025, 9, 10)),
        (date(2010, 3, 10), "16", date(2026, 3, 10)),
        (date(2010, 3, 10), "17,5", date(2027, 9, 10)),
        (date(2008, 2, 29), "16", date(2024, 2, 29)),
        (date(2008, 2, 29), "17", date(2025, 3, 1)),
        (date(2010, 8, 31), "15,5", date(2026, 2, 28)),
    ],
)
def test_the_day_of_a_checkpoint(born: date, code: str, day: date) -> None:
    assert ijkpunt_dag(born, code) == day


@given(
    born=st.dates(date(2000, 1, 1), date(2015, 12, 31)),
    days=st.integers(0, 25 * 366),
    chosen=st.sets(st.sampled_from([*IJKPUNTEN])),
)
def test_the_last_checkpoint_reached_is_the_one_that_asks(born: date, days: int, chosen: set[str]) -> None:
    today = born + days * DAG
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    if born.day > 28 and today.day <= 28:
        return
    years = {code: y * 12 + m for code, (y, m) in IJKPUNTEN.items()}
    end = 23 * 12 if "18" in chosen else 18 * 12
    passed = [code for code in IJKPUNTEN if code in chosen and years[code] <= months < end]
    found = bereikt(born, today, chosen)
    assert (found[0] if found else None) == (passed[-1] if passed else None)


def plan_line(born: date, plan: Toekomstplan | None, vandaag: date, *ages: str) -> Aandacht | None:
    drempels = Drempels(toekomstplan=ages or ("16", "17"), leefdomeinen=(("wonen", "wonen"), ("werk", "werk")))
    return radar.toekomstplan(replace(CASUS, geboortedatum=born), plan, kijk(vandaag, drempels))


def test_a_toekomstplan_is_missed_from_16_to_18() -> None:
    born = date(2010, 5, 4)
    first, last = date(2026, 5, 4), date(2028, 5, 3)
    assert plan_line(born, None, first - DAG) is None
    assert soort(plan_line(born, None, first)) == "toekomstplan"
    assert soort(plan_line(born, None, last)) == "toekomstplan"
    assert plan_line(born, None, last + DAG) is None
    assert soort(plan_line(born, None, last + DAG, "16", "18")) == "toekomstplan"
    assert plan_line(born, None, first, "17") is None


def test_a_plan_that_covers_all_and_has_an_owner_is_enough() -> None:
    born, today = date(2010, 5, 4), date(2026, 6, 1)
    whole = Toekomstplan(11, today, ("wonen", "werk"), "casusregisseur")
    assert plan_line(born, whole, today) is None
    part = plan_line(born, replace(whole, leefdomeinen=("wonen",), eigenaar=" "), today)
    assert part is not None
    assert part.reden == "er is geen eigenaar; niet gedekt: werk"
    owner = plan_line(born, replace(whole, eigenaar=""), today)
    assert owner is not None
    assert owner.reden == "er is geen eigenaar"


def test_at_17_the_signal_is_another_one_than_at_16() -> None:
    born = date(2010, 5, 4)
    at_16, at_17 = plan_line(born, None, date(2027, 5, 3)), plan_line(born, None, date(2027, 5, 4))
    assert at_16 is not None
    assert at_17 is not None
    assert at_16.sleutel != at_17.sleutel


# -- agenda, acties, tables -------------------------------------------------------------------------------------------


def test_the_third_time_on_an_agenda_is_a_signal() -> None:
    days = [date(2026, 9, 1), date(2026, 7, 1), date(2026, 11, 26)]
    assert radar.agenda(CASUS, days[:2], PEIL) is None
    line = radar.agenda(CASUS, days, PEIL)
    assert line is not None
    assert (line.datum, "3e keer" in line.tekst) == (date(2026, 11, 26), True)
    assert line.reden.startswith("zittingen: 01-07-2026, 01-09-2026, 26-11-2026")
    assert radar.agenda(CASUS, days, kijk(VANDAAG, Drempels(agenda_keren=4))) is None


WHOLE = ActieFeiten(5, "Bellen", "Aya", VANDAAG + DAG, waar="RET-2026-001", casus_id=1)


@pytest.mark.parametrize(
    ("fact", "found", "reason"),
    [
        (WHOLE, "", ""),
        (replace(WHOLE, datum=VANDAAG), "actie", "moet vandaag klaar zijn"),
        (replace(WHOLE, datum=VANDAAG - DAG), "actie", "had klaar moeten zijn op 19-11-2026 (Aya)"),
        (replace(WHOLE, eigenaar="", datum=VANDAAG - DAG), "actie", "(zonder eigenaar)"),
        (replace(WHOLE, eigenaar=" "), "actie-onaf", "geen eigenaar"),
        (replace(WHOLE, datum=None), "actie-onaf", "geen datum"),
        (replace(WHOLE, toezegging=True), "", ""),
        (replace(WHOLE, toezegging=True, datum=VANDAAG), "toezegging", "moet vandaag klaar zijn"),
        (replace(WHOLE, toezegging=True, datum=VANDAAG - DAG), "toezegging", "toegezegd aan het gezin voor"),
        (replace(WHOLE, toezegging=True, datum=None), "toezegging", "deze toezegging heeft geen datum"),
        (replace(WHOLE, toezegging=True, datum=None, sinds=date(2026, 11, 6)), "toezegging", "heeft geen datum"),
        (replace(WHOLE, toezegging=True, datum=None, sinds=date(2026, 11, 5)), "toezegging", "al 11 werkdagen"),
    ],
)
def test_acties_and_toezeggingen(fact: ActieFeiten, found: str, reason: str) -> None:
    line = actie(fact, PEIL)
    assert soort(line) == found
    assert line is None or reason in line.reden
    assert line is None or line.casus_id == 1


def test_an_actie_of_a_zitting_opens_the_zitting_and_one_of_a_casus_the_casus() -> None:
    late = replace(WHOLE, datum=VANDAAG - DAG, zitting_id=9)
    of_casus, of_zitting = actie(late, PEIL), actie(replace(late, casus_id=None), PEIL)
    assert of_casus is not None
    assert of_zitting is not None
    assert (of_casus.casus_id, of_casus.zitting_id) == (1, None)
    assert (of_zitting.casus_id, of_zitting.zitting_id) == (None, 9)


def test_worse_facts_make_another_signal_and_the_same_facts_the_same() -> None:
    ahead = replace(WHOLE, eigenaar="")
    for better, worse in (
        (actie(ahead, kijk(VANDAAG)), actie(ahead, kijk(VANDAAG + 2 * DAG))),
        (
            radar.norm(replace(CASUS, stap=TIEN, stap_sinds=VANDAAG - 11 * DAG), PEIL),
            radar.norm(replace(CASUS, stap=TIEN, stap_sinds=VANDAAG - 11 * DAG), kijk(VANDAAG + 30 * DAG)),
        ),
        (radar.agenda(CASUS, [VANDAAG] * 3, PEIL), radar.agenda(CASUS, [VANDAAG] * 4, PEIL)),
    ):
        assert better is not None
        assert worse is not None
        assert better.sleutel != worse.sleutel
    same = [actie(ahead, kijk(VANDAAG - n * DAG)) for n in range(3)]
    assert len({line.sleutel for line in same if line is not None}) == 1


def held(until: date | None, van: date = date(2020, 1, 1), persoon: int = 1, gemeente: str = "0200") -> MandaatFeiten:
    return MandaatFeiten(persoon, f"Persoon {persoon} (fictief)", Mandaat(persoon, gemeente, van, until))


@pytest.mark.parametrize(
    ("until", "found"),
    [
        (VANDAAG - DAG, 0),
        (VANDAAG, 1),
        (VANDAAG + 31 * DAG, 1),
        (VANDAAG + 32 * DAG, 0),
        (None, 0),
    ],
)
def test_a_mandaat_is_told_31_days_before_it_lapses(until: date | None, found: int) -> None:
    assert len([*mandaten([held(until)], PEIL, {})]) == found


def test_a_mandaat_that_goes_on_gives_no_signal() -> None:
    until = VANDAAG + 9 * DAG
    assert not [*mandaten([held(until), held(None, until + DAG)], PEIL, {})]
    assert [*mandaten([held(until), held(None, until + 2 * DAG)], PEIL, {})]
    assert [*mandaten([held(until), held(None, until + DAG, persoon=2)], PEIL, {})]
    assert [*mandaten([held(until), held(None, until + DAG, gemeente="0232")], PEIL, {})]


def test_a_gemeente_with_open_casussen_needs_a_mandaat_on_the_next_ret() -> None:
    zitting = ZittingFeiten(4, "Z-RET-2026-005", "RET", VANDAAG + 6 * DAG, "09:00", 3)
    open_now = {"0200": 3, "0232": 1, "0213": 2}
    known = [held(zitting.datum), held(zitting.datum - DAG, gemeente="0232")]
    lines = [*zonder_mandaat(zitting, open_now, {"0213"}, known, {"0213": "Brummen", "0232": "Epe"})]
    assert [(line.tekst.split(":")[0], line.dringend, line.zitting_id) for line in lines] == [
        ("Brummen", True, 4),
        ("Epe", False, 4),
    ]
    assert "2 open casussen en staat op de agenda" in lines[0].reden
    assert "1 open casus;" in lines[1].reden


@pytest.mark.parametrize(("days", "urgent"), [(-1, True), (0, False), (14, False), (15, None)])
def test_a_terugmelding_is_told_two_weeks_ahead(days: int, urgent: bool | None) -> None:  # noqa: FBT001 - a column
    line = terugmelding(VtbFeiten(1, "VTB-2026-001", 2, VANDAAG + days * DAG), PEIL)
    assert (None if line is None else line.dringend) is urgent
