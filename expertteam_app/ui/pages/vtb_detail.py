"""One VTB: the conditions for the agenda as a checklist, and the fields that fulfil them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.domain.klokloop import KlokStand
from expertteam_app.domain.tafel import VtbDossier
from expertteam_app.domain.vtb import Voorwaarde
from expertteam_app.domain.vtb_fase import Fase, Stap
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.domain.werkgebied import DossierSoort
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.pages.casus_velden import (
    column,
    scroll,
)
from expertteam_app.ui.pages.dossier_verband import VerbandStrook
from expertteam_app.ui.pages.klok_tabel import KlokTabel
from expertteam_app.ui.pages.vtb_horen import HorenKaart
from expertteam_app.ui.pages.vtb_kaarten import (
    AgendaKaart,
    BesluitenKaart,
    BronKaart,
    KinderenKaart,
    SluitenKaart,
    VormKaart,
)
from expertteam_app.ui.pages.vtb_lijst import FASE_TONES
from expertteam_app.ui.pages.vtb_twijfel import Twijfels
from expertteam_app.ui.pages.vtb_velden import Veld, inhoud_delen, to_stored, values_of, verzoek_velden
from expertteam_app.ui.pages.zitting_columns import INNER_LINES, Columns
from expertteam_app.ui.pages.zitting_fields import DenseForm, set_read_only, update_form
from expertteam_app.ui.pages.zitting_punt import bring
from expertteam_app.ui.pages.zitting_rows import Row, WholeList
from expertteam_app.ui.pages.zitting_tafel import Tafel
from expertteam_app.ui.text import aantal, dag_cijfers
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.field_row import FieldRow
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import heading, hint, label
from expertteam_app.ui.widgets.status import StatusPill

CONDITION_FIELDS = {
    "consultatie-vt": ("vt_datum", "vt_wie", "vt_advies"),
    "consultatie-gi": ("gi_datum", "gi_wie", "gi_advies"),
    "mdo": ("mdo",),
    "netwerk": ("netwerk",),
    "ouders-geinformeerd": ("ouders_geinformeerd",),
    "reactie-ouders": ("reactie_ouders",),
    "stem-jeugdige": ("stem_jeugdige",),
    "veiligheidsplan": ("veiligheidsplan",),
}
"""The fields that fulfil a condition, by the code of the condition."""
BEFORE_TABLE = (Fase.ONTVANGEN, Fase.COMPLEET, Fase.GEPLAND, Fase.UITGENODIGD)
"""While a VTB is here, what lacks for the agenda is what comes next."""

LIST_CHARS, FORM_CHARS = 38, 66


def _row(number: int, voorwaarde: Voorwaarde) -> Row:
    tone = Tone.GOED if voorwaarde.vervuld else Tone.FOUT if voorwaarde.hard else Tone.LET_OP
    words = "in orde" if voorwaarde.vervuld else "nog niet"
    must = "verplicht voor de agenda" if voorwaarde.hard else "gevraagd, houdt niet tegen"
    return Row(number, voorwaarde.tekst, f"{must} · bron: {voorwaarde.bron}", words, tone, voorwaarde.opmerking)


class VtbDetail(QWidget):
    """One VTB, each field stored when it is left. Emits `zitting_asked` with the id of a zitting."""

    zitting_asked = Signal(int)

    def __init__(self, tafel: Tafel) -> None:
        super().__init__()
        self._tafel = tafel
        self._dossier: VtbDossier | None = None
        self._forms: dict[str, Form] = {}
        self.verband = VerbandStrook(tafel.sessie, DossierSoort.VTB)
        self.twijfels = Twijfels(self)
        self.twijfels.confirmed.connect(self._looked_at)
        self.twijfels.finished.connect(self.go_to_missing)
        self._title = label("", "titel", wrap=True)
        self._pill = StatusPill("", Tone.NEUTRAAL)
        self._line = label("", "uitleg", wrap=True)
        self._next = label("", "veld", wrap=True)
        self.conditions = WholeList("Voorwaarden voor de agenda")
        self.conditions.opened.connect(self._enter_condition)
        self.agenda = AgendaKaart(tafel)
        self.agenda.zitting_asked.connect(self.zitting_asked)
        self.kinderen = KinderenKaart(tafel)
        self.horen = HorenKaart(tafel)
        self.besluiten = BesluitenKaart(tafel)
        self.vorm = VormKaart(tafel)
        self.bron = BronKaart()
        self.sluiten = SluitenKaart(tafel)
        self._scroll = scroll(self._make_forms())
        self.columns = Columns(self._checklist(), self._scroll, LIST_CHARS, FORM_CHARS, "Voorwaarden", INNER_LINES)
        self.columns.went_back.connect(self.conditions.setFocus)
        self.columns.arranged.connect(lambda: self._line.setVisible(not self.columns.narrow))
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignTop)
        layout = column(self, spacing=TOKENS.xs)
        layout.addLayout(top)
        layout.addWidget(self._line)
        layout.addWidget(self._next)
        layout.addWidget(self.verband)
        layout.addSpacing(TOKENS.s)
        layout.addWidget(self.columns, 1)

    def _checklist(self) -> QWidget:
        side = QWidget()
        layout = column(side, spacing=TOKENS.s)
        layout.addWidget(self.agenda)
        layout.addWidget(heading("Voorwaarden voor de agenda"))
        layout.addWidget(hint("Enter gaat naar het veld dat erbij hoort."))
        layout.addWidget(self.conditions)
        layout.addStretch()
        return scroll(side)

    def _make_forms(self) -> QWidget:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, TOKENS.s, TOKENS.l)
        layout.setSpacing(TOKENS.m)
        layout.addWidget(self.besluiten)
        layout.addWidget(self.vorm)
        for title, fields in (*inhoud_delen(self._tafel), ("Verzoek", verzoek_velden(self._tafel))):
            layout.addWidget(self._card(title, fields))
        layout.addWidget(self.kinderen)
        layout.addWidget(self.horen)
        self.klokken = KlokTabel("Klokken van dit VTB", "Voor dit VTB loopt nog geen klok.", self._klok_name)
        card = Card("Klokken")
        card.add(self.klokken)
        layout.addWidget(card)
        layout.addWidget(self.bron)
        layout.addWidget(self.sluiten)
        layout.addStretch()
        return content

    def _card(self, title: str, fields: list[Veld]) -> Card:
        card, form = Card(title), DenseForm()
        for field in fields:
            form.add(field.key, field.text, field.widget, wide=field.wide)
            self._forms[field.key] = form
            self.twijfels.watch(form, field.key)
        form.committed.connect(partial(self._commit, form))
        card.add(form)
        return card

    # -- showing -------------------------------------------------------------------------------------------------

    @property
    def dossier(self) -> VtbDossier | None:
        """The VTB on the screen."""
        return self._dossier

    def waarom(self) -> Vraag | None:
        """Every klok of this VTB, for every part that has no answer of its own."""
        return None if self._dossier is None else Vraag(Over.VTB, self._dossier.id)

    def open_vtb(self, vtb_id: int) -> bool:
        """Show a VTB, or the same one anew without touching what is typed; False when it is gone."""
        other = self._dossier is None or self._dossier.id != vtb_id
        if other:
            self.flush()
        try:
            dossier = self._tafel.sessie.vtbs.dossier(vtb_id)
            self._show(dossier, other=other)
            if other:
                self._tafel.sessie.inzages.vtb(vtb_id)
        except ExpertteamError as error:
            show_error(self, error)
            return False
        return True

    def _show(self, dossier: VtbDossier, *, other: bool) -> None:
        self._dossier = dossier
        if other:
            self._scroll.verticalScrollBar().setValue(0)
            for form in set(self._forms.values()):
                form.clear_errors()
            focused = QApplication.focusWidget()
            if focused is not None and self.isAncestorOf(focused):
                focused.clearFocus()
        for key, value in values_of(dossier).items():
            update_form(self._forms[key], {key: value})
        for form in set(self._forms.values()):
            set_read_only(form, not self._tafel.can_write)
        doubts = dict.fromkeys(dossier.twijfel, "herkend in de tekst, nog niet nagekeken.")
        self.twijfels.mark(doubts, same=not other)
        self.bron.show_text(dossier.brontekst)
        self.verband.show_dossier(dossier.id)
        self.vorm.show_dossier(dossier)
        self.conditions.show_rows([_row(n, v) for n, v in enumerate(dossier.voorwaarden)])
        self.agenda.show_dossier(dossier)
        self.kinderen.show_dossier(dossier)
        self.horen.show_dossier(dossier)
        self.besluiten.show_dossier(dossier)
        self.klokken.show_klokken(self._tafel.sessie.klokken.van_vtb(dossier.id))
        self.sluiten.show_dossier(dossier)
        fase = dossier.gang.fase
        self._title.setText(f"{dossier.nummer} · {dossier.gezin}")
        self._pill.set_status(fase, FASE_TONES.get(fase, Tone.NEUTRAAL))
        self._pill.updateGeometry()
        where = self._tafel.label("gemeenten", dossier.gemeente)
        children = aantal(len(dossier.kinderen), "kind", "kinderen")
        self._line.setText(f"{where} · ontvangen {dag_cijfers(dossier.ontvangen)} · {children}")
        steps = "; ".join(_told(step) for step in dossier.gang.stappen)
        self._next.setText(f"Wat nu: {steps}." if steps else "")
        self._next.setVisible(bool(steps))

    def _klok_name(self, klok: KlokStand) -> str:
        """The name, with the kind where a klok runs per kind."""
        kinderen = self._dossier.kinderen if self._dossier is not None else ()
        name = next((k.naam for k in kinderen if k.id == klok.jeugdige_id), "")
        return f"{klok.naam}, {name}" if name else klok.naam

    # -- going and changing --------------------------------------------------------------------------------------

    def _enter_condition(self, number: int) -> None:
        if self._dossier is not None:
            self.go_to(self._dossier.voorwaarden[number].code)

    def go_to(self, code: str) -> None:
        """Go to the field that fulfils a condition: the first one that is empty."""
        self.columns.show_right()
        fields = CONDITION_FIELDS[code]
        key = next((f for f in fields if not self._forms[f].value(f)), fields[0])
        bring(self._forms[key].row(key).control)

    def go_to_missing(self) -> None:
        """Go to the first field that keeps this VTB off the agenda, or to the list of conditions."""
        found = self._dossier.voorwaarden if self._dossier else ()
        if self.twijfels.keys:
            self.columns.show_right()
            self.twijfels.go()
            return
        missing = next((v for v in found if v.hard and not v.vervuld), None)
        if missing is None:
            self.conditions.setFocus()
        else:
            self.go_to(missing.code)

    def go_to_next(self) -> None:
        """Go to where the next step is done: what lacks, planning, inviting, and after the table the VTO or report.

        Once more goes to the step after it.
        """
        dossier = self._dossier
        if dossier is None:
            return
        if self.twijfels.keys or (dossier.belemmeringen and dossier.gang.fase in BEFORE_TABLE):
            self.go_to_missing()
            return
        steps = (*self.besluiten.next_steps(dossier.besluiten), *self.agenda.next_steps, self.sluiten.reason)
        places = [place for place in steps if place.isVisibleTo(self)] or [self.conditions]
        here = QApplication.focusWidget()
        target = places[(places.index(here) + 1) % len(places) if here in places else 0]
        if self._scroll.isAncestorOf(target):
            self.columns.show_right()
        bring(target, row_around(target))

    def _commit(self, form: Form, key: str, value: object) -> None:
        if self._dossier is None:
            return
        stored = to_stored(key, value)
        vtb_id, change = self._dossier.id, self._tafel.sessie.vtbs.change
        self._tafel.attempt(lambda: change(vtb_id, key, stored), self, form, key)

    def _looked_at(self, key: str) -> None:
        if self._dossier is not None and key in self._dossier.twijfel:
            vtb_id = self._dossier.id
            self._tafel.attempt(lambda: self._tafel.sessie.vtbs.nagekeken(vtb_id, key), self)

    def flush(self) -> None:
        """Store what was typed and not stored yet."""
        for form in (*set(self._forms.values()), *self.horen.forms.values()):
            form.flush()


def _told(step: Stap) -> str:
    return f"{step.tekst} (vóór {dag_cijfers(step.datum)})" if step.datum is not None else step.tekst


def row_around(field: QWidget) -> QWidget:
    """The row of a form in which a field stands, with its label; the field itself where it stands alone."""
    widget: QWidget | None = field
    while widget is not None and not isinstance(widget, FieldRow):
        widget = widget.parentWidget()
    return widget or field
