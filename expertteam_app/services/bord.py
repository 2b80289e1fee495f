"""The board: every open casus by step, with its days against the norm and its next actie."""

from __future__ import annotations

from collections.abc import Mapping

from expertteam_app.db.queries import bord as q
from expertteam_app.db.queries.gebeurtenissen import logs_of
from expertteam_app.db.queries.modellen import model_for, models_by_id, to_model
from expertteam_app.db.session import DbSession
from expertteam_app.domain.access import Right
from expertteam_app.domain.bord import BordFilter, BordKaart, BordKolom
from expertteam_app.domain.casus import Richting, fold
from expertteam_app.domain.gebeurtenis import ZONDER_STAND, Gebeurtenis
from expertteam_app.domain.opschaling import Opschalingsmodel, Stap
from expertteam_app.domain.stapklok import Stapklok
from expertteam_app.services.context import Context
from expertteam_app.services.kloklopen import load_stapklok

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
            models, klok = models_by_id(session), load_stapklok(session)
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
                        kaarten=self._cards(session, found, models, klok),
                    )
                )
        return tuple(columns)

    def _cards(
        self, session: DbSession, rows: list[q.BordRij], models: Mapping[int, Opschalingsmodel], klok: Stapklok
    ) -> tuple[BordKaart, ...]:
        ids = [row.casus_id for row in rows]
        logs, acties = logs_of(session, ids, zonder=ZONDER_STAND), q.next_acties(session, ids)
        return tuple(
            self._card(row, models[row.model_id], logs.get(row.casus_id, ()), acties.get(row.casus_id), klok)
            for row in rows
        )

    def _card(
        self,
        row: q.BordRij,
        model: Opschalingsmodel,
        log: tuple[Gebeurtenis, ...],
        actie: q.Actie | None,
        klok: Stapklok,
    ) -> BordKaart:
        stand, today = fold(log), self._context.vandaag()
        step = next((s for s in model.stappen if s.volgorde == row.stap), Stap(row.stap, "", ""))
        stay = next((v for v in reversed(stand.verblijven) if v.stap == row.stap), None)
        found = klok.meting(stay, stand.pauzes, step, today) if stay is not None else None
        return BordKaart(
            casus_id=row.casus_id,
            nummer=row.nummer,
            naam=row.naam,
            gemeente=row.gemeente,
            stap=row.stap,
            sinds=row.stap_sinds,
            netto=found.spent.netto if found is not None else 0,
            bruto=found.spent.bruto if found is not None else 0,
            norm=step.norm,
            over_norm=found is not None and found.binnen_norm is False,
            eenheid=step.eenheid,
            pauze=stand.gepauzeerd,
            richting=stay.richting if stay is not None else Richting.BEGONNEN,
            ronde=stand.cyclus,
            actie=actie[0] if actie is not None else "",
            actie_op=actie[1] if actie is not None else None,
        )
