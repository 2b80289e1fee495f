"""Which klok of each VTB is near its norm or over it: what the werkbank shows beside the phase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from expertteam_app.db.queries.metingen import vtb_mijlpalen
from expertteam_app.db.session import DbSession
from expertteam_app.domain.klokloop import KlokStand
from expertteam_app.domain.termijn import Eenheid, norm_days, quantity
from expertteam_app.services.instellingen import radar_setting
from expertteam_app.services.kloklopen import load_uurwerk, standing, vtb_runs


@dataclass(frozen=True, slots=True)
class KlokGevaar:
    """A running klok near its norm; `resterend` in `eenheid`, below zero when it is over."""

    code: str
    naam: str
    resterend: int
    eenheid: Eenheid

    @property
    def over(self) -> bool:
        """Whether the norm has passed."""
        return self.resterend < 0

    @property
    def in_woorden(self) -> str:
        """For instance: "D9 nog 2 werkdagen" or "D9 3 werkdagen te laat"."""
        if self.over:
            return f"{self.code} {quantity(-self.resterend, self.eenheid)} te laat"
        return f"{self.code} nog {quantity(self.resterend, self.eenheid)}" if self.resterend else f"{self.code} vandaag"


def klokken_in_gevaar(session: DbSession, vandaag: date) -> dict[int, KlokGevaar]:
    """Per VTB the running klok with the least left, of those that used `radar.norm-procent` of their norm or more."""
    werk, procent = load_uurwerk(session), radar_setting(session, "norm-procent")
    rows = vtb_mijlpalen(session)
    found: dict[int, KlokGevaar] = {}
    for klok in werk.klokken(vandaag):
        if not klok.van_vtb:
            continue
        for run in vtb_runs(klok, rows):
            if run.loop.eind is not None or run.loop.gezien_tot is not None or run.vtb_id is None:
                continue
            stand = standing(werk, klok.code, run, vandaag)
            gevaar = _danger(stand, procent)
            known = found.get(run.vtb_id)
            if gevaar is not None and (known is None or gevaar.resterend < known.resterend):
                found[run.vtb_id] = gevaar
    return found


def _danger(stand: KlokStand, procent: int) -> KlokGevaar | None:
    if stand.norm is None or stand.resterend is None:
        return None
    used = norm_days(stand.norm, stand.begin) - stand.resterend
    if used * 100 < procent * norm_days(stand.norm, stand.begin):
        return None
    return KlokGevaar(stand.code, stand.naam, stand.resterend, stand.eenheid)
