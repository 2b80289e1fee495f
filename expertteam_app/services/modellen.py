"""Versions of the ladder: what a version would change, and putting casussen under it on purpose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from expertteam_app.db.queries import bord as q
from expertteam_app.db.queries.gebeurtenissen import logs_of
from expertteam_app.db.queries.modellen import models_by_id
from expertteam_app.domain.access import Right
from expertteam_app.domain.casus import CasusStand, fold
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.gebeurtenis import ZONDER_STAND
from expertteam_app.domain.opschaling import ModelVoorbeeld, Opschalingsmodel, Stap, Uitval, checked_model, outcome
from expertteam_app.domain.stapklok import Stapklok
from expertteam_app.services.context import Context
from expertteam_app.services.kloklopen import load_stapklok
from expertteam_app.services.opschaling import Opschaling

CHUNK = 500
MOST = 500
"""Casussen that are put under another version in one act; more would keep others from writing for too long."""

Progress = Callable[[int, int], None]


def _silent(_done: int, _total: int) -> None:
    """No one wants to know how far it is."""


class Modellen(Opschaling):
    """What is done with versions of the ladder. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)

    def voorbeeld(self, model: Opschalingsmodel, progress: Progress = _silent) -> ModelVoorbeeld:
        """What a version, published or not, would change for every open casus; nothing is stored.

        A casus comes out otherwise when its present step goes over or comes within the norm, or is not there any
        more. Pauses are left out, as on the ladder.

        Raises:
            FieldError: the version is not whole.
            Cancelled: `progress` says that the user stopped.
        """
        self._context.actor.require(Right.SETTINGS_READ)
        self._context.actor.require(Right.CASUS_READ)
        checked_model(model)
        new = {s.volgorde: s for s in model.stappen}
        found: dict[Uitval, list[int]] = {way: [] for way in Uitval}
        with self._context.read() as session:
            models, klok = models_by_id(session), load_stapklok(session)
            olds = {key: {s.volgorde: s for s in m.stappen} for key, m in models.items()}
            places = q.open_places(session)
            for start in range(0, len(places), CHUNK):
                progress(start, len(places))
                part = places[start : start + CHUNK]
                asked = {i: (olds[m].get(step), new.get(step)) for i, step, m in part}
                other = [i for i, (was, is_now) in asked.items() if not _same_norm(was, is_now)]
                logs = logs_of(session, other, zonder=ZONDER_STAND)
                for casus_id, log in logs.items():
                    was, is_now = asked[casus_id]
                    stand, today = fold(log), self._context.vandaag()
                    was_over, over = (_over(klok, stand, stap, today) for stap in (was, is_now))
                    way = outcome(is_now, was_over=was_over, wordt_over=over)
                    if way is not None:
                        found[way].append(casus_id)
            progress(len(places), len(places))
        return ModelVoorbeeld(len(places), {way: tuple(ids) for way, ids in found.items() if ids})

    def achter(self, versie: str) -> tuple[int, ...]:
        """Ids of the open casussen that stand under another version than this one."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            names = {key: model.versie for key, model in models_by_id(session).items()}
            return tuple(i for i, _step, model_id in q.open_places(session) if names[model_id] != versie)

    def overzetten(self, casus_ids: Sequence[int], versie: str, reden: str) -> tuple[int, int]:
        """Put several open casussen under another version in one act, each with its own event.

        Returns:
            How many were moved, and how many were left because their step is not in that version.

        Raises:
            FieldError: no reason, no such version, or more than `MOST` casussen.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        if len(casus_ids) > MOST:
            raise FieldError("versie", f"Dit kan met hoogstens {MOST} casussen tegelijk.", "Doe het in delen.")
        moved = left = 0
        with self._context.write("casussen naar andere versie van het model") as session:
            for casus_id in casus_ids:
                try:
                    self._change_model(session, self._get(session, casus_id), versie, reden, None)
                except FieldError as error:
                    if error.field != "stap":
                        raise
                    left += 1
                else:
                    moved += 1
        return moved, left


def _over(klok: Stapklok, stand: CasusStand, stap: Stap | None, vandaag: date) -> bool:
    """Whether the present stay of a casus is over the norm of a step."""
    if stap is None or not stand.verblijven:
        return False
    return klok.meting(stand.verblijven[-1], stand.pauzes, stap, vandaag).binnen_norm is False


def _same_norm(was: Stap | None, is_now: Stap | None) -> bool:
    """Whether both versions judge this step alike, so that the log need not be read."""
    return was is not None and is_now is not None and (was.norm, was.eenheid) == (is_now.norm, is_now.eenheid)
