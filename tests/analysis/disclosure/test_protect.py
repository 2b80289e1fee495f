import pickle
import pickletools
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.analysis.disclosure.report import ProtectedReport, ProtectedTable, Status
from expertteam_app.analysis.disclosure.spec import RapportSpec, Regels, TabelSpec
from expertteam_app.analysis.kruistabel import TOTAAL, Record
from expertteam_app.domain.errors import UserError
from tests.anoniem import protect

H1 = "2026-H1"
ALLEN = "jeugdigen in het RET"
LIJSTEN = {"leeftijd": ("0-5", "6-11", "12-15"), "uitkomst": ("hulp", "BOEG"), "oorzaak": ("A1", "A2", "G1")}


def tabel(*dims: str, universum: str = ALLEN) -> TabelSpec:
    return TabelSpec("-x-".join(dims), "Fictief", dims, universum)


def spec(*tabellen: TabelSpec, drempel: int = 8, afronding: int = 5, **rest: object) -> RapportSpec:
    regels = Regels(drempel, afronding, tabel=100)
    base = RapportSpec(H1, tabellen, LIJSTEN, regels, meervoudig=frozenset({"oorzaak"}))
    return replace(base, **rest)  # type: ignore[arg-type]  # only named fields of RapportSpec are passed


def register(counts: Mapping[tuple[str, ...], int], *dims: str) -> list[Record]:
    return [dict(zip(dims, cel, strict=True)) for cel, n in counts.items() for _ in range(n)]


def shown(table: ProtectedTable) -> dict[tuple[str, ...], int | None]:
    return {c.dims: c.aantal for c in table.cellen}


registers = st.lists(
    st.fixed_dictionaries(
        {
            "leeftijd": st.sampled_from(LIJSTEN["leeftijd"]),
            "uitkomst": st.sampled_from(LIJSTEN["uitkomst"]),
            "oorzaak": st.lists(st.sampled_from(LIJSTEN["oorzaak"]), max_size=3).map(tuple),
        }
    ),
    max_size=120,
)
FULL = spec(tabel("leeftijd"), tabel("leeftijd", "uitkomst"), tabel("oorzaak"), tabel("oorzaak", "uitkomst"))


def test_small_counts_are_hidden_and_the_rest_is_rounded_on_its_own() -> None:
    people = register({("0-5",): 7, ("6-11",): 8, ("12-15",): 13}, "leeftijd")
    table = protect(spec(tabel("leeftijd")), people).table("leeftijd")
    assert shown(table) == {("0-5",): None, ("6-11",): 10, ("12-15",): 15, (TOTAAL,): 30}
    assert [c.status for c in table.cellen] == [Status.VERBORGEN, Status.WAARDE, Status.WAARDE, Status.WAARDE]
    assert table.cell("12-15").aantal == 15
    assert table.shown == 3


def test_a_jeugdige_counts_once_in_the_total_of_several_oorzaken() -> None:
    people: list[Record] = [{"oorzaak": ("A1", "A2")}] * 10 + [{"oorzaak": ()}] * 8
    table = protect(spec(tabel("oorzaak")), people).table("oorzaak")
    assert shown(table) == {("A1",): 10, ("A2",): 10, ("G1",): None, (TOTAAL,): 20}
    assert table.meervoudig == ("oorzaak",)


def test_groups_are_cells_of_their_own() -> None:
    people = register({("0-5",): 9, ("6-11",): 11, ("12-15",): 20}, "leeftijd")
    grouped = spec(tabel("leeftijd"), hierarchie={"leeftijd": {"0-11": ("0-5", "6-11")}})
    report = protect(grouped, people)
    assert report.table("leeftijd").categorieen == (("0-11", "0-5", "6-11", "12-15"),)
    assert report.table("leeftijd").cell("0-11").aantal == 20
    assert report.hierarchie == {"leeftijd": {"0-11": ("0-5", "6-11")}}


def test_an_empty_half_year_shows_nothing() -> None:
    report = protect(FULL, [])
    assert {c.status for t in report.tabellen for c in t.cellen} == {Status.VERBORGEN}


@given(registers)
def test_no_printed_number_is_small_or_exact(people: list[Record]) -> None:
    for cel in (c for t in protect(FULL, people).tabellen for c in t.cellen):
        assert cel.aantal is None or (cel.aantal >= 10 and cel.aantal % 5 == 0)


@given(registers)
def test_every_printed_number_lies_within_two_of_the_truth_and_small_is_always_hidden(people: list[Record]) -> None:
    for table in protect(FULL, people).tabellen:
        for cel in table.cellen:
            truth = sum(
                all(
                    c == TOTAAL or c in ((p[d],) if isinstance(p[d], str) else p[d])
                    for d, c in zip(table.dimensies, cel.dims, strict=True)
                )
                for p in people
            )
            if cel.aantal is None:
                continue
            assert truth >= 8
            assert abs(cel.aantal - truth) <= 2


@given(registers, st.randoms())
def test_equal_input_in_another_order_gives_an_equal_report(people: list[Record], random: object) -> None:
    shuffled = list(people)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert protect(FULL, shuffled) == protect(FULL, people)


# The attacker below has the printed report, threshold and rounding, and unlimited patience: he lists every register of
# a small shape and keeps those that fit. He takes every hidden cell to be below the threshold; when no register fits
# that, he drops it. He recovers a hidden cell when all registers he keeps agree on it and he is right, not by luck: in
# every register that gives this report.

ROWS, COLUMNS = ("r1", "r2"), ("k1", "k2")
Cel = tuple[str, ...]
Print = tuple[tuple[Cel, int | None], ...]


def with_totals(inner: Mapping[Cel, int]) -> dict[Cel, int]:
    counts: Counter[Cel] = Counter()
    for cel, n in inner.items():
        for choice in product(*((c, TOTAAL) for c in cel)):
            counts[choice] += n
    return dict(sorted(counts.items()))


def simple_print(world: Mapping[Cel, int], drempel: int) -> Print:
    """Threshold and rounding and nothing more, written apart from the program."""
    return tuple((cel, None if n < drempel else 5 * ((n + 2) // 5)) for cel, n in world.items())


def fitting(report: Print, by_print: Mapping[Print, list[dict[Cel, int]]]) -> list[dict[Cel, int]]:
    if report in by_print:
        return by_print[report]
    return [
        world
        for simple, worlds in by_print.items()
        if all(n is None or n == m for (_, n), (_, m) in zip(report, simple, strict=True))
        for world in worlds
    ]


def recovered(report: Print, by_print: Mapping[Print, list[dict[Cel, int]]], truths: list[dict[Cel, int]]) -> int:
    kept = fitting(report, by_print)
    known = {cel: {world[cel] for world in kept} for cel, n in report if n is None}
    return sum(len(values) == 1 and all(t[cel] in values for t in truths) for cel, values in known.items())


def attack(shape: RapportSpec, inner: list[Cel], most: int) -> tuple[int, int]:
    """How many hidden cells fall: to threshold and rounding alone, and to the program.

    Lists all registers of up to `most` jeugdigen; looks at reports whose total is hidden or so low that the list holds
    every register that fits.
    """
    by_print: dict[Print, list[dict[Cel, int]]] = defaultdict(list)
    outcomes: dict[Print, set[Print]] = defaultdict(set)
    behind: dict[Print, list[dict[Cel, int]]] = defaultdict(list)
    for counts in product(range(most + 1), repeat=len(inner)):
        if sum(counts) > most:
            continue
        world = with_totals(dict(zip(inner, counts, strict=True)))
        simple = simple_print(world, shape.regels.drempel)
        by_print[simple].append(world)
        people = register(dict(zip(inner, counts, strict=True)), *shape.tabellen[-1].dimensies)
        report = tuple(sorted(shown(protect(shape, people).tabellen[-1]).items()))
        outcomes[simple].add(report)
        behind[report].append(world)
    assert all(len(reports) == 1 for reports in outcomes.values()), "what is hidden depends on a true value"
    naive = sum(recovered(p, by_print, worlds) for p, worlds in by_print.items() if complete(p, most))
    return naive, sum(recovered(p, by_print, worlds) for p, worlds in behind.items() if complete(p, most))


def complete(report: Print, most: int) -> bool:
    total = dict(report)[(TOTAAL,) * len(report[0][0])]
    return total is None or total + 2 <= most


def test_no_hidden_cell_of_a_one_way_table_can_be_recovered() -> None:
    lists = {"rij": ("r1", "r2")}
    shape = RapportSpec(H1, (TabelSpec("rij", "Fictief", ("rij",), ALLEN),), lists, Regels(5, tabel=100))
    naive, ours = attack(shape, [("r1",), ("r2",)], 32)
    assert naive > 0, "threshold and rounding alone do leak here: 4 and 4 under a total of 10"
    assert ours == 0


def test_no_hidden_cell_of_a_two_way_table_with_its_margins_can_be_recovered() -> None:
    lists = {"rij": ROWS, "kolom": COLUMNS}
    tables = tuple(TabelSpec("-x-".join(d), "Fictief", d, ALLEN) for d in (("rij",), ("kolom",), ("rij", "kolom")))
    naive, ours = attack(RapportSpec(H1, tables, lists, Regels(5, tabel=100)), list(product(ROWS, COLUMNS)), 12)
    assert naive > 0
    assert ours == 0


def test_four_hidden_sevens_do_not_betray_themselves_through_their_total() -> None:
    lists = {"rij": ("r1", "r2", "r3", "r4")}
    shape = RapportSpec(H1, (TabelSpec("rij", "Fictief", ("rij",), ALLEN),), lists)
    sevens = protect(shape, register(dict.fromkeys(((r,) for r in lists["rij"]), 7), "rij")).tabellen[0]
    assert set(shown(sevens).values()) == {None}
    sixes = protect(shape, register({("r1",): 7, ("r2",): 7, ("r3",): 7, ("r4",): 6}, "rij")).tabellen[0]
    assert sixes.cell(TOTAAL).aantal == 25


def test_a_cell_hidden_in_one_table_is_hidden_in_every_table() -> None:
    """Four hidden sevens hide the total; the other table of the same universum may not print it."""
    lists = {"rij": ("r1", "r2", "r3", "r4"), "kolom": COLUMNS}
    shape = RapportSpec(H1, tuple(TabelSpec(d, "Fictief", (d,), ALLEN) for d in ("rij", "kolom")), lists)
    people: list[Record] = [{"rij": f"r{1 + i % 4}", "kolom": "k1" if i < 14 else "k2"} for i in range(28)]
    assert [t.cell(TOTAAL).aantal for t in protect(shape, people).tabellen] == [None, None]


TRUTH: dict[Cel, int] = {
    ("0-5", "hulp"): 13,
    ("6-11", "hulp"): 3,
    ("12-15", "hulp"): 21,
    ("0-5", "BOEG"): 9,
    ("12-15", "BOEG"): 1,
}


def test_neither_repr_nor_pickle_holds_a_true_value() -> None:
    report = protect(spec(tabel("leeftijd", "uitkomst")), register(TRUTH, "leeftijd", "uitkomst"))
    numbers = {"BININT", "BININT1", "BININT2", "LONG1"}
    kept = {arg for code, arg, _ in pickletools.genops(pickle.dumps(report, 4)) if code.name in numbers}
    printed = {c.aantal for t in report.tabellen for c in t.cellen if c.aantal is not None}
    assert printed <= kept
    assert kept - printed <= {report.drempel, report.afronding}
    assert not [n for n in (13, 21, 22, 37, 47) if f"={n}" in repr(report)]
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301  # our own bytes


def test_only_protect_makes_a_report() -> None:
    report = protect(spec(tabel("leeftijd")), [])
    with pytest.raises(TypeError, match="protect"):
        ProtectedReport("x", "x", "2026-H1", 8, 5, {}, report.tabellen, door=None)
    with pytest.raises((TypeError, ValueError), match="door"):
        replace(report, titel="anders")  # type: ignore[call-arg]  # the point of the test
    with pytest.raises(FrozenInstanceError):
        report.titel = "anders"  # type: ignore[misc]  # the point of the test


def test_the_reader_is_told_how_was_counted() -> None:
    report = protect(FULL, [])
    assert "0 tot en met 7 zijn verborgen" in report.telwijze[1]
    assert "afgerond op 5" in report.telwijze[2]
    assert report.telwijze[-1] == "Bij oorzaak kan een jeugdige in meer categorieën tellen."
    assert len(protect(spec(tabel("leeftijd")), []).telwijze) == 4


@pytest.mark.parametrize(
    ("aantal", "to_5", "to_10"), [(8, 10, 10), (12, 10, 10), (13, 15, 10), (15, 15, 20), (0, 0, 0)]
)
def test_halves_round_up(aantal: int, to_5: int, to_10: int) -> None:
    assert (Regels().gedrukt(aantal), Regels(afronding=10).gedrukt(aantal)) == (to_5, to_10)


def test_the_floors_hold() -> None:
    with pytest.raises(UserError, match="minstens 5"):
        spec(tabel("leeftijd"), drempel=4)
    for afronding in (0, 1, 3, 7):
        with pytest.raises(UserError, match="op 5 of op 10"):
            spec(tabel("leeftijd"), afronding=afronding)
    assert protect(spec(tabel("leeftijd"), drempel=5, afronding=10), []).afronding == 10


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ({"leeftijd": "Jansen"}, "dimensie leeftijd"),
        ({"leeftijd": ("0-5", "6-11")}, "precies één"),
        ({"leeftijd": ()}, "precies één"),
    ],
)
def test_records_that_do_not_fit_stop_the_report_without_repeating_a_value(record: Record, says: str) -> None:
    with pytest.raises(ValueError, match=says) as caught:
        protect(spec(tabel("leeftijd")), [record])
    assert "Jansen" not in str(caught.value)


def test_one_universum_means_one_population() -> None:
    people: list[Record] = [{"leeftijd": "0-5", "uitkomst": "hulp"}, {"leeftijd": "0-5"}]
    with pytest.raises(ValueError, match="leeftijd en uitkomst noemen één universum"):
        protect(spec(tabel("leeftijd"), tabel("uitkomst")), people)
    protect(spec(tabel("leeftijd"), tabel("uitkomst", universum="jeugdigen met een uitkomst")), people)


@pytest.mark.parametrize(
    "wrong",
    [
        {"tabellen": ()},
        {"tabellen": (tabel("leeftijd"), tabel("leeftijd"))},
        {"tabellen": (tabel("onbekend"),)},
        {"naam": "Rapport voor Apeldoorn"},
        {"categorieen": {"leeftijd": ("0-5", "0-5")}},
        {"categorieen": {"leeftijd": ("0-5", TOTAAL)}},
        {"categorieen": {"leeftijd": ("0-5", "")}},
        {"hierarchie": {"leeftijd": {"jong": ("0-5",), "kind": ("0-5",)}}},
        {"hierarchie": {"leeftijd": {"jong": ("niets",)}}},
        {"hierarchie": {"leeftijd": {"jong": ()}}},
    ],
)
def test_a_report_that_does_not_fit_together_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"naam|tabellen|categorie"):
        replace(spec(tabel("leeftijd")), **wrong)  # type: ignore[arg-type]  # only named fields are passed


@pytest.mark.parametrize(
    ("naam", "dims"), [("../weg", ("a",)), ("Apeldoorn", ("a",)), ("a", ()), ("a", ("b", "b")), ("a", ("aantal",))]
)
def test_a_table_has_a_neutral_name_and_its_own_dimensions(naam: str, dims: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="tabel"):
        TabelSpec(naam, "Fictief", dims, ALLEN)


def test_unknown_names_are_refused() -> None:
    report = protect(spec(tabel("leeftijd")), [])
    with pytest.raises(KeyError, match="uitkomst"):
        report.table("uitkomst")
    with pytest.raises(ValueError, match="not in tuple"):
        report.table("leeftijd").cell("90+")
    with pytest.raises(ValueError, match="per dimensie"):
        report.table("leeftijd").cell("0-5", "hulp")
