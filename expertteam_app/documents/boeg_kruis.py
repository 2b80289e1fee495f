"""Cross tables of the BOEG report: kept to what can be read, split where they are too wide.

In a small region nearly every number of a wide cross table is hidden. Rows and columns without one visible number
inside are left out; where their total is visible it stands in a line under the table, so nothing visible is lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from expertteam_app.analysis.disclosure.report import ProtectedTable
from expertteam_app.analysis.kruistabel import TOTAAL
from expertteam_app.documents.bouwstenen import text_block
from expertteam_app.documents.stijl import HALFVET, TEKSTBREEDTE, TEKSTBREEDTE_LIGGEND, text_width
from expertteam_app.documents.tabellen import Cel, Gestileerd, Kolom, table

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

VERBORGEN = "·"
STAAND_KOLOMMEN = 12
BLOK_KOLOMMEN = 20
LABEL_DEEL = 0.24
TOTAAL_FACTOR = 1.4
PAD = 3
GROOTTE = 8
KOP_REGELS = 3
NOEM = 8

_CODE = re.compile(r"([A-Z]{1,2}\d{1,2})\b[ .:–-]*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Kruis:
    """A two-way table made ready to print.

    Attributes:
        rij_naam: the dimension of the rows.
        kolom_naam: the dimension of the columns, the one with fewer categories.
        rijen: the printed rows, the total last where there is one.
        kolommen: the printed columns, likewise.
        weg_rijen: the categories without a visible number inside the table.
        weg_kolommen: the same for the columns.
        waarden: the number per (row, column); missing when hidden.
    """

    rij_naam: str
    kolom_naam: str
    rijen: tuple[str, ...]
    kolommen: tuple[str, ...]
    weg_rijen: tuple[str, ...]
    weg_kolommen: tuple[str, ...]
    waarden: Mapping[tuple[str, str], int]

    @property
    def liggend(self) -> bool:
        """Whether it needs pages that lie."""
        return len(self.kolommen) > STAAND_KOLOMMEN

    @property
    def breedte(self) -> float:
        """The width it may take, in points."""
        return TEKSTBREEDTE_LIGGEND if self.liggend else TEKSTBREEDTE


def capital(text: str) -> str:
    """The text with its first letter as a capital, for a column heading."""
    return text[:1].upper() + text[1:]


def cross(tabel: ProtectedTable) -> Kruis:
    """A table of two dimensions, turned so that the shorter one makes the columns."""
    turned = len(tabel.categorieen[1]) > len(tabel.categorieen[0])
    first, second = (1, 0) if turned else (0, 1)
    values = {(c.dims[first], c.dims[second]): c.aantal for c in tabel.cellen if c.aantal is not None}
    rows, columns = tabel.categorieen[first], tabel.categorieen[second]
    kept_rows = [r for r in rows if any((r, k) in values for k in columns)]
    kept_columns = [k for k in columns if any((r, k) in values for r in rows)]
    return Kruis(
        rij_naam=tabel.dimensies[first],
        kolom_naam=tabel.dimensies[second],
        rijen=(*kept_rows, *(t for t in tabel.labels(first)[-1:] if t == TOTAAL)),
        kolommen=(*kept_columns, *(t for t in tabel.labels(second)[-1:] if t == TOTAAL)),
        weg_rijen=tuple(r for r in rows if r not in kept_rows),
        weg_kolommen=tuple(k for k in columns if k not in kept_columns),
        waarden=values,
    )


def cross_table(kruis: Kruis) -> list[Flowable]:
    """The table in one block, or in several of about equal width, with its key and what was left out."""
    if set(kruis.rijen) <= {TOTAAL}:
        total = kruis.waarden.get((TOTAAL, TOTAAL))
        known = f" Totaal: {VERBORGEN if total is None else total}." if kruis.rijen and TOTAAL in kruis.kolommen else ""
        text = f"Alle aantallen binnen deze kruistabel zijn verborgen.{known}"
        return [*text_block(text), *_left_out(kruis)]
    blocks = -(-len(kruis.kolommen) // BLOK_KOLOMMEN)
    size = -(-len(kruis.kolommen) // blocks)
    share = kruis.breedte * (1 - LABEL_DEEL) / (size - 1 + TOTAAL_FACTOR)
    heads = _heads(kruis.kolommen, share - 2 * PAD)
    body: list[Flowable] = []
    for start in range(0, len(kruis.kolommen), size):
        body += _block(kruis, kruis.kolommen[start : start + size], heads, share)
    key = "; ".join(f"{head} = {_rest(label)}" for label, head in heads.items() if head != label)
    return [*body, *(text_block(f"Kolommen: {key}.", "klein") if key else []), *_left_out(kruis)]


def _block(kruis: Kruis, columns: Sequence[str], heads: Mapping[str, str], share: float) -> list[Flowable]:
    """Some columns, each `share` points wide, with the row names in front."""
    label_width = LABEL_DEEL * kruis.breedte
    widths = [share * (TOTAAL_FACTOR if column == TOTAAL else 1) for column in columns]
    width = label_width + sum(widths)
    kolommen = [Kolom(f"{capital(kruis.rij_naam)} / {kruis.kolom_naam}", label_width / width, "kruis")]
    kolommen += [Kolom(heads[k], w / width, "kruis-getal") for k, w in zip(columns, widths, strict=True)]
    rows: list[list[Cel]] = []
    for row in kruis.rijen:
        numbers = [str(kruis.waarden.get((row, column), VERBORGEN)) for column in columns]
        if row == TOTAAL:
            rows.append([Gestileerd(row, "kruis-vet"), *(Gestileerd(n, "kruis-getal-vet") for n in numbers)])
        else:
            rows.append([row, *numbers])
    return table(kolommen, rows, width, pad=PAD, total=True)


def _left_out(kruis: Kruis) -> list[Flowable]:
    """What is not in the table: totals that are visible, and how many or which categories are wholly hidden."""
    totals = [(kruis.rij_naam, naam, kruis.waarden.get((naam, TOTAAL))) for naam in kruis.weg_rijen]
    totals += [(kruis.kolom_naam, naam, kruis.waarden.get((TOTAAL, naam))) for naam in kruis.weg_kolommen]
    parts: list[Flowable] = []
    for dimensie in (kruis.rij_naam, kruis.kolom_naam):
        seen = [f"{naam} ({n})" for d, naam, n in totals if d == dimensie and n is not None]
        hidden = [naam for d, naam, n in totals if d == dimensie and n is None]
        if seen:
            parts += text_block(f"Alleen het totaal is zichtbaar ({dimensie}): {'; '.join(seen)}.", "klein")
        if hidden:
            names = "; ".join(hidden) if len(hidden) <= NOEM else f"{len(hidden)} categorieën"
            parts += text_block(f"Geheel verborgen ({dimensie}): {names}.", "klein")
    return parts


def _heads(labels: Sequence[str], width: float) -> dict[str, str]:
    """What stands above the columns: the labels where they fit in a few lines, else codes.

    A code is what the label begins with, or a number; the total keeps its name.
    """
    inner = [label for label in labels if label != TOTAAL]
    longest_word = max((text_width(word, HALFVET, GROOTTE) for label in inner for word in label.split()), default=0)
    longest = max((text_width(label, HALFVET, GROOTTE) for label in inner), default=0)
    if longest_word <= width and longest <= width * (KOP_REGELS - 0.5):
        return {label: label for label in labels}
    heads: dict[str, str] = {}
    for number, label in enumerate(labels, start=1):
        match = _CODE.fullmatch(label)
        heads[label] = label if label == TOTAAL else match[1] if match else str(number)
    return heads


def _rest(label: str) -> str:
    match = _CODE.fullmatch(label)
    return match[2] or label if match else label
