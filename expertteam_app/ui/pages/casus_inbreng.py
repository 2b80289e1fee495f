"""F7: whether this casus can go to the table, part by part; Enter goes to where a part is filled in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from expertteam_app.domain.inbreng import Onderdeel
from expertteam_app.services.inbrengen import Inbreng
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.casus_werk import attempt
from expertteam_app.ui.pages.zitting_rows import Row, WholeList
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.labels import announce, heading, hint

ADVIES = "Dit is advies en houdt niets tegen. Enter gaat naar de plek waar u het invult, Esc sluit."


def summary(inbreng: Inbreng) -> str:
    """How far it is, in one sentence."""
    if inbreng.compleet:
        return "De inbreng is compleet."
    missing = ", ".join(o.naam.lower() for o in inbreng.onderdelen if not o.klaar)
    return f"{inbreng.klaar} van {len(inbreng.onderdelen)} klaar. Ontbreekt: {missing}."


class InbrengPaneel(QFrame):
    """Emits `asked` with a part of the inbreng to fill in, `closed` when it was put away."""

    asked = Signal(object)
    closed = Signal()

    def __init__(self, sessie: Sessie) -> None:
        super().__init__()
        self.setProperty("rol", "kaart")
        self.setAccessibleName("Inbreng controleren")
        self._sessie = sessie
        self._parts: tuple[Onderdeel, ...] = ()
        self.words = hint("")
        self.rows = WholeList("Onderdelen van de inbreng", choice=False)
        self.rows.opened.connect(self._go)
        top = QHBoxLayout()
        top.addWidget(heading("Inbreng controleren"), 1)
        top.addWidget(button("Sluiten", self.put_away, "x", "Esc", "stil"), 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TOKENS.m, TOKENS.s, TOKENS.m, TOKENS.m)
        layout.setSpacing(TOKENS.s)
        layout.addLayout(top)
        for part in (self.words, self.rows, hint(ADVIES)):
            layout.addWidget(part)
        self.hide()

    def show_casus(self, casus_id: int) -> None:
        """Look how far the inbreng of a casus is; what is missing stands on top."""
        found: list[Inbreng] = []
        if not attempt(self, lambda: found.append(self._sessie.inbrengen.stand(casus_id))):
            return
        parts = found[0].onderdelen
        self._parts = tuple(sorted(parts, key=lambda o: o.klaar))
        self.words.setText(summary(found[0]))
        self.rows.show_rows([_row(number, part) for number, part in enumerate(self._parts)])

    def open_for(self, casus_id: int) -> None:
        """Show it and put the keyboard on the first part that is missing."""
        self.show_casus(casus_id)
        self.show()
        self.rows.select_id(0)
        self.rows.setFocus(Qt.FocusReason.TabFocusReason)
        announce(self, self.words.text())

    def put_away(self) -> None:
        """Close it."""
        self.hide()
        self.closed.emit()

    def _go(self, number: int) -> None:
        self.asked.emit(self._parts[number])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)


def _row(number: int, part: Onderdeel) -> Row:
    if part.klaar:
        return Row(number, part.naam, status="klaar", tone=Tone.GOED)
    return Row(number, part.naam, status="ontbreekt", tone=Tone.LET_OP, note=part.ontbreekt)
