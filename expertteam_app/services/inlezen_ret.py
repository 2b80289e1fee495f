"""Stores the rows of a casuslijst of the RET as casussen with their events."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from expertteam_app.db.queries import casussen as q
from expertteam_app.db.queries.gezinnen import add_gezin, add_jeugdige
from expertteam_app.db.queries.modellen import model_for
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import CasusRow, HiaatRow, OorzaakRow, PartijRegelRow, ZoekregelRow
from expertteam_app.domain.gebeurtenis import Gebeurtenis, Soort
from expertteam_app.domain.namen import Naam
from expertteam_app.exchange.voorstel import JbtRij, Keuze, RetRij
from expertteam_app.services.codelijsten import Codelijsten
from expertteam_app.services.context import Context

CHUNK = 250
RET_STAP = 5
BOEG_STAP = 6
NAAMLOOS = Naam("", "", "naam onbekend")

Progress = Callable[[int, int], None]


def chosen_gemeente(
    row: RetRij | JbtRij, gekozen: Mapping[tuple[int, str], str | None], lists: Codelijsten
) -> Keuze | None:
    """The gemeente of a row, or the one the user chose instead."""
    if (row.rij, "gemeente") not in gekozen:
        return row.gemeente
    code = gekozen[row.rij, "gemeente"]
    return Keuze(code, lists["gemeenten"].label(code)) if code else None


def with_choices(row: RetRij, gekozen: Mapping[tuple[int, str], str | None], lists: Codelijsten) -> RetRij:
    """The row with the codes the user chose instead of the proposal."""
    stap = gekozen.get((row.rij, "stap"), None if row.stap is None else str(row.stap))
    row = replace(
        row,
        zorgvorm=gekozen.get((row.rij, "zorgvorm"), row.zorgvorm),
        uitkomst=gekozen.get((row.rij, "uitkomst"), row.uitkomst),
        gemeente=chosen_gemeente(row, gekozen, lists),
        stap=int(stap) if stap else None,
    )
    if (row.rij, "oorzaken") in gekozen:
        extra = [code for code in (gekozen[row.rij, "oorzaken"] or "").split(",") if code]
        row = replace(row, oorzaken=tuple(dict.fromkeys((*row.oorzaken, *extra))))
    return row


def events_of(row: RetRij, peildatum: date) -> list[Gebeurtenis]:
    """The log that a row of the list stands for.

    The list knows the day of aanmelding, the first overleg and the end, but not when a step began. So a casus on step
    1-5 is taken to stand on that step since its aanmelding; on step 6 (BOEG) to have been on step 5 from its
    aanmelding and on step 6 from the first overleg, or from the closing when the overleg lies after it. These dates
    are marked ``afgeleid``. An overleg after the peildatum is only planned: it becomes a note.
    """
    overleg = row.eerste_overleg if row.eerste_overleg and row.eerste_overleg <= peildatum else None
    known = [day for day in (overleg, row.afgesloten) if day is not None]
    begin = row.aanmelding or min(known, default=peildatum)
    events = [] if row.aanmelding is None else [Gebeurtenis(Soort.AANMELDING, row.aanmelding)]
    stap = row.stap or RET_STAP
    steps = [(min(stap, RET_STAP), begin)]
    if stap >= BOEG_STAP:
        reached = max(begin, overleg or begin)
        steps.append((stap, min(reached, row.afgesloten) if row.afgesloten else reached))
    for step, day in steps:
        data: dict[str, str | int | bool] = {"stap": step, "reden": "", "afgeleid": True}
        events.append(Gebeurtenis(Soort.STAP_BEGONNEN, day, gegevens=data))
    if overleg is not None:
        events.append(Gebeurtenis(Soort.EERSTE_OVERLEG, overleg))
    elif row.eerste_overleg is not None:
        text = f"Eerste overleg volgens de lijst gepland op {row.eerste_overleg:%d-%m-%Y}."
        events.append(Gebeurtenis(Soort.NOTITIE, begin, gegevens={"tekst": text}))
    if row.afgesloten is not None:
        outcome: dict[str, str | int | bool] = {"uitkomst": row.uitkomst} if row.uitkomst else {}
        events.append(Gebeurtenis(Soort.AFGESLOTEN, row.afgesloten, gegevens=outcome))
    elif row.uitkomst:
        text = f"Uitkomst volgens de lijst, zonder datum van afsluiten: {row.uitkomst}."
        events.append(Gebeurtenis(Soort.NOTITIE, begin, gegevens={"tekst": text}))
    return events


@dataclass(frozen=True)
class Batch:
    """What a writer works with: the running transaction and what the user chose instead of the proposal."""

    context: Context
    session: DbSession
    partij_id: int
    gekozen: Mapping[tuple[int, str], str | None]


class BatchWriter:
    """Holds the parts of a batch for the writers of both lists."""

    def __init__(self, batch: Batch) -> None:
        self._context = batch.context
        self._session = batch.session
        self._partij_id = batch.partij_id
        self._gekozen = batch.gekozen


class RetWriter(BatchWriter):
    """Writes rows in the running transaction, a few hundred at a time so that memory stays bounded."""

    def __init__(self, batch: Batch) -> None:
        super().__init__(batch)
        self._last_number: dict[int, int] = {}

    def write(self, rows: Sequence[RetRij | JbtRij], progress: Progress | None = None) -> None:
        """Store the rows of a RET list.

        Raises:
            Cancelled: `progress` stopped it; the transaction is rolled back by the caller.
        """
        todo = iter([with_choices(r, self._gekozen, self._context.lists) for r in rows if isinstance(r, RetRij)])
        done = 0
        while chunk := list(islice(todo, CHUNK)):
            model_id = model_for(self._session, self._context.vandaag()).id
            made = [self._casus(row, model_id) for row in chunk]
            q.rewrite_overview(self._session, made, self._context.labels)
            for row, casus in zip(chunk, made, strict=True):
                line = PartijRegelRow(partij_id=self._partij_id, rij=row.rij, rij_hash=row.rij_hash, casus_id=casus.id)
                self._session.add(line)
            done += len(chunk)
            for casus in made:
                self._session.expunge(casus)
            if progress is not None:
                progress(done, len(rows))

    def _casus(self, row: RetRij, model_id: int) -> CasusRow:
        session, naam = self._session, row.naam or NAAMLOOS
        gezin = add_gezin(session, f"gezin {naam.achternaam or naam.voornaam}", self._partij_id, flush=False)
        child = add_jeugdige(
            session,
            gezin,
            voornaam=naam.voornaam,
            tussenvoegsel=naam.tussenvoegsel,
            achternaam=naam.achternaam,
            geboortedatum=row.geboortedatum,
            geboortejaar=row.geboortejaar,
            gemeente=row.gemeente.code if row.gemeente else "",
            bsn=row.bsn,
            partij_id=self._partij_id,
            flush=False,
        )
        start = row.aanmelding or row.eerste_overleg or self._context.vandaag()
        casus = q.add_casus(
            session,
            nummer=self._number(start.year),
            jeugdige=child,
            model_id=model_id,
            aangemeld_door=row.aangemeld_door or "",
            soort_vraag="vastgelopen situatie",
            opmerking=row.opmerking or "",
            partij_id=self._partij_id,
            flush=False,
        )
        for event in events_of(row, self._context.vandaag()):
            marked = replace(event, gegevens={**event.gegevens, "partij": self._partij_id})
            q.add_event(session, casus, marked)
        self._code(casus, row, start)
        return casus

    def _number(self, year: int) -> str:
        if year not in self._last_number:
            first = q.next_number(self._session, f"RET-{year}", CasusRow.nummer)
            self._last_number[year] = int(first.rsplit("-", 1)[1]) - 1
        self._last_number[year] += 1
        return f"RET-{year}-{self._last_number[year]:03d}"

    def _code(self, casus: CasusRow, row: RetRij, start: date) -> None:
        lists = self._context.lists
        for code in row.oorzaken:
            casus.oorzaken.append(OorzaakRow(code=code, lijst_versie=lists["oorzaken"].versie))
        if row.zorgvorm is None:
            return
        sought = ZoekregelRow(
            zorgvorm=row.zorgvorm, lijst_versie=lists["zorgvormen"].versie, datum=start, afgeleid=True
        )
        casus.zoekregels.append(sought)
        entries = (lists["oorzaken"].get(code) for code in row.oorzaken)
        for aard in dict.fromkeys(e.extra["aard"] for e in entries if e is not None and "aard" in e.extra):
            casus.hiaten.append(
                HiaatRow(
                    zorgvorm=row.zorgvorm,
                    aard=aard,
                    lijst_versie=lists["aard_hiaat"].versie,
                    vastgesteld_op=start,
                    afgeleid=True,
                )
            )
