"""Use case: what must be put right before the figures of a period are frozen (PRODUCT 6.4 D)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from expertteam_app.db.queries import boeg as bq
from expertteam_app.db.queries import metingen as q
from expertteam_app.db.queries.gebeurtenissen import CasusIds
from expertteam_app.db.queries.metingen import CasusLog
from expertteam_app.db.session import DbSession
from expertteam_app.domain.access import Right
from expertteam_app.domain.casus import CasusStand, fold
from expertteam_app.domain.gebeurtenis import Soort
from expertteam_app.domain.gegevenscheck import Gebrek, GebrekSoort
from expertteam_app.domain.kalender import Kalender
from expertteam_app.domain.periode import Periode
from expertteam_app.services.boeg_opzet import SOORTEN_VRAAG
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import LANGE_PAUZE_SETTING, setting_value
from expertteam_app.services.klokken import Klokken


class Gegevenscheck:
    """What is missing in the casussen of a report. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def gebreken(self, periode: Periode) -> tuple[Gebrek, ...]:
        """Everything that is missing in the casussen that came in within a period, kind by kind, by number.

        A pause is long after a number of werkdagen that is a setting (60).
        """
        self._context.actor.require(Right.CASUS_READ)
        days = Klokken(self._context).kalender()
        today = self._context.vandaag()
        with self._context.read() as session:
            among = q.casussen_with_event(periode.van, periode.tot, Soort.AANMELDING)
            longest = int(str(setting_value(session, LANGE_PAUZE_SETTING)))
            found = [
                *self._in_the_log(session, among, periode, days, today, longest),
                *self._coded(session, among),
                *(
                    Gebrek(GebrekSoort.OPVOLGING, c, nummer, f"Terugkijken stond voor {dag:%d-%m-%Y}.")
                    for c, nummer, dag in bq.look_backs_overdue(session, among, today)
                ),
                *(
                    Gebrek(GebrekSoort.ACTIE, c, nummer, f"De datum was {dag:%d-%m-%Y}.")
                    for c, nummer, dag in bq.actions_overdue(session, among, today)
                ),
            ]
        order = list(GebrekSoort)
        return tuple(sorted(found, key=lambda g: (order.index(g.soort), g.nummer)))

    def _in_the_log(
        self, session: DbSession, among: CasusIds, periode: Periode, days: Kalender, today: date, longest: int
    ) -> Iterator[Gebrek]:
        for casus in q.casus_logs(session, among):
            stand = fold(casus.log)
            if stand.aangemeld is None or not periode.contains(stand.aangemeld):
                continue
            yield from self._of_casus(casus, stand, days, today, longest)

    def _of_casus(
        self, casus: CasusLog, stand: CasusStand, days: Kalender, today: date, longest: int
    ) -> Iterator[Gebrek]:
        if stand.gesloten and not stand.uitkomst:
            closed = f"{stand.afgesloten_op:%d-%m-%Y}" if stand.afgesloten_op else "onbekend"
            yield Gebrek(GebrekSoort.EINDE, casus.casus_id, casus.nummer, f"Afgesloten op {closed}.")
        pauze = stand.gepauzeerd
        if pauze is not None and (spent := days.days_between(pauze.van, today)) > longest:
            text = f"{spent} werkdagen, sinds {pauze.van:%d-%m-%Y}: {pauze.reden}."
            yield Gebrek(GebrekSoort.PAUZE, casus.casus_id, casus.nummer, text)
        if casus.geboortedatum is None and not casus.geboortejaar:
            yield Gebrek(GebrekSoort.LEEFTIJD, casus.casus_id, casus.nummer, "Ook het geboortejaar is onbekend.")

    def _coded(self, session: DbSession, among: CasusIds) -> Iterator[Gebrek]:
        numbers = bq.numbers_of(session, among)
        causes, main = q.causes_by_casus(session, among), bq.main_causes_by_casus(session, among)
        questions = q.questions_by_casus(session, among)
        open_placements = {c for c, uitkomst in bq.placements_by_casus(session, among).items() if not uitkomst}
        for casus_id, nummer in numbers.items():
            if not causes.get(casus_id):
                yield Gebrek(GebrekSoort.OORZAAK, casus_id, nummer, "Waarom liep de hulp vast?")
            elif casus_id not in main:
                text = f"Er zijn {len(causes[casus_id])} oorzaken."
                yield Gebrek(GebrekSoort.HOOFDOORZAAK, casus_id, nummer, text)
            if questions.get(casus_id, "") not in SOORTEN_VRAAG:
                yield Gebrek(GebrekSoort.VRAAG, casus_id, nummer, "Wat werd er aan het RET gevraagd?")
            if casus_id in open_placements:
                yield Gebrek(GebrekSoort.UITHUISPLAATSING, casus_id, nummer, "Wat kwam er van het voornemen?")
