"""Whether a casus can be brought to the table: what is there, what is missing and where to fill it in.

The parts follow DOMEIN section 3 ("Aanmelding, what it holds"): a question instead of a request for a place, the voices
of jeugdige and ouders, what was tried and where help was sought, who has gezag, the ground for sharing, who holds the
regie, and a toegangsmedewerker with mandaat. No form of the region was found, so nothing here blocks: it advises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MAX_VRAAG = 300
"""Characters of a vraag: what can be read aloud at the table (PRODUCT 6.4 A)."""

_ASKS_PLACE = re.compile(r"\b(plek|plekken|plaats|plaatsing|bed|opname)\b", re.IGNORECASE)


def asks_for_place(vraag: str) -> bool:
    """Whether a vraag asks for a place and not for an answer."""
    return bool(_ASKS_PLACE.search(vraag)) and "?" not in vraag


@dataclass(frozen=True, slots=True)
class InbrengFeiten:
    """What is known of a casus when it is brought in.

    Attributes:
        geprobeerd: the text on what was tried, and what was written at the end of a step.
        zoekregels: how many places were asked.
        gezag_bekend: whether it is known who has gezag over the jeugdige (always so from 18 on).
        gedeeld_op_grond: whether sharing with the table rests on toestemming or on another ground that holds today.
        mandaathouder: whether someone of the gemeente holds a mandaat that is valid today.
        analyse: code of the list verklarende_analyse; empty when nothing was filled in.
    """

    vraag: str
    stem_jeugdige: str
    stem_ouders: str
    stem_niet_gelukt: str
    geprobeerd: str
    zoekregels: int
    geboortedatum: date | None
    gezag_bekend: bool
    gedeeld_op_grond: bool
    casusregisseur: str
    mandaathouder: bool
    analyse: str


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """One part of an inbreng.

    Attributes:
        code: stable name.
        naam: what it is, in Dutch.
        ontbreekt: what is missing, as a Dutch sentence; empty when the part is there.
        deel: title of the part of the dossier where it is filled in; empty when that is elsewhere.
        veld: name of the field there, when there is one.
    """

    code: str
    naam: str
    ontbreekt: str
    deel: str
    veld: str = ""

    @property
    def klaar(self) -> bool:
        """Whether nothing is missing."""
        return not self.ontbreekt


def _vraag(f: InbrengFeiten) -> str:
    if not f.vraag.strip():
        return "Er is nog geen vraag aan de tafel."
    if asks_for_place(f.vraag):
        return "Dit lijkt een verzoek om een plek. Wat wilt u aan de tafel vragen?"
    over = len(f.vraag) - MAX_VRAAG
    return f"De vraag is {over} tekens langer dan {MAX_VRAAG}. Kort haar in tot één vraag." if over > 0 else ""


def _stem(f: InbrengFeiten) -> str:
    if f.stem_niet_gelukt.strip():
        return ""
    lacking = [
        who for who, text in (("de jeugdige", f.stem_jeugdige), ("de ouders", f.stem_ouders)) if not text.strip()
    ]
    if not lacking:
        return ""
    return f"De stem van {' en '.join(lacking)} ontbreekt. Niet gelukt? Schrijf op waarom."


def onderdelen(feiten: InbrengFeiten, *, analyse_verplicht: bool = False) -> tuple[Onderdeel, ...]:
    """The parts of an inbreng in the order in which one fills them in.

    Args:
        feiten: what is known.
        analyse_verplicht: whether the region asks for a verklarende analyse (a setting; DOMEIN section 3: not stated
            for this region).
    """
    f = feiten
    parts = [
        Onderdeel("vraag", "Vraag aan de tafel", _vraag(f), "Kern", "vraag"),
        Onderdeel("stem", "Stem van jeugdige en ouders", _stem(f), "Stem", "stem_jeugdige"),
        Onderdeel(
            "geprobeerd",
            "Wat is geprobeerd",
            "" if f.geprobeerd.strip() else "Er staat nog niet wat is geprobeerd en waarom het vastliep.",
            "Kern",
            "geprobeerd",
        ),
        Onderdeel(
            "zoekregels",
            "Waar is gezocht",
            "" if f.zoekregels else "Er is nog geen zoekregel: waar is om hulp gevraagd, en wat was het antwoord?",
            "Zoekregels",
        ),
        Onderdeel(
            "gezag",
            "Geboortedatum en gezag",
            "De geboortedatum is niet bekend."
            if f.geboortedatum is None
            else ("" if f.gezag_bekend else "Er staat nog niet wie het gezag heeft."),
            "Gezin",
        ),
        Onderdeel(
            "grondslag",
            "Toestemming of andere grond",
            "" if f.gedeeld_op_grond else "Er is nog geen toestemming of andere grond om met het RET te delen.",
            "Delen",
        ),
        Onderdeel(
            "regie",
            "Wie de regie heeft",
            "" if f.casusregisseur.strip() else "Er staat nog niet wie de casusregisseur is.",
            "Kern",
            "casusregisseur",
        ),
        Onderdeel(
            "mandaat",
            "Mandaat aan tafel",
            "" if f.mandaathouder else "Niemand van deze gemeente heeft nu een geldig mandaat. Zie Beheer, Mensen.",
            "",
        ),
    ]
    if analyse_verplicht:
        there = f.analyse not in ("", "nee")
        missing = "" if there else "De regio vraagt een verklarende analyse; die is er nog niet."
        parts.append(Onderdeel("analyse", "Verklarende analyse", missing, "Kern", "verklarende_analyse"))
    return tuple(parts)
