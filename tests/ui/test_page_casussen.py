import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.dossier import CasusFilter, CasusRegel, NieuweCasus
from expertteam_app.services.casussen import Casussen
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.frame import Frame
from expertteam_app.ui.page import PageSpec
from expertteam_app.ui.pages.casussen import CasussenPage
from expertteam_app.ui.pages.vandaag import VandaagPage
from expertteam_app.ui.theme import Theme
from expertteam_app.ui.work import Work

Walker = Callable[[QWidget], list[str]]
Opener = Callable[..., CasussenPage]
WIDE, NARROW, HIGH = 1186, 800, 640
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def open_page(qtbot: QtBot, work: Work) -> Iterator[Opener]:
    """Opens the page on a kluis; closed before the kluis is."""
    pages: list[CasussenPage] = []

    def make(sessie: Sessie, width: int = WIDE) -> CasussenPage:
        page = CasussenPage(sessie, work)
        pages.append(page)
        page.resize(width, HIGH)
        sessie.kluis.store.on_commit(page.refresh)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.refresh(frozenset())
        found(qtbot, page, work)
        page.focus_first()
        return page

    yield make
    for page in pages:
        shiboken6.delete(page)


@pytest.fixture
def page(sessie: Sessie, open_page: Opener) -> CasussenPage:
    return open_page(sessie)


def found(qtbot: QtBot, page: CasussenPage, work: Work) -> None:
    """Wait until nothing is being looked for any more."""
    waiting = (page.lijst._latest, page.nieuw._latest)
    qtbot.waitUntil(lambda: not work.busy and not any(latest.waiting for latest in waiting))


def listed(page: CasussenPage) -> list[CasusRegel]:
    model = page.lijst._model
    assert model is not None
    rows = [model.record(n) for n in range(model.rowCount())]
    return [row for row in rows if row is not None]


def every(sessie: Sessie) -> list[CasusRegel]:
    return sessie.casussen.rows(sessie.casussen.find(CasusFilter(status="alle")))


def choose(box: QWidget, text: str) -> None:
    """Choose from a combo box as the keyboard does."""
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findText(text, Qt.MatchFlag.MatchContains))
    box.activated.emit(box.currentIndex())


def command(page: CasussenPage, command_id: str) -> None:
    found_command = next(c for c in page.commands() if c.id == command_id)
    assert found_command.enabled()
    found_command.run()


# -- the list -------------------------------------------------------------------------------------------------------


def test_it_opens_with_the_open_casussen_and_says_how_many(page: CasussenPage, sessie: Sessie) -> None:
    wanted = {row.id for row in every(sessie) if row.status != "gesloten"}
    assert {row.id for row in listed(page)} == wanted
    assert page.lijst.count_text == f"{len(wanted)} casussen"
    assert page.lijst.bar.text.hasFocus()


def test_a_row_shows_words_not_codes(page: CasussenPage, sessie: Sessie) -> None:
    row = listed(page)[0]
    model = page.lijst._model
    assert model is not None
    texts = {c.key: c.text(row) for c in model.columns}
    assert texts["gemeente"] == sessie.lists["gemeenten"].label(row.gemeente)
    assert row.stap is not None
    assert texts["stap"].startswith(f"{row.stap} ")
    assert row.geboortedatum is not None
    assert texts["geboortedatum"].startswith(f"{row.geboortedatum:%d-%m-%Y} (")


def test_it_filters_while_typing(page: CasussenPage, sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    name = listed(page)[3].naam.split()[-1]
    QTest.keyClicks(page.lijst.bar.text, name[:4])
    found(qtbot, page, work)
    shown = listed(page)
    assert 0 < len(shown) < len(every(sessie))
    assert all(any(word.lower().startswith(name[:4].lower()) for word in row.naam.split()) for row in shown)


def test_the_last_thing_typed_wins_and_finding_never_holds_up_the_window(
    qtbot: QtBot, sessie: Sessie, work: Work, open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    real = Casussen.find

    def find(self: Casussen, wanted: CasusFilter) -> list[int]:
        threads.append(threading.current_thread())
        return real(self, wanted)

    monkeypatch.setattr(Casussen, "find", find)
    page = open_page(sessie)
    nummer = every(sessie)[0].nummer
    threads.clear()
    for _ in range(3):
        page.lijst.bar.text.setText("niemand heet zo")
        page.lijst.bar.changed.emit()
        page.lijst.bar.text.setText(nummer)
        page.lijst.bar.changed.emit()
    choose(page.lijst.bar.status, "Alle")
    found(qtbot, page, work)
    assert [row.nummer for row in listed(page)] == [nummer]
    assert threads
    assert threading.main_thread() not in threads


def test_status_step_and_gemeente_limit_the_list(page: CasussenPage, sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    rows = every(sessie)
    choose(page.lijst.bar.status, "Gesloten")
    found(qtbot, page, work)
    assert {r.id for r in listed(page)} == {r.id for r in rows if r.status == "gesloten"}
    choose(page.lijst.bar.status, "Alle")
    choose(page.lijst.bar.step, "5 RET")
    choose(page.lijst.bar.place, "Apeldoorn")
    found(qtbot, page, work)
    assert {r.id for r in listed(page)} == {r.id for r in rows if r.stap == 5 and r.gemeente == "0200"}


def test_a_click_on_a_title_sorts(page: CasussenPage, work: Work, qtbot: QtBot) -> None:
    model = page.lijst._model
    assert model is not None
    place = [c.key for c in model.columns].index("aangemeld")
    header = page.lijst.table.horizontalHeader()
    x = header.sectionViewportPosition(place) + header.sectionSize(place) // 2
    for _ in range(2):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 5))
        found(qtbot, page, work)
        days = [row.aangemeld for row in listed(page) if row.aangemeld]
        assert days in (sorted(days), sorted(days, reverse=True))
        assert days[0] != days[-1]


def test_the_rows_behind_a_figure_and_back(page: CasussenPage, sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    before = [row.id for row in listed(page)]
    some = [row.id for row in every(sessie)][::7]
    page.show_ids(some, "wachtlijst bij gezinshuis")
    found(qtbot, page, work)
    assert {row.id for row in listed(page)} == set(some)
    chip = page.lijst.bar.chip
    assert chip.isVisible()
    assert chip.text() == "Achter: wachtlijst bij gezinshuis"
    QTest.keyClick(chip, Qt.Key.Key_Space)
    found(qtbot, page, work)
    assert [row.id for row in listed(page)] == before
    assert not chip.isVisible()


def test_no_result_offers_to_show_all(page: CasussenPage, sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    QTest.keyClicks(page.lijst.bar.text, "qqqq")
    found(qtbot, page, work)
    button = next(b for b in page.findChildren(QPushButton) if b.text() == "Alle casussen tonen")
    QTest.keyClick(button, Qt.Key.Key_Return)
    found(qtbot, page, work)
    assert len(listed(page)) == len(every(sessie))


def test_an_empty_kluis_says_what_to_do(qtbot: QtBot, lege_sessie: Sessie, open_page: Opener) -> None:
    page = open_page(lege_sessie)
    texts = [w.text() for w in page.findChildren(QLabel) if w.isVisible()]
    assert "Nog geen casussen" in texts
    with qtbot.waitSignal(page.import_requested):
        page.lijst.focus_rows()
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)


def test_a_new_casus_elsewhere_appears_and_the_chosen_row_stays(
    page: CasussenPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    chosen = listed(page)[4].id
    page.lijst.table.select_id(chosen)
    made = sessie.casussen.add(NieuweCasus("Fenna (fictief)", "Voorbeeld", "0232", sessie.context.vandaag()))
    found(qtbot, page, work)
    assert made in [row.id for row in listed(page)]
    assert page.lijst.table.current_id == chosen


# -- list and dossier -----------------------------------------------------------------------------------------------


def test_enter_opens_and_escape_comes_back_to_the_same_row(page: CasussenPage, work: Work, qtbot: QtBot) -> None:
    QTest.keyClick(page.lijst.bar.text, Qt.Key.Key_Down)
    assert page.lijst.table.hasFocus()
    QTest.keyClick(page.lijst.table, Qt.Key.Key_Down)
    casus = page.lijst.table.current_id
    QTest.keyClick(page.lijst.table, Qt.Key.Key_Return)
    found(qtbot, page, work)
    assert page.detail.isVisible()
    assert page.detail.casus_id == page.current_item() == casus
    QTest.keyClick(page.detail, Qt.Key.Key_Escape)
    assert not page.detail.isVisible()
    assert page.lijst.table.hasFocus()
    assert page.lijst.table.current_id == casus
    assert page.current_item() is None


def test_enter_in_the_filter_opens_the_only_one_left(page: CasussenPage, work: Work, qtbot: QtBot) -> None:
    row = listed(page)[5]
    QTest.keyClicks(page.lijst.bar.text, row.nummer)
    found(qtbot, page, work)
    QTest.keyClick(page.lijst.bar.text, Qt.Key.Key_Return)
    assert page.detail.casus_id == row.id


def test_side_by_side_where_it_fits_else_one_after_the_other(sessie: Sessie, open_page: Opener, theme: Theme) -> None:
    page = open_page(sessie, WIDE)
    casus = listed(page)[0].id
    page.open_item(casus)
    assert page.detail.isVisible()
    assert page.lijst.isVisible()
    assert page.detail.width() > page.lijst.width() > WIDE // 4
    page.resize(NARROW, HIGH)
    assert page.detail.isVisible()
    assert not page.lijst.isVisible()
    page.resize(WIDE, HIGH)
    assert page.lijst.isVisible()
    theme.set_text_scale(200)
    page.resize(WIDE - 1, HIGH)
    assert not page.lijst.isVisible()
    assert page.detail.isVisible()


def test_the_dossier_follows_the_arrows_in_the_list(page: CasussenPage, qtbot: QtBot) -> None:
    rows = listed(page)
    page.open_item(rows[0].id)
    page.activateWindow()
    page.lijst.focus_rows()
    QTest.keyClick(page.lijst.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.detail.casus_id == rows[1].id)
    assert page.lijst.table.hasFocus()


def test_all_columns_fit_at_1366_and_the_list_beside_a_dossier_too(page: CasussenPage) -> None:
    table = page.lijst.table
    for _ in range(2):
        shown = [n for n in range(9) if not table.isColumnHidden(n)]
        assert sum(table.columnWidth(n) for n in shown) <= table.viewport().width()
        page.open_item(listed(page)[0].id)
    assert [n for n in range(9) if not table.isColumnHidden(n)] == [0, 1, 4]


# -- a new casus ----------------------------------------------------------------------------------------------------


def type_casus(page: CasussenPage, voornaam: str, achternaam: str, gemeente: str) -> None:
    """A new casus from the keyboard alone, as flow A of PRODUCT asks."""
    command(page, "casus.nieuw")
    velden = page.nieuw.velden
    QTest.keyClicks(velden.edits["voornaam"], voornaam)
    QTest.keyClicks(velden.edits["achternaam"], achternaam)
    QTest.keyClicks(velden.place, gemeente)


def test_a_new_casus_by_keyboard_alone(page: CasussenPage, sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    command(page, "casus.nieuw")
    velden = page.nieuw.velden
    assert velden.edits["voornaam"].hasFocus()
    for text in ("Fenna", "van", "Voorbeeld", "12-3-2012", "Loch", "", "", "wijkteam"):
        QTest.keyClicks(page.focusWidget(), text)
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert velden.vraag.hasFocus()
    QTest.keyClicks(velden.vraag, "Wat helpt Fenna nu?")
    assert velden.counter.text() == "19 van 300 tekens"
    QTest.keyClick(velden.vraag, Qt.Key.Key_Return, CTRL)
    found(qtbot, page, work)
    dossier = page.detail.dossier
    assert dossier is not None
    assert dossier.jeugdige.naam == "Fenna van Voorbeeld"
    assert dossier.jeugdige.geboortedatum == date(2012, 3, 12)
    assert sessie.lists["gemeenten"].label(dossier.gemeente) == "Lochem"
    assert (dossier.aangemeld_door, dossier.vraag) == ("wijkteam", "Wat helpt Fenna nu?")
    assert (dossier.stand.aangemeld, dossier.stand.stap) == (sessie.context.vandaag(), 5)
    assert dossier.id in [row.id for row in listed(page)]


def test_what_cannot_be_is_said_at_its_field(page: CasussenPage, sessie: Sessie) -> None:
    before = len(every(sessie))
    command(page, "casus.nieuw")
    velden = page.nieuw.velden
    page.nieuw.register()
    assert velden.form.row("gemeente").error == "Kies een gemeente."
    velden.place.choose("0200")
    page.nieuw.register()
    assert "voornaam" in velden.form.row("voornaam").error
    QTest.keyClicks(velden.edits["voornaam"], "F.")
    velden.start.edit.setFocus()
    velden.start.edit.setText("31-2-2026")
    page.nieuw.register()
    assert "februari" in velden.start.words.text()
    velden.start.edit.setText("1-1-2027")
    QTest.keyClick(velden.start.edit, Qt.Key.Key_Return)
    page.nieuw.register()
    assert "toekomst" in velden.form.row("aanmelding").error
    velden.vraag.setPlainText("x" * 301)
    page.nieuw.register()
    assert "300" in velden.form.row("vraag").error
    assert len(every(sessie)) == before


def test_a_request_for_a_place_gets_advice(page: CasussenPage) -> None:
    command(page, "casus.nieuw")
    page.nieuw.velden.vraag.setPlainText("Graag een plek in een gezinshuis")
    assert "verzoek om een plek" in page.nieuw.velden.advice.text()
    page.nieuw.velden.vraag.setPlainText("Wat heeft zij nodig naast een plek?")
    assert page.nieuw.velden.advice.text() == ""


def test_who_looks_like_it_is_shown_while_typing(page: CasussenPage, sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    known = sessie.casussen.dossier(listed(page)[0].id)
    child = known.jeugdige
    assert child.geboortedatum is not None
    command(page, "casus.nieuw")
    velden = page.nieuw.velden
    QTest.keyClicks(velden.edits["voornaam"], child.voornaam)
    QTest.keyClicks(velden.edits["tussenvoegsel"], child.tussenvoegsel)
    QTest.keyClicks(velden.edits["achternaam"], child.achternaam)
    velden.birth.edit.setText(f"{child.geboortedatum:%d-%m-%Y}")
    QTest.keyClick(velden.birth.edit, Qt.Key.Key_Return)
    found(qtbot, page, work)
    texts = [w.text() for w in page.nieuw.doubles.findChildren(QLabel)]
    assert "Waarschijnlijk" in texts
    assert "Zelfde naam, zelfde geboortedatum" in texts
    opens = next(
        b for b in page.nieuw.doubles.findChildren(QPushButton) if b.accessibleName() == f"{known.nummer} openen"
    )
    QTest.keyClick(opens, Qt.Key.Key_Return)
    assert page.detail.casus_id == known.id
    command(page, "casus.nieuw")
    assert velden.edits["achternaam"].text() == child.achternaam


def test_a_brother_or_sister_joins_the_gezin(page: CasussenPage, sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    known = sessie.casussen.dossier(listed(page)[0].id)
    command(page, "casus.nieuw")
    QTest.keyClicks(page.nieuw.velden.edits["voornaam"], "Quirijn")
    QTest.keyClicks(page.nieuw.velden.edits["achternaam"], known.jeugdige.achternaam)
    found(qtbot, page, work)
    family = next(
        b
        for b in page.nieuw.doubles.findChildren(QPushButton)
        if b.accessibleName() == f"Zelfde gezin als {known.nummer}"
    )
    QTest.keyClick(family, Qt.Key.Key_Return)
    assert page.nieuw.gezin_chip.isVisible()
    assert page.nieuw.velden.gemeente == known.gemeente
    page.nieuw.register()
    made = page.detail.dossier
    assert made is not None
    assert made.gezin_id == known.gezin_id
    command(page, "casus.gezin")
    assert page.detail.casus_id == known.id


def test_what_was_typed_comes_back_and_goes_when_registered(
    page: CasussenPage, sessie: Sessie, open_page: Opener
) -> None:
    type_casus(page, "Fenna", "Voorbeeld", "Epe")
    page.nieuw.velden.birth.edit.setText("12-3-2012")
    QTest.keyClick(page.nieuw.velden.birth.edit, Qt.Key.Key_Return)
    page.save_draft()
    again = open_page(sessie)
    command(again, "casus.nieuw")
    velden = again.nieuw.velden
    assert velden.naam.weergave == "Fenna Voorbeeld"
    assert velden.birth.value() == date(2012, 3, 12)
    assert velden.place.currentText() == "Epe"
    assert any(w.text().startswith("Concept van") and w.isVisible() for w in again.nieuw.findChildren(QLabel))
    again.nieuw.register()
    assert again.detail.casus_id is not None
    assert "nieuwe-casus" not in sessie.concepten.all()


# -- the window -----------------------------------------------------------------------------------------------------


def test_in_the_window_no_shortcut_clashes_and_the_place_comes_back_after_the_lock(sessie: Sessie, work: Work) -> None:
    frame = Frame(work, lambda _text: [])
    specs = [
        PageSpec("vandaag", "Vandaag", "calendar-check", lambda: VandaagPage(sessie, work)),
        PageSpec("casussen", "Casussen", "folder-open", lambda: CasussenPage(sessie, work)),
    ]
    frame.show_pages(specs, "Oefenkluis", practice=True)
    frame.show()
    frame.open_page("casussen", every(sessie)[0].id)
    opened = frame.current_page
    assert isinstance(opened, CasussenPage)
    opened.detail.ask("notitie")
    card = opened.detail.card
    assert card is not None
    field = card.form.row("tekst").field
    field.setFocus()
    QTest.keyClicks(field, "Moeder belt morgen")
    frame.set_locked(QWidget())
    frame.show_pages(specs, "Oefenkluis", practice=True)
    again = frame.current_page
    assert isinstance(again, CasussenPage)
    assert again.current_item() == every(sessie)[0].id
    assert again.detail.card is not None
    assert again.detail.card.form.value("tekst") == "Moeder belt morgen"
    frame.open_page("casussen", 999_999)
    assert frame.message_bar.text.startswith("Deze casus bestaat niet meer.")
    shiboken6.delete(frame)


def test_without_the_right_to_write_nothing_can_be_changed(sessie: Sessie, open_page: Opener) -> None:
    context = replace(sessie.context, actor=Actor("Lezer (fictief)", Rol.LEZER_CIJFERS))
    page = open_page(Sessie(sessie.kluis, context))
    page.open_item(every(sessie)[0].id)
    assert not page.detail.isVisible()
    assert not any(c.enabled() for c in page.commands())
    assert any("niet te zien" in w.text() for w in page.findChildren(QLabel) if w.isVisible())


def test_every_control_has_a_name(page: CasussenPage, unnamed_controls: Walker) -> None:
    assert unnamed_controls(page) == []
    page.show_ids([1], "een figuur")
    command(page, "casus.nieuw")
    assert unnamed_controls(page) == []
