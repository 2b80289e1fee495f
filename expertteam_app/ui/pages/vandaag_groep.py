"""One group of Vandaag: its lines, folded when there are many; and the button of a coming table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from expertteam_app.domain.inzicht import Aandacht
from expertteam_app.ui.pages.casus_regelknop import RegelKnop
from expertteam_app.ui.pages.casus_velden import IconLabel, button
from expertteam_app.ui.text import dag_cijfers, dag_kort
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import Card, FactButton, row_of
from expertteam_app.ui.widgets.labels import heading, label

FOLD = 8
"""Lines of a group that are shown at first."""
MORE = 200
"""Lines that one press adds; a kluis that is years behind has thousands."""


@dataclass(frozen=True, slots=True)
class Groep:
    """A kind of `Aandacht` as a group on the page; `datum` says what the date of its lines is."""

    soort: str
    titel: str
    icoon: str
    datum: str


GROEPEN = (
    Groep("norm", "Langer op een stap dan de norm", "timer", "sinds"),
    Groep("actie", "Acties: te laat of niet af", "list-checks", "uiterlijk"),
    Groep("terugmelding", "Terugmeldingen", "message-square", "op"),
    Groep("vto", "Verzoek tot onderzoek nog niet verzonden", "gavel", "besluit"),
    Groep("leeftijd", "Wordt 18 of 23", "calendar-days", "op"),
    Groep("pauze", "Gepauzeerd zonder einddatum", "pause", "sinds"),
    Groep("mandaat", "Mandaat loopt af", "shield-check", "tot en met"),
    Groep("geen-volgende-stap", "Zonder volgende stap", "flag", "sinds"),
)
"""In the order of the page; zittingen stand above them."""


class AandachtRegel(RegelKnop):
    """What, why, and the date; a line that cannot wait has a mark and says so."""

    def __init__(self, aandacht: Aandacht, date_word: str) -> None:
        day = f"{date_word} {dag_cijfers(aandacht.datum)}" if aandacht.datum else ""
        words = (aandacht.tekst, aandacht.reden, day, "dringend" if aandacht.dringend else "")
        super().__init__(", ".join(w for w in words if w))
        self.aandacht = aandacht
        mark = (
            IconLabel("triangle-alert", Tone.FOUT) if aandacht.dringend else IconLabel("chevron-right", Tone.NEUTRAAL)
        )
        texts = QVBoxLayout()
        texts.setSpacing(0)
        what = label(aandacht.tekst, wrap=True)
        why = label(aandacht.reden, "klein", wrap=True)
        when = label(day, "klein")
        when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        for part in (what, why):
            texts.addWidget(part)
        for part in (mark, what, why, when):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.line.addWidget(mark)
        self.line.addLayout(texts, 1)
        self.line.addWidget(when)


class AandachtGroep(Card):
    """A card with a heading, a count and the lines; beyond `FOLD` the rest comes on request.

    Args:
        groep: which group.
        lines: all its lines.
        shown: how many to show at first.

    Emits `opened` with the `Aandacht` of a line that was pressed, `unfolded` with how many lines are shown now.
    """

    opened = Signal(object)
    unfolded = Signal(int)

    def __init__(self, groep: Groep, lines: Sequence[Aandacht], shown: int = FOLD) -> None:
        super().__init__()
        self._groep = groep
        self._all = lines
        self.setAccessibleName(f"{groep.titel}, {len(lines)}")
        self.body.setSpacing(2)
        self.body.setContentsMargins(TOKENS.m, TOKENS.m, TOKENS.m, TOKENS.s)
        words = heading(groep.titel)
        head = row_of(IconLabel(groep.icoon, Tone.NEUTRAAL), words, label(str(len(lines)), "kop"))
        head.setStretch(1, 1)
        head.setContentsMargins(TOKENS.s, 0, TOKENS.s, TOKENS.xs)
        self.body.addLayout(head)
        self.lines: list[RegelKnop] = []
        self.more = button("", self.unfold, "chevron-down", role="stil")
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_up_to(shown)

    def _show_up_to(self, shown: int) -> None:
        for aandacht in self._all[len(self.lines) : shown]:
            line = AandachtRegel(aandacht, self._groep.datum)
            line.clicked.connect(lambda _=False, a=aandacht: self.opened.emit(a))
            self.lines.append(line)
            self.body.insertWidget(self.body.count() - 1, line)
            line.show()
        left = len(self._all) - len(self.lines)
        self.more.setText(f"Toon alle {len(self._all)}" if left <= MORE else f"Toon de volgende {MORE}")
        self.more.setVisible(left > 0)

    def unfold(self) -> None:
        """Show the next `MORE` lines, and go on where the eye was."""
        before = len(self.lines)
        self._show_up_to(before + MORE)
        self.unfolded.emit(len(self.lines))
        self.lines[before].setFocus(Qt.FocusReason.TabFocusReason)


def tafel_knop(line: Aandacht, vandaag: date) -> FactButton:
    """The button of a coming zitting: the day large, then which table and how full the agenda is."""
    when = "vandaag" if line.datum == vandaag else dag_kort(line.datum)
    made = FactButton(when, line.tekst, line.reden)
    made.setAutoDefault(True)
    return made
