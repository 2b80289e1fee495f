"""Two screens of the unlock page: make a kluis, keep its noodcode. They only ask and show; the page acts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSizePolicy

from expertteam_app.domain.noodcode import is_last_group
from expertteam_app.ui.noodcodeblad import Afdruk
from expertteam_app.ui.pages.ontgrendelen_schermen import Screen, primary
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.field_row import FieldRow
from expertteam_app.ui.widgets.labels import announce, hint, label, restyle, title
from expertteam_app.ui.widgets.passphrase import PassphraseField

CHECK_AFTER = 300
"""Milliseconds without typing after which a new wachtzin is judged."""


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


class CreateScreen(Screen):
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
        self.button, self.cancel = primary("Kluis maken"), QPushButton("Terug")
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

    def show_strength(self, text: str, problem: str | None, time: str = "") -> None:
        """Say what is weak about a wachtzin or how long guessing it takes, unless another has been typed since."""
        if text != self.passphrase.text() or not text:
            return
        self._strength.setProperty("rol", "fout" if problem else "goed")
        self._strength.setText(problem or f"✓ Sterk genoeg. {time}".rstrip())
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


class NoodcodeScreen(Screen):
    """The noodcode, shown once; goes on when its last block was typed over."""

    kept = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._code: QLabel = label("", "code", wrap=True)
        self._shown = ""
        self.afdruk = Afdruk()
        self.typed = QLineEdit()
        self._row = FieldRow("Typ het laatste blok van de noodcode over", self.typed)
        self.button = primary("Noodcode is bewaard, verder")
        self.put(
            title("Bewaar de noodcode"),
            hint(
                "Dit is de enige andere sleutel van deze kluis. Zet hem op papier en berg dat veilig op, niet bij deze "
                "computer. De noodcode komt hierna nooit meer op het scherm. Zonder wachtzin en zonder "
                "noodcode kan niemand de kluis openen, ook wij niet."
            ),
            self._code,
            self.afdruk,
            self._row,
        )
        self.column.addLayout(row_of(self.button, None))
        self.typed.textChanged.connect(self._check)
        self.typed.returnPressed.connect(self._finish)
        self.button.clicked.connect(self._finish)

    def show_code(self, code: str, kluis: str) -> None:
        """Show the noodcode of a kluis, in blocks separated by a dash."""
        self.afdruk.set_code(code, kluis, "Noodcode")
        self._code.setText(code.replace("-", " - "))
        self._shown = code
        self.typed.clear()
        self._check()
        self.focus_first()

    def focus_first(self) -> None:
        """The line to type in."""
        self.typed.setFocus()

    def _matches(self) -> bool:
        return is_last_group(self._shown, self.typed.text())

    def _check(self) -> None:
        text = self.typed.text().strip()
        complete = len(text) >= len(self._shown.rpartition("-")[2]) > 0
        self._row.set_error("Dit is niet het laatste blok." if complete and not self._matches() else "")
        self.button.setEnabled(self._matches())
        restyle(self.button)

    def _finish(self) -> None:
        if self._matches():
            self._code.clear()
            self._shown = ""
            self.afdruk.set_code("", "", "")
            self.typed.clear()
            self.kept.emit()
