from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.dossier import CasusFilter, NieuweCasus
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_detail import CasusDetail
from expertteam_app.ui.pages.casus_samen import SamenKaart
from tests.ui.dossier import opened

VANDAAG = date(2026, 11, 20)


def _add(sessie: Sessie, voornaam: str) -> int:
    return sessie.casussen.add(
        NieuweCasus(voornaam, "Voorbeeld", "0262", VANDAAG - timedelta(days=40), geboortedatum=date(2011, 3, 12))
    )


@pytest.fixture
def pair(lege_sessie: Sessie) -> tuple[int, int]:
    return _add(lege_sessie, "Fenna"), _add(lege_sessie, "F.")


@pytest.fixture
def detail(qtbot: QtBot, lege_sessie: Sessie, pair: tuple[int, int]) -> Iterator[CasusDetail]:
    with opened(qtbot, lege_sessie, pair[0], (780, 620)) as made:
        made.casus_requested.connect(made.show_casus)
        yield made


def _card(detail: CasusDetail) -> SamenKaart:
    detail.ask_merge()
    assert isinstance(detail.card, SamenKaart)
    return detail.card


def test_a_double_is_merged_by_keyboard_and_split_again(
    detail: CasusDetail, lege_sessie: Sessie, pair: tuple[int, int]
) -> None:
    card = _card(detail)
    QTest.keyClick(card.controls[0], Qt.Key.Key_Down)
    assert "RET-2026-002 (F. Voorbeeld) gaat op in RET-2026-001." in card.note.text()
    for _ in range(3):
        QTest.keyClick(card.window().focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(card.window().focusWidget(), "zelfde kind")
    QTest.keyClick(card.window().focusWidget(), Qt.Key.Key_Return)
    assert lege_sessie.casussen.find(CasusFilter(status="alle")) == [pair[0]]
    assert detail.strook.isVisible()
    assert detail.show_casus(pair[1])
    assert detail.casus_id == pair[0], "the double leads to the casus it went up in"

    back = next(b for b in detail.strook.findChildren(QPushButton) if b.text() == "Splitsen")
    back.setFocus()
    QTest.keyClick(back, Qt.Key.Key_Return)
    assert set(lege_sessie.casussen.find(CasusFilter(status="alle"))) == set(pair)
    assert detail.casus_id == pair[1]
    assert not detail.strook.isVisible()


def test_the_other_casus_can_be_the_one_that_stays(detail: CasusDetail, pair: tuple[int, int]) -> None:
    card = _card(detail)
    card.form.set_value("nummer", "ret-2026-002")
    card.form.set_value("blijft", "andere")
    card.form.set_value("reden", "dubbel")
    card.confirm()
    assert detail.casus_id == pair[1]


@pytest.mark.parametrize(
    ("nummer", "why"),
    [("RET-1999-001", "geen casus met dit nummer"), ("RET-2026-001", "zichzelf"), ("", "Kies")],
)
def test_what_cannot_be_is_said_in_the_card(detail: CasusDetail, nummer: str, why: str) -> None:
    card = _card(detail)
    card.form.set_value("nummer", nummer)
    card.form.set_value("reden", "dubbel")
    card.confirm()
    shown = [row.error for row in (card.form.row(k) for k in ("met", "nummer", "reden"))]
    assert any(why in text for text in shown), shown
    assert detail.card is card


def test_every_control_has_a_name(detail: CasusDetail, unnamed_controls: Callable[[QWidget], list[str]]) -> None:
    _card(detail)
    assert unnamed_controls(detail) == []
