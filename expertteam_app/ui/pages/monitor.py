"""The half-yearly monitor: the figures of a period as they are now or as they were frozen, and what differs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.beeld import Beeld
from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.domain.monitor import Cel, Monitor
from expertteam_app.domain.periode import Periode
from expertteam_app.services.monitoren import Meetmoment, Vergeleken
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.actions import Command
from expertteam_app.ui.bestandskeuze import ask_folder
from expertteam_app.ui.errors import find_message_place, show_error
from expertteam_app.ui.page import Page
from expertteam_app.ui.pages.casus_velden import Choice, button, scroll
from expertteam_app.ui.pages.cijfer_delen import PeriodeKeuze, Reken
from expertteam_app.ui.pages.monitor_tabel import TabelKaart, definitions, differences
from expertteam_app.ui.pages.zitting_rows import Row, WholeList
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.beeld import BeeldWidget
from expertteam_app.ui.widgets.cards import Card, row_of
from expertteam_app.ui.widgets.flow import wrap_of
from expertteam_app.ui.widgets.labels import heading, hint, label, title
from expertteam_app.ui.work import Job, Work

PAGE = "monitor"
UITLEG = (
    "De cijfers van de eigen regio over een halfjaar, met een eerdere periode ernaast. Er staan kleine aantallen in: "
    "dit rapport is niet voor buiten de regio. Enter op een getal opent de zaken erachter."
)
OTHER_NOUNS = frozenset({"concept", "gebruiker", "persoon", "hiaat", "zoekregel", "actie"})
"""Tables whose change moves no figure of the monitor."""
NU = 0


@dataclass(frozen=True, slots=True)
class _Made:
    """What was made: a report, or one compared with now."""

    moment: int
    monitor: Monitor
    vergeleken: Vergeleken | None = None


class MonitorPage(Page):
    """The report of one period.

    Emits `drill` with the ids of the casussen behind a figure and what it is called, and `open_requested` with the
    kind and the id of what is opened.
    """

    title = "Halfjaarlijkse monitor"
    drill = Signal(object, str)
    open_requested = Signal(str, int)

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__()
        self._sessie = sessie
        self._may_keep = sessie.actor.can(Right.REPORT_EXPORT)
        self._made: _Made | None = None
        self._look = Reken(work, self, "Monitor maken", self._show)
        self._look.busy_changed.connect(lambda _busy: self._show_busy())
        self._keep = Reken(work, self, "Meetmoment vastleggen", self._kept)
        self._write = Reken(work, self, "Monitor opslaan", self._written)
        today = sessie.context.vandaag()
        self.periode = PeriodeKeuze(today, Periode.half_of(today).previous())
        self.periode.activated.connect(lambda _place: self._other_period())
        self.moment = Choice(())
        self.moment.setAccessibleName("Cijfers van nu, of een meetmoment")
        self.moment.activated.connect(lambda _place: self._compute())
        self.keep_button = button("Vastleggen", self.keep, "lock", "Ctrl+Shift+B", "primair")
        self.file_button = button("PDF en werkblad opslaan", self.choose_folder, "file-down", "Ctrl+Shift+R")
        self.compare_button = button("Vergelijken met nu", self.compare, "history", "Ctrl+Shift+V")
        self.status = label("", "uitleg")
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(TOKENS.m)
        self.kaarten: list[TabelKaart] = []
        self.vtbs = WholeList("VTB’s achter dit getal")
        self.vtbs.opened.connect(lambda vtb: self.open_requested.emit("vtb", vtb))
        self._build()

    def _build(self) -> None:
        buttons = (self.keep_button, self.file_button, self.compare_button)
        head = wrap_of(title(self.title), self.periode, self.moment, *buttons, self.status)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(TOKENS.l, TOKENS.m, TOKENS.l, TOKENS.l)
        inside.setSpacing(TOKENS.s)
        inside.addLayout(head)
        inside.addWidget(hint(UITLEG))
        inside.addWidget(self._body)
        inside.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll(content))
        self._show_busy()

    # -- reading -------------------------------------------------------------------------------------------------

    @property
    def monitor(self) -> Monitor | None:
        """The report on the screen."""
        return self._made.monitor if self._made is not None else None

    def refresh(self, nouns: frozenset[str]) -> None:
        """Read again what these nouns touch."""
        if not nouns or nouns - OTHER_NOUNS:
            self._read_moments()
            comparing = self._made is not None and self._made.vergeleken is not None
            (self.compare if comparing and self._frozen() else self._compute)()

    def _other_period(self) -> None:
        self._read_moments()
        self.moment.setCurrentIndex(0)
        self._compute()

    def _read_moments(self) -> None:
        chosen = self.moment.currentData()
        try:
            found = self._sessie.monitoren.momenten()
        except ExpertteamError as error:
            show_error(self, error)
            return
        here = [m for m in found if m.periode == self.periode.periode.code]
        self.moment.clear()
        self.moment.addItem("Cijfers van nu", NU)
        for moment in here:
            self.moment.addItem(_called(moment), moment.id)
        self.moment.choose(chosen if chosen in {m.id for m in here} else NU)
        self.moment.setMinimumContentsLength(22)

    def _compute(self) -> None:
        number, periode = int(self.moment.currentData() or NU), self.periode.periode
        service = self._sessie.monitoren

        def make(job: Job) -> _Made:
            return _Made(number, service.lees(number) if number else service.maak(periode, job.progress))

        self._look.ask(make)

    def compare(self) -> None:
        """Put a meetmoment beside the figures of now."""
        number = int(self.moment.currentData() or NU)
        if not number:
            return
        service = self._sessie.monitoren

        def make(job: Job) -> _Made:
            found = service.vergelijk(number, job.progress)
            return _Made(number, found.toen, found)

        self._look.ask(make)

    def _show(self, answer: object) -> None:
        made = cast("_Made", answer)
        same = self._made is not None and self._made == made
        self._made = made
        self._show_busy()
        if same:
            return
        self.kaarten = []
        while item := self._column.takeAt(0):
            if (old := item.widget()) is not None:
                if old.isAncestorOf(self.vtbs):
                    self.vtbs.setParent(self)
                    self.vtbs.hide()
                old.hide()
                old.deleteLater()
        self._column.addWidget(self._about(made))
        if made.vergeleken is not None:
            self._column.addWidget(self._compared(made.vergeleken))
        deel = ""
        for tabel in made.monitor.tabellen:
            if tabel.deel != deel:
                deel = tabel.deel
                self._column.addWidget(heading(deel))
            kaart = TabelKaart(tabel)
            kaart.asked.connect(partial(self._open, kaart))
            self.kaarten.append(kaart)
            self._column.addWidget(kaart)
        for beeld in made.monitor.beelden:
            self._column.addWidget(_picture(beeld))
        meaning = Card("Werkwijze: wat elk begrip betekent")
        meaning.add(definitions(made.monitor.definities))
        self._column.addWidget(meaning)

    def _about(self, made: _Made) -> QWidget:
        monitor = made.monitor
        kept = "Vastgelegd: deze cijfers veranderen niet meer. " if made.moment else ""
        return label(
            f"{kept}Peildatum {dag_cijfers(monitor.peildatum)}, vergeleken met {monitor.vorige_label}.", wrap=True
        )

    def _compared(self, found: Vergeleken) -> Card:
        card = Card("Vergeleken met nu")
        card.add(label(found.in_woorden, wrap=True))
        for one in found.definities:
            card.add(
                label(f"{one.onderwerp}. Toen: {one.toen or 'niet bepaald'}. Nu: {one.nu or 'vervallen'}.", wrap=True)
            )
        if found.verschillen:
            card.add(differences(found.verschillen))
        return card

    def _frozen(self) -> bool:
        """Whether a meetmoment is chosen, not the figures of now."""
        return bool(self.moment.currentData())

    def _show_busy(self) -> None:
        busy = self._look.busy
        self.status.setText("Bezig met de cijfers …" if busy else "")
        frozen = self._frozen()
        self.keep_button.setVisible(self._may_keep and not frozen)
        self.file_button.setVisible(self._may_keep)
        self.compare_button.setVisible(frozen)
        for each in (self.keep_button, self.file_button, self.compare_button):
            each.setEnabled(not busy and self._made is not None)

    # -- behind a figure -----------------------------------------------------------------------------------------

    def _open(self, kaart: TabelKaart, cel: Cel, called: str) -> None:
        if cel.casussen and self._sessie.actor.can(Right.CASUS_READ):
            self.drill.emit(cel.casussen, called)
        elif cel.vtbs and self._sessie.actor.can(Right.ZITTING_READ):
            self._list_vtbs(kaart, cel.vtbs)
        else:
            self._say(self._nothing_behind(cel), Tone.INFO)

    def _nothing_behind(self, cel: Cel) -> str:
        if self._made is not None and self._made.moment:
            return "Van een meetmoment zijn alleen de cijfers bewaard. Kies “Cijfers van nu” om de zaken te openen."
        if cel.casussen or cel.vtbs:
            return "Met uw rol ziet u de aantallen, niet de zaken erachter."
        return "Achter dit veld staan geen zaken."

    def _list_vtbs(self, kaart: TabelKaart, ids: tuple[int, ...]) -> None:
        """The VTB's behind a figure, under its table."""
        wanted = set(ids)
        found = [vtb for vtb in self._sessie.vtbs.all() if vtb.id in wanted]
        self.vtbs.show_rows(
            [Row(v.id, f"{v.nummer} {v.gezin}", f"ontvangen {dag_cijfers(v.ontvangen)}") for v in found]
        )
        kaart.add(self.vtbs)
        self.vtbs.show()
        self.vtbs.setCurrentRow(0)
        self.vtbs.setFocus()

    # -- acts ----------------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Freeze the figures of this period as a meetmoment."""
        if not self.keep_button.isEnabled() or not self._may_keep or self._frozen():
            return
        periode = self.periode.periode
        self._keep.ask(lambda job: self._sessie.monitoren.bevries(periode, job.progress))

    def _kept(self, answer: object) -> None:
        number = cast("int", answer)
        self._read_moments()
        self.moment.choose(number)
        self._say("De cijfers zijn vastgelegd als meetmoment en veranderen niet meer.", Tone.GOED)
        self._compute()

    def choose_folder(self) -> None:
        """Ask in which folder the files must come."""
        if self._made is not None and self.file_button.isEnabled() and self._may_keep:
            ask_folder(self, "Kies de map voor de monitor", self.save_files)

    def save_files(self, folder: Path) -> None:
        """Write the report as PDF and as workbook."""
        made = self._made
        if made is None:
            return

        def write(_job: Job) -> list[str]:
            files = self._sessie.monitoren.bestanden(made.monitor, made.moment or None)
            return [path.name for path in self._sessie.uitvoer.schrijf(files, folder, "monitor")]

        self._write.ask(write)

    def _written(self, answer: object) -> None:
        names = " en ".join(cast("list[str]", answer))
        self._say(f"{names} staan in de gekozen map, buiten de kluis. Er staan kleine aantallen in.", Tone.GOED)

    def _say(self, text: str, tone: Tone) -> None:
        place = find_message_place(self)
        if place is not None:
            place.show_message(text, tone)

    # -- what the window asks ------------------------------------------------------------------------------------

    def commands(self) -> list[Command]:
        """Freeze, compare, save; choose another period."""
        return [
            Command(
                "monitor.vastleggen",
                "Monitor vastleggen als meetmoment",
                self.keep,
                "Ctrl+Shift+B",
                "lock",
                lambda: self._may_keep and not self._frozen(),
                PAGE,
            ),
            Command(
                "monitor.vergelijken",
                "Meetmoment vergelijken met nu",
                self.compare,
                "Ctrl+Shift+V",
                "history",
                self._frozen,
                PAGE,
            ),
            Command(
                "monitor.opslaan",
                "Monitor opslaan als PDF en werkblad",
                self.choose_folder,
                "Ctrl+Shift+R",
                "file-down",
                lambda: self._may_keep,
                PAGE,
            ),
            Command(
                "monitor.periode",
                "Kies een andere periode",
                self.periode.setFocus,
                "Ctrl+Shift+P",
                "calendar-days",
                page=PAGE,
            ),
        ]

    def focus_first(self) -> None:
        """The first table, or the period while there is none."""
        table = self.kaarten[0].table if self.kaarten else None
        (table or self.periode).setFocus(Qt.FocusReason.TabFocusReason)


def _picture(beeld: Beeld) -> Card:
    """A curve with the same facts in words, and as a table to copy."""
    card, picture = Card(beeld.titel), BeeldWidget()
    picture.show_beeld(beeld)
    card.add(picture)
    card.add(label(beeld.alternatief, wrap=True))
    card.body.addLayout(row_of(button("Kopieer als tabel", picture.copy_as_table, "copy", role="stil"), None))
    return card


def _called(moment: Meetmoment) -> str:
    return f"Meetmoment {moment.id} van {dag_cijfers(moment.gemaakt_op)}"
