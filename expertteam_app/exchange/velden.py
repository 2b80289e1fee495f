"""The fields of the two lists, and the headings that people put above them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Veld:
    """A field that a column may hold.

    Attributes:
        naam: name in the mapping and in the row.
        titel: Dutch name for the user.
        koppen: headings that mean this field.
        soort: ``tekst``, ``datum``, ``bsn``, or the name of the codelijst whose words the column holds.
    """

    naam: str
    titel: str
    koppen: tuple[str, ...]
    soort: str = "tekst"


_BSN = Veld("bsn", "BSN", ("bsn", "burgerservicenummer", "bsn nummer", "sofinummer", "bsn nr"), "bsn")
_GEBOORTEDATUM = Veld(
    "geboortedatum",
    "geboortedatum",
    (
        "geboortedatum",
        "geb datum",
        "geb",
        "geboren",
        "gebdatum",
        "gebdat",
        "geb dat",
        "geboorte datum",
        "geboren op",
        "gdatum",
    ),
    "datum",
)
_GEMEENTE = Veld("gemeente", "gemeente", ("gemeente", "woonplaats", "gem", "woongemeente", "plaats"), "gemeenten")
_NAMEN = (
    Veld(
        "naam",
        "naam jeugdige",
        ("naam jeugdige", "naam", "jeugdige", "naam kind", "naam jongere", "kind", "jongere", "client", "naam client"),
    ),
    Veld("voornaam", "voornaam", ("voornaam", "roepnaam", "voornamen", "voorletters")),
    Veld("tussenvoegsel", "tussenvoegsel", ("tussenvoegsel", "voorvoegsel", "tussenv", "voorvoegsels")),
    Veld("achternaam", "achternaam", ("achternaam", "familienaam", "geslachtsnaam")),
)

RET_VELDEN = (
    Veld(
        "nr", "nr", ("nr", "nummer", "volgnr", "volgnummer", "casusnummer", "casusnr", "zaaknummer", "id", "casus nr")
    ),
    *_NAMEN,
    _GEBOORTEDATUM,
    _BSN,
    _GEMEENTE,
    Veld(
        "aangemeld_door",
        "aangemeld door",
        ("aangemeld door", "aanmelder", "verwijzer", "ingebracht door", "inbrenger", "melder", "naam aanmelder"),
    ),
    Veld(
        "aanmelding",
        "datum aanmelding",
        (
            "datum aanmelding",
            "aanmelding",
            "aanmelddatum",
            "aangemeld",
            "aangemeld op",
            "datum aangemeld",
            "ingekomen",
            "binnen",
        ),
        "datum",
    ),
    Veld("stap", "stap", ("stap nu", "stap", "huidige stap", "fase", "opschalingsstap", "trede", "niveau"), "stappen"),
    Veld(
        "eerste_overleg",
        "eerste RET-overleg",
        (
            "eerste ret overleg",
            "eerste overleg",
            "datum ret",
            "ret overleg",
            "1e ret overleg",
            "1e overleg",
            "datum overleg",
            "eerste bespreking",
            "datum bespreking",
            "besproken op",
            "ret datum",
            "eerste sessie",
        ),
        "datum",
    ),
    Veld(
        "zorgvorm",
        "gezochte hulp",
        (
            "gezochte hulp",
            "zorgvorm",
            "gewenste hulp",
            "hulpvorm",
            "gezochte zorg",
            "gewenste zorgvorm",
            "gezochte hulpvorm",
            "gezocht",
        ),
        "zorgvormen",
    ),
    Veld(
        "oorzaken",
        "waarom vast",
        (
            "waarom vast",
            "oorzaak",
            "oorzaken",
            "reden vastlopen",
            "waarom vastgelopen",
            "oorzaak vastlopen",
            "knelpunt",
            "knelpunten",
        ),
        "oorzaken",
    ),
    Veld("uitkomst", "uitkomst", ("uitkomst", "resultaat", "afloop", "uitslag"), "uitkomsten"),
    Veld(
        "afgesloten",
        "datum afgesloten",
        (
            "datum afgesloten",
            "afgesloten",
            "afgesloten op",
            "einddatum",
            "datum einde",
            "gesloten",
            "datum afsluiting",
            "afsluitdatum",
        ),
        "datum",
    ),
    Veld(
        "opmerking",
        "opmerkingen",
        ("opmerkingen", "opmerking", "bijzonderheden", "notitie", "notities", "toelichting", "memo"),
    ),
)

JBT_VELDEN = (
    Veld(
        "vtb_nummer", "VTB-nummer", ("vtb nr", "vtb nummer", "vtb", "nr", "nummer", "zaaknummer", "vtbnr", "verzoek nr")
    ),
    Veld("gezinsnaam", "gezin", ("gezin", "gezinsnaam", "naam gezin", "familie", "achternaam", "familienaam")),
    Veld("kind", "kind", ("kind", "naam kind", "voornaam", "jeugdige", "naam jeugdige", "voornaam kind", "naam")),
    _GEBOORTEDATUM,
    _BSN,
    _GEMEENTE,
    Veld(
        "indiener", "indiener", ("indiener", "verzoeker", "ingediend door", "aanmelder", "inbrenger", "aangemeld door")
    ),
    Veld(
        "ontvangen",
        "VTB ontvangen",
        (
            "vtb binnen",
            "vtb ontvangen",
            "ontvangen",
            "binnen",
            "datum vtb",
            "datum ontvangst",
            "ingekomen",
            "ontvangen op",
            "datum ontvangen",
        ),
        "datum",
    ),
    Veld(
        "consultatie_vt",
        "consultatie Veilig Thuis",
        ("consult vt", "consultatie vt", "consult veilig thuis", "consultatie veilig thuis", "vt consult", "vt"),
        "datum",
    ),
    Veld(
        "consultatie_gi",
        "consultatie GI",
        ("consult gi", "consultatie gi", "gi consult", "gi", "consult jeugdbescherming"),
        "datum",
    ),
    Veld("mdo", "MDO", ("mdo", "mdo gehouden", "mdo geweest", "mdo met toegang")),
    Veld("netwerk", "netwerk betrokken", ("netwerk betrokken", "netwerk", "netwerk erbij")),
    Veld(
        "tafel",
        "datum tafel",
        (
            "datum tafel",
            "tafel",
            "datum jbt",
            "jbt",
            "datum zitting",
            "datum gesprek",
            "tafeldatum",
            "zitting",
            "jbt datum",
        ),
        "datum",
    ),
    Veld(
        "besluit",
        "besluit",
        ("besluit", "besluit tafel", "uitkomst tafel", "besluit jbt", "uitkomst jbt"),
        "jbt_besluiten",
    ),
    Veld(
        "vto",
        "VTO naar de Raad",
        (
            "vto naar rvdk",
            "vto",
            "vto verzonden",
            "datum vto",
            "vto naar raad",
            "naar raad",
            "verzonden naar rvdk",
            "vto rvdk",
        ),
        "datum",
    ),
    Veld(
        "terugmelding",
        "terugmelding",
        ("terugmelding", "datum terugmelding", "terugmelding op", "teruggemeld"),
        "datum",
    ),
    Veld(
        "raad_resultaat",
        "uitkomst Raad",
        (
            "uitkomst raad",
            "resultaat raad",
            "uitkomst rvdk",
            "resultaat rvdk",
            "uitkomst raadsonderzoek",
            "resultaat raadsonderzoek",
        ),
        "raad_resultaat",
    ),
)

LIJSTEN = ("gemeenten", "stappen", "zorgvormen", "oorzaken", "uitkomsten", "jbt_besluiten", "raad_resultaat")
"""The codelijsten that reading either list asks for."""


def titel(velden: tuple[Veld, ...], naam: str) -> str:
    """The Dutch name of a field for the user; the name itself when it is not in the list."""
    return next((veld.titel for veld in velden if veld.naam == naam), naam)
