"""Why a date or figure is what it is, on the real kluis: the explanation says what the window shows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from expertteam_app.domain.bord import BordFilter
from expertteam_app.domain.datuminvoer import in_woorden
from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.termijn import Eenheid, quantity
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.vandaag_soorten import DATUM_WOORD

ENTERED = {"zitting", "geen-mandaat", "mandaat", "vto"}


def text(sessie: Sessie, vraag: Vraag) -> str:
    return sessie.waarom.uitleg(vraag).uitleg.als_tekst()


def test_every_line_of_vandaag_explains_the_date_it_shows(sessie: Sessie) -> None:
    lines = sessie.vandaag.lines()
    assert len({line.soort for line in lines}) >= 8
    for line in lines:
        assert line.waarom is not None
        told = text(sessie, line.waarom)
        if line.datum is not None and DATUM_WOORD.get(line.soort) != "tot en met":
            assert f"{line.datum:%d-%m-%Y}" in told or in_woorden(line.datum) in told, (line, told)


def test_the_days_of_a_norm_are_those_of_the_explanation(sessie: Sessie) -> None:
    lines = [line for line in sessie.vandaag.lines() if line.soort == "norm"]
    assert lines
    for line in lines:
        assert line.waarom is not None
        spent = int(line.tekst.split(" staat ")[1].split()[0])
        told = text(sessie, line.waarom)
        assert f"{spent} werkdag" in told, (line.tekst, told)
        assert "Norm: " in told
        assert "opschalingsmodel" in told


def test_the_board_and_the_ladder_show_what_the_explanation_counts(sessie: Sessie) -> None:
    kolommen = sessie.bord.kolommen(BordFilter())
    cards = [card for kolom in kolommen for card in kolom.kaarten]
    assert cards
    for card in cards[:20]:
        told = text(sessie, Vraag(Over.STAP, card.casus_id, card.stap))
        counted = quantity(card.netto, Eenheid(card.eenheid))
        assert f"netto {counted}" in told or f"bruto {counted}" in told
        rung = next(s for s in sessie.casussen.dossier(card.casus_id).ladder if s.volgorde == card.stap)
        assert rung.dagen == card.netto


def test_two_stays_are_told_apart(lege_sessie: Sessie) -> None:
    s, today = lege_sessie, lege_sessie.context.vandaag()
    casus = s.casussen.add(NieuweCasus("Tweemaal", "Voorbeeld", "0200", today - timedelta(60), stap=3))
    s.casussen.opschalen(casus, 4, today - timedelta(50), "geen plek gevonden")
    s.casussen.opschalen(casus, 3, today - timedelta(40), "terug naar het lokale team")
    told = text(s, Vraag(Over.STAP, casus, 3))
    rung = next(r for r in s.casussen.dossier(casus).ladder if r.volgorde == 3)
    first, second = told.split("Verblijf 2 op deze stap")
    assert first.startswith("Verblijf 1 op deze stap")
    assert "bruto 8 werkdagen" in first
    assert f"bruto {rung.dagen} werkdagen" in second
    assert "elk verblijf telt apart" in second


def test_a_pause_and_each_free_day_stand_in_it_by_name(lege_sessie: Sessie) -> None:
    s, today = lege_sessie, lege_sessie.context.vandaag()
    casus = s.casussen.add(NieuweCasus("Pauze", "Voorbeeld", "0200", today - timedelta(240), stap=3))
    s.casussen.pauzeren(casus, today - timedelta(20), "", telt=True, code="wacht-op-gezin")
    told = text(s, Vraag(Over.STAP, casus))
    assert "Telt niet mee: Koningsdag, maandag 27 april 2026." in told
    assert "De klok staat stil" in told or "pauze" in told
    assert "Norm: 10 werkdagen (opschalingsmodel" in told


def test_an_actie_that_is_late_counts_its_werkdagen(lege_sessie: Sessie) -> None:
    s, today = lege_sessie, lege_sessie.context.vandaag()
    casus = s.casussen.add(NieuweCasus("Actie", "Voorbeeld", "0200", today - timedelta(30), stap=3))
    actie = s.codering.add_actie("Bellen", "toegang", today - timedelta(7), casus_id=casus)
    told = text(s, Vraag(Over.ACTIE, actie))
    assert "Afgesproken: uiterlijk" in told
    assert "bruto 5 werkdagen" in told


def test_what_is_gone_says_so(sessie: Sessie) -> None:
    for over in (Over.STAP, Over.ACTIE, Over.MANDAAT, Over.NOG_THUIS, Over.TOESTEMMING, Over.TERUGMELDING, Over.VTB):
        with pytest.raises(UserError):
            sessie.waarom.uitleg(Vraag(over, 999_999))


def test_every_klok_of_the_figures_tells_how_it_is_counted(sessie: Sessie) -> None:
    for klok in sessie.doorlooptijden.klokken():
        told = sessie.waarom.klok(klok.code).uitleg.als_tekst()
        assert klok.bron in told
        assert klok.versie in told
