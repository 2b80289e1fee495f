"""Open casussen by step, for the board: counted in SQL, fetched a column at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select, text
from sqlalchemy.orm import Session

from expertteam_app.db.search import match_expression
from expertteam_app.db.tables import ActieRow, CasusOverzichtRow, CasusRow
from expertteam_app.domain.bord import BordFilter

Actie = tuple[str, date | None]
"""What is to be done, and by which day."""

STANDEN = ("open", "gepauzeerd")
"""The status of casussen on the board; named, so that the index on status and step is used."""


@dataclass(frozen=True, slots=True)
class BordRij:
    """What the list says of a casus on the board."""

    casus_id: int
    nummer: str
    naam: str
    gemeente: str
    stap: int
    stap_sinds: date | None
    model_id: int


def _wanted(wanted: BordFilter) -> list[ColumnElement[bool]]:
    row = CasusOverzichtRow.__table__.c
    conditions: list[ColumnElement[bool]] = [row.status.in_(STANDEN), row.stap.is_not(None)]
    if wanted.gemeente is not None:
        conditions.append(row.gemeente == wanted.gemeente)
    if match := match_expression(wanted.tekst):
        found = text("SELECT rowid FROM casus_zoek WHERE casus_zoek MATCH :match").bindparams(match=match)
        conditions.append(row.casus_id.in_(found.columns(CasusRow.id).scalar_subquery()))
    return conditions


def counts_by_step(session: Session, wanted: BordFilter) -> dict[int, int]:
    """How many open casussen stand on each step."""
    row = CasusOverzichtRow.__table__.c
    query = select(row.stap, func.count()).where(*_wanted(wanted)).group_by(row.stap)
    return {int(stap): int(count) for stap, count in session.execute(query)}


def oldest_on_step(session: Session, wanted: BordFilter, stap: int, limit: int) -> list[BordRij]:
    """The first open casussen on a step, longest there first."""
    row, casus = CasusOverzichtRow.__table__.c, CasusRow.__table__.c
    # First only the ids, from the index alone: sorting whole rows of a step with thousands takes ten times as long.
    ids = select(row.casus_id).where(*_wanted(wanted), row.stap == stap)
    first = list(session.scalars(ids.order_by(row.stap_sinds, row.casus_id).limit(limit)))
    query = (
        select(row.casus_id, row.nummer, row.naam, row.gemeente, row.stap, row.stap_sinds, casus.model_id)
        .join(CasusRow.__table__, casus.id == row.casus_id)
        .where(row.casus_id.in_(first))
        .order_by(row.stap_sinds, row.casus_id)
    )
    return [BordRij(*found) for found in session.execute(query)]


def next_acties(session: Session, ids: Sequence[int]) -> dict[int, Actie]:
    """Per casus the actie that is not done and has the first day; one without a day comes last."""
    a = ActieRow.__table__.c
    query = (
        select(a.casus_id, a.omschrijving, a.datum)
        .where(a.casus_id.in_(ids), a.klaar_op.is_(None))
        .order_by(a.datum.is_(None).desc(), a.datum.desc(), a.id.desc())
    )
    return {casus_id: (omschrijving, datum) for casus_id, omschrijving, datum in session.execute(query)}


def open_places(session: Session) -> list[tuple[int, int, int]]:
    """Every open casus as (id, step, id of its version of the ladder), in order of id."""
    row, casus = CasusOverzichtRow.__table__.c, CasusRow.__table__.c
    query = (
        select(row.casus_id, row.stap, casus.model_id)
        .join(CasusRow.__table__, casus.id == row.casus_id)
        .where(row.status.in_(STANDEN), row.stap.is_not(None))
        .order_by(row.casus_id)
    )
    return [(casus_id, stap, model_id) for casus_id, stap, model_id in session.execute(query)]
