"""An inzageverzoek: whose dossier, who asks, a reading copy that is looked through line by line, then PDF and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from expertteam_app.domain.inzageverzoek import Gevonden, Inzageregel, Inzagestuk
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.bestandskeuze import UNPROTECTED, ask_folder
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.beheer_delen import BeheerDeel, Bevestig, Uitslag
from expertteam_app.ui.pages.casus_velden import Choice, button
from expertteam_app.ui.pages.casus_werk import attempt
from expertteam_app.ui.pages.cijfer_delen import Reken
from expertteam_app.ui.pages.cijfer_tabel import AskTable, ListModel
from expertteam_app.ui.text import LEEG, aantal, dag_cijfers
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.field_row import FieldRow
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import hint, label
from expertteam_app.ui.work import Work

UITLEG = (
    "Vraagt een jeugdige of ouder wat er is vastgelegd, zoek dan de jeugdige, kies wie het vraagt en lees de kopie na. "
    "Namen van anderen zijn al weggelaten. Enter laat een regel in zijn geheel weg of neemt haar weer mee; woorden "
    "die ook weg moeten, typt u met een puntkomma ertussen. Het programma ziet niet alles: u bent de lezer."
)
ROWS_READ = 6
"""Lines of the text of one row that are shown at once."""


class InzageDeel(BeheerDeel):
    """Three steps on one page: find, read, save."""

    title = "Inzageverzoek"
    nouns = frozenset({"jeugdige", "gezinslid"})

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work)
        self.stuk: Inzagestuk | None = None
        self.weg: set[str] = set()
        self._found: list[Gevonden] = []
        self._reken = Reken(work, self, "Kopie samenstellen", self._show)
        self._saving = Reken(work, self, "Afschrift maken", self._saved)
        self._place: Path | None = None
        self.search = QLineEdit()
        self.search.setAccessibleName("Naam van de jeugdige")
        self.search.setPlaceholderText("Naam van de jeugdige, dan Enter (Ctrl+F)")
        self.search.returnPressed.connect(self.look_for)
        self.who, self.asker = Choice(()), Choice(())
        self.who.activated.connect(lambda _place: self._choose())
        self.asker.activated.connect(lambda _place: self.read())
        self.also = QLineEdit()
        self.also.editingFinished.connect(self.read)
        self.told = label("", "uitleg", wrap=True)
        col = Column[Inzageregel]
        self.model: ListModel[Inzageregel] = ListModel(
            (
                col("mee", "Mee", lambda r: "weg" if r.sleutel in self.weg else "ja", width=6),
                col("kop", "Onder", lambda r: r.kop, width=24),
                col("naam", "Wat", lambda r: r.naam, width=26),
                col("dag", "Dag", lambda r: LEEG if r.dag is None else dag_cijfers(r.dag), width=11),
                col("weg", "Weggelaten", lambda r: str(r.gemaskeerd) if r.gemaskeerd else "", right=True, width=10),
                col("tekst", "Tekst", lambda r: " · ".join(text for _label, text in r.velden), width=50),
            )
        )
        self.table = AskTable("Regels van de kopie", 4, most=8, snug=True)
        self.table.show_rows(self.model)
        self.table.asked.connect(lambda row, _column: self.toggle(row))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._fit())
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Tekst van de gekozen regel")
        self.toggle_button = button("Regel weglaten", self._toggle_current, "eye-off", "Enter", "stil")
        self.save_button = button("Afschrift opslaan …", self.ask_save, "file-down", role="primair")
        self.confirm, self.outcome = Bevestig(), Uitslag()
        layout = self.lay_out()
        layout.addWidget(hint(UITLEG))
        layout.addWidget(FieldRow("Over wie", self.search))
        self._choices = QWidget()
        flow = FlowLayout(self._choices, TOKENS.l, even=True)
        for row in (
            FieldRow("Jeugdige", self.who),
            FieldRow("Gevraagd door", self.asker),
            FieldRow("Ook weglaten", self.also, "Bijvoorbeeld: tante Bep; Kerkstraat 4"),
        ):
            flow.addWidget(row)
        for part in (self._choices, self.told, self.table, self.text):
            layout.addWidget(part)
        layout.addLayout(row_of(self.save_button, self.toggle_button, None))
        for frame in (self.confirm, self.outcome):
            layout.addWidget(frame)
        layout.addStretch()
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * ROWS_READ)
        self._clear("")

    # -- finding -----------------------------------------------------------------------------------------------------

    def look_for(self) -> None:
        """Look for jeugdigen with what was typed."""
        self._found = self.sessie.inzageverzoeken.zoek(self.search.text())
        options = [
            (str(g.id), f"{g.naam}, {dag_cijfers(g.geboortedatum)} ({', '.join(g.nummers)})") for g in self._found
        ]
        _fill(self.who, options)
        if not self._found:
            self._clear("Niemand gevonden met een dossier. Typ een deel van de achternaam.")
            return
        self._choose()
        self.who.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self) -> None:
        jeugdige = self._jeugdige
        if jeugdige is None:
            return
        asked = self.sessie.inzageverzoeken.vragers(jeugdige)
        _fill(self.asker, [(str(v.id or ""), v.naam if v.id else f"{v.naam} zelf") for v in asked])
        self.weg.clear()
        self.read()

    @property
    def _jeugdige(self) -> int | None:
        data = self.who.currentData()
        return int(data) if data else None

    @property
    def _vrager(self) -> int | None:
        data = self.asker.currentData()
        return int(data) if data else None

    def _clear(self, told: str) -> None:
        self.stuk = None
        _fill(self.asker, ())
        self.model.set_rows(())
        self.told.setText(told)
        self._fit()

    # -- reading -----------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Put the copy together beside the window."""
        jeugdige, vrager = self._jeugdige, self._vrager
        if jeugdige is None:
            return
        words = self.also.text().split(";")
        self._reken.ask(lambda _job: self.sessie.inzageverzoeken.stuk(jeugdige, vrager, words))

    def _show(self, answer: object) -> None:
        if not isinstance(answer, Inzagestuk):
            return
        self.stuk = answer
        before = self.table.current_id
        self.model.set_rows(answer.regels)
        self.table.selectRow(min(before or 0, max(0, len(answer.regels) - 1)))
        self._fit()

    @property
    def current(self) -> Inzageregel | None:
        """The row that the keyboard stands on."""
        place = self.table.current_id
        return self.model.rows[place] if place is not None and place < len(self.model.rows) else None

    def toggle(self, row: int) -> None:
        """Leave a row out as a whole, or take it along again."""
        self.weg ^= {self.model.rows[row].sleutel}
        self.model.refresh_rows()
        self._fit()

    def _toggle_current(self) -> None:
        if self.table.current_id is not None:
            self.toggle(self.table.current_id)

    def _fit(self) -> None:
        rule, stuk = self.current, self.stuk
        self.text.setPlainText("" if rule is None else rule.tekst)
        for part in (self._choices, self.table, self.text, self.toggle_button, self.save_button):
            part.setVisible(stuk is not None)
        self.toggle_button.setText("Regel weer meenemen" if rule and rule.sleutel in self.weg else "Regel weglaten")
        if stuk is not None:
            gone = aantal(len(self.weg), "regel", "regels")
            self.told.setText(
                f"{aantal(len(stuk.regels), 'regel', 'regels')} over {stuk.jeugdige}. Van anderen is {stuk.gemaskeerd} "
                f"keer iets weggelaten; {gone} in zijn geheel."
            )

    # -- saving ------------------------------------------------------------------------------------------------------

    def ask_save(self) -> None:
        """Say once more that it leaves the kluis, then ask the folder."""
        if self.stuk is not None:
            self.confirm.ask(
                f"Hebt u elke regel nagelezen? {UNPROTECTED}",
                "Nagelezen: kies een map",
                lambda: ask_folder(self, "Afschrift opslaan in", self.save),
            )

    def save(self, folder: Path) -> None:
        """Write PDF and JSON into a folder."""
        stuk, jeugdige, vrager, weg = self.stuk, self._jeugdige, self._vrager, frozenset(self.weg)
        if stuk is not None and jeugdige is not None:
            self._place = folder
            self._saving.ask(lambda _job: self.sessie.inzageverzoeken.bestanden(jeugdige, vrager, stuk, weg))

    def _saved(self, answer: object) -> None:
        place, jeugdige = self._place, self._jeugdige
        if isinstance(answer, dict) and place is not None and jeugdige is not None:

            def write() -> None:
                self.sessie.uitvoer.schrijf(answer, place, "afschrift na inzageverzoek", ("jeugdige", jeugdige))
                names = " en ".join(sorted(answer))
                self.outcome.say(f"{names} staan in {place.name}. Het logboek weet dat het is gegeven.", Tone.GOED)

            attempt(self, write)

    def search_field(self) -> QLineEdit | None:
        """Where one types whose dossier it is."""
        return self.search

    def focus_first(self) -> None:
        """The name."""
        self.search.setFocus(Qt.FocusReason.TabFocusReason)


def _fill(choice: Choice, options: Sequence[tuple[str, str]]) -> None:
    """Other options in a choice, without telling anyone; the first is chosen."""
    blocked = choice.blockSignals(True)
    choice.clear()
    for value, text in options:
        choice.addItem(text, value)
    choice.setMinimumContentsLength(min(40, max((len(text) for _value, text in options), default=10)))
    choice.blockSignals(blocked)
