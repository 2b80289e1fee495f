"""Use cases on addresses: the own visitekaartje, and those of other teams, which count once compared by phone."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from expertteam_app.db.queries import adressen as q
from expertteam_app.db.queries.instellingen import user_by_name
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import AdresRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.adres import Visitekaartje
from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.pakket_schema import Afwijking
from expertteam_app.domain.tekens import zuiver
from expertteam_app.domain.vingerafdruk import made_phrase, words_of
from expertteam_app.exchange.visitekaartje import read_card, write_card
from expertteam_app.security.age_wachtzin import seal_with
from expertteam_app.security.header import SlotType
from expertteam_app.security.pakketsleutels import Doel, Pakketsleutels, digest, is_recipient, keys_of, signed_by
from expertteam_app.services.context import Context
from expertteam_app.services.kluis import OpenKluis
from expertteam_app.services.woorden_lijst import fingerprint_words

_BEGIN = 4
"""Letters that tell every word of a fingerprint from all others."""


@dataclass(frozen=True, slots=True)
class AdresInfo:
    """An address as it is shown.

    Attributes:
        vingerafdruk: seven words, to compare by phone.
        bevestigd_op: None while nobody compared them.
        ingetrokken_op: since when nothing is sent to it any more, and nothing of it is believed.
        vervangt: the id of the confirmed address of the same person that this one takes the place of.
    """

    id: int
    kaart: Visitekaartje
    vingerafdruk: tuple[str, ...]
    toegevoegd_op: date
    bevestigd_op: date | None
    ingetrokken_op: date | None
    vervangt: int | None = None

    @property
    def stand(self) -> str:
        """How far it can be trusted, in words that stand beside it wherever it is shown."""
        if self.ingetrokken_op is not None:
            return "ingetrokken"
        return "bevestigd" if self.bevestigd_op is not None else "NIET BEVESTIGD"

    @property
    def weergave(self) -> str:
        """Who it is: name and team."""
        return shown(self.kaart)


@dataclass(frozen=True, slots=True)
class Sleutelbestand:
    """The private key to receive with as a closed file, by its name, and the wachtzin that opens it."""

    bestanden: Mapping[str, bytes] = field(repr=False)
    wachtzin: str = field(repr=False)


def shown(kaart: Visitekaartje) -> str:
    """Name and team in one phrase."""
    return f"{kaart.naam} ({kaart.team})"


def own_keys(kluis: OpenKluis) -> Pakketsleutels:
    """The keys for pakketten of who has this kluis open.

    Raises:
        UserError: it was opened with a noodcode, which is nobody's address.
    """
    if kluis.unlocked.slot.type is SlotType.HERSTEL:
        raise UserError("Met de noodcode kan dit niet: een pakket is van een persoon.", "Open de kluis als gebruiker.")
    return keys_of(kluis.unlocked.private_key)


def fingerprint(kaart: Visitekaartje) -> tuple[str, ...]:
    """The seven words of a visitekaartje: over all that stands on it, so that another name gives other words."""
    fields = (kaart.naam, kaart.team, kaart.gemeente, kaart.ontvangsleutel, kaart.tekensleutel)
    return words_of(digest("expertteam-vingerafdruk-v1", *fields), fingerprint_words())


class Adressen:
    """Addresses for pakketten. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context, kluis: OpenKluis) -> None:
        self._context = context
        self._kluis = kluis

    def eigen(self) -> tuple[Visitekaartje, tuple[str, ...]]:
        """The own visitekaartje and its fingerprint, to read out by phone.

        Raises:
            UserError: the kluis was opened with a noodcode.
        """
        self._context.actor.require(Right.CASUS_READ)
        sleutels = own_keys(self._kluis)
        with self._context.read() as session:
            user = user_by_name(session, self._context.actor.naam)
        kaart = Visitekaartje(
            naam=_one_line(self._context.actor.naam),
            team=_one_line(self._kluis.naam),
            gemeente=(user.gemeente if user else None) or "",
            ontvangsleutel=sleutels.ontvangsleutel,
            tekensleutel=sleutels.tekensleutel,
        )
        return kaart, fingerprint(kaart)

    def visitekaartje(self) -> dict[str, bytes]:
        """The own visitekaartje as a file, by its name; it holds nothing secret.

        Raises:
            UserError: the kluis was opened with a noodcode, or its name cannot stand on a visitekaartje.
        """
        self._context.actor.require(Right.CASUS_READ)
        kaart, _words = self.eigen()
        try:
            content = write_card(kaart, partial(own_keys(self._kluis).sign, Doel.KAARTJE))
        except Afwijking as problem:
            raise UserError(f"Hiervan is geen visitekaartje te maken: {problem}.") from problem
        return {f"visitekaartje-{kaart.tekensleutel[:8]}.kaart": content}

    def sleutel(self) -> Sleutelbestand:
        """The key that opens pakketten to this user, for whoever must do without the program: the age tool takes it.

        It opens no kluis. It is closed with a wachtzin of its own, which is shown once.

        Raises:
            UserError: the kluis was opened with a noodcode.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        sleutels = own_keys(self._kluis)
        phrase = made_phrase(fingerprint_words(), secrets.randbelow)
        content = f"# {sleutels.ontvangsleutel}\n{sleutels.identiteit}\n".encode("ascii")
        return Sleutelbestand({f"sleutel-{sleutels.tekensleutel[:8]}.age": seal_with(phrase, content)}, phrase)

    def all(self) -> tuple[AdresInfo, ...]:
        """Every address, by name; those that count no more last."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            found = [info_of(row, self._replaces(session, row)) for row in q.all_adressen(session)]
        return tuple(sorted(found, key=lambda a: a.ingetrokken_op is not None))

    def voeg_toe(self, content: bytes) -> AdresInfo:
        """Keep the address on a visitekaartje; it counts only once `bevestig` was done. The same one changes nothing.

        Raises:
            KaartGeweigerd: the file is no visitekaartje, or was changed.
            UserError: it is the own one, or was withdrawn here before.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        kaart = read_card(content, lambda key, data, signature: signed_by(key, Doel.KAARTJE, data, signature))
        if not is_recipient(kaart.ontvangsleutel):
            raise UserError("Op dit visitekaartje staat geen bruikbare sleutel.", "Vraag om een nieuw visitekaartje.")
        if kaart.tekensleutel == keys_of(self._kluis.unlocked.private_key).tekensleutel:
            raise UserError("Dit is uw eigen visitekaartje.", "Geef het aan wie u een pakket wil sturen.")
        with self._context.write("adres toegevoegd") as session:
            row = q.by_signing_key(session, kaart.tekensleutel)
            if row is None:
                row = AdresRow(
                    **kaart.as_json(),
                    toegevoegd_op=self._context.vandaag(),
                    toegevoegd_door=self._context.actor.naam,
                )
                session.add(row)
                session.flush()
            elif card_of(row) != kaart:
                raise UserError(
                    "Dit visitekaartje heeft de sleutel van een adres dat u al kent, met een andere naam of een ander "
                    "team erop.",
                    "Bel die persoon. Klopt het, trek dan het oude adres in en vraag om een nieuw kaartje.",
                )
            elif row.ingetrokken_op is not None:
                raise UserError(
                    "Dit adres is eerder ingetrokken en telt niet meer.", "Vraag om een nieuw visitekaartje."
                )
            return info_of(row, self._replaces(session, row))

    def bevestig(self, adres_id: int, woorden: str) -> AdresInfo:
        """Say that the owner read out these words by phone; an older address of the same person is withdrawn.

        Args:
            adres_id: which address.
            woorden: the words as heard; of each, four letters are enough.

        Raises:
            FieldError: they are not the words of this address.
            UserError: it is gone or withdrawn.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("adres bevestigd") as session:
            row = self._active(session, adres_id)
            heard = [word[:_BEGIN] for word in fold(woorden).split()]
            if heard != [word[:_BEGIN] for word in fingerprint(card_of(row))]:
                raise FieldError(
                    "woorden",
                    "Dit zijn niet de woorden van dit adres. Er is niets bevestigd.",
                    "Bel de eigenaar op een nummer dat u al kent en laat hem zijn zeven woorden voorlezen. Kloppen ze "
                    "weer niet, gebruik dit adres dan niet.",
                )
            old = self._replaces(session, row)
            if row.bevestigd_op is None:
                row.bevestigd_op, row.bevestigd_door = self._context.vandaag(), self._context.actor.naam
            if old is not None:
                self._withdraw(self._active(session, old))
            return info_of(row)

    def trek_in(self, adres_id: int) -> None:
        """Send nothing to an address any more and believe nothing of it; what was received stays.

        Raises:
            UserError: it is gone or withdrawn already.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("adres ingetrokken") as session:
            self._withdraw(self._active(session, adres_id))

    # -- shared steps -------------------------------------------------------------------------------------------

    def _active(self, session: DbSession, adres_id: int) -> AdresRow:
        row = session.get(AdresRow, adres_id)
        if row is None:
            raise UserError("Dit adres staat niet in de lijst.", "Zie: expertteam adres toon.")
        if row.ingetrokken_op is not None:
            raise UserError("Dit adres is ingetrokken en telt niet meer.", "Vraag om een nieuw visitekaartje.")
        return row

    def _withdraw(self, row: AdresRow) -> None:
        row.ingetrokken_op, row.ingetrokken_door = self._context.vandaag(), self._context.actor.naam

    def _replaces(self, session: DbSession, row: AdresRow) -> int | None:
        """The confirmed address of the same name and team, of which this unconfirmed one would take the place."""
        if row.bevestigd_op is not None or row.ingetrokken_op is not None:
            return None
        same = (
            each.id
            for each in q.all_adressen(session)
            if each.id != row.id
            and each.bevestigd_op is not None
            and each.ingetrokken_op is None
            and (fold(each.naam), fold(each.team)) == (fold(row.naam), fold(row.team))
        )
        return next(same, None)


def card_of(row: AdresRow) -> Visitekaartje:
    """The stored address as a visitekaartje."""
    return Visitekaartje(row.naam, row.team, row.gemeente, row.ontvangsleutel, row.tekensleutel)


def info_of(row: AdresRow, vervangt: int | None = None) -> AdresInfo:
    """The stored address as a value."""
    kaart = card_of(row)
    return AdresInfo(
        row.id, kaart, fingerprint(kaart), row.toegevoegd_op, row.bevestigd_op, row.ingetrokken_op, vervangt
    )


def _one_line(text: str) -> str:
    return " ".join(zuiver(text).split())
