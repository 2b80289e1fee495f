"""The page Hiaten: what is missing, what falls together, what changes, and what people made of it, part by part."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from expertteam_app.domain.access import Actor, Right
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.actions import Command
from expertteam_app.ui.page import Page
from expertteam_app.ui.pages.cijfer_delen import Delen
from expertteam_app.ui.pages.hiaten_deel import HiatenDeel
from expertteam_app.ui.pages.hiaten_gaten import GatenDeel
from expertteam_app.ui.pages.hiaten_gemeenten import GemeentenDeel
from expertteam_app.ui.pages.hiaten_register import RegisterDeel
from expertteam_app.ui.pages.hiaten_samenhang import SamenhangDeel
from expertteam_app.ui.pages.hiaten_signalen import SignalenDeel
from expertteam_app.ui.pages.hiaten_trend import TrendDeel
from expertteam_app.ui.pages.hiaten_wachtenden import WachtendenDeel
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.labels import title
from expertteam_app.ui.work import Work

PAGE = "hiaten"
PARTS: tuple[tuple[Right, str, Callable[[Sessie, Work], HiatenDeel]], ...] = (
    (Right.FIGURES_READ, GatenDeel.title, GatenDeel),
    (Right.FIGURES_READ, RegisterDeel.title, RegisterDeel),
    (Right.FIGURES_READ, SamenhangDeel.title, SamenhangDeel),
    (Right.FIGURES_READ, TrendDeel.title, TrendDeel),
    (Right.FIGURES_READ, GemeentenDeel.title, GemeentenDeel),
    (Right.FIGURES_READ, SignalenDeel.title, SignalenDeel),
    (Right.CASUS_READ, WachtendenDeel.title, WachtendenDeel),
)
"""The parts in order, each with the right to see it and its title."""


def part_titles(actor: Actor) -> tuple[str, ...]:
    """The titles of the parts that this user may see."""
    return tuple(name for right, name, _make in PARTS if actor.can(right))


class HiatenPage(Page):
    """The parts that this user may see, behind tabs (Ctrl+1 and on).

    Emits `open_requested` with ``casus`` and the id of a casus, and `drill` with the ids of the casussen behind a
    number (tuple of int) and what that number is called.
    """

    title = "Hiaten"
    open_requested = Signal(str, int)
    drill = Signal(object, str)

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__()
        self._parts = tuple(make(sessie, work) for right, _title, make in PARTS if sessie.actor.can(right))
        for part in self._parts:
            part.open_requested.connect(self.open_requested)
            part.drill.connect(self.drill)
        self.delen = Delen("Onderdelen van hiaten", self._parts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TOKENS.l, TOKENS.m, TOKENS.l, TOKENS.m)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(title("Hiaten en patronen"))
        layout.addWidget(self.delen, 1)

    @property
    def current(self) -> HiatenDeel:
        """The part on the screen."""
        return self._parts[self.delen.number]

    def refresh(self, nouns: frozenset[str]) -> None:
        """Tell the parts what changed."""
        self.delen.refresh(nouns)

    def commands(self) -> list[Command]:
        """Go to a part; list the casussen behind a number; choose another period."""
        parts = [
            Command(
                f"hiaten.{number}",
                f"Hiaten: {part.title}",
                partial(self.delen.go_to, number),
                f"Ctrl+{number + 1}",
                "chevron-right",
                page=PAGE,
            )
            for number, part in enumerate(self._parts)
        ]
        return [
            *parts,
            Command(
                "hiaten.lijst",
                "Toon deze casussen als lijst",
                self.show_list,
                "Ctrl+Shift+L",
                "list-filter",
                lambda: self.current.can_list,
                PAGE,
            ),
            Command(
                "hiaten.periode",
                "Kies een andere periode",
                self.choose_period,
                "Ctrl+Shift+P",
                "calendar-days",
                page=PAGE,
            ),
        ]

    def show_list(self) -> None:
        """List the casussen behind the number one stands on."""
        self.current.show_list()

    def choose_period(self) -> None:
        """Go to the period of the part on the screen."""
        self.current.choose_period()

    def focus_first(self) -> None:
        """The part on the screen."""
        self.current.focus_first()

    def open_part(self, deel: str, punt_id: int | None = None) -> None:
        """Go to the part with this title."""
        del punt_id
        for number, part in enumerate(self._parts):
            if part.title == deel:
                self.delen.go_to(number)

    def open_item(self, item_id: int, soort: str = "") -> None:
        """Come back to a part after the lock."""
        del soort
        if 0 <= item_id < len(self._parts):
            self.delen.show_part(item_id)

    def current_part(self) -> str:
        """The title of the part on the screen."""
        return self._parts[self.delen.number].title

    def current_item(self) -> int | None:
        """The number of the part on the screen."""
        return self.delen.number

    def save_draft(self) -> None:
        """Store what is being typed, in every part."""
        for part in self._parts:
            part.flush()
