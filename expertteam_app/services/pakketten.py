"""Use cases on pakketten that leave: an inbreng, an ontvangstbewijs, and the log of who got what, when and why."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from expertteam_app.db.queries import pakketten as q
from expertteam_app.db.queries.casussen import get_casus
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import AdresRow, PakketlogRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.pakket import Omslag, Ontvanger, Pakketsoort, neutral_name
from expertteam_app.domain.pakket_schema import Afwijking
from expertteam_app.domain.pakket_tonen import in_words
from expertteam_app.domain.vingerafdruk import made_phrase
from expertteam_app.exchange.pakket_zip import pack
from expertteam_app.security.age_wachtzin import seal_with
from expertteam_app.security.pakketsleutels import Doel, seal_to
from expertteam_app.services.adressen import Adressen, own_keys
from expertteam_app.services.casussen import casus_gone
from expertteam_app.services.codelijsten import Codelijsten
from expertteam_app.services.context import Context
from expertteam_app.services.inbrengen import TAFEL_WOORDEN
from expertteam_app.services.kluis import OpenKluis
from expertteam_app.services.pakket_inbreng import inbreng_of
from expertteam_app.services.toestemmingen import Toestemmingen, ToestemmingInfo
from expertteam_app.services.woorden_lijst import fingerprint_words

_CALL = "Bel de afzender op een nummer dat u al kent."

_LEAST = 4
"""Digits of the number of a pakket by which it may be called."""


@dataclass(frozen=True, slots=True)
class Gemaakt:
    """A pakket that is ready to leave.

    Attributes:
        bestanden: name to bytes of the one sealed file.
        wachtzin: opens it when it is not sealed to keys; to be told by another way than the file.
        regels: what the receiver will see, heading and text.
    """

    id: str
    bestanden: Mapping[str, bytes] = field(repr=False)
    ontvangers: tuple[str, ...]
    regels: tuple[tuple[str, str], ...] = field(repr=False)
    wachtzin: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Verstuurd:
    """A line of the log of a casus: who got what, when and why."""

    pakket_id: str
    soort: str
    ontvanger: str
    doel: str
    grondslag: str
    gemaakt_op: date
    gemaakt_door: str
    bewijs_op: date | None


class Pakketten:
    """Sealed files to other teams. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context, kluis: OpenKluis) -> None:
        self._context = context
        self._kluis = kluis

    def maak_inbreng(
        self, casus_id: int, aan: Sequence[int] = (), bijlagen: Sequence[int] = (), *, wachtzin_voor: str = ""
    ) -> Gemaakt:
        """Make an inbreng for the RET out of a casus, and note in its log who gets it and why.

        Args:
            casus_id: the casus.
            aan: addresses; each of them can open it.
            bijlagen: which bijlagen go along.
            wachtzin_voor: for a first contact without an address: for whom it is; it then opens with a wachtzin.

        Raises:
            UserError: no ground to share holds today, an address is not confirmed, or a text does not fit.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        ground = self._ground(casus_id)
        with self._context.write("inbreng als pakket gemaakt") as session:
            casus = get_casus(session, casus_id)
            if casus is None:
                raise casus_gone()
            receivers = self._receivers(session, aan, wachtzin_voor)
            inhoud, files = inbreng_of(session, casus, bijlagen)
            omslag = self._omslag(
                Pakketsoort.INBRENG, [o for o, _row in receivers], ground.toestemming.doel, ground.toestemming.grond
            )
            made, manifest = self._sealed(omslag, inhoud, files)
            for ontvanger, row in receivers:
                session.add(self._log(omslag, manifest, ontvanger, row, casus_id, ground.toestemming.afweging))
        return made

    def bewijs(self, pakket_id: str) -> Gemaakt:
        """Make an ontvangstbewijs for a received pakket, sealed to its sender.

        Args:
            pakket_id: its id, or the beginning of it.

        Raises:
            UserError: no such pakket was received, or its sender was withdrawn.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("ontvangstbewijs gemaakt") as session:
            found = [r for r in q.received_like(session, pakket_id) if r.soort != Pakketsoort.ONTVANGSTBEWIJS]
            if len(found) != 1 or len(pakket_id) < _LEAST:
                raise UserError("Er is geen ontvangen pakket met dit nummer.", "Kijk welk nummer `pakket lees` noemt.")
            received = found[0]
            ((ontvanger, row),) = self._receivers(session, [received.adres_id], "", confirmed=False)
            inhoud = {
                "pakket": received.pakket_id,
                "manifest": received.manifest,
                "ontvangen_op": received.ontvangen_op.isoformat(),
            }
            omslag = self._omslag(
                Pakketsoort.ONTVANGSTBEWIJS, [ontvanger], "Laten weten dat het is ontvangen", received.grondslag
            )
            made, manifest = self._sealed(omslag, inhoud, {})
            session.add(self._log(omslag, manifest, ontvanger, row, received.casus_id, ""))
        return made

    def verstuurd(self, casus_id: int) -> tuple[Verstuurd, ...]:
        """Who got what about a casus, when and why; the latest first."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return tuple(
                Verstuurd(
                    row.pakket_id,
                    row.soort,
                    row.ontvanger,
                    row.doel,
                    label(self._context.lists, "grondslagen", row.grondslag),
                    row.gemaakt_op,
                    row.gemaakt_door,
                    row.bewijs_op,
                )
                for row in q.sent_of_casus(session, casus_id)
            )

    # -- making ---------------------------------------------------------------------------------------------------

    def _ground(self, casus_id: int) -> ToestemmingInfo:
        """The toestemming or other ground on which the table of the RET may get this today."""
        delen = Toestemmingen(self._context).van_casus(casus_id)
        for_table = [
            each for each in delen.toestemmingen if TAFEL_WOORDEN & set(fold(each.toestemming.ontvanger).split())
        ]
        found = next((each for each in for_table if each.oordeel.mag), None)
        if found is not None:
            return found
        why = f" {for_table[0].oordeel.reden}" if for_table else ""
        raise UserError(
            f"Er is vandaag geen grond om deze casus met het RET te delen, dus er gaat geen pakket.{why}",
            "Leg toestemming of een andere grond vast bij de casus, onder Delen.",
        )

    def _receivers(
        self, session: DbSession, aan: Sequence[int], wachtzin_voor: str, *, confirmed: bool = True
    ) -> list[tuple[Ontvanger, AdresRow | None]]:
        voor = " ".join(wachtzin_voor.split())
        if bool(aan) is bool(voor):
            raise UserError(
                "Kies voor wie het pakket is: een of meer adressen, of iemand die het met een wachtzin opent."
            )
        if voor:
            return [(Ontvanger(voor, ""), None)]
        found: list[tuple[Ontvanger, AdresRow | None]] = []
        for adres_id in dict.fromkeys(aan):
            row = session.get(AdresRow, adres_id)
            if row is None:
                raise UserError("Dit adres staat niet in de lijst.", "Zie: expertteam adres toon.")
            if row.ingetrokken_op is not None:
                raise UserError("Dit adres is ingetrokken; er gaat niets meer naartoe.", "Vraag om een nieuw kaartje.")
            if confirmed and row.bevestigd_op is None:
                raise UserError(
                    "Dit adres is nog niet bevestigd, dus het is niet zeker dat het van deze persoon is.",
                    "Bel de eigenaar, laat de zeven woorden voorlezen en bevestig het adres.",
                )
            found.append((Ontvanger(row.naam, row.team, row.ontvangsleutel), row))
        return found

    def _omslag(self, soort: Pakketsoort, ontvangers: Sequence[Ontvanger], doel: str, grondslag: str) -> Omslag:
        kaart, _words = Adressen(self._context, self._kluis).eigen()
        moment: datetime = self._context.store.clock().replace(microsecond=0)
        return Omslag(
            uuid.uuid4().hex, soort, moment, kaart, tuple(ontvangers), doel, grondslag, self._context.oefening
        )

    def _sealed(self, omslag: Omslag, inhoud: Mapping[str, Any], files: Mapping[str, bytes]) -> tuple[Gemaakt, str]:
        try:
            data, manifest = pack(omslag, inhoud, files, partial(own_keys(self._kluis).sign, Doel.PAKKET))
        except Afwijking as problem:
            raise UserError(f"Dit past niet in een pakket: {problem}.", "Pas de tekst bij de casus aan.") from problem
        keys = [o.ontvangsleutel for o in omslag.ontvangers if o.ontvangsleutel]
        phrase = "" if keys else made_phrase(fingerprint_words(), secrets.randbelow)
        sealed = seal_to(keys, data) if keys else seal_with(phrase, data)
        names = tuple(_shown(o) for o in omslag.ontvangers)
        made = Gemaakt(
            omslag.id,
            {neutral_name(omslag.id): sealed},
            names,
            in_words(omslag.soort, inhoud, partial(label, self._context.lists)),
            phrase,
        )
        return made, manifest

    def _log(
        self,
        omslag: Omslag,
        manifest: str,
        ontvanger: Ontvanger,
        adres: AdresRow | None,
        casus_id: int | None,
        afweging: str,
    ) -> PakketlogRow:
        return PakketlogRow(
            casus_id=casus_id,
            adres_id=adres.id if adres is not None else None,
            pakket_id=omslag.id,
            soort=omslag.soort.value,
            ontvanger=_shown(ontvanger),
            doel=omslag.doel,
            grondslag=omslag.grondslag,
            afweging=afweging,
            manifest=manifest,
            gemaakt_op=self._context.vandaag(),
            gemaakt_door=self._context.actor.naam,
        )


def label(lists: Codelijsten, lijst: str, code: str) -> str:
    """What people read for a code; the code itself where the list does not know it."""
    known = lists[lijst].get(code)
    return known.label if known is not None else code


def _shown(ontvanger: Ontvanger) -> str:
    return f"{ontvanger.naam} ({ontvanger.team})" if ontvanger.team else ontvanger.naam
