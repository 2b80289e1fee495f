"""Taking over a VTB from text: the text beside its fields, doubtful ones yellow, one key to register it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.vtb_voorstel import NERGENS, GevondenKind, Plek, VtbVoorstel
from expertteam_app.services.vtb_overname import BekendKind, Overname
from expertteam_app.ui.pages.casus_velden import birth_date, button, column, scroll
from expertteam_app.ui.pages.casus_werk import fill_form
from expertteam_app.ui.pages.vtb_bekend import BekendKaart
from expertteam_app.ui.pages.vtb_twijfel import Twijfels
from expertteam_app.ui.pages.vtb_velden import inhoud_delen, to_shown, to_stored, verzoek_velden
from expertteam_app.ui.pages.zitting_fields import DenseForm
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.text import aantal
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import Card, row_of
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import heading, label

SLEUTEL = "vtb.tekst"
"""The key of the concept: a lock or a crash takes nothing away."""
MOST_CHILDREN = 10
BESIDE = 130
"""Characters of room from which the text stands beside the fields."""
SOURCE_LINES, FIELD_LINES = 3, 6
_HIGHEST = 16_777_215
PARTS = ("voornaam", "tussenvoegsel", "achternaam", "geboortedatum")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_GEEN = "Dit staat niet in de tekst."
_OWN = frozenset({"gezin", "gemeente", "ontvangen", "indiener"})


class VtbOvernameView(QWidget):
    """Emits `added` with the id of the new VTB, `closed` when the text is put away."""

    added = Signal(int)
    closed = Signal()

    def __init__(self, tafel: Tafel) -> None:
        super().__init__()
        self._tafel = tafel
        self._concept = tafel.concept(SLEUTEL)
        self._forms: dict[str, Form] = {}
        self._places: dict[str, Plek] = {}
        self._children = 0
        self._gezin: tuple[int, dict[int, int]] | None = None
        self.twijfels = Twijfels(self)
        self.twijfels.arrived.connect(self._point_at)
        self.twijfels.confirmed.connect(lambda _key: self._changed())
        self.source = QPlainTextEdit()
        self.source.setReadOnly(True)
        self.source.setAccessibleName("Tekst van het verzoek")
        self._status = label("", "veld", wrap=True)
        self.add_button = button("VTB vastleggen", self.register, "check", "Ctrl+Enter", "primair")
        self.close_button = button("Niet overnemen", self.close_text, role="stil")
        self.bekend = BekendKaart()
        self.bekend.chosen.connect(self._same_gezin)
        self.twijfels.finished.connect(self.add_button.setFocus)
        self._lay_out()

    def _lay_out(self) -> None:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, TOKENS.s, TOKENS.l)
        layout.setSpacing(TOKENS.m)
        layout.addWidget(self.bekend)
        form = self._form()
        self._field(form, "gezin", "Naam van het gezin", QLineEdit())
        for veld in verzoek_velden(self._tafel):
            self._field(form, veld.key, veld.text, veld.widget)
        layout.addWidget(_card("Verzoek", form))
        self.kinderen = self._form()
        for number in range(1, MOST_CHILDREN + 1):
            for part in PARTS:
                field = birth_date(self._tafel.today) if part == "geboortedatum" else QLineEdit()
                text = "geboren op" if part == "geboortedatum" else part
                self._field(self.kinderen, f"{part}{number}", f"Kind {number}: {text}", field)
        self.child_button = button("Nog een kind", self.add_child, "plus")
        card = _card("Kinderen", self.kinderen)
        card.body.addLayout(row_of(self.child_button, None))
        layout.addWidget(card)
        for title, fields in inhoud_delen(self._tafel):
            part_form = self._form()
            for veld in fields:
                self._field(part_form, veld.key, veld.text, veld.widget, wide=veld.wide)
            layout.addWidget(_card(title, part_form))
        layout.addStretch()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(TOKENS.l)
        self._sides.addWidget(self.source, 2)
        self._fields = scroll(content)
        self._sides.addWidget(self._fields, 3)
        whole = column(self, spacing=TOKENS.s)
        self._heading = heading("VTB overnemen uit tekst")
        whole.addWidget(self._heading)
        whole.addWidget(self._status)
        whole.addLayout(row_of(self.add_button, self.close_button, None))
        whole.addLayout(self._sides, 1)

    def _form(self) -> Form:
        form = DenseForm()
        form.committed.connect(lambda key, _value: self._edited(key))
        return form

    def _field(self, form: Form, key: str, text: str, widget: QWidget, *, wide: bool = False) -> None:
        form.add(key, text, widget, wide=wide)
        self._forms[key] = form
        self.twijfels.watch(form, key)

    # -- showing -------------------------------------------------------------------------------------------------

    def show_text(self, tekst: str) -> None:
        """Recognise a text and show what was found; the keyboard goes to the first doubt."""
        self._show(self._tafel.sessie.vtb_overname.herken(tekst))
        self._changed()
        self.focus_first()

    def restore(self) -> bool:
        """Bring back a text that was being taken over; False when there was none."""
        kept = self._concept.restore()
        if kept is None or not isinstance(kept[0].get("tekst"), str):
            return False
        self._show(self._tafel.sessie.vtb_overname.herken(str(kept[0]["tekst"])))
        values = kept[0].get("velden")
        reasons = kept[0].get("twijfel")
        if isinstance(values, Mapping):
            for form in set(self._forms.values()):
                fill_form(form, {str(k): v for k, v in values.items()})
            self._show_children(max((n for n in range(1, MOST_CHILDREN + 1) if self._child(n)), default=1))
        if isinstance(reasons, Mapping):
            self.twijfels.mark({str(k): str(v) for k, v in reasons.items()})
        self._changed()
        return True

    def _show(self, voorstel: VtbVoorstel) -> None:
        self.source.setPlainText(voorstel.tekst)
        self._gezin = None
        self._places = {v.veld: v.plek for v in voorstel.velden}
        reasons = {v.veld: v.twijfel for v in voorstel.velden if v.twijfel}
        for form in set(self._forms.values()):
            form.clear_errors()
        found = {v.veld: v.waarde for v in voorstel.velden}
        for key in self._forms:
            self._forms[key].set_value(key, to_shown(key, found.get(key)))
        for number, kind in enumerate(voorstel.kinderen[:MOST_CHILDREN], start=1):
            self._show_kind(number, kind, reasons)
        self._show_children(max(1, min(len(voorstel.kinderen), MOST_CHILDREN)))
        if not voorstel.kinderen:
            reasons["voornaam1"] = "Er is geen kind gevonden; een VTB noemt alle kinderen van het gezin."
        if found.get("ontvangen") is None and "ontvangen" not in reasons:
            self._forms["ontvangen"].set_value("ontvangen", self._tafel.today())
            reasons["ontvangen"] = "Er staat geen datum bij; vandaag is ingevuld."
        for key in ("gezin", "gemeente"):
            if not found.get(key):
                reasons.setdefault(key, _GEEN)
        self.twijfels.mark(reasons)

    def _show_kind(self, number: int, kind: GevondenKind, reasons: dict[str, str]) -> None:
        values = (kind.voornaam, kind.tussenvoegsel, kind.achternaam, kind.geboortedatum)
        for part, value in zip(PARTS, values, strict=True):
            key = f"{part}{number}"
            self.kinderen.set_value(key, value)
            self._places[key] = kind.plek
        if kind.twijfel:
            about_name = "naam" in kind.twijfel
            if "geboortedatum" in kind.twijfel or not about_name:
                reasons[f"geboortedatum{number}"] = kind.twijfel
            if about_name:
                reasons[f"{'achternaam' if kind.voornaam else 'voornaam'}{number}"] = kind.twijfel

    def _show_children(self, count: int) -> None:
        self._children = count
        for number in range(1, MOST_CHILDREN + 1):
            for part in PARTS:
                self.kinderen.row(f"{part}{number}").setVisible(number <= count)
        self.child_button.setEnabled(count < MOST_CHILDREN)

    def add_child(self) -> None:
        """Show fields for one kind more and go there."""
        self._show_children(self._children + 1)
        self.kinderen.row(f"voornaam{self._children}").control.setFocus()

    def focus_first(self) -> None:
        """The first doubt, or the button that registers when there is none."""
        if not self.twijfels.go():
            self.add_button.setFocus()

    def _point_at(self, key: str) -> None:
        """Show in the text where a field comes from."""
        plek = self._places.get(key, NERGENS)
        text = self.source.toPlainText()
        # Positions count UTF-16 units in Qt, characters in Python.
        start, end = (len(text[:place].encode("utf-16-le")) // 2 for place in (plek.van, plek.tot))
        last = self.source.document().characterCount() - 1
        cursor = self.source.textCursor()
        cursor.setPosition(min(start, last))
        cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
        self.source.setTextCursor(cursor)
        self.source.centerCursor()

    # -- checking ------------------------------------------------------------------------------------------------

    def _edited(self, key: str) -> None:
        self.twijfels.drop(key)
        self._changed()

    def _changed(self) -> None:
        """Tell how many doubts are left, look again who is known, and keep it all."""
        left = len(self.twijfels.keys)
        if left:
            words = aantal(left, "geel veld", "gele velden")
            self._status.setText(f"{words} nakijken: Tab gaat erlangs, Enter bevestigt.")
        else:
            self._status.setText("Alles is nagekeken. Ctrl+Enter legt het VTB vast.")
        self.bekend.show_found(self._known(), self._gezin[0] if self._gezin else None)
        reasons = {k: self._forms[k].row(k).note.removeprefix("Nakijken: ") for k in self.twijfels.keys}
        velden = {
            key: value.isoformat() if isinstance(value, date) else value
            for key in self._forms
            if (value := self._forms[key].value(key)) not in (None, "")
        }
        self._concept.keep({"tekst": self.source.toPlainText(), "velden": velden, "twijfel": reasons})

    def _child(self, number: int) -> tuple[str, str, str, date | None] | None:
        first, middle, last, born = (self.kinderen.value(f"{part}{number}") for part in PARTS)
        if not first and not last:
            return None
        return str(first), str(middle), str(last), born if isinstance(born, date) else None

    def _kinderen(self) -> list[tuple[str, str, str, date | None]]:
        found = (self._child(number) for number in range(1, self._children + 1))
        return [kind for kind in found if kind is not None]

    def _known(self) -> tuple[BekendKind, ...]:
        return self._tafel.sessie.vtb_overname.bekenden(
            self._kinderen(), str(self._forms["gemeente"].value("gemeente"))
        )

    def _same_gezin(self, gezin_id: int) -> None:
        """The gezin is known: use it, and its children that are named here; 0 takes that back."""
        if not gezin_id:
            self._gezin = None
        else:
            linked: dict[int, int] = {}
            for kind in self._known():
                if kind.gezin_id == gezin_id and kind.jeugdige_id not in linked.values():
                    linked.setdefault(kind.nummer, kind.jeugdige_id)
            self._gezin = (gezin_id, linked)
            self.twijfels.drop("gezin")
        self._changed()

    # -- registering ---------------------------------------------------------------------------------------------

    def register(self) -> None:
        """Register the VTB; the gezin and its children must have been looked at, other doubts may wait."""
        for form in set(self._forms.values()):
            form.flush()
        own = next((k for k in self.twijfels.keys if k in _OWN or self._forms[k] is self.kinderen), "")
        if own:
            self._status.setText("Kijk eerst het verzoek en de kinderen na; de andere gele velden kunnen wachten.")
            self.twijfels.go(own)
            return
        ontvangen = self._forms["ontvangen"].value("ontvangen")
        if not isinstance(ontvangen, date):
            self._refuse("ontvangen", "Vul in wanneer het VTB kwam: daar begint de klok.")
            return
        if not self._forms["gemeente"].value("gemeente"):
            self._refuse("gemeente", "Kies de gemeente van het gezin.")
            return
        overname = self._overname(ontvangen)
        made: list[int] = []

        def add() -> None:
            try:
                made.append(self._tafel.sessie.vtb_overname.leg_vast(overname))
            except FieldError as error:
                place = "voornaam1" if error.field in {"kinderen", "kind"} else error.field
                place = "ontvangen" if place == "datum" else place
                if place in self._forms:
                    self._refuse(place, str(error))
                    return
                raise

        if self._tafel.attempt(add, self) and made:
            self._concept.clear()
            self.added.emit(made[0])

    def _overname(self, ontvangen: date) -> Overname:
        others = [key for key, form in self._forms.items() if key not in _OWN and form is not self.kinderen]
        values = {key: to_stored(key, self._forms[key].value(key)) for key in others}
        return Overname(
            gezin=str(self._forms["gezin"].value("gezin")),
            gemeente=str(self._forms["gemeente"].value("gemeente")),
            ontvangen=ontvangen,
            indiener=str(self._forms["indiener"].value("indiener")),
            kinderen=tuple(self._kinderen()),
            velden={key: value for key, value in values.items() if value not in (None, "")},
            twijfel=tuple(key for key in self.twijfels.keys if key in others),
            brontekst=self.source.toPlainText(),
            gezin_id=self._gezin[0] if self._gezin else None,
            bekend=self._gezin[1] if self._gezin else {},
        )

    def _refuse(self, key: str, text: str) -> None:
        self._forms[key].row(key).set_error(text)
        self._forms[key].row(key).control.setFocus()

    def close_text(self) -> None:
        """Put the text away."""
        self._concept.clear()
        self.closed.emit()

    def flush(self) -> None:
        """Keep what was typed."""
        for form in set(self._forms.values()):
            form.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter registers."""
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.register()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The text stands beside the fields where that fits, else a few lines of it above them.

        The fields scroll, and the page around them does not: what has little room asks for little.
        """
        super().resizeEvent(event)
        wide = self.width() >= BESIDE * self.fontMetrics().averageCharWidth()
        line = self.fontMetrics().lineSpacing()
        self._heading.setVisible(wide)
        self._sides.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self.source.setMinimumHeight(0 if wide else SOURCE_LINES * line)
        self.source.setMaximumHeight(_HIGHEST if wide else SOURCE_LINES * line)
        self._fields.setMinimumHeight(0 if wide else FIELD_LINES * line)
        QTimer.singleShot(0, self.source, self.source.centerCursor)  # once the text has its new height


def _card(title: str, form: Form) -> Card:
    card = Card(title)
    card.add(form)
    return card
