"""The lines of one item at the table, and the line in which the next is typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from expertteam_app.domain.tafelregel import RegelSoort, TafelregelInfo, in_een_zin, with_letter
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.tafel_invoer import RegelInvoer
from expertteam_app.ui.pages.zitting_rows import Row, RowList
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.text import dag_kort
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import announce, heading, label

_NONE, _CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
LETTERS = {soort.value[0].upper(): soort for soort in RegelSoort}
_TONES = {
    RegelSoort.BESLUIT: Tone.GOED,
    RegelSoort.ACTIE: Tone.INFO,
    RegelSoort.STEM: Tone.NEUTRAAL,
    RegelSoort.ZOEKREGEL: Tone.NEUTRAAL,
    RegelSoort.INFO: Tone.NEUTRAAL,
}
LEAST_LINES = 3
"""Lines of text the list is high at least."""
Mask = Callable[[str], str]


def one_line(words: QLabel) -> None:
    """Let words stay on one line and ask for no room: a low window (200% text) has none to spare."""
    words.setWordWrap(False)
    words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)


def row_of_line(regel: TafelregelInfo, mask: Mask = str) -> Row:
    """How a line stands in the list: its kind in words, and what it still lacks."""
    about = [
        f"@{mask(regel.eigenaar)}" if regel.eigenaar else "",
        f"vóór {dag_kort(regel.datum)}" if regel.datum else "",
    ]
    about += [f"van {mask(regel.wie)}" if regel.wie else "", f"over {mask(regel.jeugdige)}" if regel.jeugdige else ""]
    open_still = bool(regel.ontbreekt)
    status = regel.soort.value if regel.soort is not RegelSoort.INFO else ""
    if regel.klaar:
        status = "actie, klaar"
    return Row(
        id=regel.id,
        title=mask(regel.tekst),
        subtitle=" · ".join(part for part in about if part),
        status=f"{status}, nog open" if open_still else status,
        tone=Tone.LET_OP if open_still else _TONES[regel.soort],
        note=f"ontbreekt: {' en '.join(regel.ontbreekt)}" if open_still else "",
    )


class RegelsKolom(QWidget):
    """Lines of the item on the table. On a line: B A I S Z make it another kind, Enter changes it, Delete takes it off.

    Emits `letter` with any other single letter that was pressed outside a text field.
    """

    letter = Signal(str)

    def __init__(self, tafel: Tafel) -> None:
        super().__init__()
        self._tafel = tafel
        self._punt_id: int | None = None
        self._editing: int | None = None
        self.masked = self._read_only = False
        self._roomy = True
        self._lines: tuple[TafelregelInfo, ...] = ()
        self.title = heading("Regels van deze tafel")
        self._count = label("", "klein")
        for each in (self.title, self._count):
            one_line(each)
        keys = dict.fromkeys((*LETTERS, "O", "P", "C", "T", "Delete"), _NONE)
        self.list = RowList("Regels van deze tafel", {**keys, "Up": _CTRL, "Down": _CTRL})
        self.list.setMinimumHeight(self.list.fontMetrics().height() * LEAST_LINES)
        self.list.opened.connect(self.change)
        self.list.key_pressed.connect(self._on_key)
        self.invoer = RegelInvoer()
        self.invoer.entered.connect(self.store)
        self.invoer.left.connect(self._leave)
        self._read = label("", "klein")
        one_line(self._read)
        self._read.setMinimumHeight(self._read.fontMetrics().height())
        self.invoer.read.connect(self._read.setText)
        self.buttons = self._make_buttons()
        self._lay_out()

    def _make_buttons(self) -> dict[str, QPushButton]:
        made = {}
        for key, soort in LETTERS.items():
            made[key] = button(f"{key} {soort.value}", partial(self.make_soort, soort), role="stil")
            made[key].setToolTip(
                f"Maakt van de regel: {soort.value} (letter {key} op een regel, {key.lower()} vooraan)"
            )
        return made

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.xs)
        layout.addWidget(self.title)
        layout.addWidget(self._count)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.invoer)
        layout.addWidget(self._read)
        self.tools = QWidget()
        flow = FlowLayout(self.tools, TOKENS.xs)
        for each in self.buttons.values():
            flow.addWidget(each)
        layout.addWidget(self.tools)

    # -- showing -------------------------------------------------------------------------------------------------

    @property
    def lines(self) -> tuple[TafelregelInfo, ...]:
        """The lines on the screen."""
        return self._lines

    def show_lines(self, punt_id: int, lines: tuple[TafelregelInfo, ...], *, read_only: bool, mask: Mask) -> None:
        """Show the lines of an item; another item brings its own half typed line back."""
        more = len(lines) > len(self._lines)
        self._lines = lines
        self.list.show_rows([row_of_line(line, mask) for line in lines])
        self._count.setText(in_een_zin([line.soort for line in lines]) if lines else "Er staat nog geen regel.")
        if punt_id != self._punt_id:
            self._punt_id, self._editing = punt_id, None
            concept = self._tafel.concept(f"tafelregel.{punt_id}")
            self.invoer.open_punt(concept, self._tafel.sessie.tafelregels.kring(punt_id))
        self.invoer.offer(mask)
        if self.invoer.kring is not None:
            self.invoer.kring = self._tafel.sessie.tafelregels.kring(punt_id)
        for part in (self.invoer, self._read):
            part.setVisible(not read_only)
        self._read_only = read_only
        self.tools.setVisible(self._roomy and not read_only)
        if more and lines:
            self.list.select_id(lines[-1].id)
            QTimer.singleShot(0, self.list, self.list.scrollToBottom)

    def roomy(self, roomy: bool) -> None:
        """Show the buttons of the letters only where there is room; the letters work without them."""
        self._roomy = roomy
        self.tools.setVisible(roomy and not self._read_only)

    # -- typing --------------------------------------------------------------------------------------------------

    def store(self, text: str) -> bool:
        """Add what is typed as a line, or change the line that is being changed."""
        if self._punt_id is None:
            return False
        service, punt_id, editing = self._tafel.sessie.tafelregels, self._punt_id, self._editing
        act: Callable[[], object] = partial(service.add, punt_id, text, concept=f"tafelregel.{punt_id}")
        if editing is not None:
            act = partial(service.change, editing, text)
        done = self._tafel.attempt(act, self)
        if done:
            self._editing = None
            self.invoer.done()
            announce(self.list, "Regel opgeslagen")
        return done

    def change(self, regel_id: int) -> None:
        """Put a line back in the entry line as it was typed; Enter stores it."""
        service = self._tafel.sessie.tafelregels

        def take() -> None:
            self.invoer.setText(service.as_typed(regel_id))

        if self.masked:
            announce(self, "Zet eerst de presentatie uit met F11.")
        elif self.invoer.isVisible() and not self.invoer.text().strip() and self._tafel.look(take, self):
            self._editing = regel_id
            self._read.setText(f"U wijzigt een regel. {self._read.text()}")
        self.invoer.setFocus()

    def make_soort(self, soort: RegelSoort) -> None:
        """By a button: what is being typed becomes this kind."""
        self.invoer.setText(with_letter(self.invoer.text(), soort))
        self.invoer.setFocus()
        self.invoer.keep()

    def begin(self, soort: RegelSoort) -> None:
        """By a letter while no line is chosen: begin a line of this kind."""
        self.make_soort(soort)

    def _leave(self) -> None:
        if self._editing is not None:
            self._editing = None
            self.invoer.done()
        else:
            self.list.setFocus()

    def _on_key(self, regel_id: int, name: str) -> None:
        service = self._tafel.sessie.tafelregels
        if not self.invoer.isVisible():
            return
        if name in LETTERS:
            soort = LETTERS[name]
            if self._tafel.attempt(lambda: service.set_soort(regel_id, soort), self):
                announce(self.list, f"De regel is nu: {soort.value}")
        elif name == "Delete":
            self._tafel.attempt(lambda: service.remove(regel_id), self)
        elif name in {"Up", "Down"}:
            self._tafel.attempt(lambda: service.move(regel_id, -1 if name == "Up" else 1), self)
        else:
            self.letter.emit(name)
