"""Recognises a verzoek tot bespreking in plain text: pure, never raises, never loses a character.

What is written exactly as expected is sure; everything else is a doubt with its reason, for a person to look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from rapidfuzz import fuzz

from expertteam_app.domain.codelijst import Code, fold
from expertteam_app.domain.datumlezer import read_date
from expertteam_app.domain.vtb_voorstel import NERGENS, Gevonden, GevondenKind, Plek, VtbVoorstel
from expertteam_app.exchange.vtb_kinderen import DATE, children_in, is_head_of_table
from expertteam_app.exchange.vtb_koppen import ONDERDELEN, Deel, Kop, Regel, heading_of, lines_of

MAX_REGEL = 200
"""Characters of a field of one line, as the kluis keeps them."""
MAX_TEKST = 400_000
"""Characters that are read; what comes after them stays in the text but is not recognised."""
_OLD = timedelta(days=730)
"""A consultatie or overleg longer ago than this deserves a look."""
_GEMEENTE_ALIKE = 84
_KOP_DOUBT = "De kop in de tekst lijkt hierop, maar is anders geschreven."
_BOXES = re.compile(r"(?P<aan>[☒☑✓✔]|\[\s*[xXvV]\s*\])|(?P<uit>[☐□]|\[\s*\])|\b(?P<woord>ja|nee)\b", re.IGNORECASE)
_FREE = re.compile(r"^\W*(ja|nee|niet|geen|wel|n\.?v\.?t\.?|nog niet)\b", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:het\s+)?(?:gezin|familie|fam\.?)\s+", re.IGNORECASE)


@dataclass(slots=True)
class _Stuk:
    """A part of the text under one heading: its lines with where each begins."""

    kop: Kop
    regels: list[tuple[Regel, int]] = field(default_factory=list)

    @property
    def tekst(self) -> str:
        """What stands under the heading."""
        return "\n".join(line.tekst[begin:].strip() for line, begin in self.regels).strip()

    @property
    def plek(self) -> Plek:
        """Where it stands, without empty lines around it."""
        places = [line.plek(begin) for line, begin in self.regels if line.tekst[begin:].strip()]
        return Plek(places[0].van, places[-1].tot) if places else NERGENS

    @property
    def twijfel(self) -> str:
        """Why the part itself deserves a look."""
        return "" if self.kop.exact else _KOP_DOUBT


def recognise(tekst: str, gemeenten: Iterable[Code], vandaag: date) -> VtbVoorstel:
    """Recognise what a VTB says; the text itself comes back whole."""
    stukken = _parts(tekst[:MAX_TEKST])
    velden: dict[str, Gevonden] = {}
    for found in _fields(stukken, tuple(gemeenten), vandaag):
        if found.waarde not in (None, "") or found.twijfel:
            velden.setdefault(found.veld, found)
    surname = _PREFIX.sub("", str(velden["gezin"].waarde)) if "gezin" in velden else ""
    kinderen = tuple(
        kind
        for stuk in stukken
        if stuk.kop.deel is Deel.KINDEREN
        for kind in children_in(stuk.regels, surname, vandaag)
    )
    if "gezin" not in velden:
        velden.update({v.veld: v for v in _gezin_of(kinderen)})
    if "gemeente" not in velden:
        velden.update({v.veld: v for v in _gemeente_anywhere(tekst[:MAX_TEKST], tuple(gemeenten))})
    return VtbVoorstel(tekst, tuple(velden.values()), kinderen)


def _parts(tekst: str) -> list[_Stuk]:
    """The text cut at its headings; what comes before the first heading is no part."""
    found: list[_Stuk] = []
    for line in lines_of(tekst):
        kop = heading_of(line.tekst)
        inside = found[-1].kop.deel if found else Deel.OVERIG
        if inside is not Deel.KINDEREN and is_head_of_table(line.tekst):
            found.append(_Stuk(Kop(Deel.KINDEREN, exact=True, woorden="", rest=0), [(line, 0)]))
        elif kop is not None and kop.deel is Deel.DATUM and inside not in _DATED:
            if not any(stuk.kop.deel is Deel.ONTVANGEN for stuk in found):
                loose = Kop(Deel.ONTVANGEN, exact=False, woorden=kop.woorden, rest=kop.rest)
                found.append(_Stuk(loose, [(line, kop.rest)]))
        elif kop is not None and not _belongs(kop, inside, line.tekst[kop.rest :]):
            found.append(_Stuk(kop, [(line, kop.rest)]))
        elif found:
            found[-1].regels.append((line, 0))
    return found


_DATED = frozenset({Deel.VT, Deel.GI, Deel.MDO, Deel.GEINFORMEERD, Deel.KINDEREN, Deel.ONTVANGEN})
"""Parts in which a line "datum" is about the part itself."""
_TOLD = frozenset({Deel.OUDERS, Deel.STEM, Deel.ZORGEN, Deel.NETWERK})
"""Parts in which people are quoted: "moeder: ..." opens no part there."""
_SPEAKERS = frozenset({"moeder", "vader", "ouders", "ouder", "school", "huisarts", "toelichting", "opmerkingen"})


def _belongs(kop: Kop, inside: Deel, rest: str) -> bool:
    """Whether a heading says something about the part it stands in, and opens no part of its own."""
    if kop.deel in ONDERDELEN:
        return True
    if inside is Deel.KINDEREN:
        return fold(kop.woorden) in {"geslacht", "bsn"} or (kop.deel is Deel.KINDEREN and bool(rest.strip()))
    quoted = kop.deel is Deel.KINDEREN or fold(kop.woorden) in _SPEAKERS
    return inside in _TOLD and quoted and bool(rest.strip()) and DATE.search(rest) is None


def _fields(stukken: Sequence[_Stuk], gemeenten: tuple[Code, ...], vandaag: date) -> Iterator[Gevonden]:
    for stuk in stukken:
        deel = stuk.kop.deel
        if deel in (Deel.VT, Deel.GI):
            yield from _consultatie(stuk, vandaag)
        elif deel is Deel.GEZIN:
            yield _gezin(stuk)
        elif deel is Deel.GEMEENTE:
            yield _gemeente(stuk, gemeenten)
        elif deel is Deel.INDIENER:
            yield from _indiener(stuk)
        elif deel in (Deel.ONTVANGEN, Deel.GEINFORMEERD):
            yield _day(stuk, deel, vandaag)
        elif deel in (Deel.OUDERS, Deel.STEM, Deel.ZORGEN):
            yield Gevonden(deel, stuk.tekst, stuk.plek, stuk.twijfel)
        elif deel in (Deel.MDO, Deel.NETWERK, Deel.VEILIGHEIDSPLAN):
            yield from _yes_no(stuk, deel, vandaag)


def _first_line(stuk: _Stuk) -> tuple[str, Plek]:
    for line, begin in stuk.regels:
        if text := line.tekst[begin:].strip():
            return text, line.plek(begin)
    return "", NERGENS


def _gezin(stuk: _Stuk) -> Gevonden:
    text, plek = _first_line(stuk)
    name = " ".join(text.split()).strip(" .,;:")[:MAX_REGEL]
    if not name:
        return Gevonden("gezin", None, NERGENS)
    doubt = "De naam bevat cijfers." if re.search(r"\d", name) else stuk.twijfel
    whole = name if _PREFIX.match(name) else f"gezin {name}"
    return Gevonden("gezin", whole[:MAX_REGEL], plek, doubt)


def _gezin_of(kinderen: tuple[GevondenKind, ...]) -> Iterator[Gevonden]:
    named = next((k for k in kinderen if k.achternaam), None)
    if named is not None:
        words = " ".join(p for p in (named.tussenvoegsel, named.achternaam) if p)
        doubt = "Er staat geen naam van het gezin; dit is de achternaam van een kind."
        yield Gevonden("gezin", f"gezin {words}"[:MAX_REGEL], named.plek, doubt)


def _gemeente(stuk: _Stuk, gemeenten: tuple[Code, ...]) -> Gevonden:
    text, plek = _first_line(stuk)
    words = fold(re.sub(r"\b\d{4}\s?[A-Za-z]{2}\b", " ", text))
    exact = [c.code for c in gemeenten if words in {fold(n) for n in (c.label, *c.synoniemen)}]
    own = [c.code for c in gemeenten if words == fold(c.label)]
    if own or len(exact) == 1:
        return Gevonden("gemeente", (own or exact)[0], plek, stuk.twijfel)
    if len(exact) > 1:
        return Gevonden("gemeente", None, plek, "Deze plaats ligt in meer dan één gemeente.")
    scored = [(fuzz.ratio(words, fold(n)), c.code) for c in gemeenten for n in (c.label, *c.synoniemen)]
    best = max(scored, default=(0.0, ""))
    if words and best[0] >= _GEMEENTE_ALIKE:
        return Gevonden("gemeente", best[1], plek, "De gemeente is anders geschreven.")
    return Gevonden("gemeente", None, plek, "Deze gemeente hoort niet bij de regio." if words else "")


def _gemeente_anywhere(tekst: str, gemeenten: tuple[Code, ...]) -> Iterator[Gevonden]:
    """A gemeente that is named somewhere, when it is the only one."""
    found: dict[str, Plek] = {}
    for code in gemeenten:
        match = re.search(rf"\b{re.escape(code.label)}\b", tekst)
        if match is not None:
            found[code.code] = Plek(match.start(), match.end())
    if len(found) == 1:
        ((code_found, plek),) = found.items()
        yield Gevonden("gemeente", code_found, plek, "De gemeente staat in de tekst, maar niet op een eigen regel.")


def _indiener(stuk: _Stuk) -> Iterator[Gevonden]:
    parts = []
    for line, begin in stuk.regels:
        text = line.tekst[begin:].strip()
        kop = heading_of(text)
        parts.append(text[kop.rest :].strip() if kop is not None and kop.deel in ONDERDELEN else text)
    words = ", ".join(p for p in parts[:3] if p)
    doubt = stuk.twijfel or ("Het staat op meer regels." if sum(bool(p) for p in parts) > 1 else "")
    yield Gevonden("indiener", words[:MAX_REGEL], stuk.plek, doubt if words else "")


def _dates(text: str, vandaag: date) -> list[tuple[date, str]]:
    """The dates in a text, each with why it deserves a look."""
    found = []
    for match in DATE.finditer(text):
        reading = read_date(match[0], peildatum=vandaag)
        if reading.value is not None:
            found.append((reading.value, reading.doubt or ""))
    return found


def _judged_day(found: list[tuple[date, str]], vandaag: date) -> tuple[date | None, str]:
    """The day that is meant and why it deserves a look."""
    if not found:
        return None, ""
    day, doubt = found[0]
    if len({d for d, _doubt in found}) > 1:
        doubt = "Er staan meer datums; dit is de eerste."
    if day > vandaag:
        return None, f"De datum {day:%d-%m-%Y} ligt in de toekomst."
    if day < vandaag - _OLD:
        doubt = "Deze datum is langer dan twee jaar geleden."
    return day, doubt


def _day(stuk: _Stuk, deel: Deel, vandaag: date) -> Gevonden:
    day, doubt = _judged_day(_dates(stuk.tekst, vandaag), vandaag)
    if day is None and not doubt and stuk.tekst:
        doubt = "Er staat geen datum bij die te lezen is."
    return Gevonden(deel, day, stuk.plek, doubt or stuk.twijfel)


def _consultatie(stuk: _Stuk, vandaag: date) -> Iterator[Gevonden]:
    """Date, who and advice of a consultation: on lines of their own, or in running text (then a doubt).

    The agenda asks for all three: of a consultation that was held, what is not told is a doubt too.
    """
    key = stuk.kop.deel.value
    named: dict[Deel, list[tuple[Regel, int]]] = {}
    loose: list[tuple[Regel, int]] = []
    current: Deel | None = None
    for line, begin in stuk.regels:
        kop = heading_of(line.tekst[begin:])
        if kop is not None and kop.deel in (Deel.DATUM, Deel.WIE, Deel.ADVIES, Deel.NAAM):
            current = Deel.WIE if kop.deel is Deel.NAAM else kop.deel
            named.setdefault(current, []).append((line, begin + kop.rest))
        elif current is Deel.ADVIES:
            named[current].append((line, begin))
        else:
            loose.append((line, begin))
    parts = {deel: _Stuk(stuk.kop, lines) for deel, lines in named.items()}
    rest = _Stuk(stuk.kop, loose)
    when = parts.get(Deel.DATUM, rest)
    day, doubt = _judged_day(_dates(when.tekst, vandaag), vandaag)
    if day is None and not doubt and stuk.tekst:
        doubt = "Er staat geen datum bij die te lezen is."
    yield Gevonden(f"{key}_datum", day, when.plek, doubt or stuk.twijfel)
    if Deel.WIE in parts:
        text, plek = _first_line(parts[Deel.WIE])
        yield Gevonden(f"{key}_wie", text[:MAX_REGEL], plek, stuk.twijfel)
    elif day is not None:
        yield Gevonden(f"{key}_wie", "", when.plek, "Met wie dit besproken is, staat er niet bij.")
    if Deel.ADVIES in parts:
        yield Gevonden(f"{key}_advies", parts[Deel.ADVIES].tekst, parts[Deel.ADVIES].plek, stuk.twijfel)
    elif rest.tekst and not _only_date(rest.tekst):
        words = _LEADING.sub("", rest.tekst).strip() or rest.tekst
        yield Gevonden(f"{key}_advies", words, rest.plek, "Het advies staat niet op een eigen regel.")
    elif day is not None:
        yield Gevonden(f"{key}_advies", "", when.plek, "Het advies staat er niet bij.")


_LEADING = re.compile(rf"^(?:op\s+)?(?:{DATE.pattern})[\s,;:.–-]*", re.IGNORECASE)
"""A date at the begin of an advice: it is in its own field."""


def _only_date(text: str) -> bool:
    return set(fold(DATE.sub(" ", text)).split()) <= {"en", "op", "d", "ja", "nee", "datum"}


def _ticked(text: str) -> set[str]:
    """Which of ja and nee are ticked; the boxes stand before the words or after them, as the first one does."""
    marks = [(m.lastgroup or "", m[0].casefold()) for m in _BOXES.finditer(text)]
    boxes = [kind for kind, _ in marks if kind != "woord"]
    words = [word for kind, word in marks if kind == "woord"]
    kinds = [kind == "woord" for kind, _ in marks]
    if len(boxes) == len(words) > 1 and kinds in (sorted(kinds), sorted(kinds, reverse=True)):
        return {word for box, word in zip(boxes, words, strict=True) if box == "aan"}  # a PDF may tear them apart
    before = bool(marks) and marks[0][0] != "woord"
    found = set()
    for (first, word), (second, more) in pairwise(marks):
        if before and first == "aan" and second == "woord":
            found.add(more)
        elif not before and first == "woord" and second == "aan":
            found.add(word)
    return found


def _answer(text: str) -> tuple[bool | None, str]:
    """Yes or no, and why it deserves a look."""
    ticked = _ticked(text)
    if len(ticked) == 1:
        return ticked == {"ja"}, ""
    if len(ticked) > 1:
        return None, "Ja en nee zijn allebei aangekruist."
    start = _FREE.match(text)
    if start is None:
        return None, ""
    word = start[1].casefold().replace(".", "")
    if word == "ja" and re.match(r"^\W*ja\s*/\s*nee\b", text, re.IGNORECASE):
        return None, "Er staat ja / nee zonder keuze."
    if word in {"ja", "wel"}:
        return True, ""
    return (None, "Er staat niet van toepassing.") if word == "nvt" else (False, "")


def _yes_no(stuk: _Stuk, deel: Deel, vandaag: date) -> Iterator[Gevonden]:
    text = stuk.tekst
    if not text:
        return
    answer, doubt = _answer(text)
    days = _dates(text, vandaag) if deel is Deel.MDO else []
    day, day_doubt = _judged_day(days, vandaag)
    if answer is None and not doubt:
        answer, doubt = True, "Er staat geen ja of nee; het lijkt op ja."
        if day is not None:
            doubt = ""
    yield Gevonden(deel, answer, stuk.plek, doubt or stuk.twijfel)
    if deel is Deel.MDO and (day is not None or day_doubt):
        yield Gevonden("mdo_datum", day, stuk.plek, day_doubt or stuk.twijfel)
    if deel is Deel.NETWERK and len(fold(text)) > len("nee niet"):
        yield Gevonden("netwerk_toelichting", text, stuk.plek, stuk.twijfel)
