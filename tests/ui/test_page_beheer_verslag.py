"""Beheer: who gets which parts of the verslag, the templates, the text blocks; and :: in a text field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.tekstblok import typed_code
from expertteam_app.domain.verslagblok import BLOK_NAMEN, Blok
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.beheer import BeheerPage
from expertteam_app.ui.pages.beheer_sjablonen import PAUSE, SjablonenDeel
from expertteam_app.ui.pages.beheer_tekstblokken import TekstblokkenDeel
from expertteam_app.ui.pages.beheer_verdeling import VerdelingDeel
from expertteam_app.ui.work import Work
from tests.ui.a11y import unnamed_controls
from tests.ui.beheer_hulp import KEY, make_page, part
from tests.ui.tafels import CTRL, focus, jbt_page, jbt_zitting_begun, keys, press, window


@pytest.fixture
def page(lege_sessie: Sessie, work: Work, qtbot: QtBot) -> BeheerPage:
    return make_page(lege_sessie, work, qtbot)


def test_a_box_by_the_space_bar_changes_what_a_recipient_gets(page: BeheerPage, lege_sessie: Sessie) -> None:
    deel = part(page, VerdelingDeel)
    codes = [o.code for o in lege_sessie.verslagversies.verdeling().ontvangers]
    row, column = 1 + list(BLOK_NAMEN).index(Blok.STEM_OUDERS), codes.index("vertrouwenspersoon")
    deel.table.setCurrentCell(row, column)
    deel.table.setFocus()
    QTest.keyClick(deel.table, KEY.Key_Space)
    assert Blok.STEM_OUDERS in lege_sessie.verslagversies.verdeling().get("vertrouwenspersoon").blokken
    deel.table.setCurrentCell(0, column)
    QTest.keyClick(deel.table, KEY.Key_Space)
    assert lege_sessie.verslagversies.verdeling().get("vertrouwenspersoon").krijgt
    dossier = deel.table.item(row, codes.index("dossier"))
    assert dossier is not None
    assert not dossier.flags() & Qt.ItemFlag.ItemIsUserCheckable
    deel._ask_reset()
    deel.sure.yes.click()
    assert not lege_sessie.verslagversies.verdeling().get("vertrouwenspersoon").krijgt
    assert unnamed_controls(page) == []


def test_a_template_shows_itself_while_typing_and_says_where_it_is_wrong(
    page: BeheerPage, lege_sessie: Sessie, qtbot: QtBot
) -> None:
    deel = part(page, SjablonenDeel)
    deel.choice.setCurrentIndex(deel.choice.findData("agenda"))
    deel.choice.activated.emit(deel.choice.currentIndex())
    assert "Agenda JBT" in deel.preview.toPlainText()
    deel.text.setFocus()
    QTest.keyClick(deel.text, KEY.Key_A, CTRL)
    QTest.keyClicks(deel.text, "# Onze agenda {numer}")
    qtbot.wait(PAUSE + 200)
    assert "Regel 1, teken 15" in deel.error.text()
    assert "Bedoelt u {nummer}?" in deel.error.text()
    deel.keep_button.click()
    assert not next(x for x in lege_sessie.sjablonen.alle() if x.code == "agenda").eigen
    QTest.keyClick(deel.text, KEY.Key_A, CTRL)
    QTest.keyClicks(deel.text, "# Onze agenda {nummer}")
    qtbot.wait(PAUSE + 200)
    assert not deel.error.isVisibleTo(page)
    assert "Onze agenda Z-JBT-2026-003" in deel.preview.toPlainText()
    deel.keep_button.click()
    assert "eigen tekst, versie 1" in deel.state.text()
    deel._ask_back()
    deel.sure.yes.click()
    assert "meegeleverd" in deel.state.text()
    assert unnamed_controls(page) == []


def test_a_text_block_is_added_changed_and_taken_away(page: BeheerPage, lege_sessie: Sessie) -> None:
    deel = part(page, TekstblokkenDeel)
    shipped = len(lege_sessie.tekstblokken.alle())
    deel.add()
    assert deel.card is not None
    for key, text in (("code", "Eigen tekst"), ("tekst", "Zo doen wij dat.")):
        deel.card.form.set_value(key, text)
    deel.card.confirm()
    assert "kleine letters" in deel.card.form.row("code").error
    deel.card.form.set_value("code", "::Eigen")
    deel.card.confirm()
    found = {b.code: b for b in lege_sessie.tekstblokken.alle()}
    assert len(found) == shipped + 1
    assert found["eigen"].tekst == "Zo doen wij dat."
    lege_sessie.tekstblokken.weghalen("eigen")
    with pytest.raises(FieldError, match="hoort bij het programma"):
        lege_sessie.tekstblokken.weghalen("opening")
    assert unnamed_controls(page) == []


@pytest.mark.parametrize(
    ("before", "found"), [("a ::dra", "dra"), ("::", ""), ("a :: b", None), ("a:b", None), ("x::Op", "op"), ("", None)]
)
def test_what_is_being_typed_behind_two_colons(before: str, found: str | None) -> None:
    assert typed_code(before) == found


def test_two_colons_and_a_code_put_a_text_in_a_field_of_the_zitting(sessie: Sessie, work: Work) -> None:
    sessie.tekstblokken.bewaar("proef", "Proef", "Dit is de proeftekst.")
    with window(sessie, work, "jbt") as frame:
        page = jbt_page(frame)
        page.open_item(jbt_zitting_begun(sessie, children=1))
        page.zitting.step_item(0)
        field = focus()
        assert isinstance(field, QPlainTextEdit)
        field.clear()
        keys("Zie ::pro")
        assert page.tekstblokken.list.isVisible()
        assert page.tekstblokken.list.item(0).text().startswith("::proef")
        press(Qt.Key.Key_Return)
        assert field.toPlainText() == "Zie Dit is de proeftekst."
        assert page.tekstblokken.list.isHidden()
        keys(" ::proef ")
        assert field.toPlainText() == "Zie Dit is de proeftekst. Dit is de proeftekst. "
        keys("::onzin ")
        assert field.toPlainText().endswith("::onzin ")
        keys("::pro")
        press(Qt.Key.Key_Escape)
        assert page.tekstblokken.list.isHidden()
        assert field.toPlainText().endswith("::pro")
        assert unnamed_controls(frame) == []
