"""Recognises the children that a text of a VTB names, with their birth dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.datumlezer import read_date
from expertteam_app.domain.jeugdige import age_on
from expertteam_app.domain.namen import MAX_NAAM, join_name, split_name
from expertteam_app.domain.vtb_voorstel import GevondenKind, Plek
from expertteam_app.exchange.vtb_koppen import Deel, Regel, heading_of

MEERDERJARIG = 18
DATE = re.compile(
    r"(?<![\d])(?:\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*(?:\d{4}|'?\d{2})(?!\d)"
    r"|\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{1,2}\s+[A-Za-z]{3,9}\.?\s+(?:\d{4}|'\d{2})(?!\d))"
)
"""Something that is written as a date; whether it is one `read_date` says."""
_NO_NAME = re.compile(
    r"\b(?:geboren(?:\s+op)?|geb(?:oortedatum)?|datum|jaar|jr|oud|jongen|meisje|dochter|zoon|man|vrouw|m|v|x|en|"
    r"is|op|nee|ja|bsn\s*\d*)\b\.?",
    re.IGNORECASE,
)
_AGE = re.compile(r"\b\d{1,2}\s*(?:jaar|jr|mnd|maanden)?\b")
_ROLE = re.compile(r"^\s*(?:kind|jeugdige|minderjarige)\s*\d*\s*[:.)-]?\s*", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]")
_COLUMN_HEADS = frozenset({Deel.NAAM, Deel.VOORNAAM, Deel.ACHTERNAAM, Deel.GEBOREN, Deel.OVERIG})
_MORE_COLUMNS = frozenset({"m v", "m v x", "leeftijd", "geslacht", "bsn", "school", "woont bij", "verblijft"})
NO_BIRTH = "De geboortedatum staat er niet bij, of is niet te lezen."


def children_in(lines: Sequence[tuple[Regel, int]], gezin: str, vandaag: date) -> tuple[GevondenKind, ...]:
    """The children in the lines of that part; each line comes with where its text begins.

    Args:
        lines: the lines under a heading that is about children.
        gezin: the surname of the gezin, for a child of which only the first name is given (that stays a doubt).
        vandaag: the day of today.
    """
    found: list[GevondenKind] = []
    for line, begin in lines:
        body = line.tekst[begin:]
        if not body.strip() or is_head_of_table(body):
            continue
        kop = heading_of(body)
        if kop is not None and kop.deel in (Deel.GEBOREN, Deel.VOORNAAM, Deel.ACHTERNAAM, Deel.NAAM) and kop.rest:
            _add_part(found, kop.deel, line, begin + kop.rest, vandaag)
        elif kop is None or kop.deel is Deel.KINDEREN:
            start = begin + (kop.rest if kop is not None and kop.rest < len(body) else 0)
            found.extend(_on_line(line, start, vandaag))
    return tuple(_judged(kind, gezin, vandaag) for kind in found if kind.voornaam or kind.achternaam)


def is_head_of_table(body: str) -> bool:
    """Whether a line names the columns of a table of children: voornaam, achternaam, geboortedatum."""
    cells = [c.strip() for c in re.split(r"[\t|;]", body) if c.strip()]
    koppen = [kop.deel for c in cells if fold(c) not in _MORE_COLUMNS and (kop := heading_of(c)) is not None]
    named = [c for c in cells if fold(c) not in _MORE_COLUMNS]
    known = len(koppen) == len(named) and set(koppen) <= _COLUMN_HEADS
    return known and len(cells) > 1 and bool({Deel.GEBOREN, Deel.VOORNAAM, Deel.ACHTERNAAM} & set(koppen))


def _on_line(line: Regel, begin: int, vandaag: date) -> list[GevondenKind]:
    """The children on one line: each up to and including its date; without a date the whole line is one name."""
    body, found, start = line.tekst, [], begin
    for match in DATE.finditer(body, begin):
        birth = read_date(match[0], peildatum=vandaag, birth=True)
        found.append(_kind(line, start, match.end(), body[start : match.start()], birth.value, birth.doubt or ""))
        start = match.end()
    rest = body[start:]
    if not found and rest.strip():
        found = [_kind(line, begin, len(body), part, None, "") for part in re.split(r"\s*[;,]\s*|\s+en\s+", rest)]
    return found


def _kind(line: Regel, begin: int, end: int, text: str, birth: date | None, doubt: str) -> GevondenKind:
    plek = Plek(line.van + begin, line.van + end)
    cells = [c.strip() for c in re.split(r"[\t|]", text) if _NAME.search(_clean(c))]
    naam = join_name(_clean(cells[0]), _clean(cells[1])) if len(cells) > 1 else split_name(_clean(text))
    first, middle, last = naam.voornaam, naam.tussenvoegsel, naam.achternaam
    if not first and last:  # a single word is the name by which a child is called
        first, last = last, ""
    return GevondenKind(first[:MAX_NAAM], middle[:MAX_NAAM], last[:MAX_NAAM], birth, plek, doubt)


def _clean(text: str) -> str:
    plain = _ROLE.sub("", text)
    plain = _AGE.sub(" ", _NO_NAME.sub(" ", plain))
    return " ".join(re.sub(r"[()\[\]*:•·☐☑☒/]+", " ", plain).split()).strip(" ,;.-–")


def _add_part(found: list[GevondenKind], deel: Deel, line: Regel, begin: int, vandaag: date) -> None:
    """A line that gives one part of a child: its name, or its birth date."""
    text = line.tekst[begin:].strip()
    if deel is Deel.GEBOREN:
        match = DATE.search(text)
        birth = read_date(match[0] if match else text, peildatum=vandaag, birth=True)
        if found and found[-1].geboortedatum is None:
            whole = Plek(found[-1].plek.van, line.van + len(line.tekst))
            found[-1] = replace(found[-1], geboortedatum=birth.value, plek=whole, twijfel=birth.doubt or "")
        return
    if deel is Deel.ACHTERNAAM and found and not found[-1].achternaam:
        naam = join_name(found[-1].voornaam, text)
        middle, last = naam.tussenvoegsel[:MAX_NAAM], naam.achternaam[:MAX_NAAM]
        found[-1] = replace(found[-1], tussenvoegsel=middle, achternaam=last)
        return
    made = _on_line(line, begin, vandaag)
    if deel is Deel.VOORNAAM and made and found and not found[-1].voornaam:
        found[-1] = replace(found[-1], voornaam=made[0].voornaam)
        return
    if deel is Deel.ACHTERNAAM:
        made = [replace(m, voornaam="", achternaam=m.achternaam or m.voornaam) for m in made]
    found.extend(made)


def _judged(kind: GevondenKind, gezin: str, vandaag: date) -> GevondenKind:
    """A child with the reason to look at it, when there is one."""
    doubts = [kind.twijfel] if kind.twijfel else []
    if kind.geboortedatum is None:
        doubts.append(NO_BIRTH)
    elif age_on(kind.geboortedatum, vandaag) >= MEERDERJARIG:
        doubts.append("Met deze geboortedatum is het kind 18 jaar of ouder.")
    if not kind.achternaam and gezin:
        naam = join_name("", gezin)
        doubts.append("De achternaam is die van het gezin; bij het kind staat er geen.")
        kind = replace(kind, tussenvoegsel=naam.tussenvoegsel[:MAX_NAAM], achternaam=naam.achternaam[:MAX_NAAM])
    elif not kind.achternaam or not kind.voornaam:
        doubts.append("De naam is niet volledig.")
    return replace(kind, twijfel=" ".join(doubts))
