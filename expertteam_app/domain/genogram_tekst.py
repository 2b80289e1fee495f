"""The words of a genogram: what stands with a shape, and the same facts as sentences."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence

from expertteam_app.domain.geboorte import geboren_kort, geboren_woorden
from expertteam_app.domain.netwerk import (
    BROER_ZUS,
    CONTACT,
    GEZAG_OPEN,
    GROOTOUDER,
    HALFBROER_ZUS,
    MET_GEZAG,
    NIET_JURIDISCH,
    OUDERS,
    PLEEGBROER_ZUS,
    PLEEGOUDER,
    STIEFBROER_ZUS,
    STIEFOUDER,
    ZONDER_GEZAG,
    Gezinskind,
    Gezinslid,
    Gezinsrelatie,
    Netwerk,
    Partnerschap,
)

TEKENS = 18
"""Characters on one line under or above a shape."""
TEKENS_KAART = 28
"""Characters on one line of a card."""
NAAMREGELS = 2
OMSCHRIJVINGSREGELS = 2

Rollabel = Callable[[str], str]

_WOORDEN: dict[str, tuple[str, str, str]] = {
    MET_GEZAG: ("vader", "moeder", "ouder"),
    ZONDER_GEZAG: ("vader", "moeder", "ouder"),
    GEZAG_OPEN: ("vader", "moeder", "ouder"),
    NIET_JURIDISCH: ("niet-juridische vader", "niet-juridische moeder", "niet-juridische ouder"),
    GROOTOUDER: ("grootvader", "grootmoeder", "grootouder"),
    BROER_ZUS: ("broer", "zus", "broer of zus"),
    HALFBROER_ZUS: ("halfbroer", "halfzus", "halfbroer of -zus"),
    STIEFBROER_ZUS: ("stiefbroer", "stiefzus", "stiefbroer of -zus"),
    PLEEGBROER_ZUS: ("pleegbroer", "pleegzus", "pleegbroer of -zus"),
    PLEEGOUDER: ("pleegvader", "pleegmoeder", "pleegouder"),
    STIEFOUDER: ("stiefvader", "stiefmoeder", "stiefouder"),
}


def rolwoord(rol: str, geslacht: str, label: Rollabel) -> str:
    """The word for a role as people say it: moeder, pleegvader, grootouder; else the label of the list."""
    words = _WOORDEN.get(rol)
    if words is None:
        return label(rol)
    return words[{"m": 0, "v": 1}.get(geslacht, 2)]


def opgesomd(words: Iterable[str]) -> str:
    """``Aya``, ``Aya en Bo``, ``Aya, Bo en Cas``."""
    known = list(dict.fromkeys(words))
    return known[0] if len(known) == 1 else f"{', '.join(known[:-1])} en {known[-1]}" if known else ""


def wrapped(text: str, tekens: int, regels: int) -> tuple[str, ...]:
    """The text over at most so many lines of at most so many characters; what does not fit ends in an ellipsis."""
    found = textwrap.wrap(text, tekens, break_long_words=True, break_on_hyphens=True)
    if len(found) <= regels:
        return tuple(found)
    last = found[regels - 1]
    return (*found[: regels - 1], f"{last[: tekens - 1].rstrip()}…")


def gezagswoorden(relaties: Sequence[Gezinsrelatie], netwerk: Netwerk) -> str:
    """The gezag of one person over the children of the gezin, in a few words; empty where it says nothing."""
    having = [r for r in relaties if r.gezag == "ja"]
    as_parent = [r for r in relaties if r.rol in OUDERS]
    if having:
        children = {r.jeugdige_id for r in relaties}
        over = [netwerk.kind(i) for i in dict.fromkeys(r.jeugdige_id for r in having)]
        all_of_them = len(over) == len(children)
        return "met gezag" if all_of_them else f"gezag: {opgesomd(k.roepnaam for k in over if k)}"
    if not as_parent:
        return ""
    return "gezag onbekend" if any(r.gezag == "" for r in as_parent) else "zonder gezag"


def contactwoorden(relaties: Sequence[Gezinsrelatie], netwerk: Netwerk) -> list[str]:
    """What is strained or broken: ``geen contact``, ``contact gespannen: Aya``."""
    found = []
    for contact, word in (("gespannen", "contact gespannen"), ("geen", "geen contact")):
        with_it = {r.jeugdige_id for r in relaties if r.contact == contact}
        if with_it and with_it == {r.jeugdige_id for r in relaties}:
            found.append(word)
        elif with_it:
            found.append(f"{word}: {opgesomd(_roepnamen(netwerk, with_it))}")
    return found


def _roepnamen(netwerk: Netwerk, ids: Iterable[int]) -> list[str]:
    wanted = set(ids)
    return [k.roepnaam for k in netwerk.kinderen if k.id in wanted]


def bij_wie(relaties: Sequence[Gezinsrelatie], netwerk: Netwerk) -> str:
    """Of which children this is, empty when it is of all of them."""
    ids = {r.jeugdige_id for r in relaties}
    return "" if len(ids) == len(netwerk.kinderen) else opgesomd(_roepnamen(netwerk, ids))


def rolzin(rol: str, relaties: Sequence[Gezinsrelatie], geslacht: str, netwerk: Netwerk, label: Rollabel) -> str:
    """A role in words with whose it is, unless that is every child: ``halfzus van Bo``."""
    whose = bij_wie(relaties, netwerk)
    return rolwoord(rol, geslacht, label) + (f" van {whose}" if whose else "")


def label_kind(kind: Gezinskind) -> tuple[tuple[str, ...], int]:
    """The lines with a jeugdige and how many of them are its name."""
    name = wrapped(kind.naam, TEKENS, NAAMREGELS)
    known = geboren_kort(kind.geboortedatum, kind.geboortejaar)
    born = (f"geb. {known}",) if known else ()
    return (*name, *born, *kind.casus_nummers[:1]), len(name)


def label_lid(
    lid: Gezinslid, geschreven: Sequence[str], netwerk: Netwerk, *, rol: str, tekens: int = TEKENS
) -> tuple[tuple[str, ...], int]:
    """The lines with someone: name, role, birth, gezag, contact and what is not drawn as a line."""
    relaties = netwerk.van_lid(lid.id)
    name = wrapped(lid.naam, tekens, NAAMREGELS)
    facts = [rol]
    if lid.instelling and lid.persoonsnaam:
        facts.append(lid.instelling)
    if born := geboren_kort(lid.geboortedatum, lid.geboortejaar):
        facts.append(f"geb. {born}")
    if lid.overleden:
        facts.append("overleden")
    facts += [gezagswoorden(relaties, netwerk), *contactwoorden(relaties, netwerk), *geschreven]
    lines = [line for fact in facts if fact for line in wrapped(fact, tekens, OMSCHRIJVINGSREGELS)]
    return (*name, *lines), len(name)


def _hoofdletter(text: str) -> str:
    return text[:1].upper() + text[1:]


def partnerzin(partner: Partnerschap, ander: Gezinslid) -> str:
    """What someone is to a partner: ``gescheiden van Ed``."""
    words = {"samen": "samen met", "gehuwd": "gehuwd met", "uit elkaar": "uit elkaar met"}
    return f"{words.get(partner.soort, 'gescheiden van')} {ander.naam}"


def beschrijf_kind(kind: Gezinskind) -> str:
    """A jeugdige in one sentence."""
    parts = [f"{kind.naam}, {_soort(kind.geslacht, 'jongen', 'meisje', 'kind')}"]
    if born := geboren_woorden(kind.geboortedatum, kind.geboortejaar):
        parts.append(f"geboren {born}")
    if kind.casus_nummers:
        parts.append(f"casus {opgesomd(kind.casus_nummers)}")
    return ", ".join(parts) + "."


def _soort(geslacht: str, man: str, vrouw: str, anders: str) -> str:
    return {"m": man, "v": vrouw}.get(geslacht, anders)


def beschrijf_lid(lid: Gezinslid, netwerk: Netwerk, label: Rollabel) -> str:
    """Everything about someone in sentences: who, what to which child, gezag, household, contact, partners."""
    who = [lid.naam]
    if lid.instelling and lid.persoonsnaam:
        who.append(lid.instelling)
    if born := geboren_woorden(lid.geboortedatum, lid.geboortejaar):
        who.append(f"geboren {born}")
    if lid.overleden:
        who.append("overleden")
    sentences = [", ".join(who) + "."]
    sentences += [_relatiezin(r, k, lid, label) for r in netwerk.van_lid(lid.id) if (k := netwerk.kind(r.jeugdige_id))]
    for partner in netwerk.partners:
        other = partner.ander(lid.id)
        person = netwerk.lid(other) if other is not None else None
        if person is not None:
            sentences.append(f"{_hoofdletter(partnerzin(partner, person))}.")
    return " ".join(sentences)


def _relatiezin(relatie: Gezinsrelatie, kind: Gezinskind, lid: Gezinslid, label: Rollabel) -> str:
    facts = [f"{_hoofdletter(rolwoord(relatie.rol, lid.geslacht, label))} van {kind.roepnaam}"]
    if relatie.gezag == "ja" or relatie.rol in OUDERS:
        facts.append({"ja": "met gezag", "nee": "zonder gezag"}.get(relatie.gezag, "gezag onbekend"))
    if relatie.woont_samen:
        facts.append("wonen samen")
    if relatie.contact:
        facts.append("geen contact" if relatie.contact == "geen" else f"contact {CONTACT[relatie.contact]}")
    return ", ".join(facts) + "."


def lees_als_tekst(netwerk: Netwerk, label: Rollabel) -> tuple[str, ...]:
    """The facts of the whole picture, one paragraph per person: children first, then who stand around them."""
    children = tuple(beschrijf_kind(k) for k in netwerk.kinderen)
    return (*children, *(beschrijf_lid(x, netwerk, label) for x in netwerk.leden))
