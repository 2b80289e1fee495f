"""The page of the Jeugdbeschermingstafel: its zittingen, and the werkbank of VTB's that wait for one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QTabWidget, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.actions import Command
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.pages.casus_velden import column, scroll
from expertteam_app.ui.pages.vtb_detail import VtbDetail
from expertteam_app.ui.pages.vtb_lijst import VtbLijst
from expertteam_app.ui.pages.vtb_nieuw import NieuwVtb
from expertteam_app.ui.pages.zitting_besluit_jbt import ANDERS, MAIN
from expertteam_app.ui.pages.zitting_columns import Columns
from expertteam_app.ui.pages.zitting_pagina import TafelPage
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.work import Work

LIST_CHARS, DETAIL_CHARS = 84, 112
VTB = "vtb"


class JbtPage(TafelPage):
    """Zittingen of the JBT on the first tab, the VTB's on the second.

    Ids of `current_item` and `open_item` are those of zittingen; a VTB is its id with a minus sign, or its own id with
    ``soort`` ``vtb``. Emits `import_requested` when the user wants to read a list in.
    """

    import_requested = Signal()

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work, ZittingSoort.JBT)
        self.zitting.vtb_asked.connect(self.complete_vtb)

    def _lay_out(self) -> None:
        self.vtbs = VtbLijst(self.tafel)
        self.vtb = VtbDetail(self.tafel)
        self.nieuw = NieuwVtb(self.tafel)
        self._vtb_side = QStackedWidget()
        self._vtb_side.addWidget(self.vtb)
        self._vtb_side.addWidget(scroll(self.nieuw))
        self.vtb_columns = Columns(self.vtbs, self._vtb_side, LIST_CHARS, DETAIL_CHARS, "Alle VTB’s")
        self.tabs = QTabWidget()
        self.tabs.tabBar().setAccessibleName("Zittingen of VTB’s")
        for part, text in ((self.columns, "Zittingen"), (self.vtb_columns, "VTB’s")):
            self.tabs.addTab(_padded(part), text)
        layout = column(self)
        layout.setContentsMargins(TOKENS.l, TOKENS.s, TOKENS.l, TOKENS.m)
        layout.addWidget(self.tabs)
        self.vtbs.opened.connect(self.open_vtb)
        self.vtbs.new_asked.connect(self.new_vtb)
        self.vtbs.import_asked.connect(self.import_requested)
        self.nieuw.added.connect(self._added)
        self.nieuw.closed.connect(self._back_to_list)
        self.vtb.zitting_asked.connect(self._show_zitting)
        self.vtb_columns.went_back.connect(self.vtbs.table.setFocus)

    # -- what the window asks ------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the zittingen, the VTB's and what is open of both again."""
        super().reload()
        if not self.tafel.sessie.actor.can(Right.ZITTING_READ):
            return
        try:
            self.vtbs.show_vtbs(self.tafel.sessie.vtbs.all())
        except ExpertteamError as error:
            show_error(self, error)
            return
        if self.nieuw.restored and self.vtb.dossier is None:
            self._vtb_side.setCurrentIndex(1)
        wanted = self.vtb.dossier.id if self.vtb.dossier else self.vtbs.table.current_id
        self._vtb_side.setVisible(wanted is not None or self._vtb_side.currentIndex() == 1)
        if wanted is not None:
            self.vtb.open_vtb(wanted)

    def focus_first(self) -> None:
        """To the list of the tab one is on."""
        if self._at_zittingen():
            super().focus_first()
        elif self._opened:
            self._opened = False
            self.vtb.conditions.setFocus()
        else:
            self.vtbs.table.setFocus()

    def search_field(self) -> QLineEdit | None:
        """The field above the list of the tab one is on."""
        return super().search_field() if self._at_zittingen() else self.vtbs.search

    def open_item(self, item_id: int, soort: str = "") -> None:
        """Open a zitting, or a VTB: its id below zero, or with ``soort`` vtb."""
        if soort == VTB or item_id < 0:
            self.open_vtb(abs(item_id))
            self._opened = True
        else:
            self.tabs.setCurrentIndex(0)
            super().open_item(item_id)

    def current_item(self) -> int | None:
        """The zitting that is open, or the VTB with a minus sign."""
        if self._at_zittingen():
            return super().current_item()
        return -self.vtb.dossier.id if self.vtb.dossier else None

    def save_draft(self) -> None:
        """Store what is being typed."""
        super().save_draft()
        self.vtb.flush()
        self.nieuw.entry.form.flush()

    def commands(self) -> list[Command]:
        """What can be done with zittingen, VTB's and besluiten."""
        besluiten = zip((*MAIN, ANDERS), ("vrijwillig kader", "drang", "raadsonderzoek", "anders"), strict=True)
        own = [
            Command(
                "jbt.zittingen", "Naar de zittingen", partial(self._to_tab, 0), "Alt+Z", "calendar-days", page="jbt"
            ),
            Command("jbt.vtbs", "Naar de VTB’s", partial(self._to_tab, 1), "Alt+V", "inbox", page="jbt"),
            Command(
                "jbt.inlezen",
                "VTB-lijst inlezen",
                self.import_requested.emit,
                "Ctrl+I",
                "upload",
                self._can_import,
                "jbt",
            ),
            Command("jbt.vtb", "Nieuw VTB", self.new_vtb, "Ctrl+Shift+N", "file-plus", self._can_write, "jbt"),
        ]
        own += [
            Command(
                f"jbt.besluit.{code}",
                f"Besluit: {text}",
                partial(self.zitting.choose_besluit, code),
                f"Ctrl+{number}",
                "gavel",
                self._is_open,
                "jbt",
            )
            for number, (code, text) in enumerate(besluiten, start=1)
        ]
        return [*super().commands(), *own]

    def _can_write(self) -> bool:
        return self.tafel.can_write

    def _can_import(self) -> bool:
        return self.tafel.sessie.actor.can(Right.CASUS_IMPORT)

    def _at_zittingen(self) -> bool:
        return self.tabs.currentIndex() == 0

    # -- acts ----------------------------------------------------------------------------------------------------

    def _to_tab(self, number: int) -> None:
        self.tabs.setCurrentIndex(number)
        self.focus_first()

    def plan(self) -> None:
        """Ctrl+N: a new zitting, or on the tab of the VTB's a new VTB."""
        if self._at_zittingen():
            super().plan()
        else:
            self.new_vtb()

    def open_vtb(self, vtb_id: int) -> None:
        """Show a VTB and go to its conditions."""
        self.tabs.setCurrentIndex(1)
        self._vtb_side.setCurrentIndex(0)
        self._vtb_side.show()
        if self.vtb.open_vtb(vtb_id):
            self.vtbs.table.select_id(vtb_id)
            self.vtb_columns.show_right()
            self.vtb.conditions.setFocus()

    def complete_vtb(self, vtb_id: int) -> None:
        """Show a VTB at the first field that keeps it off the agenda."""
        self.open_vtb(vtb_id)
        self.vtb.go_to_missing()

    def new_vtb(self) -> None:
        """Go to the form for a new VTB."""
        if self.tafel.can_write:
            self.tabs.setCurrentIndex(1)
            self._vtb_side.setCurrentIndex(1)
            self._vtb_side.show()
            self.vtb_columns.show_right()
            self.nieuw.start()

    def _added(self, vtb_id: int) -> None:
        self.open_vtb(vtb_id)
        self.vtb.go_to_missing()

    def _back_to_list(self) -> None:
        self._vtb_side.setCurrentIndex(0)
        self.vtb_columns.show_left()
        self.vtbs.table.setFocus()

    def _show_zitting(self, zitting_id: int) -> None:
        self.open_item(zitting_id)
        self.focus_first()


def _padded(part: QWidget) -> QWidget:
    holder = QWidget()
    layout = column(holder)
    layout.setContentsMargins(0, TOKENS.m, 0, 0)
    layout.addWidget(scroll(part))
    return holder
