"""The voorzieningen of the region: which are paid with BOEG, and which are reached only through the RET."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit

from expertteam_app.domain.boeg import VoorzieningInfo
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.beheer_kaarttabel import KaartTabelDeel
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_werk import Concept


def _yes(value: bool) -> str:
    return "ja" if value else ""


class VoorzieningenDeel(KaartTabelDeel[VoorzieningInfo]):
    """A table of voorzieningen; one that is not offered any more stays readable, so none is taken away."""

    title = "Voorzieningen"
    nouns = frozenset({"voorziening"})
    uitleg = (
        "Voorzieningen waar het RET naar kan verwijzen. Is het RET toegangspoort, dan kan een casus er pas heen na een "
        "definitief besluit van het RET."
    )
    leeg = "Nog geen voorzieningen. Voeg de eerste toe met Ins."
    toevoegen = "Voorziening toevoegen"
    weg_te_halen = False

    def columns(self) -> Sequence[Column[VoorzieningInfo]]:
        """Name, who offers it, and the way to it."""
        col = Column[VoorzieningInfo]
        return (
            col("naam", "Naam", lambda v: v.naam, width=34),
            col("aanbieder", "Aanbieder", lambda v: v.aanbieder, width=30),
            col("boeg", "Met geld\nvan BOEG", lambda v: _yes(v.boeg), width=11),
            col("toegangspoort", "RET is\ntoegangspoort", lambda v: _yes(v.toegangspoort), width=15),
            col("actief", "In gebruik", lambda v: _yes(v.actief), width=11),
        )

    def key(self, row: VoorzieningInfo) -> int:
        """Its id."""
        return row.id

    def rows(self) -> Sequence[VoorzieningInfo]:
        """All of them, by name."""
        return self.sessie.opvolgingen.voorzieningen()

    def card_for(self, row: VoorzieningInfo | None) -> Invoer:
        """Name, aanbieder and the way to it; whether it is offered once it is there."""
        service = self.sessie.opvolgingen

        def store(values: Mapping[str, object]) -> None:
            naam, aanbieder = str(values["naam"]), str(values["aanbieder"])
            boeg, gate = bool(values["boeg"]), bool(values["toegangspoort"])
            if row is None:
                service.add_voorziening(naam, aanbieder, boeg=boeg, toegangspoort=gate)
            else:
                offered = bool(values["actief"])
                service.change_voorziening(row.id, naam, aanbieder, boeg=boeg, toegangspoort=gate, actief=offered)

        if row is None:
            concept = Concept(self.sessie.concepten, "voorziening-nieuw")
            card = Invoer("Voorziening toevoegen", "Toevoegen", store, concept)
        else:
            card = Invoer("Voorziening wijzigen", "Wijzigen", store)
        card.add("naam", "Naam", QLineEdit(), required=True)
        card.add("aanbieder", "Aanbieder", QLineEdit())
        card.add("boeg", "BOEG", QCheckBox("Wordt mede betaald door BOEG"))
        card.add("toegangspoort", "Toegang", QCheckBox("Het RET is toegangspoort"))
        if row is not None:
            card.add("actief", "In gebruik", QCheckBox("Wordt aangeboden bij een inbreng"))
            for key in ("naam", "aanbieder", "boeg", "toegangspoort", "actief"):
                card.form.set_value(key, getattr(row, key))
        return card
