"""A new casus in a minute: a few fields, and live the casussen that look like it."""

from __future__ import annotations

from datetime import date
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QToolButton, QVBoxLayout, QWidget

from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.dossier import CasusFilter, CasusRegel, Dubbelganger
from expertteam_app.domain.errors import ExpertteamError, FieldError
from expertteam_app.domain.geboorte import VELD
from expertteam_app.domain.namen import Naam
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.icons import icon
from expertteam_app.ui.latest import Latest
from expertteam_app.ui.pages.casus_dubbel import MOST, Dubbelen
from expertteam_app.ui.pages.casus_nieuw_velden import NieuweVelden
from expertteam_app.ui.pages.casus_velden import button, scroll
from expertteam_app.ui.pages.casus_werk import Concept, attempt
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import Card, row_of
from expertteam_app.ui.widgets.labels import hint, label, title
from expertteam_app.ui.work import Work

CONCEPT_KEY = "nieuwe-casus"
DRAFT_DELAY = 500
DOUBLES_DELAY = 250
BESIDE = 120
"""Characters that must fit beside each other before the doubles stand beside the form."""
MIN_SURNAME = 3
"""Letters of an achternaam before brothers and sisters are looked for."""
LookAlikes = tuple[tuple[Dubbelganger, ...], list[CasusRegel]]


class CasusNieuw(QWidget):
    """The form for a new casus. What is typed is kept until it is registered or cleared.

    Emits `added` with the id of the new casus, `casus_requested` to open one that looks like it, `closed` to go back.
    """

    added = Signal(int)
    casus_requested = Signal(int)
    closed = Signal()

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__()
        self._sessie = sessie
        self._gezin: tuple[int, str] | None = None
        self._concept = Concept(sessie.concepten, CONCEPT_KEY)
        self._latest = Latest(work, self, self._show_doubles, DOUBLES_DELAY)
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(DRAFT_DELAY)
        self._draft_timer.timeout.connect(self.save_draft)
        self.velden = NieuweVelden(sessie)
        self.velden.edited.connect(self._edited)
        self._restored = label("", "klein", wrap=True)
        self.doubles = Dubbelen()
        self.doubles.open_requested.connect(self._open_double)
        self.doubles.gezin_requested.connect(self._same_gezin)
        self.add_button = button("Casus vastleggen", self.register, "check", "Ctrl+Enter", "primair")
        self.clear_button = button("Leegmaken", self._clear, "trash-2", role="stil")
        self.cancel_button = button("Terug naar de lijst", self.closed.emit, "chevron-left", "Esc", "stil")
        self._make_chip()
        self._lay_out()
        self._blank()

    def _make_chip(self) -> None:
        self.gezin_chip = QToolButton()
        self.gezin_chip.setProperty("rol", "chip")
        self.gezin_chip.setAccessibleName("Gekozen gezin weghalen")
        self.gezin_chip.setIcon(icon("x"))
        self.gezin_chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.gezin_chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.gezin_chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.gezin_chip.clicked.connect(lambda: self._set_gezin(None))

    def _lay_out(self) -> None:
        card = Card()
        for part in (self._restored, self.gezin_chip, self.velden):
            card.add(part)
        card.body.addLayout(row_of(self.add_button, self.clear_button, None, self.cancel_button))
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(TOKENS.l)
        right = QVBoxLayout()
        right.addWidget(self.doubles)
        right.addStretch()
        self._sides.addWidget(card, 5)
        self._sides.addLayout(right, 2)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(TOKENS.xl, TOKENS.m, TOKENS.xl, TOKENS.l)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(title("Nieuwe casus"))
        layout.addWidget(hint("Een naam of initialen en de gemeente zijn genoeg om te beginnen. Ctrl+Enter legt vast."))
        layout.addLayout(self._sides)
        layout.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll(content))

    # -- filling and keeping -------------------------------------------------------------------------------------

    def _blank(self) -> None:
        self._latest.forget()
        self._set_gezin(None)
        self.velden.blank()
        self._draft_timer.stop()
        self._restored.hide()
        self.doubles.show_found((), ())

    def start(self) -> None:
        """Bring back what was typed before, and put the keyboard on the name."""
        if not self.velden.touched and (found := self._concept.restore()):
            self.velden.fill(found[0])
            gezin = found[0].get("gezin")
            if isinstance(gezin, list):
                self._set_gezin((int(gezin[0]), str(gezin[1])))
            self._restored.setText(f"Concept van {found[1]} hersteld.")
            self._restored.show()
            self._edited()
        self.focus_first()

    def focus_first(self) -> None:
        """The name."""
        self.velden.edits["voornaam"].setFocus(Qt.FocusReason.TabFocusReason)

    def save_draft(self) -> None:
        """Keep what is typed, or throw the draft away when nothing is left."""
        self._draft_timer.stop()
        if self.velden.touched:
            self._concept.keep({**self.velden.form.drafts(), "gezin": list(self._gezin) if self._gezin else None})
        else:
            self._concept.clear()

    def _edited(self) -> None:
        if not self._draft_timer.isActive():  # also while typing goes on
            self._draft_timer.start()
        naam, born, place = self.velden.naam, self.velden.birth.value(), self.velden.gemeente
        if naam.voornaam or naam.achternaam:
            year = self.velden.edits[VELD].text()
            self._latest.ask(lambda: self._look_alikes(naam, born, place, year))
        else:
            self._latest.forget()
            self.doubles.show_found((), ())

    def _clear(self) -> None:
        self._blank()
        self._concept.clear()
        self.focus_first()

    # -- who is known already ------------------------------------------------------------------------------------

    def _look_alikes(self, naam: Naam, born: date | None, place: str | None, year: str) -> LookAlikes:
        casussen = self._sessie.casussen
        found = casussen.possible_doubles(naam, born, place, year)
        if len(naam.achternaam) < MIN_SURNAME:
            return found, []
        known = {f.casus_id for f in found}
        ids = casussen.find(CasusFilter(tekst=naam.achternaam, status="alle", gemeente=place))
        rows = casussen.rows([i for i in ids if i not in known][:MOST])
        wanted = fold(naam.achternaam)
        return found, [row for row in rows if fold(row.naam).endswith(wanted)]

    def _show_doubles(self, found: object) -> None:
        self.doubles.show_found(*cast("LookAlikes", found), self.velden.naam.weergave)

    def _open_double(self, casus_id: int) -> None:
        self.save_draft()
        self.casus_requested.emit(casus_id)

    def _same_gezin(self, casus_id: int) -> None:
        def take() -> None:
            dossier = self._sessie.casussen.dossier(casus_id)
            self._set_gezin((dossier.gezin_id, dossier.gezin_naam))
            if self.velden.gemeente is None:
                self.velden.place.choose(dossier.gemeente)

        if attempt(self, take):
            self._edited()
            self.gezin_chip.setFocus()

    def _set_gezin(self, gezin: tuple[int, str] | None) -> None:
        self._gezin = gezin
        self.gezin_chip.setVisible(gezin is not None)
        if gezin is not None:
            self.gezin_chip.setText(f"Komt bij {gezin[1]}")
            self.gezin_chip.setAccessibleName(f"Komt bij {gezin[1]}, dit weghalen")
            self.gezin_chip.setToolTip("Klik om toch een nieuw gezin te maken")

    # -- registering ---------------------------------------------------------------------------------------------

    def register(self) -> None:
        """Register the casus, or say at which field it cannot be done."""
        self.velden.form.clear_errors()
        if self.velden.wrong_date():
            return
        try:
            made = self._sessie.casussen.add(self.velden.read(self._gezin[0] if self._gezin else None))
        except FieldError as error:
            if not self.velden.show_error(error):
                show_error(self, error)
        except ExpertteamError as error:
            show_error(self, error)
        else:
            self._blank()
            self._concept.clear()
            self.added.emit(made)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter registers."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.register()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The doubles stand beside the form where they fit, else under it."""
        super().resizeEvent(event)
        wide = self.width() >= BESIDE * self.fontMetrics().averageCharWidth()
        self._sides.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
