"""What was said about a casus."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from expertteam_app.db.tables import UitspraakRow
from expertteam_app.domain.uitspraak import NieuweUitspraak, Uitspraak, UitspraakSoort


def to_uitspraak(row: UitspraakRow) -> Uitspraak:
    """The stored statement as a value."""
    return Uitspraak(row.id, UitspraakSoort(row.soort), row.tekst, row.bron, row.datum)


def uitspraken_of(session: Session, casus_id: int) -> tuple[Uitspraak, ...]:
    """Every statement about a casus, in order of entry."""
    rows = session.scalars(select(UitspraakRow).where(UitspraakRow.casus_id == casus_id).order_by(UitspraakRow.id))
    return tuple(to_uitspraak(row) for row in rows)


def bronnen_of(session: Session, casus_id: int) -> tuple[str, ...]:
    """Who or what was named as a bron for this casus, by name."""
    query = select(UitspraakRow.bron).where(UitspraakRow.casus_id == casus_id, UitspraakRow.bron != "").distinct()
    return tuple(sorted(session.scalars(query), key=str.casefold))


def add_uitspraak(session: Session, casus_id: int, nieuw: NieuweUitspraak) -> UitspraakRow:
    """Store a statement."""
    row = UitspraakRow(
        casus_id=casus_id, soort=nieuw.soort.value, tekst=nieuw.tekst, bron=nieuw.bron, datum=nieuw.datum
    )
    session.add(row)
    session.flush()
    return row
