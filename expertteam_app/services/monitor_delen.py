"""The tables of the half-yearly monitor, in the order of the report (DOMEIN section 5, "Twice a year")."""

from __future__ import annotations

from collections.abc import Iterator

from expertteam_app.analysis.beelden import curve
from expertteam_app.domain.beeld import Beeld
from expertteam_app.domain.monitor import MonitorTabel
from expertteam_app.services import monitor_jbt, monitor_ladder, monitor_tijden
from expertteam_app.services.monitor_bron import Bron


def tables(bron: Bron) -> tuple[MonitorTabel, ...]:
    """Every table, in the order of the report."""
    return (
        monitor_ladder.flow(bron),
        monitor_ladder.steps(bron),
        monitor_ladder.moves(bron),
        monitor_ladder.steps_per_gemeente(bron),
        monitor_ladder.ret(bron),
        monitor_tijden.times(bron, "doorlooptijden-ret", "Doorlooptijden van casussen", of_vtb=False),
        monitor_tijden.times(bron, "doorlooptijden-jbt", "Doorlooptijden van VTB tot en met de Raad", of_vtb=True),
        monitor_tijden.bruto(bron),
        monitor_tijden.per_gemeente(bron),
        monitor_jbt.vtbs(bron),
        monitor_jbt.besluiten(bron),
        monitor_jbt.meldingen(bron),
        monitor_tijden.few(bron),
    )


def pictures(bron: Bron) -> Iterator[Beeld]:
    """The curve of each klok that has a figure, with its norm."""
    for uitkomst in bron.nu.klokken:
        if uitkomst.cijfer.genoeg:
            made = curve(f"{uitkomst.code} {uitkomst.naam}", uitkomst.cijfer, uitkomst.eenheid, uitkomst.norm)
            if made is not None:
                yield made
