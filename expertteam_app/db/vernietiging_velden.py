"""What a vernietiging leaves of each table: codes, days and numbers, so that old figures stay what they were.

Every text is taken away unless it stands here as a code; a new column is therefore gone until someone says otherwise.
Every table stands in one of the lists, and a test holds them against the tables that there are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import JSON, Column, LargeBinary, String, Table, Text

from expertteam_app.db.base import new_uid
from expertteam_app.domain.jeugdige import age_on

GONE: Final = "vernietigd"
"""Stands where a text was; an empty text stays empty, because some figures ask whether anything was filled in."""

_SHORT: Final = len(GONE)

CODES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "casus": frozenset({"gemeente", "soort_vraag", "kader", "verklarende_analyse"}),
        "gebeurtenis": frozenset({"soort"}),
        "casus_oorzaak": frozenset({"code", "lijst_versie", "perspectief"}),
        "hiaat": frozenset({"zorgvorm", "aard", "lijst_versie", "urgentie", "agendering", "agendering_status"}),
        "zoekregel": frozenset({"zorgvorm", "lijst_versie", "aanbieder", "antwoord", "reden"}),
        "actie": frozenset(),
        "uithuisplaatsing": frozenset(
            {
                *("via", "beoogd_verblijf", "uitkomst", "zorgvorm", "verwijzer", "zorgproducten", "gemeente_herkomst"),
                *("type_verblijf", "perspectief"),
            }
        ),
        "opvolging": frozenset({"moment", "uitgevoerd", "geholpen", "volgens"}),
        "boeg_inbreng": frozenset({"soort"}),
        "samenvoeging": frozenset({"verplaatst"}),
        "agendapunt": frozenset({"soort", "status"}),
        "besluit": frozenset({"soort", "raad_status", "raad_resultaat"}),
        "terugmelding": frozenset({"nagekomen", "vervolg_stap"}),
        "afspraak": frozenset({"nagekomen"}),
        "aanwezigheid": frozenset({"rol", "presentie", "ontvanger"}),
        "verzending": frozenset({"soort", "ontvanger", "wijze", "blokken"}),
        "vtb": frozenset({"gemeente", "vorm"}),
        "vtb_kind": frozenset(),
        "hoorgesprek": frozenset(),
        "zitting": frozenset({"soort", "begintijd", "status", "vorm"}),
        "jeugdige": frozenset({"gemeente"}),
        "gezin": frozenset(),
        "partij_regel": frozenset(),
        "verband": frozenset({"door", "verbroken_door"}),
        "vernietigingsstop": frozenset({"soort", "door", "opgeheven_door"}),
        "pakketlog": frozenset({"pakket_id", "soort", "grondslag", "gemaakt_door"}),
        "ontvangen_pakket": frozenset({"pakket_id", "soort", "grondslag", "ontvangen_door"}),
        "inzagereden": frozenset({"gebruiker", "sitting", "soort", "grond"}),
    }
)
"""Tables of which a row stays, emptied: the columns with text or JSON that hold codes only."""

REMOVED: Final = (
    *("tafelregel", "toestemming_gever", "toestemming", "uitspraak", "bijlage", "reactie"),
    *("gezinsrelatie", "partnerschap", "toekomstplan", "gezinslid"),
)
"""Tables of which the rows go, those that point at others first."""

KEPT_PDF: Final = frozenset({"verslag", "handtekening"})
"""The minutes: the items of the dossier are taken out of them, the rest of the zitting stays."""

OUTSIDE: Final = frozenset(
    {
        *("audit", "kluis", "instelling", "gebruiker", "concept", "uitstel", "ongedaan", "weergave", "partij"),
        *("opschalingsmodel", "stap", "klok", "sluitingsdag", "persoon", "mandaat", "reeks", "reeks_lid"),
        *("voorziening", "sjabloon", "tekstblok", "handelingstijd", "signaal", "basislijn", "jeugdigen_telling"),
        *("meetmoment", "uitgave", "rapport", "boeg_vraag", "typecasus", "typecasus_bron", "vernietiging"),
        *("casus_overzicht", "zoekdocument", "adres"),
    }
)
"""Tables that say nothing of a gezin, hold counts only, are derived, or are looked after apart (drafts, the log)."""

_ALWAYS_EMPTY: Final = frozenset(
    {
        *("voornaam", "tussenvoegsel", "achternaam", "naam_sleutel", "bsn", "geslacht", "sha256", "email"),
        *("wilsonbekwaam_op", "wilsonbekwaam_door", "wilsonbekwaam_tot", "gezinslid_id"),
    }
)
_KEYS: Final = tuple(
    (re.compile(pattern), tabel)
    for pattern, tabel in (
        (r"casus-(\d+)-", "casus"),
        (r"velden-.*-(\d+)$", "casus"),
        (r"nood-(\d+)$", "agendapunt"),
        (r"tafelregel\.(\d+)$", "agendapunt"),
        (r"(?:besluit|actie|hiaat|boeg|boeg\.terug)\.(\d+)\b", "agendapunt"),
        (r"(?:afspraak|terugmelding)\.(\d+)$", "besluit"),
        (r"vtb\.kind\.(\d+)$", "vtb"),
        (r"(?:actie|actie-onaf|toezegging):(\d+):", "actie"),
        (r"(?:norm|norm-nadert|geen-volgende-stap|pauze|pauze-voorbij|leeftijd|agenda):(\d+):", "casus"),
        (r"toekomstplan:(\d+):", "jeugdige"),
        (r"(?:terugmelding|vto):(\d+):", "vtb"),
        (r"(?:toestemming):(\d+):", "toestemming"),
        (r"nog-thuis:(\d+):", "uithuisplaatsing"),
        (r"terugkijken:(\d+)$", "opvolging"),
    )
)
"""How the keys of drafts (with ``-`` or ``.``) and of signals (with ``:``) name a row."""
_NUMBERED: Final = frozenset({"casus", "vtb", "zitting"})
_EVENT_CODES: Final = frozenset(
    {"stap", "code", "telt", "verwacht_tot", "ingang", "ontbreekt", "uitkomst", "volgnummer", "afgeleid"}
)
"""Keys of an event under which codes, numbers and days stand; all other texts are words of people."""


def emptied(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """What changes in a row that stays: column to new value."""
    changes: dict[str, Any] = {}
    for column in table.columns:
        old = row[column.name]
        new = _emptied(table.name, column, row)
        if new != old:
            changes[column.name] = new
    return changes


def _emptied(tabel: str, column: Column[Any], row: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a value of any column
    name, new = column.name, row[column.name]
    if name == "uid":
        new = new_uid()
    elif name == "nummer" and tabel in _NUMBERED:
        new = f"V-{row['id']}"
    elif name in _ALWAYS_EMPTY:
        new = None if column.nullable else ""
    elif name == "gegevens":
        new = {key: _event_value(key, each, str(row["soort"])) for key, each in new.items()}
    elif name in CODES[tabel]:
        pass
    elif isinstance(column.type, JSON):
        new = type(new)()
    elif isinstance(column.type, LargeBinary):
        new = None if column.nullable else b""
    elif isinstance(column.type, String | Text):
        new = _word(column, new)
    return new


def _word(column: Column[Any], value: str | None) -> str | None:
    if column.name == "rij_hash":
        return new_uid() * 2
    fits = not isinstance(column.type, String) or column.type.length is None or column.type.length >= _SHORT
    return (GONE if fits else "") if value else value


def _event_value(key: str, value: object, soort: str) -> object:
    if key in _EVENT_CODES or (soort == "model_gewijzigd" and key in {"van", "naar"}):
        return value
    if isinstance(value, str):
        return GONE if value else value
    if isinstance(value, list):
        return [GONE if isinstance(each, str) else each for each in value]
    return value


def owner_of(sleutel: str) -> tuple[str, int] | None:
    """The row that the key of a draft or of a signal names, as (table, id); None when it names none of these.

    >>> owner_of("casus-12-notitie"), owner_of("besluit.5.7"), owner_of("norm:12:3:2026-01-01:10:over")
    (('casus', 12), ('agendapunt', 5), ('casus', 12))
    """
    for pattern, tabel in _KEYS:
        if match := pattern.match(sleutel):
            return tabel, int(match.group(1))
    return None


def birth_that_fits(born: date, days: list[date]) -> date:
    """The latest day of birth with the same age on each of these days: it says no more than those ages.

    >>> birth_that_fits(date(2010, 3, 14), [date(2026, 1, 10), date(2026, 6, 1)])
    datetime.date(2010, 6, 1)
    """
    fitting = (_years_before(day, age_on(born, day)) for day in days if day >= born)
    return min(fitting, default=born.replace(month=1, day=1))


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February in a year without it
        return date(day.year - years, 2, 28)
