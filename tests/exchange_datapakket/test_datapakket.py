import csv
import io
import json
from itertools import product
from typing import Any

from expertteam_app.analysis.disclosure.report import ProtectedReport
from expertteam_app.analysis.disclosure.spec import RapportSpec, TabelSpec
from expertteam_app.analysis.kruistabel import Record
from expertteam_app.domain.cel import neutral
from expertteam_app.exchange.datapakket import datapakket
from tests.anoniem import protect

KANARIE = "KANARIE-7Q-Žofie"
LIJSTEN = {
    "leeftijd": ("0-5", "6-11", "12-15"),
    "zorgvorm": ("gezinshuis", 'opvang, "kort"', "=SOM(A1)", "-2", "@x", "+31"),
    "oorzaak": ("A1", "A2"),
}


def report(people: list[Record] | None = None) -> ProtectedReport:
    spec = RapportSpec(
        "2026-H1",
        (
            TabelSpec("leeftijd-x-zorgvorm", "Leeftijd en zorgvorm", ("leeftijd", "zorgvorm"), "alle jeugdigen"),
            TabelSpec("oorzaak", "Oorzaken", ("oorzaak",), "alle jeugdigen"),
        ),
        LIJSTEN,
        hierarchie={"zorgvorm": {"verblijf": ("gezinshuis", "=SOM(A1)")}},
        meervoudig=frozenset({"oorzaak"}),
        titel="Reflectierapport RET",
    )
    return protect(spec, people if people is not None else PEOPLE)


PEOPLE: list[Record] = [
    {"leeftijd": age, "zorgvorm": care, "oorzaak": ("A1", "A2")[: i % 3], "naam": f"{KANARIE} {i}"}
    for i, (age, care) in enumerate([*product(LIJSTEN["leeftijd"], LIJSTEN["zorgvorm"])] * 9 + [("0-5", "-2")] * 8)
]


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def package(files: dict[str, bytes]) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(files["datapackage.json"])
    return data


def test_the_package_reads_back_as_the_report() -> None:
    source, files = report(), datapakket(report())
    assert list(files) == ["datapackage.json", "leeftijd-x-zorgvorm.csv", "oorzaak.csv"]
    for table in source.tabellen:
        read = [
            (tuple(row[d] for d in table.dimensies), row["aantal"], row["status"])
            for row in rows(files[f"{table.naam}.csv"])
        ]
        assert read == [
            (tuple(neutral(d) for d in c.dims), "" if c.aantal is None else str(c.aantal), str(c.status))
            for c in table.cellen
        ]


def test_the_schema_describes_every_file() -> None:
    files = datapakket(report())
    data = package(files)
    assert data["expertteam"] == {
        "periode": "2026-H1",
        "afronding": 5,
        "drempel": 8,
        "hierarchie": {"zorgvorm": {"verblijf": ["gezinshuis", "'=SOM(A1)"]}},
    }
    assert {r["path"] for r in data["resources"]} == files.keys() - {"datapackage.json"}
    for resource in data["resources"]:
        read = rows(files[resource["path"]])
        fields = resource["schema"]["fields"]
        assert [f["name"] for f in fields] == list(read[0])
        assert resource["expertteam"]["dimensies"] == list(read[0])[:-2]
        assert resource["expertteam"]["universum"] == "alle jeugdigen"
        assert resource["schema"]["missingValues"] == [""]
        for field in (f for f in fields if f["name"] != "aantal"):
            assert {row[field["name"]] for row in read} <= set(field["constraints"]["enum"])
    assert data["name"] == "reflectierapport-2026-h1"
    assert "licenses" not in data


def test_totals_are_coded_and_hidden_cells_are_empty() -> None:
    read = rows(datapakket(report())["leeftijd-x-zorgvorm.csv"])
    assert read[-1] == {"leeftijd": "Totaal", "zorgvorm": "Totaal", "aantal": "170", "status": "waarde"}
    assert {row["aantal"] == "" for row in read if row["status"] == "verborgen"} <= {True}
    few = rows(datapakket(report(PEOPLE[:20]))["leeftijd-x-zorgvorm.csv"])
    assert {(row["aantal"], row["status"]) for row in few} >= {("", "verborgen"), ("20", "waarde")}


def test_several_categories_are_explained_in_the_schema() -> None:
    fields = package(datapakket(report()))["resources"][1]["schema"]["fields"]
    assert "tellen niet op tot Totaal" in fields[0]["description"]


def test_bytes_are_plain_utf8_with_line_feeds_and_no_mark() -> None:
    for data in datapakket(report()).values():
        assert b"\r" not in data
        assert not data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\n")


def test_the_same_register_in_another_order_gives_the_same_bytes() -> None:
    assert datapakket(report(PEOPLE[::-1])) == datapakket(report())


def test_nothing_of_a_person_and_no_true_count_gets_out() -> None:
    everything = b"".join(datapakket(report()).values())
    assert not [code for code in ("utf-8", "utf-16-le", "utf-16-be") if KANARIE.encode(code) in everything]
    assert b"KANARIE" not in everything
    numbers = {int(row["aantal"]) for row in rows(datapakket(report())["leeftijd-x-zorgvorm.csv"]) if row["aantal"]}
    assert numbers
    assert not [n for n in numbers if n % 5 or n < 10]
