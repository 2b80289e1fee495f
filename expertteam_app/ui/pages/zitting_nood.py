"""The noodpakket: on paper by one key, and a quick screen to take over what was written by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.dossier import KindInfo
from expertteam_app.domain.errors import ExpertteamError, FieldError
from expertteam_app.domain.tafel import PuntDossier, ZittingDossier
from expertteam_app.domain.tafelregel import RegelSoort
from expertteam_app.domain.zitting import PRESENT, ZittingSoort, ZittingStatus
from expertteam_app.services.besluiten import NieuwBesluit
from expertteam_app.ui.bestandskeuze import ask_place
from expertteam_app.ui.errors import find_message_place, show_error
from expertteam_app.ui.pages.casus_invoer import Invoer, KaartPlek
from expertteam_app.ui.pages.casus_velden import TextArea, button, code_choice
from expertteam_app.ui.pages.zitting_rows import Row, RowList
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.labels import hint
from expertteam_app.ui.widgets.vinkjes import Vinkjes

UITLEG = (
    "Voor als de computer aan tafel uitvalt: agenda, inbreng en lege besluitbladen in één PDF. Druk die vooraf af. Wat "
    "u met de hand schreef, neemt u hier over: Enter op een punt opent het invulblad."
)
ACTIES = "Eén actie per regel, bijvoorbeeld: Veiligheidsplan maken @wijkteam +10wd."


class Nood(QWidget):
    """Printing the packet, and taking over what was written on it."""

    def __init__(self, tafel: Tafel) -> None:
        super().__init__()
        self._tafel = tafel
        self._dossier: ZittingDossier | None = None
        self.save_button = button("Noodpakket opslaan", self.save, "printer", "Ctrl+Shift+E", "primair")
        self.presence_button = button("Aanwezigen overnemen", self.ask_presence, "users", "", "stil")
        self.list = RowList("Punten om over te nemen")
        self.list.opened.connect(self.ask_item)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, TOKENS.m, 0, 0)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(hint(UITLEG))
        layout.addLayout(row_of(self.save_button, self.presence_button, None))
        layout.addWidget(self.list)
        layout.addStretch()
        self.plek = KaartPlek(layout, self.list, self.focus_first)

    @property
    def card(self) -> Invoer | None:
        """The card that is open."""
        return self.plek.card

    def show_dossier(self, dossier: ZittingDossier) -> None:
        """Show the items of a zitting and which of them were taken over."""
        if self._dossier is not None and self._dossier.id != dossier.id:
            self.plek.drop()
        self._dossier = dossier
        free = self._tafel.can_write and not dossier.status.vast
        self.save_button.setEnabled(self._tafel.sessie.actor.can(Right.VERSLAG_MAKE))
        self.presence_button.setEnabled(free and bool(dossier.aanwezigen))
        self.list.show_rows([_row(punt) for punt in dossier.punten])
        self.list.setMinimumHeight(min(6, max(2, len(dossier.punten))) * 4 * self.fontMetrics().height())

    def focus_first(self) -> None:
        """The open card, else the list."""
        if not self.plek.start():
            (self.list if self.list.count() else self.save_button).setFocus(Qt.FocusReason.TabFocusReason)

    def flush(self) -> None:
        """Keep what is half typed."""
        self.plek.flush()

    # -- on paper ----------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Ask where, and save the packet there."""
        if self._dossier is None:
            return
        try:
            zitting = self._dossier.id
            made = self._tafel.sessie.noodpakket.maak(zitting)
        except ExpertteamError as error:
            show_error(self, error)
            return
        ask_place(
            self.window(),
            "Noodpakket opslaan",
            made.bestandsnaam,
            lambda p: self._write(zitting, p, made.inhoud),
            "PDF (*.pdf)",
        )

    def _write(self, zitting: int, path: Path, content: bytes) -> None:
        try:
            files, over = {path.name: content}, ("zitting", zitting)
            self._tafel.sessie.uitvoer.schrijf(files, path.parent, "noodpakket", over)
        except ExpertteamError as error:
            show_error(self, error)
            return
        self._say("Het noodpakket is opgeslagen. Druk het af en haal het bestand daarna weg.")

    def _say(self, text: str) -> None:
        place = find_message_place(self)
        if place is not None:
            place.show_message(text, Tone.GOED)

    # -- taking over -------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """A zitting that was held on paper begins here."""
        dossier = self._dossier
        if dossier is not None and dossier.status is ZittingStatus.GEPLAND:
            self._tafel.sessie.zittingen.houden(dossier.id)

    def ask_presence(self) -> None:
        """Open the card with everyone who was invited."""
        dossier = self._dossier
        if dossier is None or not self.presence_button.isEnabled():
            return
        card = Invoer("Wie was er?", "Overnemen", self._presence)
        boxes = Vinkjes({str(a.id): a.naam for a in dossier.aanwezigen}, flow=True)
        boxes.name_boxes("Aanwezig")
        card.add("er", "Aanwezig", boxes, wide=True)
        card.form.set_value("er", [str(a.id) for a in dossier.aanwezigen if a.presentie in PRESENT])
        self.plek.open(card, self._done)

    def _presence(self, values: Mapping[str, object]) -> None:
        there = values["er"]
        chosen = set(there) if isinstance(there, list) else set()
        for info in self._dossier.aanwezigen if self._dossier is not None else ():
            now = "aanwezig" if str(info.id) in chosen else "afwezig"
            if info.presentie != now and not (now == "aanwezig" and info.presentie in PRESENT):
                self._tafel.sessie.presenties.zet(info.id, now)

    def ask_item(self, punt_id: int) -> None:
        """Open the sheet of an item, with what is known already."""
        dossier = self._dossier
        punt = next((p for p in dossier.punten if p.id == punt_id), None) if dossier is not None else None
        if dossier is None or punt is None or dossier.status.vast or not self._tafel.can_write:
            return
        card = Invoer(
            f"Punt {punt.volgorde} overnemen",
            "Overnemen",
            lambda values: self._item(punt, values),
            self._tafel.concept(f"nood-{punt.id}"),
        )
        jbt = dossier.soort is ZittingSoort.JBT
        taken = {b.jeugdige_id: b for b in punt.besluiten}
        for kind in punt.kinderen:
            known = taken.get(kind.id)
            name = kind.naam if len(punt.kinderen) > 1 else "Besluit"
            choice = code_choice(self._tafel.codes("jbt_besluiten" if jbt else "uitkomsten"), "nog geen")
            card.add(f"soort-{kind.id}", f"{name}: besluit" if name != "Besluit" else name, choice)
            card.add(f"tekst-{kind.id}", f"{name}: toelichting", QLineEdit())
            card.add(f"waarom-{kind.id}", f"{name}: waarom", QLineEdit())
            card.add(f"door-{kind.id}", f"{name}: genomen door", QLineEdit())
            if known is not None:
                for key, value in zip(
                    _KEYS, (known.soort, known.tekst, known.motivering, known.genomen_door), strict=True
                ):
                    card.form.set_value(f"{key}-{kind.id}", value)
        card.add("besproken", "Besproken", TextArea(3), "Elke regel wordt een regel van het verslag.", wide=True)
        card.add("acties", "Acties", TextArea(3), ACTIES, wide=True)
        self.plek.open(card, lambda: self._next(punt))

    def _item(self, punt: PuntDossier, values: Mapping[str, object]) -> None:
        self._begin()
        for kind in punt.kinderen:
            self._decide(punt, kind, values)
        for key, soort in (("besproken", RegelSoort.INFO), ("acties", RegelSoort.ACTIE)):
            for line in str(values[key]).splitlines():
                if line.strip():
                    self._tafel.sessie.tafelregels.add(punt.id, line.strip(), soort)

    def _decide(self, punt: PuntDossier, kind: KindInfo, values: Mapping[str, object]) -> None:
        soort, tekst, waarom, door = (str(values[f"{key}-{kind.id}"] or "") for key in _KEYS)
        if not (soort or tekst):
            if waarom or door:
                raise FieldError(f"soort-{kind.id}", "Kies het besluit.", "Of maak de andere velden leeg.")
            return
        known = next((b for b in punt.besluiten if b.jeugdige_id == kind.id), None)
        if known is not None and (known.soort, known.tekst, known.motivering, known.genomen_door) == (
            soort,
            tekst,
            waarom,
            door,
        ):
            return
        self._tafel.sessie.besluiten.set_besluit(NieuwBesluit(punt.id, kind.id, soort, tekst, waarom, door))

    def _done(self) -> None:
        self.plek.close()
        self._tafel.changed.emit()

    def _next(self, punt: PuntDossier) -> None:
        """On to the next item, so that a pile of sheets goes in one go."""
        self._done()
        self.list.select_id(punt.id)
        self.list.setCurrentRow(min(self.list.currentRow() + 1, self.list.count() - 1))
        self.list.setFocus(Qt.FocusReason.TabFocusReason)
        self._say(f"Punt {punt.volgorde} is overgenomen.")


_KEYS = ("soort", "tekst", "waarom", "door")


def _row(punt: PuntDossier) -> Row:
    decided = sum(any(b.jeugdige_id == kind.id for b in punt.besluiten) for kind in punt.kinderen)
    count = len(punt.kinderen)
    status = "overgenomen" if decided == count and count else f"{decided} van {count} besluiten"
    tone = Tone.GOED if decided == count and count else Tone.LET_OP
    return Row(punt.id, f"{punt.volgorde}. {punt.titel}", "", status, tone)
