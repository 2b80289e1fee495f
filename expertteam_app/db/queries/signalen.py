"""Reading signalen, baselines and jeugdigen per gemeente."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from expertteam_app.db.tables import BasislijnRow, JeugdigenTellingRow, SignaalRow
from expertteam_app.domain.oordeel import Oordeel
from expertteam_app.domain.signaal import Signaal, SignaalSoort


def to_signaal(row: SignaalRow) -> Signaal:
    """A signaal as people read it."""
    return Signaal(
        id=row.id,
        soort=SignaalSoort(row.soort),
        sleutel=row.sleutel,
        periode=row.periode,
        gezien={str(key): str(value) for key, value in row.gezien.items()},
        gezien_op=row.gezien_op,
        programma=Oordeel(row.programma),
        mens=row.mens,
        verklaring=row.verklaring,
        beoordeeld_op=row.beoordeeld_op,
        beoordeeld_door=row.beoordeeld_door,
        afloop=row.afloop,
        afgesloten_op=row.afgesloten_op,
    )


def signalen(session: Session) -> list[Signaal]:
    """Every signaal, newest first."""
    query = select(SignaalRow).order_by(SignaalRow.gezien_op.desc(), SignaalRow.id.desc())
    return [to_signaal(row) for row in session.scalars(query)]


def signaal_row(session: Session, sleutel: str, periode: str) -> SignaalRow | None:
    """The row of a finding in a period, when it was judged before."""
    query = select(SignaalRow).where(SignaalRow.sleutel == sleutel, SignaalRow.periode == periode)
    return session.scalars(query).one_or_none()


def basislijnen(session: Session) -> list[BasislijnRow]:
    """Every decision on a baseline, newest last."""
    return list(session.scalars(select(BasislijnRow).order_by(BasislijnRow.besloten_op, BasislijnRow.id)))


def tellingen(session: Session) -> list[JeugdigenTellingRow]:
    """Jeugdigen per gemeente, newest year first."""
    j = JeugdigenTellingRow
    return list(session.scalars(select(j).order_by(j.jaar.desc(), j.gemeente)))


def telling_row(session: Session, gemeente: str, jaar: int) -> JeugdigenTellingRow | None:
    """The count of a gemeente in a year."""
    j = JeugdigenTellingRow
    return session.scalars(select(j).where(j.gemeente == gemeente, j.jaar == jaar)).one_or_none()
