"""Use cases on the verslag of a zitting: read it, have people react, fix it, correct it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, timedelta

from expertteam_app.db.queries import verslagen as v
from expertteam_app.db.queries import zittingen as q
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import ReactieRow, VerslagRow, ZittingRow
from expertteam_app.documents.verslag import verslag_pdf, verslag_regels
from expertteam_app.documents.verslag_json import from_json, to_json
from expertteam_app.documents.verslag_stuk import Reactie, VerslagStuk, gaps
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.verslag import Handtekening, ReactieInfo, VasteVersie, Verslagstand, VerzendingInfo
from expertteam_app.domain.zitting import ZittingSoort, ZittingStatus
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import REACTIE_SETTING, setting_value
from expertteam_app.services.tafelbeeld import tafelbeeld
from expertteam_app.services.verslagstuk import heading_of, to_stuk, with_reactions
from expertteam_app.services.zittingen import open_zitting, zitting_gone


@dataclass(frozen=True, slots=True)
class Verslag:
    """A verslag as PDF bytes, with a neutral file name."""

    bestandsnaam: str
    pdf: bytes
    vastgesteld: bool


class Verslagen:
    """The verslag. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def verslag(self, zitting_id: int) -> Verslag:
        """The verslag as it stands: a concept with visible gaps, or the very bytes that were vastgesteld.

        Raises:
            UserError: the zitting is gone.
        """
        self._context.actor.require(Right.VERSLAG_MAKE)
        with self._context.read() as session:
            zitting = existing(session, zitting_id)
            fixed = q.verslag_of(session, zitting_id)
            if fixed is not None and zitting.status == ZittingStatus.VASTGESTELD:
                return Verslag(f"{zitting.nummer}-verslag.pdf", fixed.pdf, vastgesteld=True)
            stuk = current_stuk(session, zitting, self._context)
        return Verslag(f"{stuk.nummer}-verslag-concept.pdf", verslag_pdf(stuk), vastgesteld=False)

    def lees(self, zitting_id: int) -> tuple[tuple[str, str], ...]:
        """The verslag as (kind, text) lines to read on the screen: the same words as on paper, gaps included.

        Of a verslag that was vastgesteld it is what was fixed, with the reactions that came.

        Raises:
            UserError: the zitting is gone.
        """
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            stuk, _fixed = stuk_to_send(session, existing(session, zitting_id), self._context)
        return verslag_regels(stuk)

    def stand(self, zitting_id: int) -> Verslagstand:
        """Where the verslag stands: its versions with signatures, the reactions, and who got what.

        Raises:
            UserError: the zitting is gone.
        """
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            zitting = existing(session, zitting_id)
            return Verslagstand(
                zitting_id=zitting_id,
                ter_reactie_op=zitting.ter_reactie_op,
                ter_reactie_tot=zitting.ter_reactie_tot,
                correctie_reden=zitting.correctie_reden,
                versies=tuple(_version(session, row) for row in v.versions_of(session, zitting_id)),
                reacties=tuple(_reaction(row) for row in v.reactions_of(session, zitting_id)),
                verzendingen=sendings(session, zitting_id),
            )

    def vaste_versie(self, verslag_id: int) -> Verslag:
        """The very bytes of a version that was vastgesteld, however many came after it.

        Raises:
            UserError: there is no such version.
        """
        self._context.actor.require(Right.VERSLAG_MAKE)
        with self._context.read() as session:
            row = v.get_verslag(session, verslag_id)
            if row is None:
                raise UserError("Deze versie van het verslag bestaat niet.", "Kies een versie uit de lijst.")
            zitting = existing(session, row.zitting_id)
            return Verslag(f"{zitting.nummer}-verslag-versie-{row.volgnummer}.pdf", row.pdf, vastgesteld=True)

    def ter_reactie(self, zitting_id: int, tot: date | None = None) -> date:
        """Ask the people of the table to react; returns the last day on which they can.

        Args:
            zitting_id: the zitting.
            tot: the last day; None takes the number of days of the setting.

        Raises:
            FieldError: the last day has passed already.
            UserError: it was not held yet, or it is fixed already.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("verslag ter reactie") as session:
            zitting = held_zitting(session, zitting_id)
            vandaag = self._context.vandaag()
            until = tot or vandaag + timedelta(days=int(str(setting_value(session, REACTIE_SETTING))))
            if until < vandaag:
                raise FieldError("tot", "Deze dag is al voorbij.", "Kies vandaag of een latere dag.")
            zitting.status = ZittingStatus.TER_REACTIE.value
            zitting.ter_reactie_op, zitting.ter_reactie_tot = vandaag, until
            return until

    def reactie_toevoegen(
        self, zitting_id: int, *, van: str, rol: str, tekst: str, ontvangen_op: date, punt_id: int | None = None
    ) -> int:
        """Append what someone said of the verslag, word for word; the verslag itself stays as it is.

        This can be done before and after vaststellen (Jeugdwet 7.3.8(2): the right to add a statement).

        Args:
            zitting_id: the zitting.
            van: who reacts.
            rol: in which role, a code of tafelrollen.
            tekst: what they said.
            ontvangen_op: the day on which it came.
            punt_id: the agendapunt it is about; needed where there are several, so that it reaches no other gezin.

        Raises:
            FieldError: something lacks, the day is in the future or before the zitting, or the role is unknown.
            UserError: there is no verslag yet.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        if not van.strip():
            raise FieldError("van", "Vul in van wie de reactie is.")
        if not tekst.strip():
            raise FieldError("tekst", "Vul de reactie in.")
        checked_code(self._context.lists, "tafelrollen", rol, "rol")
        if ontvangen_op > self._context.vandaag():
            raise FieldError("ontvangen_op", "Deze dag is nog niet geweest.", "Vul de dag in waarop de reactie kwam.")
        with self._context.write("reactie op het verslag toegevoegd") as session:
            zitting = existing(session, zitting_id)
            if not ZittingStatus(zitting.status).begonnen:
                raise UserError("Van deze zitting is nog geen verslag.", "Begin eerst de zitting.")
            if ontvangen_op < zitting.datum:
                raise FieldError("ontvangen_op", "Deze dag ligt vóór de zitting.", "Vul in wanneer de reactie kwam.")
            ids = [p.id for p in zitting.punten]
            chosen = ids[0] if punt_id is None and len(ids) == 1 else punt_id
            if chosen not in ids:
                raise FieldError("punt", "Kies het agendapunt waar de reactie over gaat.")
            row = ReactieRow(
                zitting_id=zitting_id,
                agendapunt_id=chosen,
                van=van.strip(),
                rol=rol,
                ontvangen_op=ontvangen_op,
                tekst=tekst.strip(),
            )
            session.add(row)
            session.flush()
            return row.id

    def corrigeren(self, zitting_id: int, reden: str) -> None:
        """Begin a correction of a verslag that was vastgesteld; its version stays as it is and can always be opened.

        Raises:
            FieldError: no reason.
            UserError: it is not vastgesteld, or the zitting is gone.
        """
        self._context.actor.require(Right.VERSLAG_FINALISE)
        if not reden.strip():
            raise FieldError(
                "reden", "Vul in waarom het verslag wordt verbeterd.", "De reden komt in de nieuwe versie."
            )
        with self._context.write("correctie van het verslag begonnen") as session:
            zitting = existing(session, zitting_id)
            if zitting.status != ZittingStatus.VASTGESTELD:
                raise UserError("Dit verslag is niet vastgesteld.", "U kunt het gewoon wijzigen.")
            zitting.status = ZittingStatus.CONCEPT.value
            zitting.correctie_reden = reden.strip()

    def vaststellen(self, zitting_id: int) -> str:
        """Fix the verslag: content and PDF are kept as they are; returns the SHA-256 of the PDF.

        JBT besluiten become definitief. A RET besluit onder voorbehoud stays so, with its reason. A correction becomes
        the next version with its reason.

        Raises:
            UserError: something required is missing (all gaps are named), it was not held yet, or it is fixed
                already.
        """
        self._context.actor.require(Right.VERSLAG_FINALISE)
        with self._context.write("verslag vastgesteld") as session:
            zitting = held_zitting(session, zitting_id)
            found = gaps(current_stuk(session, zitting, self._context))
            if found:
                raise UserError(f"Het verslag is nog niet compleet. Nog invullen: {'; '.join(found)}.")
            if zitting.soort == ZittingSoort.JBT:
                for besluit in (b for punt in zitting.punten for b in punt.besluiten):
                    besluit.definitief = True
            vandaag = self._context.vandaag()
            reden = zitting.correctie_reden
            last = q.verslag_of(session, zitting_id)
            zitting.status, zitting.correctie_reden = ZittingStatus.VASTGESTELD.value, ""
            zitting.vastgesteld_op = zitting.vastgesteld_op or vandaag
            stuk = replace(
                current_stuk(session, zitting, self._context),
                vastgesteld_op=vandaag,
                volgnummer=last.volgnummer + 1 if last else 1,
                reden=reden,
            )
            pdf = verslag_pdf(stuk)
            digest = hashlib.sha256(pdf).hexdigest()
            row = VerslagRow(zitting_id=zitting.id, vastgesteld_op=vandaag, sha256=digest, pdf=pdf, reden=reden)
            row.volgnummer, row.inhoud = stuk.volgnummer, to_json(stuk)
            session.add(row)
            return digest


# -- shared with the versions per recipient ---------------------------------------------------------------------


def existing(session: DbSession, zitting_id: int) -> ZittingRow:
    """The zitting.

    Raises:
        UserError: it is gone.
    """
    zitting = q.get_zitting(session, zitting_id)
    if zitting is None:
        raise zitting_gone()
    return zitting


def held_zitting(session: DbSession, zitting_id: int) -> ZittingRow:
    """A zitting that was held and may still be changed.

    Raises:
        UserError: it is gone, not held yet, or its verslag is vastgesteld.
    """
    zitting = open_zitting(session, zitting_id)
    if zitting.status == ZittingStatus.GEPLAND:
        raise UserError("Deze zitting is nog niet gehouden.", "Begin eerst de zitting.")
    return zitting


def current_stuk(session: DbSession, zitting: ZittingRow, context: Context) -> VerslagStuk:
    """The verslag from the rows of now, with the reactions that came; a correction carries its number and reason."""
    kop = heading_of(session, oefening=context.oefening)
    stuk = to_stuk(tafelbeeld(session, zitting, context.lists), context.lists, kop)
    last = q.verslag_of(session, zitting.id)
    if last is not None and zitting.status != ZittingStatus.VASTGESTELD:
        stuk = replace(stuk, volgnummer=last.volgnummer + 1, reden=zitting.correctie_reden, vastgesteld_op=None)
    return with_reactions(replace(stuk, ter_reactie_tot=zitting.ter_reactie_tot), reactions(session, zitting, context))


def stuk_to_send(session: DbSession, zitting: ZittingRow, context: Context) -> tuple[VerslagStuk, VerslagRow | None]:
    """The verslag that versions are made from: as it was vastgesteld with the reactions of now, else the concept."""
    last = q.verslag_of(session, zitting.id)
    if last is None or zitting.status != ZittingStatus.VASTGESTELD or not last.inhoud:
        return current_stuk(session, zitting, context), None
    return with_reactions(from_json(last.inhoud), reactions(session, zitting, context)), last


def reactions(session: DbSession, zitting: ZittingRow, context: Context) -> dict[int | None, tuple[Reactie, ...]]:
    """The reactions as they are printed, by the id of their agendapunt."""
    found: dict[int | None, tuple[Reactie, ...]] = {}
    for row in v.reactions_of(session, zitting.id):
        role = context.lists["tafelrollen"].label(row.rol)
        one = Reactie(van=row.van, rol=role, ontvangen_op=row.ontvangen_op, tekst=row.tekst)
        found[row.agendapunt_id] = (*found.get(row.agendapunt_id, ()), one)
    return found


def sendings(session: DbSession, zitting_id: int) -> tuple[VerzendingInfo, ...]:
    """Who got what of a zitting, newest first."""
    return tuple(
        VerzendingInfo(
            id=row.id,
            soort=row.soort,
            ontvanger=row.ontvanger,
            naam=row.naam,
            wijze=row.wijze,
            verzonden_op=row.verzonden_op,
            punt_id=row.agendapunt_id,
            kind_id=row.jeugdige_id,
            blokken=tuple(row.blokken or ()),
            sha256=row.sha256,
        )
        for row in v.sendings_of(session, zitting_id)
    )


def _version(session: DbSession, row: VerslagRow) -> VasteVersie:
    signed = tuple(
        Handtekening(h.id, h.rol, h.naam, h.getekend_op, h.certificaat, h.sha256)
        for h in v.signatures_of(session, row.id)
    )
    return VasteVersie(row.id, row.volgnummer, row.vastgesteld_op, row.sha256, row.reden, signed)


def _reaction(row: ReactieRow) -> ReactieInfo:
    return ReactieInfo(row.id, row.agendapunt_id, row.van, row.rol, row.ontvangen_op, row.tekst)
