"""What people make of a finding: the questions to ask first, what was said before, and the card that records it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal

from expertteam_app.domain.access import Right
from expertteam_app.domain.oordeel import Oordeel
from expertteam_app.domain.signaal import Signaal
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.signalen import Bevinding
from expertteam_app.ui.pages.casus_invoer import Invoer, KaartPlek
from expertteam_app.ui.pages.casus_velden import TextArea, button, code_choice
from expertteam_app.ui.pages.casus_werk import Concept
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import Tone
from expertteam_app.ui.widgets.cards import Card, row_of
from expertteam_app.ui.widgets.labels import hint, label

VRAGEN = (
    "Leggen we sinds kort meer, beter of anders vast?",
    "Gaat het om één gezin, één school of één melder die vaak terugkomt?",
    "Is een aanbieder gestopt, vol, of juist begonnen?",
)
"""Other explanations that are asked after every time (PRODUCT 5)."""
TONES = {Oordeel.SIGNAAL: Tone.LET_OP, Oordeel.OPVALLEND: Tone.INFO}
"""How the verdicts stand out in a table; the words say the same."""


class OordeelKaart(Card):
    """The verdict of people on the finding that is shown. Emits `opened` with the card that records one."""

    opened = Signal(object)

    def __init__(self, sessie: Sessie) -> None:
        super().__init__("Wat zou dit ook kunnen verklaren?")
        self._sessie = sessie
        self._bevinding: Bevinding | None = None
        self._may_write = sessie.actor.can(Right.CASUS_WRITE)
        for vraag in VRAGEN:
            self.add(label(f"• {vraag}", wrap=True))
        self.said = label("", wrap=True)
        self.judge_button = button("Oordeel vastleggen", self.judge, "pencil", "Ctrl+Shift+O")
        if not self._may_write:
            self.judge_button.hide()
        self.add(self.said)
        if not self._may_write:
            self.add(hint("Met uw rol kunt u geen oordeel vastleggen."))
        self.body.addLayout(row_of(self.judge_button, None))
        self.body.addStretch()
        self.plek = KaartPlek(self.body, self.body.count() - 1, self._back)

    @property
    def can_judge(self) -> bool:
        """Whether there is something to judge, by someone who may."""
        return self._may_write and self._bevinding is not None

    def show_bevinding(self, bevinding: Bevinding | None) -> None:
        """Show what was said of a finding; another finding puts an open card away, its draft waits."""
        before, self._bevinding = self._bevinding, bevinding
        if before is not None and (bevinding is None or _key(before) != _key(bevinding)):
            self.plek.drop()
        self.judge_button.setEnabled(self.can_judge)
        found = None if bevinding is None else known(self._sessie, bevinding)
        self.said.setText("Nog geen oordeel van mensen." if found is None else said(self._sessie, found))

    def judge(self) -> None:
        """Open the card that records a verdict."""
        bevinding = self._bevinding
        if bevinding is None or not self._may_write:
            return
        card = judge_card(self._sessie, bevinding, known(self._sessie, bevinding))
        self.plek.open(card)
        self.opened.emit(card)

    def flush(self) -> None:
        """Keep what is half typed."""
        self.plek.flush()

    def _back(self) -> None:
        self.judge_button.setFocus(Qt.FocusReason.TabFocusReason)


def judge_card(sessie: Sessie, bevinding: Bevinding, before: Signaal | None) -> Invoer:
    """The card that records what people say of a finding.

    Args:
        sessie: the open kluis.
        bevinding: the finding.
        before: what was said of it in this period, to begin with.
    """

    def store(values: Mapping[str, object]) -> None:
        sessie.signalen.oordeel(bevinding, str(values["mens"] or ""), str(values["verklaring"]))

    concept = Concept(sessie.concepten, f"signaal-{bevinding.sleutel}-{bevinding.periode}")
    card = Invoer("Oordeel van mensen", "Vastleggen", store, concept)
    choice = code_choice(sessie.lists["signaal_oordeel"], "Kies een oordeel")
    card.add("mens", "Wat vinden wij ervan?", choice, required=True)
    card.add("verklaring", "Verklaring of toelichting", TextArea(2), "Zonder namen. Ctrl+Enter legt vast.", wide=True)
    if before is not None:
        card.form.set_value("mens", before.mens)
        card.form.set_value("verklaring", before.verklaring)
    card.set_note("Bij loos alarm of een andere verklaring sluit het signaal meteen; het blijft in het register staan.")
    return card


def known(sessie: Sessie, bevinding: Bevinding) -> Signaal | None:
    """What people said of this finding in this period, or None."""
    return next((s for s in sessie.signalen.all() if (s.sleutel, s.periode) == _key(bevinding)), None)


def said(sessie: Sessie, signaal: Signaal) -> str:
    """What people said of a signaal, as a sentence."""
    what = sessie.lists["signaal_oordeel"].label(signaal.mens) if signaal.mens else "nog geen oordeel"
    who = f" ({signaal.beoordeeld_door}, {dag_cijfers(signaal.beoordeeld_op)})" if signaal.beoordeeld_op else ""
    why = f" “{signaal.verklaring}”" if signaal.verklaring else ""
    return f"Oordeel van mensen: {what}{who}.{why}"


def _key(bevinding: Bevinding) -> tuple[str, str]:
    return bevinding.sleutel, bevinding.periode
