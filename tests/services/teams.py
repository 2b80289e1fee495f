"""Two teams with a kluis each: Vera of the RET and Tess of the toegang of Epe."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from expertteam_app.db.folder import open_folder
from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.netwerk import MET_GEZAG
from expertteam_app.domain.toestemmingregels import NieuweToestemming
from expertteam_app.security.headerfile import read_header
from expertteam_app.security.kdf import KdfParams
from expertteam_app.security.keyslots import Unlocked, unlock
from expertteam_app.services.codering import NieuweZoekregel
from expertteam_app.services.gezinnen import NieuweRelatie, NieuwLid
from expertteam_app.services.kluis import create_kluis, open_kluis, open_unlocked
from expertteam_app.services.sessie import Sessie
from tests.conftest import VANDAAG

ZIN, ANDERE = "paard batterij nietje correct", "nog vele jaren hier"
PDF = b"%PDF-1.4 verzonnen"


def opened(path: Path, naam: str, zin: str = ZIN) -> Sessie:
    return Sessie(*open_kluis(path, naam, zin, vandaag=lambda: VANDAAG))


Closed = tuple[Path, Unlocked]
"""A closed kluis to copy, and the opened slot of its user: Argon2id takes most of the time in which a copy opens."""


def closed(path: Path, naam: str, gebruiker: str) -> Closed:
    """A new kluis."""
    create_kluis(path, naam, gebruiker, ZIN, kdf=KdfParams.floor())
    return path, unlock(read_header(open_folder(path).header), gebruiker, ZIN)


def copied(source: Closed, path: Path) -> Iterator[Sessie]:
    """An own open copy of a kluis; closed afterwards."""
    shutil.copytree(source[0], path)
    folder = open_folder(path)
    sessie = Sessie(*open_unlocked(folder, read_header(folder.header), source[1], vandaag=lambda: VANDAAG))
    yield sessie
    sessie.kluis.close()


def card(sessie: Sessie) -> bytes:
    (content,) = sessie.adressen.visitekaartje().values()
    return content


def words(sessie: Sessie) -> str:
    return " ".join(sessie.adressen.eigen()[1])


def knows(one: Sessie, other: Sessie) -> int:
    """Let one have the confirmed address of the other; returns its id."""
    adres = one.adressen.voeg_toe(card(other))
    return one.adressen.bevestig(adres.id, words(other)).id


def casus(sessie: Sessie, *, grond: bool = True) -> int:
    """A casus with all that an inbreng tells, and much that it must not tell."""
    nieuw = NieuweCasus(
        "Fien",
        "Verzonnen-Inbreng",
        "0232",
        date(2026, 9, 1),
        tussenvoegsel="van",
        geboortedatum=date(2012, 3, 14),
        aangemeld_door="CJG Epe",
        vraag="Wie houdt de regie?\nEn wat helpt Fien?",
    )
    casus_id = sessie.casussen.add(nieuw)
    for field, value in (
        ("stem_jeugdige", "Ik wil naar school."),
        ("stem_ouders", "Wij zijn moe."),
        ("geprobeerd", "ambulante hulp"),
        ("casusregisseur", "Tess Verzonnen"),
        ("verblijfplaats", "bij oma"),
        ("kader", "drang"),
        ("opmerking", "geheim-opmerking"),
    ):
        sessie.casussen.change(casus_id, field, value)
    kind = sessie.casussen.dossier(casus_id)
    lid = NieuwLid("Mo", "", "Verzonnen-Ouder", toelichting="geheim-toelichting")
    sessie.gezinnen.add_lid(kind.gezin_id, lid, [NieuweRelatie(kind.jeugdige.id, MET_GEZAG)])
    sessie.codering.add_zoekregel(
        casus_id, NieuweZoekregel("gezinshuis", date(2026, 9, 5), "Huis Verzonnen", "wachtlijst", "", 12)
    )
    sessie.codering.add_actie("geheim-actie", "Bep", None, casus_id=casus_id)
    sessie.casussen.notitie(casus_id, date(2026, 9, 6), "geheim-notitie")
    sessie.bijlagen.add(casus_id, "plan.pdf", PDF, "het plan")
    sessie.bijlagen.add(casus_id, "geheim-brief.txt", b"geheim-inhoud")
    if grond:
        sessie.toestemmingen.add(
            casus_id,
            NieuweToestemming(
                "Regionaal Expertteam", "Meedenken", "conflict-van-plichten", date(2026, 9, 1), None, "geheim-afweging"
            ),
        )
    return casus_id
