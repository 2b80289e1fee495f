"""What cannot be true in a gezin (refused, with the remedy) and what deserves a second look (told, not refused)."""

from __future__ import annotations

from datetime import date

from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.geboorte import geboren_tussen
from expertteam_app.domain.jeugdige import age_on
from expertteam_app.domain.netwerk import (
    CONTACT,
    GESLACHT,
    GEZAG,
    GEZAG_OPEN,
    JEUGDIGE,
    MET_GEZAG,
    MET_GEZAG_ROLLEN,
    NIET_JURIDISCH,
    OUDERS,
    PARTNERSOORTEN,
    VOOGD,
    ZONDER_GEZAG,
    ZONDER_GEZAG_ROLLEN,
    Gezinskind,
    Gezinslid,
    Gezinsrelatie,
    Netwerk,
    Partnerschap,
    gezag_onbekend,
    gezaghebbenden,
)

MEESTE_OUDERS_MET_GEZAG = 2
"""Gezag is held by two people at most (BW 1:245, 1:251, 1:253aa)."""
JONGSTE_OUDER = 12
"""Years between parent and child below which the dates are doubted, not refused [proposal]."""
OUDSTE_GEBOORTE = 1890
MEESTE_TEKENS = 200


def gezag_van(rol: str, gezag: str) -> str:
    """The gezag that goes with a role: given by the role where it leaves no choice, else as it was told.

    Raises:
        FieldError: role and gezag contradict each other; the remedy names the other role.
    """
    if gezag not in GEZAG:
        raise FieldError("gezag", "Kies bij gezag ja, nee of onbekend.")
    if rol in MET_GEZAG_ROLLEN:
        if gezag == "nee":
            other = "ouder zonder gezag" if rol == MET_GEZAG else "opvoeder of verzorger"
            raise FieldError("gezag", "Deze rol betekent dat iemand gezag heeft.", f"Kies anders de rol {other}.")
        return "ja"
    if rol in ZONDER_GEZAG_ROLLEN:
        if gezag == "ja":
            other = "ouder met gezag" if rol == ZONDER_GEZAG else "voogd erbij voor dit kind"
            raise FieldError("gezag", "Bij deze rol hoort geen gezag.", f"Kies anders de rol {other}.")
        return "nee"
    if rol == GEZAG_OPEN and gezag:
        other = "ouder met gezag" if gezag == "ja" else "ouder zonder gezag"
        raise FieldError("gezag", "Deze rol laat het gezag open.", f"Kies de rol {other}.")
    return gezag


def gezag_na(oude_rol: str, rol: str, gezag: str) -> str:
    """The gezag after a change of role: what the old role forced does not outlive it."""
    forced = oude_rol in MET_GEZAG_ROLLEN | ZONDER_GEZAG_ROLLEN
    return gezag_van(rol, "" if forced or rol in MET_GEZAG_ROLLEN | ZONDER_GEZAG_ROLLEN | {GEZAG_OPEN} else gezag)


def check_lid(lid: Gezinslid, netwerk: Netwerk, vandaag: date) -> None:
    """Stop when a person cannot be so, also beside the children it is a parent of.

    Raises:
        FieldError: no name, an impossible date of birth, the same person twice, or a parent younger than the child.
    """
    if not lid.naam:
        raise FieldError("achternaam", "Vul een naam of een instelling in.")
    if len(lid.instelling) > MEESTE_TEKENS:
        raise FieldError("instelling", f"Deze naam is langer dan {MEESTE_TEKENS} tekens.", "Kort de naam in.")
    if lid.geslacht not in GESLACHT:
        raise FieldError("geslacht", "Kies man, vrouw, anders of onbekend.")
    born = lid.geboortedatum
    if born is not None and not date(OUDSTE_GEBOORTE, 1, 1) <= born <= vandaag:
        raise FieldError("geboortedatum", "Deze geboortedatum kan niet kloppen.", "Controleer het jaartal.")
    veld = "geboortejaar" if born is None else "geboortedatum"
    for relatie in netwerk.van_lid(lid.id):
        check_geboorte(relatie.rol, lid, netwerk, relatie.jeugdige_id, veld)
    same = (x for x in netwerk.leden if x.id != lid.id and _same_person(x, lid))
    if next(same, None) is not None:
        raise FieldError(
            "achternaam",
            "Iemand met deze naam en geboortedatum staat al bij dit gezin.",
            "Geef die persoon er een rol bij.",
        )


def _same_person(one: Gezinslid, other: Gezinslid) -> bool:
    return person_key(one) == person_key(other) and one.geboortedatum == other.geboortedatum


def person_key(lid: Gezinslid) -> str:
    """The same for every way of writing the name of a person or a body."""
    return fold(f"{lid.persoonsnaam}|{lid.instelling}")


def check_geboorte(rol: str, lid: Gezinslid, netwerk: Netwerk, jeugdige_id: int, veld: str) -> None:
    """Stop when someone would be born after the child he is the parent of, whatever day it was in a known year.

    Raises:
        FieldError: names the field `veld`.
    """
    kind = netwerk.kind(jeugdige_id)
    if rol not in OUDERS or kind is None:
        return
    parent = geboren_tussen(lid.geboortedatum, lid.geboortejaar)
    child = geboren_tussen(kind.geboortedatum, kind.geboortejaar)
    if parent is not None and child is not None and parent[0] >= child[1]:
        raise FieldError(
            veld,
            "Een ouder kan niet na het kind geboren zijn.",
            "Controleer beide datums, of kies een andere rol.",
        )


def check_relatie(nieuw: Gezinsrelatie, netwerk: Netwerk) -> None:
    """Stop when this cannot be what someone is to a child; `nieuw` is the relation as it would become.

    Raises:
        FieldError: role of the jeugdige itself, the same twice, a third parent with gezag, contradiction of role and
            gezag, or a parent younger than the child.
    """
    if nieuw.rol == JEUGDIGE:
        raise FieldError("rol", "De rol jeugdige is er voor het kind zelf.", "Kies wat deze persoon voor het kind is.")
    if nieuw.contact not in CONTACT:
        raise FieldError("contact", "Kies bij contact goed, gespannen of geen.")
    gezag_van(nieuw.rol, nieuw.gezag)
    others = [r for r in netwerk.van_kind(nieuw.jeugdige_id) if r.id != nieuw.id]
    if any(r.gezinslid_id == nieuw.gezinslid_id and r.rol == nieuw.rol for r in others):
        raise FieldError("rol", "Deze persoon heeft deze rol al bij dit kind.")
    if nieuw.rol in OUDERS and any(r.gezinslid_id == nieuw.gezinslid_id and r.rol in OUDERS for r in others):
        raise FieldError("rol", "Deze persoon staat al als ouder bij dit kind.", "Wijzig de rol die er staat.")
    parents = {r.gezinslid_id for r in others if r.rol in OUDERS and r.gezag == "ja"} - {nieuw.gezinslid_id}
    if nieuw.rol in OUDERS and nieuw.gezag == "ja" and len(parents) >= MEESTE_OUDERS_MET_GEZAG:
        raise FieldError(
            "rol" if nieuw.rol == MET_GEZAG else "gezag",
            "Dit kind heeft al twee ouders met gezag.",
            "Wijzig eerst bij een van hen het gezag.",
        )
    lid = netwerk.lid(nieuw.gezinslid_id)
    if lid is not None:
        check_geboorte(nieuw.rol, lid, netwerk, nieuw.jeugdige_id, "rol")


def check_partner(nieuw: Partnerschap, netwerk: Netwerk) -> None:
    """Stop when two people cannot be partners.

    Raises:
        FieldError: with himself, the same two twice, a body, or another kind.
    """
    if nieuw.een_id == nieuw.ander_id:
        raise FieldError("partner", "Iemand kan niet de eigen partner zijn.", "Kies iemand anders.")
    if nieuw.soort not in PARTNERSOORTEN:
        raise FieldError("soort", f"Kies {', '.join(PARTNERSOORTEN[:-1])} of {PARTNERSOORTEN[-1]}.")
    pair = {nieuw.een_id, nieuw.ander_id}
    if any({p.een_id, p.ander_id} == pair for p in netwerk.partners if p.id != nieuw.id):
        raise FieldError("partner", "Deze twee staan al als partners.", "Wijzig het soort relatie dat er staat.")
    if any((lid := netwerk.lid(i)) is not None and not lid.persoonsnaam for i in pair):
        raise FieldError("partner", "Een instelling kan geen partner zijn.", "Kies een persoon.")


def aandachtspunten(netwerk: Netwerk, jeugdige_id: int) -> tuple[str, ...]:
    """What deserves a second look for one child, as Dutch sentences for on the screen; nothing here is refused."""
    kind = netwerk.kind(jeugdige_id)
    if kind is None:
        return ()
    points = [*_young_parents(netwerk, kind)]
    relations = netwerk.van_kind(jeugdige_id)
    with_gezag = [r for r in relations if r.gezag == "ja"]
    if any(r.rol == VOOGD for r in with_gezag) and any(r.rol in OUDERS for r in with_gezag):
        points.append(
            f"Bij {kind.roepnaam} staan een voogd en een ouder met gezag. "
            "Een voogd is er alleen als geen ouder gezag heeft."
        )
    if any(r.rol == NIET_JURIDISCH and r.gezag == "ja" for r in relations):
        points.append(f"Bij {kind.roepnaam} heeft een niet-juridische ouder gezag. Controleer het gezagsregister.")
    unknown = gezag_onbekend(netwerk, jeugdige_id)
    if unknown:
        points.append(f"Van {' en '.join(p.naam for p in unknown)} is het gezag over {kind.roepnaam} niet vastgelegd.")
    elif not gezaghebbenden(netwerk, jeugdige_id):
        points.append(f"Niemand met gezag over {kind.roepnaam} is vastgelegd. Controleer het gezagsregister.")
    return tuple(points)


def _young_parents(netwerk: Netwerk, kind: Gezinskind) -> list[str]:
    """Parents who were too young at the birth even on the days that are kindest to the dates."""
    found = []
    child = geboren_tussen(kind.geboortedatum, kind.geboortejaar)
    for relatie in netwerk.van_kind(kind.id):
        lid = netwerk.lid(relatie.gezinslid_id)
        parent = geboren_tussen(lid.geboortedatum, lid.geboortejaar) if lid is not None else None
        if relatie.rol not in OUDERS or lid is None or parent is None or child is None:
            continue
        years = age_on(parent[0], child[1])
        if years < JONGSTE_OUDER:
            most = "" if parent[0] == parent[1] and child[0] == child[1] else "hoogstens "
            found.append(f"{lid.naam} was {most}{years} jaar bij de geboorte. Controleer beide geboortedatums.")
    return found
