"""The rail at the left: the pages, one tab stop, arrows between them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from expertteam_app.ui.icons import icon, icon_size
from expertteam_app.ui.theme import TOKENS


class Rail(QScrollArea):
    """Buttons with icon and name; scrolls where the window is too low. Emits `chosen` with the page's id."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        self._column = QFrame()
        self._column.setProperty("rol", "rail")
        self._layout = QVBoxLayout(self._column)
        self._layout.setContentsMargins(TOKENS.s, TOKENS.m, TOKENS.s, TOKENS.m)
        self._layout.setSpacing(TOKENS.xs)
        self._layout.addStretch()
        self.setWidget(self._column)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Pagina's")

    def add(self, page_id: str, title: str, icon_name: str, keys: str) -> None:
        """Add a page under the others."""
        button = QToolButton()
        button.setProperty("rol", "rail")
        button.setText(f"  {title}")  # room between icon and name; a tool button has no setting for it
        button.setAccessibleName(title)
        button.setIcon(icon(icon_name))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if keys:
            button.setToolTip(f"{title} ({keys})")
        button.clicked.connect(lambda: self.chosen.emit(page_id))
        self._group.addButton(button)
        self._buttons[page_id] = button
        self._layout.insertWidget(self._layout.count() - 1, button)
        button.show()  # at once, so that it can take the keyboard at once
        self._fit()

    @property
    def buttons(self) -> list[QToolButton]:
        """The buttons, from top to bottom."""
        return list(self._buttons.values())

    def clear(self) -> None:
        """Take all pages away."""
        for button in self._buttons.values():
            self._group.removeButton(button)
            button.deleteLater()
        self._buttons.clear()

    def mark(self, page_id: str) -> None:
        """Show which page is open, and keep its button in sight; a page without a button leaves none marked."""
        button = self._buttons.get(page_id)
        if button is None:
            checked = self._group.checkedButton()
            self._group.setExclusive(False)
            if checked is not None:
                checked.setChecked(False)
            self._group.setExclusive(True)
            if self._buttons:
                self.buttons[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the rail stays one tab stop
            return
        button.setChecked(True)
        self.ensureWidgetVisible(button, 0, TOKENS.s)

    def focus_rail(self) -> None:
        """Put the keyboard on the open page's button."""
        target = self._group.checkedButton() or next(iter(self._buttons.values()), None)
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Icons and width follow the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_buttons"):
            self._fit()

    def _fit(self) -> None:
        for button in self._buttons.values():
            button.setIconSize(icon_size(button, 1.2))
        widest = max((b.sizeHint().width() for b in self._buttons.values()), default=0)
        bar = self.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(widest + 2 * TOKENS.s + bar + 2)
