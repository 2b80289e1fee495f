"""The published examples of ../shared/sdc with their published answers; skipped where that folder is absent."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest

from expertteam_app.analysis.disclosure.oplossen import Cel, Opgave, Oplossing, Vraag, solve
from expertteam_app.analysis.disclosure.primary import Reden
from expertteam_app.analysis.disclosure.protect import Bescherming, printed_report, protect
from expertteam_app.analysis.disclosure.spec import RapportSpec, Regels, TabelSpec
from expertteam_app.analysis.disclosure.stelsel import Rij, Stelsel
from expertteam_app.analysis.disclosure.tabulate import Eenheid, tabulate
from expertteam_app.analysis.kruistabel import TOTAAL
from expertteam_app.exchange.datapakket import datapakket
from tests.attack.lezer import Pakket, Scipy

SDC = Path(__file__).resolve().parents[3] / "shared" / "sdc"
pytestmark = pytest.mark.skipif(not SDC.is_dir(), reason="the published examples (../shared/sdc) are not here")

Plek = tuple[str, str]
Waarden = Mapping[Plek, int]


def rows(name: str) -> list[dict[str, str]]:
    with (SDC / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def two_way(values: Waarden) -> tuple[tuple[Plek, ...], tuple[Rij, ...]]:
    """The cells of a table with its margins, and its sums."""
    cells = tuple(values)
    place = {c: i for i, c in enumerate(cells)}
    names = [tuple(dict.fromkeys(c[k] for c in cells)) for k in (0, 1)]
    total = [next(n for n in axis if n in {"Total", "All"}) for axis in names]
    inner = [tuple(n for n in axis if n != total[k]) for k, axis in enumerate(names)]
    sums = [((r, total[1]), [(r, c) for c in inner[1]]) for r in names[0]]
    sums += [((total[0], c), [(r, c) for r in inner[0]]) for c in names[1]]
    found = tuple(
        Rij((place[parent], *(place[p] for p in parts)), (-1.0, *(1.0 for _ in parts)))
        for parent, parts in sums
        if parent in place and all(p in place for p in parts)
    )
    return cells, found


def exact(values: Waarden, questions: Mapping[Plek, tuple[int, int]], prices: Waarden) -> Oplossing:
    cells, sums = two_way(values)
    made = tuple(Cel(values[c], values[c], float(prices[c])) for c in cells)
    asked = tuple(Vraag(cells.index(c), low, high) for c, (low, high) in questions.items())
    return solve(Opgave(made, sums, asked, 10 * max(values.values())))


def ranges(values: Waarden, hidden: set[Plek]) -> dict[Plek, tuple[int, int]]:
    import numpy as np

    cells, sums = two_way(values)
    system = Stelsel(len(cells), sums)
    low = np.asarray([0.0 if c in hidden else float(values[c]) for c in cells])
    high = np.asarray([1e6 if c in hidden else float(values[c]) for c in cells])
    system.bounds(low, high)
    return {
        c: (
            round(system.extreme(cells.index(c), hoogste=False).waarde),
            round(system.extreme(cells.index(c), hoogste=True).waarde),
        )
        for c in hidden
    }


def test_01_the_classic_of_fischetti_and_salazar() -> None:
    values = {(r["activity"], r["region"]): int(r["value"]) for r in rows("01_fs3x3.csv")}
    secret = ("II", "C")
    assert ranges(values, {secret})[secret] == (22, 22)
    cells, _ = two_way(values)
    for low, high in ((21, 23), (17, 30)):
        found = exact(values, {secret: (low, high)}, values)
        hidden = {cells[i] for i in found.verborgen}
        assert hidden == {secret, ("II", "A"), ("III", "A"), ("III", "C")}
        assert (found.kosten, found.bewezen) == (37, True)
        assert ranges(values, hidden)[secret] == (5, 30)
    fewest = exact(values, {secret: (17, 30)}, dict.fromkeys(values, 1))
    assert len(fewest.verborgen) == 4


def test_02_intervals_of_the_handbook() -> None:
    read = rows("02_geurts_example3.csv")
    values = {(r["row"], r["col"]): int(r["published"] or 0) for r in read}
    hidden = {(r["row"], r["col"]) for r in read if not r["published"]}
    assert ranges(values, hidden) == {("1", "1"): (3, 6), ("1", "2"): (1, 4), ("2", "1"): (0, 3), ("2", "2"): (0, 3)}


def counted(read: list[dict[str, str]], dims: tuple[str, ...], n: str) -> list[Eenheid]:
    return [Eenheid({d: row[d] for d in dims}, aantal=int(float(row[n]))) for row in read]


def report(people: list[Eenheid], tables: tuple[tuple[str, ...], ...], regels: Regels, **rest: object) -> RapportSpec:
    dims = dict.fromkeys(d for t in tables for d in t)
    lists = {d: tuple(sorted({str(p.record[d]) for p in people})) for d in dims}
    made = tuple(TabelSpec("-".join(t).replace("_", ""), "voorbeeld", t, "allen") for t in tables)
    return RapportSpec("", made, lists, regels, **rest)  # type: ignore[arg-type]  # only named fields are passed


def safe(made: Bescherming) -> bool:
    pakket = Pakket.lees(datapakket(made.report))
    engine, k = Scipy(pakket), made.spec.regels.drempel
    small = [c for c in pakket.verborgen if made.tellingen[c].aantal < k]
    return all(engine.uiterste(c, hoogste=False) < 1e-6 and engine.uiterste(c, hoogste=True) > k - 1e-6 for c in small)


EXACT3 = Regels(3, 0, intern=True, tabel=100)


def test_04_nobody_behind_a_single_one_learns_another() -> None:
    """Three counts of 1 in a row: whoever is one of them still cannot tell what the others are."""
    people = counted(rows("04_three_singletons.csv"), ("var1", "var2"), "freq")
    made = protect(report(people, (("var1", "var2"),), EXACT3), people)
    assert safe(made)
    pakket = Pakket.lees(datapakket(made.report))
    ones = [c for c in pakket.verborgen if ("var1", "1") in c[1] and len(c[1]) == 2]
    singles = [c for c in ones if made.tellingen[c].aantal == 1]
    assert len(singles) == 3
    for known in singles:
        insider = Scipy(pakket, {known: 1})
        for other in set(singles) - {known}:
            assert insider.uiterste(other, hoogste=True) - insider.uiterste(other, hoogste=False) >= 1


def test_05_three_secondaries_and_a_unique_optimum() -> None:
    counts = Counter((r["region"], r["gender"]) for r in rows("05_sdctable_microdata1.csv"))
    values: dict[Plek, int] = {}
    for (region, gender), n in counts.items():
        for cel in product((region, "Total"), (gender, "Total")):
            values[cel] = values.get(cel, 0) + n
    regions = sorted({r for r, _ in counts})
    full = {cel: values.get(cel, 0) for cel in product((*regions, "Total"), ("female", "male", "Total"))}
    secret = ("A", "female")
    assert full[secret] == 2
    found = exact(full, {secret: (full[secret] - 1, full[secret] + 1)}, full)
    cells = tuple(full)
    hidden = {cells[i] for i in found.verborgen}
    assert hidden == {secret, ("A", "male"), ("C", "male"), ("C", "female")}
    assert (found.kosten, found.bewezen) == (40, True)
    assert ranges(full, hidden)[secret] == (0, 12)


@pytest.mark.parametrize("case", ["0=0+0+0", "15=10+5+0+0", "15=10+3+1+1"])
def test_07_zeros_and_ones_are_not_given_away(case: str) -> None:
    example = next(c for c in json.loads((SDC / "07_zeros_ones.json").read_text()) if c["id"] == case)
    people = [Eenheid({"c": f"c{i}"}, aantal=n) for i, n in enumerate(example["cells"])]
    made = protect(report(people, (("c",),), EXACT3), people)
    assert safe(made)
    assert all(made.report.tabellen[0].cell(f"c{i}").aantal is None for i in example["suppressed"])


def test_08_linked_tables_are_protected_together_and_apart_they_leak() -> None:
    people = counted(rows("08_linked_geo_eu_year.csv"), ("age", "geo", "eu", "year"), "freq")
    groups: dict[str, list[str]] = {}
    for p in people:
        groups.setdefault(str(p.record["eu"]), []).append(str(p.record["geo"]))
    hierarchy = {"geo": {g: tuple(sorted(set(m))) for g, m in groups.items()}}
    tables = (("age", "geo", "year"), ("geo", "year"))
    made = protect(report(people, tables, EXACT3, hierarchie=hierarchy), people)
    assert safe(made)
    alone = protect(report(people, (("geo", "year"),), EXACT3, hierarchie=hierarchy), people)
    hidden = {k for k, reden in made.redenen.items() if reden is not Reden.BESCHERMT} | set(alone.redenen)
    leaky = Pakket.lees(datapakket(printed_report(made.spec, made.tellingen, hidden)))
    engine = Scipy(leaky)
    small = [c for c in leaky.verborgen if made.tellingen[c].aantal < 3]
    assert any(engine.uiterste(c, hoogste=True) < 3 - 1e-6 for c in small)


def test_09_a_gemeente_in_which_all_are_in_one_class_is_not_shown() -> None:
    people = counted(rows("09_mun_accidents.csv"), ("mun", "inj"), "freq")
    with_rule = report(people, (("mun", "inj"),), Regels(5, 0, intern=True, tabel=100), gevoelig=frozenset({"inj"}))
    table = protect(with_rule, people).report.tabellen[0]
    assert table.cell("k6", "serious").aantal is None
    assert protect(with_rule, people).redenen[("allen", frozenset({("mun", "k6"), ("inj", "serious")}))] is Reden.GROEP
    assert table.cell("k2", "serious").aantal is None, "the one beside the five would learn where they are"


def test_10a_all_married_work_full_time() -> None:
    people = counted(rows("10a_marital_hours.csv"), ("marital", "hours"), "n")
    spec = report(people, (("marital", "hours"),), Regels(5, 0, intern=True, tabel=100), gevoelig=frozenset({"hours"}))
    table = protect(spec, people).report.tabellen[0]
    assert table.cell("Married", "Full time").aantal is None
    assert table.cell("Divorced", "Full time").aantal is None


def test_11_hidden_cells_of_a_cross_table_cannot_be_had_by_subtraction() -> None:
    read = [r for r in rows("11_acro198_nursery_crosstab.csv") if r["class"] != "All"]
    people = [
        Eenheid({"klas": r["class"], "soort": s}, aantal=int(r[s]))
        for r in read
        for s in ("great_pret", "pretentious", "usual")
    ]
    made = protect(report(people, (("klas", "soort"),), Regels(10, 0, intern=True, tabel=100)), people)
    assert safe(made)
    control = {k for k, reden in made.redenen.items() if reden is not Reden.BESCHERMT}
    leaky = Pakket.lees(datapakket(printed_report(made.spec, made.tellingen, control)))
    engine = Scipy(leaky)
    assert any(engine.uiterste(c, hoogste=True) - engine.uiterste(c, hoogste=False) < 1e-6 for c in leaky.verborgen)


@pytest.mark.parametrize(
    ("name", "dims", "tables"),
    [
        ("15_ssbtools_z1.csv", ("region", "hovedint"), (("region", "hovedint"),)),
        ("15_ssbtools_z2.csv", ("region", "fylke", "hovedint"), (("region", "hovedint"), ("fylke", "hovedint"))),
        ("15_ssbtools_z3.csv", ("region", "hovedint", "mnd"), (("region", "hovedint"), ("hovedint", "mnd"))),
    ],
)
def test_15_tables_of_ssbtools_are_safe(name: str, dims: tuple[str, ...], tables: tuple[tuple[str, ...], ...]) -> None:
    people = counted(rows(name), dims, "ant")
    made = protect(report(people, tables, Regels(4, 0, intern=True, tabel=100)), people)
    assert safe(made)
    assert made.oplossing.bewezen
    if name.startswith("15_ssbtools_z1"):
        inner = [k for k in made.redenen if len(k[1]) == 2]
        assert len(inner) <= 6, "no more than the six that the R example hides"


def test_10b_two_releases_over_nearly_the_same_people_differ_by_nothing_that_is_printed() -> None:
    """Exact counts of the second area less the first give the few people between them; ours print the same number."""
    first, second = (rows(f"10b_geo_differencing_release{n}.csv") for n in (1, 2))
    pairs = [(int(a[sex]), int(b[sex])) for a, b in zip(first, second, strict=True) for sex in ("male", "female")]
    assert sorted(b - a for a, b in pairs) == [0, 0, 0, 1, 2, 2], "the control: exact counts give them away"
    regels = Regels()
    assert all(regels.gedrukt(a) == regels.gedrukt(b) for a, b in pairs)


def test_10d_other_bands_in_another_table_give_one_person_away_and_ours_print_neither() -> None:
    """Under 25 less under 20 is one man; both counts lie below the threshold, and bands are one fixed list."""
    young, younger = (next(r for r in rows(f"10d_subpop_t{n}.csv") if r["sex"] == "Male") for n in (2, 1))
    assert int(young["<25"]) - int(younger["<20"]) == 1, "the control"
    regels = Regels()
    assert max(int(young["<25"]), int(younger["<20"])) < regels.drempel
    table = TabelSpec("leeftijd", "x", ("leeftijd",), "mannen")
    spec = RapportSpec("", (table,), {"leeftijd": tuple(c for c in younger if c != "sex")}, regels)
    with pytest.raises(ValueError, match="niet in de vaste lijst"):
        protect(spec, [Eenheid({"leeftijd": "<25"})])


QUASI = ("Teacher", "Gender", "Ethnic", "Freeredu", "wesson")


@pytest.mark.parametrize(
    ("name", "k", "diverse"),
    [("StudentsMath_Score", 1, 1), ("StudentsMath_Score_k5", 5, 4), ("StudentsMath_Score_k7", 7, 6)],
)
def test_14_the_smallest_group_and_the_fewest_outcomes_are_those_of_pycanon(name: str, k: int, diverse: int) -> None:
    """What a typecasus is held to (enough people, more than one outcome) counted by the engine on published lists."""
    people = [Eenheid({d: row[d] for d in (*QUASI, "Score")}) for row in rows(f"14_pycanon/{name}.csv")]
    lists = {d: tuple(dict.fromkeys(str(p.record[d]) for p in people)) for d in (*QUASI, "Score")}
    tables = (
        TabelSpec("groepen", "Groepen", QUASI, "alle leerlingen"),
        TabelSpec("uitkomsten", "Uitkomsten", (*QUASI, "Score"), "alle leerlingen"),
    )
    spec = RapportSpec("2026-H1", tables, lists, Regels(1, 0, tabel=100, intern=True))
    groups, outcomes = (t.tellingen for t in tabulate(spec, people))
    filled = {cel: t.aantal for cel, t in groups.items() if TOTAAL not in cel and t.aantal}
    assert min(filled.values()) == k
    assert sum(filled.values()) == len(people)
    seen = Counter(cel[:-1] for cel, t in outcomes.items() if TOTAAL not in cel and t.aantal)
    assert min(seen[cel] for cel in filled) == diverse
