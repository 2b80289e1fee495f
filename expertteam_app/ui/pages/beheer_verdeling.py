"""Who gets which parts of a verslag: a table with a recipient per row, a box per part."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from expertteam_app.domain.access import Right
from expertteam_app.domain.verslagblok import BLOK_NAMEN, DOSSIER, Ontvanger
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.beheer_delen import BeheerDeel, Bevestig
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.casus_werk import attempt
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.labels import hint
from expertteam_app.ui.work import Work

UITLEG = (
    "Elke ontvanger krijgt een eigen versie van het verslag. Een vinkje betekent: dit staat erin. Zonder vinkje komt "
    "het nergens in het bestand. Spatie zet een vinkje aan of uit. In de eerste rij kiest u of iemand het verslag "
    "krijgt. Het dossier bevat altijd alles."
)
KRIJGT = "Krijgt het verslag"


class VerdelingDeel(BeheerDeel):
    """The distribution rule as a table: parts down, recipients across."""

    title = "Verslag verdelen"
    nouns = frozenset({"instelling"})

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work)
        self._may = sessie.actor.can(Right.SETTINGS_WRITE)
        self._loading = False
        self._ontvangers: tuple[Ontvanger, ...] = ()
        self._source = hint("")
        self.table = QTableWidget()
        self.table.setAccessibleName("Verdeling van het verslag")
        self.table.setTabKeyNavigation(False)
        self.table.itemChanged.connect(self._changed)
        self.reset_button = button("Meegeleverde verdeling terugzetten", self._ask_reset, "refresh-cw", "", "stil")
        self.reset_button.setEnabled(self._may)
        self.sure = Bevestig()
        layout = self.lay_out()
        layout.addWidget(hint(UITLEG))
        layout.addWidget(self._source)
        layout.addWidget(self.sure)
        layout.addWidget(self.table, 1)
        layout.addLayout(row_of(self.reset_button, None))

    def load(self) -> None:
        """Read the rule in force."""
        rule = self.sessie.verslagversies.verdeling()
        self._ontvangers = rule.ontvangers
        self._source.setText(f"Meegeleverd: versie {rule.versie} ({rule.status}). Bron: {rule.bron}.")
        self._loading = True
        self.table.setColumnCount(len(rule.ontvangers))
        self.table.setRowCount(1 + len(BLOK_NAMEN))
        self.table.setHorizontalHeaderLabels([o.label.replace(" ", "\n", 1) for o in rule.ontvangers])
        self.table.setVerticalHeaderLabels([KRIJGT, *BLOK_NAMEN.values()])
        for column, ontvanger in enumerate(rule.ontvangers):
            self._cell(0, column, ontvanger, KRIJGT, on=ontvanger.krijgt)
            for row, (blok, name) in enumerate(BLOK_NAMEN.items(), start=1):
                self._cell(row, column, ontvanger, name, on=blok in ontvanger.blokken)
        self._loading = False
        self.table.resizeColumnsToContents()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        rows = sum(self.table.rowHeight(n) for n in range(self.table.rowCount()))
        self.table.setMinimumHeight(rows + 2 * self.table.horizontalHeader().sizeHint().height())

    def _cell(self, row: int, column: int, ontvanger: Ontvanger, name: str, *, on: bool) -> None:
        item = QTableWidgetItem()
        flags = Qt.ItemFlag.ItemIsSelectable
        if self._may and ontvanger.code != DOSSIER:
            flags |= Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled
        elif ontvanger.code != DOSSIER:
            flags |= Qt.ItemFlag.ItemIsEnabled
        item.setFlags(flags)
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{ontvanger.label}: {name}, {'ja' if on else 'nee'}")
        item.setToolTip(ontvanger.bron)
        self.table.setItem(row, column, item)

    def _on(self, row: int, column: int) -> bool:
        item = self.table.item(row, column)
        return item is not None and item.checkState() is Qt.CheckState.Checked

    def _changed(self, item: QTableWidgetItem) -> None:
        if self._loading:
            return
        column = item.column()
        chosen = [blok.value for row, blok in enumerate(BLOK_NAMEN, start=1) if self._on(row, column)]
        code, gets = self._ontvangers[column].code, self._on(0, column)
        attempt(self, lambda: self.sessie.verslagversies.set_verdeling(code, krijgt=gets, blokken=chosen))

    def _ask_reset(self) -> None:
        text = "De verdeling weer maken zoals zij is meegeleverd? Wat de regio koos, vervalt."
        self.sure.ask(text, "Terugzetten", self._reset)

    def _reset(self) -> None:
        attempt(self, self.sessie.verslagversies.reset_verdeling)
        self.load()

    def focus_first(self) -> None:
        """The first box."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        if self.table.currentRow() < 0:
            self.table.setCurrentCell(0, 0)
