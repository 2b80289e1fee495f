"""Two screens of the unlock page: choose a kluis, open it. They only ask and show; the page acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from expertteam_app.ui.icons import icon
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.field_row import FieldRow
from expertteam_app.ui.widgets.flow import wrap_of
from expertteam_app.ui.widgets.labels import announce, hint, label, line, title
from expertteam_app.ui.widgets.passphrase import PassphraseField

NOODCODE = "Noodcode"
"""The user's name under which a kluis is opened with its noodcode."""


GEEN_BACKUP = (
    "Er is geen hele back-up die met deze naam en wachtzin opengaat. Staat er een op de tweede plaats of bij een "
    "collega, neem dan die. Anders redt u wat nog te lezen is in een nieuwe kluis; u ziet precies wat kwijt is."
)
REDDEN = (
    "Begin met de back-up. Mist daarin iets dat u na die tijd opschreef, red dan ook wat in de beschadigde kluis "
    "nog te lezen is; dat komt in een eigen nieuwe kluis."
)


@dataclass(frozen=True, slots=True)
class KluisInfo:
    """A kluis this computer knows: its folder, its name, and whether it is for practising."""

    path: Path
    naam: str
    oefening: bool


def primary(text: str) -> QPushButton:
    """The button that does what the screen is for."""
    button = QPushButton(text)
    button.setProperty("rol", "primair")
    button.setAutoDefault(True)
    return button


def _choice_button(icon_name: str, text: str) -> QPushButton:
    button = QPushButton(icon(icon_name), f"  {text}")  # room between icon and text
    button.setAccessibleName(text)
    button.setProperty("rol", "keuze")
    button.setAutoDefault(True)
    return button


class Screen(QWidget):
    """A column of widgets; `back` is emitted by its way out."""

    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(TOKENS.m)

    def put(self, *widgets: QWidget) -> None:
        """Put widgets under each other."""
        for widget in widgets:
            self.column.addWidget(widget)


class ChooseScreen(Screen):
    """Which kluis, or a new one, or one to practise with."""

    picked = Signal(object)
    new = Signal()
    browse = Signal()
    practise = Signal()

    def __init__(self, *, practice: bool = True) -> None:
        super().__init__()
        self._practice = practice
        self._list = QVBoxLayout()
        self._list.setSpacing(TOKENS.s)
        self._intro = hint("Een kluis is een versleutelde map met de casussen van één team.")
        self.put(title("Welkom bij Expertteam"), self._intro)
        self.column.addLayout(self._list)
        self.put(line())
        self.new_button = self._choice("folder-plus", "Nieuwe kluis maken", self.new)
        self.browse_button = self._choice("folder-open", "Bestaande kluis openen", self.browse)
        self.practise_button = self._choice("graduation-cap", "Oefenen met verzonnen casussen", self.practise)
        self.put(self.new_button, self.browse_button, self.practise_button)
        self.practise_button.setVisible(practice)

    def _choice(self, icon_name: str, text: str, signal: SignalInstance) -> QPushButton:
        button = _choice_button(icon_name, text)
        button.clicked.connect(signal)
        return button

    def show_known(self, known: Sequence[KluisInfo]) -> None:
        """List the kluizen of this computer."""
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for info in known:
            mark = " (oefening)" if info.oefening else ""
            button = _choice_button("graduation-cap" if info.oefening else "lock", f"{info.naam}{mark}")
            button.setToolTip(str(info.path))
            button.clicked.connect(lambda _=False, i=info: self.picked.emit(i))
            self._list.addWidget(button)
            button.show()
        text = "Kies uw kluis." if known else "Een kluis is een versleutelde map met de casussen van één team."
        self._intro.setText(text)
        self.practise_button.setVisible(self._practice and not any(info.oefening for info in known))
        if self.isVisible():
            self.focus_first()

    def focus_first(self) -> None:
        """The first kluis, or "Nieuwe kluis"."""
        item = self._list.itemAt(0)
        first = item.widget() if item is not None else None
        (first or self.new_button).setFocus()


class UnlockScreen(Screen):
    """Who, and the wachtzin."""

    submitted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._title = title("")
        self.user = QLineEdit()
        self.passphrase = PassphraseField()
        self._user_row = FieldRow("Uw naam", self.user)
        self._pass_row = FieldRow("Wachtzin", self.passphrase)
        self._wait = label("", "fout", wrap=True)
        self._wait.hide()
        self.button = primary("Openen")
        self.other = QPushButton("Andere kluis")
        self.emergency = QPushButton(icon("key-round"), "")
        self.emergency.setProperty("rol", "stil")
        self.emergency.setCheckable(True)
        self._offer = label("", wrap=True)
        self.restore_button = QPushButton(icon("history"), "Back-up terugzetten als nieuwe kluis")
        self.rescue_button = QPushButton(icon("folder-open"), "Redden wat leesbaar is")
        self.rescue_button.clicked.connect(self._take_rescue)
        self._take: Callable[[], object] = lambda: None
        self._save: Callable[[], object] = lambda: None
        self.put(self._title, self._user_row, self._pass_row, self._wait, self._offer)
        self.column.addLayout(wrap_of(self.restore_button, self.rescue_button))
        self.restore_button.clicked.connect(self._take_offer)
        self.set_offer("")
        self.column.addLayout(row_of(self.button, self.other, None))
        self.put(line())
        self.column.addLayout(row_of(self.emergency, None))
        self.emergency.toggled.connect(self._use_noodcode)
        self._use_noodcode(False)
        self.button.clicked.connect(self._submit)
        self.passphrase.entered.connect(self._submit)
        self.other.clicked.connect(self.back)
        self._left = 0
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.count_down)

    def show_kluis(self, naam: str, gebruiker: str) -> None:
        """Ask for the wachtzin of a kluis."""
        self._title.setText(f"{naam} openen")
        self.user.setText(gebruiker)
        self.emergency.setChecked(False)
        self.show_error("")
        self.set_offer("")
        self.passphrase.clear()
        self.focus_first()

    def focus_first(self) -> None:
        """The first empty field."""
        ready = self.user.text().strip() or self.emergency.isChecked()
        (self.passphrase if ready else self.user).setFocus()

    def show_error(self, text: str) -> None:
        """Show why it did not open, with the wachtzin ready to be typed again."""
        self._pass_row.set_error(text)
        if text:
            self.passphrase.edit.selectAll()
            self.passphrase.setFocus()

    def set_offer(
        self, text: str, take: Callable[[], object] = lambda: None, rescue: Callable[[], object] | None = None
    ) -> None:
        """Offer a way out of a kluis that is damaged: its back-up (`text` says what is in it), saving what is left.

        Without a text and without `rescue` the offer goes away.
        """
        self._take, self._save = take, rescue or (lambda: None)
        told = text if rescue is None else f"{text or GEEN_BACKUP} {REDDEN if text else ''}".strip()
        self._offer.setText(told)
        self._offer.setVisible(bool(told))
        self.restore_button.setVisible(bool(text))
        self.rescue_button.setVisible(rescue is not None)
        if told:
            first = self.restore_button if text else self.rescue_button
            announce(first, told)
            first.setFocus()

    def _take_offer(self) -> None:
        self._take()

    def _take_rescue(self) -> None:
        self._save()

    @property
    def offer(self) -> str:
        """What is offered; empty when nothing is."""
        return "" if self._offer.isHidden() else self._offer.text()

    @property
    def error(self) -> str:
        """Why it did not open."""
        return self._pass_row.error or self._user_row.error

    @property
    def wait_text(self) -> str:
        """What the countdown says, empty when there is none."""
        return "" if self._wait.isHidden() else self._wait.text()

    def set_busy(self, *, busy: bool) -> None:
        """Show that it is being opened."""
        self._busy = busy
        self.button.setText("Bezig met openen …" if busy else "Openen")
        self._enable()

    def start_wait(self, seconds: float) -> None:
        """Count down before the next try, whole seconds, rounded up."""
        self._left = max(0, int(-(-seconds // 1)))
        if self._left:
            self._timer.start()
            announce(self, f"Wacht {self._left} seconden voor de volgende poging.")
        self._show_wait()

    def count_down(self) -> None:
        """One second less to wait."""
        self._left -= 1
        self._show_wait()

    def _show_wait(self) -> None:
        if self._left <= 0:
            self._timer.stop()
        self._wait.setText(f"Wacht nog {self._left} s voor de volgende poging.")
        self._wait.setVisible(self._left > 0)
        self._enable()

    def _enable(self) -> None:
        self.button.setEnabled(not self._busy and self._left <= 0)
        self.other.setEnabled(not self._busy)

    def _use_noodcode(self, used: bool) -> None:
        self._user_row.setVisible(not used)
        self._pass_row.set_text("Noodcode" if used else "Wachtzin")
        self.emergency.setText("Toch met de wachtzin openen" if used else "Wachtzin kwijt? Open met de noodcode")
        self.passphrase.clear()
        self.passphrase.show_button.setChecked(used)
        self.show_error("")
        self.focus_first()

    def _submit(self) -> None:
        if not self.button.isEnabled():
            return
        user = NOODCODE if self.emergency.isChecked() else self.user.text().strip()
        self._user_row.set_error("" if user else "Vul uw naam in, zoals bij het maken van de kluis.")
        if not user:
            self.user.setFocus()
        elif not self.passphrase.text():
            self.show_error(f"Vul de {'noodcode' if user == NOODCODE else 'wachtzin'} in.")
        else:
            self.submitted.emit(user, self.passphrase.text())
