"""The monitor on the JBT: VTB's, besluiten and terugmeldingen (DOMEIN section 5, "Twice a year")."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from expertteam_app.db.queries.monitor import GenomenBesluit, Terugmelding
from expertteam_app.domain.monitor import Cel, MonitorTabel, Rij
from expertteam_app.services.monitor_bron import (
    JBT,
    NU,
    REGIO,
    VORIGE,
    Bron,
    besluiten_cel,
    meldingen_cel,
    places,
)


def vtbs(bron: Bron) -> MonitorTabel:
    """VTB's per gemeente."""
    rijen = []
    for naam, codes in places(bron):
        cells = [
            Cel(str(len(found)), vtbs=tuple(found))
            for stuk in (bron.nu, bron.vorige)
            for found in [[vtb for vtb, code in stuk.vtbs if code in codes]]
        ]
        rijen.append(Rij(naam, tuple(cells)))
    return MonitorTabel(
        "vtb",
        JBT,
        "Verzoeken tot bespreking",
        "Geteld zijn VTB's die in de periode zijn ontvangen, bij de gemeente van het VTB. Een VTB noemt alle kinderen "
        "van een gezin en telt één keer.",
        "Gemeente",
        (NU, VORIGE),
        tuple(rijen),
    )


def besluiten(bron: Bron) -> MonitorTabel:
    """Besluiten per kind, by kind of besluit, region and gemeente."""
    soorten = list(bron.lijsten["jbt_besluiten"])
    rijen = []
    for soort in soorten:
        now, before = ([b for b in stuk.jbt if b.soort == soort.code] for stuk in (bron.nu, bron.vorige))
        rijen.append(Rij(soort.label, tuple(_besluiten_row(now, before, bron))))
    now, before = ([b for b in stuk.jbt if b.soort] for stuk in (bron.nu, bron.vorige))
    rijen.append(Rij("Alle besluiten", tuple(_besluiten_row(now, before, bron))))
    return MonitorTabel(
        "besluiten-jbt",
        JBT,
        "Besluiten per kind",
        "Geteld is één besluit per kind per zitting in de periode, bij de gemeente van het kind. Een kind dat vaker "
        "aan tafel kwam, telt bij elke zitting.",
        "Besluit",
        (NU, VORIGE, *(naam for naam, _ in places(bron) if naam != REGIO)),
        tuple(rijen),
    )


def _besluiten_row(now: Sequence[GenomenBesluit], before: Sequence[GenomenBesluit], bron: Bron) -> Iterator[Cel]:
    yield besluiten_cel(now)
    yield besluiten_cel(before)
    for naam, codes in places(bron):
        if naam != REGIO:
            yield besluiten_cel(b for b in now if b.gemeente in codes)


def meldingen(bron: Bron) -> MonitorTabel:
    """Terugmeldingen that were expected, on time or late, and whether the afspraken were kept."""
    kinds: tuple[tuple[str, Callable[[Terugmelding], bool]], ...] = (
        ("Verwacht", lambda _: True),
        ("Op tijd ontvangen", lambda m: m.ontvangen_op is not None and m.ontvangen_op <= m.verwacht_op),
        ("Te laat ontvangen", lambda m: m.ontvangen_op is not None and m.ontvangen_op > m.verwacht_op),
        ("Nog niet ontvangen, te laat", lambda m: m.ontvangen_op is None and m.verwacht_op < bron.peildatum),
        ("Nog niet ontvangen, nog niet nodig", lambda m: m.ontvangen_op is None and m.verwacht_op >= bron.peildatum),
        *((f"Afspraken: {c.label.lower()}", _kept(c.code)) for c in bron.lijsten["nagekomen"]),
    )
    here = list(places(bron))
    rijen = []
    for naam, test in kinds:
        now, before = ([m for m in stuk.meldingen if test(m)] for stuk in (bron.nu, bron.vorige))
        cells = [meldingen_cel(now), meldingen_cel(before)]
        cells += [meldingen_cel(m for m in now if m.gemeente in codes) for place, codes in here if place != REGIO]
        rijen.append(Rij(naam, tuple(cells)))
    return MonitorTabel(
        "terugmeldingen",
        JBT,
        "Terugmeldingen",
        "Geteld zijn terugmeldingen die in de periode werden verwacht, bij de gemeente van het kind. Op tijd is op of "
        "vóór de afgesproken dag.",
        "Terugmelding",
        (NU, VORIGE, *(naam for naam, _ in here if naam != REGIO)),
        tuple(rijen),
    )


def _kept(code: str) -> Callable[[Terugmelding], bool]:
    return lambda m: m.nagekomen == code
