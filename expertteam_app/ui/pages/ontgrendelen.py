"""The page before anything is open: choose a kluis, open it, make one, or practise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.kluismap import SUFFIX
from expertteam_app.ui.bestandskeuze import ask_folder
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.ontgrendelen_nieuw import CreateScreen, NewKluis, NoodcodeScreen
from expertteam_app.ui.pages.ontgrendelen_redding import ReddingInfo, ReddingScreen
from expertteam_app.ui.pages.ontgrendelen_schermen import ChooseScreen, KluisInfo, UnlockScreen
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.busy import BusyStrip
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.messagebar import MessageBar
from expertteam_app.ui.work import Work

CARD_CHARACTERS = 68


class KluisPoort(Protocol):
    """What the page asks of the services; every method is called beside the window, through `Work`."""

    def known(self) -> Sequence[KluisInfo]:
        """The kluizen this computer knows, last used first."""

    def create(self, path: Path, naam: str, gebruiker: str, passphrase: str) -> str:
        """Make and open a kluis; returns the noodcode, blocks separated by dashes.

        Raises:
            FieldError: a field (``naam``, ``gebruiker``, ``wachtzin``) does not fit.
        """

    def create_practice(self) -> None:
        """Open the Oefenkluis, making it first where there is none."""

    def unlock(self, path: Path, gebruiker: str, passphrase: str) -> None:
        """Open a kluis; with the name "Noodcode" the wachtzin is the noodcode.

        Raises:
            UserError: name or wachtzin is wrong.
            EnvironmentProblem: the kluis is damaged, in use, or made by a newer program.
        """

    def backup_offer(self, path: Path, gebruiker: str, passphrase: str, error: Exception) -> str:
        """What the newest whole back-up of a kluis that did not open holds, in words; empty when there is none."""

    def restore_backup(self, path: Path, gebruiker: str, passphrase: str) -> None:
        """Make a new kluis of that back-up, beside the damaged one, and open it.

        Raises:
            UserError: no back-up opens with this name and wachtzin.
            EnvironmentProblem: the disk refuses.
        """

    def can_rescue(self, error: Exception) -> bool:
        """Whether a kluis did not open because it is damaged, so that what can be read of it may be saved."""

    def rescue(self, path: Path, gebruiker: str, passphrase: str) -> ReddingInfo:
        """Save what can be read of a damaged kluis into a new one beside it.

        Raises:
            UserError: name or wachtzin is wrong.
            EnvironmentProblem: nothing can be read, or the disk refuses.
        """

    def open_rescued(self, path: Path, gebruiker: str, passphrase: str) -> None:
        """Open a rescued kluis.

        Raises:
            EnvironmentProblem: so much is lost that it does not open.
        """

    def passphrase_problem(self, text: str, gebruiker: str) -> str | None:
        """Why this user cannot take this wachtzin, as a sentence; None when it is strong enough."""

    def passphrase_time(self, text: str, gebruiker: str) -> str:
        """How long guessing this wachtzin takes, as a sentence."""

    def delay_after(self, failures: int) -> float:
        """Seconds to wait after so many failures in a row."""


class OntgrendelPage(QWidget):
    """Shown while locked.

    Emits `opened` when a kluis is open, `painted` each time it was drawn, `help_requested` when the handleiding is
    asked for.

    Args:
        poort: makes and opens kluizen.
        work: runs that beside the window.
        folder: where a new kluis is proposed.
        practice: whether the Oefenkluis is offered.
    """

    opened = Signal()
    help_requested = Signal()
    painted = Signal()

    def __init__(
        self, poort: KluisPoort, work: Work, folder: Path, parent: QWidget | None = None, *, practice: bool = True
    ) -> None:
        super().__init__(parent)
        self._poort = poort
        self._work = work
        self._kluis: KluisInfo | None = None
        self._failures = 0
        self.choose_screen, self.unlock_screen = ChooseScreen(practice=practice), UnlockScreen()
        self.create_screen, self.code_screen = CreateScreen(folder), NoodcodeScreen()
        self.redding_screen = ReddingScreen()
        self._rescued: tuple[str, str] = ("", "")
        self.message_bar = MessageBar()
        self._screens = (
            *(self.choose_screen, self.unlock_screen, self.create_screen, self.code_screen),
            self.redding_screen,
        )
        self._build()
        self._connect()
        self._go(self.choose_screen)

    def _build(self) -> None:
        self._card = Card()
        for screen in self._screens:
            self._card.add(screen)
        inner = QWidget()
        inner.setProperty("rol", "inhoud")
        middle = QHBoxLayout()
        middle.addStretch()
        middle.addWidget(self._card)
        middle.addStretch()
        column = QVBoxLayout(inner)
        column.setContentsMargins(TOKENS.l, TOKENS.l, TOKENS.l, TOKENS.l)
        column.addStretch(1)
        column.addLayout(middle)
        self.help_button = button("Handleiding", self.help_requested.emit, "circle-question-mark", "F1", "stil")
        column.addWidget(self.help_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.message_bar)
        layout.addWidget(scroll, 1)
        layout.addWidget(BusyStrip(self._work))

    def _connect(self) -> None:
        self.choose_screen.picked.connect(self.show_unlock)
        self.choose_screen.new.connect(self._show_create)
        self.choose_screen.browse.connect(self._browse)
        self.choose_screen.practise.connect(self.practise)
        self.unlock_screen.submitted.connect(self._unlock)
        self.create_screen.submitted.connect(self._create)
        self.create_screen.check_wanted.connect(self._check)
        self.create_screen.browse.connect(self._browse_folder)
        self.unlock_screen.back.connect(self.show_choose)
        self.create_screen.back.connect(self.show_choose)
        self.code_screen.kept.connect(self.opened)
        self.redding_screen.open_asked.connect(self._open_rescued)
        self.redding_screen.back.connect(self._leave_rescue)

    @property
    def screen_shown(self) -> QWidget:
        """The screen one looks at."""
        return next(screen for screen in self._screens if not screen.isHidden())

    def show_message(self, text: str, tone: Tone) -> None:
        """Show one message above the card."""
        self.message_bar.show_message(text, tone)

    def show_choose(self) -> None:
        """Go (back) to the list of kluizen."""
        self.unlock_screen.passphrase.clear()
        self.create_screen.forget()
        self._go(self.choose_screen)
        self.choose_screen.focus_first()

    def show_unlock(self, info: KluisInfo, gebruiker: str = "") -> None:
        """Ask for the wachtzin of a kluis; the Oefenkluis opens at once."""
        if info.oefening:
            self.practise()
            return
        if self._kluis != info:
            self._kluis, self._failures = info, 0
        self._go(self.unlock_screen)
        self.unlock_screen.show_kluis(info.naam, gebruiker)

    def _show_create(self) -> None:
        self._go(self.create_screen)
        self.create_screen.focus_first()

    def _go(self, screen: QWidget) -> None:
        self.message_bar.hide()
        for each in self._screens:
            each.setVisible(each is screen)

    def _unlock(self, gebruiker: str, passphrase: str) -> None:
        if self._kluis is None:
            return
        path = self._kluis.path
        self.unlock_screen.show_error("")
        self.unlock_screen.set_offer("")
        self.unlock_screen.set_busy(busy=True)
        self._work.run(
            lambda _: self._poort.unlock(path, gebruiker, passphrase),
            self._unlocked,
            lambda error: self._not_unlocked(error, lambda: self._look_for_backup(path, gebruiker, passphrase, error)),
            "Kluis openen",
        )

    def _look_for_backup(self, path: Path, gebruiker: str, passphrase: str, error: Exception) -> None:
        """Beside the error: is there a back-up that can come in the place of a damaged kluis?"""
        self._work.run(
            lambda _: (self._poort.backup_offer(path, gebruiker, passphrase, error), self._poort.can_rescue(error)),
            lambda found: self._offer(path, gebruiker, passphrase, *found),
            self._fail,
            "Back-ups nakijken",
        )

    def _offer(self, path: Path, gebruiker: str, passphrase: str, backup: str, damaged: bool) -> None:
        self.unlock_screen.set_offer(
            backup,
            lambda: self._restore(path, gebruiker, passphrase),
            (lambda: self._rescue(path, gebruiker, passphrase)) if damaged else None,
        )

    def _rescue(self, path: Path, gebruiker: str, passphrase: str) -> None:
        self.unlock_screen.set_busy(busy=True)
        self._rescued = (gebruiker, passphrase)
        self._work.run(
            lambda _: self._poort.rescue(path, gebruiker, passphrase),
            self._show_rescue,
            self._not_unlocked,
            "Redden wat leesbaar is",
        )

    def _show_rescue(self, info: ReddingInfo) -> None:
        self.unlock_screen.set_busy(busy=False)
        self.unlock_screen.passphrase.clear()
        self.unlock_screen.set_offer("")  # what it would do holds the wachtzin
        self._go(self.redding_screen)
        self.redding_screen.show_redding(info)

    def _open_rescued(self) -> None:
        path, (gebruiker, passphrase) = self.redding_screen.path, self._rescued
        if path is not None:
            self._work.run(
                lambda _: self._poort.open_rescued(path, gebruiker, passphrase),
                self._opened_rescued,
                self._fail,
                "Geredde kluis openen",
            )

    def _opened_rescued(self, _: object) -> None:
        self._rescued = ("", "")
        self.opened.emit()

    def _leave_rescue(self) -> None:
        self._rescued = ("", "")
        self.show_choose()

    def _restore(self, path: Path, gebruiker: str, passphrase: str) -> None:
        self.unlock_screen.set_busy(busy=True)
        self._work.run(
            lambda _: self._poort.restore_backup(path, gebruiker, passphrase),
            self._unlocked,
            self._not_unlocked,
            "Back-up terugzetten",
        )

    def _unlocked(self, _: object) -> None:
        self.unlock_screen.set_busy(busy=False)
        self.unlock_screen.passphrase.clear()
        self._failures = 0
        self.opened.emit()

    def _not_unlocked(self, error: Exception, otherwise: Callable[[], object] = lambda: None) -> None:
        self.unlock_screen.set_busy(busy=False)
        if not isinstance(error, UserError):
            show_error(self, error)
            otherwise()
            return
        self._failures += 1
        failures = self._failures
        self.unlock_screen.show_error(str(error))
        self._work.run(lambda _: self._poort.delay_after(failures), self.unlock_screen.start_wait, self._fail)

    def _create(self, new: NewKluis) -> None:
        self.create_screen.set_busy(busy=True)
        self._work.run(
            lambda _: self._poort.create(new.path, new.naam, new.gebruiker, new.passphrase),
            lambda code: self._created(code, new.naam),
            self._not_created,
            "Kluis maken",
        )

    def _created(self, code: str, kluis: str) -> None:
        self.create_screen.set_busy(busy=False)
        self.create_screen.forget()
        self._go(self.code_screen)
        self.code_screen.show_code(code, kluis)

    def _not_created(self, error: Exception) -> None:
        self.create_screen.set_busy(busy=False)
        if isinstance(error, FieldError):
            self.create_screen.show_error(error.field, str(error))
        else:
            show_error(self, error)

    def _check(self, text: str, gebruiker: str) -> None:
        def judge(_job: object) -> tuple[str, str | None, str]:
            problem = self._poort.passphrase_problem(text, gebruiker)
            return text, problem, "" if problem else self._poort.passphrase_time(text, gebruiker)

        self._work.run(judge, lambda result: self.create_screen.show_strength(*result), self._fail)

    def practise(self) -> None:
        """Open the Oefenkluis."""
        self.choose_screen.setEnabled(False)
        self._work.run(lambda _: self._poort.create_practice(), self._practising, self._fail, "Oefenkluis klaarzetten")

    def _practising(self, _: object) -> None:
        self.choose_screen.setEnabled(True)
        self.opened.emit()

    def _fail(self, error: Exception) -> None:
        self.choose_screen.setEnabled(True)
        show_error(self, error)

    def _browse(self) -> None:
        ask_folder(self, "Bestaande kluis openen", self.pick)

    def pick(self, path: Path) -> None:
        """Ask the wachtzin of the kluis in this folder, or say that it is none."""
        if path.suffix != SUFFIX or not path.is_dir():
            self.show_message("Dit is geen kluis. Kies een map waarvan de naam eindigt op .kluis.", Tone.LET_OP)
            return
        self.show_unlock(KluisInfo(path, path.stem, oefening=False))

    def _browse_folder(self) -> None:
        ask_folder(self, "Map voor de nieuwe kluis", self.create_screen.set_folder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the list; not from the noodcode, which is shown only once."""
        if event.key() == Qt.Key.Key_Escape:
            if self.message_bar.text:
                self.message_bar.hide()
            elif self.screen_shown in (self.unlock_screen, self.create_screen):
                self.show_choose()
            elif self.screen_shown is self.redding_screen:
                self._leave_rescue()
            return
        if event.key() == Qt.Key.Key_F1:
            self.help_requested.emit()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Look which kluizen there are, every time one comes here."""
        super().showEvent(event)
        self._work.run(lambda _: self._poort.known(), self.choose_screen.show_known, self._fail)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, and tell it."""
        super().paintEvent(event)
        self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The card is as wide as some seventy characters, or as the window."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text asks a wider card."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        wanted = self.fontMetrics().averageCharWidth() * CARD_CHARACTERS
        self._card.setFixedWidth(min(wanted, self.width() - 2 * TOKENS.xl - TOKENS.l))
