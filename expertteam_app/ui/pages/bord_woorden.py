"""How a card of the board is put into words; plain values in, Dutch text out, no Qt."""

from __future__ import annotations

from expertteam_app.domain.bord import BordKaart, BordKolom
from expertteam_app.domain.casus import Richting
from expertteam_app.ui.pages.casus_woorden import Lists, ronde
from expertteam_app.ui.text import aantal, dag_cijfers, dagen, getal
from expertteam_app.ui.theme import Tone
from expertteam_app.ui.widgets.status import NEARLY

Mark = tuple[str, str]
"""The name of an icon and a word."""


def days_words(kaart: BordKaart) -> str:
    """``12 van 10 werkdagen``, netto."""
    if kaart.norm is None:
        return dagen(kaart.netto, kaart.eenheid)
    return f"{getal(kaart.netto)} van {dagen(kaart.norm, kaart.eenheid)}"


def days_tone(kaart: BordKaart) -> Tone:
    """Within the norm, near it, or over it."""
    if kaart.norm is None:
        return Tone.NEUTRAAL
    if kaart.over_norm:
        return Tone.FOUT
    return Tone.LET_OP if kaart.netto >= NEARLY * kaart.norm else Tone.GOED


def action_words(kaart: BordKaart) -> str:
    """The next actie with its day."""
    if not kaart.actie:
        return "Geen volgende actie"
    when = f" ({dag_cijfers(kaart.actie_op)})" if kaart.actie_op is not None else " (zonder datum)"
    return f"{kaart.actie}{when}"


def marks(kaart: BordKaart) -> list[Mark]:
    """What is special, each as an icon with its word: too long, paused, came down, opened again."""
    found: list[Mark] = []
    if kaart.norm is not None and kaart.over_norm:
        found.append(("octagon-alert", f"{getal(kaart.netto - kaart.norm)} te lang"))
    if kaart.pauze is not None:
        found.append(("pause", "gepauzeerd"))
    if kaart.richting is Richting.AFGESCHAALD:
        found.append(("arrow-down-right", "afgeschaald"))
    if kaart.ronde > 1:
        found.append(("history", ronde(kaart.ronde)))
    return found


def card_words(kaart: BordKaart, lists: Lists) -> str:
    """The whole card in one sentence, for a screen reader and the tool tip."""
    parts = [
        kaart.nummer,
        kaart.naam,
        lists["gemeenten"].label(kaart.gemeente),
        f"{days_words(kaart)}, bruto {getal(kaart.bruto)}, sinds {dag_cijfers(kaart.sinds)}",
    ]
    if kaart.pauze is not None:
        until = f", verwacht tot {dag_cijfers(kaart.pauze.verwacht_tot)}" if kaart.pauze.verwacht_tot else ""
        parts.append(f"gepauzeerd sinds {dag_cijfers(kaart.pauze.van)}: {kaart.pauze.reden}{until}")
    parts += [word for name, word in marks(kaart) if name != "pause"]
    parts.append(f"volgende actie: {action_words(kaart)}" if kaart.actie else "geen volgende actie")
    return "; ".join(parts)


def column_words(kolom: BordKolom) -> str:
    """``Stap 3: Opschaling lokaal, 12 casussen``."""
    name = kolom.naam.split("(", maxsplit=1)[0].strip()
    return f"Stap {kolom.stap}: {name}, {aantal(kolom.totaal, 'casus', 'casussen')}"


def more_words(kolom: BordKolom) -> str:
    """The last row of a column that does not show all."""
    return f"en nog {getal(kolom.nog)}: Enter toont meer"
