"""Gemeenten: do they differ more than chance gives? A funnel, never a ranking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from expertteam_app.analysis.beelden import funnel_picture
from expertteam_app.analysis.trechter import Trechterpunt
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.signaal import SignaalSoort
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.signalen import Bevinding
from expertteam_app.services.trends import TrechterUitkomst
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_velden import button, code_choice
from expertteam_app.ui.pages.cijfer_delen import PeriodeKeuze, Reken
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.pages.hiaten_bevinding import BevindingDeel
from expertteam_app.ui.pages.hiaten_deel import OTHER_NOUNS
from expertteam_app.ui.pages.hiaten_oordeel import TONES
from expertteam_app.ui.text import getal
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import hint
from expertteam_app.ui.work import Work

HOE = (
    "We rekenen voor elke gemeente uit tussen welke aantallen zij zou liggen als zij precies was zoals de regio "
    "(Poisson, 95% en 99,8%); een kleine gemeente schommelt door toeval meer, daarom lopen de lijnen daar uit elkaar. "
    "Buiten de eerste lijn is “opvallend”, buiten de tweede een “signaal”; een rangorde zegt bij zulke aantallen niets."
)


@dataclass(frozen=True, slots=True)
class _Answer:
    periode: Periode
    uitkomst: TrechterUitkomst


class GemeentenDeel(BevindingDeel):
    """The gemeenten in the order of the codelijst, and the funnel."""

    title = "Gemeenten"
    hoe = HOE

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie)
        self._answer: _Answer | None = None
        self._reken = Reken(work, self, "Gemeenten vergelijken", self._show)
        self._reken.busy_changed.connect(self.show_busy)
        today = sessie.context.vandaag()
        self.periode = PeriodeKeuze(today, Periode(today.year))
        self.periode.activated.connect(self._compute)
        self.note = hint("")
        self.model: ListModel[Trechterpunt] = ListModel(self._columns())
        self.table = FillTable("Gemeenten, in vaste volgorde", 4, most=5, snug=True)
        self.table.show_rows(self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._choose())
        self.table.opened.connect(lambda _number: self.behind.enter())
        self.picture.chosen.connect(self._choose_place)
        self.fill_button = button("Jeugdigen invullen", self.enter_number, "pencil")
        if not sessie.actor.can(Right.SETTINGS_WRITE):
            self.fill_button.hide()
        layout = self.lay_out()
        head = QWidget()
        flow = FlowLayout(head, TOKENS.s)
        for part in (self.periode, self.fill_button, self.status):
            flow.addWidget(part)
        for widget in (head, self.note, self.table, self.detail):
            layout.addWidget(widget)
        layout.addStretch()
        self.place_cards(layout, self.table)

    def _columns(self) -> tuple[Column[Trechterpunt], ...]:
        return (
            Column("gemeente", "Gemeente", lambda p: self._label(p.gemeente), width=20),
            Column("aantal", "Casussen", lambda p: str(p.aantal), right=True, width=9),
            Column("bij_toeval", "Zoals de regio (95%)", _limits, right=True, width=18),
            Column("per", "Per 10.000", lambda p: getal(p.per_10000, 1), right=True, width=10),
            Column("geschat", "Voorzichtig geschat", lambda p: getal(p.geschat, 1), right=True, width=17),
            Column("jeugdigen", "Jeugdigen", lambda p: getal(p.jeugdigen), right=True, width=10),
            Column("jaar", "Jaar", self._year, right=True, width=6),
            Column("oordeel", "Oordeel", lambda p: p.oordeel.woorden, lambda p: TONES.get(p.oordeel), width=24),
        )

    def _label(self, code: str) -> str:
        return self.sessie.lists["gemeenten"].label(code)

    def _year(self, punt: Trechterpunt) -> str:
        return "" if self._answer is None else str(self._answer.uitkomst.jaren.get(punt.gemeente, ""))

    # -- computing -----------------------------------------------------------------------------------------------

    def refresh(self, nouns: frozenset[str]) -> None:
        """Count again when something changed that shows here."""
        if not nouns or nouns - OTHER_NOUNS:
            self._compute()

    def _compute(self) -> None:
        periode = self.periode.periode
        self._reken.ask(lambda _job: _Answer(periode, self.sessie.trends.trechter(periode.van, periode.tot)))

    def _show(self, answer: object) -> None:
        if not isinstance(answer, _Answer):
            return
        chosen = self.chosen
        self._answer = answer
        trechter, missing = answer.uitkomst.trechter, self._without()
        rows = () if trechter is None else trechter.punten
        lines = []
        if trechter is not None:
            lines.append(
                f"In {answer.periode.label} kwamen {getal(trechter.totaal)} casussen binnen, "
                f"{getal(trechter.regio_per_10000, 1)} per 10.000 jeugdigen."
            )
        if missing:
            names = ", ".join(self._label(g) for g in missing)
            lines.append(f"Zonder aantal jeugdigen, en daarom niet in het beeld: {names}.")
        self.note.setText(" ".join(lines))
        self.model.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.detail.setVisible(bool(rows))
        if trechter is not None:
            self.name.setText(f"Casussen per gemeente, {answer.periode.label}")
            names_of = {p.gemeente: self._label(p.gemeente) for p in rows}
            self.picture.show_beeld(funnel_picture("Casussen per gemeente", trechter, names_of))
            self._choose_place(rows[0].gemeente if chosen is None else chosen.gemeente)
        self._choose()

    def _without(self) -> list[str]:
        """Gemeenten without a number of jeugdigen: those of the list, and others where a casus came from."""
        if self._answer is None:
            return []
        found = self._answer.uitkomst
        listed = [c.code for c in self.sessie.lists["gemeenten"] if c.code not in found.jaren]
        return [*listed, *(g for g in found.zonder_telling if g not in listed)]

    @property
    def chosen(self) -> Trechterpunt | None:
        """The gemeente one stands on."""
        number = self.table.current_id
        return None if number is None or number >= len(self.model.rows) else self.model.rows[number]

    def _choose_place(self, gemeente: str) -> None:
        place = next((k for k, p in enumerate(self.model.rows) if p.gemeente == gemeente), 0)
        self.table.setCurrentIndex(self.model.index(place, 0))

    def _choose(self) -> None:
        chosen = self.chosen
        if chosen is None or self._answer is None:
            self.show_bevinding(None)
            return
        low, high = chosen.grens95
        name, periode = self._label(chosen.gemeente), self._answer.periode
        self.sentence.setText(
            f"{name}: {chosen.aantal} casussen; als de gemeente was zoals de regio {low} tot en met {high}. "
            f"Oordeel: {chosen.oordeel.woorden}."
        )
        self.behind.show_casussen(
            self._answer.uitkomst.casussen.get(chosen.gemeente, ()),
            f"{name}, {periode.label}: {chosen.aantal} casussen",
            f"{name}, {periode.label}",
        )
        self.show_bevinding(
            Bevinding(
                soort=SignaalSoort.TRECHTER,
                sleutel=f"trechter:{chosen.gemeente}",
                periode=periode.code,
                programma=chosen.oordeel,
                gezien={
                    "naam": f"gemeente {name}",
                    "telling": f"{chosen.aantal} casussen",
                    "zoals de regio": f"{low} tot en met {high}",
                },
            )
        )

    # -- jeugdigen -----------------------------------------------------------------------------------------------

    def enter_number(self) -> None:
        """Open the card that takes the jeugdigen of a gemeente, with the first one that has none."""
        missing = self._without()
        card = Invoer("Jeugdigen van een gemeente", "Vastleggen", self._store)
        places = code_choice(self.sessie.lists["gemeenten"], "Kies een gemeente")
        card.add("gemeente", "Gemeente", places, required=True)
        card.add("jaar", "Jaar", QLineEdit(), required=True)
        card.add("aantal", "Jeugdigen van 0 tot 23 jaar", QLineEdit(), required=True)
        card.add("bron", "Bron", QLineEdit(), "Bijvoorbeeld: CBS, bevolking op 1 januari.")
        start = {"gemeente": missing[0] if missing else "", "jaar": str(self.periode.periode.jaar), "bron": "CBS"}
        for key, value in start.items():
            card.form.set_value(key, value)
        self.open_card(card, self.fill_button)

    def _store(self, values: Mapping[str, object]) -> None:
        numbers = {}
        for key, example in (("jaar", "2026"), ("aantal", "8300")):
            typed = str(values[key]).replace(".", "").strip()
            if not (typed.isascii() and typed.isdigit()):
                raise FieldError(key, "Dit is geen getal.", f"Typ bijvoorbeeld {example}.")
            numbers[key] = int(typed)
        self.sessie.trends.zet_jeugdigen(
            str(values["gemeente"]), numbers["jaar"], numbers["aantal"], str(values["bron"])
        )

    def choose_period(self) -> None:
        """Go to the period."""
        self.periode.setFocus()

    def focus_first(self) -> None:
        """The gemeenten, or the period when there are none."""
        (self.table if self.model.rows else self.periode).setFocus(Qt.FocusReason.TabFocusReason)


def _limits(punt: Trechterpunt) -> str:
    return f"{punt.grens95[0]} tot en met {punt.grens95[1]}"
