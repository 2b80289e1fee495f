"""A field for the passphrase (wachtzin): hidden, with a button that shows it and a hint when Caps Lock is on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from expertteam_app.ui.icons import icon
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.labels import announce, label


def caps_lock_seen(event: QKeyEvent) -> bool | None:
    """Whether a typed letter shows that Caps Lock is on; None when the key was no letter."""
    text = event.text()
    if len(text) != 1 or text.lower() == text.upper():
        return None
    return text.isupper() != bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)


class PassphraseField(QWidget):
    """The line with its button. Emits `entered` on Enter."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setAccessibleName("Wachtzin")
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.show_button = QToolButton()
        self.show_button.setCheckable(True)
        self.show_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_button.toggled.connect(self._toggle)
        self._caps = label("Let op: Caps Lock staat aan.", "fout", wrap=True)
        self._caps.hide()
        line = QHBoxLayout()
        line.setSpacing(TOKENS.xs)
        line.addWidget(self.edit, 1)
        line.addWidget(self.show_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.xs)
        layout.addLayout(line)
        layout.addWidget(self._caps)
        self.setFocusProxy(self.edit)
        self.edit.returnPressed.connect(self.entered)
        self.edit.installEventFilter(self)
        self._toggle(False)

    @property
    def caps_hint(self) -> bool:
        """Whether the hint about Caps Lock is shown."""
        return not self._caps.isHidden()

    def text(self) -> str:
        """What was typed."""
        return self.edit.text()

    def clear(self) -> None:
        """Empty the line and hide what is typed next."""
        self.edit.clear()
        self.show_button.setChecked(False)
        self._caps.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at typed letters for Caps Lock."""
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            seen = caps_lock_seen(event)
            if seen is not None and seen != self.caps_hint:
                self._caps.setVisible(seen)
                if seen:
                    announce(self.edit, self._caps.text())
        return super().eventFilter(watched, event)

    def _toggle(self, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        words = "Wachtzin verbergen" if shown else "Wachtzin tonen"
        self.show_button.setIcon(icon("eye-off" if shown else "eye"))
        self.show_button.setAccessibleName(words)
        self.show_button.setToolTip(words)
