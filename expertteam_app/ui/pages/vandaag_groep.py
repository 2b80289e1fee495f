"""The groups of Vandaag: what needs attention by kind, what was put off, and the button of a coming table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from expertteam_app.domain.inzicht import Aandacht
from expertteam_app.domain.waarom import Vraag
from expertteam_app.ui.icons import icon
from expertteam_app.ui.pages.casus_regelknop import RegelKnop
from expertteam_app.ui.pages.casus_velden import IconLabel, button
from expertteam_app.ui.pages.vandaag_soorten import DATUM_WOORD, UITGESTELD, Groep
from expertteam_app.ui.text import dag_cijfers, dag_kort, heel
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import Card, FactButton, row_of
from expertteam_app.ui.widgets.labels import heading, label

FOLD = 8
"""Lines of a group that are shown at first."""
MORE = 200
"""Lines that one press adds; a kluis that is years behind has thousands."""


class AandachtRegel(RegelKnop):
    """What, why, and the date; a line that cannot wait has a mark and says so.

    Emits `put_off` on U or its small button: to put the line off, or to show one again that was put off. Emits
    `why_asked` on W or its other small button.
    """

    put_off = Signal()
    why_asked = Signal()

    def __init__(self, aandacht: Aandacht, *, may_write: bool = True) -> None:
        word = DATUM_WOORD.get(aandacht.soort, "")
        day = f"{word} {dag_cijfers(aandacht.datum)}".strip() if aandacht.datum else ""
        later = _put_off_words(aandacht)
        words = (aandacht.tekst, aandacht.reden, day, "dringend" if aandacht.dringend else "", later)
        super().__init__(", ".join(w for w in words if w))
        self.aandacht = aandacht
        self.can_put_off = may_write and bool(aandacht.sleutel)
        keys = ["Enter opent"]
        if aandacht.waarom is not None:
            keys.append("W zegt waarom")
        if self.can_put_off:
            keys.append("U toont weer" if aandacht.uitstel is not None else "U stelt uit")
        self.setAccessibleDescription(f"{', '.join(keys)}.")
        urgent = aandacht.dringend
        mark = IconLabel("triangle-alert", Tone.FOUT) if urgent else IconLabel("chevron-right", Tone.NEUTRAAL)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        parts = [label(heel(aandacht.tekst), wrap=True), label(heel(aandacht.reden), "klein", wrap=True)]
        parts += [label(later, "klein", wrap=True)] if later else []
        when = label(day, "klein")
        when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        for part in parts:
            texts.addWidget(part)
        for part in (mark, *parts, when):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.line.addWidget(mark)
        self.line.addLayout(texts, 1)
        self.line.addWidget(when)
        if aandacht.waarom is not None:
            self.line.addWidget(self._why_button(), 0, Qt.AlignmentFlag.AlignTop)
        if self.can_put_off:
            self.line.addWidget(self._later_button(), 0, Qt.AlignmentFlag.AlignTop)

    def waarom(self) -> Vraag | None:
        """What explains its date and figures."""
        return self.aandacht.waarom

    def _why_button(self) -> QWidget:
        made = QToolButton()
        made.setIcon(icon("info", Tone.NEUTRAAL))
        made.setAutoRaise(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has W
        made.setToolTip("Waarom? (W)")
        made.setAccessibleName(f"Waarom: {self.aandacht.tekst}")
        made.clicked.connect(lambda: self.why_asked.emit())  # noqa: PLW0108 - clicked would hand it a bool
        return made

    def _later_button(self) -> QWidget:
        again = self.aandacht.uitstel is not None
        made = QToolButton()
        made.setIcon(icon("undo-2" if again else "clock", Tone.NEUTRAAL))
        made.setAutoRaise(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has U
        words = "Weer tonen" if again else "Uitstellen"
        made.setToolTip(f"{words} (U)")
        made.setAccessibleName(f"{words}: {self.aandacht.tekst}")
        made.clicked.connect(lambda: self.put_off.emit())  # noqa: PLW0108 - clicked would hand it a bool
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """U puts the line off, W says why its date is what it is."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() == Qt.Key.Key_U and plain and self.can_put_off:
            self.put_off.emit()
        elif event.key() == Qt.Key.Key_W and plain and self.aandacht.waarom is not None:
            self.why_asked.emit()
        else:
            super().keyPressEvent(event)


def _put_off_words(aandacht: Aandacht) -> str:
    found = aandacht.uitstel
    return "" if found is None else f"uitgesteld tot {dag_cijfers(found.tot)} door {found.wie}: {found.reden}"


class AandachtGroep(Card):
    """A card with a heading, a count and the lines; beyond `FOLD` the rest comes on request.

    Args:
        groep: which group.
        lines: all its lines.
        shown: how many to show at first.
        may_write: whether lines can be put off.

    Emits `opened` with the `Aandacht` of a line that was pressed, `put_off` with a line that is to be put off,
    `why_asked` with what explains a line, `unfolded` with how many lines are shown now.
    """

    opened = Signal(object)
    put_off = Signal(object)
    why_asked = Signal(object)
    unfolded = Signal(int)

    def __init__(self, groep: Groep, lines: Sequence[Aandacht], shown: int = FOLD, *, may_write: bool = True) -> None:
        super().__init__()
        self.groep = groep
        self._all = lines
        self._may_write = may_write
        self.setAccessibleName(f"{groep.titel}, {len(lines)}")
        self.body.setSpacing(2)
        self.body.setContentsMargins(TOKENS.m, TOKENS.m, TOKENS.m, TOKENS.s)
        self.body.addLayout(self._head())
        self.lines: list[RegelKnop] = []
        self.more = button("", self.unfold, "chevron-down", role="stil")
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_up_to(shown)

    def _head(self) -> QVBoxLayout:
        head = row_of(
            IconLabel(self.groep.icoon, Tone.NEUTRAAL), heading(self.groep.titel), label(str(len(self._all)), "kop")
        )
        head.setStretch(1, 1)
        head.setContentsMargins(TOKENS.s, 0, TOKENS.s, TOKENS.xs)
        holder = QVBoxLayout()
        holder.addLayout(head)
        return holder

    def _show_up_to(self, shown: int) -> None:
        for aandacht in self._all[len(self.lines) : shown]:
            line = AandachtRegel(aandacht, may_write=self._may_write)
            line.clicked.connect(lambda _=False, a=aandacht: self.opened.emit(a))
            line.put_off.connect(lambda found=line: self.put_off.emit(found))
            line.why_asked.connect(lambda found=line: self.why_asked.emit(found.waarom()))
            self.lines.append(line)
            self.body.insertWidget(self.body.count() - 1, line)
            line.show()
        left = len(self._all) - len(self.lines)
        self.more.setText(f"Toon alle {len(self._all)}" if left <= MORE else f"Toon de volgende {MORE}")
        self.more.setVisible(left > 0)

    def order_tabs(self) -> None:
        """Let Tab go from the lines to the button below them; Qt forgets this when the card gets another place."""
        if self.lines:
            self.setTabOrder(self.lines[-1], self.more)

    def unfold(self) -> None:
        """Show the next `MORE` lines, and go on where the eye was."""
        before = len(self.lines)
        self._show_up_to(before + MORE)
        self.unfolded.emit(len(self.lines))
        self.lines[before].setFocus(Qt.FocusReason.TabFocusReason)

    def put_under(self, line: RegelKnop, card: QWidget) -> None:
        """Show a card right under a line."""
        self.body.insertWidget(self.body.indexOf(line) + 1, card)
        card.show()


class UitgesteldGroep(AandachtGroep):
    """What was put off, folded away until one asks: why, until when and by whom; U shows a line again."""

    toggled = Signal(bool)

    def __init__(self, lines: Sequence[Aandacht], *, shown: bool, may_write: bool) -> None:
        super().__init__(UITGESTELD, lines, len(lines), may_write=may_write)
        self._folded = not shown
        self._say()

    def _head(self) -> QVBoxLayout:
        self.toggle = button("", self._toggle, "chevron-right", role="stil")
        holder = QVBoxLayout()
        holder.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    @property
    def folded(self) -> bool:
        """Whether the lines are hidden."""
        return self._folded

    def _toggle(self) -> None:
        self._folded = not self._folded
        self._say()
        self.toggled.emit(not self._folded)

    def _say(self) -> None:
        self.toggle.setText(f"Uitgesteld ({len(self._all)})")
        self.toggle.setIcon(icon("chevron-right" if self._folded else "chevron-down"))
        self.toggle.setAccessibleName(f"Uitgesteld, {len(self._all)}, {'dicht' if self._folded else 'open'}")
        for line in self.lines:
            line.setVisible(not self._folded)


class TafelKnop(FactButton):
    """The button of a coming zitting: the day large, then which table and how full the agenda is."""

    def __init__(self, line: Aandacht, vandaag: date) -> None:
        when = "vandaag" if line.datum == vandaag else dag_kort(line.datum)
        super().__init__(when, line.tekst, line.reden)
        self._line = line
        self.setAutoDefault(True)

    def waarom(self) -> Vraag | None:
        """What explains its day."""
        return self._line.waarom
