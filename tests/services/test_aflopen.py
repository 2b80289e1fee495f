"""Which ends klokken come to, on a real kluis, against what was done to each casus."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from expertteam_app.domain.doorlooptijd import Cohort, Keuze
from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.periode import Periode
from expertteam_app.services.aflopen import Aflopen
from expertteam_app.services.sessie import Sessie

JAAR = Keuze(Periode(2025))
DAG = date(2025, 3, 3)
BOEG = 6


def casus(s: Sessie, nr: int, born: date = date(2012, 5, 1), stap: int = 5) -> int:
    return s.casussen.add(NieuweCasus(f"Verzonnen{nr}", f"Fictief{nr}", "0200", DAG, geboortedatum=born, stap=stap))


def ends(found: Aflopen) -> dict[str, set[int | None]]:
    return {e.sleutel: {z.casus_id for z in e.zaken} for e in found.einden}


@pytest.fixture
def cases(lege_sessie: Sessie) -> dict[str, int]:
    """One casus for every way out."""
    s = lege_sessie
    made = {
        name: casus(s, nr)
        for nr, name in enumerate(("opgelost", "boeg", "weg", "uhp", "open", "omhoog", "omlaag", "terug"))
    }
    made["achttien"] = casus(s, 20, date(2007, 3, 20))
    for name, uitkomst in (
        ("opgelost", "passende-hulp-gestart"),
        ("boeg", "doorgeleid-boeg"),
        ("weg", "ingetrokken"),
        ("uhp", "uithuisplaatsing"),
        ("terug", "advies-gegeven"),
    ):
        s.casussen.afsluiten(made[name], DAG + timedelta(days=30), uitkomst)
    s.casussen.heropenen(made["terug"], DAG + timedelta(days=60), "de hulp stopte te vroeg")
    s.casussen.opschalen(made["omhoog"], BOEG, DAG + timedelta(days=10), "regionaal niet op te lossen")
    s.casussen.opschalen(made["omlaag"], 2, DAG + timedelta(days=10), "kan lokaal verder")
    return made


def test_the_whole_way_ends_by_uitkomst(lege_sessie: Sessie, cases: dict[str, int]) -> None:
    found = ends(lege_sessie.einden.van(JAAR, "D6"))
    assert found["opgelost"] == {cases["opgelost"], cases["terug"]}
    assert found["doorgeleid"] == {cases["boeg"]}
    assert found["weg"] == {cases["weg"]}
    assert found["anders"] == {cases["uhp"]}
    # The reopened one began a second round, which is open; at 18 the RET goes on until 23.
    assert found["open"] == {cases[n] for n in ("open", "omhoog", "omlaag", "terug", "achttien")}
    assert "leeftijd" not in found


def test_a_birthday_can_be_an_end(lege_sessie: Sessie, cases: dict[str, int]) -> None:
    found = lege_sessie.einden.van(JAAR, "D6", 18)
    assert ends(found)["leeftijd"] == {cases["achttien"]}
    (zaak,) = next(e for e in found.einden if e.sleutel == "leeftijd").zaken
    assert zaak.netto == (date(2025, 3, 20) - DAG).days
    with pytest.raises(FieldError, match="verjaardag"):
        lege_sessie.einden.van(JAAR, "D6", 21)


def test_a_step_ends_up_down_or_by_closing(lege_sessie: Sessie, cases: dict[str, int]) -> None:
    found = ends(lege_sessie.einden.van(JAAR, "D1-5"))
    assert found["opgeschaald"] == {cases["omhoog"]}
    assert found["afgeschaald"] == {cases["omlaag"]}
    assert found["opgelost"] == {cases["opgelost"], cases["terug"]}
    assert cases["open"] in found["open"]


def test_a_klok_that_reaches_its_end_is_klaar_and_a_closing_before_it_is_not(
    lege_sessie: Sessie, cases: dict[str, int]
) -> None:
    found = ends(lege_sessie.einden.van(JAAR, "D3"))
    assert "klaar" not in found, "nobody was at a table"
    assert found["weg"] == {cases["weg"]}
    with pytest.raises(FieldError):
        lege_sessie.einden.van(JAAR, "D99")


def test_too_few_zaken_give_no_shares(lege_sessie: Sessie, cases: dict[str, int]) -> None:
    found = lege_sessie.einden.van(JAAR, "D1-6")
    assert found.verloop is None
    assert found.kromme is None
    assert found.n == 1
    assert cases


def test_ends_hold_the_zaken_of_the_klok_once(sessie: Sessie) -> None:
    keuze = Keuze(Periode(2025), cohort=Cohort.EIND)  # ends are always by begin
    shares = 0
    for line in sessie.doorlooptijden.table(Periode(2025)):
        found = sessie.einden.van(keuze, line.code)
        keys = [z.sleutel for e in found.einden for z in e.zaken]
        assert sorted(keys) == sorted(z.sleutel for z in line.zaken)
        if found.verloop is None or found.kromme is None:
            continue
        shares += 1
        last = found.kromme.grootste
        total = sum(found.verloop.share(e.sleutel, last) for e in found.einden)
        assert total + found.kromme.survival_at(last) == 1
    assert shares
