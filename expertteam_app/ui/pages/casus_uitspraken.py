"""Feit and mening under two headings: lines to walk along, and a card that adds or changes one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from expertteam_app.domain.uitspraak import (
    NieuweUitspraak,
    Uitspraak,
    UitspraakSoort,
    of_soort,
    quick_soort,
)
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_invoer import Invoer, KaartPlek
from expertteam_app.ui.pages.casus_regelknop import RegelKnop, RegelLijst
from expertteam_app.ui.pages.casus_velden import Choice, TextArea, button, column, past_date
from expertteam_app.ui.pages.casus_werk import Concept
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import heading, hint, label

TITLES = {
    UitspraakSoort.FEIT: "Feiten",
    UitspraakSoort.MENING: "Meningen",
    UitspraakSoort.VERKLARING: "Eigen verklaringen",
}
EMPTY = {
    UitspraakSoort.FEIT: "Nog geen feiten. Een feit is gezien of staat ergens; schrijf erbij door wie of waar.",
    UitspraakSoort.MENING: "Nog geen meningen. Wat iemand denkt of verwacht, hoort hier.",
    UitspraakSoort.VERKLARING: "Nog geen verklaring. Wat een jeugdige of ouder zelf wil vastleggen, blijft zo staan.",
}
QUICK = "Begin met f en een spatie voor een feit, met m voor een mening, met v voor een eigen verklaring."


def naamloos(bron: str) -> str:
    """The bron, or that nobody is named."""
    return bron or "niet gezegd van wie"


class UitspraakRegel(RegelKnop):
    """One statement: the text, and under it the bron and the day."""

    def __init__(self, uitspraak: Uitspraak) -> None:
        day = dag_cijfers(uitspraak.datum) if uitspraak.datum else "zonder datum"
        source = f"{naamloos(uitspraak.bron)} · {day}"
        super().__init__(f"{uitspraak.soort}: {uitspraak.tekst}, {source}")
        self.uitspraak = uitspraak
        texts = QVBoxLayout()
        texts.setSpacing(0)
        for part in (label(uitspraak.tekst, wrap=True), label(source, "klein", wrap=True)):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            texts.addWidget(part)
        self.line.addLayout(texts, 1)


class UitsprakenDeel(QWidget):
    """What the professionals see. Insert adds, Enter changes, Delete takes away after asking in place.

    Emits `card_shown` with a card that was just opened, so that the part can scroll to it.
    """

    card_shown = Signal(object)

    def __init__(self, sessie: Sessie, *, may_write: bool) -> None:
        super().__init__()
        self._sessie = sessie
        self._may_write = may_write
        self._casus_id: int | None = None
        self._list = RegelLijst()
        self.lines: list[UitspraakRegel] = []
        self._chosen: UitspraakRegel | None = None
        self.add_button = button("Feit, mening of verklaring toevoegen", self.insert, "plus", "Insert")
        self.change_button = button("Wijzigen", self._change, "pencil", "Enter", "stil")
        self.remove_button = button("Weghalen", self._ask_remove, "trash-2", "Delete", "stil")
        self._body = column(self, spacing=TOKENS.s)
        self._body.addWidget(heading("Wat de professionals zien"))
        self._body.addWidget(hint("Feit en mening staan apart, elk met de bron: wie zegt het, of waar staat het?"))
        bar = QWidget()
        buttons = FlowLayout(bar, TOKENS.s)
        for each in (self.add_button, self.change_button, self.remove_button):
            buttons.addWidget(each)
        self._body.addWidget(bar)
        self._columns = QWidget()
        flow = FlowLayout(self._columns, TOKENS.m, even=True)
        self._layouts: dict[UitspraakSoort, QVBoxLayout] = {}
        self._empty: dict[UitspraakSoort, QWidget] = {}
        for soort in UitspraakSoort:
            card = Card(TITLES[soort])
            card.setAccessibleName(TITLES[soort])
            holder = QWidget()
            self._layouts[soort] = column(holder, spacing=0)
            self._empty[soort] = hint(EMPTY[soort])
            card.add(self._empty[soort])
            card.add(holder)
            card.body.addStretch()
            flow.addWidget(card)
        self._body.addWidget(self._columns)
        self.plek = KaartPlek(self._body, self._columns, self.focus_first)
        self._mark()

    @property
    def card(self) -> Invoer | None:
        """The card that is open."""
        return self.plek.card

    def show_casus(self, casus_id: int, *, other: bool) -> None:
        """Show the statements about a casus."""
        if other:
            self.plek.drop()
        self._casus_id = casus_id
        found = self._sessie.uitspraken.van_casus(casus_id)
        ordered = [u for soort in UitspraakSoort for u in of_soort(found, soort)]
        if not other and [line.uitspraak for line in self.lines] == ordered:
            return
        place = 0 if other or self._chosen is None else self.lines.index(self._chosen)
        had_focus = any(line.hasFocus() for line in self.lines)
        self._clear()
        for soort in UitspraakSoort:
            group: list[RegelKnop] = [self._line(u) for u in ordered if u.soort is soort]
            for line in group:
                self._layouts[soort].addWidget(line)
                line.show()
            self._empty[soort].setVisible(not group)
            if group:
                self._list.add_group(group)
        self._choose(self.lines[min(place, len(self.lines) - 1)] if self.lines else None)
        if had_focus:
            self.focus_first()

    def _line(self, uitspraak: Uitspraak) -> UitspraakRegel:
        line = UitspraakRegel(uitspraak)
        line.installEventFilter(self)
        line.clicked.connect(partial(self._open, line))
        self.lines.append(line)
        return line

    def _clear(self) -> None:
        self._list.clear()
        self._chosen = None
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = []

    def _choose(self, line: UitspraakRegel | None) -> None:
        self._chosen = line
        for each in self.lines:
            each.set_chosen(each is line)
        self._mark()

    def _mark(self) -> None:
        self.add_button.setEnabled(self._may_write)
        for each in (self.change_button, self.remove_button):
            each.setEnabled(self._may_write and self._may_change)

    @property
    def _may_change(self) -> bool:
        """Whether the chosen line can be changed; a verklaring stays as it was given."""
        return self._chosen is not None and self._chosen.uitspraak.soort is not UitspraakSoort.VERKLARING

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The line with the keyboard is the chosen one; Delete asks to take it away."""
        if isinstance(watched, UitspraakRegel):
            if event.type() == QEvent.Type.FocusIn:
                self._choose(watched)
            elif (
                isinstance(event, QKeyEvent)
                and event.type() == QEvent.Type.KeyPress
                and event.key() == Qt.Key.Key_Delete
            ):
                self._ask_remove()
                return True
        return False

    # -- cards ---------------------------------------------------------------------------------------------------

    def insert(self, soort: UitspraakSoort = UitspraakSoort.FEIT) -> None:
        """Open the card that adds one; after it an empty one follows, with the same soort."""
        if self._casus_id is None or not self._may_write:
            return
        casus_id = self._casus_id
        concept = Concept(self._sessie.concepten, f"casus-{casus_id}-uitspraak")
        used = [soort]

        def add(values: Mapping[str, object]) -> None:
            nieuw = _typed(values)
            self._sessie.uitspraken.add(casus_id, nieuw)
            used[0] = nieuw.soort

        card = Invoer("Feit, mening of eigen verklaring toevoegen", "Toevoegen", add, concept)
        self._fields(card, casus_id)
        card.form.set_value("soort", soort.value)
        self._show_card(card, lambda: self.insert(used[0]))

    def _open(self, line: UitspraakRegel) -> None:
        self._choose(line)
        self._change()

    def _change(self) -> None:
        if self._chosen is None or self._casus_id is None or not self._may_write or not self._may_change:
            return
        known = self._chosen.uitspraak
        card = Invoer(
            f"{known.soort.capitalize()} wijzigen",
            "Wijzigen",
            lambda v: self._sessie.uitspraken.change(known.id, _typed(v)),
        )
        self._fields(card, self._casus_id)
        values = {"tekst": known.tekst, "soort": known.soort.value, "bron": known.bron, "datum": known.datum}
        for key, value in values.items():
            card.form.set_value(key, value)
        self._show_card(card)

    def _ask_remove(self) -> None:
        if self._chosen is None or not self._may_write or not self._may_change:
            return
        known = self._chosen.uitspraak
        remove = self._sessie.uitspraken.remove
        card = Invoer(f"{known.soort.capitalize()} weghalen?", "Ja, weghalen", lambda _values: remove(known.id))
        card.set_note(f"“{known.tekst}” ({naamloos(known.bron)}). Het logboek bewaart wat er stond.")
        self._show_card(card)

    def _fields(self, card: Invoer, casus_id: int) -> None:
        text, soort, bron = TextArea(2), Choice((s.value, s.capitalize()) for s in UitspraakSoort), QLineEdit()
        names = QCompleter(list(self._sessie.uitspraken.bronnen(casus_id)), bron)
        names.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        names.setFilterMode(Qt.MatchFlag.MatchContains)
        bron.setCompleter(names)
        text.textChanged.connect(lambda: _take_prefix(text, soort))
        card.add("tekst", "Wat is er gezien of gezegd?", text, QUICK, required=True, wide=True)
        card.add("soort", "Soort", soort)
        card.add(
            "bron", "Bron", bron, "Wie zegt het, of waar staat het? Een feit en een verklaring hebben altijd een bron."
        )
        card.add("datum", "Gezien of gezegd op", past_date(self._sessie.context.vandaag), "Leeg als u het niet weet.")

    def _show_card(self, card: Invoer, then: Callable[[], object] | None = None) -> None:
        self.plek.open(card, then, tab_from=self.remove_button)
        self.card_shown.emit(card)

    def flush(self) -> None:
        """Keep what is half typed."""
        self.plek.flush()

    def focus_first(self) -> None:
        """The card, the chosen line, or the button that adds one."""
        if self.plek.start():
            return
        if self._chosen is not None:
            self._list.go(self._chosen)
        else:
            self.add_button.setFocus(Qt.FocusReason.TabFocusReason)


def _typed(values: Mapping[str, object]) -> NieuweUitspraak:
    return NieuweUitspraak(
        UitspraakSoort(str(values["soort"])),
        str(values["tekst"]),
        str(values["bron"]),
        cast("date | None", values["datum"]),
    )


def _take_prefix(text: TextArea, soort: Choice) -> None:
    """Let ``f `` or ``m `` at the start choose the soort, and take it out of the text."""
    found, rest = quick_soort(text.toPlainText())
    if found is not None:
        soort.choose(found.value)
        blocked = text.blockSignals(True)
        text.setPlainText(rest)
        text.moveCursor(QTextCursor.MoveOperation.End)
        text.blockSignals(blocked)
