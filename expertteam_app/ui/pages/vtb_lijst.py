"""The list of VTB's: the phase of each, what is next, and which klok is near its norm."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.tafel import VtbRegel
from expertteam_app.domain.vtb_fase import FASEN, Fase
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.paged_model import Column, PagedModel
from expertteam_app.ui.pages.casus_velden import button, column
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.text import aantal, dag_cijfers
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import EmptyState, row_of
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import label
from expertteam_app.ui.widgets.table import Table

FASE_TONES = {
    Fase.ONTVANGEN: Tone.LET_OP,
    Fase.COMPLEET: Tone.GOED,
    Fase.GEPLAND: Tone.INFO,
    Fase.UITGENODIGD: Tone.INFO,
    Fase.TAFEL: Tone.INFO,
    Fase.VERSLAG: Tone.INFO,
    Fase.TER_REACTIE: Tone.INFO,
    Fase.VASTGESTELD: Tone.GOED,
    Fase.WACHT_OP_VERVOLG: Tone.LET_OP,
    Fase.GESLOTEN: Tone.NEUTRAAL,
}


def _klok_tone(regel: VtbRegel) -> Tone | None:
    if not regel.klok:
        return None
    return Tone.FOUT if regel.klok_over else Tone.LET_OP


class VtbLijst(QWidget):
    """All VTB's in a table. Emits `opened` with an id, `new_asked`, `paste_asked`, `file_asked` and `import_asked`."""

    opened = Signal(int)
    new_asked = Signal()
    import_asked = Signal()
    paste_asked = Signal()
    file_asked = Signal()

    def __init__(self, tafel: Tafel) -> None:
        super().__init__()
        self._tafel = tafel
        self._all: dict[int, VtbRegel] = {}
        self._sort = ("fase", False)
        self._fase: Fase | None = None
        self._gemeenten = {c.code: c.label for c in tafel.codes("gemeenten")}
        self.search = QLineEdit()
        self.search.setPlaceholderText("Zoek op nummer, gezin, gemeente of stap")
        self.search.setAccessibleName("Zoek in de VTB’s")
        self.search.textChanged.connect(lambda _text: self._fill())
        self.search.installEventFilter(self)
        self._count = label("", "uitleg")
        self.new_button = button("Nieuw VTB", self.new_asked.emit, "plus", "Ctrl+N", "primair")
        self.import_button = button("Lijst inlezen", self.import_asked.emit, "upload", "Ctrl+I")
        self.import_button.setEnabled(tafel.sessie.actor.can(Right.CASUS_IMPORT))
        self.paste_button = button("Tekst plakken", self.paste_asked.emit, "copy", "Ctrl+V")
        self.file_button = button("Bestand", self.file_asked.emit, "folder-open", "Ctrl+O")
        self.table = Table("VTB’s")
        self.table.opened.connect(self.opened)
        self._model = self._make_model()
        self.table.show_model(self._model)
        self._empty = EmptyState(
            "inbox",
            "Nog geen VTB’s",
            "Leg het eerste verzoek tot bespreking vast, of lees de lijst van het secretariaat in.",
            "Nieuw VTB" if tafel.can_write else "",
            self.new_asked.emit,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        layout = column(self, spacing=TOKENS.s)
        layout.addLayout(row_of(self.search, self._count))
        holder = QWidget()
        buttons = FlowLayout(holder, TOKENS.s)
        for each in (self.new_button, self.paste_button, self.file_button, self.import_button):
            buttons.addWidget(each)
        layout.addWidget(holder)
        layout.addWidget(self._stack, 1)

    def _make_model(self) -> PagedModel[VtbRegel]:
        columns: list[Column[VtbRegel]] = [
            Column("fase", "Fase", lambda r: r.fase, lambda r: FASE_TONES.get(r.fase), width=22),
            Column("nummer", "Nummer", lambda r: r.nummer, width=14),
            Column("gezin", "Gezin", lambda r: r.gezin, width=22),
            Column("volgende", "Wat nu", lambda r: r.volgende, width=30),
            Column("klok", "Klok in gevaar", lambda r: r.klok, _klok_tone, width=22),
            Column("ontvangen", "Ontvangen", lambda r: dag_cijfers(r.ontvangen), width=11),
            Column("zitting", "Zitting", lambda r: r.zitting_nummer, width=15),
            Column("gemeente", "Gemeente", lambda r: self._gemeenten.get(r.gemeente, r.gemeente), width=14),
            Column("kinderen", "Kinderen", lambda r: str(r.kinderen), right=True, width=8),
        ]
        return PagedModel(
            columns,
            lambda ids: [self._all[i] for i in ids if i in self._all],
            lambda regel: regel.id,
            self._sorted,
            lambda error: show_error(self, error),
            self,
        )

    def waarom(self) -> Vraag | None:
        """The klokken of the VTB one stands on."""
        chosen = self.table.current_id
        return None if chosen is None else Vraag(Over.VTB, chosen)

    def show_vtbs(self, vtbs: list[VtbRegel]) -> None:
        """Show these; the current row stays."""
        self._all = {v.id: v for v in vtbs}
        for each in (self.new_button, self.paste_button, self.file_button):
            each.setEnabled(self._tafel.can_write)
        self._fill()

    def _fill(self) -> None:
        chosen = self.table.current_id
        ids = self._find()
        self._model.set_ids(ids)
        if ids and not (chosen is not None and self.table.select_id(chosen)):
            self.table.select_id(ids[0])
        self._count.setText(aantal(len(ids), "VTB", "VTB’s"))
        self._stack.setCurrentIndex(0 if self._all else 1)

    def show_fase(self, fase: Fase | None) -> None:
        """Show the VTB's in one phase; None: all that are not gesloten."""
        self._fase = fase
        self._fill()

    def _find(self) -> list[int]:
        words = fold(self.search.text()).split()
        fit = [v for v in self._all.values() if self._fits(v, words)]
        return [v.id for v in sorted(fit, key=self._key, reverse=self._sort[1])]

    def _fits(self, regel: VtbRegel, words: list[str]) -> bool:
        if words:  # who types looks for one VTB, wherever it stands
            return all(w in self._haystack(regel) for w in words)
        return regel.fase is self._fase if self._fase else regel.fase is not Fase.GESLOTEN

    def _haystack(self, regel: VtbRegel) -> str:
        place = self._gemeenten.get(regel.gemeente, "")
        parts = (regel.nummer, regel.gezin, place, regel.fase, regel.volgende, regel.klok, regel.zitting_nummer)
        return fold(" ".join(parts))

    def _key(self, regel: VtbRegel) -> tuple[str, str, str]:
        fase = f"{FASEN.index(regel.fase):02d}"
        values = {
            "fase": f"{fase} {'0' if regel.klok_over else '1' if regel.klok else '2'}",
            "gemeente": self._gemeenten.get(regel.gemeente, ""),
            "kinderen": f"{regel.kinderen:03d}",
            "volgende": regel.volgende,
            "gezin": regel.gezin,
            "klok": f"{'0' if regel.klok_over else '1' if regel.klok else '2'} {regel.klok}",
            "zitting": regel.zitting_nummer,
        }
        first = values.get(self._sort[0], "")
        received = "" if self._sort[0] == "nummer" else regel.ontvangen.isoformat()
        return (first, received, regel.nummer)

    def _sorted(self, key: str, descending: bool) -> list[int]:
        self._sort = (key, descending)
        return self._find()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down or Enter in the search field goes into the table."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            into = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if into and self._model.rowCount():
                self.table.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)
