"""The first week in the Oefenkluis: things to try, each ticked off by doing it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from expertteam_app.domain.access import Rol
from expertteam_app.domain.eersteweek import ROLLEN, Taak
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.page import Page
from expertteam_app.ui.pages.casus_velden import button, scroll
from expertteam_app.ui.pages.casus_werk import attempt
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import Card, row_of
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import heading, hint, label, title
from expertteam_app.ui.widgets.status import StatusPill

UITLEG = (
    "Probeer in uw eigen tempo wat u straks echt doet. Alles hier is verzonnen en mag stuk. Wat u gedaan hebt, wordt "
    "vanzelf afgevinkt."
)


class EersteWeekPage(Page):
    """A role is chosen, then its tasks stand here. Emits `page_asked` with the id of the page of a task."""

    title = "Eerste week"
    page_asked = Signal(str)

    def __init__(self, sessie: Sessie) -> None:
        super().__init__()
        self._sessie = sessie
        self.role_buttons = {rol: button(f"Als {rol.value}", partial(self.begin, rol)) for rol in ROLLEN}
        self.stand = label("", "veld", wrap=True)
        self.cards: dict[str, Card] = {}
        self.go_buttons: list[QPushButton] = []
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(TOKENS.l, TOKENS.l, TOKENS.l, TOKENS.l)
        layout.setSpacing(TOKENS.m)
        choose = QWidget()
        flow = FlowLayout(choose, TOKENS.s)
        for each in self.role_buttons.values():
            flow.addWidget(each)
        self._choose = heading("Met welk werk wilt u oefenen?")
        for part in (title("Eerste week"), hint(UITLEG), self._choose, choose, self.stand):
            layout.addWidget(part)
        self._tasks = QVBoxLayout()
        self._tasks.setSpacing(TOKENS.s)
        layout.addLayout(self._tasks)
        layout.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll(content))

    def begin(self, rol: Rol) -> None:
        """Begin the week of a role."""
        if attempt(self, lambda: self._sessie.eersteweek.begin(rol)):
            self.refresh(frozenset())
            if self.go_buttons:
                self.go_buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, nouns: frozenset[str]) -> None:
        """Look in the log what was done."""
        del nouns
        week = self._sessie.eersteweek.week()
        self._forget()
        self._choose.setText("Met welk werk wilt u oefenen?" if week is None else "Ander werk, of opnieuw beginnen:")
        if week is None:
            self.stand.setText("")
            return
        for taak in week.taken:
            card = self.cards[taak.id] = self._card(taak, done=taak.id in week.gedaan)
            self._tasks.addWidget(card)
        count, total = len(week.gedaan), len(week.taken)
        over = " Klaar: u kunt aan het werk." if count == total else ""
        self.stand.setText(f"{week.rol.value.capitalize()}: {count} van {total} gedaan.{over}")

    def _forget(self) -> None:
        self.go_buttons = []
        for card in self.cards.values():
            card.hide()
            card.deleteLater()
        self.cards = {}

    def _card(self, taak: Taak, *, done: bool) -> Card:
        card = Card(taak.titel)
        go = button("Ga erheen", partial(self.page_asked.emit, taak.pagina), "chevron-right", role="stil")
        go.setAccessibleName(f"{taak.titel}: ga erheen")
        self.go_buttons.append(go)
        card.add(label(taak.uitleg, wrap=True))
        pill = StatusPill("gedaan" if done else "nog te doen", Tone.GOED if done else Tone.NEUTRAAL)
        holder = QWidget()
        holder.setLayout(row_of(pill, go, None))
        card.add(holder)
        return card

    def focus_first(self) -> None:
        """The first task, or the choice of a role."""
        first = self.go_buttons[0] if self.go_buttons else self.role_buttons[ROLLEN[0]]
        first.setFocus(Qt.FocusReason.TabFocusReason)
