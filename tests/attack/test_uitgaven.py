"""A5: releases beside each other. A year that is printed after its half-years gives nothing of them away."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expertteam_app.analysis.disclosure.audit import audit
from expertteam_app.analysis.disclosure.bewaren import as_earlier, bring_back, keep
from expertteam_app.analysis.disclosure.eerder import Voorkennis, covered, inside, who_is_where
from expertteam_app.analysis.disclosure.protect import Bescherming, Wensen, protect
from expertteam_app.analysis.disclosure.spec import RapportSpec, Regels, TabelSpec
from expertteam_app.analysis.disclosure.tabulate import Eenheid
from expertteam_app.analysis.disclosure.teruglezen import Vorige
from expertteam_app.analysis.disclosure.veilig import safe_report
from expertteam_app.exchange.datapakket import datapakket
from tests.attack.lezer import Cel, Pakket, Relatie, Scipy

LISTS = {"stap": ("4", "5", "6"), "oorzaak": ("A", "K", "S"), "uitkomst": ("plek", "loopt")}
WIE = "verzonnen jeugdigen"


def spec(periode: str, k: int = 8) -> RapportSpec:
    tables = (("stap",), ("oorzaak",), ("stap", "oorzaak"), ("stap", "uitkomst"))
    made = tuple(TabelSpec("-".join(t), "x", t, WIE) for t in tables)
    return RapportSpec(periode, made, LISTS, Regels(k, tabel=100))


def people(n: int, dice: random.Random, first: int = 0) -> list[Eenheid]:
    weights = {"stap": (5, 3, 1), "oorzaak": (6, 3, 1), "uitkomst": (2, 1)}
    return [Eenheid({d: dice.choices(c, weights[d])[0] for d, c in LISTS.items()}, wie=first + i) for i in range(n)]


@dataclass(frozen=True)
class Boek:
    """Half-years that left, the year after them, and what binds their cells."""

    halven: list[Bescherming]
    jaar: Bescherming
    kennis: Voorkennis


def ledger(halves: list[list[Eenheid]], *, aware: bool, k: int = 8) -> Boek:
    """Half-years that leave one by one, and the year after them, with or without knowing of the half-years."""
    made = [safe_report(spec(f"h{i}", k), half, datapakket).bescherming for i, half in enumerate(halves)]
    everyone = list({p.wie: p for half in halves for p in half}.values())
    now = who_is_where(spec("jaar", k), everyone)
    then = [who_is_where(spec("h", k), half) for half in halves]
    earlier = tuple(
        as_earlier(m, f"h{i}", datapakket(m.report), inside(old, now))
        for i, (m, old) in enumerate(zip(made, then, strict=True))
    )
    kennis = Voorkennis(earlier, covered(then, now))
    wensen = Wensen(voorkennis=kennis) if aware else Wensen()
    return Boek(made, safe_report(spec("jaar", k), everyone, datapakket, wensen=wensen).bescherming, kennis)


def joint(boek: Boek) -> tuple[Pakket, Mapping[Cel, int]]:
    """All packages as one attacker reads them: cells named after their release, with what binds them."""

    def named(made: Bescherming, naam: str) -> dict[str, bytes]:
        files = dict(datapakket(made.report))
        package = json.loads(files["datapackage.json"])
        for resource in package["resources"]:
            resource["expertteam"]["universum"] = naam
        return {**files, "datapackage.json": json.dumps(package).encode()}

    names = [*(f"h{i}" for i in range(len(boek.halven))), "jaar"]
    both = Pakket.lees(*(named(m, n) for m, n in zip([*boek.halven, boek.jaar], names, strict=True)))
    extra = [
        Relatie(("jaar", key[1]), ((f"h{i}", key[1]),), som=False, dekt=False)
        for i, uitgave in enumerate(boek.kennis.uitgaven)
        for key in uitgave.binnen
    ]
    extra += [
        Relatie(("jaar", key[1]), tuple((n, key[1]) for n in names[:-1]), som=False, dekt=True)
        for key in boek.kennis.samen
        if all((n, key[1]) in both.cellen for n in names)
        and all(key in uitgave.binnen or key not in uitgave.cellen for uitgave in boek.kennis.uitgaven)
    ]
    pakket = Pakket(both.drempel, both.afronding, both.cellen, (*both.relaties, *extra), both.leeg)
    releases = zip([*boek.halven, boek.jaar], names, strict=True)
    real = {(name, key[1]): t.aantal for made, name in releases for key, t in made.tellingen.items()}
    return pakket, real


def given_away(pakket: Pakket, real: Mapping[Cel, int]) -> list[Cel]:
    engine, k = Scipy(pakket), pakket.drempel
    return [
        c
        for c in pakket.verborgen
        if real[c] < k and (engine.uiterste(c, hoogste=False) > 1e-6 or engine.uiterste(c, hoogste=True) < k - 1e-6)
    ]


def test_a_year_after_its_half_years_gives_nothing_away_and_unaware_it_does() -> None:
    caught = 0
    for seed in range(6):
        dice = random.Random(seed)  # noqa: S311 - invented people, no secret
        halves = [people(90, dice), people(70, dice, first=80)]
        assert given_away(*joint(ledger(halves, aware=True))) == []
        caught += bool(given_away(*joint(ledger(halves, aware=False))))
    assert caught, "the control must be caught at least once"


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10_000), st.lists(st.integers(0, 120), min_size=1, max_size=4), st.sampled_from([5, 8]))
def test_any_ledger_of_releases_keeps_what_was_hidden(seed: int, sizes: list[int], k: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - invented people, no secret
    start, halves = 0, []
    for size in sizes:
        halves.append(people(size, dice, first=start))
        start += max(0, size - 5)
    assert given_away(*joint(ledger(halves, aware=True, k=k))) == []


def test_our_own_audit_of_all_packages_together_agrees() -> None:
    dice = random.Random(3)  # noqa: S311 - invented people, no secret
    boek = ledger([people(90, dice), people(70, dice, first=90)], aware=False)
    pakket, _real = joint(boek)
    old = [Vorige(u.naam, u.bestanden, u.binnen) for u in boek.kennis.uitgaven]
    ours = audit(datapakket(boek.jaar.report), vorige=old, samen=boek.kennis.samen).per_cel
    engine = Scipy(pakket)
    for cel in pakket.verborgen[::4]:
        name = (WIE, cel[1]) if cel[0] == "jaar" else (f"{cel[0]}|{WIE}", cel[1])
        assert ours[name].laag == pytest.approx(engine.uiterste(cel, hoogste=False, geheel=True))


def test_what_is_kept_comes_back_whole() -> None:
    dice = random.Random(5)  # noqa: S311 - invented people, no secret
    made = protect(spec("2026"), people(80, dice))
    back = bring_back(json.loads(json.dumps(keep(made))))
    assert (back.report, back.spec, back.tellingen, back.redenen, back.eisen) == (
        made.report,
        made.spec,
        made.tellingen,
        made.redenen,
        made.eisen,
    )
