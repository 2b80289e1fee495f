"""First step of the report: what is missing in the casussen that it counts."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from expertteam_app.domain.access import Right
from expertteam_app.domain.gegevenscheck import Gebrek
from expertteam_app.domain.periode import Periode
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.beheer_delen import Uitslag
from expertteam_app.ui.pages.cijfer_delen import Deel, Reken
from expertteam_app.ui.pages.cijfer_tabel import AskTable, ListModel
from expertteam_app.ui.text import aantal
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.labels import hint
from expertteam_app.ui.work import Work

OTHER_NOUNS = frozenset(
    {"concept", "gebruiker", "persoon", "mandaat", "rapport", "uitgave", "meetmoment", "boeg_vraag"}
    | {"typecasus", "typecasus_bron"}
)
"""Tables whose change makes no casus more complete, and no figure of the report another."""
KOLOMMEN = (
    Column[Gebrek]("nummer", "Casus", lambda g: g.nummer, width=18),
    Column[Gebrek]("soort", "Wat ontbreekt", lambda g: g.soort.kop, width=30),
    Column[Gebrek]("uitleg", "Precies", lambda g: g.uitleg, width=40),
    Column[Gebrek]("gevolg", "Zo komt het in het rapport", lambda g: g.soort.gevolg, width=34),
)


class CheckDeel(Deel):
    """The list of what is missing; Enter opens the casus. Emits `casus_requested` with its id."""

    title = "Gegevenscheck"
    casus_requested = Signal(int)
    counted = Signal(int)

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__()
        self._sessie = sessie
        self._periode: Periode | None = None
        self._look = Reken(work, self, "Gegevens nakijken", self._show)
        self.told = Uitslag()
        self.table = AskTable("Wat ontbreekt in de casussen van dit rapport", whole=True)
        self._model: ListModel[Gebrek] = ListModel(KOLOMMEN, parent=self.table)
        self.table.show_rows(self._model)
        self.table.asked.connect(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(
            hint("Enter opent de casus. Wat u daar aanvult, telt mee tot u de cijfers bevriest. Aanvullen hoeft niet.")
        )
        layout.addWidget(self.told)
        layout.addWidget(self.table)
        layout.addStretch()

    def show_period(self, periode: Periode) -> None:
        """Look at the casussen of another period."""
        self._periode = periode
        self.refresh(frozenset())

    def refresh(self, nouns: frozenset[str]) -> None:
        """Look again when something changed that the report counts."""
        periode = self._periode
        if periode is None or (nouns and not nouns - OTHER_NOUNS):
            return
        if not self._sessie.actor.can(Right.CASUS_READ):
            self.told.say("Met uw rol ziet u geen casussen. De voorzitter kijkt de gegevens na.", Tone.INFO)
            self.table.hide()
            return
        self._look.ask(lambda _job: self._sessie.gegevenscheck.gebreken(periode))

    def _show(self, answer: object) -> None:
        if not isinstance(answer, tuple):
            return
        self._model.set_rows(answer)
        if answer and self.table.hasFocus():
            self.table.setCurrentIndex(self._model.index(0, 0))
        self.table.setVisible(bool(answer))
        self.counted.emit(len(answer))
        if not answer:
            self.told.say("Alles is ingevuld. U kunt de cijfers bevriezen.", Tone.GOED)
            return
        kinds = Counter(g.soort.kop for g in answer)
        most = ", ".join(f"{kop.lower()} {n}" for kop, n in kinds.most_common(3))
        casussen = aantal(len({g.casus_id for g in answer}), "casus", "casussen")
        self.told.say(f"In {casussen} ontbreekt nog iets. Vooral: {most}.", Tone.LET_OP)

    def _open(self, place: int, _column: str) -> None:
        self.casus_requested.emit(self._model.rows[place].casus_id)

    def focus_first(self) -> None:
        """The first casus."""
        self.table.setFocus()
        if self._model.rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self._model.index(0, 0))
