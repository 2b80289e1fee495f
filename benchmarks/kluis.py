"""The kluis itself: opening, the price of encryption and of the log beside plain SQLite, back-up and a new key.

Rows are about as long as a report of a school. The three ways to write and read run by turns, round after round, so
that a busy moment of the machine hits all three.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import select

from benchmarks.meting import Meting, Opdracht, forget_peak, peak_mib, run, timed, times
from expertteam_app.db.folder import open_folder
from expertteam_app.db.tables import BijlageRow, UitspraakRow
from expertteam_app.domain.dossier import CasusFilter, NieuweCasus
from expertteam_app.security.headerfile import read_header
from expertteam_app.security.kdf import KdfParams, calibrated
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, create_kluis, open_kluis
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.sleutelwissel import carry_out, plan_new_key

GROEP = "kluis"
TEXT = "Op school gaat het wisselend; de leerkracht ziet dat hij zich terugtrekt. " * 9
ROWS, AT_ONCE = 2_000, 20
DDL = "CREATE TABLE uitspraak (id INTEGER PRIMARY KEY, casus_id INTEGER, soort TEXT, tekst TEXT, bron TEXT)"
INSERT = "INSERT INTO uitspraak (casus_id, soort, tekst, bron) VALUES (1, 'feit', ?, 'school')"
READ = "SELECT id, tekst FROM uitspraak"


def measure(opdracht: Opdracht) -> Iterator[Meting]:
    """Everything, on one kluis of `omvang` MB."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kdf = KdfParams.floor() if opdracht.vlug else calibrated()
        path = folder / "meting.kluis"
        create_kluis(path, "Meting", OEFENAAR, OEFENZIN, oefening=True, kdf=kdf)
        yield from _opening(opdracht, path)
        yield from _by_turns(opdracht, folder, path)
        yield from _whole_file(opdracht, path)


def _opening(opdracht: Opdracht, path: Path) -> Iterator[Meting]:
    def open_and_close() -> None:
        kluis, _context = open_kluis(path, OEFENAAR, OEFENZIN)
        kluis.close()

    header = read_header(open_folder(path).header)
    cost = header.slots[0].kdf.params
    forget_peak()
    what = f"unlock: wachtzin to open kluis and shut again (Argon2id {cost.m_mib} MiB, t={cost.t}, p={cost.p})"
    yield Meting(GROEP, what, opdracht.omvang, times(open_and_close, opdracht.keer), peak_mib())


def _by_turns(opdracht: Opdracht, folder: Path, path: Path) -> Iterator[Meting]:
    """The same rows in plain SQLite, in SQLCipher, and in the kluis with ORM, log and search."""
    rows = 200 if opdracht.vlug else ROWS
    kluis, context = open_kluis(path, OEFENAAR, OEFENZIN)
    sessie = Sessie(kluis, context)
    casus = sessie.casussen.add(
        NieuweCasus("Meting", "Fictief", "0200", date(2026, 1, 5), geboortedatum=date(2012, 1, 5))
    )
    plain = sqlite3.connect(folder / "kaal.db", isolation_level=None)
    sealed = sqlcipher.connect(str(folder / "versleuteld.db"), isolation_level=None)
    sealed.execute(f"PRAGMA key=\"x'{os.urandom(32).hex()}'\"")
    written: dict[str, list[float]] = {}
    read: dict[str, list[float]] = {}
    with closing(plain), closing(sealed):
        for connection in (plain, sealed):
            for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", DDL):
                connection.execute(statement)
        ways: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
            "plain SQLite (stdlib)": (lambda: _write(plain, rows), lambda: plain.execute(READ).fetchall()),
            "SQLCipher, same statements": (lambda: _write(sealed, rows), lambda: sealed.execute(READ).fetchall()),
            "the kluis: ORM, encryption, log with chain, search": (
                lambda: _write_audited(sessie, casus, rows),
                lambda: _read_audited(sessie),
            ),
        }
        for _ in range(opdracht.keer + 1):
            for what, (write, fetch) in ways.items():
                written.setdefault(what, []).append(timed(write)[0])
                read.setdefault(what, []).append(timed(fetch)[0])
    kluis.close()
    for verb, found in ((f"write in {AT_ONCE} transactions", written), ("read all", read)):
        for what, taken in found.items():
            yield Meting(GROEP, f"{verb}: {what}", rows, tuple(taken[1:]), None)


def _write(connection: sqlite3.Connection, rows: int) -> None:
    for _ in range(AT_ONCE):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(INSERT, [(TEXT,)] * (rows // AT_ONCE))
        connection.execute("COMMIT")


def _write_audited(sessie: Sessie, casus: int, rows: int) -> None:
    for _ in range(AT_ONCE):
        with sessie.context.write("meting") as session:
            session.add_all(
                UitspraakRow(casus_id=casus, soort="feit", tekst=TEXT, bron="school") for _ in range(rows // AT_ONCE)
            )


def _read_audited(sessie: Sessie) -> object:
    with sessie.context.read() as session:
        return session.execute(select(UitspraakRow.id, UitspraakRow.tekst)).all()


def _whole_file(opdracht: Opdracht, path: Path) -> Iterator[Meting]:
    """Back-up (made and read through), the check, and a new key, on a file of so many MB."""
    kluis, context = open_kluis(path, OEFENAAR, OEFENZIN)
    sessie = Sessie(kluis, context)
    casus = sessie.casussen.find(CasusFilter())[0]
    for _ in range(max(1, opdracht.omvang // 2)):
        with context.write("meting") as session:
            session.add(
                BijlageRow(
                    casus_id=casus,
                    naam="meting.bin",
                    soort="application/octet-stream",
                    grootte=2_000_000,
                    sha256="",
                    toegevoegd_op=date(2026, 1, 5),
                    toegevoegd_door="meting",
                    inhoud=os.urandom(2_000_000),
                )
            )
    kluis.close()
    kluis, context = open_kluis(path, OEFENAAR, OEFENZIN)
    sessie = Sessie(kluis, context)
    size = round(kluis.folder.data.stat().st_size / 1e6)
    for what, act in (
        ("back-up: made, synced and read through", sessie.backups.maak),
        ("check of pages, references, chain, list and search", sessie.beheer.controle),
    ):
        forget_peak()
        yield Meting(GROEP, f"{what}, {size} MB", size, times(act, min(opdracht.keer, 3)), peak_mib())
    kluis.close()
    forget_peak()
    yield Meting(
        GROEP, f"new key: rekey of the file and its header, {size} MB", size, _rekeyed(path, opdracht), peak_mib()
    )


def _rekeyed(path: Path, opdracht: Opdracht) -> tuple[float, ...]:
    taken = []
    for _ in range(min(opdracht.keer, 3)):
        kluis, _context = open_kluis(path, OEFENAAR, OEFENZIN)
        folder, header, unlocked = kluis.folder, kluis.header, kluis.unlocked
        kluis.close()
        plan_new_key(folder, header, unlocked)
        taken.append(timed(lambda: carry_out(folder, header, unlocked))[0])  # noqa: B023 - called at once
    return tuple(taken)


if __name__ == "__main__":
    run(measure)
