"""Reading who waits for which zorgvorm: open hiaten of open casussen, with what aanbieders said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from expertteam_app.db.queries.gevraagd import Vraag, asked_for
from expertteam_app.db.tables import CasusOverzichtRow, CasusRow, HiaatRow, JeugdigeRow


@dataclass(frozen=True, slots=True)
class Wacht:
    """One hiaat that is not solved.

    Attributes:
        vragen: what was asked for this zorgvorm in this casus, first one first.
    """

    hiaat_id: int
    casus_id: int
    nummer: str
    jeugdige_id: int
    gezin_id: int
    gemeente: str
    geboortedatum: date | None
    geboortejaar: str
    zorgvorm: str
    aard: str
    vastgesteld_op: date
    gezocht_sinds: date | None
    urgentie: str
    overbrugging: str
    vragen: tuple[Vraag, ...]


def waiting(session: Session) -> list[Wacht]:
    """Every hiaat without a solution in a casus that is not closed, longest waiting first."""
    h, o = HiaatRow, CasusOverzichtRow
    open_ones = (
        select(h, CasusRow.nummer, CasusRow.gemeente, JeugdigeRow)
        .join(CasusRow, CasusRow.id == h.casus_id)
        .join(JeugdigeRow, JeugdigeRow.id == CasusRow.jeugdige_id)
        .join(o, o.casus_id == CasusRow.id)
        .where(h.opgelost_op.is_(None), CasusRow.samengevoegd_met.is_(None), o.afgesloten_op.is_(None))
    )
    rows = session.execute(open_ones).all()
    asked = asked_for(session, open_ones.with_only_columns(h.casus_id))
    made = [
        Wacht(
            hiaat_id=hiaat.id,
            casus_id=hiaat.casus_id,
            nummer=nummer,
            jeugdige_id=jeugdige.id,
            gezin_id=jeugdige.gezin_id,
            gemeente=gemeente,
            geboortedatum=jeugdige.geboortedatum,
            geboortejaar=jeugdige.geboortejaar,
            zorgvorm=hiaat.zorgvorm,
            aard=hiaat.aard,
            vastgesteld_op=hiaat.vastgesteld_op,
            gezocht_sinds=hiaat.gezocht_sinds,
            urgentie=hiaat.urgentie,
            overbrugging=hiaat.overbrugging,
            vragen=asked.get((hiaat.casus_id, hiaat.zorgvorm), ()),
        )
        for hiaat, nummer, gemeente, jeugdige in rows
    ]
    return sorted(made, key=lambda w: (w.gezocht_sinds or w.vastgesteld_op, w.hiaat_id))
