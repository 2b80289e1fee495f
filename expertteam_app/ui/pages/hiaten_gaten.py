"""Hiaten: what was missing, in what way, for what cause, and the casussen behind every number."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from expertteam_app.domain.inzicht import HiaatTelling
from expertteam_app.domain.periode import Periode
from expertteam_app.services.hiaten import HiatenOverzicht
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_velden import Choice, button
from expertteam_app.ui.pages.cijfer_delen import PeriodeKeuze, Reken
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.pages.hiaten_achter import CasussenAchter
from expertteam_app.ui.pages.hiaten_deel import OTHER_NOUNS, HiatenDeel, gemeente_choice
from expertteam_app.ui.pages.hiaten_matrix import MatrixTable, make_matrix
from expertteam_app.ui.text import aantal
from expertteam_app.ui.widgets.cards import EmptyState
from expertteam_app.ui.widgets.flow import wrap_of
from expertteam_app.ui.widgets.labels import hint, label
from expertteam_app.ui.work import Work

VIEWS = (("aard", "Zorgvorm en aard"), ("oorzaak", "Zorgvorm en oorzaak"), ("alles", "Alles samen, als lijst"))
LADDER_NOUNS = frozenset({"opschalingsmodel", "stap"})
MULTIPLE = (
    "Een jeugdige met meer hiaten telt in elk daarvan één keer; de getallen tellen daarom niet op tot het totaal."
)


@dataclass(frozen=True, slots=True)
class _Answer:
    periode: Periode
    overzicht: HiatenOverzicht


class GatenDeel(HiatenDeel):
    """The hiaten of a period."""

    title = "Hiaten"

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie)
        self._answer: _Answer | None = None
        self._reken = Reken(work, self, "Hiaten tellen", self._show)
        self._reken.busy_changed.connect(self._show_busy)
        self.periode = PeriodeKeuze(sessie.context.vandaag())
        self.gemeente = gemeente_choice(sessie)
        self.view = Choice(VIEWS)
        self.view.setMinimumContentsLength(20)
        self.view.setAccessibleName("Weergave")
        self.copy_button = button("Kopieer als tabel", self.copy, "copy", role="stil")
        self.status = label("", "uitleg")
        self.sentence = label("", wrap=True)
        self.matrix = MatrixTable()
        self.list_model: ListModel[HiaatTelling] = ListModel(self._list_columns(), {"aantal": lambda t: t.aantal})
        self.list = FillTable("Hiaten: zorgvorm, aard en oorzaak", 5, most=7)
        self.list.show_rows(self.list_model)
        self.behind = CasussenAchter(sessie)
        self._stack = QStackedWidget()
        self._connect()
        self._build()

    def _connect(self) -> None:
        self.matrix.chosen.connect(self._choose)
        self.matrix.entered.connect(self.behind.enter)
        self.list.selectionModel().currentRowChanged.connect(lambda *_: self._choose_from_list())
        self.list.opened.connect(lambda _number: self.behind.enter())
        self.connect_behind(self.behind)
        for choice in (self.periode, self.gemeente):
            choice.activated.connect(self._compute)
        self.view.activated.connect(self._fill)

    def _list_columns(self) -> tuple[Column[HiaatTelling], ...]:
        lists = self.sessie.lists
        return (
            Column("zorgvorm", "Zorgvorm", lambda t: lists["zorgvormen"].label(t.zorgvorm), width=24),
            Column("aard", "Aard", lambda t: lists["aard_hiaat"].label(t.aard), width=26),
            Column("oorzaak", "Oorzaak", lambda t: lists["oorzaken"].label(t.oorzaak) if t.oorzaak else "", width=34),
            Column("aantal", "Jeugdigen", lambda t: str(t.aantal), right=True, width=9),
        )

    def _build(self) -> None:
        self._empty = EmptyState("puzzle", "Geen hiaten in deze periode", "")
        for shown in (self.matrix, self.list, self._empty):
            self._stack.addWidget(shown)
        layout = self.lay_out()
        self._multiple = hint(MULTIPLE)
        layout.addLayout(wrap_of(self.periode, self.gemeente, self.view, self.copy_button, self.status))
        layout.addWidget(self.sentence)
        layout.addWidget(self._multiple)
        layout.addWidget(self._stack, 3)
        layout.addWidget(self.behind, 2)

    def refresh(self, nouns: frozenset[str]) -> None:
        """Count again what these nouns touch."""
        if nouns & LADDER_NOUNS:
            self.behind.load_steps()
        if not nouns or nouns - OTHER_NOUNS:
            self._compute()

    def _compute(self) -> None:
        periode, gemeente = self.periode.periode, str(self.gemeente.currentData()) or None
        self._reken.ask(lambda _job: _Answer(periode, self.sessie.hiaten.overview(periode, gemeente)))

    def _show_busy(self, busy: bool) -> None:
        self.status.setText("Bezig met tellen …" if busy else "")

    def _show(self, answer: object) -> None:
        if isinstance(answer, _Answer):
            self._answer = answer
            self._fill()

    def _fill(self) -> None:
        if self._answer is None:
            return
        overzicht, lists = self._answer.overzicht, self.sessie.lists
        zorgvorm = lists["zorgvormen"].label
        view = str(self.view.currentData())
        if view == "oorzaak":
            cells = make_matrix(
                overzicht.per_zorgvorm_en_oorzaak, lambda t: t.oorzaak, zorgvorm, lists["oorzaken"].label
            )
        else:
            cells = make_matrix(overzicht.per_zorgvorm_en_aard, lambda t: t.aard, zorgvorm, lists["aard_hiaat"].label)
        some = bool(overzicht.jeugdigen)
        self.sentence.setText(self._summary())
        self.behind.setVisible(some)
        self.copy_button.setEnabled(some)
        self._multiple.setVisible(some)
        if not some:
            self._show_empty()
        elif view == "alles":
            self._stack.setCurrentWidget(self.list)
            self.list_model.set_rows(overzicht.alles)
            self.list.setCurrentIndex(self.list_model.index(0, 0))
            self._choose_from_list()
        else:
            self._stack.setCurrentWidget(self.matrix)
            self.matrix.show_matrix(cells, f"Hiaten: {self.view.currentText().lower()}")

    def _show_empty(self) -> None:
        had = self._stack.currentWidget()
        self._stack.setCurrentWidget(self._empty)
        if had is not None and had.hasFocus():
            self.periode.setFocus()
        self.behind.show_casussen((), "", "")

    def _summary(self) -> str:
        if self._answer is None or not self._answer.overzicht.jeugdigen:
            return "Hier is nog geen hiaat vastgelegd. Kies een andere periode, of leg hiaten vast in een casus."
        overzicht, periode = self._answer.overzicht, self._answer.periode
        top = overzicht.per_zorgvorm_en_aard[0]
        people = aantal(overzicht.jeugdigen, "jeugdige", "jeugdigen")
        return (
            f"Bij {people} is in {periode.label} een hiaat vastgelegd. "
            f"Het vaakst: {self._words(top)}, bij {_of(top.aantal, overzicht.jeugdigen)}."
        )

    def _words(self, telling: HiaatTelling) -> str:
        lists = self.sessie.lists
        parts = [lists["zorgvormen"].label(telling.zorgvorm)]
        parts += [lists["aard_hiaat"].label(telling.aard)] if telling.aard else []
        parts += [lists["oorzaken"].label(telling.oorzaak)] if telling.oorzaak else []
        return " – ".join(parts)

    def _choose_from_list(self) -> None:
        row = self.list.current_id
        self._choose(self.list_model.rows[row] if row is not None else None)

    def _choose(self, telling: object) -> None:
        if self._answer is None:
            return
        if isinstance(telling, HiaatTelling):
            words = self._words(telling)
            sentence = f"{words[:1].upper()}{words[1:]}: {_of(telling.aantal, self._answer.overzicht.jeugdigen)}"
            self.behind.show_casussen(telling.casus_ids, sentence, f"{words}, {self._answer.periode.label}")
        else:
            self.behind.show_casussen((), "Kies een getal om de casussen erachter te zien.", "")

    def copy(self) -> None:
        """Put the numbers on the screen on the clipboard as a table."""
        shown = self._stack.currentWidget()
        model = shown.model() if isinstance(shown, FillTable) else None
        if isinstance(model, ListModel):
            model.copy_as_table()

    def choose_period(self) -> None:
        """Go to the period."""
        self.periode.setFocus()

    def focus_first(self) -> None:
        """The numbers, or the period when there are none."""
        shown = self._stack.currentWidget()
        (self.periode if shown is self._empty or shown is None else shown).setFocus(Qt.FocusReason.TabFocusReason)


def _of(part: int, whole: int) -> str:
    return f"{part} van de {whole} jeugdigen" if whole > 1 else "1 jeugdige"
