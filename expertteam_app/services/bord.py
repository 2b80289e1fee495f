"""The board: every open casus by step, with its days against the norm and its next actie."""

from __future__ import annotations

from collections.abc import Mapping

from expertteam_app.db.queries import bord as q
from expertteam_app.db.queries.gebeurtenissen import logs_of
from expertteam_app.db.queries.klokken import legal_days
from expertteam_app.db.queries.modellen import model_for, models_by_id, to_model
from expertteam_app.db.session import DbSession
from expertteam_app.domain.access import Right
from expertteam_app.domain.bord import BordFilter, BordKaart, BordKolom
from expertteam_app.domain.casus import Richting, fold
from expertteam_app.domain.gebeurtenis import ZONDER_STAND, Gebeurtenis
from expertteam_app.domain.kalender import Kalender
from expertteam_app.domain.opschaling import Opschalingsmodel, Stap
from expertteam_app.services.context import Context
from expertteam_app.services.ladder import spent_on

EERSTE = 40
"""Cards of a step that are shown before more are asked: some eight screens of them."""


class Bord:
    """What the board shows. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def kolommen(self, wanted: BordFilter) -> tuple[BordKolom, ...]:
        """The steps of the model that holds today, with the casussen longest on each first.

        Casussen on a step that only another version has, get a column after those.
        """
        self._context.actor.require(Right.CASUS_READ)
        most = dict(wanted.meer)
        with self._context.read() as session:
            now = to_model(model_for(session, self._context.vandaag()))
            models = models_by_id(session)
            counts = q.counts_by_step(session, wanted)
            names = {s.volgorde: s for s in now.stappen}
            columns = []
            for stap in sorted({*names, *counts}):
                found = q.oldest_on_step(session, wanted, stap, most.get(stap, EERSTE)) if stap in counts else []
                step = names.get(stap)
                columns.append(
                    BordKolom(
                        stap=stap,
                        naam=step.naam if step is not None else "andere versie van het model",
                        eigenaar=step.eigenaar if step is not None else "",
                        totaal=counts.get(stap, 0),
                        kaarten=self._cards(session, found, models),
                    )
                )
        return tuple(columns)

    def _cards(
        self, session: DbSession, rows: list[q.BordRij], models: Mapping[int, Opschalingsmodel]
    ) -> tuple[BordKaart, ...]:
        ids = [row.casus_id for row in rows]
        logs, acties, kalender = (
            logs_of(session, ids, zonder=ZONDER_STAND),
            q.next_acties(session, ids),
            legal_days(session),
        )
        return tuple(
            self._card(row, models[row.model_id], logs.get(row.casus_id, ()), acties.get(row.casus_id), kalender)
            for row in rows
        )

    def _card(
        self,
        row: q.BordRij,
        model: Opschalingsmodel,
        log: tuple[Gebeurtenis, ...],
        actie: q.Actie | None,
        kalender: Kalender,
    ) -> BordKaart:
        stand, today = fold(log), self._context.vandaag()
        step = next((s for s in model.stappen if s.volgorde == row.stap), Stap(row.stap, "", ""))
        stays = [v for v in stand.verblijven if v.stap == row.stap]
        spent = [spent_on(v, stand.pauzes, step, today, kalender) for v in stays]
        return BordKaart(
            casus_id=row.casus_id,
            nummer=row.nummer,
            naam=row.naam,
            gemeente=row.gemeente,
            stap=row.stap,
            sinds=row.stap_sinds,
            netto=sum(s.netto for s in spent),
            bruto=sum(s.bruto for s in spent),
            norm=step.norm,
            eenheid=step.eenheid,
            pauze=stand.gepauzeerd,
            richting=stays[-1].richting if stays else Richting.BEGONNEN,
            ronde=stand.cyclus,
            actie=actie[0] if actie is not None else "",
            actie_op=actie[1] if actie is not None else None,
        )
