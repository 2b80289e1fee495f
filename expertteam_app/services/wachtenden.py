"""Use cases on who waits for which zorgvorm: the register, and the sheet for aanbieders (DOMEIN section 8).

Nothing is typed twice: who waits is a hiaat that is not solved in a casus that is not closed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from expertteam_app.analysis.disclosure.cellen import Sleutel
from expertteam_app.analysis.disclosure.eerder import who_is_where
from expertteam_app.analysis.disclosure.primary import Reden
from expertteam_app.analysis.disclosure.protect import Wensen
from expertteam_app.analysis.disclosure.report import ProtectedReport
from expertteam_app.analysis.disclosure.spec import RapportSpec, TabelSpec
from expertteam_app.analysis.disclosure.tabulate import Eenheid
from expertteam_app.analysis.disclosure.veilig import VeiligRapport, safe_report
from expertteam_app.db.queries import uitgaven as uq
from expertteam_app.db.queries.gevraagd import Vraag
from expertteam_app.db.queries.wachtenden import Wacht, waiting
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import UitgaveRow
from expertteam_app.documents.wachtenden_blad import wachtenden_blad_pdf
from expertteam_app.domain.access import Right
from expertteam_app.domain.cel import neutral
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.uitgave import Handeling, Soort
from expertteam_app.exchange.datapakket import datapakket
from expertteam_app.exchange.ods_rapport import report_ods
from expertteam_app.services import rapport_bouw as bouw
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import setting_value
from expertteam_app.services.leeftijden import band_of
from expertteam_app.services.rapport_bouw import safe_or_refused

ONBEKEND = "onbekend"
PDF_NAME = "wachtenden-per-zorgvorm.pdf"
ODS_NAME = "wachtenden-per-zorgvorm.ods"
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

        Protected as the report for BOEG is; no gemeente, name, number or day is in it. A number that differs from that
        of an earlier sheet by fewer jeugdigen than the threshold is hidden (PRIVACY 3.7 c).
        """
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            return self._protected(session)[0].bescherming.report

    def _protected(self, session: DbSession) -> tuple[VeiligRapport, bouw.Grondslag]:
        per_person: dict[int, list[Wacht]] = {}
        for wacht in waiting(session):
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
            # A sheet that changes shape from one to the next could be laid beside the one before (PRIVACY 3.3).
            regels=replace(bouw.rules(session), tabel=100),
            meervoudig=frozenset({"zorgvorm"}),
            dekkend=frozenset({"zorgvorm"}),
            naam="wachtenden",
            titel="Wachtenden per zorgvorm",
        )
        people = tuple(self._record(waits) for waits in per_person.values())
        wensen = Wensen(verschil=_too_close(session, spec, people))
        made = safe_or_refused(lambda: safe_report(spec, people, datapakket, neutral, wensen))
        return made, bouw.Grondslag(spec, people)

    def bestanden(self) -> dict[str, bytes]:
        """The files of the sheet for aanbieders: a PDF, and the tables as a Frictionless data package.

        What leaves goes into the register of uitgaven; the same sheet on the same day once.

        Raises:
            UserError: the register is broken, or nothing safe can be printed.
        """
        self._context.actor.require(Right.REPORT_EXPORT)
        today = self._context.vandaag()
        with self._context.read() as session:
            uq.check_register(session)
            made, found = self._protected(session)
            organisatie = str(setting_value(session, "organisatie"))
            last = uq.last_release(session, Soort.WACHTENDEN)
        report = made.bescherming.report
        pdf = wachtenden_blad_pdf(report, organisatie, today, oefening=self._context.oefening)
        files = {PDF_NAME: pdf, ODS_NAME: report_ods(report), **datapakket(report)}
        with self._context.read() as session:
            bouw.check_files(session, files)
        digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        if last is not None and last.bestanden == digests:
            return files
        inhoud, leden, getuigen = bouw.frozen(made, found, {})
        with self._context.write("blad voor aanbieders gemaakt") as session:
            row = UitgaveRow(
                soort=Soort.WACHTENDEN.value,
                handeling=Handeling.UITGAVE.value,
                periode=report.periode,
                gedaan_op=today,
                gemaakt_door=self._context.actor.naam,
                vrijgegeven_door="",
                ontvangers="aanbieders",
                doel="plek zoeken voor wie wacht",
                reden="",
                inhoud=inhoud,
                leden=leden,
                getuigen=getuigen,
                bestanden=digests,
            )
            uq.append(session, row)
        return files

    def laatste_blad(self) -> date | None:
        """The day on which the last sheet was made."""
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            last = uq.last_release(session, Soort.WACHTENDEN)
        return None if last is None else last.gedaan_op

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
        return Eenheid(record, gezin=waits[0].gezin_id, wie=waits[0].jeugdige_id)

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


def _too_close(session: DbSession, spec: RapportSpec, people: Sequence[Eenheid]) -> frozenset[Sleutel]:
    """The cells that cannot be printed beside an earlier sheet: too few jeugdigen came or went to hide who."""
    k, printed = spec.regels.drempel, spec.regels.gedrukt
    now = who_is_where(spec, people)
    found: set[Sleutel] = set()
    for row in uq.all_releases(session, Soort.WACHTENDEN):
        then, old = bouw.unpacked_members(row.leden), bouw.thawed(row.inhoud)
        for key in set(now) | set(then):
            here, there = now.get(key, frozenset()), then.get(key, frozenset())
            if not 0 < len(here ^ there) < k or key not in old.tellingen:
                continue
            reden = old.redenen.get(key)
            same = reden is None and printed(len(here)) == printed(len(there))
            if not same and reden in (None, Reden.KLEIN):
                found.add(key)
    return frozenset(found)
