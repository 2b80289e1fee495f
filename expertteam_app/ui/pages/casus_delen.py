"""Delen: with whom something may be shared, for what, on what ground, and who must agree."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertteam_app.domain.dossier import CasusDossier
from expertteam_app.domain.toestemming import GROND_TOESTEMMING, Antwoord, Stand, opsomming
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.toestemmingen import Delen, GeverInfo, ToestemmingInfo
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_delen_kaarten import DelenKaarten
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_rijen import RijenTab, Woorden
from expertteam_app.ui.pages.casus_velden import IconLabel, button, column, tab_after
from expertteam_app.ui.pages.waarom import why_button
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import Card, row_of
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import heading, label
from expertteam_app.ui.widgets.status import StatusPill

TONES = {
    Stand.GELDIG: Tone.GOED,
    Stand.VERLOOPT: Tone.LET_OP,
    Stand.OP_GROND: Tone.INFO,
    Stand.NIET_TOEREIKEND: Tone.FOUT,
    Stand.TE_VRAGEN: Tone.LET_OP,
    Stand.ONBEKEND: Tone.LET_OP,
    Stand.GEWEIGERD: Tone.FOUT,
    Stand.INGETROKKEN: Tone.FOUT,
    Stand.VERLOPEN: Tone.FOUT,
    Stand.NOG_NIET: Tone.NEUTRAAL,
    Stand.GEEN: Tone.NEUTRAAL,
}


def periode(info: ToestemmingInfo) -> str:
    """``01-01-2026 t/m 30-06-2026``, or ``vanaf 01-01-2026``."""
    t = info.toestemming
    return f"vanaf {dag_cijfers(t.vanaf)}" if t.tot is None else f"{dag_cijfers(t.vanaf)} t/m {dag_cijfers(t.tot)}"


def antwoord_woorden(info: GeverInfo) -> str:
    """What someone answered, in words: ``ja op 01-01-2026, ingetrokken op 04-05-2026 (verhuisd)``."""
    said = info.antwoord
    if said is None:
        return "nog niet gevraagd of geantwoord" if info.nodig else "hoeft niet te antwoorden"
    words = gezegd(said)
    return words if info.nodig else f"{words}; hoeft nu niet te antwoorden"


def gezegd(said: Antwoord) -> str:
    """One answer in words."""
    words = f"{said.antwoord} op {dag_cijfers(said.datum)}"
    if said.ingetrokken_op is not None:
        words += f", ingetrokken op {dag_cijfers(said.ingetrokken_op)}"
    return f"{words} ({said.reden})" if said.reden else words


def antwoord_regels(info: GeverInfo) -> list[str]:
    """The last answer of someone, and under it those before it."""
    return [f"{info.gever.naam}: {antwoord_woorden(info)}", *(f"    eerder: {gezegd(a)}" for a in info.eerder)]


class WieKaart(Card):
    """Who must give toestemming, and why; always in sight."""

    def __init__(self) -> None:
        super().__init__("Wie moet toestemming geven, en waarom?")
        self.who = label("", "veld", wrap=True)
        self.why = label("", wrap=True)
        self.missing = label("", wrap=True)
        self._missing_row = QWidget()
        row = row_of(IconLabel("triangle-alert", Tone.LET_OP), self.missing)
        row.setStretch(1, 1)
        row.setContentsMargins(0, 0, 0, 0)
        self._missing_row.setLayout(row)
        for part in (self.who, self.why, self._missing_row):
            self.add(part)

    def show_delen(self, delen: Delen) -> None:
        """Tell it for the day of `delen`."""
        need = delen.vereist
        names = opsomming(g.naam for g in need.gevers) if need.gevers else "nog niet bekend"
        self.who.setText(f"Nu antwoordt: {names}" if len(need.gevers) <= 1 else f"Nu antwoorden: {names}")
        self.why.setText("\n".join(need.uitleg))
        self.missing.setText("\n".join(need.ontbreekt))
        self._missing_row.setVisible(bool(need.ontbreekt))


class RegelKaart(Card):
    """What stands behind the chosen line: the verdict, why, and what everyone answered."""

    def __init__(self) -> None:
        super().__init__()
        self.title = heading("")
        self.pill = StatusPill("", Tone.NEUTRAAL)
        self.reason = label("", wrap=True)
        self.answers = label("", wrap=True)
        self.weighing = label("", "klein", wrap=True)
        top = row_of(self.title, self.pill)
        top.setStretch(0, 1)
        self.body.addLayout(top)
        for part in (self.reason, self.answers, self.weighing):
            self.add(part)

    def show_info(self, info: ToestemmingInfo) -> None:
        """Tell one toestemming."""
        t, verdict = info.toestemming, info.oordeel
        self.title.setText("Delen mag" if verdict.mag else "Delen mag niet")
        self.pill.set_status(verdict.stand, TONES[verdict.stand])
        self.pill.updateGeometry()
        self.reason.setText("\n".join(part for part in (verdict.reden, verdict.let_op) if part))
        self.answers.setText("\n".join(line for g in info.gevers for line in antwoord_regels(g)))
        self.answers.setVisible(bool(info.gevers))
        self.weighing.setText(f"Afweging: {t.afweging}")
        self.weighing.setVisible(bool(t.afweging))


class DelenTab(RijenTab[ToestemmingInfo]):
    """The toestemmingen. Enter records an answer, Insert asks a new one, Delete takes away one without answers."""

    title = "Delen"
    woorden = Woorden(
        "Toestemmingen en gronden om te delen",
        "Toestemming of grond toevoegen",
        "Weghalen",
        "Nog niets vastgelegd. Leg per ontvanger en per doel vast wie toestemming geeft, of op welke andere grond u "
        "deelt. Zonder zo'n regel mag er niets naar buiten.",
    )

    def __init__(self, sessie: Sessie) -> None:
        col = Column[ToestemmingInfo]
        columns = (
            col("stand", "Stand", lambda i: i.oordeel.stand, lambda i: TONES[i.oordeel.stand], width=28),
            col("ontvanger", "Delen met", lambda i: i.toestemming.ontvanger, width=22),
            col("doel", "Waarvoor", lambda i: i.toestemming.doel, width=24),
            col("grond", "Grond", lambda i: i.toestemming.grond_naam, width=18),
            col("periode", "Geldig", periode, width=24),
        )
        super().__init__(sessie, columns, lambda i: i.id)
        self.delen: Delen | None = None
        self._kaarten = DelenKaarten(sessie)
        self.answer_button = button("Antwoord vastleggen", self._answer_current, "check", "Enter", "stil")
        self.withdraw_button = button("Intrekken", self._withdraw_current, "undo-2", role="stil")
        self.change_button = button("Wijzigen", self._change_current, "pencil", role="stil")
        self.why_button = why_button(sessie, self.waarom, "Waarom geldt dit tot die dag?")
        self.judge_button = button("Kan zelf oordelen?", self._judge, "user", role="stil")
        self.judge_button.setEnabled(self.may_write)
        buttons = (
            self.add_button,
            self.answer_button,
            self.withdraw_button,
            self.change_button,
            self.remove_button,
            self.judge_button,
            self.why_button,
        )
        self._bar = QWidget()
        flow = FlowLayout(self._bar, TOKENS.s)
        for each in buttons:
            flow.addWidget(each)
        self.body.insertWidget(0, self._bar)
        for last in (self.table, self.why_button):  # made before the bar; straight behind its own last is no change
            tab_after(self.judge_button, (last,))
        self.wie = WieKaart()
        self.body.insertWidget(0, self.wie)
        self.regel = RegelKaart()
        self._regel_holder = QWidget()
        holder: QVBoxLayout = column(self._regel_holder, spacing=TOKENS.s)
        holder.addWidget(self.regel)
        self.body.insertWidget(self.body.indexOf(self.table) + 1, self._regel_holder)
        self.table.opened.connect(self.answer)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)

    def load(self, dossier: CasusDossier) -> Sequence[ToestemmingInfo]:
        """Ask how everything stands today."""
        self.delen = self.sessie.toestemmingen.van_casus(dossier.id)
        self.wie.show_delen(self.delen)
        self.counted.emit(len(self.delen.toestemmingen))
        return self.delen.toestemmingen

    def waarom(self) -> Vraag | None:
        """Until when the chosen toestemming may be used."""
        chosen = self.table.current_id
        return None if chosen is None else Vraag(Over.TOESTEMMING, chosen)

    @classmethod
    def count(cls, dossier: CasusDossier) -> int | None:
        """Not known without asking the service."""
        del dossier
        return None

    def fill(self, dossier: CasusDossier, *, other: bool) -> None:
        """Show who must answer and how everything stands."""
        super().fill(dossier, other=other)
        self._show_chosen()

    def _current(self) -> ToestemmingInfo | None:
        chosen = self.table.current_id
        found = self.delen.toestemmingen if self.delen is not None else ()
        return next((i for i in found if i.id == chosen), None)

    def _show_chosen(self, *_index: object) -> None:
        info = self._current()
        self._regel_holder.setVisible(info is not None)
        asks = info is not None and info.toestemming.grond == GROND_TOESTEMMING
        self.answer_button.setEnabled(self.may_write and asks)
        said_ja = info is not None and bool(self._kaarten.givers_with_ja(info))
        self.withdraw_button.setEnabled(self.may_write and said_ja)
        self.change_button.setEnabled(self.may_write and info is not None)
        self.why_button.setEnabled(info is not None)
        if info is not None:
            self.regel.show_info(info)

    def make_card(self, casus_id: int) -> Invoer:
        """With whom, for what, on what ground, how long."""
        return self._kaarten.new(casus_id)

    def remove(self, row_id: int) -> object:
        """Take away one on which nobody answered."""
        self.sessie.toestemmingen.remove(row_id)
        return None

    def insert(self) -> None:
        """Open the card that adds one; it is done once, for each sharing is weighed by itself."""
        if self.dossier is not None and self.may_write:
            self.open_card(self.make_card(self.dossier.id), again=False)

    def answer(self, toestemming_id: int) -> None:
        """Open the card that records an answer; on another ground than toestemming, the card that changes it."""
        info = self._current()
        if info is None or info.id != toestemming_id or not self.may_write:
            return
        asks = info.toestemming.grond == GROND_TOESTEMMING
        self.open_card(self._kaarten.answer(info) if asks else self._kaarten.change(info), again=False)

    def _answer_current(self) -> None:
        if self.table.current_id is not None:
            self.answer(self.table.current_id)

    def _withdraw_current(self) -> None:
        info = self._current()
        if info is not None and self._kaarten.givers_with_ja(info):
            self.open_card(self._kaarten.withdraw(info), again=False)

    def _judge(self) -> None:
        if self.dossier is not None and self.delen is not None:
            self.open_card(self._kaarten.judge(self.dossier.id, self.delen.situatie), again=False)

    def _change_current(self) -> None:
        info = self._current()
        if info is not None:
            self.open_card(self._kaarten.change(info), again=False)
