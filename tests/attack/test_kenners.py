"""A6: readers who hold a part of the source take it away from what they read, and reckon anew (PRIVACY 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from expertteam_app.analysis.disclosure.primary import Eis, Reden
from expertteam_app.analysis.disclosure.protect import printed_report, protect
from expertteam_app.analysis.disclosure.tabulate import Eenheid
from expertteam_app.analysis.disclosure.veilig import VeiligRapport, safe_report
from expertteam_app.analysis.kruistabel import categories_of
from expertteam_app.exchange.datapakket import datapakket
from tests.attack.lezer import Cel, CpSat, Pakket, Scipy
from tests.attack.registers import mensen, rapport

BREED = 3
"""Others a reader with knowledge of his own must at least be left to guess between (PRIVACY 3.4 "rest")."""


def inside(person: Eenheid, cel: Cel) -> bool:
    hierarchy: Mapping[str, Mapping[str, tuple[str, ...]]] = rapport().hierarchie
    return all(
        c in (own := categories_of(person.record, d)) or bool(set(hierarchy.get(d, {}).get(c, ())) & set(own))
        for d, c in cel[1]
    )


def counted(people: Iterable[Eenheid], pakket: Pakket) -> dict[Cel, int]:
    """How many of some people are counted in each cell: what their gemeente or family knows."""
    known = list(people)
    return {cel: sum(inside(p, cel) for p in known) for cel in pakket.cellen}


def small(found: VeiligRapport) -> set[Cel]:
    return {k for k, reden in found.bescherming.redenen.items() if reden is not Reden.BESCHERMT}


def narrow(pakket: Pakket, own: Mapping[Cel, int], after: Iterable[Cel], real: Mapping[Cel, int]) -> list[Cel]:
    """The cells with somebody else in them of which this reader knows the number of others too well."""
    engine = Scipy(pakket, minstens=own)
    return [
        cel
        for cel in after
        if own[cel] < real[cel]
        and engine.uiterste(cel, hoogste=True) - engine.uiterste(cel, hoogste=False) < BREED - 1e-6
    ]


def only_small(found: VeiligRapport) -> dict[str, bytes]:
    """The broken export: small cells hidden, nothing more."""
    made = found.bescherming
    return datapakket(printed_report(made.spec, made.tellingen, small(found)))


@pytest.mark.parametrize(("n", "seed"), [(120, 1), (300, 2)])
def test_no_gemeente_knows_how_many_others_a_small_cell_holds(n: int, seed: int) -> None:
    people = mensen(n, seed)
    found = safe_report(rapport(), people, datapakket)
    pakket = Pakket.lees(found.bestanden)
    real = {key: t.aantal for key, t in found.bescherming.tellingen.items()}
    for gemeente in (0, 1, 7):
        own = counted((p for p in people if p.gemeente == gemeente), pakket)
        assert narrow(pakket, own, small(found), real) == []


def test_where_only_small_cells_are_hidden_a_gemeente_does_know() -> None:
    """The control: exact counts, small cells hidden and nothing more."""
    people = mensen(150)
    found = safe_report(rapport(8, 0), people, datapakket)
    pakket = Pakket.lees(only_small(found))
    real = {key: t.aantal for key, t in found.bescherming.tellingen.items()}
    own = counted((p for p in people if p.gemeente == 0), pakket)
    assert narrow(pakket, own, small(found), real)


def test_no_family_knows_either() -> None:
    people = mensen(200)
    found = safe_report(rapport(), people, datapakket)
    pakket = Pakket.lees(found.bestanden)
    real = {key: t.aantal for key, t in found.bescherming.tellingen.items()}
    families: dict[object, list[Eenheid]] = {}
    for person in people:
        families.setdefault(person.gezin, []).append(person)
    for members in sorted(families.values(), key=len, reverse=True)[:2]:
        assert narrow(pakket, counted(members, pakket), small(found), real) == []


def test_whole_numbers_leave_a_gemeente_as_much_to_guess() -> None:
    """CP-SAT gives the same ranges of the largest gemeente where the linear ones of scipy are whole."""
    people = mensen(150)
    found = safe_report(rapport(), people, datapakket)
    pakket = Pakket.lees(found.bestanden)
    own = counted((p for p in people if p.gemeente == 0), pakket)
    scipy, cpsat = Scipy(pakket, minstens=own), CpSat(pakket, own)
    for cel in sorted(small(found), key=str)[::20]:
        low, high = cpsat.uiterste(cel, hoogste=False), cpsat.uiterste(cel, hoogste=True)
        assert scipy.uiterste(cel, hoogste=False, geheel=True) == pytest.approx(low)
        assert scipy.uiterste(cel, hoogste=True, geheel=True) == pytest.approx(high)
        assert high - low >= BREED


def test_two_gemeenten_together_know_more_and_that_is_only_told() -> None:
    """A coalition is no requirement (PRIVACY 4 A6 "report only"): what it finds stands in docs/anonimiteit.md."""
    people = mensen(120)
    found = safe_report(rapport(), people, datapakket)
    pakket = Pakket.lees(found.bestanden)
    real = {key: t.aantal for key, t in found.bescherming.tellingen.items()}
    alone = counted((p for p in people if p.gemeente == 0), pakket)
    both = counted((p for p in people if p.gemeente in (0, 1)), pakket)
    assert narrow(pakket, alone, small(found), real) == []
    found_by_two = len(narrow(pakket, both, small(found), real))
    assert found_by_two <= len(small(found)) // 20, f"{found_by_two} van {len(small(found))}"


def test_what_an_attack_asks_beside_the_rules_never_loosens_them() -> None:
    people = mensen(150)
    ruled = {e.cel: e for e in protect(rapport(), people).eisen}
    cel = next(iter(ruled))
    narrow_one, wide_one = Eis(cel, 3, 4), Eis(cel, 0, 11)
    for extra in (narrow_one, wide_one):
        asked = {e.cel: e for e in protect(rapport(), people, extra=(extra,)).eisen}
        assert asked.keys() == ruled.keys()
        assert all(asked[c].laag <= e.laag and asked[c].hoog >= e.hoog for c, e in ruled.items())
        assert asked[cel].hoog == max(ruled[cel].hoog, extra.hoog)
