"""The sheet for aanbieders as PDF: how many jeugdigen wait per zorgvorm (DOMEIN section 8).

Made from a `ProtectedReport`, which holds no hidden value: nothing in the file can tell more than its tables do.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from expertteam_app.analysis.disclosure.report import ProtectedReport
from expertteam_app.documents.boeg_kruis import VERBORGEN
from expertteam_app.documents.boeg_tabellen import protected_table
from expertteam_app.documents.bouwstenen import ROOM_TABLE, bullets, kop, room
from expertteam_app.documents.huisstijl import Kader, build_pdf, title_block, turn
from expertteam_app.documents.stijl import TEKSTBREEDTE
from expertteam_app.documents.tabellen import panel
from expertteam_app.documents.tekst import clean, long_date

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

CLASSIFICATIE = "Geanonimiseerd – alleen voor de aanbieder aan wie het is gegeven"


def wachtenden_blad_pdf(report: ProtectedReport, organisatie: str, peildatum: date, *, oefening: bool = False) -> bytes:
    """The sheet as PDF; the same arguments give the same bytes.

    Args:
        report: the protected tables.
        organisatie: the sender.
        peildatum: the day of the count.
        oefening: fictional content: every page gets the watermark OEFENING.
    """
    kader = Kader(
        organisatie=clean(organisatie),
        kenmerk=f"WACHTENDEN-{peildatum:%Y-%m}",
        loopkop=report.titel,
        metatitel=f"{report.titel} {peildatum:%Y-%m}",
        classificatie=CLASSIFICATIE,
        moment=peildatum,
        watermerken=("OEFENING",) if oefening else (),
    )
    return build_pdf(kader, lambda: _story(report, kader, peildatum))


def _story(report: ProtectedReport, kader: Kader, peildatum: date) -> list[Flowable]:
    facts = (("Peildatum", long_date(peildatum)), ("Gebied", "hele regio"))
    story = title_block(kader, report.titel, "Voor aanbieders: waar op dit moment hulp voor wordt gezocht", facts)
    story += panel(
        "Leeswijzer",
        f"Het teken {VERBORGEN} betekent: dit aantal is verborgen. Het kan nul zijn, klein, of nodig om een ander "
        "aantal te beschermen.",
        TEKSTBREEDTE,
    )
    story += [*kop("Zo is er geteld", 0, ruimte=ROOM_TABLE), *bullets(report.telwijze)]
    lying = False
    for tabel in report.tabellen:
        deel = protected_table(tabel, report.hierarchie, [])
        if deel.liggend != lying:
            story += turn("liggend" if deel.liggend else "staand")
            lying = deel.liggend
        story += [room(ROOM_TABLE), *deel.inhoud]
    return story
