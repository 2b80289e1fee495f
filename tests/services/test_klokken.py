"""Klokken through their service, on a real kluis: versions, closing days, and every klok of one casus or VTB."""

from __future__ import annotations

from datetime import date

from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.gebeurtenis import Soort
from expertteam_app.domain.klok import Klok
from expertteam_app.domain.klokloop import KlokStand
from expertteam_app.domain.termijn import Eenheid, Norm
from expertteam_app.services.sessie import Sessie

JAN = date(2026, 1, 1)


def klok(sessie: Sessie, code: str) -> Klok:
    return next(info.klok for info in sessie.klokken.alle() if info.klok.code == code)


def new_casus(sessie: Sessie, aangemeld: date, stap: int = 2) -> int:
    return sessie.casussen.add(
        NieuweCasus(
            voornaam="Fenna",
            achternaam="Proefkind",
            geboortedatum=date(2012, 5, 5),
            gemeente="0200",
            aanmelding=aangemeld,
            stap=stap,
        )
    )


def one(standen: tuple[KlokStand, ...], code: str, cyclus: int = 1) -> KlokStand:
    (found,) = [s for s in standen if s.code == code and s.cyclus == cyclus]
    return found


def test_every_klok_of_the_domain_is_there_also_those_that_cannot_be_measured(sessie: Sessie) -> None:
    alle = {info.klok.code: info for info in sessie.klokken.alle()}
    assert len(alle) == 31
    assert "wordt hier niet vastgelegd" in alle["D14"].klok.niet_te_meten
    assert not alle["D3"].klok.niet_te_meten
    assert all(len(info.versies) == 1 for info in alle.values())


def test_a_casus_shows_every_klok_with_its_dates_and_its_explanation(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus = new_casus(s, date(2026, 4, 20))
    s.casussen.pauzeren(casus, date(2026, 4, 22), "wachten op ouders", telt=True)
    s.casussen.hervatten(casus, date(2026, 4, 24))
    standen = s.klokken.van_casus(casus)
    d3 = one(standen, "D3")
    assert (d3.uiterlijk, d3.eenheid, d3.norm) == (
        date(2026, 5, 18),
        Eenheid.WERKDAGEN,
        Norm(15, Eenheid.WERKDAGEN),
    )
    assert d3.over_norm
    assert d3.loopt
    assert d3.resterend is not None
    assert d3.resterend < 0
    text = d3.uitleg.als_tekst()
    for part in ("Koningsdag, maandag 27 april 2026", "Hemelvaartsdag", "wachten op ouders", "2 werkdagen", "voorstel"):
        assert part in text
    step = one(standen, "D1-2")
    assert step.norm == Norm(10, Eenheid.WERKDAGEN)
    assert step.uiterlijk == date(2026, 5, 8)
    assert "opschalingsmodel 2026.1" in step.uitleg.als_tekst()
    assert {x.code for x in standen} == {"D1-2", "D2", "D3", "D6"}


def test_an_open_pause_leaves_the_date_open_and_the_days_standing(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus = new_casus(s, date(2026, 11, 2))
    s.casussen.pauzeren(casus, date(2026, 11, 5), "wachten op ouders", telt=True)
    d3 = one(s.klokken.van_casus(casus), "D3")
    assert d3.gepauzeerd
    assert (d3.uiterlijk, d3.bruto, d3.netto, d3.resterend, d3.binnen_norm) == (None, 14, 3, 12, True)


def test_a_reopened_casus_runs_its_klokken_again(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus = new_casus(s, date(2026, 3, 2))
    s.casussen.mijlpaal(casus, Soort.TRIAGE, date(2026, 3, 9))
    s.casussen.afsluiten(casus, date(2026, 4, 1), "advies-gegeven")
    s.casussen.heropenen(casus, date(2026, 9, 1), "opnieuw vastgelopen")
    standen = s.klokken.van_casus(casus)
    first, second = one(standen, "D2"), one(standen, "D2", 2)
    assert (first.begin, first.eind, first.netto, first.binnen_norm) == (date(2026, 3, 2), date(2026, 3, 9), 5, True)
    assert (second.begin, second.eind) == (date(2026, 9, 1), None)
    assert one(standen, "D6").eind == date(2026, 4, 1)
