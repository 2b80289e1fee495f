"""Casussen: the list, the dossier beside it, and a new casus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.dossier import CasusFilter, CasusRegel
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.actions import Command
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.page import Page
from expertteam_app.ui.paged_model import PagedModel
from expertteam_app.ui.pages.casus_detail import CasusDetail
from expertteam_app.ui.pages.casus_lijst import CasusTable, FilterBar, make_columns
from expertteam_app.ui.pages.casus_nieuw import CasusNieuw
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.casus_werk import Latest, concerns
from expertteam_app.ui.text import aantal
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import EmptyState, row_of
from expertteam_app.ui.widgets.labels import announce, label, title
from expertteam_app.ui.work import Work

SIDE_BY_SIDE = 138
"""Characters that must fit beside each other before list and dossier stand side by side."""
FIND_DELAY = 120
FOLLOW_DELAY = 150
LADDER_NOUNS = frozenset({"opschalingsmodel", "stap"})


class CasussenPage(Page):
    """The list of casussen with its filters, and one casus or the form for a new one.

    Emits `import_requested` when the user wants to read a list in.
    """

    title = "Casussen"
    import_requested = Signal()

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__()
        self._sessie = sessie
        self._sort = ("nummer", True)
        self._latest = Latest(work, self, self._show_found, FIND_DELAY)
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(FOLLOW_DELAY)
        self._follow.timeout.connect(self._follow_current)
        self._may_write = sessie.actor.can(Right.CASUS_WRITE)
        self._select_when_found: int | None = None
        self._found: list[int] = []
        self._bar = FilterBar(sessie.lists)
        self._table = CasusTable()
        self._model: PagedModel[CasusRegel] | None = None
        self._count = label("", "uitleg")
        self._list_stack = QStackedWidget()
        self._list_stack.addWidget(self._table)
        self._empty: QWidget | None = None
        self.detail = CasusDetail(sessie)
        self.nieuw = CasusNieuw(sessie, work)
        self._side = QStackedWidget()
        self._side.addWidget(self.detail)
        self._side.addWidget(self.nieuw)
        self._side.hide()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self._make_list())
        self._splitter.addWidget(self._side)
        self._splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self._connect()
        self._load_steps()

    def _make_list(self) -> QWidget:
        self._list = QWidget()
        self.new_button = button("Nieuwe casus", self.new_casus, "plus", "Ctrl+N", "primair")
        self.import_button = button("Lijst inlezen", self.import_requested.emit, "upload", "Ctrl+I")
        self.new_button.setEnabled(self._may_write)
        self.import_button.setEnabled(self._sessie.actor.can(Right.CASUS_IMPORT))
        head = row_of(title("Casussen"), self._count, None, self.import_button, self.new_button)
        layout = QVBoxLayout(self._list)
        layout.setContentsMargins(TOKENS.l, TOKENS.m, TOKENS.l, TOKENS.l)
        layout.setSpacing(TOKENS.s)
        layout.addLayout(head)
        layout.addWidget(self._bar)
        layout.addWidget(self._list_stack, 1)
        return self._list

    def _connect(self) -> None:
        self._bar.edited.connect(self._find)
        self._bar.changed.connect(lambda: self._find(at_once=True))
        self._bar.entered.connect(self._enter_list)
        self._table.opened.connect(self.open_item)
        self.detail.closed.connect(self.close_side)
        self.detail.casus_requested.connect(self.open_item)
        self.nieuw.closed.connect(self.close_side)
        self.nieuw.added.connect(self._added)
        self.nieuw.casus_requested.connect(self.open_item)

    # -- the list ------------------------------------------------------------------------------------------------

    def refresh(self, nouns: frozenset[str]) -> None:
        """Find and read again what these nouns touch."""
        if not concerns(nouns) or not self._sessie.actor.can(Right.CASUS_READ):
            return
        if nouns & LADDER_NOUNS:
            self._load_steps()
        if self._side.isVisibleTo(self) and self._side.currentWidget() is self.detail:
            self.detail.refresh(nouns)
        self._find(at_once=True)

    def _load_steps(self) -> None:
        steps: dict[int, str] = {}
        for model in reversed(self._sessie.beheer.models()):
            steps |= {s.volgorde: s.kort for s in model.stappen}
        self._bar.set_steps(dict(sorted(steps.items())))
        columns = make_columns(self._sessie.lists, steps, self._sessie.context.vandaag)
        self._model = PagedModel(
            columns,
            self._sessie.casussen.rows,
            lambda row: row.id,
            self._sort_by,
            lambda error: show_error(self, error),
            self,
        )
        self._table.show_model(cast("PagedModel[object]", self._model))
        self._table.fit()
        self._table.selectionModel().currentRowChanged.connect(self._current_changed)

    def _find(self, *, at_once: bool = False) -> None:
        by, down = self._sort
        wanted = self._bar.wanted(by, aflopend=down)
        self._latest.ask(lambda: self._search(wanted), at_once=at_once)

    def _search(self, wanted: CasusFilter) -> tuple[list[int], bool]:
        ids = self._sessie.casussen.find(wanted)
        return ids, bool(ids) or bool(self._sessie.casussen.find(CasusFilter(status="alle")))

    def _sort_by(self, key: str, down: bool) -> Sequence[int]:
        self._sort = (key, down)
        self._find(at_once=True)
        return self._found

    def _show_found(self, answer: object) -> None:
        ids, any_casus = cast("tuple[list[int], bool]", answer)
        if self._model is None:
            return
        chosen = self._select_when_found or self._table.current_id
        self._select_when_found = None
        if ids == self._found and self._model.rowCount() == len(ids):
            self._model.refresh_rows()
        else:
            self._found = ids
            self._model.set_ids(ids)
        self._count.setText(aantal(len(ids), "casus", "casussen"))
        if self._bar.text.hasFocus():
            announce(self._bar.text, self._count.text())
        if chosen is not None:
            self._select(chosen)
        self._show_list_state(None if ids else self._empty_state(any_casus=any_casus))

    def _select(self, casus_id: int) -> None:
        blocked = self._follow.blockSignals(True)
        self._table.select_id(casus_id)
        self._follow.stop()
        self._follow.blockSignals(blocked)

    def _empty_state(self, *, any_casus: bool) -> EmptyState:
        if any_casus:
            return EmptyState(
                "search",
                "Geen casus gevonden",
                "Geen casus past bij dit filter. Haal een deel weg, of kijk ook bij de gesloten casussen.",
                "Alle casussen tonen",
                self._bar.reset,
            )
        return EmptyState(
            "inbox",
            "Nog geen casussen",
            "Lees de lijst in die u nu bijhoudt (Excel of CSV), of maak met Ctrl+N de eerste casus.",
            "Lijst inlezen",
            self.import_requested.emit,
        )

    def _show_list_state(self, state: EmptyState | None) -> None:
        if self._empty is not None:
            self._list_stack.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = state
        if state is not None:
            state.button.setAutoDefault(True)
            self._list_stack.addWidget(state)
        self._list_stack.setCurrentWidget(state or self._table)

    def _enter_list(self) -> None:
        if self._empty is not None:
            self._empty.setFocus()
            return
        self._table.setFocus(Qt.FocusReason.TabFocusReason)
        if self._model is not None and self._model.rowCount():
            if not self._table.currentIndex().isValid():
                self._table.selectRow(0)
            if self._model.rowCount() == 1 and not self._latest.waiting:
                self.open_item(self._model.id_at(0))

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and self._table.hasFocus() and self.detail.isVisible():
            self._follow.start()

    def _follow_current(self) -> None:
        casus_id = self._table.current_id
        if casus_id is not None and self.detail.isVisible() and casus_id != self.detail.casus_id:
            self.detail.show_casus(casus_id)

    # -- what stands beside the list -----------------------------------------------------------------------------

    def show_ids(self, ids: Sequence[int], label_text: str) -> None:
        """List the casussen behind a figure; a chip says which figure and takes the limit away."""
        self.close_side()
        self._bar.show_behind(ids, label_text)

    def open_item(self, item_id: int, soort: str = "") -> None:
        """Open the dossier of a casus."""
        del soort
        if not self.detail.show_casus(item_id):
            return
        self._select_when_found = item_id
        self._select(item_id)
        self._side.setCurrentWidget(self.detail)
        self._side.show()
        self._arrange()
        self.detail.focus_first()

    def new_casus(self) -> None:
        """Open the form for a new casus, with what was typed in it before."""
        self._side.setCurrentWidget(self.nieuw)
        self._side.show()
        self._arrange()
        self.nieuw.start()

    def _added(self, casus_id: int) -> None:
        self._find(at_once=True)
        self.open_item(casus_id)

    def close_side(self) -> None:
        """Back to the list."""
        self.detail.flush()
        self.nieuw.save_draft()
        self.detail.forget()
        self._side.hide()
        self._arrange()
        if self._empty is None:
            self._table.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._empty.setFocus()

    def _arrange(self) -> None:
        room = self.width() // max(1, self.fontMetrics().averageCharWidth())
        side = self._side.isVisibleTo(self)
        beside = side and room >= SIDE_BY_SIDE and self._side.currentWidget() is self.detail
        self._list.setVisible(beside or not side)
        self._table.set_narrow(beside)
        for part in (self.import_button,):
            part.setVisible(not beside)
        if beside:
            left = self.width() * 2 // 5
            self._splitter.setSizes([left, self.width() - left])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where it fits."""
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads from the dossier back to the list."""
        if event.key() == Qt.Key.Key_Escape and self._side.isVisible():
            self.close_side()
            return
        super().keyPressEvent(event)

    # -- what the window asks ------------------------------------------------------------------------------------

    def commands(self) -> list[Command]:
        """Everything that can be done with casussen."""
        may_import = self._sessie.actor.can(Right.CASUS_IMPORT)
        own = [
            Command(
                "casus.nieuw", "Nieuwe casus", self.new_casus, "Ctrl+N", "plus", lambda: self._may_write, "casussen"
            ),
            Command(
                "casus.inlezen",
                "Lijst inlezen",
                self.import_requested.emit,
                "Ctrl+I",
                "upload",
                lambda: may_import,
                "casussen",
            ),
        ]
        return [*own, *self.detail.commands()]

    def focus_first(self) -> None:
        """The dossier or the form when it is open, else the field that filters."""
        if self._side.isVisibleTo(self):
            shown = self._side.currentWidget()
            (self.detail if shown is self.detail else self.nieuw).focus_first()
        else:
            self._bar.text.setFocus()

    def search_field(self) -> QLineEdit | None:
        """The field that filters the list."""
        return self._bar.text if self._list.isVisible() else None

    def current_item(self) -> int | None:
        """The casus that is open."""
        return self.detail.casus_id

    def save_draft(self) -> None:
        """Store what is being typed."""
        self.detail.flush()
        self.nieuw.save_draft()
