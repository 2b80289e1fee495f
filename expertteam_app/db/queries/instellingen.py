"""Settings, users and drafts of the kluis."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from expertteam_app.db.tables import ConceptRow, GebruikerRow, InstellingRow, KluisRow


def get_setting(session: Session, sleutel: str) -> Any:  # noqa: ANN401 - a setting is any JSON value
    """The stored value, or None."""
    return session.scalar(select(InstellingRow.waarde).where(InstellingRow.sleutel == sleutel))


def set_setting(session: Session, sleutel: str, waarde: object) -> None:
    """Store a JSON value under a key."""
    row = session.scalars(select(InstellingRow).where(InstellingRow.sleutel == sleutel)).first()
    if row is None:
        session.add(InstellingRow(sleutel=sleutel, waarde=waarde))
    elif row.waarde != waarde:
        row.waarde = waarde


def kluis_row(session: Session) -> KluisRow:
    """The row that says which kluis this is."""
    return session.scalars(select(KluisRow)).one()


def users(session: Session) -> list[GebruikerRow]:
    """Every user, by name."""
    return list(session.scalars(select(GebruikerRow).order_by(GebruikerRow.naam)))


def user_by_name(session: Session, naam: str) -> GebruikerRow | None:
    """The user with this name, or None."""
    return session.scalars(select(GebruikerRow).where(GebruikerRow.naam == naam)).first()


def get_drafts(session: Session, gebruiker: str) -> dict[str, tuple[Any, str]]:
    """The drafts of a user: key to (value, moment)."""
    rows = session.scalars(select(ConceptRow).where(ConceptRow.gebruiker == gebruiker))
    return {row.sleutel: (row.waarde, row.moment) for row in rows}


def put_draft(session: Session, gebruiker: str, sleutel: str, waarde: object, moment: str) -> None:
    """Keep a draft; None removes it."""
    connection = session.connection()
    connection.execute(delete(ConceptRow).where(ConceptRow.gebruiker == gebruiker, ConceptRow.sleutel == sleutel))
    if waarde is not None:
        session.add(ConceptRow(gebruiker=gebruiker, sleutel=sleutel, waarde=waarde, moment=moment))
