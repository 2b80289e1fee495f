"""The text blocks that :: puts in a text field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QLineEdit

from expertteam_app.domain.sjabloon import Tekstblok
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.beheer_kaarttabel import KaartTabelDeel
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_velden import TextArea
from expertteam_app.ui.pages.casus_werk import Concept
from expertteam_app.ui.work import Work


class TekstblokkenDeel(KaartTabelDeel[Tekstblok]):
    """A table of text blocks: those of the region, and those that came with the program."""

    title = "Tekstblokken"
    nouns = frozenset({"tekstblok"})
    uitleg = (
        "Typ in een tekstveld van een zitting :: en de code, en dan Enter of een spatie: de tekst staat er. Zet hier "
        "uw eigen teksten. Een eigen tekst met de code van een meegeleverde komt daarvoor in de plaats."
    )
    leeg = "Nog geen tekstblokken."
    toevoegen = "Tekstblok toevoegen"

    def __init__(self, sessie: Sessie, work: Work) -> None:
        self._numbers: dict[str, int] = {}
        super().__init__(sessie, work)

    def columns(self) -> Sequence[Column[Tekstblok]]:
        """Code, name, words and whose it is."""
        col = Column[Tekstblok]
        return (
            col("code", "Code", lambda b: f"::{b.code}", width=16),
            col("naam", "Naam", lambda b: b.naam, width=24),
            col("tekst", "Tekst", lambda b: " ".join(b.tekst.split()), width=60),
            col("van", "Van", lambda b: "de regio" if b.id else "meegeleverd", width=14),
        )

    def key(self, row: Tekstblok) -> int:
        """A number per code that stays the same: a shipped block has no row of its own."""
        return self._numbers.setdefault(row.code, len(self._numbers) + 1)

    def rows(self) -> Sequence[Tekstblok]:
        """All of them, by code."""
        return self.sessie.tekstblokken.alle()

    def card_for(self, row: Tekstblok | None) -> Invoer:
        """Code, name and words; a shipped block that is changed becomes one of the region."""
        concept = Concept(self.sessie.concepten, "tekstblok-nieuw") if row is None else None
        title = "Tekstblok wijzigen" if row else "Tekstblok toevoegen"
        card = Invoer(title, "Bewaren", self._keep, concept)
        card.add("code", "Code", QLineEdit(), "Kleine letters, bijvoorbeeld: opening.", required=True)
        card.add("naam", "Naam", QLineEdit(), "Om de code aan te herkennen.")
        card.add("tekst", "Tekst", TextArea(4), required=True, wide=True)
        if row is not None:
            for key in ("code", "naam", "tekst"):
                card.form.set_value(key, getattr(row, key))
        return card

    def _keep(self, values: Mapping[str, object]) -> None:
        self.sessie.tekstblokken.bewaar(str(values["code"]), str(values["naam"]), str(values["tekst"]))

    def removal(self, row: Tekstblok) -> tuple[str, Callable[[], object]]:
        """The block of the region goes; a shipped one with that code comes back in its place."""
        return f"Het tekstblok ::{row.code} weghalen?", lambda: self.sessie.tekstblokken.weghalen(row.code)
