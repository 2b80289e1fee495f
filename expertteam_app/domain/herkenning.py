"""Recognises that two records are about the same person, and says why.

Reasons, not scores: a user can check "zelfde naam, dag en maand verwisseld", not "0,87". *Waarschijnlijk* asks two
independent signs that agree; *Mogelijk* is worth a look. The same name with another date of birth is another child.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.geboorte import geboren_tussen
from expertteam_app.domain.namen import Naam, first_name_key, surname_key

WAARSCHIJNLIJK, MOGELIJK = "Waarschijnlijk", "Mogelijk"
_SHORT_NAME = 5
"""From this length on one typing error leaves a name recognisable; Sem and Sam may be twins."""
_ENOUGH = 100
"""Above this many persons with one birth date (a filled-in 1 January) only those with a name alike are compared."""
_CALL_NAME = 3
"""A call name is at least this long to count as the beginning of a longer name (Alex, Alexander)."""


@dataclass(frozen=True, slots=True)
class Kenmerken:
    """What a person is recognised by; anything may be absent."""

    naam: Naam | None = None
    geboortedatum: date | None = None
    gemeente: str | None = None
    bsn: str | None = None
    geboortejaar: str = ""


@dataclass(frozen=True, slots=True)
class Gelijkenis:
    """How sure it is that two records are one person (None: no sign of it), and the reasons, in Dutch."""

    zekerheid: str | None
    redenen: tuple[str, ...] = ()


GEEN = Gelijkenis(None)


class _Name(StrEnum):
    SAME = "zelfde naam"
    ALIKE = "naam lijkt erop"
    INITIAL = "zelfde achternaam en voorletter"
    OTHER = "andere naam"
    UNKNOWN = "naam ontbreekt"


class _Birth(StrEnum):
    SAME = "zelfde geboortedatum"
    SLIP = "geboortedatum met een verschrijving"
    OTHER = "andere geboortedatum"
    UNKNOWN = "geboortedatum ontbreekt"
    FITS = "zelfde geboortejaar, dag niet bekend"


def edit_distance(a: str, b: str, limit: int = 2) -> int:
    """Number of typing errors between two texts (insert, delete, change, swap of neighbours); `limit` + 1 when more."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, start=1):
        older, before, row = before, row, [i]
        for j, right in enumerate(b, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def _digits(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def date_slip(a: date, b: date) -> str | None:
    """How one date may be a slip of the pen for the other, in Dutch; None when they are equal or just different."""
    if a == b:
        return None
    if (a.year, a.month, a.day) == (b.year, b.day, b.month):
        return "dag en maand verwisseld"
    left, right = _digits(a), _digits(b)
    differing = [i for i in range(8) if left[i] != right[i]]
    if len(differing) == 1:
        return "één cijfer van de geboortedatum verschilt"
    i, j = differing[0], differing[-1]
    if len(differing) == 2 and j == i + 1 and left[i] == right[j] and left[j] == right[i]:  # noqa: PLR2004 - a swap
        return "twee cijfers van de geboortedatum verwisseld"
    return None


def slips(day: date) -> Iterator[date]:
    """Every date that `date_slip` calls a slip of this one."""
    digits = _digits(day)
    variants = {digits[:4] + digits[6:] + digits[4:6]}
    for i in range(8):
        variants.update(digits[:i] + d + digits[i + 1 :] for d in "0123456789")
        variants.add(digits[:i] + digits[i + 1 : i + 2] + digits[i : i + 1] + digits[i + 2 :])
    for text in variants - {digits}:
        try:
            yield date(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError:
            continue


def _one_typo(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= _SHORT_NAME and edit_distance(a, b, 1) <= 1


def _first_names(a: Naam, b: Naam) -> _Name:
    left, right = first_name_key(a), first_name_key(b)
    if not left or not right:
        return _Name.UNKNOWN
    if left == right:
        return _Name.SAME
    short, long = sorted((left, right), key=len)
    if len(short.split()[0]) == 1 and short[0] == long[0]:
        return _Name.INITIAL
    call_name = len(short) >= _CALL_NAME and long.startswith(short)
    return _Name.ALIKE if call_name or _one_typo(left, right) else _Name.OTHER


def _names(a: Naam | None, b: Naam | None) -> _Name:
    if a is None or b is None:
        return _Name.UNKNOWN
    left, right = surname_key(a), surname_key(b)
    first_left, first_right = first_name_key(a), first_name_key(b)
    if left and (left, first_left) == (first_right, right):
        return _Name.SAME
    if (not first_left and left == first_right) or (not first_right and right == first_left):
        return _Name.UNKNOWN
    if left and right and left != right and not _one_typo(left, right):
        return _Name.OTHER
    first = _first_names(a, b)
    if first is _Name.SAME and left != right:
        return _Name.ALIKE if left and right else _Name.UNKNOWN
    return first


def _births(one: Kenmerken, other: Kenmerken) -> _Birth:
    a, b = one.geboortedatum, other.geboortedatum
    if a is None or b is None:
        left, right = (geboren_tussen(each.geboortedatum, each.geboortejaar) for each in (one, other))
        if left is None or right is None:
            return _Birth.UNKNOWN
        return _Birth.FITS if left[0] <= right[1] and right[0] <= left[1] else _Birth.OTHER
    if a == b:
        return _Birth.SAME
    return _Birth.SLIP if date_slip(a, b) else _Birth.OTHER


_VERDICTS: dict[tuple[_Name, _Birth, bool], str] = {
    (_Name.SAME, _Birth.SAME, True): WAARSCHIJNLIJK,
    (_Name.SAME, _Birth.SAME, False): WAARSCHIJNLIJK,
    (_Name.SAME, _Birth.SLIP, True): WAARSCHIJNLIJK,
    (_Name.SAME, _Birth.SLIP, False): MOGELIJK,
    (_Name.SAME, _Birth.UNKNOWN, True): MOGELIJK,
    (_Name.SAME, _Birth.FITS, True): MOGELIJK,
    (_Name.SAME, _Birth.FITS, False): MOGELIJK,
    (_Name.ALIKE, _Birth.FITS, True): MOGELIJK,
    (_Name.ALIKE, _Birth.SAME, True): WAARSCHIJNLIJK,
    (_Name.ALIKE, _Birth.SAME, False): MOGELIJK,
    (_Name.ALIKE, _Birth.SLIP, True): MOGELIJK,
    (_Name.INITIAL, _Birth.SAME, True): MOGELIJK,
    (_Name.UNKNOWN, _Birth.SAME, True): MOGELIJK,
}
"""Name, birth date and whether the gemeente is the same decide; what is not here is no double."""


def compare(a: Kenmerken, b: Kenmerken) -> Gelijkenis:
    """How alike two persons are, by name, birth date, gemeente and BSN.

    A BSN that is the same settles it; two different BSNs leave *Mogelijk* at most. Without birth dates the same name
    in the same gemeente is *Mogelijk*; so is the same name where the year of birth fits.
    """
    name, birth = _names(a.naam, b.naam), _births(a, b)
    same_place = a.gemeente is not None and a.gemeente == b.gemeente
    if a.bsn and a.bsn == b.bsn:
        return Gelijkenis(WAARSCHIJNLIJK, ("zelfde BSN", *_reasons(a, b, name, birth, same_place=same_place)))
    verdict = _VERDICTS.get((name, birth, same_place))
    if verdict is None:
        return GEEN
    reasons = _reasons(a, b, name, birth, same_place=same_place)
    if a.bsn and b.bsn:
        return Gelijkenis(MOGELIJK, (*reasons, "ander BSN"))
    return Gelijkenis(verdict, reasons)


def _reasons(a: Kenmerken, b: Kenmerken, name: _Name, birth: _Birth, *, same_place: bool) -> tuple[str, ...]:
    found: list[str] = []
    if name is _Name.SAME and a.naam and b.naam and a.naam != b.naam:
        found.append("zelfde naam, anders geschreven")
    elif name in (_Name.SAME, _Name.ALIKE, _Name.INITIAL):
        found.append(name.value)
    if birth is _Birth.SLIP and a.geboortedatum and b.geboortedatum:
        found.append(date_slip(a.geboortedatum, b.geboortedatum) or birth.value)
    elif birth is not _Birth.OTHER:
        found.append(birth.value)
    if same_place:
        found.append("zelfde gemeente")
    return tuple(found)


K = TypeVar("K", bound=Hashable)


class Herkenner(Generic[K]):
    """Holds known persons and finds the one that a new person is most like, without comparing all with all.

    Candidates share the BSN, the birth date, or (nearly) the name with a birth date that is the same, absent or one
    slip away. So 10,000 rows cost some lookups each.
    """

    def __init__(self) -> None:
        self._all: dict[K, Kenmerken] = {}
        self._by_bsn: dict[str, K] = {}
        self._by_birth: dict[date, list[K]] = defaultdict(list)
        self._by_name: dict[str, dict[date | None, list[K]]] = defaultdict(lambda: defaultdict(list))

    def add(self, sleutel: K, persoon: Kenmerken) -> None:
        """Remember a person under a key."""
        self._all[sleutel] = persoon
        if persoon.bsn:
            self._by_bsn.setdefault(persoon.bsn, sleutel)
        if persoon.geboortedatum:
            self._by_birth[persoon.geboortedatum].append(sleutel)
        for key in _name_blocks(persoon.naam):
            self._by_name[key][persoon.geboortedatum].append(sleutel)

    def best(self, persoon: Kenmerken) -> tuple[K, Gelijkenis] | None:
        """The first remembered person found to be *Waarschijnlijk* the same, otherwise *Mogelijk*; or None."""
        possible: tuple[K, Gelijkenis] | None = None
        seen: set[K] = set()
        for sleutel in self._candidates(persoon):
            if sleutel in seen:
                continue
            seen.add(sleutel)
            likeness = compare(self._all[sleutel], persoon)
            if likeness.zekerheid == WAARSCHIJNLIJK:
                return sleutel, likeness
            if likeness.zekerheid and possible is None:
                possible = (sleutel, likeness)
            if possible and len(seen) > _ENOUGH:
                break
        return possible

    def _candidates(self, persoon: Kenmerken) -> Iterator[K]:
        if persoon.bsn and persoon.bsn in self._by_bsn:
            yield self._by_bsn[persoon.bsn]
        birth = persoon.geboortedatum
        for key in _name_blocks(persoon.naam):
            block = self._by_name.get(key, {})
            for day in [None, birth, *_near(birth, block)] if birth else list(block):
                yield from block.get(day, [])
        same_birth = self._by_birth.get(birth, []) if birth else []
        if len(same_birth) <= _ENOUGH:
            yield from same_birth


def _near(birth: date, block: Mapping[date | None, object]) -> Iterator[date]:
    """The dates in a block that are a slip of this one."""
    if len(block) > _ENOUGH:
        yield from (day for day in slips(birth) if day in block)
        return
    for day in block:
        if (
            day
            and (day.year == birth.year or day.month == birth.month or day.day == birth.day)
            and date_slip(day, birth)
        ):
            yield day


def _name_blocks(naam: Naam | None) -> set[str]:
    """Keys under which names that are nearly the same meet: sound of the surname and first letter, both orders."""
    if naam is None:
        return set()
    first, last = first_name_key(naam), surname_key(naam)
    if not first or not last:
        return {_sound(first or last)}
    return {f"{_sound(last)}|{first[0]}", f"{_sound(first)}|{last[0]}"}


def _sound(text: str) -> str:
    """Consonants only, alike ones made the same and never twice in a row: Janssen and Jansen, Meijer and Meyer."""
    plain = fold(text).replace("ph", "f").replace("ch", "g").translate(str.maketrans("kvzd", "cfst", "aeiouyj "))
    kept = [c for i, c in enumerate(plain) if i == 0 or plain[i - 1] != c]
    return "".join(kept) or text[:1]
