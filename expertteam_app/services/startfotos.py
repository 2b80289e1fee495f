"""Use cases on the startfoto of uithuisplaatsingen: out as CSV without names, in after a dry run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from expertteam_app.db.queries import uithuisplaatsingen as q
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import CasusRow, UithuisplaatsingRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.tekstcontrole import Soort, find_personal, name_words
from expertteam_app.domain.uithuisplaatsing import Uithuisplaatsing, check_value
from expertteam_app.exchange.startfoto import KOPPEN, VRIJE_TEKST, Probleem, StartfotoRij, read_csv, write_csv
from expertteam_app.services.context import Context

_PERSONAL = frozenset({Soort.NAAM, Soort.BSN, Soort.EMAIL, Soort.TELEFOON, Soort.POSTCODE})
_TOLD = 5
MAX_BYTES = 20 * 1024 * 1024

NIEUW, GEWIJZIGD, GELIJK, GEWEIGERD = "nieuw", "gewijzigd", "ongewijzigd", "geweigerd"


@dataclass(frozen=True, slots=True)
class StartfotoUitslag:
    """What becomes of one row of the file: `stand` is nieuw, gewijzigd, ongewijzigd or geweigerd."""

    rij: int
    nummer: str
    datum_voornemen: date | None
    stand: str
    problemen: tuple[Probleem, ...]


@dataclass(frozen=True, slots=True)
class StartfotoVerslag:
    """What becomes of every row, in the order of the file."""

    regels: tuple[StartfotoUitslag, ...]

    def aantal(self, stand: str) -> int:
        """How many rows have this stand."""
        return sum(r.stand == stand for r in self.regels)


class Startfotos:
    """The startfoto leaves and enters. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def uit(self, periode: Periode) -> bytes:
        """The CSV of the voornemens of a period, by the day of the voornemen.

        Raises:
            UserError: in a text stands a name of the gezin, a BSN, a telephone number, an address; names the casus.
        """
        self._context.actor.require(Right.REPORT_EXPORT)
        with self._context.read() as session:
            rows = [(nummer, q.to_record(row)) for row, nummer in q.between(session, periode.van, periode.tot)]
            names = q.names_around(session, [record.casus_id for _nummer, record in rows])
        found = [
            f"{nummer} ({KOPPEN[name]})"
            for nummer, record in rows
            for name in VRIJE_TEKST
            if _personal(getattr(record, name), name_words(names.get(record.casus_id, ())))
        ]
        if found:
            more = f" en nog {len(found) - _TOLD}" if len(found) > _TOLD else ""
            raise UserError(
                f"In de startfoto staat een naam of nummer van een persoon: {', '.join(found[:_TOLD])}{more}.",
                "Haal die eerst weg bij de casus; de startfoto gaat zonder namen de kluis uit.",
            )
        return write_csv(rows, self._context.lists)

    def proef(self, content: bytes) -> StartfotoVerslag:
        """What reading this file would do, row by row; nothing is stored.

        Raises:
            UserError: it is no CSV of a startfoto, or too large.
        """
        self._context.actor.require(Right.CASUS_IMPORT)
        with self._context.read() as session:
            return StartfotoVerslag(tuple(self._judge(session, content, store=False)))

    def lees_in(self, content: bytes) -> StartfotoVerslag:
        """Take over what fits, as one act; rows that do not fit are left out, the same file twice changes nothing.

        Raises:
            UserError: it is no CSV of a startfoto, or too large.
        """
        self._context.actor.require(Right.CASUS_IMPORT)
        with self._context.write("startfoto ingelezen") as session:
            return StartfotoVerslag(tuple(self._judge(session, content, store=True)))

    def _judge(self, session: DbSession, content: bytes, *, store: bool) -> list[StartfotoUitslag]:
        if len(content) > MAX_BYTES:
            raise UserError("Dit bestand is te groot voor een startfoto.", "Splits het per periode.")
        rows = read_csv(content, self._context.lists, self._context.vandaag())
        casussen = q.casussen_by_number(session, [row.nummer for row in rows])
        seen: set[tuple[str, date | None]] = set()
        made = []
        for row in rows:
            twice = (row.nummer, row.datum_voornemen) in seen
            seen.add((row.nummer, row.datum_voornemen))
            made.append(self._one(session, row, casussen.get(row.nummer), twice=twice, store=store))
        return made

    def _one(
        self, session: DbSession, row: StartfotoRij, casus: CasusRow | None, *, twice: bool, store: bool
    ) -> StartfotoUitslag:
        problems = list(row.problemen)
        if twice:
            problems.append(Probleem("Deze casus staat met deze datum al eerder in dit bestand.", "Houd één rij."))
        elif casus is None and row.nummer:
            problems.append(Probleem("Dit casusnummer staat niet in deze kluis.", "Kijk het nummer na."))
        stand = GEWEIGERD
        if not problems and casus is not None and row.datum_voornemen is not None:
            there = next((r for r in q.of_casus(session, casus.id) if r.datum_voornemen == row.datum_voornemen), None)
            record = q.to_record(there) if there is not None else Uithuisplaatsing(0, casus.id, row.datum_voornemen)
            problems = self._problems(casus, record, row)
            if not problems:
                changed = {k: v for k, v in row.waarden.items() if v != _stored(getattr(record, k))}
                stand = NIEUW if there is None else GEWIJZIGD if changed else GELIJK
                if store:
                    _store(session, casus, there, row, changed)
        return StartfotoUitslag(row.rij, row.nummer, row.datum_voornemen, stand, tuple(problems))

    def _problems(self, casus: CasusRow, record: Uithuisplaatsing, row: StartfotoRij) -> list[Probleem]:
        tuples = {k: tuple(v) if isinstance(v, list) else v for k, v in row.waarden.items()}
        whole = replace(record, **tuples)  # type: ignore[arg-type]  # the reader gave every field its own kind
        found = []
        for name, value in {"datum_voornemen": record.datum_voornemen, **row.waarden}.items():
            try:
                check_value(
                    whole,
                    name,
                    value,
                    vandaag=self._context.vandaag(),
                    geboren=casus.jeugdige.geboortedatum,
                    lists=self._context.lists,
                )
            except FieldError as error:
                found.append(Probleem(f"{KOPPEN.get(name, 'Datum voornemen')}: {error.text}", error.remedy))
        return found


def _stored(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _store(
    session: DbSession,
    casus: CasusRow,
    there: UithuisplaatsingRow | None,
    row: StartfotoRij,
    changed: Mapping[str, object],
) -> None:
    if there is None:
        there = UithuisplaatsingRow(casus_id=casus.id, datum_voornemen=row.datum_voornemen, zorgproducten=[])
        session.add(there)
    for name, value in changed.items():
        setattr(there, name, value)
    session.flush()


def _personal(value: object, known: frozenset[str]) -> bool:
    text = "; ".join(value) if isinstance(value, tuple) else str(value)
    return any(v.soort in _PERSONAL for v in find_personal(text, known))
