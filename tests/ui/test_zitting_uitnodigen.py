"""Inviting for a zitting and calling it off, in the window; a zitting of a list that was read in opens too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from expertteam_app.db.tables import ZittingRow
from expertteam_app.domain.zitting import ZittingSoort, ZittingStatus
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.frame import Frame
from expertteam_app.ui.pages.ret import RetPage
from expertteam_app.ui.work import Work
from tests.ui.a11y import unnamed_controls
from tests.ui.tafels import keys, press, ret_page, window


@pytest.fixture
def frame(lege_sessie: Sessie, work: Work) -> Iterator[Frame]:
    with window(lege_sessie, work) as made:
        yield made


@pytest.fixture
def page(frame: Frame) -> RetPage:
    return ret_page(frame)


def planned(s: Sessie, page: RetPage) -> int:
    zitting = s.zittingen.plan(ZittingSoort.RET, s.context.vandaag() + timedelta(days=3), "9:00", "Kamer 1")
    s.agendapunten.add_onderwerp(zitting, "Wachtlijst")
    persoon = s.personen.add("Vera (fictief)", "", "voorzitter")
    s.presenties.add(zitting, persoon_id=persoon, rol="voorzitter")
    QApplication.processEvents()
    page.open_item(zitting, "zitting")
    QApplication.processEvents()
    return zitting


def test_a_zitting_is_called_off_with_a_reason_and_its_files_say_so(
    frame: Frame, page: RetPage, lege_sessie: Sessie, tmp_path: Path
) -> None:
    s = lege_sessie
    zitting = planned(s, page)
    kop = page.zitting.kop
    assert not kop.uitnodigen.isVisible()
    kop.edit_button.click()
    kop.uitnodigen.write_in(tmp_path)
    assert [p.name[:15] for p in tmp_path.glob("*.ics")] == ["uitnodiging-ret"]
    kop.uitnodigen.off_button.click()
    assert unnamed_controls(frame) == []
    press(Qt.Key.Key_Return)
    assert s.zittingen.dossier(zitting).status is ZittingStatus.GEPLAND, "not without a reason"
    keys("Te weinig mensen")
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert s.zittingen.dossier(zitting).status is ZittingStatus.AFGEZEGD
    assert not kop.begin_button.isVisible()
    assert not kop.final_button.isVisible()
    assert kop.uitnodigen.invite_button.isVisible()
    assert kop.uitnodigen.invite_button.text() == "Afzeggingen opslaan"
    kop.uitnodigen.write_in(tmp_path)
    assert sorted(p.name[:14] for p in tmp_path.glob("*.ics")) == ["afzegging-ret-", "uitnodiging-re"]


def test_a_zitting_of_a_list_that_was_read_in_opens(page: RetPage, lege_sessie: Sessie) -> None:
    zitting = planned(lege_sessie, page)
    with lege_sessie.context.write("ingelezen") as session:
        row = session.get(ZittingRow, zitting)
        assert row is not None
        row.status = ZittingStatus.INGELEZEN.value
    page.reload()
    page.open_item(zitting, "zitting")
    assert page.zitting.dossier is not None
    assert page.zitting.dossier.status is ZittingStatus.INGELEZEN
