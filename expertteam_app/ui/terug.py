"""Undo and redo in the window: two commands that name what they do, and the words afterwards.

Where a text field can still take back typing, Ctrl+Z is for that first; after that for the last act.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.domain.ongedaan import LatereHandeling, Stap
from expertteam_app.ui.actions import Command
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.focus import follow_keyboard

if TYPE_CHECKING:
    from expertteam_app.services.ongedaan import Ongedaan

UNDO_ID, REDO_ID, LIST_ID = "ongedaan", "opnieuw", "ga.wat-ik-deed"
OUDER = "Iets van daarvóór maakt u ongedaan bij Wat ik deed."
UNDO_KEYS, REDO_KEYS, ALSO_REDO = "Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"


def naam(stap: Stap) -> str:
    """An act as people read it, with the number of its casus."""
    return f"{stap.handeling} ({stap.nummer})" if stap.nummer else stap.handeling


class Terug(QObject):
    """What undo and redo would do now, and doing it.

    Emits `changed` when that may be something else, `done` with a sentence after an act was taken back (True) or done
    again (False), `stopped` with why an act is not taken back and, where a later one stands in the way, its group.
    """

    changed = Signal()
    done = Signal(str, bool)
    stopped = Signal(str, str)

    def __init__(self, ongedaan: Ongedaan, window: QWidget, save: Callable[[], object]) -> None:
        super().__init__(window)
        self._ongedaan = ongedaan
        self._window = window
        self._save = save
        self.back: Stap | None = None
        self.again: Stap | None = None

    def look(self) -> None:
        """Ask anew what can be taken back and done again."""
        try:
            found = self._ongedaan.volgende()
        except ExpertteamError:  # busy or locked at this moment; asked again after the next change
            return
        if found != (self.back, self.again):
            self.back, self.again = found
            self.changed.emit()

    def stored(self) -> str:
        """Ask anew, and say which act was stored just now; empty when there is none.

        A changed field says nothing: whoever typed it is in the next field by now and is listening there.
        """
        before = self.back
        self.look()
        if self.back is None or self.back == before or self.back.handeling.endswith("gewijzigd"):
            return ""
        return f"Opgeslagen: {naam(self.back)}."

    @property
    def back_text(self) -> str:
        """What undo would do."""
        return f"Ongedaan maken: {naam(self.back)}" if self.back else "Ongedaan maken"

    @property
    def again_text(self) -> str:
        """What redo would do."""
        return f"Opnieuw: {naam(self.again)}" if self.again else "Opnieuw doen"

    def commands(self) -> list[Command]:
        """Undo and redo, named."""
        return [
            Command(UNDO_ID, self.back_text, self.undo, UNDO_KEYS, "undo-2", lambda: self.back is not None),
            Command(REDO_ID, self.again_text, self.redo, REDO_KEYS, "redo-2", lambda: self.again is not None),
        ]

    def undo(self, groep: str | None = None) -> bool:
        """Take back the last act, or a given one; says why when that cannot be."""
        if groep is None:
            self._save()  # what is half typed is an act of its own, and the last one
            self.look()
            if self.back is not None and self.back.belet:
                self.stopped.emit(f"“{naam(self.back)}” is niet ongedaan te maken. {self.back.belet} {OUDER}", "")
                return False
        return self._turn(lambda: self._ongedaan.maak_ongedaan(groep), taken_back=True)

    def redo(self, groep: str | None = None) -> bool:
        """Do again what was taken back last, or a given act."""
        return self._turn(lambda: self._ongedaan.doe_opnieuw(groep), taken_back=False)

    def _turn(self, act: Callable[[], Stap], *, taken_back: bool) -> bool:
        self._save()  # what is half typed is an act of its own, and the last one
        try:
            stap = act()
        except LatereHandeling as error:
            self.look()
            self.stopped.emit(str(error), error.groep)
            return False
        except ExpertteamError as error:
            show_error(self._window, error)
            self.look()
            return False
        self.look()
        self.done.emit(f"{'Ongedaan gemaakt' if taken_back else 'Opnieuw gedaan'}: {naam(stap)}.", taken_back)
        return True


class TypingFirst(QObject):
    """Lets Ctrl+Z and Ctrl+Y through to the window where the field with the keyboard has nothing to take back."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._field: QWidget | None = None
        follow_keyboard(self._moved)

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._field is not None and self._field is not new and shiboken6.isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = new
        if new is not None:
            new.removeEventFilter(self)
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a field from claiming a shortcut that it would do nothing with."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = event.matches(QKeySequence.StandardKey.Undo), _is_redo(event)
            if (undo and not _can_undo(watched)) or (redo and not _can_redo(watched)):
                event.ignore()
                return True
        return False


def _is_redo(event: QKeyEvent) -> bool:
    if event.matches(QKeySequence.StandardKey.Redo):
        return True
    pressed = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
    return pressed in (REDO_KEYS, ALSO_REDO)


def _can_undo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.document().isUndoAvailable()
    return False


def _can_redo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.document().isRedoAvailable()
    return False
