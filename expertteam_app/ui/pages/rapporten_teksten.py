"""What only the chair writes for the report, and a quiet warning where it may point to one person."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from expertteam_app.domain.tekstcontrole import Vondst
from expertteam_app.domain.tekstsporen import Spoor, Vindplaats
from expertteam_app.domain.uitgave import Vraag
from expertteam_app.services.rapporten import BoegVelden
from expertteam_app.services.tekstscan import Bevindingen, Scanner
from expertteam_app.ui.pages.casus_velden import IconLabel, TextArea, button
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import hint, label

VELDEN = (
    ("duiding", "Duiding", "Wat zeggen de cijfers volgens u? Dit komt vooraan in het rapport."),
    ("werkte", "Wat werkte", "Wat hielp om weer verder te komen?"),
    ("lessen", "Lessen", "Wat doen we voortaan anders?"),
    ("vragen", "Vragen aan BOEG", "Wat heeft de regio van BOEG nodig? Zet elke vraag op een eigen regel."),
)
CHECK_PAUSE = 400
MEESTE = 4
"""Findings of one kind that are named."""
MEESTE_BRONNEN = 2
"""Cells that are named for one number."""


def traces(found: Sequence[Vindplaats]) -> str:
    """What was found that points to a child without a name, kind by kind, with what to write instead."""
    lines = []
    for soort in Spoor:
        pieces = list(dict.fromkeys(v.tekst for v in found if v.soort is soort))
        if pieces:
            more = f" en nog {len(pieces) - MEESTE}" if len(pieces) > MEESTE else ""
            lines.append(f"{soort.value.capitalize()} ({', '.join(pieces[:MEESTE])}{more}): {soort.raad}.")
    return "\n".join(lines)


def sources(found: Bevindingen) -> str:
    """Where the report prints each number of the text, a line each; numbers that it does not print stand above."""
    lines = []
    for getal, where in dict.fromkeys((g.tekst + ("%" if g.procent else ""), where) for g, where in found.getallen):
        if where:
            more = f" en op nog {len(where) - MEESTE_BRONNEN} plekken" if len(where) > MEESTE_BRONNEN else ""
            lines.append(f"{getal}: {'; '.join(where[:MEESTE_BRONNEN])}{more}.")
    return "\n".join(["Zo staan uw getallen in het rapport:", *lines]) if lines else ""


def warning(found: Sequence[Vondst]) -> str:
    """One sentence on what was found, kind by kind; empty when nothing was."""
    if not found:
        return ""
    by_kind = sorted({(v.soort, v.tekst) for v in found})
    parts = [
        f"{soort} ({', '.join(tekst for _, tekst in group)})" for soort, group in groupby(by_kind, key=lambda v: v[0])
    ]
    return (
        f"Dit kan op een persoon wijzen: {'; '.join(parts)}. Laat het weg of schrijf het algemener, want deze "
        "tekst gaat naar buiten."
    )


class _Veld(QWidget):
    """One text with its warning."""

    changed = Signal()

    def __init__(self, key: str, name: str, explanation: str) -> None:
        super().__init__()
        self._scanner: Scanner | None = None
        self._places: tuple[tuple[int, int], ...] = ()
        self.key = key
        self.area = TextArea(6)
        self.form = Form()
        self.form.add(key, name, self.area, explanation, wide=True)
        self.form.committed.connect(lambda *_: self.changed.emit())
        self._icon = IconLabel("triangle-alert", Tone.LET_OP)
        self.warning = label("", wrap=True)
        self.show_button = button("Wijs aan", self.point_out, "search", "F8", "stil")
        self.numbers = hint("")
        self.numbers.setWordWrap(True)
        self.numbers.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.xs)
        layout.addWidget(self.form)
        layout.addWidget(self._make_warning())
        layout.addWidget(self.numbers)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(CHECK_PAUSE)
        self._pause.timeout.connect(self.check)
        keys = QShortcut(QKeySequence("F8"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.point_out)
        self.area.textChanged.connect(self._pause.start)

    def _make_warning(self) -> QWidget:
        self._box = QFrame()
        self._box.setProperty("toon", Tone.LET_OP.value)
        row = QHBoxLayout(self._box)
        row.setContentsMargins(TOKENS.s, TOKENS.xs, TOKENS.s, TOKENS.xs)
        row.addWidget(self._icon)
        row.addWidget(self.warning, 1)
        row.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignTop)
        self._box.hide()
        return self._box

    def set_scanner(self, scanner: Scanner) -> None:
        """What the text is held against from now on."""
        self._scanner = scanner
        self.check()

    def check(self) -> None:
        """Look at the text now."""
        self._pause.stop()
        if self._scanner is None:
            return
        found = self._scanner.scan(self.area.toPlainText())
        self._places = found.plekken
        text = "\n".join(part for part in (warning(found.personen), traces(found.sporen)) if part)
        self.warning.setText(text)
        self._box.setVisible(bool(text))
        told = sources(found)
        self.numbers.setText(told)
        self.numbers.setVisible(bool(told))

    def point_out(self) -> None:
        """Select the next piece of the text in which something was found, after the last the first again."""
        if not self._places:
            return
        cursor = self.area.textCursor()
        begin, end = next((p for p in self._places if p[0] >= cursor.selectionEnd()), self._places[0])
        cursor.setPosition(begin)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.area.setTextCursor(cursor)
        self.area.setFocus()

    def set_text(self, text: str) -> None:
        """Show a stored text."""
        self.form.set_value(self.key, text)
        self.check()


class Teksten(Card):
    """The texts. Emits `changed` when one of them is to be stored."""

    changed = Signal()

    def __init__(self, *, may_write: bool) -> None:
        super().__init__("Wat alleen u kunt schrijven")
        self.add(hint("Schrijf zonder namen, datums en plaatsen. Wat u typt, wordt meteen bewaard in de kluis."))
        self.velden = {key: _Veld(key, name, text) for key, name, text in VELDEN}
        for veld in self.velden.values():
            veld.area.setReadOnly(not may_write)
            veld.changed.connect(self.changed)
            self.add(veld)
        if not may_write:
            self.add(hint("Met uw rol kunt u deze teksten lezen, niet wijzigen."))
        self.body.addStretch()

    def value(self) -> BoegVelden:
        """What stands there now."""
        return BoegVelden(**{key: str(veld.form.value(key)) for key, veld in self.velden.items()})

    def show_texts(self, velden: BoegVelden) -> None:
        """Show stored texts."""
        for key, veld in self.velden.items():
            veld.set_text(getattr(velden, key))

    def set_open(self, *, may_write: bool) -> None:
        """Whether the texts may be changed now."""
        for veld in self.velden.values():
            veld.area.setReadOnly(not may_write)

    def set_scanner(self, scanner: Scanner) -> None:
        """What the texts are held against from now on."""
        for veld in self.velden.values():
            veld.set_scanner(scanner)

    def flush(self) -> None:
        """Hand on what is being typed."""
        for veld in self.velden.values():
            veld.form.flush()

    @property
    def warnings(self) -> int:
        """How many of the texts have a warning."""
        for veld in self.velden.values():
            veld.check()
        return sum(bool(veld.warning.text()) for veld in self.velden.values())


class EerdereVragen(Card):
    """The questions of earlier reports, and what became of them. Emits `answered` with number and text."""

    answered = Signal(int, str)

    def __init__(self, *, may_write: bool) -> None:
        super().__init__("Wat werd er van eerdere vragen?")
        self._may_write = may_write
        self.form = Form()
        self._shown: tuple[Vraag, ...] = ()
        self._box = QVBoxLayout()
        self.add(hint("Dit komt met de vragen in het rapport. Laat leeg wat nog open is."))
        self.body.addLayout(self._box)
        self.hide()

    def show_questions(self, vragen: tuple[Vraag, ...]) -> None:
        """Show the questions; the same ones again keep the keyboard where it is."""
        self.setVisible(bool(vragen))
        if vragen == self._shown:
            return
        self._shown = vragen
        while item := self._box.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.form = Form()
        for vraag in vragen:
            area = TextArea(2)
            area.setReadOnly(not self._may_write)
            self.form.add(str(vraag.id), vraag.vraag, area, f"Gevraagd over {vraag.periode}.", wide=True)
            self.form.set_value(str(vraag.id), vraag.afloop)
        self.form.committed.connect(lambda key, value: self.answered.emit(int(key), str(value)))
        self._box.addWidget(self.form)

    def flush(self) -> None:
        """Hand on what is being typed."""
        self.form.flush()
