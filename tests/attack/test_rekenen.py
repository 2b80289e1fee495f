"""A1, A2, A6, A8, A15, A16: what a reader works out of the files, by engines that are not ours (PRIVACY 4)."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace

import pytest

from expertteam_app.analysis.disclosure import audit
from expertteam_app.analysis.disclosure.primary import Reden
from expertteam_app.analysis.disclosure.protect import Bescherming, Wensen, printed_report, protect
from expertteam_app.analysis.disclosure.spec import RapportSpec
from expertteam_app.analysis.disclosure.tabulate import Eenheid
from expertteam_app.analysis.disclosure.veilig import safe_report
from expertteam_app.analysis.kruistabel import categories_of
from expertteam_app.exchange.datapakket import datapakket
from tests.attack.lezer import Cel, CpSat, Pakket, Scipy
from tests.attack.registers import mensen, rapport


def files_of(made: Bescherming) -> dict[str, bytes]:
    return datapakket(made.report)


def truth(made: Bescherming) -> dict[Cel, int]:
    return {key: t.aantal for key, t in made.tellingen.items()}


def only_small(made: Bescherming) -> dict[str, bytes]:
    """The broken export: small cells hidden, nothing more."""
    hidden = {k for k, reden in made.redenen.items() if reden is not Reden.BESCHERMT}
    return datapakket(printed_report(made.spec, made.tellingen, hidden))


def too_narrow(pakket: Pakket, real: Mapping[Cel, int]) -> list[tuple[Cel, float, float]]:
    """The small cells of which not both 0 and the threshold are possible."""
    engine, k = Scipy(pakket), pakket.drempel
    found = []
    for cel in (c for c in pakket.verborgen if real[c] < k):
        low, high = engine.uiterste(cel, hoogste=False), engine.uiterste(cel, hoogste=True)
        if low > 1e-6 or high < k - 1e-6:
            found.append((cel, low, high))
    return found


@pytest.mark.parametrize(("n", "k"), [(40, 8), (150, 8), (300, 8), (300, 5), (300, 10), (900, 8)])
def test_no_small_cell_can_be_narrowed_and_hiding_small_cells_alone_fails(n: int, k: int) -> None:
    made = protect(rapport(k), mensen(n))
    real = truth(made)
    assert too_narrow(Pakket.lees(files_of(made)), real) == []
    if n >= 150:
        assert too_narrow(Pakket.lees(only_small(made)), real), "the control must be caught"


def test_exact_counts_with_small_cells_hidden_give_them_away_and_ours_do_not() -> None:
    """PRIVACY 0 fact 1: hiding small cells alone is worthless."""
    made = protect(rapport(8, 0), mensen(200))
    real = truth(made)
    pakket = Pakket.lees(only_small(made))
    engine = Scipy(pakket)
    exact = [
        c
        for c in pakket.verborgen
        if real[c] < 8 and engine.uiterste(c, hoogste=True) - engine.uiterste(c, hoogste=False) < 1e-6
    ]
    assert len(exact) >= 5
    assert too_narrow(Pakket.lees(files_of(made)), real) == []


def test_three_engines_give_the_same_ranges() -> None:
    files = files_of(protect(rapport(), mensen(120)))
    pakket = Pakket.lees(files)
    ours, scipy, cpsat = audit.audit(files).per_cel, Scipy(pakket), CpSat(pakket)
    for cel in pakket.verborgen[::15]:
        low, high = cpsat.uiterste(cel, hoogste=False), cpsat.uiterste(cel, hoogste=True)
        assert scipy.uiterste(cel, hoogste=False, geheel=True) == pytest.approx(low)
        assert ours[cel].laag == low
        top = ours[cel].hoog
        assert (top is None and high == pakket.plafond) or top == high


def test_what_is_left_when_time_is_up_is_safe_too_and_not_much_dearer() -> None:
    people = mensen(300)
    exact, quick = protect(rapport(), people), protect(rapport(), people, Wensen(seconden=0.0))
    assert not quick.oplossing.bewezen
    assert quick.oplossing.kosten <= 1.5 * exact.oplossing.kosten
    assert too_narrow(Pakket.lees(files_of(quick)), truth(quick)) == []


# -- A6: readers who hold a part of the source themselves ----------------------------------------------------------


def cells_of(person: Eenheid, pakket: Pakket) -> list[Cel]:
    """The cells this person counts in."""
    return [
        (u, pairs)
        for u, pairs in pakket.cellen
        if all(c in {*categories_of(person.record, d), *groups(d, person)} for d, c in pairs)
    ]


def groups(dim: str, person: Eenheid) -> set[str]:
    hierarchy: Mapping[str, Mapping[str, tuple[str, ...]]] = rapport().hierarchie
    return {g for g, m in hierarchy.get(dim, {}).items() if set(m) & set(categories_of(person.record, dim))}


def test_no_printed_count_is_almost_all_of_one_gemeente_or_of_a_few_families() -> None:
    """What a gemeente keeps after taking away its own is never 1 or 2, and families are never few."""
    people = mensen(300)
    pakket = Pakket.lees(files_of(protect(rapport(), people)))
    behind: dict[Cel, list[Eenheid]] = {}
    for person in people:
        for cel in cells_of(person, pakket):
            behind.setdefault(cel, []).append(person)
    printed = [c for c, n in pakket.cellen.items() if n is not None]
    assert len(printed) > 50
    for cel in printed:
        inside = behind[cel]
        largest = max(sum(p.gemeente == g for p in inside) for g in {p.gemeente for p in inside})
        assert len(inside) - largest >= 3
        assert len({p.gezin for p in inside}) >= 5


def test_without_the_rule_on_gemeenten_a_gemeente_does_find_out() -> None:
    """The control: the same register without gemeenten prints counts that are almost all of one gemeente."""
    people = [replace(p, gemeente=1 if i % 25 else 2) for i, p in enumerate(mensen(300))]
    unaware = [replace(p, gemeente=None) for p in people]
    aware, loose = protect(rapport(), people), protect(rapport(), unaware)
    assert loose.report.table("stap").shown > aware.report.table("stap").shown


# -- A8: everyone in a row in one category -------------------------------------------------------------------------


def test_a_row_in_which_nearly_all_are_alike_is_not_shown() -> None:
    spec = rapport(gevoelig=frozenset({"uitkomst"}))
    people = [
        replace(p, record={**p.record, "uitkomst": "uitkomst 1" if i % 13 == 0 else "uitkomst 0"})
        if p.record["stap"] == "stap 2"
        else p
        for i, p in enumerate(mensen(400))
    ]
    control, made = protect(replace(spec, gevoelig=frozenset()), people), protect(spec, people)
    assert control.report.table("stap-uitkomst").cell("stap 2", "uitkomst 0").aantal is not None
    table = made.report.table("stap-uitkomst")
    assert table.cell("stap 2", "uitkomst 0").aantal is None
    pakket = Pakket.lees(files_of(made))
    cel = next(c for c in pakket.cellen if c[1] == frozenset({("stap", "stap 2"), ("uitkomst", "uitkomst 0")}))
    row = next(c for c in pakket.cellen if c[1] == frozenset({("stap", "stap 2")}))
    engine = Scipy(pakket)
    assert engine.uiterste(cel, hoogste=False) < engine.uiterste(row, hoogste=False)


# -- A15 and A16: nothing in the files depends on what is hidden, or on chance --------------------------------------


def test_a_second_world_with_the_same_hidden_cells_exports_the_same_bytes() -> None:
    """From every kept witness follow other counts; printed with the same choice they give the same files."""
    found = safe_report(rapport(), mensen(200), datapakket)
    made = found.bescherming
    hidden = set(made.redenen)
    for world in found.controle.werelden[:: max(1, len(found.controle.werelden) // 20)]:
        counts = dict(zip(found.controle.plekken, world, strict=True))
        other = {key: replace(t, aantal=counts[key]) for key, t in made.tellingen.items()}
        assert any(other[k].aantal != made.tellingen[k].aantal for k in hidden)
        assert datapakket(printed_report(made.spec, other, hidden)) == dict(found.bestanden)


def largest_first(made: Bescherming, counts: Mapping[Cel, int]) -> dict[str, bytes]:
    """A broken export: the rows of a table stand in the order of what they really count."""
    spec = made.spec
    order = {
        d: tuple(sorted(names, key=lambda n: -counts.get((spec.tabellen[0].universum, frozenset({(d, n)})), 0)))
        for d, names in spec.categorieen.items()
    }
    return datapakket(printed_report(replace(spec, categorieen=order), made.tellingen, set(made.redenen)))


def test_an_order_by_true_size_is_seen_by_comparing_two_worlds() -> None:
    """The control of A15."""
    found = safe_report(rapport(), mensen(200), datapakket)
    made, real = found.bescherming, truth(found.bescherming)
    worlds = [dict(zip(found.controle.plekken, w, strict=True)) for w in found.controle.werelden]
    assert any(largest_first(made, other) != largest_first(made, real) for other in worlds)


def test_the_witnesses_add_up_and_a_forged_one_does_not() -> None:
    found = safe_report(rapport(), mensen(200), datapakket)
    assert audit.add_up(found.controle, found.bestanden)
    world = found.controle.werelden[0]
    forged = replace(found.controle, werelden=((world[0] + 50, *world[1:]),))
    assert not audit.add_up(forged, found.bestanden)
    assert not audit.add_up(replace(found.controle, werelden=()), found.bestanden), "no worlds prove nothing"


def test_every_small_cell_has_two_witnesses() -> None:
    """One world in which it is empty and one in which it is not small, to be checked by adding up."""
    found = safe_report(rapport(), mensen(200), datapakket)
    place = {plek: i for i, plek in enumerate(found.controle.plekken)}
    small = [k for k, reden in found.bescherming.redenen.items() if reden is Reden.KLEIN]
    assert small
    for cel in small:
        seen = [world[place[cel]] for world in found.controle.werelden]
        assert (min(seen), max(seen) >= 8) == (0, True)


def first_come_first(people: list[Eenheid], spec: RapportSpec) -> dict[str, bytes]:
    """A broken export: categories stand in the order in which the register names them."""
    order = {d: tuple(dict.fromkeys([str(p.record[d]) for p in people] + list(c))) for d, c in spec.categorieen.items()}
    return files_of(protect(replace(spec, categorieen=order), people))


def test_an_order_of_the_register_is_seen_by_shuffling_it() -> None:
    """The control of A16."""
    people = mensen(200)
    one = first_come_first(people, rapport())
    random.Random(7).shuffle(people)  # noqa: S311 - no secret
    assert first_come_first(people, rapport()) != one


def test_chance_and_the_order_of_the_rows_change_nothing() -> None:
    people = mensen(200)
    one = files_of(protect(rapport(), people))
    random.Random(7).shuffle(people)  # noqa: S311 - no secret
    assert files_of(protect(rapport(), people)) == one
    code = (
        "import hashlib,sys;from tests.attack.test_rekenen import *;"
        "f=files_of(protect(rapport(),mensen(200)));"
        "print(hashlib.sha256(b''.join(n.encode()+c for n,c in f.items())).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
