"""Flow A of PRODUCT 6.4 with a reader of the screen: a toegangsmedewerker prepares an inbreng.

Everybody is invented.
"""

from __future__ import annotations

from datetime import date

from tests.a11y.lezer import Lezer

NAAM, WACHTZIN = "Toegang (verzonnen)", "paard batterij nietje correct"


def ontgrendel(lezer: Lezer, naam: str, wachtzin: str) -> None:
    """From the first window into the kluis."""
    lezer.kop("De kluis openen")
    lezer.op("knop", "Proeftafel")
    lezer.druk("Enter")
    lezer.op("invoerveld", "Uw naam")
    lezer.typ(naam)
    lezer.druk("Tab")
    lezer.op("wachtzinveld", "Wachtzin")
    lezer.typ(wachtzin, "(de wachtzin)")
    lezer.druk("Enter")


def vergrendel(lezer: Lezer) -> None:
    """Lock; the door is there at once."""
    lezer.kop("Vergrendelen")
    lezer.druk("Ctrl+L")
    lezer.op("invoerveld", "Uw naam")


def reis(lezer: Lezer) -> None:
    """The whole journey."""
    ontgrendel(lezer, NAAM, WACHTZIN)
    lezer.op("knop", "Lijst inlezen")
    nieuwe_casus(lezer)
    vraag_en_stem(lezer)
    gezocht(lezer)
    gezag(lezer)
    grond(lezer)
    regie_en_klaar(lezer)


def nieuwe_casus(lezer: Lezer) -> None:
    """A casus from the palette, with the least that is needed."""
    lezer.kop("Een nieuwe casus")
    lezer.druk("Ctrl+K")
    lezer.venster("Zoek een casus of opdracht")
    lezer.op("invoerveld", "Zoek een casus of opdracht")
    lezer.typ("nieuwe casus")
    lezer.hoort("Nieuwe casus aanmelden, opdracht")
    lezer.druk("Enter")
    lezer.op("invoerveld", "Voornaam of initialen")
    lezer.typ("F.")
    naar(lezer, "invoerveld", "Tussenvoegsel")
    naar(lezer, "invoerveld", "Achternaam")
    lezer.typ("Fictief-Voorbeeld")
    naar(lezer, "invoerveld", "Geboortedatum")
    lezer.typ(f"12-3-{date.today().year - 15}")
    naar(lezer, "keuzelijst", "Gemeente (verplicht)")
    lezer.typ("Lochem")
    lezer.nu()
    lezer.druk("Ctrl+Enter")


def naar(lezer: Lezer, role: str, name: str) -> None:
    """Tab to the next control."""
    lezer.druk("Tab")
    lezer.op(role, name)


def wat_ontbreekt(lezer: Lezer, onderdeel: str) -> None:
    """F7 tells what is missing; Enter goes to the first of it."""
    lezer.kop(onderdeel)
    lezer.druk("F7")
    lezer.hoort("van 8 klaar")
    lezer.op("lijst", "Onderdelen van de inbreng")
    lezer.druk("Enter")


def vraag_en_stem(lezer: Lezer) -> None:
    """The vraag, the voices, and what was tried."""
    lezer.op("invoerveld", "Vraag aan de tafel")
    lezer.schrijf("Hoe kan Fenna (fictief) veilig thuis wonen?")
    wat_ontbreekt(lezer, "Stem van jeugdige en ouders")
    lezer.op("invoerveld", "Stem van de jeugdige")
    lezer.typ("Ik wil bij mijn oma blijven.")
    naar(lezer, "invoerveld", "Stem van de ouders")
    lezer.schrijf("Wij willen rust in huis.")
    wat_ontbreekt(lezer, "Wat is geprobeerd")
    lezer.op("invoerveld", "Wat is geprobeerd en waarom liep het vast?")
    lezer.typ("Ambulante hulp vanaf mei; liep vast op de wachtlijst.")


def gezocht(lezer: Lezer) -> None:
    """Where help was sought, in one line."""
    wat_ontbreekt(lezer, "Waar is gezocht")
    lezer.op("knop", "Nieuwe regel")
    lezer.doe("knop", "Nieuwe regel")
    lezer.op("invoerveld", "Zorgvorm")
    lezer.typ("gezinshuis")
    naar(lezer, "invoerveld", "Aanbieder")
    lezer.typ("De Verzonnen Wilg")
    naar(lezer, "invoerveld", "Gevraagd op")
    naar(lezer, "invoerveld", "Antwoord")
    lezer.typ("nee")
    naar(lezer, "invoerveld", "Reden")
    lezer.typ("geen plek")
    lezer.druk("Enter")
    lezer.hoort("zoekregel")
    lezer.op("invoerveld", "Aanbieder")


def gezag(lezer: Lezer) -> None:
    """Who has gezag."""
    wat_ontbreekt(lezer, "Geboortedatum en gezag")
    lezer.op("groep", "Genogram van gezin Fictief-Voorbeeld")
    lezer.druk("Insert")
    lezer.op("invoerveld", "Rol (verplicht)")
    lezer.typ("ouder met gezag")
    naar(lezer, "invoerveld", "Naam")
    lezer.typ("Sanne Fictief")
    lezer.druk("Enter")
    lezer.hoort("gezinslid")
    lezer.op("invoerveld", "Rol (verplicht)")


def grond(lezer: Lezer) -> None:
    """On what ground is shared with the table."""
    wat_ontbreekt(lezer, "Toestemming of andere grond")
    lezer.op("knop", "Toestemming of grond toevoegen")
    lezer.druk("Insert")
    lezer.op("invoerveld", "Delen met (verplicht)")
    lezer.typ("RET")
    naar(lezer, "invoerveld", "Waarvoor (verplicht)")
    lezer.typ("bespreken in het Regionaal Expertteam")
    naar(lezer, "keuzelijst", "Grond")
    lezer.typ("wettelijke")
    lezer.nu()
    naar(lezer, "invoerveld", "Vanaf (verplicht)")
    naar(lezer, "invoerveld", "Tot en met")
    naar(lezer, "invoerveld", "Afweging (verplicht)")
    lezer.schrijf("Zonder het RET loopt de hulp vast; het gezin weet ervan (verzonnen).")
    lezer.druk("Ctrl+Enter")
    lezer.hoort("Opgeslagen: ")
    lezer.op("knop", "Toestemming of grond toevoegen")


def regie_en_klaar(lezer: Lezer) -> None:
    """Who holds the regie; nothing is missing any more."""
    wat_ontbreekt(lezer, "Wie de regie heeft")
    lezer.op("invoerveld", "Casusregisseur")
    lezer.typ("Bep Fictief")
    lezer.kop("Klaar")
    lezer.druk("F7")
    lezer.hoort("De inbreng is compleet.")
    lezer.op("lijst", "Onderdelen van de inbreng")
    vergrendel(lezer)
