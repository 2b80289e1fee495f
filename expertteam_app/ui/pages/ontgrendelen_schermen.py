"""The screens of the unlock page: choose, open, make, keep the noodcode. They only ask and show; the page acts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from expertteam_app.ui.icons import icon
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.form import FieldRow
from expertteam_app.ui.widgets.labels import announce, hint, label, line, restyle, title
from expertteam_app.ui.widgets.passphrase import PassphraseField

NOODCODE = "Noodcode"
"""The user's name under which a kluis is opened with its noodcode."""
CHECK_AFTER = 300
"""Milliseconds without typing after which a new wachtzin is judged."""


@dataclass(frozen=True, slots=True)
class KluisInfo:
    """A kluis this computer knows: its folder, its name, and whether it is for practising."""

    path: Path
    naam: str
    oefening: bool


@dataclass(frozen=True, slots=True)
class NewKluis:
    """What is needed to make a kluis."""

    path: Path
    naam: str
    gebruiker: str
    passphrase: str


def folder_name(naam: str) -> str:
    """The folder for a kluis of this name, safe on Windows and Linux: ``RET-oost.kluis``."""
    plain = re.sub(r'[<>:"/\\|?*\x00-\x1f]+', "-", naam).strip(" .-")
    return f"{plain}.kluis" if plain else ""


def _primary(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("rol", "primair")
    button.setAutoDefault(True)
    return button


def _choice_button(icon_name: str, text: str) -> QPushButton:
    button = QPushButton(icon(icon_name), f"  {text}")  # room between icon and text
    button.setAccessibleName(text)
    button.setProperty("rol", "keuze")
    return button


class _Screen(QWidget):
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


class ChooseScreen(_Screen):
    """Which kluis, or a new one, or one to practise with."""

    picked = Signal(object)
    new = Signal()
    browse = Signal()
    practise = Signal()

    def __init__(self) -> None:
        super().__init__()
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
        self.practise_button.setVisible(not any(info.oefening for info in known))
        if self.isVisible():
            self.focus_first()

    def focus_first(self) -> None:
        """The first kluis, or "Nieuwe kluis"."""
        item = self._list.itemAt(0)
        first = item.widget() if item is not None else None
        (first or self.new_button).setFocus()


class UnlockScreen(_Screen):
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
        self.button = _primary("Openen")
        self.other = QPushButton("Andere kluis")
        self.emergency = QPushButton(icon("key-round"), "")
        self.emergency.setProperty("rol", "stil")
        self.emergency.setCheckable(True)
        self.put(self._title, self._user_row, self._pass_row, self._wait)
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


class CreateScreen(_Screen):
    """Name, user, place and wachtzin of a new kluis."""

    submitted = Signal(object)
    check_wanted = Signal(str, str)
    browse = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.naam, self.user, self.again = QLineEdit(), QLineEdit(), PassphraseField()
        self.passphrase = PassphraseField()
        self._rows = {
            "naam": FieldRow(
                "Naam van de kluis", self.naam, "Bijvoorbeeld RET Midden-IJssel. Geen naam van een gezin."
            ),
            "gebruiker": FieldRow("Uw naam", self.user, "Staat bij alles wat u vastlegt."),
            "wachtzin": FieldRow("Wachtzin", self.passphrase, "Vier of meer woorden die alleen u zo bij elkaar zet."),
            "opnieuw": FieldRow("Wachtzin nog een keer", self.again),
        }
        self._strength = label(wrap=True)
        self._place = label("", "klein", wrap=True)
        self._place.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.place_button = QPushButton("Andere map …")
        self.button, self.cancel = _primary("Kluis maken"), QPushButton("Terug")
        self.put(title("Nieuwe kluis"), self._rows["naam"])
        self.column.addLayout(row_of(self._place, self.place_button))
        self.put(self._rows["gebruiker"], self._rows["wachtzin"], self._strength, self._rows["opnieuw"])
        self.column.addLayout(row_of(self.button, self.cancel, None))
        self._strength.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CHECK_AFTER)
        self._timer.timeout.connect(self._ask_check)
        self._connect()
        self._show_place()

    def _connect(self) -> None:
        self.naam.textChanged.connect(self._show_place)
        self.passphrase.edit.textChanged.connect(self._typed)
        self.button.clicked.connect(self._submit)
        self.again.entered.connect(self._submit)
        self.cancel.clicked.connect(self.back)
        self.place_button.clicked.connect(self.browse)

    def focus_first(self) -> None:
        """The name."""
        self.naam.setFocus()

    def set_folder(self, folder: Path) -> None:
        """Make the kluis in another folder."""
        self._folder = folder
        self._show_place()

    def show_error(self, key: str, text: str) -> None:
        """Show an error at a field: ``naam``, ``gebruiker``, ``wachtzin`` or ``opnieuw``."""
        row = self._rows.get(key, self._rows["wachtzin"])
        row.set_error(text)
        row.control.setFocus()

    def error(self, key: str) -> str:
        """The error at a field."""
        return self._rows[key].error

    def show_strength(self, text: str, problem: str | None) -> None:
        """Say what is weak about a wachtzin, unless another has been typed since."""
        if text != self.passphrase.text() or not text:
            return
        self._strength.setProperty("rol", "fout" if problem else "goed")
        self._strength.setText(problem or "✓ Deze wachtzin is sterk genoeg.")
        restyle(self._strength)
        self._strength.show()
        announce(self.passphrase.edit, self._strength.text())

    @property
    def strength(self) -> str:
        """What is said about the wachtzin."""
        return "" if self._strength.isHidden() else self._strength.text()

    def set_busy(self, *, busy: bool) -> None:
        """Show that it is being made."""
        self.button.setText("Bezig met maken …" if busy else "Kluis maken")
        self.button.setEnabled(not busy)
        self.cancel.setEnabled(not busy)

    def forget(self) -> None:
        """Empty both lines of the wachtzin."""
        self.passphrase.clear()
        self.again.clear()

    def _show_place(self) -> None:
        self._place.setText(f"Komt in {self._folder / (folder_name(self.naam.text()) or '….kluis')}")

    def _typed(self) -> None:
        self._strength.hide()
        self._timer.start()

    def _ask_check(self) -> None:
        if self.passphrase.text():
            self.check_wanted.emit(self.passphrase.text(), self.user.text().strip())

    def _submit(self) -> None:
        if not self.button.isEnabled():
            return
        naam, user, passphrase = self.naam.text().strip(), self.user.text().strip(), self.passphrase.text()
        wrong = {
            "naam": "" if folder_name(naam) else "Geef de kluis een naam.",
            "gebruiker": "" if user else "Vul uw naam in.",
            "wachtzin": "" if passphrase else "Kies een wachtzin.",
            "opnieuw": "" if passphrase == self.again.text() else "Dit is niet dezelfde wachtzin.",
        }
        for key, text in wrong.items():
            self._rows[key].set_error(text)
        first = next((key for key, text in wrong.items() if text), None)
        if first is not None:
            self._rows[first].control.setFocus()
            return
        self.submitted.emit(NewKluis(self._folder / folder_name(naam), naam, user, passphrase))


class NoodcodeScreen(_Screen):
    """The noodcode, shown once; goes on when its last block was typed over."""

    kept = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._code: QLabel = label("", "code", wrap=True)
        self._last = ""
        self.typed = QLineEdit()
        self._row = FieldRow("Typ het laatste blok van de noodcode over", self.typed)
        self.button = _primary("Noodcode is bewaard, verder")
        self.put(
            title("Bewaar de noodcode"),
            hint(
                "Dit is de enige andere sleutel van deze kluis. Schrijf hem over op papier en berg dat veilig op, niet "
                "bij deze computer. De noodcode komt hierna nooit meer op het scherm. Zonder wachtzin en zonder "
                "noodcode kan niemand de kluis openen, ook wij niet."
            ),
            self._code,
            self._row,
        )
        self.column.addLayout(row_of(self.button, None))
        self.typed.textChanged.connect(self._check)
        self.typed.returnPressed.connect(self._finish)
        self.button.clicked.connect(self._finish)

    def show_code(self, code: str) -> None:
        """Show a noodcode in blocks separated by a dash."""
        self._code.setText(code.replace("-", " - "))
        self._last = code.rsplit("-", maxsplit=1)[-1]
        self.typed.clear()
        self._check()
        self.focus_first()

    def focus_first(self) -> None:
        """The line to type in."""
        self.typed.setFocus()

    def _matches(self) -> bool:
        return bool(self._last) and self.typed.text().strip().casefold() == self._last.casefold()

    def _check(self) -> None:
        text = self.typed.text().strip()
        complete = len(text) >= len(self._last) > 0
        self._row.set_error("Dit is niet het laatste blok." if complete and not self._matches() else "")
        self.button.setEnabled(self._matches())
        restyle(self.button)

    def _finish(self) -> None:
        if self._matches():
            self._code.clear()
            self._last = ""
            self.typed.clear()
            self.kept.emit()
