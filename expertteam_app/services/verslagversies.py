"""Use cases on the versions of a verslag: one per recipient, looked at before it is sent, and logged when it is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from expertteam_app.db.queries import zittingen as q
from expertteam_app.db.queries.instellingen import get_setting, set_setting
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import AanwezigheidRow, AgendapuntRow, VerzendingRow, ZittingRow
from expertteam_app.documents.delen import plain
from expertteam_app.documents.stijl import house_style
from expertteam_app.documents.verslag import verslag_pdf
from expertteam_app.documents.verslag_docx import verslag_docx
from expertteam_app.documents.verslag_inhoud import inhoud
from expertteam_app.documents.verslag_json import from_json
from expertteam_app.documents.verslag_stuk import VerslagStuk
from expertteam_app.documents.verslag_versie import left_out, versie_van
from expertteam_app.domain.access import Right
from expertteam_app.domain.dossier import KindInfo
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.jeugdige import age_on
from expertteam_app.domain.verslag import Stuk, Versie, VerzendingInfo
from expertteam_app.domain.verslagblok import (
    BLOK_NAMEN,
    DOSSIER,
    Blok,
    Ontvanger,
    Verdeling,
    parse_verdeling,
    with_region,
)
from expertteam_app.domain.zitting import ZittingStatus
from expertteam_app.resources import resource_path
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import VERDELING_SETTING
from expertteam_app.services.tafelbeeld import children_of
from expertteam_app.services.verslagen import existing, sendings, stuk_to_send
from expertteam_app.services.verslagstuk import with_sendings

JEUGDIGE = "jeugdige"
"""Stands for the version that fits the age of the child on the day of the zitting."""

WIJZEN = ("als bestand", "beveiligde mail", "post", "op papier meegegeven", "voorgelezen")
"""How a version can be sent; the program itself sends nothing."""

VORMEN = ("pdf", "docx")


@cache
def shipped_rule() -> Verdeling:
    """The distribution rule that ships."""
    return parse_verdeling(resource_path("verslagverdeling.toml").read_text(encoding="utf-8"))


def rule_in_force(session: DbSession) -> Verdeling:
    """The rule with what the region chose over it."""
    return with_region(shipped_rule(), get_setting(session, VERDELING_SETTING))


class Verslagversies:
    """Versions per recipient. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def verdeling(self) -> Verdeling:
        """The distribution rule of this region."""
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            return rule_in_force(session)

    def set_verdeling(self, ontvanger: str, *, krijgt: bool, blokken: Iterable[str]) -> None:
        """Set what one recipient gets in this region.

        Raises:
            FieldError: an unknown recipient or part, or the dossier, which always holds everything.
        """
        self._context.actor.require(Right.SETTINGS_WRITE)
        shipped_rule().get(ontvanger)
        if ontvanger == DOSSIER:
            raise FieldError("ontvanger", "Het dossier bevat altijd het hele verslag.")
        codes = sorted(set(blokken))
        if any(code not in set(Blok) for code in codes):
            raise FieldError("blokken", "Dit onderdeel bestaat niet.", "Kies uit de onderdelen in de tabel.")
        with self._context.write("verdeling van het verslag gewijzigd") as session:
            stored = dict(get_setting(session, VERDELING_SETTING) or {})
            stored[ontvanger] = {"krijgt": krijgt, "blokken": codes}
            set_setting(session, VERDELING_SETTING, stored)

    def reset_verdeling(self) -> None:
        """Go back to the rule that ships."""
        self._context.actor.require(Right.SETTINGS_WRITE)
        with self._context.write("verdeling van het verslag teruggezet") as session:
            set_setting(session, VERDELING_SETTING, {})

    def versies(self, zitting_id: int) -> tuple[Versie, ...]:
        """Every version of the verslag of a zitting, each item with its own, the dossier last.

        Raises:
            UserError: the zitting is gone.
        """
        self._context.actor.require(Right.VERSLAG_MAKE)
        with self._context.read() as session:
            return self._versies(session, existing(session, zitting_id))

    def kies(self, zitting_id: int, ontvanger: str, nummer: int | None = None) -> tuple[Versie, ...]:
        """The versions for a recipient: one per agendapunt, and for a jeugdige one per child.

        Args:
            zitting_id: the zitting.
            ontvanger: code of the recipient; ``jeugdige`` takes for each child the version of its age.
            nummer: the number of the agendapunt; None: every one.

        Raises:
            FieldError: an unknown recipient, or an agendapunt that is not there.
            UserError: the zitting is gone, or it has no such version.
        """
        self._context.actor.require(Right.VERSLAG_MAKE)
        with self._context.read() as session:
            rule = rule_in_force(session)
            numbers = {p.volgorde: p.id for p in existing(session, zitting_id).punten}
        codes = {o.code for o in rule.ontvangers if o.per_kind} if ontvanger == JEUGDIGE else {rule.get(ontvanger).code}
        if nummer is not None and nummer not in numbers:
            raise FieldError("punt", f"Deze zitting heeft geen agendapunt {nummer}.")
        if nummer is not None and ontvanger == DOSSIER:
            raise FieldError("punt", "Het dossier bevat altijd de hele zitting.", "Laat --punt weg.")
        found = [v for v in self.versies(zitting_id) if v.ontvanger in codes]
        if nummer is not None:
            found = [v for v in found if v.punt_id == numbers[nummer]]
        if not found:
            raise UserError(
                "Voor deze ontvanger is er bij deze zitting geen versie.",
                "Een versie voor een jeugdige is er vanaf 12 jaar.",
            )
        return tuple(found)

    def maak(
        self,
        zitting_id: int,
        ontvanger: str,
        *,
        punt_id: int | None = None,
        kind_id: int | None = None,
        vorm: str = "pdf",
    ) -> Stuk:
        """The version for a recipient as bytes; nothing is logged.

        Args:
            zitting_id: the zitting.
            ontvanger: code of the recipient.
            punt_id: the agendapunt; needed for all but the dossier where there are several.
            kind_id: the child, for the version of a jeugdige.
            vorm: ``pdf`` or ``docx``.

        Raises:
            FieldError: an unknown recipient, kind of file or agendapunt.
            UserError: the zitting is gone.
        """
        self._context.actor.require(Right.VERSLAG_MAKE)
        with self._context.read() as session:
            zitting = existing(session, zitting_id)
            return self._make(session, zitting, ontvanger, punt_id, kind_id, vorm)

    def verstuur(
        self,
        zitting_id: int,
        ontvanger: str,
        *,
        punt_id: int | None = None,
        kind_id: int | None = None,
        vorm: str = "pdf",
        naam: str = "",
        wijze: str = WIJZEN[0],
    ) -> Stuk:
        """Make the version for a recipient and log that it was sent: to whom, when, how, which parts, SHA-256.

        The program sends nothing itself: the bytes are for a file or a printer.

        Raises:
            FieldError: as `maak`, or an unknown way of sending.
            UserError: the zitting is gone or was not held yet.
        """
        self._context.actor.require(Right.VERSLAG_MAKE)
        with self._context.write("verslag verstuurd") as session:
            zitting = _held(session, zitting_id, wijze)
            made = self._make(session, zitting, ontvanger, punt_id, kind_id, vorm)
            self._log(session, zitting, ontvanger, punt_id, kind_id, naam, wijze, made.inhoud)
            return made

    def verstuur_alle(
        self,
        zitting_id: int,
        schrijf: Callable[[Mapping[str, bytes]], object],
        *,
        vorm: str = "pdf",
        wijze: str = WIJZEN[0],
    ) -> int:
        """Make every version that somebody of this zitting gets by the rule, and log them as one act.

        What went out already exactly as it is now is not made again. The dossier stays in the kluis.

        Args:
            zitting_id: the zitting.
            schrijf: takes the files by name, before they are logged; the names hold no name of a person.
            vorm: ``pdf`` or ``docx``.
            wijze: how they are sent.

        Returns:
            How many versions there were.

        Raises:
            FieldError: an unknown way of sending or kind of file.
            UserError: the zitting is gone or was not held yet, or everyone has their version already.
        """
        self._context.actor.require(Right.VERSLAG_MAKE)
        with self._context.read() as session:
            zitting = _held(session, zitting_id, wijze)
            found = [
                (f"{zitting.nummer}-verslag-{number:02}-{versie.ontvanger}.{vorm}", versie, made.inhoud)
                for number, versie in enumerate(self._versies(session, zitting), start=1)
                if versie.krijgt and versie.namen and versie.ontvanger != DOSSIER
                for made in [self._make(session, zitting, versie.ontvanger, versie.punt_id, versie.kind_id, vorm)]
                if hashlib.sha256(made.inhoud).hexdigest() not in {s.sha256 for s in versie.verzonden}
            ]
        if not found:
            raise UserError("Iedereen die een versie krijgt, heeft die al.", "Kies er een om nog eens te versturen.")
        schrijf({name: content for name, _versie, content in found})
        with self._context.write("verslag verstuurd aan iedereen") as session:
            zitting = _held(session, zitting_id, wijze)
            for _name, versie, content in found:
                names = ", ".join(versie.namen)
                self._log(session, zitting, versie.ontvanger, versie.punt_id, versie.kind_id, names, wijze, content)
        return len(found)

    # -- steps -------------------------------------------------------------------------------------------------

    def _versies(self, session: DbSession, zitting: ZittingRow) -> tuple[Versie, ...]:
        stuk, _fixed = stuk_to_send(session, zitting, self._context)
        rule = rule_in_force(session)
        logged = sendings(session, zitting.id)
        sent = tuple(s for s in logged if s.soort == "verslag")
        found = [
            self._versie(zitting, stuk, ontvanger, punt, kind, sent)
            for punt in sorted(zitting.punten, key=lambda p: p.volgorde)
            for ontvanger, kind in _recipients(rule, zitting, punt)
        ]
        whole = with_sendings(stuk, logged, {o.code: o.label for o in rule.ontvangers})
        return (*found, self._versie(zitting, whole, rule.get(DOSSIER), None, None, sent))

    def _log(
        self,
        session: DbSession,
        zitting: ZittingRow,
        ontvanger: str,
        punt_id: int | None,
        kind_id: int | None,
        naam: str,
        wijze: str,
        inhoud: bytes,
    ) -> None:
        fixed = q.verslag_of(session, zitting.id) if zitting.status == ZittingStatus.VASTGESTELD else None
        session.add(
            VerzendingRow(
                zitting_id=zitting.id,
                agendapunt_id=_punt_id(zitting, ontvanger, punt_id),
                verslag_id=fixed.id if fixed else None,
                jeugdige_id=kind_id,
                ontvanger=ontvanger,
                naam=naam.strip(),
                wijze=wijze,
                verzonden_op=self._context.vandaag(),
                blokken=sorted(rule_in_force(session).get(ontvanger).blokken),
                sha256=hashlib.sha256(inhoud).hexdigest(),
            )
        )

    def _make(
        self, session: DbSession, zitting: ZittingRow, code: str, punt_id: int | None, kind_id: int | None, vorm: str
    ) -> Stuk:
        if vorm not in VORMEN:
            raise FieldError("vorm", "Deze soort bestand kan het programma niet maken.", "Kies pdf of docx.")
        rule = rule_in_force(session)
        ontvanger = rule.get(code)
        stuk, fixed = stuk_to_send(session, zitting, self._context)
        name = f"{zitting.nummer}-verslag-{code}.{vorm}"
        if code == DOSSIER:
            names = {o.code: o.label for o in rule.ontvangers}
            stuk = with_sendings(stuk, sendings(session, zitting.id), names)
        if code == DOSSIER and fixed is not None and vorm == "pdf" and stuk == from_json(fixed.inhoud):
            return Stuk(name, fixed.pdf, vorm)
        versie = versie_van(stuk, ontvanger, _punt_id(zitting, code, punt_id), kind_id)
        with house_style():  # who already has a version is known by its bytes, on every computer
            return Stuk(name, verslag_pdf(versie) if vorm == "pdf" else verslag_docx(versie), vorm)

    def _versie(
        self,
        zitting: ZittingRow,
        stuk: VerslagStuk,
        ontvanger: Ontvanger,
        punt: AgendapuntRow | None,
        kind: KindInfo | None,
        sent: tuple[VerzendingInfo, ...],
    ) -> Versie:
        punt_id, kind_id = punt.id if punt else None, kind.id if kind else None
        versie = versie_van(stuk, ontvanger, punt_id, kind_id)
        where = f" (punt {punt.volgorde})" if punt is not None and len(zitting.punten) > 1 else ""
        own = {0, punt.volgorde} if punt is not None else {0}
        missing = left_out(stuk, versie)
        away = tuple(plain(deel for onderdeel in missing if onderdeel.punt in own for deel in onderdeel.delen))
        if any(onderdeel.punt not in own for onderdeel in missing):
            away = (("label", "Alles over de andere punten van deze zitting"), *away)
        names = tuple(_names(zitting, ontvanger, punt_id, kind_id))
        return Versie(
            ontvanger=ontvanger.code,
            voor=f"{kind.naam}: {ontvanger.label}{where}" if kind else f"{ontvanger.label}{where}",
            punt_id=punt_id,
            kind_id=kind_id,
            krijgt=ontvanger.krijgt,
            namen=names,
            blokken=tuple(blok.value for blok in BLOK_NAMEN if blok in ontvanger.blokken),
            tekst=tuple(plain(inhoud(versie))),
            weg=away,
            verzonden=tuple(
                s for s in sent if s.ontvanger == ontvanger.code and s.punt_id == punt_id and _own(s, kind_id, names)
            ),
        )


def _own(sent: VerzendingInfo, kind_id: int | None, names: tuple[str, ...]) -> bool:
    """Whether what was sent is the version of this child; a kluis of before 0.4.0 kept only the name it went to."""
    return sent.kind_id == kind_id or (sent.kind_id is None and sent.naam == ", ".join(names))


def _held(session: DbSession, zitting_id: int, wijze: str) -> ZittingRow:
    """A zitting of which there is a verslag to send, in a way that is known."""
    if wijze not in WIJZEN:
        raise FieldError("wijze", "Zo kan een verslag niet worden verstuurd.", f"Kies uit: {', '.join(WIJZEN)}.")
    zitting = existing(session, zitting_id)
    if not ZittingStatus(zitting.status).begonnen:
        raise UserError("Van deze zitting is nog geen verslag.", "Begin eerst de zitting.")
    return zitting


def _recipients(
    rule: Verdeling, zitting: ZittingRow, punt: AgendapuntRow
) -> Iterable[tuple[Ontvanger, KindInfo | None]]:
    """The recipients of one item: the children of an age that has a version, then the others."""
    for ontvanger in rule.ontvangers:
        if ontvanger.code == DOSSIER:
            continue
        if not ontvanger.per_kind:
            yield ontvanger, None
            continue
        for kind in children_of(punt):
            if rule.for_age(age_of(kind, zitting)) is ontvanger:
                yield ontvanger, kind


def age_of(kind: KindInfo, zitting: ZittingRow) -> int:
    """Age in years on the day of the zitting; 12 where the birthday is not known, which gives the smallest version."""
    return age_on(kind.geboortedatum, zitting.datum) if kind.geboortedatum else 12


def _names(zitting: ZittingRow, ontvanger: Ontvanger, punt_id: int | None, kind_id: int | None) -> Iterable[str]:
    for row in zitting.aanwezigen:
        chosen = row.ontvanger == ontvanger.code if row.ontvanger else row.rol in ontvanger.rollen
        here = row.agendapunt_id is None or row.agendapunt_id == punt_id
        own = row.jeugdige_id is None or kind_id is None or row.jeugdige_id == kind_id
        if chosen and here and own:
            yield _name(row)


def _name(row: AanwezigheidRow) -> str:
    return row.persoon.naam if row.persoon else row.naam


def _punt_id(zitting: ZittingRow, ontvanger: str, punt_id: int | None) -> int | None:
    """The item a version is about; the only one when none is named, none for the whole dossier."""
    ids = [p.id for p in zitting.punten]
    if punt_id is None and ontvanger == DOSSIER:
        return None
    chosen = ids[0] if punt_id is None and len(ids) == 1 else punt_id
    if chosen not in ids:
        raise FieldError(
            "punt",
            "Kies het agendapunt: een versie gaat nooit over meer dan één gezin.",
            "Noem het nummer van het punt.",
        )
    return chosen
