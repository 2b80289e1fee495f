"""The choices above doorlooptijden: period, cohort, and what the zaken are narrowed down to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from expertteam_app.domain.doorlooptijd import Cohort, Keuze
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.tijdvak import Spanne, Tijdvak
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_velden import Choice, button, code_choice, past_date
from expertteam_app.ui.pages.cijfer_delen import PeriodeKeuze
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.dateedit import DateEdit
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import label

ANDERS = "anders"
RONDEN = ((1, "Eerste ronde"), (2, "Tweede ronde"), (3, "Derde ronde"))
COHORTEN = ((Cohort.START.value, "Begonnen in de periode"), (Cohort.EIND.value, "Afgerond in de periode"))


class KeuzeBalk(QWidget):
    """The row of choices. Emits `changed` when another choice can be counted.

    Args:
        sessie: for the lists and the steps.
        first: widgets before the choices.
    """

    changed = Signal()

    def __init__(self, sessie: Sessie, first: tuple[QWidget, ...]) -> None:
        super().__init__()
        today = sessie.context.vandaag
        self.periode = PeriodeKeuze(today())
        self.periode.addItem("Andere periode …", ANDERS)
        self.periode.setMinimumContentsLength(20)
        self.van, self.tot = self._day("Eerste dag", today), self._day("Laatste dag", today)
        self.fout = label("", "fout")
        self.cohort = self._named(Choice(COHORTEN), "Welke zaken: begonnen of afgerond", 20)
        self.gemeente = self._named(code_choice(sessie.lists["gemeenten"], "Alle gemeenten"), "Gemeente", 12)
        self.zorgvorm = self._named(code_choice(sessie.lists["zorgvormen"], "Elke zorgvorm"), "Zorgvorm", 18)
        self.stap = self._named(
            Choice(
                ((s.volgorde, f"Stap {s.volgorde}: {s.kort}") for s in sessie.doorlooptijden.stappen()), "Elke stap"
            ),
            "Stap toen de klok begon",
            18,
        )
        self.ronde = self._named(Choice(RONDEN, "Elke ronde"), "Ronde", 12)
        self.meer = button("Meer keuzes", self._toggle, "sliders-horizontal", role="stil")
        self.meer.setCheckable(True)
        self._extra = (self.zorgvorm, self.stap, self.ronde)
        self._cohort = self._klokken = self._periode = True
        flow = FlowLayout(self, TOKENS.s)
        for part in (
            *first,
            self.periode,
            self.van,
            self.tot,
            self.fout,
            self.cohort,
            self.gemeente,
            self.meer,
            *self._extra,
        ):
            flow.addWidget(part)
        for choice in (self.periode, self.cohort, self.gemeente, *self._extra):
            choice.activated.connect(self._changed)
        for day in (self.van, self.tot):
            day.changed.connect(self._changed)
        self._fit()

    def _day(self, name: str, today: Callable[[], date]) -> DateEdit:
        field = past_date(today)
        field.edit.setAccessibleName(name)
        field.edit.setPlaceholderText("van: 1-3-2026" if name == "Eerste dag" else "tot en met: 15-5-2026")
        field.edit.setMinimumWidth(self.fontMetrics().averageCharWidth() * 22)
        return field

    @staticmethod
    def _named(choice: Choice, name: str, width: int) -> Choice:
        choice.setAccessibleName(name)
        choice.setMinimumContentsLength(width)
        return choice

    @property
    def spanne(self) -> Spanne | None:
        """The period; None while the two days of another period are not both there, or not in order."""
        if self.periode.currentData() != ANDERS:
            return self.periode.periode
        van, tot = self.van.value(), self.tot.value()
        return Tijdvak(van, tot) if van is not None and tot is not None and van <= tot else None

    @property
    def keuze(self) -> Keuze | None:
        """What is counted; None without a period."""
        spanne = self.spanne
        if spanne is None:
            return None
        return Keuze(
            periode=spanne,
            cohort=Cohort(str(self.cohort.currentData())),
            gemeente=str(self.gemeente.currentData()) or None,
            zorgvorm=str(self.zorgvorm.currentData()) or None,
            stap=self.stap.currentData() or None,
            ronde=self.ronde.currentData() or None,
        )

    @property
    def in_woorden(self) -> str:
        """What narrows the zaken down beside period and cohort, for a heading; empty when nothing does."""
        chosen = (self.gemeente, *(self._extra if self._klokken else (self.zorgvorm,)))
        return ", ".join(c.currentText() for c in chosen if c.currentData())

    def show_for(self, *, cohort: bool, extra: bool, periode: bool) -> None:
        """Show the choices that count for a part of the page.

        Args:
            cohort: begun or finished in the period.
            extra: step and round, which only klokken have.
            periode: the period; what is open now has none.
        """
        self._cohort, self._klokken, self._periode = cohort, extra, periode
        self._fit()

    def _toggle(self) -> None:
        self._fit()
        if self.meer.isChecked():
            self.zorgvorm.setFocus()

    def _fit(self) -> None:
        other = self._periode and self.periode.currentData() == ANDERS
        self.periode.setVisible(self._periode)
        self.van.setVisible(other)
        self.tot.setVisible(other)
        self.fout.setVisible(other and bool(self.fout.text()))
        self.cohort.setVisible(self._cohort)
        shown = self.meer.isChecked()
        self.zorgvorm.setVisible(shown)
        for choice in (self.stap, self.ronde):
            choice.setVisible(shown and self._klokken)
        used = sum(bool(c.currentData()) for c in (self._extra if self._klokken else (self.zorgvorm,)))
        self.meer.setText(f"Meer keuzes ({used})" if used and not shown else "Meer keuzes")

    def _changed(self) -> None:
        self.fout.setText(self._problem())
        self._fit()
        if self.spanne is not None:
            self.changed.emit()

    def _problem(self) -> str:
        van, tot = self.van.value(), self.tot.value()
        if self.periode.currentData() != ANDERS or van is None or tot is None:
            return ""
        try:
            Tijdvak(van, tot)
        except UserError as wrong:
            return str(wrong)
        return ""
