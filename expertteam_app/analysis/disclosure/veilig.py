"""From persons to a report that was attacked and held: solve, write, read back, attack; fail closed (PRIVACY 3.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from expertteam_app.analysis.disclosure.audit import Controle, Overtreding, add_up, audit, violations
from expertteam_app.analysis.disclosure.cellen import Sleutel
from expertteam_app.analysis.disclosure.eerder import Voorkennis, own_name, who_is_where
from expertteam_app.analysis.disclosure.primary import Eis
from expertteam_app.analysis.disclosure.protect import Bescherming, Wensen, protect
from expertteam_app.analysis.disclosure.report import ProtectedReport
from expertteam_app.analysis.disclosure.spec import RapportSpec
from expertteam_app.analysis.disclosure.tabulate import Eenheid
from expertteam_app.analysis.disclosure.teruglezen import Plek, Vorige

POGINGEN = 5
MEESTE_KENNERS = 10
"""Gemeenten that are tried as readers, the largest first: who has more jeugdigen knows more."""

Schrijver = Callable[[ProtectedReport], Mapping[str, bytes]]
"""Writes a protected report as the package that leaves."""

Naam = Callable[[str], str]
"""How a label is spelled in the files."""


class NietVeiligError(Exception):
    """The attack on the written files found something, also after hiding more: nothing may leave."""


@dataclass(frozen=True, slots=True, repr=False)
class VeiligRapport:
    """A report that held.

    Attributes:
        bescherming: the report, and what its maker may know.
        bestanden: the package that was attacked.
        controle: what the attack found: the range of every hidden cell and the witnesses.
    """

    bescherming: Bescherming
    bestanden: Mapping[str, bytes]
    controle: Controle


def as_read(key: Sleutel, spelled: Naam) -> Plek:
    """A cell as a receiver finds it in the files."""
    return key[0], frozenset((spelled(d), spelled(c)) for d, c in key[1])


def known_before(voorkennis: Voorkennis, spelled: Naam) -> tuple[tuple[Vorige, ...], frozenset[Plek]]:
    """What a receiver has already, as he finds it in the files: packages, and the cells they cover together."""
    packages = tuple(
        Vorige(e.naam, e.bestanden, frozenset(as_read(k, spelled) for k in e.binnen)) for e in voorkennis.uitgaven
    )
    return packages, frozenset(as_read(k, spelled) for k in voorkennis.samen)


def safe_report(
    spec: RapportSpec,
    personen: Iterable[Eenheid],
    schrijf: Schrijver,
    spelled: Naam = str,
    wensen: Wensen | None = None,
    *,
    volledig: bool = False,
) -> VeiligRapport:
    """Protect a report, write it, and attack what was written; where the attack wins, more is hidden.

    Args:
        spec: tables and rules.
        personen: one per distinct jeugdige.
        schrijf: writes the package.
        spelled: how the writer spells a label.
        wensen: what the maker asks.
        volledig: work every range out, not only as far as proves it safe.

    Raises:
        NietVeiligError: the attack keeps winning; nothing may leave.
        AfgebrokenError, NietTeBeschermenError, ValueError: see `protect`.
    """
    asked = wensen or Wensen()
    people = list(personen)
    extra: dict[Sleutel, Eis] = {}
    vorige, samen = known_before(asked.voorkennis, spelled)
    before = [
        (as_read(own_name(u.naam, e.cel), spelled), e.laag, e.hoog) for u in asked.voorkennis.uitgaven for e in u.eisen
    ]
    for _ in range(POGINGEN):
        made = protect(spec, people, asked, tuple(extra.values()))
        files = dict(schrijf(made.report))
        keys = {as_read(key, spelled): key for key in made.tellingen}
        eisen = [*((as_read(e.cel, spelled), e.laag, e.hoog) for e in made.eisen), *before]
        enough = None if volledig else {cel: (low, high) for cel, low, high in eisen}
        controle = audit(files, asked.stop, vorige, samen, enough)
        wrong = violations(controle, eisen)
        if not wrong and add_up(controle, files, vorige, samen):
            seen = _Lezer(files, asked.stop, vorige, samen, spec.regels.rest)
            wrong = _Kenners(made, people, lambda key: as_read(key, spelled)).found(seen.attack)
            if not wrong:
                return VeiligRapport(made, files, controle)
        asks = {e.cel: e for e in made.eisen}
        for fault in (f for f in wrong if f.cel in keys):
            key = keys[fault.cel]
            extra[key] = _stricter(key, fault, asks.get(key, Eis(key, fault.laag, fault.hoog)))
    raise NietVeiligError("de aanval op de bestanden vond een verborgen aantal")


@dataclass(frozen=True, slots=True, repr=False)
class _Lezer:
    """What every reader has in his hands."""

    bestanden: Mapping[str, bytes]
    stop: Callable[[], bool]
    vorige: Sequence[Vorige]
    samen: frozenset[Plek]
    breed: int

    def attack(self, own: Mapping[Plek, int], after: frozenset[Plek]) -> Controle:
        """The attack of one who knows so many jeugdigen in each cell, on the cells he is after."""
        return audit(self.bestanden, self.stop, self.vorige, self.samen, {}, after, minstens=own, breed=self.breed)


@dataclass(frozen=True, slots=True, repr=False)
class _Kenners:
    """Readers who know the jeugdigen of their own gemeente, one gemeente at a time (A6).

    How many others a small cell holds, each is left to guess in a range as wide as the rule on the largest gemeente
    asks; where nobody else is, there is nobody to protect from him.
    """

    made: Bescherming
    personen: Sequence[Eenheid]
    plek: Callable[[Sleutel], Plek]

    def found(self, attack: Callable[[Mapping[Plek, int], frozenset[Plek]], Controle]) -> tuple[Overtreding, ...]:
        """What the first gemeente that finds anything finds.

        Args:
            attack: gets how many jeugdigen the reader knows in each cell, and the cells he is after.
        """
        sizes = Counter(p.gemeente for p in self.personen if p.gemeente is not None)
        inside = self.made.spec.regels.intern  # for eyes that may know all of it
        if inside or len(sizes) < 2 or not self.made.eisen:  # noqa: PLR2004  # with one gemeente everything is hidden
            return ()
        where, rest = who_is_where(self.made.spec, self.personen), self.made.spec.regels.rest
        of = {i if p.wie is None else p.wie: p.gemeente for i, p in enumerate(self.personen)}
        for gemeente, _size in sizes.most_common(MEESTE_KENNERS):
            own = {key: sum(of[who] == gemeente for who in there) for key, there in where.items()}
            small = (e.cel for e in self.made.eisen)
            after = frozenset(self.plek(c) for c in small if not own.get(c) or own[c] < len(where[c]))
            ranges = attack({self.plek(key): n for key, n in own.items()}, after).bereiken
            wrong = [b for b in ranges if b.hoog is not None and b.hoog - b.laag < rest]
            if wrong:
                return tuple(Overtreding(b.cel, b, b.laag, b.laag + rest) for b in wrong)
        return ()


def _stricter(key: Sleutel, fault: Overtreding, before: Eis) -> Eis:
    """Ask what the attack missed and one more on both sides: what linear programs allow, whole numbers may not."""
    return Eis(key, max(0, min(before.laag, fault.laag) - 1), max(before.hoog, fault.hoog) + 1)
