"""Use cases on series: zittingen planned ahead, with their people invited by themselves; and a reflectie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from expertteam_app.db.queries import reeksen as q
from expertteam_app.db.queries.casussen import next_number
from expertteam_app.db.queries.klokken import legal_days
from expertteam_app.db.queries.planning import series_of, to_reeks
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import AanwezigheidRow, AgendapuntRow, PersoonRow, ReeksLidRow, ReeksRow, ZittingRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.reeks import MAANDEN, WEKEN, Reeks, days_of
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.context import Context
from expertteam_app.services.parkeren import take_parked
from expertteam_app.services.zittingen import checked_length, checked_time

MOST_ZITTINGEN = 60
"""Zittingen that are planned ahead in one act."""
RITME = range(1, 13)
"""Weeks or months between two zittingen of a series."""
REFLECTIE_PUNTEN = ("Patronen die we tegenkomen", "Lessen voor de toegangen en het RET", "Wat we afspreken")
"""What a reflectie with the toegangen always talks about (DOMEIN section 3, periodic reflection)."""


@dataclass(frozen=True, slots=True)
class NieuweReeks:
    """A series as typed; `leden` are (persoon_id, code of tafelrollen)."""

    soort: ZittingSoort
    naam: str
    ritme: str
    aantal: int
    van: date
    tot: date
    begintijd: str = ""
    duur_minuten: str = "90"
    plaats: str = ""
    leden: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Vooruit:
    """What planning ahead did: days planned, and days left out with the reason."""

    gepland: tuple[date, ...]
    overgeslagen: tuple[tuple[date, str], ...]


class Reeksen:
    """Series of zittingen. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self, soort: ZittingSoort) -> list[Reeks]:
        """The series of a table, oldest first."""
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            return [to_reeks(row) for row in series_of(session, soort.value)]

    def add(self, nieuw: NieuweReeks) -> tuple[int, Vooruit]:
        """Begin a series and plan its zittingen; returns its id and what was planned.

        Days that are no werkdag in the calendar of this kluis are left out and named.

        Raises:
            FieldError: no name, a rhythm, time or length that is none, an end before the start, or more than
                60 zittingen.
            UserError: a person is gone.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        if nieuw.ritme not in {WEKEN, MAANDEN} or nieuw.aantal not in RITME:
            raise FieldError("ritme", f"Kies elke {RITME[0]} tot en met {RITME[-1]} weken of maanden.")
        if not nieuw.naam.strip():
            raise FieldError("naam", "Geef de reeks een naam.")
        if nieuw.tot < nieuw.van:
            raise FieldError("tot", "Het einde ligt vóór het begin.")
        for _persoon, rol in nieuw.leden:
            checked_code(self._context.lists, "tafelrollen", rol, "rol")
        with self._context.write("reeks zittingen gepland") as session:
            row = ReeksRow(
                soort=nieuw.soort.value,
                naam=nieuw.naam.strip(),
                ritme=nieuw.ritme,
                aantal=nieuw.aantal,
                van=nieuw.van,
                tot=nieuw.tot,
                begintijd=checked_time(nieuw.begintijd),
                duur_minuten=checked_length(nieuw.duur_minuten),
                plaats=nieuw.plaats.strip(),
            )
            session.add(row)
            session.flush()
            self._set_members(session, row, nieuw.leden)
            return row.id, self._plan(session, row, nieuw.tot)

    def vooruit(self, reeks_id: int, tot: date) -> Vooruit:
        """Plan a series on up to and including a day; what is planned already stays as it is.

        Raises:
            FieldError: more than 60 zittingen.
            UserError: the series is gone.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("reeks verder gepland") as session:
            row = self._reeks(session, reeks_id)
            row.tot = max(tot, row.tot or tot)
            return self._plan(session, row, tot)

    def set_leden(self, reeks_id: int, leden: Sequence[tuple[int, str]]) -> None:
        """Make these the people of a series: (persoon_id, code of tafelrollen); zittingen planned already stay.

        Raises:
            FieldError: a role outside the list.
            UserError: the series or a person is gone.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        for _persoon, rol in leden:
            checked_code(self._context.lists, "tafelrollen", rol, "rol")
        with self._context.write("mensen van de reeks gekozen") as session:
            self._set_members(session, self._reeks(session, reeks_id), leden)

    def plan_reflectie(
        self, datum: date, van: date, tot: date, begintijd: str = "", plaats: str = "", leden: Sequence[int] = ()
    ) -> int:
        """Plan a reflectie of the RET with the toegangen over a period; returns the id of the zitting.

        Its fixed subjects stand on the agenda; the toegangsmedewerkers (`leden`, ids of people) are invited.

        Raises:
            FieldError: a period that ends before it begins, or a time that is none.
            UserError: a person is gone.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        if tot < van:
            raise FieldError("tot", "De periode eindigt vóór het begin.")
        with self._context.write("reflectie gepland") as session:
            zitting = ZittingRow(
                nummer=next_number(session, f"Z-RET-{datum.year}", ZittingRow.nummer),
                soort=ZittingSoort.RET.value,
                vorm="reflectie",
                datum=datum,
                begintijd=checked_time(begintijd),
                plaats=plaats.strip(),
                periode_van=van,
                periode_tot=tot,
            )
            session.add(zitting)
            session.flush()
            for place, text in enumerate(REFLECTIE_PUNTEN, start=1):
                session.add(
                    AgendapuntRow(zitting_id=zitting.id, volgorde=place, onderwerp=text, soort="reflectie", minuten=30)
                )
            self._invite(session, zitting, [(persoon, "toegangsmedewerker") for persoon in leden])
            session.flush()
            take_parked(session, zitting)
            return zitting.id

    # -- shared steps -------------------------------------------------------------------------------------------

    def _reeks(self, session: DbSession, reeks_id: int) -> ReeksRow:
        row = session.get(ReeksRow, reeks_id)
        if row is None:
            raise UserError("Deze reeks bestaat niet meer.")
        return row

    def _set_members(self, session: DbSession, row: ReeksRow, leden: Sequence[tuple[int, str]]) -> None:
        for gone in list(row.leden):
            row.leden.remove(gone)
            session.delete(gone)
        session.flush()
        for persoon_id, rol in dict(leden).items():
            if session.get(PersoonRow, persoon_id) is None:
                raise UserError("Deze persoon bestaat niet meer.")
            row.leden.append(ReeksLidRow(reeks_id=row.id, persoon_id=persoon_id, rol=rol))
        session.flush()

    def _plan(self, session: DbSession, row: ReeksRow, tot: date) -> Vooruit:
        kalender, there = legal_days(session), q.days_planned(session, row.id)
        wanted = [d for d in days_of(to_reeks(row), row.van, tot) if d not in there]
        free = {d: kalender.free_reason(d) for d in wanted}
        days = [d for d in wanted if free[d] is None]
        if len(days) > MOST_ZITTINGEN:
            raise FieldError("tot", f"Dit zijn er meer dan {MOST_ZITTINGEN}.", "Kies een eerder einde.")
        for day in days:
            zitting = ZittingRow(
                nummer=next_number(session, f"Z-{row.soort}-{day.year}", ZittingRow.nummer),
                soort=row.soort,
                datum=day,
                begintijd=row.begintijd,
                plaats=row.plaats,
                duur_minuten=row.duur_minuten,
                reeks_id=row.id,
            )
            session.add(zitting)
            session.flush()
            self._invite(session, zitting, [(lid.persoon_id, lid.rol) for lid in row.leden])
            take_parked(session, zitting)
        return Vooruit(tuple(days), tuple((d, reason) for d, reason in free.items() if reason is not None))

    def _invite(self, session: DbSession, zitting: ZittingRow, people: Sequence[tuple[int, str]]) -> None:
        for persoon_id, rol in people:
            if session.get(PersoonRow, persoon_id) is None:
                raise UserError("Deze persoon bestaat niet meer.")
            session.add(AanwezigheidRow(zitting_id=zitting.id, persoon_id=persoon_id, rol=rol))
        session.flush()
