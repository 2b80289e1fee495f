"""Use case of the reflection report for BOEG: from the kluis to files from which nobody can be traced."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from expertteam_app.analysis.disclosure.report import ProtectedReport
from expertteam_app.analysis.disclosure.spec import DREMPEL, Regels
from expertteam_app.analysis.disclosure.veilig import VeiligRapport, safe_report
from expertteam_app.db.queries import boeg as bq
from expertteam_app.db.queries import metingen as q
from expertteam_app.db.queries.instellingen import get_setting, set_setting
from expertteam_app.db.queries.modellen import all_models
from expertteam_app.documents.boeg_rapport import BoegTekst, boeg_rapport_pdf
from expertteam_app.domain.access import Right
from expertteam_app.domain.casus import fold
from expertteam_app.domain.cel import neutral
from expertteam_app.domain.gebeurtenis import Soort
from expertteam_app.domain.periode import Periode
from expertteam_app.exchange.datapakket import datapakket
from expertteam_app.services.boeg_opzet import report_spec
from expertteam_app.services.boeg_telling import Gecodeerd, records
from expertteam_app.services.context import Context
from expertteam_app.services.doorlooptijd_klassen import median_classes
from expertteam_app.services.doorlooptijden import Doorlooptijden
from expertteam_app.services.instellingen import DREMPEL_SETTING, setting_value

PDF_NAME = "reflectierapport-boeg.pdf"


@dataclass(frozen=True, slots=True)
class BoegVelden:
    """What the chair writes; the rest of the report follows from the kluis."""

    duiding: str = ""
    lessen: str = ""
    vragen: str = ""


@dataclass(frozen=True)
class BoegRapport:
    """The report as it leaves: file name to bytes, and the protected tables for the screen."""

    periode: Periode
    bestanden: dict[str, bytes]
    tabellen: ProtectedReport


class Rapporten:
    """Reports that leave the kluis. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def texts(self, periode: Periode) -> BoegVelden:
        """What the chair wrote for a period so far."""
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            stored = get_setting(session, f"boeg.tekst.{periode.code}") or {}
        return BoegVelden(**{k: str(stored.get(k, "")) for k in ("duiding", "lessen", "vragen")})

    def set_texts(self, periode: Periode, velden: BoegVelden) -> None:
        """Keep what the chair wrote for a period."""
        self._context.actor.require(Right.REPORT_EXPORT)
        values = {"duiding": velden.duiding, "lessen": velden.lessen, "vragen": velden.vragen}
        with self._context.write("tekst voor BOEG gewijzigd") as session:
            set_setting(session, f"boeg.tekst.{periode.code}", values)

    def preview(self, periode: Periode) -> ProtectedReport:
        """The protected tables of a period: exactly what would be printed, nothing more."""
        self._context.actor.require(Right.FIGURES_READ)
        return self._protected(periode).bescherming.report

    def _protected(self, periode: Periode) -> VeiligRapport:
        with self._context.read() as session:
            model = all_models(session)[0]
            reported = q.casussen_with_event(periode.van, periode.tot, Soort.AANMELDING)
            coded = Gecodeerd(
                q.questions_by_casus(session, reported),
                q.causes_by_casus(session, reported),
                q.sought_by_casus(session, reported),
                q.hiaten_by_casus(session, reported),
                bq.families_by_casus(session, reported),
                bq.main_causes_by_casus(session, reported),
                bq.placements_by_casus(session, reported),
                bq.look_backs_by_casus(session, reported),
            )
            logs = ((c, fold(c.log)) for c in q.casus_logs(session, reported))
            people = records(logs, coded, periode, self._context.lists, model)
            drempel = setting_value(session, DREMPEL_SETTING)
        regels = Regels(drempel if isinstance(drempel, int) else DREMPEL)
        spec = report_spec(periode, self._context.lists, model, regels)
        return safe_report(spec, (unit for units in people.values() for unit in units), datapakket, neutral)

    def boeg(self, periode: Periode) -> BoegRapport:
        """Make the report: a PDF and the tables as a Frictionless data package.

        Built only from the whitelist of `boeg_telling`; the making is recorded in the audit log with the SHA-256 of
        every file.
        """
        self._context.actor.require(Right.REPORT_EXPORT)
        report = self.preview(periode)
        velden = self.texts(periode)
        table = Doorlooptijden(self._context).table(periode)
        with self._context.read() as session:
            organisatie, naam = setting_value(session, "organisatie"), setting_value(session, "boeg.naam")
        tekst = BoegTekst(
            organisatie=str(organisatie),
            naam_boeg=str(naam),
            periode_label=periode.label,
            peildatum=periode.tot,
            doorlooptijden=median_classes(table),
            duiding=velden.duiding,
            lessen=velden.lessen,
            vragen=velden.vragen,
            oefening=self._context.oefening,
        )
        files = {PDF_NAME: boeg_rapport_pdf(report, tekst), **datapakket(report)}
        digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        with self._context.write("rapport voor BOEG gemaakt") as session:
            set_setting(session, f"boeg.export.{periode.code}", digests)
        return BoegRapport(periode, files, report)
