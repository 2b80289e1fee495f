"""One line above the page that says what happened; it never takes the keyboard and never blocks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from expertteam_app.ui.icons import icon, icon_size
from expertteam_app.ui.paged_model import TONE_ICONS
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.labels import announce, label, restyle


class MessageBar(QFrame):
    """Shows one message in place of the one before, until it is closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel()
        self._text = label(wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.close_button = QToolButton()
        self.close_button.setIcon(icon("x"))
        self.close_button.setAccessibleName("Melding sluiten")
        self.close_button.setToolTip("Melding sluiten (Esc)")
        self.close_button.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(TOKENS.m, TOKENS.xs, TOKENS.xs, TOKENS.xs)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self.close_button)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, empty when nothing is shown."""
        return "" if self.isHidden() else self._text.text()

    def show_message(self, text: str, tone: Tone) -> None:
        """Show one message."""
        self._text.setText(text)
        self._icon.setPixmap(icon(TONE_ICONS[tone], tone).pixmap(icon_size(self), self.devicePixelRatioF()))
        self.setProperty("toon", tone.value)
        restyle(self)
        self.show()
        announce(self, text)
