"""A casus as it was known: the rows of now, walked back along the audit log to the line after which one looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from expertteam_app.db.audit import AuditRow
from expertteam_app.db.base import Base
from expertteam_app.db.queries.casussen import dossier_parts, log_of
from expertteam_app.db.queries.gezinnen import to_kind
from expertteam_app.db.queries.netwerk import to_lid, to_partnerschap, to_relatie
from expertteam_app.db.queries.toekomstplannen import to_plan
from expertteam_app.db.queries.uithuisplaatsingen import to_record
from expertteam_app.db.queries.uitspraken import to_uitspraak
from expertteam_app.db.tables import (
    ActieRow,
    BijlageRow,
    CasusRow,
    GebeurtenisRow,
    GezinRow,
    GezinslidRow,
    GezinsrelatieRow,
    HiaatRow,
    JeugdigeRow,
    OorzaakRow,
    OpschalingsmodelRow,
    PartnerschapRow,
    ToekomstplanRow,
    ToestemmingGeverRow,
    ToestemmingRow,
    UithuisplaatsingRow,
    UitspraakRow,
    ZoekregelRow,
)
from expertteam_app.db.tijdmachine_rijen import Rijen, detached
from expertteam_app.domain.casus import fold
from expertteam_app.domain.dossier import CasusDossier, KindInfo
from expertteam_app.domain.netwerk import Gezinskind, Netwerk
from expertteam_app.domain.tijdmachine import Wijziging
from expertteam_app.domain.toekomstplan import Toekomstplan
from expertteam_app.domain.uithuisplaatsing import Uithuisplaatsing
from expertteam_app.domain.uitspraak import Uitspraak

Part = TypeVar("Part")


@dataclass(frozen=True)
class Stukken:
    """What was known of a casus after a line of the log.

    Attributes:
        casus: the row, with the jeugdige and the gezin; of no session, like those of toestemmingen and bijlagen.
        dossier: without its ladder, which needs the kalender.
    """

    casus: CasusRow
    dossier: CasusDossier
    netwerk: Netwerk
    gezin_toelichting: str
    uitspraken: tuple[Uitspraak, ...]
    toekomstplan: Toekomstplan | None
    uithuisplaatsingen: tuple[Uithuisplaatsing, ...]
    toestemmingen: tuple[ToestemmingRow, ...]
    bijlagen: tuple[BijlageRow, ...]


def line_at(session: Session, casus_id: int, moment: str) -> int:
    """Id of the last line of the log that a casus shows at a moment (UTC, ISO); 0 when it was not known yet.

    The changes of the casus itself decide. Lines are numbered without gaps in the order of writing, so a few looks
    between two of them find the line, also in millions.
    """
    changes = changes_of(session, casus_id)
    later = next((n for n, change in enumerate(changes) if change.moment > moment), len(changes))
    if not later:
        return 0
    low = changes[later - 1].regel
    high = changes[later].regel - 1 if later < len(changes) else session.scalar(select(func.max(AuditRow.id))) or low
    while low < high:
        middle = (low + high + 1) // 2
        written = session.scalar(select(AuditRow.moment).where(AuditRow.id == middle)) or ""
        low, high = (middle, high) if written <= moment else (low, middle - 1)
    return low


def changes_of(session: Session, casus_id: int) -> tuple[Wijziging, ...]:
    """Every act that changed what is known of a casus, its jeugdige or its gezin, oldest first."""
    places: dict[str, set[int]] = {}
    for tabel, rij in _places(Rijen(session, 0), casus_id):
        places.setdefault(tabel, set()).add(rij)
    groups: set[str] = set()
    for tabel, rijen in places.items():
        for part in _parts(sorted(rijen)):
            query = select(AuditRow.groep).where(AuditRow.tabel == tabel, AuditRow.rij.in_(part))
            groups.update(session.scalars(query.where(AuditRow.soort != "gelezen")))
    found = []
    for names in _parts(sorted(groups)):
        last = select(func.max(AuditRow.id)).where(AuditRow.groep.in_(names)).group_by(AuditRow.groep)
        lines = session.scalars(select(AuditRow).where(AuditRow.id.in_(last)))
        found += [Wijziging(line.id, line.moment, line.wie, line.handeling) for line in lines]
    return tuple(sorted(found, key=lambda change: change.regel))


def _parts(items: Sequence[Part]) -> Iterator[Sequence[Part]]:
    return (items[start : start + 500] for start in range(0, len(items), 500))


def _places(ever: Rijen, casus_id: int) -> Iterator[tuple[str, int]]:
    """Every row that ever belonged to a casus, as (table, id)."""
    yield "casus", casus_id
    for tabel in _tables_of_a_casus():
        yield from ((tabel, rij) for rij in ever.ids(tabel, "casus_id", casus_id))
    for asked in ever.ids("toestemming", "casus_id", casus_id):
        yield from (("toestemming_gever", rij) for rij in ever.ids("toestemming_gever", "toestemming_id", asked))
    own = ever.ever("casus", casus_id, "jeugdige_id")
    gezinnen = {gezin for child in own for gezin in ever.ever("jeugdige", child, "gezin_id")}
    children = own | {child for gezin in gezinnen for child in ever.ids("jeugdige", "gezin_id", gezin)}
    people = {lid for gezin in gezinnen for lid in ever.ids("gezinslid", "gezin_id", gezin)}
    yield from (("gezin", gezin) for gezin in gezinnen)
    yield from (("jeugdige", child) for child in children)
    yield from (("gezinslid", lid) for lid in people)
    for child in children:
        yield from (("gezinsrelatie", rij) for rij in ever.ids("gezinsrelatie", "jeugdige_id", child))
    for child in own:
        yield from (("toekomstplan", rij) for rij in ever.ids("toekomstplan", "jeugdige_id", child))
    for lid in people:
        yield from (("partnerschap", rij) for rij in ever.ids("partnerschap", "een_id", lid))


def pieces_at(session: Session, casus_id: int, line: int) -> Stukken | None:
    """All that was known of a casus after a line of the log; None when the casus itself was not."""
    toen = Rijen(session, line)
    values = toen.row("casus", casus_id)
    if values is None:
        return None
    child = toen.row("jeugdige", values["jeugdige_id"]) or {}
    gezin = toen.row("gezin", child["gezin_id"]) or {}
    casus = detached(CasusRow, values)
    casus.jeugdige = detached(JeugdigeRow, child)
    casus.jeugdige.gezin = detached(GezinRow, gezin)
    casus.model = session.get_one(OpschalingsmodelRow, values["model_id"])
    casus.gebeurtenissen = sorted(toen.objects(GebeurtenisRow, "casus_id", casus_id), key=lambda row: row.volgnummer)
    casus.oorzaken = sorted(toen.objects(OorzaakRow, "casus_id", casus_id), key=lambda row: row.code)
    casus.hiaten = toen.objects(HiaatRow, "casus_id", casus_id)
    casus.zoekregels = toen.objects(ZoekregelRow, "casus_id", casus_id)
    casus.acties = toen.objects(ActieRow, "casus_id", casus_id)
    parts = dossier_parts(session, casus, fold(log_of(casus)))
    plans = toen.objects(ToekomstplanRow, "jeugdige_id", casus.jeugdige_id)
    homes = sorted(
        toen.objects(UithuisplaatsingRow, "casus_id", casus_id), key=lambda r: (-r.datum_voornemen.toordinal(), r.id)
    )
    files = sorted(
        toen.objects(BijlageRow, "casus_id", casus_id),
        key=lambda r: (r.weggegooid_op is not None, -r.toegevoegd_op.toordinal(), -r.id),
    )
    return Stukken(
        casus=casus,
        dossier=replace(parts, gezinsleden=_children(toen, casus.jeugdige.gezin_id)),
        netwerk=_network(toen, casus.jeugdige.gezin),
        gezin_toelichting=casus.jeugdige.gezin.toelichting,
        uitspraken=tuple(to_uitspraak(r) for r in toen.objects(UitspraakRow, "casus_id", casus_id)),
        toekomstplan=to_plan(plans[0]) if plans else None,
        uithuisplaatsingen=tuple(to_record(r) for r in homes),
        toestemmingen=tuple(_with_answers(toen, r) for r in toen.objects(ToestemmingRow, "casus_id", casus_id)),
        bijlagen=tuple(files),
    )


def _tables_of_a_casus() -> list[str]:
    """The audited tables of which each row belongs to a casus."""
    mappers = (m for m in Base.registry.mappers if m.class_.__audit__ and "casus_id" in m.local_table.columns)
    own = {m.local_table.description for m in mappers}
    return sorted(own - {"agendapunt", "partij_regel"})


def _with_answers(toen: Rijen, row: ToestemmingRow) -> ToestemmingRow:
    answers = toen.objects(ToestemmingGeverRow, "toestemming_id", row.id)
    row.gevers = sorted(answers, key=lambda g: (g.datum or date.min, g.id))
    return row


def _children(toen: Rijen, gezin_id: int) -> tuple[KindInfo, ...]:
    """The children of a gezin with the numbers of their casussen, oldest first.

    A second record of a child, of which the casus went up in another, is left out, as `children_of` does.
    """
    found = []
    for kind in toen.objects(JeugdigeRow, "gezin_id", gezin_id):
        casussen = toen.rows("casus", "jeugdige_id", kind.id)
        numbers = sorted(c["nummer"] for c in casussen if c["samengevoegd_met"] is None)
        if numbers or not casussen:
            found.append(to_kind(kind, tuple(numbers)))
    return tuple(sorted(found, key=lambda k: (k.geboortedatum or date.min, k.id)))


def _network(toen: Rijen, gezin: GezinRow) -> Netwerk:
    """The gezin with everyone around it."""
    numbers = {k.id: k.casus_nummers for k in _children(toen, gezin.id)}
    rows = [k for k in toen.objects(JeugdigeRow, "gezin_id", gezin.id) if k.id in numbers]
    rows.sort(key=lambda k: (k.geboortedatum or date.max, k.id))
    people = toen.objects(GezinslidRow, "gezin_id", gezin.id)
    known = {row.id for row in people}
    relations = [r for k in rows for r in toen.objects(GezinsrelatieRow, "jeugdige_id", k.id)]
    couples = {p.id: p for lid in people for p in toen.objects(PartnerschapRow, "een_id", lid.id)}
    return Netwerk(
        gezin_id=gezin.id,
        naam=gezin.naam,
        kinderen=tuple(
            Gezinskind(k.id, k.naam, k.geslacht, k.geboortedatum, numbers[k.id], k.voornaam, k.geboortejaar)
            for k in rows
        ),
        leden=tuple(to_lid(lid) for lid in people),
        relaties=tuple(to_relatie(r) for r in sorted(relations, key=lambda r: r.id) if r.gezinslid_id in known),
        partners=tuple(to_partnerschap(couples[i]) for i in sorted(couples)),
    )
