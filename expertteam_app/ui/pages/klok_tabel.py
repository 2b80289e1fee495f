"""Klokken of one casus or VTB as a table, with the explanation of the one that is chosen under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from expertteam_app.domain.klokloop import KlokStand
from expertteam_app.services.waarom import Antwoord
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_tabel import RijenTable
from expertteam_app.ui.pages.casus_velden import column
from expertteam_app.ui.pages.uitleg_paneel import UitlegPaneel
from expertteam_app.ui.text import LEEG, dag_cijfers, dagen
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.labels import hint

Naam = Callable[[KlokStand], str]


def klok_stand(klok: KlokStand) -> tuple[str, Tone]:
    """How a klok stands, in words and as a tone; days are in the unit of its norm."""
    if klok.gepauzeerd:
        return "staat stil", Tone.LET_OP
    if klok.binnen_norm is None:
        return ("loopt" if klok.loopt else "klaar"), Tone.NEUTRAAL
    if klok.resterend is None:
        return ("te laat", Tone.FOUT) if klok.over_norm else ("op tijd", Tone.GOED)
    if klok.resterend < 0:
        return f"{dagen(-klok.resterend, klok.eenheid)} te laat", Tone.FOUT
    return f"nog {dagen(klok.resterend, klok.eenheid)}", Tone.INFO


def klok_naam(klok: KlokStand) -> str:
    """The name, with the round when a casus was reopened."""
    return f"{klok.naam} (ronde {klok.cyclus})" if klok.cyclus > 1 else klok.naam


def order(klok: KlokStand) -> tuple[bool, int, int]:
    """Running ones first, the one that ends soonest on top; then what ended last."""
    left = klok.resterend if klok.resterend is not None else 10_000
    return not klok.loopt or klok.resterend is None, left if klok.loopt else 0, -klok.begin.toordinal()


class KlokTabel(QWidget):
    """The klokken, and why the date of the chosen one is what it is."""

    def __init__(self, name: str, empty: str, naam: Naam = klok_naam) -> None:
        super().__init__()
        col = Column[KlokStand]
        columns = (
            col("naam", "Klok", naam, width=28),
            col("stand", "Stand", lambda k: klok_stand(k)[0], lambda k: klok_stand(k)[1], width=27),
            col("uiterlijk", "Uiterlijk", lambda k: dag_cijfers(k.uiterlijk), width=11),
            col("netto", "Netto", lambda k: str(k.netto), right=True, width=6),
            col("bruto", "Bruto", lambda k: str(k.bruto), right=True, width=6),
            col("norm", "Norm", lambda k: LEEG if k.norm is None else str(k.norm), width=14),
        )
        self._rows: tuple[KlokStand, ...] = ()
        self._places: dict[int, int] = {}
        self.table: RijenTable[KlokStand] = RijenTable(name, columns, lambda k: self._places[id(k)])
        self.paneel = UitlegPaneel()
        self._empty = hint(empty)
        layout = column(self, spacing=TOKENS.m)
        for part in (self._empty, self.table, self.paneel):
            layout.addWidget(part)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._explain())

    def show_klokken(self, klokken: Sequence[KlokStand]) -> None:
        """Show these, the most urgent one on top."""
        self._rows = tuple(sorted(klokken, key=order))
        self._places = {id(klok): place for place, klok in enumerate(self._rows)}
        self.table.set_rows(self._rows)
        self.table.setVisible(bool(self._rows))
        self._empty.setVisible(not self._rows)
        self._explain()

    def choose_step(self, stap: int | None) -> None:
        """Go to the klok of a step: the one that runs, or the last one that did."""
        found = [n for n, k in enumerate(self._rows) if k.stap is not None and k.stap == stap]
        if found:
            self.table.select_id(found[0])

    @property
    def current(self) -> KlokStand | None:
        """The klok one stands on."""
        place = self.table.current_id
        return self._rows[place] if place is not None and place < len(self._rows) else None

    def waarom(self) -> Antwoord | None:
        """The klok one stands on, as the panel under the table tells it."""
        klok = self.current
        return None if klok is None else Antwoord(f"{klok.naam} ({klok.code})", klok.uitleg)

    def _explain(self) -> None:
        klok = self.current
        self.paneel.setVisible(klok is not None)
        if klok is not None:
            self.paneel.show_uitleg(klok.uitleg, f"{klok.naam} ({klok.code})")
