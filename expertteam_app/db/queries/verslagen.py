"""The verslag once it is fixed: versions, signatures, reactions, sendings; and the region's own texts."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from expertteam_app.db.tables import (
    HandtekeningRow,
    ReactieRow,
    SjabloonRow,
    TekstblokRow,
    VerslagRow,
    VerzendingRow,
)


def versions_of(session: Session, zitting_id: int) -> list[VerslagRow]:
    """Every version that was vastgesteld, newest first; PDF and content are read only when asked for."""
    query = select(VerslagRow).where(VerslagRow.zitting_id == zitting_id).order_by(VerslagRow.volgnummer.desc())
    return list(session.scalars(query.options(defer(VerslagRow.pdf), defer(VerslagRow.inhoud))))


def get_verslag(session: Session, verslag_id: int) -> VerslagRow | None:
    """One version, or None."""
    return session.get(VerslagRow, verslag_id)


def signatures_of(session: Session, verslag_id: int) -> list[HandtekeningRow]:
    """The signatures under one version, first one first."""
    query = select(HandtekeningRow).where(HandtekeningRow.verslag_id == verslag_id).order_by(HandtekeningRow.id)
    return list(session.scalars(query))


def reactions_of(session: Session, zitting_id: int) -> list[ReactieRow]:
    """Every reaction to the verslag of a zitting, in the order in which they came."""
    query = select(ReactieRow).where(ReactieRow.zitting_id == zitting_id)
    return list(session.scalars(query.order_by(ReactieRow.ontvangen_op, ReactieRow.id)))


def sendings_of(session: Session, zitting_id: int) -> list[VerzendingRow]:
    """Who got what of a zitting, newest first."""
    query = select(VerzendingRow).where(VerzendingRow.zitting_id == zitting_id).order_by(VerzendingRow.id.desc())
    return list(session.scalars(query))


def own_template(session: Session, code: str) -> SjabloonRow | None:
    """The newest text of the region for a template, or None."""
    query = select(SjabloonRow).where(SjabloonRow.code == code).order_by(SjabloonRow.versie.desc())
    return session.scalars(query.limit(1)).first()


def template_versions(session: Session, code: str) -> list[SjabloonRow]:
    """Every text that the region had for a template, newest first."""
    query = select(SjabloonRow).where(SjabloonRow.code == code).order_by(SjabloonRow.versie.desc())
    return list(session.scalars(query))


def text_blocks(session: Session) -> list[TekstblokRow]:
    """The text blocks of the region, by code."""
    return list(session.scalars(select(TekstblokRow).order_by(TekstblokRow.code)))
