"""Use case of the tijdmachine: a casus as it was known on any date or after any act, by the moment of writing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from expertteam_app.db import tijdmachine as db
from expertteam_app.db.queries.klokken import Plaatsing, placement
from expertteam_app.db.queries.metingen import CasusLog
from expertteam_app.db.queries.toestemmingen import situation, to_toestemming
from expertteam_app.domain.access import Right
from expertteam_app.domain.dossier import CasusDossier
from expertteam_app.domain.klokloop import KlokStand
from expertteam_app.domain.netwerk import Netwerk
from expertteam_app.domain.tijdmachine import Wijziging
from expertteam_app.domain.toekomstplan import Toekomstplan
from expertteam_app.domain.uithuisplaatsing import Uithuisplaatsing
from expertteam_app.domain.uitspraak import Uitspraak
from expertteam_app.services.bijlagen import BijlageInfo, info_of
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import VOORSIGNAAL_SETTING, setting_value
from expertteam_app.services.kloklopen import CasusTijd, casus_time, load_stapklok, load_uurwerk, standings
from expertteam_app.services.ladder import ladder_of
from expertteam_app.services.toestemmingen import LIJST as GRONDEN
from expertteam_app.services.toestemmingen import Delen, judged


@dataclass(frozen=True, slots=True)
class Toen:
    """A casus as it was known at some moment.

    What counts days (ladder, klokken) or is judged (delen) is told for `dag`, by the norms and free days known now.

    Attributes:
        dag: the day of that moment.
        dossier: None when the casus was not (or no longer) known; then the rest is empty.
        bijlagen: also those in the prullenbak, these last.
    """

    dag: date
    dossier: CasusDossier | None = None
    netwerk: Netwerk | None = None
    gezin_toelichting: str = ""
    uitspraken: tuple[Uitspraak, ...] = ()
    toekomstplan: Toekomstplan | None = None
    uithuisplaatsingen: tuple[Uithuisplaatsing, ...] = ()
    delen: Delen | None = None
    klokken: tuple[KlokStand, ...] = ()
    bijlagen: tuple[BijlageInfo, ...] = ()


class Tijdmachine:
    """Looks back. Events are shown as they were known then, whatever day they are about."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def wijzigingen(self, casus_id: int) -> tuple[Wijziging, ...]:
        """Every act that changed what is known of this casus, oldest first."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return db.changes_of(session, casus_id)

    def na(self, casus_id: int, wijziging: Wijziging) -> Toen:
        """The casus as it was known after an act; the days on the ladder count up to that day."""
        self._context.actor.require(Right.CASUS_READ)
        return self._look(casus_id, wijziging.regel, datetime.fromisoformat(wijziging.moment).astimezone().date())

    def op(self, casus_id: int, dag: date) -> Toen:
        """The casus as it was known at the end of a day (local time)."""
        self._context.actor.require(Right.CASUS_READ)
        end = datetime.combine(dag, time.max).astimezone().astimezone(UTC).isoformat(timespec="milliseconds")
        with self._context.read() as session:
            line = db.line_at(session, casus_id, end)
        return self._look(casus_id, line, min(dag, self._context.vandaag()))

    def _look(self, casus_id: int, line: int, dag: date) -> Toen:
        with self._context.read() as session:
            found = db.pieces_at(session, casus_id, line)
            if found is None:
                return Toen(dag)
            klok, werk = load_stapklok(session), load_uurwerk(session)
            voorsignaal = int(str(setting_value(session, VOORSIGNAAL_SETTING)))
        d, lists = found.dossier, self._context.lists
        values = [(t.id, to_toestemming(t, lists[GRONDEN].label(t.grond))) for t in found.toestemmingen]
        names = {lid.id: lid.naam for lid in found.netwerk.leden}
        return Toen(
            dag,
            replace(d, ladder=ladder_of(d.stand, d, dag, lists, klok)),
            found.netwerk,
            found.gezin_toelichting,
            found.uitspraken,
            found.toekomstplan,
            found.uithuisplaatsingen,
            judged(values, situation(found.casus, found.netwerk), names, dag, voorsignaal),
            standings(werk, _time(found), _placements(found), dag) if found.casus.samengevoegd_met is None else (),
            tuple(info_of(row) for row in found.bijlagen),
        )


def _time(found: db.Stukken) -> CasusTijd:
    casus, d = found.casus, found.dossier
    return casus_time(
        CasusLog(
            d.id,
            d.nummer,
            casus.jeugdige_id,
            d.jeugdige.geboortedatum,
            d.gemeente,
            casus.model_id,
            d.tijdlijn,
            d.jeugdige.geboortejaar,
        )
    )


def _placements(found: db.Stukken) -> list[Plaatsing]:
    d = found.dossier
    placed = (
        placement(u.id, d.id, d.nummer, d.gemeente, (u.datum_toewijzing, u.datum_start_zorg, u.datum_einde_zorg))
        for u in sorted(found.uithuisplaatsingen, key=lambda u: u.id)
    )
    return [p for p in placed if p is not None]
