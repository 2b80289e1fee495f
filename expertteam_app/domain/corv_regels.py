"""What a VTO lacks and where it contradicts itself, before it is written: one sentence each, with the field it is in.

A VTO of which nothing is said here is valid by the national schema; the tests hold it against that. The sentences name
children and people by their place, never by name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from expertteam_app.domain.corv import (
    MEDIA,
    MEEST_DOCUMENTEN,
    ROLWOORDEN,
    Belanghebbende,
    Documentsoort,
    Instelling,
    Kind,
    Persoon,
    Systeem,
    Vto,
    VtoDocument,
    Zaak,
)
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.jeugdige import MEERDERJARIG, age_on, checked_bsn
from expertteam_app.domain.netwerk import GESLACHT, MET_GEZAG_ROLLEN, ZONDER_GEZAG_ROLLEN

MEEST_GEZAG = 2
"""Two people at most have gezag over one child (BW 1:245, 1:253aa, 1:282)."""
DRAAGTIJD = timedelta(days=310)
OVERTIJD = timedelta(days=21)
"""A child that was expected longer ago is born by now."""
OUDSTE = date(1900, 1, 1)
MAX_DOCUMENT = 20 * 1024 * 1024
_GEBOORTEJAAR = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?", re.ASCII)
_RNI = re.compile(r"\d{17}", re.ASCII)
_VESTIGING = re.compile(r"\d{12}", re.ASCII)
_NEGEN = re.compile(r"\d{9}", re.ASCII)
_NONCHARACTERS = frozenset("\ufffe\uffff")
_NAAM = (("achternaam", "de achternaam", 200), ("tussenvoegsel", "het tussenvoegsel", 10))
_VOORNAMEN = ("voornamen", "de voornamen", 200)
_BEREIK = (("telefoon", "het telefoonnummer", 20), ("email", "het e-mailadres", 150))


@dataclass(frozen=True, slots=True)
class Gat:
    """Something that has to be put right first.

    Attributes:
        veld: the field it leads to, such as ``kind.1.bsn``.
        zin: what is wrong and what to do, in Dutch.
        tegenspraak: it is there, but cannot be right.
    """

    veld: str
    zin: str
    tegenspraak: bool = False


def ontbreekt(vto: Vto) -> tuple[Gat, ...]:
    """Everything that stands in the way of a VTO; empty when it can be written."""
    return (
        *_systeem(vto.zender, "zender", "de zender (de gemeente)"),
        *_systeem(vto.ontvanger, "ontvanger", "de ontvanger (de Raad)"),
        *_text("referentie", "het referentienummer van het bericht", vto.referentie, 40, needed=True),
        *_zaak(vto.zaak),
        *_children(vto),
        *_people(vto),
        *_uitvoerende(vto),
        *_documenten(vto.documenten),
    )


def _conflict(veld: str, zin: str) -> Gat:
    return Gat(veld, zin, tegenspraak=True)


def _text(veld: str, naam: str, value: str, most: int, *, needed: bool = False, least: int = 1) -> Iterator[Gat]:
    """One line of text: there when it is needed, not too long, nothing in it that a message cannot carry."""
    if not value.strip():
        if needed:
            yield Gat(veld, f"Dit ontbreekt: {naam}. Vul het in.")
        elif value:
            yield _conflict(veld, f"Dit is leeg: {naam}. Haal de spaties weg.")
        return
    if len(value) > most:
        yield _conflict(veld, f"Dit is te lang: {naam}. Er passen {most} tekens in het bericht.")
    if len(value) < least:
        yield _conflict(veld, f"Dit is te kort: {naam}. Het bericht vraagt ten minste {least} tekens.")
    if any(unicodedata.category(c) in {"Cc", "Cs"} or c in _NONCHARACTERS for c in value):
        yield _conflict(veld, f"Hierin staat een teken dat niet mee kan: {naam}. Typ het opnieuw.")


def _systeem(systeem: Systeem, veld: str, naam: str) -> Iterator[Gat]:
    yield from _text(f"{veld}.organisatie", f"de code van {naam}", systeem.organisatie, 200, needed=True)
    applicatie = f"de applicatie van {naam}"
    yield from _text(f"{veld}.applicatie", applicatie, systeem.applicatie, 50, needed=True, least=3)
    yield from _text(f"{veld}.administratie", f"de administratie van {naam}", systeem.administratie, 50)
    yield from _text(f"{veld}.gebruiker", f"de gebruiker van {naam}", systeem.gebruiker, 100)


def _zaak(zaak: Zaak) -> Iterator[Gat]:
    kenmerk = "het kenmerk van de zaak"
    yield from _text("zaak.identificatie", kenmerk, zaak.identificatie, 40, needed=True, least=5)
    yield from _text("zaak.omschrijving", "de omschrijving van de zaak", zaak.omschrijving, 80)
    if zaak.start is None:
        yield Gat("zaak.start", "De dag van het besluit ontbreekt. Vul de datum van de zitting in.")
    if zaak.registratie is None:
        yield Gat("zaak.registratie", "De dag waarop het verzoek is vastgelegd ontbreekt. Vul die in.")
    if zaak.start is not None and zaak.registratie is not None and zaak.registratie < zaak.start:
        yield _conflict("zaak.registratie", "Het verzoek is vastgelegd vóór het besluit. Controleer de datums.")
    if not zaak.extra:
        yield Gat("zaak.extra", "Het bericht vraagt ten minste één extra element bij de zaak. Vul het in.")
    for naam, waarde in zaak.extra:
        yield from _text("zaak.extra", "de naam van een extra element", naam, 80, needed=True)
        yield from _text("zaak.extra", "de waarde van een extra element", waarde, 1000, needed=True)


def _children(vto: Vto) -> Iterator[Gat]:
    if not vto.kinderen:
        yield Gat("kind", "Er staat geen kind in het verzoek. Kies een besluit over een kind.")
    for nr, kind in enumerate(vto.kinderen, start=1):
        yield from _persoon(kind.persoon, f"kind.{nr}", f"kind {nr}", needed=not kind.ongeboren)
        yield from (_unborn if kind.ongeboren else _born)(kind, nr, vto.tijdstip)
    numbers = [k.persoon.bsn for k in vto.kinderen if k.persoon.bsn]
    numbers += [b.wie.bsn for b in vto.belanghebbenden if isinstance(b.wie, Persoon) and b.wie.bsn]
    if len(set(numbers)) < len(numbers):
        yield _conflict("bsn", "Hetzelfde BSN staat bij twee mensen. Controleer de BSN's.")


def _born(kind: Kind, nr: int, dag: date) -> Iterator[Gat]:
    wie, veld, geboren = kind.persoon, f"kind.{nr}.geboortedatum", kind.persoon.geboortedatum
    if not wie.bsn and not wie.rni:
        yield Gat(
            f"kind.{nr}.bsn", f"Het BSN van kind {nr} ontbreekt. Vul het in, of geef het RNI-nummer als er geen BSN is."
        )
    if geboren is None and not wie.geboortejaar and not kind.geboorte_onbekend:
        yield Gat(
            veld,
            f"De geboortedatum van kind {nr} ontbreekt. Vul hem in, of zeg dat hij onbekend is of verwacht wordt.",
        )
    if kind.geboorte_onbekend and (geboren is not None or wie.geboortejaar):
        yield _conflict(veld, f"Van kind {nr} is de geboorte bekend en ook onbekend. Kies één van beide.")
    if kind.verwacht is not None:
        yield _conflict(f"kind.{nr}.verwacht", f"Kind {nr} is geboren en wordt ook nog verwacht. Kies één van beide.")
    if geboren is not None and geboren > dag:
        yield _conflict(
            veld, f"Kind {nr} is geboren na de dag van dit bericht. Controleer de datum, of noem het ongeboren."
        )
    if geboren is not None and age_on(geboren, dag) >= MEERDERJARIG:
        yield _conflict(veld, f"Kind {nr} is {MEERDERJARIG} jaar of ouder. De Raad onderzoekt alleen minderjarigen.")


def _unborn(kind: Kind, nr: int, dag: date) -> Iterator[Gat]:
    wie, veld = kind.persoon, f"kind.{nr}.verwacht"
    if kind.verwacht is None:
        yield Gat(veld, f"De dag waarop kind {nr} wordt verwacht ontbreekt. Vul de uitgerekende datum in.")
    elif not dag - OVERTIJD <= kind.verwacht <= dag + DRAAGTIJD:
        yield _conflict(veld, f"De dag waarop kind {nr} wordt verwacht kan niet kloppen. Controleer de datum.")
    if wie.bsn or wie.rni:
        yield _conflict(f"kind.{nr}.bsn", f"Kind {nr} is nog niet geboren en heeft toch een nummer. Haal het weg.")
    if wie.geboortedatum is not None or wie.geboortejaar or kind.geboorte_onbekend:
        yield _conflict(f"kind.{nr}.geboortedatum", f"Kind {nr} is nog niet geboren en heeft toch een geboortedatum.")


def _persoon(wie: Persoon, veld: str, naam: str, *, needed: bool) -> Iterator[Gat]:
    for name, words, most in (*_NAAM, _VOORNAMEN, *_BEREIK):
        must = needed and name == "achternaam"
        yield from _text(f"{veld}.{name}", f"{words} van {naam}", getattr(wie, name), most, needed=must)
    if wie.geslacht not in GESLACHT:
        yield _conflict(f"{veld}.geslacht", f"Het geslacht van {naam} is geen m, v of x. Kies het opnieuw.")
    if wie.bsn and not _is_bsn(wie.bsn):
        yield _conflict(f"{veld}.bsn", f"Het BSN van {naam} klopt niet. Controleer de negen cijfers.")
    if wie.rni and not _RNI.fullmatch(wie.rni):
        yield _conflict(f"{veld}.rni", f"Het RNI-nummer van {naam} heeft geen 17 cijfers. Controleer het.")
    early = wie.geboortedatum is not None and wie.geboortedatum < OUDSTE
    year = wie.geboortejaar
    if early or (year and (not _GEBOORTEJAAR.fullmatch(year) or year < f"{OUDSTE.year}")):
        yield _conflict(f"{veld}.geboortedatum", f"De geboorte van {naam} kan niet kloppen. Controleer de datum.")


def _is_bsn(text: str) -> bool:
    try:
        return bool(_NEGEN.fullmatch(text)) and checked_bsn(text) == text
    except FieldError:
        return False


def _people(vto: Vto) -> Iterator[Gat]:
    if not vto.belanghebbenden:
        yield Gat("belanghebbende", "Er staat niemand om de kinderen heen. Vul het gezin aan met ouders of voogd.")
    places = range(1, len(vto.kinderen) + 1)
    for nr, one in enumerate(vto.belanghebbenden, start=1):
        veld, naam = f"belanghebbende.{nr}", f"belanghebbende {nr}"
        if isinstance(one.wie, Persoon):
            yield from _persoon(one.wie, veld, naam, needed=True)
        else:
            yield from _instelling(one.wie, veld, naam)
        yield from _rollen(one, veld, naam, places)
    for nr, kind in enumerate(vto.kinderen, start=1):
        yield from _gezag(vto.belanghebbenden, nr, born=not kind.ongeboren)


def _instelling(wie: Instelling, veld: str, naam: str) -> Iterator[Gat]:
    yield from _text(f"{veld}.naam", f"de naam van de instelling ({naam})", wie.naam, 45, needed=True)
    telefoon = f"het telefoonnummer van de instelling ({naam})"
    yield from _text(f"{veld}.telefoon", telefoon, wie.telefoon, 20, needed=True)
    yield from _text(f"{veld}.email", f"het e-mailadres van de instelling ({naam})", wie.email, 150)
    if wie.vestigingsnummer and not _VESTIGING.fullmatch(wie.vestigingsnummer):
        yield _conflict(f"{veld}.vestigingsnummer", f"Het vestigingsnummer van {naam} heeft geen 12 cijfers.")


def _rollen(one: Belanghebbende, veld: str, naam: str, places: Iterable[int]) -> Iterator[Gat]:
    if not one.rollen:
        yield Gat(f"{veld}.rol", f"De rol van {naam} ontbreekt. Zeg wat die voor de kinderen is.")
    if any(r.code not in ROLWOORDEN for r in one.rollen):
        yield _conflict(f"{veld}.rol", f"De rol van {naam} staat niet in de landelijke lijst. Kies een andere.")
    if any(not r.kinderen or set(r.kinderen) - set(places) for r in one.rollen):
        yield _conflict(f"{veld}.rol", f"Een rol van {naam} hoort bij geen kind van dit verzoek. Controleer het gezin.")
    if any(r.gezag and r.code in ZONDER_GEZAG_ROLLEN for r in one.rollen):
        yield _conflict(f"{veld}.gezag", f"{naam.capitalize()} heeft gezag, maar de rol zegt van niet. Kies één.")
    told = {k for r in one.rollen if r.gezag and r.code in MET_GEZAG_ROLLEN for k in r.kinderen}
    if any(r.gezag and set(r.kinderen) - told for r in one.rollen if r.code not in ZONDER_GEZAG_ROLLEN):
        yield _conflict(
            f"{veld}.gezag",
            f"{naam.capitalize()} heeft gezag in een rol die dat niet zegt. Voeg de rol ouder met gezag of voogd toe.",
        )
    if any(not r.gezag and r.code in MET_GEZAG_ROLLEN for r in one.rollen):
        yield _conflict(
            f"{veld}.gezag", f"{naam.capitalize()} is ouder met gezag of voogd, maar gezag staat niet op ja."
        )
    pairs = [(r.code, k) for r in one.rollen for k in r.kinderen]
    if len(set(pairs)) < len(pairs):
        yield _conflict(f"{veld}.rol", f"Dezelfde rol van {naam} staat er twee keer bij een kind. Haal er één weg.")


def _gezag(people: Iterable[Belanghebbende], nr: int, *, born: bool) -> Iterator[Gat]:
    """Who have gezag over one child; over a child that is not born yet nobody needs to."""
    number = sum(any(r.gezag and nr in r.kinderen for r in one.rollen) for one in people)
    if number > MEEST_GEZAG:
        yield _conflict(
            f"kind.{nr}.gezag", f"Over kind {nr} hebben er {number} gezag. Het kunnen er hooguit twee zijn."
        )
    if born and not number:
        yield Gat(f"kind.{nr}.gezag", f"Wie gezag heeft over kind {nr} ontbreekt. Vul het gezag in bij het gezin.")


def _uitvoerende(vto: Vto) -> Iterator[Gat]:
    wie = vto.medewerker
    lines = (
        (*_NAAM[0], True),
        (*_NAAM[1], False),
        ("voorletters", "de voorletters", 20, False),
        ("functie", "de functie", 50, False),
        ("identificatie", "het nummer", 24, False),
    )
    for name, words, most, needed in lines:
        value = getattr(wie, name)
        yield from _text(f"medewerker.{name}", f"{words} van de medewerker", value, most, needed=needed)
    for name, words, most in (_BEREIK[0], (*_BEREIK[1][:2], 254)):
        yield from _text(f"medewerker.{name}", f"{words} van de medewerker", getattr(wie, name), most)
    yield from _text("organisatie.naam", "de naam van de gemeente", vto.organisatie.naam, 500, needed=True)
    if vto.organisatie.rsin and not _is_bsn(vto.organisatie.rsin):
        yield _conflict("organisatie.rsin", "Het RSIN van de gemeente klopt niet. Controleer de negen cijfers.")


def _documenten(documenten: tuple[VtoDocument, ...]) -> Iterator[Gat]:
    if len(documenten) > MEEST_DOCUMENTEN:
        yield _conflict("document", f"Er gaan {len(documenten)} documenten mee. Kies er hooguit {MEEST_DOCUMENTEN}.")
    if not any(d.soort == Documentsoort.VERZOEK for d in documenten):
        yield Gat("document", "Het verzoek tot onderzoek zelf ontbreekt. Stel het verslag vast, of geef het document.")
    if len({d.identificatie for d in documenten}) < len(documenten):
        yield _conflict("document", "Hetzelfde document gaat twee keer mee. Haal er één weg.")
    for nr, one in enumerate(documenten, start=1):
        veld, naam = f"document.{nr}", f"document {nr}"
        if one.soort not in set(Documentsoort):
            yield _conflict(f"{veld}.soort", f"De soort van {naam} staat niet in de landelijke lijst. Kies een andere.")
        if one.media not in MEDIA:
            yield _conflict(f"{veld}.media", f"Dit soort bestand kan niet mee: {naam}. Bewaar het als PDF.")
        if not one.inhoud:
            yield Gat(f"{veld}.inhoud", f"Er staat niets in {naam}. Kies een ander bestand.")
        if len(one.inhoud) > MAX_DOCUMENT:
            yield _conflict(f"{veld}.inhoud", f"Dit bestand is groter dan 20 MB: {naam}. Maak het kleiner.")
        yield from _text(f"{veld}.identificatie", f"het kenmerk van {naam}", one.identificatie, 40, needed=True)
        yield from _text(f"{veld}.titel", f"de titel van {naam}", one.titel, 200)
        yield from _text(f"{veld}.bestandsnaam", f"de bestandsnaam van {naam}", one.bestandsnaam, 255, needed=True)
