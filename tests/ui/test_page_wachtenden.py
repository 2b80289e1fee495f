"""The part Wachtenden of the page Hiaten, by keyboard, and the sheet for aanbieders that leaves the kluis."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.access import Actor, Rol
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.wachtenden import PDF_NAME
from expertteam_app.ui.pages.hiaten import HiatenPage
from expertteam_app.ui.pages.hiaten_wachtenden import WachtendenDeel
from expertteam_app.ui.pages.rapporten_tabellen import VERBORGEN
from expertteam_app.ui.theme import Theme
from expertteam_app.ui.work import Work

WAIT = 20_000
KEY = Qt.Key
Walker = Callable[[QWidget], list[str]]


@pytest.fixture
def page(sessie: Sessie, work: Work, qtbot: QtBot) -> HiatenPage:
    page = HiatenPage(sessie, work)
    qtbot.addWidget(page)
    page.resize(1180, 690)
    page.show()
    page.refresh(frozenset())
    next(c for c in page.commands() if c.text == "Hiaten: Wachtenden").run()
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    return page


@pytest.fixture
def deel(page: HiatenPage) -> WachtendenDeel:
    assert isinstance(page.current, WachtendenDeel)
    return page.current


def test_the_register_stands_longest_first_and_opens_its_casussen(
    deel: WachtendenDeel, page: HiatenPage, sessie: Sessie, qtbot: QtBot
) -> None:
    register = sessie.wachtenden.register()
    assert register
    assert deel.model.rows == register
    days = [w.dagen for w in register]
    assert days == sorted(days, reverse=True)
    assert f"het langst {days[0]} kalenderdagen" in deel.sentence.text()
    assert deel.table.hasFocus()
    with qtbot.waitSignal(page.open_requested) as opened:
        QTest.keyClick(deel.open_button, KEY.Key_Space)
    assert opened.args == ["casus", register[0].casus_id]
    with qtbot.waitSignal(page.drill) as listed:
        next(c for c in page.commands() if c.id == "hiaten.lijst").run()
    assert set(listed.args[0]) == {w.casus_id for w in register}


def test_what_is_changed_here_stands_in_the_hiaat_of_the_casus(deel: WachtendenDeel, sessie: Sessie) -> None:
    QTest.keyClick(deel.table, KEY.Key_Down)
    wacht = deel.chosen
    assert wacht is not None
    QTest.keyClick(deel.table, KEY.Key_Return)
    card = deel.plek.card
    assert card is not None
    earlier = wacht.sinds - timedelta(days=10)
    for key, value in (("urgentie", "spoed"), ("overbrugging", "logeren (verzonnen)"), ("gezocht_sinds", earlier)):
        card.form.set_value(key, value)
    QTest.keyClick(card.confirm_button, KEY.Key_Space)
    deel.refresh(frozenset({"hiaat"}))
    hiaat = next(h for h in sessie.casussen.dossier(wacht.casus_id).hiaten if h.id == wacht.hiaat_id)
    assert (hiaat.urgentie, hiaat.overbrugging, hiaat.gezocht_sinds) == ("spoed", "logeren (verzonnen)", earlier)
    assert deel.chosen is not None
    assert deel.chosen.hiaat_id == wacht.hiaat_id, "one stays with who one was at"
    assert deel.chosen.dagen == wacht.dagen + 10


def test_who_is_helped_waits_no_longer(deel: WachtendenDeel, sessie: Sessie) -> None:
    wacht = deel.chosen
    assert wacht is not None
    QTest.keyClick(deel.table, KEY.Key_Return)
    card = deel.plek.card
    assert card is not None
    card.form.set_value("gezocht_sinds", wacht.sinds - timedelta(days=3))
    card.form.set_value("opgelost_op", wacht.sinds - timedelta(days=4))
    QTest.keyClick(card.confirm_button, KEY.Key_Space)
    assert card.form.row("opgelost_op").error, "a solution before the search is refused at its field"
    card.form.set_value("opgelost_op", sessie.context.vandaag())
    QTest.keyClick(card.confirm_button, KEY.Key_Space)
    deel.refresh(frozenset({"hiaat"}))
    assert wacht.hiaat_id not in {w.hiaat_id for w in deel.model.rows}


def test_one_zorgvorm_can_be_looked_at_alone(deel: WachtendenDeel) -> None:
    kind = deel.model.rows[-1].zorgvorm
    deel.zorgvorm.setCurrentIndex(deel.zorgvorm.findData(kind))
    deel.zorgvorm.activated.emit(deel.zorgvorm.currentIndex())
    assert {w.zorgvorm for w in deel.model.rows} == {kind}


def open_blad(deel: WachtendenDeel, work: Work, qtbot: QtBot) -> None:
    QTest.keyClick(deel.blad_button, KEY.Key_Space)
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)


def test_the_sheet_shows_only_what_may_leave_and_is_saved_so(
    deel: WachtendenDeel, sessie: Sessie, work: Work, qtbot: QtBot, tmp_path: Path
) -> None:
    open_blad(deel, work, qtbot)
    report = sessie.wachtenden.blad()
    assert deel.blad.voorbeeld.report == report
    words = " ".join(w.text() for w in deel.blad.findChildren(QLabel))
    assert VERBORGEN in words
    assert not any(w.nummer in words for w in deel.model.rows)
    out = tmp_path / "buiten"
    deel.blad.save(out)
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    folder = next(out.iterdir())
    assert (folder / PDF_NAME).read_bytes().startswith(b"%PDF")
    for tabel in report.tabellen:
        rows = list(csv.DictReader(io.StringIO((folder / f"{tabel.naam}.csv").read_text("utf-8"))))
        assert [r["aantal"] for r in rows] == ["" if c.aantal is None else str(c.aantal) for c in tabel.cellen]
    everything = b"".join(p.read_bytes() for p in folder.iterdir() if p.suffix in {".csv", ".json"}).decode()
    for wacht in sessie.wachtenden.register():
        assert wacht.nummer not in everything
        assert sessie.lists["gemeenten"].label(wacht.gemeente) not in everything
    assert str(folder) in deel.blad.told.text


def test_a_second_sheet_soon_after_warns(deel: WachtendenDeel, sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    assert sessie.wachtenden.laatste_blad() is None
    sessie.wachtenden.bestanden()
    assert sessie.wachtenden.laatste_blad() == sessie.context.vandaag()
    open_blad(deel, work, qtbot)
    assert "laten zien wie erbij kwam" in deel.blad.told.text


def test_who_may_not_export_sees_the_sheet_only(sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    object.__setattr__(sessie.context, "actor", Actor("toegang", Rol.TOEGANGSMEDEWERKER))
    part = WachtendenDeel(sessie, work)
    qtbot.addWidget(part)
    assert not part.blad.save_button.isEnabled()


def test_nobody_waits_in_an_empty_kluis(lege_sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    part = WachtendenDeel(lege_sessie, work)
    qtbot.addWidget(part)
    part.show()
    part.refresh(frozenset())
    assert part.empty.isVisible()
    part.focus_first()
    assert part.focusWidget() is part.zorgvorm


@pytest.mark.parametrize("scale", [100, 200])
def test_every_control_has_a_name(
    deel: WachtendenDeel, theme: Theme, unnamed_controls: Walker, scale: int, work: Work, qtbot: QtBot
) -> None:
    theme.set_text_scale(scale)
    open_blad(deel, work, qtbot)
    deel.change()
    assert unnamed_controls(deel) == []
