"""Period, cohort and filters of the page with doorlooptijden, by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.doorlooptijd import Cohort, Keuze
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.tijdvak import van_tot
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_velden import Choice
from expertteam_app.ui.pages.doorlooptijden import DoorlooptijdenPage
from expertteam_app.ui.pages.doorlooptijden_keuze import ANDERS
from expertteam_app.ui.pages.doorlooptijden_werkstroom import EINDEN, STROOM
from expertteam_app.ui.work import Work

KEY = Qt.Key


@pytest.fixture
def page(sessie: Sessie, work: Work, qtbot: QtBot) -> DoorlooptijdenPage:
    made = DoorlooptijdenPage(sessie, work)
    qtbot.addWidget(made)
    made.resize(1180, 690)
    made.show()
    made.refresh(frozenset())
    qtbot.waitUntil(lambda: not work.busy, timeout=20_000)
    pick(made.periode, "2026", work, qtbot)
    return made


def pick(choice: Choice, value: object, work: Work, qtbot: QtBot) -> None:
    choice.setFocus()
    while choice.currentData() != value:
        before = choice.currentIndex()
        QTest.keyClick(choice, KEY.Key_Down)
        assert choice.currentIndex() > before, "it is in the list"
    choice.activated.emit(choice.currentIndex())
    qtbot.waitUntil(lambda: not work.busy, timeout=20_000)


def shown(page: DoorlooptijdenPage) -> dict[str, int]:
    return {u.code: u.cijfer.n for u in page.model.rows}


def test_every_filter_narrows_and_they_combine(
    page: DoorlooptijdenPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    balk = page.keuze
    assert not balk.zorgvorm.isVisible()
    balk.meer.setFocus()
    QTest.keyClick(balk.meer, KEY.Key_Space)
    assert balk.zorgvorm.hasFocus()
    zorgvorm = str(balk.zorgvorm.itemData(1))
    pick(balk.zorgvorm, zorgvorm, work, qtbot)
    pick(balk.stap, 5, work, qtbot)
    pick(balk.ronde, 1, work, qtbot)
    wanted = Keuze(Periode(2026), zorgvorm=zorgvorm, stap=5, ronde=1)
    assert balk.keuze == wanted
    assert shown(page) == {u.code: u.cijfer.n for u in sessie.doorlooptijden.voor(wanted)}
    QTest.keyClick(balk.meer, KEY.Key_Space)
    assert balk.meer.text() == "Meer keuzes (3)"
    assert balk.in_woorden.count(",") == 2


def test_another_period_is_two_days(page: DoorlooptijdenPage, sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    balk = page.keuze
    pick(page.periode, ANDERS, work, qtbot)
    before = shown(page)
    for field, text in ((balk.van, "1-3-2025"), (balk.tot, "1-2-2025")):
        field.edit.setFocus()
        QTest.keyClicks(field.edit, text)
        QTest.keyClick(field.edit, KEY.Key_Return)
    assert "eindigt voor zij begint" in balk.fout.text()
    assert shown(page) == before, "nothing is counted over days that make no period"
    balk.tot.edit.selectAll()
    QTest.keyClicks(balk.tot.edit, "15-9-2025")
    QTest.keyClick(balk.tot.edit, KEY.Key_Return)
    qtbot.waitUntil(lambda: not work.busy, timeout=20_000)
    assert not balk.fout.text()
    spring = van_tot("2025-03-01", "2025-09-15")
    assert shown(page) == {u.code: u.cijfer.n for u in sessie.doorlooptijden.table(spring)}


def test_a_cohort_of_end_is_named_and_draws_no_curve(page: DoorlooptijdenPage, work: Work, qtbot: QtBot) -> None:
    pick(page.keuze.cohort, Cohort.EIND.value, work, qtbot)
    assert page.note.text().startswith("Geteld over wat in de periode is afgerond")
    klok = next(n for n, u in enumerate(page.model.rows) if u.cijfer.genoeg)
    page.table.setCurrentIndex(page.model.index(klok, 0))
    assert not page.detail.chart.isVisible()
    assert page.detail.sentence.text().startswith("Van wat is afgerond duurde de helft hooguit")
    assert "niet hoe lang een nieuwe zaak gaat duren" in page.detail.explanation.text()
    uitkomst = page.model.rows[klok]
    assert sum(z.eind is None for z in page.detail.model.rows) == uitkomst.cijfer.open


def test_the_zaken_that_were_compared_with_are_one_choice_away(
    page: DoorlooptijdenPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    page.table.setCurrentIndex(page.model.index([u.code for u in page.model.rows].index("D3"), 0))
    pick(page.detail.filter, "ervoor", work, qtbot)
    against = sessie.doorlooptijden.vergeleken_met(Periode(2026))
    (then,) = sessie.doorlooptijden.voor(Keuze(against), ("D3",))
    assert {z.sleutel for z in page.detail.model.rows} == {z.sleutel for z in then.zaken}
    with qtbot.waitSignal(page.drill) as asked:
        page.detail.show_list()
    assert asked.args is not None
    assert str(asked.args[1]).endswith(against.label)


def test_the_curve_is_copied_as_a_table(page: DoorlooptijdenPage) -> None:
    page.table.setCurrentIndex(page.model.index([u.code for u in page.model.rows].index("D3"), 0))
    QTest.keyClick(page.detail.copy, KEY.Key_Space)
    heads, *rows = QGuiApplication.clipboard().text().splitlines()
    assert heads.split("\t") == ["werkdagen", "klaar", "onder waarneming", "klaar op deze dag"]
    kromme = page.model.rows[[u.code for u in page.model.rows].index("D3")].cijfer.kromme
    assert kromme is not None
    assert len(rows) == len(kromme.stappen)


def test_every_number_of_what_came_and_went_opens_its_casussen(
    page: DoorlooptijdenPage, work: Work, qtbot: QtBot, unnamed_controls: Callable[[QWidget], list[str]]
) -> None:
    page.show_deel(STROOM)
    qtbot.waitUntil(lambda: not work.busy, timeout=20_000)
    assert not page.keuze.cohort.isVisible()
    table, rows = page.delen.stroom_table, page.delen.stroom.rows
    place = next(n for n, row in enumerate(rows) if row.erbij and row.eruit and row.open_aan_het_eind)
    keys = [c.key for c in page.delen.stroom.columns]
    for key, ids in (
        ("erbij", rows[place].erbij_ids),
        ("eruit", rows[place].eruit_ids),
        ("open", rows[place].open_ids),
    ):
        table.setCurrentIndex(page.delen.stroom.index(place, keys.index(key)))
        with qtbot.waitSignal(page.drill) as seen:
            QTest.keyClick(table, KEY.Key_Return)
        assert seen.args is not None
        assert seen.args[0] == ids
    assert rows[-1].loopt_nog
    assert "loopt nog" in str(page.delen.stroom.data(page.delen.stroom.index(len(rows) - 1, 0)))
    assert unnamed_controls(page) == []


def test_the_ends_of_a_klok_open_their_zaken(
    page: DoorlooptijdenPage, work: Work, qtbot: QtBot, unnamed_controls: Callable[[QWidget], list[str]]
) -> None:
    pick(page.periode, "2025", work, qtbot)
    page.show_deel(EINDEN)
    qtbot.waitUntil(lambda: not work.busy, timeout=20_000)
    page.focus_first()
    part = page.einden
    assert part.beeld.hasFocus()
    assert part.in_words.text() == part.beeld.beeld.alternatief
    QTest.keyClick(part.beeld, KEY.Key_End)
    key = part.beeld.beeld.te_kiezen[-1].sleutel
    QTest.keyClick(part.beeld, KEY.Key_Return)
    assert part.zaak_table.hasFocus()
    regel = next(r for r in part.einden.rows if r.telling.sleutel == key)
    assert part.zaken.rows == regel.telling.zaken
    with qtbot.waitSignal(page.open_requested) as seen:
        QTest.keyClick(part.zaak_table, KEY.Key_Return)
    assert seen.args == ["casus", part.zaken.rows[0].casus_id]
    with qtbot.waitSignal(page.drill) as asked:
        part.show_list()
    assert asked.args is not None
    assert set(asked.args[0]) == {z.casus_id for z in regel.telling.zaken}
    QTest.keyClick(part.copy, KEY.Key_Space)
    assert QGuiApplication.clipboard().text() == part.beeld.beeld.als_tabel
    assert unnamed_controls(page) == []


def test_too_few_zaken_draw_nothing_and_are_listed(page: DoorlooptijdenPage, work: Work, qtbot: QtBot) -> None:
    page.show_deel(EINDEN)
    qtbot.waitUntil(lambda: not work.busy, timeout=20_000)
    part = page.einden
    few = next(u.code for u in page.model.rows if 0 < u.cijfer.n < 10)
    QTest.keyClick(part.klok, KEY.Key_Home)
    pick(part.klok, few, work, qtbot)
    assert part.beeld.isHidden()
    assert "te weinig zaken voor een beeld" in part.in_words.text()
    assert sum(r.telling.n for r in part.einden.rows) == next(u.cijfer.n for u in page.model.rows if u.code == few)
    page.focus_first()
    assert part.eind_table.hasFocus()
