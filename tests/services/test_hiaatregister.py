"""The register of hiaten: days sought, aanbieders asked with their reasons, where it was brought in, and the trend."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest

from expertteam_app.domain.access import Rol
from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.services.codering import NieuweZoekregel
from expertteam_app.services.sessie import Sessie
from tests.conftest import VANDAAG
from tests.ui.tafels import as_role

HALF = Periode.half_of(VANDAAG)
_numbers = itertools.count()


def casus(s: Sessie, geboren: date = date(2012, 1, 1), gemeente: str = "0301") -> int:
    number = next(_numbers)
    return s.casussen.add(
        NieuweCasus(
            voornaam=f"Kind{number}",
            achternaam=f"Verzonnen {number}",
            geboortedatum=geboren,
            gemeente=gemeente,
            aanmelding=VANDAAG - timedelta(days=100),
            stap=5,
        )
    )


@pytest.fixture
def aard(lege_sessie: Sessie) -> str:
    return next(iter(lege_sessie.lists["aard_hiaat"])).code


@pytest.fixture
def zorgvorm(lege_sessie: Sessie) -> str:
    return next(iter(lege_sessie.lists["zorgvormen"])).code


def ask(s: Sessie, made: int, zorgvorm: str, aanbieder: str, antwoord: str = "nee", reden: str = "") -> None:
    s.codering.add_zoekregel(made, NieuweZoekregel(zorgvorm, VANDAAG - timedelta(days=20), aanbieder, antwoord, reden))


def test_what_was_sought_how_long_and_at_whom(lege_sessie: Sessie, zorgvorm: str, aard: str) -> None:
    s = lege_sessie
    reasons = [c.code for c in s.lists["reden_afwijzing"]][:2]
    first, second = casus(s), casus(s)
    one = s.codering.add_hiaat(first, zorgvorm, aard, VANDAAG - timedelta(days=30))
    s.codering.change_hiaat(one, "gezocht_sinds", VANDAAG - timedelta(days=50))
    s.codering.add_hiaat(second, zorgvorm, aard, VANDAAG - timedelta(days=10))
    ask(s, first, zorgvorm, "De Verzonnen Wilg", "nee", reasons[0])
    ask(s, first, zorgvorm, "de verzonnen wilg ", "nee", reasons[1])
    ask(s, first, zorgvorm, "Het Verzonnen Anker", "geen-reactie")
    ask(s, second, zorgvorm, "Het Verzonnen Anker", "ja")
    ask(s, second, zorgvorm, "Het Verzonnen Anker", "")
    register = s.hiaatregisters.register(HALF)
    assert (register.hiaten, register.open) == (2, 2)
    line = register.regels[0]
    assert (line.dagen, line.open, line.gevraagd, line.band) == (50, True, 2, "12-15")
    assert dict(line.redenen) == {reasons[0]: 1, reasons[1]: 1, "geen-reactie": 1}
    (sought,) = register.gezocht
    assert (sought.jeugdigen, sought.niet_gevonden, sought.gevraagd, sought.vorige) == (2, 2, 2, 0)
    assert sought.casus_ids == sought.open_ids == (first, second)
    asked = {a.aanbieder: (a.keren, a.nee) for a in register.gevraagd}
    assert asked["Het Verzonnen Anker"] == (3, 1), "a yes is no refusal, and neither is no answer yet"
    assert asked["De Verzonnen Wilg"] == (2, 2), "one aanbieder, however it was typed"
    assert len(asked) == sought.gevraagd


def test_solved_stops_the_days_and_leaves_what_is_not_found(lege_sessie: Sessie, zorgvorm: str, aard: str) -> None:
    s = lege_sessie
    made = casus(s)
    hiaat = s.codering.add_hiaat(made, zorgvorm, aard, VANDAAG - timedelta(days=40))
    s.codering.change_hiaat(hiaat, "opgelost_op", VANDAAG - timedelta(days=5))
    s.codering.change_hiaat(hiaat, "agendering", "boeg")
    s.codering.change_hiaat(hiaat, "agendering_status", "ingebracht")
    register = s.hiaatregisters.register(HALF)
    assert (register.regels[0].dagen, register.regels[0].open) == (35, False)
    assert (register.gezocht[0].jeugdigen, register.gezocht[0].niet_gevonden) == (1, 0)
    (place,) = register.geagendeerd
    assert (place.agendering, place.status, place.hiaten) == ("boeg", "ingebracht", 1)


def test_a_closed_casus_waits_no_more(lege_sessie: Sessie, zorgvorm: str, aard: str) -> None:
    s = lege_sessie
    made = casus(s)
    s.codering.add_hiaat(made, zorgvorm, aard, VANDAAG - timedelta(days=40))
    assert len(s.wachtenden.register()) == 1
    s.casussen.afsluiten(made, VANDAAG - timedelta(days=3), next(iter(s.lists["uitkomsten"])).code)
    assert s.wachtenden.register() == ()
    register = s.hiaatregisters.register(HALF)
    assert (register.open, register.regels[0].dagen) == (0, 37)


def test_the_course_of_a_hiaat_is_changed_in_one_act_or_not_at_all(
    lege_sessie: Sessie, zorgvorm: str, aard: str
) -> None:
    s = lege_sessie
    made = casus(s)
    hiaat = s.codering.add_hiaat(made, zorgvorm, aard, VANDAAG - timedelta(days=40))
    velden = {"overbrugging": "logeren", "agendering": "boeg", "gezocht_sinds": VANDAAG - timedelta(days=60)}
    s.codering.change_hiaat_velden(hiaat, velden)
    line = s.hiaatregisters.register(HALF).regels[0]
    assert (line.overbrugging, line.agendering, line.dagen) == ("logeren", "boeg", 60)
    with pytest.raises(FieldError, match="ligt voor de dag"):
        s.codering.change_hiaat_velden(hiaat, {"overbrugging": "anders", "opgelost_op": VANDAAG - timedelta(days=70)})
    assert s.hiaatregisters.register(HALF).regels[0].overbrugging == "logeren"
    s.ongedaan.maak_ongedaan()
    line = s.hiaatregisters.register(HALF).regels[0]
    assert (line.overbrugging, line.agendering, line.dagen) == ("", "", 40)


def test_the_days_are_explained(lege_sessie: Sessie, zorgvorm: str, aard: str) -> None:
    s = lege_sessie
    made = casus(s)
    hiaat = s.codering.add_hiaat(made, zorgvorm, aard, VANDAAG - timedelta(days=40))
    told = s.waarom.uitleg(Vraag(Over.HIAAT, hiaat)).uitleg.als_tekst()
    assert "sinds wanneer is niet ingevuld" in told
    assert "Samen 40 kalenderdagen" in told
    s.codering.change_hiaat(hiaat, "gezocht_sinds", VANDAAG - timedelta(days=60))
    s.codering.change_hiaat(hiaat, "opgelost_op", VANDAAG - timedelta(days=10))
    told = s.waarom.uitleg(Vraag(Over.HIAAT, hiaat)).uitleg.als_tekst()
    assert "opgelost" in told
    assert "Samen 50 kalenderdagen" in told
    assert "Kaplan-Meier" in s.waarom.uitleg(Vraag(Over.HIAAT, 0)).uitleg.als_tekst()


def test_the_period_before_stands_beside_it_and_a_gemeente_narrows_down(
    lege_sessie: Sessie, zorgvorm: str, aard: str
) -> None:
    s = lege_sessie
    old, here, there = casus(s), casus(s), casus(s, gemeente="0232")
    s.codering.add_hiaat(old, zorgvorm, aard, HALF.previous().tot)
    for each in (here, there):
        s.codering.add_hiaat(each, zorgvorm, aard, VANDAAG - timedelta(days=9))
    assert [(g.jeugdigen, g.vorige) for g in s.hiaatregisters.register(HALF).gezocht] == [(2, 1)]
    assert [(g.jeugdigen, g.vorige) for g in s.hiaatregisters.register(HALF, "0232").gezocht] == [(1, 0)]


def test_who_sees_figures_only_gets_no_lines(sessie: Sessie) -> None:
    whole = sessie.hiaatregisters.register(HALF)
    reader = as_role(sessie, Rol.LEZER_CIJFERS).hiaatregisters.register(HALF)
    assert whole.regels
    assert reader.regels == ()
    assert (reader.hiaten, reader.gezocht) == (whole.hiaten, whole.gezocht)
    assert whole.hiaten == len(whole.regels)
