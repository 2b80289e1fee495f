"""Writes a verzoek tot onderzoek as a `vtoDi01` message of StUF-koppelvlak Jeugdzorg 1.0.9.

The same VTO gives the same bytes. The program ships no schema: `domain.corv_regels` says what a VTO needs, and the
tests hold what comes out here against the national one. Nothing is sent: the file is for the Jeugdzorgapplicatie of
the gemeente.
"""

from __future__ import annotations

import base64
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from expertteam_app.domain.corv import (
    CLIENT_KIND,
    CLIENT_ONGEBOREN,
    ROLWOORDEN,
    ZAAKTYPE_GEMEENTE,
    ZAAKTYPE_RAAD,
    Belanghebbende,
    Instelling,
    Kind,
    Persoon,
    Rol,
    Systeem,
    Vto,
    VtoDocument,
)
from expertteam_app.domain.corv_regels import ontbreekt
from expertteam_app.domain.errors import UserError

_SPACES: Final = {
    "JZ": "http://www.stufstandaarden.nl/koppelvlak/jz0100",
    "StUF": "http://www.egem.nl/StUF/StUF0301",
    "ZKN": "http://www.egem.nl/StUF/sector/zkn/0310",
    "BG": "http://www.egem.nl/StUF/sector/bg/0310",
    "xmime": "http://www.w3.org/2005/05/xmlmime",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_GESLACHT: Final = {"m": "M", "v": "V", "x": "O"}
BETREFT_KIND: Final = "betreftKind"
"""Extra element with a role that does not hold for every child: the key of a child it does hold for. The standard has
no place for it."""


def schrijf_vto(vto: Vto) -> bytes:
    """The message, in UTF-8.

    Raises:
        UserError: something lacks or contradicts itself; the first sentence says what.
    """
    gaps = ontbreekt(vto)
    if gaps:
        raise UserError(gaps[0].zin)
    root = Element("JZ:vtoDi01", {f"xmlns:{prefix}": uri for prefix, uri in _SPACES.items()})
    _stuurgegevens(SubElement(root, "JZ:stuurgegevens"), vto)
    zaak = _entity(root, "JZ:object", "ZAK")
    _line(zaak, "ZKN:identificatie", vto.zaak.identificatie)
    _line(zaak, "ZKN:omschrijving", vto.zaak.omschrijving)
    _line(zaak, "ZKN:startdatum", _day(vto.zaak.start))
    _line(zaak, "ZKN:registratiedatum", _day(vto.zaak.registratie))
    _extra(zaak, vto.zaak.extra)
    kind_of = _entity(_entity(zaak, "ZKN:isVan", "ZAKZKT"), "ZKN:gerelateerde", "ZKT")
    _line(kind_of, "ZKN:omschrijvingGeneriek", ZAAKTYPE_GEMEENTE)
    for nr, kind in enumerate(vto.kinderen, start=1):
        _kind(zaak, kind, nr)
    for one in vto.belanghebbenden:
        for rol in one.rollen:
            _belanghebbende(zaak, one, rol, len(vto.kinderen))
    _uitvoerende(zaak, vto)
    other = _entity(_entity(zaak, "ZKN:heeftBetrekkingOpAndere", "ZAKZAKBTR"), "ZKN:gerelateerde", "ZAK")
    of_raad = _entity(_entity(other, "ZKN:isVan", "ZAKZKT"), "ZKN:gerelateerde", "ZKT")
    _line(of_raad, "ZKN:omschrijvingGeneriek", ZAAKTYPE_RAAD)
    for document in vto.documenten:
        _document(zaak, document)
    indent(root)
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _entity(parent: Element, tag: str, soort: str, **more: str) -> Element:
    return SubElement(parent, tag, {"StUF:entiteittype": soort, **{f"StUF:{k}": v for k, v in more.items()}})


def _line(parent: Element, tag: str, text: str, **attributes: str) -> None:
    """An element with a text; none where there is no text."""
    if text:
        SubElement(parent, tag, {f"StUF:{k}": v for k, v in attributes.items()}).text = text


def _day(dag: date | None) -> str:
    return f"{dag:%Y%m%d}" if dag is not None else ""


def _stuurgegevens(head: Element, vto: Vto) -> None:
    _line(head, "StUF:berichtcode", "Di01")
    for tag, systeem in (("StUF:zender", vto.zender), ("StUF:ontvanger", vto.ontvanger)):
        _systeem(SubElement(head, tag), systeem)
    _line(head, "StUF:referentienummer", vto.referentie)
    _line(head, "StUF:tijdstipBericht", _day(vto.tijdstip))
    _line(head, "StUF:functie", "vtoDi01")


def _systeem(place: Element, systeem: Systeem) -> None:
    for name in ("organisatie", "applicatie", "administratie", "gebruiker"):
        _line(place, f"StUF:{name}", getattr(systeem, name))


def _extra(parent: Element, pairs: tuple[tuple[str, str], ...]) -> None:
    place = SubElement(parent, "StUF:extraElementen")
    for name, value in pairs:
        SubElement(place, "StUF:extraElement", {"naam": name}).text = value


def _kind(zaak: Element, kind: Kind, nr: int) -> None:
    relation = _entity(zaak, "ZKN:heeftBetrekkingOp", "ZAKOBJ")
    place = _entity(relation, "ZKN:gerelateerde", "OBJ")
    person = _entity(place, "ZKN:natuurlijkPersoon", "NPS", sleutelVerzendend=str(nr))
    _persoon(person, kind.persoon, verwacht=kind.verwacht, onbekend=kind.geboorte_onbekend)
    _line(relation, "ZKN:omschrijving", CLIENT_ONGEBOREN if kind.ongeboren else CLIENT_KIND)


def _persoon(place: Element, wie: Persoon, *, verwacht: date | None = None, onbekend: bool = False) -> None:
    _line(place, "BG:inp.bsn", wie.bsn)
    _line(place, "BG:anp.identificatie", wie.rni)
    _line(place, "BG:geslachtsnaam", wie.achternaam)
    _line(place, "BG:voorvoegselGeslachtsnaam", wie.tussenvoegsel)
    _line(place, "BG:voornamen", wie.voornamen)
    _line(place, "BG:geslachtsaanduiding", _GESLACHT.get(wie.geslacht, ""))
    if onbekend:
        SubElement(place, "BG:geboortedatum", {"xsi:nil": "true", "StUF:noValue": "waardeOnbekend"})
    elif wie.geboortedatum is None and wie.geboortejaar:
        year, _, month = wie.geboortejaar.partition("-")
        # The standard wants a whole date and says apart which of its parts count.
        unknown = "D" if month else "M"
        _line(place, "BG:geboortedatum", f"{year}{month or '01'}01", indOnvolledigeDatum=unknown)
    else:
        _line(place, "BG:geboortedatum", _day(wie.geboortedatum or verwacht))
    _line(place, "BG:sub.telefoonnummer", wie.telefoon)
    _line(place, "BG:sub.emailadres", wie.email)


def _belanghebbende(zaak: Element, one: Belanghebbende, rol: Rol, children: int) -> None:
    relation = _entity(zaak, "ZKN:heeftAlsBelanghebbende", "ZAKBTRBLH")
    place = _entity(relation, "ZKN:gerelateerde", "BTR")
    if isinstance(one.wie, Instelling):
        body = _entity(place, "ZKN:vestiging", "VES")
        _line(body, "BG:vestigingsNummer", one.wie.vestigingsnummer)
        _line(body, "BG:handelsnaamVerkort", one.wie.naam)
        _line(body, "BG:sub.telefoonnummer", one.wie.telefoon)
        _line(body, "BG:sub.emailadres", one.wie.email)
    else:
        _persoon(_entity(place, "ZKN:natuurlijkPersoon", "NPS"), one.wie)
    _line(relation, "ZKN:code", rol.code)
    _line(relation, "ZKN:omschrijving", ROLWOORDEN[rol.code])
    if len(rol.kinderen) < children:
        _extra(relation, tuple((BETREFT_KIND, str(nr)) for nr in sorted(rol.kinderen)))


def _uitvoerende(zaak: Element, vto: Vto) -> None:
    place = _entity(_entity(zaak, "ZKN:heeftAlsUitvoerende", "ZAKBTRUTV"), "ZKN:gerelateerde", "BTR")
    person = _entity(place, "ZKN:medewerker", "MDW")
    wie = vto.medewerker
    for tag, value in (
        ("identificatie", wie.identificatie),
        ("achternaam", wie.achternaam),
        ("voorletters", wie.voorletters),
        ("voorvoegselAchternaam", wie.tussenvoegsel),
        ("functie", wie.functie),
        ("telefoonnummer", wie.telefoon),
        ("emailadres", wie.email),
    ):
        _line(person, f"ZKN:{tag}", value)
    body = _entity(place, "ZKN:nietNatuurlijkPersoon", "NNP")
    _line(body, "BG:inn.nnpId", vto.organisatie.rsin)
    _line(body, "BG:statutaireNaam", vto.organisatie.naam)


def _document(zaak: Element, document: VtoDocument) -> None:
    place = _entity(_entity(zaak, "ZKN:heeftRelevant", "ZAKEDC"), "ZKN:gerelateerde", "EDC")
    _line(place, "ZKN:identificatie", document.identificatie)
    _line(place, "ZKN:dct.omschrijving", document.soort)
    _line(place, "ZKN:creatiedatum", _day(document.gemaakt))
    _line(place, "ZKN:titel", document.titel)
    name = {"StUF:bestandsnaam": document.bestandsnaam, "xmime:contentType": document.media}
    SubElement(place, "ZKN:inhoud", name).text = base64.b64encode(document.inhoud).decode("ascii")
