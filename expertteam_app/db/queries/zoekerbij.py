"""What other tables add to a zoekdocument: the name of a casus, the guests of a zitting, the words of a file.

Each function takes ids of rows of one table and reads what belongs to them at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, func, select

from expertteam_app.db import tables as t
from expertteam_app.db.search import event_texts
from expertteam_app.domain.gebeurtenis import TITELS, Soort

Labels = Mapping[str, Mapping[str, str]]
"""Per codelijst the label of each code."""
Extra = Callable[[Connection, Sequence[int], Labels], Mapping[int, "Erbij"]]

MAX_BIJLAGE: Final = 200_000
"""Bytes of a text attachment whose words can be found."""
MAX_TITEL: Final = 120
_TAG: Final = re.compile(r"<[^>]*>")


@dataclass(slots=True)
class Erbij:
    """What other tables add to a document: a title with words it is `ook` known by, words, and where it belongs."""

    titel: str = ""
    ook: str = ""
    woorden: list[str] = field(default_factory=list)
    casus_id: int | None = None
    vtb_id: int | None = None
    zitting_id: int | None = None


def nothing(_connection: Connection, _ids: Sequence[int], _labels: Labels) -> Mapping[int, Erbij]:
    """Nothing is added."""
    return {}


def _grouped(connection: Connection, query: Any) -> dict[int, list[Any]]:  # noqa: ANN401 - any select whose first column is an id
    found: dict[int, list[Any]] = {}
    for row in connection.execute(query):
        found.setdefault(row[0], []).append(row)
    return found


def _name(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)


def of_casus(connection: Connection, ids: Sequence[int], labels: Labels) -> Mapping[int, Erbij]:
    """Number and name of the child as title, the gezin and the gemeente."""
    kind, casus, gezin = t.JeugdigeRow, t.CasusRow, t.GezinRow
    query = (
        select(casus.id, casus.nummer, kind.voornaam, kind.tussenvoegsel, kind.achternaam, gezin.naam, casus.gemeente)
        .join(kind, kind.id == casus.jeugdige_id)
        .join(gezin, gezin.id == kind.gezin_id)
        .where(casus.id.in_(ids))
    )
    return {
        row[0]: Erbij(
            f"{row[1]} · {_name(*row[2:5])}",
            woorden=[row[5], labels.get("gemeenten", {}).get(row[6], row[6])],
            casus_id=row[0],
        )
        for row in connection.execute(query)
    }


def of_vtb(connection: Connection, ids: Sequence[int], labels: Labels) -> Mapping[int, Erbij]:
    """Number and gezin as title, the children and the gemeente."""
    kind, vtb, gezin, link = t.JeugdigeRow, t.VtbRow, t.GezinRow, t.VtbKindRow
    heads = select(vtb.id, vtb.nummer, gezin.naam, vtb.gemeente).join(gezin, gezin.id == vtb.gezin_id)
    kids = (
        select(link.vtb_id, kind.voornaam, kind.tussenvoegsel, kind.achternaam)
        .join(kind, kind.id == link.jeugdige_id)
        .where(link.vtb_id.in_(ids))
        .order_by(link.id)
    )
    children = _grouped(connection, kids)
    talk = t.HoorgesprekRow
    heard = select(talk.vtb_id, talk.tekst, talk.niet_gelukt, talk.door, talk.plaats).where(talk.vtb_id.in_(ids))
    talks = _grouped(connection, heard.order_by(talk.id))
    found = {}
    for number, nummer, naam, place in connection.execute(heads.where(vtb.id.in_(ids))):
        names = [_name(*child[1:]) for child in children.get(number, ())]
        said = [_name(*row[1:]) for row in talks.get(number, ())]
        known = [*names, *said, labels.get("gemeenten", {}).get(place, place)]
        found[number] = Erbij(f"{nummer} · {naam}", " ".join(names), known, vtb_id=number)
    return found


def of_zitting(connection: Connection, ids: Sequence[int], _labels: Labels) -> Mapping[int, Erbij]:
    """Number and day as title, and the guests."""
    guest, person = t.AanwezigheidRow, t.PersoonRow
    query = (
        select(guest.zitting_id, guest.naam, person.naam, person.organisatie)
        .outerjoin(person, person.id == guest.persoon_id)
        .where(guest.zitting_id.in_(ids))
        .order_by(guest.id)
    )
    guests = _grouped(connection, query)
    row = t.ZittingRow
    heads = select(row.id, row.nummer, row.datum).where(row.id.in_(ids))
    return {
        i: Erbij(f"{nummer} · {day:%d-%m-%Y}", woorden=[_name(*g[1:]) for g in guests.get(i, ())], zitting_id=i)
        for i, nummer, day in connection.execute(heads)
    }


def of_punt(connection: Connection, ids: Sequence[int], _labels: Labels) -> Mapping[int, Erbij]:
    """Where a punt of an agenda belongs."""
    punt = t.AgendapuntRow
    query = select(punt.id, punt.casus_id, punt.vtb_id, punt.zitting_id).where(punt.id.in_(ids))
    return {r[0]: Erbij(casus_id=r[1], vtb_id=r[2], zitting_id=r[3]) for r in connection.execute(query)}


def of_besluit(connection: Connection, ids: Sequence[int], labels: Labels) -> Mapping[int, Erbij]:
    """What was decided as title, and what was told back."""
    besluit, punt, back = t.BesluitRow, t.AgendapuntRow, t.TerugmeldingRow
    query = (
        select(besluit.id, punt.casus_id, punt.vtb_id, punt.zitting_id, besluit.soort)
        .join(punt, punt.id == besluit.agendapunt_id)
        .where(besluit.id.in_(ids))
    )
    replies = select(back.besluit_id, back.door, back.nagekomen, back.vervolg).where(back.besluit_id.in_(ids))
    said = _grouped(connection, replies.order_by(back.id))
    goal = t.AfspraakRow
    goals = select(goal.besluit_id, goal.doel, goal.wie, goal.toets).where(goal.besluit_id.in_(ids))
    agreed = _grouped(connection, goals.order_by(goal.id))
    names = {**labels.get("jbt_besluiten", {}), **labels.get("uitkomsten", {})}
    return {
        r[0]: Erbij(
            f"Besluit: {names.get(r[4], r[4])}" if r[4] else "",
            woorden=[_name(*row[1:]) for row in (*agreed.get(r[0], ()), *said.get(r[0], ()))],
            casus_id=r[1],
            vtb_id=r[2],
            zitting_id=r[3],
        )
        for r in connection.execute(query)
    }


def of_actie(connection: Connection, ids: Sequence[int], _labels: Labels) -> Mapping[int, Erbij]:
    """What is to be done as title."""
    actie, punt = t.ActieRow, t.AgendapuntRow
    query = (
        select(actie.id, actie.omschrijving, actie.casus_id, punt.casus_id, punt.vtb_id, punt.zitting_id)
        .outerjoin(punt, punt.id == actie.agendapunt_id)
        .where(actie.id.in_(ids))
    )
    return {
        r[0]: Erbij(r[1][:MAX_TITEL], casus_id=r[2] or r[3], vtb_id=r[4], zitting_id=None if r[2] else r[5])
        for r in connection.execute(query)
    }


def of_opvolging(connection: Connection, ids: Sequence[int], _labels: Labels) -> Mapping[int, Erbij]:
    """The zitting it looks back at."""
    row, punt = t.OpvolgingRow, t.AgendapuntRow
    query = select(row.id, punt.zitting_id).join(punt, punt.id == row.agendapunt_id).where(row.id.in_(ids))
    return {number: Erbij(zitting_id=zitting) for number, zitting in connection.execute(query)}


def of_regel(connection: Connection, ids: Sequence[int], _labels: Labels) -> Mapping[int, Erbij]:
    """Where a line of the table was said, and about which casus or VTB."""
    row, punt = t.TafelregelRow, t.AgendapuntRow
    query = (
        select(row.id, punt.casus_id, punt.vtb_id, punt.zitting_id)
        .join(punt, punt.id == row.agendapunt_id)
        .where(row.id.in_(ids))
    )
    return {r[0]: Erbij(casus_id=r[1], vtb_id=r[2], zitting_id=r[3]) for r in connection.execute(query)}


def of_toestemming(connection: Connection, ids: Sequence[int], _labels: Labels) -> Mapping[int, Erbij]:
    """Why people gave consent or did not."""
    giver = t.ToestemmingGeverRow
    query = select(giver.toestemming_id, giver.reden).where(giver.toestemming_id.in_(ids)).order_by(giver.id)
    return {i: Erbij(woorden=[row[1] for row in rows]) for i, rows in _grouped(connection, query).items()}


def of_bijlage(connection: Connection, ids: Sequence[int], _labels: Labels) -> Mapping[int, Erbij]:
    """The words of a file of text."""
    row = t.BijlageRow
    query = select(row.id, row.soort, func.substr(row.inhoud, 1, MAX_BIJLAGE))
    found = {}
    for number, soort, content in connection.execute(query.where(row.id.in_(ids), row.soort.like("text/%"))):
        words = bytes(content).decode("utf-8", "replace")
        found[number] = Erbij(woorden=[_TAG.sub(" ", words) if "html" in soort else words])
    return found


def of_gebeurtenis(connection: Connection, ids: Sequence[int], labels: Labels) -> Mapping[int, Erbij]:
    """What happened as title, and its words with the labels of outcomes."""
    row = t.GebeurtenisRow
    found = {}
    for number, soort, data in connection.execute(select(row.id, row.soort, row.gegevens).where(row.id.in_(ids))):
        title = TITELS[Soort(soort)] if soort in set(Soort) else soort
        title = f"Stap {data['stap']} begonnen" if soort == Soort.STAP_BEGONNEN else title
        outcomes = labels.get("uitkomsten", {})
        found[number] = Erbij(title, woorden=[outcomes.get(text, text) for text in event_texts(data)])
    return found


def of_toekomstplan(connection: Connection, ids: Sequence[int], labels: Labels) -> Mapping[int, Erbij]:
    """The labels of its leefdomeinen."""
    row, names = t.ToekomstplanRow, labels.get("leefdomeinen", {})
    query = select(row.id, row.leefdomeinen).where(row.id.in_(ids))
    return {
        i: Erbij(woorden=[names.get(word, str(word)) for word in words or ()]) for i, words in connection.execute(query)
    }
