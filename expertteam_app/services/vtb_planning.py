"""Use cases on planning a VTB: the first moments within the norm, who is invited, and children heard apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from expertteam_app.db.queries import planning as q
from expertteam_app.db.queries import vtbs as vtb_q
from expertteam_app.db.queries.casussen import next_number
from expertteam_app.db.queries.klokken import office_days
from expertteam_app.db.queries.metingen import vtb_mijlpalen
from expertteam_app.db.queries.netwerk import members_of, relations_of
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import AanwezigheidRow, AgendapuntRow, HoorgesprekRow, VtbRow, ZittingRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.jeugdige import age_on
from expertteam_app.domain.netwerk import MET_GEZAG_ROLLEN, OPVOEDERS, OUDERS
from expertteam_app.domain.planning import Gepland, Reeksdag, Slot, Wens, clash, minutes, passed_over, slots
from expertteam_app.domain.planvoorstel import Genodigde, Hoorgesprek, Hoorkind, Plan, Planvoorstel
from expertteam_app.domain.reeks import days_of
from expertteam_app.domain.termijn import quantity
from expertteam_app.domain.zitting import ZittingSoort, ZittingStatus
from expertteam_app.services.context import Context
from expertteam_app.services.hoorgesprekken import joined, line_of
from expertteam_app.services.instellingen import (
    AANLOOP_SETTING,
    DUUR_SETTING,
    HOOR_MINUTEN_SETTING,
    HOREN_SETTING,
    setting_value,
)
from expertteam_app.services.kloklopen import load_uurwerk, standing, vtb_runs
from expertteam_app.services.parkeren import active, prefill, take_parked
from expertteam_app.services.vtbs import hard_conditions, vtb_gone, vtb_obstacles
from expertteam_app.services.zittingen import checked_time, open_zitting

JBT = ZittingSoort.JBT.value
D9 = "D9"
"""The klok from VTB ontvangen to the table."""
AHEAD = timedelta(days=120)
"""How far ahead the days of a series are looked at."""
VASTE_ROLLEN = frozenset({"voorzitter", "secretaris", "raad", "gi"})
"""Who is at every table of the JBT (DOMEIN section 4, Participants)."""
_FULL_DAY = 90


def _number(session: DbSession, sleutel: str) -> int:
    return int(str(setting_value(session, sleutel)))


class VtbPlanning:
    """Planning of VTB's. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def voorstel(
        self, vtb_id: int, *, duur: int | None = None, plaats: str | None = None, voorzitter_id: int | None = None
    ) -> Planvoorstel:
        """The first slots for a VTB with their reasons, who would be invited, and who is heard apart.

        Args:
            vtb_id: the VTB.
            duur: minutes; None: the setting.
            plaats: the room; None: where the JBT met last.
            voorzitter_id: who chairs; None: who did so last.

        Raises:
            UserError: the VTB is gone or closed, stands on an agenda, or is not agendeerbaar (with every reason).
        """
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            vtb = self._plannable(session, vtb_id)
            places, chairs = q.places_of(session, JBT), q.people_with_role(session, frozenset({"voorzitter"}))
            chair = voorzitter_id if voorzitter_id is not None else q.last_chair(session, JBT)
            named = next((p.naam for p in chairs if p.id == chair), "")
            room = plaats if plaats is not None else next(iter(places), "")
            length = duur or _number(session, DUUR_SETTING)
            calendar = office_days(session)
            first = calendar.add_days(self._context.vandaag(), _number(session, AANLOOP_SETTING))
            until, norm = self._norm(session, vtb_id)
            wens = Wens(first, until, norm, length, room, chair if named else None, named)
            planned = [_gepland(z, self._context.vandaag()) for z in q.planned_from(session, self._context.vandaag())]
            found = slots(wens, calendar, planned, self._reeksdagen(session, first, planned))
            day = found[0].datum if found else first
            return Planvoorstel(
                vtb_id=vtb_id,
                slots=found,
                genodigden=tuple(self._genodigden(session, vtb, day, chair)),
                horen=tuple(self._horen(session, vtb, day)),
                overgeslagen=passed_over(wens, calendar, day),
                duur=length,
                hoor_minuten=_number(session, HOOR_MINUTEN_SETTING),
                plaats=room,
                plaatsen=tuple(places),
                voorzitter_id=chair if named else None,
                voorzitters=tuple((p.id, p.naam) for p in chairs),
            )

    def plan(self, plan: Plan) -> int:
        """Put the VTB on the zitting of the slot (made when needed), with guests and hearings; returns the zitting.

        Raises:
            FieldError: a time that is no time.
            UserError: the VTB cannot be planned any more, or the slot was taken meanwhile.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("VTB gepland") as session:
            vtb = self._plannable(session, plan.vtb_id)
            zitting = self._zitting(session, plan.slot)
            punt = self._punt(session, zitting, vtb, plan.slot.duur)
            here = {a.persoon_id for a in zitting.aanwezigen if a.persoon_id is not None}
            for guest in plan.genodigden:
                if guest.persoon_id is None or guest.persoon_id not in here:
                    session.add(_presence(zitting.id, punt.id, guest))
            for hearing in plan.horen:
                self._keep_hearing(session, vtb, hearing)
            return zitting.id

    def hoorgesprekken(self, vtb_id: int) -> tuple[Hoorgesprek, ...]:
        """The hearings of a VTB: one per child that is old enough, or that has one already."""
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            vtb = self._vtb(session, vtb_id)
            kept = {row.jeugdige_id: _to_hearing(row) for row in q.hearings_of(session, vtb_id)}
            place = vtb_q.zittingen_of(session, [vtb_id]).get(vtb_id)
            day = place[1].datum if place is not None else self._context.vandaag()
            for kind in self._horen(session, vtb, day):
                kept.setdefault(kind.jeugdige_id, Hoorgesprek(kind.jeugdige_id))
            names = {k.jeugdige_id: k.jeugdige.naam for k in vtb.kinderen}
            return tuple(replace(h, naam=names.get(h.jeugdige_id, "")) for h in kept.values())

    def hoor(self, vtb_id: int, gesprek: Hoorgesprek) -> None:
        """Keep a hearing: planned, held with what the child said in its own words, or why it did not succeed.

        What the child said comes in its stem at the table, until that verslag is vastgesteld.

        Raises:
            FieldError: a time that is no time, held in the future, or both held and not succeeded.
            UserError: the VTB is gone, or the child is not named in it.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        if gesprek.gehouden_op is not None and gesprek.gehouden_op > self._context.vandaag():
            raise FieldError("gehouden_op", "Deze datum ligt in de toekomst.", "Leg alleen vast wat gebeurd is.")
        if gesprek.tekst.strip() and gesprek.niet_gelukt.strip():
            raise FieldError("niet_gelukt", "Er staat ook wat het kind zei.", "Haal een van beide weg.")
        with self._context.write("hoorgesprek vastgelegd") as session:
            self._keep_hearing(session, self._vtb(session, vtb_id), gesprek)

    # -- shared steps -------------------------------------------------------------------------------------------

    def _vtb(self, session: DbSession, vtb_id: int) -> VtbRow:
        vtb = vtb_q.get_vtb(session, vtb_id)
        if vtb is None:
            raise vtb_gone()
        return vtb

    def _plannable(self, session: DbSession, vtb_id: int) -> VtbRow:
        vtb = self._vtb(session, vtb_id)
        if vtb.gesloten_op is not None:
            raise UserError("Dit VTB is gesloten.", "Heropen het eerst.")
        here = vtb_q.zittingen_of(session, [vtb_id]).get(vtb_id)
        if here is not None:
            raise UserError(f"Dit VTB staat al op de agenda van {here[1].nummer}.")
        blocked = vtb_obstacles(vtb, hard_conditions(session))
        if blocked:
            raise UserError(f"{vtb.nummer} kan nog niet op de agenda. " + " ".join(blocked))
        return vtb

    def _norm(self, session: DbSession, vtb_id: int) -> tuple[date | None, str]:
        """The last day within the norm of D9 and the norm in words."""
        werk, rows = load_uurwerk(session), vtb_mijlpalen(session, vtb_id)
        klok = werk.klok(D9, self._context.vandaag())
        for run in vtb_runs(klok, rows):
            stand = standing(werk, D9, run, self._context.vandaag())
            words = f", {quantity(stand.norm.waarde, stand.norm.eenheid)}" if stand.norm else ""
            return stand.uiterlijk, f"{stand.code}{words}"
        return None, D9

    def _reeksdagen(self, session: DbSession, first: date, planned: list[Gepland]) -> Iterator[Reeksdag]:
        taken = {z.datum for z in planned if z.eigen}
        for row in q.series_of(session, JBT):
            reeks = q.to_reeks(row)
            begin = minutes(reeks.begintijd)
            for day in days_of(reeks, first, first + AHEAD):
                if day not in taken and begin is not None:
                    yield Reeksdag(reeks.id, reeks.naam, day, begin, reeks.duur_minuten, reeks.plaats)

    def _horen(self, session: DbSession, vtb: VtbRow, day: date) -> Iterator[Hoorkind]:
        """Children from the age at which they are heard apart (setting; 12 in the regions that were read)."""
        least = _number(session, HOREN_SETTING)
        for named in vtb.kinderen:
            born = named.jeugdige.geboortedatum
            if born is not None and born <= day and age_on(born, day) >= least:
                yield Hoorkind(named.jeugdige_id, named.jeugdige.naam, age_on(born, day))

    def _genodigden(self, session: DbSession, vtb: VtbRow, day: date, chair: int | None) -> Iterator[Genodigde]:
        """Ouders, children from 12, indiener, and who is at every table (DOMEIN section 4, Participants)."""
        yield from _ouders(session, vtb)
        for kind in self._horen(session, vtb, day):
            yield Genodigde(kind.naam, "jeugdige", f"{kind.leeftijd} jaar", jeugdige_id=kind.jeugdige_id)
        if vtb.indiener:
            yield Genodigde(vtb.indiener, "inbrenger", "dient het verzoek in")
        people = q.people_with_role(session, VASTE_ROLLEN | {"vertrouwenspersoon"})
        for persoon in people:
            if persoon.rol == "voorzitter" and persoon.id != chair and chair is not None:
                continue
            support = persoon.rol == "vertrouwenspersoon"
            why = "steun voor ouders of jeugdige" if support else "aan elke tafel van de JBT"
            yield Genodigde(
                persoon.naam,
                persoon.rol,
                why,
                aan=not support,
                heel=not support,
                persoon_id=persoon.id,
                email=persoon.email,
            )

    def _zitting(self, session: DbSession, slot: Slot) -> ZittingRow:
        if slot.zitting_id is not None:
            zitting = open_zitting(session, slot.zitting_id)
            filled = sum(p.minuten for p in active(zitting))
            if zitting.status != ZittingStatus.GEPLAND or filled + slot.duur > zitting.duur_minuten:
                raise UserError(f"Op {zitting.nummer} is geen plek meer.", "Kies een ander moment.")
            return zitting
        if slot.datum < self._context.vandaag():
            raise FieldError("datum", "Deze dag is geweest.", "Kies een ander moment.")
        planned = [_gepland(z, self._context.vandaag()) for z in q.planned_from(session, slot.datum)]
        taken = clash(planned, slot.datum, slot.begin, slot.begin + slot.duur, slot.plaats)
        if taken:
            raise UserError(f"Dit moment is niet meer vrij: {taken}.", "Kies een ander moment.")
        reeks = next((r for r in q.series_of(session, JBT) if r.id == slot.reeks_id), None)
        row = ZittingRow(
            nummer=next_number(session, f"Z-{JBT}-{slot.datum.year}", ZittingRow.nummer),
            soort=JBT,
            datum=slot.datum,
            begintijd=slot.tijd.partition("-")[0],
            plaats=slot.plaats.strip(),
            duur_minuten=max(slot.duur, reeks.duur_minuten if reeks is not None else slot.duur),
            reeks_id=reeks.id if reeks is not None else None,
            punten=[],
            aanwezigen=[],
        )
        session.add(row)
        session.flush()
        for lid in reeks.leden if reeks is not None else ():
            row.aanwezigen.append(AanwezigheidRow(zitting_id=row.id, persoon_id=lid.persoon_id, rol=lid.rol))
        session.flush()
        take_parked(session, row)
        return row

    def _punt(self, session: DbSession, zitting: ZittingRow, vtb: VtbRow, duur: int) -> AgendapuntRow:
        """The item of the VTB; one that was parked came along with the new zitting."""
        carried = next((p for p in active(zitting) if p.vtb_id == vtb.id), None)
        if carried is not None:
            return carried
        punt = AgendapuntRow(
            zitting_id=zitting.id,
            volgorde=max((p.volgorde for p in zitting.punten), default=0) + 1,
            vtb_id=vtb.id,
            minuten=duur,
        )
        prefill(session, punt)
        session.add(punt)
        session.flush()
        return punt

    def _keep_hearing(self, session: DbSession, vtb: VtbRow, gesprek: Hoorgesprek) -> None:
        if gesprek.jeugdige_id not in {k.jeugdige_id for k in vtb.kinderen}:
            raise UserError("Dit kind staat niet in dit VTB.")
        row = next((h for h in q.hearings_of(session, vtb.id) if h.jeugdige_id == gesprek.jeugdige_id), None)
        if row is None:
            row = HoorgesprekRow(vtb_id=vtb.id, jeugdige_id=gesprek.jeugdige_id, tekst="", niet_gelukt="")
            session.add(row)
        naam = next(k.jeugdige.naam for k in vtb.kinderen if k.jeugdige_id == gesprek.jeugdige_id)
        before = line_of(row, naam)
        row.gepland_op, row.tijd, row.plaats = gesprek.gepland_op, checked_time(gesprek.tijd), gesprek.plaats.strip()
        row.gehouden_op, row.door = gesprek.gehouden_op, gesprek.door.strip()
        row.tekst, row.niet_gelukt = gesprek.tekst.strip(), gesprek.niet_gelukt.strip()
        session.flush()
        here = vtb_q.zittingen_of(session, [vtb.id]).get(vtb.id)
        if here is not None and here[1].status not in (ZittingStatus.VASTGESTELD, ZittingStatus.INGELEZEN):
            here[0].stem_jeugdige = joined(here[0].stem_jeugdige, before, line_of(row, naam))


def _gepland(row: ZittingRow, vandaag: date) -> Gepland:
    own = row.soort == JBT and row.status == ZittingStatus.GEPLAND and row.datum > vandaag
    return Gepland(
        zitting_id=row.id,
        nummer=row.nummer,
        datum=row.datum,
        begin=minutes(row.begintijd),
        duur=row.duur_minuten or _FULL_DAY,
        plaats=row.plaats,
        eigen=own and row.vorm == "gewoon",
        gevuld=sum(p.minuten for p in active(row)),
        voorzitters=frozenset(a.persoon_id for a in row.aanwezigen if a.rol == "voorzitter" and a.persoon_id),
    )


def _presence(zitting_id: int, punt_id: int, guest: Genodigde) -> AanwezigheidRow:
    return AanwezigheidRow(
        zitting_id=zitting_id,
        persoon_id=guest.persoon_id,
        naam="" if guest.persoon_id is not None else guest.naam.strip(),
        rol=guest.rol,
        agendapunt_id=None if guest.heel else punt_id,
        jeugdige_id=guest.jeugdige_id,
        gezinslid_id=guest.gezinslid_id,
        email=guest.email.strip(),
    )


def _to_hearing(row: HoorgesprekRow) -> Hoorgesprek:
    return Hoorgesprek(
        row.jeugdige_id,
        "",
        row.gepland_op,
        row.tijd,
        row.plaats,
        row.gehouden_op,
        row.door,
        row.tekst,
        row.niet_gelukt,
    )


def _ouders(session: DbSession, vtb: VtbRow) -> Iterator[Genodigde]:
    """The parents and others with gezag of the children in the VTB; a line without a name when none is known."""
    members = members_of(session, vtb.gezin_id)
    children = {k.jeugdige_id for k in vtb.kinderen}
    roles: dict[int, set[str]] = {}
    gezag: set[int] = set()
    for relation in relations_of(session, [m.id for m in members]):
        if relation.jeugdige_id in children:
            roles.setdefault(relation.gezinslid_id, set()).add(relation.rol)
            if relation.gezag == "ja" or relation.rol in MET_GEZAG_ROLLEN:
                gezag.add(relation.gezinslid_id)
    found = False
    for member in members:
        if member.overleden or not roles.get(member.id, set()) & (OUDERS | OPVOEDERS):
            continue
        found = True
        why = "heeft gezag" if member.id in gezag else "ouder of verzorger"
        yield Genodigde(member.naam, "ouder", why, gezinslid_id=member.id)
    if not found:
        yield Genodigde(f"ouders van {vtb.gezin.naam}", "ouder", "er staat nog geen ouder bij het gezin")
