"""The protected tables of the BOEG report on paper.

Everything drawn here comes from `ProtectedTable`, which holds no hidden value: a number, a bar and an omitted row can
tell no more than the table itself. A hidden number prints as one sign, without a bar.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from expertteam_app.analysis.disclosure.report import ProtectedCell, ProtectedTable, Status
from expertteam_app.analysis.kruistabel import TOTAAL
from expertteam_app.documents.boeg_kruis import VERBORGEN, capital, cross, cross_table
from expertteam_app.documents.bouwstenen import text_block
from expertteam_app.documents.stijl import TEKSTBREEDTE
from expertteam_app.documents.tabellen import Cel, Gestileerd, Kolom, Staaf, table

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

LANG = 12
"""A one-way table with more categories gathers the hidden ones in one line under it."""

TWEE, EEN = 2, 1
VORIGE_DEEL = 0.11
"""Part of the width for the numbers of the period before."""
HEEL = 100
WEINIG = 50
"""Below this total a percentage goes in coarse steps."""
FIJN, GROF = 1, 5

Groepen = Mapping[str, tuple[str, ...]]


def shown(cel: ProtectedCell) -> str:
    """The number as printed, the one sign for a hidden number, or a dash where nobody can be."""
    if cel.status is Status.STRUCTUREEL_NUL:
        return "–"
    return VERBORGEN if cel.aantal is None else str(cel.aantal)


def percentage(cel: ProtectedCell, totaal: int | None) -> str:
    """The part of a printed number in a printed total, both as printed: whole percents, in steps of 5 below 50.

    A percentage of the true numbers gives them away (PRIVACY 0 fact 5); this one holds no more than the paper does.
    """
    if cel.aantal is None or totaal is None:
        return ""
    step = FIJN if totaal >= WEINIG else GROF
    return f"{min(HEEL, (2 * HEEL * cel.aantal + step * totaal) // (2 * step * totaal) * step)}%"


@dataclass(frozen=True, slots=True)
class Deel:
    """One table as flowables, and whether it needs pages that lie."""

    liggend: bool
    inhoud: list[Flowable]


def protected_table(
    tabel: ProtectedTable,
    hierarchie: Mapping[str, Groepen],
    koppen: list[Flowable],
    vorige: ProtectedTable | None = None,
) -> Deel:
    """One table of the report: bars for one dimension, a cross table for two, a list for more.

    Args:
        tabel: the table.
        hierarchie: groups per dimension, as in the report.
        koppen: the heading of the section when this is its first table; it stays with the table.
        vorige: the same table of the period before, as it left.
    """
    caption = [*koppen, *text_block(f"{tabel.titel}. Geteld: {tabel.universum}.", "bijschrift")]
    if len(tabel.dimensies) == EEN:
        return Deel(liggend=False, inhoud=_bars(tabel, hierarchie.get(tabel.dimensies[0], {}), caption, vorige))
    if len(tabel.dimensies) == TWEE:
        kruis = cross(tabel)
        return Deel(liggend=kruis.liggend, inhoud=[*caption, *cross_table(kruis)])
    return Deel(liggend=False, inhoud=[*caption, *_listed(tabel)])


def _before(vorige: ProtectedTable | None, name: str) -> str:
    """What stood in the report of the period before; empty where it had no such cell."""
    if vorige is None or len(vorige.dimensies) != EEN or name not in vorige.labels(0):
        return ""
    return shown(vorige.cell(name))


def _bars(
    tabel: ProtectedTable, groepen: Groepen, caption: list[Flowable], vorige: ProtectedTable | None
) -> list[Flowable]:
    from reportlab.platypus import KeepTogether

    members = {c for group in groepen.values() for c in group}
    names = tabel.categorieen[0]
    hidden = [name for name in names if tabel.cell(name).aantal is None] if len(names) > LANG else []
    numbers = [n for name in names if (n := tabel.cell(name).aantal) is not None]
    whole = tabel.cell(TOTAAL).aantal if TOTAAL in tabel.labels(0) else None
    rows: list[list[Cel]] = []
    for name in names:
        cel = tabel.cell(name)
        if name in hidden:
            continue
        label = Gestileerd(name, "cel-inspring" if name in members else "cel-vet" if name in groepen else "cel")
        bar: Cel = Staaf(cel.aantal, max(numbers)) if cel.aantal is not None else ""
        rows.append([label, bar, shown(cel), percentage(cel, whole), *([_before(vorige, name)] if vorige else [])])
    if TOTAAL in tabel.labels(0):
        total_row: list[Cel] = [
            Gestileerd(TOTAAL, "cel-vet"),
            "",
            Gestileerd(shown(tabel.cell(TOTAAL)), "cel-getal-vet"),
        ]
        rows.append([*total_row, "", *([_before(vorige, TOTAAL)] if vorige else [])])
    kolommen = (
        Kolom(capital(tabel.dimensies[0]), 0.46),
        Kolom("", 0.32 - (VORIGE_DEEL if vorige else 0)),
        Kolom("Jeugdigen", 0.12, "cel-getal"),
        Kolom("Deel", 0.1, "cel-getal"),
        *((Kolom("Vorige", VORIGE_DEEL, "cel-getal"),) if vorige else ()),
    )
    total = TOTAAL in tabel.labels(0)
    grid = table(kolommen, rows, TEKSTBREEDTE, total=total) if rows else []
    body = [*caption, *grid, *_omitted(hidden)]
    return [KeepTogether(body)] if len(rows) <= LANG + 1 else body


def _omitted(names: Sequence[str]) -> list[Flowable]:
    return text_block(f"Verborgen ({VERBORGEN}): {'; '.join(names)}.", "klein") if names else []


def _listed(tabel: ProtectedTable) -> list[Flowable]:
    """Three dimensions or more: one row per combination that shows a number."""
    share = 0.86 / len(tabel.dimensies)
    kolommen = [*(Kolom(capital(d), share) for d in tabel.dimensies), Kolom("Jeugdigen", 0.14, "cel-getal")]
    rows: list[list[Cel]] = [[*c.dims, shown(c)] for c in tabel.cellen if c.aantal is not None]
    note = "Combinaties die hier niet staan, zijn verborgen."
    return [*(table(kolommen, rows, TEKSTBREEDTE) if rows else []), *text_block(note, "klein")]
