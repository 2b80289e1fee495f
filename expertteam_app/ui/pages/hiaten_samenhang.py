"""Samenhang: which kenmerken fall together more often than chance gives, and what can be seen at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from expertteam_app.domain.oordeel import Oordeel
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.signaal import SignaalSoort
from expertteam_app.services.patronen import PatronenOverzicht, PatroonUitkomst
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.signalen import Bevinding
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_velden import Choice, button
from expertteam_app.ui.pages.cijfer_delen import PeriodeKeuze, Reken
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.pages.hiaten_achter import CasussenAchter
from expertteam_app.ui.pages.hiaten_deel import OTHER_NOUNS, HiatenDeel, gemeente_choice
from expertteam_app.ui.pages.hiaten_oordeel import TONES, OordeelKaart
from expertteam_app.ui.text import getal
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import Card, EmptyState, row_of
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.icoontjes import Icoontjes
from expertteam_app.ui.widgets.labels import heading, hint, label
from expertteam_app.ui.work import Work

SIDE_BY_SIDE = 110
"""Characters that must fit beside each other before the casussen stand beside the pattern."""
LOUD = (Oordeel.SIGNAAL, Oordeel.OPVALLEND)
BACK = ((2, "met de twee jaar ervoor"), (0, "alleen deze periode"))
FILTERS = (("luid", "Opvallend en signaal"), ("alles", "Ook wat past bij toeval of te weinig is"))
PAIR = 2


@dataclass(frozen=True, slots=True)
class _Answer:
    periode: Periode
    overzicht: PatronenOverzicht


class SamenhangDeel(HiatenDeel):
    """The patterns of a period, clearest first, and one of them in full."""

    title = "Samenhang"

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie)
        self._answer: _Answer | None = None
        self._reken = Reken(work, self, "Samenhang zoeken", self._show)
        self._reken.busy_changed.connect(self._show_busy)
        self.periode = PeriodeKeuze(sessie.context.vandaag())
        self.back = Choice(BACK)
        self.back.setAccessibleName("Hoe ver terug")
        self.back.setMinimumContentsLength(20)
        self.gemeente = gemeente_choice(sessie)
        self.filter = Choice(FILTERS)
        self.filter.setMinimumContentsLength(20)
        self.filter.setAccessibleName("Welke patronen")
        self.status = label("", "uitleg")
        self.visible = label("", wrap=True)
        self.folded = hint("")
        self.model: ListModel[PatroonUitkomst] = ListModel(_columns(), {"telling": lambda u: u.patroon.samen})
        self.table = FillTable("Patronen, het duidelijkste bovenaan", 4, most=6, snug=True)
        self.table.show_rows(self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._choose())
        self.empty = EmptyState("puzzle", "Geen patroon dat verder gaat dan toeval", "")
        self.behind = CasussenAchter(sessie)
        self.connect_behind(self.behind)
        self.table.opened.connect(lambda _number: self.behind.enter())
        self.oordeel = OordeelKaart(sessie)
        self.oordeel.opened.connect(self.show_card)
        for choice in (self.periode, self.back, self.gemeente):
            choice.activated.connect(self._compute)
        self.filter.activated.connect(self._fill)
        self._build()

    def _build(self) -> None:
        layout = self.lay_out()
        head = QWidget()
        flow = FlowLayout(head, TOKENS.s)
        for part in (self.periode, self.back, self.gemeente, self.filter, self.status):
            flow.addWidget(part)
        self._detail = QWidget()
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._detail)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(TOKENS.m)
        self._beside.addWidget(self._words(), 2)
        right = QWidget()
        column = QBoxLayout(QBoxLayout.Direction.TopToBottom, right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TOKENS.m)
        column.addWidget(self.behind, 1)
        column.addWidget(self.oordeel)
        self._beside.addWidget(right, 3)
        for widget in (head, self.visible, self.folded, self.table, self.empty, self._detail):
            layout.addWidget(widget)
        layout.addStretch()

    def _words(self) -> Card:
        card = Card()
        self.name = heading("")
        self.sentence = label("", wrap=True)
        self.icons = Icoontjes()
        self.legend = label("", "klein", wrap=True)
        self.copy_button = button("Kopieer als tabel", self.icons.copy_as_table, "copy", role="stil")
        self.how = button("Hoe is dit gerekend?", self._toggle_how, "info", role="stil")
        self.how.setCheckable(True)
        self.explanation = hint("")
        self.explanation.hide()
        for part in (self.name, self.sentence, self.icons, self.legend):
            card.add(part)
        card.body.addLayout(row_of(self.copy_button, self.how, None))
        card.add(self.explanation)
        card.body.addStretch()
        return card

    def _toggle_how(self) -> None:
        self.explanation.setVisible(self.how.isChecked())

    # -- computing -----------------------------------------------------------------------------------------------

    def refresh(self, nouns: frozenset[str]) -> None:
        """Look again when something changed that shows here."""
        if not nouns or nouns - OTHER_NOUNS:
            self._compute()

    def _compute(self) -> None:
        periode, gemeente = self.periode.periode, str(self.gemeente.currentData()) or None
        van = date(periode.jaar - int(self.back.currentData()), 1, 1) if self.back.currentData() else periode.van
        self._reken.ask(lambda _job: _Answer(periode, self.sessie.patronen.overzicht(van, periode.tot, gemeente)))

    def _show_busy(self, busy: bool) -> None:
        self.status.setText("Bezig met zoeken …" if busy else "")

    def _show(self, answer: object) -> None:
        if isinstance(answer, _Answer):
            self._answer = answer
            self._fill()

    def _fill(self) -> None:
        if self._answer is None:
            return
        overzicht = self._answer.overzicht
        everything = [*overzicht.paren, *overzicht.drietallen]
        quiet = sum(u.patroon.oordeel not in LOUD for u in everything)
        chosen = self.chosen
        order = (*LOUD, Oordeel.TOEVAL, Oordeel.TE_WEINIG) if self.filter.currentData() == "alles" else LOUD
        rows = [u for oordeel in order for u in overzicht.with_verdict(oordeel)]
        self.visible.setText(overzicht.wat_te_zien_is)
        self.folded.setText(
            f"Gekeken naar {getal(overzicht.getoetst)} paren kenmerken. {getal(quiet)} vielen samen zoals bij toeval, "
            "of te weinig om iets te zeggen."
        )
        self.folded.setVisible(bool(overzicht.n))
        self.model.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._detail.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        same = next((k for k, u in enumerate(rows) if chosen is not None and u.sleutel == chosen.sleutel), 0)
        if rows:
            row = next(r for r in range(len(rows)) if self.model.id_at(r) == same)
            self.table.setCurrentIndex(self.model.index(row, 0))
        self._choose()

    @property
    def chosen(self) -> PatroonUitkomst | None:
        """The pattern one stands on."""
        number = self.table.current_id
        return None if number is None or number >= len(self.model.rows) else self.model.rows[number]

    def _choose(self) -> None:
        chosen = self.chosen
        if chosen is None or self._answer is None:
            self.behind.show_casussen((), "", "")
            self.oordeel.show_bevinding(None)
            return
        patroon, last = chosen.patroon, chosen.kenmerken[-1].label
        others = " en ".join(k.label for k in chosen.kenmerken[:-1])
        self.name.setText(_words_of(chosen))
        self.sentence.setText(
            f"{chosen.telling} hebben ook: {others}. Bij toeval zouden het er ongeveer {getal(patroon.verwacht, 1)} "
            f"zijn. Oordeel: {patroon.oordeel.woorden}."
        )
        self.icons.show_share(patroon.samen, patroon.laatste, others, f"gezinnen met {last}")
        scale = f" Eén rondje staat voor {self.icons.per_teken} gezinnen." if self.icons.per_teken > 1 else ""
        self.legend.setText(f"Elk rondje is een gezin met {last}; gevuld: ook {others}.{scale}")
        self.explanation.setText(_how(self._answer.overzicht, patroon.n))
        periode = self._answer.periode
        self.behind.show_casussen(
            chosen.casus_ids, f"De casussen van deze {patroon.samen} gezinnen", f"{_words_of(chosen)}, {periode.label}"
        )
        self.oordeel.show_bevinding(
            Bevinding(
                soort=SignaalSoort.PAAR if len(chosen.kenmerken) == PAIR else SignaalSoort.DRIETAL,
                sleutel=chosen.sleutel,
                periode=periode.code,
                programma=patroon.oordeel,
                gezien={
                    "kenmerken": _words_of(chosen),
                    "telling": chosen.telling,
                    "bij toeval": f"ongeveer {getal(patroon.verwacht, 1)}",
                },
            )
        )

    # -- what the page asks --------------------------------------------------------------------------------------

    def choose_period(self) -> None:
        """Go to the period."""
        self.periode.setFocus()

    def flush(self) -> None:
        """Keep what is half typed."""
        self.oordeel.flush()

    def focus_first(self) -> None:
        """The patterns, or the period when there are none."""
        (self.table if self.model.rows else self.periode).setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where it fits."""
        super().resizeEvent(event)
        wide = self.width() >= SIDE_BY_SIDE * self.fontMetrics().averageCharWidth()
        self._beside.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)


def _columns() -> tuple[Column[PatroonUitkomst], ...]:
    return (
        Column(
            "oordeel", "Oordeel", lambda u: u.patroon.oordeel.woorden, lambda u: TONES.get(u.patroon.oordeel), width=22
        ),
        Column("kenmerken", "Valt samen", _words_of, width=52),
        Column("telling", "Hoe vaak", lambda u: u.telling, width=40),
    )


def _words_of(uitkomst: PatroonUitkomst) -> str:
    return " + ".join(k.label for k in uitkomst.kenmerken)


def _how(overzicht: PatronenOverzicht, n: int) -> str:
    return (
        f"We tellen gezinnen ({getal(n)}), kinderen van één gezin samen één keer, en rekenen voor elk paar de kans uit "
        "dat het alleen door toeval zo vaak samenvalt (toets van Fisher, eenzijdig; minstens 3 gezinnen). Omdat we "
        f"naar {getal(overzicht.getoetst)} paren tegelijk kijken, is de grens strenger (Benjamini-Hochberg): van wat "
        "“signaal” heet mag naar verwachting hooguit 5 op de 100 toch toeval zijn, van “opvallend” 10 op de 100."
    )
