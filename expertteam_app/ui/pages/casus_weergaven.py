"""Choosing, keeping and changing saved views of the list of casussen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QMenu, QToolButton, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.weergaven import Weergave
from expertteam_app.ui.icons import icon
from expertteam_app.ui.latest import Latest
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_velden import Choice
from expertteam_app.ui.pages.casus_werk import attempt
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.work import Work

GEEN = "Weergave kiezen"


class WeergaveKiezer(QWidget):
    """The views by name, ``*`` behind the one that is not as it was kept, and what can be done with them.

    Emits `chosen` with the name and the filter of a view, `card_asked` with a card that asks for a name.

    Args:
        sessie: the open kluis.
        current: gives the filter as it stands on the screen.
        work: seeks the casussen of a computed view beside the window.
    """

    chosen = Signal(str, object)
    card_asked = Signal(object)

    def __init__(self, sessie: Sessie, current: Callable[[], CasusFilter], work: Work) -> None:
        super().__init__()
        self._sessie = sessie
        self._current = current
        self._latest = Latest(work, self, self._show_found)
        self._views: dict[str, Weergave] = {}
        self._kept: CasusFilter | None = None
        self.choice = Choice()
        self.choice.setAccessibleName("Weergave")
        self.choice.setMinimumContentsLength(len(GEEN))
        self.choice.setToolTip("Een bewaard filter met zijn volgorde")
        self.choice.activated.connect(lambda: self.choose(str(self.choice.currentData() or "")))
        self.menu_button = QToolButton()
        self.menu_button.setIcon(icon("ellipsis"))
        self.menu_button.setAccessibleName("Weergave bewaren of wijzigen")
        self.menu_button.setToolTip("Weergave bewaren of wijzigen (Ctrl+Shift+S bewaart)")
        self.menu_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.menu_button)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.menu_button.setMenu(self._menu)
        layout = FlowLayout(self, TOKENS.xs)
        layout.addWidget(self.choice)
        layout.addWidget(self.menu_button)
        if sessie.actor.can(Right.CASUS_READ):
            self.reload()

    @property
    def current(self) -> Weergave | None:
        """The view that was chosen."""
        return self._views.get(str(self.choice.currentData() or ""))

    @property
    def changed(self) -> bool:
        """Whether the screen is not as the chosen view was kept."""
        return self._kept is not None and self._kept != _plain(self._current())

    def reload(self) -> None:
        """Read the views again; the chosen one stays chosen."""
        before = str(self.choice.currentData() or "")
        self._views = {view.sleutel: view for view in self._sessie.weergaven.all()}
        self.choice.clear()
        self.choice.addItem(GEEN, "")
        for key, view in self._views.items():
            self.choice.addItem(view.naam, key)
            self.choice.setItemData(self.choice.count() - 1, view.van, Qt.ItemDataRole.ToolTipRole)
        if before in self._views:
            self.choice.choose(before)
        else:
            self._kept = None
        self.mark()

    def choose(self, sleutel: str) -> None:
        """List what a view keeps; an empty sleutel chooses none and leaves the list as it is."""
        self.choice.choose(sleutel)
        self._kept = None
        self._latest.forget()
        view = self._views.get(sleutel)
        if view is not None and view.berekend:
            self._latest.ask(lambda: self._sessie.weergaven.filter_of(sleutel))
        elif sleutel:
            attempt(self, lambda: self._show_found(self._sessie.weergaven.filter_of(sleutel)))
        self.mark()

    def _show_found(self, found: object) -> None:
        name, wanted = cast("tuple[str, CasusFilter]", found)
        self.chosen.emit(name, wanted)
        self._kept = _plain(wanted)
        self.mark()

    def mark(self) -> None:
        """Put a ``*`` behind the chosen view when it is not as it was kept."""
        view = self.current
        for number in range(1, self.choice.count()):
            other = self._views[str(self.choice.itemData(number))]
            star = " *" if other is view and self.changed else ""
            self.choice.setItemText(number, f"{other.naam}{star}")
        self.choice.setAccessibleDescription("Gewijzigd sinds hij werd bewaard" if self.changed else "")

    # -- what can be done -----------------------------------------------------------------------------------------

    def _fill_menu(self) -> None:
        self._menu.clear()
        self._menu.addAction("Bewaren als nieuwe weergave …").triggered.connect(self.ask_new)
        view = self.current
        if view is None or view.vast:
            return
        over = self._menu.addAction(f"“{view.naam}” overschrijven met dit filter")
        over.triggered.connect(self.overwrite)
        over.setEnabled(self.changed)
        self._menu.addAction("Andere naam geven …").triggered.connect(self.ask_rename)
        self._menu.addAction(f"“{view.naam}” weghalen").triggered.connect(self.remove)

    def ask_new(self) -> None:
        """Open the card that keeps the filter under a new name."""

        def act(values: Mapping[str, object]) -> None:
            wanted, name = self._current(), str(values["naam"])
            key = self._sessie.weergaven.bewaar(name, wanted, gedeeld=bool(values.get("gedeeld")))
            self.reload()
            self.choice.choose(key)
            self._kept = _plain(wanted)
            self.mark()

        card = Invoer("Weergave bewaren", "Bewaren", act)
        card.add("naam", "Naam", QLineEdit(), required=True)
        if self._sessie.actor.can(Right.CASUS_WRITE):
            card.add("gedeeld", "Voor wie", QCheckBox("Ook voor de andere gebruikers van deze kluis"))
        card.set_note("Bewaart de filters, de zoektekst en de volgorde van dit moment.")
        self.card_asked.emit(card)

    def ask_rename(self) -> None:
        """Open the card that gives the chosen view another name."""
        view = self.current
        if view is None or view.vast:
            return

        def act(values: Mapping[str, object]) -> None:
            self._sessie.weergaven.hernoem(view.sleutel, str(values["naam"]))
            self.reload()

        card = Invoer("Weergave een andere naam geven", "Naam wijzigen", act)
        field = QLineEdit()
        field.setText(view.naam)
        card.add("naam", "Naam", field, required=True)
        self.card_asked.emit(card)

    def overwrite(self) -> None:
        """Keep the filter on the screen under the name of the chosen view."""
        view, wanted = self.current, self._current()
        if view is not None and attempt(self, lambda: self._sessie.weergaven.overschrijf(view.sleutel, wanted)):
            self._kept = _plain(wanted)
            self.reload()

    def remove(self) -> None:
        """Take the chosen view away; the list stays as it is."""
        view = self.current
        if view is not None and attempt(self, lambda: self._sessie.weergaven.verwijder(view.sleutel)):
            self.reload()


def _plain(wanted: CasusFilter) -> CasusFilter:
    return replace(wanted, tekst=wanted.tekst.strip())
