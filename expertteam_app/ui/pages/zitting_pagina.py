"""What the RET page and the JBT page have in common: the zittingen of one table and the one that is open."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.domain.zitting import ZittingSoort, ZittingStatus
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.actions import Command
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.page import Page
from expertteam_app.ui.pages.casus_velden import column, scroll
from expertteam_app.ui.pages.zitting import ZittingView
from expertteam_app.ui.pages.zitting_columns import Columns
from expertteam_app.ui.pages.zitting_lijst import ZittingLijst
from expertteam_app.ui.pages.zitting_tabs import enter, step
from expertteam_app.ui.pages.zitting_tafel import TAFEL_NAMEN, Tafel
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import EmptyState
from expertteam_app.ui.work import Work

LIST_CHARS, ZITTING_CHARS = 28, 96


class TafelPage(Page):
    """Zittingen of one table at the left, the open one at the right."""

    def __init__(self, sessie: Sessie, work: Work, soort: ZittingSoort) -> None:
        super().__init__()
        self.title = soort.value
        self._soort = soort
        self._opened = False
        self.tafel = Tafel(sessie, work, self)
        self.tafel.changed.connect(self.reload)
        self.lijst = ZittingLijst(self.tafel, soort)
        self.zitting = ZittingView(self.tafel, soort)
        self._empty = EmptyState(
            "calendar-days",
            f"Nog geen zitting van {TAFEL_NAMEN[soort]}",
            "Plan een zitting; daarna maakt u de agenda en nodigt u de mensen uit.",
            "Zitting plannen" if self.tafel.can_write else "",
            self.plan,
        )
        self._right = QStackedWidget()
        self._right.addWidget(self._empty)
        self._right.addWidget(self.zitting)
        self.columns = Columns(self.lijst, self._right, LIST_CHARS, ZITTING_CHARS, "Zittingen")
        self.columns.went_back.connect(self.lijst.list.setFocus)
        self.lijst.chosen.connect(self._choose)
        self.lijst.entered.connect(self._enter)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = column(self)
        layout.setContentsMargins(TOKENS.l, TOKENS.m, TOKENS.l, TOKENS.m)
        layout.addWidget(scroll(self.columns))

    # -- what the window asks ------------------------------------------------------------------------------------

    def refresh(self, nouns: frozenset[str]) -> None:
        """Read again, unless only a concept was kept."""
        if not nouns or nouns - {"concept"}:
            self.reload()

    def reload(self) -> None:
        """Read the list and the open zitting again, leaving alone what is being typed."""
        if not self.tafel.sessie.actor.can(Right.ZITTING_READ):
            return
        try:
            zittingen = self.tafel.sessie.zittingen.all(self._soort)
        except ExpertteamError as error:
            show_error(self, error)
            return
        self.lijst.show_zittingen(zittingen)
        wanted = self.zitting.dossier.id if self.zitting.dossier else self.lijst.list.current_id
        if wanted is not None and self.zitting.open_zitting(wanted):
            self._right.setCurrentWidget(self.zitting)
        else:
            self._right.setCurrentWidget(self._empty)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads."""
        return step(self, forward=forward)

    def enter(self, *, forward: bool) -> None:
        """From outside too."""
        enter(self, forward=forward)

    def focus_first(self) -> None:
        """To the agenda of a zitting that was asked for, else to the list."""
        if self._opened and self.zitting.dossier is not None:
            self._opened = False
            target: QWidget = self.zitting.agenda.list
        else:
            target = self.lijst.list if self.lijst.list.count() else self.lijst.plan_button
        target.setFocus()

    def search_field(self) -> QLineEdit | None:
        """The field above the list of zittingen."""
        return self.lijst.search if self.lijst.search.isVisibleTo(self) else None

    def open_item(self, item_id: int, soort: str = "") -> None:
        """Open a zitting."""
        del soort
        self._opened = self._choose(item_id)
        if self._opened:
            self.lijst.list.select_id(item_id)
            self.columns.show_right()

    def open_part(self, deel: str, punt_id: int | None = None) -> None:
        """Go to an agendapunt of the zitting that is open."""
        del deel
        if punt_id is not None and self.zitting.dossier is not None:
            self.zitting.enter_item(punt_id)

    def current_item(self) -> int | None:
        """The zitting that is open."""
        return self.zitting.dossier.id if self.zitting.dossier else None

    def save_draft(self) -> None:
        """Store what is being typed: leaving the field does that."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()
        self.zitting.flush()

    # -- acts ----------------------------------------------------------------------------------------------------

    def _choose(self, zitting_id: int) -> bool:
        found = self.zitting.open_zitting(zitting_id)
        if found:
            self._right.setCurrentWidget(self.zitting)
        return found

    def _enter(self, zitting_id: int) -> None:
        if self._choose(zitting_id):
            self.columns.show_right()
            agenda = self.zitting.agenda
            if agenda.list.count() or not agenda.add_button.isVisibleTo(self):
                agenda.list.setFocus()
            else:
                self.zitting.show_candidates()

    def plan(self) -> None:
        """Go to the form for a new zitting."""
        self.columns.show_left()
        self.lijst.start_planning()

    def _has_zitting(self) -> bool:
        return self.zitting.dossier is not None and self._at_zittingen()

    def _at_zittingen(self) -> bool:
        return True

    def _is_open(self) -> bool:
        dossier = self.zitting.dossier
        free = dossier is not None and dossier.status is not ZittingStatus.VASTGESTELD
        return free and self.tafel.can_write and self._at_zittingen()

    def commands(self) -> list[Command]:
        """What can be done with zittingen."""
        page, view = self._soort.value.lower(), self.zitting
        rows = (
            ("plannen", "Zitting plannen", self.plan, "Ctrl+N", "plus", lambda: self.tafel.can_write),
            ("aanwezigen", "Naar de aanwezigen", view.show_presence, "F2", "users", self._has_zitting),
            ("toevoegen", "Op de agenda zetten", view.show_candidates, "F6", "plus", self._is_open),
            (
                "volgende",
                "Volgend agendapunt",
                partial(view.step_item, 1),
                "Ctrl+PgDown",
                "arrow-down",
                self._has_zitting,
            ),
            ("vorige", "Vorig agendapunt", partial(view.step_item, -1), "Ctrl+PgUp", "arrow-up", self._has_zitting),
            ("besluit", "Naar het besluit", view.go_to_besluit, "Ctrl+Shift+B", "gavel", self._has_zitting),
            ("actie", "Actie toevoegen", view.go_to_actie, "Ctrl+Shift+A", "list-checks", self._is_open),
            ("beginnen", "Zitting beginnen", view.kop.begin, "", "play", self._can_begin),
            ("gaten", "Nog in te vullen", view.show_gaps, "F8", "list-checks", self._is_open),
            ("lezen", "Verslag lezen", view.read_verslag, "F7", "file-text", self._has_zitting),
            ("pdf", "Verslag opslaan als PDF", view.save_pdf, "F9", "file-down", self._has_zitting),
            ("vaststellen", "Verslag vaststellen", view.finalise, "F10", "shield-check", self._is_open),
        )
        return [
            Command(f"{page}.{name}", text, run, keys, icon, can, page) for name, text, run, keys, icon, can in rows
        ]

    def _can_begin(self) -> bool:
        dossier = self.zitting.dossier
        return self._is_open() and dossier is not None and dossier.status is ZittingStatus.GEPLAND
