"""A3 and A7: percentages turned back and bars measured, on the paper itself; each beside a paper made wrongly."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from expertteam_app.analysis.disclosure.report import ProtectedCell, ProtectedReport
from expertteam_app.analysis.disclosure.spec import Regels
from expertteam_app.documents import boeg_tabellen
from expertteam_app.documents.boeg_rapport import BoegTekst, boeg_rapport_pdf
from expertteam_app.documents.tabellen import Staaf
from tests.anoniem import protect
from tests.documents.test_boeg_rapport import people, small_spec

Open = Callable[[bytes], Any]

ECHT = {"thuis": 42, "pleeggezin": 33, "gezinshuis": 18, "elders": 12}
REGELS = Regels()


@pytest.fixture
def report() -> ProtectedReport:
    return protect(small_spec(), people(**ECHT))


def told(text: str, report: ProtectedReport) -> dict[str, int]:
    """The percentage beside each printed number, as it stands on the paper."""
    (tabel,) = report.tabellen
    found = {}
    for cel in tabel.cellen:
        if cel.aantal is not None and (m := re.search(rf"{cel.dims[0]}{cel.aantal}(\d+)%", text)):
            found[cel.dims[0]] = int(m[1])
    return found


def narrowed(text: str, report: ProtectedReport) -> dict[str, list[int]]:
    """Attack A3: the numbers behind a printed one that a percentage of true numbers leaves, where it leaves not all.

    A percentage that follows from the two printed numbers tells nothing: whoever prints by that rule prints it for
    every true number. Any other one was reckoned from the true numbers, and some of those do not give it.
    """
    (tabel,) = report.tabellen
    whole = tabel.cell("Totaal").aantal
    assert whole is not None
    low, high = REGELS.venster(whole)
    found = {}
    for name, percent in told(text, report).items():
        printed = tabel.cell(name).aantal
        assert printed is not None
        if percent == round(100 * printed / whole + 1e-9):
            continue
        first, last = REGELS.venster(printed)
        found[name] = [
            n
            for n in range(first, last + 1)
            if any(round(100 * n / total) == percent for total in range(low, high + 1))
        ]
    return found


def test_a_percentage_turned_back_gives_nothing_and_one_of_true_numbers_does(
    blad: Open, report: ProtectedReport, boeg_tekst: BoegTekst, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = blad(boeg_rapport_pdf(report, boeg_tekst)).text
    assert len(told(ours, report)) == len(ECHT)
    assert narrowed(ours, report) == {}

    def of_true_numbers(cel: ProtectedCell, totaal: int | None) -> str:
        return f"{round(100 * ECHT[cel.dims[0]] / sum(ECHT.values()))}%" if totaal else ""

    monkeypatch.setattr(boeg_tabellen, "percentage", of_true_numbers)
    broken = narrowed(blad(boeg_rapport_pdf(report, boeg_tekst)).text, report)
    assert broken, "the control must be caught"
    for name, left in broken.items():
        assert ECHT[name] in left
        assert len(left) < 5, "the printed number alone leaves five"


def not_as_printed(paper: bytes, blad: Open, report: ProtectedReport) -> list[str]:
    """Attack A7: the rows whose bar, measured on the paper, is not as long as the printed number says."""
    (tabel,) = report.tabellen
    printed = [(c.dims[0], c.aantal) for c in tabel.cellen[:-1] if c.aantal is not None]
    bars = [bar.width for _page, bar in blad(paper).bars()]
    assert len(bars) == len(printed)
    scale = max(number for _name, number in printed) / max(bars)
    return [name for (name, number), width in zip(printed, bars, strict=True) if abs(width * scale - number) >= 0.5]


def test_a_measured_bar_gives_the_printed_number_and_one_of_a_true_number_does_not(
    blad: Open, report: ProtectedReport, boeg_tekst: BoegTekst, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not_as_printed(boeg_rapport_pdf(report, boeg_tekst), blad, report) == []
    printed = {report.tabellen[0].cell(name).aantal: number for name, number in ECHT.items()}

    def of_true_numbers(value: int, _most: int) -> Staaf:
        return Staaf(printed[value], max(ECHT.values()))

    monkeypatch.setattr(boeg_tabellen, "Staaf", of_true_numbers)
    assert not_as_printed(boeg_rapport_pdf(report, boeg_tekst), blad, report), "the control must be caught"
