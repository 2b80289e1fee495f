"""Casussen: the list, the dossier beside it, and a new casus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.actions import Command
from expertteam_app.ui.page import Page
from expertteam_app.ui.pages.casus_detail import PAGE, CasusDetail
from expertteam_app.ui.pages.casus_lijst import CasusLijst
from expertteam_app.ui.pages.casus_nieuw import CasusNieuw
from expertteam_app.ui.pages.casus_werk import concerns
from expertteam_app.ui.widgets.cards import EmptyState
from expertteam_app.ui.work import Work

SIDE_BY_SIDE = 138
"""Characters that must fit beside each other before list and dossier stand side by side."""
LIST_SHARE = 0.34
"""Share of the width that the list keeps beside a dossier."""


class CasussenPage(Page):
    """The list of casussen with its filters, and one casus or the form for a new one.

    Emits `import_requested` when the user wants to read a list in, and `look_back_requested` with the id of a casus to
    see as it was known earlier, and `dossier_requested` with the kind and id of a dossier of the other table.
    """

    title = "Casussen"
    import_requested = Signal()
    look_back_requested = Signal(int)
    dossier_requested = Signal(str, int)

    def __init__(self, sessie: Sessie, work: Work, acts: Work | None = None) -> None:
        super().__init__()
        self._sessie = sessie
        self._may_read = sessie.actor.can(Right.CASUS_READ)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.lijst = CasusLijst(sessie, work, acts)
        self.detail = CasusDetail(sessie)
        self._work = work
        self._nieuw: CasusNieuw | None = None
        self._side = QStackedWidget()
        self._side.addWidget(self.detail)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self.lijst)
        self._splitter.addWidget(self._side)
        self._splitter.setChildrenCollapsible(False)
        self._side.hide()
        self._layout.addWidget(self._splitter)
        if not self._may_read:
            self._splitter.hide()
            self._layout.addWidget(
                EmptyState(
                    "eye-off",
                    "Casussen zijn met uw rol niet te zien",
                    "Met uw rol kunt u de cijfers en het beheer bekijken. Kies links een andere pagina.",
                )
            )
        self._connect()

    def _connect(self) -> None:
        self.lijst.opened.connect(self.open_item)
        self.lijst.followed.connect(self._follow)
        self.lijst.new_requested.connect(self.new_casus)
        self.lijst.import_requested.connect(self.import_requested)
        self.detail.closed.connect(self.close_side)
        self.detail.casus_requested.connect(self.open_item)
        self.detail.verband.dossier_asked.connect(self.dossier_requested)
        self.detail.look_back_requested.connect(self.look_back_requested)

    @property
    def nieuw(self) -> CasusNieuw:
        """The form for a new casus, made when it is first asked for."""
        if self._nieuw is None:
            self._nieuw = CasusNieuw(self._sessie, self._work)
            self._nieuw.closed.connect(self.close_side)
            self._nieuw.added.connect(self.open_item)
            self._nieuw.casus_requested.connect(self.open_item)
            self._side.addWidget(self._nieuw)
        return self._nieuw

    def refresh(self, nouns: frozenset[str]) -> None:
        """Find and read again what these nouns touch."""
        if not concerns(nouns) or not self._may_read:
            return
        if self.detail.casus_id is not None:
            self.detail.refresh()
        self.lijst.refresh(nouns)

    # -- what stands beside the list -----------------------------------------------------------------------------

    def show_ids(self, ids: Sequence[int], label_text: str) -> None:
        """List the casussen behind a figure; a chip says which figure and takes the limit away."""
        self.close_side()
        self.lijst.bar.show_behind(ids, label_text)

    def open_item(self, item_id: int, soort: str = "") -> None:
        """Open the dossier of a casus."""
        del soort
        if not self._may_read or not self.detail.show_casus(item_id):
            return
        self.lijst.select(item_id)
        self._show_side(self.detail)
        self.detail.focus_first()

    def open_part(self, deel: str, punt_id: int | None = None) -> None:
        """Go to a part of the dossier that is open, by the title of its tab."""
        del punt_id
        titles = [kind.title for kind in self.detail.tabs.kinds]
        if deel in titles and self.detail.casus_id is not None:
            self.detail.tabs.go_to(titles.index(deel))

    def _follow(self, casus_id: int) -> None:
        if self.detail.isVisible() and casus_id != self.detail.casus_id:
            self.detail.show_casus(casus_id)

    def new_casus(self) -> None:
        """Open the form for a new casus, with what was typed in it before."""
        self.detail.flush()
        self._show_side(self.nieuw)
        self.nieuw.start()

    def close_side(self) -> None:
        """Back to the list."""
        self.save_draft()
        self.detail.forget()
        self._side.hide()
        self._arrange()
        self.lijst.focus_rows()

    def _show_side(self, part: QWidget) -> None:
        self._side.setCurrentWidget(part)
        self._side.show()
        self._arrange()

    @property
    def _side_open(self) -> bool:
        return not self._side.isHidden()

    @property
    def beside(self) -> bool:
        """Whether list and dossier stand side by side."""
        room = self.width() // max(1, self.fontMetrics().averageCharWidth())
        return self._side_open and room >= SIDE_BY_SIDE and self._side.currentWidget() is self.detail

    def _arrange(self) -> None:
        self.lijst.setVisible(self.beside or not self._side_open)
        self.lijst.set_narrow(self.beside)
        if self.beside:
            left = round(self.width() * LIST_SHARE)
            self._splitter.setSizes([left, self.width() - left])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where it fits."""
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads from the dossier back to the list."""
        if event.key() == Qt.Key.Key_Escape and self.lijst.card is not None and self.lijst.isVisible():
            self.lijst.card.put_away()
            return
        if event.key() == Qt.Key.Key_Escape and self._side_open:
            self.close_side()
            return
        super().keyPressEvent(event)

    # -- what the window asks ------------------------------------------------------------------------------------

    def commands(self) -> list[Command]:
        """Everything that can be done with casussen."""
        can = self._sessie.actor.can
        new = Command(
            "casus.nieuw", "Nieuwe casus", self.new_casus, "Ctrl+N", "plus", lambda: can(Right.CASUS_WRITE), PAGE
        )
        read_in = Command(
            "casus.inlezen",
            "Lijst inlezen",
            self.import_requested.emit,
            "Ctrl+I",
            "upload",
            lambda: can(Right.CASUS_IMPORT),
            PAGE,
        )
        lijst = self.lijst
        change = Command(
            "casus.selectie",
            "Wijzig selectie",
            lijst.open_bulk_menu,
            "Ctrl+Shift+W",
            "list-checks",
            lambda: lijst.isVisible() and lijst.bulk_button.isEnabled(),
            PAGE,
        )
        keep = Command(
            "casus.weergave", "Weergave bewaren", lijst.weergaven.ask_new, "Ctrl+Shift+S", "", lijst.isVisible, PAGE
        )
        return [new, read_in, change, keep, *self.detail.commands()]

    def focus_first(self) -> None:
        """The dossier or the form when it is open, else the field that filters."""
        if not self._side_open:
            self.lijst.bar.text.setFocus()
        elif self._side.currentWidget() is self.detail:
            self.detail.focus_first()
        else:
            self.nieuw.focus_first()

    def search_field(self) -> QLineEdit | None:
        """The field that filters the list, while the list is on the screen."""
        return None if self.lijst.isHidden() else self.lijst.bar.text

    def current_part(self) -> str:
        """The title of the tab of the dossier; empty at the list."""
        return self.detail.tabs.current.title if self._side_open and self.detail.casus_id is not None else ""

    def current_item(self) -> int | None:
        """The casus that is open."""
        return self.detail.casus_id

    def save_draft(self) -> None:
        """Store what is being typed."""
        self.detail.flush()
        if self._nieuw is not None:
            self._nieuw.save_draft()
