"""Every look back at an advice in one list: what is open first, what is late marked, and Enter goes to the answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from expertteam_app.domain.opvolging import Stand
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.ui.app import App
from expertteam_app.ui.pages.ret import RetPage
from expertteam_app.ui.pages.terugkijken import TerugkijkenPage
from expertteam_app.ui.pages.vandaag import VandaagPage
from tests.ui.a11y import unnamed_controls
from tests.ui.venster import opened_app, sessie_of, until


@pytest.fixture(scope="module")
def app(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, filled_kluis: Path) -> Iterator[App]:
    with opened_app(qapp, tmp_path_factory.mktemp("terugkijken"), filled_kluis, (1366, 728)) as made:
        yield made


def opened(app: App) -> TerugkijkenPage:
    """The page, filled."""
    app.frame.open_page("terugkijken")
    page = app.frame.current_page
    assert isinstance(page, TerugkijkenPage)
    until(lambda: not app.busy and page.table.isVisible())
    return page


def choose(page: TerugkijkenPage, words: str) -> None:
    page.welke.setCurrentIndex(page.welke.findText(words))
    page.welke.activated.emit(page.welke.currentIndex())


def stands(page: TerugkijkenPage, app: App) -> list[Stand]:
    today = sessie_of(app).context.vandaag()
    return [info.stand(today) for info in page.model.rows]


def test_open_ones_stand_there_late_first_and_the_filter_shows_the_others(app: App) -> None:
    page = opened(app)
    every = sessie_of(app).opvolgingen.alle()
    order = stands(page, app)
    assert Stand.TE_LAAT in order
    assert Stand.GEDAAN not in order
    assert order == sorted(order, key=list(Stand).index)
    first = page.model.data(page.model.index(0, 0))
    assert str(first).startswith("te laat: ")
    seen = {}
    for words in ("te laat", "gedaan", "alles", "nog te doen"):
        choose(page, words)
        seen[words] = len(page.model.rows)
    assert seen["alles"] == len(every) == seen["nog te doen"] + seen["gedaan"]
    assert seen["te laat"] == order.count(Stand.TE_LAAT)
    assert f"{seen['te laat']} te laat" in page.count.text()
    assert unnamed_controls(page) == []


def test_searching_and_why(app: App) -> None:
    page = opened(app)
    nummer = page.model.rows[-1].casus_nummer
    page.search.setText(nummer)
    assert {info.casus_nummer for info in page.model.rows} == {nummer}
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.table
    here = page.current
    assert here is not None
    assert page.waarom() == Vraag(Over.TERUGKIJKEN, here.id)
    page.search.setText("bestaat niet")
    assert (page.table.isVisible(), page.count.text()) == (False, "Geen moment past hierbij.")
    page.search.clear()


def test_enter_goes_to_the_question_that_has_no_answer(app: App) -> None:
    page = opened(app)
    here = page.current
    assert here is not None
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    ret = app.frame.current_page
    assert isinstance(ret, RetPage)
    assert ret.current_item() == here.zitting_id
    view = ret.zitting.punt
    assert view is not None
    assert view.terugkijken is not None
    assert QApplication.focusWidget() is view.terugkijken.form(here.id).row("uitgevoerd").control


def test_it_is_reached_from_ret_from_vandaag_and_from_the_palette(app: App) -> None:
    late, _due = sessie_of(app).opvolgingen.te_laat_en_vandaag()
    app.frame.open_page("ret")
    ret = app.frame.current_page
    assert isinstance(ret, RetPage)
    assert ret.look_back_button.text() == f"Terugkijken ({late} te laat)"
    ret.look_back_button.click()
    assert isinstance(app.frame.current_page, TerugkijkenPage)
    app.frame.open_page("vandaag")
    vandaag = app.frame.current_page
    assert isinstance(vandaag, VandaagPage)
    until(lambda: not app.busy and vandaag.look_back_button.isVisible())
    vandaag.look_back_button.click()
    assert isinstance(app.frame.current_page, TerugkijkenPage)
    app.frame.open_page("casussen")
    command = next(c for c in app.frame.commands if c.id == "ga.terugkijken")
    assert command.text == "Terugkijken op adviezen van het RET"
    command.run()
    assert isinstance(app.frame.current_page, TerugkijkenPage)
