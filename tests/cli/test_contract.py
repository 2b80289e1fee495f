"""The contract of the terminal, as a user meets it: real files, real processes, real exit codes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from expertteam_app.cli import run
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, open_kluis
from expertteam_app.services.oefenkluis import Oefenkluis
from expertteam_app.services.sessie import Sessie

ROOT = Path(__file__).resolve().parents[2]


def terminal(*arguments: str | Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "expertteam_app", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )


@pytest.fixture
def zin(tmp_path: Path) -> Path:
    file = tmp_path / "wachtzin.txt"
    file.write_text("paard batterij nietje correct\n", encoding="utf-8")
    return file


@pytest.fixture
def kluis(tmp_path: Path, zin: Path) -> Path:
    path = tmp_path / "RET met spatie é.kluis"
    assert (
        run(["kluis", "nieuw", str(path), "--naam", "RET", "--gebruiker", "Vera", "--wachtwoord-bestand", str(zin)])
        == 0
    )
    return path


def answer(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> dict[str, object]:
    capsys.readouterr()
    assert run([str(a) for a in arguments]) == 0
    value = json.loads(capsys.readouterr().out)
    assert isinstance(value, dict)
    return value


def test_the_whole_chain_from_workbook_to_report(
    kluis: Path, zin: Path, voorbeeld: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = ("--kluis", kluis, "--wachtwoord-bestand", zin)
    ret = voorbeeld / "casuslijst-RET.xlsx"
    dry = answer(capsys, "import", "ret", ret, *key, "--proef", "--json")
    assert dry["toegevoegd"] == 0
    assert answer(capsys, "casussen", *key, "--json") == {"casussen": []}
    done = answer(capsys, "import", "ret", ret, *key, "--json")
    assert done["toegevoegd"] == 96
    assert answer(capsys, "import", "ret", ret, *key, "--json")["toegevoegd"] == 0
    assert answer(capsys, "import", "jbt", voorbeeld / "vtb-lijst-JBT.xlsx", *key, "--json")["toegevoegd"] == 98
    cases = answer(capsys, "casussen", *key, "--json")["casussen"]
    assert isinstance(cases, list)
    assert len(cases) == 96
    assert all("naam" not in case for case in cases)
    figures = answer(capsys, "doorlooptijden", *key, "--periode", "2025-H2", "--json")
    assert figures["periode"] == "2025-H2"
    assert answer(capsys, "hiaten", *key, "--periode", "2025-H2", "--json")["jeugdigen"]
    report = answer(capsys, "rapport", "boeg", *key, "--periode", "2025-H2", "--naar", tmp_path / "uit", "--json")
    assert (tmp_path / "uit" / "datapackage.json").is_file()
    assert isinstance(report["bestanden"], list)
    pdf = tmp_path / "verslag.pdf"
    assert run(["verslag", "Z-JBT-2026-001", *map(str, key), "--naar", str(pdf)]) == 0
    assert "Jeugdbeschermingstafel" in PdfReader(pdf).pages[0].extract_text()
    assert answer(capsys, "kluis", "controle", kluis, "--wachtwoord-bestand", zin, "--json")["in_orde"] is True
    batches = answer(capsys, "partijen", *key, "--json")["partijen"]
    assert isinstance(batches, list)
    for batch in batches:
        answer(capsys, "partijen", *key, "--ongedaan", str(batch["id"]), "--json")
    assert answer(capsys, "casussen", *key, "--json") == {"casussen": []}


def test_the_json_of_an_import_keeps_its_contract(
    kluis: Path, zin: Path, voorbeeld: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = ("--kluis", kluis, "--wachtwoord-bestand", zin)
    value = answer(capsys, "import", "ret", voorbeeld / "casuslijst-RET.xlsx", *key, "--proef", "--json")
    gelezen, dubbel, quarantaine = value["gelezen"], value["dubbel"], value["quarantaine"]
    assert isinstance(gelezen, list)
    assert isinstance(dubbel, list)
    assert isinstance(quarantaine, list)
    fields = "rij nr gemeente geboortedatum aanmelding stap eerste_overleg zorgvorm oorzaken uitkomst afgesloten"
    assert all(set(row) == set(fields.split()) for row in gelezen)
    assert {row["rij"] for row in quarantaine} == {106, 107}
    assert {(row["rij"], row["lijkt_op"]) for row in dubbel} == {(103, 8), (104, 22), (105, 46)}
    first = next(row for row in gelezen if row["rij"] == 5)
    assert first == {
        "rij": 5,
        "nr": 1,
        "gemeente": "Zutphen",
        "geboortedatum": "2017-03-18",
        "aanmelding": "2025-07-29",
        "stap": 2,
        "eerste_overleg": None,
        "zorgvorm": "time-outplek",
        "oorzaken": ["A4", "G1"],
        "uitkomst": "passende hulp gestart",
        "afgesloten": "2025-10-10",
    }


def test_the_demo_is_the_same_for_the_same_zaad(
    tmp_path: Path, lege_sessie: Sessie, capsys: pytest.CaptureFixture[str]
) -> None:
    values = []
    for name in ("a", "b"):
        assert run(["demo", str(tmp_path / name), "--casussen", "3", "--zaad", "5"]) == 0
        values.append(answer(capsys, "casussen", "--kluis", tmp_path / name, "--json"))
    assert values[0] == values[1]
    Oefenkluis(lege_sessie.context, 6).fill(3, tafels=False)
    other = {r.naam for r in lege_sessie.casussen.rows(lege_sessie.casussen.find(CasusFilter(status="alle")))}
    assert other
    assert not any(naam in json.dumps(values[0], ensure_ascii=False) for naam in other)


def test_invented_casussen_never_land_in_a_kluis_with_real_ones(
    kluis: Path, zin: Path, voorbeeld: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = ["--wachtwoord-bestand", str(zin)]
    assert run(["import", "ret", str(voorbeeld / "casuslijst-RET.xlsx"), "--kluis", str(kluis), *key]) == 0
    assert run(["demo", str(kluis), *key]) == 2
    assert "echte casussen" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("van", "tot", "days"),
    [("2026-01-01", "2026-12-31", "253"), ("24-12-2026", "28-12-2026", "1"), ("2026-04-24", "2026-04-28", "1")],
)
def test_reken_gives_a_bare_number(van: str, tot: str, days: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reken", "werkdagen", van, tot]) == 0
    assert capsys.readouterr().out == f"{days}\n"


def test_reken_knows_the_own_days_of_a_kluis(kluis: Path, zin: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opened, context = open_kluis(kluis, "Vera", "paard batterij nietje correct")
    klokken = Sessie(opened, context).klokken
    klokken.add_sluitingsdagen("", date(2026, 3, 16), date(2026, 3, 17), "verbouwing")
    klokken.add_sluitingsdagen("", date(2026, 3, 12), date(2026, 3, 12), "vrij", wettelijk=True, bron="Stb. 2026, 1")
    opened.close()
    key = ("--kluis", kluis, "--wachtwoord-bestand", zin)
    days = ("reken", "werkdagen", "2026-03-10", "2026-03-20")
    assert answer(capsys, *days, "--json")["werkdagen"] == 8
    own = answer(capsys, *days, *key, "--json")
    assert (own["werkdagen"], own["profiel"]) == (5, "kantoor")
    assert answer(capsys, *days, *key, "--profiel", "wettelijk", "--json")["werkdagen"] == 7
    term = answer(capsys, "reken", "termijn", "2026-03-10", "5wd", *key, "--json")
    assert term["einddatum"] == "2026-03-20"
    assert "verbouwing" in str(term["uitleg"])


def test_reken_werkdagen_as_json_names_every_free_day(capsys: pytest.CaptureFixture[str]) -> None:
    told = answer(capsys, "reken", "werkdagen", "2026-04-24", "2026-05-06", "--json")
    assert (told["werkdagen"], told["weekenddagen"], told["profiel"]) == (6, 4, "wettelijk")
    assert told["vrije_dagen"] == [
        {"datum": "2026-04-27", "naam": "Koningsdag", "weekend": False, "telt_mee": False},
        {"datum": "2026-05-05", "naam": "Bevrijdingsdag", "weekend": False, "telt_mee": False},
    ]
    every_day = answer(capsys, "reken", "werkdagen", "2026-04-24", "2026-05-06", "--json", "--profiel", "kalenderdagen")
    assert every_day["werkdagen"] == 12


@pytest.mark.parametrize(
    ("options", "end"),
    [
        (["2026-04-20", "10wd"], "2026-05-06"),
        (["2026-04-20", "10", "werkdagen", "--pauze", "2026-04-22..2026-04-24"], "2026-05-08"),
        (["2026-03-27", "7d"], "2026-04-03"),
        (["2026-03-27", "7d", "--profiel", "wettelijk"], "2026-04-07"),
        (["2026-05-16", "13w", "--profiel", "wettelijk"], "2026-08-15"),
        (["2026-01-31", "1m", "--profiel", "kalenderdagen"], "2026-02-28"),
        (["2024-02-29", "1j"], "2025-02-28"),
        (["2026-05-12", "10wd", "--achteruit"], "2026-04-24"),
        (["2026-04-20", "3wd", "--pauze", "2026-04-23.."], "2026-04-23"),
    ],
)
def test_reken_termijn_gives_the_date_first_and_then_why(
    options: list[str], end: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["reken", "termijn", *options]) == 0
    first, *why = capsys.readouterr().out.splitlines()
    assert first == end
    assert why[0].startswith("Dag 0: ")
    told = answer(capsys, "reken", "termijn", *options, "--json")
    assert told["einddatum"] == end
    assert told["uitleg"] == why
    keys = {"start", "norm", "eenheid", "profiel", "einddatum", "uitleg", "vrije_dagen", "weekenddagen", "pauzes"}
    assert set(told) == keys


def test_a_pause_that_still_runs_leaves_the_end_open(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["reken", "termijn", "2026-04-20", "10wd", "--pauze", "2026-04-22.."]
    told = answer(capsys, *asked, "--json")
    assert told["einddatum"] is None
    assert told["pauzes"] == [{"van": "2026-04-22", "tot": None, "reden": "", "dagen": 0}]
    assert run(asked) == 0
    assert capsys.readouterr().out.splitlines()[0] == "nog geen einddatum"


@pytest.mark.parametrize(
    "wrong",
    [
        ["reken", "termijn", "2026-03-01", "tien"],
        ["reken", "termijn", "2026-03-01", "10wd", "--profiel", "kalenderdagen"],
        ["reken", "termijn", "2026-03-01", "10wd", "--profiel", "zomer"],
        ["reken", "termijn", "2026-03-01", "10wd", "--pauze", "2026-03-05"],
        ["reken", "termijn", "2026-03-01", "10wd", "--pauze", "2026-03-05..2026-03-03"],
        ["reken", "termijn", "2026-03-01", "10wd", "--pauze", "2026-03-05..morgen-ochtend"],
        ["reken", "termijn", "2026-03-01", "10wd", "--pauze", "2026-03-05..2026-03-06", "--achteruit"],
        ["reken", "termijn", "2026-03-01", "999j"],
        ["reken", "termijn", "2026-03-01"],
        ["reken", "werkdagen", "2026-02-30", "2026-03-01"],
        ["reken", "werkdagen", "2026-03-01", "2026-02-01"],
        ["rekenen"],
        ["casussen"],
        ["kluis", "controle", "/bestaat/niet"],
        ["import", "ret", "bestaat-niet.xlsx", "--kluis", "x", "--wachtwoord-bestand", "y"],
    ],
)
def test_a_mistake_is_one_dutch_sentence_and_exit_2(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(wrong) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip()
    for english in ("Traceback", "argument ", "required", "invalid", "error:", "usage"):
        assert english not in said.err


def test_a_wrong_wachtzin_gives_no_hint(kluis: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "fout.txt"
    wrong.write_text("niet de goede wachtzin", encoding="utf-8")
    assert run(["casussen", "--kluis", str(kluis), "--wachtwoord-bestand", str(wrong)]) == 2
    assert "De naam of de wachtzin klopt niet." in capsys.readouterr().err
    assert run(["casussen", "--kluis", str(kluis), "--wachtwoord-bestand", str(tmp_path / "geen")]) == 2


def test_a_period_that_is_none_says_how_to_write_one(
    kluis: Path, zin: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = ["--kluis", str(kluis), "--wachtwoord-bestand", str(zin)]
    assert run(["doorlooptijden", *key, "--periode", "voorjaar"]) == 2
    assert "2026-H1" in capsys.readouterr().err


def test_an_unwritable_place_is_the_environment(kluis: Path, zin: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "bestand"
    blocked.write_text("geen map", encoding="utf-8")
    key = ["--kluis", str(kluis), "--wachtwoord-bestand", str(zin)]
    assert run(["rapport", "boeg", *key, "--periode", "2026-H1", "--naar", str(blocked / "x")]) == 3


def test_as_a_process_it_speaks_json_on_stdout_and_nothing_else(kluis: Path, zin: Path) -> None:
    done = terminal("casussen", "--kluis", kluis, "--wachtwoord-bestand", zin, "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == {"casussen": []}
    assert done.stderr == ""
    asked = terminal("casussen", "--kluis", kluis, "--json", stdin="")
    assert asked.returncode == 2
    assert "--wachtwoord-bestand" in asked.stderr
    helped = terminal("--help")
    assert helped.returncode == 0
    assert "gebruik:" in helped.stdout
    assert "show this help" not in helped.stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can be without a screen")
def test_without_a_screen_the_window_says_so_in_dutch() -> None:
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(
        [sys.executable, "-m", "expertteam_app"],
        capture_output=True,
        text=True,
        env={**bare, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert done.returncode == 3
    assert "geen scherm" in done.stderr


def test_a_verslag_leaves_in_the_version_of_a_recipient(
    tmp_path: Path, filled_kluis: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "oefen.kluis"
    shutil.copytree(filled_kluis, copy)
    secret = tmp_path / "oefenzin"
    secret.write_text(OEFENZIN, "utf-8")
    key = ["--kluis", str(copy), "--wachtwoord-bestand", str(secret)]
    call = ["verslag", "Z-JBT-2026-001", *key]
    for name, more in (("v.pdf", ["--punt", "1"]), ("v.docx", ["--punt", "2"])):
        assert run([*call, "--ontvanger", "vertrouwenspersoon", *more, "--naar", str(tmp_path / name)]) == 0
    assert "Stem van de ouders" not in PdfReader(tmp_path / "v.pdf").pages[0].extract_text()
    assert (tmp_path / "v.docx").read_bytes()[:2] == b"PK"
    assert run([*call, "--ontvanger", "ouders", "--naar", str(tmp_path / "o.pdf")]) == 0
    assert (tmp_path / "o-1.pdf").is_file(), "each gezin has a file of its own"
    assert (tmp_path / "o-2.pdf").is_file()
    assert run([*call, "--naar", str(tmp_path / "d.docx")]) == 0
    capsys.readouterr()
    assert run([*call, "--ontvanger", "buurman", "--naar", str(tmp_path / "x.pdf")]) == 2
    assert "Kies uit: ouders, " in capsys.readouterr().err
    assert run([*call, "--ontvanger", "ouders", "--punt", "9", "--naar", str(tmp_path / "x.pdf")]) == 2
    assert run([*call, "--ontvanger", "ouders", "--naar", str(tmp_path / "x.odt")]) == 2
    assert not (tmp_path / "x.odt").exists()


def test_patterns_and_who_waits_keep_their_contract(
    filled_kluis: Path, tmp_path: Path, zin: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "oefen.kluis"
    shutil.copytree(filled_kluis, copy)
    zin.write_text(OEFENZIN + "\n", encoding="utf-8")
    key = ("--kluis", copy, "--gebruiker", OEFENAAR, "--wachtwoord-bestand", zin)
    found = answer(capsys, "patronen", *key, "--periode", "2026", "--json")
    assert set(found) == {"periode", "samenhang", "trends", "gemeenten"}
    trends = found["trends"]
    assert isinstance(trends, list)
    assert trends[0]["sleutel"] == "instroom"
    assert answer(capsys, "wachtenden", *key, "--json")["wachtenden"]
    tables = answer(capsys, "wachtenden", *key, "--blad", "--json")["tabellen"]
    assert isinstance(tables, list)
    numbers = [cell["aantal"] for table in tables for cell in table["cellen"]]
    assert all(n is None or n == 0 or n >= 8 for n in numbers)
    for command in ("patronen", "wachtenden"):
        words = [command, *map(str, key), *(["--periode", "2026"] if command == "patronen" else [])]
        assert run(words) == 0
        assert capsys.readouterr().out.strip()
