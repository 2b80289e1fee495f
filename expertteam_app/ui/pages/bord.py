"""Bord: every open casus by step, oldest first; the keyboard walks over it and moves the cards."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.bord import BordFilter, BordKaart, BordKolom
from expertteam_app.domain.dossier import CasusDossier
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.services.bord import EERSTE
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.latest import Latest
from expertteam_app.ui.page import Page
from expertteam_app.ui.pages.bord_woorden import (
    action_words,
    card_words,
    column_words,
    days_tone,
    days_words,
    marks,
    more_words,
)
from expertteam_app.ui.pages.casus_handelingen import HandelingKaarten
from expertteam_app.ui.pages.casus_invoer import KaartPlek
from expertteam_app.ui.pages.casus_stap import StapKaart
from expertteam_app.ui.pages.casus_velden import code_choice, scroll
from expertteam_app.ui.pages.casus_werk import attempt, concerns
from expertteam_app.ui.pages.casus_woorden import Lists
from expertteam_app.ui.text import aantal, dagen
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.fields import add_clear_button
from expertteam_app.ui.widgets.kaartlijst import Kaart, KaartLijst
from expertteam_app.ui.widgets.labels import announce, hint, label, title
from expertteam_app.ui.work import Work

TYPING = 150
"""Milliseconds of rest in typing before the board is searched."""
COLUMN = 26
"""Characters a column gets at least; with less room the board scrolls sideways."""
EMPTY = 12
"""Characters of an empty column at least; it never gets more than its words need."""
ANY_WIDTH = 16_777_215
"""Qt's own largest width: no limit."""
LEAST_LINES = 16
"""Lines of text the board gets before the whole page scrolls."""
UITLEG = (
    "Pijltjes lopen over het bord, Enter opent de casus, Alt+W zegt waarom het zoveel dagen zijn. Ctrl+→ en Ctrl+← "
    "openen de kaart voor de volgende of vorige stap."
)


def painted(kaart: BordKaart, lists: Lists) -> Kaart:
    """A card of the board as it is painted."""
    return Kaart(
        id=kaart.casus_id,
        kop=f"{kaart.nummer} · {lists['gemeenten'].label(kaart.gemeente)}",
        regels=(kaart.naam,),
        dagen=days_words(kaart),
        toon=days_tone(kaart),
        deel=kaart.netto / kaart.norm if kaart.norm else None,
        merken=tuple(marks(kaart)),
        slot=action_words(kaart),
        in_woorden=card_words(kaart, lists),
    )


class Kolom(QWidget):
    """One step: its name, how many casussen, and the cards."""

    def __init__(self) -> None:
        super().__init__()
        self.stap = 0
        self.name = label("", "veld", wrap=True)
        self.name.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.facts = label("", "klein", wrap=True)
        self.lijst = KaartLijst()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.xs)
        layout.addWidget(self.name)
        layout.addWidget(self.facts)
        layout.addWidget(self.lijst, 1)

    def waarom(self) -> Vraag | None:
        """The days of the card one stands on."""
        casus = self.lijst.current_id
        return None if casus is None else Vraag(Over.STAP, casus, self.stap)

    def fit(self) -> None:
        """Take the room of its words when it is empty, else what is to be divided."""
        character = self.fontMetrics().averageCharWidth()
        if self.lijst.rows:
            self.setMinimumWidth(COLUMN * character)
            self.setMaximumWidth(ANY_WIDTH)
            return
        metrics = QFontMetrics(self.name.font())
        longest = max((metrics.horizontalAdvance(word) for word in self.name.text().split()), default=0)
        self.setFixedWidth(max(EMPTY * character, longest + TOKENS.s))

    def show_kolom(self, kolom: BordKolom, norm: str, lists: Lists) -> None:
        """Show a step."""
        self.stap = kolom.stap
        self.name.setText(f"{kolom.stap} {kolom.naam.split('(', maxsplit=1)[0].strip()}")
        self.facts.setText(f"{aantal(kolom.totaal, 'casus', 'casussen')}\n{norm}" if kolom.totaal else "geen casussen")
        self.lijst.setAccessibleName(column_words(kolom))
        self.lijst.setAccessibleDescription(UITLEG)
        more = more_words(kolom) if kolom.nog else ""
        self.lijst.show_cards([painted(k, lists) for k in kolom.kaarten], more)
        self.fit()


class BordPage(Page):
    """The board. Emits `open_requested` with ``casus`` and the id of a casus."""

    title = "Bord"
    open_requested = Signal(str, int)

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__()
        self._sessie = sessie
        self._latest = Latest(work, self, self._present, TYPING)
        self._more: dict[int, int] = {}
        self._wanted: int | None = None
        self._focus_wanted = False
        self.kolommen: list[Kolom] = []
        self.gemeente = code_choice(sessie.lists["gemeenten"], "Alle gemeenten")
        self.gemeente.setAccessibleName("Gemeente")
        self.gemeente.activated.connect(lambda: self._ask(at_once=True))
        self.text = QLineEdit()
        self.text.setPlaceholderText("Nummer, naam of zorgvorm")
        self.text.setAccessibleName("Zoeken op het bord")
        add_clear_button(self.text)
        self.text.textEdited.connect(lambda _text: self._ask())
        self.facts = hint("")
        self.message = label("", "fout", wrap=True)
        self.message.hide()
        self._build()

    def _build(self) -> None:
        self._board = QWidget()
        self._board.setProperty("rol", "inhoud")
        self._row = QHBoxLayout(self._board)
        self._row.setContentsMargins(0, 0, 0, TOKENS.xs)
        self._row.setSpacing(TOKENS.s)
        self._sideways = QScrollArea()
        self._sideways.setWidget(self._board)
        self._sideways.setWidgetResizable(True)
        self._sideways.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sideways.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(TOKENS.l, TOKENS.m, TOKENS.l, TOKENS.m)
        layout.setSpacing(TOKENS.s)
        layout.addLayout(row_of(title("Bord"), None, self.gemeente, self.text))
        layout.addWidget(self.facts)
        layout.addWidget(self.message)
        layout.addWidget(self._sideways, 1)
        self.plek = KaartPlek(layout, self.message, self.focus_first)
        self._whole = scroll(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._whole)
        self._fit()

    # -- reading -------------------------------------------------------------------------------------------------

    def refresh(self, nouns: frozenset[str]) -> None:
        """Read the board again, beside the window."""
        if concerns(nouns):
            self._ask(at_once=True)

    def _ask(self, *, at_once: bool = False) -> None:
        wanted = BordFilter(self.text.text(), self.gemeente.currentData() or None, tuple(self._more.items()))
        self._latest.ask(lambda: self._sessie.bord.kolommen(wanted), at_once=at_once)

    def _present(self, answer: object) -> None:
        columns = cast("Sequence[BordKolom]", answer)
        had = next((k for k in self.kolommen if k.lijst.hasFocus()), None)
        self._make(len(columns))
        for shown, kolom in zip(self.kolommen, columns, strict=True):
            shown.show_kolom(kolom, self._norm(kolom), self._sessie.lists)
        total = sum(k.totaal for k in columns)
        over = sum(card.over_norm for k in columns for card in k.kaarten)
        late = f" · {over} van de getoonde boven de norm" if over else ""
        self.facts.setText(f"{aantal(total, 'open casus', 'open casussen')}{late}. {UITLEG}")
        self._one_stop(had or self._first)
        if self._wanted is not None or self._focus_wanted:
            self._go_wanted()

    def _norm(self, kolom: BordKolom) -> str:
        units = {(k.norm, k.eenheid) for k in kolom.kaarten}
        if len(units) != 1:
            return "normen verschillen" if units else ""
        norm, eenheid = units.pop()
        return "geen norm" if norm is None else f"norm {dagen(norm, eenheid)}"

    def _make(self, number: int) -> None:
        while len(self.kolommen) > number:
            gone = self.kolommen.pop()
            self._row.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.kolommen) < number:
            made = Kolom()
            made.lijst.opened.connect(partial(self.open_requested.emit, "casus"))
            made.lijst.more.connect(partial(self._show_more, made))
            made.lijst.sideways.connect(partial(self._sideways_from, made))
            made.lijst.moved.connect(self.move_card)
            self.kolommen.append(made)
            self._row.addWidget(made, 1)
        self._fit()

    @property
    def _first(self) -> Kolom | None:
        return next((k for k in self.kolommen if k.lijst.rows), self.kolommen[0] if self.kolommen else None)

    def _one_stop(self, current: Kolom | None) -> None:
        """The board is one stop for the Tab key: the column one was in last."""
        for kolom in self.kolommen:
            policy = Qt.FocusPolicy.StrongFocus if kolom is current else Qt.FocusPolicy.ClickFocus
            kolom.lijst.setFocusPolicy(policy)

    def _go_wanted(self) -> None:
        wanted, self._wanted, self._focus_wanted = self._wanted, None, False
        found = next((k for k in self.kolommen if wanted is not None and k.lijst.select_id(wanted)), None)
        target = found or next((k for k in self.kolommen if k.lijst.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
        if target is not None:
            self._enter(target)

    # -- walking -------------------------------------------------------------------------------------------------

    def _enter(self, kolom: Kolom) -> None:
        self._one_stop(kolom)
        kolom.lijst.setFocus(Qt.FocusReason.OtherFocusReason)
        self._sideways.ensureWidgetVisible(kolom, 0, 0)

    def _sideways_from(self, kolom: Kolom, way: int) -> None:
        place, row = self.kolommen.index(kolom) + way, kolom.lijst.currentIndex().row()
        while 0 <= place < len(self.kolommen):
            there = self.kolommen[place]
            if there.lijst.rows:
                if there.lijst.currentIndex().row() < 0:
                    there.lijst.select_row(max(0, row))
                self._enter(there)
                return
            place += way

    def _show_more(self, kolom: Kolom) -> None:
        self._more[kolom.stap] = self._more.get(kolom.stap, EERSTE) + EERSTE
        self._ask(at_once=True)

    # -- moving --------------------------------------------------------------------------------------------------

    def move_card(self, casus_id: int, way: int) -> None:
        """Open the card that puts a casus on the next (1) or previous (-1) step of its own model."""
        self._say("")
        if not self._sessie.actor.can(Right.CASUS_WRITE):
            self._say("Met uw rol kunt u geen stap zetten.")
            return
        found: list[CasusDossier] = []
        if not attempt(self, lambda: found.append(self._sessie.casussen.dossier(casus_id))):
            return
        dossier = found[0]
        target = (dossier.stand.stap or 0) + way
        if all(s.volgorde != target for s in dossier.model.stappen):
            self._say(f"{dossier.nummer} staat al op de {'laatste' if way > 0 else 'eerste'} stap.")
            return
        made = HandelingKaarten(self._sessie, dossier).make("stap")
        if isinstance(made, StapKaart):
            self._open_card(made, casus_id, target)

    def _open_card(self, card: StapKaart, casus_id: int, target: int) -> None:
        self._wanted = None
        self.plek.open(card, back=partial(self._back_to, casus_id), tab_from=self.text)
        card.choose(target)
        self._whole.verticalScrollBar().setValue(0)

    def _back_to(self, casus_id: int) -> None:
        self._wanted = casus_id
        if self._latest.waiting:
            return
        self._go_wanted()

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))
        announce(self, text)

    # -- what the window asks ------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        """The card that is open, else the board."""
        if self.plek.start():
            return
        self._focus_wanted = True
        if not self._latest.waiting and self.kolommen:
            self._go_wanted()

    def search_field(self) -> QLineEdit | None:
        """The field that filters the board."""
        return self.text

    def save_draft(self) -> None:
        """Keep what is typed in the card."""
        self.plek.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the card away, or brings the keyboard from the filters to the board."""
        if event.key() == Qt.Key.Key_Escape:
            if self.plek.card is not None:
                self.plek.card.put_away()
                return
            if not any(k.lijst.hasFocus() for k in self.kolommen):
                self.focus_first()
                return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Room follows the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_whole"):
            self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        self._sideways.setMinimumHeight(LEAST_LINES * metrics.lineSpacing())
        self.text.setMinimumWidth(metrics.averageCharWidth() * 26)
        for kolom in self.kolommen:
            kolom.fit()
