"""A new casus in a minute: a few fields, and live the casussen that look like it."""

from __future__ import annotations

from datetime import date
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.dossier import CasusFilter, CasusRegel, Dubbelganger, NieuweCasus
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.namen import Naam
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.icons import icon
from expertteam_app.ui.pages.casus_dubbel import MOST, Dubbelen
from expertteam_app.ui.pages.casus_velden import Choice, TextArea, birth_date, button, code_choice, past_date, scroll
from expertteam_app.ui.pages.casus_werk import Concept, Latest, attempt, fill_form
from expertteam_app.ui.pages.casus_woorden import MAX_VRAAG, SOORTEN_VRAAG, vraag_hint
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import Card, row_of
from expertteam_app.ui.widgets.dateedit import DateEdit
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import hint, label, title
from expertteam_app.ui.work import Work

CONCEPT_KEY = "nieuwe-casus"
DRAFT_DELAY = 1000
DOUBLES_DELAY = 250
BESIDE = 120
"""Characters that must fit beside each other before the doubles stand beside the form."""
MIN_SURNAME = 3
"""Letters of an achternaam before brothers and sisters are looked for."""
DEFAULT_STEP = 5
_OTHER_NAMES = {"naam": "voornaam", "datum": "aanmelding", "BSN": "bsn"}
"""Fields as the services call them, where this form calls them otherwise."""

LookAlikes = tuple[tuple[Dubbelganger, ...], list[CasusRegel]]


class CasusNieuw(QWidget):
    """The form for a new casus. What is typed is kept until it is registered or cleared.

    Emits `added` with the id of the new casus, `casus_requested` to open one that looks like it, `closed` to go back.
    """

    added = Signal(int)
    casus_requested = Signal(int)
    closed = Signal()

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__()
        self._sessie = sessie
        self._gezin: tuple[int, str] | None = None
        self._concept = Concept(sessie.concepten, CONCEPT_KEY)
        self._latest = Latest(work, self, self._show_doubles, DOUBLES_DELAY)
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(DRAFT_DELAY)
        self._draft_timer.timeout.connect(self.save_draft)
        self._build_fields()
        self._build_rest()
        self._lay_out()
        self._blank()

    def _build_fields(self) -> None:
        today, lists = self._sessie.context.vandaag, self._sessie.lists
        self.form = Form()
        self._edits = {key: QLineEdit() for key in ("voornaam", "tussenvoegsel", "achternaam", "aangemeld_door")}
        self._birth = birth_date(today)
        self._start = past_date(today)
        self._place = code_choice(lists["gemeenten"], "Kies een gemeente")
        model = self._sessie.beheer.models()[0]
        self._steps = Choice((s.volgorde, f"{s.volgorde} {s.kort}") for s in model.stappen)
        self._kinds = Choice((s, s) for s in SOORTEN_VRAAG)
        self.form.add("voornaam", "Voornaam of initialen", self._edits["voornaam"])
        self.form.add("tussenvoegsel", "Tussenvoegsel", self._edits["tussenvoegsel"])
        self.form.add("achternaam", "Achternaam", self._edits["achternaam"])
        self.form.add("geboortedatum", "Geboortedatum", self._birth)
        self.form.add("gemeente", "Gemeente", self._place, required=True)
        self.form.add("aanmelding", "Aangemeld op", self._start, required=True)
        self.form.add("stap", "Stap op de ladder", self._steps)
        self.form.add("aangemeld_door", "Aangemeld door", self._edits["aangemeld_door"])
        self.form.add("soort_vraag", "Soort vraag", self._kinds)

    def _build_rest(self) -> None:
        self.question = Form()
        self._vraag = TextArea(2)
        self.question.add("vraag", "Vraag aan de tafel", self._vraag)
        self._counter = label("", "klein")
        self._advice = label("", "klein", wrap=True)
        self._restored = label("", "klein", wrap=True)
        self._gezin_chip = QToolButton()
        self._gezin_chip.setProperty("rol", "chip")
        self._gezin_chip.setIcon(icon("x"))
        self._gezin_chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._gezin_chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._gezin_chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._gezin_chip.clicked.connect(lambda: self._set_gezin(None))
        self.doubles = Dubbelen()
        self.doubles.open_requested.connect(self._open_double)
        self.doubles.gezin_requested.connect(self._same_gezin)
        self.add_button = button("Casus vastleggen", self.register, "check", "Ctrl+Enter", "primair")
        self.clear_button = button("Leegmaken", self._clear, "trash-2", role="stil")
        self.cancel_button = button("Terug naar de lijst", self.closed.emit, "chevron-left", "Esc", "stil")
        for edit in self._edits.values():
            edit.textEdited.connect(self._edited)
        for choice in (self._place, self._steps, self._kinds):
            choice.currentIndexChanged.connect(self._edited)
        for day in (self._birth, self._start):
            day.edit.textEdited.connect(self._edited)
            day.changed.connect(self._edited)
        self._vraag.textChanged.connect(self._edited)

    def _lay_out(self) -> None:
        card = Card()
        counter = row_of(self._advice, None, self._counter)
        for part in (self._restored, self.form, self._gezin_chip, self.question):
            card.add(part)
        card.body.addLayout(counter)
        card.body.addLayout(row_of(self.add_button, self.clear_button, None, self.cancel_button))
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(TOKENS.l)
        right = QVBoxLayout()
        right.addWidget(self.doubles)
        right.addStretch()
        self._sides.addWidget(card, 5)
        self._sides.addLayout(right, 2)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(TOKENS.xl, TOKENS.m, TOKENS.xl, TOKENS.l)
        layout.setSpacing(TOKENS.s)
        layout.addWidget(title("Nieuwe casus"))
        layout.addWidget(hint("Een naam of initialen en de gemeente zijn genoeg om te beginnen. Ctrl+Enter legt vast."))
        layout.addLayout(self._sides)
        layout.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll(content))

    # -- filling -------------------------------------------------------------------------------------------------

    def _blank(self) -> None:
        self._set_gezin(None)
        for form in (self.form, self.question):
            for key in form.values():
                form.set_value(key, None if isinstance(form.row(key).field, DateEdit) else "")
            form.clear_errors()
        self._place.choose("")
        self._start.set_value(self._sessie.context.vandaag())
        self._steps.choose(DEFAULT_STEP)
        self._kinds.choose(SOORTEN_VRAAG[0])
        self._restored.hide()
        self.doubles.show_found((), ())
        self._count()

    def start(self) -> None:
        """Bring back what was typed before, and put the keyboard on the name."""
        if not self._touched() and (found := self._concept.restore()):
            values = dict(found[0])
            gezin = values.pop("gezin", None)
            for form in (self.form, self.question):
                fill_form(form, values)
            if isinstance(gezin, list):
                self._set_gezin((int(gezin[0]), str(gezin[1])))
            self._restored.setText(f"Concept van {found[1]} hersteld.")
            self._restored.show()
            self._edited()
        self.focus_first()

    def focus_first(self) -> None:
        """The name."""
        self._edits["voornaam"].setFocus(Qt.FocusReason.TabFocusReason)

    def _touched(self) -> bool:
        texts = [e.text() for e in self._edits.values()]
        return bool("".join(texts).strip() or self._vraag.toPlainText().strip() or self._birth.edit.text())

    def _values(self) -> dict[str, object]:
        return {**self.form.values(), **self.question.values(), "gezin": list(self._gezin) if self._gezin else None}

    def save_draft(self) -> None:
        """Keep what is typed, or throw the draft away when nothing is left."""
        self._draft_timer.stop()
        if self._touched():
            self._concept.keep(self._values())
        else:
            self._concept.clear()

    def _edited(self) -> None:
        self._draft_timer.start()
        self._count()
        naam = self._naam()
        if naam.voornaam or naam.achternaam:
            born, place = self._birth.value(), str(self._place.currentData() or "") or None
            self._latest.ask(lambda: self._look_alikes(naam, born, place))
        else:
            self._latest.forget()
            self.doubles.show_found((), ())

    def _naam(self) -> Naam:
        return Naam(*(self._edits[key].text().strip() for key in ("voornaam", "tussenvoegsel", "achternaam")))

    def _count(self) -> None:
        length = len(self._vraag.toPlainText())
        self._counter.setText(f"{length} van {MAX_VRAAG} tekens")
        self._advice.setText(vraag_hint(self._vraag.toPlainText()))

    def _clear(self) -> None:
        self._blank()
        self._concept.clear()
        self.focus_first()

    # -- doubles -------------------------------------------------------------------------------------------------

    def _look_alikes(self, naam: Naam, born: date | None, place: str | None) -> LookAlikes:
        casussen = self._sessie.casussen
        found = casussen.possible_doubles(naam, born, place)
        if len(naam.achternaam) < MIN_SURNAME:
            return found, []
        known = {f.casus_id for f in found}
        ids = casussen.find(CasusFilter(tekst=naam.achternaam, status="alle", gemeente=place))
        rows = casussen.rows([i for i in ids if i not in known][:MOST])
        wanted = fold(naam.achternaam)
        return found, [row for row in rows if fold(row.naam).endswith(wanted)]

    def _show_doubles(self, found: object) -> None:
        self.doubles.show_found(*cast("LookAlikes", found))

    def _open_double(self, casus_id: int) -> None:
        self.save_draft()
        self.casus_requested.emit(casus_id)

    def _same_gezin(self, casus_id: int) -> None:
        def take() -> None:
            dossier = self._sessie.casussen.dossier(casus_id)
            self._set_gezin((dossier.gezin_id, dossier.gezin_naam))
            if not self._place.currentData():
                self._place.choose(dossier.gemeente)

        if attempt(self, take):
            self._edited()
            self._gezin_chip.setFocus()

    def _set_gezin(self, gezin: tuple[int, str] | None) -> None:
        self._gezin = gezin
        self._gezin_chip.setVisible(gezin is not None)
        if gezin is not None:
            self._gezin_chip.setText(f"Komt bij {gezin[1]}")
            self._gezin_chip.setAccessibleName(f"Komt bij {gezin[1]}, dit weghalen")
            self._gezin_chip.setToolTip("Klik om toch een nieuw gezin te maken")

    # -- registering ---------------------------------------------------------------------------------------------

    def _wrong_date(self) -> bool:
        for day in (self._birth, self._start):
            if day.error:
                day.setFocus()
                return True
        return False

    def _new(self) -> NieuweCasus:
        values = {**self.form.values(), **self.question.values()}
        if len(str(values["vraag"])) > MAX_VRAAG:
            raise FieldError("vraag", f"De vraag is langer dan {MAX_VRAAG} tekens.", "Kort de vraag in.")
        if not isinstance(values["aanmelding"], date):
            raise FieldError("aanmelding", "Vul de datum van aanmelding in.")
        if not values["gemeente"]:
            raise FieldError("gemeente", "Kies een gemeente.")
        text = {key: str(values[key]) for key in ("voornaam", "tussenvoegsel", "achternaam", "gemeente")}
        more = {key: str(values[key]) for key in ("aangemeld_door", "soort_vraag", "vraag")}
        return NieuweCasus(
            **text,
            **more,
            aanmelding=values["aanmelding"],
            geboortedatum=cast("date | None", values["geboortedatum"]),
            gezin_id=self._gezin[0] if self._gezin else None,
            stap=cast("int", values["stap"]),
        )

    def register(self) -> None:
        """Register the casus, or say at which field it cannot be done."""
        for form in (self.form, self.question):
            form.clear_errors()
        if self._wrong_date():
            return
        made: list[int] = []

        def act() -> None:
            try:
                made.append(self._sessie.casussen.add(self._new()))
            except FieldError as error:
                known = FieldError(_OTHER_NAMES.get(error.field, error.field), error.text, error.remedy)
                if not self.form.show_error(known) and not self.question.show_error(known):
                    raise

        if attempt(self, act) and made:
            self._draft_timer.stop()
            self._blank()
            self._concept.clear()
            self.added.emit(made[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter registers."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.register()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The doubles stand beside the form where they fit, else under it."""
        super().resizeEvent(event)
        wide = self.width() >= BESIDE * self.fontMetrics().averageCharWidth()
        self._sides.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
