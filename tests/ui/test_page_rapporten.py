"""The page with the report for BOEG, by keyboard, on the real kluis and with the real files."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.analysis.disclosure.report import ProtectedTable
from expertteam_app.documents.boeg_kruis import VERBORGEN as PRINTED_SIGN
from expertteam_app.documents.boeg_kruis import cross
from expertteam_app.documents.boeg_tabellen import LANG as PRINTED_LONG
from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.periode import Periode
from expertteam_app.services.rapporten import BoegVelden, Rapporten
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.pages.rapporten import RapportenPage, free_folder
from expertteam_app.ui.pages.rapporten_tabellen import LANG, LEGENDA, VERBORGEN, WAAROM, lay_out
from expertteam_app.ui.theme import Theme
from expertteam_app.ui.work import Work

WAIT = 30_000
KEY = Qt.Key
H1 = Periode(2026, 1)
Walker = Callable[[QWidget], list[str]]


def settle(work: Work, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)


def make(sessie: Sessie, work: Work, qtbot: QtBot) -> RapportenPage:
    page = RapportenPage(sessie, work)
    qtbot.addWidget(page)
    page.resize(1180, 690)
    page.show()
    page.refresh(frozenset())
    settle(work, qtbot)
    return page


@pytest.fixture
def page(sessie: Sessie, work: Work, qtbot: QtBot) -> RapportenPage:
    return make(sessie, work, qtbot)


def words(widget: QWidget) -> str:
    return "\n".join(w.text() for w in widget.findChildren(QLabel) if not w.isHidden())


def test_the_last_closed_half_year_is_proposed(page: RapportenPage) -> None:
    assert page.periode.periode == H1
    assert page.make_button.isEnabled()


def test_a_period_that_still_runs_cannot_leave_and_says_why(page: RapportenPage, work: Work, qtbot: QtBot) -> None:
    page.periode.choose("2026-H2")
    page.periode.activated.emit(0)
    settle(work, qtbot)
    assert not page.make_button.isEnabled()
    assert "Deze periode loopt nog tot en met 31-12-2026" in page.note.text()
    page.choose_folder()
    assert not page.findChildren(QFileDialog)


def test_what_the_chair_types_is_kept_per_period(page: RapportenPage, sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    page.focus_first()
    area = page.teksten.velden["duiding"].area
    assert area.hasFocus()
    QTest.keyClicks(area, "Wachttijd is het grootste probleem.")
    QTest.keyClick(area, KEY.Key_Tab)
    assert sessie.rapporten.texts(H1).duiding == "Wachttijd is het grootste probleem."
    page.periode.choose("2025-H2")
    page.periode.activated.emit(0)
    settle(work, qtbot)
    assert area.toPlainText() == ""
    page.periode.choose(H1.code)
    page.periode.activated.emit(0)
    settle(work, qtbot)
    assert area.toPlainText() == "Wachttijd is het grootste probleem."


def test_what_is_half_typed_is_stored_by_the_lock(page: RapportenPage, sessie: Sessie) -> None:
    area = page.teksten.velden["vragen"].area
    area.setFocus()
    QTest.keyClicks(area, "Waar is plek")
    page.save_draft()
    assert sessie.rapporten.texts(H1) == BoegVelden(vragen="Waar is plek")


def test_a_name_a_date_and_a_bsn_in_a_text_give_a_quiet_warning(page: RapportenPage, sessie: Sessie) -> None:
    rows = sessie.casussen.rows(sessie.casussen.find(CasusFilter(status="alle")))
    name = next(w for row in rows for w in row.naam.split() if len(w) > 3 and w[0].isupper())
    veld = page.teksten.velden["lessen"]
    veld.area.setFocus()
    QTest.keyClicks(veld.area, f"Bij {name} ging het op 12-03-2026 goed, 111222333.")
    veld.check()
    assert veld.warning.isVisible()
    assert f"naam ({name})" in veld.warning.text()
    assert "datum (12-03-2026)" in veld.warning.text()
    assert "BSN (111222333)" in veld.warning.text()
    assert page.make_button.isEnabled(), "it warns and does not block"
    veld.area.selectAll()
    QTest.keyClicks(veld.area, "Bij drie jeugdigen ging het goed.")
    veld.check()
    assert not veld.warning.isVisible()
    assert not page.teksten.velden["duiding"].warning.isVisible()


def test_the_preview_shows_every_table_with_its_sign_and_how_was_counted(page: RapportenPage, sessie: Sessie) -> None:
    report = sessie.rapporten.preview(H1)
    assert page.voorbeeld.report == report
    text = words(page.voorbeeld)
    assert WAAROM in text
    assert LEGENDA in text
    for line in report.telwijze:
        assert f"• {line}" in text
    for tabel in report.tabellen:
        assert tabel.titel in text
        assert f"Geteld: {tabel.universum}." in text


def test_the_preview_holds_no_number_that_is_hidden(page: RapportenPage, sessie: Sessie) -> None:
    report = sessie.rapporten.preview(H1)
    tables = {t.accessibleName(): t for t in page.voorbeeld.findChildren(FillTable)}
    shown = 0
    for tabel in (t for t in report.tabellen if len(t.dimensies) == 1):
        if tabel.titel not in tables:
            assert tabel.shown == 0, "a table of which all is hidden is told in words"
            continue
        model = tables[tabel.titel].model()
        assert isinstance(model, ListModel)
        for name, number in model.rows:
            cel = tabel.cell(name)
            assert number == (PRINTED_SIGN if cel.aantal is None else str(cel.aantal))
            shown += 1
    assert shown


def test_cross_tables_are_arranged_as_they_are_printed(sessie: Sessie) -> None:
    for periode in (Periode(2025), Periode(2026)):
        for tabel in (t for t in sessie.rapporten.preview(periode).tabellen if len(t.dimensies) == 2):
            _same_as_printed(tabel)
    assert (VERBORGEN, LANG) == (PRINTED_SIGN, PRINTED_LONG)


def _same_as_printed(tabel: ProtectedTable) -> None:
    printed, blad = cross(tabel), lay_out(tabel)
    if set(printed.rijen) <= {"Totaal"}:
        assert blad.regels == ()
        assert blad.noten[0].startswith("Alle aantallen binnen deze kruistabel zijn verborgen.")
        return
    assert blad.kop[1:] == printed.kolommen
    assert tuple(r[0] for r in blad.regels) == printed.rijen
    for row in blad.regels:
        expected = [str(printed.waarden.get((row[0], k), PRINTED_SIGN)) for k in printed.kolommen]
        assert list(row[1:]) == expected


def test_the_report_is_made_in_a_chosen_folder_and_told(
    page: RapportenPage, sessie: Sessie, work: Work, qtbot: QtBot, tmp_path: Path
) -> None:
    page.make_button.setFocus()
    QTest.keyClick(page.make_button, KEY.Key_Space)
    dialog = page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.setDirectory(str(tmp_path))
    line = dialog.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText(str(tmp_path))
    QTest.keyClick(line, KEY.Key_Return)
    settle(work, qtbot)
    folder = tmp_path / "boeg-2026-H1"
    assert (folder / "reflectierapport-boeg.pdf").read_bytes().startswith(b"%PDF")
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    report = sessie.rapporten.preview(H1)
    assert len(package["resources"]) == len(report.tabellen)
    for tabel in report.tabellen:
        with next(folder.rglob(f"{tabel.naam}.csv")).open(encoding="utf-8", newline="") as file:
            numbers = [row["aantal"] for row in csv.DictReader(file)]
        assert sum(bool(n) for n in numbers) == tabel.shown
    tables = len(report.tabellen)
    assert page.note.text() == (
        f"Het rapport staat in {folder}: reflectierapport-boeg.pdf, datapackage.json en {tables} tabellen (CSV)."
    )


def test_an_earlier_report_is_never_written_over(page: RapportenPage, work: Work, qtbot: QtBot, tmp_path: Path) -> None:
    earlier = tmp_path / "boeg-2026-H1"
    earlier.mkdir()
    (earlier / "reflectierapport-boeg.pdf").write_bytes(b"eerder")
    page.make_report(tmp_path)
    settle(work, qtbot)
    assert (earlier / "reflectierapport-boeg.pdf").read_bytes() == b"eerder"
    assert (tmp_path / "boeg-2026-H1-2" / "reflectierapport-boeg.pdf").exists()
    assert free_folder(tmp_path, "boeg-2026-H1").name == "boeg-2026-H1-3"


def test_who_may_not_export_reads_along(sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    sessie.rapporten.set_texts(H1, BoegVelden(duiding="Van de voorzitter."))
    object.__setattr__(sessie.context, "actor", Actor("sien", Rol.SECRETARIS))
    sessie.__dict__["rapporten"] = Rapporten(sessie.context)
    page = make(sessie, work, qtbot)
    assert page.voorbeeld.report is not None
    assert page.teksten.velden["duiding"].area.toPlainText() == "Van de voorzitter."
    assert page.teksten.velden["duiding"].area.isReadOnly()
    assert not page.make_button.isEnabled()
    assert "De voorzitter maakt het rapport." in page.note.text()


@pytest.mark.parametrize("scale", [100, 200])
def test_every_control_has_a_name(page: RapportenPage, theme: Theme, unnamed_controls: Walker, scale: int) -> None:
    theme.set_text_scale(scale)
    assert unnamed_controls(page) == []
