"""The lists that were read in, each of which can be taken out whole."""

from __future__ import annotations

from PySide6.QtCore import Qt

from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import ExpertteamError, UserError
from expertteam_app.domain.historie import Historie
from expertteam_app.domain.inzicht import PartijInfo
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.beheer_delen import BeheerDeel, Bevestig, Uitslag
from expertteam_app.ui.pages.beheer_logboek import moment
from expertteam_app.ui.pages.beheer_partijen_historie import HistorieKeuze
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.cijfer_delen import Reken
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.text import aantal, dag_cijfers, getal
from expertteam_app.ui.theme import Tone
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.labels import hint
from expertteam_app.ui.work import Work

UITLEG = (
    "Elke lijst die is ingelezen, is één partij. Ongedaan maken haalt alles weg wat die lijst bracht, alsof hij nooit "
    "is ingelezen; dat kan zolang niemand met die zaken heeft gewerkt."
)
GEEN = "Er is nog geen lijst ingelezen. Dat kan op de pagina Casussen (RET) en op de pagina JBT."
SOORTEN = {"RET": "casuslijst RET", "JBT": "VTB-lijst JBT"}


class PartijenDeel(BeheerDeel):
    """The batches, newest first."""

    title = "Ingelezen lijsten"
    nouns = frozenset({"partij"})

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work)
        self._undoing = Reken(work, self, "Inlezen ongedaan maken", self._undone, self._refused)
        self._number = 0
        self._histories: dict[int, Historie] = {}
        columns: tuple[Column[PartijInfo], ...] = (
            Column("moment", "Ingelezen op", lambda p: moment(p.moment), width=18),
            Column("soort", "Lijst", lambda p: SOORTEN.get(p.soort, p.soort), width=18),
            Column("wie", "Door", lambda p: p.wie, width=20),
            Column("aantal", "Regels", lambda p: getal(p.aantal), right=True, width=8),
            Column("stand", "Stand", lambda p: "ongedaan gemaakt" if p.ongedaan else "staat in de kluis", width=20),
            Column("telt", "Zaken tellen", self._since, width=18),
        )
        self.model: ListModel[PartijInfo] = ListModel(columns)
        self.table = FillTable("Ingelezen lijsten", 2, snug=True)
        self.table.show_rows(self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._fit())
        self.historie = HistorieKeuze(sessie)
        self.historie.chosen.connect(self._store)
        self.undo_button = button("Ongedaan maken", self.ask_undo, "undo-2")
        self.confirm = Bevestig()
        self.outcome = Uitslag()
        self.empty = hint(GEEN)
        layout = self.lay_out()
        for part in (hint(UITLEG), self.empty, self.outcome, self.table):
            layout.addWidget(part)
        layout.addWidget(self.historie)
        layout.addLayout(row_of(self.undo_button, None))
        layout.addWidget(self.confirm)
        layout.addStretch()

    def load(self) -> None:
        """Read the batches."""
        if self.sessie.actor.can(Right.FIGURES_READ):
            self._histories = {h.partij_id: h for h in self.sessie.historien.alle()}
        self.model.set_rows(self.sessie.inlezen.partijen())
        some = bool(self.model.rows)
        self.empty.setVisible(not some)
        self.table.setVisible(some)
        self.undo_button.setVisible(some)
        if some:
            self.table.selectRow(0)
        self._fit()

    @property
    def current(self) -> PartijInfo | None:
        """The batch one stands on."""
        row = self.table.current_id
        return self.model.rows[row] if row is not None and row < len(self.model.rows) else None

    def _fit(self) -> None:
        self.undo_button.setEnabled(self.current is not None and not self.current.ongedaan)
        self.historie.show_historie(None if self.current is None else self._histories.get(self.current.id))

    def _since(self, partij: PartijInfo) -> str:
        history = self._histories.get(partij.id)
        if history is None:
            return ""
        return "vanaf hun begin" if history.vanaf is None else f"vanaf {dag_cijfers(history.vanaf)}"

    def _store(self, partij_id: int, keuze: str) -> None:
        """Keep a choice, and stand on the same batch again."""
        row = self.table.currentIndex().row()
        try:
            self.sessie.historien.kies(partij_id, keuze)
        except UserError as wrong:
            self.outcome.say(str(wrong), Tone.LET_OP)
            return
        self.load()
        self.table.selectRow(row)
        self.outcome.say("Vastgelegd. De doorlooptijden zijn hiermee opnieuw te rekenen.", Tone.GOED)

    def ask_undo(self) -> None:
        """Ask whether the batch must go."""
        partij = self.current
        if partij is None or partij.ongedaan:
            return
        lines = aantal(partij.aantal, "regel", "regels")
        self.confirm.ask(
            f"De {SOORTEN.get(partij.soort, partij.soort)} van {moment(partij.moment)} ({lines}) uit de kluis halen?",
            f"{lines.capitalize()} weghalen",
            lambda: self._undo(partij),
        )

    def _undo(self, partij: PartijInfo) -> None:
        self._number = partij.aantal
        self._undoing.ask(lambda _job: self.sessie.inlezen.ongedaan(partij.id))

    def _undone(self, _answer: object) -> None:
        self.outcome.say(f"{aantal(self._number, 'regel is', 'regels zijn')} weggehaald.", Tone.GOED)
        self.load()

    def _refused(self, error: ExpertteamError) -> None:
        if isinstance(error, UserError):
            self.outcome.say(str(error), Tone.LET_OP)
        else:
            show_error(self, error)

    def focus_first(self) -> None:
        """The table."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
