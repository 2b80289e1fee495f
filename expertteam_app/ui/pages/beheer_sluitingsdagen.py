"""The days on which an organisation is closed: they do not count for klokken on the calendar of the office."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypedDict

from PySide6.QtWidgets import QCheckBox, QLineEdit

from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.uurwerk import Sluiting
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.beheer_kaarttabel import KaartTabelDeel
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_werk import Concept
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.widgets.dateedit import DateEdit

EIGEN = "eigen kantoor"
WETTELIJK = "Wettelijke vrije dag (koninklijk besluit)"


class SluitingsdagenDeel(KaartTabelDeel[Sluiting]):
    """A table of closings, the latest first."""

    title = "Sluitingsdagen"
    nouns = frozenset({"sluitingsdag"})
    uitleg = (
        "De feestdagen van de Algemene termijnenwet kent het programma zelf. Zet hier de dagen waarop uw kantoor of "
        "een andere organisatie daarnaast dicht is. Zij tellen alleen mee voor klokken op de kalender van het kantoor; "
        "een wettelijke termijn verandert er nooit door. Een dag die een koninklijk besluit vrij maakt, telt wel "
        "overal."
    )
    leeg = "Nog geen sluitingsdagen. Voeg bijvoorbeeld de week tussen Kerst en Nieuwjaar toe."
    toevoegen = "Sluitingsdagen toevoegen"

    def columns(self) -> Sequence[Column[Sluiting]]:
        """Why, whose and which days."""
        col = Column[Sluiting]
        return (
            col("naam", "Waarom dicht", lambda s: s.naam, width=30),
            col("organisatie", "Organisatie", _whose, width=26),
            col("van", "Van", lambda s: dag_cijfers(s.van), width=12),
            col("tot", "Tot en met", lambda s: dag_cijfers(s.tot), width=12),
            col("bron", "Besluit", lambda s: s.bron, width=24),
        )

    def key(self, row: Sluiting) -> int:
        """Its id."""
        return row.id

    def rows(self) -> Sequence[Sluiting]:
        """All of them, the latest first."""
        return sorted(self.sessie.klokken.sluitingsdagen(), key=lambda s: s.van, reverse=True)

    def card_for(self, row: Sluiting | None) -> Invoer:
        """The days, their name, and for whom they are."""
        if row is None:
            concept = Concept(self.sessie.concepten, "sluitingsdagen-nieuw")
            card = Invoer("Sluitingsdagen toevoegen", "Toevoegen", self._add, concept)
            self._fields(card)
            return card
        sluiting_id, act = row.id, self.sessie.klokken.change_sluitingsdagen
        card = Invoer("Sluitingsdagen wijzigen", "Wijzigen", lambda v: act(sluiting_id, *_days(v), **_law(v)))
        self._fields(card)
        for key in ("naam", "van", "tot", "organisatie", "wettelijk", "bron"):
            card.form.set_value(key, getattr(row, key))
        card.set_note("Datums waarin deze dagen meetellen, worden dan opnieuw gerekend.")
        return card

    def _fields(self, card: Invoer) -> None:
        today = self.sessie.context.vandaag
        card.add("naam", "Waarom dicht?", QLineEdit(), "Bijvoorbeeld: kerstsluiting.", required=True)
        card.add("van", "Eerste dag", DateEdit(today=today, wettelijk=True), required=True)
        card.add("tot", "Laatste dag", DateEdit(today=today, wettelijk=True), "Leeg: alleen de eerste dag.")
        card.add("organisatie", "Organisatie", QLineEdit(), "Leeg: het eigen kantoor.")
        card.add("wettelijk", "Voor iedereen", QCheckBox(WETTELIJK))
        card.add("bron", "Welk besluit?", QLineEdit(), "Bij een wettelijke vrije dag, bijvoorbeeld: Stb. 2027, 12.")

    def _add(self, values: Mapping[str, object]) -> None:
        self.sessie.klokken.add_sluitingsdagen(*_days(values), **_law(values))

    def removal(self, row: Sluiting) -> tuple[str, Callable[[], object]]:
        """Which dates are reckoned anew is said beforehand."""
        text = f"“{row.naam}” van {dag_cijfers(row.van)} tot en met {dag_cijfers(row.tot)} weghalen? "
        which = "Alle datums in werkdagen" if row.wettelijk else "Datums op de kalender van het kantoor"
        text += f"{which} worden dan opnieuw gerekend."
        return text, lambda: self.sessie.klokken.remove_sluitingsdag(row.id)


def _whose(sluiting: Sluiting) -> str:
    return "iedereen (wettelijk vrij)" if sluiting.wettelijk else sluiting.organisatie or EIGEN


class _Law(TypedDict):
    wettelijk: bool
    bron: str


def _days(values: Mapping[str, object]) -> tuple[str, date, date, str]:
    """Whose days, the first, the last and why; without a last day the first alone.

    Raises:
        FieldError: there is no first day.
    """
    van, tot = values["van"], values["tot"]
    if not isinstance(van, date):
        raise FieldError("van", "Vul de eerste dag in.")
    return str(values["organisatie"]), van, tot if isinstance(tot, date) else van, str(values["naam"])


def _law(values: Mapping[str, object]) -> _Law:
    return {"wettelijk": bool(values["wettelijk"]), "bron": str(values["bron"])}
