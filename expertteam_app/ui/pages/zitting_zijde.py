"""Beside the agenda of a zitting: the tabs of item and verslag, and what is there only while one asked for it."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QTabWidget, QWidget

from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.domain.tafel import ZittingDossier
from expertteam_app.domain.zitting import PRESENT, ZittingSoort
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.pages.casus_velden import scroll
from expertteam_app.ui.pages.zitting_agenda import Toevoegen
from expertteam_app.ui.pages.zitting_columns import Gevraagd, padded
from expertteam_app.ui.pages.zitting_leesvak import Leesvak
from expertteam_app.ui.pages.zitting_nood import Nood
from expertteam_app.ui.pages.zitting_presentie import Presentie
from expertteam_app.ui.pages.zitting_stand import Stand
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.pages.zitting_versies import Versies
from expertteam_app.ui.pages.zitting_verslag import Gaten


class Tab(IntEnum):
    """The tabs beside the agenda."""

    PUNT = 0
    AANWEZIG = 1
    GATEN = 2
    VERSLAG = 3
    VERSIES = 4
    TEKENEN = 5


class Zijde(QStackedWidget):
    """The parts beside the agenda; each is read when one looks at it.

    Emits `turned` when something else is on the screen, with whether these are the tabs.
    """

    turned = Signal(bool)

    def __init__(self, tafel: Tafel, soort: ZittingSoort) -> None:
        super().__init__()
        self._tafel = tafel
        self._dossier: ZittingDossier | None = None
        self._gemeenten = {c.code: c.label for c in tafel.codes("gemeenten")}
        self.presentie = Presentie(tafel, soort)
        self.toevoegen = Toevoegen(tafel, soort)
        self.gaten = Gaten()
        self.lezen = Leesvak("Verslag om te lezen")
        self.versies = Versies(tafel)
        self.stand = Stand(tafel)
        self.nood = Nood(tafel)
        self.punt_area: QScrollArea = scroll(QWidget())
        self.tabs = self._make_tabs()
        self._adding = Gevraagd("Op de agenda zetten", self.toevoegen)
        self._paper = Gevraagd("Noodpakket", self.nood)
        self.addWidget(self.tabs)
        for asked in (self._adding, self._paper):
            self.addWidget(asked)
            asked.left.connect(self._back_to_tabs)
        self.tabs.currentChanged.connect(self._fill)
        self.currentChanged.connect(self._turn)

    def _make_tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setUsesScrollButtons(True)
        tabs.tabBar().setAccessibleName("Onderdelen van de zitting")
        tabs.tabBar().setDrawBase(False)
        for part, text in (
            (self.punt_area, "Agendapunt"),
            (scroll(self.presentie), "Aanwezig"),
            (self.gaten, "In te vullen"),
            (padded(self.lezen), "Verslag"),
            (scroll(self.versies), "Versies"),
            (scroll(self.stand), "Tekenen"),
        ):
            tabs.addTab(part, text)
        return tabs

    @property
    def on_tabs(self) -> bool:
        """Whether the tabs are on the screen, not what one asked for."""
        return self.currentWidget() is self.tabs

    def free(self, dossier: ZittingDossier) -> bool:
        """Whether the zitting can still be changed by who looks at it."""
        return self._tafel.can_write and not dossier.status.vast

    def show_dossier(self, dossier: ZittingDossier) -> None:
        """Show a zitting, or the same one read again."""
        self._dossier = dossier
        self.presentie.show_dossier(dossier, self._gemeenten)
        self.gaten.show_gaps(dossier.ontbreekt)
        at_table = sum(a.presentie in PRESENT for a in dossier.aanwezigen)
        self.tabs.setTabText(Tab.AANWEZIG, f"Aanwezig {at_table}/{len(dossier.aanwezigen)}")
        self.tabs.setTabText(Tab.GATEN, f"In te vullen ({len(dossier.ontbreekt)})")
        self.tabs.setTabVisible(Tab.GATEN, self.free(dossier))
        if self.currentWidget() is self._adding and not self.free(dossier):
            self.setCurrentWidget(self.tabs)
        self._fill()

    def begin(self, dossier: ZittingDossier) -> None:
        """Start with another zitting: at its item, or at what can be put on an empty agenda."""
        self.tabs.setCurrentIndex(Tab.PUNT)
        self.setCurrentWidget(self.tabs if dossier.punten or not self.free(dossier) else self._adding)

    def place_punt(self, widget: QWidget) -> None:
        """Put an agenda item in its tab."""
        widget.setProperty("rol", "inhoud")
        old = self.punt_area.takeWidget()
        if old is not None:
            old.deleteLater()
        self.punt_area.setWidget(widget)

    def to_tab(self, number: Tab) -> None:
        """Bring a tab on the screen."""
        self.setCurrentWidget(self.tabs)
        self.tabs.setCurrentIndex(number)

    def ask_adding(self) -> None:
        """Bring what can be put on the agenda on the screen."""
        self.setCurrentWidget(self._adding)
        self.toevoegen.search.setFocus()
        self.toevoegen.search.selectAll()

    def ask_nood(self) -> None:
        """Bring the noodpakket on the screen."""
        self.setCurrentWidget(self._paper)
        self.nood.list.setFocus()

    def flush(self) -> None:
        """Store what was typed in these parts and not stored yet."""
        self.stand.flush()
        self.nood.flush()

    def _turn(self, *_number: object) -> None:
        self.turned.emit(self.on_tabs)
        self._fill()

    def _back_to_tabs(self) -> None:
        """From what was asked for back to the tab one came from."""
        self.flush()
        self.setCurrentWidget(self.tabs)
        self.tabs.tabBar().setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self, *_number: object) -> None:
        """What takes time to read is read when one looks at it."""
        if self._dossier is None:
            return
        shown = self.tabs.currentIndex() if self.on_tabs else None
        if shown == Tab.VERSLAG:
            self._read(self._dossier.id)
        elif shown == Tab.VERSIES:
            self.versies.show_dossier(self._dossier)
        elif shown == Tab.TEKENEN:
            self.stand.show_dossier(self._dossier)
        elif self.currentWidget() is self._adding:
            self.toevoegen.show_candidates(self._dossier.id)
        elif self.currentWidget() is self._paper:
            self.nood.show_dossier(self._dossier)

    def _read(self, zitting_id: int) -> None:
        """The verslag as it is on paper; reading goes on where it was."""
        try:
            self.lezen.show_lines(self._tafel.sessie.verslagen.lees(zitting_id), keep=True)
        except ExpertteamError as error:
            show_error(self, error)
