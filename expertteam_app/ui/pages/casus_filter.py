"""What the list of casussen is made of: columns, table, filters and the chip of a drill-down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QWidget

from expertteam_app.domain.codelijst import Codelijst
from expertteam_app.domain.dossier import CasusFilter, CasusRegel
from expertteam_app.domain.geboorte import geboren_woorden
from expertteam_app.domain.jeugdige import age_on
from expertteam_app.ui.icons import icon
from expertteam_app.ui.paged_model import Column, PagedModel
from expertteam_app.ui.pages.casus_tabel import fit_columns
from expertteam_app.ui.pages.casus_velden import Choice, code_choice
from expertteam_app.ui.pages.casus_woorden import STATUS_TONES
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.table import Table

STATUSSEN = (("open", "Open casussen"), ("gesloten", "Gesloten casussen"), ("alle", "Alle casussen"))
NARROW_COLUMNS = frozenset({"nummer", "naam", "stap"})
"""What the list shows beside a dossier."""


def make_columns(
    lists: Mapping[str, Codelijst],
    steps: Mapping[int, str],
    today: Callable[[], date],
    narrow: Callable[[], bool],
) -> tuple[Column[CasusRegel], ...]:
    """The columns; `steps` gives the short name of a step, of which one word is shown where it is `narrow`."""

    def born(row: CasusRegel) -> str:
        day = row.geboortedatum
        return f"{dag_cijfers(day)} ({age_on(day, today())})" if day else geboren_woorden(None, row.geboortejaar)

    def step(row: CasusRegel) -> str:
        if not row.stap:
            return ""
        words = steps.get(row.stap, "").split()
        return " ".join((str(row.stap), *(words[:1] if narrow() else words)))

    def tone(row: CasusRegel) -> Tone | None:
        return STATUS_TONES.get(row.status)

    return (
        Column("nummer", "Nummer", lambda r: r.nummer, width=12),
        Column("naam", "Naam", lambda r: r.naam, width=20),
        Column("geboortedatum", "Geboren", born, width=14),
        Column("gemeente", "Gemeente", lambda r: lists["gemeenten"].label(r.gemeente), width=10),
        Column("stap", "Stap", step, width=16),
        Column("stap_sinds", "Sinds", lambda r: dag_cijfers(r.stap_sinds), width=10),
        Column("aangemeld", "Aangemeld", lambda r: dag_cijfers(r.aangemeld), width=10),
        Column("zorgvorm", "Zorgvorm", lambda r: lists["zorgvormen"].label(r.zorgvorm or ""), width=16),
        Column("status", "Status", lambda r: r.status, tone=tone, width=13),
    )


class CasusTable(Table):
    """The table of casussen: its columns fill the width, and beside a dossier only the most needed are shown."""

    def __init__(self) -> None:
        super().__init__("Casussen")
        self.narrow = False
        self._own_widths = True
        self.horizontalHeader().sectionResized.connect(self._resized)

    def set_narrow(self, narrow: bool) -> None:
        """Show the few columns that fit beside a dossier, or all."""
        self.narrow = narrow
        self._own_widths = True
        self.fit()

    def fit(self) -> None:
        """Give every shown column its share of the width, unless the user chose widths."""
        model = self.model()
        if not isinstance(model, PagedModel) or not self._own_widths:
            return
        for number, each in enumerate(model.columns):
            self.setColumnHidden(number, self.narrow and each.key not in NARROW_COLUMNS)
        fit_columns(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns follow the width."""
        super().resizeEvent(event)
        self.fit()

    def _resized(self, _column: int, _old: int, _new: int) -> None:
        if QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._own_widths = False


@dataclass(frozen=True, slots=True)
class _Behind:
    """The casussen behind a figure, and what that figure is called."""

    ids: tuple[int, ...]
    label: str


class FilterBar(QWidget):
    """What to list. `edited` while the user types, `changed` at once for a choice; `entered` to go into the list."""

    edited = Signal()
    changed = Signal()
    entered = Signal()

    def __init__(self, lists: Mapping[str, Codelijst]) -> None:
        super().__init__()
        self._behind: _Behind | None = None
        self._status_before = "open"
        self.text = QLineEdit()
        self.text.setAccessibleName("Zoek in de casussen")
        self.text.setPlaceholderText("Naam of nummer (Ctrl+F)")
        self.text.setMinimumWidth(self.fontMetrics().averageCharWidth() * 24)
        self.text.textChanged.connect(self.edited)
        self.text.installEventFilter(self)
        self.status = Choice(STATUSSEN)
        self.step = Choice((), "Alle stappen")
        self.place = code_choice(lists["gemeenten"], "Alle gemeenten")
        self.chip = QToolButton()
        self.chip.setProperty("rol", "chip")
        self.chip.setIcon(icon("x"))
        self.chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.chip.clicked.connect(self.clear_behind)
        self.chip.setAccessibleName("Beperking weghalen")
        self.chip.hide()
        self._flow = layout = FlowLayout(self, TOKENS.s)
        for widget, name in ((self.status, "Status"), (self.step, "Stap"), (self.place, "Gemeente")):
            widget.setAccessibleName(name)
            widget.activated.connect(self.changed)
        for each in (self.text, self.status, self.step, self.place, self.chip):
            layout.addWidget(each)

    def add(self, widget: QWidget) -> None:
        """Put something of the list beside the filters."""
        self._flow.addWidget(widget)

    def set_steps(self, steps: Mapping[int, str]) -> None:
        """The steps to choose from."""
        chosen = self.step.currentData()
        self.step.clear()
        self.step.addItem("Alle stappen", "")
        for number, name in steps.items():
            self.step.addItem(f"{number} {name}", number)
        self.step.choose(chosen)

    def show_behind(self, ids: Sequence[int], label: str) -> None:
        """List only these casussen, of any status: the rows behind a figure."""
        if self._behind is None:
            self._status_before = str(self.status.currentData())
        self._behind = _Behind(tuple(ids), label)
        self.chip.setText(f"Achter: {label}")
        self.chip.setAccessibleName(f"Achter: {label}. Deze beperking weghalen")
        self.chip.setToolTip("Klik om weer alle casussen te zien")
        self.chip.show()
        self._blank("alle")
        self.changed.emit()

    def clear_behind(self) -> None:
        """List all casussen again."""
        if self._behind is not None:
            self._behind = None
            self.chip.hide()
            self.status.choose(self._status_before)
            self.text.setFocus()
            self.changed.emit()

    def apply(self, wanted: CasusFilter, name: str) -> None:
        """Filter as a saved view does; `name` is what a view of chosen casussen is called."""
        self._behind = None
        self.chip.hide()
        self._blank(wanted.status)
        blocked = self.text.blockSignals(True)
        self.text.setText(wanted.tekst)
        self.text.blockSignals(blocked)
        self.step.choose(wanted.stap or "")
        self.place.choose(wanted.gemeente or "")
        if wanted.casus_ids is not None:
            self.show_behind(wanted.casus_ids, name)
        else:
            self.changed.emit()

    def reset(self) -> None:
        """Take every filter away."""
        self._behind = None
        self.chip.hide()
        self._blank("alle")
        self.changed.emit()

    def _blank(self, status: str) -> None:
        blocked = self.text.blockSignals(True)
        self.text.clear()
        self.text.blockSignals(blocked)
        self.status.choose(status)
        self.step.setCurrentIndex(0)
        self.place.setCurrentIndex(0)

    @property
    def filtering(self) -> bool:
        """Whether anything but the status is filtered."""
        chosen = self.step.currentData() or self.place.currentData()
        return bool(self.text.text().strip() or chosen or self._behind)

    def wanted(self, sorteer: str, *, aflopend: bool) -> CasusFilter:
        """The filter as the services know it."""
        return CasusFilter(
            tekst=self.text.text(),
            status=str(self.status.currentData()),
            stap=self.step.currentData() or None,
            gemeente=self.place.currentData() or None,
            casus_ids=self._behind.ids if self._behind else None,
            sorteer=sorteer,
            aflopend=aflopend,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Down lead from the text into the list."""
        if watched is self.text and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
                self.entered.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.text.text():
                self.text.clear()
                return True
        return super().eventFilter(watched, event)
