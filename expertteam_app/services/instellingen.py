"""The settings of a kluis with the value they have until the region chooses.

What DOMEIN marks [proposal] is a setting with that default, never a constant.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from expertteam_app.analysis.disclosure.spec import AFRONDINGEN
from expertteam_app.db.queries.instellingen import get_setting
from expertteam_app.db.session import DbSession
from expertteam_app.domain.beleid import VASTGEZET
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.toekomstplan import IJKPUNTEN
from expertteam_app.domain.vtb import HARDE_VOORWAARDEN, SOFT_CONDITIONS
from expertteam_app.exchange.agenda import is_address
from expertteam_app.services.beleid import geldend

BSN_SETTING = "bsn.aan"
HARD_SETTING = HARDE_VOORWAARDEN
DREMPEL_SETTING = "rapport.drempel"
AFRONDING_SETTING = "rapport.afronding"
GEZINNEN_SETTING = "rapport.gezinnen"
GEMEENTEN_SETTING = "rapport.gemeenten"
REST_SETTING = "rapport.rest-na-grootste"
GROEP_SETTING = "rapport.groep-procent"
TYPECASUS_SETTING = "rapport.typecasussen"
TWEEDE_PLAATS_SETTING = "back-up.tweede-plaats"
LANGE_PAUZE_SETTING = "rapport.lange-pauze-werkdagen"
BEWAAR_CASUS_SETTING = "bewaren.casus-jaren"
BEWAAR_VTB_SETTING = "bewaren.vtb-jaren"
BEWAAR_ZITTING_SETTING = "bewaren.zitting-jaren"
OPNAME_SETTING = "venster.buiten-opname"
DREMPEL_VLOER = 5
VERGRENDEL_SETTING = "vergrendelen.minuten"
UITSTEL_SETTING = "radar.uitstel-maanden"
IJKPUNT_SETTING = "radar.toekomstplan"
VOORSIGNAAL_SETTING = "toestemming.voorsignaal-dagen"
BIJLAGE_MB_SETTING = "bijlage.max-mb"
INZAGE_SETTING = "bijlage.inzage-minuten"
REACTIE_SETTING = "verslag.reactie-dagen"
VERDELING_SETTING = "verslag.verdeling"
"""What the region chose over the shipped distribution rule; looked after in a table of its own."""

DUUR_SETTING = "jbt.duur-minuten"
AANLOOP_SETTING = "jbt.aanloop-werkdagen"
HOREN_SETTING = "jbt.horen-vanaf"
HOOR_MINUTEN_SETTING = "jbt.horen-minuten"
VTO_SETTING = "jbt.vto-werkdagen"
TOETSING_SETTING = "jbt.toetsing-ots"

AFZENDER_SETTING = "secretariaat.email"
"""Who invites in agenda files when no secretaris with an address is on the list; empty: nobody."""

ANALYSE_SETTING = "inbreng.verklarende-analyse"

MEESTE = 999
"""The largest value of a setting that is a number and has no bound of its own."""

MAX_TEKST = 200
"""Characters of a name of an organisation; more does not fit on paper."""

KLEINSTE: Mapping[str, int] = MappingProxyType(
    {
        DREMPEL_SETTING: DREMPEL_VLOER,
        AFRONDING_SETTING: 5,
        GEZINNEN_SETTING: 3,
        GEMEENTEN_SETTING: 2,
        REST_SETTING: 2,
        GROEP_SETTING: 50,
    }
)
"""Floors that protect people; every other whole number is at least 1."""

GROOTSTE: Mapping[str, int] = MappingProxyType(
    {
        DREMPEL_SETTING: 100,
        AFRONDING_SETTING: 10,
        GEZINNEN_SETTING: 100,
        GEMEENTEN_SETTING: 8,
        REST_SETTING: 100,
        GROEP_SETTING: 100,
        LANGE_PAUZE_SETTING: 500,
        BEWAAR_CASUS_SETTING: 110,
        BEWAAR_VTB_SETTING: 110,
        BEWAAR_ZITTING_SETTING: 110,
        "terugmelding.maanden": 60,
        VERGRENDEL_SETTING: 240,
        "opvolging.eerste-weken": 52,
        "opvolging.tweede-maanden": 24,
        "radar.norm-procent": 100,
        "radar.toezegging-werkdagen": 250,
        "radar.agenda-keren": 20,
        "radar.leeftijd-maanden": 36,
        "radar.mandaat-dagen": 365,
        "radar.terugmelding-dagen": 365,
        UITSTEL_SETTING: 24,
        VOORSIGNAAL_SETTING: 365,
        DUUR_SETTING: 240,
        AANLOOP_SETTING: 20,
        HOREN_SETTING: 18,
        HOOR_MINUTEN_SETTING: 120,
        VTO_SETTING: 60,
        BIJLAGE_MB_SETTING: 100,
        INZAGE_SETTING: 240,
        REACTIE_SETTING: 90,
    }
)
"""The largest value of each setting that is a number."""

DEFAULTS: Mapping[str, object] = MappingProxyType(
    {
        "organisatie": "Zorgregio Midden-IJssel/Oost-Veluwe",
        "boeg.naam": "Bovenregionaal Expertisenetwerk Jeugdhulp in Gelderland (BOEG)",
        AFZENDER_SETTING: "",
        DREMPEL_SETTING: 8,
        AFRONDING_SETTING: 5,
        GEZINNEN_SETTING: 5,
        GEMEENTEN_SETTING: 3,
        REST_SETTING: 3,
        GROEP_SETTING: 90,
        LANGE_PAUZE_SETTING: 60,
        TYPECASUS_SETTING: False,
        TWEEDE_PLAATS_SETTING: "",
        BEWAAR_CASUS_SETTING: 20,
        BEWAAR_VTB_SETTING: 20,
        BEWAAR_ZITTING_SETTING: 20,
        "terugmelding.maanden": 3,
        VERGRENDEL_SETTING: 10,
        OPNAME_SETTING: True,
        "opvolging.eerste-weken": 6,
        "opvolging.tweede-maanden": 3,
        VOORSIGNAAL_SETTING: 30,
        BIJLAGE_MB_SETTING: 20,
        INZAGE_SETTING: 30,
        REACTIE_SETTING: 14,
        BSN_SETTING: False,
        ANALYSE_SETTING: False,
        HARD_SETTING: [],
        DUUR_SETTING: 60,
        AANLOOP_SETTING: 3,
        HOREN_SETTING: 12,
        HOOR_MINUTEN_SETTING: 30,
        VTO_SETTING: 5,
        TOETSING_SETTING: False,
        "radar.norm-procent": 80,
        "radar.toezegging-werkdagen": 10,
        "radar.agenda-keren": 3,
        "radar.leeftijd-maanden": 3,
        "radar.mandaat-dagen": 31,
        "radar.terugmelding-dagen": 14,
        UITSTEL_SETTING: 6,
        IJKPUNT_SETTING: ["16", "17"],
    }
)

KEUZES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {HARD_SETTING: SOFT_CONDITIONS, IJKPUNT_SETTING: (*IJKPUNTEN,)}
)
"""What each setting that is a list may hold."""

UITLEG: Mapping[str, str] = MappingProxyType(
    {
        "organisatie": "Naam van de organisatie op verslagen en rapporten",
        "boeg.naam": "Naam van BOEG zoals die op papier komt",
        AFZENDER_SETTING: (
            "E-mailadres waar antwoorden op uitnodigingen heen gaan; zonder adres kan een agenda een wijziging of "
            "afzegging niet zelf verwerken"
        ),
        BIJLAGE_MB_SETTING: "Grootste bijlage die de kluis bewaart, in MB",
        INZAGE_SETTING: "Na zoveel minuten wordt de kopie van een bijlage voor een ander programma gewist",
        DREMPEL_SETTING: "Kleinste aantal jeugdigen dat in een rapport naar buiten mag staan (minstens 5)",
        AFRONDING_SETTING: "Aantallen in een rapport worden afgerond op een veelvoud hiervan (5 of 10)",
        GEZINNEN_SETTING: "Achter een aantal in een rapport staan minstens zoveel gezinnen (minstens 3)",
        GEMEENTEN_SETTING: "Achter een aantal in een rapport staan minstens zoveel gemeenten (minstens 2)",
        REST_SETTING: "Zoveel jeugdigen blijven er over zonder die van de grootste gemeente (minstens 2)",
        GROEP_SETTING: "Vanaf dit percentage zegt één categorie te veel over iedereen in een rij (hoogstens 100)",
        LANGE_PAUZE_SETTING: "Na zoveel werkdagen vraagt de gegevenscheck of een pauze nog klopt",
        TYPECASUS_SETTING: "Verzonnen verhalen (typecasussen) in het rapport voor BOEG (vraag eerst de FG)",
        BEWAAR_CASUS_SETTING: "Een RET-casus blijft zoveel jaren na de afsluiting bewaard (vraag de archivaris)",
        BEWAAR_VTB_SETTING: "Een JBT-dossier blijft zoveel jaren na de laatste dag bewaard (vraag de archivaris)",
        BEWAAR_ZITTING_SETTING: "Een zitting met verslag blijft zoveel jaren bewaard (vraag de archivaris)",
        TWEEDE_PLAATS_SETTING: "Tweede plaats voor back-ups: een map op een andere schijf of in het netwerk",
        "terugmelding.maanden": "Voorstel voor de terugmelding na een besluit drang, in maanden",
        REACTIE_SETTING: "Zoveel dagen kunnen de deelnemers op een verslag reageren",
        "opvolging.eerste-weken": "Na zoveel weken kijkt u voor het eerst terug op een advies van het RET",
        "opvolging.tweede-maanden": "Na zoveel maanden kijkt u voor de tweede keer terug op een advies van het RET",
        OPNAME_SETTING: "Windows houdt dit venster uit schermafdrukken en gedeelde schermen; zet dit uit om te delen",
        VERGRENDEL_SETTING: "Na zoveel minuten zonder invoer gaat de kluis op slot",
        VOORSIGNAAL_SETTING: "Zoveel dagen vooruit waarschuwt het programma dat een toestemming verloopt",
        BSN_SETTING: "BSN vastleggen (vraag eerst de functionaris gegevensbescherming)",
        ANALYSE_SETTING: "Voor een inbreng in het RET is een verklarende analyse nodig",
        DUUR_SETTING: "Duur van een gesprek aan de JBT, in minuten",
        AANLOOP_SETTING: "Zoveel werkdagen vooraf nodigt de JBT minstens uit",
        HOREN_SETTING: "Vanaf deze leeftijd wordt een kind apart gehoord",
        HOOR_MINUTEN_SETTING: "Duur van een gesprek met een kind apart, in minuten",
        VTO_SETTING: "Binnen zoveel werkdagen na het besluit gaat het VTO naar de Raad (taak)",
        TOETSING_SETTING: "De JBT toetst ook de beëindiging van een OTS",
        HARD_SETTING: "Voorwaarden die een VTB van de agenda houden, naast consultatie VT en GI",
        "radar.norm-procent": "Vanaf dit deel van de norm van een stap waarschuwt Vandaag",
        "radar.toezegging-werkdagen": "Na zoveel werkdagen is een toezegging zonder datum onbeantwoord",
        "radar.agenda-keren": "Vanaf de zoveelste keer op de agenda van het RET geeft Vandaag een signaal",
        "radar.leeftijd-maanden": "Zo lang vooraf meldt Vandaag dat een jeugdige 18 of 23 wordt",
        "radar.mandaat-dagen": "Zo lang vooraf meldt Vandaag dat een mandaat afloopt",
        "radar.terugmelding-dagen": "Zo lang vooraf meldt Vandaag een terugmelding",
        UITSTEL_SETTING: "Zo lang kan een signaal hoogstens worden uitgesteld",
        IJKPUNT_SETTING: "Leeftijden waarop Vandaag vraagt naar het toekomstplan (tot 18 jaar, met 18 erbij tot 23)",
    }
)


def setting_value(session: DbSession, sleutel: str) -> object:
    """A setting as stored, or its default."""
    stored = get_setting(session, sleutel)
    return under_policy(sleutel, DEFAULTS[sleutel] if stored is None else stored)


def under_policy(sleutel: str, waarde: object) -> object:
    """What a setting comes to on this computer, where the kluis says `waarde`."""
    beleid = geldend().beleid
    if sleutel == VERGRENDEL_SETTING and isinstance(waarde, int):
        return beleid.minuten(waarde)
    if sleutel == TWEEDE_PLAATS_SETTING and beleid.plaats is not None:
        return beleid.plaats
    return waarde


def fixed_by_policy(sleutel: str) -> str:
    """Why nobody can change a setting on this computer, in Dutch; empty when they can."""
    beleid = geldend().beleid
    fixed = {VERGRENDEL_SETTING: beleid.vergrendelen, TWEEDE_PLAATS_SETTING: beleid.plaats}
    return f"{VASTGEZET}." if fixed.get(sleutel) is not None else ""


def largest(sleutel: str) -> int:
    """The largest value that a setting that is a number can have on this computer."""
    most = GROOTSTE.get(sleutel, MEESTE)
    return geldend().beleid.minuten(most) if sleutel == VERGRENDEL_SETTING else most


def radar_setting(session: DbSession, naam: str) -> int:
    """A threshold of the impasse-radar: the setting ``radar.<naam>`` as a number."""
    return int(str(setting_value(session, f"radar.{naam}")))


def _check_place(text: str) -> None:
    """A folder that is there now; later it may be away for a while."""
    place = Path(text)
    if not place.is_absolute() or not place.is_dir():
        raise FieldError(
            TWEEDE_PLAATS_SETTING,
            "Deze map is er niet.",
            "Sluit de schijf of netwerkmap aan en typ de hele naam, bijvoorbeeld E:\\Back-ups.",
        )


def checked_setting(sleutel: str, waarde: object) -> object:
    """The value when the setting may have it.

    Raises:
        FieldError: an unknown setting, a value of another kind or outside its bounds, or the policy fixes it.
    """
    if fixed := fixed_by_policy(sleutel):
        raise FieldError(sleutel, fixed, "Vraag de beheerder van deze computer.")
    if sleutel not in DEFAULTS or type(waarde) is not type(DEFAULTS[sleutel]):
        raise FieldError(sleutel, "Deze instelling kan zo niet worden opgeslagen.")
    if isinstance(waarde, int) and not isinstance(waarde, bool):
        _check_number(sleutel, waarde)
    if sleutel == TWEEDE_PLAATS_SETTING and waarde:
        _check_place(str(waarde))
    if sleutel == AFZENDER_SETTING:
        if waarde and not is_address(str(waarde)):
            raise FieldError(sleutel, "Dit is geen e-mailadres.", "Typ bijvoorbeeld jbt@gemeente.nl.")
    elif isinstance(waarde, str) and not waarde.strip():
        raise FieldError(sleutel, "Dit veld mag niet leeg zijn.")
    if isinstance(waarde, str) and len(waarde) > MAX_TEKST:
        raise FieldError(sleutel, f"Deze tekst is langer dan {MAX_TEKST} tekens.", "Kort de tekst in.")
    if isinstance(waarde, list) and any(code not in KEUZES[sleutel] for code in waarde):
        raise FieldError(sleutel, "Deze keuze bestaat niet.", f"Kies uit {', '.join(KEUZES[sleutel])}.")
    return waarde


def _check_number(sleutel: str, waarde: int) -> None:
    floor = KLEINSTE.get(sleutel, 1)
    if waarde < floor:
        raise FieldError(sleutel, f"Dit getal is minstens {floor}.", "Kies een groter getal.")
    if waarde > GROOTSTE[sleutel]:
        raise FieldError(sleutel, f"Dit getal is hoogstens {GROOTSTE[sleutel]}.", "Kies een kleiner getal.")
    if waarde > largest(sleutel):
        raise FieldError(
            sleutel, f"Op deze computer is dit hoogstens {largest(sleutel)}; dat koos uw beheerder.", "Kies minder."
        )
    if sleutel == AFRONDING_SETTING and waarde not in AFRONDINGEN:
        raise FieldError(sleutel, "Aantallen worden afgerond op 5 of op 10.", "Kies 5 of 10.")
