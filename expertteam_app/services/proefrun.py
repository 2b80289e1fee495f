"""The main job without a window: an Oefenkluis, the report for BOEG and a verslag of each table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from expertteam_app.domain.access import Right
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.zitting import ZittingSoort, ZittingStatus
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, kluis_path, open_kluis
from expertteam_app.services.oefenkluis import make_practice_kluis
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.uitvoer import write_files

CASUSSEN = 240
"""Enough for a report in which most tables show something."""


def trial_run(folder: Path) -> Iterator[str]:
    """Make everything in a folder and say, line by line, what was made and where."""
    folder.mkdir(parents=True, exist_ok=True)
    path = kluis_path(folder / "oefenkluis")
    if path.exists():
        yield f"Oefenkluis stond er al: {path}"
    else:
        make_practice_kluis(path, CASUSSEN)
        yield f"Oefenkluis gemaakt: {path} ({CASUSSEN} verzonnen casussen)"
    kluis, context = open_kluis(path, OEFENAAR, OEFENZIN)
    try:
        yield from _papers(Sessie(kluis, context), folder)
    finally:
        kluis.close()
    yield f"De Oefenkluis opent met gebruiker «{OEFENAAR}» en wachtzin «{OEFENZIN}»."
    yield "Het venster opent op een bureaublad, als u Expertteam start zonder opdracht."


def _papers(sessie: Sessie, folder: Path) -> Iterator[str]:
    sessie.actor.require(Right.VERSLAG_MAKE)
    periode = Periode.half_of(date.today()).previous()
    report = sessie.rapporten.boeg(periode)
    target = folder / f"boeg-{periode.code}"
    for written in write_files(report.bestanden, target):
        yield f"Rapport voor BOEG ({periode.label}): {written}"
    for soort in ZittingSoort:
        final = [z for z in sessie.zittingen.all(soort) if z.status is ZittingStatus.VASTGESTELD]
        if final:
            verslag = sessie.verslagen.verslag(final[0].id)
            for written in write_files({verslag.bestandsnaam: verslag.pdf}, folder):
                yield f"Verslag {soort}: {written}"
