"""The VTO of a besluit as a message for the Jeugdzorgapplicatie of the gemeente; the program sends nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from expertteam_app.db.queries import zittingen as q
from expertteam_app.db.queries.netwerk import network_of
from expertteam_app.db.queries.verslagen import versions_of
from expertteam_app.db.queries.vtbs import to_gang
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import AgendapuntRow, BesluitRow, JeugdigeRow, VtbRow, ZittingRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.bijlage import PDF, kind_of
from expertteam_app.domain.corv import (
    ROLWOORDEN,
    Belanghebbende,
    Documentsoort,
    Instelling,
    Kind,
    Persoon,
    Rol,
    Vto,
    VtoDocument,
    Zaak,
)
from expertteam_app.domain.corv_aanvulling import Aanvulling, aangevuld, aangevuld_kind
from expertteam_app.domain.corv_regels import Gat, ontbreekt
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.netwerk import OPVOEDERS, OUDERS, Gezinslid, Gezinsrelatie, Netwerk
from expertteam_app.exchange.corv_schrijven import schrijf_vto
from expertteam_app.services.context import Context
from expertteam_app.services.uitvoer import Uitvoer
from expertteam_app.services.verslagversies import Verslagversies

SPOED = "spoed"
RAAD = "rvdk"
"""The recipient whose version of the verslag goes along."""
_MIN_KENMERK = 5
_NOG_GEEN = "ET"
"""The reference while the message has none: it is made of what the message says."""


@dataclass(frozen=True, slots=True)
class VtoWens:
    """What is asked for.

    Attributes:
        documenten: documents beside the verslag, as (kind, bytes).
        alleen_dit_kind: leave out the other children of the same VTB that go to the Raad.
        met_netwerk: also who are no parent and do not care for the child.
    """

    besluit_id: int
    aanvulling: Aanvulling = field(default_factory=Aanvulling)
    documenten: tuple[tuple[Documentsoort, bytes], ...] = ()
    alleen_dit_kind: bool = False
    met_netwerk: bool = False


@dataclass(frozen=True, slots=True)
class Wie:
    """Who has a place in the VTO: ``kind.1`` or ``belanghebbende.2``, in which roles, under which name."""

    veld: str
    rol: str
    naam: str


@dataclass(frozen=True, slots=True)
class VtoVoorstel:
    """A VTO as it would go, with everything that stands in its way.

    Attributes:
        verzonden: the day on which this VTO went before, by what is recorded.
    """

    vto: Vto
    gaten: tuple[Gat, ...]
    wie: tuple[Wie, ...]
    verzonden: date | None = None


@dataclass(frozen=True, slots=True)
class VtoRegel:
    """A besluit that goes to the Raad."""

    besluit_id: int
    vtb: str
    zitting: str
    datum: date
    soort: str
    verzonden: date | None


@dataclass(frozen=True, slots=True)
class _Bron:
    """What the kluis says, before anything is added."""

    zitting_id: int
    punt_id: int
    verslag: tuple[str, date] | None
    zaak: Zaak
    kinderen: tuple[Kind, ...]
    belanghebbenden: tuple[Belanghebbende, ...]
    verzonden: date | None


class Corv:
    """The VTO as a message. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def besluiten(self) -> tuple[VtoRegel, ...]:
        """Every besluit that goes to the Raad, newest zitting first."""
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.read() as session:
            found = [
                VtoRegel(row.id, punt.vtb.nummer, zitting.nummer, zitting.datum, row.soort, row.vto_verzonden)
                for row, punt, zitting in q.besluiten_with_zitting(session)
                if punt.vtb is not None and not punt.vtb.vernietigd_op and to_gang(row).naar_de_raad
            ]
        return tuple(sorted(found, key=lambda r: (r.datum, r.besluit_id), reverse=True))

    def voorstel(self, wens: VtoWens) -> VtoVoorstel:
        """The VTO of a besluit, with what it lacks and where it contradicts itself.

        Raises:
            UserError: the besluit is gone or does not go to the Raad, or a document is of a kind that is not taken.
            FieldError: what is added says something else than the kluis.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.read() as session:
            bron = self._bron(session, wens)
        extra, today = wens.aanvulling, self._context.vandaag()
        extra.check_places(len(bron.kinderen), len(bron.belanghebbenden))
        kinderen = tuple(
            aangevuld_kind(k, extra.kinderen.get(nr, {}), f"kind.{nr}") for nr, k in enumerate(bron.kinderen, start=1)
        )
        people = tuple(
            replace(b, wie=aangevuld(b.wie, extra.belanghebbenden.get(nr, {}), f"belanghebbende.{nr}"))
            for nr, b in enumerate(bron.belanghebbenden, start=1)
        )
        elements = {**dict(bron.zaak.extra), **dict(extra.extra)}
        vto = Vto(
            zender=extra.zender,
            ontvanger=extra.ontvanger,
            tijdstip=today,
            referentie=_NOG_GEEN,
            zaak=replace(bron.zaak, registratie=today, omschrijving=extra.omschrijving, extra=tuple(elements.items())),
            kinderen=kinderen,
            belanghebbenden=people,
            medewerker=extra.medewerker,
            organisatie=extra.organisatie,
            documenten=self._documenten(bron, wens, today),
        )
        gaten = ontbreekt(vto)
        if not gaten:
            vto = replace(vto, referentie=f"ET-{hashlib.sha256(schrijf_vto(vto)).hexdigest()[:32]}")
        return VtoVoorstel(vto, gaten, tuple(_who(vto)), bron.verzonden)

    def schrijf(self, wens: VtoWens, naar: Path) -> Path:
        """Write the VTO for the Jeugdzorgapplicatie, with a line in the log; returns the path.

        Raises:
            UserError: as `voorstel`, something lacks, or the place is in a kluis.
            EnvironmentProblem: the folder cannot be written to.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        content = schrijf_vto(self.voorstel(wens).vto)
        over = ("besluit", wens.besluit_id)
        return Uitvoer(self._context).schrijf({naar.name: content}, naar.parent, "VTO-bericht", over)[0]

    def _bron(self, session: DbSession, wens: VtoWens) -> _Bron:
        besluit, punt, zitting, vtb = self._place(session, wens.besluit_id)
        rows = [
            row
            for row in sorted(punt.besluiten, key=lambda b: (b.id != besluit.id, b.id))
            if row.id == besluit.id or (to_gang(row).naar_de_raad and not wens.alleen_dit_kind)
        ]
        places = {row.jeugdige_id: nr for nr, row in enumerate(rows, start=1)}
        fixed = versions_of(session, zitting.id)
        spoed = "J" if any(row.soort == SPOED for row in rows) else "N"
        return _Bron(
            zitting_id=zitting.id,
            punt_id=punt.id,
            verslag=(f"{zitting.nummer}-{punt.volgorde}", fixed[0].vastgesteld_op) if fixed else None,
            zaak=Zaak(zaken_of(besluit, vtb)[0], zitting.datum, extra=((SPOED, spoed),)),
            kinderen=tuple(_kind(row.jeugdige, self._context.vandaag()) for row in rows),
            belanghebbenden=_people(network_of(session, vtb.gezin), places, whole=wens.met_netwerk),
            verzonden=besluit.vto_verzonden,
        )

    def _place(self, session: DbSession, besluit_id: int) -> tuple[BesluitRow, AgendapuntRow, ZittingRow, VtbRow]:
        row = session.get(BesluitRow, besluit_id)
        punt = q.get_punt(session, row.agendapunt_id) if row is not None else None
        zitting = q.get_zitting(session, punt.zitting_id) if punt is not None else None
        if row is None or punt is None or zitting is None or (punt.vtb is not None and punt.vtb.vernietigd_op):
            raise UserError(
                "Dit besluit is er niet.", "Met expertteam corv besluiten ziet u welke besluiten naar de Raad gaan."
            )
        if punt.vtb is None or not to_gang(row).naar_de_raad:
            raise UserError("Dit besluit vroeg de Raad niet om onderzoek.", "Kies een besluit raadsonderzoek.")
        return row, punt, zitting, punt.vtb

    def _documenten(self, bron: _Bron, wens: VtoWens, today: date) -> tuple[VtoDocument, ...]:
        """The verslag in the version for the Raad, as it lies fast, and what was given beside it."""
        found = []
        if bron.verslag is not None:
            kenmerk, day = bron.verslag
            given = any(soort == Documentsoort.VERZOEK for soort, _content in wens.documenten)
            soort = Documentsoort.HULPVERLENING if given else Documentsoort.VERZOEK
            pdf = Verslagversies(self._context).maak(bron.zitting_id, RAAD, punt_id=bron.punt_id).inhoud
            found.append(VtoDocument(kenmerk, soort, "Verslag", f"{kenmerk}-verslag.pdf", PDF.media, day, pdf))
        for nr, (soort, content) in enumerate(wens.documenten, start=len(found) + 1):
            file = kind_of(content)
            digest = hashlib.sha256(content).hexdigest()[:32]
            found.append(
                VtoDocument(digest, soort, soort.value, f"document-{nr}{file.einde}", file.media, today, content)
            )
        return tuple(found)


def zaken_of(besluit: BesluitRow, vtb: VtbRow) -> tuple[str, ...]:
    """How the zaak of a besluit is named to the Raad: the kenmerk of the gemeente, else its code with the VTB.

    The first one goes in a message; what comes back may name any of them.
    """
    own = f"{vtb.gemeente}-{vtb.nummer}"
    given = str(besluit.vto_kenmerk)
    return (given, own) if len(given) >= _MIN_KENMERK else (own,)


def _kind(row: JeugdigeRow, today: date) -> Kind:
    """A child of the kluis; with a date of birth that is still to come it is not born yet."""
    born = row.geboortedatum
    later = born is not None and born > today
    wie = Persoon(
        achternaam=row.achternaam,
        tussenvoegsel=row.tussenvoegsel,
        voornamen=row.voornaam,
        geslacht=row.geslacht,
        geboortedatum=None if later else born,
        geboortejaar=row.geboortejaar,
        bsn=row.bsn or "",
    )
    return Kind(wie, ongeboren=later, verwacht=born if later else None)


def _people(netwerk: Netwerk, places: dict[int, int], *, whole: bool) -> tuple[Belanghebbende, ...]:
    """The living people around these children, in order of entry, with their roles."""
    found = []
    for lid in netwerk.leden:
        near = [r for r in netwerk.van_lid(lid.id) if r.jeugdige_id in places and (whole or _counts(r))]
        if near and not lid.overleden:
            found.append(Belanghebbende(_lid(lid), tuple(_rollen(near, places))))
    return tuple(found)


def _counts(relatie: Gezinsrelatie) -> bool:
    return relatie.gezag == "ja" or relatie.rol in OUDERS | OPVOEDERS


def _lid(lid: Gezinslid) -> Persoon | Instelling:
    if not lid.persoonsnaam:
        return Instelling(lid.instelling)
    return Persoon(
        achternaam=lid.achternaam,
        tussenvoegsel=lid.tussenvoegsel,
        voornamen=lid.voornaam,
        geslacht=lid.geslacht,
        geboortedatum=lid.geboortedatum,
        geboortejaar=lid.geboortejaar,
    )


def _rollen(relaties: list[Gezinsrelatie], places: dict[int, int]) -> list[Rol]:
    """One role per code and gezag, over all the children it holds for."""
    grouped: dict[tuple[str, bool], list[int]] = {}
    for relatie in relaties:
        grouped.setdefault((relatie.rol, relatie.gezag == "ja"), []).append(places[relatie.jeugdige_id])
    return [Rol(code, tuple(sorted(children)), gezag=gezag) for (code, gezag), children in grouped.items()]


def _who(vto: Vto) -> list[Wie]:
    """Who has which place, for a list of gaps."""
    found = [
        Wie(f"kind.{nr}", "ongeboren kind" if k.ongeboren else "kind", _name(k.persoon))
        for nr, k in enumerate(vto.kinderen, start=1)
    ]
    for nr, one in enumerate(vto.belanghebbenden, start=1):
        words = ", ".join(f"{ROLWOORDEN.get(r.code, r.code)} van {_children(r.kinderen)}" for r in one.rollen)
        name = one.wie.naam if isinstance(one.wie, Instelling) else _name(one.wie)
        found.append(Wie(f"belanghebbende.{nr}", words, name))
    return found


def _children(places: tuple[int, ...]) -> str:
    *first, last = (f"kind {nr}" for nr in places)
    return f"{', '.join(first)} en {last}" if first else last


def _name(wie: Persoon) -> str:
    return " ".join(p for p in (wie.voornamen, wie.tussenvoegsel, wie.achternaam) if p)
