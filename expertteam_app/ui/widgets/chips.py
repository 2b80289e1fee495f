"""Several codes of a codelijst: type a part of a word to add one, each chosen code is a button that removes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QListView, QToolButton, QVBoxLayout, QWidget

from expertteam_app.domain.codelijst import Code, fold
from expertteam_app.ui.icons import icon
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import announce


def matching(codes: Sequence[Code], text: str) -> list[Code]:
    """The codes whose code, label or synonyms hold every typed word."""
    words = fold(text).split()
    return [c for c in codes if all(w in fold(" ".join((c.code, c.label, *c.synoniemen))) for w in words)]


class Chip(QToolButton):
    """One chosen code; clicking it takes it away. Its words break where they do not fit on a line.

    Attributes:
        naam: its words, on one line.
    """

    def __init__(self, naam: str) -> None:
        super().__init__()
        self.naam = naam
        self.setProperty("rol", "chip")
        self.setIcon(icon("x"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{naam}, verwijderen")
        self.setText(naam)

    def fit(self, width: int) -> None:
        """Take at most so many pixels, on as many lines as that asks."""
        self.setText(self.naam)
        beside = self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self.naam)
        lines = [""]
        for word in self.naam.split():
            longer = f"{lines[-1]} {word}".strip()
            if self.fontMetrics().horizontalAdvance(longer) + beside <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        self.setText("\n".join(line for line in lines if line))


class Chips(QWidget):
    """A choice of codes, in the order in which they were chosen. Emits `changed` with the tuple of codes."""

    changed = Signal(object)

    def __init__(self, codes: Sequence[Code], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes = {c.code: c for c in codes}
        self._chosen: list[str] = []
        self._buttons: dict[str, Chip] = {}
        self.edit = QLineEdit()
        self.edit.setPlaceholderText("Typ om te kiezen, ↓ toont alles")
        self._labels = QStringListModel(self)
        self._completer = QCompleter(self._labels, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(10)
        self._completer.setWidget(self.edit)
        self._popup = QListView()
        self._completer.setPopup(self._popup)
        self._completer.activated.connect(self._picked)
        self._all = QToolButton()
        self._all.setIcon(icon("chevron-down"))
        self._all.setAccessibleName("Alle keuzes tonen")
        self._all.setToolTip("Alle keuzes tonen")
        self._all.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._all.clicked.connect(self._offer_all)
        line = QHBoxLayout()
        line.setSpacing(TOKENS.xs)
        line.addWidget(self.edit, 1)
        line.addWidget(self._all)
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, TOKENS.xs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.xs)
        layout.addLayout(line)
        layout.addWidget(self._holder)
        self._holder.hide()
        self.setFocusProxy(self.edit)
        self.edit.textEdited.connect(self._offer)
        self.edit.installEventFilter(self)

    def value(self) -> tuple[str, ...]:
        """The chosen codes."""
        return tuple(self._chosen)

    def set_value(self, codes: object) -> None:
        """Show a choice without telling anyone; a code this list does not know is shown as it is."""
        for code in tuple(self._chosen):
            self._take_away(code)
        for code in tuple(codes) if isinstance(codes, (tuple, list)) else ():
            self._put(str(code))

    def add(self, code: str) -> None:
        """Choose a code."""
        if code not in self._chosen:
            self._put(code)
            announce(self.edit, f"{self._buttons[code].naam} toegevoegd")
            self.changed.emit(self.value())

    def remove(self, code: str) -> None:
        """Undo the choice of a code."""
        if code in self._chosen:
            name = self._buttons[code].naam
            self._take_away(code)
            self.edit.setFocus()
            announce(self.edit, f"{name} verwijderd")
            self.changed.emit(self.value())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A choice of many words breaks over lines where the row is narrow."""
        super().resizeEvent(event)
        for button in self._buttons.values():
            button.fit(self.width())

    def _put(self, code: str) -> None:
        known = self._codes.get(code)
        button = Chip(known.label if known else code)
        button.fit(self.width())
        button.setToolTip((known.omschrijving if known else "") or "Klik om te verwijderen")
        button.clicked.connect(lambda: self.remove(code))
        before = self._buttons[self._chosen[-1]] if self._chosen else self.edit
        self._chosen.append(code)
        self._buttons[code] = button
        self._flow.addWidget(button)
        self.setTabOrder(before, button)  # made later than what stands behind it
        self._holder.show()
        self.updateGeometry()

    def _take_away(self, code: str) -> None:
        self._chosen.remove(code)
        button = self._buttons.pop(code)
        self._flow.removeWidget(button)
        button.hide()
        button.deleteLater()
        self._holder.setVisible(bool(self._chosen))
        self.updateGeometry()

    def _free(self, text: str) -> list[Code]:
        return [c for c in matching(tuple(self._codes.values()), text) if c.code not in self._chosen]

    def _offer(self, text: str) -> None:
        self._labels.setStringList([c.label for c in self._free(text)])
        if self._labels.rowCount():
            self._completer.complete()
        else:
            self._popup.hide()

    def _offer_all(self) -> None:
        self.edit.setFocus()
        self._offer("")

    def _picked(self, text: str) -> None:
        for code in self._codes.values():
            if code.label == text:
                self.add(code.code)
                # The completer writes the label in the line after this signal.
                QTimer.singleShot(0, self.edit, self.edit.clear)
                return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes the only match, Down offers all, Backspace in an empty line takes back the last."""
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            text = self.edit.text()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and text:
                free = self._free(text)
                if len(free) == 1:
                    self._picked(free[0].label)
                else:
                    self._offer(text)
                return True
            if event.key() == Qt.Key.Key_Down:
                self._offer(text)
                return True
            if event.key() == Qt.Key.Key_Backspace and not text and self._chosen:
                self.remove(self._chosen[-1])
                return True
        return super().eventFilter(watched, event)
