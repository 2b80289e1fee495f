"""The casussen behind one number, pattern or mark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from expertteam_app.domain.access import Right
from expertteam_app.domain.dossier import CasusRegel
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.casus_woorden import STATUS_TONES
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.widgets.cards import Card, row_of
from expertteam_app.ui.widgets.labels import heading, hint

NO_RIGHT = "Met uw rol ziet u de aantallen, niet de casussen erachter."


class CasussenAchter(Card):
    """Emits `opened` with the id of a casus, `listed` with the ids of all of them and what they are called."""

    opened = Signal(int)
    listed = Signal(object, str)

    def __init__(self, sessie: Sessie) -> None:
        super().__init__()
        self._sessie = sessie
        self._may_read = sessie.actor.can(Right.CASUS_READ)
        self._name = ""
        self._steps: dict[int, str] = {}
        self.load_steps()
        self.sentence = heading("")
        self.model: ListModel[CasusRegel] = ListModel(self._columns(), {"aangemeld": lambda r: str(r.aangemeld or "")})
        self.table = FillTable("Casussen achter dit getal", 3, most=4)
        self.table.show_rows(self.model)
        self.table.opened.connect(lambda number: self.opened.emit(self.model.rows[number].id))
        self.list_button = button("Toon als lijst", self.show_list, "list-filter", "Ctrl+Shift+L")
        row = row_of(self.sentence, self.list_button)
        row.setStretch(0, 1)
        self.body.addLayout(row)
        if self._may_read:
            self.add(self.table, 1)
        else:
            self.add(hint(NO_RIGHT))
            self.list_button.hide()

    def _columns(self) -> tuple[Column[CasusRegel], ...]:
        lists = self._sessie.lists
        return (
            Column("nummer", "Nummer", lambda r: r.nummer, width=17),
            Column("gemeente", "Gemeente", lambda r: lists["gemeenten"].label(r.gemeente), width=13),
            Column("stap", "Stap", self._step, width=14),
            Column("aangemeld", "Aangemeld", lambda r: dag_cijfers(r.aangemeld), width=12),
            Column("status", "Status", lambda r: r.status, tone=lambda r: STATUS_TONES.get(r.status), width=14),
        )

    def _step(self, row: CasusRegel) -> str:
        return f"{row.stap} {self._steps.get(row.stap, '')}".strip() if row.stap else ""

    def load_steps(self) -> None:
        """Read the names of the steps: the ladder may have changed."""
        for model in reversed(self._sessie.beheer.models()):
            self._steps |= {s.volgorde: s.kort for s in model.stappen}

    def show_casussen(self, ids: Sequence[int], sentence: str, name: str) -> None:
        """Show the casussen behind a count.

        Args:
            ids: of the casussen; empty shows none.
            sentence: what the count says, above the casussen.
            name: what the list of them is called.
        """
        self._name = name
        self.sentence.setText(sentence)
        self.model.set_rows(self._sessie.casussen.rows(ids) if ids and self._may_read else [])
        self.list_button.setEnabled(self.can_list)

    @property
    def can_list(self) -> bool:
        """Whether there are casussen to list."""
        return bool(self.model.rows)

    def show_list(self) -> None:
        """Hand over the casussen."""
        if self.can_list:
            self.listed.emit(tuple(r.id for r in self.model.rows), self._name)

    def enter(self) -> None:
        """Go into the casussen."""
        if self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            self.table.selectRow(0)
