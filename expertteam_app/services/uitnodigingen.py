"""Use cases on invitations for a table of the JBT: an agenda file per recipient, kept in the log when it was made.

The program sends nothing: it makes the files, and the user sends them. In them stands nothing that leads to a gezin.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from expertteam_app.db.queries import planning as plan_q
from expertteam_app.db.queries import zittingen as q
from expertteam_app.db.queries.gezinnen import get_children
from expertteam_app.db.queries.verslagen import sendings_of
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import AanwezigheidRow, AgendapuntRow, HoorgesprekRow, VerzendingRow, ZittingRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.planning import clock, minutes
from expertteam_app.exchange.agenda import Afspraak, to_ics
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import AFZENDER_SETTING, HOOR_MINUTEN_SETTING, setting_value
from expertteam_app.services.zittingen import zitting_gone

SOORT = "uitnodiging"
WIJZE, ANDERS = "agendabestand", "op een andere manier"
TITEL = {"JBT": "Gesprek Jeugdbeschermingstafel", "RET": "Overleg Regionaal Expertteam"}
TITEL_HOREN = "Gesprek vooraf"
_DOMEIN = "expertteam.invalid"


@dataclass(frozen=True, slots=True)
class Uitnodiging:
    """One agenda file.

    Attributes:
        naam: for whom, on the screen only.
        bestand: the name of the file; nobody's name stands in it.
        uid: of the appointment; every version of it has the same.
        verzonden: what was made last says the same.
    """

    naam: str
    rol: str
    tijd: str
    bestand: str
    inhoud: bytes
    agendapunt_id: int | None
    uid: str
    verzonden: bool = False

    @property
    def sha256(self) -> str:
        """Of what it says, without the moment at which it was made and which version it is."""
        lines = (line for line in self.inhoud.split(b"\r\n") if not line.startswith((b"DTSTAMP", b"SEQUENCE")))
        return hashlib.sha256(b"\r\n".join(lines)).hexdigest()


class Uitnodigingen:
    """Invitations. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def voor(self, zitting_id: int, punt_id: int | None = None) -> tuple[Uitnodiging, ...]:
        """The agenda files of a zitting (or of those who come for one item), a cancellation when it was called off.

        Raises:
            UserError: the zitting is gone, or has no time yet.
        """
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            zitting = self._zitting(session, zitting_id)
            return tuple(self._all(session, zitting, punt_id))

    def schrijf(self, zitting_id: int, folder: Path, punt_id: int | None = None) -> tuple[Path, ...]:
        """Write the files in a folder, and log for whom they were made; returns where they stand.

        Raises:
            UserError: there is nobody to invite, or the folder cannot be written.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("uitnodigingen gemaakt") as session:
            zitting = self._zitting(session, zitting_id)
            made = list(self._all(session, zitting, punt_id))
            if not made:
                raise UserError("Er staat nog niemand op de lijst van genodigden.", "Zet eerst mensen op de lijst.")
            paths = _write(folder, made)
            self._log(session, zitting, made, punt_id, WIJZE)
            return paths

    def anders_uitgenodigd(self, zitting_id: int, punt_id: int | None = None) -> int:
        """Log that everyone was invited in another way (by letter, by phone); returns how many.

        Raises:
            UserError: there is nobody to invite, or the zitting has no time yet.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("uitgenodigd op een andere manier") as session:
            zitting = self._zitting(session, zitting_id)
            made = list(self._all(session, zitting, punt_id))
            if not made:
                raise UserError("Er staat nog niemand op de lijst van genodigden.", "Zet eerst mensen op de lijst.")
            self._log(session, zitting, made, punt_id, ANDERS)
            return len(made)

    def _log(
        self, session: DbSession, zitting: ZittingRow, made: Sequence[Uitnodiging], punt_id: int | None, wijze: str
    ) -> None:
        today = self._context.vandaag()
        for each in made:
            session.add(
                VerzendingRow(
                    zitting_id=zitting.id,
                    agendapunt_id=each.agendapunt_id if each.agendapunt_id is not None else punt_id,
                    soort=SOORT,
                    ontvanger=each.rol,
                    naam=each.naam,
                    wijze=wijze,
                    verzonden_op=today,
                    blokken=[each.uid],
                    sha256=each.sha256,
                )
            )
        if zitting.uitgenodigd_op is None and zitting.afgezegd_op is None:
            zitting.uitgenodigd_op = today

    # -- shared steps -------------------------------------------------------------------------------------------

    def _zitting(self, session: DbSession, zitting_id: int) -> ZittingRow:
        zitting = q.get_zitting(session, zitting_id)
        if zitting is None:
            raise zitting_gone()
        if minutes(zitting.begintijd) is None:
            raise UserError("Deze zitting heeft nog geen begintijd.", "Vul eerst de tijd in.")
        return zitting

    def _all(self, session: DbSession, zitting: ZittingRow, punt_id: int | None) -> Iterator[Uitnodiging]:
        sent = _sent(session, zitting)
        counts: dict[str, int] = {}
        for afspraak, guest, punt in self._appointments(session, zitting, punt_id):
            rol = guest.rol if isinstance(guest, AanwezigheidRow) else "jeugdige-gesprek"
            counts[rol] = counts.get(rol, 0) + 1
            name = f"{'afzegging' if afspraak.afgezegd else 'uitnodiging'}-{zitting.soort.casefold()}"
            made = Uitnodiging(
                naam=_name(session, guest),
                rol=guest.rol if isinstance(guest, AanwezigheidRow) else "jeugdige",
                tijd=f"{afspraak.begin:%d-%m-%Y %H:%M}-{afspraak.eind:%H:%M}",
                bestand=f"{name}-{zitting.datum:%Y-%m-%d}-{rol}-{counts[rol]}.ics",
                inhoud=to_ics(afspraak),
                agendapunt_id=punt,
                uid=afspraak.uid,
            )
            before = sent.get((made.uid, made.naam, made.rol), [])
            same = before[-1:] == [made.sha256]
            version = afspraak.volgnummer + len(before) - same
            yield replace(made, inhoud=to_ics(replace(afspraak, volgnummer=version)), verzonden=same)

    def _appointments(
        self, session: DbSession, zitting: ZittingRow, punt_id: int | None
    ) -> Iterator[tuple[Afspraak, AanwezigheidRow | HoorgesprekRow, int | None]]:
        """One per person: the whole zitting, the time of their item, and for a child heard apart that talk too."""
        begins = _begins(zitting)
        sender = next((_mail(a) for a in zitting.aanwezigen if a.rol == "secretaris" and _mail(a)), "")
        sender = sender or str(setting_value(session, AFZENDER_SETTING))
        for guest in zitting.aanwezigen:
            if punt_id is not None and guest.agendapunt_id not in (None, punt_id):
                continue
            begin, length = begins.get(guest.agendapunt_id or 0, begins[0])
            part = "" if guest.agendapunt_id is None else f"-{guest.agendapunt_id}"
            yield (
                self._afspraak(zitting, f"{zitting.uid}{part}", begin, length, sender, _mail(guest)),
                guest,
                guest.agendapunt_id,
            )
        for punt in zitting.punten:
            if punt.vtb_id is None or (punt_id is not None and punt.id != punt_id):
                continue
            yield from self._hearings(session, zitting, punt, sender)

    def _hearings(
        self, session: DbSession, zitting: ZittingRow, punt: AgendapuntRow, sender: str
    ) -> Iterator[tuple[Afspraak, HoorgesprekRow, int]]:
        length = int(str(setting_value(session, HOOR_MINUTEN_SETTING)))
        for row in plan_q.hearings_of(session, punt.vtb_id or 0):
            begin = minutes(row.tijd)
            if row.gepland_op is None or begin is None or row.gehouden_op is not None or row.niet_gelukt:
                continue
            start = datetime.combine(row.gepland_op, time.fromisoformat(clock(begin)))
            yield (
                Afspraak(
                    uid=f"{row.uid}@{_DOMEIN}",
                    volgnummer=zitting.uitnodiging_volgnummer,
                    begin=start,
                    eind=start + timedelta(minutes=length),
                    gemaakt=datetime.now(UTC),
                    titel=TITEL_HOREN,
                    plaats=row.plaats,
                    omschrijving="U bent uitgenodigd voor een gesprek. Meer staat in de brief.",
                    organisator=sender,
                    afgezegd=zitting.afgezegd_op is not None,
                ),
                row,
                punt.id,
            )

    def _afspraak(self, zitting: ZittingRow, uid: str, begin: int, length: int, sender: str, receiver: str) -> Afspraak:
        start = datetime.combine(zitting.datum, time.fromisoformat(clock(begin)))
        called_off = zitting.afgezegd_op is not None
        words = "Dit gesprek gaat niet door." if called_off else f"Het duurt ongeveer {length} minuten."
        return Afspraak(
            uid=f"{uid}@{_DOMEIN}",
            volgnummer=zitting.uitnodiging_volgnummer,
            begin=start,
            eind=start + timedelta(minutes=length),
            gemaakt=datetime.now(UTC),
            titel=TITEL.get(zitting.soort, "Gesprek"),
            plaats=zitting.plaats,
            omschrijving=f"{words}\nMeer staat in de brief die u apart krijgt.",
            organisator=sender,
            genodigde=receiver,
            afgezegd=called_off,
        )


def _sent(session: DbSession, zitting: ZittingRow) -> dict[tuple[str, str, str], list[str]]:
    """What was made per UID and person, oldest first; the same twice in a row counts once."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for row in reversed(sendings_of(session, zitting.id)):
        for uid in (row.blokken or ()) if row.soort == SOORT else ():
            versions = found.setdefault((uid, row.naam, row.ontvanger), [])
            if versions[-1:] != [row.sha256]:
                versions.append(row.sha256)
    return found


def _begins(zitting: ZittingRow) -> dict[int, tuple[int, int]]:
    """Per agenda item when it begins and how long it takes; 0 is the whole zitting."""
    start = minutes(zitting.begintijd) or 0
    found, here = {}, start
    for punt in zitting.punten:
        found[punt.id] = (here, max(1, punt.minuten))
        here += punt.minuten
    found[0] = (start, max(zitting.duur_minuten, here - start, 1))
    return found


def _mail(guest: AanwezigheidRow) -> str:
    return guest.email or (guest.persoon.email if guest.persoon is not None else "")


def _name(session: DbSession, guest: AanwezigheidRow | HoorgesprekRow) -> str:
    if isinstance(guest, AanwezigheidRow):
        return guest.persoon.naam if guest.persoon is not None else guest.naam
    child = get_children(session, [guest.jeugdige_id]).get(guest.jeugdige_id)
    return child.naam if child is not None else ""


def _write(folder: Path, made: Sequence[Uitnodiging]) -> tuple[Path, ...]:
    paths = []
    try:
        for each in made:
            path = folder / each.bestand
            path.write_bytes(each.inhoud)
            paths.append(path)
    except OSError as problem:
        for path in paths:
            path.unlink(missing_ok=True)
        raise UserError("De agendabestanden zijn niet op te slaan.", "Kies een andere map.") from problem
    return tuple(paths)
