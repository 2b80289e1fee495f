"""Which dossiers were opened outside a werkgebied, by whom, and why: for the voorzitter to look over."""

from __future__ import annotations

from PySide6.QtCore import Qt

from expertteam_app.services.sessie import Sessie
from expertteam_app.services.werkgebieden import MEESTE, MetReden
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.beheer_delen import BeheerDeel
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.widgets.labels import hint, label
from expertteam_app.ui.work import Work

UITLEG = (
    "Wie een werkgebied heeft, ziet alleen de dossiers daarvan. Een ander dossier gaat open met een reden; die staat "
    f"hier, de nieuwste bovenaan (ten hoogste {MEESTE}). Klopt een reden niet, bespreek dat dan met de collega."
)
LEEG = "Nog niemand opende een dossier buiten het eigen werkgebied."


class MetRedenDeel(BeheerDeel):
    """A table of the reasons that were given."""

    title = "Met reden geopend"
    nouns = frozenset({"inzagereden"})

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work)
        columns: tuple[Column[MetReden], ...] = (
            Column("op", "Wanneer", lambda m: dag_cijfers(m.op), width=12),
            Column("wie", "Wie", lambda m: m.wie, width=20),
            Column("nummer", "Dossier", lambda m: m.nummer, width=14),
            Column("grond", "Reden", lambda m: m.grond, width=34),
            Column("toelichting", "Toelichting", lambda m: m.toelichting, width=50),
        )
        self.model: ListModel[MetReden] = ListModel(columns)
        self.table = FillTable("Met reden geopend", 4)
        self.table.show_rows(self.model)
        self.empty = label(LEEG, "uitleg", wrap=True)
        layout = self.lay_out()
        layout.addWidget(hint(UITLEG))
        layout.addWidget(self.empty)
        layout.addWidget(self.table, 1)

    def load(self) -> None:
        """Read the reasons."""
        found = self.sessie.werkgebieden.all()
        self.model.set_rows(found)
        self.empty.setVisible(not found)
        self.table.setVisible(bool(found))
        if found:
            self.table.selectRow(0)

    def focus_first(self) -> None:
        """The table."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
