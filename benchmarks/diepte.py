"""Old casussen with long logs: twenty events each, so two million at 100,000 casussen.

The events are put in beside the program (that is why only this scenario knows a statement of SQL): making them one by
one through it would take hours, and what is measured is reading and one act at a time.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from benchmarks.meetkluis import kluis_of, opened
from benchmarks.meting import PEILDATUM, Doel, Meting, Opdracht, forget_peak, peak_mib, run, timed, times
from expertteam_app.db.base import MODE
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.services.sessie import Sessie

GROEP = "diepte"
GEBEURTENISSEN = 20
"""Events per casus."""
HOE_VAAK = 40
METEEN = Doel(seconden=0.150, maat="p95")
_CHUNK = 2_000


def deep_kluis(opdracht: Opdracht) -> Path:
    """Where the kluis with long logs stands; made from the kluis of that size when it is not there yet."""
    source = kluis_of(opdracht)
    path = source.with_name(f"diep-{source.name}")
    done = path / "klaar"
    if not done.is_file():
        for old in source.parent.glob(f"diep-*-{opdracht.omvang}-*"):
            shutil.rmtree(old)
        shutil.copytree(source, path)
        with opened(path) as sessie:
            _lengthen(sessie)
        done.touch()
    return path


def _lengthen(sessie: Sessie) -> None:
    with sessie.kluis.store.engine.connect().execution_options(**{MODE: "write"}) as connection, connection.begin():
        raw = connection.connection.driver_connection
        if raw is None:
            raise RuntimeError("connection")
        known = raw.execute(
            "SELECT casus_id, max(volgnummer), min(datum), max(datum), max(soort = 'gepauzeerd'), "
            "max(soort = 'afgesloten') FROM gebeurtenis GROUP BY casus_id"
        ).fetchall()
        for start in range(0, len(known), _CHUNK):
            rows = [row for found in known[start : start + _CHUNK] for row in _events(*found)]
            raw.executemany(
                "INSERT INTO gebeurtenis (casus_id, volgnummer, soort, datum, gegevens) VALUES (?, ?, ?, ?, ?)", rows
            )


def _events(
    casus_id: int, last: int, first_day: str, last_day: str, paused: int, closed: int
) -> Iterator[tuple[int, int, str, str, str]]:
    """What makes the log of a casus `GEBEURTENISSEN` long: pauses where there were none yet, and notes."""
    begin = date.fromisoformat(first_day)
    until = date.fromisoformat(last_day) if closed else PEILDATUM
    free = max(0, GEBEURTENISSEN - last)
    days = max(1, (until - begin).days)
    pairs = 0 if paused or days < 2 * GEBEURTENISSEN else free // 3
    moment = 0
    for number in range(free):
        day = begin + timedelta(days=min(days, 1 + number * days // (free + 1)))
        if moment < 2 * pairs:
            soort = "gepauzeerd" if moment % 2 == 0 else "hervat"
            data: dict[str, object] = {"reden": "wachten op een plek", "telt": True} if moment % 2 == 0 else {}
            moment += 1
        else:
            soort, data = "notitie", {"tekst": f"gebeld met een verzonnen aanbieder ({number})"}
        yield casus_id, last + number + 1, soort, day.isoformat(), json.dumps(data)


def measure(opdracht: Opdracht) -> Iterator[Meting]:
    """What a user does with one casus among many, and what is computed over all."""
    omvang = opdracht.omvang
    path = deep_kluis(opdracht)
    work = path.with_name(f"werk-{path.name}")
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(path, work)
    try:
        with opened(work) as sessie:
            dice = random.Random(3)  # noqa: S311 - places in a list, no secrets
            ids = sessie.casussen.find(CasusFilter(status="alle"))
            yield _each(omvang, "open a dossier of twenty events", [
                partial(sessie.casussen.dossier, i) for i in dice.choices(ids, k=HOE_VAAK)
            ])  # fmt: skip
            yield from _acts(sessie, omvang, dice)
            words = ("verzonnen", "pauze apeldoorn", "gezinshuis", "wachten plek", "ret-2026-0")
            yield _each(omvang, "search over everything", [partial(sessie.zoeken.search, w) for w in words * 8])
            wanted = CasusFilter(status="open", gemeente="0200", stap=5)
            forget_peak()
            taken = times(partial(sessie.casussen.find, wanted), opdracht.keer)
            yield Meting(GROEP, "filter: open, one gemeente, one step", omvang, taken, peak_mib(), METEEN)
            forget_peak()
            taken = times(sessie.vandaag.lines, opdracht.keer)
            yield Meting(GROEP, "vandaag: every line of the first page", omvang, taken, peak_mib())
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _acts(sessie: Sessie, omvang: int, dice: random.Random) -> Iterator[Meting]:
    """Moving a step, and a note: one transaction with its audit lines and its row in the list."""
    on_four = sessie.casussen.find(CasusFilter(status="open", stap=4))
    moved = dice.sample(on_four, min(HOE_VAAK, len(on_four)))
    casussen = sessie.casussen
    steps = [partial(casussen.opschalen, i, 5, PEILDATUM, "lokaal is geen oplossing gevonden") for i in moved]
    yield _each(omvang, "move a step", steps)
    notes = [partial(casussen.notitie, i, PEILDATUM, "gebeld (verzonnen)") for i in moved]
    yield _each(omvang, "put a note on the tijdlijn", notes)


def _each(omvang: int, what: str, acts: Sequence[Callable[[], object]]) -> Meting:
    forget_peak()
    taken = tuple(timed(act)[0] for act in acts)
    return Meting(GROEP, what, omvang, taken, peak_mib(), METEEN)


if __name__ == "__main__":
    run(measure)
