"""Invented messages of the Raad for the tests. Every person is fictional; the BSN comes from the 9999-series."""

from __future__ import annotations

from tests.exchange.corv_voorbeeld import BSNS

_SPACES = (
    'xmlns:JZ="http://www.stufstandaarden.nl/koppelvlak/jz0100" xmlns:StUF="http://www.egem.nl/StUF/StUF0301" '
    'xmlns:ZKN="http://www.egem.nl/StUF/sector/zkn/0310" xmlns:BG="http://www.egem.nl/StUF/sector/bg/0310" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
ZAAKTYPE = "Uitvoeren onderzoek kinderbeschermingsmaatregel"
BORN = "<BG:geboortedatum>20150301</BG:geboortedatum>"
KIND = f"<BG:inp.bsn>{BSNS[1]}</BG:inp.bsn><BG:geslachtsnaam>Verzønnen &amp; Co</BG:geslachtsnaam>{BORN}"


def bericht(soort: str, inside: str) -> bytes:
    """A message with this root."""
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<JZ:{soort} {_SPACES}>{inside}</JZ:{soort}>".encode()


def beslissing(day: str = "20261118", more: str = "") -> str:
    """A decision of the court."""
    return (
        '<ZKN:leidtTot StUF:entiteittype="ZAKBSL"><ZKN:gerelateerde StUF:entiteittype="BSL">'
        f"<ZKN:datumBeslissing>{day}</ZKN:datumBeslissing><ZKN:toelichting>ondertoezichtstelling</ZKN:toelichting>"
        f"{more}</ZKN:gerelateerde></ZKN:leidtTot>"
    )


def notificatie(
    status: str = "Onderzoek afgerond",
    resultaat: str = "",
    *,
    ours: str = "0232-VTB-2026-001",
    kind: str = KIND,
    client: str = "Client (kind)",
    moment: str = "20261118093000",
    more: str = "",
    functie: str = "notificatieDi01",
    zaaktype: str = ZAAKTYPE,
) -> bytes:
    """What the Raad tells of its research."""
    gemeente = (
        '<ZKN:heeftBetrekkingOpAndere StUF:entiteittype="ZAKZAKBTR"><ZKN:gerelateerde StUF:entiteittype="ZAK">'
        f'<ZKN:identificatie>{ours}</ZKN:identificatie><ZKN:isVan StUF:entiteittype="ZAKZKT"><ZKN:gerelateerde '
        'StUF:entiteittype="ZKT"><ZKN:omschrijvingGeneriek>Overwegen kinderbeschermingsmaatregel'
        "</ZKN:omschrijvingGeneriek></ZKN:gerelateerde></ZKN:isVan></ZKN:gerelateerde></ZKN:heeftBetrekkingOpAndere>"
        if ours
        else ""
    )
    system = "<StUF:organisatie>RC0102</StUF:organisatie><StUF:applicatie>Kinderbescherming</StUF:applicatie>"
    result = f"<ZKN:omschrijving>{resultaat}</ZKN:omschrijving>"
    return bericht(
        "notificatieDi01",
        "<JZ:stuurgegevens><StUF:berichtcode>Di01</StUF:berichtcode>"
        f"<StUF:zender>{system}</StUF:zender><StUF:ontvanger>{system}</StUF:ontvanger>"
        "<StUF:referentienummer>RVDK-77</StUF:referentienummer>"
        f"<StUF:tijdstipBericht>20261119</StUF:tijdstipBericht><StUF:functie>{functie}</StUF:functie>"
        '</JZ:stuurgegevens><JZ:object StUF:entiteittype="ZAK"><ZKN:identificatie>RVDK-2026-5</ZKN:identificatie>'
        + (f"<ZKN:resultaat>{result}</ZKN:resultaat>" if resultaat else "")
        + '<ZKN:isVan StUF:entiteittype="ZAKZKT"><ZKN:gerelateerde StUF:entiteittype="ZKT"><ZKN:omschrijvingGeneriek>'
        f"{zaaktype}</ZKN:omschrijvingGeneriek></ZKN:gerelateerde></ZKN:isVan>"
        '<ZKN:heeftBetrekkingOp StUF:entiteittype="ZAKOBJ"><ZKN:gerelateerde StUF:entiteittype="OBJ">'
        f'<ZKN:natuurlijkPersoon StUF:entiteittype="NPS">{kind}</ZKN:natuurlijkPersoon></ZKN:gerelateerde>'
        f"<ZKN:omschrijving>{client}</ZKN:omschrijving></ZKN:heeftBetrekkingOp>{gemeente}"
        '<ZKN:heeft StUF:entiteittype="ZAKSTT"><ZKN:gerelateerde StUF:entiteittype="STT"><ZKN:omschrijving>'
        f"{status}</ZKN:omschrijving></ZKN:gerelateerde><ZKN:datumStatusGezet>{moment}</ZKN:datumStatusGezet>"
        f"</ZKN:heeft>{more}</JZ:object>",
    )
