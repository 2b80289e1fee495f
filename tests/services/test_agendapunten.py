"""The agenda: free subjects, parked and given back, and what closing the table does."""

from __future__ import annotations

from datetime import date

import pytest

from expertteam_app.domain.dossier import CasusFilter, NieuweCasus
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.gebeurtenis import Soort
from expertteam_app.domain.tafel import PuntDossier, PuntStatus
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.sessie import Sessie

VANDAAG, LATER, NOG_LATER = date(2026, 11, 20), date(2026, 12, 4), date(2026, 12, 18)


def new_casus(s: Sessie, naam: str, door: str = "") -> int:
    new = NieuweCasus(naam, "Verzonnen", "0232", date(2026, 10, 1), stap=5, aangemeld_door=door)
    return s.casussen.add(new)


def punten(s: Sessie, zitting: int) -> tuple[PuntDossier, ...]:
    return s.zittingen.dossier(zitting).punten


@pytest.fixture
def tafel(lege_sessie: Sessie) -> tuple[Sessie, int, list[int]]:
    """A RET zitting of today with two casussen and a subject."""
    s = lege_sessie
    zitting = s.zittingen.plan(ZittingSoort.RET, VANDAAG, "9:00", "Kamer 1")
    ids = [s.zittingen.add_punt(zitting, casus_id=new_casus(s, n, "Wijkteam Epe")) for n in ("Noa", "Sem")]
    return s, zitting, [*ids, s.agendapunten.add_onderwerp(zitting, "Wachttijden in de regio", 10)]


Tafel = tuple[Sessie, int, list[int]]


def test_soort_and_minutes_are_stored_and_a_subject_needs_no_casus(tafel: Tafel) -> None:
    s, zitting, ids = tafel
    s.agendapunten.change(ids[0], "soort", "uithuisplaatsing")
    s.agendapunten.change(ids[0], "minuten", 25)
    first, _second, subject = punten(s, zitting)
    assert (first.soort, first.minuten) == ("uithuisplaatsing", 25)
    assert (subject.titel, subject.minuten, subject.kinderen) == ("Wachttijden in de regio", 10, ())
    for field, value in (("soort", "onzin"), ("minuten", 0), ("minuten", "x"), ("onderwerp", "y"), ("status", "open")):
        with pytest.raises(FieldError):
            s.agendapunten.change(ids[0], field, value)
    with pytest.raises(FieldError):
        s.agendapunten.add_onderwerp(zitting, "  ")


def test_what_is_parked_goes_on_the_next_agenda_once(tafel: Tafel) -> None:
    s, zitting, ids = tafel
    assert s.agendapunten.parkeren(ids[0]) is None
    following = s.zittingen.plan(ZittingSoort.RET, LATER)
    assert [p.vorig_punt_id for p in punten(s, following)] == [ids[0]]
    after = s.zittingen.plan(ZittingSoort.RET, NOG_LATER)
    assert punten(s, after) == (), "it stands on the first one"
    assert s.agendapunten.parkeren(ids[2]) == LATER
    carried = punten(s, following)
    assert [p.titel for p in carried] == [punten(s, zitting)[0].titel, "Wachttijden in de regio"]
    s.ongedaan.maak_ongedaan()
    assert len(punten(s, following)) == 1
    assert punten(s, zitting)[2].status == PuntStatus.OPEN


def test_an_inbreng_that_is_given_back_leaves_an_actie_for_the_inbrenger(tafel: Tafel) -> None:
    s, zitting, ids = tafel
    casus = punten(s, zitting)[0].casus_id
    assert casus is not None
    with pytest.raises(FieldError):
        s.agendapunten.teruggeven(ids[0], " ")
    s.agendapunten.teruggeven(ids[0], "De stem van Noa ontbreekt")
    left = s.zittingen.dossier(zitting)
    assert [(p.volgorde, p.id) for p in left.punten] == [(1, ids[1]), (2, ids[2])]
    assert left.teruggegeven[0].teruggegeven_reden == "De stem van Noa ontbreekt"
    (actie,) = s.casussen.dossier(casus).acties
    assert (actie.omschrijving, actie.eigenaar) == ("Inbreng aanvullen: De stem van Noa ontbreekt", "Wijkteam Epe")
    assert casus in [k.casus_id for k in s.zittingen.candidates(zitting)], "it can come again"
    s.tafelregels.add(ids[1], "gesproken")
    with pytest.raises(UserError, match="Parkeer"):
        s.agendapunten.teruggeven(ids[1], "te laat")


def test_closing_the_table_parks_the_rest_starts_klokken_and_plans_looks_back(tafel: Tafel) -> None:
    s, zitting, ids = tafel
    following = s.zittingen.plan(ZittingSoort.RET, LATER)
    s.zittingen.houden(zitting)
    late = s.zittingen.add_punt(zitting, casus_id=new_casus(s, "Liv"))
    s.tafelregels.add(ids[0], "b Rust")
    s.tafelregels.add(ids[0], "a bellen")
    s.tafelregels.add(late, "a mailen @Bo +2w")
    told = s.agendapunten.sluiten(zitting, {ids[0]: 95})
    assert (told.besproken, told.geparkeerd, told.acties, told.onvolledig) == (2, 2, 2, 1)
    assert (told.opvolgingen, told.volgende) == (4, LATER)
    now = s.zittingen.dossier(zitting)
    assert [p.status for p in now.punten] == ["besproken", "geparkeerd", "geparkeerd", "besproken"]
    assert now.punten[0].besteed_seconden == 95
    assert now.gesloten_op == VANDAAG
    assert len(punten(s, following)) == 2
    casus = now.punten[3].casus_id
    assert casus is not None
    assert Soort.EERSTE_OVERLEG in [e.soort for e in s.casussen.dossier(casus).tijdlijn]
    again = s.agendapunten.sluiten(zitting)
    assert again.opvolgingen == 0, "looks back are planned once"
    s.ongedaan.maak_ongedaan()
    s.ongedaan.maak_ongedaan()
    undone = s.zittingen.dossier(zitting)
    assert undone.gesloten_op is None
    assert {p.status for p in undone.punten} == {"open"}
    assert punten(s, following) == ()


def test_a_parked_item_and_a_subject_do_not_keep_a_verslag_from_being_fixed(tafel: Tafel) -> None:
    s, zitting, ids = tafel
    s.zittingen.houden(zitting)
    for naam, rol in (("Vera (fictief)", "voorzitter"), ("Siem (fictief)", "secretaris")):
        s.presenties.zet(s.presenties.add(zitting, naam=naam, rol=rol), "aanwezig")
    for punt in ids[:2]:
        s.agendapunten.parkeren(punt)
    s.tafelregels.add(ids[2], "De wachttijden lopen op")
    assert s.zittingen.dossier(zitting).ontbreekt == ()
    s.verslagen.vaststellen(zitting)
    assert len(s.casussen.find(CasusFilter())) == 2
