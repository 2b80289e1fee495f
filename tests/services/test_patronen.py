"""Patterns, trends, gemeenten, signalen and who waits, on a real kluis."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.oordeel import Oordeel
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.signaal import SignaalSoort
from expertteam_app.domain.tijdvak import Tijdvak, year_before
from expertteam_app.services.codering import NieuweZoekregel
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.signalen import Bevinding
from expertteam_app.services.trends import INSTROOM

GEZINSHUIS = "gezinshuis"
GEEN_PLEK = "geen-capaciteit"


def casus(sessie: Sessie, nr: int, dag: date, gemeente: str = "0200", gezin_id: int | None = None) -> int:
    """An invented casus, reported on a day."""
    nieuw = NieuweCasus(
        voornaam=f"Verzonnen{nr}",
        achternaam=f"Fictief{nr}",
        gemeente=gemeente,
        aanmelding=dag,
        geboortedatum=date(2012, 5, 1),
        gezin_id=gezin_id,
    )
    return sessie.casussen.add(nieuw)


def gezin_of(sessie: Sessie, casus_id: int) -> int:
    return sessie.casussen.dossier(casus_id).gezin_id


def test_a_pattern_counts_gezinnen_and_opens_its_casussen(lege_sessie: Sessie) -> None:
    s, dag = lege_sessie, date(2025, 3, 3)
    both = []
    for nr in range(12):
        made = casus(s, nr, dag)
        s.codering.set_oorzaken(made, ["G1", "O1"])
        both.append(made)
    brother = casus(s, 50, dag, gezin_id=gezin_of(s, both[0]))
    s.codering.set_oorzaken(brother, ["G1", "O1"])
    for nr in range(20, 50):
        s.codering.set_oorzaken(casus(s, nr, dag), ["P1"])
    found = s.patronen.overzicht(date(2025, 1, 1), date(2025, 12, 31))
    assert (found.casussen, found.n) == (43, 42)
    pair = next(u for u in found.paren if u.sleutel == "oorzaak:G1|oorzaak:O1")
    assert pair.patroon.samen == 12, "a brother does not count again"
    assert set(pair.casus_ids) == {*both, brother}
    assert pair.patroon.oordeel is Oordeel.SIGNAAL
    assert pair.telling.startswith("12 van de 12 gezinnen met")
    assert "42 gezinnen" in found.wat_te_zien_is
    assert s.patronen.overzicht(date(2024, 1, 1), date(2024, 12, 31)).wat_te_zien_is.startswith("Er zijn geen casussen")


def test_zorgvorm_and_aard_of_a_hiaat_are_no_pattern(lege_sessie: Sessie) -> None:
    for nr in range(8):
        made = casus(lege_sessie, nr, date(2025, 3, 3))
        if nr < 4:
            lege_sessie.codering.add_hiaat(made, GEZINSHUIS, GEEN_PLEK, date(2025, 4, 1))
    found = lege_sessie.patronen.overzicht(date(2025, 1, 1), date(2025, 12, 31))
    groups = [[bool(k.groepen & {"hiaat"}) for k in u.kenmerken] for u in found.paren]
    assert [True, True] not in groups
    assert any(True in g for g in groups)


def test_an_oorzaak_and_the_aard_that_follows_from_it_are_no_pattern(lege_sessie: Sessie) -> None:
    s = lege_sessie
    oorzaak = next(c for c in s.lists["oorzaken"] if c.extra.get("aard") == GEEN_PLEK)
    for nr in range(12):
        made = casus(s, nr, date(2025, 3, 3))
        if nr < 5:
            s.codering.set_oorzaken(made, [oorzaak.code])
            s.codering.add_hiaat(made, GEZINSHUIS, GEEN_PLEK, date(2025, 4, 1))
    found = s.patronen.overzicht(date(2025, 1, 1), date(2025, 12, 31))
    pairs = [{k.code for k in u.kenmerken} for u in found.paren]
    assert {f"oorzaak:{oorzaak.code}", f"aard:{GEEN_PLEK}"} not in pairs
    assert {f"oorzaak:{oorzaak.code}", f"hiaat:{GEZINSHUIS}"} in pairs, "with the zorgvorm it may be a pattern"


def test_a_trend_against_a_baseline_that_people_chose(lege_sessie: Sessie) -> None:
    s = lege_sessie
    per_half = {"2023-H1": 9, "2023-H2": 9, "2024-H1": 1, "2024-H2": 2, "2025-H1": 1, "2025-H2": 8}
    nr = 0
    for code, n in per_half.items():
        for _ in range(n):
            casus(s, nr, Periode.parse(code).van + timedelta(days=nr % 90))
            nr += 1
    before = s.trends.reeksen(Periode(2025, 2))[0]
    assert before.sleutel == INSTROOM
    assert dict(zip(before.perioden, before.aantallen, strict=True)) == per_half
    assert before.tegen_basis is not None
    assert before.tegen_basis.oordeel is Oordeel.TOEVAL
    assert len(before.casus_ids) == 8
    s.trends.kies_basislijn(INSTROOM, Periode(2024, 1), "Sinds 2024 komt alleen stap 5 bij het RET.")
    after = s.trends.reeksen(Periode(2025, 2))[0]
    assert after.basis == ("2024-H1", "2024-H2", "2025-H1")
    assert after.sinds.startswith("Sinds 2024")
    assert after.tegen_basis is not None
    assert after.tegen_basis.oordeel is Oordeel.SIGNAAL
    with pytest.raises(FieldError, match="waarom"):
        s.trends.kies_basislijn(INSTROOM, Periode(2024, 1), " ")
    with pytest.raises(FieldError, match="halfjaar"):
        s.trends.kies_basislijn(INSTROOM, Periode(2024), "reden")


def test_a_running_half_year_is_compared_with_as_many_days(lege_sessie: Sessie) -> None:
    """Today is 20 November 2026: 143 days of the half-year are over."""
    s = lege_sessie
    today = s.context.vandaag()
    now = Periode.half_of(today)
    passed = (today - now.van).days
    halves = [now]
    while len(halves) < 5:
        halves.insert(0, halves[0].previous())
    nr = 0
    for half in halves:
        days = [0, 1, 2] if half == now else [0, passed, passed + 1, passed + 10]
        for day in days:
            casus(s, nr, half.van + timedelta(days=day))
            nr += 1
    reeks = s.trends.reeksen(now)[0]
    assert reeks.loopt_nog
    assert reeks.aantallen == (4, 4, 4, 4, 3), "whole half-years are shown"
    assert reeks.tegen_basis is not None
    assert reeks.tegen_basis.verwacht == 2, "and compared up to the same day"
    assert reeks.vorige is not None
    year = Tijdvak(date(now.jaar - 1, 7, 1), year_before(today))
    assert (reeks.vorige.vorige, reeks.vorige.nu) == (2, 3)
    assert reeks.vergeleken_met == year.label
    assert reeks.sluipend is not None
    assert len(reeks.sluipend.stand) == 4, "only whole half-years can creep"
    whole = s.trends.reeksen(halves[-2])[0]
    assert not whole.loopt_nog
    assert whole.tegen_basis is not None
    assert whole.tegen_basis.verwacht == 4


def test_the_half_year_in_which_the_registration_began_is_no_baseline(lege_sessie: Sessie) -> None:
    s = lege_sessie
    for nr, day in enumerate(
        (date(2024, 3, 4), date(2024, 8, 1), date(2024, 9, 1), date(2025, 2, 1), date(2025, 8, 1))
    ):
        casus(s, nr, day)
    reeks = s.trends.reeksen(Periode(2025, 2))[0]
    assert reeks.deels == "2024-H1"
    assert reeks.basis == ("2024-H2", "2025-H1")
    early = s.trends.reeksen(Periode(2024, 2))[0]
    assert early.vorige is None, "the half-year before is not whole"
    assert early.tegen_basis is None
    s.trends.kies_basislijn(INSTROOM, Periode(2024, 1), "In het eerste kwartaal was er echt niemand.")
    assert s.trends.reeksen(Periode(2025, 2))[0].basis[0] == "2024-H1"


def test_a_gezin_with_two_hiaten_of_a_kind_counts_once_in_its_trend(lege_sessie: Sessie) -> None:
    s = lege_sessie
    one = casus(s, 1, date(2025, 2, 3))
    two = casus(s, 2, date(2025, 2, 3), gezin_id=gezin_of(s, one))
    for made in (one, two):
        s.codering.add_hiaat(made, GEZINSHUIS, GEEN_PLEK, date(2025, 3, 1))
    reeks = next(r for r in s.trends.reeksen(Periode(2025, 1)) if r.sleutel == f"hiaat:{GEZINSHUIS}")
    assert reeks.aantallen[-1] == 1
    assert set(reeks.casus_ids) == {one, two}


def test_gemeenten_need_their_number_of_jeugdigen(lege_sessie: Sessie) -> None:
    s = lege_sessie
    for nr in range(12):
        casus(s, nr, date(2025, 2, 3), "0200" if nr < 9 else "0232")
    van, tot = date(2025, 1, 1), date(2025, 12, 31)
    assert s.trends.trechter(van, tot).trechter is None
    assert s.trends.trechter(van, tot).zonder_telling == ("0200", "0232")
    s.trends.zet_jeugdigen("0200", 2024, 40_000)
    s.trends.zet_jeugdigen("0200", 2024, 41_000)
    s.trends.zet_jeugdigen("0200", 2026, 99_000)
    found = s.trends.trechter(van, tot)
    assert found.trechter is not None
    assert [(p.gemeente, p.aantal, p.jeugdigen) for p in found.trechter.punten] == [("0200", 9, 41_000)]
    assert found.zonder_telling == ("0232",)
    assert dict(found.jaren) == {"0200": 2024}, "a later year is not known yet in that period"
    with pytest.raises(FieldError, match="kan niet"):
        s.trends.zet_jeugdigen("0200", 2024, 0)


def finding(periode: str = "2025-H1") -> Bevinding:
    return Bevinding(
        SignaalSoort.PAAR, "oorzaak:G1|oorzaak:O1", periode, Oordeel.SIGNAAL, {"telling": "8 van de 23 gezinnen"}
    )


def test_a_signal_is_judged_kept_and_closed(lege_sessie: Sessie) -> None:
    register = lege_sessie.signalen
    made = register.oordeel(finding(), "bespreken")
    assert register.oordeel(finding(), "volgen", "nog een halfjaar kijken") == made, "one line per period"
    found = register.all()[0]
    assert (found.mens, found.programma, found.open) == ("volgen", Oordeel.SIGNAAL, True)
    assert found.gezien == {"telling": "8 van de 23 gezinnen"}
    with pytest.raises(FieldError, match="gebeurd"):
        register.sluit(made, "")
    register.sluit(made, "Besproken in de reflectie; er komt een extra plek.")
    assert not register.all()[0].open
    register.heropen(made)
    register.oordeel(finding("2025-H2"), "loos-alarm")
    with pytest.raises(FieldError, match="verklaart"):
        register.oordeel(finding("2024-H2"), "verklaard")
    balans = register.balans()
    assert (balans.totaal, balans.open, balans.loos_alarm) == (2, 1, 1)


def test_who_waits_follows_from_hiaten_without_retyping(lege_sessie: Sessie) -> None:
    s, today = lege_sessie, lege_sessie.context.vandaag()
    made = casus(s, 1, today - timedelta(days=80))
    hiaat = s.codering.add_hiaat(made, GEZINSHUIS, GEEN_PLEK, today - timedelta(days=60))
    s.codering.add_zoekregel(
        made, NieuweZoekregel(GEZINSHUIS, today - timedelta(days=50), "De Verzonnen Wilg", "nee", "geen-plek")
    )
    assert [(w.dagen, w.urgentie) for w in s.wachtenden.register()] == [(60, "")]
    s.codering.change_hiaat(hiaat, "gezocht_sinds", today - timedelta(days=75))
    s.codering.change_hiaat(hiaat, "urgentie", "spoed")
    s.codering.change_hiaat(hiaat, "overbrugging", "logeren in het weekend")
    wacht = s.wachtenden.register()[0]
    assert (wacht.dagen, wacht.urgentie, wacht.overbrugging) == (75, "spoed", "logeren in het weekend")
    assert wacht.reacties[0].startswith("De Verzonnen Wilg")
    with pytest.raises(FieldError, match="voor de dag"):
        s.codering.change_hiaat(hiaat, "opgelost_op", today - timedelta(days=76))
    s.codering.change_hiaat(hiaat, "opgelost_op", today)
    assert s.wachtenden.register() == ()
    s.codering.change_hiaat(hiaat, "opgelost_op", None)
    assert len(s.wachtenden.register()) == 1
    with pytest.raises(FieldError):
        s.codering.change_hiaat(hiaat, "urgentie", "morgen")


def test_two_sheets_that_can_be_subtracted_never_leave(lege_sessie: Sessie) -> None:
    s, today = lege_sessie, lege_sessie.context.vandaag()
    made = [casus(s, nr, today - timedelta(days=40)) for nr in range(30)]
    hiaten = [s.codering.add_hiaat(one, GEZINSHUIS, GEEN_PLEK, today - timedelta(days=20)) for one in made[:17]]

    def printed() -> int | None:
        return s.wachtenden.blad().table("zorgvorm-leeftijd").cell("gezinshuis", "Totaal").aantal

    assert printed() == 15
    first = s.wachtenden.bestanden()
    assert s.wachtenden.bestanden() == first
    assert len(s.uitgaven.all()) == 1, "the same sheet is one release"
    s.codering.add_hiaat(made[17], GEZINSHUIS, GEEN_PLEK, today - timedelta(days=20))
    assert printed() is None, "15 and then 20 would tell that a child came"
    s.wachtenden.bestanden()
    s.codering.change_hiaat(hiaten[0], "opgelost_op", today)
    assert printed() == 15, "one came and one went: the number is that of the first sheet"
    for one in made[18:26]:
        s.codering.add_hiaat(one, GEZINSHUIS, GEEN_PLEK, today - timedelta(days=20))
    assert printed() == 25, "enough came to hide who"


def test_the_sheet_for_aanbieders_shows_no_small_number(lege_sessie: Sessie) -> None:
    s, today = lege_sessie, lege_sessie.context.vandaag()
    for nr in range(23):
        made = casus(s, nr, today - timedelta(days=40))
        zorgvorm = GEZINSHUIS if nr < 20 else "pleegzorg"
        s.codering.add_hiaat(made, zorgvorm, GEEN_PLEK, today - timedelta(days=20))
    blad = s.wachtenden.blad()
    table = blad.table("zorgvorm-leeftijd")
    assert table.cell("Totaal", "Totaal").aantal == 25
    assert table.cell("pleegzorg", "Totaal").aantal is None
    numbers = [c.aantal for t in blad.tabellen for c in t.cellen]
    assert all(n is None or n >= 10 for n in numbers)
