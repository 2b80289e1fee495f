from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.periode import Periode
from expertteam_app.services.rapporten import BoegVelden
from expertteam_app.services.sessie import Sessie
from tests.conftest import fresh_copy

H1 = Periode.parse("2026-H1")
JAAR = Periode(2025)


def test_every_zaak_behind_a_figure_started_in_the_period(sessie: Sessie) -> None:
    lines = sessie.doorlooptijden.table(H1)
    assert {line.code for line in lines} >= {"D1-1", "D1-6", "D3", "D6", "D9", "D11", "D13"}
    for line in lines:
        assert line.cijfer.n == len(line.zaken)
        assert line.cijfer.open == sum(z.eind is None for z in line.zaken)
        for zaak in line.zaken:
            assert H1.contains(zaak.begin)
            assert 0 <= zaak.netto <= zaak.bruto
        if len(line.zaken) < 10:
            assert line.cijfer.p50 is None


def test_figures_of_one_gemeente_are_part_of_those_of_the_region(sessie: Sessie) -> None:
    whole = {line.code: {z.sleutel for z in line.zaken} for line in sessie.doorlooptijden.table(H1)}
    seen: Counter[str] = Counter()
    for code in sessie.lists["gemeenten"]:
        for line in sessie.doorlooptijden.table(H1, code.code):
            part = {z.sleutel for z in line.zaken}
            assert part <= whole[line.code]
            seen[line.code] += len(part)
    assert seen == Counter({code: len(keys) for code, keys in whole.items()})


def test_every_count_of_hiaten_opens_the_casussen_behind_it(sessie: Sessie) -> None:
    overview = sessie.hiaten.overview(H1)
    assert overview.alles
    for row in overview.alles:
        for casus_id in row.casus_ids:
            dossier = sessie.casussen.dossier(casus_id)
            assert any((h.zorgvorm, h.aard) == (row.zorgvorm, row.aard) for h in dossier.hiaten)
            assert row.oorzaak in {o.code for o in dossier.oorzaken}
        assert row.aantal == len({sessie.casussen.dossier(i).jeugdige.id for i in row.casus_ids})


@pytest.fixture
def big(many_kluis: Path, tmp_path: Path) -> Iterator[Sessie]:
    yield from fresh_copy(many_kluis, tmp_path / "eigen.kluis")


def test_the_report_prints_only_what_may_leave(big: Sessie) -> None:
    rows = big.casussen.rows(big.casussen.find(CasusFilter(status="alle")))
    intake = [r for r in rows if r.aangemeld and JAAR.contains(r.aangemeld)]
    labels = big.lists["zorgvormen"]
    truth = Counter(labels.label(z) for r in intake if (z := r.zorgvorm))
    report = big.rapporten.boeg(JAAR)
    assert set(report.bestanden) >= {"reflectierapport-boeg.pdf", "datapackage.json", "zorgvorm.csv"}
    shown = 0
    for row in csv.DictReader(io.StringIO(report.bestanden["zorgvorm.csv"].decode())):
        if row["status"] == "verborgen":
            assert row["aantal"] == ""
            continue
        assert row["status"] == "waarde"
        value = int(row["aantal"])
        assert value % 5 == 0
        assert value >= 10
        true = len(intake) if row["zorgvorm"] == "Totaal" else truth.get(row["zorgvorm"])
        if true is not None:
            assert abs(true - value) <= 2
            shown += 1
    assert shown >= 3
    for name, count in truth.items():
        if count < 8:
            cell = report.tabellen.table("zorgvorm").cell(name)
            assert cell.aantal is None


def test_nothing_in_the_files_points_to_anyone(big: Sessie) -> None:
    big.rapporten.set_texts(H1, BoegVelden(duiding="De instroom is stabiel.", lessen="Eerder samen kijken."))
    files = big.rapporten.boeg(H1).bestanden
    rows = big.casussen.rows(big.casussen.find(CasusFilter(status="alle")))
    content = {name: data.decode("utf-8", "replace") for name, data in files.items() if not name.endswith(".pdf")}
    reader = PdfReader(io.BytesIO(files["reflectierapport-boeg.pdf"]))
    content["pdf"] = "\n".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    assert "De instroom is stabiel." in content["pdf"]
    for text in content.values():
        for row in rows:
            assert row.nummer not in text
            assert row.naam not in text
        for gemeente in big.lists["gemeenten"]:
            assert gemeente.label not in text.replace("Midden-IJssel", "")
        assert "oefenaar" not in text


def test_the_data_package_describes_itself(big: Sessie) -> None:
    files = big.rapporten.boeg(H1).bestanden
    package = json.loads(files["datapackage.json"])
    assert package["expertteam"]["periode"] == "2026-H1"
    assert (package["expertteam"]["drempel"], package["expertteam"]["afronding"]) == (8, 5)
    assert set(package["expertteam"]["hierarchie"]) <= {"zorgvorm", "hoofdoorzaak"}, "groups that add up"
    assert set(package["expertteam"]["hierarchie_meervoudig"]) <= {"gemist", "oorzaak"}
    for resource in package["resources"]:
        header = files[resource["path"]].decode().splitlines()[0].split(",")
        assert header == [f["name"] for f in resource["schema"]["fields"]]
        assert header[-2:] == ["aantal", "status"]
        assert resource["expertteam"]["dimensies"] == header[:-2]


def test_the_same_kluis_gives_the_same_bytes_and_the_making_is_logged(big: Sessie) -> None:
    first, second = big.rapporten.boeg(H1), big.rapporten.boeg(H1)
    assert first.bestanden == second.bestanden
    assert sum(r.handeling == "rapport voor BOEG gemaakt" for r in big.beheer.logboek()) >= 1


def test_the_threshold_has_a_floor(lege_sessie: Sessie) -> None:
    with pytest.raises(FieldError, match="minstens 5"):
        lege_sessie.beheer.set_setting("rapport.drempel", 4)
    lege_sessie.beheer.set_setting("rapport.drempel", 10)
    assert lege_sessie.rapporten.preview(H1).drempel == 10


def test_an_empty_half_year_gives_an_honest_report(lege_sessie: Sessie) -> None:
    report = lege_sessie.rapporten.boeg(H1)
    assert all(c.aantal is None for t in report.tabellen.tabellen for c in t.cellen)
    assert PdfReader(io.BytesIO(report.bestanden["reflectierapport-boeg.pdf"])).pages
