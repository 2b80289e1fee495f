"""The flow of work beside the klokken: open work by age, the routes of casussen, what comes and goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from expertteam_app.analysis.doorlooptijd import MIN_ZAKEN
from expertteam_app.domain.beeld import Beeld, Vorm, number
from expertteam_app.domain.doorlooptijd import Keuze
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.werkstroom import Routes, Stroom
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_velden import button, column
from expertteam_app.ui.pages.cijfer_delen import Reken
from expertteam_app.ui.pages.cijfer_tabel import AskTable, FillTable, ListModel
from expertteam_app.ui.text import aantal
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.beeld import BeeldWidget
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import hint, label
from expertteam_app.ui.work import Work

KLOKKEN, EINDEN, OPEN, ROUTES, STROOM = "klokken", "einden", "open", "routes", "stroom"
DELEN = (
    (KLOKKEN, "Klokken"),
    (EINDEN, "Hoe het afloopt"),
    (OPEN, "Open casussen"),
    (ROUTES, "Routes"),
    (STROOM, "Erbij en eruit"),
)
"""What the page shows, as (key, words)."""

HOE = {
    OPEN: "Elk punt is een open casus op zijn stap, met de werkdagen of dagen van klok D1 (netto, zonder pauzes die "
    "tellen). De lijnen zijn de helft en 80% van wie sinds twee jaar op die stap begon; een ruit staat daarboven.",
    ROUTES: "Een route is de rij stappen van een casus die in de periode is aangemeld, op volgorde van datum; een open "
    "casus heeft de route tot nu toe. Dagen tussen twee stappen zijn kalenderdagen, pauzes meegeteld, van wie die "
    "overgang maakte (vanaf tien keer); wie er nog op wacht, staat bij Klokken.",
    STROOM: "Erbij is aangemeld en eruit is afgesloten in dat halfjaar; open is geteld op de laatste dag ervan. Een "
    "halfjaar dat nog loopt is tot vandaag geteld en is dus niet met een heel halfjaar te vergelijken.",
}
"""How it is counted, in two sentences."""


@dataclass(frozen=True, slots=True)
class _Regel:
    """One line of the routes: what it is, how often, and the casussen behind it."""

    wat: str
    n: int
    tijd: str
    casus_ids: tuple[int, ...]


class RegelTable(FillTable):
    """The routes. Emits `asked` with the place of a line that was chosen."""

    asked = Signal(int)

    def __init__(self) -> None:
        super().__init__("Routes van casussen, en wat terugkomt", 4, most=12)
        self.doubleClicked.connect(self._ask)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the casussen behind a line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _ask(self, index: QModelIndex) -> None:
        if index.isValid() and self.current_id is not None:
            self.asked.emit(self.current_id)


class Werkstroomdelen(QWidget):
    """Open work, routes and flow.

    Emits `opened` with a casus, and `listed` with ids of casussen and what they are called.
    """

    opened = Signal(int)
    listed = Signal(object, str)

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__()
        self._sessie = sessie
        self._reken = Reken(work, self, "De werkstroom berekenen", self._show)
        self.beeld = BeeldWidget()
        self.beeld.chosen.connect(lambda key: self.opened.emit(int(key)))
        self.in_words = label("", wrap=True)
        self.routes = ListModel(_route_columns())
        self.route_table = RegelTable()
        self.route_table.show_rows(self.routes)
        self.route_table.asked.connect(self._list)
        self.stroom = ListModel(_flow_columns())
        self.stroom_table = AskTable("Erbij en eruit per halfjaar", 3, most=8, snug=True)
        self.stroom_table.show_rows(self.stroom)
        self.stroom_table.asked.connect(self._list_flow)
        self.open_buttons = (
            button("Kopieer als tabel", self.beeld.copy_as_table, "copy", role="stil"),
            button("Toon alle open casussen", self._list_open, "list-filter", role="stil"),
            button("Toon wie langer staat dan 80%", self._list_late, "list-filter", role="stil"),
        )
        self.stack = QStackedWidget()
        self._places = {
            OPEN: self._card(
                "Hoe lang open casussen op hun stap staan",
                (self.in_words, self.beeld),
                OPEN,
                *self.open_buttons,
            ),
            ROUTES: self._card("Welke routes casussen lopen", (self.route_table,), ROUTES),
            STROOM: self._card("Wat erbij kwam en wat eruit ging", (self.stroom_table,), STROOM),
        }
        layout = column(self)
        layout.addWidget(self.stack, 1)

    def _card(self, name: str, parts: Sequence[QWidget], deel: str, *more: QWidget) -> int:
        card = Card(name)
        for part in parts:
            card.add(part, 1 if part is not self.in_words else 0)
        if more:
            holder = QWidget()
            flow = FlowLayout(holder, TOKENS.s)
            for part in more:
                flow.addWidget(part)
            card.add(holder)
        card.add(hint(f"Hoe is dit gerekend? {HOE[deel]}"))
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)
        return self.stack.addWidget(holder)

    def show_part(self, deel: str, keuze: Keuze) -> None:
        """Show one of the parts and compute it beside the window."""
        self.stack.setCurrentIndex(self._places[deel])
        self._reken.ask(lambda _job: self._gather(deel, keuze))

    def _gather(self, deel: str, keuze: Keuze) -> object:
        flow = self._sessie.werkstroom
        if deel == OPEN:
            return flow.veroudering(keuze.gemeente, keuze.zorgvorm)
        if deel == ROUTES:
            return flow.routes(keuze.periode, keuze.gemeente, keuze.zorgvorm)
        return flow.stroom(keuze.periode, gemeente=keuze.gemeente, zorgvorm=keuze.zorgvorm)

    def focus_first(self) -> None:
        """What the keyboard is for in the part that is shown."""
        shown = {self._places[OPEN]: self.beeld, self._places[ROUTES]: self.route_table}
        shown.get(self.stack.currentIndex(), self.stroom_table).setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, answer: object) -> None:
        if isinstance(answer, Beeld):
            self.beeld.show_beeld(answer)
            self.in_words.setText(answer.alternatief)
            some = bool(answer.punten)
            self.open_buttons[1].setEnabled(some)
            self.open_buttons[2].setEnabled(any(p.vorm is Vorm.RUIT for p in answer.punten))
        elif isinstance(answer, Routes):
            self.routes.set_rows(_route_lines(answer))
        elif isinstance(answer, tuple):
            self.stroom.set_rows([row for row in answer if isinstance(row, Stroom)])

    def _list_open(self) -> None:
        self._list_points("Open casussen", late=False)

    def _list_late(self) -> None:
        self._list_points("Open casussen die langer op hun stap staan dan 80%", late=True)

    def _list_points(self, name: str, *, late: bool) -> None:
        ids = tuple(int(p.sleutel) for p in self.beeld.beeld.punten if not late or p.vorm is Vorm.RUIT)
        if ids:
            self.listed.emit(ids, name)

    def _list_flow(self, place: int, key: str) -> None:
        row = self.stroom.rows[place]
        behind = {"erbij": (row.erbij_ids, "erbij"), "eruit": (row.eruit_ids, "eruit")}
        ids, what = behind.get(key, (row.open_ids, "open aan het eind"))
        if ids:
            self.listed.emit(ids, f"{row.periode}: {what}")

    def _list(self, place: int) -> None:
        regel = self.routes.rows[place]
        if regel.casus_ids:
            self.listed.emit(regel.casus_ids, regel.wat)


def _route_lines(routes: Routes) -> list[_Regel]:
    lines = [
        _Regel(" › ".join(v.stappen), v.n, "", routes.casus_ids.get(v.stappen, ())) for v in routes.cijfers.varianten
    ]
    for herhaald in routes.cijfers.herhaald:
        behind = tuple(i for r, ids in routes.casus_ids.items() if r.count(herhaald.stap) > 1 for i in ids)
        lines.append(_Regel(f"Meer dan één keer: {herhaald.stap}", herhaald.zaken, "", behind))
    if routes.terug:
        back = tuple(casus for casus, _ in routes.terug)
        lines.append(_Regel("Meer dan één keer op de agenda van het RET", len(back), "", back))
    for o in routes.cijfers.overgangen:
        behind = tuple(i for r, ids in routes.casus_ids.items() if (o.van, o.naar) in pairwise(r) for i in ids)
        days = " / ".join(map(number, o.tijden)) if o.n >= MIN_ZAKEN else "te weinig"
        lines.append(_Regel(f"Van {o.van} naar {o.naar}", o.n, days, behind))
    return lines


def _route_columns() -> tuple[Column[_Regel], ...]:
    return (
        Column("wat", "Route of stap", lambda r: r.wat, width=70),
        Column("n", "Keer", lambda r: str(r.n), right=True, width=6),
        Column("tijd", "Dagen bruto: helft / 80%", lambda r: r.tijd, right=True, width=18),
        Column("casussen", "Casussen", lambda r: aantal(len(r.casus_ids), "casus", "casussen"), right=True, width=14),
    )


def _flow_columns() -> tuple[Column[Stroom], ...]:
    return (
        Column("periode", "Halfjaar", lambda s: f"{s.periode} (loopt nog)" if s.loopt_nog else s.periode, width=20),
        Column("erbij", "Erbij", lambda s: str(s.erbij), right=True, width=10),
        Column("eruit", "Eruit", lambda s: str(s.eruit), right=True, width=10),
        Column("open", "Open aan het eind", lambda s: str(s.open_aan_het_eind), right=True, width=20),
    )
