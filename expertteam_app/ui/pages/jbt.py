"""The page of the Jeugdbeschermingstafel: its zittingen, and the werkbank of VTB's that wait for one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QTabWidget, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.handelingstijd import Stap
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.actions import Command
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.handeling import HandelingWatch
from expertteam_app.ui.pages.casus_velden import column, scroll
from expertteam_app.ui.pages.vtb_werkbank import VtbWerkbank
from expertteam_app.ui.pages.zitting_besluit_jbt import ANDERS, MAIN
from expertteam_app.ui.pages.zitting_columns import padded
from expertteam_app.ui.pages.zitting_pagina import TafelPage
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.work import Work

VTB = "vtb"
_STAPPEN = {"jbt.gaten": Stap.VERSLAG, "jbt.versies": Stap.VERSLAG, "jbt.vaststellen": Stap.TEKENEN}
"""Which step of own handling begins with which command."""


class JbtPage(TafelPage):
    """Zittingen of the JBT on the first tab, the VTB's on the second.

    Ids of `current_item` and `open_item` are those of zittingen; a VTB is its id with a minus sign, or its own id with
    ``soort`` ``vtb``. Emits `import_requested` when the user wants to read a list in, and
    `dossier_requested` with the kind and id of a dossier of the other table.
    """

    import_requested = Signal()
    dossier_requested = Signal(str, int)

    def __init__(self, sessie: Sessie, work: Work) -> None:
        self._werkbank: VtbWerkbank | None = None
        super().__init__(sessie, work, ZittingSoort.JBT)
        self.watch = HandelingWatch(sessie.handelingstijden, self)
        self.zitting.vtb_asked.connect(self.complete_vtb)
        self.zitting.versies.walked.connect(self._walked)
        self.zitting.versies.sent.connect(partial(self.watch.reached, Stap.VERSLAG))
        self.zitting.verslag.incomplete.connect(self._lacks)
        self.zitting.verslag.fixed.connect(partial(self.watch.reached, Stap.TEKENEN))
        self.zitting.stand.signed.connect(partial(self.watch.finish, Stap.TEKENEN))
        for by_mouse in (self.zitting.kop.final_button, self.zitting.stand.final_button):
            by_mouse.pressed.connect(self._to_sign)  # pressed comes before the act that clicked does

    def _lay_out(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.tabBar().setAccessibleName("Zittingen of VTB’s")
        self.tabs.addTab(padded(scroll(self.columns)), "Zittingen")
        vtb_tab = QWidget()
        self._vtb_layout = column(vtb_tab)
        self._vtb_layout.setContentsMargins(0, TOKENS.m, 0, 0)
        self.tabs.addTab(vtb_tab, "VTB’s")
        self.tabs.currentChanged.connect(self._on_tab)
        layout = column(self)
        layout.setContentsMargins(TOKENS.l, TOKENS.s, TOKENS.l, TOKENS.m)
        self._whole.addWidget(self.tabs)
        self._whole.addWidget(self.live)
        layout.addWidget(self._whole)

    @property
    def werkbank(self) -> VtbWerkbank:
        """The VTB's, made when they are first asked for."""
        if self._werkbank is None:
            self._werkbank = VtbWerkbank(self.tafel, self.watch)
            self._werkbank.zitting_asked.connect(self._show_zitting)
            self._werkbank.import_asked.connect(self.import_requested)
            self._werkbank.detail.verband.dossier_asked.connect(self.dossier_requested)
            area = scroll(self._werkbank)
            self._vtb_layout.addWidget(area)
            area.show()  # a layout shows what is added later only when the window is idle
            self._reload_vtbs()
        return self._werkbank

    # -- what the window asks ------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the zittingen, the VTB's and what is open of both again."""
        super().reload()
        if self._werkbank is not None:
            self._reload_vtbs()

    def _reload_vtbs(self) -> None:
        if not self.tafel.sessie.actor.can(Right.ZITTING_READ):
            return
        try:
            self.werkbank.reload()
        except ExpertteamError as error:
            show_error(self, error)

    def focus_first(self) -> None:
        """To the list of the tab one is on."""
        if self._at_zittingen():
            super().focus_first()
        elif self._opened:
            self._opened = False
            self.werkbank.detail.conditions.setFocus()
        else:
            self.werkbank.focus_list()

    def search_field(self) -> QLineEdit | None:
        """The field above the list of the tab one is on."""
        return super().search_field() if self._at_zittingen() else self.werkbank.lijst.search

    def open_item(self, item_id: int, soort: str = "") -> None:
        """Open a zitting, or a VTB: its id below zero, or with ``soort`` vtb."""
        if soort == VTB or item_id < 0:
            self.open_vtb(abs(item_id))
            self._opened = True
        else:
            self.watch.leave()
            self.tabs.setCurrentIndex(0)
            super().open_item(item_id)

    def current_part(self) -> str:
        """The tab one is on."""
        return self.tabs.tabText(self.tabs.currentIndex())

    def current_item(self) -> int | None:
        """The zitting that is open, or the VTB with a minus sign."""
        if self._at_zittingen():
            return super().current_item()
        vtb = self.werkbank.detail.dossier
        return -vtb.id if vtb else None

    def save_draft(self) -> None:
        """Store what is being typed."""
        self.watch.leave()
        super().save_draft()
        if self._werkbank is not None:
            self._werkbank.flush()

    def commands(self) -> list[Command]:
        """What can be done with zittingen, VTB's and besluiten."""
        ask_import = self.import_requested.emit
        can_import = self.tafel.sessie.actor.can(Right.CASUS_IMPORT)
        own = [
            Command(
                "jbt.zittingen", "Naar de zittingen", partial(self._to_tab, 0), "Alt+Z", "calendar-days", page="jbt"
            ),
            Command("jbt.vtbs", "Naar de VTB’s", partial(self._to_tab, 1), "Alt+V", "inbox", page="jbt"),
            Command("jbt.inlezen", "VTB-lijst inlezen", ask_import, "Ctrl+I", "upload", lambda: can_import, "jbt"),
            Command("jbt.plakken", "VTB-tekst plakken", self._paste, "Ctrl+V", "copy", self._at_bench, "jbt"),
            Command(
                "jbt.bestand", "VTB-bestand openen", self._open_file, "Ctrl+O", "folder-open", self._at_bench, "jbt"
            ),
            Command("jbt.overnemen", "VTB vastleggen of plannen", self._go, "", "check", self._at_text, "jbt"),
            Command("jbt.vtb", "Nieuw VTB", self.new_vtb, "Ctrl+Shift+N", "file-plus", self._can_write, "jbt"),
        ]
        names = ("vrijwillig kader", "drang", "raadsonderzoek", "anders")
        for number, (code, text) in enumerate(zip((*MAIN, ANDERS), names, strict=True), start=1):
            run = self._live_or(partial(self.live.choose_besluit, code), partial(self.zitting.choose_besluit, code))
            own.append(
                Command(f"jbt.besluit.{code}", f"Besluit: {text}", run, f"Ctrl+{number}", "gavel", self._is_open, "jbt")
            )
        at_bench = {
            "jbt.toevoegen": ("Plannen, of op de agenda zetten", self._plan_vtb, self._has_vtb),
            "jbt.gaten": ("Nog in te vullen, of de volgende stap", self._next_step, self._has_vtb),
            "jbt.tafel": ("Naar de tafel, of terug naar de zitting", self._to_table_of_vtb, self._is_placed),
        }
        measured = [self._measured(command) for command in super().commands()]
        return [*(_two_ways(c, *at_bench[c.id]) if c.id in at_bench else c for c in measured), *own]

    def _measured(self, command: Command) -> Command:
        """Own handling of the verslag is measured from the key that begins it."""
        stap = _STAPPEN.get(command.id)
        if stap is None:
            return command

        def run() -> None:
            if stap is Stap.TEKENEN:
                self._to_sign()
            else:
                self._measure(stap)
            command.run()

        return replace(command, run=run)

    def _to_sign(self) -> None:
        """Whoever goes on to vaststellen is done with going through the verslag."""
        self.watch.finish(Stap.VERSLAG)
        self._measure(Stap.TEKENEN)

    def _measure(self, stap: Stap) -> None:
        dossier = self.zitting.dossier
        self.watch.begin(stap, zitting_id=dossier.id if dossier is not None else None)

    def _walked(self, whole: bool) -> None:
        """All versions seen ends going through the verslag; one more of them is a part of it."""
        (self.watch.finish if whole else self.watch.reached)(Stap.VERSLAG)

    def _lacks(self) -> None:
        """Vaststellen was refused: what lacks is looked up first."""
        self.watch.drop()
        self._measure(Stap.VERSLAG)

    def _plan_vtb(self) -> None:
        self.werkbank.plan()

    def _next_step(self) -> None:
        self.werkbank.detail.go_to_next()

    def _is_placed(self) -> bool:
        vtb = self.werkbank.detail.dossier if self._at_bench() else None
        return vtb is not None and vtb.zitting_id is not None

    def _to_table_of_vtb(self) -> None:
        """From a VTB straight to the table on which it stands, at its own item."""
        vtb = self.werkbank.detail.dossier
        if vtb is None or vtb.zitting_id is None:
            return
        self.werkbank.flush()
        self._show_zitting(vtb.zitting_id)
        self.to_table()
        if self.at_table and vtb.punt_id is not None:
            self.live.go_to(vtb.punt_id)
            self.live.regels.invoer.setFocus()

    def _has_vtb(self) -> bool:
        return self._at_bench() and self.werkbank.detail.dossier is not None

    def _can_write(self) -> bool:
        return self.tafel.can_write

    def _at_zittingen(self) -> bool:
        return self.tabs.currentIndex() == 0

    def _at_bench(self) -> bool:
        return self.tafel.can_write and not self._at_zittingen()

    def _at_text(self) -> bool:
        return self._at_bench() and (self.werkbank.at_text or self.werkbank.at_plan)

    def _paste(self) -> None:
        self.werkbank.paste()

    def _open_file(self) -> None:
        self.werkbank.choose_file()

    def _go(self) -> None:
        if self.werkbank.at_text:
            self.werkbank.overname.register()
        else:
            self.werkbank.plannen.plan()

    # -- acts ----------------------------------------------------------------------------------------------------

    def _on_tab(self, number: int) -> None:
        self.watch.leave()
        if number == 1:
            self.werkbank.show()

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
        self.werkbank.open_vtb(vtb_id)

    def complete_vtb(self, vtb_id: int) -> None:
        """Show a VTB at the first field that keeps it off the agenda."""
        self.tabs.setCurrentIndex(1)
        self.werkbank.complete_vtb(vtb_id)

    def new_vtb(self) -> None:
        """Go to the form for a new VTB."""
        if self.tafel.can_write:
            self.tabs.setCurrentIndex(1)
            self.werkbank.new_vtb()

    def _show_zitting(self, zitting_id: int) -> None:
        self.open_item(zitting_id)
        self.focus_first()


def _two_ways(command: Command, text: str, run: Callable[[], object], can: Callable[[], bool]) -> Command:
    """A key that does one thing at a zitting and another on the werkbank."""

    def act() -> None:
        if can():
            run()
        else:
            command.run()

    return replace(command, text=text, run=act, enabled=lambda: can() or command.enabled())
