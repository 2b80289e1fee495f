"""Rapporten: the reflection report for BOEG in steps, from missing data to release (PRODUCT 6.4 D)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertteam_app.analysis.disclosure.report import ProtectedReport
from expertteam_app.domain.access import Right
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.uitgave import Stand
from expertteam_app.services.rapporten import RapportStand
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.tekstscan import Scanner
from expertteam_app.ui.actions import Command
from expertteam_app.ui.page import Page
from expertteam_app.ui.pages.casus_velden import button, column, scroll
from expertteam_app.ui.pages.casus_werk import attempt
from expertteam_app.ui.pages.cijfer_delen import Deel, Delen, PeriodeKeuze, Reken
from expertteam_app.ui.pages.rapporten_check import CheckDeel
from expertteam_app.ui.pages.rapporten_cijfers import CijferDeel
from expertteam_app.ui.pages.rapporten_startfoto import StartfotoPaneel
from expertteam_app.ui.pages.rapporten_teksten import EerdereVragen, Teksten
from expertteam_app.ui.pages.rapporten_vrijgave import VrijgaveDeel
from expertteam_app.ui.pages.rapporten_werkbank import WerkbankDeel
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import label, title
from expertteam_app.ui.work import Work

PAGE = "rapporten"
CHECK, CIJFERS, TEKSTEN, TYPECASUSSEN, VRIJGAVE = range(5)


class TekstDeel(Deel):
    """What only the chair writes, and what became of earlier questions."""

    title = "Teksten"

    def __init__(self, *, may_write: bool) -> None:
        super().__init__()
        self.teksten = Teksten(may_write=may_write)
        self.vragen = EerdereVragen(may_write=may_write)
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(TOKENS.m)
        inner.addWidget(self.teksten)
        inner.addWidget(self.vragen)
        inner.addStretch()
        column(self).addWidget(scroll(content))

    def focus_first(self) -> None:
        """The first text."""
        self.teksten.velden["duiding"].area.setFocus()

    def flush(self) -> None:
        """Hand on what is being typed."""
        self.teksten.flush()
        self.vragen.flush()


class RapportenPage(Page):
    """The report of one period, step by step.

    Emits `monitor_requested` when the half-yearly monitor is asked for, `open_requested` for a casus.
    """

    title = "Rapporten"
    monitor_requested = Signal()
    open_requested = Signal(str, int)

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__()
        self._sessie = sessie
        self._may_export = sessie.actor.can(Right.REPORT_EXPORT)
        self._scan = Reken(work, self, "Namen klaarzetten", self._show_scanner)
        today = sessie.context.vandaag()
        self.periode = PeriodeKeuze(today, Periode.half_of(today).previous())
        self._shown = self.periode.periode
        self.stand = label("", "uitleg")
        self.startfoto = StartfotoPaneel(sessie, lambda: self._shown)
        self.startfoto_button = button("Startfoto", self.toggle_startfoto, "sheet", "", "stil")
        if not sessie.actor.can(Right.CASUS_READ):
            self.startfoto_button.hide()
        self.monitor_button = button("Halfjaarlijkse monitor", self.monitor_requested.emit, "chart-column", "", "stil")
        self.check = CheckDeel(sessie, work)
        self.cijfers = CijferDeel(sessie, work, self.reload)
        self.tekst = TekstDeel(may_write=self._may_export)
        self.werkbank = WerkbankDeel(sessie, work)
        self.vrijgave = VrijgaveDeel(sessie, work, self.save_draft)
        steps = (self.check, self.cijfers, self.tekst, self.werkbank, self.vrijgave)
        self.delen = Delen("Stappen van het rapport", steps)
        self._connect()
        self._build()
        self._load_texts()
        self.reload()
        self._load_scanner()

    @property
    def teksten(self) -> Teksten:
        """What the chair writes."""
        return self.tekst.teksten

    def _connect(self) -> None:
        self.periode.activated.connect(self._change_period)
        self.teksten.changed.connect(self._store)
        self.tekst.vragen.answered.connect(self._answer)
        self.vrijgave.changed.connect(self.reload)
        self.cijfers.shown.connect(self._load_scanner)
        self.cijfers.shown.connect(self.werkbank.set_report)
        self.check.casus_requested.connect(lambda casus: self.open_requested.emit("casus", casus))
        self.check.counted.connect(
            lambda n: self.delen.set_text(CHECK, f"{CheckDeel.title} ({n})" if n else CheckDeel.title)
        )

    def _build(self) -> None:
        head = QWidget()
        flow = FlowLayout(head, TOKENS.s)
        for part in (
            title("Rapport voor BOEG"),
            self.periode,
            self.monitor_button,
            self.startfoto_button,
            self.stand,
        ):
            flow.addWidget(part)
        content = QWidget()
        column(self).addWidget(scroll(content))
        layout = QVBoxLayout(content)
        layout.setContentsMargins(TOKENS.l, TOKENS.m, TOKENS.l, TOKENS.l)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(head)
        layout.addWidget(self.startfoto)
        layout.addWidget(self.delen, 1)
        self.startfoto.hide()

    def toggle_startfoto(self) -> None:
        """Show the startfoto of uithuisplaatsingen, or put it away."""
        self.startfoto.setVisible(not self.startfoto.isVisible())
        if self.startfoto.isVisible():
            self.startfoto.out_button.setFocus()

    def refresh(self, nouns: frozenset[str]) -> None:
        """Read again what changed."""
        self.check.refresh(nouns)
        self.cijfers.refresh(nouns)
        self.werkbank.refresh(nouns)
        if not nouns or nouns & {"rapport", "uitgave", "boeg_vraag"}:
            self._show_stand()

    # -- period and texts ----------------------------------------------------------------------------------------

    def _change_period(self) -> None:
        self.save_draft()
        self._shown = self.periode.periode
        self._load_texts()
        self.reload()
        self._load_scanner()

    def reload(self) -> None:
        """Show the period anew, in all its steps."""
        self.check.show_period(self._shown)
        self.cijfers.show_period(self._shown, self._stand())
        self._show_stand()

    def _stand(self) -> RapportStand:
        return self._sessie.rapporten.stand(self._shown)

    def _show_stand(self) -> None:
        stand = self._stand()
        self.stand.setText(f"{self._shown.label}: {stand.stand.woorden}")
        fixed = stand.stand in (Stand.AANGEBODEN, Stand.VRIJGEGEVEN)
        self.teksten.set_open(may_write=self._may_export and not fixed)
        self.tekst.vragen.show_questions(self._sessie.uitgaven.eerdere_vragen(self._shown))
        self.werkbank.show_period(self._shown, stand)
        self.vrijgave.show_period(self._shown, stand, self.teksten.warnings)

    def _load_texts(self) -> None:
        self.teksten.show_texts(self._sessie.rapporten.texts(self._shown))

    def _store(self) -> None:
        attempt(self, lambda: self._sessie.rapporten.set_texts(self._shown, self.teksten.value()))

    def _answer(self, vraag: int, tekst: str) -> None:
        attempt(self, lambda: self._sessie.uitgaven.afloop(vraag, tekst))

    def _load_scanner(self, report: object = None) -> None:
        """Get ready what the texts are held against: with the tables on the screen, as soon as they are there."""
        periode, tables = self._shown, report if isinstance(report, ProtectedReport) else None
        self._scan.ask(lambda _job: self._sessie.rapporten.scanner(periode, tables))

    def _show_scanner(self, answer: object) -> None:
        if isinstance(answer, Scanner):
            self.teksten.set_scanner(answer)

    # -- what the window asks ------------------------------------------------------------------------------------

    def commands(self) -> list[Command]:
        """The steps of the report; choose another period."""
        return [
            Command(
                "rapport.bevriezen",
                "Cijfers voor BOEG bevriezen",
                self.cijfers.freeze,
                "Ctrl+Shift+B",
                "lock",
                lambda: self.cijfers.can_freeze,
                PAGE,
            ),
            Command(
                "rapport.maken",
                "Rapport voor BOEG opslaan",
                self.vrijgave.choose_folder,
                "Ctrl+Shift+R",
                "file-down",
                lambda: self.vrijgave.can_make,
                PAGE,
            ),
            Command(
                "rapport.typecasus",
                "Nieuwe typecasus",
                self._new_typecasus,
                "Ctrl+Shift+N",
                "plus",
                lambda: self.werkbank.may_begin,
                PAGE,
            ),
            Command(
                "rapport.periode",
                "Kies een andere periode",
                self.periode.setFocus,
                "Ctrl+Shift+P",
                "calendar-days",
                page=PAGE,
            ),
            *(
                Command(
                    f"rapport.stap{number}",
                    f"Rapport: {deel.title}",
                    partial(self.delen.go_to, number),
                    f"Ctrl+{number + 1}",
                    page=PAGE,
                )
                for number, deel in enumerate(self.delen.parts)
            ),
        ]

    def _new_typecasus(self) -> None:
        self.delen.show_part(TYPECASUSSEN)
        self.werkbank.nieuw()

    def focus_first(self) -> None:
        """Where one starts in the step on the screen."""
        self.delen.current.focus_first()

    def save_draft(self) -> None:
        """Store what is being typed."""
        self.tekst.flush()
        self.werkbank.flush()
        self.vrijgave.flush()
