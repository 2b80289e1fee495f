"""Zoekregels: what may stand together on one, reading one from a sentence, and the hiaat that follows from one.

Which answer takes a reden or a wachttijd, and which hiaat is proposed, stands in the codelijsten antwoord_aanbieder and
reden_afwijzing [proposal, DOMEIN section 6a E]; nothing of it is fixed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from expertteam_app.domain.codelijst import Code, Codelijst, fold
from expertteam_app.domain.datuminvoer import Richting, parse_datum
from expertteam_app.domain.dossier import HiaatInfo, ZoekregelInfo
from expertteam_app.domain.errors import FieldError, UserError

WACHTTIJD_WEKEN = range(521)
"""Weeks of waiting that an aanbieder can name: up to ten years."""

_LEAST_LETTERS = 3
"""Letters before a piece of a sentence counts as the beginning of a word; shorter is more often a name."""
_WAITING = re.compile(r"\b(\d{1,3})\s*(w|wk|wkn|week|weken|m|mnd|maand|maanden)\b\.?", re.IGNORECASE)
_WEEKS_PER_YEAR, _MONTHS_PER_YEAR = 52, 12


@dataclass(frozen=True)
class Lijsten:
    """The codelijsten of a zoekregel."""

    zorgvormen: Codelijst
    antwoorden: Codelijst
    redenen: Codelijst


@dataclass(frozen=True, slots=True)
class Zin:
    """What was understood of a sentence; codes, empty where nothing was said. `over`: pieces that fit nowhere."""

    zorgvorm: str = ""
    aanbieder: str = ""
    datum: date | None = None
    antwoord: str = ""
    reden: str = ""
    wachttijd_weken: int | None = None
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HiaatVoorstel:
    """A hiaat that the zoekregels point to: codes, the aanbieders that said so, and the day of the last answer."""

    zorgvorm: str
    aard: str
    aanbieders: tuple[str, ...]
    datum: date


def candidates(lijst: Iterable[Code], text: str) -> list[Code]:
    """The entries a beginning can mean: whose label begins so, else a synonym, else a word in either."""
    wanted = fold(text)
    if not wanted:
        return []
    entries = list(lijst)
    by_label = [c for c in entries if fold(c.label).startswith(wanted)]
    by_word = [c for c in entries if any(fold(w).startswith(wanted) for w in c.synoniemen)]
    inside = [c for c in entries if any(f" {wanted}" in f" {fold(w)}" for w in (c.label, *c.synoniemen))]
    return by_label or by_word or inside


def read_code(lijst: Codelijst, text: str) -> Code | None:
    """The one entry that is meant by a code, label, synonym or beginning; None when none or several fit.

    Of several, the one counts whose label all others lengthen: "pleegz" is pleegzorg, not pleegzorg maatwerk ggz.
    """
    exact = lijst.recognise(text)
    if exact is not None:
        return exact
    found = sorted(candidates(lijst, text), key=lambda c: len(c.label))
    return found[0] if found and all(c.label.startswith(found[0].label) for c in found) else None


def checked_choice(lijst: Codelijst, text: str, veld: str) -> str:
    """The code that is meant by what was typed; empty when nothing was typed.

    Raises:
        FieldError: no entry or several begin so; names them.
    """
    if not text.strip():
        return ""
    code = read_code(lijst, text)
    if code is not None:
        return code.code
    found = candidates(lijst, text)
    if found:
        names = ", ".join(c.label for c in found[:4])
        raise FieldError(veld, f"Dit kan meer betekenen: {names}.", "Typ nog een paar letters.")
    raise FieldError(veld, f"Dit staat niet in de lijst {lijst.titel}.", "Pijl omlaag toont de hele lijst.")


def check_together(antwoord: str, reden: str, wachttijd_weken: int | None, lijsten: Lijsten) -> None:
    """Whether answer, reden and wachttijd fit together, by the marks in the codelijsten.

    Raises:
        FieldError: a reden without an answer that asks for one, or a wachttijd that says nothing here.
    """
    answer, reason = lijsten.antwoorden.get(antwoord), lijsten.redenen.get(reden)
    if reason is not None and (answer is None or answer.extra.get("reden") != "ja"):
        takes = " of ".join(f"“{c.label}”" for c in lijsten.antwoorden if c.extra.get("reden") == "ja")
        raise FieldError("reden", f"Een reden hoort bij het antwoord {takes}.", "Pas het antwoord aan of haal hem weg.")
    if wachttijd_weken is None:
        return
    if wachttijd_weken not in WACHTTIJD_WEKEN:
        raise FieldError("wachttijd", f"De wachttijd is 0 tot en met {WACHTTIJD_WEKEN[-1]} weken.")
    if not any(c is not None and c.extra.get("wachttijd") == "ja" for c in (answer, reason)):
        both = (*lijsten.antwoorden, *lijsten.redenen)
        takes = " of ".join(f"“{c.label}”" for c in both if c.extra.get("wachttijd") == "ja")
        raise FieldError("wachttijd", f"Een wachttijd hoort bij {takes}.", "Kies dat, of maak de wachttijd leeg.")


def read_weeks(text: str) -> int | None:
    """A waiting time as typed (``12``, ``12w``, ``3 mnd``), in whole weeks; None when nothing was typed.

    Raises:
        FieldError: it is no such thing.
    """
    typed = text.strip()
    if not typed:
        return None
    if typed.isdecimal() and typed.isascii():
        return int(typed[:6])
    match = _WAITING.fullmatch(typed)
    if match is None:
        raise FieldError("wachttijd", "De wachttijd is een aantal weken, bijvoorbeeld 12 of 3 mnd.")
    return _in_weeks(match)


def _in_weeks(match: re.Match[str]) -> int:
    count = int(match[1])
    if match[2].casefold().startswith("m"):
        return round(count * _WEEKS_PER_YEAR / _MONTHS_PER_YEAR)
    return count


def read_sentence(text: str, lijsten: Lijsten, vandaag: date, aanbieders: Sequence[str] = ()) -> Zin:
    """A zoekregel from a sentence such as ``gezinshuis, De Wilg, nee geen plek, 12w``; the order is free.

    The first piece may be the beginning of a zorgvorm. The first piece that means nothing else is the aanbieder, in the
    spelling of `aanbieders` where it stands there. A reden alone means "nee", a waiting time alone "wachtlijst": the
    first answers that take them.
    Nothing is thrown away: pieces that fit nowhere are in `over`.
    """
    return _Reader(lijsten, vandaag, aanbieders).read(text)


class _Reader:
    def __init__(self, lijsten: Lijsten, vandaag: date, aanbieders: Sequence[str]) -> None:
        self._lijsten = lijsten
        self._vandaag = vandaag
        self._known = {fold(a): a for a in aanbieders}
        self._found: dict[str, str] = {}
        self._weeks: int | None = None
        self._day: date | None = None
        self._over: list[str] = []

    def read(self, text: str) -> Zin:
        for number, piece in enumerate(p for p in re.split(r"[,;]", text) if p.strip()):
            self._take(piece.strip(), first=number == 0)
        if "reden" in self._found:
            self._found.setdefault("antwoord", self._first_answer("reden"))
        elif self._weeks is not None:
            self._found.setdefault("antwoord", self._first_answer("wachttijd"))
        get = self._found.get
        return Zin(
            get("zorgvorm", ""),
            get("aanbieder", ""),
            self._day,
            get("antwoord", ""),
            get("reden", ""),
            self._weeks,
            tuple(self._over),
        )

    def _first_answer(self, mark: str) -> str:
        return next((c.code for c in self._lijsten.antwoorden if c.extra.get(mark) == "ja"), "")

    def _take(self, piece: str, *, first: bool) -> None:
        known = self._known.get(fold(piece))
        if known and "aanbieder" not in self._found:
            self._found["aanbieder"] = known
            return
        waiting = _WAITING.search(piece)
        if waiting is not None and self._weeks is None:
            self._weeks = _in_weeks(waiting)
            piece = " ".join((piece[: waiting.start()] + piece[waiting.end() :]).split())
            if not piece:
                return
        if not (self._zorgvorm(piece, first=first) or self._answer(piece) or self._date(piece)):
            if "aanbieder" in self._found:
                self._over.append(piece)
            else:
                self._found["aanbieder"] = piece

    def _zorgvorm(self, piece: str, *, first: bool) -> bool:
        if "zorgvorm" in self._found:
            return False
        lijst = self._lijsten.zorgvormen
        code = read_code(lijst, piece) if first else lijst.recognise(piece)
        if code is not None:
            self._found["zorgvorm"] = code.code
        return code is not None

    def _answer(self, piece: str) -> bool:
        words = piece.split()
        for cut in range(len(words), 0, -1):
            answer = self._one(self._lijsten.antwoorden, " ".join(words[:cut]), exact=cut < len(words))
            if answer is None or "antwoord" in self._found:
                continue
            rest = " ".join(words[cut:]).removeprefix("want ").removeprefix("omdat ")
            reason = self._one(self._lijsten.redenen, rest or piece, exact=not rest)
            if rest and reason is None:
                continue
            self._found["antwoord"] = answer.code
            self._keep_reason(reason, answer)
            return True
        reason = self._one(self._lijsten.redenen, piece, exact=False)
        if reason is None or "reden" in self._found:
            return False
        self._found["reden"] = reason.code
        return True

    def _keep_reason(self, reason: Code | None, answer: Code) -> None:
        if reason is not None and answer.extra.get("reden") == "ja" and reason.code != answer.code:
            self._found.setdefault("reden", reason.code)

    @staticmethod
    def _one(lijst: Codelijst, text: str, *, exact: bool) -> Code | None:
        if exact or len(fold(text)) < _LEAST_LETTERS:
            return lijst.recognise(text)
        return read_code(lijst, text)

    def _date(self, piece: str) -> bool:
        if self._day is not None:
            return False
        try:
            self._day = parse_datum(piece, self._vandaag, Richting.TERUG)
        except UserError:
            return False
        return self._day is not None


def hiaat_of(antwoord: str, reden: str, lijsten: Lijsten) -> str:
    """The aard of the hiaat that an answer points to, empty when it points to none."""
    for code in (lijsten.redenen.get(reden), lijsten.antwoorden.get(antwoord)):
        if code is not None and "hiaat" in code.extra:
            return code.extra["hiaat"]
    return ""


def proposals(
    zoekregels: Iterable[ZoekregelInfo], hiaten: Iterable[HiaatInfo], lijsten: Lijsten
) -> tuple[HiaatVoorstel, ...]:
    """The hiaten that zoekregels point to and that were not recorded yet, the latest answer first.

    A proposal, never more: a person records the hiaat. One aanbieder that says yes for a zorgvorm takes the proposals
    for that zorgvorm away.
    """
    lines = list(zoekregels)
    have = {(h.zorgvorm, h.aard) for h in hiaten}
    solved = {z.zorgvorm for z in lines if z.antwoord == "ja"}
    found: dict[tuple[str, str], list[ZoekregelInfo]] = {}
    for line in lines:
        aard = hiaat_of(line.antwoord, line.reden, lijsten)
        if aard and (line.zorgvorm, aard) not in have and line.zorgvorm not in solved:
            found.setdefault((line.zorgvorm, aard), []).append(line)
    made = [
        HiaatVoorstel(
            zorgvorm, aard, tuple(dict.fromkeys(z.aanbieder for z in group if z.aanbieder)), max(z.datum for z in group)
        )
        for (zorgvorm, aard), group in found.items()
    ]
    return tuple(sorted(made, key=lambda v: v.datum, reverse=True))


def unfinished(zin: Zin, lijsten: Lijsten) -> str:
    """What a sentence lacks to be a zoekregel, in Dutch words; empty when it is one."""
    if not zin.zorgvorm:
        return "welke hulp"
    try:
        check_together(zin.antwoord, zin.reden, zin.wachttijd_weken, lijsten)
    except FieldError:
        return "antwoord, reden en wachttijd die bij elkaar passen"
    return ""


def in_a_sentence(regel: ZoekregelInfo, lijsten: Lijsten) -> str:
    """A zoekregel as it can be typed again; its day is left out."""
    weeks = "" if regel.wachttijd_weken is None else f"{regel.wachttijd_weken}w"
    words = (
        lijsten.zorgvormen.label(regel.zorgvorm),
        regel.aanbieder,
        lijsten.antwoorden.label(regel.antwoord) if regel.antwoord else "",
        lijsten.redenen.label(regel.reden) if regel.reden else "",
        weeks,
    )
    return ", ".join(word for word in words if word)


def says(zin: Zin, regel: ZoekregelInfo) -> bool:
    """Whether a sentence says what a zoekregel holds, its day left aside."""
    same = (zin.zorgvorm, zin.antwoord, zin.reden, zin.wachttijd_weken)
    held = (regel.zorgvorm, regel.antwoord, regel.reden, regel.wachttijd_weken)
    return same == held and fold(zin.aanbieder) == fold(regel.aanbieder)
