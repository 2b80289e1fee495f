"""The parts of Beheer, by keyboard, on the real kluis: what is changed there is asked of the services again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.opschaling import Stap
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, open_kluis
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.beheer import BeheerPage
from expertteam_app.ui.pages.beheer_codelijsten import CodelijstenDeel
from expertteam_app.ui.pages.beheer_controle import ControleDeel
from expertteam_app.ui.pages.beheer_gebruikers import GebruikersDeel
from expertteam_app.ui.pages.beheer_instellingen import InstellingenDeel, Vinkjes
from expertteam_app.ui.pages.beheer_ladder import LadderDeel
from expertteam_app.ui.pages.beheer_ladder_stap import form_values, from_form, from_plain, next_version, to_plain
from expertteam_app.ui.pages.beheer_logboek import LogboekDeel
from expertteam_app.ui.pages.beheer_partijen import PartijenDeel
from expertteam_app.ui.pages.beheer_personen import PersonenDeel
from expertteam_app.ui.pages.cijfer_delen import Deel
from expertteam_app.ui.theme import Theme
from expertteam_app.ui.work import Work

WAIT = 30_000
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ZIN = "vier losse woorden samen"
Walker = Callable[[QWidget], list[str]]
P = TypeVar("P", bound=Deel)


def settle(work: Work, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)


@pytest.fixture
def page(sessie: Sessie, work: Work, qtbot: QtBot) -> Iterator[BeheerPage]:
    made = BeheerPage(sessie, work)
    qtbot.addWidget(made)
    made.resize(1180, 690)
    with qtbot.waitActive(made):
        made.show()
    made.refresh(frozenset())
    yield made
    settle(work, qtbot)


def part(page: BeheerPage, kind: type[P]) -> P:
    number = next(n for n, p in enumerate(page.delen.parts) if isinstance(p, kind))
    page.delen.go_to(number)
    found = page.delen.current
    assert isinstance(found, kind)
    return found


def shown(page: BeheerPage) -> type[Deel]:
    return type(page.delen.current)


def type_in(widget: QWidget, text: str) -> None:
    target = widget.focusProxy() or widget
    target.setFocus()
    if isinstance(target, QLineEdit):
        target.selectAll()
    QTest.keyClicks(target, text)


def press(widget: QWidget, key: Qt.Key = KEY.Key_Space) -> None:
    widget.setFocus()
    QTest.keyClick(widget, key)


# --- the page -------------------------------------------------------------------------------------------------------


def test_arrows_walk_along_the_tabs_and_enter_goes_in(page: BeheerPage) -> None:
    tabs = page.delen._group.buttons()
    tabs[0].setFocus()
    QTest.keyClick(tabs[0], KEY.Key_Right)
    assert shown(page) is CodelijstenDeel
    assert tabs[1].hasFocus()
    QTest.keyClick(tabs[1], KEY.Key_Return)
    inside = QApplication.focusWidget()
    assert inside is not None
    assert page.delen.current.isAncestorOf(inside)
    QTest.keyClick(tabs[1], KEY.Key_Left)
    QTest.keyClick(tabs[0], KEY.Key_Left)
    assert shown(page) is PartijenDeel, "round and round"


def test_ctrl_and_a_digit_go_to_a_part_and_the_lock_comes_back_there(page: BeheerPage) -> None:
    commands = {c.keys: c for c in page.commands()}
    commands["Ctrl+6"].run()
    assert shown(page) is LogboekDeel
    assert page.search_field() is part(page, LogboekDeel).filter
    assert page.current_item() == 5
    page.open_item(1)
    assert shown(page) is CodelijstenDeel


def test_a_role_sees_only_the_parts_it_may_see(sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    object.__setattr__(sessie.context, "actor", Actor("lezer", Rol.LEZER_CIJFERS))
    page = BeheerPage(sessie, work)
    qtbot.addWidget(page)
    page.show()
    page.refresh(frozenset())
    titles = [p.title for p in page.delen.parts]
    assert titles == ["Ladder", "Codelijsten", "Gebruikers", "Instellingen", "Controle en back-up"]
    assert not part(page, LadderDeel).new_button.isEnabled()
    assert not part(page, GebruikersDeel).add_button.isEnabled()
    assert not part(page, InstellingenDeel).form.row("organisatie").control.isEnabled()


@pytest.mark.parametrize("scale", [100, 200])
def test_every_control_of_every_part_has_a_name(
    page: BeheerPage, work: Work, qtbot: QtBot, theme: Theme, unnamed_controls: Walker, scale: int
) -> None:
    theme.set_text_scale(scale)
    part(page, LadderDeel).edit()
    part(page, GebruikersDeel).show_add()
    part(page, PersonenDeel).give()
    for number in range(len(page.delen.parts)):
        page.delen.show_part(number)
        settle(work, qtbot)
        assert unnamed_controls(page) == []


# --- ladder ---------------------------------------------------------------------------------------------------------


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


# --- codelijsten ----------------------------------------------------------------------------------------------------


def test_a_list_shows_its_version_and_source_and_filters_on_other_spellings(page: BeheerPage, sessie: Sessie) -> None:
    lists = part(page, CodelijstenDeel)
    lists.choice.choose("oorzaken")
    lists.choice.activated.emit(0)
    oorzaken = sessie.lists["oorzaken"]
    assert lists.model.rowCount() == len(oorzaken.codes)
    assert f"Versie {oorzaken.versie}" in lists.facts.text()
    assert oorzaken.bron in lists.facts.text()
    wanted = next(c for c in oorzaken if c.synoniemen)
    type_in(lists.filter, wanted.synoniemen[0])
    assert wanted in lists.model.rows
    assert lists.model.rowCount() < len(oorzaken.codes)


# --- gebruikers -----------------------------------------------------------------------------------------------------


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


# --- personen en mandaten -------------------------------------------------------------------------------------------


def test_a_person_is_added_gets_a_mandaat_and_it_ends(page: BeheerPage, sessie: Sessie) -> None:
    people = part(page, PersonenDeel)
    press(people.add_button)
    assert people.card is not None
    QTest.keyClicks(people.card.form.row("naam").control, "Testa Fictief")
    QTest.keyClick(people.card.form.row("naam").control, KEY.Key_Return)
    assert not people.findChildren(Invoer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    person = next(p for p in sessie.personen.all() if p.naam == "Testa Fictief")
    assert people.current == person
    press(people.give_button)
    assert people.card is not None
    gemeente = people.card.form.value("gemeente")
    type_in(people.card.form.row("van").control, "1-1-2026")
    QTest.keyClick(people.card.form.row("van").control, KEY.Key_Return)
    held = next(p for p in sessie.personen.all() if p.naam == "Testa Fictief").mandaten
    assert [(m.gemeente, m.van, m.tot) for m in held] == [(gemeente, date(2026, 1, 1), None)]
    people.mandaat_table.setFocus()
    press(people.end_button)
    assert people.card is not None
    type_in(people.card.form.row("tot").control, "1-12-2025")
    QTest.keyClick(people.card.form.row("tot").control, KEY.Key_Return)
    assert "eindigt vóór het begint" in people.card.form.row("tot").error
    type_in(people.card.form.row("tot").control, "30-6-2026")
    QTest.keyClick(people.card.form.row("tot").control, KEY.Key_Return)
    held = next(p for p in sessie.personen.all() if p.naam == "Testa Fictief").mandaten
    assert held[0].tot == date(2026, 6, 30)
    assert people.mandaten.data(people.mandaten.index(0, 4)) == "afgelopen"


# --- instellingen ---------------------------------------------------------------------------------------------------


def test_every_setting_has_a_field_and_is_stored_when_it_is_left(page: BeheerPage, sessie: Sessie) -> None:
    settings = part(page, InstellingenDeel)
    assert set(settings.form.values()) == set(sessie.beheer.settings())
    type_in(settings.form.row("organisatie").control, "Regio Fictief")
    QTest.keyClick(settings.form.row("organisatie").control, KEY.Key_Tab)
    months = settings.form.row("terugmelding.maanden").field
    assert isinstance(months, QSpinBox)
    months.setFocus()
    QTest.keyClick(months, KEY.Key_Up)
    QTest.keyClick(months, KEY.Key_Return)
    bsn = settings.form.row("bsn.aan").field
    assert isinstance(bsn, QCheckBox)
    press(bsn)
    hard = settings.form.row("vtb.harde-voorwaarden").field
    assert isinstance(hard, Vinkjes)
    press(hard.boxes["mdo"])
    stored = sessie.beheer.settings()
    assert stored["organisatie"] == "Regio Fictief"
    assert stored["terugmelding.maanden"] == 4
    assert stored["bsn.aan"] is True
    assert stored["vtb.harde-voorwaarden"] == ["mdo"]


def test_an_empty_name_is_refused_at_its_field(page: BeheerPage, sessie: Sessie) -> None:
    settings = part(page, InstellingenDeel)
    control = settings.form.row("boeg.naam").control
    assert isinstance(control, QLineEdit)
    control.setFocus()
    control.selectAll()
    QTest.keyClick(control, KEY.Key_Delete)
    QTest.keyClick(control, KEY.Key_Tab)
    assert "mag niet leeg" in settings.form.row("boeg.naam").error
    assert sessie.beheer.settings()["boeg.naam"]


def test_the_threshold_cannot_be_set_below_its_floor(page: BeheerPage, sessie: Sessie) -> None:
    settings = part(page, InstellingenDeel)
    field = settings.form.row("rapport.drempel").field
    assert isinstance(field, QSpinBox)
    field.setFocus()
    for _ in range(12):
        QTest.keyClick(field, KEY.Key_Down)
    QTest.keyClick(field, KEY.Key_Return)
    assert sessie.beheer.settings()["rapport.drempel"] == 5


# --- logboek, controle, partijen ------------------------------------------------------------------------------------


def test_the_log_shows_what_was_just_done_and_filters(
    page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    sessie.beheer.set_setting("organisatie", "Regio Fictief")
    log = part(page, LogboekDeel)
    settle(work, qtbot)
    assert log.model.rows[0].handeling == "instelling organisatie gewijzigd"
    assert log.model.rowCount() == 500
    press(log.more_button)
    settle(work, qtbot)
    assert log.model.rowCount() == min(1000, len(sessie.beheer.logboek(1000)))
    type_in(log.filter, "organisatie oefenaar")
    assert {r.handeling for r in log.model.rows} == {"instelling organisatie gewijzigd"}


def test_the_check_finds_nothing_in_a_whole_kluis_and_names_what_it_finds(
    page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    check = part(page, ControleDeel)
    press(check.check_button)
    settle(work, qtbot)
    assert check.findings.text == "Alles klopt: er zijn geen bevindingen."
    with sessie.context.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE casus_overzicht SET stap = 1 WHERE casus_id = 1 AND stap <> 1")
        connection.exec_driver_sql("UPDATE casus_overzicht SET stap = 2 WHERE casus_id = 2 AND stap <> 2")
    press(check.check_button)
    settle(work, qtbot)
    assert "wijkt" in check.findings.text
    press(check.rebuild_button)
    settle(work, qtbot)
    assert check.rebuilt.text == "Opnieuw berekend: 60 casussen."
    press(check.check_button)
    settle(work, qtbot)
    assert check.findings.text == "Alles klopt: er zijn geen bevindingen."


def test_a_back_up_is_made_named_and_opens(
    page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot, tmp_path: Path
) -> None:
    check = part(page, ControleDeel)
    press(check.backup_button)
    settle(work, qtbot)
    found = [p for p in sessie.kluis.folder.backups.iterdir() if p.name in check.backed_up.text]
    assert len(found) == 1
    kluis, context = open_kluis(found[0], OEFENAAR, OEFENZIN)
    try:
        assert len(Sessie(kluis, context).casussen.find(CasusFilter(status="alle"))) == 60
    finally:
        kluis.close()
    assert tmp_path in found[0].parents


def test_a_list_that_was_read_in_is_taken_out_after_a_second_press(
    page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    kop = "naam;geboortedatum;gemeente;datum aanmelding;stap;gezochte hulp;waarom vast\n"
    rows = "".join(f"Kind{n} Fictief;1-2-2012;Epe;3-3-2026;5;gezinshuis;wachtlijst\n" for n in range(3))
    voorstel = sessie.inlezen.proef("RET", (kop + rows).encode(), "lijst.csv")
    partij = sessie.inlezen.neem_over(voorstel)
    batches = part(page, PartijenDeel)
    assert batches.current is not None
    assert batches.current.id == partij.id
    press(batches.undo_button)
    assert len(sessie.casussen.find(CasusFilter(status="alle"))) == 60 + partij.aantal, "not yet"
    QTest.keyClick(batches.confirm.no, KEY.Key_Escape)
    assert not batches.confirm.isVisible()
    press(batches.undo_button)
    press(batches.confirm.yes)
    settle(work, qtbot)
    assert len(sessie.casussen.find(CasusFilter(status="alle"))) == 60
    assert batches.current is not None
    assert batches.current.ongedaan
    assert not batches.undo_button.isEnabled()
    with pytest.raises(UserError):
        sessie.inlezen.ongedaan(partij.id)


def test_a_kluis_without_lists_says_where_to_read_one(page: BeheerPage) -> None:
    batches = part(page, PartijenDeel)
    assert batches.empty.isVisible()
    assert not batches.undo_button.isVisible()
