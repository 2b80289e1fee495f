"""Where each klok runs: the intervals of casussen, uithuisplaatsingen and VTB's, from the milestones of the kluis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from expertteam_app.db.queries import klokken as q
from expertteam_app.db.queries.metingen import CasusLog, VtbMijlpalen
from expertteam_app.db.session import DbSession
from expertteam_app.domain.casus import CasusStand, fold
from expertteam_app.domain.klok import Klok
from expertteam_app.domain.klokloop import (
    KlokStand,
    Loop,
    loop_of,
    loops_of_casus,
    milestones_per_cycle,
    models_of_stays,
    norm_of,
    stand_of,
)
from expertteam_app.domain.opschaling import Opschalingsmodel
from expertteam_app.domain.stapklok import Stapklok, stapklok
from expertteam_app.domain.termijn import Norm
from expertteam_app.domain.uurwerk import Uurwerk, uurwerk
from expertteam_app.services.codelijsten import shipped_klokken


@dataclass(frozen=True, slots=True)
class ZaakLoop:
    """One run of a klok with the zaak it belongs to.

    Attributes:
        model_id: the version of the ladder of a casus.
        partij_id: the imported list it came from.
    """

    loop: Loop
    nummer: str
    casus_id: int | None = None
    vtb_id: int | None = None
    jeugdige_id: int | None = None
    model_id: int | None = None
    partij_id: int | None = None


@dataclass(frozen=True, slots=True)
class CasusTijd:
    """A casus folded for its klokken."""

    casus: CasusLog
    stand: CasusStand
    cycli: tuple[Mapping[str, date], ...]
    modellen: Mapping[int, str]


def casus_time(casus: CasusLog) -> CasusTijd:
    """Fold the log of a casus once for all its klokken."""
    stand = fold(casus.log)
    cycles = (stand.mijlpalen,) if stand.cyclus == 1 else milestones_per_cycle(casus.log)
    return CasusTijd(casus, stand, cycles, models_of_stays(casus.log))


def load_uurwerk(session: DbSession) -> Uurwerk:
    """The klokken of this kluis: as shipped, with the versions of the region over them."""
    return uurwerk(shipped_klokken(), q.klok_versions(session), q.closings(session), q.models_by_id(session))


def load_stapklok(session: DbSession) -> Stapklok:
    """The klok of the steps of this kluis."""
    return stapklok(uurwerk(shipped_klokken(), q.klok_versions(session), q.closings(session)))


def casus_runs(klok: Klok, casussen: Iterable[CasusTijd]) -> Iterator[ZaakLoop]:
    """The runs of a klok between milestones of casussen."""
    for tijd in casussen:
        casus = tijd.casus
        for loop in loops_of_casus(klok, casus.nummer, tijd.cycli, tijd.stand, tijd.modellen):
            yield ZaakLoop(loop, casus.nummer, casus.casus_id, model_id=casus.model_id, partij_id=casus.partij_id)


def placement_runs(klok: Klok, rows: Iterable[q.Plaatsing]) -> Iterator[ZaakLoop]:
    """The runs of a klok between milestones of uithuisplaatsingen."""
    for row in rows:
        loop = loop_of(klok, f"{row.nummer}/{row.id}", row.mijlpalen)
        if loop is not None:
            yield ZaakLoop(loop, row.nummer, row.casus_id, partij_id=row.partij_id)


def vtb_runs(klok: Klok, vtbs: Iterable[VtbMijlpalen]) -> Iterator[ZaakLoop]:
    """The runs of a klok between milestones of VTB's: one per VTB, or per besluit where the klok is about that."""
    seen: set[int] = set()
    for vtb in vtbs:
        if (klok.besluit and vtb.besluit != klok.besluit) or (not klok.per_besluit and vtb.vtb_id in seen):
            continue
        seen.add(vtb.vtb_id)
        key = f"{vtb.nummer}/{vtb.jeugdige_id}" if klok.per_besluit else vtb.nummer
        watched = vtb.gesloten_op
        if klok.tot == "vtb_agendeerbaar":
            watched = vtb.mijlpalen.get("jbt_zitting", watched)
        loop = loop_of(klok, key, vtb.mijlpalen, watched)
        if loop is not None:
            kind = vtb.jeugdige_id if klok.per_besluit else None
            yield ZaakLoop(loop, vtb.nummer, vtb_id=vtb.vtb_id, jeugdige_id=kind, partij_id=vtb.partij_id)


def version_and_norm(werk: Uurwerk, code: str, run: ZaakLoop) -> tuple[Klok, Norm | None]:
    """The version of a klok that a run keeps, and the norm it is held against."""
    klok = werk.klok(code, run.loop.begin)
    return klok, norm_of(klok, run.loop, _model(werk, run))


def _model(werk: Uurwerk, run: ZaakLoop) -> Opschalingsmodel | None:
    """The version of the ladder that the step of a run belongs to; None where it is about no step."""
    if run.loop.stap is None:
        return None
    older = (m for m in werk.modellen.values() if m.versie == run.loop.model_versie)
    return next(older, werk.modellen.get(run.model_id or 0))


def standing(werk: Uurwerk, code: str, run: ZaakLoop, vandaag: date) -> KlokStand:
    """A run with everything people want to know of it today."""
    klok, norm = version_and_norm(werk, code, run)
    model = _model(werk, run)
    naam = versie = ""
    if run.loop.stap is not None and model is not None:
        naam = next((f"Stap {s.volgorde}: {s.kort}" for s in model.stappen if s.volgorde == run.loop.stap), "")
        versie = f"opschalingsmodel {model.versie}"
    return stand_of(
        klok,
        run.loop,
        norm,
        werk.kalender(klok),
        vandaag,
        norm_versie=versie,
        naam=naam,
        jeugdige_id=run.jeugdige_id,
    )


def standings(
    werk: Uurwerk, tijd: CasusTijd, plaatsingen: Iterable[q.Plaatsing], vandaag: date
) -> tuple[KlokStand, ...]:
    """Every klok that runs or ran for a casus on a day, with its explanation; a klok per step once per stay."""
    placed = list(plaatsingen)
    return tuple(
        standing(werk, klok.code, run, vandaag)
        for klok in werk.klokken(vandaag)
        for run in (
            casus_runs(klok, [tijd]) if klok.van_casus else placement_runs(klok, placed if klok.van_plaatsing else ())
        )
    )
