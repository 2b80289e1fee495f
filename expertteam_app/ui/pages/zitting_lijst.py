"""The list of zittingen of one table, and planning a new one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.datuminvoer import in_woorden
from expertteam_app.domain.tafel import ZittingDossier, ZittingRegel
from expertteam_app.domain.zitting import ZittingSoort, ZittingStatus
from expertteam_app.ui.pages.casus_invoer import Invoer, KaartPlek
from expertteam_app.ui.pages.casus_velden import button, column, coming_date, scroll
from expertteam_app.ui.pages.zitting_fields import EntryForm
from expertteam_app.ui.pages.zitting_reeks import ReeksKaart, ReflectieKaart
from expertteam_app.ui.pages.zitting_rows import FOLLOW_DELAY, Row, RowList
from expertteam_app.ui.pages.zitting_tafel import TAFEL_NAMEN, Tafel
from expertteam_app.ui.text import aantal, dag_kort
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.labels import hint

FIELD_CHARS = 18
"""The width that a field needs at least in this column."""
STATUS_TONES = {
    ZittingStatus.GEPLAND: Tone.INFO,
    ZittingStatus.CONCEPT: Tone.LET_OP,
    ZittingStatus.TER_REACTIE: Tone.INFO,
    ZittingStatus.VASTGESTELD: Tone.GOED,
    ZittingStatus.INGELEZEN: Tone.NEUTRAAL,
    ZittingStatus.AFGEZEGD: Tone.NEUTRAAL,
}


def in_order(zittingen: list[ZittingRegel]) -> list[ZittingRegel]:
    """What must be done first: planned ones with the nearest first, then the others, newest first."""
    planned = sorted((z for z in zittingen if z.status is ZittingStatus.GEPLAND), key=lambda z: (z.datum, z.begintijd))
    others = sorted((z for z in zittingen if z.status is not ZittingStatus.GEPLAND), key=lambda z: z.datum)
    return [*planned, *reversed(others)]


def _row(zitting: ZittingRegel, today: date) -> Row:
    year = "" if zitting.datum.year == today.year else f" {zitting.datum.year}"
    where = " · ".join(part for part in (zitting.begintijd, zitting.plaats) if part)
    return Row(
        id=zitting.id,
        title=f"{dag_kort(zitting.datum)}{year}",
        subtitle=f"{zitting.nummer} · {aantal(zitting.punten, 'punt', 'punten')}",
        status=zitting.status.value,
        tone=STATUS_TONES[zitting.status],
        note=where,
    )


def _haystack(zitting: ZittingRegel) -> str:
    return fold(f"{zitting.nummer} {in_woorden(zitting.datum)} {zitting.plaats} {zitting.status}")


class ZittingLijst(QWidget):
    """Zittingen of one table, those to come first; above it the form to plan one.

    Emits `chosen` with the id of the zitting to show and `entered` when the keyboard should go there.
    """

    chosen = Signal(int)
    entered = Signal(int)

    def __init__(self, tafel: Tafel, soort: ZittingSoort) -> None:
        super().__init__()
        self._tafel = tafel
        self._soort = soort
        self._zittingen: list[ZittingRegel] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText("Zoek op datum, nummer of plaats")
        self.search.setAccessibleName(f"Zoek in de zittingen van {TAFEL_NAMEN[soort]}")
        self.search.textChanged.connect(self._fill)
        self.plan_button = button("Zitting plannen", self.start_planning, "plus", "Ctrl+N")
        self.list = RowList(f"Zittingen van {TAFEL_NAMEN[soort]}", delay=FOLLOW_DELAY)
        self.list.chosen.connect(self.chosen)
        self.list.opened.connect(self.entered)
        self._empty = hint("")
        self.plan_card = self._planning()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.s)
        cards = QWidget()
        inside = column(cards, spacing=TOKENS.s)
        inside.addWidget(self.plan_card)
        self.plek = KaartPlek(inside, 1, self._card_gone)
        inside.addStretch()
        self._cards = scroll(cards)
        layout.addWidget(self.plan_button)
        layout.addWidget(self._cards, 3)
        layout.addWidget(self.search)
        layout.addWidget(self._empty)
        layout.addWidget(self.list, 1)
        self._show_plan(planning=self.entry.restore())

    def add_below(self, part: QWidget) -> None:
        """Put something under the list."""
        layout = self.layout()
        if layout is not None:
            layout.addWidget(part)

    def _planning(self) -> Card:
        card = Card("Zitting plannen")
        self.entry = EntryForm(
            self._tafel, f"zitting.plannen.{self._soort}", "Plannen", "calendar-check", "primair", FIELD_CHARS
        )
        self.entry.add("datum", "Datum", coming_date(self._tafel.today), required=True)
        self.entry.add("begintijd", "Begintijd", QLineEdit(), start="9:00")
        self.entry.add("plaats", "Plaats", QLineEdit())
        self.entry.submitted.connect(self._plan)
        card.add(self.entry)
        self.entry.buttons.addWidget(button("Niet plannen", self.stop_planning, role="stil"))
        return card

    def show_zittingen(self, zittingen: list[ZittingRegel]) -> None:
        """Show these; the current one stays."""
        self._zittingen = in_order(zittingen)
        self.plan_button.setEnabled(self._tafel.can_write)
        self._fill()

    def _fill(self) -> None:
        words = fold(self.search.text()).split()
        shown = [z for z in self._zittingen if all(w in _haystack(z) for w in words)]
        today = self._tafel.today()
        self.list.show_rows([_row(z, today) for z in shown])
        if not self._zittingen:
            self._empty.setText("Er zijn nog geen zittingen. Plan de eerste.")
        elif not shown:
            self._empty.setText("Geen zitting past bij deze woorden. Maak het zoekveld leeg.")
        room = self.plek.card is None
        self._empty.setVisible(room and not shown)
        self.search.setVisible(room and len(self._zittingen) > 1)
        self.list.setVisible(room and bool(shown))

    def _show_plan(self, *, planning: bool) -> None:
        self.plan_card.setVisible(planning)
        self.plan_button.setVisible(not planning)
        self._cards.setVisible(planning or self.plek.card is not None)

    def _card_gone(self) -> None:
        self._cards.setVisible(not self.plan_card.isHidden())
        self._fill()
        self.list.setFocus()

    def _open(self, card: Invoer) -> None:
        """A card with many fields takes the place of the list, and makes do with a narrow column."""
        card.tools.setDirection(QBoxLayout.Direction.TopToBottom)
        for key in card.form.values():
            card.form.row(key).setMinimumWidth(FIELD_CHARS * self.fontMetrics().averageCharWidth())
        self._cards.show()
        self.plek.open(card)
        self._fill()

    def start_planning(self) -> None:
        """Show the form and go there."""
        if not self._tafel.can_write:
            return
        self._show_plan(planning=True)
        self.entry.form.row("datum").control.setFocus()

    def plan_series(self, open_now: ZittingDossier | None, say: Callable[[str], object]) -> None:
        """Open the card that plans a series."""
        if self._tafel.can_write and not self.plek.start():
            self._open(ReeksKaart(self._tafel, self._soort, open_now, say))

    def plan_reflectie(self, say: Callable[[str], object]) -> None:
        """Open the card that plans a reflectie."""
        if self._tafel.can_write and not self.plek.start():
            self._open(ReflectieKaart(self._tafel, say))

    def stop_planning(self) -> None:
        """Put the form away; what was typed is thrown away."""
        self.entry.done()
        self._show_plan(planning=False)
        self.plan_button.setFocus()

    def _plan(self, values: dict[str, object]) -> None:
        datum = values["datum"]
        if not isinstance(datum, date):
            self.entry.refuse("datum", "Kies de dag van de zitting.")
            return
        made: list[int] = []
        plan = self._tafel.sessie.zittingen.plan
        begintijd, plaats = str(values["begintijd"]), str(values["plaats"])
        if self._tafel.attempt(lambda: made.append(plan(self._soort, datum, begintijd, plaats)), self, self.entry.form):
            self.entry.done()
            self._show_plan(planning=False)
            self.search.clear()
            self.list.select_id(made[0])
            self.entered.emit(made[0])
