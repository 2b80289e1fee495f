"""A4: a median of a few is never printed, and of many only as a class, without n, mean or extremes."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.analysis.doorlooptijd import Meting, summarise
from expertteam_app.documents.boeg_rapport import MEDIAANKLASSEN
from expertteam_app.domain.inzicht import ZaakMeting
from expertteam_app.services.doorlooptijd_klassen import median_classes
from expertteam_app.services.doorlooptijden import KlokUitkomst

DAG = date(2026, 1, 5)


def klok(dagen: list[int], personen: list[int]) -> KlokUitkomst:
    """An invented klok over finished zaken of these days, of these persons."""
    names = [f"verzonnen-{who}/{i}" for i, who in enumerate(personen)]
    zaken = tuple(
        ZaakMeting(name, i, None, f"RET-{i}", DAG, DAG + timedelta(days=n), n, n, binnen_norm=True)
        for i, (name, n) in enumerate(zip(names, dagen, strict=True))
    )
    cijfer = summarise([Meting(name, n, afgerond=True) for name, n in zip(names, dagen, strict=True)])
    return KlokUitkomst("D1", "Aanmelding tot besluit", "kalenderdagen", 42, "", "", cijfer, cijfer, zaken)


def test_seven_zaken_print_nothing() -> None:
    (line,) = median_classes([klok([10, 20, 30, 40, 50, 60, 70], list(range(7)))])
    assert line.mediaan is None


def test_many_zaken_of_a_few_jeugdigen_print_nothing() -> None:
    (line,) = median_classes([klok([20] * 30, [i % 9 for i in range(30)])])
    assert line.mediaan is None


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60))
def test_what_is_printed_is_a_class_and_no_number_of_the_zaken(dagen: list[int]) -> None:
    (line,) = median_classes([klok(dagen, list(range(len(dagen))))])
    assert (line.mediaan is None) or (line.mediaan in MEDIAANKLASSEN and len(dagen) >= 10)
    assert (line.omschrijving, line.norm) == ("Aanmelding tot besluit", "42 kalenderdagen")
