"""Use cases of undo and redo: every act of the user, also after a restart, as a new act that is logged itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from expertteam_app.db import undo
from expertteam_app.db.queries import casussen as casus_q
from expertteam_app.db.queries import ongedaan as q
from expertteam_app.db.session import DbSession
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.gebeurtenis import Gebeurtenis
from expertteam_app.domain.ongedaan import Stap, Veldwijziging, check_log, een_bezoek
from expertteam_app.services.context import Context
from expertteam_app.services.mandaten import weigh_open

__all__ = ["Ongedaan", "Stap"]

MEEST = 50
"""How many acts the list holds."""

_ZITTING = frozenset({"zitting", "agendapunt", "aanwezigheid", "besluit", "terugmelding", "vtb", "vtb_kind", "persoon"})
_BEHEER = frozenset({"instelling", "opschalingsmodel", "stap", "klok", "sluitingsdag", "mandaat"})
_EIGEN = frozenset({"weergave", "uitstel"})
"""What belongs to the way someone works; whoever may read may change it."""
_MANDAAT = frozenset({"aanwezigheid", "besluit", "mandaat"})
"""What decides whether a besluit of the RET is definitief."""

Logs = dict[int, tuple[Gebeurtenis, ...]]


class Ongedaan:
    """Undo and redo for the user who opened the kluis. Acts of others stay as they are."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def volgende(self) -> tuple[Stap | None, Stap | None]:
        """What undo and what redo would do now; quick enough to ask after every change."""
        self._context.actor.require(Right.SETTINGS_READ)
        with self._context.read() as session:
            back, again = q.next_undo(session, self._naam), q.next_redo(session, self._naam)
            return (
                self._stap(session, back, ongedaan=False) if back else None,
                self._stap(session, again, ongedaan=True) if again else None,
            )

    def lijst(self) -> tuple[Stap, ...]:
        """The last 50 acts of this user, newest first."""
        self._context.actor.require(Right.SETTINGS_READ)
        with self._context.read() as session:
            visits = islice(self._visits(session, q.acts_of(session, self._naam)), MEEST)
            acts = [visit[0] for visit in visits]
            undone = q.undone(session, [daad.groep for daad in acts])
            return tuple(self._stap(session, daad, ongedaan=daad.groep in undone) for daad in acts)

    def maak_ongedaan(self, groep: str | None = None) -> Stap:
        """Take back the last act, or a given older one of this user, as a new act that is logged.

        Raises:
            UserError: there is nothing to take back, it is never taken back, or a later act builds on it.
        """
        self._context.actor.require(Right.SETTINGS_READ)
        return self._turn(groep, again=False)

    def doe_opnieuw(self, groep: str | None = None) -> Stap:
        """Do again what was taken back last, or a given act that is taken back.

        Raises:
            UserError: there is nothing to do again, or a later act stands in the way.
        """
        self._context.actor.require(Right.SETTINGS_READ)
        return self._turn(groep, again=True)

    # -- shared steps -------------------------------------------------------------------------------------------

    @property
    def _naam(self) -> str:
        return self._context.actor.naam

    def _turn(self, groep: str | None, *, again: bool) -> Stap:
        with self._context.read() as session:
            daad = self._chosen(session, groep, again=again)
            stap = self._stap(session, daad, ongedaan=again)
            groepen = [each.groep for each in self._visit(session, daad)]
        with self._context.write(f"{undo.WORDS[again]}{stap.handeling}"[:200]) as session:
            if any(q.is_undone(session, each) is not again for each in groepen):
                raise UserError("Dit is intussen al gebeurd.")
            sources = dict.fromkeys(q.lines_to_invert(session, each) for each in groepen)
            lines = [line for source in sources for line in undo.lines_of(session, source)]
            self._check(lines)
            touched = undo.casussen_of(session, lines)
            before = self._logs(session, touched)
            undo.take_back(session, lines, self._context.vandaag())
            if _MANDAAT & {line.tabel for line in lines}:
                weigh_open(session)
            q.add_marks(session, reversed(groepen), q.OPNIEUW if again else q.ONGEDAAN, self._naam)
            self._settle(session, touched | undo.casussen_of(session, lines), before)
        return stap

    def _visits(self, session: DbSession, acts: Iterable[q.Daad]) -> Iterator[list[q.Daad]]:
        """Acts of this user (newest first) by what goes back and comes again together, newest first in each."""
        visit: list[q.Daad] = []
        last = later = own_later = None
        for daad in acts:
            own, change = q.mark(session, daad.groep), self._field(session, daad)
            together = own is not None and own_later is not None and own.door == own_later.door
            in_force = all(m is None or m.soort == q.OPNIEUW for m in (own, own_later))
            goes_on = in_force and last and later and change and een_bezoek(change, later, last)
            if visit and not (together or goes_on):
                yield visit
                visit = []
            if not visit:
                last = change
            visit.append(daad)
            later, own_later = change, own
        if visit:
            yield visit

    def _visit(self, session: DbSession, daad: q.Daad) -> list[q.Daad]:
        """The acts that go back and come again together with this last one of them."""
        return next(self._visits(session, q.acts_of(session, self._naam, daad.laatste + 1)), [daad])

    def _field(self, session: DbSession, daad: q.Daad) -> Veldwijziging | None:
        return undo.field_change(session, daad.groep, daad.handeling, datetime.fromisoformat(daad.moment))

    def _chosen(self, session: DbSession, groep: str | None, *, again: bool) -> q.Daad:
        latest = q.next_redo if again else q.next_undo
        daad = latest(session, self._naam) if groep is None else q.act(session, q.last_of(session, groep))
        if daad is None or daad.wie != self._naam:
            raise UserError("Er is niets om opnieuw te doen." if again else "Er is niets om ongedaan te maken.")
        return daad

    def _check(self, lines: Sequence[undo.Regel]) -> None:
        reason = undo.obstacle(lines)
        if reason or not lines:
            raise UserError("Deze handeling kan niet ongedaan worden gemaakt.", reason)
        tables = {line.tabel for line in lines}
        if tables & _ZITTING:
            self._context.actor.require(Right.ZITTING_WRITE)
        if tables & _BEHEER:
            self._context.actor.require(Right.SETTINGS_WRITE)
        if tables - _ZITTING - _BEHEER - _EIGEN:
            self._context.actor.require(Right.CASUS_WRITE)

    def _logs(self, session: DbSession, ids: set[int]) -> Logs:
        rows = (casus_q.get_casus(session, casus_id) for casus_id in ids)
        found = {row.id: casus_q.log_of(row) for row in rows if row is not None}
        session.expunge_all()
        return found

    def _settle(self, session: DbSession, ids: set[int], before: Logs) -> None:
        """The casussen must still hold, and the list says what they are now."""
        casussen = [row for row in (casus_q.get_casus(session, i) for i in sorted(ids)) if row is not None]
        for casus in casussen:
            check_log(before.get(casus.id, ()), casus_q.log_of(casus), casus.jeugdige.geboortedatum, casus.nummer)
        casus_q.rewrite_overview(session, casussen, self._context.labels)

    def _stap(self, session: DbSession, daad: q.Daad, *, ongedaan: bool) -> Stap:
        lines = undo.lines_of(session, daad.groep, MEEST)
        casus = casus_q.the_one_casus(session, undo.casussen_of(session, lines))
        return Stap(
            groep=daad.groep,
            handeling=daad.handeling,
            moment=datetime.fromisoformat(daad.moment),
            casus_id=casus[0] if casus else None,
            nummer=casus[1] if casus else "",
            ongedaan=ongedaan,
            belet=undo.obstacle(lines),
        )
