"""Statements about a casus in a real kluis; the new fields of a casus; the voice on its way to the table."""

from __future__ import annotations

from datetime import date

import pytest

from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.uitspraak import NieuweUitspraak, UitspraakSoort
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.sessie import Sessie
from tests.conftest import VANDAAG

FEIT, MENING = UitspraakSoort.FEIT, UitspraakSoort.MENING


def a_casus(sessie: Sessie) -> int:
    return sessie.casussen.find(CasusFilter())[0]


def test_a_statement_is_kept_changed_and_taken_away_with_its_line_in_the_logboek(sessie: Sessie) -> None:
    casus = a_casus(sessie)
    before = sessie.uitspraken.van_casus(casus)
    made = sessie.uitspraken.add(casus, NieuweUitspraak(FEIT, "Elf dagen afwezig", "register (fictief)", VANDAAG))
    assert "register (fictief)" in sessie.uitspraken.bronnen(casus)
    sessie.uitspraken.change(made, NieuweUitspraak(MENING, "Vaak afwezig"))
    (kept,) = (u for u in sessie.uitspraken.van_casus(casus) if u.id == made)
    assert (kept.soort, kept.tekst, kept.bron, kept.datum) == (MENING, "Vaak afwezig", "", None)
    sessie.uitspraken.remove(made)
    assert sessie.uitspraken.van_casus(casus) == before
    told = [line.handeling for line in sessie.beheer.logboek() if line.tabel == "uitspraak" and line.rij == made]
    assert {"feit vastgelegd", "mening gewijzigd", "uitspraak weggehaald"} <= set(told)
    with pytest.raises(UserError, match="bestaat niet meer"):
        sessie.uitspraken.remove(made)


def test_a_feit_without_bron_leaves_nothing_behind(sessie: Sessie) -> None:
    casus = a_casus(sessie)
    made = sessie.uitspraken.add(casus, NieuweUitspraak(MENING, "Het gaat beter"))
    before = sessie.uitspraken.van_casus(casus)
    with pytest.raises(FieldError, match="bron"):
        sessie.uitspraken.add(casus, NieuweUitspraak(FEIT, "Elf dagen afwezig"))
    with pytest.raises(FieldError, match="bron"):
        sessie.uitspraken.change(made, NieuweUitspraak(FEIT, "Het gaat beter"))
    assert sessie.uitspraken.van_casus(casus) == before
    with pytest.raises(UserError, match="bestaat niet meer"):
        sessie.uitspraken.add(999_999, NieuweUitspraak(MENING, "Nergens"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("casusregisseur", "Jara Jurist (fictief)"),
        ("verklarende_analyse", "in-de-maak"),
        ("verblijfplaats", "bij oma (fictief)"),
        ("kader", "drang"),
        ("stem_niet_gelukt", "zij op reis waren"),
    ],
)
def test_a_new_field_is_kept(sessie: Sessie, field: str, value: str) -> None:
    casus = a_casus(sessie)
    sessie.casussen.change(casus, field, value)
    assert getattr(sessie.casussen.dossier(casus), field) == value


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("kader", "streng", "staat niet in de lijst"),
        ("kader", "", "staat niet in de lijst"),
        ("verklarende_analyse", "misschien", "staat niet in de lijst"),
        ("verblijfplaats", "x" * 201, "langer dan 200"),
    ],
)
def test_a_field_that_cannot_be_is_refused_and_keeps_what_it_was(
    sessie: Sessie, field: str, value: str, words: str
) -> None:
    casus = a_casus(sessie)
    before = getattr(sessie.casussen.dossier(casus), field)
    with pytest.raises(FieldError, match=words) as refused:
        sessie.casussen.change(casus, field, value)
    assert refused.value.field == field
    assert getattr(sessie.casussen.dossier(casus), field) == before


def test_the_reason_comes_to_the_table_in_the_place_of_a_missing_voice(sessie: Sessie) -> None:
    casus = a_casus(sessie)
    sessie.casussen.change(casus, "stem_jeugdige", "")
    sessie.casussen.change(casus, "stem_ouders", "Wij zijn moe.")
    sessie.casussen.change(casus, "stem_niet_gelukt", "hij ziek was")
    zitting = sessie.zittingen.plan(ZittingSoort.RET, date(2026, 12, 1))
    sessie.zittingen.add_punt(zitting, casus_id=casus)
    texts = sessie.zittingen.dossier(zitting).punten[-1].teksten
    assert texts["stem_jeugdige"] == "Niet gelukt, omdat hij ziek was"
    assert texts["stem_ouders"] == "Wij zijn moe."
