"""The zoekdocumenten kept in step with the rows they come from: after a write, for the whole kluis, and compared.

Documents are derived data: they are not audited, and may be thrown away and made again at any time.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from sqlalchemy import Select, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from expertteam_app.db.queries.zoekbronnen import BRONNEN, BY_SOORT, Bron, derive
from expertteam_app.db.queries.zoekerbij import Labels
from expertteam_app.db.search import TO_INDEX, index_version, set_index_version
from expertteam_app.db.tables import (
    AanwezigheidRow,
    ActieRow,
    AfspraakRow,
    BesluitRow,
    CasusRow,
    HoorgesprekRow,
    JeugdigeRow,
    TafelregelRow,
    TerugmeldingRow,
    ToestemmingGeverRow,
    VtbKindRow,
    VtbRow,
    ZoekdocumentRow,
)

VERSIE: Final = 2
"""Goes up when the same rows give other documents."""
SAMPLE: Final = 5_000
"""Rows per table that a check compares; where there are more, they are spread evenly over the table."""
PIECE: Final = 500
"""Rows that are looked at in one go; of a rebuild in one transaction."""
_DOC: Final = ZoekdocumentRow.metadata.tables[ZoekdocumentRow.__tablename__]
_FIELDS: Final = ("casus_id", "vtb_id", "zitting_id", "titel", "datum", "tekst")

_SPREAD: Final[dict[str, tuple[tuple[str, Callable[[list[int]], Select[Any]]], ...]]] = {
    "*jeugdige": (
        ("casus", lambda ids: select(CasusRow.id).where(CasusRow.jeugdige_id.in_(ids))),
        ("vtb", lambda ids: select(VtbKindRow.vtb_id).where(VtbKindRow.jeugdige_id.in_(ids))),
    ),
    "*gezin": (
        (
            "casus",
            lambda ids: (
                select(CasusRow.id)
                .join(JeugdigeRow, JeugdigeRow.id == CasusRow.jeugdige_id)
                .where(JeugdigeRow.gezin_id.in_(ids))
            ),
        ),
        ("vtb", lambda ids: select(VtbRow.id).where(VtbRow.gezin_id.in_(ids))),
    ),
    "*persoon": (
        ("zitting", lambda ids: select(AanwezigheidRow.zitting_id).where(AanwezigheidRow.persoon_id.in_(ids))),
    ),
    "*agendapunt": (
        ("besluit", lambda ids: select(BesluitRow.id).where(BesluitRow.agendapunt_id.in_(ids))),
        ("actie", lambda ids: select(ActieRow.id).where(ActieRow.agendapunt_id.in_(ids))),
        ("tafelregel", lambda ids: select(TafelregelRow.id).where(TafelregelRow.agendapunt_id.in_(ids))),
    ),
    "*toestemming_gever": (
        (
            "toestemming",
            lambda ids: select(ToestemmingGeverRow.toestemming_id).where(ToestemmingGeverRow.id.in_(ids)),
        ),
    ),
    "*terugmelding": (("besluit", lambda ids: select(TerugmeldingRow.besluit_id).where(TerugmeldingRow.id.in_(ids))),),
    "*afspraak": (("besluit", lambda ids: select(AfspraakRow.besluit_id).where(AfspraakRow.id.in_(ids))),),
    "*hoorgesprek": (("vtb", lambda ids: select(HoorgesprekRow.vtb_id).where(HoorgesprekRow.id.in_(ids))),),
    "*vtb_kind": (("vtb", lambda ids: select(VtbKindRow.vtb_id).where(VtbKindRow.id.in_(ids))),),
    "*aanwezigheid": (("zitting", lambda ids: select(AanwezigheidRow.zitting_id).where(AanwezigheidRow.id.in_(ids))),),
}
"""For a row that changed: the documents of other rows that hold its words or its place."""


def _chunks(ids: Iterable[int], size: int = PIECE) -> Iterator[list[int]]:
    whole = sorted(ids)
    for start in range(0, len(whole), size):
        yield whole[start : start + size]


def reindex(session: Session, labels: Labels, check: Callable[[], None] = lambda: None) -> None:
    """Make the documents anew of everything that this session wrote; called just before its commit.

    Args:
        session: the session, with nothing left to flush.
        labels: the labels of the codes.
        check: called between two pieces of work; raises `Cancelled` to stop.
    """
    notes: set[tuple[str, int]] = session.info.pop(TO_INDEX, set())
    by_kind: dict[str, set[int]] = {}
    for kind, number in notes:
        by_kind.setdefault(kind, set()).add(number)
    for name, ways in _SPREAD.items():
        for ids in _chunks(by_kind.pop(name, ())):
            for kind, query in ways:
                by_kind.setdefault(kind, set()).update(session.scalars(query(ids)))
    for kind, numbers in by_kind.items():
        for ids in _chunks(numbers):
            check()
            _renew(session, BY_SOORT[kind], ids, labels)


def _stored(session: Session, bron: Bron, ids: list[int]) -> dict[int, dict[str, Any]]:
    query = select(_DOC).where(_DOC.c.soort == bron.soort, _DOC.c.bron_id.in_(ids))
    return {row["bron_id"]: dict(row) for row in session.connection().execute(query).mappings()}


def _renew(session: Session, bron: Bron, ids: list[int], labels: Labels) -> None:
    """Bring the documents of these rows in step: only what differs is written."""
    connection = session.connection()
    wanted = derive(connection, bron, ids, labels)
    have = _stored(session, bron, ids)
    gone = [row["id"] for number, row in have.items() if number not in wanted]
    new = [document for number, document in wanted.items() if number not in have]
    other = [
        {"doc": have[number]["id"], **{name: document[name] for name in _FIELDS}}
        for number, document in wanted.items()
        if number in have and any(have[number][name] != document[name] for name in _FIELDS)
    ]
    if gone:
        connection.execute(delete(_DOC).where(_DOC.c.id.in_(gone)))
    if new:
        connection.execute(insert(_DOC), new)
    if other:
        statement = update(_DOC).where(_DOC.c.id == bindparam("doc"))
        connection.execute(statement.values({name: bindparam(name) for name in _FIELDS}), other)


# -- the whole kluis -------------------------------------------------------------------------------------------------


def wanted_version(labels: Labels) -> int:
    """The number of the documents as this program makes them with these labels; never 0."""
    words = repr((VERSIE, sorted((name, sorted(codes.items())) for name, codes in labels.items())))
    return zlib.crc32(words.encode()) & 0x7FFFFFFF or 1


def is_whole(session: Session, labels: Labels) -> bool:
    """Whether everything in the kluis can be found; False after a migration or with other labels, until a rebuild."""
    return index_version(session) == wanted_version(labels)


def kinds() -> tuple[str, ...]:
    """The kinds of documents, in the order in which a rebuild makes them."""
    return tuple(bron.soort for bron in BRONNEN)


def rebuild_piece(session: Session, labels: Labels, soort: str, after: int, size: int = PIECE) -> int | None:
    """Make the documents of the next rows of a kind; returns the last id done, None when the kind is finished."""
    bron = BY_SOORT[soort]
    column = bron.table.c.id
    ids: list[int] = list(session.scalars(select(column).where(column > after).order_by(column).limit(size)))
    if not ids:
        orphan = _DOC.c.bron_id.not_in(select(column))
        session.connection().execute(delete(_DOC).where(_DOC.c.soort == soort, orphan))
        return None
    _renew(session, bron, ids, labels)
    return max(ids)


def finish_rebuild(session: Session, labels: Labels) -> None:
    """Note that everything can be found, in the running transaction."""
    set_index_version(session, wanted_version(labels))


def row_count(session: Session) -> int:
    """How many rows a rebuild looks at."""
    return sum(session.scalar(select(func.count()).select_from(bron.table)) or 0 for bron in BRONNEN)


def differing_documents(session: Session, labels: Labels, sample: int = SAMPLE) -> int:
    """How many documents are not what the rows say, are missing, or are of rows that are gone."""
    wrong = 0
    for bron in BRONNEN:
        column = bron.table.c.id
        ids = list(session.scalars(select(column).order_by(column)))
        step = max(1, -(-len(ids) // sample))
        for chunk in _chunks(ids[::step]):
            wanted = derive(session.connection(), bron, chunk, labels)
            have = _stored(session, bron, chunk)
            wrong += sum(
                number not in wanted
                or number not in have
                or any(wanted[number][name] != have[number][name] for name in _FIELDS)
                for number in wanted.keys() | have.keys()
            )
        orphans = select(func.count()).where(_DOC.c.soort == bron.soort, _DOC.c.bron_id.not_in(select(column)))
        wrong += session.scalar(orphans) or 0
    return wrong
