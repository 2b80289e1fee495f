"""*Waarom deze datum?* for whatever the keyboard stands on: one key, one window with lines to read and to copy."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.waarom import Antwoord
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.frame import WAAROM_KEY
from expertteam_app.ui.pages.casus_velden import button, column, scroll
from expertteam_app.ui.pages.uitleg_paneel import UitlegPaneel
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.labels import announce

NIETS = "Hier staat geen datum of getal dat berekend is. Ga op een regel met een datum staan en vraag het opnieuw."
WIDTH = 88
"""Characters the window is wide."""


@runtime_checkable
class Uitlegbaar(Protocol):
    """A widget that shows dates or figures and can say what explains the one the keyboard is on."""

    def waarom(self) -> Vraag | Antwoord | None:
        """What to explain; None where there is nothing."""


def asked_at(widget: QWidget | None) -> Vraag | Antwoord | None:
    """What explains the date or figure at a widget: its own, or that of the part it stands in."""
    while widget is not None:
        if isinstance(widget, Uitlegbaar):
            found = widget.waarom()
            if found is not None:
                return found
        widget = widget.parentWidget()
    return None


class WaaromVenster(QDialog):
    """The explanation of one date or figure. Esc closes, Ctrl+C copies."""

    def __init__(self, antwoord: Antwoord, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Waarom?")
        self.paneel = UitlegPaneel("Waarom?")
        self.paneel.show_uitleg(antwoord.uitleg, antwoord.titel)
        content = QWidget()
        inner = column(content)
        inner.addWidget(self.paneel)
        inner.addStretch()
        self.close_button = button("Sluiten", self.accept, "x", role="stil")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TOKENS.m, TOKENS.m, TOKENS.m, TOKENS.m)
        layout.addWidget(scroll(content), 1)
        layout.addLayout(row_of(None, self.close_button))
        self._fit(parent)
        self.paneel.copy_button.setFocus(Qt.FocusReason.TabFocusReason)
        announce(self.paneel, self.paneel.text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the lines, Esc closes."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.paneel.copy()
        else:
            super().keyPressEvent(event)

    def _fit(self, parent: QWidget) -> None:
        room = parent.screen().availableSize()
        metrics = self.fontMetrics()
        lines = 8 + 2 * self.paneel.text.count("\n")
        self.resize(
            min(metrics.averageCharWidth() * WIDTH, room.width() - 80),
            min(metrics.height() * max(14, lines), room.height() - 120),
        )


def show_why(parent: QWidget, sessie: Sessie, vraag: Vraag | Antwoord | None) -> WaaromVenster | None:
    """Open the window on what is asked; says so where there is nothing to explain."""
    if vraag is None:
        announce(parent, NIETS)
        return None
    try:
        antwoord = vraag if isinstance(vraag, Antwoord) else _answer(sessie, vraag)
    except ExpertteamError as error:
        show_error(parent, error)
        return None
    venster = WaaromVenster(antwoord, parent)
    venster.open()
    return venster


def _answer(sessie: Sessie, vraag: Vraag) -> Antwoord:
    return sessie.waarom.klok(vraag.tekst) if vraag.over is Over.KLOK else sessie.waarom.uitleg(vraag)


def why_button(sessie: Sessie, vraag: Callable[[], Vraag | Antwoord | None], about: str) -> QPushButton:
    """A quiet button that explains; `about` tells a screen reader what."""
    made: QPushButton = button("Waarom?", lambda: None, "info", role="stil")
    made.clicked.connect(partial(_press, made, sessie, vraag))
    made.setToolTip(f"{about} ({WAAROM_KEY})")
    made.setAccessibleName(about)
    return made


def _press(
    made: QPushButton, sessie: Sessie, vraag: Callable[[], Vraag | Antwoord | None], _checked: bool = False
) -> None:
    show_why(made, sessie, vraag())
