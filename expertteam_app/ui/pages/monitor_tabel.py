"""One table of the monitor on the screen: how it was counted, and figures that open the zaken behind them."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from functools import partial
from operator import itemgetter
from typing import cast

from PySide6.QtCore import Signal

from expertteam_app.domain.monitor import Cel, Definitie, MonitorTabel, Rij, Verschil
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.cijfer_tabel import AskTable, FillTable, ListModel
from expertteam_app.ui.text import LEEG
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.labels import hint, label

HEAD_WIDTH = 16
"""Characters in a line of a column head."""
NAME_WIDTH, LONG_NAME, LEAST_WIDTH, MOST_WIDTH = 18, 44, 8, 28


class TabelKaart(Card):
    """A table under its title. Emits `asked` with a figure and what it is called."""

    asked = Signal(object, str)

    def __init__(self, tabel: MonitorTabel) -> None:
        super().__init__(tabel.titel)
        self._tabel = tabel
        self.add(hint(tabel.uitleg))
        if not tabel.rijen:
            self.table: AskTable | None = None
            self.add(label("Er is niets om te laten zien."))
            return
        self.table = AskTable(tabel.titel, whole=True)
        model: ListModel[Rij] = ListModel(_columns(tabel), parent=self.table)
        model.set_rows(tabel.rijen)
        self.table.show_rows(model)
        self.table.asked.connect(self._ask)
        self.add(self.table)

    def _ask(self, row: int, column: str) -> None:
        rij = self._tabel.rijen[row]
        place = int(column) if column.isdigit() else 0
        called = f"{self._tabel.titel}: {rij.naam}, {self._tabel.kolommen[place]}"
        self.asked.emit(rij.cellen[place], called)


def _columns(tabel: MonitorTabel) -> list[Column[Rij]]:
    name = max(NAME_WIDTH, min(LONG_NAME, max(len(rij.naam) for rij in tabel.rijen)))
    found = [Column[Rij]("naam", tabel.kop, lambda rij: rij.naam, width=name)]
    for place, head in enumerate(tabel.kolommen):
        cells = [rij.cellen[place] for rij in tabel.rijen]
        longest = max(len(cel.tekst) for cel in cells)
        found.append(
            Column(
                str(place),
                textwrap.fill(head, HEAD_WIDTH, break_long_words=False),
                partial(_text_at, place),
                right=all(_is_number(cel) for cel in cells),
                width=max(LEAST_WIDTH, min(MOST_WIDTH, longest + 2)),
            )
        )
    return found


def _text_at(place: int, rij: Rij) -> str:
    return rij.cellen[place].tekst


def _is_number(cel: Cel) -> bool:
    return cel.tekst.isdigit()


def text_table(name: str, heads: Sequence[tuple[str, int]], rows: Sequence[tuple[str, ...]]) -> FillTable:
    """A table of plain words, as high as its rows; a head with the width of its column."""
    columns = [
        Column[tuple[str, ...]](str(at), head, itemgetter(at), width=width) for at, (head, width) in enumerate(heads)
    ]
    table = FillTable(name, whole=True)
    model: ListModel[tuple[str, ...]] = ListModel(columns, parent=table)
    model.set_rows(rows)
    table.show_rows(model)
    return table


def definitions(found: Sequence[Definitie]) -> FillTable:
    """What each word means."""
    rows = [cast("tuple[str, ...]", (d.onderwerp, d.tekst, d.bron)) for d in found]
    return text_table("Wat elk begrip betekent", (("Begrip", 18), ("Wat het betekent", 60), ("Bron", 26)), rows)


def differences(found: Sequence[Verschil]) -> FillTable:
    """Which figures are others now."""
    rows = [(v.tabel, v.rij, v.kolom.replace("\n", " "), v.toen or LEEG, v.nu or LEEG, v.waardoor) for v in found]
    heads = (("Tabel", 26), ("Regel", 24), ("Kolom", 20), ("Toen", 14), ("Nu", 14), ("Waardoor", 26))
    return text_table("Wat nu anders is", heads, rows)
