"""A kluis of old casussen: logs of twenty events each, so two million at 100,000 casussen.

The events are put in beside the program (that is why only this module knows a statement of SQL): making them one by one
through it would take hours. They are written as the program writes them all the same: each with its own line in the
audit log, by one of three users, and with its document for searching.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.meetkluis import METER, kluis_of, opened
from benchmarks.meting import PEILDATUM, Opdracht
from expertteam_app.db.audit import canonical
from expertteam_app.db.search import event_texts
from expertteam_app.db.session import DbSession
from expertteam_app.db.store import Store

GEBEURTENISSEN = 20
"""Events per casus."""
_SCHRIJVERS = (METER, "collega een", "collega twee")
_CHUNK = 2_000
_EVENT = "INSERT INTO gebeurtenis (id, casus_id, volgnummer, soort, datum, gegevens) VALUES (?, ?, ?, ?, ?, ?)"
_LINE = (
    "INSERT INTO audit (id, groep, moment, wie, handeling, tabel, rij, soort, wijziging, vorige, hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_DOCUMENT = (
    "INSERT INTO zoekdocument (soort, bron_id, casus_id, titel, datum, tekst) VALUES ('gebeurtenis', ?, ?, ?, ?, ?)"
)

Rij = tuple[int, int, str, str, dict[str, object]]
Bekend = tuple[int, int, str, str, int, int]


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
            store = sessie.kluis.store
            _lengthen(store)
        done.touch()
    return path


def _lengthen(store: Store) -> None:
    with store.read() as session:
        raw = _raw(session)
        known: list[Bekend] = raw.execute(
            "SELECT casus_id, max(volgnummer), min(datum), max(datum), max(soort = 'gepauzeerd'), "
            "max(soort = 'afgesloten') FROM gebeurtenis GROUP BY casus_id"
        ).fetchall()
        (number,) = raw.execute("SELECT max(id) FROM gebeurtenis").fetchone()
        line, head = raw.execute("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    log = _Log(line, head)
    for start in range(0, len(known), _CHUNK):
        rows = [row for found in known[start : start + _CHUNK] for row in _events(*found)]
        with store.write(METER, "logboek verlengd") as session:
            raw = _raw(session)
            raw.executemany(_EVENT, [(key, *row[:4], json.dumps(row[4])) for key, row in enumerate(rows, number + 1)])
            raw.executemany(_LINE, [log.line(key, row) for key, row in enumerate(rows, number + 1)])
            raw.executemany(_DOCUMENT, [_document(key, row) for key, row in enumerate(rows, number + 1) if row[4]])
        number += len(rows)


def _raw(session: DbSession) -> Any:  # noqa: ANN401 - sqlcipher has no types
    raw = session.connection().connection.driver_connection
    if raw is None:
        raise RuntimeError("connection")
    return raw


class _Log:
    """Continues the chain of the audit log: each event is an act of its own."""

    def __init__(self, line: int, head: str) -> None:
        self._line = line
        self._head = head

    def line(self, key: int, row: Rij) -> tuple[object, ...]:
        """The next line."""
        self._line += 1
        names = ("casus_id", "volgnummer", "soort", "datum", "gegevens")
        line: dict[str, object] = {
            "id": self._line,
            "groep": uuid.uuid4().hex,
            "moment": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "wie": _SCHRIJVERS[key % 3],
            "handeling": f"{row[2]} vastgelegd",
            "tabel": "gebeurtenis",
            "rij": key,
            "soort": "nieuw",
            "wijziging": canonical({name: (None, value) for name, value in zip(names, row, strict=True)}),
            "vorige": self._head,
        }
        self._head = hashlib.sha256(canonical(line).encode()).hexdigest()
        return (*line.values(), self._head)


def _document(key: int, row: Rij) -> tuple[object, ...]:
    return key, row[0], row[2].capitalize(), row[3], " ".join(event_texts(row[4]))


def _events(casus_id: int, last: int, first_day: str, last_day: str, paused: int, closed: int) -> Iterator[Rij]:
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
        yield casus_id, last + number + 1, soort, day.isoformat(), data
