"""Rapporten: the reflection report for BOEG, written and looked at before it leaves the kluis."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from expertteam_app.analysis.disclosure.report import ProtectedReport
from expertteam_app.domain.access import Right
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.domain.namen import Naam, split_name
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.tekstcontrole import name_words
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.uitvoer import write_files
from expertteam_app.ui.actions import Command
from expertteam_app.ui.bestandskeuze import ask_folder
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.page import Page
from expertteam_app.ui.pages.casus_velden import button, column, scroll
from expertteam_app.ui.pages.cijfer_delen import PeriodeKeuze, Reken
from expertteam_app.ui.pages.rapporten_startfoto import StartfotoPaneel
from expertteam_app.ui.pages.rapporten_tabellen import Voorbeeld
from expertteam_app.ui.pages.rapporten_teksten import Teksten
from expertteam_app.ui.text import aantal, dag_cijfers
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import announce, label, restyle, title
from expertteam_app.ui.work import Work

PAGE = "rapporten"
SIDE_BY_SIDE = 120
"""Characters that must fit beside each other before the preview stands beside the texts."""
OTHER_NOUNS = frozenset({"concept", "gebruiker", "persoon", "mandaat", "zitting", "verslag", "actie"})
"""Tables whose change touches no report."""


@dataclass(frozen=True)
class _Preview:
    periode: Periode
    report: ProtectedReport
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Made:
    folder: Path
    files: tuple[str, ...]


def free_folder(parent: Path, name: str) -> Path:
    """A folder of that name that does not exist yet: an earlier report is never written over."""
    folder, number = parent / name, 2
    while folder.exists():
        folder, number = parent / f"{name}-{number}", number + 1
    return folder


class RapportenPage(Page):
    """The report of one period: texts at the left, the protected tables at the right.

    Emits `monitor_requested` when the half-yearly monitor is asked for.
    """

    title = "Rapporten"
    monitor_requested = Signal()

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__()
        self._sessie = sessie
        self._may_export = sessie.actor.can(Right.REPORT_EXPORT)
        self._look = Reken(work, self, "Tabellen beschermen", self._show_preview)
        self._look.busy_changed.connect(self._show_busy)
        self._make = Reken(work, self, "Rapport maken", self._show_made)
        self._make.busy_changed.connect(self._show_busy)
        today = sessie.context.vandaag()
        self.periode = PeriodeKeuze(today, Periode.half_of(today).previous())
        self._shown_period = self.periode.periode
        self.make_button = button("Rapport maken", self.choose_folder, "file-down", "Ctrl+Shift+R", "primair")
        self.startfoto = StartfotoPaneel(sessie, lambda: self._shown_period)
        self.startfoto_button = button("Startfoto", self.toggle_startfoto, "sheet", "", "stil")
        if not sessie.actor.can(Right.CASUS_READ):
            self.startfoto_button.hide()
        self.monitor_button = button("Halfjaarlijkse monitor", self.monitor_requested.emit, "chart-column", "", "stil")
        self.status = label("", "uitleg")
        self.note = label("", wrap=True)
        self._note_box = QFrame()
        self.teksten = Teksten(may_write=self._may_export)
        self.teksten.changed.connect(self._store)
        self.voorbeeld = Voorbeeld()
        self.periode.activated.connect(self._change_period)
        self._build()
        self._load_texts()

    def _build(self) -> None:
        head = QWidget()
        flow = FlowLayout(head, TOKENS.s)
        for part in (
            title("Rapport voor BOEG"),
            self.periode,
            self.make_button,
            self.monitor_button,
            self.startfoto_button,
            self.status,
        ):
            flow.addWidget(part)
        box = QVBoxLayout(self._note_box)
        box.setContentsMargins(TOKENS.m, TOKENS.s, TOKENS.m, TOKENS.s)
        box.addWidget(self.note)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        texts = QWidget()
        column(texts).addWidget(self.teksten)
        self._splitter.addWidget(scroll(texts))
        self._splitter.addWidget(scroll(self.voorbeeld))
        content = QWidget()
        column(self).addWidget(scroll(content))
        layout = QVBoxLayout(content)
        layout.setContentsMargins(TOKENS.l, TOKENS.m, TOKENS.l, TOKENS.l)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(head)
        layout.addWidget(self._note_box)
        layout.addWidget(self.startfoto)
        layout.addWidget(self._splitter, 1)
        self.startfoto.hide()

    def toggle_startfoto(self) -> None:
        """Show the startfoto of uithuisplaatsingen, or put it away."""
        self.startfoto.setVisible(not self.startfoto.isVisible())
        if self.startfoto.isVisible():
            self.startfoto.out_button.setFocus()

    def refresh(self, nouns: frozenset[str]) -> None:
        """Protect the tables again when something they count changed."""
        if not nouns or nouns - OTHER_NOUNS:
            self._preview()

    # -- texts and tables ----------------------------------------------------------------------------------------

    def _change_period(self) -> None:
        self.teksten.flush()
        self._shown_period = self.periode.periode
        self._load_texts()
        self._preview()

    def _load_texts(self) -> None:
        self.teksten.show_texts(self._sessie.rapporten.texts(self._shown_period))
        self._show_whether_ready()

    def _store(self) -> None:
        try:
            self._sessie.rapporten.set_texts(self._shown_period, self.teksten.value())
        except ExpertteamError as error:
            show_error(self, error)

    def _preview(self) -> None:
        periode = self._shown_period
        self._look.ask(lambda _job: _Preview(periode, self._sessie.rapporten.preview(periode), self._known_names()))

    def _known_names(self) -> frozenset[str]:
        names: list[Naam] = []
        actor = self._sessie.actor
        if actor.can(Right.CASUS_READ):
            ids = self._sessie.casussen.find(CasusFilter(status="alle"))
            names += [split_name(row.naam) for row in self._sessie.casussen.rows(ids)]
        if actor.can(Right.ZITTING_READ):
            names += [Naam("", "", vtb.gezin.removeprefix("gezin ")) for vtb in self._sessie.vtbs.all()]
            names += [split_name(persoon.naam) for persoon in self._sessie.personen.all()]
        return name_words(names)

    def _show_preview(self, answer: object) -> None:
        if isinstance(answer, _Preview) and answer.periode == self._shown_period:
            self.voorbeeld.show_report(answer.report)
            self.teksten.set_known(answer.known)

    def _show_busy(self, _busy: bool) -> None:
        self.status.setText(
            "Bezig met het rapport …" if self._make.busy else "Bezig met de tabellen …" if self._look.busy else ""
        )
        self.make_button.setEnabled(self.can_make)

    # -- making --------------------------------------------------------------------------------------------------

    @property
    def _running(self) -> bool:
        """Whether the period is not over yet: a second report on it would give away what the first one hid."""
        return self._shown_period.tot >= self._sessie.context.vandaag()

    @property
    def can_make(self) -> bool:
        """Whether the report of this period may leave now."""
        return self._may_export and not self._running and not self._make.busy

    def _show_whether_ready(self) -> None:
        self.make_button.setEnabled(self.can_make)
        if not self._may_export:
            self._say("Met uw rol kunt u het voorbeeld zien. De voorzitter maakt het rapport.", Tone.INFO)
        elif self._running:
            end = dag_cijfers(self._shown_period.tot)
            self._say(
                f"Deze periode loopt nog tot en met {end}; het rapport kan daarna. "
                "Twee rapporten over één periode kunnen samen een verborgen aantal verraden.",
                Tone.INFO,
            )
        else:
            self._say("", Tone.INFO)

    def _say(self, text: str, tone: Tone) -> None:
        self.note.setText(text)
        self._note_box.setProperty("toon", tone.value)
        self._note_box.setVisible(bool(text))
        restyle(self._note_box)
        announce(self.note, text)

    def choose_folder(self) -> None:
        """Ask in which folder the report must come; asks nothing while the report cannot be made."""
        if not self.can_make:
            return
        self.teksten.flush()
        start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        ask_folder(self, "Kies de map voor het rapport", self.make_report, start)

    def make_report(self, parent: Path) -> None:
        """Make the report in a new folder inside `parent`."""
        periode = self._shown_period

        def make(_job: object) -> _Made:
            files = self._sessie.rapporten.boeg(periode).bestanden
            folder = free_folder(parent, f"boeg-{periode.code}")
            return _Made(folder, tuple(path.name for path in write_files(files, folder)))

        self._make.ask(make)

    def _show_made(self, answer: object) -> None:
        if not isinstance(answer, _Made):
            return
        names = [name for name in answer.files if not name.endswith(".csv")]
        tables = len(answer.files) - len(names)
        what = ", ".join(names) + (f" en {aantal(tables, 'tabel', 'tabellen')} (CSV)" if tables else "")
        text = f"Het rapport staat in {answer.folder}: {what}."
        warned = self.teksten.warnings
        if warned:
            text += " Let op: in uw tekst staat nog iets dat op een persoon kan wijzen."
        self._say(text, Tone.LET_OP if warned else Tone.GOED)

    # -- what the window asks ------------------------------------------------------------------------------------

    def commands(self) -> list[Command]:
        """Make the report; choose another period."""
        return [
            Command(
                "rapport.maken",
                "Rapport voor BOEG maken",
                self.choose_folder,
                "Ctrl+Shift+R",
                "file-down",
                lambda: self.can_make,
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
        ]

    def focus_first(self) -> None:
        """The first text."""
        self.teksten.velden["duiding"].area.setFocus(Qt.FocusReason.TabFocusReason)

    def save_draft(self) -> None:
        """Store what is being typed."""
        self.teksten.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where it fits, else under each other."""
        super().resizeEvent(event)
        wide = self.width() >= SIDE_BY_SIDE * self.fontMetrics().averageCharWidth()
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if wanted is not self._splitter.orientation():
            self._splitter.setOrientation(wanted)
        if self.size() != event.oldSize():
            share = (2, 3) if wide else (1, 1)
            self._splitter.setSizes([100 * part for part in share])
