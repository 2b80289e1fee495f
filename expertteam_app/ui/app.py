"""The application: theme, work, the window, and the way between locked and open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from expertteam_app import __version__
from expertteam_app.domain.beleid import PRINT, TEKSTGROOTTE, THEMA, VASTGEZET, Beleid
from expertteam_app.domain.inzicht import ZoekTreffer
from expertteam_app.resources import resource_path
from expertteam_app.ui.actions import Command
from expertteam_app.ui.errors import ErrorHook, show_error
from expertteam_app.ui.frame import APP_TITLE, Frame
from expertteam_app.ui.idle import IdleWatch
from expertteam_app.ui.klembord import forget_text
from expertteam_app.ui.page import PageSpec
from expertteam_app.ui.pages.ontgrendelen import KluisPoort, OntgrendelPage
from expertteam_app.ui.pages.ontgrendelen_schermen import KluisInfo
from expertteam_app.ui.systeemslot import Systeemslot, keep_off_recordings
from expertteam_app.ui.theme import TEXT_SCALES, Mode, Theme, Tone, set_language
from expertteam_app.ui.voorkeuren import Voorkeuren
from expertteam_app.ui.work import Work

if TYPE_CHECKING:
    from expertteam_app.ui.handleiding import HandleidingVenster

DOOR = "ontgrendelen"
"""The place of the unlock page in the handleiding."""
NIEUWS = "nieuws"
"""The place of what each version brought, in the handleiding."""
LOCKING = frozenset({"instelling"})
"""The tables that say when the window locks and whether it may be recorded."""
QtApplication = QApplication
"""Qt's own application, named here so that Qt stays in this room."""


class Deur(KluisPoort, Protocol):
    """The front door as the application sees it: what the unlock page asks, and the kluis behind it."""

    @property
    def beleid(self) -> Beleid:
        """What the beheerder of this computer fixed."""

    def use_print_style(self, *, chosen: bool) -> bool:
        """Make documents as was chosen on this computer; returns what holds."""

    def prepare(self, check: Callable[[], None]) -> None:
        """Load what opening a kluis needs; `check` is called between the parts and raises to stop it."""

    def open_info(self) -> tuple[str, bool, int]:
        """Name of the open kluis, whether it is the Oefenkluis, and minutes until it locks itself."""

    def keeps_off_recordings(self) -> bool:
        """Whether this kluis wants its window left out of screenshots and shared screens."""

    def remark(self) -> str:
        """What the user must know about where this kluis stands; empty when nothing."""

    def pages(self, app: App) -> Sequence[PageSpec]:
        """The pages on the open kluis."""

    def search(self, text: str) -> Sequence[ZoekTreffer]:
        """Find in the open kluis."""

    def on_change(self, listener: Callable[[frozenset[str]], None]) -> None:
        """Call with the touched tables after every commit, on the thread that wrote."""

    def lock(self) -> None:
        """Close the kluis."""

    def last_opened(self) -> KluisInfo | None:
        """The kluis that was opened last."""


class App(QObject):
    """Everything that lives as long as the program.

    Attributes:
        work: acts that take time, one after the other; the strip at the foot shows them and can stop them.
        reading: quick looks for the page on the screen, so that they never wait behind a long import.
    """

    _changed = Signal(object)

    def __init__(self, qt: QApplication, deur: Deur, folder: Path, log: Callable[[str], None]) -> None:
        super().__init__()
        self._deur = deur
        self._folder = folder
        self.voorkeuren = Voorkeuren(folder / "venster.ini", deur.beleid)
        nothing_yet = all(info.oefening for info in deur.known())
        self.has_news = self.voorkeuren.came_with(__version__, first=nothing_yet)
        qt.setApplicationName(APP_TITLE)
        qt.setDesktopFileName("expertteam")
        qt.setWindowIcon(QIcon(str(resource_path("programma", "expertteam.svg"))))
        set_language(qt)
        keep_still(qt)
        self.theme = Theme(qt, self.voorkeuren.mode, self.voorkeuren.scale)
        self.work = Work(self._fail)
        self.reading = Work(self._fail)
        self.frame = Window(self)
        self.hook = ErrorHook(lambda: self.frame, log)
        self.idle = IdleWatch(self.lock)
        qt.installEventFilter(self.idle)
        self.systeemslot = Systeemslot(self)
        self.systeemslot.left.connect(self.lock)
        self.frame.lock_requested.connect(self.lock)
        self.frame.help_requested.connect(self.show_help)
        self._help: HandleidingVenster | None = None
        self._changed.connect(self._refresh, Qt.ConnectionType.QueuedConnection)
        qt.aboutToQuit.connect(self.close)
        self._show_door()
        once = Qt.ConnectionType(
            Qt.ConnectionType.QueuedConnection.value | Qt.ConnectionType.SingleShotConnection.value
        )
        self.door.painted.connect(self._prepare, once)

    # -- locked and open ----------------------------------------------------------------------------------------

    def _show_door(self, info: KluisInfo | None = None) -> None:
        practice = self._deur.beleid.oefenkluis
        self.door = OntgrendelPage(self._deur, self.work, self._folder, practice=practice)
        self.door.opened.connect(self._open)
        self.door.help_requested.connect(lambda: self.show_help(DOOR))
        self.frame.set_locked(self.door)
        if info is None or info.oefening:
            self.door.show_choose()
        else:
            self.door.show_unlock(info)

    def open_at(self, path: Path) -> None:
        """Show the door of one kluis, which the system asked for (a double click on it, a word after the command)."""
        self.door.pick(path)

    def _prepare(self) -> None:
        """The door is on the screen: load the code behind it while the user reads and types.

        It has a runner that nothing at the door uses, so that no question of the door waits for it. What goes wrong
        here goes wrong again when a kluis is opened, and is told there.
        """
        self.reading.run(lambda job: self._deur.prepare(job.check), lambda _: None, lambda _: None)

    @property
    def deur(self) -> Deur:
        """The front door."""
        return self._deur

    def _open(self) -> None:
        naam, oefening, minutes = self._deur.open_info()
        keep_off_recordings(self.frame, on=self._deur.keeps_off_recordings())
        self._deur.use_print_style(chosen=self.voorkeuren.print_friendly)
        self._deur.on_change(self._changed.emit)
        self.frame.show_pages(self._deur.pages(self), naam, practice=oefening)
        if remark := self._deur.remark():
            self.frame.show_message(remark, Tone.LET_OP if self._deur.beleid.melding else Tone.INFO)
        self.idle.start(minutes)
        self.systeemslot.listen(self.frame)

    def lock(self) -> None:
        """Lock at once: drafts are kept, the kluis is closed, the unlock page comes. Asks nothing."""
        if self.frame.locked:
            return
        self.idle.stop()
        self.reading.forget_all()
        self._show_door(self._deur.last_opened())
        forget_text()
        keep_off_recordings(self.frame, on=False)
        self._deur.lock()

    def close(self) -> None:
        """End of the program: stop the work and close the kluis."""
        self.idle.stop()
        self.work.shutdown()
        self.reading.shutdown()
        if not self.frame.locked:
            forget_text()
        self._deur.lock()

    def show_help(self, pagina: str, deel: str = "") -> None:
        """Open the handleiding at a page, or bring it to the front; it holds no data of anyone."""
        if self._help is None:
            from expertteam_app.services.handleiding import folder, hoofdstukken
            from expertteam_app.ui.handleiding import HandleidingVenster

            self._help = HandleidingVenster(hoofdstukken(), folder(), self.frame)
            self._help.fit(self.frame.screen().availableSize())
        self._help.open_for(pagina, deel)
        self._help.show()
        self._help.raise_()
        self._help.activateWindow()

    @property
    def busy(self) -> bool:
        """Whether anything is being read or done beside the window."""
        return self.work.busy or self.reading.busy

    def _refresh(self, nouns: frozenset[str]) -> None:
        if not self.frame.locked:
            self.frame.refresh(nouns)
            if nouns & LOCKING:
                self.idle.start(self._deur.open_info()[2])
                keep_off_recordings(self.frame, on=self._deur.keeps_off_recordings())
            if nouns - {"concept"}:
                self.frame.set_saved(datetime.now())  # noqa: DTZ005 - the clock on the wall

    def _fail(self, error: Exception) -> None:
        show_error(self.frame, error)

    def search(self, text: str) -> Sequence[ZoekTreffer]:
        """Find in the open kluis; nothing while locked."""
        return [] if self.frame.locked else self._deur.search(text)

    # -- how it looks -------------------------------------------------------------------------------------------

    def commands(self) -> list[Command]:
        """What can be done on every page about the looks."""
        return [
            Command("beeld.licht", "Licht thema", lambda: self.set_mode(Mode.LIGHT)),
            Command("beeld.donker", "Donker thema", lambda: self.set_mode(Mode.DARK)),
            Command("beeld.contrast", "Hoog contrast", lambda: self.set_mode(Mode.CONTRAST)),
            Command("beeld.systeem", "Thema van het systeem", lambda: self.set_mode(Mode.SYSTEM)),
            Command("beeld.groter", "Tekst groter", lambda: self.step_text(1), "Ctrl++"),
            Command("beeld.kleiner", "Tekst kleiner", lambda: self.step_text(-1), "Ctrl+-"),
            Command("nieuws", "Wat is er nieuw", self.show_news, "", "info"),
        ]

    def set_mode(self, mode: Mode) -> None:
        """Choose the colours, and remember them on this computer."""
        if self._may_choose(THEMA):
            self.theme.set_mode(mode)
            self.voorkeuren.keep_mode(mode)

    def step_text(self, by: int) -> None:
        """One text size larger or smaller, remembered on this computer."""
        place = TEXT_SCALES.index(self.theme.text_scale) + by
        if not 0 <= place < len(TEXT_SCALES):
            self.frame.show_message("Groter of kleiner kan de tekst niet.", Tone.INFO)
        else:
            self.set_text_scale(TEXT_SCALES[place])

    def set_text_scale(self, percent: int) -> None:
        """Choose the size of the text, and remember it on this computer."""
        if self._may_choose(TEKSTGROOTTE):
            self.theme.set_text_scale(percent)
            self.voorkeuren.keep_scale(percent)

    def set_print_friendly(self, *, on: bool) -> None:
        """Choose how documents are made, and remember it on this computer."""
        if self._may_choose(PRINT):
            self.voorkeuren.keep_print_friendly(on=on)
            self._deur.use_print_style(chosen=on)

    def _may_choose(self, key: str) -> bool:
        fixed = self.voorkeuren.is_fixed(key)
        if fixed:
            self.frame.show_message(f"{VASTGEZET}: hier kiest u dit niet zelf.", Tone.INFO)
        return not fixed

    def show_news(self) -> None:
        """Open what is new in each version."""
        self.show_help(NIEUWS)

    def forget_news(self) -> None:
        """The line about what is new goes, also when the kluis is opened again."""
        self.has_news = False

    def news_is_told(self) -> None:
        """What is new was on the screen: it does not come again by itself."""
        self.voorkeuren.has_seen(__version__)


def keep_still(qt: QApplication) -> None:
    """Nothing moves in this program, whatever the desktop does: menus and lists are there at once."""
    for effect in (
        Qt.UIEffect.UI_AnimateMenu,
        Qt.UIEffect.UI_FadeMenu,
        Qt.UIEffect.UI_AnimateCombo,
        Qt.UIEffect.UI_AnimateTooltip,
        Qt.UIEffect.UI_FadeTooltip,
        Qt.UIEffect.UI_AnimateToolBox,
    ):
        qt.setEffectEnabled(effect, False)


def run(arguments: Sequence[str], make: Callable[[QtApplication], App]) -> int:
    """Start Qt, make the application, show its window and run until that is closed; returns the exit code."""
    qt = QApplication(list(arguments))
    app = make(qt)
    app.hook.install()
    app.frame.show()
    return qt.exec()


class Window(Frame):
    """The frame with the commands that belong to the application."""

    def __init__(self, app: App) -> None:
        super().__init__(app.work, app.search)
        self._app = app

    def _own_commands(self) -> list[Command]:
        return [*super()._own_commands(), *self._app.commands()]
