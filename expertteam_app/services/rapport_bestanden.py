"""The files of the report for BOEG, from what is kept of it; attacked once more as they are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from expertteam_app.analysis.disclosure.report import ProtectedReport, from_json
from expertteam_app.db.session import DbSession
from expertteam_app.documents.boeg_docx import boeg_texts_docx
from expertteam_app.documents.boeg_rapport import BoegTekst, DoorlooptijdRegel, boeg_rapport_pdf
from expertteam_app.documents.boeg_typecasus import TypecasusTekst
from expertteam_app.documents.stijl import house_style
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.typecasus import Kenmerk
from expertteam_app.exchange.datapakket import datapakket
from expertteam_app.exchange.ods_rapport import report_ods
from expertteam_app.services import rapport_bouw as bouw
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import setting_value

PDF_NAME = "reflectierapport-boeg.pdf"
DOCX_NAME = "reflectierapport-boeg-teksten.docx"
ODS_NAME = "reflectierapport-boeg-tabellen.ods"


def report_files(
    context: Context,
    session: DbSession,
    periode: Periode,
    report: ProtectedReport,
    content: Mapping[str, Any],
    *,
    concept: bool,
) -> dict[str, bytes]:
    """File name to bytes: a PDF, the texts as DOCX, the tables as ODS and as a data package.

    Args:
        context: the open kluis.
        session: reads it.
        periode: the period of the report.
        report: the protected tables.
        content: what is kept beside them: doorlooptijden, teksten, eerdere_vragen, patronen, typecasussen, vorige.
        concept: every page says that it was not released.

    Raises:
        UserError: something stands in the files that must not leave.
    """
    velden = content["teksten"]
    tekst = BoegTekst(
        organisatie=str(setting_value(session, "organisatie")),
        naam_boeg=str(setting_value(session, "boeg.naam")),
        periode_label=periode.label,
        peildatum=periode.tot,
        doorlooptijden=tuple(DoorlooptijdRegel(*line) for line in content["doorlooptijden"]),
        duiding=velden["duiding"],
        werkte=velden["werkte"],
        lessen=velden["lessen"],
        vragen=velden["vragen"],
        eerdere_vragen=tuple((line[0], line[1], line[2]) for line in content["eerdere_vragen"]),
        patronen=tuple((line[0], line[1], line[2]) for line in content.get("patronen", ())),
        typecasussen=tuple(
            TypecasusTekst(tuple((Kenmerk(k).woorden, v) for k, v in story["kenmerken"]), story["verhaal"])
            for story in content.get("typecasussen", ())
        ),
        cruciaal=tuple(c.label for c in context.lists["zorgvormen"] if c.extra.get("cruciaal") == "ja"),
        oefening=context.oefening,
        concept=concept,
    )
    vorige = content.get("vorige")
    with house_style():  # what was released is compared byte for byte, on every computer
        pdf = boeg_rapport_pdf(report, tekst, None if vorige is None else from_json(vorige))
    files = {
        PDF_NAME: pdf,
        DOCX_NAME: boeg_texts_docx(periode.code, tekst),
        ODS_NAME: report_ods(report),
        **datapakket(report),
    }
    bouw.check_files(session, files)
    return files
