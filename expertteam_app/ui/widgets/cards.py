"""Surfaces: a card, an empty state that says what to do, and a figure that opens its rows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from expertteam_app.ui.icons import icon
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.labels import heading, hint, label


class Card(QFrame):
    """A surface with an optional heading; put content in with `add` or through `body`."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rol", "kaart")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(TOKENS.l, TOKENS.m, TOKENS.l, TOKENS.l)
        self.body.setSpacing(TOKENS.s)
        if title:
            self.body.addWidget(heading(title))

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget under what is there."""
        self.body.addWidget(widget, stretch)


class EmptyState(QWidget):
    """Shown where there is nothing yet: what this is, and the one thing to do next."""

    def __init__(
        self,
        icon_name: str,
        title: str,
        text: str,
        button: str = "",
        run: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        picture = _Picture(icon_name)
        words = heading(title)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        explanation = hint(text)
        explanation.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setSpacing(TOKENS.s)
        layout.addStretch()
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(words)
        layout.addWidget(explanation)
        self.button = QPushButton(button)
        self.button.setProperty("rol", "primair")
        if not button:  # never show a part without a parent: it would flash as a window of its own
            self.button.hide()
        if run is not None:
            self.button.clicked.connect(lambda: run())  # noqa: PLW0108 - clicked would hand it a bool
        layout.addSpacing(TOKENS.s)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch()
        self.setFocusProxy(self.button)


class _Picture(QLabel):
    """A large quiet icon that follows the scheme and the text size."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._icon = icon(name, Tone.NEUTRAAL)
        self._draw()

    def _draw(self) -> None:
        side = self.fontMetrics().height() * 2
        self.setPixmap(self._icon.pixmap(QSize(side, side), self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        """Draw again in the colours and size of now."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._draw()


class FactButton(QPushButton):
    """A figure with what it counts; pressing it opens the rows behind it."""

    def __init__(self, figure: str, caption: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rol", "keuze")
        self._figure = label(figure, "cijfer")
        self._caption = label(caption, wrap=True)
        self._note = label(note, "klein", wrap=True)
        self._words = layout = QVBoxLayout(self)
        layout.setContentsMargins(TOKENS.m, TOKENS.s, TOKENS.m, TOKENS.s)
        layout.setSpacing(0)
        for part in (self._figure, self._caption, self._note):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(part)
        layout.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_fact(figure, caption, note)

    def set_fact(self, figure: str, caption: str, note: str = "") -> None:
        """Show another figure."""
        self._figure.setText(figure)
        self._caption.setText(caption)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.setAccessibleName(f"{figure} {caption}")
        self.setAccessibleDescription(f"{note} Opent de regels hierachter.".strip())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The size of the words, not of a button's text."""
        return self._words.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The width of the figure, or some twelve characters of the caption."""
        width = max(self._figure.sizeHint().width(), self.fontMetrics().averageCharWidth() * 14)
        return QSize(width + 2 * TOKENS.m, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """A narrow one breaks its caption over lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height its words need at a width."""
        return max(self._words.totalHeightForWidth(width), self.minimumHeight())


def row_of(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets beside each other; None stands for the room between left and right."""
    layout = QHBoxLayout()
    layout.setSpacing(TOKENS.s)
    for widget in widgets:
        if widget is None:
            layout.addStretch()
        else:
            layout.addWidget(widget)
    return layout
