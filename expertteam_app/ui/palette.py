"""Ctrl+K: find any casus or any command by typing a part of it; and the sheet that lists every shortcut."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from expertteam_app.domain.inzicht import ZoekTreffer
from expertteam_app.ui.actions import OVERAL, Command, Commands, key_text
from expertteam_app.ui.icons import icon, icon_size
from expertteam_app.ui.text import aantal
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.labels import announce, hint, label

PALETTE_ID = "zoek"
"""The command that opens the palette; it is not offered inside it."""
MAX_COMMANDS = 8
MAX_ROWS = 10
"""Rows in sight; the rest scrolls."""
MIN_SEARCH = 2
"""Characters before casussen are searched; one letter finds half the kluis."""
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
_Extra = Qt.ItemDataRole.UserRole


class _LineDelegate(QStyledItemDelegate):
    """Title at the left; at the right, quieter, what else is known (a subtitle or a shortcut)."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        extra = str(index.data(_Extra) or "")
        rect = option.rect
        metrics = option.fontMetrics
        used = metrics.horizontalAdvance(str(index.data())) + metrics.height() * 3
        room = rect.adjusted(used, 0, -TOKENS.m, 0)
        painter.save()
        painter.setPen(option.palette.color(QPalette.ColorRole.Dark))
        text = metrics.elidedText(extra, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One comfortable line."""
        return super().sizeHint(option, index) + QSize(0, TOKENS.xs)


class CommandPalette(QDialog):
    """A line to type in and a list to choose from; the keyboard stays in the line.

    Args:
        commands: what can be done now.
        search: finds casussen, VTB's and zittingen; called for every change of the text, so it must be quick.
        on_hit: opens what was chosen.
    """

    def __init__(
        self,
        commands: Commands,
        search: Callable[[str], Sequence[ZoekTreffer]],
        on_hit: Callable[[ZoekTreffer], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle("Zoek een casus of opdracht")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("rol", "palet")
        self._commands = commands
        self._search = search
        self._on_hit = on_hit
        self._choices: list[Command | ZoekTreffer] = []
        self.edit = QLineEdit()
        self.edit.setPlaceholderText("Typ een naam, nummer of opdracht")
        self.edit.setAccessibleName("Zoek een casus of opdracht")
        self.edit.setClearButtonEnabled(False)
        self.list = QListWidget()
        self.list.setAccessibleName("Gevonden")
        self.list.setItemDelegate(_LineDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._empty = hint("")
        self._keys = label("↑ ↓ kiezen   Enter openen   Esc sluiten", "klein")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TOKENS.m, TOKENS.m, TOKENS.m, TOKENS.s)
        for part in (self.edit, self._empty, self.list, self._keys):
            layout.addWidget(part)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._fill)
        self.list.itemClicked.connect(lambda _: self._run())
        self._fill("")
        self._place(parent)

    @property
    def empty_text(self) -> str:
        """What is said when nothing was found."""
        return "" if self._empty.isHidden() else self._empty.text()

    def _place(self, parent: QWidget | None) -> None:
        if parent is None:
            return
        wanted = min(parent.width() - 2 * TOKENS.xl, self.fontMetrics().averageCharWidth() * 80)
        self.setFixedWidth(wanted)
        left = parent.width() // 2 - wanted // 2
        self.move(parent.mapToGlobal(parent.rect().topLeft()).x() + left, parent.mapToGlobal(parent.pos()).y() + 48)

    def _fill(self, text: str) -> None:
        found = [c for c in self._commands.find(text) if c.id != PALETTE_ID]
        commands = found[: MAX_COMMANDS if text.strip() else None]
        hits = list(self._search(text)) if len(text.strip()) >= MIN_SEARCH else []
        self._choices = [*hits, *commands] if any(c.isdigit() for c in text) else [*commands, *hits]
        self.list.clear()
        self.list.setIconSize(icon_size(self))
        for choice in self._choices:
            self.list.addItem(_make_item(choice))
        self._fit()
        self.list.setVisible(bool(self._choices))
        self._empty.setVisible(not self._choices)
        self._empty.setText(f"Niets gevonden voor “{text.strip()}”. Probeer een deel van de naam of het casusnummer.")
        if self._choices:
            self.list.setCurrentRow(0)
            first = self.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
            announce(self.edit, f"{aantal(len(self._choices), 'resultaat', 'resultaten')}. {first}")
        else:
            announce(self.edit, self._empty.text())

    def _fit(self) -> None:
        rows = min(len(self._choices), MAX_ROWS)
        if rows:
            parent = self.parentWidget()
            most = parent.height() * 6 // 10 if parent is not None else self.screen().availableSize().height() // 2
            height = rows * self.list.sizeHintForRow(0) + 2 * self.list.frameWidth() + TOKENS.xs
            self.list.setFixedHeight(min(height, most))
        self.adjustSize()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows choose in the list, Enter runs, while typing goes on."""
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _MOVES and self._choices:
                row = max(0, min(len(self._choices) - 1, self.list.currentRow() + _MOVES[key]))
                self.list.setCurrentRow(row)
                announce(self.edit, self.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run()
                return True
        return super().eventFilter(watched, event)

    def _run(self) -> None:
        row = self.list.currentRow()
        if not 0 <= row < len(self._choices):
            return
        choice = self._choices[row]
        self.accept()
        if isinstance(choice, Command):
            choice.run()
        else:
            self._on_hit(choice)


def _make_item(choice: Command | ZoekTreffer) -> QListWidgetItem:
    if isinstance(choice, Command):
        name, title, extra, kind = choice.icon or "chevron-right", choice.text, key_text(choice.keys), "opdracht"
    else:
        name, title, extra, kind = "folder-open", choice.titel, choice.ondertitel, choice.soort
    item = QListWidgetItem(icon(name), title)
    item.setData(_Extra, extra)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(t for t in (title, extra, kind) if t))
    return item


class ShortcutSheet(QDialog):
    """Every shortcut that works now: those of the page first, then those that work everywhere."""

    def __init__(self, commands: Iterable[Command], page_title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Sneltoetsen")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = sorted((c for c in commands if c.keys), key=lambda c: c.page == OVERAL)
        self.table = QTableWidget(len(rows), 3)
        self.table.setAccessibleName("Sneltoetsen")
        self.table.setHorizontalHeaderLabels(["Toets", "Wat het doet", "Waar"])
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        for number, command in enumerate(rows):
            where = "overal" if command.page == OVERAL else page_title
            for column, text in enumerate((key_text(command.keys), command.text, where)):
                self.table.setItem(number, column, QTableWidgetItem(text))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText("Sluiten")
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(
            hint("In een tabel: Enter opent, de menutoets sorteert. In een datum: typ +10wd, di of 12 mrt.")
        )
        layout.addWidget(self.table)
        layout.addWidget(buttons)
        width = self.fontMetrics().averageCharWidth() * 80
        screen = (parent.screen() if parent is not None else QApplication.primaryScreen()).availableSize()
        self.resize(min(width, screen.width() - 80), min(self.fontMetrics().height() * 30, screen.height() - 120))
