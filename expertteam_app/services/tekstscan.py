"""Looks through a text before it leaves: names of everyone in the kluis, traces of one child, and where numbers stand.

It flags too much rather than too little; what only one family fits, a person must see (PRIVACY section 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from expertteam_app.analysis.disclosure.report import ProtectedReport
from expertteam_app.documents.boeg_tabellen import percentage
from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.tekstcontrole import Soort, Vondst, find_personal
from expertteam_app.domain.tekstgetallen import Bronvermelding, Getal, numbers_in
from expertteam_app.domain.tekstsporen import Vindplaats, find_traces
from expertteam_app.services.codelijsten import Codelijsten
from expertteam_app.services.plaatsen_lijst import place_names
from expertteam_app.services.woorden_lijst import common_word

LIJKT_VANAF = 90
"""Likeness in percent from which a word counts as a name that was spelled otherwise (PRIVACY section 2)."""
LANG_GENOEG = 5
"""Letters a word has at least before it can look like a name: short words all look alike."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def _begin(found: Vondst) -> int:
    return found.begin


@dataclass(frozen=True, slots=True, repr=False)
class Bevindingen:
    """What was found in one text.

    Attributes:
        personen: what names a person or has the form of a number of one.
        sporen: what points to one child without a name.
        getallen: every number with where the report prints it; empty where it does not.
    """

    personen: tuple[Vondst, ...]
    sporen: tuple[Vindplaats, ...]
    getallen: tuple[tuple[Getal, tuple[str, ...]], ...]

    @property
    def schoon(self) -> bool:
        """Whether nothing was found."""
        return not self.personen and not self.sporen

    @property
    def plekken(self) -> tuple[tuple[int, int], ...]:
        """Where something was found, as (first character, one past the last), in the order of the text."""
        found = [(v.begin, len(v.tekst)) for v in self.personen] + [(v.begin, len(v.tekst)) for v in self.sporen]
        return tuple(sorted({(begin, begin + length) for begin, length in found}))


@dataclass(frozen=True, slots=True, repr=False)
class Scanner:
    """What a text is held against.

    Attributes:
        lijsten: their words are common.
        namen: folded words of all names in the kluis.
        bronnen: where the report prints which number; None while there is no report.
    """

    lijsten: Codelijsten
    namen: frozenset[str] = frozenset()
    bronnen: Bronvermelding | None = None
    _lang: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_lang", tuple(sorted(n for n in self.namen if len(n) >= LANG_GENOEG)))

    def scan(self, text: str) -> Bevindingen:
        """Everything that is found in a text."""
        exact = find_personal(text, self.namen)
        people = tuple(sorted([*exact, *self._alike(text, exact)], key=_begin))
        taken = [(v.begin, v.begin + len(v.tekst)) for v in people]
        traces = find_traces(text, place_names(), self.bronnen, lambda word: common_word(word, self.lijsten))
        told = self.bronnen
        return Bevindingen(
            people,
            tuple(
                t for t in traces if not any(t.begin < end and begin < t.begin + len(t.tekst) for begin, end in taken)
            ),
            () if told is None else tuple((getal, told.van(getal)) for getal in numbers_in(text)),
        )

    def _alike(self, text: str, found: Iterable[Vondst]) -> Iterable[Vondst]:
        """Words with a capital that are nearly a known name and are no common word."""
        taken = [(v.begin, v.begin + len(v.tekst)) for v in found]
        for match in _WORD.finditer(text):
            word = fold(match[0])
            if len(word) < LANG_GENOEG or not match[0][0].isupper() or common_word(word, self.lijsten):
                continue
            if any(match.start() < end and begin < match.end() for begin, end in taken):
                continue
            if process.extractOne(word, self._lang, scorer=fuzz.ratio, score_cutoff=LIJKT_VANAF) is not None:
                yield Vondst(Soort.LIJKT, match[0], match.start())


def printed_numbers(report: ProtectedReport, tijden: Iterable[Iterable[str | None]] = ()) -> Bronvermelding:
    """Where a report prints which number.

    Args:
        report: the protected tables.
        tijden: lines of the doorlooptijden as they are printed: what, class of the median, norm.
    """
    counts: dict[int, dict[str, None]] = {}
    parts: dict[int, dict[str, None]] = {}
    for tabel in report.tabellen:
        for cel in tabel.cellen:
            if cel.aantal is None:
                continue
            where = f"{tabel.titel}: {' en '.join(cel.dims)}"
            counts.setdefault(cel.aantal, {})[where] = None
            if len(tabel.dimensies) == 1 and not tabel.zonder_totaal:
                part = percentage(cel, tabel.cell("Totaal").aantal).rstrip("%")
                if part.isdecimal():
                    parts.setdefault(int(part), {})[where] = None
    for line in tijden:
        what, *rest = line
        if any(rest):  # the median: half of them took no longer
            parts.setdefault(50, {})[f"Doorlooptijden: {what}"] = None
        for number in re.findall(r"\d+", " ".join(text for text in rest if text)):
            counts.setdefault(int(number), {})[f"Doorlooptijden: {what}"] = None
    return Bronvermelding({n: tuple(w) for n, w in counts.items()}, {n: tuple(w) for n, w in parts.items()})
