"""Stores the rows of a VTB list of the JBT: one gezin and VTB per number, one besluit per kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from expertteam_app.db.queries import vtbs as q
from expertteam_app.db.queries.casussen import next_number
from expertteam_app.db.queries.gezinnen import add_gezin, add_jeugdige
from expertteam_app.db.tables import (
    AgendapuntRow,
    BesluitRow,
    JeugdigeRow,
    PartijRegelRow,
    TerugmeldingRow,
    VtbKindRow,
    VtbRow,
    ZittingRow,
)
from expertteam_app.domain.zitting import ZittingSoort, ZittingStatus
from expertteam_app.exchange.voorstel import JbtRij, RetRij
from expertteam_app.services.inlezen_ret import NAAMLOOS, Batch, BatchWriter, chosen_gemeente

MAX_NUMBER = 20
"""Width of a number in the kluis."""

Progress = Callable[[int, int], None]


class JbtWriter(BatchWriter):
    """Writes rows in the running transaction; children of one VTB land in one gezin."""

    def __init__(self, batch: Batch) -> None:
        super().__init__(batch)
        self._zittingen: dict[date, ZittingRow] = {}

    def write(self, rows: Sequence[RetRij | JbtRij], progress: Progress | None = None) -> None:
        """Store the rows of a JBT list.

        Raises:
            Cancelled: `progress` stopped it; the transaction is rolled back by the caller.
        """
        groups: dict[object, list[JbtRij]] = {}
        for row in rows:
            if isinstance(row, JbtRij):
                key = row.vtb_nummer or (row.gezinsnaam, row.ontvangen, row.rij if row.gezinsnaam is None else 0)
                groups.setdefault(key, []).append(self._chosen(row))
        done = 0
        for group in groups.values():
            self._vtb(group)
            done += len(group)
            if progress is not None:
                progress(done, len(rows))

    def _chosen(self, row: JbtRij) -> JbtRij:
        return replace(
            row,
            besluit=self._gekozen.get((row.rij, "besluit"), row.besluit),
            raad_resultaat=self._gekozen.get((row.rij, "raad_resultaat"), row.raad_resultaat),
            gemeente=chosen_gemeente(row, self._gekozen, self._context.lists),
            mdo=self._answer(row.rij, "mdo", row.mdo),
            netwerk=self._answer(row.rij, "netwerk", row.netwerk),
        )

    def _answer(self, rij: int, veld: str, proposed: bool | None) -> bool | None:  # noqa: FBT001 - yes, no or unknown
        if (rij, veld) not in self._gekozen:
            return proposed
        code = self._gekozen[rij, veld]
        return None if not code else code == "ja"

    def _vtb(self, rows: list[JbtRij]) -> None:
        session, first = self._session, rows[0]
        ontvangen = min((r.ontvangen for r in rows if r.ontvangen), default=None) or first.tafel
        ontvangen = ontvangen or self._context.vandaag()
        gezin = add_gezin(session, f"gezin {first.gezinsnaam or (first.kind or NAAMLOOS).achternaam}", self._partij_id)
        vtb = VtbRow(
            nummer=self._number(first.vtb_nummer, ontvangen),
            gezin_id=gezin.id,
            gezin=gezin,
            gemeente=first.gemeente.code if first.gemeente else "",
            indiener=" / ".join(dict.fromkeys(r.indiener for r in rows if r.indiener)),
            ontvangen=ontvangen,
            vt_datum=_first(r.consultatie_vt for r in rows),
            gi_datum=_first(r.consultatie_gi for r in rows),
            mdo=_any(r.mdo for r in rows),
            netwerk=_any(r.netwerk for r in rows),
            netwerk_toelichting=", ".join(dict.fromkeys(r.netwerk_toelichting for r in rows if r.netwerk_toelichting)),
            partij_id=self._partij_id,
            kinderen=[],
        )
        session.add(vtb)
        session.flush()
        children = [self._child(vtb, row) for row in rows]
        self._tafels(vtb, rows, children)

    def _child(self, vtb: VtbRow, row: JbtRij) -> JeugdigeRow:
        naam = row.kind or NAAMLOOS
        child = add_jeugdige(
            self._session,
            vtb.gezin_id,
            voornaam=naam.voornaam,
            tussenvoegsel=naam.tussenvoegsel,
            achternaam=naam.achternaam,
            geboortedatum=row.geboortedatum,
            geboortejaar=row.geboortejaar,
            gemeente=row.gemeente.code if row.gemeente else vtb.gemeente,
            bsn=row.bsn,
            partij_id=self._partij_id,
        )
        kind = VtbKindRow(vtb_id=vtb.id, jeugdige_id=child.id, jeugdige=child)
        vtb.kinderen.append(kind)
        self._session.flush()
        self._session.add(
            PartijRegelRow(partij_id=self._partij_id, rij=row.rij, rij_hash=row.rij_hash, vtb_kind_id=kind.id)
        )
        return child

    def _tafels(self, vtb: VtbRow, rows: list[JbtRij], children: list[JeugdigeRow]) -> None:
        punten: dict[date, AgendapuntRow] = {}
        for row, child in zip(rows, children, strict=True):
            if row.tafel is None:
                continue
            punt = punten.get(row.tafel)
            if punt is None:
                punt = punten[row.tafel] = self._punt(vtb, self._zitting(row.tafel))
            if row.besluit:
                self._besluit(punt, row, child)

    def _zitting(self, dag: date) -> ZittingRow:
        found = self._zittingen.get(dag)
        if found is None:
            past = dag <= self._context.vandaag()
            found = ZittingRow(
                nummer=next_number(self._session, f"Z-JBT-{dag.year}", ZittingRow.nummer),
                soort=ZittingSoort.JBT.value,
                datum=dag,
                status=(ZittingStatus.INGELEZEN if past else ZittingStatus.GEPLAND).value,
                partij_id=self._partij_id,
                punten=[],
                aanwezigen=[],
            )
            self._session.add(found)
            self._session.flush()
            self._zittingen[dag] = found
        return found

    def _punt(self, vtb: VtbRow, zitting: ZittingRow) -> AgendapuntRow:
        punt = AgendapuntRow(
            zitting_id=zitting.id, volgorde=len(zitting.punten) + 1, vtb_id=vtb.id, minuten=60, besluiten=[], acties=[]
        )
        zitting.punten.append(punt)
        self._session.flush()
        return punt

    def _besluit(self, punt: AgendapuntRow, row: JbtRij, child: JeugdigeRow) -> None:
        lijst = self._context.lists["raad_resultaat"]
        planned = row.vto is not None and row.vto > self._context.vandaag()
        besluit = BesluitRow(
            agendapunt_id=punt.id,
            jeugdige_id=child.id,
            soort=row.besluit or "",
            definitief=True,
            tekst=f"VTO volgens de lijst gepland op {row.vto:%d-%m-%Y}." if planned else "",
            vto_verzonden=None if planned else row.vto,
            raad_resultaat=row.raad_resultaat if row.raad_resultaat and lijst.get(row.raad_resultaat) else "",
            terugmeldingen=[],
        )
        punt.besluiten.append(besluit)
        if row.terugmelding is not None:
            past = row.terugmelding <= self._context.vandaag()
            besluit.terugmeldingen.append(
                TerugmeldingRow(ontvangen_op=row.terugmelding)
                if past
                else TerugmeldingRow(verwacht_op=row.terugmelding)
            )
        self._session.flush()

    def _number(self, wanted: str | None, ontvangen: date) -> str:
        """The number of the list where it is free; a list starts again at VTB-001 every few years."""
        for candidate in (wanted, f"{wanted}-{ontvangen.year}") if wanted else ():
            if candidate and len(candidate) <= MAX_NUMBER and q.by_number(self._session, candidate) is None:
                return candidate
        return next_number(self._session, f"VTB-{ontvangen.year}", VtbRow.nummer)


def _first(values: Iterable[date | None]) -> date | None:
    return next((v for v in values if v is not None), None)


def _any(values: Iterable[bool | None]) -> bool | None:
    known = [v for v in values if v is not None]
    return any(known) if known else None
