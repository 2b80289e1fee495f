"""The klok of a step (D1): one definition of how long a stay lasts, for the ladder, the board, the radar and klok D1.

A norm is judged per stay (DOMEIN section 5, D1 runs from stap start to stap eind): who comes back on a step, in the
same cyclus or a later one, begins a new stay. Which pauses stop it and on which calendar it runs is what the version
of D1 says that held when the stay began; the norm stands in the opschalingsmodel.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from expertteam_app.domain.casus import Pauze, Verblijf
from expertteam_app.domain.kalender import Kalender
from expertteam_app.domain.klok import Klok, valid_on
from expertteam_app.domain.klokloop import Loop, Meting, measure, pauses_for
from expertteam_app.domain.opschaling import Stap
from expertteam_app.domain.termijn import Eenheid, Norm, due_date
from expertteam_app.domain.uurwerk import Uurwerk

CODE = "D1"
"""The klok that runs once for every stay on a step."""


@dataclass(frozen=True, slots=True)
class Stapklok:
    """Measures stays.

    Attributes:
        versies: every version of D1 with its calendar.
    """

    versies: tuple[tuple[Klok, Kalender], ...]

    def meting(self, verblijf: Verblijf, pauzes: Iterable[Pauze], stap: Stap, vandaag: date) -> Meting:
        """What a stay on a step lasts up to its end or `vandaag`, in the unit of the step, against its norm."""
        return self.stay(verblijf.begin, verblijf.eind, tuple(pauzes), stap, vandaag)

    def stay(self, begin: date, eind: date | None, pauzes: tuple[Pauze, ...], stap: Stap, vandaag: date) -> Meting:
        """`meting` for a stay that is known by its days alone."""
        klok, kalender = self._on(begin)
        loop = Loop("", begin, eind, pauzes)
        return measure(klok, loop, norm_of_step(stap), kalender, vandaag, Eenheid(stap.eenheid))

    def uiterlijk(self, begin: date, pauzes: tuple[Pauze, ...], stap: Stap) -> date | None:
        """The last day within the norm of a stay; None without a norm, or while a pause without end holds it."""
        norm, (klok, kalender) = norm_of_step(stap), self._on(begin)
        if norm is None:
            return None
        return due_date(begin, norm, pauses_for(klok, pauzes), kalender, wettelijk=klok.wettelijk).datum

    def staat_stil(self, begin: date, pauze: Pauze | None) -> bool:
        """Whether this running pause stops the klok of a stay that began on that day."""
        return pauze is not None and bool(pauses_for(self._on(begin)[0], (pauze,)))

    def of_stay(self, begin: date, pauzes: tuple[Pauze, ...]) -> tuple[Klok, Kalender, tuple[Pauze, ...]]:
        """The version a stay from that day keeps, its calendar, and which of these pauses stop it."""
        klok, kalender = self._on(begin)
        return klok, kalender, pauses_for(klok, pauzes)

    def _on(self, dag: date) -> tuple[Klok, Kalender]:
        if len(self.versies) == 1:
            return self.versies[0]
        klok = valid_on([klok for klok, _ in self.versies], dag)
        return next(pair for pair in self.versies if pair[0] is klok)


def norm_of_step(stap: Stap) -> Norm | None:
    """The norm of a step with its unit, or None."""
    return None if stap.norm is None else Norm(stap.norm, Eenheid(stap.eenheid))


def stapklok(werk: Uurwerk) -> Stapklok:
    """The klok of the steps of this kluis."""
    return Stapklok(tuple((klok, werk.kalender(klok)) for klok in werk.versies[CODE]))
