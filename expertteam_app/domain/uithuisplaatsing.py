"""A voorgenomen uithuisplaatsing: what is tried first and in which order, what came of it, and when to ask again.

The order eigen gezin, netwerk, ambulant and the review itself are of DOMEIN section 3; the twelve fields of the
startfoto of DOMEIN section 8.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from expertteam_app.domain.casus import VROEGSTE_DATUM
from expertteam_app.domain.codelijst import Codelijst
from expertteam_app.domain.errors import FieldError

LADDER: Final = (
    ("eigen_gezin", "eigen gezin"),
    ("netwerk", "netwerk"),
    ("ambulant", "ambulante hulp"),
)
"""What is tried before a child leaves home, in this order: field and its name."""

THUIS: Final = ((3, "thuis_na_3_maanden"), (6, "thuis_na_6_maanden"))
"""Months after the outcome at which it is asked whether the jeugdige still lives at home [proposal]."""

CODES: Final[Mapping[str, str]] = {
    "via": "via_uithuisplaatsing",
    "beoogd_verblijf": "zorgvormen",
    "uitkomst": "uitkomst_uithuisplaatsing",
    "zorgvorm": "zorgvormen",
    "verwijzer": "verwijzers",
    "gemeente_herkomst": "gemeenten",
    "type_verblijf": "type_verblijf",
    "perspectief": "perspectief",
}
"""Fields that hold a code, and its list."""

DATES: Final = ("datum_voornemen", "uitkomst_op", "datum_toewijzing", "datum_start_zorg", "datum_einde_zorg")
YES_NO: Final = (
    "eigen_gezin",
    "netwerk",
    "ambulant",
    "alternatief_gevonden",
    "thuis_na_3_maanden",
    "thuis_na_6_maanden",
    "maatregel",
)
TEXTS: Final = (
    "eigen_gezin_tekst",
    "netwerk_tekst",
    "ambulant_tekst",
    "alternatief",
    "reden_zorgvorm",
    "clientkenmerken",
    "gezinssamenstelling",
    "problematiek",
    "type_behandeling",
)
STARTFOTO: Final = (
    "datum_toewijzing",
    "datum_start_zorg",
    "datum_einde_zorg",
    "verwijzer",
    "maatregel",
    "zorgproducten",
    "clientkenmerken",
    "gezinssamenstelling",
    "problematiek",
    "type_verblijf",
    "type_behandeling",
    "perspectief",
)
"""The twelve fields of the startfoto: six administratief, six verdieping (DOMEIN section 8)."""


@dataclass(frozen=True, slots=True)
class Uithuisplaatsing:
    """One voornemen; what is None or empty was not answered yet."""

    id: int
    casus_id: int
    datum_voornemen: date
    via: str = "toegang"
    beoogd_verblijf: str = ""
    eigen_gezin: bool | None = None
    eigen_gezin_tekst: str = ""
    netwerk: bool | None = None
    netwerk_tekst: str = ""
    ambulant: bool | None = None
    ambulant_tekst: str = ""
    alternatief_gevonden: bool | None = None
    alternatief: str = ""
    uitkomst: str = ""
    uitkomst_op: date | None = None
    zorgvorm: str = ""
    reden_zorgvorm: str = ""
    thuis_na_3_maanden: bool | None = None
    thuis_na_6_maanden: bool | None = None
    datum_toewijzing: date | None = None
    datum_start_zorg: date | None = None
    datum_einde_zorg: date | None = None
    verwijzer: str = ""
    maatregel: bool | None = None
    zorgproducten: tuple[str, ...] = ()
    gemeente_herkomst: str = ""
    clientkenmerken: str = ""
    gezinssamenstelling: str = ""
    problematiek: str = ""
    type_verblijf: str = ""
    type_behandeling: str = ""
    perspectief: str = ""


@dataclass(frozen=True, slots=True)
class TeVragen:
    """A question whose day has come: does the jeugdige still live at home after so many months?"""

    uithuisplaatsing_id: int
    casus_id: int
    nummer: str
    maanden: int
    sinds: date


def months_later(dag: date, maanden: int) -> date:
    """The same day so many months later, or the last day of that month where it has no such day."""
    year, month = divmod(dag.month - 1 + maanden, 12)
    year, month = dag.year + year, month + 1
    return date(year, month, min(dag.day, calendar.monthrange(year, month)[1]))


def asked_from(record: Uithuisplaatsing, maanden: int) -> date:
    """The day from which it can be asked: so many months after the outcome, or after the voornemen without one."""
    return months_later(record.uitkomst_op or record.datum_voornemen, maanden)


def due(record: Uithuisplaatsing, vandaag: date, uitkomsten: Codelijst) -> tuple[tuple[int, date], ...]:
    """The months whose day has come and that have no answer, with that day.

    Nothing is asked about a placement that went on (`thuis` in the list of outcomes says for which it is asked).
    """
    outcome = uitkomsten.get(record.uitkomst)
    if record.uitkomst and (outcome is None or outcome.extra.get("thuis") != "ja"):
        return ()
    days = ((months, asked_from(record, months), getattr(record, field)) for months, field in THUIS)
    return tuple((months, day) for months, day, answer in days if answer is None and day <= vandaag)


def out_of_scope(via: str, wegen: Codelijst) -> bool:
    """Whether it runs via someone whose cases the RET does not review (GI, kinderrechter): a warning, no more."""
    code = wegen.get(via)
    return code is not None and code.extra.get("buiten") == "ja"


def placed(record: Uithuisplaatsing, uitkomsten: Codelijst) -> bool:
    """Whether the placement goes on."""
    code = uitkomsten.get(record.uitkomst)
    return code is not None and code.extra.get("plaatsing") == "ja"


def needs_reason(record: Uithuisplaatsing, uitkomsten: Codelijst, zorgvormen: Codelijst) -> bool:
    """Whether has to be told why the child goes to neither a pleegouder nor a gezinshuis (Jeugdwet 2.3(6))."""
    code = zorgvormen.get(record.zorgvorm)
    return placed(record, uitkomsten) and code is not None and code.extra.get("gezinsvorm") != "ja"


def still_open(record: Uithuisplaatsing, uitkomsten: Codelijst, zorgvormen: Codelijst) -> tuple[str, ...]:
    """What has to be asked yet, in Dutch sentences, in the order of the review."""
    found = []
    for field, name in LADDER:
        if getattr(record, field) is None:
            found.append(f"Is het {name} geprobeerd?" if field != "ambulant" else "Is ambulante hulp geprobeerd?")
            break
        if not getattr(record, f"{field}_tekst"):
            found.append(f"Schrijf op wat er bij {name} is geprobeerd, of waarom niet.")
            break
    if placed(record, uitkomsten) and not record.zorgvorm:
        found.append("Waar gaat de jeugdige wonen?")
    if needs_reason(record, uitkomsten, zorgvormen) and not record.reden_zorgvorm:
        found.append("Waarom geen pleegouder of gezinshuis? De wet wil dat eerst (Jeugdwet 2.3 lid 6).")
    return tuple(found)


def check_value(
    record: Uithuisplaatsing,
    field: str,
    value: object,
    *,
    vandaag: date,
    geboren: date | None,
    lists: Mapping[str, Codelijst],
) -> object:
    """The value as it is stored, when it fits the field and the rest of the record.

    Raises:
        FieldError: an unknown field, a value of another kind, a code outside its list, a date that cannot be right, or
            an answer that comes before the one it rests on.
    """
    if field in CODES:
        return _code(field, str(value or ""), lists)
    if field in DATES:
        return _date(record, field, value, vandaag=vandaag, geboren=geboren)
    if field in YES_NO:
        return _answer(record, field, value, vandaag=vandaag)
    if field == "zorgproducten":
        return list(products(value))
    if field not in TEXTS:
        raise FieldError(field, "Dit veld kan hier niet worden gewijzigd.")
    text = str(value or "").strip()
    if not text and _rested_on(record, field.removesuffix("_tekst")):
        raise FieldError(field, "De volgende vraag is al beantwoord.", "Laat staan wat hier is geprobeerd.")
    return text


def products(value: object) -> tuple[str, ...]:
    """Zorgproducten from a list or from text with ``;`` or ``,`` between them; every product once."""
    pieces = value if isinstance(value, list | tuple) else str(value or "").replace(",", ";").split(";")
    return tuple(dict.fromkeys(" ".join(str(p).split()) for p in pieces if str(p).strip()))


def _code(field: str, code: str, lists: Mapping[str, Codelijst]) -> str:
    lijst = lists[CODES[field]]
    if code and lijst.get(code) is None:
        raise FieldError(field, f"Deze keuze staat niet in de lijst {lijst.titel}.", "Kies een regel uit de lijst.")
    if not code and field == "via":
        raise FieldError(field, "Kies via wie dit voornemen loopt.")
    return code


def _date(record: Uithuisplaatsing, field: str, value: object, *, vandaag: date, geboren: date | None) -> date | None:
    if value is None or value == "":
        if field == "datum_voornemen":
            raise FieldError(field, "Vul in op welke dag het voornemen er was.")
        return None
    if not isinstance(value, date):
        raise FieldError(field, "Dit is geen datum.", "Schrijf bijvoorbeeld 12-3-2026.")
    if value < (geboren or VROEGSTE_DATUM) or value < VROEGSTE_DATUM:
        raise FieldError(field, "Deze datum ligt vóór de geboorte of is te oud.", "Controleer het jaartal.")
    if field in {"datum_voornemen", "uitkomst_op"} and value > vandaag:
        raise FieldError(field, "Deze datum ligt in de toekomst.", "Leg alleen vast wat gebeurd is.")
    order = {
        "uitkomst_op": (record.datum_voornemen, None, "het voornemen", ""),
        "datum_voornemen": (None, record.uitkomst_op, "", "de uitkomst"),
        "datum_einde_zorg": (record.datum_start_zorg, None, "de start van de zorg", ""),
        "datum_start_zorg": (None, record.datum_einde_zorg, "", "het einde van de zorg"),
    }
    after, before, name_after, name_before = order.get(field, (None, None, "", ""))
    if after is not None and value < after:
        raise FieldError(field, f"Deze datum ligt vóór {name_after}.", "Controleer beide datums.")
    if before is not None and value > before:
        raise FieldError(field, f"Deze datum ligt ná {name_before}.", "Controleer beide datums.")
    return value


def _answer(record: Uithuisplaatsing, field: str, value: object, *, vandaag: date) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise FieldError(field, "Kies ja of nee.")
    if value is None:
        if _rested_on(record, field):
            raise FieldError(field, "De volgende vraag is al beantwoord.", "Haal eerst dat antwoord weg.")
        return None
    names = dict(LADDER)
    if field in names:
        place = list(names).index(field)
        for before in list(names)[:place]:
            if getattr(record, before) is None or not getattr(record, f"{before}_tekst"):
                text = f"Beantwoord eerst wat er is geprobeerd bij {names[before]}."
                raise FieldError(field, text, "De volgorde is eigen gezin, netwerk, ambulante hulp.")
    for months, question in THUIS:
        if field == question and vandaag < asked_from(record, months):
            day = asked_from(record, months)
            raise FieldError(field, f"Dit is pas te zeggen vanaf {day.day}-{day.month}-{day.year}.")
    return value


def _rested_on(record: Uithuisplaatsing, field: str) -> bool:
    """Whether a later answer of the ladder rests on this one."""
    names = [name for name, _ in LADDER]
    return field in names and any(getattr(record, later) is not None for later in names[names.index(field) + 1 :])
