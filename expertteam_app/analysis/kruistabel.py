"""Counting tables over units (jeugdigen, casussen): every combination of categories, totals included.

A unit is counted once in a cell, also when it has several categories of a dimension (oorzaken). Totals are counted
on their own and never summed, so with such a dimension the cells add up to more than the total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

TOTAAL = "Totaal"

Record = Mapping[str, str | tuple[str, ...]]
"""One unit: a category per dimension, or several categories."""

Cel = tuple[str, ...]
"""One category (or `TOTAAL`) per dimension, in the order of the dimensions."""


def categories_of(record: Record, dimensie: str) -> tuple[str, ...]:
    """The distinct categories of a unit in a dimension, in their own order."""
    value = record[dimensie]
    return (value,) if isinstance(value, str) else tuple(dict.fromkeys(value))


def cells_of(record: Record, dimensies: Sequence[str]) -> Iterator[Cel]:
    """Every cell in which a unit counts, totals included; each cell once."""
    return product(*((*categories_of(record, d), TOTAAL) for d in dimensies))


def count_units(
    records: Iterable[Record],
    dimensies: Sequence[str],
    categorieen: Mapping[str, Sequence[str]] | None = None,
) -> dict[Cel, int]:
    """Count units per combination of categories.

    Args:
        records: one per unit.
        dimensies: dimension names; no dimension gives the one cell ``()``.
        categorieen: fixed categories per dimension: every combination then has a cell, also an empty one. Without
            them only what occurs has a cell.

    Returns:
        Counts by cell, totals coded `TOTAAL`; with `categorieen` in the order of the lists, totals last.

    Raises:
        KeyError: a record lacks a dimension.
        ValueError: a record holds a category that the fixed list does not know; the text names the dimension only,
            for a wrong value could be anything.
    """
    counted: Counter[Cel] = Counter()
    for record in records:
        counted.update(cells_of(record, dimensies))
    if categorieen is None:
        counted.setdefault((TOTAAL,) * len(dimensies), 0)
        return dict(counted)
    cells = list(product(*((*categorieen[d], TOTAAL) for d in dimensies)))
    if not counted.keys() <= set(cells):
        unknown = counted.keys() - set(cells)
        wrong = next(
            d for i, d in enumerate(dimensies) if any(cel[i] not in {*categorieen[d], TOTAAL} for cel in unknown)
        )
        raise ValueError(f"dimensie {wrong} bevat een categorie die niet in de vaste lijst staat")
    return {cel: counted[cel] for cel in cells}


def units_behind(records: Mapping[str, Record], dimensies: Sequence[str]) -> dict[Cel, tuple[str, ...]]:
    """The keys of the units behind every cell that has any, in the order of the records; totals included.

    For the screen, where every number opens its rows.

    Raises:
        KeyError: a record lacks a dimension.
    """
    behind: dict[Cel, list[str]] = {}
    for sleutel, record in records.items():
        for cel in cells_of(record, dimensies):
            behind.setdefault(cel, []).append(sleutel)
    return {cel: tuple(keys) for cel, keys in behind.items()}
