"""The agenda of a zitting: its items in order, and what can be put on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget

from expertteam_app.domain.agenda import begintijden, past_in
from expertteam_app.domain.tafel import Kandidaat, PuntDossier, PuntStatus, ZittingDossier
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.ui.icons import icon
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.zitting_punt_kop import inbreng_of
from expertteam_app.ui.pages.zitting_rows import FOLLOW_DELAY, Row, RowList
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.text import aantal
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.labels import announce, heading, hint, label

MAX_SHOWN = 100
"""Candidates shown at once; typing makes the list shorter."""

_NONE, _CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def decided(punt: PuntDossier) -> bool:
    """Whether there is a besluit about every jeugdige of an item."""
    taken = {b.jeugdige_id for b in punt.besluiten if b.soort or b.tekst}
    return bool(punt.kinderen) and all(kind.id in taken for kind in punt.kinderen)


def _status(punt: PuntDossier) -> tuple[str, Tone]:
    if decided(punt):
        waiting = any(b.voorbehoud_reden and not b.definitief for b in punt.besluiten)
        return ("besloten, onder voorbehoud", Tone.LET_OP) if waiting else ("besloten", Tone.GOED)
    if punt.status != PuntStatus.OPEN:
        return punt.status, Tone.GOED if punt.status == PuntStatus.BESPROKEN else Tone.NEUTRAAL
    if punt.besluiten:
        return f"{len(punt.besluiten)} van {len(punt.kinderen)} besloten", Tone.INFO
    return ("mandaat ontbreekt", Tone.LET_OP) if punt.mandaat_ontbreekt else ("", Tone.NEUTRAAL)


class Agenda(QWidget):
    """The items in order. Ctrl+Up and Ctrl+Down move one, Delete takes it off.

    Emits `chosen` with the id of an item, `entered` when the keyboard should go to it, `add_asked`, and `return_asked`
    (R) with the item whose inbreng should go back.
    """

    chosen = Signal(int)
    entered = Signal(int)
    add_asked = Signal()
    return_asked = Signal(int)

    def __init__(self, tafel: Tafel) -> None:
        super().__init__()
        self._tafel = tafel
        self._heading = heading("Agenda")
        self._sum = label("", "klein", wrap=True)
        self.list = RowList("Agenda", {"Up": _CTRL, "Down": _CTRL, "Delete": _NONE, "R": _NONE}, FOLLOW_DELAY)
        self.list.chosen.connect(self.chosen)
        self.list.opened.connect(self.entered)
        self.list.key_pressed.connect(self._on_key)
        self.add_button = button("Op de agenda zetten", self.add_asked.emit, "plus", "F6")
        self._tools = [
            self._tool("arrow-up", "Punt omhoog", "Ctrl+↑", lambda: self._move(-1)),
            self._tool("arrow-down", "Punt omlaag", "Ctrl+↓", lambda: self._move(1)),
            self._tool("trash-2", "Van de agenda halen", "Delete", self._remove),
        ]
        self._keys = label(
            "Ctrl+↑ en Ctrl+↓ verplaatsen, Delete haalt weg, R geeft een inbreng terug", "klein", wrap=True
        )
        self._back = label("", "klein", wrap=True)
        self._back.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(self._heading)
        layout.addWidget(self._sum)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.add_button)
        layout.addLayout(row_of(*self._tools, None))
        layout.addWidget(self._back)
        layout.addWidget(self._keys)

    def _tool(self, icon_name: str, text: str, keys: str, run: Callable[[], object]) -> QToolButton:
        made = QToolButton()
        made.setIcon(icon(icon_name))
        made.setAccessibleName(text)
        made.setToolTip(f"{text} ({keys})")
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.clicked.connect(lambda _checked=False: run())
        return made

    def show_dossier(self, dossier: ZittingDossier, gemeenten: dict[str, str]) -> None:
        """Show the items of a zitting."""
        rows = []
        lengths = [p.minuten for p in dossier.punten]
        for punt, at in zip(dossier.punten, begintijden(dossier.begintijd, lengths), strict=True):
            status, tone = _status(punt)
            place = " en ".join(gemeenten.get(code, code) for code in punt.gemeenten)
            kind = self._tafel.label("punt_soorten", punt.soort)
            where = " · ".join(part for part in (at, f"{punt.minuten} min", kind, place) if part)
            note = self._meter(dossier, punt)
            rows.append(Row(punt.id, f"{punt.volgorde}. {punt.titel}", where, status, tone, note))
        self.list.show_rows(rows)
        done = sum(decided(p) for p in dossier.punten)
        self._sum.setText(
            f"{aantal(len(rows), 'punt', 'punten')}, {past_in(lengths, dossier.duur_minuten)}, {done} besloten"
            if rows
            else "Er staat nog niets op de agenda."
        )
        free = self._tafel.can_write and not dossier.status.vast
        for part in (self.add_button, *self._tools, self._keys):
            part.setVisible(free and (bool(rows) or part is self.add_button))
        back = [f"{p.titel}: {p.teruggegeven_reden}" for p in dossier.teruggegeven]
        self._back.setText("Teruggegeven\n" + "\n".join(back) if back else "")
        self._back.setVisible(bool(back))

    def _meter(self, dossier: ZittingDossier, punt: PuntDossier) -> str:
        """How far the inbreng of an item is, while that can still be mended."""
        if dossier.status.begonnen:
            return ""
        inbreng = inbreng_of(self._tafel, punt)
        return "" if inbreng is None else f"inbreng {inbreng.klaar} van {len(inbreng.onderdelen)}"

    def _on_key(self, punt_id: int, name: str) -> None:
        if name == "Delete":
            self._remove()
        elif name == "R":
            self.return_asked.emit(punt_id)
        else:
            self._move(-1 if name == "Up" else 1)

    def _move(self, step: int) -> None:
        punt_id = self.list.current_id
        if punt_id is not None:
            self._tafel.attempt(lambda: self._tafel.sessie.zittingen.move_punt(punt_id, step), self)

    def _remove(self) -> None:
        punt_id = self.list.current_id
        if punt_id is not None:
            self._tafel.attempt(lambda: self._tafel.sessie.zittingen.remove_punt(punt_id), self)


class Toevoegen(QWidget):
    """What can be put on the agenda, with a field to search in; what cannot yet says why.

    Emits `added` with the id of the new item and `vtb_asked` with the id of a VTB that must be completed first.
    """

    added = Signal(int)
    vtb_asked = Signal(int)

    def __init__(self, tafel: Tafel, soort: ZittingSoort) -> None:
        super().__init__()
        self._tafel = tafel
        self._is_jbt = soort is ZittingSoort.JBT
        self._zitting_id: int | None = None
        self._shown: dict[int, Kandidaat] = {}
        what = "VTB’s zonder zitting" if self._is_jbt else "Open casussen op de stap van het RET of hoger"
        self.search = QLineEdit()
        self.search.setPlaceholderText("Typ een nummer, naam of gemeente")
        self.search.setAccessibleName(f"Zoek: {what}")
        self.search.textChanged.connect(self._fill)
        self.search.returnPressed.connect(self._add_current)
        self.search.installEventFilter(self)
        self.list = RowList(what)
        self.list.chosen.connect(lambda _id: self._show_buttons())
        self.list.opened.connect(self.add)
        self._more = hint("")
        self.add_button = button("Op de agenda zetten", self._add_current, "plus", role="primair")
        self.vtb_button = button("Dit VTB aanvullen", self._open_vtb, "arrow-up-right")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, TOKENS.m, 0, 0)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(hint(f"{what}. Enter zet de gekozen regel op de agenda."))
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._more)
        layout.addLayout(row_of(self.add_button, self.vtb_button, None))
        self.onderwerp = QLineEdit()
        self.onderwerp.setAccessibleName("Onderwerp zonder casus")
        self.onderwerp.setPlaceholderText("Of typ een onderwerp zonder casus; Enter zet het op de agenda")
        self.onderwerp.returnPressed.connect(self._add_subject)
        layout.addWidget(self.onderwerp)

    def _add_subject(self) -> None:
        zitting_id, text = self._zitting_id, self.onderwerp.text()
        if zitting_id is None or not text.strip():
            return
        made: list[int] = []
        add = self._tafel.sessie.agendapunten.add_onderwerp
        if self._tafel.attempt(lambda: made.append(add(zitting_id, text)), self):
            self.onderwerp.clear()
            self.added.emit(made[0])
            self.onderwerp.setFocus()

    def show_candidates(self, zitting_id: int) -> None:
        """Read what can be put on the agenda of this zitting."""
        self._zitting_id = zitting_id
        self._fill()

    def _fill(self) -> None:
        if self._zitting_id is None:
            return
        typed = self.search.text().strip()
        fit = self._tafel.sessie.zittingen.candidates(self._zitting_id, typed, MAX_SHOWN + 1)
        self._shown = {(k.vtb_id or k.casus_id or 0): k for k in fit[:MAX_SHOWN]}
        self.list.show_rows([_candidate_row(key, k) for key, k in self._shown.items()])
        more = len(fit) > len(self._shown)
        if not fit and not typed:
            words_for = "VTB’s die nog niet op een agenda staan" if self._is_jbt else "casussen voor het RET"
            self._more.setText(f"Er zijn geen {words_for}.")
        elif not fit:
            self._more.setText("Niets past bij deze woorden. Probeer een deel van de naam of het nummer.")
        else:
            self._more.setText("Er zijn er meer: typ verder om te kiezen." if more else "")
        self._more.setVisible(bool(self._more.text()))
        self.list.setVisible(bool(fit))
        self._show_buttons()

    def _current(self) -> Kandidaat | None:
        return self._shown.get(self.list.current_id or 0)

    def _show_buttons(self) -> None:
        current = self._current()
        blocked = current is not None and bool(current.belemmeringen)
        self.add_button.setVisible(current is not None and not blocked)
        self.vtb_button.setVisible(blocked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down in the search field goes into the list."""
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _add_current(self) -> None:
        self.add(self.list.current_id)

    def add(self, key: int | None) -> None:
        """Put a candidate on the agenda; one that is blocked is refused with the reason and a way to mend it."""
        candidate = self._shown.get(key or 0)
        zitting_id = self._zitting_id
        if candidate is None or zitting_id is None:
            return
        made: list[int] = []
        add_punt = self._tafel.sessie.zittingen.add_punt
        if self._tafel.attempt(
            lambda: made.append(add_punt(zitting_id, casus_id=candidate.casus_id, vtb_id=candidate.vtb_id)), self
        ):
            self.search.clear()
            self.added.emit(made[0])
        elif self.vtb_button.isVisible():
            self.vtb_button.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self.vtb_button, " ".join(candidate.belemmeringen))

    def _open_vtb(self) -> None:
        current = self._current()
        if current is not None and current.vtb_id is not None:
            self.vtb_asked.emit(current.vtb_id)


def _candidate_row(key: int, kandidaat: Kandidaat) -> Row:
    if kandidaat.belemmeringen:
        why = "\n".join(kandidaat.belemmeringen)
        return Row(key, kandidaat.titel, kandidaat.ondertitel, "kan nog niet", Tone.LET_OP, why, muted=True)
    return Row(key, kandidaat.titel, kandidaat.ondertitel)
