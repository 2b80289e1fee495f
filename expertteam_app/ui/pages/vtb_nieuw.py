"""Registering a new VTB: the gezin and all its kinderen, for one VTB names all of them (DOMEIN section 4)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.tafel import NieuweVtb
from expertteam_app.ui.pages.casus_velden import button, code_choice, column, past_date
from expertteam_app.ui.pages.zitting_fields import EntryForm
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.labels import heading, hint

MOST_CHILDREN = 8
"""Kinderen in this form; more are added to the VTB afterwards."""

SLEUTEL = "vtb.nieuw"
"""The key of the concept."""
_PARTS = ("voornaam", "tussenvoegsel", "achternaam", "geboortedatum")


class NieuwVtb(QWidget):
    """The form. Emits `added` with the id of the new VTB, `closed` when it is put away."""

    added = Signal(int)
    closed = Signal()

    def __init__(self, tafel: Tafel) -> None:
        super().__init__()
        self._tafel = tafel
        self._children = 0
        self.entry = EntryForm(tafel, SLEUTEL, "VTB vastleggen", "check", "primair")
        self.entry.add("gezin", "Naam van het gezin", QLineEdit(), "Bijvoorbeeld: gezin De Vries", required=True)
        self.entry.add(
            "gemeente", "Gemeente", code_choice(tafel.codes("gemeenten"), "kies een gemeente"), required=True
        )
        self.entry.add("ontvangen", "Ontvangen op", past_date(tafel.today), start=tafel.today(), required=True)
        self.entry.add("indiener", "Indiener", QLineEdit(), "Wie vraagt de tafel om te bespreken?")
        self.entry.submitted.connect(self._submit)
        self.child_button = button("Nog een kind", self.add_child, "plus")
        self.close_button = button("Niet vastleggen", self.close_form, role="stil")
        card = Card()
        card.add(heading("Nieuw VTB"))
        card.add(hint("Noem alle kinderen van het gezin. De rest vult u daarna in bij het VTB."))
        card.add(self.entry)
        self.entry.buttons.insert_widget(0, self.child_button)
        self.entry.buttons.addWidget(self.close_button)
        layout = column(self, spacing=TOKENS.m)
        layout.addWidget(card)
        layout.addStretch()
        self._restore()

    def _restore(self) -> None:
        kept = self.entry.kept()
        numbers = [n for n in range(1, MOST_CHILDREN + 1) if any(kept.get(f"{part}{n}") for part in _PARTS)]
        for _ in range(max(numbers, default=1)):
            self.add_child()
        self.entry.restore()

    def _has(self, number: int) -> bool:
        return f"voornaam{number}" in self.entry.form.values()

    def add_child(self) -> None:
        """Show fields for one kind more and go there."""
        self._children += 1
        number = self._children
        if not self._has(number):
            for part in _PARTS:
                text = "geboren op" if part == "geboortedatum" else part
                field = past_date(self._tafel.today) if part == "geboortedatum" else QLineEdit()
                self.entry.add(f"{part}{number}", f"Kind {number}: {text}", field)
        for part in _PARTS:
            self.entry.form.row(f"{part}{number}").show()
        self.child_button.setEnabled(number < MOST_CHILDREN)
        if number > 1:
            self.entry.form.row(f"voornaam{number}").control.setFocus()

    def start(self) -> None:
        """Go to the first field."""
        self.entry.form.row("gezin").control.setFocus()

    def close_form(self) -> None:
        """Throw away what was typed."""
        self._begin_anew()
        self.closed.emit()

    def _begin_anew(self) -> None:
        self.entry.done()
        for number in range(2, self._children + 1):
            for part in _PARTS:
                self.entry.form.row(f"{part}{number}").hide()
        self._children = 1
        self.child_button.setEnabled(True)

    def _submit(self, values: dict[str, object]) -> None:
        ontvangen = values["ontvangen"]
        if not values["gemeente"]:
            self.entry.refuse("gemeente", "Kies de gemeente van het gezin.")
            return
        if not isinstance(ontvangen, date):
            self.entry.refuse("ontvangen", "Vul in wanneer het VTB kwam: daar begint de klok.")
            return
        nieuw = NieuweVtb(
            gezin=str(values["gezin"]),
            gemeente=str(values["gemeente"]),
            ontvangen=ontvangen,
            indiener=str(values["indiener"]),
            kinderen=tuple(self._kinderen(values)),
        )
        made: list[int] = []

        def add() -> None:
            try:
                made.append(self._tafel.sessie.vtbs.add(nieuw))
            except FieldError as error:
                raise FieldError(self._place(error, nieuw), error.text, error.remedy) from error

        if self._tafel.attempt(add, self, self.entry.form):
            self._begin_anew()
            self.added.emit(made[0])

    def _kinderen(self, values: dict[str, object]) -> list[tuple[str, str, str, date | None]]:
        found = []
        for number in range(1, self._children + 1):
            first, middle, last, born = (values[f"{part}{number}"] for part in _PARTS)
            if first or last:
                found.append((str(first), str(middle), str(last), born if isinstance(born, date) else None))
        return found

    def _place(self, error: FieldError, nieuw: NieuweVtb) -> str:
        """The field of this form that an error of the service is about."""
        if error.field in {"kinderen", "kind"}:
            return "voornaam1"
        if error.field != "datum" or nieuw.ontvangen > self._tafel.today():
            return "ontvangen" if error.field == "datum" else error.field
        values = self.entry.form.values()
        late = (n for n in range(1, self._children + 1) if _later(values[f"geboortedatum{n}"], self._tafel.today()))
        return f"geboortedatum{next(late, 1)}"


def _later(value: object, today: date) -> bool:
    return isinstance(value, date) and value > today
