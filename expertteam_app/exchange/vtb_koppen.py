"""Headings of the text of a VTB: which words open which part, with tolerance for how people write them.

No form of the region is public, so this goes by the words that other regions and the programme use (DOMEIN section 4).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from rapidfuzz import fuzz

from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.vtb_voorstel import Plek

LONGEST_HEADING = 70
"""Characters of a heading at most; a longer line is text."""
_ALIKE = 87
"""From this likeness (0 to 100) on a heading with a typing error is still that heading."""
_SHORT = 6
"""Headings up to this length must be written exactly: MDO, VT, GI, naam."""
_ANSWER = re.compile(r"(?:\bja\b|\bnee\b|[☐☑☒✓]|\[.?\])", re.IGNORECASE)


class Deel(StrEnum):
    """A part of a VTB; those that start with a small letter are fields of it by the same name."""

    GEZIN = "gezin"
    KINDEREN = "kinderen"
    GEBOREN = "geboren"
    GEMEENTE = "gemeente"
    INDIENER = "indiener"
    ONTVANGEN = "ontvangen"
    VT = "vt"
    GI = "gi"
    MDO = "mdo"
    NETWERK = "netwerk"
    GEINFORMEERD = "ouders_geinformeerd"
    OUDERS = "reactie_ouders"
    STEM = "stem_jeugdige"
    VEILIGHEIDSPLAN = "veiligheidsplan"
    ZORGEN = "zorgen"
    DATUM = "datum"
    WIE = "wie"
    ADVIES = "advies"
    NAAM = "naam"
    VOORNAAM = "voornaam"
    ACHTERNAAM = "achternaam"
    OVERIG = "overig"


ONDERDELEN = frozenset({Deel.DATUM, Deel.WIE, Deel.ADVIES, Deel.NAAM, Deel.VOORNAAM, Deel.ACHTERNAAM, Deel.GEBOREN})
"""Headings that say something about the part they stand in."""

_WORDS: Mapping[Deel, str] = MappingProxyType(
    {
        Deel.GEZIN: (
            "gezin; naam gezin; gezinsnaam; naam van het gezin; familie; familienaam; naam familie; betreft gezin"
        ),
        Deel.KINDEREN: (
            "kinderen; kind; kind 1; kind 2; kind 3; kind 4; kind 5; kind 6; kind 7; kind 8; kind en; jeugdige; "
            "jeugdigen; gegevens kinderen; gegevens kind; gegevens jeugdige; gegevens jeugdigen; naam kind; "
            "naam kinderen; namen kinderen; naam jeugdige; minderjarige; minderjarigen; betreft kinderen; "
            "alle kinderen van het gezin; kinderen in het gezin; gegevens van de kinderen; gezinssamenstelling"
        ),
        Deel.GEBOREN: "geboortedatum; geboren; geboren op; geb datum; gebdatum; geb; geboortedata; geboortedag",
        Deel.GEMEENTE: (
            "gemeente; woongemeente; woonplaats; plaats; gemeente gezin; gemeente van het gezin; postcode en woonplaats"
        ),
        Deel.INDIENER: (
            "indiener; ingediend door; naam indiener; verzoeker; naam verzoeker; aanmelder; naam aanmelder; melder; "
            "inbrenger; aangemeld door; indiener verzoek; gegevens indiener; wie dient het verzoek in"
        ),
        Deel.ONTVANGEN: (
            "datum verzoek; ingediend op; datum indiening; datum aanvraag; datum vtb; ontvangen; ontvangen op; "
            "datum ontvangst; datum van het verzoek; datum aanmelding"
        ),
        Deel.VT: (
            "veilig thuis; consultatie veilig thuis; consultatie vt; consult veilig thuis; consult vt; advies veilig "
            "thuis; overleg veilig thuis; overleg met veilig thuis; consultatie bij veilig thuis; advies vt; vt; "
            "consultatie van veilig thuis; is veilig thuis geconsulteerd"
        ),
        Deel.GI: (
            "gi; consultatie gi; consult gi; consultatie gecertificeerde instelling; gecertificeerde instelling; "
            "advies gi; overleg gi; overleg met gi; overleg met de gi; consultatie jeugdbescherming; consultatie bij "
            "de gi; consultatie van de gi; jeugdbescherming; is de gi geconsulteerd"
        ),
        Deel.MDO: (
            "mdo; mdo met toegang; mdo geweest; multidisciplinair overleg; datum mdo; mdo gehouden; mdo met de toegang"
        ),
        Deel.NETWERK: (
            "netwerk; betrokken netwerk; inzet netwerk; netwerk betrokken; netwerk van het gezin; steunend netwerk; "
            "sociaal netwerk; hoe is het netwerk betrokken; eigen netwerk; betrokkenheid netwerk; familie en netwerk"
        ),
        Deel.GEINFORMEERD: (
            "ouders geinformeerd; ouders ingelicht; besproken met ouders; ouders op de hoogte; kopie aan ouders; "
            "verzoek besproken met ouders; is dit verzoek besproken met ouders; zijn ouders geinformeerd; "
            "ouders geinformeerd op; ouders zijn geinformeerd; informatie aan ouders"
        ),
        Deel.OUDERS: (
            "reactie ouders; reactie van ouders; reactie van de ouders; visie ouders; visie van ouders; mening ouders; "
            "visie van de ouders; mening van ouders; wat vinden ouders; wat vinden de ouders; wat zeggen de ouders; "
            "standpunt ouders"
        ),
        Deel.STEM: (
            "stem kind; stem van het kind; stem kinderen; stem van de kinderen; stem jeugdige; stem van de jeugdige; "
            "mening kind; mening van het kind; visie kind; visie jeugdige; visie van het kind; visie van de jeugdige; "
            "wat vindt het kind; wat vinden de kinderen; wat zegt het kind; wat zeggen de kinderen; mening jeugdige"
        ),
        Deel.VEILIGHEIDSPLAN: (
            "veiligheidsplan; veiligheidsplan met gezin; veiligheidsplan met het gezin; is er een veiligheidsplan"
        ),
        Deel.ZORGEN: (
            "zorgen; zorg; zorgen over; zorgpunten; omschrijving zorgen; reden verzoek; reden van het verzoek; reden "
            "aanmelding; aanleiding; aanleiding verzoek; bedreigingen; ontwikkelingsbedreiging; wat zijn de zorgen; "
            "welke zorgen zijn er; zorgen om het kind; zorgen over de kinderen; zorgen over de veiligheid; "
            "waar maken we ons zorgen over; toelichting zorgen"
        ),
        Deel.DATUM: "datum; datum consultatie; datum overleg; datum consult; wanneer; op; d d",
        Deel.WIE: (
            "wie; met wie; gesproken met; contactpersoon; met; naam medewerker; naam consulent; medewerker; persoon"
        ),
        Deel.ADVIES: "advies; uitkomst; wat was het advies; gegeven advies; conclusie; resultaat; inhoud advies",
        Deel.NAAM: "naam; volledige naam; naam en voornaam; naam voornaam",
        Deel.VOORNAAM: "voornaam; voornamen; roepnaam; voorletters",
        Deel.ACHTERNAAM: "achternaam",
        Deel.OVERIG: (
            "krachten; wat gaat goed; wat gaat er goed; ingezette hulp; eerdere hulp; hulpverlening; hulpverlening tot "
            "nu toe; wat is geprobeerd; betrokken hulpverlening; betrokken hulpverleners; bijlagen; ondertekening; "
            "handtekening; telefoon; telefoonnummer; adres; e mail; email; school; huisarts; bsn; vraag aan de tafel; "
            "doel; doel van het verzoek; ouders; moeder; vader; gegevens ouders; gezag; wie heeft gezag; opmerkingen; "
            "toelichting; functie; organisatie; verzoek tot bespreking; nationaliteit; geslacht; samenvatting; "
            "gegevens; algemene gegevens; overige informatie; wat is nodig; voorgeschiedenis; verwachting van de tafel"
        ),
    }
)

_KNOWN: Mapping[str, Deel] = MappingProxyType(
    {fold(words): deel for deel, text in _WORDS.items() for words in text.split(";")}
)
_NUMBERING = re.compile(r"^[\s>*•·▪◦‣–—-]*(?:(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z])[.)]\s*)?")
_LABEL = re.compile(r"^([^:\t|]{1,70}?)\s*(?:[:\t|]|\s[–—-]\s)\s*")


@dataclass(frozen=True, slots=True)
class Kop:
    """A heading: the part it opens, whether its words are exactly those, and where what follows it begins."""

    deel: Deel
    exact: bool
    woorden: str
    rest: int


@dataclass(frozen=True, slots=True)
class Regel:
    """One line of the text with its place."""

    tekst: str
    van: int

    def plek(self, begin: int = 0) -> Plek:
        """Its place, from a character on, without the spaces around it."""
        body = self.tekst[begin:]
        left = len(body) - len(body.lstrip())
        return Plek(self.van + begin + left, max(self.van + begin + left, self.van + len(self.tekst.rstrip())))


def lines_of(text: str) -> list[Regel]:
    """The lines of a text, each with where it begins; whatever ends a line."""
    found, place = [], 0
    for line in text.splitlines(keepends=True):
        found.append(Regel(line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"), place))
        place += len(line)
    return found


def heading_of(line: str) -> Kop | None:
    """The heading that a line is or begins with, or None."""
    start = _NUMBERING.match(line)
    begin = start.end() if start else 0
    body = line[begin:]
    labelled = _LABEL.match(body)
    if labelled is not None:
        found = _part_of(labelled[1])
        if found is not None:
            return Kop(found[0], found[1], labelled[1].strip(), begin + labelled.end())
    if len(body.strip()) > LONGEST_HEADING:
        return None
    answered = _question(line, begin)
    if answered is not None:
        return answered
    found = _part_of(body)
    return None if found is None else Kop(found[0], found[1], body.strip(), len(line))


def _question(line: str, begin: int) -> Kop | None:
    """A heading that is answered on its own line: "MDO met toegang? ja, 3-2-2026" or "Veiligheidsplan ☒ ja ☐ nee"."""
    body = line[begin:]
    mark = body.find("?")
    answer = _ANSWER.search(body)
    cut = mark if mark > 0 else answer.start() if answer is not None else -1
    if cut <= 0:
        return None
    found = _part_of(body[:cut])
    if found is None:
        return None
    return Kop(found[0], found[1], body[:cut].strip(), begin + cut + (1 if cut == mark else 0))


def _part_of(words: str) -> tuple[Deel, bool] | None:
    """The part that these words name, and whether they are exactly those words."""
    plain = fold(re.sub(r"\([^()]*\)", " ", words))
    if not plain or len(plain) > LONGEST_HEADING:
        return None
    if plain in _KNOWN:
        return _KNOWN[plain], True
    if len(plain) <= _SHORT:
        return None
    best, score = None, float(_ALIKE)
    for known, deel in _KNOWN.items():
        if len(known) > _SHORT and (alike := fuzz.ratio(plain, known)) >= score:
            best, score = deel, alike
    return None if best is None else (best, False)
