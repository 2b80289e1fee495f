"""Beheer: everything that someone looks after who looks after this kluis, part by part."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from expertteam_app.domain.access import Right
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.actions import Command
from expertteam_app.ui.page import Page
from expertteam_app.ui.pages.beheer_bewaren import BewarenDeel
from expertteam_app.ui.pages.beheer_codelijsten import CodelijstenDeel
from expertteam_app.ui.pages.beheer_controle import ControleDeel
from expertteam_app.ui.pages.beheer_delen import BeheerDeel
from expertteam_app.ui.pages.beheer_gebruikers import GebruikersDeel
from expertteam_app.ui.pages.beheer_instellingen import InstellingenDeel
from expertteam_app.ui.pages.beheer_inzage import InzageDeel
from expertteam_app.ui.pages.beheer_klokken import KlokkenDeel
from expertteam_app.ui.pages.beheer_ladder import LadderDeel
from expertteam_app.ui.pages.beheer_logboek import LogboekDeel
from expertteam_app.ui.pages.beheer_met_reden import MetRedenDeel
from expertteam_app.ui.pages.beheer_partijen import PartijenDeel
from expertteam_app.ui.pages.beheer_personen import PersonenDeel
from expertteam_app.ui.pages.beheer_sjablonen import SjablonenDeel
from expertteam_app.ui.pages.beheer_sluitingsdagen import SluitingsdagenDeel
from expertteam_app.ui.pages.beheer_tekstblokken import TekstblokkenDeel
from expertteam_app.ui.pages.beheer_verdeling import VerdelingDeel
from expertteam_app.ui.pages.beheer_voorzieningen import VoorzieningenDeel
from expertteam_app.ui.pages.beheer_zelftest import ZelftestDeel
from expertteam_app.ui.pages.cijfer_delen import Deel, Delen
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.labels import title
from expertteam_app.ui.work import Work

PAGE = "beheer"
LAST_WITH_KEYS = 9
PARTS: tuple[tuple[Right, Callable[[Sessie, Work], BeheerDeel]], ...] = (
    (Right.SETTINGS_READ, LadderDeel),
    (Right.SETTINGS_READ, KlokkenDeel),
    (Right.SETTINGS_READ, SluitingsdagenDeel),
    (Right.SETTINGS_READ, CodelijstenDeel),
    (Right.SETTINGS_READ, GebruikersDeel),
    (Right.ZITTING_READ, PersonenDeel),
    (Right.SETTINGS_READ, InstellingenDeel),
    (Right.AUDIT_READ, LogboekDeel),
    (Right.SETTINGS_READ, ControleDeel),
    (Right.DOSSIER_DESTROY, BewarenDeel),
    (Right.DOSSIER_COPY, InzageDeel),
    (Right.AUDIT_READ, MetRedenDeel),
    (Right.CASUS_IMPORT, PartijenDeel),
    (Right.SETTINGS_READ, VoorzieningenDeel),
    (Right.ZITTING_READ, VerdelingDeel),
    (Right.ZITTING_READ, SjablonenDeel),
    (Right.ZITTING_READ, TekstblokkenDeel),
    (Right.SETTINGS_READ, ZelftestDeel),
)
"""The parts in order, each with the right to see it."""


class BeheerPage(Page):
    """The parts that this user may see, behind tabs (Ctrl+1 to Ctrl+9).

    Emits `drill` with ids of casussen and what they are called, to list them, `page_asked` with the id of another page,
    and `news_asked` for what each version brought.
    """

    title = "Beheer"
    drill = Signal(object, str)
    page_asked = Signal(str)
    news_asked = Signal()

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__()
        parts = [make(sessie, work) for right, make in PARTS if sessie.actor.can(right)]
        for part in parts:
            part.drill.connect(self.drill)
            part.page_asked.connect(self.page_asked)
            part.news_asked.connect(self.news_asked)
        self.delen = Delen("Onderdelen van beheer", parts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TOKENS.l, TOKENS.m, TOKENS.l, TOKENS.l)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(title("Beheer"))
        layout.addWidget(self.delen, 1)

    def part(self, name: str) -> Deel:
        """The part with this title.

        Raises:
            StopIteration: this user has no such part.
        """
        return next(part for part in self.delen.parts if part.title == name)

    def refresh(self, nouns: frozenset[str]) -> None:
        """Tell the parts what changed."""
        self.delen.refresh(nouns)

    def commands(self) -> list[Command]:
        """Go to a part."""
        return [
            Command(
                f"beheer.{number}",
                f"Beheer: {part.title}",
                partial(self.delen.go_to, number),
                f"Ctrl+{number + 1}" if number < LAST_WITH_KEYS else "",
                "chevron-right",
                page=PAGE,
            )
            for number, part in enumerate(self.delen.parts)
        ]

    def focus_first(self) -> None:
        """The part on the screen."""
        self.delen.current.focus_first()

    def search_field(self) -> QLineEdit | None:
        """The filter of the part on the screen, where it has one."""
        current = self.delen.current
        return current.search_field() if isinstance(current, BeheerDeel) else None

    def open_item(self, item_id: int, soort: str = "") -> None:
        """Come back to a part after the lock."""
        del soort
        if 0 <= item_id < len(self.delen.parts):
            self.delen.show_part(item_id)

    def current_part(self) -> str:
        """The title of the part on the screen."""
        return self.delen.current.title

    def current_item(self) -> int | None:
        """The number of the part on the screen."""
        return self.delen.number

    def save_draft(self) -> None:
        """Store what is being typed, in every part."""
        for part in self.delen.parts:
            part.flush()
