"""A new version of the ladder, made by keyboard on the real kluis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from expertteam_app.domain.opschaling import Stap, Uitval
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.beheer import BeheerPage
from expertteam_app.ui.pages.beheer_ladder import LadderDeel
from expertteam_app.ui.pages.beheer_ladder_stap import form_values, from_form, from_plain, next_version, to_plain
from expertteam_app.ui.widgets.checklist import Checklist
from expertteam_app.ui.work import Work
from tests.ui.beheer_hulp import KEY, make_page, part, press, settle, type_in

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(sessie: Sessie, work: Work, qtbot: QtBot) -> Iterator[BeheerPage]:
    yield make_page(sessie, work, qtbot)
    settle(work, qtbot)


def test_a_new_version_is_made_by_keyboard_and_published(page: BeheerPage, sessie: Sessie) -> None:
    ladder = part(page, LadderDeel)
    before = sessie.beheer.models()[0]
    press(ladder.new_button)
    editor = ladder.editor
    assert editor.head.row("versie").control.hasFocus()
    assert editor.head.value("versie") == "2026.2"
    editor.table.setFocus()
    QTest.keyClick(editor.table, KEY.Key_Down)
    norm = [c.key for c in editor.model.columns].index("norm")
    editor.table.setCurrentIndex(editor.model.index(1, norm))
    QTest.keyClick(editor.table, KEY.Key_Return)
    assert editor.form.row("norm").control.hasFocus(), "Enter on a cell goes to its field"
    type_in(editor.form.row("norm").control, "12")
    type_in(editor.form.row("ingang").control, "")
    ingang = editor.form.row("ingang").control
    QTest.keyClick(ingang, KEY.Key_A, CTRL)
    QTest.keyClicks(ingang, "Eerste voorwaarde")
    QTest.keyClick(ingang, KEY.Key_Return)
    QTest.keyClicks(ingang, "Tweede voorwaarde")
    press(editor.publish_button)
    newest = next(m for m in sessie.beheer.models() if m.versie == "2026.2")
    assert newest.stappen[1] == replace(before.stappen[1], norm=12, ingang=("Eerste voorwaarde", "Tweede voorwaarde"))
    assert newest.stappen[0] == before.stappen[0]
    assert newest.stappen[2:] == before.stappen[2:]
    assert newest.geldig_vanaf == date(2026, 11, 20)
    assert "Versie 2026.2 is gepubliceerd" in ladder.outcome.text
    assert ladder.choice.currentData() == "2026.2"
    assert before in sessie.beheer.models(), "the old version stays as it was"


def test_steps_are_added_moved_and_removed_from_the_table(page: BeheerPage, sessie: Sessie) -> None:
    ladder = part(page, LadderDeel)
    ladder.edit()
    editor = ladder.editor
    names = [s.naam for s in editor.model.rows]
    editor.table.setFocus()
    QTest.keyClick(editor.table, KEY.Key_Down, CTRL)
    assert [s.naam for s in editor.model.rows] == [names[1], names[0], *names[2:]]
    assert [s.volgorde for s in editor.model.rows] == [1, 2, 3, 4, 5, 6]
    QTest.keyClick(editor.table, KEY.Key_Insert)
    assert editor.form.row("naam").control.hasFocus()
    type_in(editor.form.row("naam").control, "Tussenstap (nieuw)")
    type_in(editor.form.row("eigenaar").control, "regioteam")
    editor.table.setFocus()
    assert editor.model.rows[2].naam == "Tussenstap (nieuw)"
    QTest.keyClick(editor.table, KEY.Key_Up)
    QTest.keyClick(editor.table, KEY.Key_Delete)
    assert [s.naam for s in editor.model.rows] == [names[1], "Tussenstap (nieuw)", *names[2:]]
    press(editor.publish_button)
    assert [s.naam for s in sessie.beheer.models()[0].stappen] == [names[1], "Tussenstap (nieuw)", *names[2:]]


@pytest.mark.parametrize(
    ("key", "text", "says"),
    [
        ("norm", "tien", "heel aantal dagen"),
        ("norm", "0", "aantal dagen vanaf 1"),
        ("naam", "", "heeft een naam en een eigenaar nodig"),
        ("eigenaar", "", "heeft een naam en een eigenaar nodig"),
    ],
)
def test_what_cannot_be_published_is_said_at_the_field_of_that_step(
    page: BeheerPage, sessie: Sessie, key: str, text: str, says: str
) -> None:
    ladder = part(page, LadderDeel)
    ladder.edit()
    editor = ladder.editor
    editor.table.setCurrentIndex(editor.model.index(3, 1))
    control = editor.form.row(key).control
    assert isinstance(control, QLineEdit)
    control.setFocus()
    control.selectAll()
    QTest.keyClick(control, KEY.Key_Delete)
    QTest.keyClicks(control, text)
    press(editor.publish_button)
    assert says in editor.form.row(key).error
    assert control.hasFocus()
    assert editor.table.current_id == 3
    assert [m.versie for m in sessie.beheer.models()] == ["2026.1"]


@pytest.mark.parametrize(("key", "text", "says"), [("versie", "2026.1", "bestaat al"), ("versie", "", "Vul een naam")])
def test_a_wrong_version_is_said_at_its_field(page: BeheerPage, key: str, text: str, says: str) -> None:
    ladder = part(page, LadderDeel)
    ladder.edit()
    control = ladder.editor.head.row(key).control
    assert isinstance(control, QLineEdit)
    control.setFocus()
    control.selectAll()
    QTest.keyClick(control, KEY.Key_Delete)
    QTest.keyClicks(control, text)
    press(ladder.editor.publish_button)
    assert says in ladder.editor.head.row(key).error


def test_a_version_that_was_begun_survives_the_lock(page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    ladder = part(page, LadderDeel)
    ladder.edit()
    type_in(ladder.editor.head.row("versie").control, "herfst")
    ladder.editor.table.setCurrentIndex(ladder.editor.model.index(4, 1))
    type_in(ladder.editor.form.row("eigenaar").control, "de hele regio")
    page.save_draft()
    page.hide()
    again = BeheerPage(sessie, work)
    qtbot.addWidget(again)
    with qtbot.waitActive(again):
        again.show()
    again.refresh(frozenset())
    ladder = part(again, LadderDeel)
    assert ladder.new_button.text() == "Verder met de nieuwe versie"
    press(ladder.new_button)
    assert ladder.editor.head.value("versie") == "herfst"
    assert ladder.editor.model.rows[4].eigenaar == "de hele regio"
    assert [m.versie for m in sessie.beheer.models()] == ["2026.1"], "a draft is no version"
    press(ladder.editor.drop_button)
    assert ladder.editor.confirm.no.hasFocus(), "throwing away asks for a second press"
    press(ladder.editor.confirm.yes)
    assert ladder.new_button.text() == "Nieuwe versie maken"


def test_looking_and_leaving_makes_no_draft(page: BeheerPage, sessie: Sessie) -> None:
    ladder = part(page, LadderDeel)
    press(ladder.new_button)
    press(ladder.editor.later_button)
    assert ladder.new_button.text() == "Nieuwe versie maken"
    assert sessie.concepten.all() == {}


@pytest.mark.parametrize(
    ("versie", "after"), [("2026.1", "2026.2"), ("2026.9", "2026.10"), ("v3 (proef)", "v4 (proef)"), ("oud", "oud 2")]
)
def test_the_next_version_is_named_after_the_last(versie: str, after: str) -> None:
    assert next_version(versie) == after


def test_a_step_comes_through_form_and_draft_unchanged() -> None:
    for stap in (
        Stap(3, "Naam (lang)", "wie", ("een", "twee"), "uit", 10, "kalenderdagen", mag_overslaan=True),
        Stap(1, "Naam", "wie"),
    ):
        assert from_form(Stap(stap.volgorde, "", ""), form_values(stap)) == stap
        assert from_plain(to_plain(stap)) == stap


def test_before_publishing_one_sees_which_casussen_would_come_out_otherwise(
    page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    ladder = part(page, LadderDeel)
    ladder.edit()
    editor = ladder.editor
    for _ in range(4):
        editor.table.setFocus()
        QTest.keyClick(editor.table, KEY.Key_Down)
    type_in(editor.form.row("norm").control, "400")
    press(editor.preview_button)
    settle(work, qtbot)
    binnen = sessie.modellen.voorbeeld(editor._model()).anders[Uitval.BINNEN]
    assert f"{len(binnen)} komt binnen de norm" in editor.preview.text.text()
    shown = editor.preview.buttons[Uitval.BINNEN]
    with qtbot.waitSignal(page.drill) as asked:
        press(shown)
    assert asked.args == [binnen, "komt binnen de norm (voorbeeld)"]
    assert len(sessie.beheer.models()) == 1, "looking publishes nothing"


def test_a_preview_of_a_version_that_is_not_whole_says_where(page: BeheerPage) -> None:
    ladder = part(page, LadderDeel)
    ladder.edit()
    editor = ladder.editor
    type_in(editor.form.row("eigenaar").control, "")
    press(editor.preview_button)
    assert "eigenaar" in editor.form.row("eigenaar").error
    assert editor.preview.isHidden()


def test_who_may_take_a_step_is_ticked(page: BeheerPage, sessie: Sessie) -> None:
    ladder = part(page, LadderDeel)
    ladder.edit()
    editor = ladder.editor
    who = editor.form.row("rollen").field
    assert isinstance(who, Checklist)
    assert [box.accessibleName() for box in who.boxes] == ["voorzitter", "secretaris", "toegangsmedewerker"]
    press(who.boxes[2])
    press(editor.publish_button)
    newest = next(m for m in sessie.beheer.models() if m.versie == "2026.2")
    assert newest.stappen[0].rollen == ("voorzitter", "secretaris")


def test_open_casussen_are_put_under_the_version_that_is_shown(
    page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    ladder = part(page, LadderDeel)
    assert ladder.over_button.isHidden(), "with one version there is nothing to move to"
    sessie.beheer.publish_model(replace(sessie.beheer.models()[0], versie="2026.2"))
    ladder.load()
    ladder.choice.setCurrentIndex(ladder.choice.findData("2026.2"))
    press(ladder.over_button)
    settle(work, qtbot)
    wanted = sessie.modellen.achter("2026.2")
    assert f"{len(wanted)} open casussen staan onder een andere versie" in ladder.over.text.text()
    press(ladder.over.go)
    assert "waarom" in ladder.over.form.row("reden").error
    type_in(ladder.over.form.row("reden").control, "besluit van het regioteam")
    press(ladder.over.go)
    settle(work, qtbot)
    assert sessie.modellen.achter("2026.2") == ()
    assert f"{len(wanted)} casussen staan nu onder versie 2026.2" in ladder.over.text.text()
