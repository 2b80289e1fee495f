"""The opschalingsladder: its versions, and the way to a new one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.opschaling import Opschalingsmodel, Stap
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.beheer_delen import BeheerDeel, Uitslag
from expertteam_app.ui.pages.beheer_ladder_nieuw import LadderEditor
from expertteam_app.ui.pages.beheer_ladder_over import LadderOver
from expertteam_app.ui.pages.beheer_ladder_stap import in_full, step_columns
from expertteam_app.ui.pages.casus_velden import Choice, button
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.labels import hint, label
from expertteam_app.ui.work import Work

UITLEG = (
    "Elke casus houdt de versie waaronder hij begon; een nieuwe versie geldt voor casussen die daarna beginnen. Geen "
    "bron in de regio legt de stappen of de normen vast: de meegeleverde ladder is een voorstel."
)


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
        self.choice.activated.connect(self._turn)
        self.facts = hint("")
        self.detail = label("", wrap=True)
        self.model: ListModel[Stap] = ListModel(step_columns())
        self.table = FillTable("Stappen van deze versie", 4, snug=True)
        self.table.show_rows(self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._tell())
        self.new_button = button("Nieuwe versie maken", self.edit, "pencil", role="primair")
        self.new_button.setEnabled(sessie.actor.can(Right.SETTINGS_WRITE))
        self.over_button = button("Open casussen overzetten", self.move_casussen, "history")
        self.over_button.setEnabled(sessie.actor.can(Right.CASUS_WRITE))
        self.over = LadderOver(sessie, work)
        self.outcome = Uitslag()
        self.editor = LadderEditor(sessie, work)
        self.editor.preview.drill.connect(self.drill)
        self.editor.published.connect(self._published)
        self.editor.closed.connect(self._close)
        self._looking = self._view()
        self.editor.hide()
        layout = self.lay_out()
        layout.addWidget(self._looking, 1)
        layout.addWidget(self.editor, 1)

    def _view(self) -> QWidget:
        view = QWidget()
        layout = QVBoxLayout(view)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.m)
        layout.addWidget(hint(UITLEG))
        layout.addLayout(row_of(self.choice, None, self.over_button, self.new_button))
        for part in (self.outcome, self.over, self.facts, self.table, self.detail):
            layout.addWidget(part)
        layout.addStretch()
        return view

    def load(self) -> None:
        """Read the versions."""
        chosen = self.choice.currentData()
        self._models = self.sessie.beheer.models()
        self.choice.clear()
        for model in self._models:
            self.choice.addItem(f"{model.naam}, versie {model.versie}", model.versie)
        self.choice.choose(chosen)
        self.over_button.setVisible(len(self._models) > 1)
        self.new_button.setText("Verder met de nieuwe versie" if self.editor.has_draft() else "Nieuwe versie maken")
        self._fill()

    def _turn(self) -> None:
        """Another version is looked at."""
        self.over.hide()
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

    def move_casussen(self) -> None:
        """Ask which open casussen to put under the version that is shown."""
        self.over.start(str(self.choice.currentData()))

    def edit(self) -> None:
        """Start a new version from the newest, or go on with the one that was begun."""
        if self.new_button.isEnabled() and self._models:
            self._looking.hide()
            self.editor.show()
            self.editor.start(self._models[0])

    def _published(self, versie: str) -> None:
        self.outcome.say(f"Versie {versie} is gepubliceerd en geldt voor casussen die vanaf dan beginnen.", Tone.GOED)
        self.load()
        self.choice.choose(versie)
        self._fill()
        self._close()

    def _close(self) -> None:
        self.editor.hide()
        self._looking.show()
        self.load()
        self.new_button.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_first(self) -> None:
        """The version, or the new one being made."""
        if self.editor.isVisibleTo(self):
            self.editor.focus_first()
        else:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def flush(self) -> None:
        """Keep what is being typed."""
        self.editor.flush()
