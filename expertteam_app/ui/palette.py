"""Ctrl+K: find any casus or any command by typing a part of it; and the sheet that lists every shortcut."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from expertteam_app.domain.inzicht import ZoekGroep, ZoekResultaat, ZoekTreffer
from expertteam_app.ui.actions import OVERAL, Command, Commands, key_text
from expertteam_app.ui.icons import icon_size
from expertteam_app.ui.latest import Latest
from expertteam_app.ui.palette_lijst import Bronnen, Keuze, LineDelegate, make_item
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
FULL_DELAY = 180
"""Milliseconds of rest in typing before everything is searched."""
PER_KIND, PER_KIND_MORE = 3, 60
NOT_WHOLE = "Het zoekregister wordt nog opgebouwd; niet alles is al te vinden."


class CommandPalette(QDialog):
    """A line to type in and a list to choose from; the keyboard stays in the line.

    Args:
        commands: what can be done now.
        search: finds casussen, VTB's and zittingen; called for every change of the text, so it must be quick.
        on_hit: opens what was chosen.
        bronnen: what typed verbs would do, and the search through everything; without it neither is offered.
    """

    def __init__(
        self,
        commands: Commands,
        search: Callable[[str], Sequence[ZoekTreffer]],
        on_hit: Callable[[ZoekTreffer], object],
        parent: QWidget | None = None,
        bronnen: Bronnen | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle("Zoek een casus of opdracht")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("rol", "palet")
        self._commands = commands
        self._search = search
        self._on_hit = on_hit
        self._bronnen = bronnen
        self._choices: list[Keuze] = []
        self._quick: list[Keuze] = []
        self._latest = Latest(bronnen.work, self, self._show_all, FULL_DELAY) if bronnen is not None else None
        self.edit = QLineEdit()
        self.edit.setPlaceholderText("Typ een naam, nummer, woord of opdracht (“stap 4”, “naar RET 12 mrt”)")
        self.edit.setAccessibleName("Zoek een casus of opdracht")
        self.edit.setClearButtonEnabled(False)
        self.list = QListWidget()
        self.list.setAccessibleName("Gevonden")
        self.list.setItemDelegate(LineDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._empty = hint("")
        self._note = hint("")
        self._note.hide()
        self._keys = label("↑ ↓ kiezen   Enter openen   Esc sluiten", "klein")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TOKENS.m, TOKENS.m, TOKENS.m, TOKENS.s)
        for part in (self.edit, self._empty, self.list, self._note, self._keys):
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
        wanted = min(parent.width() - 2 * TOKENS.xl, self.fontMetrics().averageCharWidth() * 100)
        self.setFixedWidth(wanted)
        left = parent.width() // 2 - wanted // 2
        self.move(parent.mapToGlobal(parent.rect().topLeft()).x() + left, parent.mapToGlobal(parent.pos()).y() + 48)

    @property
    def note_text(self) -> str:
        """What is said about the search itself."""
        return "" if self._note.isHidden() else self._note.text()

    def _fill(self, text: str) -> None:
        found = [c for c in self._commands.find(text) if c.id != PALETTE_ID]
        commands = found[: MAX_COMMANDS if text.strip() else None]
        long_enough = len(text.strip()) >= MIN_SEARCH
        hits = list(self._search(text)) if long_enough else []
        acts = list(self._bronnen.voorstellen(text)) if self._bronnen is not None and text.strip() else []
        rest: list[Keuze] = [*hits, *commands] if any(c.isdigit() for c in text) else [*commands, *hits]
        self._quick = [*acts, *rest]
        self._note.hide()
        self._show(self._quick, row=0)
        if self._latest is not None:
            if long_enough:
                self._ask(text, PER_KIND, at_once=False)
            else:
                self._latest.forget()

    def _ask(self, text: str, each: int, *, at_once: bool) -> None:
        if self._bronnen is not None and self._latest is not None:
            ask = self._bronnen.alles
            self._latest.ask(lambda: (text, ask(text, each)), at_once=at_once)

    def _show_all(self, answer: object) -> None:
        text, result = answer if isinstance(answer, tuple) else ("", None)
        if text != self.edit.text() or not isinstance(result, ZoekResultaat):
            return
        seen = {(c.soort, c.id) for c in self._quick if isinstance(c, ZoekTreffer)}
        lines: list[Keuze] = []
        for group in result.groepen:
            hits = [hit for hit in group.treffers if hit.deel or hit.punt_id or (hit.soort, hit.id) not in seen]
            if hits or group.aantal > len(group.treffers):
                lines += [group, *hits]
        said = [] if result.volledig else [NOT_WHOLE]
        said += ["Er zijn meer vondsten dan geteld zijn; typ een woord erbij."] if result.meer else []
        self._note.setText(" ".join(said))
        self._note.setVisible(bool(said))
        start = 1 if lines and not self._quick else 0  # on the first hit, not on the name of its group
        self._show([*self._quick, *lines], row=max(start, self.list.currentRow()))

    def _show(self, choices: list[Keuze], row: int) -> None:
        self._choices = choices
        self.list.clear()
        self.list.setIconSize(icon_size(self))
        for choice in self._choices:
            self.list.addItem(make_item(choice))
        self.list.setVisible(bool(self._choices))
        self._empty.setVisible(not self._choices)
        self._empty.setText(
            f"Niets gevonden voor “{self.edit.text().strip()}”. Probeer een deel van de naam of het casusnummer."
        )
        self._fit()
        if self._choices:
            self.list.setCurrentRow(min(row, len(self._choices) - 1))
            first = self.list.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)
            announce(self.edit, f"{aantal(len(self._choices), 'resultaat', 'resultaten')}. {first}")
        else:
            announce(self.edit, self._empty.text())

    def _fit(self) -> None:
        if self._choices:
            parent = self.parentWidget()
            most = parent.height() * 6 // 10 if parent is not None else self.screen().availableSize().height() // 2
            lines = min(len(self._choices), MAX_ROWS)
            wanted = sum(self.list.sizeHintForRow(row) for row in range(lines))
            self.list.setFixedHeight(min(wanted + 2 * self.list.frameWidth() + TOKENS.xs, most))
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
        if isinstance(choice, ZoekGroep):
            self._ask(self.edit.text(), PER_KIND_MORE, at_once=True)
        elif isinstance(choice, ZoekTreffer):
            self.accept()
            self._on_hit(choice)
        elif choice.run is not None:
            self.accept()
            choice.run()


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
