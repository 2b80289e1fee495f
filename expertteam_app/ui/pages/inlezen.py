"""Inlezen: a hand-kept list, read on trial, looked at, and taken over as one batch that can be undone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QTabWidget, QVBoxLayout, QWidget

from expertteam_app.domain.errors import Cancelled, UserError
from expertteam_app.domain.inzicht import PartijInfo
from expertteam_app.exchange import bestand
from expertteam_app.services.inlezen import ImportVoorstel, Keuzes
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.actions import Command
from expertteam_app.ui.bestandskeuze import ask_files
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.page import Page
from expertteam_app.ui.pages.casus_velden import button, scroll
from expertteam_app.ui.pages.inlezen_keuzes import DubbelTab, TwijfelTab
from expertteam_app.ui.pages.inlezen_tabs import GelezenTab, KolommenTab, QuarantaineTab
from expertteam_app.ui.text import aantal
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import EmptyState, row_of
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import hint, label, title
from expertteam_app.ui.widgets.messagebar import MessageBar
from expertteam_app.ui.work import Job, Work

PAGE = "inlezen"
FILTER = "Lijsten (*.xlsx *.csv *.txt);;Alle bestanden (*)"
MAX_BYTES = 50_000_000
EMPTY = (
    "Of kies een bestand. Daarna ziet u regel voor regel wat is gelezen, waar twijfel is, wat dubbel lijkt en wat "
    "apart wordt gehouden."
)
INTRO = {
    "RET": "Kies de casuslijst van het RET (Excel of CSV). Het programma zoekt zelf de kopregel en de kolommen.",
    "JBT": "Kies de lijst met VTB's van de JBT (Excel of CSV), met één regel per kind.",
}


def read_file(path: Path) -> bytes:
    """The bytes of a list.

    Raises:
        UserError: it cannot be read or is far too large for a list.
    """
    try:
        content = bestand.read_file(path, MAX_BYTES)
    except OSError as problem:
        raise UserError("Dit bestand is niet te lezen.", "Sluit het in Excel en probeer het opnieuw.") from problem
    if content is None:
        raise UserError("Dit bestand is te groot voor een lijst.", "Kies de lijst zelf, zonder bijlagen.")
    return content


class InlezenPage(Page):
    """The import of one kind of list. Emits `done` when the user goes back to the page the list belongs to."""

    title = "Lijst inlezen"
    done = Signal()

    def __init__(self, sessie: Sessie, work: Work, soort: str) -> None:
        super().__init__()
        self._sessie = sessie
        self._work = work
        self._soort = soort
        self._file: tuple[bytes, str] | None = None
        self._voorstel: ImportVoorstel | None = None
        self._partij: PartijInfo | None = None
        self.setAcceptDrops(True)
        self.path = QLineEdit()
        self.path.setPlaceholderText("Of typ of plak hier waar het bestand staat, en druk op Enter")
        self.path.setAccessibleName("Waar het bestand staat")
        self.path.returnPressed.connect(self._load_typed)
        self.choose_button = button("Bestand kiezen", self.choose, "folder-open", "Ctrl+O", "primair")
        self.message = MessageBar()
        self.notes = label("", "uitleg", wrap=True)
        self.gelezen = GelezenTab(soort, sessie.lists)
        self.twijfel = TwijfelTab()
        self.dubbel = DubbelTab()
        self.quarantaine = QuarantaineTab()
        self.kolommen = KolommenTab(soort)
        self.take_button = button("Overnemen", self.take_over, "check", "Ctrl+Return", "primair")
        self.undo_button = button("Ongedaan maken", self.undo, "undo-2")
        self.back_button = button("Terug naar de lijst", self.done.emit, "chevron-left")
        self.tabs = QTabWidget()
        self._empty = EmptyState("sheet", "Sleep de lijst hierheen", EMPTY)
        self._build()
        self.dubbel.changed.connect(self._count)
        self.kolommen.changed.connect(self.read)
        self._show(None)

    def _build(self) -> None:
        for tab in (self.gelezen, self.twijfel, self.dubbel, self.quarantaine, self.kolommen):
            self.tabs.addTab(tab, "")
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(TOKENS.l, TOKENS.m, TOKENS.l, TOKENS.l)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(title(f"Lijst van {'het RET' if self._soort == 'RET' else 'de JBT'} inlezen"))
        layout.addWidget(hint(INTRO[self._soort] + " Er wordt niets bewaard tot u op Overnemen drukt."))
        layout.addLayout(row_of(self.choose_button, self.path))
        layout.addWidget(self.message)
        layout.addWidget(self.notes)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self.tabs, 1)
        foot = QWidget()
        flow = FlowLayout(foot, TOKENS.s)
        for part in (self.take_button, self.undo_button, self.back_button):
            flow.addWidget(part)
        layout.addWidget(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll(content))

    # -- choosing a file ----------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for a file."""
        ask_files(self, "Kies de lijst", lambda paths: self.load(paths[0]), FILTER)

    def _load_typed(self) -> None:
        text = self.path.text().strip().strip('"')
        if text and self.choose_button.isEnabled():
            self.load(Path(text).expanduser())

    def load(self, path: Path) -> None:
        """Read a file on trial; nothing is stored."""
        try:
            self._file = (read_file(path), path.name)
        except UserError as problem:
            self._say(str(problem), Tone.LET_OP)
            return
        self.path.setText(str(path))
        self._partij = None
        self.kolommen.forget()
        self.read()

    def read(self) -> None:
        """Read the chosen file (again), with the columns as chosen."""
        if self._file is None:
            return
        content, name = self._file
        mapping = self.kolommen.mapping()
        self._busy(busy=True)

        def trial(job: Job) -> ImportVoorstel:
            return self._sessie.inlezen.proef(
                self._soort, content, name, mapping=mapping, progress=job.progress, check=job.check
            )

        self._work.run(trial, self._show, self._failed, "Lijst lezen")

    def _failed(self, error: Exception) -> None:
        self._busy(busy=False)
        if isinstance(error, Cancelled):
            self._say(error.text, Tone.INFO)
        elif isinstance(error, UserError):
            self._say(str(error), Tone.LET_OP)
        else:
            show_error(self, error)

    # -- the report ---------------------------------------------------------------------------------------------

    def _show(self, voorstel: ImportVoorstel | None) -> None:
        self._voorstel = voorstel
        self._busy(busy=False)
        self.message.hide()
        shown = voorstel is not None
        self.tabs.setVisible(shown)
        self._empty.setVisible(not shown)
        self.notes.setVisible(shown)
        if voorstel is not None:
            self.notes.setText("\n".join(voorstel.meldingen))
            self.gelezen.show_rows(voorstel)
            self.twijfel.show_rows(voorstel)
            self.dubbel.show_rows(voorstel)
            self.quarantaine.show_rows(voorstel)
            self.kolommen.show_mapping(voorstel)
            names = (
                ("Gelezen", len(voorstel.gelezen)),
                ("Twijfel", len(voorstel.twijfel)),
                ("Dubbel", len(voorstel.dubbel)),
                ("Apart gehouden", len(voorstel.quarantaine)),
            )
            for place, (name, count) in enumerate(names):
                self.tabs.setTabText(place, f"{name} ({count})")
            self.tabs.setTabText(len(names), "Kolommen")
            self.tabs.setFocus()
        self._count()

    def _choices(self) -> Keuzes:
        return Keuzes(self.dubbel.skipped(), self.twijfel.chosen())

    def _count(self) -> None:
        new = 0
        if self._voorstel is not None and self._partij is None:
            new = self._sessie.inlezen.count_new(self._voorstel, self._choices())
        self.take_button.setText(f"Overnemen ({aantal(new, 'regel', 'regels')})")
        self.take_button.setEnabled(new > 0)
        self.take_button.setVisible(self._voorstel is not None)
        self.undo_button.setVisible(self._partij is not None)
        if self._voorstel is not None and not new and self._partij is None:
            self._say("Er is niets nieuws om over te nemen: alle regels staan al in de kluis.", Tone.INFO)

    # -- taking over and undoing --------------------------------------------------------------------------------

    def take_over(self) -> None:
        """Store the list as one batch."""
        voorstel, choices = self.twijfel.decided(), self._choices()
        if voorstel is None or not self.take_button.isEnabled():
            return
        self._busy(busy=True)

        def store(job: Job) -> PartijInfo:
            return self._sessie.inlezen.neem_over(voorstel, choices, job.progress)

        self._work.run(store, self._taken, self._failed, "Lijst overnemen")

    def _taken(self, partij: PartijInfo) -> None:
        self._partij = partij
        self._busy(busy=False)
        self._count()
        lines = aantal(partij.aantal, "regel staat", "regels staan")
        self._say(f"{lines} nu in de kluis. U kunt deze hele lijst in één keer ongedaan maken.", Tone.GOED)
        self.back_button.setFocus()

    def undo(self) -> None:
        """Take the batch out whole."""
        if self._partij is None:
            return
        number = self._partij.id
        self._busy(busy=True)
        self._work.run(lambda _: self._sessie.inlezen.ongedaan(number), self._undone, self._failed, "Ongedaan maken")

    def _undone(self, _: object) -> None:
        self._partij = None
        self._say("De hele lijst is weer uit de kluis gehaald.", Tone.GOED)
        self.read()

    # -- the page -----------------------------------------------------------------------------------------------

    def _busy(self, *, busy: bool) -> None:
        for widget in (self.choose_button, self.take_button, self.undo_button, self.tabs):
            widget.setEnabled(not busy)

    def _say(self, text: str, tone: Tone) -> None:
        self.message.show_message(text, tone)

    def commands(self) -> list[Command]:
        """Choose a file, take over, undo."""
        return [
            Command("inlezen.kies", "Kies een lijst", self.choose, "Ctrl+O", "folder-open", page=PAGE),
            Command(
                "inlezen.neem",
                "Neem de lijst over",
                self.take_over,
                "Ctrl+Return",
                "check",
                self.take_button.isEnabled,
                PAGE,
            ),
            Command(
                "inlezen.ongedaan",
                "Maak het inlezen ongedaan",
                self.undo,
                "",
                "undo-2",
                lambda: self._partij is not None,
                PAGE,
            ),
        ]

    def focus_first(self) -> None:
        """The button that starts it, or the report when there is one."""
        (self.tabs if self._voorstel is not None else self.choose_button).setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A single local file may be dropped here."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        event.acceptProposedAction()
        self.load(Path(event.mimeData().urls()[0].toLocalFile()))
