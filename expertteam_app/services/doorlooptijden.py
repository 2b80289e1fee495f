"""Use cases on doorlooptijden: every klok over a period, with the zaken behind every number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from expertteam_app.analysis.doorlooptijd import Doorlooptijd, Meting, summarise
from expertteam_app.analysis.overleving import Duur
from expertteam_app.analysis.vergelijken import Vergelijking, compare
from expertteam_app.db.queries import metingen as q
from expertteam_app.db.queries.klokken import placements
from expertteam_app.db.queries.modellen import all_models
from expertteam_app.domain.access import Right
from expertteam_app.domain.gebeurtenis import ZONDER_STAND
from expertteam_app.domain.inzicht import ZaakMeting
from expertteam_app.domain.kalender import Kalender
from expertteam_app.domain.klok import Klok
from expertteam_app.domain.klokloop import measure, pauses_for
from expertteam_app.domain.opschaling import Stap
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.termijn import Eenheid, Norm, counted_in, elapsed
from expertteam_app.domain.uurwerk import Uurwerk
from expertteam_app.services.context import Context
from expertteam_app.services.kloklopen import (
    ZaakLoop,
    casus_runs,
    casus_time,
    load_uurwerk,
    placement_runs,
    version_and_norm,
    vtb_runs,
)


@dataclass(frozen=True, slots=True)
class KlokUitkomst:
    """One line of the table of doorlooptijden.

    Attributes:
        code: of the klok, or "D1-3" for step 3.
        eenheid: werkdagen or kalenderdagen; all figures are netto days in it.
        zaken: the cases that started this klok in the period, also the open ones.
    """

    code: str
    naam: str
    eenheid: str
    norm: int | None
    status: str
    bron: str
    cijfer: Doorlooptijd
    bruto: Doorlooptijd
    zaken: tuple[ZaakMeting, ...]


def vergelijk(vorige: KlokUitkomst, nu: KlokUitkomst) -> Vergelijking:
    """Whether a klok took differently long in two periods, or whether that can be chance; open zaken count."""
    return compare(_duren(vorige), _duren(nu))


def _duren(uitkomst: KlokUitkomst) -> list[Duur]:
    return [Duur(zaak.netto, zaak.eind is not None) for zaak in uitkomst.zaken]


class Doorlooptijden:
    """Doorlooptijden per klok and step. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def klokken(self) -> tuple[Klok, ...]:
        """Every klok, as it holds today, that can be counted from what the kluis records."""
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            werk = load_uurwerk(session)
        return tuple(k for k in werk.klokken(self._context.vandaag()) if k.meetbaar)

    def table(self, periode: Periode, gemeente: str | None = None) -> tuple[KlokUitkomst, ...]:
        """Every klok and step over the zaken that *started* it in the period (cohort of start).

        Zaken that still run count as open up to today (or the end of the kalender), so nothing flatters; a zaak that
        was closed without reaching the end counts as open up to its closing. Every zaak is held against the version of
        the klok on the day it started; the line shows the version at the end of the period.
        """
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            begun = q.casussen_with_event(periode.van, periode.tot)
            tijden = [casus_time(c) for c in q.casus_logs(session, begun, gemeente, zonder=ZONDER_STAND)]
            vtbs = [v for v in q.vtb_mijlpalen(session) if gemeente in (None, v.gemeente)]
            plaatsingen = [p for p in placements(session) if gemeente in (None, p.gemeente)]
            model, werk = all_models(session)[0], load_uurwerk(session)
        lines = []
        for klok in werk.klokken(periode.tot):
            if not klok.meetbaar:
                continue
            if klok.per_stap:
                runs = list(casus_runs(klok, tijden))
                lines += [self._step_line(werk, klok, stap, runs, periode) for stap in model.stappen]
                continue
            found = (
                vtb_runs(klok, vtbs)
                if klok.van_vtb
                else placement_runs(klok, plaatsingen)
                if klok.van_plaatsing
                else casus_runs(klok, tijden)
            )
            lines.append(self._line(werk, klok, found, periode, klok.termijn, klok.eenheid))
        return tuple(lines)

    def _step_line(
        self, werk: Uurwerk, klok: Klok, stap: Stap, runs: Iterable[ZaakLoop], periode: Periode
    ) -> KlokUitkomst:
        unit = Eenheid(stap.eenheid)
        norm = None if stap.norm is None else Norm(stap.norm, unit)
        here = (run for run in runs if run.loop.stap == stap.volgorde)
        line = self._line(werk, klok, here, periode, norm, unit)
        return replace(line, code=f"{klok.code}-{stap.volgorde}", naam=f"Stap {stap.volgorde}: {stap.kort}")

    def _line(
        self,
        werk: Uurwerk,
        klok: Klok,
        runs: Iterable[ZaakLoop],
        periode: Periode,
        norm: Norm | None,
        eenheid: Eenheid,
    ) -> KlokUitkomst:
        counted = counted_in(eenheid)
        days = None if norm is None else norm.dagen
        kalenders = {k: werk.kalender(k) for k in werk.versies[klok.code]}
        zaken = tuple(
            sorted(
                (self._measure(werk, klok.code, r, kalenders, counted) for r in runs if periode.contains(r.loop.begin)),
                key=lambda z: (-z.netto, z.nummer),
            )
        )
        cijfer = summarise([Meting(z.sleutel, z.netto, z.eind is not None) for z in zaken], days)
        return KlokUitkomst(
            code=klok.code,
            naam=klok.naam,
            eenheid=counted.value,
            norm=days,
            status=klok.status.value,
            bron=klok.bron,
            cijfer=replace(cijfer, binnen_norm=_share_within(zaken, days, cijfer.binnen_norm)),
            bruto=summarise([Meting(z.sleutel, z.bruto, z.eind is not None) for z in zaken], days),
            zaken=zaken,
        )

    def _measure(
        self, werk: Uurwerk, code: str, run: ZaakLoop, kalenders: Mapping[Klok, Kalender], counted: Eenheid
    ) -> ZaakMeting:
        klok, norm = version_and_norm(werk, code, run)
        loop, kalender, today = run.loop, kalenders[klok], self._context.vandaag()
        found = measure(klok, loop, norm, kalender, today)
        spent = found.spent
        if spent.eenheid is not counted:  # the norm of this zaak counts in other days than the line shows
            spent = elapsed(loop.begin, loop.stop(today), pauses_for(klok, loop.pauzes), counted, kalender)
        return ZaakMeting(
            sleutel=loop.sleutel,
            casus_id=run.casus_id,
            vtb_id=run.vtb_id,
            nummer=run.nummer,
            begin=loop.begin,
            eind=loop.eind,
            bruto=spent.bruto,
            netto=spent.netto,
            binnen_norm=found.binnen_norm,
        )


def _share_within(zaken: Sequence[ZaakMeting], days: int | None, same: Fraction | None) -> Fraction | None:
    """The share that is ready within the norm, read from the curve at the norm.

    Zaken can have different norms: another version, or months that differ in length. Each is put on the side of `days`
    on which its own norm puts it; zaken without a norm stay out. `same` is the share when `days` is everyone's norm.
    """
    if days is None or all(z.binnen_norm == (z.netto <= days) for z in zaken):
        return same
    placed = [
        Meting(z.sleutel, min(z.netto, days) if z.binnen_norm else max(z.netto, days + 1), z.eind is not None)
        for z in zaken
        if z.binnen_norm is not None
    ]
    return summarise(placed, days).binnen_norm
