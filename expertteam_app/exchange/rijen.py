"""Rows of any CSV as dictionaries, for tables that are not ours."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from expertteam_app.domain.errors import UserError
from expertteam_app.domain.tekens import zuiver
from expertteam_app.exchange.csv_blad import decode, find_separator


def read_rows(content: bytes) -> tuple[tuple[str, ...], Iterator[tuple[int, dict[str, str]]]]:
    """The columns of a CSV, and its rows with their numbers (the head is row 1).

    Raises:
        UserError: it is no CSV with a head; while reading the rows: one has another number of cells than the head.
    """
    text = decode(content).replace("\r\n", "\n").replace("\r", "\n")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=find_separator(text), strict=True)
    try:
        head = tuple(cell.strip() for cell in next(reader, []))
    except csv.Error as broken:
        raise _broken(1) from broken
    if not head or not all(head):
        raise UserError("De eerste regel van dit bestand noemt niet elke kolom.", "Zet boven elke kolom een naam.")
    if len(set(head)) < len(head):
        double = zuiver(next(name for i, name in enumerate(head) if name in head[:i]))
        raise UserError(f"De kolom «{double}» staat er twee keer in.", "Geef elke kolom een eigen naam.")
    return head, _rows(reader, head)


def _rows(reader: Iterator[list[str]], head: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    number = 1
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error as broken:
            raise _broken(number) from broken
        if cells is None:
            return
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(head):
            raise UserError(
                f"Rij {number} heeft {len(cells)} cellen en de kop heeft er {len(head)}.",
                "Kijk of een tekst met een komma tussen aanhalingstekens staat.",
            )
        yield number, {name: cell.strip() for name, cell in zip(head, cells, strict=True)}


def _broken(number: int) -> UserError:
    return UserError(
        f"Rij {number} van dit bestand is niet te lezen: aanhalingstekens staan niet goed.",
        "Sla het opnieuw op als CSV.",
    )
