"""What the parts of the page Hiaten share."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_velden import Choice, bring_in_sight, code_choice, scroll
from expertteam_app.ui.pages.cijfer_delen import Deel
from expertteam_app.ui.pages.hiaten_achter import CasussenAchter
from expertteam_app.ui.theme import TOKENS

OTHER_NOUNS = frozenset({"concept", "gebruiker", "instelling", "persoon", "mandaat", "actie", "zitting", "verslag"})
"""Tables whose change touches no hiaat and no pattern."""


class HiatenDeel(Deel):
    """One part of the page.

    Emits `open_requested` with ``casus`` and the id of a casus, and `drill` with the ids of the casussen behind a
    number (tuple of int) and what that number is called.
    """

    open_requested = Signal(str, int)
    drill = Signal(object, str)

    def __init__(self, sessie: Sessie) -> None:
        super().__init__()
        self.sessie = sessie
        self._area: QScrollArea | None = None
        self._behind: CasussenAchter | None = None

    def lay_out(self) -> QVBoxLayout:
        """The layout of this part: its content scrolls when the room is too low."""
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, TOKENS.xs, TOKENS.s)
        layout.setSpacing(TOKENS.s)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._area = scroll(content)
        whole.addWidget(self._area)
        return layout

    def show_card(self, card: QWidget) -> None:
        """Scroll to a card that was just opened."""
        if self._area is not None:
            bring_in_sight(self._area, card)

    def connect_behind(self, behind: CasussenAchter) -> None:
        """Let the casussen behind a number be opened and listed."""
        self._behind = behind
        behind.opened.connect(lambda casus_id: self.open_requested.emit("casus", casus_id))
        behind.listed.connect(self.drill)

    @property
    def can_list(self) -> bool:
        """Whether there are casussen to list."""
        return self._behind is not None and self._behind.can_list

    def show_list(self) -> None:
        """List the casussen behind the number one stands on."""
        if self._behind is not None:
            self._behind.show_list()

    def choose_period(self) -> None:
        """Go to the period, where the part has one."""


def gemeente_choice(sessie: Sessie) -> Choice:
    """Of which gemeente the numbers are; all of them at first."""
    choice = code_choice(sessie.lists["gemeenten"], "Alle gemeenten")
    choice.setAccessibleName("Gemeente")
    return choice
