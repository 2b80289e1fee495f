"""The monitor on the use of the opschalingsmodel (DOMEIN section 5, "Twice a year")."""

from __future__ import annotations

from collections.abc import Callable

from expertteam_app.domain.casus import Richting, Verblijf
from expertteam_app.domain.monitor import MonitorTabel, Rij
from expertteam_app.domain.tijdvak import Spanne
from expertteam_app.services.monitor_bron import (
    LADDER,
    NU,
    VORIGE,
    Bron,
    CasusVerloop,
    besluiten_cel,
    came,
    casussen_cel,
    is_open,
    places,
    stays,
    went,
)


def flow(bron: Bron) -> MonitorTabel:
    """Came, went and open, per gemeente and region."""
    columns = ("Open aan het begin", "Erbij", "Eruit", "Open aan het eind", "Erbij in vergeleken periode")
    rijen = []
    for naam, codes in places(bron):
        here = [c for c in bron.casussen if c.gemeente in codes]
        rijen.append(
            Rij(
                naam,
                (
                    casussen_cel(c.casus_id for c in here if is_open(c.begin)),
                    casussen_cel(c.casus_id for c in here if came(c.stand, bron.nu.periode)),
                    casussen_cel(c.casus_id for c in here if went(c, bron.nu.periode)),
                    casussen_cel(c.casus_id for c in here if is_open(c.eind)),
                    casussen_cel(c.casus_id for c in here if came(c.stand, bron.vorige.periode)),
                ),
            )
        )
    return MonitorTabel(
        "stroom",
        LADDER,
        "Wat kwam en wat ging",
        "Erbij zijn casussen die in de periode zijn aangemeld, eruit die zijn afgesloten. Wie is heropend telt op elke "
        "dag zoals het toen stond; hoeveel dat er zijn staat bij Bewegingen.",
        "Gemeente",
        columns,
        tuple(rijen),
    )


def steps(bron: Bron) -> MonitorTabel:
    """Per step: who began on it, from where, and who stands there at the end."""
    rijen = []
    for stap in bron.model.stappen:
        begun, before = (
            [(c.casus_id, v) for c in bron.casussen for v in stays(c.stand, stuk.periode) if v.stap == stap.volgorde]
            for stuk in (bron.nu, bron.vorige)
        )
        rijen.append(
            Rij(
                f"{stap.volgorde} {stap.kort}",
                (
                    casussen_cel(casus for casus, _ in begun),
                    casussen_cel(casus for casus, v in begun if v.richting is Richting.OPGESCHAALD),
                    casussen_cel(casus for casus, v in begun if v.richting is Richting.AFGESCHAALD),
                    casussen_cel(c.casus_id for c in bron.casussen if is_open(c.eind) and c.eind.stap == stap.volgorde),
                    casussen_cel(casus for casus, _ in before),
                ),
            )
        )
    return MonitorTabel(
        "stappen",
        LADDER,
        "Casussen per stap",
        "Een casus telt één keer per stap waarop hij in de periode begon, ook als hij er vaker kwam. Op deze stap aan "
        "het eind zijn de casussen die er op de laatste dag (of de peildatum) stonden.",
        "Stap",
        (
            "Begonnen",
            "waarvan opgeschaald",
            "waarvan afgeschaald",
            "Op deze stap aan het eind",
            "Begonnen in vergeleken periode",
        ),
        tuple(rijen),
    )


def moves(bron: Bron) -> MonitorTabel:
    """How many casussen climbed, descended, skipped, paused, closed and came back."""
    model = bron.model

    def skipped(v: Verblijf) -> bool:
        return v.van is not None and v.stap > v.van and bool(model.skipped(v.van, v.stap))

    def turned(richting: Richting) -> Callable[[CasusVerloop, Spanne], bool]:
        return lambda c, p: any(v.richting is richting for v in stays(c.stand, p))

    kinds: tuple[tuple[str, Callable[[CasusVerloop, Spanne], bool]], ...] = (
        ("Opgeschaald", turned(Richting.OPGESCHAALD)),
        ("Afgeschaald", turned(Richting.AFGESCHAALD)),
        ("Een stap overgeslagen", lambda c, p: any(skipped(v) for v in stays(c.stand, p))),
        ("Heropend: een nieuwe ronde", turned(Richting.HEROPEND)),
        ("Gepauzeerd", lambda c, p: any(p.contains(z.van) for z in c.stand.pauzes)),
        (
            "waarvan een pauze die de klok stilzet",
            lambda c, p: any(p.contains(z.van) and z.telt for z in c.stand.pauzes),
        ),
        ("Afgesloten", went),
    )
    rijen = tuple(
        Rij(
            naam,
            tuple(
                casussen_cel(c.casus_id for c in bron.casussen if test(c, stuk.periode))
                for stuk in (bron.nu, bron.vorige)
            ),
        )
        for naam, test in kinds
    )
    return MonitorTabel(
        "bewegingen",
        LADDER,
        "Bewegingen",
        "Geteld zijn casussen waarbij dit in de periode minstens één keer gebeurde. Een casus kan in meer regels "
        "staan.",
        "Wat gebeurde",
        (NU, VORIGE),
        rijen,
    )


def steps_per_gemeente(bron: Bron) -> MonitorTabel:
    """Who began on each step, per gemeente."""
    rijen = []
    for naam, codes in places(bron):
        here = [c for c in bron.casussen if c.gemeente in codes]
        rijen.append(
            Rij(
                naam,
                tuple(
                    casussen_cel(
                        c.casus_id for c in here if any(v.stap == s.volgorde for v in stays(c.stand, bron.nu.periode))
                    )
                    for s in bron.model.stappen
                ),
            )
        )
    return MonitorTabel(
        "stappen-gemeente",
        LADDER,
        "Begonnen op een stap, per gemeente",
        "Een casus telt één keer per stap waarop hij in de periode begon, bij de gemeente van de casus.",
        "Gemeente",
        tuple(f"{s.volgorde} {s.kort}" for s in bron.model.stappen),
        tuple(rijen),
    )


def ret(bron: Bron) -> MonitorTabel:
    """Besluiten of the RET per gemeente, definitief or onder voorbehoud."""
    rijen = []
    for naam, codes in places(bron):
        now, before = ([b for b in stuk.ret if b.gemeente in codes] for stuk in (bron.nu, bron.vorige))
        rijen.append(
            Rij(
                naam,
                (
                    besluiten_cel(now),
                    besluiten_cel(b for b in now if b.definitief),
                    besluiten_cel(b for b in now if not b.definitief),
                    besluiten_cel(before),
                ),
            )
        )
    return MonitorTabel(
        "besluiten-ret",
        LADDER,
        "Besluiten van het RET",
        "Geteld zijn besluiten van zittingen in de periode, bij de gemeente van de jeugdige. Onder voorbehoud betekent "
        "dat niemand met mandaat van die gemeente aan tafel zat en dat nog niemand het daarna bevestigde.",
        "Gemeente",
        ("Besluiten", "Definitief", "Onder voorbehoud", "Besluiten in vergeleken periode"),
        tuple(rijen),
    )
