"""Versions of the opschalingsmodel."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from expertteam_app.db.tables import OpschalingsmodelRow, StapRow
from expertteam_app.domain.opschaling import Opschalingsmodel, Stap


def to_model(row: OpschalingsmodelRow) -> Opschalingsmodel:
    """The stored version as a domain value."""
    stappen = tuple(
        Stap(
            volgorde=s.volgorde,
            naam=s.naam,
            eigenaar=s.eigenaar,
            ingang=tuple(s.ingang),
            uitgang=s.uitgang,
            norm=s.norm,
            eenheid=s.eenheid,
            mag_overslaan=s.mag_overslaan,
            rollen=tuple(s.rollen or ()),
        )
        for s in row.stappen
    )
    return Opschalingsmodel(row.versie, row.naam, row.geldig_vanaf, row.bron, stappen)


def add_model(session: Session, model: Opschalingsmodel) -> OpschalingsmodelRow:
    """Store a version; `versie` must be new."""
    row = OpschalingsmodelRow(versie=model.versie, naam=model.naam, geldig_vanaf=model.geldig_vanaf, bron=model.bron)
    row.stappen = [
        StapRow(
            volgorde=s.volgorde,
            naam=s.naam,
            eigenaar=s.eigenaar,
            ingang=list(s.ingang),
            uitgang=s.uitgang,
            norm=s.norm,
            eenheid=s.eenheid,
            mag_overslaan=s.mag_overslaan,
            rollen=list(s.rollen),
        )
        for s in model.stappen
    ]
    session.add(row)
    session.flush()
    return row


def all_models(session: Session) -> list[Opschalingsmodel]:
    """Every version, newest first by the day from which it holds."""
    rows = session.scalars(
        select(OpschalingsmodelRow).order_by(OpschalingsmodelRow.geldig_vanaf.desc(), OpschalingsmodelRow.id.desc())
    )
    return [to_model(row) for row in rows]


def model_for(session: Session, dag: date) -> OpschalingsmodelRow:
    """The version that holds on a day; the oldest one for days before all versions."""
    newest_first = select(OpschalingsmodelRow).order_by(
        OpschalingsmodelRow.geldig_vanaf.desc(), OpschalingsmodelRow.id.desc()
    )
    row = session.scalars(newest_first.where(OpschalingsmodelRow.geldig_vanaf <= dag).limit(1)).first()
    return row or session.scalars(select(OpschalingsmodelRow).order_by(OpschalingsmodelRow.geldig_vanaf)).one()


def version_exists(session: Session, versie: str) -> bool:
    """Whether a version with this name is stored."""
    return session.scalar(select(OpschalingsmodelRow.id).where(OpschalingsmodelRow.versie == versie)) is not None


def model_by_version(session: Session, versie: str) -> OpschalingsmodelRow | None:
    """The stored version with this name, or None."""
    return session.scalars(select(OpschalingsmodelRow).where(OpschalingsmodelRow.versie == versie)).first()


def models_by_id(session: Session) -> dict[int, Opschalingsmodel]:
    """Every stored version by its id."""
    return {row.id: to_model(row) for row in session.scalars(select(OpschalingsmodelRow))}
