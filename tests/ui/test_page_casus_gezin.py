"""The tab Gezin with the keyboard: add someone, walk the genogram, change and take away, save the picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.netwerk import Netwerk
from expertteam_app.services.gezinnen import NieuweRelatie, NieuwLid
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_detail import CasusDetail
from expertteam_app.ui.pages.casus_gezin import GezinTab
from expertteam_app.ui.pages.casus_gezin_lid import LidKaart
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.theme import Mode, Theme
from tests.ui.dossier import opened, part

Walker = Callable[[QWidget], list[str]]
ENTER = Qt.Key.Key_Return


@pytest.fixture
def detail(qtbot: QtBot, lege_sessie: Sessie) -> Iterator[CasusDetail]:
    """The tab Gezin of a casus with one child and nobody around it."""
    casus = lege_sessie.casussen.add(
        NieuweCasus(
            voornaam="Bo",
            achternaam="Proefstra",
            geboortedatum=date(2012, 2, 28),
            gemeente="0262",
            aanmelding=date(2026, 9, 1),
        )
    )
    with opened(qtbot, lege_sessie, casus, (900, 700)) as made:
        part(made, GezinTab)
        yield made


@pytest.fixture
def tab(detail: CasusDetail) -> GezinTab:
    found = detail.tabs.current
    assert isinstance(found, GezinTab)
    return found


def network(sessie: Sessie, detail: CasusDetail) -> Netwerk:
    assert detail.casus_id is not None
    return sessie.gezinnen.netwerk_van_casus(detail.casus_id)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_line(text: str) -> None:
    QTest.keyClicks(focused(), text)


def card_of(tab: GezinTab) -> Invoer:
    assert isinstance(tab.card, Invoer)
    return tab.card


def lid_card(tab: GezinTab) -> LidKaart:
    assert isinstance(tab.card, LidKaart)
    return tab.card


def mother(sessie: Sessie, detail: CasusDetail) -> int:
    netwerk = network(sessie, detail)
    relation = NieuweRelatie(netwerk.kinderen[0].id, "112", woont_samen=True)
    return sessie.gezinnen.add_lid(
        netwerk.gezin_id, NieuwLid(voornaam="Sanne", achternaam="Fictie", geslacht="v"), [relation]
    )


def test_a_parent_is_added_without_a_mouse_and_stands_in_the_picture(
    tab: GezinTab, detail: CasusDetail, lege_sessie: Sessie
) -> None:
    assert "Begin met de ouders" in tab.points.text()
    tab.insert()
    type_line("met gezag")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    type_line("Sanne van der Fictie")
    QTest.keyClick(focused(), ENTER)
    (lid,) = network(lege_sessie, detail).leden
    assert (lid.voornaam, lid.tussenvoegsel, lid.achternaam) == ("Sanne", "van der", "Fictie")
    (relation,) = network(lege_sessie, detail).relaties
    assert (relation.rol, relation.gezag) == ("112", "ja")
    shape = tab.beeld.view.picture.vorm(("lid", lid.id))
    assert shape is not None
    assert "met gezag" in shape.regels
    assert tab.table.rows_model.rowCount() == 1
    assert isinstance(tab.card, Invoer), "a next one can be typed at once"


def test_what_does_not_fit_is_told_at_its_field_and_nothing_is_lost(
    tab: GezinTab, detail: CasusDetail, lege_sessie: Sessie
) -> None:
    tab.insert()
    card = card_of(tab)
    name = card.form.row("achternaam").control
    assert isinstance(name, QLineEdit)
    QTest.keyClicks(name, "Ed Verzonnen")
    QTest.keyClick(name, ENTER)
    assert "Kies wat deze persoon" in card.form.row("rol").error
    role = card.form.row("rol").control
    assert isinstance(role, QLineEdit)
    role.setText("jeugdige")
    card.form.set_value("geboortedatum", date(2020, 1, 1))
    card.form.set_value("rol", "113")
    card.confirm()
    assert "niet na het kind" in card.form.row("rol").error
    assert name.text() == "Ed Verzonnen"
    assert network(lege_sessie, detail).leden == ()
    card.cancel()


def test_the_picture_is_walked_with_arrows_and_told_to_who_cannot_see_it(
    tab: GezinTab, detail: CasusDetail, lege_sessie: Sessie
) -> None:
    lid = mother(lege_sessie, detail)
    view = tab.beeld.view
    tab.focus_first()
    assert view.hasFocus()
    assert view.current is not None
    assert view.current.kern
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.current.sleutel == ("lid", lid)
    assert "Moeder van Bo, met gezag, wonen samen." in view.accessibleDescription()
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.current.sleutel == ("lid", lid), "nobody stands higher"
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.current.sleutel[0] == "kind"
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, ENTER)
    assert lid_card(tab).lid_id == lid
    tab.beeld.toggle_text()
    assert tab.beeld.text.isVisibleTo(tab)
    assert "Sanne Fictie. Moeder van Bo" in tab.beeld.text.toPlainText()
    tab.beeld.toggle_text()
    assert tab.beeld.view.isVisibleTo(tab)


def test_fields_of_a_person_store_themselves_and_refuse_in_place(
    tab: GezinTab, detail: CasusDetail, lege_sessie: Sessie, unnamed_controls: Walker
) -> None:
    lid = mother(lege_sessie, detail)
    tab.open_lid(lid)
    card = lid_card(tab)
    assert unnamed_controls(tab) == []
    field = card.form.row("voornaam").control
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, "Sien")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert network(lege_sessie, detail).leden[0].voornaam == "Sien"
    dead = card.form.row("overleden").control
    assert isinstance(dead, QCheckBox)
    QTest.keyClick(dead, Qt.Key.Key_Space)
    assert network(lege_sessie, detail).leden[0].overleden
    (relation,) = network(lege_sessie, detail).relaties
    form = card.rollen[relation.id]
    form.row("gezag").field.setCurrentIndex(2)  # type: ignore[attr-defined] # a Choice
    form.row("gezag").field.activated.emit(2)  # type: ignore[attr-defined] # a Choice
    assert "zonder gezag" in form.row("gezag").error
    assert network(lege_sessie, detail).relaties[0].gezag == "ja"
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert tab.card is None
    assert tab.beeld.view.hasFocus()


def test_partners_roles_and_people_come_and_go(tab: GezinTab, detail: CasusDetail, lege_sessie: Sessie) -> None:
    lid = mother(lege_sessie, detail)
    netwerk = network(lege_sessie, detail)
    other = lege_sessie.gezinnen.add_lid(netwerk.gezin_id, NieuwLid(voornaam="Tom"))
    tab.open_lid(other)
    lid_card(tab).rol_button.click()
    card = card_of(tab)
    card.form.set_value("rol", "212")
    card.confirm()
    lid_card(tab).partner_button.click()
    card = card_of(tab)
    card.form.set_value("partner", lid)
    card.form.set_value("soort", "gehuwd")
    card.confirm()
    netwerk = network(lege_sessie, detail)
    assert [p.soort for p in netwerk.partners] == ["gehuwd"]
    assert [r.rol for r in netwerk.van_lid(other)] == ["212"]
    assert len(lid_card(tab).partners) == 1
    lid_card(tab).away_button.click()
    card_of(tab).confirm()
    assert [x.id for x in network(lege_sessie, detail).leden] == [lid]
    assert tab.card is None


def test_a_sister_without_casus_comes_and_the_child_moves(
    tab: GezinTab, detail: CasusDetail, lege_sessie: Sessie
) -> None:
    mother(lege_sessie, detail)
    before = network(lege_sessie, detail).gezin_id
    tab.add_kind()
    type_line("Fay")
    card_of(tab).form.set_value("geslacht", "v")
    card_of(tab).confirm()
    assert [(k.naam, k.geslacht) for k in network(lege_sessie, detail).kinderen] == [
        ("Bo Proefstra", ""),
        ("Fay Proefstra", "v"),
    ]
    tab.ask_move()
    assert "naar een ander gezin" in card_of(tab).accessibleName()
    card_of(tab).confirm()
    after = network(lege_sessie, detail)
    assert after.gezin_id != before
    assert [x.naam for x in after.leden] == ["Sanne Fictie"]
    assert [k.naam for k in after.kinderen] == ["Bo Proefstra"]


def test_geslacht_and_birth_of_the_child_are_kept(tab: GezinTab, detail: CasusDetail, lege_sessie: Sessie) -> None:
    tab.form.row("geslacht").field.setCurrentIndex(1)  # type: ignore[attr-defined] # a Choice
    tab.form.row("geslacht").field.activated.emit(1)  # type: ignore[attr-defined] # a Choice
    assert network(lege_sessie, detail).kinderen[0].geslacht == "m"


def test_the_picture_is_saved_where_the_user_chooses(
    tab: GezinTab, detail: CasusDetail, lege_sessie: Sessie, tmp_path: Path, qtbot: QtBot
) -> None:
    mother(lege_sessie, detail)
    tab.beeld.pdf_button.click()
    box = detail.window().findChild(QMessageBox)
    assert box is not None
    box.defaultButton().click()
    qtbot.waitUntil(lambda: detail.window().findChild(QFileDialog) is not None)
    dialog = detail.window().findChild(QFileDialog)
    assert dialog is not None
    assert [Path(f).name for f in dialog.selectedFiles()] == ["RET-2026-001-genogram.pdf"]
    target = tmp_path / "plek.pdf"
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    assert target.read_bytes().startswith(b"%PDF-")


def test_the_picture_grows_with_the_text_and_follows_the_scheme(
    tab: GezinTab, detail: CasusDetail, lege_sessie: Sessie, theme: Theme
) -> None:
    mother(lege_sessie, detail)
    small = tab.beeld.view.size()
    light = tab.beeld.view.grab().toImage()
    theme.set_mode(Mode.DARK)
    dark = tab.beeld.view.grab().toImage()
    assert light.size() == dark.size()
    assert light != dark
    theme.set_text_scale(200)
    QApplication.processEvents()
    assert tab.beeld.view.width() > small.width() * 1.7
