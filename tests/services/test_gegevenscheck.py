"""What is missing before the figures of a period are frozen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.errors import NoRightError
from expertteam_app.domain.gegevenscheck import Gebrek, GebrekSoort
from expertteam_app.domain.periode import Periode
from expertteam_app.services.gegevenscheck import Gegevenscheck
from expertteam_app.services.sessie import Sessie

H1 = Periode(2026, 1)
DAG = date(2026, 2, 2)


def casus(sessie: Sessie, nr: int, dag: date = DAG) -> int:
    """An invented casus."""
    nieuw = NieuweCasus(
        voornaam=f"Verzonnen{nr}",
        achternaam=f"Fictief{nr}",
        gemeente="0200",
        aanmelding=dag,
        geboortedatum=date(2012, 5, 1),
    )
    return sessie.casussen.add(nieuw)


def of(sessie: Sessie, casus_id: int) -> dict[GebrekSoort, Gebrek]:
    return {g.soort: g for g in sessie.gegevenscheck.gebreken(H1) if g.casus_id == casus_id}


def test_what_is_not_coded_is_missing_until_it_is(lege_sessie: Sessie) -> None:
    s = lege_sessie
    made = casus(s, 1)
    assert GebrekSoort.OORZAAK in of(s, made)
    s.codering.set_oorzaken(made, ["A2", "K1"])
    assert GebrekSoort.OORZAAK not in of(s, made)
    assert of(s, made)[GebrekSoort.HOOFDOORZAAK].uitleg == "Er zijn 2 oorzaken."
    s.codering.set_oorzaken(made, ["A2", "K1"], "A2")
    assert GebrekSoort.HOOFDOORZAAK not in of(s, made)


def test_an_action_past_its_day_is_listed_with_the_day(lege_sessie: Sessie) -> None:
    s = lege_sessie
    made, today = casus(s, 2), lege_sessie.context.vandaag()
    s.codering.add_actie("Bellen", "wijkteam", today - timedelta(days=3), casus_id=made)
    assert of(s, made)[GebrekSoort.ACTIE].uitleg == f"De datum was {today - timedelta(days=3):%d-%m-%Y}."


def test_another_period_is_left_alone(lege_sessie: Sessie) -> None:
    made = casus(lege_sessie, 3, date(2025, 3, 3))
    assert of(lege_sessie, made) == {}


def test_every_kind_has_a_head_and_says_what_the_report_does_with_it() -> None:
    for soort in GebrekSoort:
        assert soort.kop
        assert soort.gevolg.endswith(".")


def test_a_full_kluis_is_listed_kind_by_kind(sessie: Sessie) -> None:
    found = sessie.gegevenscheck.gebreken(H1)
    assert found
    order = list(GebrekSoort)
    assert [order.index(g.soort) for g in found] == sorted(order.index(g.soort) for g in found)
    numbers = {row.id: row.nummer for row in sessie.casussen.rows([g.casus_id for g in found])}
    assert all(numbers[g.casus_id] == g.nummer for g in found)


def test_who_may_not_see_casussen_may_not_see_what_is_missing(lege_sessie: Sessie) -> None:
    object.__setattr__(lege_sessie.context, "actor", Actor("lezer", Rol.LEZER_CIJFERS))
    with pytest.raises(NoRightError):
        Gegevenscheck(lege_sessie.context).gebreken(H1)
