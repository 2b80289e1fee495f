"""The toekomstplan of a jeugdige of 15,5 or older: whether it is there, what it covers, and who keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from expertteam_app.domain.access import Right
from expertteam_app.domain.dossier import CasusDossier
from expertteam_app.domain.errors import ExpertteamError, FieldError
from expertteam_app.domain.geboorte import geboren_tussen
from expertteam_app.domain.toekomstplan import IJKPUNTEN, Toekomstplan, ijkpunt_dag, mag_getoond, open_punten
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.errors import show_error
from expertteam_app.ui.pages.casus_formulier import StoredForm
from expertteam_app.ui.pages.casus_invoer import Invoer, KaartPlek
from expertteam_app.ui.pages.casus_velden import button, past_date
from expertteam_app.ui.pages.casus_werk import Concept, fill_form
from expertteam_app.ui.pages.waarom import why_button
from expertteam_app.ui.widgets.cards import Card, row_of
from expertteam_app.ui.widgets.labels import hint
from expertteam_app.ui.widgets.vinkjes import Vinkjes

NONE_YET = "Er is nog geen toekomstplan vastgelegd. Zodra de datum is ingevuld, staat het vast."
DRAFT = "Dit is een concept. Vul ook de datum in, dan staat het plan vast."


class ToekomstplanKaart(Card):
    """A field left is a field kept; what is filled in before the date is known is a draft."""

    def __init__(self, sessie: Sessie) -> None:
        super().__init__("Toekomstplan")
        self._sessie = sessie
        self._casus_id = 0
        self._ijkpunt = ""
        self._plan: Toekomstplan | None = None
        self._concept: Concept | None = None
        self._domains = {c.code: c.label for c in sessie.lists["leefdomeinen"]}
        may_write = sessie.actor.can(Right.CASUS_WRITE)
        self.form = StoredForm()
        self.form.add("datum", "Gemaakt op", past_date(sessie.context.vandaag))
        self.form.add("eigenaar", "Eigenaar", QLineEdit(), "Wie houdt het plan bij?")
        boxes = Vinkjes(self._domains, flow=True)
        self.form.add("leefdomeinen", "Het plan gaat over", boxes, wide=True)
        boxes.name_boxes("Het plan gaat over")
        self.form.setEnabled(may_write)
        self.form.committed.connect(lambda *_: self._store())
        self.form.drafted.connect(self._keep_half)
        self.status = hint("")
        self.remove_button = button("Toekomstplan weghalen", self._ask_remove, "trash-2", role="stil")
        self._may_write = may_write
        self.add(self.status)
        self.add(self.form)
        why = why_button(sessie, self.waarom, "Waarom wordt nu naar het toekomstplan gevraagd?")
        self.body.addLayout(row_of(self.remove_button, why, None))
        self.plek = KaartPlek(self.body, self.body.count(), self._back)
        self.hide()

    def waarom(self) -> Vraag | None:
        """From when the plan is asked for."""
        return Vraag(Over.TOEKOMSTPLAN, self._casus_id, tekst=self._ijkpunt) if self._ijkpunt else None

    def fill(self, dossier: CasusDossier, *, other: bool) -> None:
        """Show the plan of the jeugdige of this casus; nothing below 15,5."""
        self._casus_id = dossier.id
        kind, today = dossier.jeugdige, self._sessie.context.vandaag()
        span = geboren_tussen(kind.geboortedatum, kind.geboortejaar)
        born = None if span is None else span[0]
        shown = mag_getoond(born, today)
        passed = [code for code in IJKPUNTEN if born is not None and ijkpunt_dag(born, code) <= today]
        self._ijkpunt = passed[-1] if passed else ""
        self.setVisible(shown)
        if other:
            self.plek.drop()
            self._concept = Concept(self._sessie.concepten, f"casus-{dossier.id}-toekomstplan")
        if shown:
            self._show_plan(other=other)

    def _show_plan(self, *, other: bool) -> None:
        had, self._plan = self._plan, self._sessie.toekomstplannen.of_casus(self._casus_id)
        plan = self._plan
        if plan is not None or other or had is not None:
            values: dict[str, object] = {
                "datum": plan.datum if plan else None,
                "eigenaar": plan.eigenaar if plan else "",
                "leefdomeinen": list(plan.leefdomeinen) if plan else [],
            }
            self.form.show_stored(values, other=other)
        draft = self._concept.restore() if plan is None and other and self._concept else None
        if draft is not None:
            fill_form(self.form, draft[0])
        self.remove_button.setVisible(plan is not None and self._may_write)
        self._say()

    def _say(self) -> None:
        if self._plan is None:
            self.status.setText(DRAFT if any(self.form.values().values()) else NONE_YET)
            return
        missing = open_punten(self._plan, self._domains)
        words = f"Nog open: {'; '.join(missing)}." if missing else "Het plan gaat over alle leefdomeinen."
        self.status.setText(words)

    def _store(self) -> None:
        values: Mapping[str, object] = self.form.values()
        if self._plan is None and values["datum"] is None:
            if self._concept is not None:
                self._concept.keep(self.form.drafts())
            self._say()
            return
        self.form.clear_errors()
        try:
            self._sessie.toekomstplannen.store(
                self._casus_id,
                cast("date | None", values["datum"]),
                cast("list[str]", values["leefdomeinen"]),
                str(values["eigenaar"]),
            )
        except FieldError as error:
            self.form.show_error(error)
        except ExpertteamError as error:
            show_error(self, error)
        else:
            if self._concept is not None:
                self._concept.clear()

    def _keep_half(self) -> None:
        """Keep a day that is half typed in a plan that is not stored yet."""
        if self._plan is None and self._concept is not None:
            self._concept.keep(self.form.drafts())

    def _ask_remove(self) -> None:
        casus_id = self._casus_id
        ask = Invoer(
            "Toekomstplan weghalen?", "Ja, weghalen", lambda _values: self._sessie.toekomstplannen.remove(casus_id)
        )
        ask.set_note("Het logboek bewaart wat er stond.")
        self.plek.open(ask)

    def _back(self) -> None:
        there = self.remove_button if self.remove_button.isVisibleTo(self) else self.form.row("datum").control
        there.setFocus(Qt.FocusReason.TabFocusReason)

    def flush(self) -> None:
        """Store what is being typed."""
        self.form.flush()
