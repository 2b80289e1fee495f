"""Use cases of the half-yearly monitor: the region's own report, and the meetmomenten in which it is frozen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from expertteam_app import __version__
from expertteam_app.db.queries import metingen
from expertteam_app.db.queries import monitor as q
from expertteam_app.db.queries.instellingen import get_setting, set_setting
from expertteam_app.db.queries.modellen import all_models
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import MeetmomentRow
from expertteam_app.documents.monitor import MonitorKop, monitor_pdf
from expertteam_app.domain.access import Right
from expertteam_app.domain.casus import fold
from expertteam_app.domain.doorlooptijd import Keuze
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.gebeurtenis import ZONDER_STAND, Soort, in_force
from expertteam_app.domain.klok import MEEGELEVERD, MIJLPALEN
from expertteam_app.domain.monitor import (
    CODELIJSTEN,
    MODEL,
    PROGRAMMA,
    SLUITINGSDAGEN,
    Definitie,
    Definitieverschil,
    Monitor,
    Verschil,
    definition_differences,
    differences,
    read_monitor,
)
from expertteam_app.domain.opschaling import Opschalingsmodel
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.tijdvak import Spanne
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.exchange.monitor_xlsx import monitor_xlsx
from expertteam_app.services.context import Context
from expertteam_app.services.doorlooptijd_meten import Progress
from expertteam_app.services.doorlooptijden import Doorlooptijden
from expertteam_app.services.instellingen import setting_value
from expertteam_app.services.kloklopen import load_uurwerk
from expertteam_app.services.monitor_bron import Bron, CasusVerloop, Stuk
from expertteam_app.services.monitor_delen import pictures, tables

SOORT = "monitor"


@dataclass(frozen=True, slots=True)
class Meetmoment:
    """A frozen report, as it stands in the list; `sha256` is of its data."""

    id: int
    periode: str
    periode_label: str
    gemaakt_op: date
    gemaakt_door: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Vergeleken:
    """A meetmoment beside the same period as it is now."""

    toen: Monitor
    nu: Monitor
    verschillen: tuple[Verschil, ...]
    definities: tuple[Definitieverschil, ...]

    @property
    def in_woorden(self) -> str:
        """What may lie behind the differences, in one or two sentences."""
        if not self.verschillen and not self.definities:
            return "Alles is nog zoals het toen is vastgelegd."
        changed = {d.onderwerp for d in self.definities}
        what = (
            "een andere versie van Expertteam geteld" if changed == {PROGRAMMA} else "een gewijzigde definitie geteld"
        )
        if not self.verschillen:
            return f"De cijfers zijn gelijk. Er is nu wel met {what}."
        if changed:
            return (
                f"Er is nu met {what}. Per regel staat of het verschil daardoor kan komen; anders komt het door wat "
                "sindsdien is vastgelegd of gewijzigd, of doordat open zaken langer lopen."
            )
        return (
            "De definities zijn gelijk. Het verschil komt door wat sindsdien is vastgelegd of gewijzigd, of doordat "
            "open zaken langer lopen."
        )


class Monitoren:
    """The half-yearly monitor. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def maak(self, periode: Periode, progress: Progress | None = None) -> Monitor:
        """The report of a period as it is now, with the period it is compared with beside every figure.

        A period that still runs is counted up to today.

        Args:
            periode: a half-year or a year that has begun.
            progress: called with how far it is; raises `Cancelled` to stop.

        Raises:
            UserError: the period has not begun.
        """
        self._context.actor.require(Right.FIGURES_READ)
        today = self._context.vandaag()
        if periode.van > today:
            raise UserError(f"Deze periode ({periode.label}) is nog niet begonnen.", "Kies een eerdere periode.")
        vorige = Doorlooptijden(self._context).vergeleken_met(periode)
        parts = _Parts(progress, 3)
        with self._context.read() as session:
            model = all_models(session)[0]
            casussen = list(_casussen(session, periode, today, parts.next()))
            stukken = [self._stuk(session, spanne, parts.next()) for spanne in (periode, vorige)]
            bron = Bron(
                nu=stukken[0],
                vorige=stukken[1],
                casussen=casussen,
                casus_gemeente=q.gemeenten_of_casussen(session),
                vtb_gemeente=q.gemeenten_of_vtbs(session),
                lijsten=self._context.lists,
                model=model,
                peildatum=today,
            )
            definities = tuple(self._definities(session, periode, model))
        return Monitor(
            periode=periode.code,
            periode_label=periode.label,
            vorige_label=vorige.label,
            peildatum=today,
            tabellen=tables(bron),
            beelden=tuple(pictures(bron)),
            definities=definities,
        )

    def bevries(self, periode: Periode, progress: Progress | None = None) -> int:
        """Freeze the report of a period as a meetmoment; returns its number. Data and definitions never change again.

        Raises:
            UserError: as `maak`.
        """
        self._context.actor.require(Right.REPORT_EXPORT)
        monitor = self.maak(periode, progress)
        written = monitor.written()
        with self._context.write("meetmoment vastgelegd") as session:
            row = MeetmomentRow(
                soort=SOORT,
                naam=f"Monitor {periode.label}",
                periode=periode.code,
                gemaakt_op=self._context.vandaag(),
                gemaakt_door=self._context.actor.naam,
                definities=monitor.defined(),
                inhoud=written,
                sha256=hashlib.sha256(written).hexdigest(),
            )
            session.add(row)
            session.flush()
            return row.id

    def momenten(self) -> tuple[Meetmoment, ...]:
        """Every meetmoment of the monitor, newest first."""
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            return tuple(_moment(row) for row in q.meetmomenten(session, SOORT))

    def lees(self, meetmoment_id: int) -> Monitor:
        """A frozen report.

        Raises:
            UserError: there is no such meetmoment, or its data are no longer what was frozen.
        """
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            row = q.get_meetmoment(session, meetmoment_id)
            if row is None or row.soort != SOORT:
                raise UserError("Dit meetmoment bestaat niet.", "Kies een meetmoment uit de lijst.")
            if hashlib.sha256(row.inhoud).hexdigest() != row.sha256:
                raise UserError(
                    "De cijfers van dit meetmoment zijn niet meer wat is vastgelegd.",
                    "Laat de kluis controleren (Beheer, Controle en back-up).",
                )
            return read_monitor(row.inhoud, row.definities)

    def vergelijk(self, meetmoment_id: int, progress: Progress | None = None) -> Vergeleken:
        """A meetmoment beside the same period as it is now: which figures and definitions differ.

        Raises:
            UserError: as `lees`.
        """
        self._context.actor.require(Right.FIGURES_READ)
        toen = self.lees(meetmoment_id)
        nu = self.maak(Periode.parse(toen.periode), progress)
        return Vergeleken(toen, nu, differences(toen, nu), definition_differences(toen, nu))

    def bestanden(self, monitor: Monitor, meetmoment_id: int | None = None) -> dict[str, bytes]:
        """The report as PDF and as workbook, by file name; each time recorded in the audit log with their SHA-256.

        The same report, the same bytes.

        It holds small numbers and is for the own region only; every page says so.
        """
        self._context.actor.require(Right.REPORT_EXPORT)
        with self._context.read() as session:
            kop = MonitorKop(
                organisatie=str(setting_value(session, "organisatie")),
                vastgelegd="" if meetmoment_id is None else f"meetmoment {meetmoment_id}",
                oefening=self._context.oefening,
            )
        files = {
            f"monitor-{monitor.periode}.pdf": monitor_pdf(monitor, kop),
            f"monitor-{monitor.periode}.xlsx": monitor_xlsx(monitor, kop.stand),
        }
        digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        with self._context.write("monitor opgeslagen buiten de kluis") as session:
            sleutel = f"monitor.export.{monitor.periode}"
            before = get_setting(session, sleutel) or {}
            set_setting(session, sleutel, {"keer": int(before.get("keer", 0)) + 1, "bestanden": digests})
        return files

    # -- steps -------------------------------------------------------------------------------------------------

    def _stuk(self, session: DbSession, spanne: Spanne, progress: Progress | None) -> Stuk:
        van, tot = spanne.van, spanne.tot
        return Stuk(
            periode=spanne,
            ret=q.besluiten_taken(session, ZittingSoort.RET.value, van, tot),
            jbt=[b for b in q.besluiten_taken(session, ZittingSoort.JBT.value, van, tot) if b.soort],
            meldingen=q.terugmeldingen_due(session, van, tot),
            vtbs=q.vtbs_received(session, van, tot),
            klokken=Doorlooptijden(self._context).voor(Keuze(spanne), progress=progress),
        )

    def _definities(self, session: DbSession, periode: Periode, model: Opschalingsmodel) -> Iterator[Definitie]:
        yield Definitie(
            MODEL,
            f"{model.naam}, versie {model.versie}, geldig vanaf {model.geldig_vanaf:%d-%m-%Y}: "
            + "; ".join(f"{s.volgorde} {s.kort}" for s in model.stappen),
            model.bron,
        )
        werk = load_uurwerk(session)
        for klok in werk.klokken(periode.tot):
            if klok.meetbaar:
                norm = "geen norm" if klok.termijn is None else f"norm {klok.norm} {klok.eenheid.value}"
                since = "" if klok.geldig_vanaf == MEEGELEVERD else f", geldig vanaf {klok.geldig_vanaf:%d-%m-%Y}"
                yield Definitie(
                    f"Klok {klok.code}",
                    f"{klok.naam}: van {MIJLPALEN[klok.van]} tot {MIJLPALEN[klok.tot]}, {norm} "
                    f"({klok.status.value}), kalender {klok.profiel.value}{since}",
                    klok.bron,
                )
        closed = [f"{s.naam} ({s.van:%d-%m-%Y} t/m {s.tot:%d-%m-%Y})" for s in werk.sluitingen if not s.organisatie]
        yield Definitie(SLUITINGSDAGEN, "; ".join(closed) or "geen")
        yield Definitie(PROGRAMMA, f"Expertteam {__version__}")
        lists = ", ".join(f"{naam} {self._context.lists[naam].versie}" for naam in ("gemeenten", "jbt_besluiten"))
        yield Definitie(CODELIJSTEN, lists)
        for onderwerp, tekst, bron in _TELWIJZE:
            yield Definitie(onderwerp, tekst, bron)


_TELWIJZE = (
    (
        "Open zaken",
        "Zaken die nog lopen tellen mee tot de peildatum. Wie alleen afgeronde zaken telt, komt te gunstig uit.",
        "Kaplan en Meier 1958",
    ),
    (
        "Te weinig voor een cijfer",
        "Met minder dan 10 zaken of 5 afgeronde zaken staat er geen cijfer, maar staan de zaken er zelf.",
        "PRODUCT 4",
    ),
    (
        "Verschil met de vergeleken periode",
        "Of een verschil toeval is, zegt de log-ranktoets: tot 5% kans is het opvallend, tot 1% een signaal.",
        "Mantel 1966",
    ),
    (
        "Onzekerheid",
        "Tussen haakjes staat waartussen het cijfer met 95% zekerheid ligt.",
        "Greenwood 1926; Brookmeyer en Crowley 1982",
    ),
)


class _Parts:
    """Progress of several parts as one: each part counts as much."""

    def __init__(self, progress: Progress | None, parts: int) -> None:
        self._progress, self._parts, self._at = progress, parts, -1

    def next(self) -> Progress | None:
        """The progress of the next part."""
        self._at += 1
        if self._progress is None:
            return None
        return self._told(self._progress, self._at)

    def _told(self, progress: Progress, at: int) -> Callable[[int, int], None]:
        return lambda done, total: progress(1000 * at + 1000 * done // max(1, total), 1000 * self._parts)


def _casussen(session: DbSession, periode: Periode, today: date, progress: Progress | None) -> Iterator[CasusVerloop]:
    before, last = periode.van - timedelta(days=1), min(periode.tot, today)
    for at, casus in enumerate(metingen.casus_logs(session, zonder=ZONDER_STAND)):
        if progress is not None and at % 500 == 0:
            progress(at, at + 1000)
        log = in_force(casus.log)
        yield CasusVerloop(
            casus.casus_id,
            casus.gemeente,
            fold(casus.log),
            fold(casus.log, op=before),
            fold(casus.log, op=last),
            tuple(event.datum for event in log if event.soort is Soort.AFGESLOTEN),
        )


def _moment(row: MeetmomentRow) -> Meetmoment:
    return Meetmoment(
        row.id, row.periode, Periode.parse(row.periode).label, row.gemaakt_op, row.gemaakt_door, row.sha256
    )
