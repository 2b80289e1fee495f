"""What the window does with trouble, in three kinds (domain.errors): say it in place, ask one action, or own up.

Of our own bugs only code positions and the kind of error are ever shown or logged: the text of an exception may hold
what somebody typed about a family.
"""

from __future__ import annotations

import hashlib
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QMessageBox, QTextEdit, QWidget

from expertteam_app.domain.errors import Cancelled, ExpertteamError, UserError
from expertteam_app.ui.klembord import copy_text
from expertteam_app.ui.theme import Tone

_PACKAGE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Fault:
    """A bug, as far as it may be told.

    Attributes:
        code: four hexadecimal digits, the same for the same error at the same place.
        details: kind of error and code positions, innermost last; no values.
    """

    code: str
    details: str

    @property
    def log_line(self) -> str:
        """One line for the local log."""
        return f"{self.code} " + self.details.replace("\n", " < ")


def describe_fault(exc: BaseException) -> Fault:
    """The code and the positions of an error and of what caused it."""
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = exc
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}".removeprefix("builtins."))
        for frame in traceback.extract_tb(current.__traceback__):
            path = Path(frame.filename)
            place = path.relative_to(_PACKAGE).as_posix() if path.is_relative_to(_PACKAGE) else path.name
            lines.append(f"  {place}:{frame.lineno} {frame.name}")
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    details = "\n".join(lines)
    return Fault(hashlib.sha256(details.encode()).hexdigest()[:4].upper(), details)


class MessagePlace(Protocol):
    """Where a message can be shown in the window (the message bar)."""

    def show_message(self, text: str, tone: Tone) -> None:
        """Show one message in place of the one before."""


def find_message_place(widget: QWidget | None) -> MessagePlace | None:
    """The message place of the window a widget stands in: the nearest parent that has ``show_message``."""
    while widget is not None:
        if hasattr(widget, "show_message"):
            return widget
        widget = widget.parentWidget()
    return None


def _dialog(parent: QWidget | None, text: str, explanation: str, picture: QMessageBox.Icon) -> QMessageBox:
    box = QMessageBox(picture, "Expertteam", text, QMessageBox.StandardButton.NoButton, parent)
    box.setInformativeText(explanation)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    return box


def fault_dialog(parent: QWidget | None, fault: Fault) -> QMessageBox:
    """The dialog for a bug, not yet opened: code, copy button, details."""
    box = _dialog(
        parent,
        f"Er ging iets mis. Code {fault.code}.",
        "Het ligt aan het programma, niet aan u. Wat al was opgeslagen, is bewaard. "
        "Sluit het programma en open het opnieuw. Gebeurt het weer, geef dan de code en de details door; "
        "daar staan geen gegevens uit casussen in.",
        QMessageBox.Icon.Critical,
    )
    box.setDetailedText(fault.details)
    for text in box.findChildren(QTextEdit):
        text.setAccessibleName("Details van de fout")
    close = box.addButton("Sluiten", QMessageBox.ButtonRole.RejectRole)
    copy = box.addButton("Details kopiëren", QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()
    copy.clicked.connect(lambda: copy_text(f"Code {fault.code}\n{fault.details}"))
    box.setDefaultButton(close)
    box.setEscapeButton(close)
    return box


def show_error(parent: QWidget | None, exc: BaseException, log: Callable[[str], None] | None = None) -> None:
    """Tell the user about an error, in the form that fits its kind; never blocks.

    A `UserError` goes to the message bar of the window of `parent` (a dialog where there is none), an
    `EnvironmentProblem` to a dialog with one button, anything else to the dialog for bugs, and to `log`.
    """
    place = find_message_place(parent)
    if isinstance(exc, UserError) and place is not None:
        place.show_message(str(exc), Tone.INFO if isinstance(exc, Cancelled) else Tone.LET_OP)
    elif isinstance(exc, ExpertteamError):
        box = _dialog(parent, exc.text, exc.remedy, QMessageBox.Icon.Warning)
        box.setEscapeButton(box.addButton("Sluiten", QMessageBox.ButtonRole.AcceptRole))
        box.open()
    else:
        fault = describe_fault(exc)
        if log is not None:
            log(fault.log_line)
        fault_dialog(parent, fault).open()


class ErrorHook(QObject):
    """Catches what nobody caught, on any thread, and tells it once on the thread of the window.

    The same fault (same kind, same places) gets its dialog once; later it is only logged and named in the message
    bar, because a fault in painting comes back with every repaint.
    """

    _caught = Signal(object)

    def __init__(self, window: Callable[[], QWidget | None], log: Callable[[str], None]) -> None:
        super().__init__()
        self._window = window
        self._log = log
        self._seen: set[str] = set()
        self._caught.connect(self.handle, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Become the hook for uncaught errors of all threads."""
        sys.excepthook = self._on_exception
        threading.excepthook = lambda args: self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    def _on_exception(
        self, kind: type[BaseException], value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self._caught.emit(value if value is not None else kind().with_traceback(trace))

    @Slot(object)
    def handle(self, exc: BaseException) -> None:
        """Tell one error; call on the thread of the window."""
        window = self._window()
        if isinstance(exc, ExpertteamError):
            show_error(window, exc)
            return
        fault = describe_fault(exc)
        if fault.details not in self._seen:
            self._seen.add(fault.details)
            self._log(fault.log_line)
            fault_dialog(window, fault).open()
        elif place := find_message_place(window):
            place.show_message(f"Er ging weer iets mis. Code {fault.code}.", Tone.FOUT)
