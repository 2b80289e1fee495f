"""Feit and mening apart, each with its bron; the voice of the gezin, or the reason why not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.uitspraak import (
    OUDSTE_UITSPRAAK,
    NieuweUitspraak,
    Uitspraak,
    UitspraakSoort,
    checked_uitspraak,
    missing_voices,
    of_soort,
    quick_soort,
    voice_or_reason,
)

VANDAAG = date(2026, 11, 20)
FEIT, MENING = UitspraakSoort.FEIT, UitspraakSoort.MENING


@pytest.mark.parametrize(
    ("typed", "soort", "rest"),
    [
        ("f School belde op maandag", FEIT, "School belde op maandag"),
        ("F  School belde", FEIT, "School belde"),
        (" m Het gaat beter", MENING, "Het gaat beter"),
        ("M Het", MENING, "Het"),
        ("Fijn gesprek gehad", None, "Fijn gesprek gehad"),
        ("moeder belde", None, "moeder belde"),
        ("f", None, "f"),
        ("", None, ""),
    ],
)
def test_a_letter_at_the_start_chooses_the_soort(typed: str, soort: UitspraakSoort | None, rest: str) -> None:
    assert quick_soort(typed) == (soort, rest)


@pytest.mark.parametrize(
    ("nieuw", "field", "words"),
    [
        (NieuweUitspraak(FEIT, "  ", "school"), "tekst", "Schrijf op"),
        (NieuweUitspraak(FEIT, "Elf dagen afwezig", "  "), "bron", "Een feit heeft een bron"),
        (NieuweUitspraak(MENING, "Het helpt", "x" * 201), "bron", "langer dan 200"),
        (NieuweUitspraak(MENING, "Het helpt", "", VANDAAG + timedelta(days=1)), "datum", "toekomst"),
        (NieuweUitspraak(MENING, "Het helpt", "", OUDSTE_UITSPRAAK - timedelta(days=1)), "datum", "vóór 1900"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(nieuw: NieuweUitspraak, field: str, words: str) -> None:
    with pytest.raises(FieldError, match=words) as refused:
        checked_uitspraak(nieuw, VANDAAG)
    assert refused.value.field == field


def test_a_mening_may_do_without_bron_and_today_is_a_day_that_has_been() -> None:
    assert checked_uitspraak(NieuweUitspraak(MENING, " Het helpt ", "", VANDAAG), VANDAAG).tekst == "Het helpt"
    assert (
        checked_uitspraak(NieuweUitspraak(FEIT, "Stond er", " brief  van school "), VANDAAG).bron == "brief van school"
    )


@given(
    st.lists(
        st.builds(
            Uitspraak,
            st.integers(1, 99),
            st.sampled_from(list(UitspraakSoort)),
            st.just("tekst"),
            st.just("bron"),
            st.none() | st.dates(date(2000, 1, 1), VANDAAG),
        ),
        unique_by=lambda u: u.id,
    )
)
def test_every_statement_stands_under_one_heading_newest_first(uitspraken: list[Uitspraak]) -> None:
    parts = [of_soort(uitspraken, soort) for soort in UitspraakSoort]
    assert sorted(u.id for part in parts for u in part) == sorted(u.id for u in uitspraken)
    for part, soort in zip(parts, UitspraakSoort, strict=True):
        assert {u.soort for u in part} <= {soort}
        days = [u.datum for u in part]
        known = [d for d in days if d is not None]
        assert days == sorted(known, reverse=True) + [None] * (len(days) - len(known))


@pytest.mark.parametrize(
    ("jeugdige", "ouders", "reason", "missing"),
    [
        ("Ik wil thuis blijven", "Wij zijn moe", "", ()),
        ("", "Wij zijn moe", "", ("de jeugdige",)),
        ("Ik wil", "  ", "", ("de ouders",)),
        ("", "", "", ("de jeugdige", "de ouders")),
        ("", "", "zij op reis waren", ()),
        ("", "", "   ", ("de jeugdige", "de ouders")),
    ],
)
def test_a_voice_is_missing_until_it_or_a_reason_is_there(
    jeugdige: str, ouders: str, reason: str, missing: tuple[str, ...]
) -> None:
    assert missing_voices(jeugdige, ouders, reason) == missing


@pytest.mark.parametrize(
    ("stem", "reason", "told"),
    [
        ("Ik wil thuis blijven", "hij ziek was", "Ik wil thuis blijven"),
        ("", "hij ziek was", "Niet gelukt, omdat hij ziek was"),
        ("", "omdat hij ziek was", "Niet gelukt, omdat hij ziek was"),
        ("", "Niet gelukt: hij was ziek", "Niet gelukt: hij was ziek"),
        ("", "", ""),
    ],
)
def test_without_a_voice_the_reason_is_told(stem: str, reason: str, told: str) -> None:
    assert voice_or_reason(stem, reason) == told
