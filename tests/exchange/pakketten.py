"""Invented pakketten and the hands of an attacker on them."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from expertteam_app.domain.adres import Visitekaartje
from expertteam_app.domain.pakket import HANDTEKENING, MANIFEST, Omslag, Ontvanger, Pakketsoort, written
from expertteam_app.exchange.pakket_zip import pack
from expertteam_app.security.pakketsleutels import Doel, Pakketsleutels, keys_of, signed_by

AFZENDER, ONTVANGER, VREEMDE = keys_of(b"\1" * 32), keys_of(b"\2" * 32), keys_of(b"\3" * 32)
PDF = b"%PDF-1.4 verzonnen bijlage"


def kaart(sleutels: Pakketsleutels, naam: str = "Tess Verzonnen", team: str = "Toegang Epe") -> Visitekaartje:
    return Visitekaartje(naam, team, "0232", sleutels.ontvangsleutel, sleutels.tekensleutel)


def omslag(soort: Pakketsoort = Pakketsoort.INBRENG, afzender: Pakketsleutels = AFZENDER) -> Omslag:
    return Omslag(
        id="0123456789abcdef" * 2,
        soort=soort,
        gemaakt_op=datetime(2026, 11, 27, 9, 30, tzinfo=UTC),
        afzender=kaart(afzender),
        ontvangers=(Ontvanger("Vera Voorbeeld", "RET", ONTVANGER.ontvangsleutel),),
        doel="Meedenken over een passende plek",
        grondslag="toestemming",
    )


def inhoud(**other: object) -> dict[str, Any]:
    made: dict[str, Any] = {
        "kenmerk": "fedcba9876543210" * 2,
        "nummer": "RET-2026-001",
        "jeugdige": {
            "voornaam": "Fien",
            "tussenvoegsel": "van",
            "achternaam": "Verzonnen",
            "geboortedatum": "2012-03-14",
            "geboortejaar": "",
            "gemeente": "0232",
        },
        "gezag": [
            {"voornaam": "Mo", "tussenvoegsel": "", "achternaam": "Verzonnen", "instelling": "", "rol": "112"},
        ],
        "aangemeld_door": "CJG",
        "soort_vraag": "vastgelopen situatie",
        "vraag": "Wat helpt Fien?\nEn wie doet wat?",
        "stem_jeugdige": "Ik wil naar school.",
        "stem_ouders": "",
        "stem_niet_gelukt": "",
        "geprobeerd": "ambulant",
        "casusregisseur": "Tess Verzonnen",
        "verklarende_analyse": "ja",
        "verblijfplaats": "thuis",
        "kader": "vrijwillig",
        "zoekregels": [
            {
                "zorgvorm": "gezinshuis",
                "aanbieder": "Huis Verzonnen",
                "datum": "2026-10-01",
                "antwoord": "nee",
                "reden": "",
                "wachttijd_weken": None,
            }
        ],
        "bijlagen": [{"deel": "bijlagen/001", "naam": "plan.pdf", "toelichting": ""}],
    }
    return made | other


sign = partial(AFZENDER.sign, Doel.PAKKET)
BIJLAGEN = {"bijlagen/001": PDF}


def signed(sleutel: str, data: bytes, signature: bytes) -> bool:
    return signed_by(sleutel, Doel.PAKKET, data, signature)


def good() -> bytes:
    return pack(omslag(), inhoud(), BIJLAGEN, sign)[0]


def bewijs() -> bytes:
    body = {"pakket": "0123456789abcdef" * 2, "manifest": "ab" * 32, "ontvangen_op": "2026-11-27"}
    return pack(omslag(Pakketsoort.ONTVANGSTBEWIJS), body, {}, sign)[0]


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: dict[str, bytes] | list[tuple[str, bytes]], method: int = zipfile.ZIP_STORED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files.items() if isinstance(files, dict) else files:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, method)
    return target.getvalue()


def resigned(
    data: bytes, change: Callable[[dict[str, Any]], object], key: Pakketsleutels | None = AFZENDER, **files: bytes
) -> bytes:
    """The pakket with another manifest (and other parts, whose hashes are put in it), signed again; or not, by None."""
    found = {name: content for name, content in parts(data).items() if name not in (MANIFEST, HANDTEKENING)}
    found |= {name.replace("__", "/").replace("inhoud", "inhoud.json"): content for name, content in files.items()}
    value = json.loads(parts(data)[MANIFEST])
    value["delen"] = [{"naam": n, "grootte": len(c), "sha256": hashlib.sha256(c).hexdigest()} for n, c in found.items()]
    change(value)
    manifest = written(value)
    signature = parts(data)[HANDTEKENING] if key is None else key.sign(Doel.PAKKET, manifest)
    return zipped({MANIFEST: manifest, HANDTEKENING: signature, **found})


def for_other(data: Omslag, sleutels: Pakketsleutels) -> Omslag:
    return replace(data, ontvangers=(Ontvanger("Iemand", "Elders", sleutels.ontvangsleutel),))
