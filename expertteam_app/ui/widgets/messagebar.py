"""One line above the page that says what happened; it never takes the keyboard and never blocks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from expertteam_app.ui.icons import icon, icon_size
from expertteam_app.ui.paged_model import TONE_ICONS
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.labels import announce, label, restyle


class MessageBar(QFrame):
    """Shows one message in place of the one before, until it is closed; it may offer one thing to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel()
        self._text = label(wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.act_button = QPushButton()
        self.act_button.setAutoDefault(True)
        self.act_button.setAccessibleName("Geen vervolg")
        self.act_button.hide()
        self.act_button.clicked.connect(self._do)
        self._act: Callable[[], object] = self.hide
        self.close_button = QToolButton()
        self.close_button.setIcon(icon("x"))
        self.close_button.setAccessibleName("Melding sluiten")
        self.close_button.setToolTip("Melding sluiten (Esc)")
        self.close_button.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(TOKENS.m, TOKENS.xs, TOKENS.xs, TOKENS.xs)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self.act_button)
        layout.addWidget(self.close_button)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, empty when nothing is shown."""
        return "" if self.isHidden() else self._text.text()

    def _do(self) -> None:
        self._act()

    def show_message(self, text: str, tone: Tone, offer: str = "", act: Callable[[], object] | None = None) -> None:
        """Show one message; `offer` is the text of a button that does `act`."""
        self.act_button.setText(offer)
        self.act_button.setAccessibleName(offer or "Geen vervolg")
        self.act_button.setVisible(bool(offer))
        self._act = act or self.hide
        self._text.setText(text)
        self._icon.setPixmap(icon(TONE_ICONS[tone], tone).pixmap(icon_size(self), self.devicePixelRatioF()))
        self.setProperty("toon", tone.value)
        restyle(self)
        self.show()
        announce(self, text)
