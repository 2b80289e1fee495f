"""Trend: is this half-year more than before, against an own baseline that only people change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from expertteam_app.analysis.beelden import strip
from expertteam_app.domain.access import Right
from expertteam_app.domain.oordeel import Oordeel
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.signaal import SignaalSoort
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.signalen import Bevinding
from expertteam_app.services.trends import INSTROOM, Reeks
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_velden import Choice, TextArea, button
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
    "We vergelijken het halfjaar met het gemiddelde van uw eigen basislijn en rekenen de kans uit dat het alleen door "
    "toeval zo hoog is (Poisson): “opvallend” komt zonder oorzaak 1 op de 40 keer voor, “signaal” 1 op de 1.000 keer. "
    "“Langzaam vaker” telt op wat telkens boven de basislijn ligt (CUSUM); zo blijkt een stijging die geen enkel "
    "halfjaar alleen laat zien."
)


@dataclass(frozen=True, slots=True)
class _Answer:
    periode: Periode
    reeksen: tuple[Reeks, ...]


class TrendDeel(BevindingDeel):
    """Every series up to a half-year, and one of them in full."""

    title = "Trend"
    hoe = HOE

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie)
        self._answer: _Answer | None = None
        self._reken = Reken(work, self, "Trends berekenen", self._show)
        self.periode = PeriodeKeuze(sessie.context.vandaag())
        self.periode.activated.connect(self._compute)
        self.note = hint("")
        self.model: ListModel[Reeks] = ListModel(_columns(), {"nu": lambda r: r.aantallen[-1]})
        self.table = FillTable("Reeksen per halfjaar", 4, most=5, snug=True)
        self.table.show_rows(self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._choose())
        self.base_button = button("Nieuwe basislijn", self.new_baseline, "flag")
        if not sessie.actor.can(Right.SETTINGS_WRITE):
            self.base_button.hide()
        self.add_act(self.base_button)
        layout = self.lay_out()
        head = QWidget()
        flow = FlowLayout(head, TOKENS.s)
        for part in (self.periode, self.status):
            flow.addWidget(part)
        for widget in (head, self.note, self.table, self.detail):
            layout.addWidget(widget)
        layout.addStretch()
        self.place_cards(layout, self.detail)
        self.table.opened.connect(lambda _number: self.behind.enter())
        self.picture.chosen.connect(self._show_half)
        self._reken.busy_changed.connect(self.show_busy)

    # -- computing -----------------------------------------------------------------------------------------------

    def refresh(self, nouns: frozenset[str]) -> None:
        """Count again when something changed that shows here."""
        if not nouns or nouns - OTHER_NOUNS:
            self._compute()

    def _compute(self) -> None:
        periode = self.periode.periode
        self._reken.ask(lambda _job: _Answer(periode, self.sessie.trends.reeksen(periode)))

    def _show(self, answer: object) -> None:
        if not isinstance(answer, _Answer):
            return
        chosen, rows = self.chosen, answer.reeksen
        self._answer = answer
        self.note.setText(self._summary(answer))
        self.model.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.detail.setVisible(bool(rows))
        if rows:
            same = next((k for k, r in enumerate(rows) if chosen is not None and r.sleutel == chosen.sleutel), 0)
            row = next(r for r in range(len(rows)) if self.model.id_at(r) == same)
            self.table.setCurrentIndex(self.model.index(row, 0))
        self._choose()

    def _summary(self, answer: _Answer) -> str:
        if not answer.reeksen:
            return "Er zijn nog geen casussen om per halfjaar te tellen."
        one = answer.reeksen[0]
        part = ""
        if one.loopt_nog:
            part = (
                " Het laatste halfjaar loopt nog: het is vergeleken met evenveel dagen van de halfjaren ervoor, en met "
                "hetzelfde deel van het jaar ervoor."
            )
        if one.deels:
            part += f" In {one.deels} begon de registratie; dat halfjaar is niet heel en telt niet in de basislijn."
        return f"Instroom telt casussen; een zorgvorm telt gezinnen waarbij die hulp werd gemist.{part}"

    @property
    def chosen(self) -> Reeks | None:
        """The series one stands on."""
        number = self.table.current_id
        return None if number is None or number >= len(self.model.rows) else self.model.rows[number]

    def _choose(self) -> None:
        chosen = self.chosen
        if chosen is None:
            self.show_bevinding(None)
            return
        what = _unit(chosen)
        self.name.setText(chosen.naam[:1].upper() + chosen.naam[1:])
        self.sentence.setText(_sentence(chosen))
        self.picture.show_beeld(
            strip(chosen.naam, what, chosen.perioden, chosen.aantallen, chosen.tegen_basis, loopt_nog=chosen.loopt_nog)
        )
        self._show_half(chosen.perioden[-1])
        verdict, soort = _verdict(chosen)
        self.show_bevinding(
            Bevinding(
                soort=soort,
                sleutel=f"trend:{chosen.sleutel}",
                periode=chosen.perioden[-1],
                programma=verdict,
                gezien={"naam": chosen.naam, "telling": f"{chosen.aantallen[-1]} {what}", "basislijn": _base(chosen)},
            )
        )

    def _show_half(self, periode: str) -> None:
        chosen = self.chosen
        if chosen is not None and periode in chosen.perioden:
            place = chosen.perioden.index(periode)
            words = f"{chosen.naam}, {Periode.parse(periode).label}"
            self.behind.show_casussen(
                chosen.casussen[place], f"{words}: {chosen.aantallen[place]} {_unit(chosen)}", words
            )

    # -- the baseline --------------------------------------------------------------------------------------------

    def new_baseline(self) -> None:
        """Open the card that lets a series be compared with itself from another half-year on."""
        chosen = self.chosen
        if chosen is None:
            return
        card = Invoer("Nieuwe basislijn", "Vastleggen", self._store_baseline)
        own, halves = Choice(((chosen.sleutel, chosen.naam), ("", "alle reeksen"))), Choice()
        for code in reversed(chosen.perioden[:-1]):
            halves.addItem(Periode.parse(code).label, code)
        card.add("sleutel", "Voor", own)
        card.add("sinds", "Basislijn sinds", halves)
        card.add("reden", "Waarom?", TextArea(2), "Bijvoorbeeld: sinds toen leggen wij anders vast.", wide=True)
        card.set_note("De reden staat voortaan bij het cijfer. Wat eerder was, telt niet meer mee als gewoon.")
        self.open_card(card, self.base_button)

    def _store_baseline(self, values: Mapping[str, object]) -> None:
        self.sessie.trends.kies_basislijn(
            str(values["sleutel"]), Periode.parse(str(values["sinds"])), str(values["reden"])
        )

    def choose_period(self) -> None:
        """Go to the period."""
        self.periode.setFocus()

    def focus_first(self) -> None:
        """The series, or the period when there are none."""
        (self.table if self.model.rows else self.periode).setFocus(Qt.FocusReason.TabFocusReason)


def _columns() -> tuple[Column[Reeks], ...]:
    return (
        Column("naam", "Reeks", lambda r: r.naam, width=32),
        Column("nu", "Dit halfjaar", lambda r: str(r.aantallen[-1]), right=True, width=11),
        Column("vorig", "Eerder", lambda r: str(r.vorige.vorige) if r.vorige else "", right=True, width=8),
        Column("basis", "Basislijn", _average, right=True, width=9),
        Column(
            "oordeel",
            "Tegen de basislijn",
            lambda r: _against(r).woorden,
            lambda r: TONES.get(_against(r)),
            width=24,
        ),
        Column(
            "verschil",
            "Tegen eerder",
            lambda r: r.vorige.oordeel.woorden if r.vorige else "niet te vergelijken",
            lambda r: TONES.get(r.vorige.oordeel) if r.vorige else None,
            width=24,
        ),
        Column(
            "sluipend",
            "Langzaam vaker",
            lambda r: r.sluipend.oordeel.woorden if r.sluipend else "",
            lambda r: TONES.get(r.sluipend.oordeel) if r.sluipend else None,
            width=24,
        ),
    )


def _against(reeks: Reeks) -> Oordeel:
    return reeks.tegen_basis.oordeel if reeks.tegen_basis else Oordeel.TE_WEINIG


def _average(reeks: Reeks) -> str:
    return getal(reeks.tegen_basis.verwacht, 1) if reeks.tegen_basis else ""


def _unit(reeks: Reeks) -> str:
    return "casussen" if reeks.sleutel == INSTROOM else "gezinnen"


def _verdict(reeks: Reeks) -> tuple[Oordeel, SignaalSoort]:
    """The loudest of what stands against the baseline and what creeps up, and which of the two that is."""
    order = list(Oordeel)
    creeping = reeks.sluipend.oordeel if reeks.sluipend else Oordeel.TE_WEINIG
    if order.index(creeping) > order.index(_against(reeks)):
        return creeping, SignaalSoort.SLUIPEND
    return _against(reeks), SignaalSoort.TREND


def _base(reeks: Reeks) -> str:
    if not reeks.basis:
        return "nog geen basislijn"
    reason = f" (nieuwe basislijn sinds {reeks.basis[0]}: {reeks.sinds})" if reeks.sinds else ""
    per = "in evenveel dagen" if reeks.loopt_nog else "per halfjaar"
    return f"{reeks.basis[0]} tot en met {reeks.basis[-1]}, gemiddeld {_average(reeks)} {per}{reason}"


def _sentence(reeks: Reeks) -> str:
    now = f"{reeks.aantallen[-1]} {_unit(reeks)} in {Periode.parse(reeks.perioden[-1]).label}."
    if reeks.tegen_basis is None:
        return f"{now} Er is nog geen eerder halfjaar om mee te vergelijken."
    t = reeks.tegen_basis
    before = "" if reeks.vorige is None else f" Eerder ({reeks.vergeleken_met}): {reeks.vorige.vorige}."
    return (
        f"{now} Basislijn: {_base(reeks)}. Opvallend vanaf {t.vanaf_opvallend}, een signaal vanaf {t.vanaf_signaal}. "
        f"Oordeel: {t.oordeel.woorden}.{before}"
    )
