"""A line of text that completes from a list: the first letters are enough, the list never gets in the way."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QCompleter, QLineEdit

from expertteam_app.ui.theme import TOKENS

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MOST_SHOWN = 12


class CompletingEdit(QLineEdit):
    """Shows what fits while one types. Arrow down goes into the list, Enter there takes the line and moves on.

    Args:
        options: the texts to complete from.
        letters: room for so many letters.
    """

    def __init__(self, options: Iterable[str] = (), letters: int = 16) -> None:
        super().__init__()
        self._letters = letters
        self._model = QStringListModel(list(options), self)
        completer = QCompleter(self._model, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(MOST_SHOWN)
        self.setCompleter(completer)

    def set_options(self, options: Iterable[str]) -> None:
        """Complete from other texts."""
        self._model.setStringList(list(options))

    @property
    def list_popup(self) -> QAbstractItemView | None:
        """The list while it is open, else None."""
        popup = self.completer().popup()
        return popup if popup is not None and popup.isVisible() else None

    def sizeHint(self) -> QSize:
        """Room for the letters."""
        wanted = self._letters * self.fontMetrics().averageCharWidth() + 2 * TOKENS.m
        return QSize(wanted, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """As its hint: a line of short fields breaks before it squeezes them."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a line of the list takes it and goes to the next field; arrow down opens the list."""
        popup = self.list_popup
        if event.key() in _ENTER and popup is not None:
            chosen = popup.currentIndex().isValid()
            popup.hide()
            if chosen:
                self.editingFinished.emit()
                self.focusNextChild()
            else:  # the list handed the key on; only a key of one's own reaches what is around the field
                QApplication.sendEvent(self, QKeyEvent(event.type(), event.key(), event.modifiers(), event.text()))
            event.accept()
            return
        if event.key() == Qt.Key.Key_Down and popup is None:
            self.completer().setCompletionPrefix(self.text())
            self.completer().complete()
            return
        super().keyPressEvent(event)
