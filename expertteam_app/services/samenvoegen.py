"""Use cases on doubles: two casussen of one jeugdige become one, and can be taken apart again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from expertteam_app.db.queries import casussen as q
from expertteam_app.db.queries import samenvoegen as m
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import CasusRow, JeugdigeRow, SamenvoegingRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.casus import fold
from expertteam_app.domain.dossier import Dubbelganger
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.gebeurtenis import Gebeurtenis, Soort, in_force
from expertteam_app.domain.geboorte import VELD
from expertteam_app.domain.herkenning import Kenmerken, compare
from expertteam_app.domain.namen import Naam
from expertteam_app.domain.samenvoegen import (
    KORTE_VELDEN,
    LANGE_VELDEN,
    CasusKort,
    Samenvoeging,
    SamenvoegVoorbeeld,
    Veldkeuze,
    check_merge,
    joined,
    warnings,
)
from expertteam_app.services.casussen import Casussen, casus_gone
from expertteam_app.services.context import Context

WOORDEN = {
    "actie": "acties",
    "agendapunt": "agendapunten",
    "besluit": "besluiten",
    "bijlage": "bijlagen",
    "boeg_inbreng": "inbrengen bij BOEG",
    "casus_oorzaak": "oorzaken",
    "gezinsrelatie": "relaties in het netwerk",
    "hiaat": "hiaten",
    "opvolging": "momenten van terugkijken",
    "tafelregel": "regels van een tafel",
    "toekomstplan": "toekomstplannen",
    "toestemming": "toestemmingen",
    "uithuisplaatsing": "uithuisplaatsingen",
    "uitspraak": "feiten en meningen",
    "verband": "verbanden met een VTB",
    "pakketlog": "verstuurde pakketten",
    "ontvangen_pakket": "ontvangen pakketten",
    "vtb_kind": "VTB's",
    "hoorgesprek": "gesprekken apart",
    "zoekregel": "zoekregels",
}
"""What people call the rows of a table."""

KIND_VELDEN = ("geboortedatum", "geboortejaar", "bsn", "geslacht")
"""Fields of the jeugdige that are filled where the record that stays has nothing."""
ONBEKWAAM_VELDEN = ("wilsonbekwaam_op", "wilsonbekwaam_door", "wilsonbekwaam_tot")
"""These go over together or not at all."""


@dataclass(frozen=True, slots=True)
class _Paar:
    blijft: CasusRow
    gaat_op: CasusRow


class Samenvoegen:
    """Merging and splitting. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def blijft(self, casus_id: int) -> int:
        """The casus to open: itself, or the one it went up in."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return m.final_casus(session, casus_id)

    def nummer(self, nummer: str) -> int | None:
        """The id of the casus with this number, as people type it; None when there is none."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return m.casus_by_nummer(session, nummer)

    def in_casus(self, casus_id: int) -> tuple[Samenvoeging, ...]:
        """The casussen that went up in this one."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return tuple(
                Samenvoeging(row.id, row.gaat_op_id, nummer, row.datum, row.reden)
                for row, nummer in m.merges_into(session, casus_id)
            )

    def kandidaten(self, casus_id: int) -> tuple[Dubbelganger, ...]:
        """The casussen that look like this one, surest first."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            kind = self._get(session, casus_id).jeugdige
            naam, geboren, gemeente = _naam(kind), kind.geboortedatum, kind.gemeente
            jaar = kind.geboortejaar
        found = Casussen(self._context).possible_doubles(naam, geboren, gemeente, jaar)
        return tuple(d for d in found if d.casus_id != casus_id)

    def voorbeeld(self, blijft_id: int, gaat_op_id: int) -> SamenvoegVoorbeeld:
        """What merging would do; changes nothing.

        Raises:
            FieldError: these two cannot be merged.
            UserError: one of them is gone.
        """
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            paar = self._pair(session, blijft_id, gaat_op_id)
            numbers = m.counts(session, "casus", gaat_op_id)
            if paar.blijft.jeugdige_id != paar.gaat_op.jeugdige_id:
                for tabel, number in m.counts(session, "jeugdige", paar.gaat_op.jeugdige_id).items():
                    numbers[tabel] = numbers.get(tabel, 0) + number
            blijft, gaat_op = _short(paar.blijft), _short(paar.gaat_op)
            alike = compare(_kenmerken(paar.blijft.jeugdige), _kenmerken(paar.gaat_op.jeugdige)).zekerheid is not None
            aantallen = tuple(sorted((WOORDEN.get(tabel, tabel), n) for tabel, n in numbers.items()))
            return SamenvoegVoorbeeld(blijft, gaat_op, aantallen, _fields(paar), warnings(blijft, gaat_op, alike=alike))

    def voeg_samen(self, blijft_id: int, gaat_op_id: int, reden: str) -> int:
        """Let one casus go up in another; returns the number of the merge.

        Everything that hangs on it moves, its texts are added, its tijdlijn is copied as it was. Nothing is thrown
        away: `splits` brings all of it back.

        Raises:
            FieldError: no reason, or these two cannot be merged.
            UserError: one of them is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        if not reden.strip():
            raise FieldError("reden", "Schrijf op waarom dit dezelfde jeugdige en dezelfde casus is.")
        today = self._context.vandaag()
        with self._context.write("casussen samengevoegd") as session:
            paar = self._pair(session, blijft_id, gaat_op_id)
            changed = {v.veld: [v.hier, v.straks] for v in _fields(paar)}
            for veld, (_old, new) in changed.items():
                setattr(paar.blijft, veld, new)
            verplaatst: dict[str, Any] = {"velden": changed, **self._merge_children(session, paar)}
            verplaatst["gebeurtenissen"] = _copy_log(session, paar)
            verplaatst["rijen"] = m.move_all(session, "casus", gaat_op_id, blijft_id)
            paar.gaat_op.samengevoegd_met = blijft_id
            row = SamenvoegingRow(
                blijft_id=blijft_id,
                gaat_op_id=gaat_op_id,
                datum=today,
                reden=reden.strip(),
                verplaatst=verplaatst,
            )
            session.add(row)
            self._rewrite(session, blijft_id, gaat_op_id)
            return row.id

    def splits(self, samenvoeging_id: int) -> int:
        """Take a merge apart: what moved goes back, texts become what they were unless they were changed since.

        Returns:
            The id of the casus that stands on its own again.

        Raises:
            UserError: it was split already.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        today = self._context.vandaag()
        with self._context.write("samenvoeging gesplitst") as session:
            row = session.get(SamenvoegingRow, samenvoeging_id)
            if row is None or row.gesplitst_op is not None:
                raise UserError("Deze samenvoeging is al gesplitst.")
            blijft, gaat_op = self._get(session, row.blijft_id), self._get(session, row.gaat_op_id)
            what = row.verplaatst
            m.move_back(session, what["rijen"], blijft.id, gaat_op.id, "casus")
            for target, (old, new) in what["velden"].items():
                if getattr(blijft, target) == new:
                    setattr(blijft, target, old)
            self._split_children(session, what, blijft, gaat_op)
            still = {e.volgnummer for e in in_force(q.log_of(blijft))}
            for number in what["gebeurtenissen"]:
                if number in still:
                    data: dict[str, Any] = {"volgnummer": number, "reden": f"{gaat_op.nummer} is weer gesplitst"}
                    q.add_event(session, blijft, Gebeurtenis(Soort.INGETROKKEN, today, gegevens=data))
            gaat_op.samengevoegd_met = None
            row.gesplitst_op = today
            self._rewrite(session, blijft.id, gaat_op.id)
            return gaat_op.id

    # -- shared steps -------------------------------------------------------------------------------------------

    def _get(self, session: DbSession, casus_id: int) -> CasusRow:
        casus = q.get_casus(session, casus_id)
        if casus is None:
            raise casus_gone()
        return casus

    def _pair(self, session: DbSession, blijft_id: int, gaat_op_id: int) -> _Paar:
        paar = _Paar(self._get(session, blijft_id), self._get(session, gaat_op_id))
        merged = paar.blijft.samengevoegd_met is not None or paar.gaat_op.samengevoegd_met is not None
        check_merge(_short(paar.blijft), _short(paar.gaat_op), merged=merged)
        return paar

    def _merge_children(self, session: DbSession, paar: _Paar) -> dict[str, Any]:
        """Let the record of the jeugdige that stays take over what hangs on the other one."""
        mine, other = paar.blijft.jeugdige, paar.gaat_op.jeugdige
        if mine.id == other.id:
            return {}
        fields = KIND_VELDEN if mine.wilsonbekwaam_op else (*KIND_VELDEN, *ONBEKWAAM_VELDEN)
        taken = [veld for veld in fields if not getattr(mine, veld) and getattr(other, veld)]
        if mine.geboortedatum is not None and VELD in taken:
            taken.remove(VELD)
        for veld in taken:
            setattr(mine, veld, getattr(other, veld))
        casussen = m.other_casussen(session, other.id, paar.gaat_op.id)
        for casus in casussen:
            casus.jeugdige_id = mine.id
        session.flush()
        return {
            "jeugdige": m.move_all(session, "jeugdige", other.id, mine.id),
            "jeugdige_van": other.id,
            "jeugdige_naar": mine.id,
            "kind_velden": taken,
            "casussen": [casus.id for casus in casussen],
        }

    def _split_children(self, session: DbSession, what: dict[str, Any], blijft: CasusRow, gaat_op: CasusRow) -> None:
        if "jeugdige" not in what:
            return
        mine = session.get(JeugdigeRow, what["jeugdige_naar"])
        other = session.get(JeugdigeRow, what["jeugdige_van"])
        if mine is None or other is None:
            return
        m.move_back(session, what["jeugdige"], mine.id, other.id, "jeugdige")
        for veld in what["kind_velden"]:
            if getattr(mine, veld) == getattr(other, veld):
                setattr(mine, veld, "" if veld in {"geslacht", "wilsonbekwaam_door", VELD} else None)
        for casus in m.other_casussen(session, mine.id, blijft.id):
            if casus.id in what["casussen"]:
                casus.jeugdige_id = gaat_op.jeugdige_id
                session.flush()
                self._rewrite(session, casus.id)

    def _rewrite(self, session: DbSession, *casus_ids: int) -> None:
        session.flush()
        session.expire_all()
        q.rewrite_overview(session, [self._get(session, i) for i in casus_ids], self._context.labels)


def _copy_log(session: DbSession, paar: _Paar) -> list[int]:
    """Put what happened in the casus that goes up on the tijdlijn of the one that stays; it moves nothing there."""
    numbers = []
    for event in in_force(q.log_of(paar.gaat_op)):
        text = str(event.gegevens.get("tekst") or event.gegevens.get("reden") or "")
        data = {"van": paar.gaat_op.nummer, "titel": event.titel, "tekst": text}
        copied = q.add_event(session, paar.blijft, Gebeurtenis(Soort.OVERGENOMEN, event.datum, gegevens=data))
        numbers.append(copied.volgnummer)
    return numbers


def _fields(paar: _Paar) -> tuple[Veldkeuze, ...]:
    found = []
    for veld, label in {**LANGE_VELDEN, **KORTE_VELDEN}.items():
        hier, daar = getattr(paar.blijft, veld), getattr(paar.gaat_op, veld)
        straks = joined(veld, paar.gaat_op.nummer, hier, daar)
        if straks != hier:
            found.append(Veldkeuze(veld, label, hier, daar, straks))
    return tuple(found)


def _short(casus: CasusRow) -> CasusKort:
    return CasusKort(casus.id, casus.nummer, casus.jeugdige.naam, fold(q.log_of(casus)).aangemeld)


def _naam(kind: JeugdigeRow) -> Naam:
    return Naam(kind.voornaam, kind.tussenvoegsel, kind.achternaam)


def _kenmerken(kind: JeugdigeRow) -> Kenmerken:
    return Kenmerken(_naam(kind), kind.geboortedatum, kind.gemeente, kind.bsn, kind.geboortejaar)
