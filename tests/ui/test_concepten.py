"""What is half typed in a field of a casus is kept within a second and comes back in its place."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_gezin import GezinTab
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_kern import KernTab
from expertteam_app.ui.pages.casus_werk import Concept, store_field
from expertteam_app.ui.widgets.dateedit import DateEdit
from expertteam_app.ui.widgets.form import LONGEST, Form
from tests.services.test_ongedaan_maken import NIEUW


@pytest.fixture
def casus(lege_sessie: Sessie) -> int:
    return lege_sessie.casussen.add(NIEUW)


def tab(s: Sessie, casus: int, qtbot: QtBot) -> KernTab:
    made = KernTab(s)
    qtbot.addWidget(made)
    made.show_dossier(s.casussen.dossier(casus))
    made.show()
    return made


def vraag(part: KernTab) -> QPlainTextEdit:
    field = part.form.row("vraag").field
    assert isinstance(field, QPlainTextEdit)
    return field


def keep_typing(field: QPlainTextEdit | QLineEdit, milliseconds: int) -> None:
    """Type on without a pause that is long enough to hand it on."""
    for _ in range(milliseconds // 100):
        QTest.keyClicks(field, "a")
        QTest.qWait(100)


def test_a_draft_is_there_while_typing_goes_on_and_comes_back_with_its_time(
    lege_sessie: Sessie, casus: int, qtbot: QtBot
) -> None:
    s = lege_sessie
    part = tab(s, casus, qtbot)
    keep_typing(vraag(part), 900)
    assert s.casussen.dossier(casus).vraag == "", "it is not handed on while typing goes on"
    (draft,) = [value for value, _ in s.concepten.all().values()]
    assert isinstance(draft, dict)
    assert len(draft["vraag"]) >= 4
    part.saved.setText("")
    again = tab(s, casus, qtbot)  # as after a crash: another window on the same kluis
    assert vraag(again).toPlainText() == draft["vraag"]
    note = again.form.row("vraag").note
    assert note.startswith("Concept van ")
    assert note.endswith(" hersteld.")


def test_what_is_handed_on_leaves_no_draft(lege_sessie: Sessie, casus: int, qtbot: QtBot) -> None:
    s = lege_sessie
    part = tab(s, casus, qtbot)
    keep_typing(vraag(part), 700)
    qtbot.waitUntil(lambda: s.casussen.dossier(casus).vraag.startswith("aaa"), timeout=5000)
    assert s.concepten.all() == {}
    assert not tab(s, casus, qtbot).form.row("vraag").note.startswith("Concept")


@pytest.fixture
def refusing(lege_sessie: Sessie, qtbot: QtBot) -> Form:
    """A form with one field whose value is always refused."""

    def refuse() -> None:
        raise FieldError("tijd", "Dit is geen tijd.")

    form = Form()
    qtbot.addWidget(form)
    form.add("tijd", "Tijd", QLineEdit())
    form.committed.connect(lambda key, _value: store_field(form, key, refuse))
    form.draft_in(Concept(lege_sessie.concepten, "proef"))
    return form


def test_what_is_refused_stays_as_a_draft(lege_sessie: Sessie, refusing: Form, qtbot: QtBot) -> None:
    field = refusing.row("tijd").field
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "kwart voor")
    refusing.flush()
    assert refusing.row("tijd").error
    again = Form()
    qtbot.addWidget(again)
    again.add("tijd", "Tijd", QLineEdit())
    again.draft_in(Concept(lege_sessie.concepten, "proef"))
    assert again.value("tijd") == "kwart voor"


class Busy:
    """A place that cannot take anything the first time."""

    def __init__(self) -> None:
        self.kept: list[object] = []
        self.tries = 0

    def restore(self) -> None:
        return None

    def keep(self, values: object) -> None:
        self.tries += 1
        if self.tries == 1:
            raise UserError("bezet")
        self.kept.append(values)

    def clear(self) -> None:
        return None


def test_a_busy_kluis_is_asked_again(qtbot: QtBot) -> None:
    form, place = Form(), Busy()
    qtbot.addWidget(form)
    field = QLineEdit()
    form.add("naam", "Naam", field)
    form.draft_in(place)
    keep_typing(field, 1500)
    assert place.tries >= 2
    assert place.kept


def test_a_form_without_a_place_for_drafts_hands_on_while_typing_goes_on(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    field = QLineEdit()
    form.add("naam", "Naam", field)
    seen: list[object] = []
    form.committed.connect(lambda _key, value: seen.append(value))
    keep_typing(field, LONGEST + 500)
    assert seen, "a crash would take all of it"


def test_a_half_typed_birth_date_comes_back_as_it_was_typed(lege_sessie: Sessie, casus: int, qtbot: QtBot) -> None:
    s = lege_sessie

    def opened() -> tuple[GezinTab, DateEdit]:
        part = GezinTab(s)
        qtbot.addWidget(part)
        part.show_dossier(s.casussen.dossier(casus))
        part.show()
        field = part.form.row("geboortedatum").field
        assert isinstance(field, DateEdit)
        return part, field

    part, field = opened()
    stored = field.value()
    field.edit.clear()
    QTest.keyClicks(field.edit, "31-2-20")
    qtbot.waitUntil(lambda: bool(s.concepten.all()), timeout=3000)
    part.flush()  # the lock
    again, field = opened()
    assert field.edit.text() == "31-2-20"
    assert field.value() == stored
    assert again.form.row("geboortedatum").note.startswith("Concept van ")
    field.edit.clear()
    QTest.keyClicks(field.edit, "1-3-2013")
    again.flush()
    assert s.casussen.dossier(casus).jeugdige.geboortedatum == date(2013, 3, 1)
    assert s.concepten.all() == {}


def test_a_half_typed_date_in_a_card_comes_back(lege_sessie: Sessie, qtbot: QtBot) -> None:
    def opened() -> tuple[Invoer, DateEdit]:
        card = Invoer("Kaart", "Doen", lambda _values: None, Concept(lege_sessie.concepten, "kaart"))
        field = DateEdit()
        card.add("dag", "Dag", field)
        qtbot.addWidget(card)
        card.show()
        card.start()
        return card, field

    card, field = opened()
    QTest.keyClicks(field.edit, "29-2-2027")
    card.flush()
    _card, field = opened()
    assert field.edit.text() == "29-2-2027"
    assert field.value() is None
