"""What the mandaat rule does to the besluiten of a zitting, inside a running transaction (S1 section 3.1)."""

from __future__ import annotations

from dataclasses import dataclass

from expertteam_app.db.queries import zittingen as q
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import AgendapuntRow, BesluitRow, ZittingRow
from expertteam_app.domain.zitting import (
    NOG_BEVESTIGEN,
    Mandaatstand,
    ZittingSoort,
    opnieuw_gewogen,
    reason_for_reserve,
)
from expertteam_app.services.tafelbeeld import all_mandates, presence_of


@dataclass(frozen=True, slots=True)
class Gevolg:
    """What a change of presence or mandaat did, by the number of the agenda item.

    Attributes:
        onder_voorbehoud: items with a besluit that is not definitief any more.
        te_bevestigen: items with a besluit that could be confirmed now and could not before.
    """

    onder_voorbehoud: tuple[int, ...] = ()
    te_bevestigen: tuple[int, ...] = ()


def reserve_of(session: DbSession, punt: AgendapuntRow, zitting: ZittingRow) -> str | None:
    """Why a besluit at this item can only be onder voorbehoud; None: it can be definitief, or it is not of the RET."""
    if zitting.soort != ZittingSoort.RET or punt.casus is None:
        return None
    return reason_for_reserve(punt.casus.gemeente, zitting.datum, presence_of(zitting, punt.id), all_mandates(session))


def set_reserve(session: DbSession, punt: AgendapuntRow, zitting: ZittingRow, besluit: BesluitRow) -> None:
    """A besluit that is taken now: definitief or onder voorbehoud. At the JBT only vaststellen makes it definitief."""
    if zitting.soort != ZittingSoort.RET or punt.casus is None:
        besluit.definitief, besluit.voorbehoud_reden = False, ""
        return
    reserve = reserve_of(session, punt, zitting)
    besluit.definitief, besluit.voorbehoud_reden = reserve is None, reserve or ""


def weigh(session: DbSession, zitting: ZittingRow) -> Gevolg:
    """Weigh the besluiten of a zitting anew after its presence or a mandaat changed."""
    lost, gained = [], []
    if zitting.soort == ZittingSoort.RET:
        for punt in zitting.punten:
            reserve = reserve_of(session, punt, zitting)
            for besluit in punt.besluiten if punt.casus is not None else ():
                was = Mandaatstand(definitief=besluit.definitief, reden=besluit.voorbehoud_reden)
                now = opnieuw_gewogen(was, reserve)
                if now == was:
                    continue
                besluit.definitief, besluit.voorbehoud_reden = now.definitief, now.reden
                if was.definitief:
                    besluit.bevestigd_op = None
                    lost.append(punt.volgorde)
                elif now.reden == NOG_BEVESTIGEN:
                    gained.append(punt.volgorde)
    return Gevolg(tuple(lost), tuple(gained))


def weigh_open(session: DbSession) -> None:
    """Weigh the besluiten of every zitting whose verslag is not vastgesteld."""
    for zitting in q.open_met_besluiten(session, ZittingSoort.RET):
        weigh(session, zitting)
