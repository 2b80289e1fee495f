"""Use cases on pakketten that come: look into one, and receive it; all is checked before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import partial

from expertteam_app.db.queries import pakketten as q
from expertteam_app.db.queries.adressen import by_signing_key
from expertteam_app.db.queries.casussen import get_casus
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import AdresRow, OntvangenPakketRow, PakketlogRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.adres import Visitekaartje
from expertteam_app.domain.dossier import Dubbelganger
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.namen import Naam
from expertteam_app.domain.pakket import Omslag, Pakket, PakketGeweigerd, Pakketsoort
from expertteam_app.domain.pakket_tonen import in_words
from expertteam_app.exchange.pakket_zip import unpack
from expertteam_app.security.pakketsleutels import Doel, open_with_key, open_with_phrase, signed_by
from expertteam_app.services.adressen import AdresInfo, card_of, info_of, own_keys, shown
from expertteam_app.services.casussen import Casussen
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import BIJLAGE_MB_SETTING, setting_value
from expertteam_app.services.kluis import OpenKluis
from expertteam_app.services.pakket_inbreng import check_codes, check_files, store_inbreng
from expertteam_app.services.pakketten import label

_CALL = "Bel de afzender op een nummer dat u al kent."


@dataclass(frozen=True, slots=True)
class Gelezen:
    """A pakket that was opened and checked; nothing of it is stored.

    Attributes:
        afzender: the address of who signed it.
        eerder: it was received before.
        lijkt_op: casussen that may be about the same jeugdige.
    """

    omslag: Omslag
    afzender: AdresInfo
    grondslag: str
    regels: tuple[tuple[str, str], ...] = field(repr=False)
    eerder: bool
    lijkt_op: tuple[Dubbelganger, ...]


@dataclass(frozen=True, slots=True)
class Ontvangst:
    """What came of receiving a pakket; `nieuw` is False when nothing changed.

    Attributes:
        afzender: the address of who signed it, as it stands now.
    """

    soort: Pakketsoort
    pakket_id: str
    casus_id: int | None
    nummer: str
    nieuw: bool
    afzender: AdresInfo


class Ontvangsten:
    """Sealed files from other teams. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context, kluis: OpenKluis) -> None:
        self._context = context
        self._kluis = kluis

    def lees(self, content: bytes, wachtzin: str = "") -> Gelezen:
        """Open and check a pakket and show what is in it; nothing is stored.

        Raises:
            NietTeOpenen: it is not for this user, the wachtzin is wrong, or it was changed on the way.
            PakketGeweigerd: it is not what it says, or its sender is not known.
        """
        self._context.actor.require(Right.CASUS_READ)
        pakket = self._opened(content, wachtzin)
        with self._context.read() as session:
            row = self._checked(session, pakket)
            before = q.received(session, pakket.omslag.id) is not None
            afzender = info_of(row)
        doubles = () if before else self._doubles(pakket)
        ground = label(self._context.lists, "grondslagen", pakket.omslag.grondslag)
        regels = in_words(pakket.omslag.soort, pakket.inhoud, partial(label, self._context.lists))
        return Gelezen(pakket.omslag, afzender, ground, regels, before, doubles)

    def ontvang(self, content: bytes, wachtzin: str = "", *, als_nieuw: bool = False) -> Ontvangst:
        """Receive a pakket: an inbreng becomes a casus, an ontvangstbewijs is noted; the same one changes nothing.

        Args:
            content: the sealed file.
            wachtzin: when it opens with one.
            als_nieuw: make a new casus also when one is known that may be the same.

        Raises:
            NietTeOpenen: as `lees`.
            PakketGeweigerd: as `lees`.
            UserError: a casus is known that may be the same.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        pakket = self._opened(content, wachtzin)
        soort = pakket.omslag.soort
        with self._context.read() as session:
            self._checked(session, pakket)
            known = q.received(session, pakket.omslag.id)
            if known is not None:
                return self._outcome(session, known, nieuw=False)
        if not als_nieuw:
            self._refuse_double(pakket)
        with self._context.write(f"pakket ontvangen: {soort}") as session:
            row = self._checked(session, pakket)
            received = self._received(pakket, row)
            match soort:
                case Pakketsoort.INBRENG:
                    received.kenmerk = pakket.inhoud["kenmerk"]
                    received.casus_id = store_inbreng(session, self._context, pakket.inhoud, pakket.bijlagen).id
                case Pakketsoort.ONTVANGSTBEWIJS:
                    received.casus_id = self._note_receipt(session, pakket, row)
            session.add(received)
            session.flush()
            return self._outcome(session, received, nieuw=True)

    # -- shared steps -------------------------------------------------------------------------------------------

    def _opened(self, content: bytes, wachtzin: str) -> Pakket:
        """Open it and check that it is whole and for this user; by whom it is comes after."""
        sleutels, wachtzin = own_keys(self._kluis), " ".join(wachtzin.casefold().split())
        data = open_with_phrase(wachtzin, content) if wachtzin else open_with_key(sleutels, content)
        pakket = unpack(data, lambda key, text, signature: signed_by(key, Doel.PAKKET, text, signature))
        keys = [each.ontvangsleutel for each in pakket.omslag.ontvangers]
        if (any(keys) or len(keys) != 1) if wachtzin else sleutels.ontvangsleutel not in keys:
            raise PakketGeweigerd("het is voor iemand anders gemaakt en daarna aan u doorgegeven", _CALL)
        if pakket.omslag.oefening is not self._context.oefening:
            kind = "een oefenpakket" if pakket.omslag.oefening else "een echt pakket, en dit is een Oefenkluis"
            raise PakketGeweigerd(f"het is {kind}", "Open het in de kluis waar het hoort.")
        return pakket

    def _checked(self, session: DbSession, pakket: Pakket) -> AdresRow:
        """Check what can be checked against this kluis; gives the address of the sender."""
        row = self._sender(session, pakket.omslag.afzender)
        known = q.received(session, pakket.omslag.id)
        if known is None and q.was_received(session, pakket.omslag.id):
            raise PakketGeweigerd("een collega heeft het al ontvangen, buiten uw werkgebied", "Vraag het die collega.")
        if known is not None and known.casus_id is not None and get_casus(session, known.casus_id) is None:
            raise PakketGeweigerd("de casus die ervan is gemaakt, is vernietigd", "Gooi het bestand weg.")
        if known is not None and known.manifest != pakket.manifest:
            raise PakketGeweigerd("er is al een ander pakket met hetzelfde nummer ontvangen", _CALL)
        if pakket.omslag.soort is Pakketsoort.INBRENG and known is None:
            check_codes(pakket.inhoud, self._context.lists, self._context.vandaag())
            check_files(pakket.bijlagen, int(str(setting_value(session, BIJLAGE_MB_SETTING))))
        if pakket.omslag.soort is Pakketsoort.ONTVANGSTBEWIJS and known is None:
            self._proved(session, pakket, row)
        return row

    def _sender(self, session: DbSession, kaart: Visitekaartje) -> AdresRow:
        row = by_signing_key(session, kaart.tekensleutel)
        if row is None:
            raise PakketGeweigerd(
                "de afzender staat niet in uw adressen, dus het kan van iedereen zijn",
                "Vraag de afzender om zijn visitekaartje en bel om de zeven woorden te vergelijken.",
            )
        if row.ingetrokken_op is not None:
            raise PakketGeweigerd("het adres van de afzender is ingetrokken", _CALL)
        stored = card_of(row)
        if (stored.naam, stored.team) != (kaart.naam, kaart.team):
            raise PakketGeweigerd("de afzender noemt zich anders dan in uw adressen", _CALL)
        return row

    def _received(self, pakket: Pakket, row: AdresRow) -> OntvangenPakketRow:
        omslag = pakket.omslag
        return OntvangenPakketRow(
            pakket_id=omslag.id,
            adres_id=row.id,
            soort=omslag.soort.value,
            afzender=shown(card_of(row)),
            doel=omslag.doel,
            grondslag=omslag.grondslag,
            manifest=pakket.manifest,
            verzonden_op=omslag.gemaakt_op.date(),
            ontvangen_op=self._context.vandaag(),
            ontvangen_door=self._context.actor.naam,
        )

    def _proved(self, session: DbSession, pakket: Pakket, sender: AdresRow) -> PakketlogRow:
        """The line of the log that an ontvangstbewijs is about.

        Whoever was sent a pakket with a wachtzin has no address in the log; he proves to have opened it by the hash of
        the manifest, which stands nowhere else.
        """
        told = pakket.inhoud
        for row in q.sent(session, told["pakket"]):
            if row.manifest == told["manifest"] and row.adres_id in (sender.id, None):
                return row
        raise PakketGeweigerd("dit ontvangstbewijs hoort niet bij een pakket dat u aan deze afzender stuurde", _CALL)

    def _note_receipt(self, session: DbSession, pakket: Pakket, sender: AdresRow) -> int | None:
        row = self._proved(session, pakket, sender)
        row.bewijs_op = row.bewijs_op or self._context.vandaag()
        return row.casus_id

    def _doubles(self, pakket: Pakket) -> tuple[Dubbelganger, ...]:
        if pakket.omslag.soort is not Pakketsoort.INBRENG:
            return ()
        child = pakket.inhoud["jeugdige"]
        born = date.fromisoformat(child["geboortedatum"]) if child["geboortedatum"] else None
        naam = Naam(child["voornaam"], child["tussenvoegsel"], child["achternaam"])
        return Casussen(self._context).possible_doubles(naam, born, child["gemeente"], child["geboortejaar"])

    def _refuse_double(self, pakket: Pakket) -> None:
        if pakket.omslag.soort is not Pakketsoort.INBRENG:
            return
        remedy = "Bekijk die casus. Is het toch een andere, ontvang het pakket dan als nieuwe casus."
        with self._context.read() as session:
            earlier = q.received_about(session, pakket.inhoud["kenmerk"])
            casus = get_casus(session, earlier.casus_id) if earlier is not None and earlier.casus_id else None
            if casus is not None:
                raise UserError(f"Van deze casus kwam al een inbreng: {casus.nummer}. Er is niets bewaard.", remedy)
        sure = [each for each in self._doubles(pakket) if each.zekerheid == "Waarschijnlijk"]
        if sure:
            raise UserError(
                f"Deze jeugdige is waarschijnlijk al bekend in {sure[0].nummer}. Er is niets bewaard.", remedy
            )

    def _outcome(self, session: DbSession, row: OntvangenPakketRow, *, nieuw: bool) -> Ontvangst:
        casus = get_casus(session, row.casus_id) if row.casus_id is not None else None
        nummer = casus.nummer if casus is not None else ""
        afzender = info_of(session.get_one(AdresRow, row.adres_id))
        return Ontvangst(Pakketsoort(row.soort), row.pakket_id, row.casus_id, nummer, nieuw, afzender)
