"""Use cases on professionals and their mandaat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from expertteam_app.db.queries import zittingen as q
from expertteam_app.db.tables import MandaatRow, PersoonRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.context import Context
from expertteam_app.services.mandaten import weigh_open


@dataclass(frozen=True, slots=True)
class PersoonInfo:
    """A professional with the mandaten held."""

    id: int
    naam: str
    organisatie: str
    rol: str
    gemeente: str | None
    mandaten: tuple[MandaatInfo, ...]


@dataclass(frozen=True, slots=True)
class MandaatInfo:
    """A mandaat for one gemeente; `tot` None is without end, both ends count."""

    id: int
    gemeente: str
    van: date
    tot: date | None
    grens: str


class Personen:
    """Who sits at the tables. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> list[PersoonInfo]:
        """Every professional, by name, with the mandaten."""
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            held: dict[int, list[MandaatInfo]] = {}
            for m, _persoon in q.all_mandaten(session):
                held.setdefault(m.persoon_id, []).append(MandaatInfo(m.id, m.gemeente, m.van, m.tot, m.grens))
            return [
                PersoonInfo(p.id, p.naam, p.organisatie, p.rol, p.gemeente, tuple(held.get(p.id, ())))
                for p in q.all_personen(session)
            ]

    def add(self, naam: str, organisatie: str, rol: str, gemeente: str | None = None) -> int:
        """Add a professional; returns the id.

        Raises:
            FieldError: no name, or a role or gemeente outside the lists.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        if not naam.strip():
            raise FieldError("naam", "Vul de naam in.")
        checked_code(self._context.lists, "tafelrollen", rol, "rol")
        if gemeente:
            checked_code(self._context.lists, "gemeenten", gemeente, "gemeente")
        with self._context.write("persoon toegevoegd") as session:
            row = PersoonRow(naam=naam.strip(), organisatie=organisatie.strip(), rol=rol, gemeente=gemeente or None)
            session.add(row)
            session.flush()
            return row.id

    def give_mandaat(self, persoon_id: int, gemeente: str, van: date, tot: date | None, grens: str = "") -> int:
        """Record a mandaat; returns the id.

        Raises:
            FieldError: a gemeente outside the region, or an end before the start.
            UserError: the person is gone.
        """
        self._context.actor.require(Right.SETTINGS_WRITE)
        checked_code(self._context.lists, "gemeenten", gemeente, "gemeente")
        if tot is not None and tot < van:
            raise FieldError("tot", "Het mandaat eindigt vóór het begint.", "Wissel de datums om.")
        with self._context.write("mandaat gegeven") as session:
            if session.get(PersoonRow, persoon_id) is None:
                raise UserError("Deze persoon bestaat niet meer.")
            row = MandaatRow(persoon_id=persoon_id, gemeente=gemeente, van=van, tot=tot, grens=grens.strip())
            session.add(row)
            session.flush()
            weigh_open(session)
            return row.id

    def end_mandaat(self, mandaat_id: int, tot: date) -> None:
        """Let a mandaat end on a day (the day itself still counts).

        Raises:
            FieldError: the day lies before the start.
            UserError: the mandaat is gone.
        """
        self._context.actor.require(Right.SETTINGS_WRITE)
        with self._context.write("mandaat beëindigd") as session:
            row = session.get(MandaatRow, mandaat_id)
            if row is None:
                raise UserError("Dit mandaat bestaat niet meer.")
            if tot < row.van:
                raise FieldError("tot", "Het mandaat eindigt vóór het begint.", "Kies een latere dag.")
            row.tot = tot
            session.flush()
            weigh_open(session)
