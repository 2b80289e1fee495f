"""F9: the version of each recipient, what is in it and what is left out side by side; sending is logged."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.domain.tafel import ZittingDossier
from expertteam_app.domain.verslag import Stuk, Versie
from expertteam_app.services.verslagversies import VORMEN, WIJZEN
from expertteam_app.ui.bestandskeuze import ask_folder, ask_place
from expertteam_app.ui.errors import find_message_place, show_error
from expertteam_app.ui.pages.casus_velden import Choice, button
from expertteam_app.ui.pages.zitting_brief import VORM_NAMEN
from expertteam_app.ui.pages.zitting_leesvak import Leesvak
from expertteam_app.ui.pages.zitting_rows import Row, RowList
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.text import aantal, dag_cijfers
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import hint, label
from expertteam_app.ui.work import Job

KEYS = (
    "Enter gaat naar de volgende versie, S verstuurt deze, A alles wat iemand krijgt. "
    "Het programma verstuurt zelf niets: het maakt de bestanden."
)

BESIDE = 84
"""Characters of room from which the list stands beside a version."""
LIST_LINES, PANE_LINES = 9, 10
_HIGHEST = 16_777_215


class Versies(QWidget):
    """The versions at the left, the one that is chosen at the right.

    Emits `walked` when another version is looked at, with whether all were seen by now, and `sent` when one or all
    were made and logged.
    """

    walked = Signal(bool)
    sent = Signal()

    def __init__(self, tafel: Tafel) -> None:
        super().__init__()
        self._tafel = tafel
        self._zitting = 0
        self._sendable = False
        self._versies: tuple[Versie, ...] = ()
        self._seen: set[int] = set()
        self.list = RowList("Versies per ontvanger", dict.fromkeys(("S", "A"), Qt.KeyboardModifier.NoModifier))
        self.list.chosen.connect(lambda _id: self._show_current())
        self.list.opened.connect(lambda _id: self.next())
        self.list.key_pressed.connect(lambda _id, key: self.send() if key == "S" else self.send_all())
        self._title = label("", "kop", wrap=True)
        self.inside, self.outside = Leesvak("Wat in deze versie staat"), Leesvak("Wat uit deze versie blijft")
        self.form = Form(short=True)
        self.form.add("naam", "Aan wie", QLineEdit())
        self.form.add("wijze", "Hoe", Choice((w, w) for w in WIJZEN))
        self.form.add("vorm", "Soort bestand", Choice((v, VORM_NAMEN[v]) for v in VORMEN))
        self.send_button = button("Versturen", self.send, "file-down", "S", "primair")
        self.all_button = button("Alles versturen", self.send_all, "folder-open", "A")
        self.next_button = button("Volgende versie", self.next, "arrow-down", "Enter", "stil")
        self._lay_out()

    def _lay_out(self) -> None:
        texts = QHBoxLayout()
        texts.setSpacing(TOKENS.m)
        for words, pane in (("Staat erin", self.inside), ("Blijft weg", self.outside)):
            side = QVBoxLayout()
            side.setSpacing(TOKENS.xs)
            side.addWidget(label(words, "veld"))
            side.addWidget(pane, 1)
            texts.addLayout(side, 3 if pane is self.inside else 2)
        right = QVBoxLayout()
        right.setSpacing(TOKENS.s)
        right.addWidget(self._title)
        right.addLayout(texts, 1)
        right.addWidget(self.form)
        right.addLayout(row_of(self.send_button, self.all_button, self.next_button, None))
        self._both = both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        both.setSpacing(TOKENS.m)
        both.addWidget(self.list, 2)
        both.addLayout(right, 5)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, TOKENS.m, 0, 0)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(hint(KEYS))
        layout.addLayout(both, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list stands beside a version where that fits, else above it."""
        super().resizeEvent(event)
        beside = self.width() >= BESIDE * self.fontMetrics().averageCharWidth()
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        line = self.fontMetrics().lineSpacing()
        self.list.setMinimumHeight(0 if beside else LIST_LINES * line)
        self.list.setMaximumHeight(_HIGHEST if beside else LIST_LINES * line)
        for pane in (self.inside, self.outside):
            pane.setMinimumHeight(0 if beside else PANE_LINES * line)

    @property
    def current(self) -> Versie | None:
        """The version on the screen."""
        place = self.list.current_id
        return self._versies[place] if place is not None and place < len(self._versies) else None

    def show_dossier(self, dossier: ZittingDossier) -> None:
        """Read the versions of a zitting; the chosen one stays chosen."""
        if not self._tafel.sessie.actor.can(Right.VERSLAG_MAKE):
            self.send_button.setEnabled(False)
            self.all_button.setEnabled(False)
            return
        if dossier.id != self._zitting:
            self._seen.clear()
        self._zitting = dossier.id
        self._sendable = dossier.status.begonnen
        try:
            self._versies = self._tafel.sessie.verslagversies.versies(dossier.id)
        except ExpertteamError as error:
            show_error(self, error)
            return
        self.list.show_rows([_row(n, v) for n, v in enumerate(self._versies)])
        self._show_current()

    def _show_current(self) -> None:
        versie = self.current
        self.send_button.setEnabled(versie is not None and self._sendable)
        self.all_button.setEnabled(self.send_button.isEnabled())
        if versie is None:
            return
        rule = "" if versie.krijgt else " De regel stuurt deze versie niet; versturen kan wel."
        self._title.setText(f"{versie.voor[:1].upper()}{versie.voor[1:]}.{rule}")
        self.inside.show_lines(versie.tekst, "In deze versie staat niets.")
        self.outside.show_lines(versie.weg, "Er blijft niets weg.")
        self.form.set_value("naam", ", ".join(versie.namen))

    def next(self) -> None:
        """Go to the next version, after the last to the first."""
        if self.list.count():
            place = max(0, self.list.currentRow())
            following = (place + 1) % self.list.count()
            self._seen |= {place, following}
            self.list.setCurrentRow(following)
            self.list.setFocus()
            self.walked.emit(len(self._seen) >= self.list.count())

    # -- sending -----------------------------------------------------------------------------------------------

    def send(self) -> None:
        """Ask where, make the file and log who got it."""
        versie = self.current
        if versie is None or not self._sendable:
            return
        vorm = str(self.form.value("vorm"))
        ask_place(
            self.window(),
            "Versie opslaan om te versturen",
            f"verslag-{versie.ontvanger}.{vorm}",
            lambda path: self._write(versie, path, vorm),
            f"{VORM_NAMEN[vorm]} (*.{vorm})",
        )

    def _write(self, versie: Versie, path: Path, vorm: str) -> None:
        service, zitting = self._tafel.sessie.verslagversies, self._zitting
        naam, wijze = str(self.form.value("naam")), str(self.form.value("wijze"))

        def make(job: Job) -> Stuk:
            made = service.maak(zitting, versie.ontvanger, punt_id=versie.punt_id, kind_id=versie.kind_id, vorm=vorm)
            job.check()
            files, over = {path.name: made.inhoud}, ("zitting", zitting)
            self._tafel.sessie.uitvoer.schrijf(files, path.parent, "versie van het verslag", over)
            return service.verstuur(
                zitting,
                versie.ontvanger,
                punt_id=versie.punt_id,
                kind_id=versie.kind_id,
                vorm=vorm,
                naam=naam,
                wijze=wijze,
            )

        self._tafel.work.run(make, self._written, lambda error: show_error(self, error), "Versie maken")

    def _written(self, _made: Stuk) -> None:
        self._told("De versie is opgeslagen en staat in de verzendlijst.")

    def send_all(self) -> None:
        """Ask in which folder, make every version that someone gets, and log who got what."""
        if self.all_button.isEnabled():
            ask_folder(self.window(), "Kies de map voor alle versies", self._write_all)

    def _write_all(self, folder: Path) -> None:
        service, zitting = self._tafel.sessie.verslagversies, self._zitting
        vorm, wijze = str(self.form.value("vorm")), str(self.form.value("wijze"))

        def make(job: Job) -> int:
            job.check()
            out, over = self._tafel.sessie.uitvoer, ("zitting", zitting)
            return service.verstuur_alle(
                zitting,
                lambda files: out.schrijf(dict(files), folder, "versies van het verslag", over),
                vorm=vorm,
                wijze=wijze,
            )

        self._tafel.work.run(make, self._written_all, lambda error: show_error(self, error), "Versies maken")

    def _written_all(self, count: int) -> None:
        words = aantal(count, "versie is", "versies zijn")
        self._told(f"{words} opgeslagen en {'staat' if count == 1 else 'staan'} in de verzendlijst.")

    def _told(self, text: str) -> None:
        self._tafel.changed.emit()
        place = find_message_place(self)
        if place is not None:
            place.show_message(text, Tone.GOED)
        self.list.setFocus()
        self.sent.emit()


def _row(place: int, versie: Versie) -> Row:
    if versie.verzonden:
        last = versie.verzonden[0]
        status, tone = f"verstuurd op {dag_cijfers(last.verzonden_op)}", Tone.GOED
    elif versie.krijgt and not versie.namen:
        status, tone = "niemand bij dit punt", Tone.NEUTRAAL
    elif versie.krijgt:
        status, tone = "nog niet verstuurd", Tone.INFO
    else:
        status, tone = "krijgt het niet", Tone.NEUTRAAL
    title = versie.voor[:1].upper() + versie.voor[1:]
    return Row(place, title, ", ".join(versie.namen), status, tone, muted=not (versie.krijgt and versie.namen))
