"""Use cases on patterns: which kenmerken of casussen fall together, and what can be seen at all with so few."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from expertteam_app.analysis.patronen import Drager, Patroon, find_patterns, needed_together
from expertteam_app.db.queries import patronen as q
from expertteam_app.domain.access import Right
from expertteam_app.domain.oordeel import Oordeel
from expertteam_app.domain.signaal import Kenmerk
from expertteam_app.services.context import Context
from expertteam_app.services.leeftijden import band_of


@dataclass(frozen=True, slots=True)
class PatroonUitkomst:
    """One pattern with the words and the casussen for the screen."""

    kenmerken: tuple[Kenmerk, ...]
    patroon: Patroon
    casus_ids: tuple[int, ...]

    @property
    def sleutel(self) -> str:
        """Names the pattern, the same in every period."""
        return "|".join(sorted(k.code for k in self.kenmerken))

    @property
    def telling(self) -> str:
        """Always a count, never a ratio: "8 van de 23 gezinnen met …"."""
        last = self.kenmerken[-1].label
        return f"{self.patroon.samen} van de {self.patroon.laatste} gezinnen met {last}"


@dataclass(frozen=True, slots=True)
class PatronenOverzicht:
    """What falls together among the casussen that came in between two days.

    Attributes:
        n: gezinnen.
        getoetst: how many pairs were looked at.
        zichtbaar: how often two kenmerken that a fifth of the gezinnen have must fall together before that is clear;
            None when even always is not enough.
        zichtbaar_van: how many gezinnen a fifth is.
    """

    van: date
    tot: date
    casussen: int
    n: int
    getoetst: int
    paren: tuple[PatroonUitkomst, ...]
    drietallen: tuple[PatroonUitkomst, ...]
    zichtbaar: int | None
    zichtbaar_van: int

    def with_verdict(self, oordeel: Oordeel) -> tuple[PatroonUitkomst, ...]:
        """Pairs and triples with this verdict, clearest first."""
        return tuple(u for u in (*self.paren, *self.drietallen) if u.patroon.oordeel is oordeel)

    @property
    def wat_te_zien_is(self) -> str:
        """What can be seen at all with this number, as a sentence."""
        if not self.n:
            return "Er zijn geen casussen in deze periode."
        if self.zichtbaar is None:
            return f"Bij {self.n} gezinnen is nog geen enkele samenhang duidelijk te zien."
        times = self.zichtbaar / (self.zichtbaar_van**2 / self.n)
        return (
            f"Bij {self.n} gezinnen zien we alleen verbanden die sterk zijn: van twee kenmerken die elk "
            f"{self.zichtbaar_van} gezinnen hebben, pas als ze in {self.zichtbaar} gezinnen samenvallen "
            f"(ongeveer {times:.0f} keer zo vaak als bij toeval)."
        )


class Patronen:
    """Patterns. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def overzicht(self, van: date, tot: date, gemeente: str | None = None) -> PatronenOverzicht:
        """Everything that falls together among casussen that came in from `van` up to and including `tot`.

        Counted in gezinnen: brothers and sisters count once. Oorzaken, zorgvormen and aarden of hiaten, soort vraag,
        kader, leeftijdsband and gemeente. Zorgvorm and aard of a hiaat are never a pair, for they are chosen together;
        nor is an oorzaak with the aard that the list says follows from it.
        """
        self._context.actor.require(Right.FIGURES_READ)
        with self._context.read() as session:
            rows = q.kenmerken_between(session, van, tot, gemeente)
        known: dict[str, Kenmerk] = {}
        dragers = []
        for row in rows:
            found = {k.code: k for k in self._kenmerken(row)}
            known |= found
            dragers.append(Drager(str(row.casus_id), str(row.gezin_id), frozenset(found)))
        patterns = find_patterns(dragers, {code: k.groepen for code, k in known.items()})
        fifth = round(patterns.n / 5)
        return PatronenOverzicht(
            van=van,
            tot=tot,
            casussen=len(rows),
            n=patterns.n,
            getoetst=patterns.getoetst,
            paren=tuple(_outcome(p, known) for p in patterns.paren),
            drietallen=tuple(_outcome(p, known) for p in patterns.drietallen),
            zichtbaar=needed_together(fifth, fifth, patterns.n) if fifth else None,
            zichtbaar_van=fifth,
        )

    def _kenmerken(self, row: q.Kenmerken) -> list[Kenmerk]:
        lists = self._context.lists
        follows = {c.code: c.extra.get("aard", "") for c in lists["oorzaken"]}
        found = [_kenmerk(f"oorzaak:{c}", f"oorzaak {lists['oorzaken'].label(c)}", f"uit:{c}") for c in row.oorzaken]
        for zorgvorm, aard in row.hiaten:
            implied = (f"uit:{c}" for c, result in follows.items() if result == aard)
            found.append(_kenmerk(f"hiaat:{zorgvorm}", f"gemist: {lists['zorgvormen'].label(zorgvorm)}", "hiaat"))
            found.append(_kenmerk(f"aard:{aard}", f"aanbod {lists['aard_hiaat'].label(aard)}", "hiaat", *implied))
        found.append(_kenmerk(f"vraag:{row.soort_vraag}", f"vraag: {row.soort_vraag}", "vraag"))
        found.append(_kenmerk(f"kader:{row.kader}", f"kader: {lists['kaders'].label(row.kader)}", "kader"))
        found.append(
            _kenmerk(f"gemeente:{row.gemeente}", f"gemeente {lists['gemeenten'].label(row.gemeente)}", "gemeente")
        )
        band = band_of(row.geboortedatum, row.geboortejaar, row.begin, lists["leeftijdsbanden"])
        if band is not None:
            found.append(_kenmerk(f"leeftijd:{band.code}", f"leeftijd {band.label}", "leeftijd"))
        return found


def _kenmerk(code: str, label: str, *groepen: str) -> Kenmerk:
    return Kenmerk(code, frozenset(groepen), label)


def _outcome(patroon: Patroon, known: dict[str, Kenmerk]) -> PatroonUitkomst:
    return PatroonUitkomst(
        tuple(known[k] for k in patroon.kenmerken), patroon, tuple(int(sleutel) for sleutel in patroon.sleutels)
    )
