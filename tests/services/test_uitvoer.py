"""What leaves the kluis stands in the log before it is written, with what it is and about which row."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from sqlalchemy import select

from expertteam_app.db.audit import AuditRow
from expertteam_app.domain.errors import EnvironmentProblem, UserError
from expertteam_app.services.sessie import Sessie

SOURCES = Path(__file__).resolve().parents[2] / "expertteam_app"


def last_line(s: Sessie) -> AuditRow:
    with s.context.read() as session:
        return session.scalars(select(AuditRow).order_by(AuditRow.id.desc()).limit(1)).one()


def test_a_file_that_leaves_is_in_the_log_with_its_sum_and_without_its_name(
    lege_sessie: Sessie, tmp_path: Path
) -> None:
    folder = tmp_path / "voor moeder"
    lege_sessie.uitvoer.schrijf({"Sien-Voorbeeld.pdf": b"inhoud"}, folder, "genogram", ("casus", 7))
    assert (folder / "Sien-Voorbeeld.pdf").read_bytes() == b"inhoud"
    line = last_line(lege_sessie)
    assert (line.handeling, line.tabel, line.rij) == ("genogram opgeslagen buiten de kluis", "casus", 7)
    assert json.loads(line.wijziging) == {"sha256": [None, [hashlib.sha256(b"inhoud").hexdigest()]]}
    assert "Sien" not in line.wijziging
    assert lege_sessie.beheer.controle() == ()


def test_a_refused_place_leaves_nothing_and_no_line(lege_sessie: Sessie, tmp_path: Path) -> None:
    before = last_line(lege_sessie).id
    with pytest.raises(UserError):
        lege_sessie.uitvoer.schrijf({"x.pdf": b""}, lege_sessie.kluis.folder.path, "verslag")
    assert last_line(lege_sessie).id == before
    (tmp_path / "bestand").write_text("")
    with pytest.raises(EnvironmentProblem):
        lege_sessie.uitvoer.schrijf({"x.pdf": b""}, tmp_path / "bestand" / "map", "verslag")
    assert last_line(lege_sessie).handeling == "verslag opgeslagen buiten de kluis", "a try counts"


def test_no_page_writes_a_file_past_the_log() -> None:
    past = re.compile(r"\bwrite_files\(|\.write_(?:bytes|text)\(")
    found = {str(path.name) for path in (SOURCES / "ui").rglob("*.py") if past.search(path.read_text("utf-8"))}
    assert found == {
        "handleiding_pdf.py",  # ships with the program
        "ontgrendelen_redding.py",  # counts and row numbers, while no kluis is open
        "beheer_zelftest.py",  # versions and steps on invented data
    }
