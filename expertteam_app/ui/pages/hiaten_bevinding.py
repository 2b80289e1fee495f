"""What Trend and Gemeenten share: a picture with its words, the casussen behind it, and the verdict of people."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from expertteam_app.services.sessie import Sessie
from expertteam_app.services.signalen import Bevinding
from expertteam_app.ui.pages.casus_invoer import Invoer, KaartPlek
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.hiaten_achter import CasussenAchter
from expertteam_app.ui.pages.hiaten_deel import HiatenDeel
from expertteam_app.ui.pages.hiaten_oordeel import OordeelKaart
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.beeld import BeeldWidget
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import heading, hint, label

SIDE_BY_SIDE = 110
"""Characters that must fit beside each other before the casussen stand beside the picture."""


class BevindingDeel(HiatenDeel):
    """A part with one picture.

    Attributes:
        hoe: how it is reckoned.
    """

    hoe = ""

    def __init__(self, sessie: Sessie) -> None:
        super().__init__(sessie)
        self._plek: KaartPlek | None = None
        self.status = label("", "uitleg")
        self.name = heading("")
        self.sentence = label("", wrap=True)
        self.picture = BeeldWidget()
        self.copy_button = button("Kopieer als tabel", self.picture.copy_as_table, "copy", role="stil")
        self.how = button("Hoe is dit gerekend?", self._toggle_how, "info", role="stil")
        self.how.setCheckable(True)
        self.explanation = hint(self.hoe)
        self.explanation.hide()
        self.behind = CasussenAchter(sessie)
        self.connect_behind(self.behind)
        self.oordeel = OordeelKaart(sessie)
        self.oordeel.opened.connect(self.show_card)
        self.detail = QWidget()
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.detail)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(TOKENS.m)
        self._beside.addWidget(self._words(), 4)
        right = QWidget()
        column = QBoxLayout(QBoxLayout.Direction.TopToBottom, right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TOKENS.m)
        column.addWidget(self.behind, 1)
        column.addWidget(self.oordeel)
        self._beside.addWidget(right, 5)

    def _words(self) -> Card:
        card = Card()
        acts = QWidget()
        self._acts = FlowLayout(acts, TOKENS.s)
        self.add_act(self.copy_button)
        self.add_act(self.how)
        for part in (self.name, self.sentence, self.picture, acts, self.explanation):
            card.add(part)
        card.body.addStretch()
        return card

    def add_act(self, widget: QWidget) -> None:
        """Put a button under the picture."""
        self._acts.addWidget(widget)

    def _toggle_how(self) -> None:
        self.explanation.setVisible(self.how.isChecked())

    def place_cards(self, layout: QVBoxLayout, above: QWidget) -> None:
        """Let cards open in this layout, above a widget of it."""
        self._plek = KaartPlek(layout, above, self.focus_first)

    def open_card(self, card: Invoer, back: QWidget) -> None:
        """Open a card in its place; the keyboard goes back to `back`."""
        if self._plek is not None:
            self._plek.open(card, back=lambda: back.setFocus(Qt.FocusReason.TabFocusReason), tab_from=back)
            self.show_card(card)

    @property
    def card(self) -> Invoer | None:
        """The card that is open."""
        return None if self._plek is None else self._plek.card

    def show_busy(self, busy: bool) -> None:
        """Say whether an answer is still to come."""
        self.status.setText("Bezig met rekenen …" if busy else "")

    def show_bevinding(self, bevinding: Bevinding | None) -> None:
        """Show what people said of a finding; None: there is none."""
        if bevinding is None:
            self.behind.show_casussen((), "", "")
        self.oordeel.show_bevinding(bevinding)

    def flush(self) -> None:
        """Keep what is half typed."""
        if self._plek is not None:
            self._plek.flush()
        self.oordeel.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where it fits."""
        super().resizeEvent(event)
        wide = self.width() >= SIDE_BY_SIDE * self.fontMetrics().averageCharWidth()
        self._beside.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
