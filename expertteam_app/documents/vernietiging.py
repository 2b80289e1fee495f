"""The verklaring van vernietiging: which dossiers were destroyed, on what ground, and by which two people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from expertteam_app.documents.bouwstenen import ROOM_TABLE, kop, text_block
from expertteam_app.documents.huisstijl import Kader, build_pdf, title_block
from expertteam_app.documents.stijl import TEKSTBREEDTE
from expertteam_app.documents.tabellen import Cel, Kolom, table
from expertteam_app.documents.tekst import clean, long_date

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

TEKST_RUIMTE = 14
"""Points above a line on which someone signs."""
CLASSIFICATIE = "Voor het archief"


@dataclass(frozen=True, slots=True, kw_only=True)
class VernietigdDossier:
    """One line: what it was called, when it ended, the ground, who proposed and who did it, and its seal in the log."""

    nummer: str
    soort: str
    einde: date | None
    termijn: int
    grond: str
    voorgesteld: str
    vernietigd: str
    regel: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VernietigingStuk:
    """What the verklaring says; `tot_in_backups` is the last day on which a back-up can hold one of the dossiers."""

    organisatie: str
    kluis: str
    moment: date
    dossiers: tuple[VernietigdDossier, ...]
    tot_in_backups: date
    oefening: bool = False


def verklaring_pdf(stuk: VernietigingStuk) -> bytes:
    """The verklaring as PDF; the same arguments give the same bytes."""
    kader = Kader(
        organisatie=clean(stuk.organisatie),
        kenmerk=f"VERN-{stuk.moment:%Y%m%d}",
        loopkop="Verklaring van vernietiging",
        metatitel="Verklaring van vernietiging",
        classificatie=CLASSIFICATIE,
        moment=stuk.moment,
        watermerken=("OEFENING",) if stuk.oefening else (),
    )
    return build_pdf(kader, lambda: _story(stuk, kader))


def _story(stuk: VernietigingStuk, kader: Kader) -> list[Flowable]:
    from reportlab.platypus import Spacer

    facts = (
        ("Kluis", clean(stuk.kluis)),
        ("Dossiers", str(len(stuk.dossiers))),
        ("Gemaakt op", long_date(stuk.moment)),
    )
    story = title_block(kader, "Verklaring van vernietiging", "Dossiers van jeugdigen en zittingen", facts)
    until = long_date(stuk.tot_in_backups)
    story += text_block(
        "Van de dossiers hieronder zijn namen, geboortedata, teksten, bijlagen, verslagdelen en de inhoud van het "
        "logboek vernietigd. Wat blijft, telt mee in cijfers en wijst niemand aan. De inhoud komt niet terug, ook niet "
        f"met de knop Ongedaan maken. In back-ups kan zij nog staan tot en met {until}; dan is de laatste back-up "
        "ervan opgeruimd. Kopieën die buiten de kluis zijn gezet, vallen hier niet onder."
    )
    columns = (
        Kolom("Dossier", 0.16),
        Kolom("Soort", 0.13),
        Kolom("Einde", 0.14),
        Kolom("Grond", 0.19),
        Kolom("Voorgesteld", 0.15),
        Kolom("Vernietigd", 0.15),
        Kolom("Regel", 0.08, "cel-getal"),
    )
    rows: list[tuple[Cel, ...]] = [
        (
            clean(d.nummer),
            d.soort,
            "" if d.einde is None else f"{d.einde:%d-%m-%Y}",
            f"{d.grond} ({d.termijn} jaar)",
            clean(d.voorgesteld),
            clean(d.vernietigd),
            str(d.regel),
        )
        for d in stuk.dossiers
    ]
    story += [*kop("Vernietigde dossiers", 0, ruimte=ROOM_TABLE), *table(columns, rows, TEKSTBREEDTE)]
    seal = "De genoemde regel van het logboek legt vast wat er is geleegd; de controle van de kluis leest haar na."
    signed = "Naam: ................................................  Handtekening: ................................"
    story += [*text_block(seal, "klein"), *kop("Voor het archief", 0)]
    return [*story, *(part for _ in range(2) for part in (Spacer(0, TEKST_RUIMTE), *text_block(signed)))]
