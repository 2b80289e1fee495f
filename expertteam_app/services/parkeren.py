"""A parked item goes on the agenda of the next zitting; a new item begins with what its casus or VTB already says."""

from __future__ import annotations

from datetime import date

from expertteam_app.db.queries import agendapunten as q
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import AgendapuntRow, CasusRow, VtbRow, ZittingRow
from expertteam_app.domain.tafel import PuntStatus
from expertteam_app.domain.uitspraak import voice_or_reason
from expertteam_app.domain.zitting import ZittingStatus
from expertteam_app.services.hoorgesprekken import joined
from expertteam_app.services.hoorgesprekken import lines_of as hearing_lines


def active(zitting: ZittingRow) -> list[AgendapuntRow]:
    """What is on the agenda: all but what was given back."""
    return [p for p in zitting.punten if p.status != PuntStatus.TERUGGEGEVEN]


def carry(session: DbSession, punt: AgendapuntRow, target: ZittingRow) -> None:
    """Put a parked item on the agenda of a later zitting, unless its casus or VTB stands there already."""
    same = [p for p in target.punten if p.status != PuntStatus.TERUGGEGEVEN]
    if punt.onderwerp == "" and any((p.casus_id, p.vtb_id) == (punt.casus_id, punt.vtb_id) for p in same):
        return
    row = AgendapuntRow(
        zitting_id=target.id,
        volgorde=max((p.volgorde for p in active(target)), default=0) + 1,
        casus_id=punt.casus_id,
        vtb_id=punt.vtb_id,
        onderwerp=punt.onderwerp,
        soort=punt.soort,
        minuten=punt.minuten,
        vorig_punt_id=punt.id,
    )
    prefill(session, row)
    session.add(row)
    target.punten.append(row)
    session.flush()


def carry_on(session: DbSession, punt: AgendapuntRow, target: ZittingRow | None) -> date | None:
    """Put a parked item on the agenda of a later zitting, unless it stands on one; gives the day on which it comes.

    What was carried on before and was parked or called off there goes on from there, so that it comes back once.
    """
    last = q.last_of(session, punt)
    if last.status != PuntStatus.GEPARKEERD:
        zitting = session.get(ZittingRow, last.zitting_id)
        return zitting.datum if zitting is not None else None
    if target is None:
        return None
    carry(session, last, target)
    return target.datum


def take_parked(session: DbSession, zitting: ZittingRow) -> None:
    """Put on a zitting that was just planned what was parked before and stands nowhere yet."""
    if zitting.status == ZittingStatus.GEPLAND:
        for punt in q.parked_without_next(session, zitting):
            carry(session, punt, zitting)


def prefill(session: DbSession, punt: AgendapuntRow) -> None:
    """Put in a new agenda item what its casus or VTB already says."""
    casus = session.get(CasusRow, punt.casus_id) if punt.casus_id else None
    if casus is not None:
        for field in ("vraag", "geprobeerd"):
            setattr(punt, field, getattr(casus, field))
        for field in ("stem_jeugdige", "stem_ouders"):
            setattr(punt, field, voice_or_reason(getattr(casus, field), casus.stem_niet_gelukt))
    vtb = session.get(VtbRow, punt.vtb_id) if punt.vtb_id else None
    if vtb is not None:
        punt.stem_jeugdige, punt.stem_ouders, punt.zorgen_feiten = vtb.stem_jeugdige, vtb.reactie_ouders, vtb.zorgen
        for line in hearing_lines(session, vtb.id):
            punt.stem_jeugdige = joined(punt.stem_jeugdige, "", line)
