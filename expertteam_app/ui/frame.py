"""The window: rail, top bar, one page at a time, messages, long work, and the lock that takes all of it away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from expertteam_app.domain.inzicht import ZoekTreffer
from expertteam_app.domain.kalender import WETTELIJK, Kalender
from expertteam_app.ui.actions import Command, Commands, make_action
from expertteam_app.ui.page import Page, PageSpec
from expertteam_app.ui.palette import PALETTE_ID, CommandPalette, ShortcutSheet
from expertteam_app.ui.palette_lijst import Bronnen
from expertteam_app.ui.terug import ALSO_REDO, Terug, TypingFirst
from expertteam_app.ui.text import opgeslagen
from expertteam_app.ui.theme import Tone
from expertteam_app.ui.widgets.busy import BusyStrip
from expertteam_app.ui.widgets.labels import announce
from expertteam_app.ui.widgets.messagebar import MessageBar
from expertteam_app.ui.widgets.pagestack import PageStack
from expertteam_app.ui.widgets.rail import Rail
from expertteam_app.ui.widgets.topbar import PracticeRibbon, TopBar
from expertteam_app.ui.widgets.windows import close_dialogs
from expertteam_app.ui.work import Work

APP_TITLE = "Expertteam"
WAAROM_KEY = "Alt+W"
EERSTE_WEEK = "eerste-week"
"""The page with tasks to practise with; only the Oefenkluis has it."""
VOORKEUREN = "voorkeuren"
"""The page with the choices of this computer and this kluis; it stands in no rail."""
WAT_IK_DEED = "wat-ik-deed"
"""The page with the last acts of the user; it stands in no rail."""


class Frame(QMainWindow):
    """The shell around the pages. Emits `lock_requested`; whoever made it then closes the kluis and calls `set_locked`.

    Emits `help_requested` with the id of the page and the title of the part on the screen.

    Args:
        work: the runner whose jobs the busy strip shows.
        search: finds casussen for the palette.

    Attributes:
        uitlegger: explains the date or figure at a widget; None while the kluis is locked.
        kalenderbron: gives the calendar of the office of the open kluis; None while it is locked.
    """

    lock_requested = Signal()
    help_requested = Signal(str, str)

    def __init__(self, work: Work, search: Callable[[str], Sequence[ZoekTreffer]]) -> None:
        super().__init__()
        self._work = work
        self._search = search
        self._return_to: tuple[str, int | None] | None = None
        self._actions: list[QAction] = []
        self._lock_widget: QWidget | None = None
        self._terug: Terug | None = None
        self._typing_first = TypingFirst(self)
        self.bronnen: Bronnen | None = None
        self.kalenderbron: Callable[[], Kalender] | None = None
        self.uitlegger: Callable[[QWidget | None], object] | None = None
        self.commands = Commands()
        self.rail = Rail()
        self.rail.chosen.connect(self.open_page)
        self.top_bar = TopBar()
        self.top_bar.search.connect(self.open_palette)
        self.top_bar.lock.connect(self.lock_requested)
        self.top_bar.undo.connect(self._undo)
        self.top_bar.redo.connect(self._redo)
        QShortcut(QKeySequence(ALSO_REDO), self, self._redo)
        self.message_bar = MessageBar()
        self._ribbon = PracticeRibbon()
        self._ribbon.asked.connect(partial(self.open_page, EERSTE_WEEK))
        self._busy = BusyStrip(work)
        self._pages = PageStack()
        self._opened = self._build()
        self._outer = QStackedWidget()
        self._outer.addWidget(self._opened)
        self.setCentralWidget(self._outer)
        self.setWindowTitle(APP_TITLE)
        self.resize(1240, 700)

    def _build(self) -> QWidget:
        right = QVBoxLayout()
        for part in (self.top_bar, self.message_bar, self._pages, self._busy):
            right.addWidget(part, 1 if part is self._pages else 0)
        middle = QHBoxLayout()
        middle.addWidget(self.rail)
        middle.addLayout(right, 1)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.addWidget(self._ribbon)
        layout.addLayout(middle, 1)
        for each in (right, middle, layout):
            each.setContentsMargins(0, 0, 0, 0)
            each.setSpacing(0)
        return whole

    @property
    def locked(self) -> bool:
        """Whether the pages are away."""
        return not self._pages.specs

    @property
    def current_page(self) -> Page | None:
        """The page on the screen."""
        return self._pages.current_page

    @property
    def _presenting(self) -> bool:
        return self.current_page is not None and self.current_page.presenting

    def show_pages(self, specs: Sequence[PageSpec], kluis: str, *, practice: bool) -> None:
        """Open the window on a kluis: at the place where it was locked, or at the first page."""
        self._forget_pages()
        self._pages.set_specs(specs)
        for number, spec in enumerate(self._pages.in_rail, start=1):
            self.rail.add(spec.id, spec.title, spec.icon, f"Alt+{number}")
        self.top_bar.set_name(kluis)
        self.top_bar.set_saved("")
        self.message_bar.hide()
        self._ribbon.setVisible(practice)
        self._ribbon.week.setVisible(any(spec.id == EERSTE_WEEK for spec in specs))
        self.setWindowTitle(f"{APP_TITLE} – OEFENING" if practice else APP_TITLE)
        self._outer.setCurrentWidget(self._opened)
        page_id, item = self._return_to or (specs[0].id, None)
        self._return_to = None
        if self._terug is not None:
            self._terug.look()
        self._show_turns()
        self.open_page(page_id if page_id in {spec.id for spec in specs} else specs[0].id, item)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Rail, top bar, message, long work; pages made later come after these by themselves."""
        message = (self.message_bar.act_button, self.message_bar.close_button)
        fixed = [self._ribbon.week, *self.rail.buttons, *self.top_bar.controls, *message, self._busy.stop_button]
        for one, other in pairwise(fixed):
            self.setTabOrder(one, other)

    def set_locked(self, widget: QWidget) -> None:
        """Take everything away and show `widget` (the unlock page) in its place; asks nothing."""
        if not self.locked:
            self._return_to = self._pages.place()
        self._pages.save_drafts()
        close_dialogs(keep=self)
        self._work.forget_all()
        self._forget_pages()
        self.set_terug(None)
        self.bronnen = None
        self.kalenderbron = None
        self.uitlegger = None
        if self._lock_widget is not None and self._lock_widget is not widget:
            self._outer.removeWidget(self._lock_widget)
            self._lock_widget.deleteLater()
        self._lock_widget = widget
        self._outer.addWidget(widget)
        self._outer.setCurrentWidget(widget)
        self.setWindowTitle(APP_TITLE)
        widget.setFocus()

    def datumkalender(self) -> Kalender:
        """The calendar on which ``+10wd`` counts in every date field of the window: that of the office of the kluis."""
        return WETTELIJK if self.kalenderbron is None else self.kalenderbron()

    def forget_place(self) -> None:
        """Do not come back to the locked place: another kluis will be opened."""
        self._return_to = None

    def open_page(self, page_id: str, item_id: int | None = None, soort: str = "") -> None:
        """Bring a page on the screen, making it when needed, and open one item on it."""
        if self._presenting and page_id != self._pages.place()[0]:
            self.show_message("De presentatie staat aan; op andere pagina’s staan namen. F11 zet haar uit.", Tone.INFO)
            return
        page = self._pages.show_page(page_id)
        self.rail.mark(page_id)
        self._install_commands(page)
        if item_id is not None:
            page.open_item(item_id, soort)
        page.focus_first()

    def open_hit(self, hit: ZoekTreffer) -> None:
        """Open what was found, on the page that shows its kind."""
        page_id = self._pages.page_for(hit)
        if page_id is not None:
            self.open_page(page_id, hit.id, hit.soort)
            page = self.current_page
            if page is not None and (hit.deel or hit.punt_id is not None):
                page.open_part(hit.deel, hit.punt_id)

    def refresh(self, nouns: frozenset[str]) -> None:
        """Tell the pages what changed; those that are not on the screen hear it when they come."""
        self._pages.refresh(nouns)
        if self._terug is not None and nouns - {"concept"}:
            announce(self.top_bar, self._terug.stored())

    def set_terug(self, terug: Terug | None) -> None:
        """Offer undo and redo; None offers neither."""
        if self._terug is not None:
            self._terug.deleteLater()
        self._terug = terug
        if terug is not None:
            terug.changed.connect(self._show_turns)
            terug.done.connect(self._turned)
            terug.stopped.connect(self._stopped)
        self._show_turns()

    def _show_turns(self) -> None:
        terug = self._terug
        if terug is None:
            self.top_bar.set_turns("Ongedaan maken", "Opnieuw doen", can_undo=False, can_redo=False)
            return
        self.commands.put(terug.commands())
        self.top_bar.set_turns(
            terug.back_text, terug.again_text, can_undo=terug.back is not None, can_redo=terug.again is not None
        )

    def _turned(self, text: str, taken_back: bool) -> None:
        if self._terug is not None:
            offer, act = (
                ("Opnieuw (Ctrl+Y)", self._terug.redo) if taken_back else ("Ongedaan (Ctrl+Z)", self._terug.undo)
            )
            self.message_bar.show_message(text, Tone.INFO, offer, act)

    def _stopped(self, text: str, groep: str) -> None:
        self.message_bar.show_message(text, Tone.LET_OP, "Wat ik deed", partial(self._open_act, groep))

    def _open_act(self, groep: str) -> None:
        self.open_page(WAT_IK_DEED)
        if groep and self.current_page is not None:
            self.current_page.open_part(groep)

    def _undo(self) -> None:
        if self._terug is not None:
            self._terug.undo()

    def _redo(self) -> None:
        if self._terug is not None and self._terug.again is not None:
            self._terug.redo()

    def save_drafts(self) -> None:
        """Let every page store what is being typed."""
        self._pages.save_drafts()

    def set_saved(self, moment: datetime | None) -> None:
        """Show when the last change was stored (local time)."""
        self.top_bar.set_saved(opgeslagen(moment))

    def show_message(self, text: str, tone: Tone) -> None:
        """Show one message above the page."""
        self.message_bar.show_message(text, tone)

    def open_palette(self) -> None:
        """Find a casus or a command; while others look at the screen only a command."""
        if self._presenting:
            CommandPalette(self.commands, lambda _text: [], self.open_hit, self, None).open()
            return
        CommandPalette(self.commands, self._search, self.open_hit, self, self.bronnen).open()

    def ask_help(self) -> None:
        """Ask for the handleiding at the page, or the part of it, on the screen."""
        page = self.current_page
        self.help_requested.emit(self._pages.place()[0], page.current_part() if page is not None else "")

    def open_sheet(self) -> None:
        """List the shortcuts that work on this page."""
        page = self.current_page
        ShortcutSheet(self.commands, page.title if page else "", self).open()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab; a page that keeps an order of its own says where the keyboard comes in."""
        page, before = self.current_page, self.focusWidget()
        moved = super().focusNextPrevChild(forward)
        if page is not None and not page.isAncestorOf(before) and page.isAncestorOf(self.focusWidget()):
            page.enter(forward=forward)
        return moved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads out: first of the message, then of the page to the rail."""
        if event.key() == Qt.Key.Key_Escape and not self.locked:
            if self.message_bar.text:
                self.message_bar.hide()
            else:
                self.rail.focus_rail()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Store what is being typed; never ask."""
        self._pages.save_drafts()
        super().closeEvent(event)

    def _own_commands(self) -> list[Command]:
        pages = [
            Command(f"ga.{s.id}", f"Ga naar {s.title}", partial(self.open_page, s.id), f"Alt+{n}", s.icon)
            for n, s in enumerate(self._pages.in_rail, start=1)
        ]
        beside = [
            Command(f"ga.{s.id}", s.opdracht, partial(self.open_page, s.id), "", s.icon)
            for s in self._pages.specs
            if s.opdracht
        ]
        return [
            Command(PALETTE_ID, "Zoek een casus of opdracht", self.open_palette, "Ctrl+K", "search"),
            Command("zoek.hier", "Zoek op deze pagina", self._search_here, "Ctrl+F", "search", self._can_search),
            *(self._terug.commands() if self._terug is not None else ()),
            *pages,
            *self._part_commands(),
            *beside,
            Command(
                "waarom", "Waarom deze datum of dit getal?", self.explain_here, WAAROM_KEY, "info", self._can_explain
            ),
            Command("ga.volgende", "Volgende pagina", partial(self._step, 1), "Ctrl+Tab", "chevron-right"),
            Command("ga.vorige", "Vorige pagina", partial(self._step, -1), "Ctrl+Shift+Tab", "chevron-left"),
            Command("vergrendel", "Vergrendelen", self.lock_requested.emit, "Ctrl+L", "lock"),
            Command("hulp", "Handleiding bij deze pagina", self.ask_help, "F1", "circle-question-mark"),
            Command("sneltoetsen", "Alle sneltoetsen", self.open_sheet, "Ctrl+Shift+H", "keyboard"),
        ]

    def _part_commands(self) -> list[Command]:
        """To the parts of the other pages; the page on the screen has its own commands for them."""
        here = self._pages.place()[0]
        return [
            Command(f"ga.{s.id}.{n}", f"Ga naar {s.title}: {deel}", partial(self._open_deel, s.id, deel), "", s.icon)
            for s in self._pages.specs
            if s.id != here
            for n, deel in enumerate(s.delen)
        ]

    def _open_deel(self, page_id: str, deel: str) -> None:
        self.open_page(page_id)
        if self.current_page is not None:
            self.current_page.open_part(deel)

    def _can_explain(self) -> bool:
        return self.uitlegger is not None

    def explain_here(self) -> None:
        """Say why the date or figure is what it is on which the keyboard stands, or last stood."""
        if self.uitlegger is not None:
            self.uitlegger(self.focusWidget())

    def _can_search(self) -> bool:
        return self.current_page is not None and self.current_page.search_field() is not None

    def _search_here(self) -> None:
        field = self.current_page.search_field() if self.current_page else None
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()

    def _step(self, by: int) -> None:
        self.open_page(self._pages.neighbour(by))

    def _install_commands(self, page: Page) -> None:
        self.commands = Commands()
        self.commands.add(self._own_commands())
        self.commands.add(page.commands())
        self._remove_actions()
        self._actions = [make_action(command, self) for command in self.commands]
        self.addActions(self._actions)

    def _remove_actions(self) -> None:
        for action in self._actions:
            self.removeAction(action)
            action.deleteLater()
        self._actions = []

    def _forget_pages(self) -> None:
        self._remove_actions()
        self.rail.clear()
        self._pages.forget()
