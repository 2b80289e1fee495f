"""Typecasussen as rows, and what the search of the kluis says of the words of a story."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import func, select

from expertteam_app.db.search import documents_with_phrase
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import CasusRow, TypecasusBronRow, TypecasusRow, ZoekdocumentRow
from expertteam_app.domain.typecasus import Kenmerk, Typecasus, runs


def rows(session: DbSession, periode: str) -> list[TypecasusRow]:
    """The typecasussen that go with the report of a period, in the order in which they were begun."""
    t = TypecasusRow
    return list(session.scalars(select(t).where(t.periode == periode, t.weg.is_(False)).order_by(t.id)))


def to_typecasus(row: TypecasusRow) -> Typecasus:
    """A row as the rest of the program knows it."""
    return Typecasus(
        id=row.id,
        periode=row.periode,
        kenmerken={k: str(row.kenmerken[k.value]) for k in Kenmerk if row.kenmerken.get(k.value)},
        verhaal=row.verhaal,
        bronnen=tuple(bron.casus_id for bron in row.bronnen),
        gemaakt_door=row.gemaakt_door,
        bevestigd=(row.bevestigd_op, row.bevestigd_door) if row.bevestigd_op and row.bevestigd_door else None,
        uitgegeven=row.uitgegeven,
    )


def used_people(session: DbSession, besides: int) -> frozenset[int]:
    """The jeugdigen behind all typecasussen but one: those that go with a report, and those that ever left."""
    query = (
        select(CasusRow.jeugdige_id)
        .join(TypecasusBronRow, TypecasusBronRow.casus_id == CasusRow.id)
        .join(TypecasusRow, TypecasusRow.id == TypecasusBronRow.typecasus_id)
        .where(TypecasusRow.id != besides, TypecasusRow.uitgegeven.is_(True) | TypecasusRow.weg.is_(False))
    )
    return frozenset(session.scalars(query))


def texts_of(session: DbSession, casussen: Collection[int]) -> tuple[str, ...]:
    """Everything that is written about some casussen, per document."""
    z = ZoekdocumentRow
    return tuple(session.scalars(select(z.tekst).where(z.casus_id.in_(casussen), z.tekst != "").order_by(z.id)))


def casussen_with_word(session: DbSession, word: str, besides: Collection[int]) -> int:
    """In how many casussen beside some a folded word stands."""
    z = ZoekdocumentRow
    found = select(func.count(z.casus_id.distinct())).where(
        z.id.in_(documents_with_phrase((word,))), z.casus_id.is_not(None), z.casus_id.not_in(besides)
    )
    return session.scalar(found) or 0


def taken_over(session: DbSession, text: str) -> str:
    """The first row of words of a text that stands somewhere in the kluis; empty when there is none."""
    return next((" ".join(run) for run in runs(text) if _occurs(session, run)), "")


def _occurs(session: DbSession, run: Sequence[str]) -> bool:
    z = ZoekdocumentRow
    return session.scalar(select(z.id).where(z.id.in_(documents_with_phrase(run))).limit(1)) is not None
