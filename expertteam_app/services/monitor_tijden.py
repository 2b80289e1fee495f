"""The monitor on doorlooptijden, of casussen and of VTB up to the Raad (DOMEIN section 5, "Twice a year")."""

from __future__ import annotations

from collections.abc import Sequence

from expertteam_app.analysis.vergelijken import Vergelijking
from expertteam_app.domain.inzicht import ZaakMeting
from expertteam_app.domain.monitor import Cel, MonitorTabel, Rij
from expertteam_app.domain.oordeel import Oordeel
from expertteam_app.services.doorlooptijd_woorden import LEEG, eighty, half, point, within_norm
from expertteam_app.services.doorlooptijden import KlokUitkomst, netto_cijfer, vergelijk
from expertteam_app.services.monitor_bron import (
    BIJLAGE,
    TIJD,
    Bron,
    place_of,
    places,
    zaken_cel,
)

MOST = 20
"""Zaken of one klok that are named one by one."""


def _is_vtb(uitkomst: KlokUitkomst) -> bool:
    return any(zaak.vtb_id is not None for zaak in uitkomst.zaken)


def times(bron: Bron, code: str, titel: str, *, of_vtb: bool) -> MonitorTabel:
    """Every klok of casussen or of VTB's, with the compared period; days in the unit of the klok."""
    before = {u.code: u for u in bron.vorige.klokken}
    rijen = []
    for uitkomst in bron.nu.klokken:
        old = before.get(uitkomst.code)
        if _is_vtb(uitkomst if uitkomst.zaken else old or uitkomst) is not of_vtb or not (
            uitkomst.zaken or (old and old.zaken)
        ):
            continue
        compared = _difference(vergelijk(old, uitkomst)) if old is not None and old.cijfer.n else LEEG
        rijen.append(
            Rij(
                f"{uitkomst.code} {uitkomst.naam}",
                (
                    Cel(_norm(uitkomst)),
                    zaken_cel(uitkomst.zaken),
                    zaken_cel(z for z in uitkomst.zaken if z.eind is None),
                    zaken_cel(uitkomst.zaken, _half(uitkomst)),
                    zaken_cel(uitkomst.zaken, eighty(uitkomst)),
                    zaken_cel((z for z in uitkomst.zaken if z.binnen_norm), within_norm(uitkomst)),
                    zaken_cel(old.zaken, _half(old, counted=True)) if old is not None else Cel(LEEG),
                    Cel(compared),
                ),
            )
        )
    return MonitorTabel(
        code,
        TIJD,
        titel,
        "Meegeteld zijn alle zaken die in de periode begonnen, ook die nog lopen (Kaplan-Meier), netto zonder de "
        "pauzes die de klok stilzetten. Met minder dan 10 zaken of 5 afgeronde staat er geen cijfer; die zaken staan "
        "apart genoemd.",
        "Klok",
        (
            "Norm",
            "Zaken",
            "Nog open",
            "De helft binnen",
            "80% binnen",
            "Binnen de norm",
            "Helft, vergeleken periode",
            "Verschil",
        ),
        tuple(rijen),
    )


def bruto(bron: Bron) -> MonitorTabel:
    """Netto and bruto beside each other, for every klok that has both figures: a pause can flatter a norm."""
    rijen = []
    for uitkomst in bron.nu.klokken:
        netto, whole = uitkomst.cijfer, uitkomst.bruto
        if netto.genoeg and whole.genoeg:
            paused = [z for z in uitkomst.zaken if z.bruto != z.netto]
            rijen.append(
                Rij(
                    f"{uitkomst.code} {uitkomst.naam}",
                    (
                        Cel(uitkomst.eenheid),
                        zaken_cel(uitkomst.zaken, point(netto.p50, netto.p50_meer_dan)),
                        zaken_cel(uitkomst.zaken, point(whole.p50, whole.p50_meer_dan)),
                        zaken_cel(uitkomst.zaken, point(netto.p80, netto.p80_meer_dan)),
                        zaken_cel(uitkomst.zaken, point(whole.p80, whole.p80_meer_dan)),
                        zaken_cel(paused),
                    ),
                )
            )
    return MonitorTabel(
        "bruto",
        TIJD,
        "Netto en bruto naast elkaar",
        "Bruto telt elke dag die een gezin wachtte, netto laat de pauzes weg die de klok stilzetten; beide met zaken "
        "die nog lopen. Alleen klokken met genoeg zaken voor een cijfer staan erbij.",
        "Klok",
        ("Eenheid", "Helft, netto", "Helft, bruto", "80%, netto", "80%, bruto", "Zaken met zo’n pauze"),
        tuple(rijen),
    )


def per_gemeente(bron: Bron) -> MonitorTabel:
    """Within how many days half is ready, per klok and gemeente."""
    here = list(places(bron))
    rijen = []
    for uitkomst in bron.nu.klokken:
        if not uitkomst.zaken:
            continue
        cells = []
        for _naam, codes in here:
            own = [z for z in uitkomst.zaken if place_of(z, bron) in codes]
            cells.append(zaken_cel(own, _short(own, uitkomst.norm)))
        rijen.append(Rij(f"{uitkomst.code} {uitkomst.naam}", tuple(cells)))
    return MonitorTabel(
        "doorlooptijden-gemeente",
        TIJD,
        "De helft binnen, per gemeente",
        "Het getal is het aantal dagen waarbinnen de helft klaar is, met dezelfde telwijze als hierboven. Tussen "
        "haakjes staat hoeveel zaken er zijn; met minder dan 10 zaken of 5 afgeronde staat alleen dat aantal er.",
        "Klok",
        tuple(naam for naam, _ in here),
        tuple(rijen),
    )


def few(bron: Bron) -> MonitorTabel:
    """The zaken of klokken that have too few for a figure, each with its days, longest first."""
    rijen: list[Rij] = []
    for uitkomst in bron.nu.klokken:
        if uitkomst.cijfer.genoeg:
            continue
        longest = sorted(uitkomst.zaken, key=lambda zaak: (-zaak.netto, zaak.nummer))
        rijen += (_zaak(uitkomst, zaak) for zaak in longest[:MOST])
        if rest := longest[MOST:]:
            rijen.append(
                Rij(f"{uitkomst.code} overige", (zaken_cel(rest, f"nog {len(rest)} zaken"), Cel(LEEG), Cel(LEEG)))
            )
    return MonitorTabel(
        "zaken",
        BIJLAGE,
        "Zaken waar te weinig van zijn voor een cijfer",
        "Bij deze klokken zijn er minder dan 10 zaken of minder dan 5 afgeronde. Elke zaak staat er met haar eigen "
        f"netto duur tot de peildatum, de langste eerst; meer dan {MOST} per klok worden opgeteld.",
        "Klok en zaak",
        ("Duur", "Stand", "Norm"),
        tuple(rijen),
    )


def _zaak(uitkomst: KlokUitkomst, zaak: ZaakMeting) -> Rij:
    kept = LEEG if zaak.binnen_norm is None else "binnen" if zaak.binnen_norm else "over de norm"
    return Rij(
        f"{uitkomst.code} {zaak.nummer}",
        (
            zaken_cel([zaak], f"{zaak.netto} {uitkomst.eenheid}"),
            Cel("nog open" if zaak.eind is None else "klaar"),
            Cel(kept),
        ),
    )


def _short(zaken: Sequence[ZaakMeting], norm: int | None) -> str:
    if not zaken:
        return LEEG
    cijfer = netto_cijfer(zaken, norm)
    if not cijfer.genoeg:
        return f"({len(zaken)})"
    days = str(cijfer.p50) if cijfer.p50 is not None else f"meer dan {cijfer.p50_meer_dan}"
    return f"{days} ({len(zaken)})"


def _difference(found: Vergelijking) -> str:
    if found.kans is None:
        return "te weinig"
    if found.oordeel is Oordeel.TOEVAL:
        return "past bij toeval"
    return f"{'langer' if found.langer else 'korter'}: {found.oordeel.woorden}"


def _norm(uitkomst: KlokUitkomst) -> str:
    unit = uitkomst.eenheid
    return f"geen, in {unit}" if uitkomst.norm is None else f"{uitkomst.norm} {unit}"


def _half(uitkomst: KlokUitkomst, *, counted: bool = False) -> str:
    """The median with its interval; `counted`: with how many zaken there were, where no column says so."""
    if not uitkomst.cijfer.n:
        return "geen zaken"
    if uitkomst.cijfer.te_dun:
        return "te weinig gezien aan het begin"
    many = f" ({uitkomst.cijfer.n})" if counted else ""
    return half(uitkomst) if uitkomst.cijfer.genoeg else f"te weinig zaken{many}"
