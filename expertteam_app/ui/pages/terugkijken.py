"""Terugkijken: every look back at an advice of the RET, over all zittingen, with what came of it."""

from __future__ import annotations

from datetime import date
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.opvolging import OpvolgingInfo, Stand
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.latest import Latest
from expertteam_app.ui.page import Page
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_velden import Choice, button
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.text import aantal, dag_cijfers
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.labels import hint, title
from expertteam_app.ui.work import Work

UITLEG = (
    "Zes weken en drie maanden na een advies van het RET kijkt u terug: is het uitgevoerd, heeft het geholpen, en "
    "volgens wie? Enter gaat naar het agendapunt, daar geeft u het antwoord."
)
TONES = {
    Stand.TE_LAAT: Tone.FOUT,
    Stand.AAN_DE_BEURT: Tone.LET_OP,
    Stand.LATER: Tone.NEUTRAAL,
    Stand.GEDAAN: Tone.GOED,
}
WELKE: dict[str, tuple[Stand, ...]] = {
    "nog te doen": (Stand.TE_LAAT, Stand.AAN_DE_BEURT, Stand.LATER),
    "te laat": (Stand.TE_LAAT,),
    "gedaan": (Stand.GEDAAN,),
    "alles": tuple(Stand),
}
DEEL = "terugkijken"
"""The part of an agenda item where the answers are given; behind a colon follows which moment."""


def weg_hierheen(late: int, due: int) -> str:
    """``Terugkijken (2 te laat)``: what a way to this page is called."""
    words = [f"{late} te laat"] * bool(late) + [f"{due} vandaag"] * bool(due)
    return f"Terugkijken ({', '.join(words)})" if words else "Terugkijken"


class TerugkijkenPage(Page):
    """The list of looks back. Emits `punt_requested` with the ids of a zitting, an item of it and a moment."""

    title = "Terugkijken"
    punt_requested = Signal(int, int, int)

    def __init__(self, sessie: Sessie, reading: Work) -> None:
        super().__init__()
        self._sessie = sessie
        self._latest = Latest(reading, self, self._present)
        self._all: list[OpvolgingInfo] = []
        columns: tuple[Column[OpvolgingInfo], ...] = (
            Column("stand", "Stand", self._stand, lambda o: TONES[o.stand(self._today())], width=22),
            Column("dag", "Terugkijken op", lambda o: dag_cijfers(o.verwacht_op), width=14),
            Column("moment", "Na het advies", lambda o: o.moment, width=14),
            Column("casus", "Casus", lambda o: o.casus_nummer, width=16),
            Column("uitgevoerd", "Uitgevoerd?", lambda o: o.uitgevoerd or "–", width=13),
            Column("geholpen", "Geholpen?", lambda o: o.geholpen or "–", width=18),
            Column("volgens", "Volgens wie?", lambda o: o.volgens or "–", width=14),
        )
        orders = {"dag": lambda o: o.verwacht_op, "stand": lambda o: (list(Stand).index(o.stand(self._today())),)}
        self.model: ListModel[OpvolgingInfo] = ListModel(columns, orders)
        self.table = FillTable("Momenten van terugkijken", 1)
        self.table.show_rows(self.model)
        self.table.opened.connect(lambda _row: self.open_here())
        self.welke = Choice(((word, word) for word in WELKE), "")
        self.welke.setAccessibleName("Welke momenten")
        self.welke.activated.connect(lambda _place: self._fill())
        self.search = QLineEdit()
        self.search.setPlaceholderText("Zoek op casus of antwoord")
        self.search.setAccessibleName("Zoek in de momenten van terugkijken")
        self.search.textChanged.connect(lambda _text: self._fill())
        self.search.installEventFilter(self)
        self.count = hint("")
        self.open_button = button("Naar het agendapunt", self.open_here, "arrow-up-right", "Enter")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TOKENS.l, TOKENS.l, TOKENS.l, TOKENS.l)
        layout.setSpacing(TOKENS.m)
        layout.addWidget(title(self.title))
        layout.addWidget(hint(UITLEG))
        layout.addLayout(row_of(self.welke, self.search))
        layout.addWidget(self.count)
        layout.addWidget(self.table, 1)
        layout.addLayout(row_of(self.open_button, None))
        layout.addStretch()

    def _today(self) -> date:
        return self._sessie.context.vandaag()

    def _stand(self, info: OpvolgingInfo) -> str:
        now = info.stand(self._today())
        if info.gedaan_op is not None:
            return f"{now} op {dag_cijfers(info.gedaan_op)}"
        days = (self._today() - info.verwacht_op).days
        return f"{now}: {aantal(days, 'dag', 'dagen')}" if now is Stand.TE_LAAT else now.value

    def waarom(self) -> Vraag | None:
        """The day of the moment one stands on."""
        here = self.current
        return None if here is None else Vraag(Over.TERUGKIJKEN, here.id)

    def refresh(self, nouns: frozenset[str]) -> None:
        """Read them again, beside the window."""
        del nouns
        self._latest.ask(self._sessie.opvolgingen.alle, at_once=True)

    def _present(self, answer: object) -> None:
        self._all = cast("list[OpvolgingInfo]", answer)
        self._fill()

    def _fill(self) -> None:
        kept, place = self.current, self.table.currentIndex().row()
        words = fold(self.search.text()).split()
        wanted = WELKE[str(self.welke.currentData())]
        shown = [o for o in self._all if o.stand(self._today()) in wanted and all(w in _haystack(o) for w in words)]
        self.model.set_rows(shown)
        ids = [o.id for o in shown]
        if ids:
            there = ids.index(kept.id) if kept is not None and kept.id in ids else None
            self.table.select_id(there) if there is not None else self.table.selectRow(max(0, min(place, len(ids) - 1)))
        self.table.setVisible(bool(shown))
        self.open_button.setEnabled(bool(shown))
        late = sum(o.stand(self._today()) is Stand.TE_LAAT for o in shown)
        told = aantal(len(shown), "moment", "momenten") + (f", waarvan {late} te laat" if late else "")
        nothing = "Geen moment past hierbij." if self._all else "Er zijn nog geen adviezen om op terug te kijken."
        self.count.setText(f"{told}." if shown else nothing)

    @property
    def current(self) -> OpvolgingInfo | None:
        """The moment one stands on."""
        number = self.table.current_id
        return self.model.rows[number] if number is not None and number < len(self.model.rows) else None

    def open_here(self) -> None:
        """To the item where the questions are answered."""
        here = self.current
        if here is not None:
            self.punt_requested.emit(here.zitting_id, here.punt_id, here.id)

    def search_field(self) -> QLineEdit | None:
        """The field above the table."""
        return self.search

    def focus_first(self) -> None:
        """The table, or the filter where it is empty."""
        (self.table if self.table.isVisibleTo(self) else self.welke).setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down or Enter in the search field goes into the table."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            into = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if into and self.table.isVisibleTo(self):
                self.table.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)


def _haystack(info: OpvolgingInfo) -> str:
    return fold(
        f"{info.casus_nummer} {info.moment} {info.uitgevoerd} {info.geholpen} {info.volgens} {info.toelichting}"
    )
