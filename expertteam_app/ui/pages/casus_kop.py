"""The head of a dossier: who it is about, how it stands, the clock of the present step, and what can be done."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from expertteam_app.domain.dossier import CasusDossier
from expertteam_app.domain.uitspraak import missing_voices
from expertteam_app.ui.icons import icon
from expertteam_app.ui.pages.casus_handelingen import HANDELINGEN
from expertteam_app.ui.pages.casus_velden import button, column
from expertteam_app.ui.pages.casus_woorden import STATUS_TONES, Klokstand, Lists, klokstand, leeftijd_uitgebreid, ronde
from expertteam_app.ui.text import dag_cijfers, dagen
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import hint, label, title
from expertteam_app.ui.widgets.status import Meter, StatusPill

METER_CHARACTERS = 34


class CasusKop(QWidget):
    """The head.

    Emits `closed` to go back to the list, `asked` with the id of an act, `why_asked` for the present klok and
    `voice_asked` to write down the voice that is missing.
    """

    closed = Signal()
    asked = Signal(str)
    why_asked = Signal()
    voice_asked = Signal()

    def __init__(self, lists: Lists, *, may_write: bool) -> None:
        super().__init__()
        self._lists = lists
        self._may_write = may_write
        self.title = title("")
        self.pill = StatusPill("open", Tone.INFO)
        self.facts = hint("")
        self._back = QToolButton()
        self._back.setIcon(icon("chevron-left"))
        self._back.setText("Lijst")
        self._back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._back.setToolTip("Terug naar de lijst (Esc)")
        self._back.setAccessibleName("Terug naar de lijst")
        self._back.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._back.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.setSpacing(TOKENS.s)
        top.addWidget(self.title, 1)
        top.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self._back, 0, Qt.AlignmentFlag.AlignVCenter)
        layout = column(self, spacing=TOKENS.s)
        layout.addLayout(top)
        layout.addLayout(self._make_fold())
        layout.addWidget(self.facts)
        layout.addWidget(self._make_clock())
        self._acts = self._make_actions()
        layout.addWidget(self._acts)
        self._follow_fold()
        self._fit()

    def _make_fold(self) -> QHBoxLayout:
        self._low, self._unfolded = False, False
        self.gist = label("", "uitleg", wrap=True)
        self.fold = button("", self._turn, role="stil")
        row = QHBoxLayout()
        row.addWidget(self.gist, 1)
        row.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def set_low(self, low: bool) -> None:
        """Where the window is low, everything under the name stands behind one line, until one asks for it."""
        if low != self._low:
            self._low = low
            self._follow_fold()

    def _turn(self) -> None:
        self._unfolded = not self._unfolded
        self._follow_fold()

    def _follow_fold(self) -> None:
        away = self._low and not self._unfolded
        self.gist.setVisible(away)
        self.fold.setVisible(self._low)
        self.fold.setText("Meer" if away else "Minder")
        self.fold.setIcon(icon("chevron-down" if away else "chevron-up", beside=True))
        self.fold.setAccessibleName("Klok en handelingen tonen" if away else "Klok en handelingen verbergen")
        for part in (self.facts, self._clock, self._acts):
            part.setVisible(not away)

    def _make_clock(self) -> QWidget:
        self._clock = QWidget()
        self._step = label("", "veld")
        self.meter = Meter("Klok van deze stap")
        self._bruto = label("", "klein")
        self._bruto.setToolTip("Bruto: wat het gezin wachtte, pauzes meegeteld")
        self._why = button("Waarom?", self.why_asked.emit, role="stil")
        self._why.setAccessibleName("Waarom deze klok?")
        row = FlowLayout(self._clock, TOKENS.m)
        self.voice = button("Stem ontbreekt", self.voice_asked.emit, role="stil")
        self.voice.setIcon(icon("triangle-alert", Tone.LET_OP, beside=True))
        self._running = (self._step, self.meter, self._bruto, self._why)
        for part in (*self._running, self.voice):
            row.addWidget(part)
        return self._clock

    def changeEvent(self, event: QEvent) -> None:
        """The meter follows the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "meter"):
            self._fit()

    def _fit(self) -> None:
        self.meter.setMinimumWidth(self.fontMetrics().averageCharWidth() * METER_CHARACTERS)

    def _make_actions(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, TOKENS.xs)
        self.buttons: dict[str, QPushButton] = {}
        for act in HANDELINGEN:
            made = button(act.titel, partial(self.asked.emit, act.id), act.icoon, act.keys)
            self.buttons[act.id] = made
            flow.addWidget(made)
        return holder

    @property
    def last_button(self) -> QPushButton:
        """After this one the keyboard leaves the head."""
        return self.buttons[HANDELINGEN[-1].id]

    def show_dossier(self, dossier: CasusDossier, today: date) -> None:
        """Show a dossier as it stands on a day."""
        stand = dossier.stand
        self.title.setText(f"{dossier.nummer} · {dossier.jeugdige.naam}")
        self.pill.set_status(stand.status, STATUS_TONES.get(stand.status, Tone.NEUTRAAL))
        self.pill.updateGeometry()
        facts = [
            leeftijd_uitgebreid(dossier.jeugdige.geboortedatum, today, dossier.jeugdige.geboortejaar),
            self._lists["gemeenten"].label(dossier.gemeente),
            f"aangemeld {dag_cijfers(stand.aangemeld)}",
        ]
        if stand.cyclus > 1:
            facts.append(ronde(stand.cyclus))
        if stand.gesloten:
            outcome = self._lists["uitkomsten"].label(stand.uitkomst or "zonder uitkomst")
            facts.append(f"gesloten {dag_cijfers(stand.afgesloten_op)}: {outcome}")
        if stand.gepauzeerd is not None:
            until = stand.gepauzeerd.verwacht_tot
            end = f", verwacht tot {dag_cijfers(until)}" if until is not None else ", zonder verwacht einde"
            facts.append(f"gepauzeerd sinds {dag_cijfers(stand.gepauzeerd.van)}{end}")
        self.facts.setText(" · ".join(facts))
        self._show_clock(klokstand(dossier))
        self._show_voice(missing_voices(dossier.stem_jeugdige, dossier.stem_ouders, dossier.stem_niet_gelukt))
        self.gist.setText(self._gist(facts[0], klokstand(dossier)))
        for act in HANDELINGEN:
            self.buttons[act.id].setVisible(act.kan(dossier))
            self.buttons[act.id].setEnabled(self._may_write)

    def _show_clock(self, clock: Klokstand | None) -> None:
        for part in self._running:
            part.setVisible(clock is not None)
        if clock is None:
            return
        stap = clock.stap
        self._step.setText(f"Stap {stap.volgorde} · {stap.naam.split('(', maxsplit=1)[0].strip()}")
        self.meter.set_value(clock.netto, stap.norm, stap.eenheid)
        self._bruto.setText(f"bruto {dagen(clock.bruto, stap.eenheid)}")

    def _gist(self, who: str, clock: Klokstand | None) -> str:
        """What stays readable when the head is folded: the step with its klok, else who it is about."""
        voice = "" if self.voice.isHidden() else " · stem ontbreekt"
        return f"{self._step.text()} · {self.meter.text}{voice}" if clock is not None else f"{who}{voice}"

    def _show_voice(self, missing: tuple[str, ...]) -> None:
        """A casus without the voice of the child or the parents, and without the reason why, says so in its head."""
        self.voice.setVisible(bool(missing))
        words = f"De stem van {' en '.join(missing)} ontbreekt"
        self.voice.setToolTip(f"{words}. Leg bij Stem vast wat er is gezegd, of waarom dat niet lukte.")
        self.voice.setAccessibleName(f"{words}: ga naar Stem")
