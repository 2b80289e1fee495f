"""The bar above the page: which kluis, search, what was saved, lock."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from expertteam_app.ui.icons import icon, icon_size
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.labels import label


class ElidedLabel(QLabel):
    """A label on one line that ends in … where there is too little room; the tooltip has all of it."""

    def __init__(self, role: str = "", parent: QWidget | None = None, least: int = 4) -> None:
        """Make the label; of a long text `least` characters stay in sight."""
        super().__init__(parent)
        self._least = least
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("rol", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """A short name whole, of a long one the beginning."""
        few = min(self.fontMetrics().averageCharWidth() * self._least, self.sizeHint().width())
        return QSize(few, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As much of the text as fits."""
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if text != self.text() else "")
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()


_WORDINGS = (
    ("  Zoek een casus of opdracht   Ctrl+K", "  Vergrendelen"),
    ("  Zoeken   Ctrl+K", "  Vergrendelen"),
    ("  Zoeken   Ctrl+K", ""),
    ("  Ctrl+K", ""),
)
"""Words of the two buttons, from much room to little; the spaces keep them off their icons."""


def _turn_button(name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    return button


class TopBar(QFrame):
    """Name of the kluis, search, undo and redo, saved state, lock."""

    search = Signal()
    lock = Signal()
    undo = Signal()
    redo = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rol", "bovenbalk")
        self._name = ElidedLabel("kop", least=14)
        self._search = QToolButton()
        self._search.setProperty("rol", "zoeken")
        self._search.setAccessibleName("Zoek een casus of opdracht, Ctrl+K")
        self._search.setIcon(icon("search"))
        self._search.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._search.clicked.connect(self.search)
        self._saved_icon = QLabel()
        self._saved = ElidedLabel("klein")
        self._lock = QToolButton()
        self._lock.setAccessibleName("Vergrendelen")
        self._lock.setToolTip("Vergrendelen (Ctrl+L)")
        self._lock.setIcon(icon("lock"))
        self._lock.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._lock.clicked.connect(self.lock)
        self._undo, self._redo = _turn_button("undo-2"), _turn_button("redo-2")
        self._undo.clicked.connect(self.undo)
        self._redo.clicked.connect(self.redo)
        self.set_turns("Ongedaan maken", "Opnieuw doen", can_undo=False, can_redo=False)
        for button in self.controls:
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(TOKENS.l, TOKENS.s, TOKENS.m, TOKENS.s)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(self._name, 1)
        layout.addWidget(self._search)
        layout.addWidget(self._undo)
        layout.addWidget(self._redo)
        layout.addStretch(1)
        layout.addWidget(self._saved_icon)
        layout.addWidget(self._saved)
        layout.addWidget(self._lock)
        self._fit()

    @property
    def controls(self) -> tuple[QToolButton, ...]:
        """The buttons, from left to right."""
        return self._search, self._undo, self._redo, self._lock

    def set_turns(self, undo: str, redo: str, *, can_undo: bool, can_redo: bool) -> None:
        """Name what the two buttons do now, and whether they can."""
        for button, words, keys, can in (
            (self._undo, undo, "Ctrl+Z", can_undo),
            (self._redo, redo, "Ctrl+Y", can_redo),
        ):
            button.setAccessibleName(words)
            button.setToolTip(f"{words} ({keys})")
            button.setEnabled(can)

    def set_name(self, name: str) -> None:
        """Show which kluis is open."""
        self._name.setText(name)
        self._choose_words()

    def set_saved(self, text: str) -> None:
        """Show what is known about saving; empty hides it."""
        self._saved.setText(text)
        self._choose_words()
        self._saved_icon.setVisible(bool(text))

    @property
    def saved_text(self) -> str:
        """What it says about saving."""
        return self._saved.text()

    def minimumSizeHint(self) -> QSize:
        """Narrower than its longest words: those get shorter then."""
        return QSize(self.fontMetrics().averageCharWidth() * 30, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorter words where there is too little room."""
        super().resizeEvent(event)
        self._choose_words()

    def _choose_words(self) -> None:
        for search, lock in _WORDINGS:
            self._search.setText(search)
            self._lock.setText(lock)
            style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if lock else Qt.ToolButtonStyle.ToolButtonIconOnly
            self._lock.setToolButtonStyle(style)
            shown = (*self.controls, self._saved)
            used = sum(part.sizeHint().width() + TOKENS.s for part in shown)
            if used + self._name.sizeHint().width() + 6 * TOKENS.l <= self.width():
                return

    def changeEvent(self, event: QEvent) -> None:
        """Icons follow the text size and the scheme."""
        super().changeEvent(event)
        kinds = (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange)
        if event.type() in kinds and hasattr(self, "_lock"):
            self._fit()

    def _fit(self) -> None:
        size = icon_size(self, 1.0)
        for button in (self._search, self._lock):
            button.setIconSize(size)
        self._choose_words()
        self._saved_icon.setPixmap(icon("circle-check").pixmap(icon_size(self, 0.9), self.devicePixelRatioF()))


class PracticeRibbon(QFrame):
    """Always in sight while practising: nothing here is real. Emits `asked` for the tasks of the first week."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rol", "oefening")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(TOKENS.l, TOKENS.xs, TOKENS.l, TOKENS.xs)
        layout.addWidget(label("OEFENING"))
        layout.addWidget(label("Alle namen en casussen zijn verzonnen. Zet hier geen echte gegevens in.", wrap=True), 1)
        self.week = QToolButton()
        self.week.setText("Eerste week")
        self.week.setToolTip("Opdrachten om mee te oefenen")
        self.week.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.week.clicked.connect(self.asked)
        layout.addWidget(self.week)
