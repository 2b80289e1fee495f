"""From persons to a report that was attacked and held: solve, write, read back, attack; fail closed (PRIVACY 3.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from expertteam_app.analysis.disclosure.audit import Controle, Overtreding, Plek, Vorige, add_up, audit, violations
from expertteam_app.analysis.disclosure.cellen import Sleutel
from expertteam_app.analysis.disclosure.eerder import Voorkennis, own_name
from expertteam_app.analysis.disclosure.primary import Eis
from expertteam_app.analysis.disclosure.protect import Bescherming, Wensen, protect
from expertteam_app.analysis.disclosure.report import ProtectedReport
from expertteam_app.analysis.disclosure.spec import RapportSpec
from expertteam_app.analysis.disclosure.tabulate import Eenheid

POGINGEN = 5

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
            return VeiligRapport(made, files, controle)
        for fault in (f for f in wrong if f.cel in keys):
            extra[keys[fault.cel]] = _stricter(keys[fault.cel], fault, extra.get(keys[fault.cel]))
    raise NietVeiligError("de aanval op de bestanden vond een verborgen aantal")


def _stricter(key: Sleutel, fault: Overtreding, before: Eis | None) -> Eis:
    """Ask one more on both sides: what linear programs allow, whole numbers may not."""
    if before is not None:
        return Eis(key, max(0, before.laag - 1), before.hoog + 1)
    return Eis(key, max(0, fault.laag - 1), fault.hoog + 1)
