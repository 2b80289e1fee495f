"""What is counted over the whole kluis: the report for BOEG, doorlooptijden, hiaten, and the first page."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copytree

from benchmarks.meetkluis import kluis_of, opened
from benchmarks.meting import Doel, Meting, Opdracht, forget_peak, peak_mib, run, times
from expertteam_app.domain.periode import Periode

GROEP = "cijfers"
PERIODE = Periode.parse("2026-H1")
DRIE_JAAR = date(2024, 1, 1)
RAPPORT_TOT = 10_000
"""The promise is about 5,000 casussen in one kluis; above this the report is not made."""
RAPPORT_DOEL = Doel(seconden=10)


def measure(opdracht: Opdracht) -> Iterator[Meting]:
    """Each figure a few times; the report on a copy, for the making of it is written in the audit log."""
    omvang, keer = opdracht.omvang, opdracht.keer
    with opened(kluis_of(opdracht)) as sessie:
        figures = {
            "vandaag: every line of the first page": sessie.vandaag.lines,
            "doorlooptijden: table of a half-year": lambda: sessie.doorlooptijden.table(PERIODE),
            "hiaten: overview of a half-year": lambda: sessie.hiaten.overview(PERIODE),
            "hiaten: register of a half-year": lambda: sessie.hiaatregisters.register(PERIODE),
            "samenhang: every pair and triple of three years": lambda: sessie.patronen.overzicht(
                DRIE_JAAR, PERIODE.tot
            ),
            "trend: every series": lambda: sessie.trends.reeksen(PERIODE),
            "gemeenten: funnel of a half-year": lambda: sessie.trends.trechter(PERIODE.van, PERIODE.tot),
            "wachtenden: who waits today": sessie.wachtenden.register,
            "monitor: the report of a half-year": lambda: sessie.monitoren.maak(PERIODE),
            "rapport: protected tables of a half-year": lambda: sessie.rapporten.preview(PERIODE),
        }
        for what, act in figures.items():
            forget_peak()
            taken = times(act, keer)
            yield Meting(GROEP, what, omvang, taken, peak_mib())
    if omvang <= RAPPORT_TOT:
        yield _report(opdracht)


def _report(opdracht: Opdracht) -> Meting:
    with tempfile.TemporaryDirectory(prefix="expertteam-meting-") as folder:
        path = Path(folder) / "rapport.kluis"
        copytree(kluis_of(opdracht), path)
        with opened(path) as sessie:
            forget_peak()
            taken = times(lambda: sessie.rapporten.boeg(PERIODE), opdracht.keer)
            return Meting(GROEP, "rapport: PDF and data package", opdracht.omvang, taken, peak_mib(), RAPPORT_DOEL)


if __name__ == "__main__":
    run(measure)
