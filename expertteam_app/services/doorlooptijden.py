"""Use cases on doorlooptijden: every klok over a period, with the zaken behind every number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from expertteam_app.analysis.doorlooptijd import Doorlooptijd, Meting, summarise
from expertteam_app.db.queries import metingen as q
from expertteam_app.db.queries.modellen import all_models
from expertteam_app.domain.access import Right
from expertteam_app.domain.casus import CasusStand, Pauze, fold
from expertteam_app.domain.inzicht import ZaakMeting
from expertteam_app.domain.klok import Klok
from expertteam_app.domain.opschaling import Stap
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.termijn import Eenheid, elapsed
from expertteam_app.services.codelijsten import shipped_klokken
from expertteam_app.services.context import Context

BESLUIT_FOR: dict[str, str] = {"D11": "raadsonderzoek", "D12": "raadsonderzoek", "D13": "drang"}
"""Klokken that run only for one kind of JBT besluit."""


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


@dataclass(frozen=True, slots=True)
class _Interval:
    sleutel: str
    casus_id: int | None
    vtb_id: int | None
    nummer: str
    begin: date
    eind: date | None
    pauzes: tuple[Pauze, ...] = ()
    seen_until: date | None = None
    """Last day on which the zaak was watched, when it was closed without reaching the end of this klok."""


class Doorlooptijden:
    """Doorlooptijden per klok and step. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def klokken(self) -> tuple[Klok, ...]:
        """Every klok that can be counted from what the kluis records."""
        self._context.actor.require(Right.FIGURES_READ)
        return tuple(k for k in shipped_klokken() if k.per_stap or (k.van in _RECORDED and k.tot in _RECORDED))

    def table(self, periode: Periode, gemeente: str | None = None) -> tuple[KlokUitkomst, ...]:
        """Every klok and step over the zaken that *started* it in the period (cohort of start).

        Zaken that still run count as open up to today (or the end of the kalender), so nothing flatters; a zaak that
        was closed without reaching the end counts as open up to its closing.
        """
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            begun = q.casussen_with_event(periode.van, periode.tot)
            logs = [(c, fold(c.log)) for c in q.casus_logs(session, begun, gemeente)]
            vtbs = [v for v in q.vtb_mijlpalen(session) if gemeente in (None, v.gemeente)]
            model = all_models(session)[0]
        lines = []
        for klok in self.klokken():
            if klok.per_stap:
                lines += [self._step_line(klok, stap, logs, periode) for stap in model.stappen]
            elif klok.van in _FROM_VTB:
                lines.append(self._line(klok, klok.code, klok.naam, klok.norm, _vtb_intervals(klok, vtbs), periode))
            else:
                lines.append(self._line(klok, klok.code, klok.naam, klok.norm, _casus_intervals(klok, logs), periode))
        return tuple(lines)

    def _step_line(
        self, klok: Klok, stap: Stap, logs: list[tuple[q.CasusLog, CasusStand]], periode: Periode
    ) -> KlokUitkomst:
        name = f"Stap {stap.volgorde}: {stap.kort}"
        intervals = (
            _Interval(f"{c.nummer}/{v.cyclus}", c.casus_id, None, c.nummer, v.begin, v.eind, stand.pauzes)
            for c, stand in logs
            for v in stand.verblijven
            if v.stap == stap.volgorde
        )
        return self._line(klok, f"{klok.code}-{stap.volgorde}", name, stap.norm, intervals, periode, stap.eenheid)

    def _line(
        self,
        klok: Klok,
        code: str,
        naam: str,
        norm: int | None,
        intervals: Iterable[_Interval],
        periode: Periode,
        eenheid: str | None = None,
    ) -> KlokUitkomst:
        unit = Eenheid(eenheid) if eenheid else klok.eenheid
        counted = Eenheid.WERKDAGEN if unit is Eenheid.WERKDAGEN else Eenheid.KALENDERDAGEN
        norm_days = None if norm is None else {Eenheid.WEKEN: 7, Eenheid.MAANDEN: 30}.get(unit, 1) * norm
        zaken = tuple(
            sorted(
                (self._measure(i, klok, counted, norm_days) for i in intervals if periode.contains(i.begin)),
                key=lambda z: (-z.netto, z.nummer),
            )
        )
        return KlokUitkomst(
            code=code,
            naam=naam,
            eenheid=counted.value,
            norm=norm_days,
            status=klok.status.value,
            bron=klok.bron,
            cijfer=summarise([Meting(z.sleutel, z.netto, z.eind is not None) for z in zaken], norm_days),
            bruto=summarise([Meting(z.sleutel, z.bruto, z.eind is not None) for z in zaken], norm_days),
            zaken=zaken,
        )

    def _measure(self, interval: _Interval, klok: Klok, eenheid: Eenheid, norm: int | None) -> ZaakMeting:
        stop = interval.eind or interval.seen_until or self._context.vandaag()
        spent = elapsed(interval.begin, max(interval.begin, stop), interval.pauzes, eenheid, klok.kalender)
        return ZaakMeting(
            sleutel=interval.sleutel,
            casus_id=interval.casus_id,
            vtb_id=interval.vtb_id,
            nummer=interval.nummer,
            begin=interval.begin,
            eind=interval.eind,
            bruto=spent.bruto,
            netto=spent.netto,
            binnen_norm=None if norm is None else spent.netto <= norm,
        )


_FROM_CASUS = frozenset(
    {
        "aanmelding",
        "triage",
        "eerste_overleg",
        "verslag_verzonden",
        "hulp_gestart",
        "afgesloten",
        "boeg_ingebracht",
        "boeg_teruggekoppeld",
    }
)
_FROM_VTB = frozenset(
    {"vtb_ontvangen", "vtb_agendeerbaar", "jbt_zitting", "jbt_besluit", "vto_verzonden", "terugmelding"}
)
_RECORDED = _FROM_CASUS | _FROM_VTB


def _casus_intervals(klok: Klok, logs: list[tuple[q.CasusLog, CasusStand]]) -> Iterator[_Interval]:
    for casus, stand in logs:
        begin, eind = stand.mijlpalen.get(klok.van), stand.mijlpalen.get(klok.tot)
        if begin is not None and (eind is None or eind >= begin):
            seen = stand.afgesloten_op if stand.gesloten else None
            yield _Interval(casus.nummer, casus.casus_id, None, casus.nummer, begin, eind, stand.pauzes, seen)


def _vtb_intervals(klok: Klok, vtbs: list[q.VtbMijlpalen]) -> Iterator[_Interval]:
    only = BESLUIT_FOR.get(klok.code)
    per_kind = klok.tot in ("vto_verzonden", "terugmelding") or klok.van == "jbt_besluit"
    seen: set[int] = set()
    for vtb in vtbs:
        if (only and vtb.besluit != only) or (not per_kind and vtb.vtb_id in seen):
            continue
        seen.add(vtb.vtb_id)
        begin, eind = vtb.mijlpalen.get(klok.van), vtb.mijlpalen.get(klok.tot)
        if begin is not None and (eind is None or eind >= begin):
            key = f"{vtb.nummer}/{vtb.jeugdige_id}" if per_kind else vtb.nummer
            watched = vtb.mijlpalen.get("jbt_zitting") if klok.tot == "vtb_agendeerbaar" else None
            yield _Interval(key, None, vtb.vtb_id, vtb.nummer, begin, eind, (), watched)
