"""`expertteam anoniem`: a list in, a protected data package out. All persons are invented."""

import csv
import json
import random
from collections import defaultdict
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from expertteam_app.analysis.disclosure.audit import audit
from expertteam_app.cli import run as main

Row = dict[str, str]
KOLOMMEN = {
    "zorgvorm": ("thuis", "pleeggezin", "crisis"),
    "stap": ("1", "2", "10"),
    "gemeente": ("Alfa", "Bravo", "Echo"),
}


def register(n: int, seed: int = 4) -> list[Row]:
    pick = random.Random(seed)  # noqa: S311  # invented data, no secret
    return [
        {
            "id": f"verzonnen-{i}",
            "gezin": f"g{i // 2}",
            **{name: pick.choices(values, (6, 3, 1))[0] for name, values in KOLOMMEN.items()},
        }
        for i in range(n)
    ]


def write(path: Path, rows: list[Row]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[dict[str, bytes], str]]:
    def run_it(rows: list[Row] | str, *words: str, code: int = 0) -> tuple[dict[str, bytes], str]:
        source = tmp_path / "lijst.csv"
        if isinstance(rows, str):
            source.write_text(rows, encoding="utf-8")
        else:
            write(source, rows)
        target = tmp_path / f"uit-{len(list(tmp_path.iterdir()))}"
        assert main(["anoniem", str(source), *words, "--naar", str(target)]) == code
        said = capsys.readouterr()
        files = {p.name: p.read_bytes() for p in sorted(target.iterdir())} if target.exists() else {}
        return files, said.err if code else said.out

    return run_it


Run = Callable[..., tuple[dict[str, bytes], str]]
TABELLEN = ("--tabel", "zorgvorm,stap", "--tabel", "stap,gemeente")


def distinct(rows: list[Row], dims: tuple[str, ...]) -> dict[tuple[str, ...], set[str]]:
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in rows:
        for cel in product(*((row[d], "Totaal") for d in dims)):
            found[cel].add(row["id"])
    return found


def test_the_package_holds_long_tables_and_the_answer_what_can_be_worked_out(run: Run) -> None:
    rows = register(160)
    files, said = run(rows, "--eenheid", "id", *TABELLEN, "--json")
    answer = json.loads(said)
    package = json.loads(files["datapackage.json"])
    assert package["expertteam"] == {"periode": "", "afronding": 5, "drempel": 8, "hierarchie": {}}
    own = [resource["expertteam"] for resource in package["resources"]]
    assert own[0] == {"dimensies": ["zorgvorm", "stap"], "universum": own[1]["universum"]}
    assert sorted(files) == ["datapackage.json", "stap-gemeente.csv", "zorgvorm-stap.csv"]
    seen = 0
    for table in answer["tabellen"]:
        dims = tuple(table["dimensies"])
        truth = distinct(rows, dims)
        lines = list(csv.DictReader(files[f"{table['naam']}.csv"].decode().splitlines()))
        assert [[line[d] for d in dims] for line in lines] == [[cel[d] for d in dims] for cel in table["cellen"]]
        for line, cel in zip(lines, table["cellen"], strict=True):
            n = len(truth[tuple(line[d] for d in dims)])
            assert line["status"] == cel["status"]
            assert cel["min"] <= n <= cel["max"]
            if cel["status"] == "waarde":
                assert (n >= 8, abs(int(line["aantal"]) - n) <= 2) == (True, True)
                seen += 1
            elif n < 8:
                assert cel["min"] == 0
                assert cel["max"] >= 8
    assert seen > 10
    assert answer["optimaal"] is True
    assert {"kosten", "seconden"} <= answer["tabellen"][0].keys()
    assert [c["stap"] for c in answer["tabellen"][0]["cellen"]][:4] == ["1", "2", "10", "Totaal"]


def test_nothing_of_a_person_gets_into_the_files(run: Run) -> None:
    files, said = run(register(120), "--eenheid", "id", "--gezin", "gezin", *TABELLEN)
    assert not any(b"verzonnen" in content for content in files.values())
    assert "verzonnen" not in said


def test_the_order_of_the_rows_does_not_matter(run: Run) -> None:
    rows = register(90)
    one, _ = run(rows, "--eenheid", "id", *TABELLEN)
    other, _ = run(rows[::-1], "--eenheid", "id", *TABELLEN)
    assert one == other


def test_a_person_with_several_rows_counts_once_in_every_cell(run: Run) -> None:
    rows = register(60)
    twice = [*rows, *({**row, "zorgvorm": "crisis"} for row in rows[:25])]
    files, said = run(twice, "--eenheid", "id", "--tabel", "zorgvorm", "--gevoelig", "stap", "--json")
    cells = {c["zorgvorm"]: c for c in json.loads(said)["tabellen"][0]["cellen"]}
    assert cells["Totaal"]["aantal"] == 60
    crisis = len({row["id"] for row in twice if row["zorgvorm"] == "crisis"})
    assert abs(cells["crisis"]["aantal"] - crisis) <= 2
    own = json.loads(files["datapackage.json"])["resources"][0]["expertteam"]
    assert own["meervoudig"] == own["dekkend"] == ["zorgvorm"]


def test_groups_of_a_column_stand_in_the_package(run: Run) -> None:
    rows = [{**row, "sub": "west" if row["gemeente"] == "Alfa" else "oost"} for row in register(150)]
    files, said = run(rows, "--eenheid", "id", "--tabel", "gemeente,stap", "--hierarchie", "gemeente:sub", "--json")
    groups = {"oost": ["Bravo", "Echo"], "west": ["Alfa"]}
    assert json.loads(files["datapackage.json"])["expertteam"]["hierarchie"] == {"gemeente": groups}
    assert {"oost", "west", "Totaal"} <= {c["gemeente"] for c in json.loads(said)["tabellen"][0]["cellen"]}
    assert audit(files).bereiken


def test_counted_data_needs_no_persons(run: Run) -> None:
    files, said = run("a;n\nx;40\ny;11.0\nz;2\n", "--aantal", "n", "--tabel", "a", "--json")
    cells = {c["a"]: c["aantal"] for c in json.loads(said)["tabellen"][0]["cellen"]}
    assert cells["x"] == 40
    assert cells["z"] is None
    assert b"x,40,waarde" in files["a.csv"]


def test_exact_counts_stay_inside_and_say_so(run: Run) -> None:
    rows = register(80)
    words = ("--eenheid", "id", "--tabel", "zorgvorm,stap")
    files, said = run(rows, *words, "--drempel", "3", "--afronding", "0", "--intern", "--json")
    package = json.loads(files["datapackage.json"])
    assert package["expertteam"]["intern"] is True
    assert "INTERN" in package["title"]
    assert all(name.startswith("intern-") for name in files if name.endswith(".csv"))
    truth = distinct(rows, ("zorgvorm", "stap"))
    for cel in json.loads(said)["tabellen"][0]["cellen"]:
        n = len(truth[cel["zorgvorm"], cel["stap"]])
        assert cel["aantal"] in {None, n}


def test_ranges_can_be_shown_to_people(run: Run) -> None:
    _, said = run(register(60), "--eenheid", "id", "--tabel", "zorgvorm", "--toon-interval")
    assert "af te leiden" in said
    assert "tot en met" in said


@pytest.mark.parametrize(
    ("content", "words", "says"),
    [
        ("a,b\n1,2\n", ("--eenheid", "c", "--tabel", "a"), "De kolom «c» staat niet in dit bestand."),
        ("a,b\n1,2\n", ("--eenheid", "b", "--tabel", "q"), "De kolom «q» staat niet in dit bestand."),
        ("a,b\n1,2\n", ("--tabel", "a"), "om wie een rij gaat"),
        ("a,b\n1,\n", ("--eenheid", "b", "--tabel", "a"), "Rij 2: de kolom «b» is leeg."),
        ("a,b\n1,2,3\n", ("--eenheid", "b", "--tabel", "a"), "Rij 2 heeft 3 cellen"),
        ("a,a\n1,2\n", ("--eenheid", "a", "--tabel", "a"), "staat er twee keer in"),
        ("a,b\n", ("--eenheid", "b", "--tabel", "a"), "geen rijen"),
        ("", ("--eenheid", "b", "--tabel", "a"), "niet elke kolom"),
        ("a,n\nx,1.5\n", ("--aantal", "n", "--tabel", "a"), "Rij 2: in «n» staat geen heel aantal."),
        ("a,n\nx,-1\n", ("--aantal", "n", "--tabel", "a"), "geen heel aantal"),
        ("a,b\nTotaal,2\n", ("--eenheid", "b", "--tabel", "a"), "al een optelling"),
        ("aantal,b\n1,2\n", ("--eenheid", "b", "--tabel", "aantal"), "kan niet «aantal» heten"),
        ("a,b\n1,2\n", ("--eenheid", "b", "--tabel", "a,a"), "twee keer in één tabel"),
        ("a,b\n1,2\n", ("--eenheid", "b", "--tabel", "a", "--hierarchie", "a"), "KOLOM:GROEPKOLOM"),
        ("a,b,g\n1,2,x\n1,3,y\n", ("--eenheid", "b", "--tabel", "a", "--hierarchie", "a:g"), "hoort bij twee groepen"),
        ("a,b\n1,2\n", ("--eenheid", "b", "--tabel", "a", "--drempel", "4"), "minstens 5"),
        ("a,b\n1,2\n", ("--eenheid", "b", "--tabel", "a", "--afronding", "0"), "op 5 of op 10"),
        ("a,b\n1,2\n", ("--eenheid", "b", "--tabel", "a", "--gezin", "b", "--gezinnen", "1"), "minstens 3 gezinnen"),
    ],
)
def test_bad_input_gets_one_sentence_and_writes_nothing(
    run: Run, content: str, words: tuple[str, ...], says: str
) -> None:
    files, said = run(content, *words, code=2)
    assert says in said
    assert "Traceback" not in said
    assert not files
