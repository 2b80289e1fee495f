"""The page with the report for BOEG, by keyboard, on the real kluis and with the real files."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
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
from expertteam_app.domain.uitgave import CONTROLE, Stand
from expertteam_app.services.rapporten import BoegVelden, Rapporten
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.cijfer_tabel import AskTable, ListModel
from expertteam_app.ui.pages.rapporten import CHECK, CIJFERS, TEKSTEN, VRIJGAVE, RapportenPage
from expertteam_app.ui.pages.rapporten_tabellen import LANG, LEGENDA, VERBORGEN, WAAROM, lay_out
from expertteam_app.ui.pages.rapporten_vrijgave import free_folder
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


def released(page: RapportenPage, sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    """Freeze and offer in the window; the second reader releases."""
    page.cijfers.freeze()
    settle(work, qtbot)
    page.delen.go_to(VRIJGAVE)
    page.vrijgave.wie.set_value("ontvangers", "Deelnemers van het BOEG-overleg")
    page.vrijgave.wie.set_value("doel", "Leren van vastgelopen situaties")
    page.vrijgave.bied_aan()
    second = Rapporten(replace(sessie.context, actor=Actor("sien", Rol.SECRETARIS)))
    second.geef_vrij(H1, dict.fromkeys(CONTROLE, True))
    page.reload()
    settle(work, qtbot)


@pytest.fixture
def page(sessie: Sessie, work: Work, qtbot: QtBot) -> RapportenPage:
    return make(sessie, work, qtbot)


def words(widget: QWidget) -> str:
    return "\n".join(w.text() for w in widget.findChildren(QLabel) if not w.isHidden())


def test_the_last_closed_half_year_is_proposed(page: RapportenPage) -> None:
    assert page.periode.periode == H1
    assert page.cijfers.freeze_button.isEnabled()
    assert page.stand.text() == "1e halfjaar 2026: nog niet bevroren"


def test_a_period_that_still_runs_cannot_be_frozen(page: RapportenPage, work: Work, qtbot: QtBot) -> None:
    page.periode.choose("2026-H2")
    page.periode.activated.emit(0)
    settle(work, qtbot)
    assert not page.cijfers.freeze_button.isEnabled()
    page.vrijgave.choose_folder()
    assert not page.findChildren(QFileDialog)


def test_what_is_missing_is_listed_and_enter_opens_the_casus(page: RapportenPage, sessie: Sessie, qtbot: QtBot) -> None:
    found = sessie.gegevenscheck.gebreken(H1)
    assert found
    page.delen.go_to(CHECK)
    assert page.delen.tab_text(CHECK) == f"Gegevenscheck ({len(found)})"
    with qtbot.waitSignal(page.open_requested) as asked:
        QTest.keyClick(page.check.table, KEY.Key_Return)
    assert asked.args == ["casus", found[0].casus_id]


def test_from_check_to_released_by_keyboard(page: RapportenPage, sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    page.delen.go_to(CIJFERS)
    assert page.cijfers.freeze_button.hasFocus()
    QTest.keyClick(page.cijfers.freeze_button, KEY.Key_Return)
    settle(work, qtbot)
    assert "Bevroren op" in page.cijfers.told.text
    page.delen.go_to(VRIJGAVE)
    v = page.vrijgave
    for key, text in (("ontvangers", "Deelnemers van het BOEG-overleg"), ("doel", "Leren van vastgelopen situaties")):
        area = v.wie.row(key).field
        area.setFocus()
        QTest.keyClicks(area, text)
        QTest.keyClick(area, KEY.Key_Tab)
    v.offer_button.setFocus()
    QTest.keyClick(v.offer_button, KEY.Key_Return)
    assert sessie.rapporten.stand(H1).stand is Stand.AANGEBODEN
    assert not v.reader.isVisible(), "the maker does not release"
    assert "Iemand anders" in v.told.text
    assert page.teksten.velden["duiding"].area.isReadOnly()


def test_the_second_reader_confirms_every_point(page: RapportenPage, sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    page.cijfers.freeze()
    settle(work, qtbot)
    sessie.rapporten.bied_aan(H1, "BOEG-overleg", "leren")
    as_reader(sessie)
    reader = make(sessie, work, qtbot)
    reader.delen.go_to(VRIJGAVE)
    v = reader.vrijgave
    assert v.reader.isVisible()
    assert not v.release_button.isEnabled()
    for box in v.punten.boxes.values():
        box.setFocus()
        QTest.keyClick(box, KEY.Key_Space)
    assert v.release_button.isEnabled()
    v.release_button.setFocus()
    QTest.keyClick(v.release_button, KEY.Key_Return)
    assert sessie.rapporten.stand(H1).stand is Stand.VRIJGEGEVEN
    assert len(sessie.uitgaven.all()) == 1
    assert v.register.isVisible()


def test_why_a_number_is_hidden_is_told_by_enter(page: RapportenPage, work: Work, qtbot: QtBot) -> None:
    page.delen.go_to(CIJFERS)
    table = next(t for t in page.cijfers.voorbeeld.findChildren(AskTable) if t.model().rowCount())
    model = table.model()
    row = next(r for r in range(model.rowCount()) if model.index(r, 1).data() == PRINTED_SIGN)
    table.setCurrentIndex(model.index(row, 1))
    QTest.keyClick(table, KEY.Key_Return)
    settle(work, qtbot)
    assert "minder dan 8" in page.cijfers.waarom.waarom.text()
    assert page.cijfers.waarom.bereik.text().startswith("Een lezer kan afleiden: ")


def as_reader(sessie: Sessie) -> None:
    object.__setattr__(sessie.context, "actor", Actor("sien", Rol.SECRETARIS))
    for name in ("rapporten", "uitgaven", "gegevenscheck"):
        sessie.__dict__.pop(name, None)


def test_what_the_chair_types_is_kept_per_period(page: RapportenPage, sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    page.delen.go_to(TEKSTEN)
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
    page.delen.go_to(TEKSTEN)
    area = page.teksten.velden["vragen"].area
    area.setFocus()
    QTest.keyClicks(area, "Waar is plek")
    page.save_draft()
    assert sessie.rapporten.texts(H1) == BoegVelden(vragen="Waar is plek")


def test_a_name_a_date_and_a_bsn_in_a_text_give_a_quiet_warning(page: RapportenPage, sessie: Sessie) -> None:
    rows = sessie.casussen.rows(sessie.casussen.find(CasusFilter(status="alle")))
    name = next(w for row in rows for w in row.naam.split() if len(w) > 3 and w[0].isupper())
    page.delen.go_to(TEKSTEN)
    veld = page.teksten.velden["lessen"]
    veld.area.setFocus()
    QTest.keyClicks(veld.area, f"Bij {name} ging het op 12-03-2026 goed, 111222333.")
    veld.check()
    assert veld.warning.isVisible()
    assert f"naam ({name})" in veld.warning.text()
    assert "datum (12-03-2026)" in veld.warning.text()
    assert "BSN (111222333)" in veld.warning.text()
    veld.area.selectAll()
    QTest.keyClicks(veld.area, "Bij enkele jeugdigen ging het goed.")
    veld.check()
    assert not veld.warning.isVisible(), veld.warning.text()
    assert not page.teksten.velden["duiding"].warning.isVisible()


def test_every_number_shows_its_source_and_f8_walks_along_what_was_found(page: RapportenPage, sessie: Sessie) -> None:
    report = sessie.rapporten.preview(H1)
    tabel, number = next((t, c.aantal) for t in report.tabellen for c in t.cellen if c.aantal is not None)
    page.delen.go_to(TEKSTEN)
    veld = page.teksten.velden["duiding"]
    veld.area.setFocus()
    QTest.keyClicks(veld.area, f"Er waren {number} jeugdigen. In Twello waren het er 3.")
    veld.check()
    assert f"{number}: {tabel.titel}: " in veld.numbers.text()
    assert "Plaats (Twello)" in veld.warning.text()
    assert "Getal dat in geen tabel staat (3)" in veld.warning.text()
    walked = []
    for _ in range(3):
        QTest.keyClick(veld.area, KEY.Key_F8)
        walked.append(veld.area.textCursor().selectedText())
    assert walked == ["Twello", "3", "Twello"]


def test_the_preview_shows_every_table_with_its_sign_and_how_was_counted(page: RapportenPage, sessie: Sessie) -> None:
    report = sessie.rapporten.preview(H1)
    assert page.cijfers.voorbeeld.report == report
    text = words(page.cijfers.voorbeeld)
    assert WAAROM in text
    assert LEGENDA in text
    for line in report.telwijze:
        assert f"• {line}" in text
    for tabel in report.tabellen:
        assert tabel.titel in text
        assert f"Geteld: {tabel.universum}." in text


def test_the_preview_holds_no_number_that_is_hidden(page: RapportenPage, sessie: Sessie) -> None:
    report = sessie.rapporten.preview(H1)
    tables = {t.accessibleName(): t for t in page.cijfers.voorbeeld.findChildren(AskTable)}
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
    released(page, sessie, work, qtbot)
    button = page.vrijgave.make_button
    button.setFocus()
    QTest.keyClick(button, KEY.Key_Space)
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
    assert page.vrijgave.done.text == (
        f"Het rapport staat in {folder}: reflectierapport-boeg.pdf, reflectierapport-boeg-teksten.docx, "
        f"reflectierapport-boeg-tabellen.ods, datapackage.json en {tables} tabellen (CSV)."
    )


def test_an_earlier_report_is_never_written_over(
    page: RapportenPage, sessie: Sessie, work: Work, qtbot: QtBot, tmp_path: Path
) -> None:
    released(page, sessie, work, qtbot)
    earlier = tmp_path / "boeg-2026-H1"
    earlier.mkdir()
    (earlier / "reflectierapport-boeg.pdf").write_bytes(b"eerder")
    page.vrijgave.make_report(tmp_path)
    settle(work, qtbot)
    assert (earlier / "reflectierapport-boeg.pdf").read_bytes() == b"eerder"
    assert (tmp_path / "boeg-2026-H1-2" / "reflectierapport-boeg.pdf").exists()
    assert free_folder(tmp_path, "boeg-2026-H1").name == "boeg-2026-H1-3"


def test_the_audit_report_is_saved_apart(
    page: RapportenPage, sessie: Sessie, work: Work, qtbot: QtBot, tmp_path: Path
) -> None:
    assert not page.vrijgave.audit_button.isVisible()
    released(page, sessie, work, qtbot)
    assert page.vrijgave.audit_button.isVisible()
    page.vrijgave.save_audit(tmp_path)
    settle(work, qtbot)
    (made,) = (tmp_path / "controle-boeg-2026-H1").iterdir()
    assert made.read_bytes().startswith(b"%PDF")
    assert "blijft binnen" in page.vrijgave.done.text


def test_a_withdrawal_is_written_down(page: RapportenPage, sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    released(page, sessie, work, qtbot)
    v = page.vrijgave
    v.intrek.set_value("reden", "Een les noemde een plaats.")
    QTest.keyClick(v.withdraw_button, KEY.Key_Return)
    (info,) = sessie.uitgaven.all()
    assert info.ingetrokken is not None
    assert sessie.rapporten.stand(H1).stand is Stand.BEVROREN


def test_who_may_not_export_reads_along(sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    sessie.rapporten.set_texts(H1, BoegVelden(duiding="Van de voorzitter."))
    as_reader(sessie)
    page = make(sessie, work, qtbot)
    assert page.cijfers.voorbeeld.report is not None
    assert page.teksten.velden["duiding"].area.toPlainText() == "Van de voorzitter."
    assert page.teksten.velden["duiding"].area.isReadOnly()
    assert not page.cijfers.freeze_button.isEnabled()
    assert not page.vrijgave.can_make


@pytest.mark.parametrize("scale", [100, 200])
def test_every_control_has_a_name(page: RapportenPage, theme: Theme, unnamed_controls: Walker, scale: int) -> None:
    theme.set_text_scale(scale)
    assert unnamed_controls(page) == []
