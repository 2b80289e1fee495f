"""Finds the heading of a list and says which column holds which field: by its heading and by what stands below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from rapidfuzz import fuzz

from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.datumlezer import read_date
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.jeugdige import checked_bsn
from expertteam_app.exchange.cellen import Blad, Cel, Rij
from expertteam_app.exchange.herkenlijst import Herkenlijst
from expertteam_app.exchange.velden import Veld

HEADER_ROWS = 30
"""The heading stands among the first rows that hold anything."""
MIN_FIELDS = 3
_EXACT, _WITHIN, _TYPO = 3.0, 2.0, 1.8
_TYPO_RATIO = 88
_TYPO_LENGTH = 5
_BY_CONTENT = 1.6
"""A column without a known heading needs this score: most of its cells are words of the list."""
_ENOUGH = 1.0
_SAMPLE = 200
_MIN_VALUES = 3
_MOST = 0.6
_FEW = 0.3
_PERSON_FIELDS = ("naam", "achternaam", "voornaam", "kind", "gezinsnaam", "geboortedatum")

Lijsten = Mapping[str, Herkenlijst]


@dataclass(frozen=True, slots=True)
class Kopregel:
    """The heading that was found.

    Attributes:
        nummer: row number in the file.
        kolommen: every heading from column A, made unique; a blank one is named after its place.
        score: how much the row looks like a heading of this kind of list.
    """

    blad: Blad
    nummer: int
    kolommen: tuple[str, ...]
    score: float

    @property
    def rijen(self) -> tuple[Rij, ...]:
        """The rows below the heading."""
        return tuple(rij for rij in self.blad.rijen if rij.nummer > self.nummer)


def cell_text(cel: Cel) -> str:
    """A cell as the text a user would read: whole numbers without decimals, dates as day-month-year."""
    if cel is None:
        return ""
    if isinstance(cel, bool):
        return "ja" if cel else "nee"
    if isinstance(cel, float) and cel.is_integer():
        return str(int(cel))
    if isinstance(cel, date):
        return f"{cel.day}-{cel.month}-{cel.year}"
    return str(cel)


def find_header(bladen: Sequence[Blad], velden: tuple[Veld, ...]) -> Kopregel | None:
    """The row among the first `HEADER_ROWS` of any sheet that holds most headings; None when none holds enough."""
    best: Kopregel | None = None
    for blad in bladen:
        for rij in islice(blad.rijen, HEADER_ROWS):
            texts = [cel if isinstance(cel, str) else "" for cel in rij.cellen]
            scores = _assign(_header_scores(texts, velden))
            total = sum(score for _, score in scores.values())
            if len(scores) >= MIN_FIELDS and (best is None or total > best.score):
                width = max(len(other.cellen) for other in blad.rijen if other.nummer >= rij.nummer)
                best = Kopregel(blad, rij.nummer, _unique([*texts, *[""] * (width - len(texts))]), total)
    return best


def propose_mapping(kop: Kopregel, velden: tuple[Veld, ...], lijsten: Lijsten, peildatum: date) -> dict[str, str]:
    """Field to heading, from heading and content together; fields without a column are absent."""
    scores = _header_scores(list(kop.kolommen), velden)
    samples = [_sample(kop, i) for i in range(len(kop.kolommen))]
    bsn_columns = {i for i, sample in enumerate(samples) if _looks_like_bsn(sample)}
    for veld in velden:
        for i, sample in enumerate(samples):
            headed = scores.get((veld.naam, i), 0.0)
            if i in bsn_columns:
                scores[veld.naam, i] = _EXACT * 2 if veld.soort == "bsn" else 0.0
            elif veld.soort == "datum":
                scores[veld.naam, i] = headed and headed + _date_bonus(sample, peildatum)
            elif veld.soort in lijsten:
                scores[veld.naam, i] = headed + _list_bonus(sample, lijsten[veld.soort], headed=headed > 0)
    assigned = _assign(scores)
    return {veld.naam: kop.kolommen[assigned[veld.naam][0]] for veld in velden if veld.naam in assigned}


def bsn_columns(kop: Kopregel, mapping: Mapping[str, str]) -> frozenset[str]:
    """Headings of columns that hold BSNs: by their heading, or because most cells pass the 11-proef."""
    found = {name for i, name in enumerate(kop.kolommen) if _looks_like_bsn(_sample(kop, i))}
    found |= {name for name in kop.kolommen if {"bsn", "burgerservicenummer"} & set(fold(name).split())}
    if "bsn" in mapping:
        found.add(mapping["bsn"])
    return frozenset(found)


def checked_mapping(mapping: Mapping[str, str], kop: Kopregel, velden: tuple[Veld, ...]) -> dict[str, str]:
    """A mapping that the user made or changed; empty headings mean that a field has no column.

    Raises:
        FieldError: an unknown field or heading, or one column for two fields.
        UserError: no column says who a row is about.
    """
    known = {veld.naam for veld in velden}
    kept = {veld: kolom for veld, kolom in mapping.items() if kolom}
    for veld, kolom in kept.items():
        if veld not in known:
            raise FieldError(veld, f"Het veld {veld} bestaat niet in deze lijst.", "Kies een veld uit de lijst.")
        if kolom not in kop.kolommen:
            raise FieldError(veld, f"De kolom “{kolom}” staat niet in de kopregel.", "Kies een kolom uit de lijst.")
        if list(kept.values()).count(kolom) > 1:
            raise FieldError(
                veld, f"De kolom “{kolom}” is voor twee velden gekozen.", "Kies voor elk veld een eigen kolom."
            )
    if not any(veld in kept for veld in _PERSON_FIELDS):
        raise UserError(
            "Er is geen kolom met de naam of de geboortedatum van de jeugdige.",
            "Wijs aan welke kolom dat is, of zet er een kop boven zoals “naam” of “geboortedatum”.",
        )
    return kept


def _header_scores(texts: Sequence[str], velden: tuple[Veld, ...]) -> dict[tuple[str, int], float]:
    scores: dict[tuple[str, int], float] = {}
    for i, text in enumerate(texts):
        folded = fold(text)
        if not folded:
            continue
        for veld in velden:
            score = max(_heading_score(folded, fold(kop)) for kop in veld.koppen)
            if score:
                scores[veld.naam, i] = score
    return scores


def _heading_score(heading: str, wanted: str) -> float:
    if heading == wanted:
        return _EXACT
    words = wanted.split()
    if set(words) <= set(heading.split()):
        return _WITHIN + len(wanted) / 100
    if min(len(heading), len(wanted)) >= _TYPO_LENGTH and fuzz.ratio(heading, wanted) >= _TYPO_RATIO:
        return _TYPO
    return 0.0


def _assign(scores: Mapping[tuple[str, int], float]) -> dict[str, tuple[int, float]]:
    """Give every field at most one column and every column at most one field, the best scores first."""
    assigned: dict[str, tuple[int, float]] = {}
    taken: set[int] = set()
    for (veld, i), score in sorted(scores.items(), key=lambda item: (-item[1], item[0][1])):
        if score >= _ENOUGH and veld not in assigned and i not in taken:
            assigned[veld] = (i, score)
            taken.add(i)
    return assigned


def _sample(kop: Kopregel, column: int) -> list[Cel]:
    cells = (rij.cellen[column] for rij in kop.rijen if column < len(rij.cellen))
    return list(islice((cel for cel in cells if cel is not None), _SAMPLE))


def _looks_like_bsn(sample: Sequence[Cel]) -> bool:
    return len(sample) >= _MIN_VALUES and sum(is_bsn(cell_text(cel)) for cel in sample) >= _MOST * len(sample)


def is_bsn(text: str) -> bool:
    """Whether a text is a BSN by form and 11-proef; a number that lost its leading zero counts."""
    digits = text.replace(".", "").replace(" ", "")
    if len(digits) not in (8, 9) or not digits.isdigit():
        return False
    try:
        checked_bsn(digits.zfill(9))
    except FieldError:
        return False
    return True


def _date_bonus(sample: Sequence[Cel], peildatum: date) -> float:
    if len(sample) < _MIN_VALUES:
        return 0.0
    share = sum(read_date(cel, peildatum=peildatum).value is not None for cel in sample) / len(sample)
    return share / 2 if share >= _FEW else -1.5


def _list_bonus(sample: Sequence[Cel], lijst: Herkenlijst, *, headed: bool) -> float:
    if len(sample) < _MIN_VALUES:
        return 0.0
    known = sum(bool(lijst.find_all(cell_text(cel))[0]) for cel in sample) / len(sample)
    if headed:
        return known
    return 1.0 + known if 1.0 + known >= _BY_CONTENT else 0.0


def _unique(texts: Sequence[str]) -> tuple[str, ...]:
    names: list[str] = []
    for i, text in enumerate(texts):
        name = " ".join(text.split()) or f"kolom {_letter(i)}"
        names.append(f"{name} ({_letter(i)})" if name in names else name)
    return tuple(names)


def _letter(index: int) -> str:
    """The letter of a column as the spreadsheet shows it: 0 is A, 26 is AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
