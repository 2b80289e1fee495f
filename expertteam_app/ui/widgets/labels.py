"""Text on the screen: plain text only, sizes by role (the stylesheet knows the roles)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A label that shows its text as it is, never as HTML.

    Args:
        text: what it says.
        role: ``titel``, ``kop``, ``uitleg``, ``klein``, ``veld``, ``fout``, ``cijfer``, ``code`` or empty.
        wrap: break the text over lines.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("rol", role)
    made.setWordWrap(wrap)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def title(text: str) -> QLabel:
    """The title of a page."""
    return label(text, "titel", wrap=True)


def heading(text: str) -> QLabel:
    """The heading of a card or a part."""
    return label(text, "kop", wrap=True)


def hint(text: str) -> QLabel:
    """Quieter text that explains."""
    return label(text, "uitleg", wrap=True)


def line() -> QFrame:
    """A thin line between two parts."""
    made = QFrame()
    made.setProperty("rol", "lijn")
    return made


def restyle(widget: QWidget) -> None:
    """Let the stylesheet look again at a widget whose property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say something that did not get the focus; does nothing when none is listening."""
    if text and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
