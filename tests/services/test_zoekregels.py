"""Zoekregels and hiaten can be corrected, line by line and field by field; every act is one act."""

from __future__ import annotations

from datetime import date

import pytest

from expertteam_app.domain.dossier import CasusDossier, NieuweCasus
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.services.codering import NieuweZoekregel
from expertteam_app.services.sessie import Sessie

DAG = date(2026, 11, 3)


@pytest.fixture
def casus(lege_sessie: Sessie) -> int:
    return lege_sessie.casussen.add(
        NieuweCasus("Bo", "Testdorp", "0232", date(2026, 9, 1), geboortedatum=date(2012, 2, 29))
    )


def dossier(sessie: Sessie, casus_id: int) -> CasusDossier:
    return sessie.casussen.dossier(casus_id)


def test_a_zoekregel_is_corrected_field_by_field(lege_sessie: Sessie, casus: int) -> None:
    codering = lege_sessie.codering
    regel = codering.add_zoekregel(casus, NieuweZoekregel("gezinshuis", DAG, "De Lind", "nee", "geen-plek", 12))
    codering.change_zoekregel(regel, "aanbieder", " De Linde (fictief) ")
    codering.change_zoekregel(regel, "zorgvorm", "pleegzorg")
    codering.change_zoekregel(regel, "datum", date(2026, 11, 2))
    with pytest.raises(FieldError, match="wachttijd hoort bij"):
        codering.change_zoekregel(regel, "reden", "afstand")
    codering.change_zoekregel(regel, "wachttijd_weken", None)
    codering.change_zoekregel(regel, "reden", "afstand")
    with pytest.raises(FieldError, match="reden hoort bij"):
        codering.change_zoekregel(regel, "antwoord", "ja")
    for field, value in (("id", 3), ("datum", date(2027, 1, 1)), ("datum", None), ("zorgvorm", "kasteel")):
        with pytest.raises(FieldError):
            codering.change_zoekregel(regel, field, value)
    (found,) = dossier(lege_sessie, casus).zoekregels
    stored = (found.zorgvorm, found.aanbieder, found.datum, found.antwoord, found.reden, found.wachttijd_weken)
    assert stored == ("pleegzorg", "De Linde (fictief)", date(2026, 11, 2), "nee", "afstand", None)
    assert lege_sessie.casussen.rows([casus])[0].zorgvorm == "pleegzorg", "the list follows"


def test_a_zoekregel_is_rewritten_as_one_act(lege_sessie: Sessie, casus: int) -> None:
    codering = lege_sessie.codering
    regel = codering.add_zoekregel(casus, NieuweZoekregel("gezinshuis", DAG, "De Linde", "nee", "afstand"))
    codering.rewrite_zoekregel(regel, NieuweZoekregel("gezinshuis", DAG, "De Linde", "wachtlijst", "", 8))
    (found,) = dossier(lege_sessie, casus).zoekregels
    assert (found.antwoord, found.reden, found.wachttijd_weken) == ("wachtlijst", "", 8)
    codering.remove_zoekregel(regel)
    with pytest.raises(UserError, match="al weggehaald"):
        codering.rewrite_zoekregel(regel, NieuweZoekregel("gezinshuis", DAG))


def test_a_hiaat_is_corrected(lege_sessie: Sessie, casus: int) -> None:
    codering = lege_sessie.codering
    hiaat = codering.add_hiaat(casus, "gezinshuis", "geen-capaciteit", DAG)
    for field, value in (("aard", "te-ver-weg"), ("zorgvorm", "pleegzorg"), ("oplossing", " Plek buiten de regio ")):
        codering.change_hiaat(hiaat, field, value)
    codering.change_hiaat(hiaat, "vastgesteld_op", date(2026, 11, 1))
    for field, wrong in (("aard", "gat"), ("vastgesteld_op", date(2027, 1, 1)), ("afgeleid", True)):
        with pytest.raises(FieldError):
            codering.change_hiaat(hiaat, field, wrong)
    (found,) = dossier(lege_sessie, casus).hiaten
    assert (found.zorgvorm, found.aard, found.oplossing) == ("pleegzorg", "te-ver-weg", "Plek buiten de regio")
    assert found.vastgesteld_op == date(2026, 11, 1)


def test_the_lines_propose_a_hiaat_and_store_none(lege_sessie: Sessie, casus: int) -> None:
    codering = lege_sessie.codering
    codering.add_zoekregel(casus, NieuweZoekregel("gezinshuis", DAG, "De Linde", "nee", "geen-plek"))
    known = dossier(lege_sessie, casus)
    (offer,) = codering.hiaat_voorstellen(known.zoekregels, known.hiaten)
    assert (offer.zorgvorm, offer.aard) == ("gezinshuis", "geen-capaciteit")
    assert dossier(lege_sessie, casus).hiaten == ()


def test_names_to_complete_are_those_used_most_then_organisations(lege_sessie: Sessie, casus: int) -> None:
    codering = lege_sessie.codering
    for name in ("Het Anker", "De Linde", "De Linde", ""):
        codering.add_zoekregel(casus, NieuweZoekregel("gezinshuis", DAG, name))
    lege_sessie.personen.add("Aya (fictief)", "Zorghuis", "voorzitter")
    assert codering.aanbieders() == ("De Linde", "Het Anker", "Zorghuis")
