"""The werkgebied of a user as SQL: one rule per table, laid over the tables of a connection.

On connections for reading each rule is a temporary view with the name of its table, and SQLite finds a temporary view
before the table: so every statement is bounded, whoever wrote it. On connections for writing the views have another
name, and each row that is written is looked up in them (`require_open`). The rules stand in front of curiosity; they
are no encryption.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, text

from expertteam_app.db.base import Base
from expertteam_app.domain.errors import NoRightError
from expertteam_app.domain.werkgebied import DossierSoort, Tafels, Werkgebied

BOUNDED: Final = "begrensd"
"""Key in the `info` of a session of which the writes are looked up."""
_WRITING: Final = "open_"

_ROOTS: Final = ("casus", "vtb", "zitting", "gezin", "jeugdige", "agendapunt")
_BY_NAME: Final = {f"{root}_id": root for root in _ROOTS}
"""Columns that name a dossier without a foreign key."""
_BY_SOORT: Final = ("inzagereden", "vernietiging", "vernietigingsstop")
"""Tables that name a dossier by its kind and number."""
NOT_OF_A_DOSSIER: Final = frozenset({"concept", "ongedaan", "uitstel"})
"""They are the user's own, or are shown only beside what they are about."""

_NOT_WRITTEN: Final = frozenset({"casus_overzicht", "zoekdocument", "audit"})
"""What the program itself derives from rows that were written."""


def prepare(werk: Werkgebied, sitting: str, *, writing: bool) -> Callable[[sqlcipher.Connection], None]:
    """What lays the rules over a new connection.

    Args:
        werk: whose dossiers are seen.
        sitting: names this one time that the kluis is open: reasons given in it count.
        writing: for a connection that writes.
    """
    prefix = _WRITING if writing else ""
    statements = [
        f"CREATE TEMP VIEW {prefix}{table} AS SELECT t.* FROM main.{table} AS t WHERE {rule}"  # noqa: S608 - names of our tables
        for table, rule in rules(werk, prefix).items()
        if not (writing and table in _NOT_WRITTEN)
    ]

    def lay(connection: sqlcipher.Connection) -> None:
        connection.execute("CREATE TEMP TABLE werkgebied (gemeente TEXT, sitting TEXT NOT NULL)")
        connection.execute("INSERT INTO temp.werkgebied VALUES (?, ?)", (werk.gemeente, sitting))
        for statement in statements:
            connection.execute(statement)

    return lay


def require_open(connection: Connection, table: str, key: int) -> None:
    """Stop when a row, as it stands in the file, is outside the werkgebied of whoever is writing.

    Raises:
        NoRightError: it is.
    """
    if table in bounded_tables() - _NOT_WRITTEN:
        found = text(f"SELECT 1 FROM temp.{_WRITING}{table} WHERE id = :key")  # noqa: S608 - names of our tables
        if connection.execute(found, {"key": key}).first() is None:
            raise NoRightError(
                "Dit dossier valt buiten uw werkgebied; er is niets gewijzigd.",
                "Open het eerst met een reden (Ctrl+K, Dossier met een reden openen), of vraag een collega.",
            )


@cache
def bounded_tables() -> frozenset[str]:
    """Every table with a rule: the dossiers and all that hangs on them."""
    return frozenset({*_ROOTS, *_derived(), *_BY_SOORT, "zoekdocument", "audit"})


@cache
def _derived() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Tables that hang on a dossier: per table its columns that name a bounded row, and the table of that row."""
    names: dict[str, tuple[tuple[str, str], ...]] = {}
    for table in Base.metadata.sorted_tables:
        if table.name in {*_ROOTS, *_BY_SOORT, *NOT_OF_A_DOSSIER, "zoekdocument"}:
            continue
        points = []
        for column in table.columns:
            parents = [key.column.table.name for key in column.foreign_keys] or [_BY_NAME.get(column.name, "")]
            points += [(column.name, p) for p in parents if p in _ROOTS or p in names]
        if points:
            names[table.name] = tuple(points)
    return names


def rules(werk: Werkgebied, prefix: str = "") -> dict[str, str]:
    """Per table the condition under which its row ``t`` is seen, each before those that lean on it."""
    return {
        **dict(_own_rules(werk, prefix)),
        **{table: _together(table, points, prefix) for table, points in _derived().items()},
        **dict.fromkeys(_BY_SOORT, _soort_rule(prefix)),
        "zoekdocument": _search_rule(prefix),
        "audit": _audit_rule(prefix),
    }


def _in(table: str, value: str, prefix: str) -> str:
    return f"EXISTS (SELECT 1 FROM temp.{prefix}{table} x WHERE x.id = {value})"  # noqa: S608 - names of our tables


def _own_rules(werk: Werkgebied, p: str) -> Iterator[tuple[str, str]]:
    own = "t.gemeente = (SELECT gemeente FROM temp.werkgebied)" if werk.gemeente else "1"
    linked = {
        each: f"EXISTS (SELECT 1 FROM main.verband k WHERE k.{each}_id = t.id AND k.verbroken_op IS NULL)"  # noqa: S608 - names of our tables
        for each in ("casus", "vtb")
    }
    at_table = {
        "casus": linked["casus"] if werk.tafels is Tafels.JBT else "1",
        "vtb": linked["vtb"] if werk.tafels is Tafels.RET else "1",
    }
    for soort in DossierSoort:
        yield soort.value, f"({own} AND {at_table[soort.value]}) OR {_opened(soort)}"
    mine = "1" if werk.tafels is Tafels.BEIDE else f"t.soort = '{werk.tafels.value}'"
    through = " OR ".join(
        f"EXISTS (SELECT 1 FROM main.agendapunt a JOIN temp.{p}{each} d ON d.id = a.{each}_id "  # noqa: S608 - names of our tables
        "WHERE a.zitting_id = t.id)"
        for each in ("casus", "vtb")
    )
    yield "zitting", f"{mine} OR {through}"
    dossiers = {
        "casus": "SELECT 1 FROM main.jeugdige j CROSS JOIN {0}casus c ON c.jeugdige_id = j.id WHERE j.gezin_id = t.id",
        "vtb": "SELECT 1 FROM {0}vtb v WHERE v.gezin_id = t.id",
    }
    seen = " OR ".join(f"EXISTS ({each.format(f'temp.{p}')})" for each in dossiers.values())
    none = " AND ".join(f"NOT EXISTS ({each.format('main.')})" for each in dossiers.values())
    child = "EXISTS (SELECT 1 FROM main.jeugdige j WHERE j.gezin_id = t.id{})"
    here = child.format(" AND j.gemeente = (SELECT gemeente FROM temp.werkgebied)")
    free = f"({none} AND (NOT {child.format('')} OR {here}))" if werk.gemeente else f"({none})"
    yield "gezin", f"{seen} OR {free}"
    yield "jeugdige", _in("gezin", "t.gezin_id", p)
    seen = " AND ".join(f"(t.{each}_id IS NULL OR {_in(each, f't.{each}_id', p)})" for each in ("casus", "vtb"))
    subject = _in("zitting", "t.zitting_id", p)
    yield "agendapunt", f"CASE WHEN t.casus_id IS NULL AND t.vtb_id IS NULL THEN {subject} ELSE {seen} END"


def _opened(soort: DossierSoort) -> str:
    return (
        f"EXISTS (SELECT 1 FROM main.inzagereden r WHERE r.soort = '{soort.value}' AND r.dossier_id = t.id "  # noqa: S608 - names of our tables
        "AND r.sitting = (SELECT sitting FROM temp.werkgebied))"
    )


def _together(table: str, points: tuple[tuple[str, str], ...], p: str) -> str:
    """All that a row names must be seen; of a whole zitting also every item of it."""
    found = [f"(t.{column} IS NULL OR {_in(parent, f't.{column}', p)})" for column, parent in points]
    whole = (
        "NOT EXISTS (SELECT 1 FROM main.agendapunt a WHERE a.zitting_id = t.zitting_id "  # noqa: S608 - names of our tables
        f"AND NOT {_in('agendapunt', 'a.id', p)})"
    )
    if table == "verslag":
        found.append(whole)
    elif table == "reactie":
        found.append(f"(t.agendapunt_id IS NOT NULL OR {whole})")
    return " AND ".join(found)


def _soort_rule(p: str) -> str:
    """The dossier that is named by kind and number must be seen."""
    own = " ".join(f"WHEN '{root}' THEN {_in(root, 't.dossier_id', p)}" for root in ("casus", "vtb", "zitting"))
    return f"CASE t.soort {own} ELSE 1 END"


def _search_rule(p: str) -> str:
    """What can be found: the dossiers it names, and the row it was made of."""
    named = " AND ".join(
        f"(t.{each}_id IS NULL OR {_in(each, f't.{each}_id', p)})" for each in ("casus", "vtb", "zitting")
    )
    kinds = {**{table: table for table in (*_ROOTS, *_derived())}, "casus_oorzaak": "oorzaak"}
    kinds.pop("casus_overzicht")
    own = " ".join(f"WHEN '{kind}' THEN {_in(table, 't.bron_id', p)}" for table, kind in kinds.items())
    return f"{named} AND CASE t.soort {own} ELSE 1 END"


def _audit_rule(p: str) -> str:
    """Lines about a row that is seen, or that is gone: of those the dossier is found first."""
    tables = [table for table in (*_ROOTS, *_derived()) if table != "casus_overzicht"]
    own = " ".join(
        f"WHEN '{table}' THEN {_in(table, 't.rij', p)} OR NOT EXISTS (SELECT 1 FROM main.{table} g WHERE g.id = t.rij)"  # noqa: S608 - names of our tables
        for table in tables
    )
    return f"CASE t.tabel {own} ELSE 1 END"
