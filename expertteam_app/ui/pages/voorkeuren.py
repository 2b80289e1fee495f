"""Voorkeuren: how the program looks, locks, keeps and prints, together on one page.

What is of the computer stays on it and is of nobody; what is of the kluis, such as a folder whose name may be that of a
person, stays inside the kluis.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from expertteam_app import __version__
from expertteam_app.domain.access import Right
from expertteam_app.domain.beleid import PRINT, TEKSTGROOTTE, THEMA, VASTGEZET
from expertteam_app.services.instellingen import (
    TWEEDE_PLAATS_SETTING,
    VERGRENDEL_SETTING,
    fixed_by_policy,
    largest,
)
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.app import App
from expertteam_app.ui.bestandskeuze import ask_folder
from expertteam_app.ui.page import Page
from expertteam_app.ui.pages.beheer_delen import Uitslag
from expertteam_app.ui.pages.beheer_instellingen import NAMEN, Getal
from expertteam_app.ui.pages.casus_velden import Choice, button, scroll
from expertteam_app.ui.pages.casus_werk import store_field
from expertteam_app.ui.theme import TEXT_SCALES, TOKENS, Mode, Tone
from expertteam_app.ui.widgets.cards import Card, row_of
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import hint, title
from expertteam_app.ui.widgets.vast import VastVeld

UITLEG = "Wat u hier kiest, geldt meteen en blijft zo staan."
VAN_COMPUTER = "Dit geldt op deze computer, voor elke kluis. Er staat niets in over u of over dossiers."
VAN_KLUIS = "Dit staat versleuteld in deze kluis en geldt voor ieder die hem opent."
GEEN_RECHT = "Met uw rol kunt u dit lezen, niet wijzigen."
KLEUREN: Final = MappingProxyType(
    {"systeem": "Zoals het systeem", "licht": "Licht", "donker": "Donker", "contrast": "Hoog contrast"}
)
"""What each scheme is called; one that has no name here is called as it is stored."""
HINTS: Final = MappingProxyType(
    {
        TEKSTGROOTTE: "Ctrl++ en Ctrl+- doen hetzelfde.",
        THEMA: "«Zoals het systeem» volgt Windows of uw bureaublad.",
        PRINT: (
            "Rapporten voor BOEG en versies van een verslag houden hun eigen vorm: het programma gaat na dat ze gelijk "
            "blijven."
        ),
        VERGRENDEL_SETTING: "Na zoveel minuten zonder invoer gaat de kluis op slot.",
        TWEEDE_PLAATS_SETTING: "Een map op een andere schijf of in het netwerk. Leeg: alleen naast de kluis.",
    }
)


def theme_name(mode: Mode) -> str:
    """What a scheme is called."""
    return KLEUREN.get(mode.value, mode.value.capitalize())


class VoorkeurenPage(Page):
    """Two cards: what is of this computer, and what is of this kluis."""

    title = "Voorkeuren"

    def __init__(self, sessie: Sessie, app: App) -> None:
        super().__init__()
        self._sessie = sessie
        self._app = app
        self._may_write = sessie.actor.can(Right.SETTINGS_WRITE)
        self.policy = Uitslag()
        self.computer, self.kluis = Form(), Form()
        self._add_computer()
        self._add_kluis()
        self.computer.committed.connect(self._choose)
        self.kluis.committed.connect(self._store)
        self.browse_button = button("Map kiezen", self._browse, "folder-open")
        self.browse_button.setVisible(self._may_write and not fixed_by_policy(TWEEDE_PLAATS_SETTING))
        self.copied = hint("")
        self.news_button = button("Wat is er nieuw", app.show_news, "info")
        self._lay_out()
        app.theme.changed.connect(self.load)
        self.policy.say(app.voorkeuren.beleid.melding, Tone.LET_OP)

    def _lay_out(self) -> None:
        here, inside = Card("Op deze computer"), Card("In deze kluis")
        here.add(hint(VAN_COMPUTER))
        here.add(self.computer)
        inside.add(hint(VAN_KLUIS if self._may_write else f"{VAN_KLUIS} {GEEN_RECHT}"))
        inside.add(self.kluis)
        inside.body.addLayout(row_of(self.browse_button, None))
        inside.add(self.copied)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(TOKENS.xl, TOKENS.l, TOKENS.xl, TOKENS.xl)
        column.setSpacing(TOKENS.m)
        for part in (title(self.title), hint(UITLEG), self.policy, here, inside):
            column.addWidget(part)
        column.addLayout(row_of(hint(f"Expertteam {__version__}"), self.news_button, None))
        column.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll(content))

    # -- the fields ----------------------------------------------------------------------------------------------

    def _add_computer(self) -> None:
        chosen = self._app.voorkeuren
        sizes, themes = [(n, f"{n}%") for n in TEXT_SCALES], [(m.value, theme_name(m)) for m in Mode]
        box = QCheckBox("Zonder kleurvlakken, met zwarte tekst")
        self._add(self.computer, TEKSTGROOTTE, "Tekstgrootte", Choice(sizes), fixed=chosen.is_fixed(TEKSTGROOTTE))
        self._add(self.computer, THEMA, "Thema", Choice(themes), fixed=chosen.is_fixed(THEMA))
        self._add(self.computer, PRINT, "Printvriendelijke documenten", box, fixed=chosen.is_fixed(PRINT))

    def _add_kluis(self) -> None:
        for key, make in ((VERGRENDEL_SETTING, self._minutes), (TWEEDE_PLAATS_SETTING, QLineEdit)):
            fixed = bool(fixed_by_policy(key))
            self._add(self.kluis, key, NAMEN[key], make(), fixed=fixed or not self._may_write)

    def _minutes(self) -> Getal:
        return Getal(1, " minuten", largest(VERGRENDEL_SETTING))

    def _add(self, form: Form, key: str, name: str, field: QWidget, *, fixed: bool) -> None:
        by_policy = bool(fixed_by_policy(key)) if form is self.kluis else fixed
        words = HINTS[key]
        if by_policy:
            words = f"{VASTGEZET}. {words}" if form is self.kluis else f"{VASTGEZET}."
        wide = key == TWEEDE_PLAATS_SETTING
        form.add(key, name, VastVeld("") if fixed else field, words, wide=wide)
        if not fixed and isinstance(field, QCheckBox):
            field.setAccessibleName(f"{name}: {field.text()}")

    # -- showing and choosing ------------------------------------------------------------------------------------

    def refresh(self, nouns: frozenset[str]) -> None:
        """Read what is of the kluis again."""
        if not nouns or "instelling" in nouns:
            self.load()

    def load(self) -> None:
        """Show what holds; a field one is typing in keeps what is typed."""
        chosen, settings = self._app.voorkeuren, self._sessie.beheer.settings()
        on = chosen.print_friendly
        mode = self._app.theme.mode
        self._show(self.computer, TEKSTGROOTTE, self._app.theme.text_scale, f"{self._app.theme.text_scale}%")
        self._show(self.computer, THEMA, mode.value, theme_name(mode))
        self._show(self.computer, PRINT, on, "Zonder kleurvlakken" if on else "Met kleurvlakken")
        minutes, place = settings[VERGRENDEL_SETTING], str(settings[TWEEDE_PLAATS_SETTING])
        self._show(self.kluis, VERGRENDEL_SETTING, minutes, f"{minutes} minuten")
        self._show(self.kluis, TWEEDE_PLAATS_SETTING, place, place or "Geen tweede plaats")
        self.copied.setText(self._sessie.backups.tweede_plaats())
        self.copied.setVisible(bool(self.copied.text()))

    def _show(self, form: Form, key: str, value: object, words: str) -> None:
        row = form.row(key)
        if isinstance(row.field, VastVeld):
            form.set_value(key, words)
        elif not row.error and not (row.control.hasFocus() and isinstance(row.field, QLineEdit | Getal)):
            form.set_value(key, value)

    def _choose(self, key: str, value: object) -> None:
        acts: dict[str, Callable[[], None]] = {
            TEKSTGROOTTE: lambda: self._app.set_text_scale(int(str(value))),
            THEMA: lambda: self._app.set_mode(Mode(str(value))),
            PRINT: lambda: self._app.set_print_friendly(on=value is True),
        }
        acts[key]()

    def _store(self, key: str, value: object) -> None:
        store_field(self.kluis, key, lambda: self._sessie.beheer.set_setting(key, value))

    def _browse(self) -> None:
        ask_folder(self, "Kies de tweede plaats voor back-ups", self.choose_place)

    def choose_place(self, folder: Path) -> None:
        """Keep copies of back-ups in this folder from now on."""
        self.kluis.set_value(TWEEDE_PLAATS_SETTING, str(folder))
        self._store(TWEEDE_PLAATS_SETTING, str(folder))

    def focus_first(self) -> None:
        """The size of the text."""
        self.computer.row(TEKSTGROOTTE).control.setFocus(Qt.FocusReason.TabFocusReason)

    def save_draft(self) -> None:
        """Store what is being typed."""
        self.kluis.flush()
