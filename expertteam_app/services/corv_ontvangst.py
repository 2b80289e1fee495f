"""What the Raad tells in a notificatie becomes the status, result and days of the right besluit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from expertteam_app.db.queries import zittingen as q
from expertteam_app.db.queries.vtbs import to_gang
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import BesluitRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.corv import Persoon
from expertteam_app.domain.corv_koppelen import Kandidaat, Stand, bijgewerkt, kies
from expertteam_app.exchange.corv_lezen import Bericht, lees_bericht
from expertteam_app.services.context import Context
from expertteam_app.services.corv import zaken_of

_COLUMNS = {
    "status": "raad_status",
    "resultaat": "raad_resultaat",
    "onderzoek_gestart": "onderzoek_gestart",
    "onderzoek_afgerond": "onderzoek_afgerond",
    "zaak_afgerond": "zaak_afgerond",
}


@dataclass(frozen=True, slots=True)
class Ontvangst:
    """What a message did.

    Attributes:
        besluit_id: the besluit it is about; None for a message that is set aside.
        vtb: number of its VTB.
        gewijzigd: fields of the besluit that changed; empty where all was known already.
        verzonden_bekend: whether the day on which the VTO went is recorded.
    """

    bericht: Bericht
    besluit_id: int | None = None
    vtb: str = ""
    gewijzigd: tuple[str, ...] = ()
    verzonden_bekend: bool = True


class CorvOntvangst:
    """Messages of the Raad. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def proef(self, content: bytes) -> Ontvangst:
        """What taking over this message would change; nothing is stored.

        Raises:
            UserError: as `neem_over`.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        bericht = lees_bericht(content)
        with self._context.read() as session:
            return self._judge(session, bericht)[0]

    def neem_over(self, content: bytes) -> Ontvangst:
        """Record what the Raad tells, as one act; the same message twice changes nothing.

        Raises:
            UserError: it is no message of the Raad, its zaak or child is not surely known here, or it contradicts what
                is recorded: then nothing is stored.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        bericht = lees_bericht(content)
        with self._context.read() as session:
            found, _stand = self._judge(session, bericht)
        if not found.gewijzigd:
            return found
        with self._context.write("notificatie van de Raad overgenomen") as session:
            found, stand = self._judge(session, bericht)
            row = session.get(BesluitRow, found.besluit_id)
            if row is not None and stand is not None:
                for name in found.gewijzigd:
                    setattr(row, _COLUMNS[name], getattr(stand, name))
        return found

    def _judge(self, session: DbSession, bericht: Bericht) -> tuple[Ontvangst, Stand | None]:
        if bericht.notificatie is None:
            return Ontvangst(bericht), None
        places = {k.besluit_id: (k, vtb, sent) for k, vtb, sent in _kandidaten(session)}
        chosen = kies(bericht.notificatie, (k for k, _vtb, _sent in places.values()))
        _kandidaat, vtb, sent = places[chosen.besluit_id]
        new = bijgewerkt(bericht.notificatie, chosen, self._context.vandaag())
        names = [f.name for f in fields(Stand)]
        changed = tuple(name for name in names if getattr(new, name) != getattr(chosen.stand, name))
        return Ontvangst(bericht, chosen.besluit_id, vtb, changed, sent), new


def _kandidaten(session: DbSession) -> Iterator[tuple[Kandidaat, str, bool]]:
    """Every besluit that goes to the Raad, with the number of its VTB and whether the VTO is recorded as sent."""
    for row, punt, zitting in q.besluiten_with_zitting(session):
        if punt.vtb is None or punt.vtb.vernietigd_op is not None or not to_gang(row).naar_de_raad:
            continue
        kind = row.jeugdige
        wie = Persoon(
            achternaam=kind.achternaam,
            voornamen=kind.voornaam,
            geboortedatum=kind.geboortedatum,
            geboortejaar=kind.geboortejaar,
            bsn=kind.bsn or "",
        )
        stand = Stand(**{name: getattr(row, column) for name, column in _COLUMNS.items()})
        since = row.vto_verzonden or zitting.datum
        yield (
            Kandidaat(row.id, zaken_of(row, punt.vtb), wie, since, stand),
            punt.vtb.nummer,
            row.vto_verzonden is not None,
        )
