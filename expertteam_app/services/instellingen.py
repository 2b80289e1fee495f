"""The settings of a kluis with the value they have until the region chooses.

What DOMEIN marks [proposal] is a setting with that default, never a constant.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from expertteam_app.db.queries.instellingen import get_setting
from expertteam_app.db.session import DbSession
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.vtb import SOFT_CONDITIONS

BSN_SETTING = "bsn.aan"
HARD_SETTING = "vtb.harde-voorwaarden"
DREMPEL_SETTING = "rapport.drempel"
DREMPEL_VLOER = 5

MAX_TEKST = 200
"""Characters of a name of an organisation; more does not fit on paper."""

GROOTSTE: Mapping[str, int] = MappingProxyType(
    {DREMPEL_SETTING: 100, "terugmelding.maanden": 60, "vergrendelen.minuten": 240}
)
"""The largest value of each setting that is a number."""

DEFAULTS: Mapping[str, object] = MappingProxyType(
    {
        "organisatie": "Zorgregio Midden-IJssel/Oost-Veluwe",
        "boeg.naam": "Bovenregionaal Expertisenetwerk Jeugdhulp in Gelderland (BOEG)",
        DREMPEL_SETTING: 8,
        "terugmelding.maanden": 3,
        "vergrendelen.minuten": 10,
        BSN_SETTING: False,
        HARD_SETTING: [],
    }
)

UITLEG: Mapping[str, str] = MappingProxyType(
    {
        "organisatie": "Naam van de organisatie op verslagen en rapporten",
        "boeg.naam": "Naam van BOEG zoals die op papier komt",
        DREMPEL_SETTING: "Kleinste aantal jeugdigen dat in een rapport naar buiten mag staan (minstens 5)",
        "terugmelding.maanden": "Voorstel voor de terugmelding na een besluit drang, in maanden",
        "vergrendelen.minuten": "Na zoveel minuten zonder invoer gaat de kluis op slot",
        BSN_SETTING: "BSN vastleggen (vraag eerst de functionaris gegevensbescherming)",
        HARD_SETTING: "Voorwaarden die een VTB van de agenda houden, naast consultatie VT en GI",
    }
)


def setting_value(session: DbSession, sleutel: str) -> object:
    """A setting as stored, or its default."""
    stored = get_setting(session, sleutel)
    return DEFAULTS[sleutel] if stored is None else stored


def checked_setting(sleutel: str, waarde: object) -> object:
    """The value when the setting may have it.

    Raises:
        FieldError: an unknown setting, or a value of another kind or outside its bounds.
    """
    if sleutel not in DEFAULTS or type(waarde) is not type(DEFAULTS[sleutel]):
        raise FieldError(sleutel, "Deze instelling kan zo niet worden opgeslagen.")
    if isinstance(waarde, int) and not isinstance(waarde, bool):
        floor = DREMPEL_VLOER if sleutel == DREMPEL_SETTING else 1
        if waarde < floor:
            raise FieldError(sleutel, f"Dit getal is minstens {floor}.", "Kies een groter getal.")
        if waarde > GROOTSTE[sleutel]:
            raise FieldError(sleutel, f"Dit getal is hoogstens {GROOTSTE[sleutel]}.", "Kies een kleiner getal.")
    if isinstance(waarde, str) and not waarde.strip():
        raise FieldError(sleutel, "Dit veld mag niet leeg zijn.")
    if isinstance(waarde, str) and len(waarde) > MAX_TEKST:
        raise FieldError(sleutel, f"Deze tekst is langer dan {MAX_TEKST} tekens.", "Kort de tekst in.")
    if isinstance(waarde, list) and any(code not in SOFT_CONDITIONS for code in waarde):
        raise FieldError(sleutel, "Deze voorwaarde bestaat niet.", f"Kies uit {', '.join(SOFT_CONDITIONS)}.")
    return waarde
