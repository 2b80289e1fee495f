"""Second step of the report: the tables as they will be printed, why something is hidden, and freezing them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from expertteam_app.analysis.disclosure.audit import Bereik
from expertteam_app.analysis.disclosure.report import ProtectedReport
from expertteam_app.analysis.disclosure.uitleg import Opbrengst, Uitleg
from expertteam_app.domain.access import Right
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.uitgave import Stand
from expertteam_app.services.rapporten import RapportStand
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.beheer_delen import Uitslag
from expertteam_app.ui.pages.casus_velden import button, scroll
from expertteam_app.ui.pages.cijfer_delen import Deel, Reken
from expertteam_app.ui.pages.rapporten_check import OTHER_NOUNS
from expertteam_app.ui.pages.rapporten_tabellen import Voorbeeld
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import announce, hint, label
from expertteam_app.ui.work import Job, Work

SIDE_BY_SIDE = 110
"""Characters that must fit beside each other before the explanation stands beside the tables."""
KIES = "Kies een verborgen aantal (·) en druk op Enter: dan ziet u waarom het verborgen is."


@dataclass(frozen=True, slots=True)
class _Voorbeeld:
    periode: Periode
    report: ProtectedReport


@dataclass(frozen=True, slots=True)
class _Waarom:
    naam: str
    uitleg: Uitleg
    bereik: Bereik


@dataclass(frozen=True, slots=True)
class _Bevroren:
    periode: Periode


def range_words(bereik: Bereik) -> str:
    """What a reader can work out, in words."""
    if bereik.hoog is None:
        return f"{bereik.laag} of meer"
    return f"tussen {bereik.laag} en {bereik.hoog}"


def sum_words(uitleg: Uitleg) -> str:
    """The sum that a hidden cell blocks: "Jeugdhulp 20 − thuis 15"; empty when there is none."""
    if not uitleg.som:
        return ""
    plus = [f"{t.naam} {t.gedrukt}" for t in uitleg.som if t.plus]
    minus = [f"{t.naam} {t.gedrukt}" for t in uitleg.som if not t.plus]
    return " + ".join(plus) + "".join(f" − {m}" for m in minus)


class WaaromPaneel(Card):
    """Why one cell is hidden."""

    def __init__(self) -> None:
        super().__init__("Waarom verborgen?")
        self.wat = label("", "veld", wrap=True)
        self.waarom = label(KIES, wrap=True)
        self.som = label("", wrap=True)
        self.bereik = label("", wrap=True)
        for part in (self.wat, self.waarom, self.som, self.bereik):
            self.add(part)
        self.body.addStretch()

    def show_why(self, naam: str, uitleg: Uitleg, bereik: Bereik) -> None:
        """Explain a cell."""
        self.wat.setText(naam)
        self.waarom.setText(uitleg.zin)
        words = sum_words(uitleg)
        protects = f"Het beschermt “{uitleg.beschermt}”. " if uitleg.beschermt else ""
        self.som.setText(
            f"{protects}Anders is dat uit te rekenen: {words} geeft {uitleg.grens}." if words else protects
        )
        self.som.setVisible(bool(self.som.text()))
        self.bereik.setText(f"Een lezer kan afleiden: {range_words(bereik)}.")
        announce(self.waarom, f"{naam}. {uitleg.zin} {self.bereik.text()}")

    def clear(self) -> None:
        """Nothing is chosen."""
        self.wat.setText("")
        self.waarom.setText(KIES)
        self.som.setText("")
        self.bereik.setText("")


class CijferDeel(Deel):
    """The protected tables, with why something is hidden beside them, and the button that freezes them.

    Emits `shown` with the report on the screen.
    """

    title = "Cijfers"
    shown = Signal(object)

    def __init__(self, sessie: Sessie, work: Work, changed: Callable[[], None]) -> None:
        super().__init__()
        self._sessie, self._changed = sessie, changed
        self._periode: Periode | None = None
        self._stand = RapportStand(Stand.OPEN)
        self._look = Reken(work, self, "Tabellen beschermen en narekenen", self._show)
        self._why = Reken(work, self, "Uitrekenen waarom dit verborgen is", self._show_why)
        self._freeze = Reken(work, self, "Cijfers bevriezen", self._show_frozen)
        self._regroup = Reken(work, self, "Uitrekenen wat groepen laten zien", self._show_groups)
        self.freeze_button = button("Cijfers bevriezen", self.freeze, "lock", "Ctrl+Shift+B", "primair")
        self.group_button = button("Wat laten groepen zien?", self.regroup, "list-filter", "", "stil")
        self.status = label("", "uitleg")
        self.told = Uitslag()
        self.voorbeeld = Voorbeeld()
        self.voorbeeld.asked.connect(self._ask)
        self.waarom = WaaromPaneel()
        for work_part in (self._look, self._why, self._freeze, self._regroup):
            work_part.busy_changed.connect(self._show_busy)
        self._build()

    def _build(self) -> None:
        head = QWidget()
        flow = FlowLayout(head, TOKENS.s)
        for part in (self.freeze_button, self.group_button, self.status):
            flow.addWidget(part)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(scroll(self.voorbeeld))
        self._splitter.addWidget(scroll(self.waarom))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(head)
        layout.addWidget(self.told)
        layout.addWidget(hint("Zo komen de tabellen op papier. Na het bevriezen veranderen ze niet meer."))
        layout.addWidget(self._splitter, 1)

    @property
    def report(self) -> ProtectedReport | None:
        """The tables on the screen."""
        return self.voorbeeld.report

    @property
    def can_freeze(self) -> bool:
        """Whether the figures may be frozen now."""
        over = self._periode is not None and self._periode.tot < self._sessie.context.vandaag()
        open_still = self._stand.stand in (Stand.OPEN, Stand.BEVROREN, Stand.TERUGGEGEVEN)
        return over and open_still and self._sessie.actor.can(Right.REPORT_EXPORT) and not self._freeze.busy

    def show_period(self, periode: Periode, stand: RapportStand) -> None:
        """Show the tables of another period."""
        other = periode != self._periode
        self._periode, self._stand = periode, stand
        if other:
            self.waarom.clear()
        self._tell_stand()
        self._show_busy(_busy=False)
        self.refresh(frozenset())

    def refresh(self, nouns: frozenset[str]) -> None:
        """Protect the tables again when they are not frozen."""
        periode = self._periode
        if periode is None or (nouns and (self._stand.stand is not Stand.OPEN or not nouns - OTHER_NOUNS)):
            return
        service = self._sessie.rapporten
        self._look.ask(lambda job: _Voorbeeld(periode, service.preview(periode, lambda: job.stopped)))

    def _tell_stand(self) -> None:
        frozen = self._stand.bevroren
        if frozen is None:
            again = " Ze worden die van het rapport dat al naar buiten ging." if self._stand.herhaald else ""
            self.told.say(f"De cijfers zijn nog niet bevroren.{again}", Tone.INFO)
            return
        day, who = frozen
        self.told.say(f"Bevroren op {dag_cijfers(day)} door {who}. Wat u ziet, is wat in het rapport komt.", Tone.GOED)

    def _show(self, answer: object) -> None:
        if isinstance(answer, _Voorbeeld) and answer.periode == self._periode:
            self.voorbeeld.show_report(answer.report)
            self.shown.emit(answer.report)

    def _show_busy(self, _busy: bool) -> None:
        texts = (
            (self._freeze, "Bezig met bevriezen …"),
            (self._look, "Bezig met de tabellen …"),
            (self._why, "Bezig met de uitleg …"),
            (self._regroup, "Bezig met groepen …"),
        )
        self.status.setText(next((text for part, text in texts if part.busy), ""))
        self.freeze_button.setEnabled(self.can_freeze)
        again = self._stand.bevroren is not None
        self.freeze_button.setText("Opnieuw bevriezen" if again else "Cijfers bevriezen")
        self.group_button.setEnabled(self._sessie.actor.can(Right.REPORT_RELEASE) and not self._regroup.busy)

    # -- why -----------------------------------------------------------------------------------------------------

    def _ask(self, tabel: str, dims: object) -> None:
        periode, report = self._periode, self.report
        if periode is None or report is None or not isinstance(dims, tuple):
            return
        naam = f"{report.table(tabel).titel}: {' / '.join(dims)}"
        cel = report.table(tabel).cell(*dims)
        if cel.aantal is not None:
            self.waarom.clear()
            self.waarom.wat.setText(naam)
            self.waarom.waarom.setText(f"Dit aantal is zichtbaar: {cel.aantal}, afgerond op {report.afronding}.")
            return
        if not self._sessie.actor.can(Right.REPORT_RELEASE):
            self.waarom.waarom.setText("De voorzitter en de secretaris zien hier waarom dit verborgen is.")
            return
        service = self._sessie.rapporten

        def explain(job: Job) -> _Waarom:
            return _Waarom(naam, *service.uitleg(periode, tabel, dims, lambda: job.stopped))

        self._why.ask(explain)

    def _show_why(self, answer: object) -> None:
        if isinstance(answer, _Waarom):
            self.waarom.show_why(answer.naam, answer.uitleg, answer.bereik)

    def regroup(self) -> None:
        """Work out what printing a dimension in groups would show."""
        periode = self._periode
        if periode is not None:
            self._regroup.ask(lambda job: self._sessie.rapporten.opbrengst(periode, lambda: job.stopped))

    def _show_groups(self, answer: object) -> None:
        if not isinstance(answer, tuple):
            return
        found = [o for o in answer if isinstance(o, Opbrengst)]
        lines = [
            f"{o.dimensie.capitalize()} in groepen: {o.zichtbaar} van de {o.cellen} aantallen zichtbaar"
            + (f", {o.verschil} meer dan nu." if o.verschil > 0 else ", niet meer dan nu.")
            for o in found
        ]
        self.waarom.clear()
        self.waarom.wat.setText("Wat groepen laten zien")
        self.waarom.waarom.setText("\n".join(lines) or "Er valt niets te groeperen: de tabellen staan al in groepen.")

    # -- freezing ------------------------------------------------------------------------------------------------

    def freeze(self) -> None:
        """Freeze the figures of this period."""
        periode = self._periode
        if periode is None or not self.can_freeze:
            return

        def run(job: Job) -> _Bevroren:
            self._sessie.rapporten.bevries(periode, lambda: job.stopped)
            return _Bevroren(periode)

        self._freeze.ask(run)

    def _show_frozen(self, answer: object) -> None:
        if isinstance(answer, _Bevroren):
            self._changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where it fits, else under each other."""
        super().resizeEvent(event)
        wide = self.width() >= SIDE_BY_SIDE * self.fontMetrics().averageCharWidth()
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if wanted is not self._splitter.orientation():
            self._splitter.setOrientation(wanted)
        if self.size() != event.oldSize():
            self._splitter.setSizes([100 * part for part in ((5, 2) if wide else (3, 1))])

    def focus_first(self) -> None:
        """The button that freezes, or the first table."""
        if self.freeze_button.isEnabled():
            self.freeze_button.setFocus()
        else:
            self.voorbeeld.focus_first()
