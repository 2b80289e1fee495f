"""Casussen: the list, the dossier and the log."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, and_, delete, func, insert, literal, or_, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from expertteam_app.db.queries.gezinnen import children_of, to_kind
from expertteam_app.db.queries.modellen import to_model
from expertteam_app.db.search import match_expression
from expertteam_app.db.tables import (
    ActieRow,
    CasusOverzichtRow,
    CasusRow,
    GebeurtenisRow,
    HiaatRow,
    JeugdigeRow,
    OorzaakRow,
    PersoonRow,
    ZoekregelRow,
)
from expertteam_app.domain.casus import CasusStand, fold
from expertteam_app.domain.codelijst import fold as fold_text
from expertteam_app.domain.dossier import (
    SORT_COLUMNS,
    ActieInfo,
    CasusDossier,
    CasusFilter,
    CasusRegel,
    HiaatInfo,
    OorzaakInfo,
    ZoekregelInfo,
)
from expertteam_app.domain.gebeurtenis import Gebeurtenis, Soort

Overzicht = CasusOverzichtRow
_AT_ONCE = 5_000
"""Ids in one statement."""
VERNIETIGD = "Vernietigd dossier"
"""What stands for the name where a destroyed casus is counted."""
A_LOOK = 50
"""So many rows at most are a quick look, such as that of Ctrl+K."""
MANY = 5_000
"""From so many casussen with the typed words on, one in twenty even of the largest kluis holds them."""


def find_ids(session: Session, wanted: CasusFilter, limit: int | None = None) -> list[int]:
    """Ids of the casussen that fit the filter (the first `limit`), in its order; descending is ascending turned around.

    Columns of the table instead of the mapped class: no object per row, which halves the time at 100,000 rows.
    """
    row = Overzicht.__table__.c
    query = select(row.casus_id)
    if wanted.casus_ids is not None:  # as one value: there may be more of them than a statement takes
        these = text("SELECT value FROM json_each(:these)").bindparams(these=json.dumps(list(wanted.casus_ids)))
        query = query.where(row.casus_id.in_(these.columns(CasusRow.id).scalar_subquery()))
    else:  # behind a figure they count; nowhere else are they found
        query = query.where(row.casus_id.not_in(select(CasusRow.id).where(CasusRow.vernietigd_op.is_not(None))))
    if wanted.status == "open":
        query = query.where(row.status != "gesloten")
    elif wanted.status == "gesloten":
        query = query.where(row.status == "gesloten")
    if wanted.stap is not None:
        query = query.where(row.stap == wanted.stap)
    if wanted.gemeente is not None:
        query = query.where(row.gemeente == wanted.gemeente)
    if match := match_expression(wanted.tekst):
        by_hand = limit is not None and limit <= A_LOOK and _stands_in_many(session, match)
        query = query.where(_holds(wanted.tekst) if by_hand else row.casus_id.in_(_matching(match)))
    sort_by = wanted.sorteer if wanted.sorteer in SORT_COLUMNS else "nummer"
    order = (row["naam_sleutel" if sort_by == "naam" else sort_by], row.casus_id)
    query = query.order_by(*((column.desc() for column in order) if wanted.aflopend else order)).limit(limit)
    return list(session.scalars(query))


def open_from_step(session: Session, stap: int, tekst: str, *, without: Collection[int], limit: int) -> list[int]:
    """Ids of the first open casussen, by number, on this step or a higher one that hold every typed word."""
    row = Overzicht.__table__.c
    query = select(row.casus_id).where(row.status != "gesloten", row.stap >= stap, row.casus_id.not_in(without))
    if match := match_expression(tekst):
        query = query.where(row.casus_id.in_(_matching(match)))
    return list(session.scalars(query.order_by(row.nummer).limit(limit)))


def _stands_in_many(session: Session, match: str) -> bool:
    """Whether so many casussen hold the words that the first few are found sooner by looking than by gathering all."""
    found = text("SELECT count(*) FROM (SELECT 1 FROM casus_zoek WHERE casus_zoek MATCH :match LIMIT :most)")
    return bool(session.scalar(found, {"match": match, "most": MANY}) == MANY)


def _holds(typed: str) -> ColumnElement[bool]:
    """The same question as `_matching`, asked of one row: its words are folded, so a word begins after a space."""
    words = func.replace(literal(" ").concat(Overzicht.__table__.c.zoektekst), "+", " ")
    return and_(*(words.like(f"% {word}%") for word in fold_text(typed).replace("+", " ").split()))


def _matching(match: str) -> ScalarSelect[int]:
    found = text("SELECT rowid FROM casus_zoek WHERE casus_zoek MATCH :match").bindparams(match=match)
    return found.columns(CasusRow.id).scalar_subquery()


def rows_for(session: Session, ids: Sequence[int]) -> list[CasusRegel]:
    """The rows of the list for these ids, in the same order; ids that are gone are left out."""
    found = {
        row.casus_id: CasusRegel(
            id=row.casus_id,
            nummer=row.nummer,
            naam=row.naam,
            geboortedatum=row.geboortedatum,
            geboortejaar=row.geboortejaar,
            gemeente=row.gemeente,
            status=row.status,
            stap=row.stap,
            stap_sinds=row.stap_sinds,
            aangemeld=row.aangemeld,
            afgesloten_op=row.afgesloten_op,
            uitkomst=row.uitkomst,
            zorgvorm=row.zorgvorm,
        )
        for start in range(0, len(ids), _AT_ONCE)
        for row in session.scalars(select(Overzicht).where(Overzicht.casus_id.in_(ids[start : start + _AT_ONCE])))
    }
    return [found[i] for i in ids if i in found]


def to_event(row: GebeurtenisRow) -> Gebeurtenis:
    """The stored event as a domain value."""
    return Gebeurtenis(Soort(row.soort), row.datum, row.volgnummer, dict(row.gegevens))


def log_of(casus: CasusRow) -> tuple[Gebeurtenis, ...]:
    """The whole log of a casus in order of entry."""
    return tuple(to_event(row) for row in casus.gebeurtenissen)


def add_event(session: Session, casus: CasusRow, event: Gebeurtenis) -> Gebeurtenis:
    """Append an event to the log; it gets the next volgnummer."""
    volgnummer = max((row.volgnummer for row in casus.gebeurtenissen), default=0) + 1
    row = GebeurtenisRow(
        casus_id=casus.id,
        volgnummer=volgnummer,
        soort=event.soort.value,
        datum=event.datum,
        gegevens=dict(event.gegevens),
    )
    session.add(row)
    casus.gebeurtenissen.append(row)
    return to_event(row)


def next_number(session: Session, prefix: str, column: InstrumentedAttribute[str]) -> str:
    """The next free number of a series: ``next_number(session, "RET-2026", CasusRow.nummer)`` gives RET-2026-015."""
    last = session.scalar(
        select(column).where(column.like(f"{prefix}-%")).order_by(func.length(column).desc(), column.desc()).limit(1)
    )
    number = int(last.rsplit("-", 1)[1]) + 1 if last else 1
    return f"{prefix}-{number:03d}"


def add_casus(
    session: Session,
    *,
    nummer: str,
    jeugdige: JeugdigeRow,
    model_id: int,
    aangemeld_door: str,
    soort_vraag: str,
    vraag: str = "",
    opmerking: str = "",
    partij_id: int | None = None,
    flush: bool = True,
) -> CasusRow:
    """A new casus without events; without `flush` as `add_gezin`."""
    row = CasusRow(
        nummer=nummer,
        jeugdige=jeugdige,
        model_id=model_id,
        gemeente=jeugdige.gemeente,
        aangemeld_door=aangemeld_door,
        soort_vraag=soort_vraag,
        vraag=vraag,
        opmerking=opmerking,
        partij_id=partij_id,
        gebeurtenissen=[],
        oorzaken=[],
        hiaten=[],
        zoekregels=[],
        acties=[],
    )
    session.add(row)
    if flush:
        session.flush()
    return row


def get_casus(session: Session, casus_id: int) -> CasusRow | None:
    """A casus with everything on it; None when it is gone or destroyed."""
    found = session.get(
        CasusRow,
        casus_id,
        options=[
            selectinload(CasusRow.gebeurtenissen),
            selectinload(CasusRow.oorzaken),
            selectinload(CasusRow.hiaten),
            selectinload(CasusRow.zoekregels),
            selectinload(CasusRow.acties),
        ],
    )
    return found if found is not None and found.vernietigd_op is None else None


def overview_values(casus: CasusRow, labels: Mapping[str, str]) -> dict[str, object]:
    """What the read model holds for a casus; `labels` translates gemeente and zorgvorm codes for the search text."""
    stand = fold(log_of(casus))
    zorgvorm = casus.zoekregels[0].zorgvorm if casus.zoekregels else None
    zorgvorm = casus.hiaten[0].zorgvorm if zorgvorm is None and casus.hiaten else zorgvorm
    destroyed, kind = casus.vernietigd_op is not None, casus.jeugdige
    naam = VERNIETIGD if destroyed else kind.naam
    words = (
        casus.nummer,
        naam,
        labels.get(casus.gemeente, casus.gemeente),
        labels.get(zorgvorm or "", zorgvorm or ""),
        f"stap {stand.stap}" if stand.stap else "",
        stand.status,
    )
    return {
        "casus_id": casus.id,
        "nummer": casus.nummer,
        "naam": naam,
        "naam_sleutel": "" if destroyed else kind.naam_sleutel,
        "geboortedatum": None if destroyed else kind.geboortedatum,
        "geboortejaar": "" if destroyed else kind.geboortejaar,
        "gemeente": casus.gemeente,
        "status": stand.status,
        "stap": stand.stap,
        "stap_sinds": stand.stap_sinds,
        "aangemeld": stand.aangemeld,
        "afgesloten_op": stand.afgesloten_op,
        "uitkomst": stand.uitkomst,
        "zorgvorm": zorgvorm,
        "zoektekst": fold_text(" ".join(words)),
    }


def rewrite_overview(session: Session, casussen: Iterable[CasusRow], labels: Mapping[str, str]) -> None:
    """Rewrite the read model of these casussen in the running transaction (derived data: not audited).

    A casus that went up in another is in no list.
    """
    session.flush()
    rows = list(casussen)
    if not rows:
        return
    connection = session.connection()
    connection.execute(delete(Overzicht).where(Overzicht.casus_id.in_([casus.id for casus in rows])))
    if values := [overview_values(casus, labels) for casus in rows if casus.samengevoegd_met is None]:
        connection.execute(insert(Overzicht), values)


def to_actie(row: ActieRow, nummer: str = "") -> ActieInfo:
    """The stored actie as a value."""
    return ActieInfo(
        row.id, row.omschrijving, row.eigenaar, row.datum, row.klaar_op, row.casus_id, nummer, row.toezegging
    )


def to_hiaat(row: HiaatRow) -> HiaatInfo:
    """The stored hiaat as a value."""
    return HiaatInfo(
        id=row.id,
        zorgvorm=row.zorgvorm,
        aard=row.aard,
        lijst_versie=row.lijst_versie,
        vastgesteld_op=row.vastgesteld_op,
        afgeleid=row.afgeleid,
        oplossing=row.oplossing,
        gezocht_sinds=row.gezocht_sinds,
        urgentie=row.urgentie,
        overbrugging=row.overbrugging,
        opgelost_op=row.opgelost_op,
        agendering=row.agendering,
        agendering_status=row.agendering_status,
        agendering_op=row.agendering_op,
    )


def to_oorzaak(row: OorzaakRow) -> OorzaakInfo:
    """The stored cause as a value."""
    return OorzaakInfo(row.code, row.lijst_versie, row.hoofdoorzaak, row.perspectief)


def to_zoekregel(row: ZoekregelRow) -> ZoekregelInfo:
    """The stored zoekregel as a value."""
    return ZoekregelInfo(
        row.id, row.zorgvorm, row.aanbieder, row.datum, row.antwoord, row.reden, row.wachttijd_weken, row.afgeleid
    )


def known_aanbieders(session: Session, most: int = 500) -> tuple[str, ...]:
    """Aanbieders of zoekregels, most used first, then organisations of professionals; every name once."""
    used = (
        select(ZoekregelRow.aanbieder)
        .where(ZoekregelRow.aanbieder != "")
        .group_by(ZoekregelRow.aanbieder)
        .order_by(func.count().desc(), ZoekregelRow.aanbieder)
        .limit(most)
    )
    organisations = select(PersoonRow.organisatie).where(PersoonRow.organisatie != "").distinct()
    return tuple(dict.fromkeys((*session.scalars(used), *sorted(session.scalars(organisations)))))


def dossier_parts(session: Session, casus: CasusRow, stand: CasusStand) -> CasusDossier:
    """The dossier without its ladder; the service adds the days, which need the kalender."""
    return CasusDossier(
        id=casus.id,
        nummer=casus.nummer,
        jeugdige=to_kind(casus.jeugdige, (casus.nummer,)),
        gezin_id=casus.jeugdige.gezin_id,
        gezin_naam=casus.jeugdige.gezin.naam,
        gezinsleden=children_of(session, casus.jeugdige.gezin_id),
        gemeente=casus.gemeente,
        aangemeld_door=casus.aangemeld_door,
        soort_vraag=casus.soort_vraag,
        vraag=casus.vraag,
        stem_jeugdige=casus.stem_jeugdige,
        stem_ouders=casus.stem_ouders,
        stem_niet_gelukt=casus.stem_niet_gelukt,
        geprobeerd=casus.geprobeerd,
        opmerking=casus.opmerking,
        casusregisseur=casus.casusregisseur,
        verklarende_analyse=casus.verklarende_analyse,
        verblijfplaats=casus.verblijfplaats,
        kader=casus.kader,
        stand=stand,
        model=to_model(casus.model),
        ladder=(),
        tijdlijn=log_of(casus),
        oorzaken=tuple(to_oorzaak(row) for row in casus.oorzaken),
        hiaten=tuple(to_hiaat(row) for row in casus.hiaten),
        zoekregels=tuple(to_zoekregel(row) for row in casus.zoekregels),
        acties=tuple(to_actie(row, casus.nummer) for row in casus.acties),
    )


def the_one_casus(session: Session, ids: Collection[int]) -> tuple[int, str] | None:
    """Id and number of the casus, when it is one and it is there."""
    if len(ids) != 1:
        return None
    found = session.execute(select(CasusRow.id, CasusRow.nummer).where(CasusRow.id.in_(ids))).first()
    return (found.id, found.nummer) if found is not None else None


Known = tuple[int, str, str, str, str, date | None, str, date | None, str | None, str]


def known_people(session: Session, born: Collection[date] = (), gemeente: str | None = None) -> list[Known]:
    """Every casus as (id, nummer, name in three parts, geboortedatum, gemeente, aangemeld, bsn, geboortejaar).

    Args:
        session: an open session.
        born: only jeugdigen born on one of these days, or of whom the day is not known; empty: all.
        gemeente: only casussen of this gemeente.
    """
    query = (
        select(
            CasusRow.id,
            CasusRow.nummer,
            JeugdigeRow.voornaam,
            JeugdigeRow.tussenvoegsel,
            JeugdigeRow.achternaam,
            JeugdigeRow.geboortedatum,
            CasusRow.gemeente,
            Overzicht.aangemeld,
            JeugdigeRow.bsn,
            JeugdigeRow.geboortejaar,
        )
        .join(JeugdigeRow, JeugdigeRow.id == CasusRow.jeugdige_id)
        .join(Overzicht, Overzicht.casus_id == CasusRow.id)
    )
    if born:
        query = query.where(or_(JeugdigeRow.geboortedatum.in_(born), JeugdigeRow.geboortedatum.is_(None)))
    if gemeente is not None:
        query = query.where(CasusRow.gemeente == gemeente)
    # Sorted here: asked for that order, SQLite goes through all casussen instead of the days of birth.
    found: list[Known] = list(session.execute(query))
    found.sort(key=lambda row: row[0])
    return found
