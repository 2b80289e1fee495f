"""Kluizen full of invented casussen: made once, kept in a cache, made anew when what they hold would differ.

A kluis here is not marked OEFENING, because the Oefenkluis opens without the slow key; all in it is invented all the
same, and its name says so. Started as a scenario, this module makes the kluis and says how long that took.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.meting import PEILDATUM, Meting, Opdracht, forget_peak, peak_mib, run, timed
from expertteam_app.db.migrate import HEAD
from expertteam_app.security.kdf import KdfParams
from expertteam_app.services.kluis import create_kluis, open_kluis
from expertteam_app.services.oefenkluis import Oefenkluis
from expertteam_app.services.sessie import Sessie

NAAM = "Meetkluis (alles is verzonnen)"
METER = "meter"
WACHTZIN = "meten met verzonnen mensen"
ZAAD = 7

_ROOT = Path(__file__).resolve().parents[1]
_MAKERS = (
    "expertteam_app/services/oefen*.py",
    "expertteam_app/db/migrations/versions/*.py",
    "expertteam_app/db/search.py",
    "resources/codelijsten/*.toml",
)
"""What decides which rows a kluis gets."""


def _digest() -> str:
    paths = sorted(path for pattern in _MAKERS for path in _ROOT.glob(pattern))
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:12]


def key_cost(opdracht: Opdracht) -> KdfParams:
    """What opening costs: as the program makes a kluis, or the least that a header may hold."""
    return KdfParams.floor() if opdracht.vlug else KdfParams()


def kluis_of(opdracht: Opdracht) -> Path:
    """Where the kluis for an order stands, or will stand."""
    pace = "vlug" if opdracht.vlug else "echt"
    return opdracht.cache / f"{pace}-{opdracht.omvang}-{HEAD}-{_digest()}.kluis"


def make(opdracht: Opdracht) -> Meting:
    """Make the kluis when it is not there yet; the time and memory of making it, now or then."""
    path, cache, casussen = kluis_of(opdracht), opdracht.cache, opdracht.omvang
    note = path.with_suffix(".json")
    if not (path.is_dir() and note.is_file()):
        cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        for old in cache.glob(f"{path.name.split('-')[0]}-{casussen}-*"):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        forget_peak()
        seconds, _ = timed(lambda: _fill(path, casussen, key_cost(opdracht)))
        note.write_text(json.dumps({"seconden": seconds, "mib": peak_mib()}))
    made = json.loads(note.read_text())
    return Meting("kluis", "make a kluis with invented casussen", casussen, (made["seconden"],), made["mib"])


def _fill(path: Path, casussen: int, kdf: KdfParams) -> None:
    create_kluis(path, NAAM, METER, WACHTZIN, kdf=kdf)
    with opened(path) as sessie:
        Oefenkluis(sessie.context, ZAAD).fill(casussen, tafels=False)


@contextmanager
def opened(path: Path) -> Iterator[Sessie]:
    """A session on a kluis of the measurements, on their day."""
    kluis, context = open_kluis(path, METER, WACHTZIN, vandaag=lambda: PEILDATUM)
    try:
        yield Sessie(kluis, context)
    finally:
        kluis.close()


def measure(opdracht: Opdracht) -> Iterator[Meting]:
    """Make the kluis of this size."""
    yield make(opdracht)


if __name__ == "__main__":
    run(measure)
