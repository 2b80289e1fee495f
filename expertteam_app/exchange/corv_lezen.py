"""Reads what comes back from the chain: a `notificatieDi01` of the Raad, StUF-koppelvlak Jeugdzorg 1.0.9.

The file is a stranger's. No DTD and no entity is taken, a file that is large or deep is refused, and of what is read
only what has the exact national words is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import ParseError, TreeBuilder

from defusedxml.ElementTree import DefusedXMLParser

from expertteam_app.domain.corv import (
    CLIENT_KIND,
    CLIENT_ONGEBOREN,
    RESULTAATWOORDEN,
    STATUSWOORDEN,
    ZAAKTYPE_RAAD,
    Beslissing,
    Notificatie,
    Persoon,
)
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.jeugdige import checked_bsn
from expertteam_app.domain.tekens import is_zuiver

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_BYTES: Final = 2 * 1024 * 1024
MAX_DIEP: Final = 40
MAX_DELEN: Final = 20_000
MAX_BESLISSINGEN: Final = 50
MAX_TOELICHTING: Final = 1000
_MAX_TEKST: Final = 200
_JZ: Final = "{http://www.stufstandaarden.nl/koppelvlak/jz0100}"
_STUF: Final = "{http://www.egem.nl/StUF/StUF0301}"
_ZKN: Final = "{http://www.egem.nl/StUF/sector/zkn/0310}"
_BG: Final = "{http://www.egem.nl/StUF/sector/bg/0310}"
_GESLACHT: Final = {"M": "m", "V": "v", "O": "x"}
_DATUM: Final = 8
_ANDERS = "Vraag een nieuw bestand uit de Jeugdzorgapplicatie van de gemeente."

NOTIFICATIE = "notificatieDi01"
APART: Mapping[str, str] = MappingProxyType(
    {
        "notificatiejrDi01": "Dit is een notificatie over jeugdreclassering. Die hoort niet bij een VTO van de tafel; "
        "het programma legt hem opzij en bewaart er niets van.",
        "zorgmeldingDi01": "Dit is een zorgmelding van de politie of Halt. Die hoort bij de toegang van de gemeente; "
        "het programma legt hem opzij en bewaart er niets van.",
    }
)
"""Messages that are known and set aside, with why."""
_ELDERS: Mapping[str, str] = MappingProxyType(
    {
        "vtoDi01": "Dit is een verzoek tot onderzoek van een gemeente, geen bericht van de Raad.",
        "zorgmeldingTerugkoppelingDi01": "Dit is een terugkoppeling op een zorgmelding, geen bericht van de Raad.",
    }
)


@dataclass(frozen=True, slots=True)
class Bericht:
    """A message that was recognised.

    Attributes:
        soort: its national name.
        notificatie: what the Raad tells; None for a message that is set aside.
        uitleg: why it is set aside; empty for a notificatie.
    """

    soort: str
    notificatie: Notificatie | None = None
    uitleg: str = ""


def lees_bericht(content: bytes) -> Bericht:
    """The message in a file.

    Raises:
        UserError: it is no message of the standard, or says something other than the standard allows.
    """
    root = _root(content)
    space, _, soort = root.tag.rpartition("}")
    if f"{space}}}" != _JZ or soort not in {NOTIFICATIE, *APART, *_ELDERS}:
        raise UserError("Dit is geen bericht uit de keten met de Raad (CORV, Jeugdzorg 1.0).", _ANDERS)
    if soort in _ELDERS:
        raise UserError(_ELDERS[soort], "Kies het bestand met de notificatie.")
    if soort in APART:
        return Bericht(soort, uitleg=APART[soort])
    return Bericht(soort, _notificatie(root))


class _Bounded(TreeBuilder):
    """Builds the tree of a message, and stops where it is deeper or longer than any message is."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._parts = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        """One element begins.

        Raises:
            UserError: it is one too many, or too deep.
        """
        self._depth, self._parts = self._depth + 1, self._parts + 1
        if self._depth > MAX_DIEP or self._parts > MAX_DELEN:
            raise UserError("Dit bestand is dieper of langer dan een bericht van de Raad kan zijn.", _ANDERS)
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        """One element ends."""
        self._depth -= 1
        return super().end(tag)


def _root(content: bytes) -> Element:
    if len(content) > MAX_BYTES:
        raise UserError("Dit bestand is groter dan 2 MB; een bericht van de Raad is dat nooit.", _ANDERS)
    parser = DefusedXMLParser(target=_Bounded(), forbid_dtd=True)
    try:
        parser.feed(content)
        root: Element = parser.close()
    except (ParseError, ValueError, LookupError) as problem:  # what is forbidden is a ValueError
        raise UserError(
            "Dit bestand is niet te lezen als bericht: het is geen gave XML, of het verwijst naar iets anders.", _ANDERS
        ) from problem
    return root


def _notificatie(root: Element) -> Notificatie:
    zaak = _one(root, f"{_JZ}object")
    head = _one(root, f"{_JZ}stuurgegevens")
    if _text(head, f"{_STUF}functie") != NOTIFICATIE:
        raise _not_by_standard("de functie van het bericht")
    if _text(_path(zaak, "isVan", "gerelateerde"), f"{_ZKN}omschrijvingGeneriek") != ZAAKTYPE_RAAD:
        raise _not_by_standard("de soort zaak van de Raad")
    about = _one(zaak, f"{_ZKN}heeftBetrekkingOp")
    client = _text(about, f"{_ZKN}omschrijving")
    if client not in {CLIENT_KIND, CLIENT_ONGEBOREN}:
        raise _not_by_standard("over wie het gaat")
    status = _one(zaak, f"{_ZKN}heeft")
    word = _text(_path(status, "gerelateerde"), f"{_ZKN}omschrijving")
    if word not in STATUSWOORDEN:
        raise _not_by_standard("de status")
    result = _text(_path(zaak, "resultaat"), f"{_ZKN}omschrijving")
    if result and result not in RESULTAATWOORDEN:
        raise _not_by_standard("het resultaat")
    moment = _text(status, f"{_ZKN}datumStatusGezet")
    ours = _path(zaak, "heeftBetrekkingOpAndere", "gerelateerde")
    return Notificatie(
        referentie=_text(head, f"{_STUF}referentienummer"),
        zaak_raad=_text(zaak, f"{_ZKN}identificatie"),
        zaak_gemeente=_text(ours, f"{_ZKN}identificatie"),
        kind=_kind(about),
        ongeboren=client == CLIENT_ONGEBOREN,
        status=STATUSWOORDEN[word],
        status_op=_day(moment[:_DATUM], "de dag van de status"),
        resultaat=RESULTAATWOORDEN.get(result, ""),
        beslissingen=tuple(_beslissingen(zaak)),
    )


def _kind(about: Element) -> Persoon:
    place = _path(about, "gerelateerde", "natuurlijkPersoon")
    if place is None:
        return Persoon()
    born = _maybe(place, f"{_BG}geboortedatum")
    text = _text(place, f"{_BG}geboortedatum")
    part = (born.get(f"{_STUF}indOnvolledigeDatum") or "V") if born is not None else "V"
    year = {"M": text[:4], "D": f"{text[:4]}-{text[4:6]}"}.get(part, "") if text else ""
    if year:
        _day(f"{text[:4]}{text[4:6] if part == 'D' else '01'}01", "de geboortedatum")
    return Persoon(
        achternaam=_text(place, f"{_BG}geslachtsnaam"),
        tussenvoegsel=_text(place, f"{_BG}voorvoegselGeslachtsnaam"),
        voornamen=_text(place, f"{_BG}voornamen"),
        geslacht=_GESLACHT.get(_text(place, f"{_BG}geslachtsaanduiding"), ""),
        geboortedatum=_day(text, "de geboortedatum") if text and part == "V" else None,
        geboortejaar=year,
        bsn=_bsn(_text(place, f"{_BG}inp.bsn")),
    )


def _bsn(text: str) -> str:
    if not text:
        return ""
    try:
        return checked_bsn(text)
    except FieldError as problem:
        raise _not_by_standard("het BSN van het kind") from problem


def _beslissingen(zaak: Element) -> Iterator[Beslissing]:
    found = zaak.findall(f"{_ZKN}leidtTot")
    if len(found) > MAX_BESLISSINGEN:
        raise _not_by_standard("het aantal beslissingen")
    for relation in found:
        place = _path(relation, "gerelateerde")
        if place is None:
            raise _not_by_standard("een beslissing van de rechter")
        first, last = (_text(place, f"{_ZKN}{name}datumWerking") for name in ("ingangs", "eind"))
        yield Beslissing(
            datum=_day(_text(place, f"{_ZKN}datumBeslissing"), "de dag van de beslissing"),
            toelichting=_text(place, f"{_ZKN}toelichting", MAX_TOELICHTING),
            vanaf=_day(first, "de ingangsdatum") if first else None,
            tot=_day(last, "de einddatum") if last else None,
        )


def _one(place: Element, tag: str) -> Element:
    found = _maybe(place, tag)
    if found is None:
        raise _not_by_standard(f"het onderdeel {tag.rpartition('}')[2]}")
    return found


def _maybe(place: Element, tag: str) -> Element | None:
    """The one element with this name, or None; with two of them nobody knows which counts."""
    found = place.findall(tag)
    if len(found) > 1:
        raise _not_by_standard(f"het onderdeel {tag.rpartition('}')[2]}")
    return found[0] if found else None


def _path(place: Element, *names: str) -> Element | None:
    """The element along these names, or None where one lacks."""
    for name in names:
        found = _maybe(place, f"{_ZKN}{name}")
        if found is None:
            return None
        place = found
    return place


def _text(place: Element | None, tag: str, most: int = _MAX_TEKST) -> str:
    """The text of an element in one line; empty where it lacks. Signs that deceive the eye are refused."""
    found = _maybe(place, tag) if place is not None else None
    if found is None:
        return ""
    text = " ".join((found.text or "").split())
    if len(found) or len(text) > most or not is_zuiver(text):
        raise _not_by_standard(f"het onderdeel {tag.rpartition('}')[2]}")
    return text


def _day(text: str, what: str) -> date:
    if len(text) != _DATUM or not text.isascii() or not text.isdigit():
        raise _not_by_standard(what)
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError as problem:
        raise _not_by_standard(what) from problem


def _not_by_standard(what: str) -> UserError:
    return UserError(f"In dit bericht van de Raad klopt iets niet: {what}.", _ANDERS)
