"""Use case of a reflectie with the toegangen: what its period holds, as the agenda of the talk (DOMEIN section 3)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from expertteam_app.db.queries.patronen import gaps_by_day
from expertteam_app.db.queries.signalen import signalen
from expertteam_app.db.queries.werkstroom import besluiten_between, came_and_went
from expertteam_app.domain.access import Right
from expertteam_app.domain.oordeel import Oordeel
from expertteam_app.services.context import Context

MEESTE = 3
"""Zorgvormen that are named."""


@dataclass(frozen=True, slots=True)
class ReflectieCijfers:
    """What a period holds; counts of casussen, hiaten in gezinnen.

    Attributes:
        open_aan_het_eind: casussen that were open on the last day.
        gemist: (label of a zorgvorm, gezinnen), most first.
        signalen: open findings that were judged, in words.
    """

    aangemeld: int
    afgesloten: int
    open_aan_het_eind: int
    definitief: int
    voorbehoud: int
    gemist: tuple[tuple[str, int], ...]
    signalen: tuple[str, ...]

    def in_woorden(self) -> str:
        """Line by line, for the table."""
        lines = [
            f"{self.aangemeld} casussen aangemeld, {self.afgesloten} afgesloten, {self.open_aan_het_eind} nog open.",
            f"Besluiten van het RET: {self.definitief} definitief, {self.voorbehoud} onder voorbehoud.",
        ]
        if self.gemist:
            named = ", ".join(f"{naam} ({n} {'gezin' if n == 1 else 'gezinnen'})" for naam, n in self.gemist)
            lines.append(f"Meest gemist: {named}.")
        lines += [f"Signaal: {words}" for words in self.signalen]
        return "\n".join(f"• {line}" for line in lines)


class Reflectie:
    """What a reflectie talks about. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def cijfers(self, van: date, tot: date) -> ReflectieCijfers:
        """Count a period, both days included; what is not over counts up to today."""
        self._context.actor.require(Right.FIGURES_READ)
        last = min(tot, self._context.vandaag())
        with self._context.read() as session:
            flow = came_and_went(session)
            gaps = gaps_by_day(session, van, tot)
            besluiten = besluiten_between(session, van, tot)
            found = signalen(session)
        gezinnen: defaultdict[str, set[int]] = defaultdict(set)
        for _, zorgvorm, _, gezin, _ in gaps:
            gezinnen[zorgvorm].add(gezin)
        most = Counter({self._context.lists["zorgvormen"].label(z): len(g) for z, g in gezinnen.items()})
        return ReflectieCijfers(
            aangemeld=sum(van <= begin <= tot for _, begin, _ in flow),
            afgesloten=sum(end is not None and van <= end <= tot for _, _, end in flow),
            open_aan_het_eind=sum(begin <= last and (end is None or end > last) for _, begin, end in flow),
            definitief=besluiten[True],
            voorbehoud=besluiten[False],
            gemist=tuple(sorted(most.items(), key=lambda row: (-row[1], row[0]))[:MEESTE]),
            signalen=tuple(
                f"{s.gezien.get('telling', s.soort.woorden)} ({s.programma.woorden})."
                for s in found
                if s.open and s.programma in (Oordeel.OPVALLEND, Oordeel.SIGNAAL)
            ),
        )
