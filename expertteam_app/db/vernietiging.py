"""A dossier destroyed for good: its rows, its lines in the log, its words in the search, its place in minutes.

What stays are rows that count: codes and days of a jeugdige without name, number or text (`vernietiging_velden`). They
hang on a gezin of nobody when the gezin itself has other dossiers. Nothing of this passes through the ORM, because the
log would then hold what has just been destroyed; one line of the log seals what was emptied.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, insert, select, update
from sqlalchemy.orm import Session

from expertteam_app.db.audit import DESTROYED, EMPTIED, AuditRow, append, canonical, seal_of
from expertteam_app.db.audited import noted_statements
from expertteam_app.db.base import Base, new_uid
from expertteam_app.db.dossierrijen import BELOW, CASUS, VTB, ZITTING
from expertteam_app.db.search import REBUILD, note_for_search
from expertteam_app.db.tijdmachine_rijen import Rijen
from expertteam_app.db.vernietiging_velden import CODES, REMOVED, birth_that_fits, emptied, owner_of

Redact = Callable[[Mapping[str, Any], frozenset[int]], tuple[dict[str, Any], bytes]]
"""From the content of a verslag and the items that go: the content without them, and its PDF."""

_AT_ONCE: Final = 500
_OF_A_CHILD: Final = ("casus", "vtb_kind", "hoorgesprek", "besluit", "aanwezigheid", "verzending")
"""Tables of which a row of the dossier points at a jeugdige."""


@dataclass(frozen=True, slots=True)
class Vernietigd:
    """What a vernietiging did.

    Attributes:
        rijen: rows emptied or removed, per table.
        regels: lines of the log that were emptied.
        bewijs: id of the line of the log that seals them.
        casussen: the casussen of which the row in the list must be made again.
    """

    rijen: Mapping[str, int]
    regels: int
    bewijs: int
    casussen: frozenset[int]


def destroy(session: Session, soort: str, dossier_id: int, vandaag: date, redact: Redact) -> Vernietigd:
    """Destroy one dossier in the running transaction, which must be one for writing.

    Args:
        session: the session; nothing may be waiting in it.
        soort: `CASUS`, `VTB` or `ZITTING`.
        dossier_id: which one.
        vandaag: the day that is noted on the emptied dossier.
        redact: takes items out of the content of a verslag.

    Raises:
        LookupError: there is no such dossier, or it was destroyed before.
        UnauditedWrite: the session was opened for reading.
    """
    with noted_statements(session) as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        work = _Work(session, connection, vandaag, redact)
        work.run(soort, dossier_id)
        return work.seal(soort, dossier_id)


class _Work:
    """One vernietiging while it is done."""

    def __init__(self, session: Session, connection: Connection, vandaag: date, redact: Redact) -> None:
        self._session, self._connection, self._vandaag, self._redact = session, connection, vandaag, redact
        self._ever = Rijen(session, 0)
        self._places: dict[str, set[int]] = {}

    def run(self, soort: str, dossier_id: int) -> None:
        """Find everything that belongs to the dossier and empty it."""
        root = self._row(soort, dossier_id)
        if root is None or root["vernietigd_op"] is not None:
            raise LookupError(soort)
        self._collect(soort, [dossier_id])
        points = frozenset(self._places.get("agendapunt", ()))
        if soort != ZITTING:
            self._let_go_of_people(soort)
        self._reasons(soort, dossier_id)
        self._minutes(soort, dossier_id, points)
        self._drafts()
        for tabel in REMOVED:
            self._remove(tabel)
        for tabel in CODES:
            self._empty(tabel)
        for root_id in self._places.get(soort, ()):
            self._set(soort, root_id, {"vernietigd_op": self._vandaag})

    # -- what belongs to it ------------------------------------------------------------------------------------------

    def _collect(self, tabel: str, ids: Iterable[int]) -> None:
        """Add rows, and all that ever hung below them and hangs nowhere else now."""
        new = set(ids) - self._places.setdefault(tabel, set())
        self._places[tabel] |= new
        if not new:
            return
        for below, column in BELOW.get(tabel, ()):
            if below == "partij_regel":  # not in the log: only what is there now
                column_ = _table(below).c[column]
                found = set(self._connection.scalars(select(_table(below).c.id).where(column_.in_(new))))
            else:
                found = {rij for owner in new for rij in self._ever.ids(below, column, owner)}
            self._collect(below, [rij for rij in found if self._is_here(below, column, rij, self._places[tabel])])

    def _is_here(self, tabel: str, column: str, rij: int, owners: set[int]) -> bool:
        """Whether a row still hangs on one of these, or is gone altogether."""
        row = self._row(tabel, rij)
        return row is None or row[column] in owners

    def _row(self, tabel: str, rij: int) -> Mapping[str, Any] | None:
        table = _table(tabel)
        columns = [c for c in table.columns if c.name not in {"inhoud", "pdf"}]
        found = self._connection.execute(select(*columns).where(table.c.id == rij)).mappings().first()
        return None if found is None else dict(found)

    # -- the people ----------------------------------------------------------------------------------------------------

    def _let_go_of_people(self, soort: str) -> None:
        """Empty every jeugdige and gezin that has no other dossier; what hangs on others goes to a gezin of nobody."""
        children = self._children()
        gezinnen = {self._child(kind)["gezin_id"] for kind in children}
        if soort == VTB:
            gezinnen |= {row["gezin_id"] for vtb in self._places[VTB] if (row := self._row(VTB, vtb)) is not None}
        for gezin in sorted(gezinnen):
            if self._gezin_has_others(gezin):
                self._move_out(gezin, {kind for kind in children if self._child(kind)["gezin_id"] == gezin})
            else:
                self._collect("gezin", [gezin])
        for kind in sorted(self._places.get("jeugdige", ())):
            self._blur(kind)

    def _children(self) -> set[int]:
        found = {row["jeugdige_id"] for casus in self._places.get(CASUS, ()) if (row := self._row(CASUS, casus))}
        return found | {
            row["jeugdige_id"] for rij in self._places.get("vtb_kind", ()) if (row := self._row("vtb_kind", rij))
        }

    def _child(self, kind: int) -> Mapping[str, Any]:
        row = self._row("jeugdige", kind)
        if row is None:
            raise LookupError("jeugdige")
        return row

    def _gezin_has_others(self, gezin: int) -> bool:
        of_gezin = select(_table("jeugdige").c.id).where(_table("jeugdige").c.gezin_id == gezin)
        vtb = _table(VTB).c
        own = self._places.get(VTB, set())
        living = select(vtb.id).where(vtb.gezin_id == gezin, vtb.vernietigd_op.is_(None), vtb.id.not_in(own))
        return self._connection.scalar(living.limit(1)) is not None or any(
            self._has_others(kind) for kind in self._connection.scalars(of_gezin)
        )

    def _has_others(self, kind: int) -> bool:
        """Whether a jeugdige has a dossier that is not destroyed and is not this one."""
        casus, vtb, named = _table(CASUS).c, _table(VTB).c, _table("vtb_kind").c
        own_casus, own_vtb = self._places.get(CASUS, set()), self._places.get(VTB, set())
        casussen = select(casus.id).where(
            casus.jeugdige_id == kind, casus.vernietigd_op.is_(None), casus.id.not_in(own_casus)
        )
        vtbs = (
            select(named.id)
            .join_from(_table("vtb_kind"), _table(VTB), vtb.id == named.vtb_id)
            .where(named.jeugdige_id == kind, vtb.vernietigd_op.is_(None), vtb.id.not_in(own_vtb))
        )
        return any(self._connection.scalar(query.limit(1)) is not None for query in (casussen, vtbs))

    def _move_out(self, gezin: int, children: set[int]) -> None:
        """Hang the dossier on a gezin of nobody: children without another dossier move there, others get a stand-in."""
        nobody = self._add("gezin", {"naam": "", "toelichting": ""})
        for kind in sorted(children):
            if self._has_others(kind):
                self._repoint(kind, self._stand_in(kind, nobody))
            else:
                self._collect("jeugdige", [kind])
                self._set("jeugdige", kind, {"gezin_id": nobody})
        for vtb in self._places.get(VTB, ()):
            row = self._row(VTB, vtb)
            if row is not None and row["gezin_id"] == gezin:
                self._set(VTB, vtb, {"gezin_id": nobody})

    def _stand_in(self, kind: int, gezin: int) -> int:
        known = self._child(kind)
        values = {"voornaam": "", "tussenvoegsel": "", "achternaam": "", "naam_sleutel": "", "geslacht": ""}
        born = {name: known[name] for name in ("geboortedatum", "geboortejaar", "gemeente")}
        made = self._add(
            "jeugdige", {**values, **born, "gezin_id": gezin, "wilsonbekwaam_door": "", "partij_id": known["partij_id"]}
        )
        self._places.setdefault("jeugdige", set()).add(made)
        return made

    def _repoint(self, kind: int, stand_in: int) -> None:
        for tabel in _OF_A_CHILD:
            table = _table(tabel)
            for part in _parts(self._places.get(tabel, ())):
                here = update(table).where(table.c.id.in_(part), table.c.jeugdige_id == kind)
                self._connection.execute(here.values(jeugdige_id=stand_in))

    def _blur(self, kind: int) -> None:
        """Keep of a day of birth no more than the ages that figures count."""
        row = self._child(kind)
        days = list(self._asked_on(kind))
        if row["geboortedatum"] is not None:
            self._set(
                "jeugdige", kind, {"geboortedatum": birth_that_fits(row["geboortedatum"], days), "geboortejaar": ""}
            )
        else:
            self._set("jeugdige", kind, {"geboortejaar": row["geboortejaar"][:4]})

    def _asked_on(self, kind: int) -> Iterator[date]:
        event, casus, vtb, named = (_table(name).c for name in ("gebeurtenis", CASUS, VTB, "vtb_kind"))
        begun = select(event.datum).join_from(_table("gebeurtenis"), _table(CASUS), casus.id == event.casus_id)
        yield from self._connection.scalars(begun.where(casus.jeugdige_id == kind, event.soort == "aanmelding"))
        received = select(vtb.ontvangen).join_from(_table(VTB), _table("vtb_kind"), named.vtb_id == vtb.id)
        yield from self._connection.scalars(received.where(named.jeugdige_id == kind))

    # -- what hangs elsewhere ------------------------------------------------------------------------------------------

    def _reasons(self, soort: str, dossier_id: int) -> None:
        """Words about the dossier that hang on its number: why it was kept, why someone opened it."""
        for name in ("vernietigingsstop", "inzagereden"):
            table = _table(name)
            query = select(table.c.id).where(table.c.soort == soort, table.c.dossier_id == dossier_id)
            self._places[name] = set(self._connection.scalars(query))

    def _minutes(self, soort: str, dossier_id: int, points: frozenset[int]) -> None:
        """Take the items out of every version of the minutes they stand in; a signed copy cannot stay."""
        verslag, punt, signed = _table("verslag"), _table("agendapunt"), _table("handtekening")
        zittingen = {dossier_id} if soort == ZITTING else set[int]()
        for part in _parts(points):
            zittingen.update(self._connection.scalars(select(punt.c.zitting_id).where(punt.c.id.in_(part))))
        query = select(verslag.c.id, verslag.c.inhoud).where(verslag.c.zitting_id.in_(zittingen))
        for verslag_id, inhoud in self._connection.execute(query).all():
            left, pdf = self._redact(inhoud, points)
            self._set("verslag", verslag_id, {"inhoud": left, "pdf": pdf, "sha256": hashlib.sha256(pdf).hexdigest()})
            self._places.setdefault("verslag", set()).add(verslag_id)
            names = {"naam": "", "gebruiker": ""} if soort == ZITTING else {}
            self._connection.execute(
                update(signed).where(signed.c.verslag_id == verslag_id).values(pdf=None, certificaat="", **names)
            )

    def _drafts(self) -> None:
        """Unfinished text and signals that were put off: their keys name the dossier; an old signal goes anyway."""
        concept, uitstel = _table("concept"), _table("uitstel")
        self._connection.execute(delete(uitstel).where(uitstel.c.tot < self._vandaag))
        for table in (concept, uitstel):
            for number, sleutel in self._connection.execute(select(table.c.id, table.c.sleutel)).all():
                owner = owner_of(sleutel)
                if owner is not None and owner[1] in self._places.get(owner[0], ()):
                    self._connection.execute(delete(table).where(table.c.id == number))

    # -- the rows ------------------------------------------------------------------------------------------------------

    def _remove(self, tabel: str) -> None:
        table = _table(tabel)
        for part in _parts(self._places.get(tabel, ())):
            self._connection.execute(delete(table).where(table.c.id.in_(part)))
            for rij in part:
                self._note(tabel, rij, "verwijderd", {})

    def _empty(self, tabel: str) -> None:
        for rij in sorted(self._places.get(tabel, ())):
            row = self._row(tabel, rij)
            if row is not None:
                self._set(tabel, rij, emptied(_table(tabel), row))
                self._note(tabel, rij, "gewijzigd", {})  # nothing of it is found any more, codes neither

    def _set(self, tabel: str, rij: int, values: Mapping[str, Any]) -> None:
        table = _table(tabel)
        if values:
            self._connection.execute(update(table).where(table.c.id == rij).values(**values))
            self._note(tabel, rij, "gewijzigd", {})

    def _add(self, tabel: str, values: Mapping[str, Any]) -> int:
        made = self._connection.execute(insert(_table(tabel)).values(uid=new_uid(), **values)).inserted_primary_key
        rij = int(made[0]) if made else 0
        append(self._session, [(tabel, rij, "nieuw", canonical({"naam": [None, ""]}))])  # its number is taken for ever
        return rij

    def _note(self, tabel: str, rij: int, soort: str, changes: Mapping[str, Any]) -> None:
        self._session.info.setdefault("touched", set()).add(tabel)
        note_for_search(self._session.info, tabel, rij, soort, changes)

    # -- the log -------------------------------------------------------------------------------------------------------

    def seal(self, soort: str, dossier_id: int) -> Vernietigd:
        """Empty the lines of everything that belonged to it, and seal which lines those are."""
        log = _table("audit")
        lines: dict[int, str] = {}
        for tabel, rijen in self._places.items():
            for part in _parts(rijen):
                query = select(log.c.id, log.c.hash).where(log.c.tabel == tabel, log.c.rij.in_(part))
                query = query.where(log.c.wijziging != EMPTIED, log.c.soort != DESTROYED)
                lines.update((number, found) for number, found in self._connection.execute(query))
        ids = sorted(lines)
        for part in _parts(ids):
            self._connection.execute(update(log).where(log.c.id.in_(part)).values(wijziging=EMPTIED))
        counted = {tabel: len(rijen) for tabel, rijen in sorted(self._places.items()) if rijen}
        proof = {"regels": list(_ranges(ids)), "zegel": seal_of(lines[number] for number in ids), "rijen": counted}
        append(self._session, [(soort, dossier_id, DESTROYED, canonical(proof))])
        bewijs = self._session.scalar(select(AuditRow.id).order_by(AuditRow.id.desc()).limit(1)) or 0
        return Vernietigd(counted, len(ids), bewijs, frozenset(self._places.get(CASUS, ())))


def forget_words(session: Session) -> None:
    """Build the search index anew in the running transaction, so that no piece of it holds a word that is gone."""
    for statement in REBUILD:
        session.connection().exec_driver_sql(statement)


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def _parts(ids: Iterable[int]) -> Iterator[list[int]]:
    whole = sorted(ids)
    for start in range(0, len(whole), _AT_ONCE):
        yield whole[start : start + _AT_ONCE]


def _ranges(ids: list[int]) -> Iterator[list[int]]:
    """Sorted ids as ranges, first and last included."""
    start = 0
    for place in range(1, len(ids) + 1):
        if place == len(ids) or ids[place] != ids[place - 1] + 1:
            yield [ids[start], ids[place - 1]]
            start = place
