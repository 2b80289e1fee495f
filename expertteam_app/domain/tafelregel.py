"""Lines typed at the table: what kind a line is, what is read in it, what it still lacks, and how it is typed again.

One letter before a line says what it is: ``b`` a besluit, ``a`` an actie, ``s`` a stem, ``z`` a zoekregel, ``i`` or
nothing info (PRODUCT 6.4 B). An actie names who with ``@`` and by when at its end: ``a intake regelen @Sam +10wd``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from expertteam_app.domain.datuminvoer import DAGEN, AddWerkdagen, Richting, parse_datum
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.kalender import add_werkdagen


class RegelSoort(StrEnum):
    """What a line is."""

    INFO = "info"
    BESLUIT = "besluit"
    ACTIE = "actie"
    STEM = "stem"
    ZOEKREGEL = "zoekregel"


LETTERS = {soort.value[0]: soort for soort in RegelSoort}
"""The letter of each kind: i, b, a, s, z."""

NIEMAND, GEEN_DATUM = "@?", "=?"
"""Typed for: nobody yet, no day yet. Only needed where the text itself looks like one."""

_LETTER = re.compile(r"([baisz])(?:\s+(.*)|)", re.DOTALL)
_WIE = re.compile(r"([^:]{1,40}):(?:\s+(.*)|)", re.DOTALL)
_WIE_WOORDEN = 4
_SPRONG = re.compile(r"\+\d{1,4}(?:wd|d|w|m|mnd)")
_DATUM_WOORDEN = 4
"""Words that a date at the end of an actie may take (``do 12 maart 2026``)."""
_LOSSE_WOORDEN = frozenset({"vandaag", "morgen", "overmorgen", *DAGEN, *(dag[:2] for dag in DAGEN)})
_VOOR_DATUM = frozenset({"voor", "vóór", "uiterlijk", "op", "per"})

_JEUGDIGE = frozenset({"jeugdige", "kind", "jongere", "ik"})
_OUDERS = frozenset(
    {"ouder", "ouders", "moeder", "vader", "mama", "papa", "pleegouders", "pleegmoeder", "pleegvader", "voogd"}
    | {"stiefvader", "stiefmoeder", "verzorger", "verzorgers", "gezin"}
)


@dataclass(frozen=True, slots=True)
class Kring:
    """What a reader of lines knows of the table.

    Attributes:
        vandaag: the day that dates without a year are near to; jumps such as ``+10wd`` start there.
        namen: what may follow ``@`` and whom that means: ("toegang", "Sam de Vries").
        kinderen: first names of the children of the item, in its order.
        count_werkdagen: counts werkdagen by the calendar of the kluis.
    """

    vandaag: date
    namen: tuple[tuple[str, str], ...] = ()
    kinderen: tuple[str, ...] = ()
    count_werkdagen: AddWerkdagen = add_werkdagen


@dataclass(frozen=True, slots=True)
class Getypt:
    """What was read in a typed line.

    Attributes:
        wie: whose words, for a stem.
        eigenaar: who does it, for an actie.
        kind: the place of the child in `Kring.kinderen` that a besluit names, or None.
    """

    soort: RegelSoort
    tekst: str
    wie: str = ""
    eigenaar: str = ""
    datum: date | None = None
    kind: int | None = None


@dataclass(frozen=True, slots=True)
class TafelregelInfo:
    """A line as it stands in the kluis.

    Attributes:
        jeugdige: name of the child it is about, where the item is about several.
        klaar: whether the actie that it is was done.
        ontbreekt: what it still lacks, in Dutch words; such a line stays visibly open.
    """

    id: int
    punt_id: int
    soort: RegelSoort
    tekst: str
    wie: str = ""
    eigenaar: str = ""
    datum: date | None = None
    jeugdige_id: int | None = None
    jeugdige: str = ""
    actie_id: int | None = None
    zoekregel_id: int | None = None
    besluit_id: int | None = None
    klaar: bool = False
    ontbreekt: tuple[str, ...] = field(default=())


def split_letter(text: str, soort: RegelSoort = RegelSoort.INFO) -> tuple[RegelSoort, str]:
    """The kind that the first letter says, and the rest; without a letter `soort` and the text itself.

    Only a small letter with a space after it counts: "S zegt dat" is a sentence.
    """
    match = _LETTER.fullmatch(text.lstrip())
    if match is None or match[2] is None:
        return soort, text.strip()
    return LETTERS[match[1]], match[2].strip()


def with_letter(text: str, soort: RegelSoort) -> str:
    """The same typed text as a line of another kind, also when nothing was typed yet."""
    _old, rest = split_letter(text)
    if soort is RegelSoort.INFO and not _LETTER.match(f"{rest} "):
        return rest
    return f"{soort.value[0]} {rest}"


def lees(text: str, kring: Kring, soort: RegelSoort = RegelSoort.INFO) -> Getypt:
    """What a typed line says; nothing typed gives an empty `tekst`.

    Args:
        text: as typed.
        kring: who is at the table and which day it is.
        soort: what a line without a letter is.
    """
    kind, rest = split_letter(text, soort)
    rest = " ".join(rest.split())
    if kind is RegelSoort.ACTIE:
        return _actie(rest, kring)
    if kind is RegelSoort.STEM:
        return _stem(rest, kring)
    if kind is RegelSoort.BESLUIT:
        return _besluit(rest, kring)
    return Getypt(kind, rest)


def typ(regel: Getypt, kring: Kring) -> str:
    """How this line is typed, so that `lees` gives it back."""
    letter = "" if regel.soort is RegelSoort.INFO else f"{regel.soort.value[0]} "
    forms = [f"{letter}{form}" for form in _forms(regel, kring)]
    if not letter:
        forms.append(f"i {regel.tekst}")
    return next((form for form in forms if lees(form, kring) == regel), forms[-1])


def _forms(regel: Getypt, kring: Kring) -> list[str]:
    """Ways to type what follows the letter, the plainest first."""
    if regel.soort is RegelSoort.STEM:
        return [f"{regel.wie}: {regel.tekst}"] if regel.wie else [regel.tekst, f"?: {regel.tekst}"]
    if regel.soort is RegelSoort.BESLUIT:
        named = regel.kind is not None and regel.kind < len(kring.kinderen)
        if named and regel.kind is not None:
            return [f"{kring.kinderen[regel.kind]}: {regel.tekst}"]
        return [regel.tekst, f"?: {regel.tekst}"]
    if regel.soort is not RegelSoort.ACTIE:
        return [regel.tekst]
    day = f"{regel.datum:%d-%m-%Y}" if regel.datum else ""
    owners = [f"@{regel.eigenaar}", f'@"{regel.eigenaar}"'] if regel.eigenaar else ["", NIEMAND]
    days = [day, f"={day}"] if day else ["", GEEN_DATUM]
    return [" ".join(p for p in (regel.tekst, who, when) if p) for when in days for who in owners]


def _actie(text: str, kring: Kring) -> Getypt:
    text, owner = _owner(text, kring)
    words = text.split()
    if words and words[-1].startswith("="):
        day = None if words[-1] == GEEN_DATUM else _date([words[-1][1:]], kring)
        if day is not None or words[-1] == GEEN_DATUM:
            return Getypt(RegelSoort.ACTIE, " ".join(words[:-1]), eigenaar=owner, datum=day)
    for count in range(min(_DATUM_WOORDEN, len(words) - 1), 0, -1):
        day = _date(words[-count:], kring)
        if day is not None:
            rest = words[:-count]
            rest = rest[:-1] if len(rest) > 1 and rest[-1].casefold() in _VOOR_DATUM else rest
            return Getypt(RegelSoort.ACTIE, " ".join(rest), eigenaar=owner, datum=day)
    jumps = [n for n, word in enumerate(words) if _SPRONG.fullmatch(word)]
    day = _date([words[jumps[-1]]], kring) if jumps else None
    if day is not None:
        del words[jumps[-1]]
    return Getypt(RegelSoort.ACTIE, " ".join(words), eigenaar=owner, datum=day)


def _date(words: Sequence[str], kring: Kring) -> date | None:
    text = " ".join(words).rstrip(".")
    if not any(letter.isdigit() for letter in text) and text.casefold() not in _LOSSE_WOORDEN:
        return None
    try:
        return parse_datum(text, kring.vandaag, Richting.VOORUIT, kring.count_werkdagen)
    except UserError:
        return None


def _owner(text: str, kring: Kring) -> tuple[str, str]:
    """The text without its last ``@...``, and whom that means."""
    places = [m.end() for m in re.finditer(r"(?<!\S)@(?=\S)", text)]
    if not places:
        return text, ""
    at = places[-1]
    shown, name = _name_at(text[at:], kring)
    rest = f"{text[: at - 1]} {text[at + shown :]}"
    return " ".join(rest.split()), name


def _name_at(text: str, kring: Kring) -> tuple[int, str]:
    """How many characters the name at the beginning takes, and whom it means."""
    if text.startswith("?"):
        return 1, ""
    if quoted := re.match(r'"([^"]+)"', text):
        return quoted.end(), " ".join(quoted[1].split())
    folded = text.casefold()
    fits = [
        (len(typed), name)
        for typed, name in kring.namen
        if folded.startswith(typed.casefold()) and not re.match(r"\w", text[len(typed) :])
    ]
    if fits:
        return max(fits, key=lambda pair: pair[0])
    word = re.match(r"[\w.'’-]*\w", text)
    if word is None:
        return 0, ""
    return word.end(), word[0].replace("_", " ")


def _stem(text: str, kring: Kring) -> Getypt:
    if text.startswith("@"):
        shown, name = _name_at(text[1:], kring)
        rest = text[1 + shown :].lstrip(" :")
        return Getypt(RegelSoort.STEM, rest, wie=name)
    match = _WIE.fullmatch(text)
    if match is None or len(match[1].split()) > _WIE_WOORDEN:
        return Getypt(RegelSoort.STEM, text)
    who = match[1].strip()
    return Getypt(RegelSoort.STEM, (match[2] or "").strip(), wie="" if who == "?" else who)


def _besluit(text: str, kring: Kring) -> Getypt:
    match = _WIE.fullmatch(text)
    head = match[1].strip().casefold() if match else ""
    children = [name.casefold() for name in kring.kinderen]
    if match is not None and (head == "?" or children.count(head) == 1):
        kind = children.index(head) if head != "?" else None
        return Getypt(RegelSoort.BESLUIT, (match[2] or "").strip(), kind=kind)
    return Getypt(RegelSoort.BESLUIT, text)


def stem_van(wie: str, voornamen: Sequence[str] = ()) -> str:
    """Whose stem the words of `wie` are: ``jeugdige``, ``ouders`` or empty for someone else."""
    words = {word.strip(".,").casefold() for word in wie.split()}
    if words & (_JEUGDIGE | {name.casefold() for name in voornamen if name}):
        return "jeugdige"
    return "ouders" if words & _OUDERS else ""


def lacking(regel: TafelregelInfo) -> tuple[str, ...]:
    """What a line lacks by itself; a besluit or zoekregel that waits for something else is told by the service."""
    if regel.soort is RegelSoort.ACTIE and not regel.klaar:
        pairs = (("wie", regel.eigenaar.strip()), ("wanneer", regel.datum))
        return tuple(word for word, there in pairs if not there)
    if regel.soort is RegelSoort.STEM and not regel.wie.strip():
        return ("wie zegt dit",)
    return ()


def in_een_zin(soorten: Sequence[RegelSoort]) -> str:
    """How many lines of which kind: ``3 regels, 1 besluit, 2 acties``."""
    count = len(soorten)
    words = ["1 regel" if count == 1 else f"{count} regels"]
    for soort, one, more in (
        (RegelSoort.BESLUIT, "besluit", "besluiten"),
        (RegelSoort.ACTIE, "actie", "acties"),
        (RegelSoort.STEM, "stem", "stemmen"),
        (RegelSoort.ZOEKREGEL, "zoekregel", "zoekregels"),
    ):
        number = sum(each is soort for each in soorten)
        words += [f"{number} {one if number == 1 else more}"] if number else []
    return ", ".join(words)


def as_typed(regel: TafelregelInfo, kinderen: Sequence[int]) -> Getypt:
    """The stored line as it would be read again; `kinderen` are the ids of the children of the item in its order."""
    kind = kinderen.index(regel.jeugdige_id) if regel.jeugdige_id in kinderen and len(kinderen) > 1 else None
    base = Getypt(regel.soort, " ".join(regel.tekst.split()))
    if regel.soort is RegelSoort.ACTIE:
        return replace(base, eigenaar=regel.eigenaar, datum=regel.datum)
    if regel.soort is RegelSoort.STEM:
        return replace(base, wie=regel.wie)
    return replace(base, kind=kind) if regel.soort is RegelSoort.BESLUIT else base
