"""How doorlooptijden are put into words and into a picture; plain values in, Dutch text out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from expertteam_app.analysis.doorlooptijd import Doorlooptijd
from expertteam_app.domain.doorlooptijd import Cohort
from expertteam_app.domain.inzicht import ZaakMeting
from expertteam_app.domain.tijdvak import Spanne
from expertteam_app.services.doorlooptijd_woorden import (
    NORM_STATUS,
    bruto_both,
    difference,
    share,
)
from expertteam_app.services.doorlooptijden import KlokUitkomst, vergelijk
from expertteam_app.ui.text import dagen
from expertteam_app.ui.widgets.charts import Curve

ZAKEN_FILTERS = (
    ("alle", "Alle zaken"),
    ("open", "Einde nog niet bereikt"),
    ("klaar", "Einde bereikt"),
    ("binnen", "Binnen de norm"),
    ("over", "Langer dan de norm"),
    ("laat", "Tellen mee vanaf het inlezen"),
    ("ervoor", "Zaken waarmee is vergeleken"),
)
"""Which zaken stand behind a figure; the last two only where there are such zaken."""
TICKS = 6
LAAT = (
    "Zaken uit een lijst zonder afgesloten zaken tellen mee vanaf het inlezen: wie eerder klaar was, stond niet op die "
    "lijst (Beheer, Ingelezen lijsten)."
)


def norm(uitkomst: KlokUitkomst) -> str:
    """The norm and where it comes from, in words."""
    if uitkomst.norm is None:
        return "geen norm"
    return f"{dagen(uitkomst.norm, uitkomst.eenheid)}, {NORM_STATUS.get(uitkomst.status, uitkomst.status)}"


def sentence(uitkomst: KlokUitkomst) -> str:
    """What the figures say, netto, bruto and against the norm."""
    cijfer, unit = uitkomst.cijfer, uitkomst.eenheid
    if not cijfer.n:
        begun = uitkomst.cohort is Cohort.START
        return f"In deze periode {'begon hier geen enkele zaak' if begun else 'is hier geen enkele zaak afgerond'}."
    text = cijfer.in_woorden(unit).replace("-", "–")
    said = [f"{text[:1].upper()}{text[1:]}."]
    if uitkomst.bruto.genoeg:
        said.append(f"Bruto (helft / 80%): {bruto_both(uitkomst)} {unit}.")
    if cijfer.binnen_norm is not None and uitkomst.norm is not None:
        low, high = cijfer.binnen_norm_interval or (None, None)
        sure = "" if low is None or high is None else f" (onzekerheid {round(low * 100)}–{round(high * 100)}%)"
        said.append(f"Binnen de norm van {dagen(uitkomst.norm, unit)}: {share(cijfer.binnen_norm)}{sure}.")
    return " ".join(said)


def compared(uitkomst: KlokUitkomst | None, periode: Spanne, nu: KlokUitkomst, *, deel: bool = False) -> str:
    """The same klok in the period it is compared with, and whether the difference can be chance.

    Args:
        uitkomst: the klok in that period; nothing is said without zaken in it.
        periode: that period.
        nu: the klok now.
        deel: the period of now still runs, and `periode` is the same part of the year before.
    """
    if uitkomst is None or not uitkomst.cijfer.n:
        return ""
    which = "Zelfde deel van het jaar ervoor" if deel else "Periode ervoor"
    before = f"{which} ({periode.label}): {uitkomst.cijfer.in_woorden(uitkomst.eenheid).replace('-', '–')}."
    if nu.cohort is Cohort.EIND:
        return f"{before} Of het verschil toeval is, is met afgeronde zaken alleen niet te zeggen."
    return f"{before} {difference(vergelijk(uitkomst, nu))}"


def explanation(uitkomst: KlokUitkomst, periode: Spanne) -> str:
    """How it was computed, in two sentences, and where the norm comes from."""
    counted = (
        "werkdagen (geen weekenden en feestdagen)" if uitkomst.eenheid == "werkdagen" else "kalenderdagen (alle dagen)"
    )
    if uitkomst.cohort is Cohort.EIND:
        who = (
            f"Meegeteld is wat in {periode.label} is afgerond, zoals het was; wie nog wacht staat er als open bij en "
            "zit niet in de helft of de 80%, dus dit zegt niet hoe lang een nieuwe zaak gaat duren."
        )
    else:
        who = (
            f"Meegeteld zijn alle zaken die hier begonnen in {periode.label}, ook die nog lopen (Kaplan-Meier); zo "
            "lijkt het niet korter dan het is."
        )
    late = f" {LAAT}" if uitkomst.cijfer.laat or uitkomst.cijfer.buiten else ""
    return (
        f"{who} Geteld zijn {counted}: netto zonder de pauzes die deze klok stilzetten, bruto is alle tijd die het "
        f"gezin wachtte.{late}\nNorm: {norm(uitkomst)}. Bron: {uitkomst.bron}."
    )


def step_of(last: int) -> int:
    """A round distance between the numbers under an axis of `last` days, for about six of them."""
    rough = max(1, last / TICKS)
    size: int = 10 ** (len(str(int(rough))) - 1)
    tenths = (10, 20, 25, 50, 100) if size > 1 else (10, 20, 50, 100)
    return next(size * t // 10 for t in tenths if size * t >= 10 * rough)


def curve(uitkomst: KlokUitkomst) -> Curve | None:
    """The curve with its norm and the numbers at risk; None where there is no figure."""
    kromme = uitkomst.cijfer.kromme
    if kromme is None:
        return None
    last = max(kromme.grootste, uitkomst.norm or 0, 1)
    ticks = range(0, last + 1, step_of(last))
    return Curve(
        steps=tuple((t.tijd, float(t.overleving)) for t in kromme.stappen),
        at_risk=tuple((tick, kromme.at_risk(tick)) for tick in ticks),
        last=last,
        unit=uitkomst.eenheid,
        norm=uitkomst.norm,
    )


def chosen(zaken: Iterable[ZaakMeting], which: str) -> tuple[ZaakMeting, ...]:
    """The zaken that one of `ZAKEN_FILTERS` lets through."""
    tests: dict[str, Callable[[ZaakMeting], object]] = {
        "open": lambda z: z.eind is None,
        "klaar": lambda z: z.eind is not None,
        "binnen": lambda z: z.eind is not None and z.binnen_norm,
        "over": lambda z: z.binnen_norm is False,
        "laat": lambda z: z.laat,
    }
    test = tests.get(which)
    return tuple(z for z in zaken if test is None or test(z))


def counts(cijfer: Doorlooptijd) -> str:
    """``23 zaken, waarvan 7 zonder einde``."""
    zaken = "1 zaak" if cijfer.n == 1 else f"{cijfer.n} zaken"
    return f"{zaken}, waarvan {cijfer.open} zonder einde" if cijfer.open else zaken
