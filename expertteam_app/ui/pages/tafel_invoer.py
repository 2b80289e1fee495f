"""The line in which one types at the table: `@` completes names, and under it stands what was understood."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QListView

from expertteam_app.domain.datuminvoer import in_woorden
from expertteam_app.domain.tafelregel import Getypt, Kring, RegelSoort, lees
from expertteam_app.ui.pages.casus_werk import Concept

_NAME = re.compile(r"(?<!\S)@([^@]*)$")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
KEEP_AFTER = 300
"""Milliseconds after a key before what is typed is kept: a crash takes less than a second of typing."""
MOST = 200_000
"""Characters that can be pasted: what is too long for a line is refused in words, for a line that is cut loses text."""


def understood(read: Getypt, kring: Kring) -> str:
    """What was read in a line, in words."""
    parts: list[str] = [read.soort.value]
    if read.soort is RegelSoort.ACTIE:
        parts.append(f"door {read.eigenaar}" if read.eigenaar else "nog open: wie (@naam)")
        parts.append(f"vóór {in_woorden(read.datum)}" if read.datum else "nog open: wanneer (+10wd)")
    if read.soort is RegelSoort.STEM:
        parts.append(f"van {read.wie}" if read.wie else "nog open: wie zegt dit (moeder: …)")
    if read.soort is RegelSoort.BESLUIT and kring.kinderen:
        parts.append(f"over {kring.kinderen[read.kind]}" if read.kind is not None else "nog open: over welk kind")
    return " · ".join(parts)


class RegelInvoer(QLineEdit):
    """Enter hands on what is typed, Esc leads out. What is half typed is kept per item.

    Emits `entered` with the text, `left` when one wants out, `read` with what was understood (empty: nothing typed),
    and `step` with -1 or +1 for the previous or next item.
    """

    entered = Signal(str)
    left = Signal()
    read = Signal(str)
    step = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Nieuwe regel")
        self.setPlaceholderText("Typ een regel; b besluit, a actie, s stem, z zoekregel")
        self.setMaxLength(MOST)
        self.kring: Kring | None = None
        self._concept: Concept | None = None
        self._names = QStringListModel(self)
        self._list = QCompleter(self._names, self)
        self._list.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._list.setFilterMode(Qt.MatchFlag.MatchContains)
        self._popup = QListView()
        self._list.setPopup(self._popup)
        self._list.setWidget(self)
        self._list.activated.connect(self._take_name)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER)
        self._timer.timeout.connect(self.keep)
        self.textEdited.connect(self._edited)
        self.textChanged.connect(lambda _text: self._tell())

    # -- what is half typed --------------------------------------------------------------------------------------

    def open_punt(self, concept: Concept, kring: Kring) -> None:
        """Type for another item: keep what was typed for the one before, bring back what was typed for this one."""
        self.keep()
        self._concept, self.kring = concept, kring
        found = concept.restore()
        self.setText(str(found[0].get("regel", "")) if found is not None else "")

    def offer(self, mask: Callable[[str], str]) -> None:
        """Complete only names that may be seen now."""
        names = [name for name, _who in self.kring.namen] if self.kring is not None else []
        self._names.setStringList([name for name in names if mask(name) == name])

    def keep(self) -> None:
        """Keep what is half typed now."""
        self._timer.stop()
        if self._concept is None:
            return
        if self.text().strip():
            self._concept.keep({"regel": self.text()})
        else:
            self._concept.clear()

    def done(self) -> None:
        """What was typed is stored: begin an empty line."""
        self.clear()
        self.keep()

    def _edited(self, _text: str) -> None:
        if not self._timer.isActive():  # not started anew by each key: then fast typing would never be kept
            self._timer.start()
        self._offer_names()

    def _tell(self) -> None:
        text = self.text()
        known = self.kring is not None and bool(text.strip())
        self.read.emit(understood(lees(text, self.kring), self.kring) if known and self.kring else "")

    # -- names ---------------------------------------------------------------------------------------------------

    def _fragment(self) -> str | None:
        match = _NAME.search(self.text()[: self.cursorPosition()])
        return match[1] if match is not None else None

    def _offer_names(self) -> None:
        fragment = self._fragment()
        self._list.setCompletionPrefix(fragment or "")
        exact = any(fragment == name or str(fragment).startswith(f"{name} ") for name in self._names.stringList())
        if fragment is None or exact or not self._list.completionCount():
            self._close_list()
            return
        self._list.complete()

    def _close_list(self) -> None:
        self._popup.hide()
        if QApplication.activeWindow() in {None, self._popup}:  # not every desktop hands the window back by itself
            self.window().activateWindow()

    @property
    def choosing(self) -> bool:
        """Whether the list of names is open."""
        return self._popup.isVisible()

    def _take_name(self, name: str) -> None:
        fragment = self._fragment()
        if fragment is None:
            return
        place = self.cursorPosition()
        before, after = self.text()[: place - len(fragment)], self.text()[place:]
        self.setText(f"{before}{name} {after.lstrip()}")
        self.setCursorPosition(len(before) + len(name) + 1)
        self._timer.start()

    # -- keys ----------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Tab takes the first name of the list; Ctrl and an arrow at the edge of the text are for the window."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab and self.choosing:
                self._choose(first=True)
                return True
            if event.type() == QEvent.Type.ShortcutOverride and self._at_edge(event):
                event.ignore()
                return False
        return super().event(event)

    def _at_edge(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.ControlModifier:
            return False
        at_end = event.key() == Qt.Key.Key_Right and self.cursorPosition() == len(self.text())
        return at_end or (event.key() == Qt.Key.Key_Left and self.cursorPosition() == 0)

    def _choose(self, *, first: bool) -> bool:
        index = self._popup.currentIndex()
        if not index.isValid() and first:
            index = self._list.completionModel().index(0, 0)
        self._close_list()
        if index.isValid():
            self._take_name(str(index.data()))
        return index.isValid()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter hands the line on, or takes the name one stands on; Esc leads out."""
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.choosing and self._choose(first=False):
                event.accept()
                return
            if self.text().strip():
                self.entered.emit(self.text())
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            if self.choosing:
                self._close_list()
            else:
                self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)
