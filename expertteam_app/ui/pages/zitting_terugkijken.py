"""What came of an advice: the looks back at one item, and the way to BOEG and back."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.domain.boeg import BoegInfo
from expertteam_app.domain.opvolging import ANTWOORDEN, OpvolgingInfo, Stand
from expertteam_app.domain.tafel import PuntDossier
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.services.opvolgingen import NieuweInbreng
from expertteam_app.ui.pages.casus_velden import Choice, TextArea, code_choice, past_date
from expertteam_app.ui.pages.zitting_fields import DenseForm, EntryForm, set_read_only, update_form
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.labels import hint, label

VRAGEN = {"uitgevoerd": "Is het uitgevoerd?", "geholpen": "Heeft het geholpen?", "volgens": "Volgens wie?"}


def stand(info: OpvolgingInfo, today: date) -> str:
    """``6 weken na het advies, op 04-12-2026: gedaan op 05-12-2026``."""
    words = f"{info.moment} na het advies, op {dag_cijfers(info.verwacht_op)}"
    if info.gedaan_op is not None:
        return f"{words}: gedaan op {dag_cijfers(info.gedaan_op)}"
    now = info.stand(today)
    return words if now is Stand.LATER else f"{words}: {now}"


class Terugkijken(Card):
    """One form per moment; each answer is stored when it is given, also after the verslag is vastgesteld."""

    def __init__(self, tafel: Tafel) -> None:
        super().__init__("Terugkijken op het advies")
        self._tafel = tafel
        self._rows: dict[int, tuple[QLabel, DenseForm]] = {}
        self.hide()

    def show_punt(self, punt: PuntDossier) -> None:
        """Show the moments of an item; hidden while there are none."""
        found = self._tafel.sessie.opvolgingen.of_punt(punt.id) if punt.casus_id is not None else []
        for info in found:
            if info.id not in self._rows:
                self._rows[info.id] = (label("", "veld", wrap=True), self._form(info.id))
                for part in self._rows[info.id]:
                    self.add(part)
            head, form = self._rows[info.id]
            head.setText(stand(info, self._tafel.today()))
            update_form(form, {key: getattr(info, key) for key in form.values()})
            set_read_only(form, not self._tafel.can_write)
        self.setVisible(bool(found))

    def waarom(self) -> Vraag | None:
        """The day of the moment whose form has the keyboard."""
        focused = QApplication.focusWidget()
        for opvolging_id, (_head, form) in self._rows.items():
            if focused is not None and form.isAncestorOf(focused):
                return Vraag(Over.TERUGKIJKEN, opvolging_id)
        return None

    def form(self, opvolging_id: int) -> DenseForm:
        """The form of one moment."""
        return self._rows[opvolging_id][1]

    def question_of(self, opvolging_id: int | None) -> QWidget | None:
        """Where a moment is answered; without one that is known, the first moment that is not done."""
        if opvolging_id in self._rows:
            return self._rows[opvolging_id][1].row("uitgevoerd").control
        for _head, form in self._rows.values():
            if not all(form.value(question) for question in VRAGEN):
                return form.row("uitgevoerd").control
        return None

    def _form(self, opvolging_id: int) -> DenseForm:
        form = DenseForm(18)
        for key, text in VRAGEN.items():
            form.add(key, text, Choice(((w, w) for w in ANTWOORDEN[key]), "nog niet gevraagd"))
        form.add("toelichting", "Toelichting", TextArea(2), wide=True)
        form.committed.connect(partial(self._commit, opvolging_id, form))
        return form

    def _commit(self, opvolging_id: int, form: DenseForm, key: str, value: object) -> None:
        change = self._tafel.sessie.opvolgingen.change
        self._tafel.attempt(lambda: change(opvolging_id, key, str(value or "")), self, form, key)


class BoegKaart(Card):
    """What was brought to BOEG for the casus of an item, a form to bring it there, and one for the answer."""

    def __init__(self, tafel: Tafel, punt: PuntDossier) -> None:
        super().__init__("BOEG")
        self._tafel, self._punt_id, self._casus_id = tafel, punt.id, punt.casus_id or 0
        self._told = label("", wrap=True)
        self._waiting: BoegInfo | None = None
        self.add(self._told)
        self.add(hint("Inbrengen bij BOEG start de klok; de terugkoppeling stopt haar."))
        self.entry = EntryForm(tafel, f"boeg.{punt.id}", "Inbrengen bij BOEG", "arrow-up-right", width=20)
        self.voorziening = Choice((), "geen voorziening")
        self.entry.add("soort", "Wat vraagt u?", code_choice(tafel.codes("boeg_soorten"), "kies"))
        self.entry.add("datum", "Ingebracht op", past_date(tafel.today), start=tafel.today())
        self.entry.add("procesregisseur", "Procesregisseur", QLineEdit())
        self.entry.add("voorziening", "Voorziening", self.voorziening)
        self.entry.submitted.connect(self._bring)
        self.answer = EntryForm(tafel, f"boeg.terug.{punt.id}", "Terugkoppeling vastleggen", "check", width=20)
        self.answer.add("datum", "Terugkoppeling op", past_date(tafel.today), start=tafel.today())
        self.answer.add("terugkoppeling", "Wat koppelt BOEG terug?", QLineEdit(), wide=True)
        self.answer.submitted.connect(self._answered)
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(TOKENS.s)
        for part in (self.answer, self.entry):
            inside.addWidget(part)
        self.add(holder)
        self._offer()
        for form in (self.entry, self.answer):
            form.restore()

    def _offer(self) -> None:
        for each in self._tafel.sessie.opvolgingen.voorzieningen():
            if each.actief:
                gate = " (het RET is toegangspoort)" if each.toegangspoort else ""
                self.voorziening.addItem(f"{each.naam}{gate}", each.id)

    def show_boeg(self) -> None:
        """Show what was brought in until now."""
        found = self._tafel.sessie.opvolgingen.boeg(self._casus_id)
        self._waiting = next((b for b in found if b.terugkoppeling_op is None), None)
        self._told.setText("\n".join(self._line(b) for b in found) or "Niet ingebracht bij BOEG.")
        can = self._tafel.sessie.actor.can(Right.CASUS_WRITE)
        self.entry.setVisible(can and self._waiting is None)
        self.answer.setVisible(can and self._waiting is not None)

    def _line(self, info: BoegInfo) -> str:
        parts = [f"{dag_cijfers(info.ingebracht_op)}: {self._tafel.label('boeg_soorten', info.soort)}"]
        parts += [f"procesregisseur {info.procesregisseur}"] if info.procesregisseur else []
        parts += [info.voorziening] if info.voorziening else []
        parts += [f"toegangsbesluit {dag_cijfers(info.toegangsbesluit_op)}"] if info.toegangsbesluit_op else []
        if info.terugkoppeling_op is not None:
            parts.append(f"terugkoppeling {dag_cijfers(info.terugkoppeling_op)}: {info.terugkoppeling}")
        return ", ".join(parts)

    def _bring(self, values: dict[str, object]) -> None:
        day, gate = values["datum"], values["voorziening"]
        if not isinstance(day, date):
            self.entry.refuse("datum", "Vul in wanneer dit bij BOEG is ingebracht.")
            return
        nieuw = NieuweInbreng(
            self._casus_id,
            day,
            str(values["soort"]),
            str(values["procesregisseur"]),
            gate if isinstance(gate, int) else None,
            self._punt_id,
        )
        service = self._tafel.sessie.opvolgingen
        if self._tafel.attempt(lambda: service.naar_boeg(nieuw), self, self.entry.form):
            self.entry.done()

    def _answered(self, values: dict[str, object]) -> None:
        day, waiting = values["datum"], self._waiting
        if waiting is None or not isinstance(day, date):
            self.answer.refuse("datum", "Vul in wanneer de terugkoppeling kwam.")
            return
        service, text = self._tafel.sessie.opvolgingen, str(values["terugkoppeling"])
        if self._tafel.attempt(lambda: service.van_boeg(waiting.id, day, text), self, self.answer.form):
            self.answer.done()
