"""A visitekaartje as a small file: JSON, signed with the key that it carries.

The signature proves that whoever made it holds the key, and that no name was put over it by someone else. It does not
prove who that is: that is what comparing the fingerprint by phone is for.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

from expertteam_app.domain.adres import KAART, KaartGeweigerd, Visitekaartje
from expertteam_app.domain.pakket import written
from expertteam_app.domain.pakket_schema import Afwijking, Getal, Groep, Tekst, check

MAX_BYTES: Final = 4096
FORMAAT: Final = 1
_WHOLE: Final = Groep(
    {
        "formaat": Getal(FORMAAT, FORMAAT),
        "soort": Tekst(30, patroon="expertteam-visitekaartje", leeg=False),
        "kaart": KAART,
        "handtekening": Tekst(128, patroon=r"[0-9a-f]{128}", leeg=False),
    }
)


def write_card(kaart: Visitekaartje, sign: Callable[[bytes], bytes]) -> bytes:
    """The file of a visitekaartje.

    Raises:
        Afwijking: a name or team that no visitekaartje can carry.
    """
    check(KAART, kaart.as_json(), "kaart")
    return written(
        {
            "formaat": FORMAAT,
            "soort": "expertteam-visitekaartje",
            "kaart": kaart.as_json(),
            "handtekening": sign(written(kaart.as_json())).hex(),
        }
    )


def read_card(data: bytes, signed: Callable[[str, bytes, bytes], bool]) -> Visitekaartje:
    """The visitekaartje in a file.

    Raises:
        KaartGeweigerd: it is no visitekaartje, of a later version, or signed with another key than it carries.
    """
    if len(data) > MAX_BYTES:
        raise KaartGeweigerd("het bestand is te groot voor een visitekaartje")
    try:
        value = json.loads(data.decode("utf-8"))
        if type(value) is dict and type(value.get("formaat")) is int and value["formaat"] > FORMAAT:
            raise KaartGeweigerd("het is gemaakt met een nieuwere versie van Expertteam")
        check(_WHOLE, value, "visitekaartje")
    except Afwijking as problem:
        raise KaartGeweigerd(str(problem)) from None
    except (ValueError, RecursionError):
        raise KaartGeweigerd("het is geen visitekaartje van Expertteam, of het is beschadigd") from None
    kaart = Visitekaartje(**value["kaart"])
    if not signed(kaart.tekensleutel, written(kaart.as_json()), bytes.fromhex(value["handtekening"])):
        raise KaartGeweigerd("de handtekening klopt niet met wat erop staat")
    return kaart
