"""Use cases on lines typed at the table: each is a line of the verslag, and what its kind says."""

from __future__ import annotations

from functools import partial

from expertteam_app.db.queries import tafelregels as q
from expertteam_app.db.queries import zittingen as zitting_q
from expertteam_app.db.queries.instellingen import put_draft
from expertteam_app.db.queries.klokken import office_days
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import AgendapuntRow, TafelregelRow, ZittingRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.kalender import add_werkdagen
from expertteam_app.domain.tafelregel import Getypt, Kring, RegelSoort, TafelregelInfo, as_typed, lees, typ
from expertteam_app.services.context import Context
from expertteam_app.services.regelrijen import add_line, attach, children_of, detach
from expertteam_app.services.tafelbeeld import regels_of
from expertteam_app.services.zittingen import open_zitting

MAX_REGEL = 4000
"""Characters of one line."""


class Tafelregels:
    """Lines at the table. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of_punt(self, punt_id: int) -> tuple[TafelregelInfo, ...]:
        """The lines of an agenda item in order.

        Raises:
            UserError: the item is gone.
        """
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            return regels_of(session, self._punt(session, punt_id), self._context.lists)

    def kring(self, punt_id: int) -> Kring:
        """What the reader of lines knows at this item: the day, the calendar, who is there, which children.

        Raises:
            UserError: the item is gone.
        """
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            return self._kring(session, self._punt(session, punt_id))

    def as_typed(self, regel_id: int) -> str:
        """A line as one would type it, to change it.

        Raises:
            UserError: it is gone.
        """
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            row = self._regel(session, regel_id)
            punt = self._punt(session, row.agendapunt_id)
            info = next(r for r in regels_of(session, punt, self._context.lists) if r.id == regel_id)
            return typ(as_typed(info, [child for child, _name in children_of(punt)]), self._kring(session, punt))

    def add(self, punt_id: int, getypt: str, soort: RegelSoort = RegelSoort.INFO, concept: str = "") -> int:
        """Add a line as typed; returns its id. In the same act it becomes the actie, zoekregel or besluit it is.

        Args:
            punt_id: the agenda item.
            getypt: the line, with its letter where it has one.
            soort: what a line without a letter is.
            concept: the draft it was typed in; it goes in the same act, so that a crash leaves no line twice.

        Raises:
            FieldError: nothing typed, or far too much.
            UserError: the item is gone, its verslag is vastgesteld, or a besluit before the day of the zitting.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("regel aan tafel") as session:
            punt, zitting = self._open(session, punt_id)
            read = self._read(session, punt, getypt, soort)
            self._not_before(zitting, read.soort)
            row = TafelregelRow(soort=read.soort.value)
            self._fill(punt, row, read)
            add_line(session, punt, row)
            attach(session, self._context, punt, row)
            if concept:
                put_draft(session, self._context.actor.naam, concept, None, "")
            return row.id

    def change(self, regel_id: int, getypt: str) -> None:
        """Store a line as it was typed anew, also as a line of another kind.

        Raises:
            FieldError: nothing typed, or far too much.
            UserError: the line is gone or its verslag is vastgesteld.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("regel aan tafel gewijzigd") as session:
            row = self._regel(session, regel_id)
            punt, zitting = self._open(session, row.agendapunt_id)
            read = self._read(session, punt, getypt, RegelSoort.INFO)
            self._not_before(zitting, read.soort)
            if read.soort != row.soort:
                detach(session, self._context, punt, row)
            row.soort = read.soort.value
            self._fill(punt, row, read)
            session.flush()
            attach(session, self._context, punt, row)

    def set_soort(self, regel_id: int, soort: RegelSoort) -> None:
        """Make a line of another kind: what it was goes, what it becomes is made, the words stay.

        An owner and a day that are written in the words of the line are read when it becomes an actie.

        Raises:
            UserError: the line is gone or its verslag is vastgesteld.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("soort regel gewijzigd") as session:
            row = self._regel(session, regel_id)
            punt, zitting = self._open(session, row.agendapunt_id)
            if row.soort == soort:
                return
            self._not_before(zitting, soort)
            info = next(r for r in regels_of(session, punt, self._context.lists) if r.id == regel_id)
            detach(session, self._context, punt, row)
            row.soort = soort.value
            read = lees(f"{soort.value[0]} {info.tekst}", self._kring(session, punt))
            if read.tekst:
                row.tekst = read.tekst
                row.eigenaar, row.datum = read.eigenaar or row.eigenaar, read.datum or row.datum
                row.wie = read.wie or row.wie
            session.flush()
            attach(session, self._context, punt, row)

    def set_kind(self, regel_id: int, jeugdige_id: int | None) -> None:
        """Say which child of the item a line is about; None: all.

        Raises:
            FieldError: the child does not belong to the item.
            UserError: the line is gone or its verslag is vastgesteld.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("kind bij regel gekozen") as session:
            row = self._regel(session, regel_id)
            punt, _zitting = self._open(session, row.agendapunt_id)
            if jeugdige_id is not None and jeugdige_id not in {child for child, _name in children_of(punt)}:
                raise FieldError("kind", "Dit kind hoort niet bij dit agendapunt.")
            row.jeugdige_id = jeugdige_id
            session.flush()
            attach(session, self._context, punt, row)

    def move(self, regel_id: int, richting: int) -> None:
        """Move a line one place up (-1) or down (+1); at the end nothing happens."""
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("regel verplaatst") as session:
            row = self._regel(session, regel_id)
            punt, _zitting = self._open(session, row.agendapunt_id)
            order = sorted(punt.regels, key=lambda r: (r.volgorde, r.id))
            here = order.index(row)
            there = here + (1 if richting > 0 else -1)
            if not 0 <= there < len(order):
                return
            order[here], order[there] = order[there], order[here]
            for place, each in enumerate(order, start=1):
                each.volgorde = place
            session.flush()
            if RegelSoort.BESLUIT in {row.soort, order[here].soort}:
                attach(session, self._context, punt, row)

    def remove(self, regel_id: int) -> None:
        """Take a line away with what it stood for; the audit log keeps what it was.

        Raises:
            UserError: it is gone already, or its verslag is vastgesteld.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("regel weggehaald") as session:
            row = self._regel(session, regel_id)
            punt, _zitting = self._open(session, row.agendapunt_id)
            detach(session, self._context, punt, row)
            punt.regels.remove(row)
            session.delete(row)

    # -- shared steps -------------------------------------------------------------------------------------------

    def _kring(self, session: DbSession, punt: AgendapuntRow) -> Kring:
        zitting = session.get_one(ZittingRow, punt.zitting_id)
        names: dict[str, str] = {}
        gemeente = punt.casus.gemeente if punt.casus else punt.vtb.gemeente if punt.vtb else ""
        at_table = [a for a in zitting.aanwezigen if a.agendapunt_id in (None, punt.id)]
        for guest in at_table:
            names[guest.persoon.naam if guest.persoon else guest.naam] = ""
        for rol, alias in self._roles():
            held = [a for a in at_table if a.rol == rol]
            own = [a for a in held if a.persoon is not None and a.persoon.gemeente == gemeente]
            chosen = own if len(own) == 1 else held
            if len(chosen) == 1:
                guest = chosen[0]
                names.setdefault(alias, guest.persoon.naam if guest.persoon else guest.naam)
        for persoon in zitting_q.all_personen(session):
            names.setdefault(persoon.naam, "")
        pairs = tuple((typed, name or typed) for typed, name in names.items() if typed)
        children = tuple(name for _child, name in children_of(punt))
        count = partial(add_werkdagen, kalender=office_days(session))
        return Kring(self._context.vandaag(), pairs, children if len(children) > 1 else (), count)

    def _roles(self) -> list[tuple[str, str]]:
        """What a role at the table may be called after ``@``: its code and its first synonym, as ``toegang``."""
        return [(c.code, word) for c in self._context.lists["tafelrollen"] for word in (c.code, *c.synoniemen[:1])]

    def _read(self, session: DbSession, punt: AgendapuntRow, getypt: str, soort: RegelSoort) -> Getypt:
        read = lees(getypt, self._kring(session, punt), soort)
        if not read.tekst:
            raise FieldError("regel", "Typ eerst de regel.")
        if len(read.tekst) > MAX_REGEL:
            raise FieldError("regel", f"Deze regel is langer dan {MAX_REGEL} tekens.", "Maak er twee regels van.")
        return read

    def _fill(self, punt: AgendapuntRow, row: TafelregelRow, read: Getypt) -> None:
        row.tekst, row.wie, row.eigenaar, row.datum = read.tekst, read.wie, read.eigenaar, read.datum
        children = children_of(punt)
        if read.soort is RegelSoort.BESLUIT and len(children) > 1:
            row.jeugdige_id = children[read.kind][0] if read.kind is not None else None

    def _not_before(self, zitting: ZittingRow, soort: RegelSoort) -> None:
        if soort is RegelSoort.BESLUIT and zitting.datum > self._context.vandaag():
            raise UserError("Deze zitting is nog niet geweest; een besluit kan pas aan tafel.")

    def _regel(self, session: DbSession, regel_id: int) -> TafelregelRow:
        row = q.get_regel(session, regel_id)
        if row is None:
            raise UserError("Deze regel is al weggehaald.")
        return row

    def _punt(self, session: DbSession, punt_id: int) -> AgendapuntRow:
        punt = zitting_q.get_punt(session, punt_id)
        if punt is None:
            raise UserError("Dit agendapunt bestaat niet meer.")
        return punt

    def _open(self, session: DbSession, punt_id: int) -> tuple[AgendapuntRow, ZittingRow]:
        punt = self._punt(session, punt_id)
        return punt, open_zitting(session, punt.zitting_id)
