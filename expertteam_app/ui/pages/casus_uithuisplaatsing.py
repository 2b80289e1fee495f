"""Voorgenomen uithuisplaatsing: what was tried first, what came of it, and the startfoto on the same record."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from expertteam_app.domain.codelijst import Code
from expertteam_app.domain.dossier import CasusDossier
from expertteam_app.domain.uithuisplaatsing import CODES, LADDER, THUIS, YES_NO, Uithuisplaatsing
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_formulier import StoredForm
from expertteam_app.ui.pages.casus_handelingen import required_date
from expertteam_app.ui.pages.casus_invoer import Invoer, KaartPlek
from expertteam_app.ui.pages.casus_tabs import CasusTab
from expertteam_app.ui.pages.casus_velden import Choice, TextArea, button, code_choice, column, past_date, scroll
from expertteam_app.ui.pages.casus_werk import Concept, store_field
from expertteam_app.ui.pages.waarom import why_button
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.dateedit import DateEdit
from expertteam_app.ui.widgets.flow import wrap_of
from expertteam_app.ui.widgets.labels import heading, hint, label

_ANSWERS = {"": None, "ja": True, "nee": False}
_QUESTIONS = {
    "eigen_gezin": ("Eigen gezin geprobeerd?", "Wat is in het eigen gezin geprobeerd, of waarom niet?"),
    "netwerk": ("Netwerk geprobeerd?", "Wat is in het netwerk geprobeerd, of waarom niet?"),
    "ambulant": ("Ambulante hulp geprobeerd?", "Welke ambulante hulp is geprobeerd, of waarom niet?"),
}
_SOMETIMES = ("alternatief", "zorgvorm", "reden_zorgvorm", *(field for _months, field in THUIS))
"""Fields that are shown only when they make sense."""


class UithuisplaatsingTab(CasusTab):
    """The review of one voornemen; a casus can have more than one, the latest first. Everything is kept by itself."""

    title = "Uithuisplaatsing"

    def __init__(self, sessie: Sessie) -> None:
        super().__init__(sessie)
        self.records: tuple[Uithuisplaatsing, ...] = ()
        self.add_button = button("Voornemen toevoegen", self.insert, "plus", "Insert")
        self.add_button.setEnabled(self.may_write)
        self.remove_button = button("Voornemen weghalen", self.ask_remove, "trash-2", "", "stil")
        self.choice = Choice()
        self.choice.setAccessibleName("Welk voornemen")
        self.choice.activated.connect(lambda _n: self._show_record(other=True))
        self.empty = hint(
            "Geen voorgenomen uithuisplaatsing. Leg hier vast wat er eerst is geprobeerd en wat eruit kwam, als de "
            "toegang denkt aan een uithuisplaatsing."
        )
        self._open = label("", "uitleg", wrap=True)
        self.review, self.outcome, self.photo, self.detail = (StoredForm() for _ in range(4))
        self.ladder = {field: StoredForm() for field, _name in LADDER}
        self.forms = (self.review, *self.ladder.values(), self.outcome, self.photo, self.detail)
        self._fill_review()
        self._fill_outcome()
        self._fill_photo()
        for form in self.forms:
            form.committed.connect(partial(self._store, form))
            form.setEnabled(self.may_write)
        self._whole = self._lay_out()
        content = QWidget()
        self.body = column(content, spacing=TOKENS.s)
        self.body.setContentsMargins(0, 0, TOKENS.s, 0)
        self.why_button = why_button(sessie, self.waarom, "Waarom wordt dan gevraagd of de jeugdige nog thuis woont?")
        self.body.addLayout(wrap_of(self.add_button, self.choice, self.remove_button, self.why_button))
        self.body.addWidget(self.empty)
        self.body.addWidget(self._whole)
        self.body.addStretch()
        column(self).addWidget(scroll(content))
        self.plek = KaartPlek(self.body, self.empty, self.focus_first)

    def _lay_out(self) -> QWidget:
        whole = QWidget()
        layout = column(whole, spacing=TOKENS.s)
        layout.addWidget(self._open)
        for text, form in (
            ("Eerst geprobeerd", self.review),
            ("Wat eruit kwam", self.outcome),
            ("Startfoto: administratief", self.photo),
            ("Startfoto: verdieping (zonder namen)", self.detail),
        ):
            layout.addWidget(heading(text))
            layout.addWidget(form)
            if form is self.review:
                for pair in self.ladder.values():  # each question beside what was tried
                    layout.addWidget(pair)
        return whole

    def _fill_review(self) -> None:
        form, today = self.review, self.sessie.context.vandaag
        form.add("datum_voornemen", "Datum van het voornemen", past_date(today))
        form.add("via", "Via", self._codes("via"))
        form.add("beoogd_verblijf", "Beoogd verblijf", self._codes("beoogd_verblijf", "Nog niet bekend"))
        for field, _name in LADDER:
            question, what = _QUESTIONS[field]
            self.ladder[field].add(field, question, _answer())
            self.ladder[field].add(f"{field}_tekst", what, TextArea(2))

    def _fill_outcome(self) -> None:
        form, today = self.outcome, self.sessie.context.vandaag
        form.add("alternatief_gevonden", "Alternatief gevonden?", _answer())
        form.add("alternatief", "Welk alternatief?", TextArea(2))
        form.add("uitkomst", "Uitkomst", self._codes("uitkomst", "Nog niet bekend"))
        form.add("uitkomst_op", "Datum van de uitkomst", past_date(today))
        form.add("zorgvorm", "Waar gaat de jeugdige wonen?", self._codes("zorgvorm", "Kies een zorgvorm"))
        law = "De wet wil eerst een pleegouder of gezinshuis, tenzij dat niet in het belang van de jeugdige is."
        form.add("reden_zorgvorm", "Waarom geen pleegouder of gezinshuis?", TextArea(2), law)
        for months, field in THUIS:
            form.add(field, f"Woont de jeugdige na {months} maanden nog thuis?", _answer())

    def _fill_photo(self) -> None:
        today, photo, depth = self.sessie.context.vandaag, self.photo, self.detail
        for field, text in (
            ("datum_toewijzing", "Datum toewijzing"),
            ("datum_start_zorg", "Datum start zorg"),
            ("datum_einde_zorg", "Datum einde zorg"),
        ):
            photo.add(field, text, DateEdit(today=today))
        photo.add("verwijzer", "Verwijzer", self._codes("verwijzer", "Nog niet bekend"))
        photo.add("maatregel", "Maatregel", _answer())
        photo.add("zorgproducten", "Zorgproduct(en)", QLineEdit(), "Meer producten? Zet er ; tussen.")
        origin = self._codes("gemeente_herkomst", "Nog niet bekend")
        photo.add("gemeente_herkomst", "Gemeente van herkomst", origin, "Waar de jeugdige vóór het verblijf woonde.")
        depth.add("clientkenmerken", "Cliëntkenmerken (leeftijd, geslacht)", QLineEdit())
        depth.add("gezinssamenstelling", "Gezinssamenstelling", TextArea(2))
        depth.add("problematiek", "Problematiek", TextArea(2))
        depth.add("type_verblijf", "Type verblijf", self._codes("type_verblijf", "Nog niet bekend"))
        depth.add("type_behandeling", "Type behandeling", TextArea(2))
        depth.add("perspectief", "Perspectief", self._codes("perspectief", "Nog niet bekend"))

    def _codes(self, field: str, empty: str = "") -> Choice:
        codes: Iterable[Code] = self.sessie.lists[CODES[field]]
        if CODES[field] == "zorgvormen":
            codes = [c for c in codes if c.extra.get("groep") == "verblijf"]
            codes = sorted(codes, key=lambda c: c.extra.get("gezinsvorm") != "ja")
        return code_choice(codes, empty)

    # -- showing -------------------------------------------------------------------------------------------------

    def fill(self, dossier: CasusDossier, *, other: bool) -> None:
        """Show the voornemens of a casus."""
        if other:
            self.plek.drop()
        chosen = None if other else self.choice.currentData()
        self.records = self.sessie.uithuisplaatsingen.of(dossier.id)
        self.counted.emit(len(self.records))
        self.choice.clear()
        for record in self.records:
            self.choice.addItem(f"Voornemen van {dag_cijfers(record.datum_voornemen)}", record.id)
        self.choice.choose(chosen if any(r.id == chosen for r in self.records) else None)
        self.choice.setVisible(len(self.records) > 1)
        self.remove_button.setVisible(bool(self.records) and self.may_write)
        self.empty.setVisible(not self.records)
        self.why_button.setVisible(bool(self.records))
        self._whole.setVisible(bool(self.records))
        self._show_record(other=other or self.choice.currentData() != chosen)

    def waarom(self) -> Vraag | None:
        """When it is asked whether the jeugdige still lives at home: the question one stands on, else the next."""
        record = self.record
        if record is None:
            return None
        answered = [months for months, field in THUIS if getattr(record, field) is None]
        here = [
            months
            for months, field in THUIS
            if (control := self.outcome.row(field).control).hasFocus() or control.isAncestorOf(self.focusWidget())
        ]
        return Vraag(Over.NOG_THUIS, record.id, (here or answered or [THUIS[-1][0]])[0])

    @property
    def card(self) -> Invoer | None:
        """The card that is open."""
        return self.plek.card

    @property
    def record(self) -> Uithuisplaatsing | None:
        """The voornemen on the screen."""
        return next((r for r in self.records if r.id == self.choice.currentData()), None)

    def _show_record(self, *, other: bool) -> None:
        record = self.record
        if record is None:
            return
        for form in self.forms:
            form.show_stored({key: _shown(key, getattr(record, key)) for key in form.values()}, other=other)
        shown = self.sessie.uithuisplaatsingen.te_tonen(record)
        for field in _SOMETIMES:
            self.outcome.row(field).setVisible(field in shown)
        sentences = self.sessie.uithuisplaatsingen.nog_open(record)
        self._open.setText(f"Nog te beantwoorden: {' '.join(sentences)}")
        self._open.setVisible(bool(sentences))

    def _store(self, form: StoredForm, key: str, value: object) -> None:
        record = self.record
        if record is None:
            return
        stored = _ANSWERS[str(value)] if key in YES_NO else value
        store_field(form, key, lambda: self.sessie.uithuisplaatsingen.change(record.id, key, stored))

    # -- adding and taking away ------------------------------------------------------------------------------------

    def insert(self) -> None:
        """Open the card that adds a voornemen."""
        if self.dossier is None or not self.may_write:
            return
        casus_id, today = self.dossier.id, self.sessie.context.vandaag
        card = Invoer(
            "Voorgenomen uithuisplaatsing toevoegen",
            "Toevoegen",
            lambda v: self.sessie.uithuisplaatsingen.add(
                casus_id, required_date(v), str(v["via"]), str(v["beoogd_verblijf"])
            ),
            Concept(self.sessie.concepten, f"casus-{casus_id}-uithuisplaatsing"),
        )
        day = past_date(today)
        day.set_value(today())
        card.add("datum", "Datum van het voornemen", day)
        card.add("via", "Via", self._codes("via"))
        card.add("beoogd_verblijf", "Beoogd verblijf", self._codes("beoogd_verblijf", "Nog niet bekend"))
        self.plek.open(card)

    def ask_remove(self) -> None:
        """Ask in place whether the voornemen must go."""
        record = self.record
        if record is None or not self.may_write:
            return
        card = Invoer(
            "Voornemen weghalen?", "Ja, weghalen", lambda _v: self.sessie.uithuisplaatsingen.remove(record.id)
        )
        card.set_note(f"Voornemen van {dag_cijfers(record.datum_voornemen)}. Het logboek bewaart wat er stond.")
        self.plek.open(card)

    def flush(self) -> None:
        """Store what is being typed."""
        for form in self.forms:
            form.flush()
        self.plek.flush()

    def focus_first(self) -> None:
        """The first question, or the button that adds a voornemen."""
        first = self.ladder["eigen_gezin"].row("eigen_gezin").control if self.records else self.add_button
        first.setFocus(Qt.FocusReason.TabFocusReason)


def _answer() -> Choice:
    return Choice((("ja", "Ja"), ("nee", "Nee")), "Nog niet beantwoord")


def _shown(key: str, value: object) -> object:
    if key in YES_NO:
        return {None: "", True: "ja", False: "nee"}[value if isinstance(value, bool) else None]
    return "; ".join(value) if isinstance(value, tuple) else value
