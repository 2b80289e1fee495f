"""The professionals at the tables, and for which gemeente they may decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.services.personen import MandaatInfo, PersoonInfo
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.beheer_delen import BeheerDeel
from expertteam_app.ui.pages.casus_invoer import Invoer, KaartPlek
from expertteam_app.ui.pages.casus_velden import button, code_choice
from expertteam_app.ui.pages.casus_werk import Concept
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.widgets.cards import row_of
from expertteam_app.ui.widgets.dateedit import DateEdit
from expertteam_app.ui.widgets.labels import heading, hint
from expertteam_app.ui.work import Work

UITLEG = (
    "Aan tafel beslist iemand alleen met mandaat van de gemeente van het kind. Hier staat wie dat heeft, van wanneer "
    "tot wanneer. Een mandaat dat eindigt, blijft staan: oude verslagen kloppen zo ook later."
)


def mandaat_words(mandaat: MandaatInfo, label: Callable[[str], str]) -> str:
    """``Apeldoorn vanaf 01-01-2026`` or ``Apeldoorn 01-01-2026 tot en met 30-06-2026``."""
    place = label(mandaat.gemeente)
    if mandaat.tot is None:
        return f"{place} vanaf {dag_cijfers(mandaat.van)}"
    return f"{place} {dag_cijfers(mandaat.van)} tot en met {dag_cijfers(mandaat.tot)}"


def holds(mandaat: MandaatInfo, dag: date) -> bool:
    """Whether a mandaat holds on a day; both ends count."""
    return mandaat.van <= dag and (mandaat.tot is None or dag <= mandaat.tot)


class PersonenDeel(BeheerDeel):
    """Professionals above, the mandaten of the one chosen under it."""

    title = "Personen en mandaten"
    nouns = frozenset({"persoon", "mandaat"})

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(sessie, work)
        self.model: ListModel[PersoonInfo] = ListModel(self._columns(), {})
        self.table = FillTable("Personen", 3, most=7, snug=True)
        self.table.show_rows(self.model)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._choose())
        self.table.opened.connect(lambda _row: self.give())
        self.mandaten: ListModel[MandaatInfo] = ListModel(self._mandaat_columns())
        self.mandaat_table = FillTable("Mandaten van deze persoon", 1, most=4, snug=True)
        self.mandaat_table.show_rows(self.mandaten)
        self.mandaat_table.selectionModel().currentRowChanged.connect(lambda *_: self._fit())
        self.none = hint("")
        self.heading = heading("Mandaten")
        self.add_button = button("Persoon toevoegen", self.add_person, "plus", "Ins")
        self.give_button = button("Mandaat geven", self.give, "plus", "Enter op de naam")
        self.end_button = button("Mandaat beëindigen", self.end, "x")
        layout = self.lay_out()
        layout.addWidget(hint(UITLEG))
        layout.addWidget(self.table)
        layout.addLayout(row_of(self.add_button, None))
        layout.addWidget(self.heading)
        layout.addWidget(self.none)
        layout.addWidget(self.mandaat_table)
        layout.addLayout(row_of(self.give_button, self.end_button, None))
        self.plek = KaartPlek(layout, layout.count(), self.focus_first)
        layout.addStretch()

    def _columns(self) -> tuple[Column[PersoonInfo], ...]:
        lists, gemeente = self.sessie.lists, self.sessie.lists["gemeenten"].label
        return (
            Column("naam", "Naam", lambda p: p.naam, width=26),
            Column("organisatie", "Organisatie", lambda p: p.organisatie, width=24),
            Column("rol", "Rol aan tafel", lambda p: lists["tafelrollen"].label(p.rol), width=24),
            Column("gemeente", "Gemeente", lambda p: gemeente(p.gemeente) if p.gemeente else "", width=14),
            Column("mandaat", "Mandaat nu", self._now, width=30),
        )

    def _now(self, persoon: PersoonInfo) -> str:
        today, label = self.sessie.context.vandaag(), self.sessie.lists["gemeenten"].label
        return ", ".join(label(m.gemeente) for m in persoon.mandaten if holds(m, today))

    def _mandaat_columns(self) -> tuple[Column[MandaatInfo], ...]:
        label = self.sessie.lists["gemeenten"].label
        return (
            Column("gemeente", "Gemeente", lambda m: label(m.gemeente), width=16),
            Column("van", "Van", lambda m: dag_cijfers(m.van), width=12),
            Column("tot", "Tot en met", lambda m: dag_cijfers(m.tot) if m.tot else "zonder einde", width=14),
            Column("grens", "Grens", lambda m: m.grens, width=40),
            Column("stand", "Stand", self._stand, width=14),
        )

    def _stand(self, mandaat: MandaatInfo) -> str:
        today = self.sessie.context.vandaag()
        return "geldt nu" if holds(mandaat, today) else "afgelopen" if mandaat.van <= today else "nog niet"

    # -- what is shown ---------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read everyone; stands on the same person as before."""
        chosen, kept = self.current, self.current_mandaat
        self.model.set_rows(self.sessie.personen.all())
        ids = [p.id for p in self.model.rows]
        if ids:
            self.table.selectRow(ids.index(chosen.id) if chosen is not None and chosen.id in ids else 0)
        self._choose()
        places = [m.id for m in self.mandaten.rows]
        if kept is not None and kept.id in places:
            self.mandaat_table.selectRow(places.index(kept.id))

    def waarom(self) -> Vraag | None:
        """The days of the mandaat one stands on, for who may see casussen."""
        found = self.current_mandaat
        return None if found is None or not self.sessie.actor.can(Right.CASUS_READ) else Vraag(Over.MANDAAT, found.id)

    @property
    def current(self) -> PersoonInfo | None:
        """The person one stands on."""
        row = self.table.current_id
        return self.model.rows[row] if row is not None and row < len(self.model.rows) else None

    @property
    def current_mandaat(self) -> MandaatInfo | None:
        """The mandaat one stands on."""
        row = self.mandaat_table.current_id
        return self.mandaten.rows[row] if row is not None and row < len(self.mandaten.rows) else None

    def _choose(self) -> None:
        person = self.current
        self.heading.setText(f"Mandaten van {person.naam}" if person is not None else "Mandaten")
        self.mandaten.set_rows(person.mandaten if person is not None else ())
        if self.mandaten.rows:
            self.mandaat_table.selectRow(0)
        self._fit()
        self.mandaat_table.setVisible(bool(self.mandaten.rows))
        self.none.setVisible(not self.mandaten.rows)
        self.none.setText(self._nothing_words(person))

    def _nothing_words(self, person: PersoonInfo | None) -> str:
        """Why there is no mandaat to see, and what one can do about it."""
        if person is None:
            return "Er staan nog geen personen. Voeg er een toe met Insert." if self.add_button.isEnabled() else ""
        have = f"{person.naam} heeft geen mandaat."
        return f"{have} Druk op Enter bij de naam om er een te geven." if self.give_button.isEnabled() else have

    def _fit(self) -> None:
        can = self.sessie.actor.can
        self.add_button.setEnabled(can(Right.ZITTING_WRITE))
        self.give_button.setEnabled(can(Right.SETTINGS_WRITE) and self.current is not None)
        running = self.current_mandaat is not None and self.current_mandaat.tot is None
        self.end_button.setEnabled(can(Right.SETTINGS_WRITE) and running)

    # -- the cards -------------------------------------------------------------------------------------------------

    def add_person(self) -> None:
        """Open the card for a new person."""
        if not self.add_button.isEnabled():
            return
        lists = self.sessie.lists
        card = Invoer("Persoon toevoegen", "Toevoegen", self._add, Concept(self.sessie.concepten, "persoon-nieuw"))
        card.add("naam", "Naam", QLineEdit(), required=True)
        card.add("organisatie", "Organisatie", QLineEdit())
        card.add("rol", "Rol aan tafel", code_choice(lists["tafelrollen"]))
        card.add("gemeente", "Gemeente", code_choice(lists["gemeenten"], "Geen"))
        self._open(card, self.add_button.setFocus)

    def _add(self, values: Mapping[str, object]) -> None:
        made = self.sessie.personen.add(
            str(values["naam"]), str(values["organisatie"]), str(values["rol"]), str(values["gemeente"] or "") or None
        )
        self.load()
        self.table.selectRow([p.id for p in self.model.rows].index(made))

    def give(self) -> None:
        """Open the card that gives the chosen person a mandaat."""
        person = self.current
        if person is None or not self.give_button.isEnabled():
            return
        today = self.sessie.context.vandaag
        card = Invoer(f"Mandaat voor {person.naam}", "Mandaat geven", lambda v: self._give(person.id, v))
        card.add("gemeente", "Gemeente", code_choice(self.sessie.lists["gemeenten"]))
        van, tot = DateEdit(today=today), DateEdit(today=today)
        van.set_value(today())
        card.add("van", "Van", van, required=True)
        card.add("tot", "Tot en met", tot, "Leeg: zonder einde.")
        card.add("grens", "Grens", QLineEdit(), "Bijvoorbeeld een bedrag, of alleen ambulante hulp.")
        self._open(card, self.give_button.setFocus)

    def _give(self, person_id: int, values: Mapping[str, object]) -> None:
        van, tot = values["van"], values["tot"]
        if not isinstance(van, date):
            raise FieldError("van", "Vul in vanaf wanneer het mandaat geldt.")
        end = tot if isinstance(tot, date) else None
        self.sessie.personen.give_mandaat(person_id, str(values["gemeente"]), van, end, str(values["grens"]))
        self.load()

    def end(self) -> None:
        """Open the card that lets the chosen mandaat end."""
        mandaat = self.current_mandaat
        if mandaat is None or not self.end_button.isEnabled():
            return
        today = self.sessie.context.vandaag
        words = mandaat_words(mandaat, self.sessie.lists["gemeenten"].label)
        card = Invoer(f"Mandaat beëindigen: {words}", "Beëindigen", lambda v: self._end(mandaat.id, v))
        field = DateEdit(today=today)
        field.set_value(today())
        card.add("tot", "Tot en met", field, "Deze dag telt nog mee.", required=True)
        self._open(card, self.end_button.setFocus)

    def _end(self, mandaat_id: int, values: Mapping[str, object]) -> None:
        tot = values["tot"]
        if not isinstance(tot, date):
            raise FieldError("tot", "Vul de laatste dag van het mandaat in.")
        self.sessie.personen.end_mandaat(mandaat_id, tot)
        self.load()

    def _open(self, card: Invoer, back: Callable[[], object]) -> None:
        self.plek.open(card, back=back)

    @property
    def card(self) -> Invoer | None:
        """The card that is open."""
        return self.plek.card

    def flush(self) -> None:
        """Keep what is being typed."""
        self.plek.flush()

    def insert(self) -> None:
        """A person; where a card is open, the keyboard goes there."""
        if not self.plek.start():
            self.add_person()

    def focus_first(self) -> None:
        """The table."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
