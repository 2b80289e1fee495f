from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.services.codering import NieuweZoekregel
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_detail import CasusDetail
from expertteam_app.ui.pages.casus_kern import KernTab
from tests.ui.dossier import opened


@pytest.fixture
def detail(qtbot: QtBot, lege_sessie: Sessie) -> Iterator[CasusDetail]:
    casus_id = lege_sessie.casussen.add(
        NieuweCasus("Fenna", "Voorbeeld", "0262", date(2026, 11, 2), geboortedatum=date(2011, 3, 12))
    )
    with opened(qtbot, lege_sessie, casus_id, (900, 900)) as made:
        yield made


def _check(detail: CasusDetail) -> None:
    next(c for c in detail.commands() if c.keys == "F7").run()


def test_f7_lists_what_is_missing_and_enter_goes_there(detail: CasusDetail) -> None:
    _check(detail)
    assert detail.inbreng.isVisible()
    assert detail.inbreng.words.text().startswith("0 van 8 klaar. Ontbreekt: vraag aan de tafel, stem")
    QTest.keyClick(detail.inbreng.rows, Qt.Key.Key_Return)
    assert isinstance(detail.tabs.current, KernTab)
    assert detail.tabs.current.form.row("vraag").control.hasFocus()


def test_the_list_follows_what_is_filled_in(detail: CasusDetail, lege_sessie: Sessie) -> None:
    _check(detail)
    casus_id = detail.casus_id or 0
    lege_sessie.casussen.change(casus_id, "vraag", "Hoe kan Fenna veilig thuis wonen?")
    lege_sessie.casussen.change(casus_id, "casusregisseur", "Bep Fictief")
    lege_sessie.codering.add_zoekregel(casus_id, NieuweZoekregel("gezinshuis", date(2026, 11, 3)))
    assert detail.inbreng.words.text().startswith("3 van 8 klaar")
    assert [r.status for r in detail.inbreng.rows.rows] == ["ontbreekt"] * 5 + ["klaar"] * 3


def test_escape_closes_and_nothing_is_without_a_name(
    detail: CasusDetail, unnamed_controls: Callable[[QWidget], list[str]]
) -> None:
    _check(detail)
    assert unnamed_controls(detail) == []
    QTest.keyClick(detail.inbreng.rows, Qt.Key.Key_Escape)
    assert not detail.inbreng.isVisible()
