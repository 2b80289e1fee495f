"""What closes an item and a table: what was said, who tells the gezin, what follows from it."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QVBoxLayout

from expertteam_app.domain.tafel import PuntDossier, ZittingDossier
from expertteam_app.domain.tafelregel import in_een_zin
from expertteam_app.domain.zitting import PRESENT
from expertteam_app.services.agendapunten import Gesloten
from expertteam_app.ui.text import aantal, dag_kort
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.labels import announce, label

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Slotregel(QFrame):
    """j: that person tells the gezin, n: nobody does, @: someone else, c: first code the oorzaken, Esc: stay.

    Emits `answered` with the name (empty: nobody), `coding_asked`, `cancelled`.
    """

    answered = Signal(str)
    coding_asked = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("toon", Tone.INFO.value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._proposed = ""
        self._words = label("", wrap=True)
        self._other = QLineEdit()
        self._other.setAccessibleName("Wie koppelt terug aan het gezin?")
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._other.setCompleter(completer)
        self._other.returnPressed.connect(self._named)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TOKENS.m, TOKENS.s, TOKENS.m, TOKENS.s)
        layout.setSpacing(TOKENS.xs)
        layout.addWidget(self._words)
        layout.addWidget(self._other)
        self._other.hide()
        self.hide()

    @property
    def text(self) -> str:
        """What it asks, empty while it is away."""
        return "" if self.isHidden() else self._words.text()

    def ask(self, punt: PuntDossier, proposed: str, names: list[str]) -> None:
        """Ask about an item that is left."""
        self._proposed = proposed
        self._names.setStringList(names)
        lines = in_een_zin([r.soort for r in punt.regels])
        open_still = sum(bool(r.ontbreekt) for r in punt.regels)
        words = [f"{lines}{f' ({open_still} nog open)' if open_still else ''}."]
        if punt.casus_id is not None and not (punt.oorzaken or punt.hiaten):
            words.append("Oorzaken en hiaten zijn nog niet gecodeerd (c).")
        who = f"@{proposed}" if proposed else "iemand"
        words.append(f"Terugkoppeling aan het gezin door {who}? j = ja, n = nee, @ = iemand anders, Esc = blijven")
        self._words.setText(" ".join(words))
        self.setAccessibleName(self._words.text())
        self._other.clear()
        self._other.setVisible(False)
        self.show()
        self.setFocus()
        announce(self, self._words.text())

    def put_away(self) -> None:
        """Ask nothing any more."""
        self.hide()

    def _named(self) -> None:
        name = " ".join(self._other.text().split()).removeprefix("@")
        if name:
            self.hide()
            self.answered.emit(name)

    def _ask_other(self) -> None:
        self._other.show()
        self._other.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key answers."""
        letter = event.text().casefold()
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.cancelled.emit()
        elif not self.hasFocus():  # a key that the field for a name let through
            event.accept()
        elif letter == "@" or (letter == "j" and not self._proposed):
            self._ask_other()
        elif letter == "j" or (event.key() in _ENTER and self._proposed):
            self.hide()
            self.answered.emit(self._proposed)
        elif letter == "n":
            self.hide()
            self.answered.emit("")
        elif letter == "c":
            self.hide()
            self.coding_asked.emit()
        else:
            super().keyPressEvent(event)


def proposed(punt: PuntDossier, dossier: ZittingDossier) -> str:
    """Who most likely tells the gezin: who did before, else the toegangsmedewerker of the gemeente who is there."""
    if punt.terugkoppeling_door:
        return punt.terugkoppeling_door
    there = [a for a in dossier.aanwezigen if a.presentie in PRESENT and a.persoon_id is not None]
    own = [a.naam for a in there if a.rol == "toegangsmedewerker" and a.gemeente == punt.gemeente]
    return own[0] if own else ""


def sentence(told: Gesloten) -> str:
    """What closing the table did, in words."""
    parts = [f"{told.besproken} besproken"]
    if told.geparkeerd:
        where = f" (naar {dag_kort(told.volgende)})" if told.volgende else " (tot de volgende zitting)"
        parts.append(f"{told.geparkeerd} geparkeerd{where}")
    lacking = f", waarvan {told.onvolledig} nog zonder wie of wanneer" if told.onvolledig else ""
    parts.append(f"{aantal(told.acties, 'actie', 'acties')}{lacking}")
    parts += [f"{told.opvolgingen} keer terugkijken gepland"] if told.opvolgingen else []
    return f"De tafel is gesloten: {', '.join(parts)}."
