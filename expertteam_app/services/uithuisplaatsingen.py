"""Use cases on the voorgenomen uithuisplaatsingen of casussen."""

from __future__ import annotations

from datetime import date

from expertteam_app.db.queries import uithuisplaatsingen as q
from expertteam_app.db.queries.casussen import get_casus
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import CasusRow, UithuisplaatsingRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.uithuisplaatsing import (
    TeVragen,
    Uithuisplaatsing,
    check_value,
    due,
    needs_reason,
    out_of_scope,
    placed,
    still_open,
)
from expertteam_app.services.casussen import casus_gone
from expertteam_app.services.context import Context

BUITEN = (
    "Een uithuisplaatsing via een GI of de kinderrechter valt buiten wat het RET bespreekt. Overleg of dit hier hoort."
)


class Uithuisplaatsingen:
    """The review of voorgenomen uithuisplaatsingen. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of(self, casus_id: int) -> tuple[Uithuisplaatsing, ...]:
        """The voornemens of a casus, the latest first."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return tuple(q.to_record(row) for row in q.of_casus(session, casus_id))

    def add(self, casus_id: int, datum_voornemen: date, via: str = "toegang", beoogd_verblijf: str = "") -> int:
        """Record a voornemen; returns the id.

        Raises:
            FieldError: a date in the future or before the birth, or a code outside its list.
            UserError: the casus is gone, or has a voornemen of that day.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("voorgenomen uithuisplaatsing vastgelegd") as session:
            casus = get_casus(session, casus_id)
            if casus is None:
                raise casus_gone()
            if any(r.datum_voornemen == datum_voornemen for r in q.of_casus(session, casus_id)):
                raise UserError("Er staat al een voornemen met deze datum.", "Vul dat aan, of kies een andere dag.")
            empty = Uithuisplaatsing(0, casus_id, datum_voornemen)
            given = {"datum_voornemen": datum_voornemen, "via": via, "beoogd_verblijf": beoogd_verblijf}
            values = {field: self._checked(casus, empty, field, value) for field, value in given.items()}
            row = UithuisplaatsingRow(
                casus_id=casus_id, gemeente_herkomst=self._own_gemeente(casus), zorgproducten=[], **values
            )
            session.add(row)
            session.flush()
            return row.id

    def change(self, uithuisplaatsing_id: int, field: str, value: object) -> None:
        """Store one changed field of a voornemen; an outcome without a day is of today.

        Raises:
            FieldError: the value does not fit the field, or an earlier question was not answered.
            UserError: it is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("voorgenomen uithuisplaatsing gewijzigd") as session:
            row, casus = self._get(session, uithuisplaatsing_id)
            setattr(row, field, self._checked(casus, q.to_record(row), field, value))
            if field == "uitkomst":
                row.uitkomst_op = (row.uitkomst_op or self._context.vandaag()) if row.uitkomst else None

    def remove(self, uithuisplaatsing_id: int) -> None:
        """Take away a voornemen that was entered by mistake; the audit log keeps what it was.

        Raises:
            UserError: it is gone already.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("voorgenomen uithuisplaatsing weggehaald") as session:
            row, _casus = self._get(session, uithuisplaatsing_id)
            session.delete(row)

    def te_vragen(self, vandaag: date | None = None) -> tuple[TeVragen, ...]:
        """Every question "does the jeugdige still live at home" whose day has come, the longest waiting first."""
        self._context.actor.require(Right.CASUS_READ)
        today = vandaag or self._context.vandaag()
        outcomes = self._context.lists["uitkomst_uithuisplaatsing"]
        with self._context.read() as session:
            found = [
                TeVragen(row.id, row.casus_id, nummer, months, day)
                for row, nummer in q.unanswered(session, today)
                for months, day in due(q.to_record(row), today, outcomes)
            ]
        return tuple(sorted(found, key=lambda t: (t.sinds, t.nummer)))

    def nog_open(self, record: Uithuisplaatsing) -> tuple[str, ...]:
        """What has to be asked or thought of yet, in Dutch sentences; a warning first."""
        self._context.actor.require(Right.CASUS_READ)
        lists = self._context.lists
        warning = (BUITEN,) if out_of_scope(record.via, lists["via_uithuisplaatsing"]) else ()
        return (*warning, *still_open(record, lists["uitkomst_uithuisplaatsing"], lists["zorgvormen"]))

    def te_tonen(self, record: Uithuisplaatsing) -> frozenset[str]:
        """The fields that only make sense now: where the child goes, why not a gezinsvorm, still at home."""
        self._context.actor.require(Right.CASUS_READ)
        lists = self._context.lists
        outcomes = lists["uitkomst_uithuisplaatsing"]
        shown = {f"thuis_na_{months}_maanden" for months, _day in due(record, self._context.vandaag(), outcomes)} | {
            f for f in ("thuis_na_3_maanden", "thuis_na_6_maanden") if getattr(record, f) is not None
        }
        if placed(record, outcomes) or record.zorgvorm:
            shown.add("zorgvorm")
        if needs_reason(record, outcomes, lists["zorgvormen"]) or record.reden_zorgvorm:
            shown.add("reden_zorgvorm")
        if record.alternatief_gevonden or record.alternatief:
            shown.add("alternatief")
        return frozenset(shown)

    def _get(self, session: DbSession, uithuisplaatsing_id: int) -> tuple[UithuisplaatsingRow, CasusRow]:
        row = session.get(UithuisplaatsingRow, uithuisplaatsing_id)
        casus = get_casus(session, row.casus_id) if row is not None else None
        if row is None or casus is None:
            raise UserError("Dit voornemen bestaat niet meer.")
        return row, casus

    def _checked(self, casus: CasusRow, record: Uithuisplaatsing, field: str, value: object) -> object:
        return check_value(
            record,
            field,
            value,
            vandaag=self._context.vandaag(),
            geboren=casus.jeugdige.geboortedatum,
            lists=self._context.lists,
        )

    def _own_gemeente(self, casus: CasusRow) -> str:
        return casus.gemeente if self._context.lists["gemeenten"].get(casus.gemeente) else ""
