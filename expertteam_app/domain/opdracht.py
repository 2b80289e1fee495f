"""What people type in Ctrl+K to do something at once: a verb with its object.

``pauzeer RET-2026-014``, ``stap 4``, ``naar RET 12 mrt``, ``actie bellen @Sam +10wd``, ``notitie ...``, ``open 014``.
Pure: what is typed becomes an `Opdracht`; whoever shows it looks up the casus and the zitting.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from expertteam_app.domain.datuminvoer import AddWerkdagen, Richting, parse_datum
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.kalender import add_werkdagen


class Werkwoord(StrEnum):
    """What is asked; the values are the acts of a casus where there is one."""

    NIEUW = "nieuw"
    OPEN = "open"
    STAP = "stap"
    PAUZEREN = "pauzeren"
    HERVATTEN = "hervatten"
    NOTITIE = "notitie"
    ACTIE = "actie"
    MIJLPAAL = "mijlpaal"
    AFSLUITEN = "afsluiten"
    HEROPENEN = "heropenen"
    NAAR_RET = "naar ret"
    NAAR_JBT = "naar jbt"
    WEERGAVE = "weergave"


@dataclass(frozen=True, slots=True)
class Opdracht:
    """A verb and what it is about.

    Attributes:
        nummer: the casus as typed: ``RET-2026-014``, ``2026-014`` or ``014``; empty: the one on the screen.
        tekst: a note, an actie, a reason, or the name of a weergave.
        fout: why it cannot be done as typed, a Dutch sentence; empty when it can.
    """

    werkwoord: Werkwoord
    nummer: str = ""
    stap: int | None = None
    tekst: str = ""
    eigenaar: str = ""
    datum: date | None = None
    fout: str = ""


_WOORDEN = {
    Werkwoord.NAAR_RET: ("naar ret", "naar het ret"),
    Werkwoord.NAAR_JBT: ("naar jbt", "naar de jbt"),
    Werkwoord.NIEUW: ("nieuwe casus", "nieuw casus", "casus aanmelden", "nieuw"),
    Werkwoord.STAP: ("naar stap", "stap", "opschalen naar", "afschalen naar"),
    Werkwoord.PAUZEREN: ("pauzeer", "pauzeren", "pauze"),
    Werkwoord.HERVATTEN: ("hervat", "hervatten"),
    Werkwoord.NOTITIE: ("notitie", "noteer"),
    Werkwoord.ACTIE: ("actie",),
    Werkwoord.MIJLPAAL: ("mijlpaal",),
    Werkwoord.AFSLUITEN: ("sluit af", "sluit", "afsluiten", "sluiten"),
    Werkwoord.HEROPENEN: ("heropen", "heropenen"),
    Werkwoord.OPEN: ("open",),
    Werkwoord.WEERGAVE: ("weergave",),
}
_VERBS = sorted(((word, verb) for verb, words in _WOORDEN.items() for word in words), key=lambda p: -len(p[0]))
_VOL = r"ret-?\d{4}-?\d{3,}|\d{4}-\d{3,}"
_NUMMER = re.compile(rf"({_VOL}|\d{{3,}})(?=\s|:|$)[:\s]*", re.IGNORECASE)
_VOORAF = re.compile(rf"({_VOL})\s+", re.IGNORECASE)
_DATUM_WOORDEN = 4
"""Words that a date at the end of an actie may take (``do 12 maart 2026``)."""
_ALLEEN = frozenset({Werkwoord.HERVATTEN, Werkwoord.AFSLUITEN, Werkwoord.HEROPENEN, Werkwoord.MIJLPAAL})


@dataclass(frozen=True, slots=True)
class _Dag:
    """How a day that is typed is read: from today, on a calendar."""

    vandaag: date
    count: AddWerkdagen

    def read(self, text: str, richting: Richting) -> date | None:
        return parse_datum(text, self.vandaag, richting, self.count)


def parse_opdracht(text: str, vandaag: date, count_werkdagen: AddWerkdagen = add_werkdagen) -> Opdracht | None:
    """The act that is typed, or None when it is no verb with its object: then it is a search.

    ``+10wd`` counts werkdagen by `count_werkdagen`, without one by the calendar of the law.
    """
    dag = _Dag(vandaag, count_werkdagen)
    words = " ".join(text.split())
    before = ""
    if match := _VOORAF.match(words):
        before, words = match[1], words[match.end() :]
    low = words.casefold()
    for word, verb in _VERBS:
        if low == word or low.startswith((f"{word} ", f"{word}: ")):
            rest = words[len(word) :].lstrip(" :")
            found = _READERS.get(verb, _plain)(Opdracht(verb, before), rest, dag)
            return None if found is None else replace(found, nummer=found.nummer.upper())
    return None


def _numbered(opdracht: Opdracht, rest: str) -> tuple[Opdracht, str]:
    match = _NUMMER.match(rest)
    if match is None or opdracht.nummer:
        return opdracht, rest
    return replace(opdracht, nummer=match[1]), rest[match.end() :]


def _plain(opdracht: Opdracht, rest: str, _dag: _Dag) -> Opdracht | None:
    opdracht, rest = _numbered(opdracht, rest)
    if rest and opdracht.werkwoord in _ALLEEN:
        return None
    return replace(opdracht, tekst=rest)


def _new(opdracht: Opdracht, rest: str, _dag: _Dag) -> Opdracht | None:
    return None if rest or opdracht.nummer else opdracht


def _open(opdracht: Opdracht, rest: str, dag: _Dag) -> Opdracht | None:
    found = _plain(opdracht, rest, dag)
    return found if found is not None and found.nummer and not found.tekst else None


def _step(opdracht: Opdracht, rest: str, _dag: _Dag) -> Opdracht | None:
    match = re.match(r"(\d{1,2})(?=\s|:|$)[:\s]*", rest)
    if match is None:
        return None
    opdracht, rest = _numbered(replace(opdracht, stap=int(match[1])), rest[match.end() :])
    return replace(opdracht, tekst=rest)


def _table(opdracht: Opdracht, rest: str, dag: _Dag) -> Opdracht | None:
    if match := re.search(rf"(?:^|\s)({_VOL})$", rest, re.IGNORECASE):
        opdracht, rest = replace(opdracht, nummer=match[1]), rest[: match.start()]
    try:
        return replace(opdracht, datum=dag.read(rest, Richting.DICHTBIJ))
    except UserError as error:
        return replace(opdracht, fout=str(error))


def _action(opdracht: Opdracht, rest: str, dag: _Dag) -> Opdracht | None:
    opdracht, rest = _numbered(opdracht, rest)
    words = rest.split()
    owners = [word for word in words if re.fullmatch(r"@\w[\w.-]*", word)]
    words = [word for word in words if word not in owners]
    owner = owners[-1][1:].replace("_", " ") if owners else ""
    for count in range(min(_DATUM_WOORDEN, len(words) - 1), 0, -1):
        try:
            day = dag.read(" ".join(words[-count:]), Richting.VOORUIT)
        except UserError:
            continue
        return replace(opdracht, tekst=" ".join(words[:-count]), eigenaar=owner, datum=day)
    return replace(opdracht, tekst=" ".join(words), eigenaar=owner)


_READERS = {
    Werkwoord.NIEUW: _new,
    Werkwoord.OPEN: _open,
    Werkwoord.STAP: _step,
    Werkwoord.NAAR_RET: _table,
    Werkwoord.NAAR_JBT: _table,
    Werkwoord.ACTIE: _action,
}
