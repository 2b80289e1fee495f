"""Oorzaken and hiaten: what made this casus get stuck, and what was missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from PySide6.QtWidgets import QWidget

from expertteam_app.domain.dossier import CasusDossier, HiaatInfo
from expertteam_app.domain.errors import FieldError
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_hiaat_verloop import COURSE, add_course, in_words
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_rijen import RijenTab, Woorden
from expertteam_app.ui.pages.casus_tabs import CasusTab
from expertteam_app.ui.pages.casus_velden import Choice, button, code_choice, column, past_date, scroll
from expertteam_app.ui.pages.casus_werk import Concept, store_field
from expertteam_app.ui.pages.casus_woorden import derived
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.chips import Chips
from expertteam_app.ui.widgets.form import Form
from expertteam_app.ui.widgets.labels import hint


class OorzakenTab(CasusTab):
    """The causes as chips, and which of them is the main one."""

    title = "Oorzaken"

    def __init__(self, sessie: Sessie) -> None:
        super().__init__(sessie)
        self.chips = Chips(tuple(sessie.lists["oorzaken"]))
        self.main = Choice((), "Geen of nog niet bekend")
        self.form = Form()
        self.form.add(
            "oorzaken",
            "Waardoor liep deze casus vast?",
            self.chips,
            "Kies er zo weinig als klopt, meestal een tot drie.",
        )
        self.form.add("hoofdoorzaak", "Hoofdoorzaak", self.main)
        self.form.committed.connect(self._store)
        self.form.setEnabled(self.may_write)
        content = QWidget()
        layout = column(content)
        layout.setContentsMargins(0, 0, TOKENS.s, 0)
        lijst = sessie.lists["oorzaken"]
        layout.addWidget(hint(f"Uit de lijst “{lijst.titel}”, versie {lijst.versie}."))
        layout.addWidget(self.form)
        layout.addStretch()
        column(self).addWidget(scroll(content))

    def fill(self, dossier: CasusDossier, *, other: bool) -> None:
        """Show the stored causes."""
        codes = tuple(o.code for o in dossier.oorzaken)
        if other or set(codes) != set(self.chips.value()):
            self.form.set_value("oorzaken", codes)
        main = next((o.code for o in dossier.oorzaken if o.hoofdoorzaak), "")
        self._offer_main(codes, main)
        if other:
            self.form.clear_errors()

    def _offer_main(self, codes: Sequence[str], main: str) -> None:
        blocked = self.main.blockSignals(True)
        self.main.clear()
        self.main.addItem("Geen of nog niet bekend", "")
        for code in codes:
            self.main.addItem(self.sessie.lists["oorzaken"].label(code), code)
        self.main.blockSignals(blocked)
        self.form.set_value("hoofdoorzaak", main)
        self.form.row("hoofdoorzaak").setEnabled(bool(codes) and self.may_write)

    @classmethod
    def count(cls, dossier: CasusDossier) -> int | None:
        """How many causes were chosen."""
        return len(dossier.oorzaken)

    def _store(self, key: str, _value: object) -> None:
        if self.dossier is None:
            return
        casus_id, codes = self.dossier.id, self.chips.value()
        main = str(self.main.currentData() or "")
        chosen = main if main in codes else None
        store_field(self.form, key, lambda: self.sessie.codering.set_oorzaken(casus_id, codes, chosen))

    def insert(self) -> None:
        """Choose a cause."""
        self.chips.setFocus()

    def focus_first(self) -> None:
        """The field that adds a cause."""
        self.chips.setFocus()


class HiatenTab(RijenTab[HiaatInfo]):
    """What was missing: zorgvorm and in what way."""

    title = "Hiaten"
    woorden = Woorden(
        "Hiaten",
        "Hiaat toevoegen",
        "Hiaat weghalen",
        "Nog geen hiaat vastgelegd. Een hiaat zegt welke hulp nodig was, en wat eraan ontbrak.",
    )

    def __init__(self, sessie: Sessie) -> None:
        zorgvormen, aarden = sessie.lists["zorgvormen"], sessie.lists["aard_hiaat"]
        columns = (
            Column[HiaatInfo]("zorgvorm", "Zorgvorm", lambda h: derived(zorgvormen.label(h.zorgvorm), h), width=28),
            Column[HiaatInfo]("aard", "Wat ontbrak", lambda h: aarden.label(h.aard), width=30),
            Column[HiaatInfo]("vastgesteld_op", "Vastgesteld", lambda h: dag_cijfers(h.vastgesteld_op), width=11),
            Column[HiaatInfo]("stand", "Hoe het ervoor staat", self._stand, width=30),
        )
        super().__init__(sessie, columns, lambda h: h.id)
        self.change_button = button("Wijzigen", self._change_current, "pencil", "Enter", "stil")
        self.top.insert_widget(1, self.change_button)
        self.table.opened.connect(self.change)

    @classmethod
    def rows(cls, dossier: CasusDossier) -> Sequence[HiaatInfo]:
        """The hiaten."""
        return dossier.hiaten

    def fill(self, dossier: CasusDossier, *, other: bool) -> None:
        """Show the hiaten."""
        super().fill(dossier, other=other)
        self.change_button.setEnabled(bool(dossier.hiaten) and self.may_write)

    def _fields(self, card: Invoer) -> None:
        card.add("zorgvorm", "Zorgvorm", code_choice(self.sessie.lists["zorgvormen"], "Kies een zorgvorm"))
        card.add("aard", "Wat ontbrak", code_choice(self.sessie.lists["aard_hiaat"], "Kies wat ontbrak"))
        day = past_date(self.sessie.context.vandaag)
        day.set_value(self.sessie.context.vandaag())
        card.add("datum", "Vastgesteld op", day)

    def change(self, hiaat_id: int) -> None:
        """Open the card that changes a hiaat."""
        if not self.may_write:
            return
        hiaat = self.table.row(hiaat_id)
        card = Invoer("Hiaat wijzigen", "Wijzigen", lambda v: self._store(hiaat, v))
        self._fields(card)
        add_course(card, self.sessie, hiaat)
        for key, value in (("zorgvorm", hiaat.zorgvorm), ("aard", hiaat.aard), ("datum", hiaat.vastgesteld_op)):
            card.form.set_value(key, value)
        self.open_card(card, again=False)

    def _stand(self, hiaat: HiaatInfo) -> str:
        return in_words(self.sessie, hiaat)

    def _store(self, hiaat: HiaatInfo, values: Mapping[str, object]) -> None:
        fields = {"zorgvorm": "zorgvorm", "aard": "aard", "datum": "vastgesteld_op"} | {key: key for key in COURSE}
        changed = {field: values[key] for key, field in fields.items() if values[key] != getattr(hiaat, field)}
        self.sessie.codering.change_hiaat_velden(hiaat.id, changed)

    def _change_current(self) -> None:
        if self.table.current_id is not None:
            self.change(self.table.current_id)

    def make_card(self, casus_id: int) -> Invoer:
        """Zorgvorm x aard, with the day."""
        card = Invoer(
            "Hiaat toevoegen",
            "Toevoegen",
            lambda v: self.sessie.codering.add_hiaat(casus_id, str(v["zorgvorm"]), str(v["aard"]), _day(v["datum"])),
            Concept(self.sessie.concepten, f"casus-{casus_id}-hiaat"),
        )
        self._fields(card)
        return card

    def remove(self, row_id: int) -> object:
        """Take a hiaat back."""
        self.sessie.codering.remove_hiaat(row_id)
        return None


def _day(value: object) -> date:
    if value is None:
        raise FieldError("datum", "Vul de datum in.")
    return cast("date", value)
