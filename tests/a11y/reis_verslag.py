"""Flow C of PRODUCT 6.4 with a reader of the screen: a secretary makes a verslag definitief. Everybody is invented."""

from __future__ import annotations

from tests.a11y.lezer import Lezer
from tests.a11y.reis_inbreng import ontgrendel, vergrendel

NAAM, WACHTZIN = "Secretaris (verzonnen)", "paard batterij nietje correct"
LIJST = "Nog in te vullen"


def reis(lezer: Lezer) -> None:
    """The whole journey."""
    ontgrendel(lezer, NAAM, WACHTZIN)
    lezer.ziet("venster", "Expertteam – OEFENING")  # what Vandaag has to say differs from day to day
    naar_de_zitting(lezer)
    aanvullen(lezer)
    nalezen(lezer)
    vaststellen(lezer)


def naar_de_zitting(lezer: Lezer) -> None:
    """To the zitting of today, from the list of zittingen."""
    lezer.kop("Naar de zitting")
    lezer.druk("Alt+5")
    lezer.op("lijst", "Zittingen van de JBT")
    lezer.druk("Enter")
    lezer.op("lijst", "Agenda")
    lezer.ziet("knop", "Vaststellen")


def aanvullen(lezer: Lezer) -> None:
    """F8 tells what lacks; Enter goes there."""
    lezer.kop("Wat nog ontbreekt")
    lezer.druk("F8")
    lezer.hoort("als u nog 2 dingen invult")
    lezer.op("lijst", LIJST)
    lezer.druk("Enter")
    lezer.op("invoerveld", "Wat is geprobeerd, en waarom liep het vast?")
    lezer.typ("Hulp thuis sinds mei; die liep vast op de ruzie.")
    lezer.druk("F8")
    lezer.hoort("als u nog 1 ding invult")
    lezer.op("lijst", LIJST)
    lezer.druk("Enter")
    lezer.op("invoerveld", "Terugmelding vóór")
    lezer.typ("+20wd")
    lezer.druk("F8")
    lezer.hoort("Alles wat nodig is, is ingevuld.")


def nalezen(lezer: Lezer) -> None:
    """F9 and the version of each recipient."""
    lezer.kop("De versies nalezen")
    lezer.druk("F9")
    lezer.op("lijst", "Versies per ontvanger")
    lezer.druk("Enter")
    lezer.op("lijst", "Versies per ontvanger")
    lezer.ziet("invoerveld", "Wat in deze versie staat")


def vaststellen(lezer: Lezer) -> None:
    """F10, the question, and that it is done."""
    lezer.kop("Vaststellen")
    lezer.druk("F10")
    lezer.op("knop", "Vaststellen")
    lezer.ziet("tekst", "Verslag vaststellen?")
    lezer.ziet("tekst", "Daarna kan er niets meer in worden gewijzigd.")
    lezer.druk("Enter")
    lezer.hoort("Het verslag is vastgesteld en ligt vast.")
    lezer.op("invoerveld", "Naam onder de handtekening (verplicht)")
    vergrendel(lezer)
