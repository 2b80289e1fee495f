"""A log from elsewhere, read and analysed the way our own figures are; nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from expertteam_app.analysis.logboek import LogboekCijfers
from expertteam_app.analysis.logboek_rijen import analyse_rows
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.kalender import KANTOOR, Kalender
from expertteam_app.domain.termijn import Eenheid
from expertteam_app.exchange.logboek import DAG, Rijfout, read_logboek

__all__ = ["DAG", "LogboekUitkomst", "analyse_logboek"]


@dataclass(frozen=True, slots=True)
class LogboekUitkomst:
    """The figures of a log, with the klok in units of which `DAG` go in a day, and what was wrong per row."""

    cijfers: LogboekCijfers
    fouten: tuple[Rijfout, ...]


def analyse_logboek(
    content: bytes,
    now: datetime,
    eenheid: Eenheid,
    eindstappen: frozenset[str] | None = None,
    kantoor: Kalender = KANTOOR,
) -> LogboekUitkomst:
    """Read a log and analyse it.

    Args:
        content: a CSV; see `read_logboek`.
        now: with a zone; later rows have not happened.
        eenheid: KALENDERDAGEN, or WERKDAGEN of 24 hours each.
        kantoor: which days are werkdagen.
        eindstappen: names of end steps, for Kaplan-Meier figures; None: none.

    Raises:
        UserError: the file is no log, or an end step does not occur in it.
    """
    log = read_logboek(content, now, kantoor if eenheid is Eenheid.WERKDAGEN else None)
    for name in sorted(eindstappen or ()):
        if name not in log.stappen:
            raise UserError(f"De stap «{name}» komt in dit logboek niet voor.", "Schrijf de stap precies zoals daar.")
    return LogboekUitkomst(analyse_rows(log.rijen, log.stappen, eindstappen, log.tot), log.fouten)
