"""Finding zoekdocumenten, and the casus, VTB or zitting each of them leads to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from expertteam_app.db.search import everything_expression
from expertteam_app.db.tables import (
    CasusOverzichtRow,
    CasusRow,
    GezinRow,
    GezinslidRow,
    JeugdigeRow,
    ToekomstplanRow,
    VtbRow,
    ZittingRow,
    ZoekdocumentRow,
)
from expertteam_app.domain.zoektekst import Zoekvraag

CAP = 2_000
"""Documents that are weighed one by one; of more, those with a hit in the title and the newest are taken."""
MOST_TITLES = 5_000
"""Titles that are gone through one by one."""
TITLE_WEIGHT = 8.0
_DOC = ZoekdocumentRow.metadata.tables[ZoekdocumentRow.__tablename__]


@dataclass(frozen=True, slots=True)
class Gevonden:
    """The best documents of each kind, how many there are of each, and whether there are more than were counted."""

    beste: dict[str, list[Mapping[str, Any]]]
    aantallen: dict[str, int]
    meer: bool


def _rowids(session: Session, query: str) -> list[int]:
    """The newest documents that fit, and one more than are weighed where there are more."""
    statement = text("SELECT rowid FROM zoek WHERE zoek MATCH :query ORDER BY rowid DESC LIMIT :cap")
    return list(session.scalars(statement, {"query": query, "cap": CAP + 1}))


def _weighed(session: Session, query: str) -> list[int]:
    statement = text("SELECT rowid FROM zoek WHERE zoek MATCH :query ORDER BY bm25(zoek, :weight, 1.0), rowid DESC")
    return list(session.scalars(statement, {"query": query, "weight": TITLE_WEIGHT}))


def find_documents(
    session: Session, typed: str, kinds: Collection[str], each: int, *, in_title: bool = False
) -> Gevonden:
    """The documents of these kinds in which every typed word begins a word, the best first, at most `each` per kind.

    With `in_title` only titles count.
    """
    query = everything_expression(typed, in_title=in_title)
    if not query or not kinds:
        return Gevonden({}, {}, meer=False)
    newest = _rowids(session, query)
    more = len(newest) > CAP
    if more:
        titled = newest if in_title else _rowids(session, everything_expression(typed, in_title=True))
        order = list(dict.fromkeys((*titled[:CAP], *newest[:CAP])))
    else:
        order = _weighed(session, query)
    kind_of: dict[int, str] = {}
    for start in range(0, len(order), CAP):
        # The kinds are sifted here: asked for them too, SQLite goes through every document of those kinds.
        part = select(_DOC.c.id, _DOC.c.soort).where(_DOC.c.id.in_(order[start : start + CAP]))
        kind_of.update((number, kind) for number, kind in session.execute(part) if kind in kinds)
    counts: dict[str, int] = {}
    wanted: dict[str, list[int]] = {}
    for number in order:
        kind = kind_of.get(number)
        if kind is None:
            continue
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] <= each:
            wanted.setdefault(kind, []).append(number)
    return Gevonden(_read(session, wanted), counts, more)


def find_titles(session: Session, typed: str, kinds: Collection[str], each: int) -> Gevonden:
    """As `find_documents` with `in_title`: titles with every typed word whole come first, then the newest.

    The titles of kinds of which there are few are gone through one by one: the index would go through everything that
    holds what was typed, and one letter stands in millions of documents.
    """
    few = select(_DOC.c.id, _DOC.c.soort, _DOC.c.titel).where(_DOC.c.soort.in_(kinds)).limit(MOST_TITLES + 1)
    rows = session.execute(few).all()
    if len(rows) > MOST_TITLES:
        return find_documents(session, typed, kinds, each, in_title=True)
    wanted = Zoekvraag(typed)
    hits = [(fit, number, kind) for number, kind, title in rows if (fit := wanted.fit(title))]
    counts: dict[str, int] = {}
    best: dict[str, list[int]] = {}
    for _fit, number, kind in sorted(hits, reverse=True):
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] <= each:
            best.setdefault(kind, []).append(number)
    return Gevonden(_read(session, best), counts, meer=False)


def _read(session: Session, wanted: Mapping[str, Sequence[int]]) -> dict[str, list[Mapping[str, Any]]]:
    """The documents of these ids."""
    ids = [number for numbers in wanted.values() for number in numbers]
    found = {row["id"]: dict(row) for row in session.execute(select(_DOC).where(_DOC.c.id.in_(ids))).mappings()}
    return {kind: [found[n] for n in numbers] for kind, numbers in wanted.items()}


def casus_of(session: Session, kind: str, ids: Collection[int]) -> dict[int, int]:
    """The newest casus by which a document about a gezin or its people is reached: id of the row to id of the casus."""
    own = {"gezin": GezinRow.id, "gezinslid": GezinslidRow.id, "toekomstplan": ToekomstplanRow.id}[kind]
    query = select(own, CasusRow.id).select_from(own.class_)
    if kind == "gezin":
        query = query.join(JeugdigeRow, JeugdigeRow.gezin_id == GezinRow.id)
    elif kind == "gezinslid":
        query = query.join(JeugdigeRow, JeugdigeRow.gezin_id == GezinslidRow.gezin_id)
    else:
        query = query.join(JeugdigeRow, JeugdigeRow.id == ToekomstplanRow.jeugdige_id)
    query = query.join(CasusRow, CasusRow.jeugdige_id == JeugdigeRow.id).where(own.in_(ids)).order_by(CasusRow.id)
    return {number: casus for number, casus in session.execute(query).all()}  # noqa: C416 - typed rows, not pairs


def vtb_of(session: Session, kind: str, ids: Collection[int]) -> dict[int, int]:
    """As `casus_of`, for a gezin that is only known through a VTB."""
    if kind == "gezinslid":
        query = select(GezinslidRow.id, VtbRow.id).join(VtbRow, VtbRow.gezin_id == GezinslidRow.gezin_id)
        query = query.where(GezinslidRow.id.in_(ids))
    else:
        query = select(VtbRow.gezin_id, VtbRow.id).where(VtbRow.gezin_id.in_(ids))
    return {number: vtb for number, vtb in session.execute(query.order_by(VtbRow.id)).all()}  # noqa: C416 - typed rows, not pairs


def remaining(session: Session, casus_ids: Iterable[int]) -> dict[int, int]:
    """Of casussen that went up in another one: the one that stays; of all others themselves."""
    stays = {number: number for number in casus_ids}
    open_ends = set(stays)
    while open_ends:
        query = select(CasusRow.id, CasusRow.samengevoegd_met).where(
            CasusRow.id.in_(open_ends), CasusRow.samengevoegd_met.is_not(None)
        )
        merged = {one: other for one, other in session.execute(query) if other is not None and other != one}
        stays = {number: merged.get(end, end) for number, end in stays.items()}
        open_ends = set(merged.values()) - set(merged)
    return stays


def casus_heads(session: Session, ids: Collection[int]) -> dict[int, tuple[str, str, str, str]]:
    """Of these casussen: nummer, naam, gemeente (code) and status."""
    row = CasusOverzichtRow
    query = select(row.casus_id, row.nummer, row.naam, row.gemeente, row.status).where(row.casus_id.in_(ids))
    return {number: (nummer, naam, place, status) for number, nummer, naam, place, status in session.execute(query)}


def vtb_heads(session: Session, ids: Collection[int]) -> dict[int, tuple[str, str, str]]:
    """Of these VTB's: nummer, name of the gezin and gemeente (code)."""
    query = select(VtbRow.id, VtbRow.nummer, GezinRow.naam, VtbRow.gemeente).join(
        GezinRow, GezinRow.id == VtbRow.gezin_id
    )
    return {
        number: (nummer, naam, place)
        for number, nummer, naam, place in session.execute(query.where(VtbRow.id.in_(ids)))
    }


def zitting_heads(session: Session, ids: Collection[int]) -> dict[int, tuple[str, date, str, str]]:
    """Of these zittingen: nummer, day, table and status."""
    row = ZittingRow
    query = select(row.id, row.nummer, row.datum, row.soort, row.status).where(row.id.in_(ids))
    return {number: (nummer, day, kind, status) for number, nummer, day, kind, status in session.execute(query)}
