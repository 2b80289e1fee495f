"""How a klok ends: the ends that exclude each other over time, and the zaken behind every one of them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from expertteam_app.analysis.beeld_einden import ends_picture
from expertteam_app.domain.doorlooptijd import Keuze
from expertteam_app.domain.einde import OPEN, EindeTelling
from expertteam_app.domain.inzicht import ZaakMeting
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.services.aflopen import LEEFTIJDEN, Aflopen
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_velden import Choice, button, column
from expertteam_app.ui.pages.cijfer_delen import Reken
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.text import aantal, dag_cijfers
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.beeld import BeeldWidget
from expertteam_app.ui.widgets.cards import Card, row_of
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import announce, hint, label
from expertteam_app.ui.work import Work

EERST = "D6"
"""The klok that is shown first: the whole way of a casus."""
HOE = (
    "De afstand tussen twee lijnen is het deel van de begonnen zaken dat op die dag tot dat einde is gekomen, open "
    "zaken meegeteld (Aalen-Johansen). Wie is ingetrokken telt niet als open, want die zaak komt niet meer klaar."
)
SIDE_BY_SIDE = 110
"""Characters that must fit beside each other before the two tables stand side by side."""
GEEN = "In deze periode begon hier geen enkele zaak."
WEINIG = (
    "Er zijn te weinig zaken voor een beeld ({n}, waarvan {af} met een einde); de zaken staan hieronder. Een beeld "
    "komt er vanaf tien zaken en vijf afgeronde."
)


@dataclass(frozen=True, slots=True)
class EindRegel:
    """One end with its shares in words; empty where there is no picture, or where the norm lies beyond it."""

    telling: EindeTelling
    bij_norm: str
    aan_het_eind: str


class Eindendeel(QWidget):
    """The ends of one klok.

    Emits `opened` with a zaak, and `listed` with ids of casussen and what they are called.
    """

    opened = Signal(object)
    listed = Signal(object, str)

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__()
        self._sessie = sessie
        self._keuze: Keuze | None = None
        self._aflopen: Aflopen | None = None
        self._reken = Reken(work, self, "Berekenen hoe zaken aflopen", self._show)
        self.klok = Choice(self._klokken())
        self.klok.setMinimumContentsLength(32)
        self.klok.setAccessibleName("Klok")
        self.klok.choose(EERST)
        self.leeftijd = Choice((age, f"{age} worden telt als einde") for age in reversed(LEEFTIJDEN))
        self.leeftijd.setMinimumContentsLength(24)
        self.leeftijd.setAccessibleName("Verjaardag die als einde telt")
        for choice in (self.klok, self.leeftijd):
            choice.activated.connect(self._ask)
        self.in_words = label("", wrap=True)
        self.beeld = BeeldWidget()
        self.beeld.chosen.connect(self._choose)
        self.copy = button("Kopieer als tabel", self.beeld.copy_as_table, "copy", role="stil")
        self.einden = ListModel(_end_columns())
        self.eind_table = FillTable("Einden van deze klok", 3, most=8)
        self.eind_table.show_rows(self.einden)
        self.eind_table.selectionModel().currentRowChanged.connect(lambda *_: self._fill())
        self.eind_table.opened.connect(lambda _number: self._go_to_zaken())
        self.zaken = ListModel(_zaak_columns())
        self.zaak_table = FillTable("Zaken met dit einde", 3, most=8)
        self.zaak_table.show_rows(self.zaken)
        self.zaak_table.opened.connect(lambda number: self.opened.emit(self.zaken.rows[number]))
        self.list_button = button("Toon als lijst", self.show_list, "list-filter")
        self._build()

    def _klokken(self) -> list[tuple[str, str]]:
        found = []
        for klok in self._sessie.doorlooptijden.klokken():
            if klok.per_stap:
                found += [
                    (f"{klok.code}-{s.volgorde}", f"Stap {s.volgorde}: {s.kort}")
                    for s in self._sessie.doorlooptijden.stappen()
                ]
            else:
                found.append((klok.code, klok.naam))
        return found

    def _build(self) -> None:
        card = Card("Hoe het afloopt")
        choices = QWidget()
        flow = FlowLayout(choices, TOKENS.s)
        for part in (self.klok, self.leeftijd, self.copy):
            flow.addWidget(part)
        card.add(choices)
        card.add(self.in_words)
        card.add(self.beeld, 1)
        card.add(hint(f"Hoe is dit gerekend? {HOE}"))
        layout = column(self)
        layout.addWidget(card, 3)
        ends, behind = Card("Einden"), Card("Zaken met dit einde")
        ends.add(self.eind_table, 1)
        behind.add(self.zaak_table, 1)
        behind.body.addLayout(row_of(self.list_button, None))
        self._under = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._under.setSpacing(TOKENS.m)
        self._under.addWidget(ends, 1)
        self._under.addWidget(behind, 1)
        layout.addLayout(self._under, 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tables beside each other where they fit."""
        super().resizeEvent(event)
        wide = self.width() >= SIDE_BY_SIDE * self.fontMetrics().averageCharWidth()
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._under.setDirection(direction)

    def show_for(self, keuze: Keuze) -> None:
        """Show the ends of a choice of zaken."""
        self._keuze = keuze
        self._ask()

    def _ask(self) -> None:
        keuze, code, age = self._keuze, str(self.klok.currentData()), int(self.leeftijd.currentData())
        if keuze is not None:
            self._reken.ask(lambda job: self._sessie.einden.van(keuze, code, age, job.progress))

    def _show(self, answer: object) -> None:
        if not isinstance(answer, Aflopen):
            return
        self._aflopen = answer
        if answer.verloop is not None and answer.kromme is not None:
            names = {e.sleutel: e.naam for e in answer.einden}
            title = f"Hoe het afloopt: {answer.naam}"
            beeld = ends_picture(title, answer.verloop, answer.kromme, names, answer.eenheid, answer.norm)
            self.beeld.show_beeld(beeld)
            self.in_words.setText(beeld.alternatief)
        else:
            ended = sum(e.n for e in answer.einden if e.sleutel != OPEN)
            self.in_words.setText(WEINIG.format(n=answer.n, af=ended) if answer.n else GEEN)
        self.beeld.setVisible(answer.verloop is not None)
        self.copy.setVisible(answer.verloop is not None)
        self.einden.set_rows([_line(e, answer) for e in answer.einden])
        if answer.einden:
            self.eind_table.setCurrentIndex(self.einden.index(0, 0))
        self._fill()

    def _fill(self) -> None:
        row = self.eind_table.current_id
        some = row is not None and row < len(self.einden.rows)
        self.zaken.set_rows(self.einden.rows[row].telling.zaken if some and row is not None else ())
        self.list_button.setEnabled(bool(self._ids()))

    def _choose(self, key: str) -> None:
        """Stand on an end that was chosen in the picture and go to its zaken."""
        at = next((n for n, regel in enumerate(self.einden.rows) if regel.telling.sleutel == key), None)
        if at is not None:
            self.eind_table.setCurrentIndex(self.einden.index(at, 0))
            self._go_to_zaken()

    def _go_to_zaken(self) -> None:
        self.zaak_table.setFocus(Qt.FocusReason.TabFocusReason)
        if self.zaken.rowCount():
            self.zaak_table.selectRow(0)
        announce(self.zaak_table, aantal(self.zaken.rowCount(), "zaak", "zaken"))

    def _ids(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(z.casus_id for z in self.zaken.rows if z.casus_id is not None))

    def show_list(self) -> None:
        """Hand over the casussen with this end."""
        row, ids = self.eind_table.current_id, self._ids()
        if row is not None and ids and self._aflopen is not None and self._keuze is not None:
            naam = self.einden.rows[row].telling.naam
            self.listed.emit(ids, f"{self._aflopen.naam}: {naam}, {self._keuze.periode.label}")

    def waarom(self) -> Vraag | None:
        """How the klok is counted."""
        return None if self._aflopen is None else Vraag(Over.KLOK, 0, tekst=self._aflopen.code)

    def focus_first(self) -> None:
        """The picture where there is one, else the ends."""
        target = self.eind_table if self.beeld.isHidden() else self.beeld
        target.setFocus(Qt.FocusReason.TabFocusReason)


def _line(telling: EindeTelling, aflopen: Aflopen) -> EindRegel:
    verloop, kromme, norm = aflopen.verloop, aflopen.kromme, aflopen.norm
    if verloop is None or kromme is None:
        return EindRegel(telling, "", "")

    def share(day: int) -> str:
        found = kromme.survival_at(day) if telling.sleutel == OPEN else verloop.share(telling.sleutel, day)
        return f"{float(found):.0%}"

    at_norm = "" if norm is None or norm > kromme.grootste else share(norm)
    return EindRegel(telling, at_norm, share(kromme.grootste))


def _end_columns() -> tuple[Column[EindRegel], ...]:
    return (
        Column("einde", "Einde", lambda r: r.telling.naam, width=34),
        Column("n", "Zaken", lambda r: str(r.telling.n), right=True, width=6),
        Column("norm", "Binnen norm", lambda r: r.bij_norm, right=True, width=11),
        Column("eind", "Aan het eind", lambda r: r.aan_het_eind, right=True, width=12),
    )


def _zaak_columns() -> tuple[Column[ZaakMeting], ...]:
    return (
        Column("nummer", "Nummer", lambda z: z.nummer, width=14),
        Column("begin", "Begin", lambda z: dag_cijfers(z.begin), width=11),
        Column("netto", "Netto", lambda z: str(z.netto), right=True, width=6),
        Column("bruto", "Bruto", lambda z: str(z.bruto), right=True, width=6),
    )
