"""What the window asks of a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget

from expertteam_app.domain.inzicht import ZoekTreffer
from expertteam_app.ui.actions import Command


def _nothing(_hit: ZoekTreffer) -> bool:
    return False


class Page(QWidget):
    """One page of the window; a page overrides what it needs.

    A page is made when it is first shown and destroyed by the lock. It never asks a question when it is left.

    Attributes:
        title: Dutch name, as in the rail.
        presenting: others look at the screen; no name may come on it until this is over.
    """

    title = ""
    presenting = False

    def refresh(self, nouns: frozenset[str]) -> None:
        """Read again what is shown, as far as it is about these nouns; called only while the page is on screen.

        An empty set means everything: the page is shown for the first time.
        """

    def commands(self) -> list[Command]:
        """What can be done here; asked every time the page comes on screen."""
        return []

    def focus_first(self) -> None:
        """Put the keyboard where one starts."""
        self.setFocus()

    def enter(self, *, forward: bool) -> None:
        """The keyboard came in with Tab, or back with Shift+Tab; for a page with an order of its own."""

    def search_field(self) -> QLineEdit | None:
        """The field that Ctrl+F goes to, or None when there is nothing to search here."""
        return None

    def open_item(self, item_id: int, soort: str = "") -> None:
        """Show one item on this page; `soort` is that of the `ZoekTreffer`, empty for what the page shows most."""

    def open_part(self, deel: str, punt_id: int | None = None) -> None:
        """Go to a part of the item that was just opened: by the title of its tab, or to an agendapunt."""

    def current_part(self) -> str:
        """The title of the part on the screen, for a page with parts; F1 then helps with that part."""
        return ""

    def current_item(self) -> int | None:
        """The id of the item that is open, so that it comes back after the lock."""
        return None

    def save_draft(self) -> None:
        """Store what is being typed; called before the lock and before closing. Never asks, never blocks."""


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page that can be opened.

    Attributes:
        id: stable name, e.g. ``casussen``.
        make: makes the page when it is first shown.
        opens: whether this page shows what was found with Ctrl+K.
        delen: titles of its parts, each of which can be gone to from everywhere.
        in_rail: whether it stands in the rail; others are reached from a page or the palette.
        opdracht: how the palette names going there, for a page outside the rail; empty: it does not.
    """

    id: str
    title: str
    icon: str
    make: Callable[[], Page]
    opens: Callable[[ZoekTreffer], bool] = _nothing
    in_rail: bool = True
    delen: tuple[str, ...] = ()
    opdracht: str = ""
