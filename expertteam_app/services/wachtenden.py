"""Use cases on who waits for which zorgvorm: the register, and the sheet for aanbieders (DOMEIN section 8).

Nothing is typed twice: who waits is a hiaat that is not solved in a casus that is not closed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, timedelta

from expertteam_app.analysis.disclosure.report import ProtectedReport
from expertteam_app.analysis.disclosure.spec import RapportSpec, Regels, TabelSpec
from expertteam_app.analysis.disclosure.tabulate import Eenheid
from expertteam_app.analysis.disclosure.veilig import safe_report
from expertteam_app.db.queries.gevraagd import Vraag
from expertteam_app.db.queries.instellingen import get_setting, set_setting
from expertteam_app.db.queries.wachtenden import Wacht, waiting
from expertteam_app.documents.wachtenden_blad import wachtenden_blad_pdf
from expertteam_app.domain.access import Right
from expertteam_app.domain.cel import neutral
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.periode import Periode
from expertteam_app.exchange.datapakket import datapakket
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import BLAD_SETTING, DREMPEL_SETTING, setting_value
from expertteam_app.services.leeftijden import band_of

ONBEKEND = "onbekend"
PDF_NAME = "wachtenden-per-zorgvorm.pdf"
EXPORT_SETTING = "wachtenden.export"
WACHTTIJDEN = ((30, "tot een maand"), (91, "een tot drie maanden"), (183, "drie tot zes maanden"), (None, "langer"))
"""Kalenderdagen up to and including, and the words for the sheet."""

_WIE = "jeugdigen die op deze zorgvorm wachten"
_TABELLEN = (
    TabelSpec("zorgvorm-leeftijd", "Naar leeftijd", ("zorgvorm", "leeftijd"), _WIE),
    TabelSpec("zorgvorm-wachttijd", "Naar hoe lang zij wachten", ("zorgvorm", "wachttijd"), _WIE),
    TabelSpec("zorgvorm-urgentie", "Naar urgentie", ("zorgvorm", "urgentie"), _WIE),
    TabelSpec("zorgvorm-overbrugging", "Met en zonder hulp in de tussentijd", ("zorgvorm", "overbrugging"), _WIE),
)


@dataclass(frozen=True, slots=True)
class Wachtende:
    """One line of the register.

    Attributes:
        dagen: kalenderdagen that the jeugdige waits.
        leeftijd: label of the band; "onbekend" where nothing is known.
        reacties: what aanbieders said, oldest first: "De Verzonnen Wilg 03-02-2026: nee, geen plek".
    """

    hiaat_id: int
    casus_id: int
    nummer: str
    gemeente: str
    zorgvorm: str
    aard: str
    leeftijd: str
    urgentie: str
    sinds: date
    dagen: int
    overbrugging: str
    reacties: tuple[str, ...]


class Wachtenden:
    """Who waits. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def register(self) -> tuple[Wachtende, ...]:
        """Everyone who waits today, longest first; codes are those of the lists."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return tuple(self._line(wacht) for wacht in waiting(session))

    def blad(self) -> ProtectedReport:
        """The sheet for aanbieders: counts of distinct jeugdigen per zorgvorm, small ones hidden.

        Protected as the report for BOEG is; no gemeente, name, number or day is in it.
        """
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            found = waiting(session)
            drempel = setting_value(session, DREMPEL_SETTING)
        per_person: dict[int, list[Wacht]] = {}
        for wacht in found:
            per_person.setdefault(wacht.jeugdige_id, []).append(wacht)
        lists = self._context.lists
        spec = RapportSpec(
            periode=Periode.half_of(self._context.vandaag()).code,
            tabellen=_TABELLEN,
            categorieen={
                "zorgvorm": tuple(c.label for c in lists["zorgvormen"]),
                "leeftijd": (*(c.label for c in lists["leeftijdsbanden"]), ONBEKEND),
                "wachttijd": tuple(words for _, words in WACHTTIJDEN),
                "urgentie": (*(c.label for c in lists["urgentie"]), ONBEKEND),
                "overbrugging": ("met", "zonder"),
            },
            regels=Regels(drempel if isinstance(drempel, int) else 8),
            meervoudig=frozenset({"zorgvorm"}),
            naam="wachtenden",
            titel="Wachtenden per zorgvorm",
        )
        people = [self._record(waits) for waits in per_person.values()]
        return safe_report(spec, people, datapakket, neutral).bescherming.report

    def bestanden(self) -> dict[str, bytes]:
        """The files of the sheet for aanbieders: a PDF, and the tables as a Frictionless data package.

        The making is recorded with the day and the SHA-256 of every file.

        Raises:
            UserError: the last sheet is of fewer kalenderdagen ago than the setting, and the numbers are others now.
                Whoever lays two such sheets beside each other subtracts them (PRIVACY 0 fact 4); the same numbers
                again tell nothing new.
        """
        self._context.actor.require(Right.REPORT_EXPORT)
        report, today = self.blad(), self._context.vandaag()
        vanaf = self.blad_vanaf()
        with self._context.read() as session:
            organisatie = str(setting_value(session, "organisatie"))
            made = get_setting(session, EXPORT_SETTING)
        numbers = _numbers(report)
        if vanaf is not None and today < vanaf and isinstance(made, dict) and made.get("aantallen") != numbers:
            raise UserError(
                f"Een nieuw blad kan vanaf {vanaf:%d-%m-%Y}. Wie twee bladen van kort na elkaar naast elkaar legt, kan "
                "zien wie erbij kwam of wegging.",
                "Geef het vorige blad nog eens, of wacht.",
            )
        pdf = wachtenden_blad_pdf(report, organisatie, today, oefening=self._context.oefening)
        files = {PDF_NAME: pdf, **datapakket(report)}
        digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        with self._context.write("blad voor aanbieders gemaakt") as session:
            last = today if made is None or made.get("aantallen") != numbers else date.fromisoformat(made["op"])
            kept = {"op": last.isoformat(), "bestanden": digests, "aantallen": numbers}
            set_setting(session, EXPORT_SETTING, kept)
        return files

    def blad_vanaf(self) -> date | None:
        """The first day on which a sheet with other numbers may be made; None when there was none yet."""
        self._context.actor.require(Right.FIGURES_READ)
        last = self.laatste_blad()
        if last is None:
            return None
        with self._context.read() as session:
            apart = setting_value(session, BLAD_SETTING)
        return last + timedelta(days=int(str(apart)))

    def laatste_blad(self) -> date | None:
        """The day on which the last sheet with other numbers was made."""
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            made = get_setting(session, EXPORT_SETTING)
        return date.fromisoformat(made["op"]) if isinstance(made, dict) else None

    def _record(self, waits: list[Wacht]) -> Eenheid:
        """One jeugdige: the longest wait, the highest urgency, and help in the meantime if there is any."""
        longest = self._line(waits[0])
        order = [c.code for c in self._context.lists["urgentie"]]
        known = sorted((w.urgentie for w in waits if w.urgentie in order), key=order.index)
        record: dict[str, str | tuple[str, ...]] = {
            "zorgvorm": tuple(dict.fromkeys(self._context.lists["zorgvormen"].label(w.zorgvorm) for w in waits)),
            "leeftijd": longest.leeftijd,
            "wachttijd": next(words for most, words in WACHTTIJDEN if most is None or longest.dagen <= most),
            "urgentie": self._context.lists["urgentie"].label(known[0]) if known else ONBEKEND,
            "overbrugging": "met" if any(w.overbrugging for w in waits) else "zonder",
        }
        return Eenheid(record, gemeente=waits[0].gemeente)

    def _line(self, wacht: Wacht) -> Wachtende:
        today, lists = self._context.vandaag(), self._context.lists
        since = wacht.gezocht_sinds or wacht.vastgesteld_op
        band = band_of(wacht.geboortedatum, wacht.geboortejaar, today, lists["leeftijdsbanden"])
        return Wachtende(
            hiaat_id=wacht.hiaat_id,
            casus_id=wacht.casus_id,
            nummer=wacht.nummer,
            gemeente=wacht.gemeente,
            zorgvorm=wacht.zorgvorm,
            aard=wacht.aard,
            leeftijd=ONBEKEND if band is None else band.label,
            urgentie=wacht.urgentie,
            sinds=since,
            dagen=(today - since).days,
            overbrugging=wacht.overbrugging,
            reacties=tuple(self._reaction(vraag) for vraag in wacht.vragen),
        )

    def _reaction(self, vraag: Vraag) -> str:
        lists = self._context.lists
        said = lists["antwoord_aanbieder"].label(vraag.antwoord) if vraag.antwoord else "nog geen antwoord"
        why = f", {lists['reden_afwijzing'].label(vraag.reden)}" if vraag.reden else ""
        return f"{vraag.aanbieder or 'aanbieder onbekend'} {vraag.datum:%d-%m-%Y}: {said}{why}"


def _numbers(report: ProtectedReport) -> str:
    """Names what the sheet tells: the same for the same printed numbers, whatever the day."""
    told = [[t.naam, *("" if c.aantal is None else str(c.aantal) for c in t.cellen)] for t in report.tabellen]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
