"""The opschalingsladder: its versions, and the way to a new one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.opschaling import Opschalingsmodel, Stap
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.beheer_delen import BeheerDeel, Uitslag
from expertteam_app.ui.pages.beheer_ladder_nieuw import LadderEditor
from expertteam_app.ui.pages.casus_velden import Choice, button
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.text import dag_cijfers, dagen
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.labels import hint, label
from expertteam_app.ui.work import Work

UITLEG = (
    "Elke casus houdt de versie waaronder hij begon; een nieuwe versie geldt voor casussen die daarna beginnen. Geen bron "
    "in de regio legt de stappen of de normen vast: de meegeleverde ladder is een voorstel."
)


def norm_words(stap: Stap) -> str:
    """The norm of a step with its unit."""
    return "geen norm" if stap.norm is None else dagen(stap.norm, stap.eenheid)


def step_columns() -> tuple[Column[Stap], ...]:
    """Every field of a step; the key of a column is the name of the field."""
    return (
        Column("volgorde", "Stap", lambda s: str(s.volgorde), right=True, width=4),
        Column("naam", "Naam", lambda s: s.naam, width=30),
        Column("eigenaar", "Eigenaar", lambda s: s.eigenaar, width=18),
        Column("ingang", "Ingang: wat moet er zijn", lambda s: "; ".join(s.ingang), width=30),
        Column("uitgang", "Uitgang", lambda s: s.uitgang, width=24),
        Column("norm", "Norm", norm_words, width=14),
        Column("mag_overslaan", "Overslaan", lambda s: "mag" if s.mag_overslaan else "mag niet", width=10),
    )


def in_full(stap: Stap) -> str:
    """A step in words, with everything that a narrow column cuts off."""
    parts = [f"Stap {stap.volgorde}, {stap.naam}. Eigenaar: {stap.eigenaar}."]
    if stap.ingang:
        parts.append(f"Ingang: {'; '.join(stap.ingang)}.")
    if stap.uitgang:
        parts.append(f"Uitgang: {stap.uitgang}.")
    parts.append(f"Norm: {norm_words(stap)}. Deze stap {'mag' if stap.mag_overslaan else 'mag niet'} worden overgeslagen.")
    return " ".join(parts)


class LadderDeel(BeheerDeel):
    """A version to look at, or a new one being made."""

    title = "Ladder"
    nouns = frozenset({"opschalingsmodel", "stap"})

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work)
        self._models: list[Opschalingsmodel] = []
        self.choice = Choice()
        self.choice.setAccessibleName("Versie van de ladder")
        self.choice.setMinimumContentsLength(34)
        self.choice.activated.connect(self._fill)
        self.facts = hint("")
        self.detail = label("", wrap=True)
        self.model: ListModel[Stap] = ListModel(step_columns())
        self.table = FillTable("Stappen van deze versie", 6)
        self.table.show_rows(self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._tell())
        self.new_button = button("Nieuwe versie maken", self.edit, "pencil", role="primair")
        self.new_button.setEnabled(sessie.actor.can(Right.SETTINGS_WRITE))
        self.outcome = Uitslag()
        self.editor = LadderEditor(sessie)
        self.editor.published.connect(self._published)
        self.editor.closed.connect(self._close)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._view())
        self._stack.addWidget(self.editor)
        layout = self.lay_out()
        layout.addWidget(self._stack, 1)

    def _view(self) -> QWidget:
        view = QWidget()
        layout = QVBoxLayout(view)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.m)
        layout.addWidget(hint(UITLEG))
        layout.addLayout(row_of(self.choice, None, self.new_button))
        for part in (self.outcome, self.facts, self.table, self.detail):
            layout.addWidget(part, 1 if part is self.table else 0)
        return view

    def load(self) -> None:
        """Read the versions."""
        chosen = self.choice.currentData()
        self._models = self.sessie.beheer.models()
        self.choice.clear()
        for model in self._models:
            self.choice.addItem(f"{model.naam}, versie {model.versie}", model.versie)
        self.choice.choose(chosen)
        self.new_button.setText("Verder met de nieuwe versie" if self.editor.has_draft() else "Nieuwe versie maken")
        self._fill()

    def _fill(self) -> None:
        model = self._models[max(0, self.choice.currentIndex())]
        self.facts.setText(f"Geldig vanaf {dag_cijfers(model.geldig_vanaf)} · bron: {model.bron}")
        self.model.set_rows(model.stappen)
        self.table.selectRow(0)
        self._tell()

    def _tell(self) -> None:
        row = self.table.current_id
        self.detail.setText(in_full(self.model.rows[row]) if row is not None and row < len(self.model.rows) else "")

    def edit(self) -> None:
        """Start a new version from the newest, or go on with the one that was begun."""
        if self.new_button.isEnabled() and self._models:
            self._stack.setCurrentWidget(self.editor)
            self.editor.start(self._models[0])

    def _published(self, versie: str) -> None:
        self.outcome.say(f"Versie {versie} is gepubliceerd en geldt voor casussen die vanaf dan beginnen.", Tone.GOED)
        self.load()
        self.choice.choose(versie)
        self._fill()
        self._close()

    def _close(self) -> None:
        self._stack.setCurrentIndex(0)
        self.load()
        self.new_button.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_first(self) -> None:
        """The version, or the new one being made."""
        if self._stack.currentWidget() is self.editor:
            self.editor.focus_first()
        else:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def flush(self) -> None:
        """Keep what is being typed."""
        self.editor.flush()
