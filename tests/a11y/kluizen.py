"""The kluizen of the two journeys, made through the services: invented, on every day the same but for dates."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from expertteam_app.domain.access import Rol
from expertteam_app.domain.kalender import is_werkdag
from expertteam_app.domain.tafel import NieuweVtb
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.security.kdf import KdfParams
from expertteam_app.services.besluiten import NieuwBesluit
from expertteam_app.services.gebruikers import Gebruikerplek
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, create_kluis, open_kluis
from expertteam_app.services.sessie import Sessie
from tests.consultaties import consulteer

LOCHEM, EPE = "0262", "0232"
TOEGANG, SECRETARIS = "Toegang (verzonnen)", "Secretaris (verzonnen)"
WACHTZIN = "paard batterij nietje correct"


def last_workday(today: date) -> date:
    """This day, or the last one before it on which a table can be."""
    while not is_werkdag(today):
        today -= timedelta(days=1)
    return today


def opened(path: Path) -> Sessie:
    """The kluis of a journey, open; the caller closes it."""
    kluis, context = open_kluis(path, OEFENAAR, OEFENZIN)
    return Sessie(kluis, context)


def for_inbreng(path: Path) -> None:
    """An empty practice kluis, a toegangsmedewerker, and someone of Lochem with a mandaat."""
    sessie = _made(path, TOEGANG, Rol.TOEGANGSMEDEWERKER)
    try:
        persoon = sessie.personen.add("Mandaathouder (verzonnen)", "Lochem", "toegangsmedewerker")
        sessie.personen.give_mandaat(persoon, LOCHEM, date(2024, 1, 1), None)
    finally:
        sessie.kluis.close()


def for_verslag(path: Path) -> None:
    """A table of the JBT of the day before that was held: one child, its besluit, and one answer that still lacks."""
    sessie = _made(path, SECRETARIS, Rol.SECRETARIS)
    try:
        today = sessie.context.vandaag()
        kind = ("Aya", "", "Proef", today - timedelta(days=9 * 366 + 60))
        vtb = sessie.vtbs.add(NieuweVtb("gezin Proef (fictief)", EPE, today, "wijkteam", (kind,)))
        consulteer(sessie, vtb, today)
        zitting = sessie.zittingen.plan(ZittingSoort.JBT, last_workday(today - timedelta(days=1)), "9:00", "Kamer 1")
        sessie.zittingen.add_punt(zitting, vtb_id=vtb)
        sessie.zittingen.houden(zitting)
        for rol in ("voorzitter", "secretaris"):
            sessie.presenties.zet(sessie.presenties.add(zitting, naam=f"{rol.title()} (fictief)", rol=rol), "aanwezig")
        (punt,) = sessie.zittingen.dossier(zitting).punten
        for field in ("stem_jeugdige", "stem_ouders", "vraag"):
            sessie.zittingen.change_punt(punt.id, field, f"{field.replace('_', ' ')} (verzonnen)")
        sessie.besluiten.set_besluit(
            NieuwBesluit(
                punt.id, punt.kinderen[0].id, "drang", motivering="De ouders willen hulp.", genomen_door="de tafel"
            )
        )
    finally:
        sessie.kluis.close()


def _made(path: Path, naam: str, rol: Rol) -> Sessie:
    create_kluis(path, path.stem, OEFENAAR, OEFENZIN, oefening=True, kdf=KdfParams.floor())
    sessie = opened(path)
    sessie.gebruikers.add(naam, Gebruikerplek(rol), WACHTZIN, kdf=KdfParams.floor())
    return sessie
