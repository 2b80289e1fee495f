"""The part with hiaten, by keyboard, on the real kluis with sixty invented casussen."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.inzicht import HiaatTelling
from expertteam_app.domain.periode import Periode
from expertteam_app.services.hiaten import Hiaten
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.hiaten_achter import NO_RIGHT
from expertteam_app.ui.pages.hiaten_gaten import GatenDeel
from expertteam_app.ui.pages.hiaten_matrix import contrast, make_matrix, shade_and_ink
from expertteam_app.ui.theme import SCHEMES, Scheme, Theme
from expertteam_app.ui.work import Work

WAIT = 20_000
KEY = Qt.Key
Walker = Callable[[QWidget], list[str]]


def settle(work: Work, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)


def make(sessie: Sessie, work: Work, qtbot: QtBot, periode: str = "2026") -> GatenDeel:
    page = GatenDeel(sessie, work)
    qtbot.addWidget(page)
    page.resize(1180, 690)
    page.show()
    page.periode.choose(periode)
    page.refresh(frozenset())
    settle(work, qtbot)
    return page


@pytest.fixture
def page(sessie: Sessie, work: Work, qtbot: QtBot) -> GatenDeel:
    return make(sessie, work, qtbot)


def look_at(page: GatenDeel, view: str) -> None:
    page.view.setFocus()
    page.view.setCurrentIndex(page.view.findData(view))
    page.view.activated.emit(page.view.currentIndex())


def shown_numbers(page: GatenDeel) -> dict[tuple[str, str], int]:
    model = page.matrix.model()
    heads = [str(model.headerData(c, Qt.Orientation.Horizontal)).replace("\n", " ") for c in range(model.columnCount())]
    return {
        (str(model.index(r, 0).data()), heads[c]): int(model.index(r, c).data())
        for r, c in product(range(model.rowCount()), range(1, model.columnCount()))
        if model.index(r, c).data() != "–"
    }


def test_the_matrix_shows_every_count_of_the_service_and_nothing_else(page: GatenDeel, sessie: Sessie) -> None:
    overzicht = sessie.hiaten.overview(Periode(2026))
    zorgvorm, aard = sessie.lists["zorgvormen"].label, sessie.lists["aard_hiaat"].label
    assert shown_numbers(page) == {
        (zorgvorm(t.zorgvorm), aard(t.aard)): t.aantal for t in overzicht.per_zorgvorm_en_aard
    }
    look_at(page, "oorzaak")
    oorzaak = sessie.lists["oorzaken"].label
    expected = {(zorgvorm(t.zorgvorm), oorzaak(t.oorzaak)): t.aantal for t in overzicht.per_zorgvorm_en_oorzaak}
    assert shown_numbers(page) == expected


def test_the_sentence_names_the_most_frequent_of_all_jeugdigen(page: GatenDeel, sessie: Sessie) -> None:
    overzicht = sessie.hiaten.overview(Periode(2026))
    top = overzicht.per_zorgvorm_en_aard[0]
    assert f"Bij {overzicht.jeugdigen} jeugdigen is in heel 2026 een hiaat vastgelegd." in page.sentence.text()
    assert f"bij {top.aantal} van de {overzicht.jeugdigen} jeugdigen." in page.sentence.text()


def test_a_cell_lists_the_casussen_behind_its_number_and_opens_them(page: GatenDeel, qtbot: QtBot) -> None:
    page.focus_first()
    telling = page.matrix.current_telling
    assert telling is not None, "one begins on the largest number"
    assert {r.id for r in page.behind.model.rows} == set(telling.casus_ids)
    assert page.behind.sentence.text().endswith(f"{telling.aantal} van de 22 jeugdigen")
    QTest.keyClick(page.matrix, KEY.Key_Return)
    assert page.behind.table.hasFocus()
    with qtbot.waitSignal(page.open_requested) as asked:
        QTest.keyClick(page.behind.table, KEY.Key_Return)
    assert asked.args == ["casus", page.behind.model.rows[0].id]


def test_arrows_walk_from_number_to_number_and_an_empty_cell_says_so(page: GatenDeel) -> None:
    page.focus_first()
    seen: list[HiaatTelling | None] = []
    page.matrix.setCurrentIndex(page.matrix.model().index(0, 1))
    for _ in range(page.matrix.model().columnCount() - 2):
        seen.append(page.matrix.current_telling)
        if page.matrix.current_telling is None:
            assert page.behind.model.rowCount() == 0
            assert "Kies een getal" in page.behind.sentence.text()
        QTest.keyClick(page.matrix, KEY.Key_Right)
    assert any(t is None for t in seen)
    assert any(t is not None for t in seen)


def test_the_numbers_can_be_heard_with_their_column(page: GatenDeel) -> None:
    index = page.matrix.currentIndex()
    spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.endswith(f": {page.matrix.current_telling.aantal}" if page.matrix.current_telling else "leeg")


def test_the_three_way_list_sorts_and_drills(page: GatenDeel, sessie: Sessie, qtbot: QtBot) -> None:
    look_at(page, "alles")
    overzicht = sessie.hiaten.overview(Periode(2026))
    assert page.list_model.rows == overzicht.alles
    page.list.setFocus()
    QTest.keyClick(page.list, KEY.Key_Down)
    telling = page.list_model.rows[1]
    assert {r.id for r in page.behind.model.rows} == set(telling.casus_ids)
    with qtbot.waitSignal(page.drill) as asked:
        QTest.keyClick(page.behind.list_button, KEY.Key_Space)
    assert set(asked.args[0]) == set(telling.casus_ids)
    assert asked.args[1].endswith(", heel 2026")


def test_the_same_cell_stays_after_a_change(page: GatenDeel, work: Work, qtbot: QtBot) -> None:
    cells = [(r, c) for r in range(page.matrix.model().rowCount()) for c in range(1, page.matrix.model().columnCount())]
    row, column = next(p for p in reversed(cells) if page.matrix.model().index(*p).data() != "–")
    page.matrix.setCurrentIndex(page.matrix.model().index(row, column))
    before = page.matrix.current_telling
    page.refresh(frozenset({"hiaat"}))
    settle(work, qtbot)
    assert before is not None
    assert page.matrix.current_telling == before


def test_a_period_without_hiaten_says_what_to_do(lege_sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    page = make(lege_sessie, work, qtbot)
    assert "Kies een andere periode, of leg hiaten vast" in page.sentence.text()
    assert not page.behind.isVisible()
    page.focus_first()
    assert page.periode.hasFocus()


def test_who_may_not_read_casussen_sees_the_numbers_only(sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    object.__setattr__(sessie.context, "actor", Actor("lezer", Rol.LEZER_CIJFERS))
    sessie.__dict__["hiaten"] = Hiaten(sessie.context)
    page = make(sessie, work, qtbot)
    assert shown_numbers(page)
    assert page.behind.model.rowCount() == 0
    assert not page.behind.list_button.isVisible()
    assert any(w.text() == NO_RIGHT for w in page.behind.findChildren(type(page.sentence)))


@pytest.mark.parametrize("view", ["aard", "alles"])
@pytest.mark.parametrize("scale", [100, 200])
def test_every_control_has_a_name(
    page: GatenDeel, theme: Theme, unnamed_controls: Walker, scale: int, view: str
) -> None:
    theme.set_text_scale(scale)
    look_at(page, view)
    assert unnamed_controls(page) == []


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda s: s.name)
def test_a_number_can_be_read_on_every_shade(scheme: Scheme) -> None:
    before = 99.0
    for step in range(101):
        shade, ink = shade_and_ink(scheme, step / 100)
        assert contrast(ink, shade) >= 4.5, step
        likeness = contrast(shade, QColor(scheme.accent))
        assert likeness <= before, "a larger number is never paler"
        before = likeness


def test_rows_and_columns_stand_in_order_of_size() -> None:
    counts = [
        HiaatTelling("a", "x", "", 1, (1,)),
        HiaatTelling("b", "x", "", 2, (1, 2)),
        HiaatTelling("b", "y", "", 5, (1, 2, 3)),
    ]
    matrix = make_matrix(counts, lambda t: t.aard, str.upper, str.upper)
    assert [r.label for r in matrix.rijen] == ["B", "A"]
    assert matrix.kolommen == (("y", "Y"), ("x", "X"))
    assert matrix.largest == 5
