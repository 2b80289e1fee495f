"""Series of zittingen, looking back at an advice, and the way to BOEG and back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.gebeurtenis import Soort
from expertteam_app.domain.opvolging import Stand
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.opvolgingen import NieuweInbreng
from expertteam_app.services.reeksen import NieuweReeks
from expertteam_app.services.sessie import Sessie

VANDAAG, EPE = date(2026, 11, 20), "0232"


def advised(s: Sessie, day: date, *, mandaat: bool = True) -> tuple[int, int, int]:
    """A casus with a besluit and an actie of a RET zitting on a day; casus, zitting, item."""
    casus = s.casussen.add(
        NieuweCasus("Noa", "Wolkenveld", EPE, date(2026, 8, 3), stap=5, geboortedatum=date(2012, 1, 1))
    )
    zitting = s.zittingen.plan(ZittingSoort.RET, day, "9:00")
    punt = s.zittingen.add_punt(zitting, casus_id=casus)
    if mandaat:
        sam = s.personen.add("Sam Dijkstra", "Gemeente Epe", "toegangsmedewerker", EPE)
        s.personen.give_mandaat(sam, EPE, date(2026, 1, 1), None)
        s.presenties.zet(s.presenties.add(zitting, persoon_id=sam), "aanwezig")
    s.zittingen.houden(zitting)
    s.tafelregels.add(punt, "b Deeltijdverblijf met hulp thuis")
    s.agendapunten.sluiten(zitting)
    return casus, zitting, punt


def test_a_series_skips_free_days_invites_its_people_and_goes_on_without_doubles(lege_sessie: Sessie) -> None:
    s = lege_sessie
    sam = s.personen.add("Sam Dijkstra", "Gemeente Epe", "toegangsmedewerker", EPE)
    new = NieuweReeks(
        ZittingSoort.RET,
        "RET om de week",
        "weken",
        2,
        date(2026, 12, 11),
        date(2027, 1, 31),
        "9.00",
        "120",
        "Kamer 1",
        ((sam, "toegangsmedewerker"),),
    )
    reeks, done = s.reeksen.add(new)
    assert done.gepland == (date(2026, 12, 11), date(2027, 1, 8), date(2027, 1, 22))
    assert [day for day, _why in done.overgeslagen] == [date(2026, 12, 25)], "Eerste Kerstdag"
    assert "Kerst" in done.overgeslagen[0][1]
    first = s.zittingen.dossier(s.zittingen.all(ZittingSoort.RET)[-1].id)
    assert (first.begintijd, first.duur_minuten, first.reeks_id) == ("09:00", 120, reeks)
    assert [(a.naam, a.presentie) for a in first.aanwezigen] == [("Sam Dijkstra", "uitgenodigd")]
    more = s.reeksen.vooruit(reeks, date(2027, 2, 28))
    assert more.gepland == (date(2027, 2, 5), date(2027, 2, 19))
    assert [r.naam for r in s.reeksen.all(ZittingSoort.RET)] == ["RET om de week"]
    for wrong in ({"naam": " "}, {"aantal": 0}, {"ritme": "dagen"}, {"tot": date(2026, 1, 1)}, {"begintijd": "25:00"}):
        with pytest.raises(FieldError):
            s.reeksen.add(NieuweReeks(**{**{f: getattr(new, f) for f in new.__slots__}, **wrong}))
    s.ongedaan.maak_ongedaan()
    assert len(s.zittingen.all(ZittingSoort.RET)) == 3, "planning on is one act"


def test_what_is_parked_goes_to_the_next_of_the_same_series(lege_sessie: Sessie) -> None:
    s = lege_sessie
    s.reeksen.add(NieuweReeks(ZittingSoort.RET, "RET", "weken", 1, date(2026, 11, 23), date(2026, 12, 4)))
    other = s.zittingen.plan(ZittingSoort.RET, date(2026, 11, 24))
    first = next(z for z in s.zittingen.all(ZittingSoort.RET) if z.datum == date(2026, 11, 23))
    punt = s.agendapunten.add_onderwerp(first.id, "Wachttijden")
    assert s.agendapunten.parkeren(punt) == date(2026, 11, 30)
    assert s.zittingen.dossier(other).punten == ()


def test_a_reflectie_has_its_subjects_and_its_period(lege_sessie: Sessie) -> None:
    s = lege_sessie
    sam = s.personen.add("Sam Dijkstra", "Gemeente Epe", "toegangsmedewerker", EPE)
    zitting = s.reeksen.plan_reflectie(date(2026, 12, 3), date(2026, 7, 1), date(2026, 12, 31), "13:00", leden=[sam])
    found = s.zittingen.dossier(zitting)
    assert (found.vorm, found.periode_van, found.periode_tot) == ("reflectie", date(2026, 7, 1), date(2026, 12, 31))
    assert [p.soort for p in found.punten] == ["reflectie"] * 3
    assert [a.gemeente for a in found.aanwezigen] == [EPE]
    with pytest.raises(FieldError):
        s.reeksen.plan_reflectie(date(2026, 12, 3), date(2026, 12, 31), date(2026, 7, 1))


def test_looking_back_stands_on_vandaag_until_the_three_questions_are_answered(lege_sessie: Sessie) -> None:
    s = lege_sessie
    _casus, zitting, punt = advised(s, VANDAAG - timedelta(weeks=7))
    first, second = s.opvolgingen.of_punt(punt)
    assert (first.moment, first.verwacht_op) == ("6 weken", VANDAAG - timedelta(weeks=1))
    assert second.moment == "3 maanden"
    lines = [line for line in s.vandaag.lines() if line.soort == "terugkijken"]
    assert [line.zitting_id for line in lines] == [zitting]
    assert lines[0].waarom is not None
    assert s.waarom.uitleg(lines[0].waarom).uitleg.einddatum == first.verwacht_op
    for field, answer in (("uitgevoerd", "deels"), ("geholpen", "nee"), ("toelichting", "De hulp kwam laat.")):
        s.opvolgingen.change(first.id, field, answer)
    assert s.opvolgingen.of_punt(punt)[0].ontbreekt == ("volgens",)
    s.opvolgingen.change(first.id, "volgens", "ouders")
    assert s.opvolgingen.of_punt(punt)[0].gedaan_op == VANDAAG
    assert [line for line in s.vandaag.lines() if line.soort == "terugkijken"] == []
    assert [o.id for o in s.opvolgingen.alle()] == [second.id, first.id]
    for field, answer in (("volgens", "de buurman"), ("moment", "nu")):
        with pytest.raises(FieldError):
            s.opvolgingen.change(second.id, field, answer)


def test_boeg_starts_and_stops_its_klok_and_the_ret_is_the_gate(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus, _zitting, punt = advised(s, VANDAAG - timedelta(days=10))
    plek = s.opvolgingen.add_voorziening("De Verzonnen Hoeve", "Stichting Verzonnen", boeg=True, toegangspoort=True)
    day = VANDAAG - timedelta(days=5)
    with pytest.raises(FieldError, match="besluit van het RET"):
        s.opvolgingen.naar_boeg(NieuweInbreng(casus, day, "voorziening", voorziening_id=plek))
    inbreng = s.opvolgingen.naar_boeg(NieuweInbreng(casus, day, "voorziening", "Kim Bos", plek, punt))
    (found,) = s.opvolgingen.boeg(casus)
    assert (found.voorziening, found.toegangsbesluit_op) == ("De Verzonnen Hoeve", VANDAAG - timedelta(days=10))
    with pytest.raises(FieldError):
        s.opvolgingen.van_boeg(inbreng, day - timedelta(days=1), "Te vroeg")
    s.opvolgingen.van_boeg(inbreng, VANDAAG, "Er is plek vanaf januari.")
    kinds = [e.soort for e in s.casussen.dossier(casus).tijdlijn]
    assert Soort.BOEG_INGEBRACHT in kinds
    assert Soort.BOEG_TERUGGEKOPPELD in kinds
    s.ongedaan.maak_ongedaan()
    s.ongedaan.maak_ongedaan()
    assert s.opvolgingen.boeg(casus) == []
    assert Soort.BOEG_INGEBRACHT not in [e.soort for e in s.casussen.dossier(casus).tijdlijn]
    s.opvolgingen.change_voorziening(plek, "De Hoeve", "", boeg=True, toegangspoort=False, actief=False)
    assert [(v.naam, v.actief) for v in s.opvolgingen.voorzieningen()] == [("De Hoeve", False)]
    with pytest.raises(FieldError):
        s.opvolgingen.add_voorziening(" ")


def test_a_besluit_that_lacked_a_mandaat_is_no_gate(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus, _zitting, punt = advised(s, VANDAAG - timedelta(days=10), mandaat=False)
    plek = s.opvolgingen.add_voorziening("De Verzonnen Hoeve", boeg=True, toegangspoort=True)
    with pytest.raises(FieldError, match="definitief"):
        s.opvolgingen.naar_boeg(NieuweInbreng(casus, VANDAAG, "voorziening", voorziening_id=plek, punt_id=punt))


def test_a_look_back_is_late_from_the_day_after(lege_sessie: Sessie) -> None:
    s = lege_sessie
    _casus, _zitting, punt = advised(s, VANDAAG - timedelta(weeks=6))
    first, second = s.opvolgingen.of_punt(punt)
    days = [first.verwacht_op + timedelta(days=n) for n in (-1, 0, 1)]
    assert [first.stand(day) for day in days] == [Stand.LATER, Stand.AAN_DE_BEURT, Stand.TE_LAAT]
    assert s.opvolgingen.te_laat_en_vandaag() == (0, 1)
    for field in ("uitgevoerd", "geholpen"):
        s.opvolgingen.change(first.id, field, "ja")
    s.opvolgingen.change(first.id, "volgens", "jeugdige")
    assert s.opvolgingen.te_laat_en_vandaag() == (0, 0)
    assert [info.stand(days[2]) for info in s.opvolgingen.alle()] == [second.stand(days[2]), Stand.GEDAAN]
