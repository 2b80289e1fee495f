"""Ladder: every step with its owner, days and norm, what happened on it, and what lets the casus go on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertteam_app.domain.dossier import CasusDossier, StapStand
from expertteam_app.domain.gebeurtenis import Soort
from expertteam_app.domain.opschaling import Stap
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_ladder_stap import StapVerhaal
from expertteam_app.ui.pages.casus_tabel import RijenTable
from expertteam_app.ui.pages.casus_tabs import CasusTab
from expertteam_app.ui.pages.casus_velden import IconLabel, button, column, scroll
from expertteam_app.ui.pages.waarom import why_button
from expertteam_app.ui.text import dagen
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.flow import wrap_of
from expertteam_app.ui.widgets.labels import hint, label
from expertteam_app.ui.widgets.ladder import Ladder, short_name


def stap_besteed(stap: StapStand) -> str:
    """Netto days on a step in its unit; empty when the casus was never there."""
    return "" if stap.dagen is None else dagen(stap.dagen, stap.eenheid)


def stap_norm(stap: StapStand) -> str:
    """The norm of a step in its unit."""
    return "geen norm" if stap.norm is None else dagen(stap.norm, stap.eenheid)


def _bruto(stap: StapStand) -> str:
    return "" if stap.bruto is None else str(stap.bruto)


def stap_stand(stap: StapStand) -> str:
    """How a casus stands with a step, in words."""
    if stap.over_norm:
        return "boven norm"
    if stap.geweest and stap.norm is not None and not stap.huidig:
        return "binnen norm"
    return "nu hier" if stap.huidig else "geweest" if stap.geweest else "niet geweest"


def _tone(stap: StapStand) -> Tone:
    if stap.over_norm:
        return Tone.FOUT
    return Tone.INFO if stap.huidig else Tone.GOED if stap.geweest else Tone.NEUTRAAL


class LadderTab(CasusTab):
    """The opschalingsladder. Emits `step_asked` with the step to move to, `model_asked` for another version."""

    title = "Ladder"
    step_asked = Signal(int)
    model_asked = Signal()

    def __init__(self, sessie: Sessie) -> None:
        super().__init__(sessie)
        self.ladder = Ladder()
        self.ladder.chosen.connect(self.step_asked)
        col = Column[StapStand]
        columns = (
            col("stap", "Stap", lambda s: f"{s.volgorde} {short_name(s.naam)}", width=26),
            col("stand", "Stand", stap_stand, _tone, width=14),
            col("dagen", "Netto", stap_besteed, width=13),
            col("bruto", "Bruto", _bruto, right=True, width=7),
            col("norm", "Norm", stap_norm, width=12),
            col("eigenaar", "Eigenaar", lambda s: s.eigenaar, width=22),
        )
        self.table: RijenTable[StapStand] = RijenTable("Stappen van de ladder", columns, lambda s: s.volgorde)
        self.table.opened.connect(self.step_asked)
        self._next = QWidget()
        self._next_layout = column(self._next)
        self.story = StapVerhaal()
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._tell())
        self._version = hint("")
        self.model_button = button("Andere versie van het model", self.model_asked.emit, "history")
        card = Card()
        card.add(self.ladder)
        content = QWidget()
        layout = column(content)
        layout.setContentsMargins(0, 0, TOKENS.s, 0)
        for part in (card, self._next, self.table, self.story, self._version):
            layout.addWidget(part)
        self.why_button = why_button(sessie, self.waarom, "Waarom dit aantal dagen op deze stap?")
        layout.addLayout(wrap_of(self.why_button, self.model_button))
        layout.addStretch()
        column(self).addWidget(scroll(content))

    def fill(self, dossier: CasusDossier, *, other: bool) -> None:
        """Show the steps of the model of this casus; of another casus the present step first."""
        self.ladder.set_steps(dossier.ladder)
        self.table.set_rows(dossier.ladder)
        if other and dossier.stand.stap is not None:
            self.table.select_id(dossier.stand.stap)
        self._tell()
        model = dossier.model
        moved = any(e.soort is Soort.MODEL_GEWIJZIGD for e in dossier.tijdlijn)
        since = "de versie waarnaar deze casus is overgezet" if moved else "de versie waaronder deze casus begon"
        self._version.setText(f"{model.naam}, versie {model.versie}: {since}.")
        others = any(m.versie != model.versie for m in self.sessie.beheer.models())
        self.model_button.setVisible(others and not dossier.stand.gesloten)
        self.model_button.setEnabled(self.may_write)
        while item := self._next_layout.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        now = dossier.stand.stap or 0
        following = next((s for s in model.stappen if s.volgorde > now), None)
        if following is not None and not dossier.stand.gesloten:
            card = self._checklist(following)
            self._next_layout.addWidget(card)
            card.show()

    def _tell(self) -> None:
        chosen = self.table.current_id
        if chosen is not None:
            self.story.show_step(self.table.row(chosen))

    def _checklist(self, stap: Stap) -> Card:
        card = Card(f"Om naar stap {stap.volgorde} ({stap.kort}) te gaan")
        for condition in stap.ingang or ("Geen voorwaarden in dit model.",):
            row = QHBoxLayout()
            row.setSpacing(TOKENS.s)
            row.addWidget(IconLabel("square"))
            row.addWidget(label(condition, wrap=True), 1)
            card.body.addLayout(row)
        owner = QVBoxLayout()
        owner.addWidget(label(f"Eigenaar: {stap.eigenaar}. Deze stap zet de {stap.wie}.", "klein", wrap=True))
        card.body.addLayout(owner)
        go = button(
            f"Zet op stap {stap.volgorde}", lambda: self.step_asked.emit(stap.volgorde), "arrow-up-right", "Ctrl+O"
        )
        go.setEnabled(self.may_write and stap.may_take(self.sessie.actor.rol))
        bottom = QHBoxLayout()
        bottom.addWidget(go)
        bottom.addStretch()
        card.body.addLayout(bottom)
        return card

    def waarom(self) -> Vraag | None:
        """The days and the norm of the step one stands on."""
        chosen = self.table.current_id
        if self.dossier is None or chosen is None:
            return None
        return Vraag(Over.STAP, self.dossier.id, chosen, "ladder")

    def focus_first(self) -> None:
        """The table of steps."""
        self.table.setFocus()
