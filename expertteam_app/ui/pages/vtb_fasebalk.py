"""The phases of the werkbank beside each other, each with how many VTB's are in it; one of them filters the list."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from expertteam_app.domain.vtb_fase import FASEN, Fase
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.flow import FlowLayout

LOPEND = "alle lopende"
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -99, Qt.Key.Key_End: 99}


_STYLE = (
    "QPushButton { padding: 3px 9px; }"
    " QPushButton:checked { background: palette(highlight); color: palette(highlighted-text); font-weight: 600; }"
    " QPushButton:checked:focus { border: 2px solid palette(window-text); }"
)


class FaseBalk(QWidget):
    """One tab stop: Left and Right go along the phases and filter at once. Emits `chosen` with a `Fase` or None."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._value: Fase | None = None
        self._buttons: dict[Fase | None, QPushButton] = {}
        layout = FlowLayout(self, TOKENS.xs)
        for fase in (None, *FASEN):
            each = QPushButton()
            each.setCheckable(True)
            each.setStyleSheet(_STYLE)
            each.clicked.connect(lambda _checked=False, f=fase: self.choose(f))
            each.installEventFilter(self)
            self._buttons[fase] = each
            layout.addWidget(each)
        self.show_counts(())

    @property
    def value(self) -> Fase | None:
        """The chosen phase; None: all that are not gesloten."""
        return self._value

    def show_counts(self, fasen: Iterable[Fase]) -> None:
        """Show how many VTB's are in each phase."""
        found = list(fasen)
        for fase, each in self._buttons.items():
            count = found.count(fase) if fase else sum(f is not Fase.GESLOTEN for f in found)
            each.setText(f"{fase or LOPEND} {count}".replace("&", "&&"))
            each.setAccessibleName(f"Fase {fase or LOPEND}: {count}")
        self._show()

    def choose(self, fase: Fase | None) -> None:
        """Choose as a user does."""
        changed = fase is not self._value
        self._value = fase
        self._show()
        if changed:
            self.chosen.emit(fase)

    def button(self, fase: Fase | None) -> QPushButton:
        """The button of a phase."""
        return self._buttons[fase]

    def _show(self) -> None:
        for fase, each in self._buttons.items():
            here = fase is self._value
            each.setChecked(here)
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
            if here:
                self.setFocusProxy(each)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Left, Right, Home and End go along the phases."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and not event.modifiers():
                order = list(self._buttons)
                place = min(len(order) - 1, max(0, order.index(self._value) + step))
                self.choose(order[place])
                self._buttons[order[place]].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)
