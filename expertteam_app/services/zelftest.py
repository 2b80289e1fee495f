"""The program tries itself, with invented data in a folder that goes away: for who installs it and for the helpdesk."""

from __future__ import annotations

import contextlib
import platform
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from expertteam_app import __version__
from expertteam_app.db.migrate import HEAD
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.zitting import ZittingStatus
from expertteam_app.resources import resource_path
from expertteam_app.security.kdf import KdfParams
from expertteam_app.services.beleid import geldend, in_woorden
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, create_kluis, open_kluis
from expertteam_app.services.oefenkluis import Oefenkluis
from expertteam_app.services.sessie import Sessie

DAG = date(2026, 11, 20)
"""The day on which the self-test lives, so that it does the same every time."""
CASUSSEN = 24
IN_LIJST = 5
"""Rows of the workbook that ships for the self-test; all in it is invented."""


@dataclass(frozen=True, slots=True)
class Stap:
    """One thing to try; `doe` gets the folder of the test, returns what it saw, and raises when it did not work."""

    naam: str
    doe: Callable[[Path], str]


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What became of a step: `verslag` is what was seen, or why it failed; never anything about a person or a path."""

    naam: str
    goed: bool
    verslag: str
    seconden: float

    @property
    def regel(self) -> str:
        """As one line."""
        return f"{'goed' if self.goed else 'FOUT'}  {self.naam}: {self.verslag} ({self.seconden:.1f} s)"


class Mislukt(Exception):
    """A step did not give what it should; the text says what."""


def check(holds: object, otherwise: str) -> None:
    """Stop a step.

    Raises:
        Mislukt: `holds` is not so.
    """
    if not holds:
        raise Mislukt(otherwise)


def run_steps(steps: Sequence[Stap]) -> Iterator[Uitslag]:
    """Do every step, also after one that failed, in a folder that is removed; the last outcome is of the removal."""
    folder = Path(tempfile.mkdtemp(prefix="expertteam-zelftest-"))
    try:
        for stap in steps:
            start = time.monotonic()
            try:
                told, good = stap.doe(folder), True
            except Exception as error:  # noqa: BLE001 - whatever goes wrong is the outcome
                told, good = _reason(error), False
            yield Uitslag(stap.naam, good, told, time.monotonic() - start)
    finally:
        start = time.monotonic()
        shutil.rmtree(folder, ignore_errors=True)
    gone = not folder.exists()
    told = "niets blijft achter" if gone else "de map van de test kon niet weg"
    yield Uitslag("Opruimen", gone, told, time.monotonic() - start)


def _reason(error: Exception) -> str:
    """Why a step failed: our own sentence, else the kind of error and where in the program, without its text."""
    if isinstance(error, ExpertteamError | Mislukt):
        return str(error)
    if isinstance(error, FileNotFoundError) and error.errno is None:
        return str(error)  # of `resource_path`: it names a file of the program, never one of the user
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "expertteam_app" in f.filename]
    where = f" in {Path(frames[-1].filename).name}, regel {frames[-1].lineno}" if frames else ""
    missing = f" ({Path(error.name).name})" if isinstance(error, ModuleNotFoundError) and error.name else ""
    return f"{type(error).__name__}{missing}{where}"


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Sessie]:
    kluis, context = open_kluis(path, OEFENAAR, OEFENZIN, vandaag=lambda: DAG)
    try:
        yield Sessie(kluis, context)
    finally:
        kluis.close()


def kernel_steps() -> tuple[Stap, ...]:
    """What the program can without a window."""
    return (
        Stap("Bestanden van het programma", _files),
        Stap("Kluis maken en openen", _make),
        Stap("Oude kluis bijwerken", _migrate),
        Stap("Lijst inlezen", _import),
        Stap("Kleine aantallen verbergen", _protect),
        Stap("Verslag als PDF", _paper),
    )


def _files(_folder: Path) -> str:
    names = (
        *(("fonts", "IBMPlexSans-Regular.ttf"), ("icons", "lock.svg"), ("codelijsten", "zorgvormen.toml")),
        *(("handleiding", "01-begin.md"), ("klokken.toml",), ("sjablonen",), ("eerste-week.toml",)),
        ("nieuws.toml",),
    )
    for name in names:
        check(resource_path(*name).exists(), f"{name[-1]} ontbreekt")
    return f"{len(names)} soorten gevonden"


def _make(folder: Path) -> str:
    path = folder / "Zelftest.kluis"
    create_kluis(path, "Zelftest", OEFENAAR, OEFENZIN, oefening=True, kdf=KdfParams.floor())
    with _opened(path) as sessie:
        Oefenkluis(sessie.context, 7).fill(CASUSSEN, tafels=False)  # the tables stand in the old kluis
        found = sessie.beheer.controle()
        check(not found, "de controle vond iets in een nieuwe kluis")
    data = (path / "data.db").read_bytes()
    check(not data.startswith(b"SQLite format 3"), "het bestand is niet versleuteld")
    return f"{CASUSSEN} verzonnen casussen, versleuteld"


def _migrate(folder: Path) -> str:
    path = folder / "Oud.kluis"
    shutil.copytree(resource_path("zelftest", "0001.kluis"), path)
    with _opened(path) as sessie:
        count = len(sessie.casussen.find(CasusFilter(status="alle")))
        check(count > 0 and not sessie.beheer.controle(), "de bijgewerkte kluis is niet heel")
    return f"van 0001 naar {HEAD}, {count} casussen"


def _import(folder: Path) -> str:
    content = resource_path("zelftest", "lijst.xlsx").read_bytes()
    with _opened(folder / "Zelftest.kluis") as sessie:
        before = len(sessie.casussen.find(CasusFilter(status="alle")))
        sessie.inlezen.neem_over(sessie.inlezen.proef("RET", content, "lijst.xlsx"))
        added = len(sessie.casussen.find(CasusFilter(status="alle"))) - before
    check(added == IN_LIJST, f"van {IN_LIJST} regels kwamen er {added} binnen")
    return f"{added} regels uit een werkblad"


def _protect(folder: Path) -> str:
    with _opened(folder / "Zelftest.kluis") as sessie:
        report = sessie.rapporten.preview(Periode(DAG.year))
    check(report.tabellen, "er kwam geen enkele tabel uit")
    return f"{len(report.tabellen)} tabellen beveiligd"


def _paper(folder: Path) -> str:
    with _opened(folder / "Oud.kluis") as sessie:
        running = next(z for z in sessie.zittingen.all() if z.status is not ZittingStatus.VASTGESTELD)
        pdf = sessie.verslagen.verslag(running.id).pdf  # made now; that of a vastgestelde zitting is kept as it was
    check(pdf.startswith(b"%PDF") and b"%%EOF" in pdf[-1024:], "de PDF is niet heel")
    return f"{len(pdf) // 1024} KB"


def diagnose(outcomes: Sequence[Uitslag], extra: Sequence[str] = ()) -> str:
    """What the helpdesk needs, as text: versions, the machine and the steps; no name of anyone, no path."""
    free = shutil.disk_usage(tempfile.gettempdir()).free // 2**30
    built = "gebouwd programma" if getattr(sys, "frozen", False) else "broncode"
    lines = (
        f"Expertteam {__version__} ({built}), schema {HEAD}",
        f"Python {platform.python_version()}, {platform.system()} {platform.release()} {platform.machine()}",
        in_woorden(geldend()),
        f"Vrije ruimte op de schijf voor tijdelijke bestanden: {free} GB",
        *extra,
        "",
        *(each.regel for each in outcomes),
    )
    return "\n".join(lines) + "\n"
