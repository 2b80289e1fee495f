"""Zoekregels: where help was sought, and what the answer was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QLineEdit

from expertteam_app.domain.dossier import CasusDossier, ZoekregelInfo
from expertteam_app.domain.errors import FieldError
from expertteam_app.services.codering import NieuweZoekregel
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.casus_handelingen import required_date
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_rijen import RijenTab, Woorden
from expertteam_app.ui.pages.casus_velden import code_choice, past_date
from expertteam_app.ui.pages.casus_werk import Concept
from expertteam_app.ui.pages.casus_woorden import derived
from expertteam_app.ui.text import aantal, dag_cijfers
from expertteam_app.ui.theme import Tone

_TONES = {"ja": Tone.GOED, "nee": Tone.FOUT, "wachtlijst": Tone.LET_OP, "geen-reactie": Tone.NEUTRAAL}


def weeks(text: object) -> int | None:
    """A waiting time as typed, in weeks; None when nothing was typed.

    Raises:
        FieldError: it is no whole number from 0.
    """
    typed = str(text or "").strip()
    if not typed:
        return None
    if not typed.isdigit():
        raise FieldError("wachttijd", "De wachttijd is een aantal weken, bijvoorbeeld 12.")
    return int(typed)


class ZoekregelsTab(RijenTab[ZoekregelInfo]):
    """The lines, and a card that adds one after the other."""

    title = "Zoekregels"
    woorden = Woorden(
        "Zoekregels",
        "Zoekregel toevoegen",
        "Zoekregel weghalen",
        "Nog geen zoekregels. Leg bij elke aanbieder die u vroeg vast wat het antwoord was: zo wordt zichtbaar welke "
        "hulp er in de regio ontbreekt.",
    )

    def __init__(self, sessie: Sessie) -> None:
        lists = sessie.lists
        zorgvormen, antwoorden, redenen = (
            lists[name] for name in ("zorgvormen", "antwoord_aanbieder", "reden_afwijzing")
        )
        col = Column[ZoekregelInfo]
        columns = (
            col("zorgvorm", "Zorgvorm", lambda z: derived(zorgvormen.label(z.zorgvorm), z), width=20),
            col("aanbieder", "Aanbieder", lambda z: z.aanbieder, width=24),
            col("datum", "Gevraagd", lambda z: dag_cijfers(z.datum), width=10),
            col(
                "antwoord",
                "Antwoord",
                lambda z: antwoorden.label(z.antwoord),
                lambda z: _TONES.get(z.antwoord),
                width=14,
            ),
            col("reden", "Reden", lambda z: redenen.label(z.reden), width=18),
            col("wachttijd", "Wachttijd", _waiting, width=10),
        )
        super().__init__(sessie, columns, lambda z: z.id)

    @classmethod
    def rows(cls, dossier: CasusDossier) -> Sequence[ZoekregelInfo]:
        """The zoekregels."""
        return dossier.zoekregels

    def make_card(self, casus_id: int) -> Invoer:
        """One line: what, where, when, the answer, why, how long."""
        today, lists = self.sessie.context.vandaag, self.sessie.lists
        card = Invoer(
            "Zoekregel toevoegen",
            "Toevoegen",
            lambda v: self._add(casus_id, v),
            Concept(self.sessie.concepten, f"casus-{casus_id}-zoekregel"),
        )
        forms = code_choice(lists["zorgvormen"], "Kies een zorgvorm")
        if self.dossier is not None and self.dossier.zoekregels:
            forms.choose(self.dossier.zoekregels[-1].zorgvorm)
        card.add("zorgvorm", "Zorgvorm", forms)
        card.add("aanbieder", "Aanbieder", QLineEdit())
        day = past_date(today)
        day.set_value(today())
        card.add("datum", "Gevraagd op", day)
        card.add("antwoord", "Antwoord", code_choice(lists["antwoord_aanbieder"], "Nog geen antwoord"))
        card.add("reden", "Reden van afwijzing", code_choice(lists["reden_afwijzing"], "Geen"))
        card.add("wachttijd", "Wachttijd in weken", QLineEdit())
        return card

    def _add(self, casus_id: int, values: Mapping[str, object]) -> int:
        return self.sessie.codering.add_zoekregel(
            casus_id,
            NieuweZoekregel(
                zorgvorm=str(values["zorgvorm"]),
                datum=required_date(values),
                aanbieder=str(values["aanbieder"]),
                antwoord=str(values["antwoord"]),
                reden=str(values["reden"]),
                wachttijd_weken=weeks(values["wachttijd"]),
            ),
        )

    def remove(self, row_id: int) -> object:
        """Take a zoekregel back."""
        self.sessie.codering.remove_zoekregel(row_id)
        return None


def _waiting(regel: ZoekregelInfo) -> str:
    return "" if regel.wachttijd_weken is None else aantal(regel.wachttijd_weken, "week", "weken")
