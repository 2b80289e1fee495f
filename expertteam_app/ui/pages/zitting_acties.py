"""Acties of an agenda item: who does what by when; what lacks an owner or a day stays visibly open."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCheckBox, QCompleter, QLineEdit, QVBoxLayout, QWidget

from expertteam_app.domain.dossier import ActieInfo
from expertteam_app.domain.tafel import PuntDossier
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.ui.pages.casus_velden import column, coming_date
from expertteam_app.ui.pages.zitting_fields import DenseForm, EntryForm, set_read_only, update_form
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import Card, row_of
from expertteam_app.ui.widgets.labels import hint, line
from expertteam_app.ui.widgets.status import StatusPill


def standing(actie: ActieInfo, today: date) -> tuple[str, Tone]:
    """How an actie stands, in words."""
    if actie.klaar_op is not None:
        return f"klaar op {dag_cijfers(actie.klaar_op)}", Tone.GOED
    if not actie.complete:
        lacking = [word for word, there in (("wie", actie.eigenaar.strip()), ("wanneer", actie.datum)) if not there]
        return f"nog open: {' en '.join(lacking)}", Tone.LET_OP
    if actie.datum is not None and actie.datum < today:
        return "had klaar moeten zijn", Tone.LET_OP
    return "loopt", Tone.INFO


class ActieRij(QWidget):
    """One actie, with every field stored when it is left."""

    def __init__(self, tafel: Tafel, actie: ActieInfo, number: int, names: QStringListModel) -> None:
        super().__init__()
        self._tafel = tafel
        self.actie_id = actie.id
        self.form = DenseForm()
        self._pill = StatusPill("", Tone.INFO)
        owner = QLineEdit()
        owner.setCompleter(_completer(names, owner))
        self.form.add("omschrijving", f"Actie {number}: wat", QLineEdit(), wide=True)
        self.form.add("eigenaar", f"Actie {number}: wie", owner)
        self.form.add("datum", f"Actie {number}: vóór", coming_date(tafel.today))
        self.done_box = QCheckBox("Klaar")
        self.done_box.setAccessibleName(f"Actie {number} is klaar")
        self.done_box.clicked.connect(self._done)
        self.promise_box = QCheckBox("Toegezegd aan het gezin")
        self.promise_box.setAccessibleName(f"Actie {number} is toegezegd aan het gezin")
        self.promise_box.clicked.connect(lambda on: self._store("toezegging", on))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.xs)
        layout.addWidget(self.form)
        layout.addLayout(row_of(self.done_box, self.promise_box, self._pill, None))
        layout.addWidget(line())
        self.form.committed.connect(self._commit)
        self.show_actie(actie)

    def waarom(self) -> Vraag:
        """The day of this actie."""
        return Vraag(Over.ACTIE, self.actie_id)

    def show_actie(self, actie: ActieInfo, *, read_only: bool = False) -> None:
        """Show how it stands now."""
        values = {"omschrijving": actie.omschrijving, "eigenaar": actie.eigenaar, "datum": actie.datum}
        update_form(self.form, values)
        self._pill.set_status(*standing(actie, self._tafel.today()))
        self._pill.updateGeometry()
        self.done_box.setChecked(actie.klaar_op is not None)
        self.promise_box.setChecked(actie.toezegging)
        set_read_only(self.form, read_only)
        for box in (self.done_box, self.promise_box):
            box.setEnabled(not read_only)

    def _commit(self, key: str, value: object) -> None:
        act = partial(self._tafel.sessie.codering.change_actie, self.actie_id, key, value)
        self._tafel.attempt(act, self, self.form, key)

    def _done(self, checked: bool) -> None:
        self._store("klaar_op", self._tafel.today() if checked else None)

    def _store(self, field: str, value: object) -> None:
        self._tafel.attempt(lambda: self._tafel.sessie.codering.change_actie(self.actie_id, field, value), self)


def _completer(names: QStringListModel, owner: QLineEdit) -> QCompleter:
    completer = QCompleter(names, owner)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return completer


class Acties(Card):
    """The acties of one item and a form for the next."""

    def __init__(self, tafel: Tafel, punt: PuntDossier, names: QStringListModel) -> None:
        super().__init__("Acties")
        self._tafel = tafel
        self._punt_id, self._casus_id = punt.id, punt.casus_id
        self._names = names
        self._rows: dict[int, ActieRij] = {}
        self._none = hint("Er zijn nog geen acties afgesproken.")
        self._holder = QVBoxLayout()
        self._holder.setSpacing(TOKENS.m)
        self.add(self._none)
        self.body.addLayout(self._holder)
        owner = QLineEdit()
        owner.setCompleter(_completer(names, owner))
        self.entry = EntryForm(tafel, f"actie.{punt.id}", "Actie toevoegen")
        self.entry.add("actie", "Nieuwe actie: wat", QLineEdit(), wide=True)
        self.entry.add("eigenaar", "Nieuwe actie: wie", owner)
        self.entry.add("datum", "Nieuwe actie: vóór", coming_date(tafel.today))
        self.entry.submitted.connect(self._add)
        self.entry.restore()
        self.add(self.entry)

    @property
    def rows(self) -> list[ActieRij]:
        """The acties in order."""
        return list(self._rows.values())

    def show_acties(self, acties: tuple[ActieInfo, ...], *, read_only: bool) -> None:
        """Show the acties of now, leaving alone what is being typed."""
        for gone in set(self._rows) - {a.id for a in acties}:
            row = self._rows.pop(gone)
            row.hide()
            row.deleteLater()
        for number, actie in enumerate(acties, start=1):
            if actie.id not in self._rows:
                self._rows[actie.id] = ActieRij(self._tafel, actie, number, self._names)
                self._holder.addWidget(self._rows[actie.id])
            self._rows[actie.id].show_actie(actie, read_only=read_only)
        self._none.setVisible(not acties)
        self.entry.setVisible(not read_only)

    def _add(self, values: dict[str, object]) -> None:
        datum = values["datum"]
        add_actie = self._tafel.sessie.codering.add_actie
        if self._tafel.attempt(
            lambda: add_actie(
                str(values["actie"]),
                str(values["eigenaar"]),
                datum if isinstance(datum, date) else None,
                casus_id=self._casus_id,
                punt_id=self._punt_id,
            ),
            self,
            self.entry.form,
        ):
            self.entry.done()
            self.entry.form.row("actie").control.setFocus()


class EerderRij(QWidget):
    """One open actie of before: a box to tick, and under it who and when."""

    def __init__(self, tafel: Tafel, actie: ActieInfo) -> None:
        super().__init__()
        self._tafel = tafel
        self._actie_id = actie.id
        self.box = QCheckBox()
        self.box.clicked.connect(self._done)
        self._about = hint("")
        self._about.setIndent(TOKENS.xl + TOKENS.s)
        layout = column(self, spacing=0)
        layout.addWidget(self.box)
        layout.addWidget(self._about)

    def waarom(self) -> Vraag:
        """The day of this actie."""
        return Vraag(Over.ACTIE, self._actie_id)

    def show_actie(self, actie: ActieInfo, *, read_only: bool) -> None:
        """Show how it stands now."""
        words, _tone = standing(actie, self._tafel.today())
        who = actie.eigenaar or "geen eigenaar"
        when = f"vóór {dag_cijfers(actie.datum)}" if actie.datum else "geen datum"
        self.box.setText(actie.omschrijving.replace("&", "&&"))
        words = f"toegezegd aan het gezin · {words}" if actie.toezegging else words
        self.box.setAccessibleName(f"{actie.omschrijving}, {who}, {when}, {words}. Aanvinken als het klaar is")
        self.box.setEnabled(not read_only)
        self._about.setText(f"{who} · {when} · {words}")

    def _done(self, checked: bool) -> None:
        if checked:
            change, today = self._tafel.sessie.codering.change_actie, self._tafel.today()
            self._tafel.attempt(lambda: change(self._actie_id, "klaar_op", today), self)


class EerdereActies(Card):
    """Open acties of an earlier zitting: looked at before anything new is said."""

    def __init__(self, tafel: Tafel) -> None:
        super().__init__("Eerst: acties van eerder")
        self._tafel = tafel
        self._rows: dict[int, EerderRij] = {}

    def show_acties(self, acties: tuple[ActieInfo, ...], *, read_only: bool) -> None:
        """Show them; hidden when there are none."""
        for gone in set(self._rows) - {a.id for a in acties}:
            row = self._rows.pop(gone)
            row.hide()
            row.deleteLater()
        for actie in acties:
            if actie.id not in self._rows:
                self._rows[actie.id] = EerderRij(self._tafel, actie)
                self.add(self._rows[actie.id])
            self._rows[actie.id].show_actie(actie, read_only=read_only)
        self.setVisible(bool(acties))
