"""The codelijsten that ship with the program: each with its version and source, and the codes in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from expertteam_app.domain.codelijst import Code, Codelijst, fold
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.beheer_delen import BeheerDeel
from expertteam_app.ui.pages.casus_velden import Choice
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.text import aantal, dag_cijfers
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.labels import hint, label
from expertteam_app.ui.work import Work

UITLEG = (
    "De lijsten komen mee met het programma. Elk gegeven houdt de versie van de lijst waarmee het is vastgelegd: een "
    "nieuwe versie verandert niets aan wat er al staat."
)


def extra_text(code: Code) -> str:
    """Everything else the list says about a code: ``groep: verblijf; aard: geen-capaciteit``."""
    return "; ".join(f"{key}: {value}" for key, value in code.extra.items())


class CodelijstenDeel(BeheerDeel):
    """One list at a time, with a filter."""

    title = "Codelijsten"

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work)
        self._lists: dict[str, Codelijst] = {lijst.naam: lijst for lijst in sessie.beheer.codelijsten()}
        self.choice = Choice((naam, lijst.titel) for naam, lijst in self._lists.items())
        self.choice.setAccessibleName("Codelijst")
        self.choice.setMinimumContentsLength(28)
        self.choice.activated.connect(self._choose)
        self.filter = QLineEdit()
        self.filter.setAccessibleName("Zoek in deze lijst")
        self.filter.setPlaceholderText("Code of woord (Ctrl+F)")
        self.filter.textChanged.connect(self._fill)
        self.count = label("", "uitleg")
        self.facts = hint("")
        columns: tuple[Column[Code], ...] = (
            Column("code", "Code", lambda c: c.code, width=20),
            Column("label", "Naam", lambda c: c.label, width=30),
            Column("omschrijving", "Omschrijving", lambda c: c.omschrijving, width=34),
            Column("synoniemen", "Ook geschreven als", lambda c: ", ".join(c.synoniemen), width=34),
            Column("extra", "Verder", extra_text, width=20),
        )
        self.model: ListModel[Code] = ListModel(columns, {})
        self.table = FillTable("Codes", 6)
        self.table.show_rows(self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._tell())
        self.detail = label("", wrap=True)
        layout = self.lay_out()
        layout.addWidget(hint(UITLEG))
        row = row_of(self.choice, self.filter, self.count)
        row.setStretch(1, 1)
        layout.addLayout(row)
        for part in (self.facts, self.table, self.detail):
            layout.addWidget(part, 1 if part is self.table else 0)
        self._choose()

    @property
    def lijst(self) -> Codelijst:
        """The list on the screen."""
        return self._lists[str(self.choice.currentData())]

    def _choose(self) -> None:
        lijst = self.lijst
        self.facts.setText(
            f"Versie {lijst.versie} · geldig vanaf {dag_cijfers(lijst.geldig_vanaf)} · bron: {lijst.bron}"
        )
        self._fill()

    def _fill(self) -> None:
        words = fold(self.filter.text()).split()
        shown = [c for c in self.lijst if all(word in _haystack(c) for word in words)]
        self.model.set_rows(shown)
        self.count.setText(aantal(len(shown), "code", "codes"))
        self._tell()

    def _tell(self) -> None:
        row = self.table.current_id
        if row is None or row >= len(self.model.rows):
            self.detail.setText("")
            return
        code = self.model.rows[row]
        parts = [f"{code.code}: {code.label}.", code.omschrijving]
        parts.append(f"Ook geschreven als: {', '.join(code.synoniemen)}." if code.synoniemen else "")
        self.detail.setText(" ".join(part for part in (*parts, extra_text(code)) if part))

    def search_field(self) -> QLineEdit | None:
        """The filter."""
        return self.filter

    def focus_first(self) -> None:
        """The choice of the list."""
        self.choice.setFocus(Qt.FocusReason.TabFocusReason)


def _haystack(code: Code) -> str:
    return fold(" ".join((code.code, code.label, code.omschrijving, *code.synoniemen)))
