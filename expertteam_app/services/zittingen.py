"""Use cases on zittingen of RET and JBT: plan, agenda and what is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from expertteam_app.db.queries import casussen as casus_q
from expertteam_app.db.queries import vtbs as vtb_q
from expertteam_app.db.queries import zittingen as q
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import AgendapuntRow, CasusRow, ZittingRow
from expertteam_app.documents.verslag_stuk import gaps
from expertteam_app.domain.access import Right
from expertteam_app.domain.casus import fold
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.gebeurtenis import Gebeurtenis, Soort
from expertteam_app.domain.tafel import PUNT_TEKSTEN, Kandidaat, PuntStatus, ZittingDossier, ZittingRegel
from expertteam_app.domain.zitting import ZittingSoort, ZittingStatus
from expertteam_app.services.context import Context
from expertteam_app.services.kandidaten import casus_candidates, vtb_candidates
from expertteam_app.services.mandaten import weigh
from expertteam_app.services.parkeren import prefill, take_parked
from expertteam_app.services.tafelbeeld import tafelbeeld
from expertteam_app.services.verslagstuk import heading_of, to_stuk
from expertteam_app.services.vtbs import hard_conditions, vtb_gone, vtb_obstacles

EERSTE = 100
"""Candidates that are handed over unless more are asked."""

ZITTING_FIELDS = frozenset({"begintijd", "plaats", "duur_minuten"})
DUUR = range(5, 721)
"""Minutes a zitting may take."""


def zitting_gone() -> UserError:
    """The sentence for a zitting that is not there any more."""
    return UserError("Deze zitting bestaat niet meer.", "Ververs de lijst.")


def open_zitting(session: DbSession, zitting_id: int) -> ZittingRow:
    """A zitting that may still be changed.

    Raises:
        UserError: it is gone, was called off, or its verslag is vastgesteld.
    """
    zitting = q.get_zitting(session, zitting_id)
    if zitting is None:
        raise zitting_gone()
    if zitting.status == ZittingStatus.AFGEZEGD:
        raise UserError("Deze zitting is afgezegd.", "Plan een nieuwe zitting.")
    if zitting.status == ZittingStatus.VASTGESTELD:
        raise UserError(
            "Het verslag van deze zitting is vastgesteld en ligt daarmee vast.",
            "Begin een correctie bij het verslag: die wordt een nieuwe versie.",
        )
    return zitting


class Zittingen:
    """What a user does with a zitting. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self, soort: ZittingSoort | None = None) -> list[ZittingRegel]:
        """Every zitting (of one table), newest first."""
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            return q.all_zittingen(session, soort)

    def id_of(self, nummer: str) -> int:
        """The id of the zitting with a number such as Z-RET-2026-003.

        Raises:
            UserError: there is no such zitting.
        """
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            row = q.zitting_by_number(session, nummer.strip().upper()) if nummer.isascii() else None
            if row is None:
                raise UserError(f"Er is geen zitting {nummer}.", "Bekijk de nummers met: expertteam zittingen.")
            return row.id

    def dossier(self, zitting_id: int) -> ZittingDossier:
        """A zitting with agenda, presence and everything decided.

        Raises:
            UserError: it is gone.
        """
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            zitting = q.get_zitting(session, zitting_id)
            if zitting is None:
                raise zitting_gone()
            dossier = tafelbeeld(session, zitting, self._context.lists)
            kop = heading_of(session, oefening=self._context.oefening)
        return replace(dossier, ontbreekt=gaps(to_stuk(dossier, self._context.lists, kop)))

    def plan(self, soort: ZittingSoort, datum: date, begintijd: str = "", plaats: str = "") -> int:
        """Plan a zitting; returns its id.

        Raises:
            FieldError: a time that is no time.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        begintijd = checked_time(begintijd)
        with self._context.write(f"zitting {soort} gepland") as session:
            row = ZittingRow(
                nummer=casus_q.next_number(session, f"Z-{soort}-{datum.year}", ZittingRow.nummer),
                soort=soort.value,
                datum=datum,
                begintijd=begintijd,
                plaats=plaats.strip(),
            )
            session.add(row)
            session.flush()
            take_parked(session, row)
            return row.id

    def change(self, zitting_id: int, field: str, value: str) -> None:
        """Store begintijd, plaats or duur_minuten.

        Raises:
            FieldError: another field, a time that is no time, or a length outside 5 to 720 minutes.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        if field not in ZITTING_FIELDS:
            raise FieldError(field, "Dit veld kan hier niet worden gewijzigd.")
        if field == "begintijd":
            value = checked_time(value)
        if field == "duur_minuten":
            checked_length(value)
        with self._context.write(f"zitting: {field.split('_', maxsplit=1)[0]} gewijzigd") as session:
            zitting = open_zitting(session, zitting_id)
            setattr(zitting, field, int(value) if field == "duur_minuten" else value.strip())
            _invited_anew(zitting)

    def move(self, zitting_id: int, datum: date) -> None:
        """Move a planned zitting to another day.

        Raises:
            UserError: it has begun already.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("zitting verplaatst") as session:
            zitting = open_zitting(session, zitting_id)
            if zitting.status != ZittingStatus.GEPLAND:
                raise UserError("Deze zitting is al gehouden en kan niet meer worden verplaatst.")
            zitting.datum = datum
            _invited_anew(zitting)
            weigh(session, zitting)

    def candidates(self, zitting_id: int, tekst: str = "", most: int = EERSTE) -> list[Kandidaat]:
        """What could go on the agenda and holds every typed word, by number, with what stands in the way.

        RET: open casussen on the step of the RET or higher. JBT: VTB's without a zitting. At most `most` of them.
        """
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            zitting = q.get_zitting(session, zitting_id)
            if zitting is None:
                raise zitting_gone()
            if zitting.soort == ZittingSoort.JBT:
                return vtb_candidates(session, self._context.labels, tekst)[:most]
            return casus_candidates(session, self._context.labels, zitting, tekst, most)

    def add_punt(self, zitting_id: int, *, casus_id: int | None = None, vtb_id: int | None = None) -> int:
        """Put a casus or a VTB on the agenda; returns the id of the item.

        Raises:
            UserError: a VTB that is not agendeerbaar (with every reason), something that is on it already, or of the
                other table.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("op de agenda gezet") as session:
            zitting = open_zitting(session, zitting_id)
            is_jbt = zitting.soort == ZittingSoort.JBT
            if is_jbt != (vtb_id is not None):
                raise UserError("Op de agenda van de JBT staan VTB's, op die van het RET staan casussen.")
            there = [p for p in zitting.punten if p.status != PuntStatus.TERUGGEGEVEN]
            if any((p.casus_id, p.vtb_id) == (casus_id, vtb_id) for p in there):
                raise UserError("Dit staat al op de agenda van deze zitting.")
            if vtb_id is not None:
                self._check_vtb(session, vtb_id)
            else:
                _check_casus(session, casus_id)
            punt = AgendapuntRow(
                zitting_id=zitting.id,
                volgorde=max((p.volgorde for p in zitting.punten), default=0) + 1,
                casus_id=casus_id,
                vtb_id=vtb_id,
                minuten=60 if is_jbt else 30,
            )
            prefill(session, punt)
            session.add(punt)
            session.flush()
            return punt.id

    def remove_punt(self, punt_id: int) -> None:
        """Take an item off the agenda; refused once a besluit or actie hangs on it.

        Raises:
            UserError: there is a besluit or actie, or the verslag is vastgesteld.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("van de agenda gehaald") as session:
            punt = self._punt(session, punt_id)
            if punt.besluiten or punt.acties or punt.regels:
                said = "Bij dit agendapunt staan al besluiten of acties, of regels van de tafel."
                raise UserError(said, "Laat het punt staan.")
            zitting = open_zitting(session, punt.zitting_id)
            for guest in zitting.aanwezigen:
                if guest.agendapunt_id == punt.id:
                    guest.agendapunt_id = None
            session.flush()
            session.delete(punt)
            weigh(session, zitting)

    def move_punt(self, punt_id: int, richting: int) -> None:
        """Move an item one place up (-1) or down (+1) on the agenda; at the end nothing happens."""
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("agenda herschikt") as session:
            punt = self._punt(session, punt_id)
            zitting = open_zitting(session, punt.zitting_id)
            order = sorted(zitting.punten, key=lambda p: p.volgorde)
            here = order.index(punt)
            there = here + (1 if richting > 0 else -1)
            if 0 <= there < len(order):
                order[here], order[there] = order[there], order[here]
            for place, row in enumerate(order, start=1):
                row.volgorde = place

    def change_punt(self, punt_id: int, field: str, value: str) -> None:
        """Store one text of an agenda item (`PUNT_TEKSTEN`).

        Raises:
            FieldError: another field.
            UserError: the verslag is vastgesteld.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        if field not in PUNT_TEKSTEN:
            raise FieldError(field, "Dit veld kan hier niet worden gewijzigd.")
        with self._context.write(f"agendapunt: {field.replace('_', ' ')} gewijzigd") as session:
            setattr(self._punt(session, punt_id), field, value.strip())

    def houden(self, zitting_id: int) -> None:
        """Begin the zitting: its verslag becomes a concept and every casus on it gets its first overleg.

        Raises:
            UserError: the day has not come, or there is nothing on the agenda.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("zitting begonnen") as session:
            zitting = open_zitting(session, zitting_id)
            if zitting.status == ZittingStatus.GEPLAND:
                self.begin(session, zitting)

    def begin(self, session: DbSession, zitting: ZittingRow) -> None:
        """Begin a zitting in the running transaction; what came on the agenda since gets its first overleg too.

        Raises:
            UserError: the day has not come, or there is nothing on the agenda.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        if zitting.datum > self._context.vandaag():
            raise UserError("Deze zitting is in de toekomst.", "Verplaats de zitting of wacht tot de dag zelf.")
        if not zitting.punten:
            raise UserError("Er staat nog niets op de agenda.", "Zet eerst een casus of VTB op de agenda.")
        if zitting.status == ZittingStatus.GEPLAND:
            zitting.status = ZittingStatus.CONCEPT.value
        self._first_overleg(session, zitting)

    # -- shared steps -------------------------------------------------------------------------------------------

    def _first_overleg(self, session: DbSession, zitting: ZittingRow) -> None:
        touched = []
        for punt in zitting.punten:
            casus = casus_q.get_casus(session, punt.casus_id) if punt.casus_id else None
            if casus is None or punt.status in {PuntStatus.GEPARKEERD, PuntStatus.TERUGGEGEVEN}:
                continue
            stand = fold(casus_q.log_of(casus))
            known = stand.mijlpalen.get(Soort.EERSTE_OVERLEG.value)
            if known is None and not stand.gesloten and (stand.aangemeld or zitting.datum) <= zitting.datum:
                casus_q.add_event(session, casus, Gebeurtenis(Soort.EERSTE_OVERLEG, zitting.datum))
                touched.append(casus)
        casus_q.rewrite_overview(session, touched, self._context.labels)

    def _punt(self, session: DbSession, punt_id: int) -> AgendapuntRow:
        punt = q.get_punt(session, punt_id)
        if punt is None:
            raise UserError("Dit agendapunt bestaat niet meer.")
        open_zitting(session, punt.zitting_id)
        return punt

    def _check_vtb(self, session: DbSession, vtb_id: int) -> None:
        vtb = vtb_q.get_vtb(session, vtb_id)
        if vtb is None:
            raise vtb_gone()
        blocked = vtb_obstacles(vtb, hard_conditions(session))
        if blocked:
            raise UserError(f"{vtb.nummer} kan nog niet op de agenda. " + " ".join(blocked))


def _check_casus(session: DbSession, casus_id: int | None) -> None:
    casus = session.get(CasusRow, casus_id) if casus_id is not None else None
    if casus is None:
        raise UserError("Deze casus bestaat niet meer.")
    if casus.samengevoegd_met is not None:
        raise UserError("Deze casus is samengevoegd met een andere.", "Zet die andere casus op de agenda.")


def _invited_anew(zitting: ZittingRow) -> None:
    """Who was invited gets a next version of the invitation (SEQUENCE, RFC 5545)."""
    if zitting.uitgenodigd_op is not None:
        zitting.uitnodiging_volgnummer += 1


def checked_length(text: str) -> int:
    """A number of minutes a zitting may take.

    Raises:
        FieldError: it is none, or outside 5 to 720.
    """
    text = text.strip()
    if text.isdecimal() and text.isascii() and int(text[:4]) in DUUR:
        return int(text)
    raise FieldError("duur_minuten", f"De duur is {DUUR[0]} tot en met {DUUR[-1]} minuten.")


def checked_time(text: str) -> str:
    """A time of day as "09:30"; empty stays empty.

    Raises:
        FieldError: it is no time.
    """
    text = text.strip().replace(".", ":")
    if not text:
        return ""
    hours, _, minutes = text.partition(":")
    minutes = minutes or "00"
    if not (len(hours) <= 2 and len(minutes) <= 2 and hours.isdecimal() and minutes.isdecimal()):  # noqa: PLR2004 - digits
        hours = minutes = "99"
    if int(hours) < 24 and int(minutes) < 60:  # noqa: PLR2004 - a clock
        return f"{int(hours):02d}:{int(minutes):02d}"
    raise FieldError("begintijd", "Dit is geen tijd.", "Typ bijvoorbeeld 9:30.")
