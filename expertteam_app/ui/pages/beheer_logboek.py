"""The last lines of the audit log: who did what, when."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.errors import ExpertteamError, FieldError
from expertteam_app.services.beheer import LogboekRegel
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.beheer_delen import BeheerDeel
from expertteam_app.ui.pages.casus_velden import Choice, button
from expertteam_app.ui.pages.cijfer_delen import Reken
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.text import aantal, dag_cijfers, tijdstip
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.field_row import FieldRow
from expertteam_app.ui.widgets.flow import wrap_of
from expertteam_app.ui.widgets.labels import hint, label
from expertteam_app.ui.work import Work

FIRST = 500
UITLEG = (
    "Hier staat wie wat wijzigde en welk dossier opende, en wanneer. Regels kunnen niet worden gewijzigd of "
    "weggehaald; elke regel hangt vast aan de vorige. De controle (Controle en back-up) kijkt of de keten nog heel is."
)


def moment(text: str) -> str:
    """``12-03-2026 14:02``, local time, of an ISO moment."""
    when = datetime.fromisoformat(text).astimezone()
    return f"{dag_cijfers(when.date())} {tijdstip(when)}"


class LogboekDeel(BeheerDeel):
    """A table with the newest line first, and a filter on it."""

    title = "Logboek"

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work)
        self._limit = FIRST
        self._lines: list[LogboekRegel] = []
        self._reken = Reken(work, self, "Logboek lezen", self._show, self._refused)
        self.who = Choice(((name, name) for name in sessie.beheer.in_logboek()), "Iedereen")
        self.who.activated.connect(lambda _place: self.load())
        self.nummer = QLineEdit()
        self.nummer.setPlaceholderText("RET-2026-001")
        self.nummer.editingFinished.connect(self._typed_number)
        self._number = ""
        self._number_row = FieldRow("Dossier", self.nummer)
        self.filter = QLineEdit()
        self.filter.setAccessibleName("Zoek in het logboek")
        self.filter.setPlaceholderText("Zoek op naam, handeling of soort gegeven (Ctrl+F)")
        self.filter.textChanged.connect(self._fill)
        self.count = label("", "uitleg")
        self.more_button = button("Oudere regels", self.more, "chevron-down")
        columns: tuple[Column[LogboekRegel], ...] = (
            Column("moment", "Wanneer", lambda r: moment(r.moment), width=17),
            Column("wie", "Wie", lambda r: r.wie, width=18),
            Column("handeling", "Handeling", lambda r: r.handeling, width=40),
            Column("waar", "Gegeven", lambda r: r.tabel.replace("_", " "), width=20),
            Column("rij", "Rij", lambda r: "" if r.rij is None else str(r.rij), right=True, width=6),
            Column("soort", "Soort", lambda r: r.soort, width=12),
        )
        self.model: ListModel[LogboekRegel] = ListModel(columns)
        self.table = FillTable("Logboek", 6)
        self.table.show_rows(self.model)
        layout = self.lay_out()
        layout.addWidget(hint(UITLEG))
        layout.addLayout(wrap_of(FieldRow("Wie", self.who), self._number_row))
        row = row_of(self.filter, self.count, self.more_button)
        row.setStretch(0, 1)
        layout.addLayout(row)
        layout.addWidget(self.table, 1)

    def refresh(self, nouns: frozenset[str]) -> None:
        """Every change adds a line."""
        del nouns
        self.load()

    def load(self) -> None:
        """Read the last lines beside the window."""
        limit = self._limit
        wie, nummer = str(self.who.currentData() or ""), self._number
        self._reken.ask(lambda _job: self.sessie.beheer.logboek(limit, wie, nummer))

    def _typed_number(self) -> None:
        """Another dossier, or all of them again."""
        if self.nummer.text().strip() != self._number:
            self._number = self.nummer.text().strip()
            self._number_row.set_error("")
            self.load()

    def _refused(self, error: ExpertteamError) -> None:
        """A number that is not there is told at its field; the lines of before stay."""
        if isinstance(error, FieldError):
            self._number_row.set_error(str(error))
        else:
            show_error(self, error)

    def more(self) -> None:
        """Read twice as far back."""
        self._limit *= 2
        self.load()

    def _show(self, answer: object) -> None:
        if isinstance(answer, list):
            self._lines = answer
            self._fill()

    def _fill(self) -> None:
        words = fold(self.filter.text()).split()
        shown = [r for r in self._lines if all(word in _haystack(r) for word in words)]
        self.model.set_rows(shown)
        self.count.setText(aantal(len(shown), "regel", "regels"))
        self.more_button.setEnabled(len(self._lines) >= self._limit)

    def search_field(self) -> QLineEdit | None:
        """The filter."""
        return self.filter

    def focus_first(self) -> None:
        """The filter."""
        self.filter.setFocus(Qt.FocusReason.TabFocusReason)


def _haystack(line: LogboekRegel) -> str:
    return fold(f"{line.wie} {line.handeling} {line.tabel} {line.soort} {line.rij} {moment(line.moment)}")
