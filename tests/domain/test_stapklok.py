"""A stay is held against the norm of its step, in the unit of that step."""

from __future__ import annotations

from datetime import date

from expertteam_app.domain.casus import Pauze
from expertteam_app.domain.kalender import WETTELIJK
from expertteam_app.domain.klok import Klok, KlokStatus
from expertteam_app.domain.opschaling import Stap
from expertteam_app.domain.stapklok import CODE, Stapklok
from expertteam_app.domain.termijn import Eenheid

D1 = Klok(CODE, "stap", "stap begonnen", "stap klaar", None, Eenheid.WERKDAGEN, KlokStatus.VOORSTEL, "voorstel")
KLOK = Stapklok(((D1, WETTELIJK),))
MAANDAG = date(2026, 6, 1)


def test_ten_days_are_two_weeks_or_ten_days_by_the_unit_of_the_step() -> None:
    for eenheid, last in (("werkdagen", date(2026, 6, 15)), ("kalenderdagen", date(2026, 6, 11))):
        stap = Stap(2, "MDO", "toegang", norm=10, eenheid=eenheid)
        assert KLOK.uiterlijk(MAANDAG, (), stap) == last
        assert KLOK.stay(MAANDAG, None, (), stap, last).binnen_norm
        late = KLOK.stay(MAANDAG, None, (), stap, date(2026, 6, 16))
        assert not late.binnen_norm
        assert late.spent.eenheid == eenheid


def test_a_pause_over_a_weekend_counts_in_the_unit_of_the_step() -> None:
    weekend = (Pauze(date(2026, 6, 5), date(2026, 6, 8), "wacht", telt=True),)
    for eenheid, last in (("werkdagen", date(2026, 6, 16)), ("kalenderdagen", date(2026, 6, 14))):
        assert KLOK.uiterlijk(MAANDAG, weekend, Stap(2, "MDO", "toegang", norm=10, eenheid=eenheid)) == last


def test_a_step_without_norm_has_no_last_day() -> None:
    stap = Stap(6, "BOEG", "BOEG")
    assert KLOK.uiterlijk(MAANDAG, (), stap) is None
    assert KLOK.stay(MAANDAG, None, (), stap, date(2026, 12, 31)).binnen_norm is None
