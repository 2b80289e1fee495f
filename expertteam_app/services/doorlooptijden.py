"""Use cases on doorlooptijden: every klok over a period, with the zaken behind every number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from expertteam_app.analysis.afgerond import summarise_finished
from expertteam_app.analysis.doorlooptijd import Doorlooptijd, Meting, summarise
from expertteam_app.analysis.overleving import Duur
from expertteam_app.analysis.vergelijken import Vergelijking, compare
from expertteam_app.db.queries.modellen import all_models
from expertteam_app.domain.access import Right
from expertteam_app.domain.doorlooptijd import Cohort, Keuze
from expertteam_app.domain.inzicht import ZaakMeting
from expertteam_app.domain.klok import Klok
from expertteam_app.domain.opschaling import Stap
from expertteam_app.domain.termijn import counted_in
from expertteam_app.domain.tijdvak import Spanne
from expertteam_app.services.context import Context
from expertteam_app.services.doorlooptijd_meten import KlokRegel, Meetbron, Progress
from expertteam_app.services.kloklopen import load_uurwerk


@dataclass(frozen=True, slots=True)
class KlokUitkomst:
    """One line of the table of doorlooptijden.

    Attributes:
        code: of the klok, or "D1-3" for step 3.
        eenheid: werkdagen or kalenderdagen; all figures are in it.
        cijfer: netto, without the pauses that stop the klok.
        bruto: the same with all time.
        zaken: of the cohort of start those that began in the period, open ones too; of the cohort of end those that
            were finished in it, and those that were open on its last day.
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
    cohort: Cohort = Cohort.START


def vergelijk(vorige: KlokUitkomst, nu: KlokUitkomst) -> Vergelijking:
    """Whether a klok took differently long in two cohorts of start, or whether that can be chance; open zaken count."""
    return compare(_duren(vorige), _duren(nu))


def _duren(uitkomst: KlokUitkomst) -> list[Duur]:
    return [Duur(zaak.netto, zaak.eind is not None, zaak.instap_netto) for zaak in uitkomst.zaken]


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

    def stappen(self) -> tuple[Stap, ...]:
        """The steps of the newest version of the ladder."""
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            return tuple(all_models(session)[0].stappen)

    def table(self, periode: Spanne, gemeente: str | None = None) -> tuple[KlokUitkomst, ...]:
        """Every klok and step over the zaken that began it in the period: `voor` the cohort of start."""
        self._context.actor.require(Right.FIGURES_READ)
        return self.voor(Keuze(periode, gemeente=gemeente))

    def voor(
        self, keuze: Keuze, klokken: Sequence[str] = (), progress: Progress | None = None
    ) -> tuple[KlokUitkomst, ...]:
        """Every klok and step over the zaken of a choice.

        Cohort of start: zaken that still run count as open up to today (or the end of the kalender), so nothing
        flatters; a zaak that was closed without reaching the end counts as open up to its closing. A zaak from a list
        without history counts from the day the list was read in (late entry). Cohort of end: what was finished in the
        period, without a curve. Every zaak is held against the version of the klok on the day it started; the line
        shows the version at the end of the period.

        Args:
            keuze: which zaken. A VTB has no zorgvorm and no step: with one of those its klokken hold no zaken.
            klokken: only these codes ("D3", "D1" for every step, "D1-3" for step 3); empty: all.
            progress: called with how far it is; raises `Cancelled` to stop.
        """
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            bron = Meetbron(session, keuze, self._context.vandaag(), klokken, progress)
        wanted = set(klokken)
        return tuple(
            _uitkomst(bron, regel, keuze.cohort)
            for regel in bron.regels()
            if not wanted or regel.code in wanted or regel.klok.code in wanted
        )

    def vergeleken_met(self, periode: Spanne) -> Spanne:
        """The period that this one is compared with: whole ones with each other, a running one with its like."""
        self._context.actor.require(Right.FIGURES_READ)
        return Keuze(periode).against(self._context.vandaag()).periode


def _uitkomst(bron: Meetbron, regel: KlokRegel, cohort: Cohort) -> KlokUitkomst:
    zaken = bron.zaken(regel)
    days = None if regel.norm is None else regel.norm.dagen
    started = cohort is Cohort.START
    return KlokUitkomst(
        code=regel.code,
        naam=regel.naam,
        eenheid=counted_in(regel.eenheid).value,
        norm=days,
        status=regel.klok.status.value,
        bron=regel.klok.bron,
        cijfer=netto_cijfer(zaken, days) if started else _finished(zaken),
        bruto=_bruto(zaken, days) if started else _finished(zaken, bruto=True),
        zaken=zaken,
        cohort=cohort,
    )


def netto_cijfer(zaken: Sequence[ZaakMeting], days: int | None) -> Doorlooptijd:
    """The figure over zaken of one klok, netto, in its unit; `days` is the norm in that unit."""
    cijfer = summarise([Meting(z.sleutel, z.netto, z.eind is not None, z.instap_netto) for z in zaken], days)
    if days is None or all(z.binnen_norm == (z.netto <= days) for z in zaken):
        return cijfer
    # Zaken can have different norms: another version, or months that differ in length. Each is put on the side of
    # `days` on which its own norm puts it; zaken without a norm stay out.
    placed = []
    for z in zaken:
        if z.binnen_norm is not None:
            at = min(z.netto, days) if z.binnen_norm else max(z.netto, days + 1)
            placed.append(Meting(z.sleutel, at, z.eind is not None, min(z.instap_netto, at)))
    share = summarise(placed, days)
    return replace(cijfer, binnen_norm=share.binnen_norm, binnen_norm_interval=share.binnen_norm_interval)


def _bruto(zaken: Sequence[ZaakMeting], days: int | None) -> Doorlooptijd:
    return summarise([Meting(z.sleutel, z.bruto, z.eind is not None, z.instap_bruto) for z in zaken], days)


def _finished(zaken: Sequence[ZaakMeting], *, bruto: bool = False) -> Doorlooptijd:
    metingen = [Meting(z.sleutel, z.bruto if bruto else z.netto, z.eind is not None) for z in zaken]
    within = [z.binnen_norm for z in zaken if z.eind is not None and z.binnen_norm is not None]
    return summarise_finished(metingen, [] if bruto else within)
