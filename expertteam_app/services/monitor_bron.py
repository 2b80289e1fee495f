"""What the tables of the half-yearly monitor are made of, and the figures they share: distinct zaken with their ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from expertteam_app.db.queries.monitor import GenomenBesluit, Terugmelding
from expertteam_app.domain.casus import CasusStand, Verblijf
from expertteam_app.domain.inzicht import ZaakMeting
from expertteam_app.domain.monitor import Cel
from expertteam_app.domain.opschaling import Opschalingsmodel
from expertteam_app.domain.tijdvak import Spanne
from expertteam_app.services.codelijsten import Codelijsten
from expertteam_app.services.doorlooptijden import KlokUitkomst

REGIO = "Regio"
NU, VORIGE = "Deze periode", "Vergeleken periode"
"""A running period stands beside the same part of the year before, a whole one beside the one before it."""
LADDER, TIJD, JBT = "Inzet van het opschalingsmodel", "Doorlooptijden", "Jeugdbeschermingstafel"
BIJLAGE = "Bijlage: zaken"


@dataclass(frozen=True, slots=True)
class CasusVerloop:
    """A casus folded for the monitor.

    Attributes:
        stand: everything that is known.
        begin: as it stood on the day before the period.
        eind: as it stood on its last day, or the peildatum.
        afgesloten: every day on which it was closed.
    """

    casus_id: int
    gemeente: str
    stand: CasusStand
    begin: CasusStand
    eind: CasusStand
    afgesloten: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Stuk:
    """What is known of one period.

    Attributes:
        vtbs: received in it, as (vtb, gemeente).
    """

    periode: Spanne
    ret: Sequence[GenomenBesluit]
    jbt: Sequence[GenomenBesluit]
    meldingen: Sequence[Terugmelding]
    vtbs: Sequence[tuple[int, str]]
    klokken: Sequence[KlokUitkomst]


@dataclass(frozen=True, slots=True)
class Bron:
    """Everything the tables are made of."""

    nu: Stuk
    vorige: Stuk
    casussen: Sequence[CasusVerloop]
    casus_gemeente: Mapping[int, str]
    vtb_gemeente: Mapping[int, str]
    lijsten: Codelijsten
    model: Opschalingsmodel
    peildatum: date


def places(bron: Bron) -> Iterator[tuple[str, frozenset[str]]]:
    """Each gemeente of the region by name, then the region: with every gemeente that occurs, also from outside."""
    own = [(c.label, c.code) for c in bron.lijsten["gemeenten"]]
    for label, code in own:
        yield label, frozenset({code})
    seen = {*bron.casus_gemeente.values(), *bron.vtb_gemeente.values()}
    for stuk in (bron.nu, bron.vorige):
        seen |= {b.gemeente for b in (*stuk.ret, *stuk.jbt)} | {m.gemeente for m in stuk.meldingen}
    yield REGIO, frozenset(code for _, code in own) | seen


def place_of(zaak: ZaakMeting, bron: Bron) -> str:
    """The gemeente of a zaak, empty when it is not known."""
    if zaak.casus_id is not None:
        return bron.casus_gemeente.get(zaak.casus_id, "")
    return bron.vtb_gemeente.get(zaak.vtb_id or 0, "")


def casussen_cel(casussen: Iterable[int]) -> Cel:
    """A number of distinct casussen."""
    ids = tuple(dict.fromkeys(casussen))
    return Cel(str(len(ids)), casussen=ids)


def besluiten_cel(besluiten: Iterable[GenomenBesluit]) -> Cel:
    """A number of besluiten, with the casussen and VTB's they are about."""
    found = list(besluiten)
    return Cel(
        str(len(found)),
        tuple(dict.fromkeys(b.casus_id for b in found if b.casus_id is not None)),
        tuple(dict.fromkeys(b.vtb_id for b in found if b.vtb_id is not None)),
    )


def meldingen_cel(meldingen: Iterable[Terugmelding]) -> Cel:
    """A number of terugmeldingen, with their VTB's."""
    found = list(meldingen)
    return Cel(str(len(found)), vtbs=tuple(dict.fromkeys(m.vtb_id for m in found if m.vtb_id is not None)))


def zaken_cel(zaken: Iterable[ZaakMeting], tekst: str | None = None) -> Cel:
    """A number of zaken (or another text over them), with their casussen and VTB's."""
    found = list(zaken)
    return Cel(
        str(len(found)) if tekst is None else tekst,
        tuple(dict.fromkeys(z.casus_id for z in found if z.casus_id is not None)),
        tuple(dict.fromkeys(z.vtb_id for z in found if z.vtb_id is not None)),
    )


def stays(stand: CasusStand, periode: Spanne) -> Iterator[Verblijf]:
    """The stays on a step that began in a period."""
    return (v for v in stand.verblijven if periode.contains(v.begin))


def came(stand: CasusStand, periode: Spanne) -> bool:
    """Whether the casus was aangemeld in a period."""
    return stand.aangemeld is not None and periode.contains(stand.aangemeld)


def went(casus: CasusVerloop, periode: Spanne) -> bool:
    """Whether the casus was closed in a period, also when it was reopened later."""
    return any(periode.contains(day) for day in casus.afgesloten)


def is_open(stand: CasusStand) -> bool:
    """Whether the casus was aangemeld and not closed."""
    return stand.aangemeld is not None and not stand.gesloten
