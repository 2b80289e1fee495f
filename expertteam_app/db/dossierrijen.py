"""Which rows make up a dossier: a casus, a VTB, a zitting, a gezin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import LargeBinary, select
from sqlalchemy.orm import Session

from expertteam_app.db.base import Base

CASUS, VTB, ZITTING = "casus", "vtb", "zitting"

_OF_A_CASUS: Final = (
    *("gebeurtenis", "casus_oorzaak", "hiaat", "zoekregel", "actie", "bijlage", "toestemming", "uithuisplaatsing"),
    *("uitspraak", "opvolging", "boeg_inbreng", "agendapunt", "partij_regel", "verband"),
    *("pakketlog", "ontvangen_pakket"),
)
_OF_A_PUNT: Final = (
    *("besluit", "tafelregel", "actie", "aanwezigheid", "reactie", "verzending", "opvolging", "boeg_inbreng"),
)
BELOW: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    CASUS: (
        *((tabel, "casus_id") for tabel in _OF_A_CASUS),
        *(("samenvoeging", column) for column in ("blijft_id", "gaat_op_id")),
        (CASUS, "samengevoegd_met"),
    ),
    VTB: (("vtb_kind", "vtb_id"), ("hoorgesprek", "vtb_id"), ("agendapunt", "vtb_id"), ("verband", "vtb_id")),
    ZITTING: (*((tabel, "zitting_id") for tabel in ("agendapunt", "aanwezigheid", "reactie", "verzending")),),
    "agendapunt": tuple((tabel, "agendapunt_id") for tabel in _OF_A_PUNT),
    "besluit": (("terugmelding", "besluit_id"), ("afspraak", "besluit_id")),
    "toestemming": (("toestemming_gever", "toestemming_id"),),
    "vtb_kind": (("partij_regel", "vtb_kind_id"),),
    "jeugdige": tuple(
        (tabel, "jeugdige_id") for tabel in ("toekomstplan", "gezinsrelatie", "aanwezigheid", "verzending")
    ),
    "gezin": (("gezinslid", "gezin_id"), ("jeugdige", "gezin_id")),
    "gezinslid": (
        ("gezinsrelatie", "gezinslid_id"),
        ("aanwezigheid", "gezinslid_id"),
        ("toestemming_gever", "gezinslid_id"),
        ("partnerschap", "een_id"),
        ("partnerschap", "ander_id"),
    ),
}
"""Which rows belong to a row: their table, and their column that names it."""


_AT_ONCE: Final = 500


def rows_of(session: Session, roots: Iterable[tuple[str, int]]) -> dict[str, dict[int, dict[str, Any]]]:
    """The rows that hang below these now, with themselves: table to id to values; without the bytes of files."""
    found: dict[str, dict[int, dict[str, Any]]] = {}
    waiting = [(tabel, "id", [number]) for tabel, number in roots]
    while waiting:
        tabel, column, owners = waiting.pop()
        table = Base.metadata.tables[tabel]
        columns = [c for c in table.columns if not isinstance(c.type, LargeBinary)]
        new: list[int] = []
        for start in range(0, len(owners), _AT_ONCE):
            query = select(*columns).where(table.c[column].in_(owners[start : start + _AT_ONCE])).order_by(table.c.id)
            for row in session.execute(query).mappings():
                if row["id"] not in found.setdefault(tabel, {}):
                    found[tabel][row["id"]] = dict(row)
                    new.append(row["id"])
        if new:
            waiting += [(below, name, new) for below, name in BELOW.get(tabel, ())]
    return found
