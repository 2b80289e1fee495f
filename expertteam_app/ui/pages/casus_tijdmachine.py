"""Tijdmachine: the casus as it was known on a day, to read only, and what is different today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QSlider, QVBoxLayout, QWidget

from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.domain.tijdmachine import Wijziging
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.tijdmachine import Toen
from expertteam_app.ui.actions import Command
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.page import Page
from expertteam_app.ui.pages.casus_toen import lines_of
from expertteam_app.ui.pages.casus_toen_kaart import ToenKaart, count_words
from expertteam_app.ui.pages.casus_toen_regel import ToenRegel, compared
from expertteam_app.ui.pages.casus_velden import button, column, past_date, scroll
from expertteam_app.ui.pages.casus_werk import concerns
from expertteam_app.ui.text import dag_cijfers, tijdstip
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import announce, hint, label, title

PAGE = "tijdmachine"
DELEN = (
    "Kern",
    "Stem",
    "Gezin",
    "Ladder",
    "Klokken",
    "Tijdlijn",
    "Zoekregels",
    "Acties",
    "Oorzaken",
    "Hiaten",
    "Uithuisplaatsing",
    "Delen",
    "Bijlagen",
)
"""The parts of the dossier, in their order."""
Look = Callable[[int], Toen]


class TijdmachinePage(Page):
    """One casus at one moment. Emits `closed` with its id to go back to the casus of today."""

    title = "Tijdmachine"
    closed = Signal(int)

    def __init__(self, sessie: Sessie) -> None:
        super().__init__()
        self._sessie = sessie
        self._casus: int | None = None
        self._changes: tuple[Wijziging, ...] = ()
        self._place = 0
        self._today: Toen | None = None
        self.heading = title("Tijdmachine")
        self.banner = label("", "kop", wrap=True)
        self.act = hint("")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName("Wijzigingen van deze casus, van oud naar nieuw")
        self.slider.setPageStep(1)
        self.slider.valueChanged.connect(self.go)
        self.day = past_date(sessie.context.vandaag)
        self.day.edit.setAccessibleName("Zo was het bekend op")
        self.day.changed.connect(self._go_to_day)
        self.earlier_button = button("Eerder", self.earlier, "chevron-left", "Alt+←")
        self.later_button = button("Later", self.later, "chevron-right", "Alt+→")
        self.back_button = button("Terug naar vandaag", self._close, "x", "Esc")
        self.only_different = QCheckBox("Alleen wat nu anders is")
        self.only_different.toggled.connect(lambda _on: self._show_lines())
        self.lines: tuple[ToenRegel, ...] = ()
        self.cards = {deel: ToenKaart(deel) for deel in DELEN}
        head, content = QWidget(), QWidget()
        whole = column(self)
        whole.addWidget(head)
        whole.addWidget(scroll(content), 1)
        layout = QVBoxLayout(head)
        layout.setContentsMargins(TOKENS.l, TOKENS.l, TOKENS.l, TOKENS.l)
        layout.setSpacing(TOKENS.s)
        for part in (self.heading, self.banner, self.act):
            layout.addWidget(part)
        day_label = label("Op de dag", "veld")
        day_label.setBuddy(self.day.edit)
        moves = QWidget()
        flow = FlowLayout(moves, TOKENS.s)
        for each in (
            self.earlier_button,
            self.later_button,
            day_label,
            self.day,
            self.only_different,
            self.back_button,
        ):
            flow.addWidget(each)
        layout.addWidget(moves)
        layout.addWidget(self.slider)
        body = QVBoxLayout(content)
        body.setContentsMargins(TOKENS.l, 0, TOKENS.l, TOKENS.l)
        body.setSpacing(TOKENS.s)
        self._same = hint("Alles staat er nu nog zo.")
        body.addWidget(self._same)
        for card in self.cards.values():
            body.addWidget(card)
        body.addStretch()

    # -- which moment --------------------------------------------------------------------------------------------

    def open_item(self, item_id: int, soort: str = "") -> None:
        """Look at a casus as it is now, before going back."""
        del soort
        self._casus = item_id
        self._read()
        self.go(len(self._changes) - 1)

    def current_item(self) -> int | None:
        """The casus one looks back on."""
        return self._casus

    def refresh(self, nouns: frozenset[str]) -> None:
        """A change made elsewhere is one more moment."""
        if self._casus is not None and concerns(nouns):
            place = self._place
            self._read()
            self.go(min(place, len(self._changes) - 1))

    def _read(self) -> None:
        if self._casus is None:
            return
        self._changes = self._sessie.tijdmachine.wijzigingen(self._casus)
        self._today = self._sessie.tijdmachine.op(self._casus, self._sessie.context.vandaag())
        blocked = self.slider.blockSignals(True)
        self.slider.setRange(0, max(0, len(self._changes) - 1))
        self.slider.blockSignals(blocked)

    def go(self, place: int) -> None:
        """Show the casus as it was after a change, by its place from 0."""
        if self._casus is None or not 0 <= place < len(self._changes):
            return
        change = self._changes[place]
        when = datetime.fromisoformat(change.moment).astimezone()
        self._place = place
        self.day.set_value(when.date())
        self._show(lambda c: self._sessie.tijdmachine.na(c, change), when.date(), f" om {tijdstip(when)}")

    def _go_to_day(self) -> None:
        day = self.day.value()
        if isinstance(day, date) and self._casus is not None:
            ends = [datetime.fromisoformat(c.moment).astimezone().date() for c in self._changes]
            self._place = max((n for n, end in enumerate(ends) if end <= day), default=0)
            self._show(lambda c: self._sessie.tijdmachine.op(c, day), day, "")

    def earlier(self) -> None:
        """One change back."""
        self.go(self._place - 1)

    def later(self) -> None:
        """One change on."""
        self.go(self._place + 1)

    # -- what is shown -------------------------------------------------------------------------------------------

    def _show(self, look: Look, day: date, at: str) -> None:
        now = self._today
        if self._casus is None or now is None:
            return
        try:
            then = look(self._casus)
        except ExpertteamError as error:
            show_error(self, error)
            return
        lists = self._sessie.lists
        lines = compared(lines_of(then, lists), lines_of(now, lists)) if then.dossier is not None else []
        self.lines = tuple(line for line in lines if line.tekst or line.nu)
        self._show_lines()
        different = sum(bool(line.nu) for line in self.lines)
        known = then.dossier or now.dossier
        self.heading.setText(f"Tijdmachine · {known.nummer}" if known is not None else "Tijdmachine")
        if then.dossier is None:
            self.banner.setText(f"Op {dag_cijfers(day)} was deze casus nog niet bekend.")
        else:
            what = f"{count_words(different)} nu anders"
            self.banner.setText(f"Zo was het bekend op {dag_cijfers(day)}{at}. Alleen om te lezen; {what}.")
        change = self._changes[self._place]
        self.act.setText(
            f"Wijziging {self._place + 1} van {len(self._changes)}: {change.handeling}, door {change.wie}."
        )
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(self._place)
        self.slider.blockSignals(blocked)
        self.earlier_button.setEnabled(self._place > 0)
        self.later_button.setEnabled(self._place < len(self._changes) - 1)
        announce(self.banner, self.banner.text())

    def _show_lines(self) -> None:
        """Every part with its lines; where only differences are asked, only the parts that have them."""
        only = self.only_different.isChecked()
        for deel, card in self.cards.items():
            own = [line for line in self.lines if line.deel == deel and (line.nu or not only)]
            card.show_lines(own)
            card.setVisible(bool(self.lines) and bool(own or not only))
        self._same.setVisible(only and bool(self.lines) and not any(line.nu for line in self.lines))

    def _close(self) -> None:
        if self._casus is not None:
            self.closed.emit(self._casus)

    def commands(self) -> list[Command]:
        """Earlier, later, back."""
        return [
            Command("toen.eerder", "Eerder: één wijziging terug", self.earlier, "Alt+Left", "chevron-left", page=PAGE),
            Command("toen.later", "Later: één wijziging verder", self.later, "Alt+Right", "chevron-right", page=PAGE),
            Command("toen.terug", "Terug naar de casus van vandaag", self._close, "", "x", page=PAGE),
        ]

    def focus_first(self) -> None:
        """The slider: arrows go through the changes."""
        self.slider.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to today."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
            return
        super().keyPressEvent(event)
