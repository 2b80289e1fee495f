"""The register of hiaten on screen, by keyboard: four views, casussen behind each line, and a table to copy."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.access import Rol
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.hiaten import HiatenPage
from expertteam_app.ui.pages.hiaten_register import ALLES, VIEWS, RegisterDeel
from expertteam_app.ui.work import Work
from tests.ui.tafels import as_role

KEY = Qt.Key
Walker = Callable[[QWidget], list[str]]


def shown(sessie: Sessie, work: Work, qtbot: QtBot) -> tuple[HiatenPage, RegisterDeel]:
    page = HiatenPage(sessie, work)
    qtbot.addWidget(page)
    page.resize(1180, 690)
    page.show()
    page.refresh(frozenset())
    next(c for c in page.commands() if c.text == "Hiaten: Register").run()
    qtbot.waitUntil(lambda: not work.busy, timeout=20_000)
    assert isinstance(page.current, RegisterDeel)
    return page, page.current


@pytest.mark.parametrize("view", [code for code, _name in VIEWS])
def test_each_view_shows_its_lines_and_the_casussen_behind_them(
    sessie: Sessie, work: Work, qtbot: QtBot, view: str, unnamed_controls: Walker
) -> None:
    _page, deel = shown(sessie, work, qtbot)
    deel.view.choose(view)
    deel.view.activated.emit(0)
    rows = deel.models[view].rows
    assert rows
    assert deel.table.currentIndex().row() == 0
    deel.table.setFocus()
    QTest.keyClick(deel.table, KEY.Key_Down)
    line = rows[min(1, len(rows) - 1)]
    ids = getattr(line, "casus_ids", None) or (getattr(line, "casus_id", 0),)
    assert {row.id for row in deel.behind.model.rows} == set(ids)
    assert unnamed_controls(deel) == []


def test_the_table_is_copied_with_its_heads(sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    _page, deel = shown(sessie, work, qtbot)
    QTest.keyClick(deel.copy_button, KEY.Key_Space)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:3] == ["Gezocht", "Jeugdigen", "Niet gevonden"]
    assert len(lines) == 1 + len(deel.models["zorgvorm"].rows)
    assert {len(line.split("\t")) for line in lines} == {7}


def test_who_sees_figures_only_has_no_view_of_each_hiaat(sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    _page, deel = shown(as_role(sessie, Rol.LEZER_CIJFERS), work, qtbot)
    assert ALLES not in deel.models
    assert deel.models["zorgvorm"].rows
