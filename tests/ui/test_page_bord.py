"""The board on the real kluis, walked and moved with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.bord import BordFilter
from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.services import bord as service
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.bord import BordPage, Kolom
from expertteam_app.ui.pages.casus_stap import StapKaart
from expertteam_app.ui.work import Work

VANDAAG = date(2026, 11, 20)
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def add(sessie: Sessie, naam: str, stap: int, dagen: int, gemeente: str = "0232") -> int:
    """A casus that has stood on a step for so many kalenderdagen."""
    return sessie.casussen.add(NieuweCasus(naam, "Voorbeeld", gemeente, VANDAAG - timedelta(days=dagen), stap=stap))


@pytest.fixture
def casussen(lege_sessie: Sessie) -> dict[str, int]:
    """Two on step 3, one on step 5, one that came down to 2 and was opened again, one closed."""
    made = {
        "jong": add(lege_sessie, "Jong", 3, 5),
        "oud": add(lege_sessie, "Oud", 3, 60),
        "ret": add(lege_sessie, "Ret", 5, 30, "0262"),
        "terug": add(lege_sessie, "Terug", 4, 20),
        "dicht": add(lege_sessie, "Dicht", 3, 90),
    }
    c = lege_sessie.casussen
    c.opschalen(made["terug"], 2, VANDAAG - timedelta(days=8), "plan gemaakt")
    c.pauzeren(made["oud"], VANDAAG - timedelta(days=50), "", telt=True, code="wacht-op-gezin")
    c.afsluiten(made["dicht"], VANDAAG, "plek-gevonden")
    lege_sessie.codering.add_actie("Bellen met school", "toegang", VANDAAG + timedelta(days=9), casus_id=made["ret"])
    lege_sessie.codering.add_actie("Intake", "toegang", VANDAAG + timedelta(days=3), casus_id=made["ret"])
    return made


@pytest.fixture
def page(lege_sessie: Sessie, casussen: dict[str, int], work: Work, qtbot: QtBot) -> Iterator[BordPage]:
    assert casussen
    made = BordPage(lege_sessie, work)
    qtbot.addWidget(made)
    made.resize(1180, 690)
    with qtbot.waitActive(made):
        made.show()
    lege_sessie.kluis.store.on_commit(made.refresh)
    made.refresh(frozenset())
    made.focus_first()
    settle(work, qtbot)
    yield made
    settle(work, qtbot)


def settle(work: Work, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not work.busy, timeout=30_000)


def standing(page: BordPage) -> tuple[int, int | None]:
    """The step and the casus the keyboard is on."""
    kolom = next(k for k in page.kolommen if k.lijst.hasFocus())
    return kolom.stap, kolom.lijst.current_id


def press(page: BordPage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(next(k for k in page.kolommen if k.lijst.hasFocus()).lijst, key, modifier)


def card_of(page: BordPage) -> StapKaart | None:
    """The card that is open now."""
    card = page.plek.card
    assert card is None or isinstance(card, StapKaart)
    return card


def spoken(kolom: Kolom) -> list[str]:
    model = kolom.lijst.model()
    return [str(model.index(r, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for r in range(model.rowCount())]


def test_every_open_casus_stands_under_its_step_longest_first(page: BordPage, casussen: dict[str, int]) -> None:
    columns = page._sessie.bord.kolommen(BordFilter())
    assert [k.stap for k in columns] == [1, 2, 3, 4, 5, 6]
    assert [[card.casus_id for card in k.kaarten] for k in columns] == [
        [],
        [casussen["terug"]],
        [casussen["oud"], casussen["jong"]],
        [],
        [casussen["ret"]],
        [],
    ]
    oud, jong = columns[2].kaarten
    # The casus that was paused after ten days counts on to the day of the pause; bruto goes on.
    assert oud.netto < oud.bruto
    assert (jong.netto, jong.norm, jong.over_norm) == (5, 10, False)
    assert (columns[4].kaarten[0].actie, columns[4].kaarten[0].actie_op) == ("Intake", VANDAAG + timedelta(days=3))


def test_an_empty_step_gives_its_room_to_the_others_and_stays_readable(page: BordPage) -> None:
    empty, full = page.kolommen[0], page.kolommen[2]
    assert empty.width() < 0.7 * full.width()
    longest = max(empty.name.fontMetrics().horizontalAdvance(w) for w in empty.name.text().split())
    assert empty.name.width() >= longest
    assert empty.facts.text().startswith("geen casussen")
    assert full.lijst.viewport().width() >= full.fontMetrics().averageCharWidth() * 22


def test_a_card_says_everything_to_a_screen_reader(page: BordPage) -> None:
    (terug,) = spoken(page.kolommen[1])
    assert "Terug Voorbeeld; Epe; 6 van 10 werkdagen" in terug
    assert "afgeschaald" in terug
    assert "geen volgende actie" in terug
    oud = spoken(page.kolommen[2])[0]
    assert "gepauzeerd sinds 01-10-2026: Wacht op het gezin" in oud
    (ret,) = spoken(page.kolommen[4])
    assert "Intake (23-11-2026)" in ret
    assert " werkdagen, bruto " in ret
    assert " te lang" in ret


def test_arrows_walk_over_the_board_and_skip_empty_steps(page: BordPage, casussen: dict[str, int]) -> None:
    assert standing(page) == (2, casussen["terug"])
    press(page, KEY.Key_Right)
    assert standing(page) == (3, casussen["oud"])
    press(page, KEY.Key_Down)
    assert standing(page) == (3, casussen["jong"])
    press(page, KEY.Key_Right)
    assert standing(page) == (5, casussen["ret"])
    press(page, KEY.Key_Right)
    assert standing(page) == (5, casussen["ret"])
    press(page, KEY.Key_Left)
    assert standing(page) == (3, casussen["jong"])


def test_enter_opens_the_casus(page: BordPage, casussen: dict[str, int], qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.open_requested) as asked:
        press(page, KEY.Key_Return)
    assert asked.args == ["casus", casussen["terug"]]


def test_control_right_moves_a_card_by_the_same_rules(
    page: BordPage, casussen: dict[str, int], lege_sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    press(page, KEY.Key_Right)
    press(page, KEY.Key_Right, CTRL)
    card = card_of(page)
    assert card is not None
    assert card.form.value("stap") == 4
    (box,) = card.checklist.boxes
    assert box.accessibleName() == "Er is een knelpunt in aanbod of contract"
    QTest.keyClick(card.controls[0], KEY.Key_Return)
    assert "knelpunt" in card.form.row("reden").error, "an open condition asks a reason"
    box.setFocus()
    QTest.keyClick(box, KEY.Key_Space)
    QTest.keyClick(box, KEY.Key_Return)
    settle(work, qtbot)
    assert card_of(page) is None
    assert lege_sessie.casussen.dossier(casussen["oud"]).stand.stap == 4
    assert standing(page) == (4, casussen["oud"]), "the keyboard goes along with the card"


def test_control_left_goes_down_with_a_reason_and_escape_changes_nothing(
    page: BordPage, casussen: dict[str, int], lege_sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    press(page, KEY.Key_Right)
    press(page, KEY.Key_Left, CTRL)
    assert page.plek.card is not None
    assert page.plek.card.form.value("stap") == 2
    QTest.keyClick(page.plek.card.controls[0], KEY.Key_Escape)
    assert card_of(page) is None
    assert standing(page) == (3, casussen["oud"])
    press(page, KEY.Key_Left, CTRL)
    card = page.plek.card
    assert card is not None
    QTest.keyClicks(card.form.row("reden").control, "plan gemaakt")
    QTest.keyClick(card.form.row("reden").control, KEY.Key_Return)
    settle(work, qtbot)
    assert lege_sessie.casussen.dossier(casussen["oud"]).stand.stap == 2
    assert any("afgeschaald" in line for line in spoken(page.kolommen[1]) if "Oud" in line)


def test_at_the_end_of_the_ladder_there_is_no_next_step(page: BordPage, casussen: dict[str, int]) -> None:
    page.move_card(casussen["ret"], 1)
    assert page.plek.card is not None
    page.plek.card.cancel()
    page._sessie.casussen.opschalen(casussen["ret"], 6, VANDAAG, "regionaal niet op te lossen")
    page.move_card(casussen["ret"], 1)
    assert card_of(page) is None
    assert "laatste stap" in page.message.text()


def test_the_filters_leave_what_was_asked(page: BordPage, casussen: dict[str, int], work: Work, qtbot: QtBot) -> None:
    page.gemeente.setCurrentIndex(page.gemeente.findData("0262"))
    page.gemeente.activated.emit(page.gemeente.currentIndex())
    settle(work, qtbot)
    assert [k.lijst.rows for k in page.kolommen] == [0, 0, 0, 0, 1, 0]
    page.gemeente.setCurrentIndex(0)
    page.text.setFocus()
    QTest.keyClicks(page.text, "oud")
    qtbot.waitUntil(lambda: not page._latest.waiting, timeout=30_000)
    assert [k.lijst.rows for k in page.kolommen] == [0, 0, 1, 0, 0, 0]
    QTest.keyClick(page.text, KEY.Key_Escape)
    assert standing(page) == (3, casussen["oud"])


def test_a_full_column_says_how_many_there_are_and_shows_more(
    lege_sessie: Sessie, work: Work, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "EERSTE", 2)
    ids = [add(lege_sessie, f"Kind {n}", 3, 40 - n) for n in range(5)]
    (kolom,) = (k for k in lege_sessie.bord.kolommen(BordFilter()) if k.kaarten)
    assert (kolom.totaal, [c.casus_id for c in kolom.kaarten], kolom.nog) == (5, ids[:2], 3)
    page = BordPage(lege_sessie, work)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    page.refresh(frozenset())
    page.focus_first()
    settle(work, qtbot)
    assert spoken(page.kolommen[2])[-1] == "en nog 3: Enter toont meer"
    press(page, KEY.Key_End)
    press(page, KEY.Key_Return)
    settle(work, qtbot)
    assert page.kolommen[2].lijst.rows == 5


def test_a_step_of_another_version_has_a_column(lege_sessie: Sessie) -> None:
    from dataclasses import replace

    casus = add(lege_sessie, "Zes", 6, 10)
    old = lege_sessie.beheer.models()[0]
    lege_sessie.beheer.publish_model(replace(old, versie="kort", geldig_vanaf=VANDAAG, stappen=old.stappen[:5]))
    columns = lege_sessie.bord.kolommen(BordFilter())
    assert [k.stap for k in columns] == [1, 2, 3, 4, 5, 6]
    assert "andere versie" in columns[-1].naam
    assert [c.casus_id for c in columns[-1].kaarten] == [casus]


def test_every_control_of_the_board_has_a_name(
    page: BordPage, unnamed_controls: Callable[[QWidget], list[str]]
) -> None:
    press(page, KEY.Key_Right, CTRL)
    assert page.plek.card is not None
    assert unnamed_controls(page) == []
