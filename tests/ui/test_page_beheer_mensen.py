"""Users, wachtzinnen, professionals and mandaten, by keyboard on the real kluis."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from expertteam_app.domain.access import Rol
from expertteam_app.security import apparaat
from expertteam_app.security.kdf import KdfParams
from expertteam_app.services.gebruikers import Gebruikerplek
from expertteam_app.services.kluis import NOODCODE, OEFENAAR, OEFENZIN
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.beheer import BeheerPage
from expertteam_app.ui.pages.beheer_gebruikers import GebruikersDeel, role_sentence
from expertteam_app.ui.pages.beheer_personen import PersonenDeel
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.work import Work
from tests.ui.beheer_hulp import KEY, make_page, part, press, settle, type_in

ZIN = "vier losse woorden samen"


@pytest.fixture
def page(sessie: Sessie, work: Work, qtbot: QtBot) -> Iterator[BeheerPage]:
    yield make_page(sessie, work, qtbot)
    settle(work, qtbot)


def test_a_user_is_added_opens_the_kluis_and_is_taken_away(
    page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    users = part(page, GebruikersDeel)
    press(users.add_button)
    card = users.add_card
    assert card.rows["naam"].control.hasFocus()
    QTest.keyClicks(card.rows["naam"].control, "Sien")
    rol = card.rows["rol"].field
    rol.setCurrentIndex(rol.findData(Rol.SECRETARIS))  # type: ignore[attr-defined]  # a Choice
    type_in(card.rows["wachtzin"].control, ZIN)
    QTest.keyClick(card.rows["wachtzin"].control, KEY.Key_Return)
    settle(work, qtbot)
    assert not card.isVisible()
    added = next(u for u in sessie.gebruikers.all() if u.naam == "Sien")
    assert (added.rol, added.actief) == (Rol.SECRETARIS, True)
    assert _opens(sessie, "Sien", ZIN)
    users.table.setFocus()
    users.table.selectRow([u.naam for u in users.model.rows].index("Sien"))
    press(users.remove_button)
    assert "oude kopie" in users.confirm.text.text()
    press(users.confirm.yes)
    settle(work, qtbot)
    assert "kan deze kluis niet meer openen" in users.outcome.text
    assert not _opens(sessie, "Sien", ZIN)


def test_a_role_is_changed_and_a_lost_wachtzin_replaced(
    page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    sessie.gebruikers.add("Sien", Gebruikerplek(Rol.SECRETARIS), ZIN, kdf=KdfParams.floor())
    users = part(page, GebruikersDeel)
    users.load()
    users.table.setFocus()
    users.table.selectRow([u.naam for u in users.model.rows].index("Sien"))
    QTest.keyClick(users.table, KEY.Key_Return)
    rol = users.change_card.rows["rol"].field
    assert rol.currentData() == Rol.SECRETARIS  # type: ignore[attr-defined]  # a Choice
    assert users.change_card.rows["rol"].note == role_sentence(Rol.SECRETARIS)
    rol.setCurrentIndex(rol.findData(Rol.BEHEERDER))  # type: ignore[attr-defined]  # a Choice
    assert users.change_card.rows["rol"].note == role_sentence(Rol.BEHEERDER)
    press(users.change_card.confirm_button)
    settle(work, qtbot)
    assert {u.naam: u.rol for u in sessie.gebruikers.all()}["Sien"] is Rol.BEHEERDER
    users.table.selectRow([u.naam for u in users.model.rows].index("Sien"))
    press(users.reset_button)
    assert users.change_card.isHidden()
    type_in(users.reset_card.rows["wachtzin"].control, "geheel nieuwe lange zin")
    QTest.keyClick(users.reset_card.rows["wachtzin"].control, KEY.Key_Return)
    settle(work, qtbot)
    assert _opens(sessie, "Sien", "geheel nieuwe lange zin")


def test_a_noodcode_counts_when_its_last_group_was_typed_over(
    page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    users = part(page, GebruikersDeel)
    press(users.code_button)
    card = users.code_card
    code, typed = card.code, card.rows["overgetypt"].control
    assert card.shown.text().replace(" ", "") == code
    QTest.keyClicks(typed, "AAAA")
    QTest.keyClick(typed, KEY.Key_Return)
    settle(work, qtbot)
    assert card.isVisible()
    typed.clear()  # type: ignore[attr-defined]  # a QLineEdit
    QTest.keyClicks(typed, code[-4:])
    QTest.keyClick(typed, KEY.Key_Return)
    settle(work, qtbot)
    assert not card.isVisible()
    assert (card.code, card.shown.text()) == ("", "")
    assert _opens(sessie, NOODCODE, code)
    press(users.code_button)
    assert card.code != code
    QTest.keyClick(typed, KEY.Key_Escape)
    assert card.shown.text() == ""


def _opens(sessie: Sessie, naam: str, wachtzin: str) -> bool:
    """Whether the keys of the kluis let this user in (the kluis itself is open, so its lock is held)."""
    from expertteam_app.security.headerfile import read_header
    from expertteam_app.security.keyslots import WrongPassphrase, unlock

    try:
        unlock(read_header(sessie.kluis.folder.header), naam, wachtzin)
    except WrongPassphrase:
        return False
    return True


def test_a_weak_first_wachtzin_is_told_at_its_field_and_never_kept(
    page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    users = part(page, GebruikersDeel)
    users.show_add()
    QTest.keyClicks(users.add_card.rows["naam"].control, "Sien")
    type_in(users.add_card.rows["wachtzin"].control, "kort")
    QTest.keyClick(users.add_card.rows["wachtzin"].control, KEY.Key_Return)
    settle(work, qtbot)
    assert "te kort" in users.add_card.rows["wachtzin"].error
    assert users.add_card.rows["wachtzin"].control.hasFocus()
    QTest.keyClick(users.add_card.rows["wachtzin"].control, KEY.Key_Escape)
    assert not users.add_card.isVisible()
    assert users.add_card.values()["wachtzin"] == ""
    assert sessie.concepten.all() == {}
    assert [u.naam for u in sessie.gebruikers.all()] == [OEFENAAR]


def test_a_computer_without_a_keyring_says_so_and_changes_nothing(
    page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apparaat, "ALLOWED", frozenset())
    users = part(page, GebruikersDeel)
    press(users.bind_button)
    assert "tweede geheim" in users.bind_card.rows["huidig"].note
    type_in(users.bind_card.rows["huidig"].control, "niet de goede wachtzin")
    QTest.keyClick(users.bind_card.rows["huidig"].control, KEY.Key_Return)
    settle(work, qtbot)
    assert "klopt niet" in users.bind_card.rows["huidig"].error
    users.bind_card.cancel()
    assert not sessie.gebruikers.bound


def test_a_new_wachtzin_is_judged_while_it_is_typed(page: BeheerPage, qtbot: QtBot) -> None:
    users = part(page, GebruikersDeel)
    users.show_add()
    row = users.add_card.rows["wachtzin"]
    QTest.keyClicks(users.add_card.rows["naam"].control, "Sien")
    QTest.keyClicks(row.control, "Welkom2026!!")
    qtbot.waitUntil(lambda: "makkelijk te raden" in row.note)
    QTest.keyClicks(row.control, " met fiets en lamp")
    qtbot.waitUntil(lambda: "niet in honderd jaar" in row.note)
    users.add_card.cancel()
    qtbot.waitUntil(lambda: "honderd" not in row.note)


def test_the_own_wachtzin_is_changed_only_with_the_old_one(
    page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    users = part(page, GebruikersDeel)
    press(users.own_button)
    card = users.own_card

    def send(old: str, new: str, again: str) -> None:
        for key, text in (("oud", old), ("wachtzin", new), ("nogmaals", again)):
            type_in(card.rows[key].control, text)
        QTest.keyClick(card.rows["nogmaals"].control, KEY.Key_Return)
        settle(work, qtbot)

    send(OEFENZIN, ZIN, ZIN + "x")
    assert "niet gelijk" in card.rows["nogmaals"].error
    send("een heel andere zin", ZIN, ZIN)
    assert "klopt niet" in card.rows["oud"].error
    assert _opens(sessie, OEFENAAR, OEFENZIN)
    send(OEFENZIN, ZIN, ZIN)
    assert not card.isVisible()
    assert _opens(sessie, OEFENAAR, ZIN)
    assert not _opens(sessie, OEFENAAR, OEFENZIN)


def test_one_cannot_take_away_oneself(page: BeheerPage) -> None:
    users = part(page, GebruikersDeel)
    assert users.current is not None
    assert users.current.naam == OEFENAAR
    assert not users.remove_button.isEnabled()


def test_the_page_says_what_a_role_does_not_protect(page: BeheerPage) -> None:
    from expertteam_app.ui.pages.beheer_gebruikers import ROL_UITLEG, UITLEG

    assert "Een rol is geen slot" in UITLEG
    assert set(ROL_UITLEG) == set(Rol)
    users = part(page, GebruikersDeel)
    assert any(w.text() == UITLEG for w in users.findChildren(type(users.add_card._busy)))


def open_card(people: PersonenDeel) -> Invoer:
    assert people.card is not None
    return people.card


def answer(card: Invoer, key: str, text: str) -> None:
    control = card.form.row(key).control
    type_in(control, text)
    QTest.keyClick(control, KEY.Key_Return)


def test_a_person_is_added_gets_a_mandaat_and_it_ends(page: BeheerPage, sessie: Sessie) -> None:
    people = part(page, PersonenDeel)
    press(people.add_button)
    card = open_card(people)
    assert card.form.row("naam").control.hasFocus()
    answer(card, "naam", "Testa Fictief")
    assert card.isHidden()
    assert people.add_button.hasFocus(), "the keyboard is back where it came from"
    assert people.current == next(p for p in sessie.personen.all() if p.naam == "Testa Fictief")
    press(people.give_button)
    card = open_card(people)
    gemeente = card.form.value("gemeente")
    answer(card, "van", "1-1-2026")
    held = next(p for p in sessie.personen.all() if p.naam == "Testa Fictief").mandaten
    assert [(m.gemeente, m.van, m.tot) for m in held] == [(gemeente, date(2026, 1, 1), None)]
    press(people.end_button)
    card = open_card(people)
    answer(card, "tot", "1-12-2025")
    assert "eindigt vóór het begint" in card.form.row("tot").error
    answer(card, "tot", "30-6-2026")
    held = next(p for p in sessie.personen.all() if p.naam == "Testa Fictief").mandaten
    assert held[0].tot == date(2026, 6, 30)
    assert people.mandaten.data(people.mandaten.index(0, 4)) == "afgelopen"
    assert not people.end_button.isEnabled(), "it has ended already"


def test_a_person_without_mandaat_says_so_and_enter_gives_one(page: BeheerPage, sessie: Sessie) -> None:
    people = part(page, PersonenDeel)
    QTest.keyClick(people.table, KEY.Key_Insert)
    answer(open_card(people), "naam", "Aagje zonder Mandaat")
    assert people.mandaat_table.isHidden()
    assert people.none.isVisible()
    assert (
        people.none.text() == "Aagje zonder Mandaat heeft geen mandaat. Druk op Enter bij de naam om er een te geven."
    )
    people.focus_first()
    QTest.keyClick(people.table, KEY.Key_Return)
    answer(open_card(people), "van", "1-1-2026")
    assert people.mandaat_table.isVisible()
    assert people.none.isHidden()
    assert len(next(p for p in sessie.personen.all() if p.naam == "Aagje zonder Mandaat").mandaten) == 1


def test_esc_puts_a_card_away_and_changes_nothing(page: BeheerPage, sessie: Sessie) -> None:
    people = part(page, PersonenDeel)
    before = sessie.personen.all()
    press(people.add_button)
    card = open_card(people)
    QTest.keyClicks(card.form.row("naam").control, "Toch niet")
    QTest.keyClick(card.form.row("naam").control, KEY.Key_Escape)
    assert card.isHidden()
    assert sessie.personen.all() == before
