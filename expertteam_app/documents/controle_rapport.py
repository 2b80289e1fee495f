"""The audit report of a BOEG report, for whoever must be able to check the protection. It stays inside.

It names which cells are hidden and why, and proves by adding up that nothing hidden can be worked out; of a hidden cell
it never holds the number (PRIVACY 3.10).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from expertteam_app.documents.bouwstenen import ROOM_TABLE, bullets, kop, text_block
from expertteam_app.documents.huisstijl import Kader, build_pdf, title_block
from expertteam_app.documents.stijl import TEKSTBREEDTE
from expertteam_app.documents.tabellen import Cel, Kolom, table
from expertteam_app.documents.tekst import clean, long_date

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

CLASSIFICATIE = "Intern – niet voor verspreiding"


@dataclass(frozen=True, slots=True, kw_only=True)
class ControleStuk:
    """What an audit report says.

    Attributes:
        stand: how far the report is, in words.
        gebeurd: who did what on which day, in Dutch lines.
        regels: name and value of every rule.
        redenen: reason in words, how many cells it hides.
        tabellen: title, cells with a number, cells in all.
        cellen: table, cell, reason of every cell that is hidden for another reason than being small.
        bewijs: what was checked and how it ended, in Dutch lines.
        bestanden: name and SHA-256 of every file that left.
    """

    organisatie: str
    periode: str
    periode_label: str
    moment: date
    stand: str
    gebeurd: tuple[str, ...]
    regels: tuple[tuple[str, str], ...]
    redenen: tuple[tuple[str, int], ...]
    tabellen: tuple[tuple[str, int, int], ...]
    cellen: tuple[tuple[str, str, str], ...]
    bewijs: tuple[str, ...]
    bestanden: tuple[tuple[str, str], ...] = ()
    oefening: bool = False


def controle_rapport_pdf(stuk: ControleStuk) -> bytes:
    """The audit report as PDF; the same arguments give the same bytes."""
    kader = Kader(
        organisatie=clean(stuk.organisatie),
        kenmerk=f"CONTROLE-{stuk.periode}",
        loopkop=f"Controle van het reflectierapport · {clean(stuk.periode_label)}",
        metatitel=f"Controle reflectierapport {stuk.periode}",
        classificatie=CLASSIFICATIE,
        moment=stuk.moment,
        watermerken=("OEFENING",) if stuk.oefening else (),
    )
    return build_pdf(kader, lambda: _story(stuk, kader))


def _story(stuk: ControleStuk, kader: Kader) -> list[Flowable]:
    facts = (("Periode", stuk.periode_label), ("Stand", stuk.stand), ("Gemaakt op", long_date(stuk.moment)))
    story = title_block(kader, "Controle van de anonimisering", "Voor wie moet kunnen nagaan dat het klopt", facts)
    story += [*kop("1. Uitkomst", 0), *bullets(stuk.bewijs)]
    story += [*kop("2. Wie deed wat", 0), *bullets(stuk.gebeurd)]
    story += _table("3. Regels", (Kolom("Regel", 0.75), Kolom("Waarde", 0.25, "cel-getal")), list(stuk.regels))
    counted = [(reden, str(n)) for reden, n in stuk.redenen]
    story += _table("4. Waarom er is verborgen", (Kolom("Reden", 0.8), Kolom("Aantallen", 0.2, "cel-getal")), counted)
    columns = (Kolom("Tabel", 0.66), Kolom("Zichtbaar", 0.17, "cel-getal"), Kolom("Van", 0.17, "cel-getal"))
    story += _table("5. Wat er zichtbaar is", columns, [(t, str(shown), str(n)) for t, shown, n in stuk.tabellen])
    if stuk.bestanden:
        files = (Kolom("Bestand", 0.4), Kolom("SHA-256", 0.6))
        story += _table("6. Bestanden die naar buiten gingen", files, list(stuk.bestanden))
    cells = (Kolom("Tabel", 0.3), Kolom("Aantal", 0.42), Kolom("Reden", 0.28))
    return [*story, *_table("7. Verborgen om een andere reden dan de drempel", cells, list(stuk.cellen))]


def _table(titel: str, kolommen: tuple[Kolom, ...], rows: Sequence[tuple[str, ...]]) -> list[Flowable]:
    heading = kop(titel, 0, ruimte=ROOM_TABLE)
    if not rows:
        return [*heading, *text_block("Hierover is niets te melden.", "klein")]
    body: list[tuple[Cel, ...]] = [tuple(row) for row in rows]
    return [*heading, *table(kolommen, body, TEKSTBREEDTE)]
