"""What the RET page and the JBT page have in common: the zittingen of one table and the one that is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.domain.zitting import ZittingSoort, ZittingStatus
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.actions import Command
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.page import Page
from expertteam_app.ui.pages.casus_velden import column, scroll
from expertteam_app.ui.pages.tafel_live import LiveTafel
from expertteam_app.ui.pages.tafel_regels import LETTERS
from expertteam_app.ui.pages.zitting import ZittingView
from expertteam_app.ui.pages.zitting_columns import Columns
from expertteam_app.ui.pages.zitting_lijst import ZittingLijst
from expertteam_app.ui.pages.zitting_tabs import enter, step
from expertteam_app.ui.pages.zitting_tafel import TAFEL_NAMEN, Tafel
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import EmptyState
from expertteam_app.ui.widgets.tekstblokken import Tekstblokken
from expertteam_app.ui.work import Work

LIST_CHARS, ZITTING_CHARS = 28, 96


@runtime_checkable
class HasMessages(Protocol):
    """A window that can say something above the page."""

    def show_message(self, text: str, tone: Tone) -> None:
        """Show one message."""


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
        self.zitting.columns.arranged.connect(self._one_way_back)
        self.live = LiveTafel(self.tafel, soort)
        self.zitting.kop.to_table.connect(self.to_table)
        self.live.left.connect(self._leave_table)
        self.live.closed.connect(self._table_closed)
        self.live.presenting_changed.connect(self._set_presenting)
        self._whole = QStackedWidget()
        self.lijst.chosen.connect(self._choose)
        self.lijst.entered.connect(self._enter)
        self._lay_out()
        self.tekstblokken = Tekstblokken(self, self._blocks)

    def _lay_out(self) -> None:
        layout = column(self)
        layout.setContentsMargins(TOKENS.l, TOKENS.m, TOKENS.l, TOKENS.m)
        self._whole.addWidget(scroll(self.columns))
        self._whole.addWidget(self.live)
        layout.addWidget(self._whole)

    def _one_way_back(self) -> None:
        """With little room one goes back from an item to its agenda, and from there to the zittingen."""
        self.columns.want_back(not self.zitting.columns.right_only)

    def _blocks(self) -> list[tuple[str, str, str]]:
        return [(b.code, b.naam, b.tekst) for b in self.tafel.sessie.tekstblokken.alle()]

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
        self.live.reload()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as one reads."""
        return step(self, forward=forward)

    def enter(self, *, forward: bool) -> None:
        """From outside too."""
        enter(self, forward=forward)

    def focus_first(self) -> None:
        """To the agenda of a zitting that was asked for, else to the list."""
        if self.at_table:
            self.live.regels.invoer.setFocus()
            return
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
        if self.at_table:
            self.live.leave()
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
        self.live.save_draft()
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

    # -- at the table --------------------------------------------------------------------------------------------

    @property
    def at_table(self) -> bool:
        """Whether the table is live on the screen."""
        return self._whole.currentWidget() is self.live

    def to_table(self) -> None:
        """To the live table of the zitting that is open, or back."""
        if self.at_table:
            self.live.leave()
            return
        self.zitting.flush()
        dossier = self.zitting.dossier
        if dossier is not None and self.live.open_zitting(dossier):
            self._whole.setCurrentWidget(self.live)
            self.live.regels.invoer.setFocus()

    def _leave_table(self) -> None:
        self._whole.setCurrentIndex(0)
        self.reload()
        self.zitting.agenda.list.setFocus()

    def plan_series(self) -> None:
        """Plan a series of zittingen ahead."""
        self.columns.show_left()
        self.lijst.plan_series(self.zitting.dossier, self._planned)

    def plan_reflectie(self) -> None:
        """Plan a reflectie with the toegangen."""
        self.columns.show_left()
        self.lijst.plan_reflectie(self._planned)

    def _planned(self, text: str) -> None:
        self.tafel.changed.emit()
        self._table_closed(text)

    def _table_closed(self, text: str) -> None:
        window = self.window()
        if isinstance(window, HasMessages):
            window.show_message(text, Tone.GOED)

    def _set_presenting(self, on: bool) -> None:
        self.presenting = on

    def _from_table(self, act: Callable[[], object]) -> Callable[[], object]:
        """What is done at the whole zitting: from the table one goes there first."""

        def run() -> None:
            if self.at_table:
                self.live.leave()
            act()

        return run

    def _live_or(self, live: Callable[[], object], other: Callable[[], object]) -> Callable[[], object]:
        return lambda: live() if self.at_table else other()

    @property
    def _close_keys(self) -> str:
        """The page of the JBT takes over a VTB with Ctrl+Enter."""
        return "Ctrl+Shift+Return" if self._soort is ZittingSoort.JBT else "Ctrl+Return"

    def _table_commands(self) -> list[tuple[str, str, Callable[[], object], str, str, Callable[[], bool]]]:
        live = self.live

        def here() -> bool:
            return self.at_table

        def can_plan() -> bool:
            return self.tafel.can_write and not self.at_table and self._at_zittingen()

        reflectie = ("reflectie", "Reflectie met de toegangen plannen", self.plan_reflectie, "", "plus", can_plan)
        return [
            ("reeks", "Reeks zittingen plannen", self.plan_series, "Ctrl+Shift+M", "calendar-days", can_plan),
            *([reflectie] if self._soort is ZittingSoort.RET else []),
            ("tafel", "Naar de tafel, of terug naar de zitting", self.to_table, "F4", "messages-square", self._can_sit),
            ("velden", "Aan tafel: velden of samenvatting", live.toggle_fields, "F3", "pencil", here),
            ("presentatie", "Presentatie: namen verbergen", live.toggle_presenting, "F11", "eye-off", here),
            ("volgende-zaak", "Volgende zaak", partial(live.step, 1), "Ctrl+Right", "chevron-right", here),
            ("vorige-zaak", "Vorige zaak", partial(live.step, -1), "Ctrl+Left", "chevron-left", here),
            ("sluiten", "Tafel sluiten", live.close_table, self._close_keys, "check", here),
            ("parkeren", "Punt parkeren (P op een regel)", live.park, "", "pause", here),
            ("opschalen", "Op- of afschalen (O op een regel)", live.ask_step, "", "chart-column", here),
            ("coderen", "Oorzaken en hiaten (C op een regel)", live.show_coding, "", "puzzle", here),
            *(self._letter_command(key, soort.value) for key, soort in LETTERS.items()),
        ]

    def _letter_command(
        self, key: str, soort: str
    ) -> tuple[str, str, Callable[[], object], str, str, Callable[[], bool]]:
        run = partial(self.live.regels.begin, LETTERS[key])
        return f"soort-{soort}", f"Regel: {soort} ({key} op een regel)", run, "", "", lambda: self.at_table

    def _can_sit(self) -> bool:
        dossier = self.zitting.dossier
        return self.at_table or (self._is_open() and dossier is not None and bool(dossier.punten))

    def _has_zitting(self) -> bool:
        return self.zitting.dossier is not None and self._at_zittingen()

    def _at_zittingen(self) -> bool:
        return True

    def _is_open(self) -> bool:
        dossier = self.zitting.dossier
        free = dossier is not None and not dossier.status.vast
        return free and self.tafel.can_write and self._at_zittingen()

    def commands(self) -> list[Command]:
        """What can be done with zittingen."""
        page, view, whole = self._soort.value.lower(), self.zitting, self._from_table
        rows = (
            ("plannen", "Zitting plannen", self.plan, "Ctrl+N", "plus", lambda: self.tafel.can_write),
            (
                "aanwezigen",
                "Naar de aanwezigen",
                self._live_or(self.live.toggle_presence, view.show_presence),
                "F2",
                "users",
                self._has_zitting,
            ),
            ("toevoegen", "Op de agenda zetten", whole(view.show_candidates), "F6", "plus", self._is_open),
            (
                "volgende",
                "Volgend agendapunt",
                self._live_or(partial(self.live.step, 1), partial(view.step_item, 1)),
                "Ctrl+PgDown",
                "arrow-down",
                self._has_zitting,
            ),
            (
                "vorige",
                "Vorig agendapunt",
                self._live_or(partial(self.live.step, -1), partial(view.step_item, -1)),
                "Ctrl+PgUp",
                "arrow-up",
                self._has_zitting,
            ),
            (
                "besluit",
                "Naar het besluit",
                self._live_or(self.live.go_to_besluit, view.go_to_besluit),
                "Ctrl+Shift+B",
                "gavel",
                self._has_zitting,
            ),
            (
                "actie",
                "Actie toevoegen",
                self._live_or(partial(self.live.regels.begin, LETTERS["A"]), view.go_to_actie),
                "Ctrl+Shift+A",
                "list-checks",
                self._is_open,
            ),
            ("beginnen", "Zitting beginnen", view.kop.begin, "", "play", self._can_begin),
            ("gaten", "Nog in te vullen", whole(view.show_gaps), "F8", "list-checks", self._is_open),
            ("lezen", "Verslag lezen", whole(view.read_verslag), "F7", "file-text", self._has_zitting),
            ("pdf", "Verslag opslaan als PDF", whole(view.save_pdf), "Ctrl+Shift+P", "file-down", self._has_zitting),
            *self._table_commands(),
            ("versies", "Versies per ontvanger", whole(view.show_versies), "F9", "users", self._has_zitting),
            (
                "vaststellen",
                "Vaststellen of tekenen",
                whole(view.sign_or_finalise),
                "F10",
                "shield-check",
                self._can_fix,
            ),
            ("nood", "Noodpakket op papier", whole(view.print_nood), "Ctrl+Shift+E", "printer", self._has_zitting),
            ("nood-over", "Noodpakket overnemen na de tafel", whole(view.show_nood), "", "pencil", self._has_zitting),
            ("stand", "Reacties, versies en verzendlijst", whole(view.show_stand), "", "history", self._has_zitting),
        )
        return [
            Command(f"{page}.{name}", text, run, keys, icon, can, page) for name, text, run, keys, icon, can in rows
        ]

    def _can_fix(self) -> bool:
        return self._has_zitting() and self.tafel.sessie.actor.can(Right.VERSLAG_FINALISE)

    def _can_begin(self) -> bool:
        dossier = self.zitting.dossier
        return self._is_open() and dossier is not None and dossier.status is ZittingStatus.GEPLAND
