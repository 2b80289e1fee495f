"""What is new shows once after an update, quietly, and never to who starts for the first time."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from expertteam_app import __version__
from expertteam_app.bootstrap import make_app
from expertteam_app.domain.beleid import Beleid
from expertteam_app.ui.app import App
from expertteam_app.ui.pages.beheer import BeheerPage
from expertteam_app.ui.pages.beheer_zelftest import ZelftestDeel
from expertteam_app.ui.pages.vandaag import VandaagPage
from expertteam_app.ui.pages.vandaag_nieuws import NieuwsRegel
from expertteam_app.ui.voorkeuren import Voorkeuren
from tests.ui.venster import opened_app, practise

OLD = "[General]\nversie=0.1.0\n"


def line_of(app: App) -> NieuwsRegel:
    app.frame.open_page("vandaag")
    page = app.frame.current_page
    assert isinstance(page, VandaagPage)
    return page.news


def read_aloud(app: App) -> str:
    assert app._help is not None
    return app._help.lezer.toPlainText()


@pytest.mark.parametrize(
    ("before", "first", "now", "told", "kept"),
    [
        ("", True, "0.6.0", False, "0.6.0"),
        ("", False, "0.6.0", True, ""),
        ("0.5.0", False, "0.6.0", True, "0.5.0"),
        ("0.5.0", True, "0.6.0", True, "0.5.0"),
        ("0.6.0", False, "0.6.0", False, "0.6.0"),
        ("0.7.0", False, "0.6.0", False, "0.7.0"),
        ("0.9.0", False, "0.10.0", True, "0.9.0"),
        ("stuk", False, "0.6.0", True, "stuk"),
    ],
)
def test_news_is_for_who_had_an_older_version(
    tmp_path: Path, before: str, now: str, kept: str, *, first: bool, told: bool
) -> None:
    file = tmp_path / "venster.ini"
    if before:
        file.write_text(f"[General]\nversie={before}\n", "utf-8")
    found = Voorkeuren(file, Beleid())
    assert found.came_with(now, first=first) is told
    assert str(QSettings(str(file), QSettings.Format.IniFormat).value("versie", "")) == kept
    found.has_seen(now)
    assert Voorkeuren(file, Beleid()).came_with(now, first=False) is False


def test_after_an_update_there_is_one_quiet_line_and_it_leads_to_the_news(
    qapp: QApplication, tmp_path: Path, filled_kluis: Path, unnamed_controls: Callable[[QWidget], list[str]]
) -> None:
    (tmp_path / "venster.ini").write_text(OLD, "utf-8")
    with opened_app(qapp, tmp_path, filled_kluis, (1366, 728)) as app:
        line = line_of(app)
        assert line.text == f"Dit is versie {__version__} van Expertteam."
        assert unnamed_controls(line) == []
        app.lock()
        practise(app)
        line = line_of(app)
        assert line.text, "until it is read or put away it stays, in this run of the program"
        line.read_button.setFocus()
        QTest.keyClick(line.read_button, Qt.Key.Key_Return)
        assert read_aloud(app).startswith("Wat is er nieuw")
        assert f"Versie {__version__}" in read_aloud(app)
        assert line_of(app).text == ""
        app.lock()
        practise(app)
        assert line_of(app).text == ""
    again = make_app(qapp, tmp_path)
    try:
        assert not again.has_news
    finally:
        again.close()
        qapp.removeEventFilter(again.idle)
        again.frame.deleteLater()


def test_it_can_be_put_away_unread(qapp: QApplication, tmp_path: Path, filled_kluis: Path) -> None:
    (tmp_path / "venster.ini").write_text(OLD, "utf-8")
    with opened_app(qapp, tmp_path, filled_kluis, (1366, 728)) as app:
        line = line_of(app)
        line.close_button.click()
        assert line.text == ""
        assert app._help is None
        assert not app.has_news


def test_who_begins_sees_none_and_finds_it_in_beheer_and_by_ctrl_k(
    qapp: QApplication, tmp_path: Path, filled_kluis: Path
) -> None:
    with opened_app(qapp, tmp_path, filled_kluis, (1366, 728)) as app:
        assert line_of(app).text == ""
        app.frame.open_page("beheer")
        beheer = app.frame.current_page
        assert isinstance(beheer, BeheerPage)
        test = beheer.part(ZelftestDeel.title)
        assert isinstance(test, ZelftestDeel)
        test.news_button.click()
        assert read_aloud(app).startswith("Wat is er nieuw")
        assert [c.text for c in app.frame.commands if c.id == "nieuws"] == ["Wat is er nieuw"]


def test_a_kluis_from_before_there_was_news_is_an_update(qapp: QApplication, tmp_path: Path, empty_kluis: Path) -> None:
    shutil.copytree(empty_kluis, tmp_path / "RET.kluis")
    app = make_app(qapp, tmp_path)
    try:
        assert app.has_news
        assert not (tmp_path / "venster.ini").exists(), "not told yet"
    finally:
        app.close()
        qapp.removeEventFilter(app.idle)
        app.frame.deleteLater()
