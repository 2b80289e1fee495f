"""Pictures: round axes, every mark within them, and a text and table that hold the same facts."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.analysis.beelden import OpenZaak, ageing, curve, funnel_picture, strip
from expertteam_app.analysis.doorlooptijd import Meting, summarise
from expertteam_app.analysis.overleving import Duur, kaplan_meier
from expertteam_app.analysis.trechter import funnel
from expertteam_app.analysis.trend import against_baseline
from expertteam_app.domain.beeld import Beeld, Vorm, free_place, getal_as, number

PLACES = {"0200": (42_000, 21), "0232": (8_300, 18), "0244": (3_000, 1), "0301": (11_600, 12)}
STEPS = ("1 lokaal", "5 RET", "6 BOEG")


def pictures() -> list[Beeld]:
    dice = random.Random(3)  # noqa: S311 - invented data
    metingen = [Meting(str(nr), int(dice.expovariate(1 / 60)), dice.random() < 0.7) for nr in range(40)]
    line = curve("Kromme", summarise(metingen, 15), "werkdagen", 15)
    assert line is not None
    open_zaken = [
        OpenZaak(dice.choice(STEPS), dice.randrange(200), f"RET-2026-{nr:03}", str(nr), 210) for nr in range(25)
    ]
    left = {"5 RET": kaplan_meier([Duur(day, waargenomen=True) for day in range(1, 40)])}
    counts = {code: count for code, (_, count) in PLACES.items()}
    people = {code: size for code, (size, _) in PLACES.items()}
    return [
        line,
        ageing("Open zaken", open_zaken, STEPS, left),
        funnel_picture("Gemeenten", funnel(counts, people), {"0200": "Apeldoorn"}),
        strip("Instroom", "casussen", ["2025-H1", "2025-H2", "2026-H1"], [4, 6, 14], against_baseline(14, [4, 6, 5])),
    ]


@pytest.mark.parametrize("nr", range(4))
def test_every_mark_lies_within_the_axes(nr: int) -> None:
    beeld = pictures()[nr]
    for lijn in beeld.lijnen:
        assert all(0 <= x <= beeld.x.tot + 1e-9 and 0 <= y <= beeld.y.tot + 1e-9 for x, y in lijn.punten)
    assert all(0 <= p.x <= beeld.x.tot and 0 <= p.y <= beeld.y.tot for p in beeld.punten)
    assert all(0 <= k.hoog <= beeld.y.tot for k in beeld.kolommen)
    assert all(0 <= value <= axis.tot for axis in (beeld.x, beeld.y) for value, _ in axis.streepjes)


@pytest.mark.parametrize("nr", range(4))
def test_the_table_holds_every_mark_and_each_row_is_whole(nr: int) -> None:
    beeld = pictures()[nr]
    assert beeld.alternatief
    assert all(len(row) == len(beeld.koppen) for row in beeld.rijen)
    assert len(beeld.te_kiezen) in (0, len(beeld.rijen))
    assert beeld.als_tabel.count("\n") == len(beeld.rijen)


def test_what_stands_out_has_another_shape_too() -> None:
    _, old, places, _ = pictures()
    late = [p for p in old.punten if p.vorm is Vorm.RUIT]
    assert {p.sleutel for p in late} == {z.sleutel for z in old.punten if "langer dan 80%" in z.tekst}
    assert late
    assert [p.sleutel for p in places.punten if p.vorm is Vorm.RUIT] == ["0200", "0232"]
    assert "Apeldoorn: 21" in places.alternatief


def test_the_words_say_from_how_many_it_would_be_noticed() -> None:
    assert "opvallend vanaf 11" in pictures()[3].alternatief


def test_too_few_zaken_give_no_curve() -> None:
    assert curve("Kromme", summarise([Meting("1", 3, afgerond=True)]), "werkdagen", None) is None


@given(st.floats(0, 1e7))
def test_an_axis_has_few_round_ticks_and_holds_the_largest(largest: float) -> None:
    axis = getal_as("dagen", largest)
    assert axis.tot >= largest * (1 - 1e-9)
    words = [text for _, text in axis.streepjes]
    assert 2 <= len(words) <= 6
    assert words[0] == "0"
    if largest >= 1:
        assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (4.25, "4,2"), (1234.5, "1.234,5"), (42_000, "42.000"), (5.0, "5")]
)
def test_numbers_are_written_in_dutch(value: float, text: str) -> None:
    assert number(value) == text


def test_a_name_takes_the_first_place_that_is_free() -> None:
    taken = [(0.0, 0.0, 10.0, 10.0)]
    assert free_place([(5, 5, 10, 10), (20, 0, 10, 10), (40, 0, 10, 10)], taken) == (20, 0, 10, 10)
    assert free_place([(5, 5, 10, 10), (6, 6, 10, 10)], taken) == (5, 5, 10, 10), "the first where none is free"
