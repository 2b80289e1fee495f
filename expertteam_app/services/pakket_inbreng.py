"""Steps of `Pakketten`: what an inbreng tells of a casus, and a casus made of an inbreng."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from expertteam_app.db.queries.casussen import log_of
from expertteam_app.db.queries.netwerk import network_of
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import BijlageRow, CasusRow, GezinslidRow, GezinsrelatieRow, ZoekregelRow
from expertteam_app.domain.bijlage import SOORTEN, checked_size, clean_name, kind_of
from expertteam_app.domain.casus import fold
from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.netwerk import gezaghebbenden
from expertteam_app.domain.netwerkregels import gezag_van
from expertteam_app.domain.pakket import PakketGeweigerd
from expertteam_app.domain.tekens import zuiver
from expertteam_app.services.casussen import Casussen
from expertteam_app.services.codelijsten import Codelijsten, checked_code
from expertteam_app.services.context import Context

_PLAIN = ("stem_jeugdige", "stem_ouders", "stem_niet_gelukt", "geprobeerd")
_LINES = ("casusregisseur", "verklarende_analyse", "verblijfplaats", "kader")
_TEXTS = (*_PLAIN, *_LINES)
"""Fields of a casus that come as they are, besides those of `NieuweCasus`."""


def inbreng_of(session: DbSession, casus: CasusRow, bijlagen: Sequence[int]) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The inhoud of an inbreng, and its bijlagen by the name of the part.

    Raises:
        UserError: a bijlage is not of this casus, or lies in the prullenbak.
    """
    child = casus.jeugdige
    files = [_own_file(session, casus, each) for each in dict.fromkeys(bijlagen)]
    parts = {f"bijlagen/{number:03d}": row for number, row in enumerate(files, 1)}
    told = [v.geprobeerd for v in fold(log_of(casus)).verblijven if v.geprobeerd.strip()]
    inhoud = {
        "kenmerk": casus.uid,
        "nummer": casus.nummer,
        "jeugdige": {
            "voornaam": _line(child.voornaam),
            "tussenvoegsel": _line(child.tussenvoegsel),
            "achternaam": _line(child.achternaam),
            "geboortedatum": _day(child.geboortedatum),
            "geboortejaar": child.geboortejaar,
            "gemeente": child.gemeente,
        },
        "gezag": _gezag(session, casus),
        "aangemeld_door": _line(casus.aangemeld_door),
        "soort_vraag": _line(casus.soort_vraag),
        "vraag": _text(casus.vraag),
        **{field: _text(getattr(casus, field)) for field in _PLAIN},
        **{field: _line(getattr(casus, field)) for field in _LINES},
        "geprobeerd": _text("\n".join(part for part in (casus.geprobeerd, *told) if part.strip())),
        "zoekregels": [
            {
                "zorgvorm": row.zorgvorm,
                "aanbieder": _line(row.aanbieder),
                "datum": row.datum.isoformat(),
                "antwoord": row.antwoord,
                "reden": row.reden,
                "wachttijd_weken": row.wachttijd_weken,
            }
            for row in casus.zoekregels
        ],
        "bijlagen": [
            {"deel": deel, "naam": _line(row.naam), "toelichting": _text(row.toelichting)}
            for deel, row in parts.items()
        ],
    }
    return inhoud, {deel: row.inhoud for deel, row in parts.items()}


def check_codes(inhoud: Mapping[str, Any], lists: Codelijsten, vandaag: date) -> None:
    """See that every code of an inbreng is known here, and that nothing of it lies in the future.

    Raises:
        PakketGeweigerd: one is not known, or a day has yet to come.
    """
    wanted = [
        ("gemeenten", inhoud["jeugdige"]["gemeente"]),
        ("kaders", inhoud["kader"]),
        ("verklarende_analyse", inhoud["verklarende_analyse"]),
        *(("jeugdzorgrollen", each["rol"]) for each in inhoud["gezag"]),
        *(("zorgvormen", each["zorgvorm"]) for each in inhoud["zoekregels"]),
        *(("antwoord_aanbieder", each["antwoord"]) for each in inhoud["zoekregels"]),
        *(("reden_afwijzing", each["reden"]) for each in inhoud["zoekregels"]),
    ]
    try:
        for lijst, code in wanted:
            if code:
                checked_code(lists, lijst, code, lijst)
        for each in inhoud["gezag"]:
            gezag_van(each["rol"], "ja")
    except FieldError:
        raise PakketGeweigerd(
            "er staat een keuze in die uw versie van Expertteam niet kent",
            "Werk Expertteam bij, of laat de afzender dat doen.",
        ) from None
    days = [inhoud["jeugdige"]["geboortedatum"], *(each["datum"] for each in inhoud["zoekregels"])]
    if any(day is not None and date.fromisoformat(day) > vandaag for day in days):
        raise PakketGeweigerd("er staat een dag in die nog moet komen")


def check_files(bijlagen: Mapping[str, bytes], most_mb: int) -> None:
    """See that the kluis takes every bijlage.

    Raises:
        PakketGeweigerd: one is too large, a program, or of a kind that is not kept.
    """
    for content in bijlagen.values():
        try:
            kind_of(content)
            checked_size(len(content), most_mb)
        except FieldError as problem:
            raise PakketGeweigerd(
                f"een bijlage kan niet in de kluis ({problem.text[:1].lower()}{problem.text[1:].rstrip('.')})",
                "Vraag de afzender om het pakket zonder die bijlage.",
            ) from None


def new_casus(inhoud: Mapping[str, Any], vandaag: date) -> NieuweCasus:
    """What a new casus is made of: it is aangemeld here on the day on which it was received."""
    child = inhoud["jeugdige"]
    born = child["geboortedatum"]
    return NieuweCasus(
        voornaam=child["voornaam"],
        tussenvoegsel=child["tussenvoegsel"],
        achternaam=child["achternaam"],
        geboortedatum=date.fromisoformat(born) if born else None,
        geboortejaar="" if born else child["geboortejaar"],
        gemeente=child["gemeente"],
        aanmelding=vandaag,
        aangemeld_door=inhoud["aangemeld_door"],
        soort_vraag=inhoud["soort_vraag"] or "vastgelopen situatie",
        vraag=inhoud["vraag"],
    )


def store_inbreng(
    session: DbSession, context: Context, inhoud: Mapping[str, Any], bijlagen: Mapping[str, bytes]
) -> CasusRow:
    """A new casus with all that the inbreng tells, in the running act; what is in it was checked before.

    Raises:
        UserError: something cannot be, such as a jeugdige without a name.
    """
    casus = Casussen(context).add_in(session, new_casus(inhoud, context.vandaag()))
    for field in _TEXTS:
        if inhoud[field] or field != "kader":
            setattr(casus, field, inhoud[field])
    for each in inhoud["gezag"]:
        lid = GezinslidRow(
            gezin_id=casus.jeugdige.gezin_id,
            voornaam=each["voornaam"],
            tussenvoegsel=each["tussenvoegsel"],
            achternaam=each["achternaam"],
            instelling=each["instelling"],
        )
        lid.relaties.append(GezinsrelatieRow(jeugdige_id=casus.jeugdige_id, rol=each["rol"], gezag="ja"))
        session.add(lid)
    for each in inhoud["zoekregels"]:
        casus.zoekregels.append(
            ZoekregelRow(
                casus_id=casus.id,
                zorgvorm=each["zorgvorm"],
                lijst_versie=context.lists["zorgvormen"].versie,
                aanbieder=each["aanbieder"],
                datum=date.fromisoformat(each["datum"]),
                antwoord=each["antwoord"],
                reden=each["reden"],
                wachttijd_weken=each["wachttijd_weken"],
            )
        )
    for each in inhoud["bijlagen"]:
        content = bijlagen[each["deel"]]
        soort = kind_of(content)
        session.add(
            BijlageRow(
                casus_id=casus.id,
                naam=clean_name(each["naam"], soort),
                soort=SOORTEN[soort.media].media,
                grootte=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                toegevoegd_op=context.vandaag(),
                toegevoegd_door=context.actor.naam,
                toelichting=each["toelichting"],
                inhoud=content,
            )
        )
    session.flush()
    Casussen(context).settle_in(session, casus)
    return casus


def _own_file(session: DbSession, casus: CasusRow, bijlage_id: int) -> BijlageRow:
    row = session.get(BijlageRow, bijlage_id)
    if row is None or row.casus_id != casus.id or row.weggegooid_op is not None:
        raise UserError("Deze bijlage staat niet bij deze casus.", "Kies een bijlage van de casus zelf.")
    return row


def _gezag(session: DbSession, casus: CasusRow) -> list[dict[str, str]]:
    netwerk = network_of(session, casus.jeugdige.gezin)
    found = []
    for lid in gezaghebbenden(netwerk, casus.jeugdige_id):
        rollen = [r.rol for r in netwerk.van_kind(casus.jeugdige_id) if r.gezinslid_id == lid.id and r.gezag == "ja"]
        found += [
            {
                "voornaam": _line(lid.voornaam),
                "tussenvoegsel": _line(lid.tussenvoegsel),
                "achternaam": _line(lid.achternaam),
                "instelling": _line(lid.instelling),
                "rol": rol,
            }
            for rol in rollen[:1]
        ]
    return found


def _text(text: str) -> str:
    return zuiver(text.replace("\r\n", "\n").replace("\r", "\n"))


def _line(text: str) -> str:
    return " ".join(zuiver(text).split())


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
