"""The list of casussen: filter as you type, sort, and find the row one was in again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.dossier import CasusFilter, CasusRegel
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.services.bulk import BulkVoorstel
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.latest import Latest
from expertteam_app.ui.paged_model import PagedModel
from expertteam_app.ui.pages.casus_bulk import BulkKaart, BulkKnop
from expertteam_app.ui.pages.casus_filter import CasusTable, FilterBar, make_columns
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_velden import button, column, scroll
from expertteam_app.ui.pages.casus_weergaven import WeergaveKiezer
from expertteam_app.ui.text import aantal
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import EmptyState, row_of
from expertteam_app.ui.widgets.labels import announce, label, title
from expertteam_app.ui.work import Work

FIND_DELAY = 120
FOLLOW_DELAY = 150
LADDER_NOUNS = frozenset({"opschalingsmodel", "stap"})


class CasusLijst(QWidget):
    """Emits `opened` with the id of a casus to open, `followed` with the one the arrows moved to."""

    opened = Signal(int)
    followed = Signal(int)
    new_requested = Signal()
    import_requested = Signal()

    def __init__(self, sessie: Sessie, work: Work, acts: Work | None = None) -> None:
        super().__init__()
        self._sessie = sessie
        self._runners = (work, acts or work)
        self._sort = ("nummer", True)
        self._found: list[int] = []
        self._wanted_row: int | None = None
        self._model: PagedModel[CasusRegel] | None = None
        self._empty: EmptyState | None = None
        self._latest = Latest(work, self, self._show_found, FIND_DELAY)
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(FOLLOW_DELAY)
        self._follow.timeout.connect(self._follow_current)
        self.import_button = button("Lijst inlezen", self.import_requested.emit, "upload", "Ctrl+I")
        self.new_button = button("Nieuwe casus", self.new_requested.emit, "plus", "Ctrl+N", "primair")
        self.bar = FilterBar(sessie.lists)
        self.weergaven = WeergaveKiezer(sessie, lambda: self.bar.wanted(self._sort[0], aflopend=self._sort[1]), work)
        self.bar.add(self.weergaven)
        self._card: Invoer | None = None
        self._holder: QWidget | None = None
        self._notice = label("", "uitleg", wrap=True)
        self._notice.hide()
        self.table = CasusTable()
        self.bulk_button = BulkKnop(sessie, lambda: len(self.table.selected_ids()))
        self.bulk_button.chosen.connect(self.ask_bulk)
        self.bar.add(self.bulk_button)
        self.table.limited.connect(self._say)
        self._count = label("", "uitleg")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self.new_button.setEnabled(sessie.actor.can(Right.CASUS_WRITE))
        self.import_button.setEnabled(sessie.actor.can(Right.CASUS_IMPORT))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TOKENS.m, TOKENS.m, TOKENS.m, TOKENS.m)
        layout.setSpacing(TOKENS.s)
        layout.addLayout(row_of(title("Casussen"), self._count, None, self.import_button, self.new_button))
        layout.addWidget(self.bar)
        layout.addWidget(self._notice)
        layout.addWidget(self._stack, 1)
        self._layout = layout
        self.bar.edited.connect(self.seek)
        self.bar.changed.connect(lambda: self.seek(at_once=True))
        self.bar.entered.connect(self._enter)
        self.weergaven.chosen.connect(self._show_view)
        self.weergaven.card_asked.connect(self.show_card)
        self.table.opened.connect(self.opened)
        self._load_steps()

    @property
    def count_text(self) -> str:
        """How many casussen are listed, in words."""
        return self._count.text()

    def refresh(self, nouns: frozenset[str]) -> None:
        """Find and read again."""
        if nouns & LADDER_NOUNS:
            self._load_steps()
        if "weergave" in nouns:
            self.weergaven.reload()
        self.seek(at_once=True)

    def _load_steps(self) -> None:
        steps: dict[int, str] = {}
        for model in reversed(self._sessie.beheer.models()):
            steps |= {s.volgorde: s.kort for s in model.stappen}
        self.bar.set_steps(dict(sorted(steps.items())))
        columns = make_columns(self._sessie.lists, steps, self._sessie.context.vandaag, lambda: self.table.narrow)
        self._model = PagedModel(
            columns,
            self._sessie.casussen.rows,
            lambda row: row.id,
            self._sort_by,
            lambda error: show_error(self, error),
            self,
        )
        self._found = []
        self.table.show_model(cast("PagedModel[object]", self._model))
        self.table.fit()
        self.table.selectionModel().currentRowChanged.connect(self._current_changed)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.bulk_button.follow())
        self.bulk_button.follow()

    def seek(self, *, at_once: bool = False) -> None:
        """Find what the filters ask, beside the window."""
        by, down = self._sort
        wanted = self.bar.wanted(by, aflopend=down)
        self.weergaven.mark()
        self._latest.ask(lambda: self._search(wanted), at_once=at_once)

    def _search(self, wanted: CasusFilter) -> tuple[list[int], bool]:
        ids = self._sessie.casussen.find(wanted)
        return ids, bool(ids) or bool(self._sessie.casussen.find(CasusFilter(status="alle")))

    def _sort_by(self, key: str, down: bool) -> Sequence[int]:
        self._sort = (key, down)
        self.seek(at_once=True)
        return self._found

    def _show_view(self, name: str, wanted: CasusFilter) -> None:
        self._sort = (wanted.sorteer, wanted.aflopend)
        self._mark_sort()
        self.bar.apply(wanted, name)

    def _mark_sort(self) -> None:
        """Show in the titles by which column the rows are sorted."""
        keys = [column.key for column in self._model.columns] if self._model is not None else []
        header = self.table.horizontalHeader()
        blocked = header.blockSignals(True)
        order = Qt.SortOrder.DescendingOrder if self._sort[1] else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(keys.index(self._sort[0]) if self._sort[0] in keys else -1, order)
        header.blockSignals(blocked)

    def show_card(self, card: Invoer) -> None:
        """Put a card above the rows; it goes when it is done or put away."""
        self._drop_card()
        self._card = card
        card.done.connect(self._close_card)
        card.cancelled.connect(self._close_card)
        self._say("")
        whole = isinstance(card, BulkKaart)  # it shows the selected rows itself
        self._holder = _scrolling(card) if whole else None
        self._layout.insertWidget(2, self._holder or card, 1 if whole else 0)
        for part in (self.bar, self._stack):
            part.setVisible(not whole)
        card.show()
        card.start()

    def ask_bulk(self, soort: str) -> None:
        """Open the card that changes the selected casussen; `soort` is what is changed."""
        ids = self.table.selected_ids()
        if ids:
            self.show_card(BulkKaart(self._sessie, self._runners, ids, soort, self._bulk_done))

    def open_bulk_menu(self) -> None:
        """Show what can be changed in the selected casussen."""
        self.bulk_button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bulk_button.showMenu()

    def _bulk_done(self, done: BulkVoorstel) -> None:
        count = aantal(done.kan, "casus is", "casussen zijn")
        self._say(f"{count} gewijzigd. Ctrl+Z maakt dat in één keer ongedaan.")

    def _say(self, text: str) -> None:
        self._notice.setText(text)
        self._notice.setVisible(bool(text))
        announce(self.table, text)

    @property
    def notice(self) -> str:
        """What was said last about the rows, such as how many were changed."""
        return "" if self._notice.isHidden() else self._notice.text()

    @property
    def card(self) -> Invoer | None:
        """The card above the rows."""
        return self._card

    def _close_card(self) -> None:
        self._drop_card()
        self.focus_rows()

    def _drop_card(self) -> None:
        if self._card is not None:
            gone = self._holder or self._card
            self._layout.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
            self._card = self._holder = None
            self.bar.show()
            self._stack.show()

    def _show_found(self, answer: object) -> None:
        ids, any_casus = cast("tuple[list[int], bool]", answer)
        if self._model is None:
            return
        chosen = self._wanted_row or self.table.current_id
        self._wanted_row = None
        if ids == self._found and self._model.rowCount() == len(ids):
            self._model.refresh_rows()
        else:
            self._found = ids
            self._model.set_ids(ids)
        self._count.setText(aantal(len(ids), "casus", "casussen"))
        if self.bar.text.hasFocus():
            announce(self.bar.text, self._count.text())
        if chosen is not None:
            self._stand_in(chosen)
        self._show_state(None if ids else self._empty_state(any_casus=any_casus))

    def select(self, casus_id: int) -> None:
        """Stand in the row of a casus, now or as soon as it is found."""
        self._wanted_row = casus_id
        self._stand_in(casus_id)

    def _stand_in(self, casus_id: int) -> None:
        self.table.select_id(casus_id)
        self._follow.stop()

    def _empty_state(self, *, any_casus: bool) -> EmptyState:
        if any_casus:
            return EmptyState(
                "search",
                "Geen casus gevonden",
                "Geen casus past bij dit filter. Haal een deel weg, of kijk ook bij de gesloten casussen.",
                "Alle casussen tonen",
                self.bar.reset,
            )
        return EmptyState(
            "inbox",
            "Nog geen casussen",
            "Lees de lijst in die u nu bijhoudt (Excel of CSV), of maak met Ctrl+N de eerste casus.",
            "Lijst inlezen",
            self.import_requested.emit,
        )

    def _show_state(self, state: EmptyState | None) -> None:
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = state
        if state is not None:
            state.button.setAutoDefault(True)
            self._stack.addWidget(state)
        self._stack.setCurrentWidget(state or self.table)

    def _enter(self) -> None:
        self.focus_rows()
        if self._model is None or self._empty is not None or not self._model.rowCount():
            return
        if not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        if self._model.rowCount() == 1 and not self._latest.waiting:
            self.opened.emit(self._model.id_at(0))

    def waarom(self) -> Vraag | None:
        """The dates of the row one stands in."""
        casus = self.table.current_id
        return None if casus is None else Vraag(Over.CASUS, casus)

    def focus_rows(self) -> None:
        """Put the keyboard in the rows, or on what to do where there are none."""
        target = self.table if self._empty is None else self._empty
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def set_narrow(self, narrow: bool) -> None:
        """Take little room, for beside a dossier."""
        self.table.set_narrow(narrow)
        self.import_button.setVisible(not narrow)
        self.weergaven.setVisible(not narrow)
        self.bulk_button.setVisible(not narrow)
        self._layout.activate()  # the room it needs now, not what it needed before

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and self.table.hasFocus():
            self._follow.start()

    def _follow_current(self) -> None:
        casus_id = self.table.current_id
        if casus_id is not None:
            self.followed.emit(casus_id)


def _scrolling(card: QWidget) -> QWidget:
    """A card that may be higher than the room there is."""
    content = QWidget()
    column(content).addWidget(card)
    return scroll(content)
