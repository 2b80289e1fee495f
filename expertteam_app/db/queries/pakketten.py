"""What was sent and received as a pakket."""

from __future__ import annotations

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from expertteam_app.db.tables import OntvangenPakketRow, PakketlogRow


def received(session: Session, pakket_id: str) -> OntvangenPakketRow | None:
    """The pakket with this id, when it was received before."""
    return session.scalars(select(OntvangenPakketRow).where(OntvangenPakketRow.pakket_id == pakket_id)).first()


def was_received(session: Session, pakket_id: str) -> bool:
    """Whether it was received by anyone, also for a dossier that this user does not see (`db.werkgebied`)."""
    query = text("SELECT 1 FROM main.ontvangen_pakket WHERE pakket_id = :pakket")
    return session.execute(query, {"pakket": pakket_id}).first() is not None


def received_like(session: Session, begin: str) -> list[OntvangenPakketRow]:
    """The received pakketten of which the id begins so."""
    return [row for row in session.scalars(select(OntvangenPakketRow)) if row.pakket_id.startswith(begin)]


def received_about(session: Session, kenmerk: str) -> OntvangenPakketRow | None:
    """An earlier pakket about the same casus of a sender, of which the casus is still there."""
    query = select(OntvangenPakketRow).where(
        OntvangenPakketRow.kenmerk == kenmerk, OntvangenPakketRow.casus_id.is_not(None)
    )
    return session.scalars(query.order_by(OntvangenPakketRow.id)).first()


def sent(session: Session, pakket_id: str) -> list[PakketlogRow]:
    """What the log says of a pakket: a row per receiver."""
    return list(session.scalars(select(PakketlogRow).where(PakketlogRow.pakket_id == pakket_id)))


def sent_of_casus(session: Session, casus_id: int) -> list[PakketlogRow]:
    """What was sent about a casus, the latest first."""
    query = select(PakketlogRow).where(PakketlogRow.casus_id == casus_id)
    return list(session.scalars(query.order_by(PakketlogRow.gemaakt_op.desc(), PakketlogRow.id.desc())))
