"""The phase of a VTB: every phase from its own facts, and never one that the facts deny."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.vtb_fase import BesluitGang, Fase, Gang, Melding, TafelGang, gang_of

VANDAAG = date(2026, 3, 12)
STRAKS, EERDER = VANDAAG + timedelta(days=7), VANDAAG - timedelta(days=7)
VAST = TafelGang(EERDER, "vastgesteld", verzonden=True)
DRANG = BesluitGang("drang", meldingen=(Melding(date(2026, 6, 5)),))


def gang(*tafels: TafelGang, belemmeringen: tuple[str, ...] = (), gesloten_op: date | None = None) -> Gang:
    return gang_of(vandaag=VANDAAG, belemmeringen=belemmeringen, tafels=tafels, gesloten_op=gesloten_op)


@pytest.mark.parametrize(
    ("tafel", "fase", "next_words"),
    [
        (TafelGang(STRAKS, "gepland"), Fase.GEPLAND, "uitnodigen voor 19-03-2026"),
        (TafelGang(STRAKS, "gepland", uitgenodigd=True), Fase.UITGENODIGD, "aan tafel op 19-03-2026"),
        (TafelGang(VANDAAG, "gepland"), Fase.TAFEL, "vandaag aan tafel"),
        (TafelGang(EERDER, "gepland"), Fase.TAFEL, "zitting van 05-03-2026 beginnen of verplaatsen"),
        (TafelGang(VANDAAG, "concept"), Fase.TAFEL, "besluit per kind vastleggen"),
        (TafelGang(VANDAAG, "concept", gesloten=True), Fase.VERSLAG, "verslag afmaken en vaststellen"),
        (TafelGang(EERDER, "concept"), Fase.VERSLAG, "verslag afmaken en vaststellen"),
        (TafelGang(EERDER, "ter reactie"), Fase.TER_REACTIE, "reacties afwachten, dan vaststellen"),
        (TafelGang(EERDER, "concept", ter_reactie=True), Fase.TER_REACTIE, "reacties afwachten, dan vaststellen"),
        (replace(VAST, verzonden=False), Fase.VASTGESTELD, "verslag verzenden"),
        (VAST, Fase.VASTGESTELD, "VTB sluiten"),
        (TafelGang(EERDER, "ingelezen"), Fase.VASTGESTELD, "VTB sluiten"),
        (replace(VAST, besluiten=(DRANG,)), Fase.WACHT_OP_VERVOLG, "terugmelding vastleggen (vóór 05-06-2026)"),
        (replace(VAST, besluiten=(BesluitGang("raadsonderzoek"),)), Fase.WACHT_OP_VERVOLG, "VTO verzenden"),
        (TafelGang(STRAKS, "gepland", afgezegd=True), Fase.COMPLEET, "plannen"),
        (TafelGang(EERDER, "concept", punt_status="geparkeerd"), Fase.COMPLEET, "plannen"),
        (TafelGang(STRAKS, "gepland", punt_status="teruggegeven"), Fase.COMPLEET, "plannen"),
        (replace(VAST, besluiten=(BesluitGang("aangehouden"),)), Fase.COMPLEET, "plannen"),
    ],
)
def test_each_phase_comes_from_what_happened(tafel: TafelGang, fase: Fase, next_words: str) -> None:
    found = gang(tafel)
    assert (found.fase, found.volgende) == (fase, next_words)


def test_before_the_table_the_conditions_decide_and_say_what_lacks() -> None:
    found = gang(belemmeringen=("Nog niet vervuld: Consultatie GI is geweest.",))
    assert (found.fase, found.volgende) == (Fase.ONTVANGEN, "ontbreekt: Consultatie GI")
    partly = gang(belemmeringen=("De consultatie GI is nog niet volledig: met wie en het advies ontbreken.",))
    assert partly.volgende == "aanvullen: consultatie GI (met wie en het advies)"
    doubtful = gang_of(vandaag=VANDAAG, belemmeringen=(), twijfel=2)
    assert (doubtful.fase, doubtful.volgende) == (Fase.COMPLEET, "2 velden nakijken en nog 1")


def test_what_was_held_over_goes_on_at_its_next_table() -> None:
    over = replace(VAST, besluiten=(BesluitGang("aangehouden"),))
    assert gang(over, TafelGang(STRAKS, "gepland")).fase is Fase.GEPLAND
    mixed = replace(VAST, besluiten=(BesluitGang("aangehouden"), DRANG))
    assert gang(mixed).fase is Fase.WACHT_OP_VERVOLG, "one kind has its besluit"


RAAD = BesluitGang("raadsonderzoek", vto_verzonden=EERDER)


@pytest.mark.parametrize(
    ("besluit", "words"),
    [
        (RAAD, ["start van het raadsonderzoek vastleggen"]),
        (replace(RAAD, onderzoek_gestart=VANDAAG), ["wachten op het raadsonderzoek"]),
        (replace(RAAD, onderzoek_gestart=EERDER, onderzoek_afgerond=VANDAAG), ["zaak bij de Raad afronden"]),
        (replace(RAAD, zaak_afgerond=VANDAAG), []),
        (replace(RAAD, raad_resultaat="vto-afgewezen"), []),
        (BesluitGang("spoed"), ["VTO verzenden"]),
        (BesluitGang("vrijwillig"), []),
        (BesluitGang("drang"), ["dag van de terugmelding afspreken"]),
        (replace(DRANG, meldingen=(Melding(EERDER, VANDAAG, "sluiten"),)), []),
        (replace(DRANG, meldingen=(Melding(EERDER, VANDAAG, "verlengen"),)), ["volgende terugmelding afspreken"]),
        (replace(DRANG, meldingen=(Melding(EERDER, VANDAAG, "raadsonderzoek"),)), ["VTO verzenden"]),
    ],
)
def test_what_must_still_come_on_a_besluit(besluit: BesluitGang, words: list[str]) -> None:
    found = gang(replace(VAST, besluiten=(besluit,)))
    assert [s.tekst for s in found.stappen] == (words or ["VTB sluiten"])
    assert found.fase is (Fase.WACHT_OP_VERVOLG if words else Fase.VASTGESTELD)


days = st.none() | st.dates(date(2026, 1, 1), date(2026, 6, 30))
meldingen = st.builds(Melding, days, days, st.sampled_from(["", "sluiten", "verlengen", "raadsonderzoek"]))
besluiten = st.builds(
    BesluitGang,
    st.sampled_from(["vrijwillig", "drang", "raadsonderzoek", "aangehouden", "spoed"]),
    days,
    days,
    days,
    days,
    st.sampled_from(["", "vto-afgewezen", "geen-rekest"]),
    st.lists(meldingen, max_size=2).map(tuple),
)
tafels = st.builds(
    TafelGang,
    st.dates(date(2026, 1, 1), date(2026, 6, 30)),
    st.sampled_from(["gepland", "concept", "ter reactie", "vastgesteld", "ingelezen"]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["open", "besproken", "geparkeerd"]),
    st.lists(besluiten, max_size=3).map(tuple),
)


@given(st.lists(tafels, max_size=3), st.sampled_from([(), ("Nog niet vervuld: iets.",)]), days)
def test_whatever_happened_there_is_one_phase_and_only_a_closed_vtb_has_nothing_next(
    at: list[TafelGang], lacking: tuple[str, ...], closed: date | None
) -> None:
    found = gang(*at, belemmeringen=lacking, gesloten_op=closed)
    assert (found.fase is Fase.GESLOTEN) == (closed is not None) == (not found.stappen)
    if closed is None and (not at or not at[-1].telt):
        assert found.fase is (Fase.ONTVANGEN if lacking else Fase.COMPLEET)


def test_a_step_is_late_from_the_day_after_it_was_due() -> None:
    (step,) = gang(replace(VAST, besluiten=(DRANG,))).stappen
    assert [step.laat(date(2026, 6, day)) for day in (4, 5, 6)] == [False, False, True]
