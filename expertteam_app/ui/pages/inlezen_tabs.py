"""What was read, what was kept apart, and which column is what."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertteam_app.domain.geboorte import geboren_kort
from expertteam_app.services.codelijsten import Codelijsten
from expertteam_app.services.inlezen import FIELD_NAMES, ImportVoorstel, JbtRij, Quarantaine, RetRij
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_velden import Choice, button, scroll
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.field_row import FieldRow
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import hint


def tab_layout(tab: QWidget) -> QVBoxLayout:
    """Widgets under each other with the margin of a tab."""
    layout = QVBoxLayout(tab)
    layout.setContentsMargins(0, TOKENS.s, 0, 0)
    layout.setSpacing(TOKENS.s)
    return layout


class GelezenTab(QWidget):
    """Every row that could be read, as it will be stored."""

    def __init__(self, soort: str, lists: Codelijsten) -> None:
        super().__init__()
        self._lists = lists
        columns = self._ret() if soort == "RET" else self._jbt()
        self.model: ListModel[object] = ListModel(columns, {})
        self.table = FillTable("Gelezen regels", 4)
        self.table.show_rows(self.model)
        tab_layout(self).addWidget(self.table)

    def _ret(self) -> tuple[Column[object], ...]:
        def of(row: object) -> RetRij:
            if not isinstance(row, RetRij):
                raise TypeError("rij")
            return row

        def label(name: str, code: str | None) -> str:
            return self._lists[name].label(code) if code else ""

        return (
            Column("rij", "Rij", lambda r: str(of(r).rij), right=True, width=5),
            Column("naam", "Naam", lambda r: n.weergave if (n := of(r).naam) else "", width=22),
            Column("geboren", "Geboren", lambda r: geboren_kort((x := of(r)).geboortedatum, x.geboortejaar), width=11),
            Column("gemeente", "Gemeente", lambda r: g.label if (g := of(r).gemeente) else "", width=11),
            Column("aanmelding", "Aanmelding", lambda r: dag_cijfers(of(r).aanmelding), width=11),
            Column("stap", "Stap", lambda r: str(of(r).stap or ""), right=True, width=5),
            Column("zorgvorm", "Zorgvorm", lambda r: label("zorgvormen", of(r).zorgvorm), width=20),
            Column("oorzaken", "Oorzaken", lambda r: ", ".join(of(r).oorzaken), width=12),
            Column("uitkomst", "Uitkomst", lambda r: label("uitkomsten", of(r).uitkomst), width=22),
            Column("afgesloten", "Afgesloten", lambda r: dag_cijfers(of(r).afgesloten), width=11),
        )

    def _jbt(self) -> tuple[Column[object], ...]:
        def of(row: object) -> JbtRij:
            if not isinstance(row, JbtRij):
                raise TypeError("rij")
            return row

        def label(name: str, code: str | None) -> str:
            return self._lists[name].label(code) if code else ""

        return (
            Column("rij", "Rij", lambda r: str(of(r).rij), right=True, width=5),
            Column("vtb", "VTB", lambda r: of(r).vtb_nummer or "", width=10),
            Column("gezin", "Gezin", lambda r: of(r).gezinsnaam or "", width=14),
            Column("kind", "Kind", lambda r: n.weergave if (n := of(r).kind) else "", width=20),
            Column("geboren", "Geboren", lambda r: geboren_kort((x := of(r)).geboortedatum, x.geboortejaar), width=11),
            Column("gemeente", "Gemeente", lambda r: g.label if (g := of(r).gemeente) else "", width=11),
            Column("ontvangen", "Ontvangen", lambda r: dag_cijfers(of(r).ontvangen), width=11),
            Column("tafel", "Tafel", lambda r: dag_cijfers(of(r).tafel), width=11),
            Column("besluit", "Besluit", lambda r: label("jbt_besluiten", of(r).besluit), width=16),
        )

    def show_rows(self, voorstel: ImportVoorstel) -> None:
        """Show what was read."""
        self.model.set_rows(voorstel.gelezen)
        self.table.fit()


class QuarantaineTab(QWidget):
    """Rows that are kept out, with every reason and what to do about it."""

    def __init__(self) -> None:
        super().__init__()
        columns: tuple[Column[Quarantaine], ...] = (
            Column("rij", "Rij", lambda q: str(q.rij), right=True, width=6),
            Column("reden", "Waarom, en wat te doen", lambda q: " ".join(str(r) for r in q.redenen), width=110),
        )
        self.model: ListModel[Quarantaine] = ListModel(columns, {"rij": lambda q: q.rij})
        self.table = FillTable("Apart gehouden regels", 3)
        self.table.show_rows(self.model)
        self._detail = hint("Kies een regel om alle redenen te lezen.")
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._tell())
        layout = tab_layout(self)
        layout.addWidget(hint("Deze regels komen niet in de kluis. Verbeter ze in de lijst en lees de lijst opnieuw."))
        layout.addWidget(self.table, 1)
        layout.addWidget(self._detail)

    def show_rows(self, voorstel: ImportVoorstel) -> None:
        """Show what was kept out."""
        self.model.set_rows(voorstel.quarantaine)
        self.table.fit()
        self._tell()

    def _tell(self) -> None:
        row = self.table.current_id
        found = self.model.rows[row] if row is not None and row < len(self.model.rows) else None
        self._detail.setText("\n".join(str(r) for r in found.redenen) if found else "")


class KolommenTab(QWidget):
    """Which column of the list holds what; a change reads the list again."""

    changed = Signal()

    def __init__(self, soort: str) -> None:
        super().__init__()
        self._choices: dict[str, Choice] = {}
        self._known = False
        inner = QWidget()
        flow = FlowLayout(inner, TOKENS.m)
        for veld, naam in FIELD_NAMES[soort].items():
            choice = Choice((), "niet in deze lijst")
            choice.setMinimumContentsLength(18)
            self._choices[veld] = choice
            flow.addWidget(FieldRow(naam, choice))
        layout = tab_layout(self)
        layout.addWidget(
            hint("Zo zijn de kolommen herkend. Klopt er iets niet? Kies een andere kolom en lees opnieuw.")
        )
        layout.addWidget(scroll(inner), 1)
        layout.addWidget(button("Opnieuw lezen", self.changed.emit, "refresh-cw"))

    def show_mapping(self, voorstel: ImportVoorstel) -> None:
        """Show how the columns were recognised."""
        for veld, choice in self._choices.items():
            choice.clear()
            choice.addItem("niet in deze lijst", "")
            for kolom in voorstel.kolommen:
                choice.addItem(kolom, kolom)
            choice.choose(voorstel.mapping.get(veld, ""))
        self._known = True

    def mapping(self) -> dict[str, str] | None:
        """Field to column as chosen, or None before the first reading."""
        if not self._known:
            return None
        return {veld: str(choice.currentData()) for veld, choice in self._choices.items() if choice.currentData()}

    def forget(self) -> None:
        """Another file: recognise the columns anew."""
        self._known = False
