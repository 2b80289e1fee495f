"""The startfoto of uithuisplaatsingen as CSV: the fields of DOMEIN section 8, out and in without loss.

Semicolons and UTF-8 with a mark, so that Excel opens it as it is. The fields and their headings are prescribed, what
stands in a cell is not: text that could be run as a formula gets an apostrophe in front (`domain.cel`), which is taken
off again on the way in. Dates, ja and nee and codes never begin like a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

from expertteam_app.domain.cel import neutral, plain
from expertteam_app.domain.codelijst import Codelijst, fold
from expertteam_app.domain.datumlezer import read_date
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.uithuisplaatsing import CODES, DATES, YES_NO, Uithuisplaatsing, products
from expertteam_app.exchange.csv_blad import decode, find_separator

NUMMER: Final = "Casusnummer"
VOORNEMEN: Final = "Datum voornemen"
KOPPEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "datum_toewijzing": "Datum toewijzing",
        "datum_start_zorg": "Datum start zorg",
        "datum_einde_zorg": "Datum einde zorg",
        "verwijzer": "Verwijzer",
        "maatregel": "Maatregel ja/nee",
        "zorgproducten": "Zorgproduct(en)",
        "gemeente_herkomst": "Gemeente van herkomst",
        "clientkenmerken": "Cliëntkenmerken (leeftijd, geslacht)",
        "gezinssamenstelling": "Gezinssamenstelling",
        "problematiek": "Problematiek",
        "type_verblijf": "Type verblijf",
        "type_behandeling": "Type behandeling",
        "perspectief": "Perspectief",
    }
)
"""The heading of every field, as DOMEIN section 8 names it."""

VRIJE_TEKST: Final = ("clientkenmerken", "gezinssamenstelling", "problematiek", "type_behandeling", "zorgproducten")
"""Fields in which a name could stand."""

_LEAST_SEPARATORS: Final = 5


@dataclass(frozen=True, slots=True)
class Probleem:
    """Why a row is not taken over, and what can be done; both are full Dutch sentences without its contents."""

    reden: str
    herstel: str


@dataclass(frozen=True, slots=True)
class StartfotoRij:
    """One row as read: its number in the file, the key, the fields that hold something, and what is wrong with it."""

    rij: int
    nummer: str
    datum_voornemen: date | None
    waarden: Mapping[str, object]
    problemen: tuple[Probleem, ...] = field(default=())


def write_csv(rows: Iterable[tuple[str, Uithuisplaatsing]], lists: Mapping[str, Codelijst]) -> bytes:
    """The CSV of these voornemens, each with the number of its casus; headings alone when there are none."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow((NUMMER, VOORNEMEN, *KOPPEN.values()))
    for nummer, record in rows:
        cells = (_cell(name, getattr(record, name), lists) for name in KOPPEN)
        writer.writerow([neutral(c) for c in (nummer, record.datum_voornemen.isoformat(), *cells)])
    return out.getvalue().encode("utf-8-sig")


def _cell(name: str, value: object, lists: Mapping[str, Codelijst]) -> str:
    if name in CODES:
        return lists[CODES[name]].label(str(value)) if value else ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, tuple):
        return "; ".join(str(v) for v in value)
    return "".join(c for c in str(value or "") if c >= " " or c in "\n\t")


def read_csv(content: bytes, lists: Mapping[str, Codelijst], peildatum: date) -> tuple[StartfotoRij, ...]:
    """The rows of a startfoto; columns may stand in any order, empty cells say nothing.

    Raises:
        UserError: it is no CSV, or the columns that tell which voornemen a row is about are missing.
    """
    text = decode(content).replace("\r\n", "\n").replace("\r", "\n")
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") >= _LEAST_SEPARATORS else find_separator(text)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise UserError("Dit CSV-bestand is niet te lezen.", "Sla het opnieuw op als CSV (UTF-8).") from error
    columns = _columns(records[0] if records else [])
    reader = _Reader(columns, lists, peildatum)
    return tuple(reader.row(n, cells) for n, cells in enumerate(records[1:], start=2) if any(c.strip() for c in cells))


def _columns(heads: list[str]) -> dict[str, int]:
    known = {fold(text): name for name, text in KOPPEN.items()} | {fold(NUMMER): "nummer", fold(VOORNEMEN): "voornemen"}
    found: dict[str, int] = {}
    for place, head in enumerate(heads):
        name = known.get(fold(head))
        if name is not None:
            found.setdefault(name, place)
    missing = [text for name, text in (("nummer", NUMMER), ("voornemen", VOORNEMEN)) if name not in found]
    if missing:
        raise UserError(
            f"In dit bestand ontbreekt de kolom {' en '.join(missing)}.",
            "Gebruik een bestand dat Expertteam zelf maakte, of zet deze kop erboven.",
        )
    return found


class _Reader:
    def __init__(self, columns: Mapping[str, int], lists: Mapping[str, Codelijst], peildatum: date) -> None:
        self._columns, self._lists, self._peildatum = columns, lists, peildatum
        self._problems: list[Probleem] = []

    def row(self, number: int, cells: list[str]) -> StartfotoRij:
        self._problems = []
        texts = {name: plain(cells[n].strip()) if n < len(cells) else "" for name, n in self._columns.items()}
        nummer = texts.pop("nummer").strip()
        typed_day = texts.pop("voornemen")
        day = self._date(VOORNEMEN, typed_day)
        if not nummer:
            self._wrong(f"De kolom {NUMMER} is leeg.", "Zet het nummer van de casus erin.")
        if day is None and not typed_day.strip():
            self._wrong(f"De kolom {VOORNEMEN} is leeg.", "Zet de datum van het voornemen erin.")
        values = {name: self._value(name, text) for name, text in texts.items() if text.strip()}
        return StartfotoRij(number, nummer, day, values, tuple(self._problems))

    def _value(self, name: str, text: str) -> object:
        if name in DATES:
            return self._date(KOPPEN[name], text)
        if name in CODES:
            lijst = self._lists[CODES[name]]
            code = lijst.recognise(text)
            if code is None:
                some = ", ".join(c.label for c in list(lijst)[:3])
                self._wrong(f"{KOPPEN[name]} staat niet in de lijst.", f"Schrijf het zoals in de lijst: {some}, …")
            return code.code if code is not None else None
        if name in YES_NO:
            answer = {"ja": True, "j": True, "nee": False, "n": False}.get(fold(text))
            if answer is None:
                self._wrong(f"{KOPPEN[name]} is geen ja of nee.", "Schrijf ja of nee.")
            return answer
        return list(products(text)) if name == "zorgproducten" else text.strip()

    def _date(self, head: str, text: str) -> date | None:
        reading = read_date(text or None, peildatum=self._peildatum)
        if reading.problem:
            self._wrong(f"{head}: {reading.problem}", "Schrijf bijvoorbeeld 2026-03-12 of 12-3-2026.")
        return reading.value

    def _wrong(self, reden: str, herstel: str) -> None:
        self._problems.append(Probleem(reden, herstel))
