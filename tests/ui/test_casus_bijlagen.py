"""Bijlagen in the window: added, shown from memory, thrown away and back, opened elsewhere only after a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.errors import UserError
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_bijlage_beeld import read_image
from expertteam_app.ui.pages.casus_bijlagen import BijlagenTab
from expertteam_app.ui.pages.casus_detail import CasusDetail
from tests.ui.dossier import opened, part


def png(width: int = 40, height: int = 20) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(content.data())


@pytest.fixture
def tab(qtbot: QtBot, lege_sessie: Sessie) -> Iterator[BijlagenTab]:
    casus = lege_sessie.casussen.add(NieuweCasus("Fenna (fictief)", "Voorbeeld", "0262", date(2026, 3, 1)))
    with opened(qtbot, lege_sessie, casus) as detail:
        yield part(detail, BijlagenTab)


def put(tab: BijlagenTab, folder: Path, **files: bytes) -> None:
    paths = []
    for name, content in files.items():
        path = folder / name.replace("_", ".")
        path.write_bytes(content)
        paths.append(path)
    tab.add_files(paths)


def test_files_go_in_and_text_and_pictures_are_shown_from_memory(
    tab: BijlagenTab, tmp_path: Path, unnamed_controls: Callable[[QWidget], list[str]]
) -> None:
    put(tab, tmp_path, brief_txt="OEFENING: één brief".encode(), foto_png=png())
    assert tab.table.rows_model.rowCount() == 2
    tab.table.setFocus()
    tab.table.select_id(tab.table.rows_model.id_at(0))
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    assert tab.beeld.picture.pixmap().width() == 40
    QTest.keyClick(tab.table, Qt.Key.Key_Down)
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    assert tab.beeld.text.toPlainText() == "OEFENING: één brief"
    assert not tab.beeld.picture.isVisible()
    assert unnamed_controls(tab) == []


def test_a_refused_file_is_said_and_nothing_goes_in(tab: BijlagenTab, tmp_path: Path) -> None:
    tab.sessie.beheer.set_setting("bijlage.max-mb", 1)
    put(tab, tmp_path, programma_txt=b"MZ\x90\x00")
    put(tab, tmp_path, groot_txt=b"a" * (1024 * 1024 + 1))
    assert tab.table.rows_model.rowCount() == 0


def test_delete_puts_it_in_the_prullenbak_and_it_comes_back(tab: BijlagenTab, tmp_path: Path) -> None:
    put(tab, tmp_path, brief_txt=b"OEFENING")
    assert not tab.bin.isVisible()
    tab.table.setFocus()
    QTest.keyClick(tab.table, Qt.Key.Key_Delete)
    assert tab.card is not None
    tab.card.confirm()
    assert tab.table.rows_model.rowCount() == 0
    tab.bin.click()
    assert tab.table.rows_model.rowCount() == 1
    assert not tab.remove_button.isEnabled()
    tab.back_button.click()
    assert not tab.bin.isVisible()
    assert tab.table.rows_model.rowCount() == 1


def test_a_pdf_opens_elsewhere_after_a_sentence_and_leaves_nothing(
    tab: BijlagenTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def take(url: QUrl) -> bool:
        path = Path(url.toLocalFile())
        assert path.read_bytes() == b"%PDF-1.7 OEFENING"
        opened.append(path)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    put(tab, tmp_path, brief_pdf=b"%PDF-1.7 OEFENING")
    tab.table.setFocus()
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    assert opened == [], "first the sentence"
    assert tab.card is not None
    assert "30 minuten" in tab.card.note.text()
    tab.card.confirm()
    assert len(opened) == 1
    assert tab.sessie.bijlagen.wipe_views()
    assert not opened[0].exists()


def test_a_name_is_changed_from_the_keyboard(tab: BijlagenTab, tmp_path: Path) -> None:
    put(tab, tmp_path, brief_txt=b"OEFENING")
    tab.table.setFocus()
    QTest.keyClick(tab.table, Qt.Key.Key_F2)
    assert tab.card is not None
    tab.card.form.set_value("naam", "Brief van school")
    tab.card.confirm()
    assert tab.table.rows_model.columns[0].text(tab.table.row(tab.table.rows_model.id_at(0))) == "Brief van school.txt"


def test_a_picture_that_claims_to_be_a_giant_is_not_unpacked() -> None:
    small = bytearray(png())
    small[16:24] = (100_000).to_bytes(4, "big") + (100_000).to_bytes(4, "big")
    with pytest.raises(UserError, match="te groot of beschadigd"):
        read_image(bytes(small))
    with pytest.raises(UserError, match="beschadigd"):
        read_image(png()[:40])


def test_the_tab_counts_what_is_kept_and_forgets_it_with_the_casus(tab: BijlagenTab, tmp_path: Path) -> None:
    put(tab, tmp_path, een_png=png(), twee_txt=b"Twee (fictief)")
    detail = tab.window()
    assert isinstance(detail, CasusDetail)
    button = next(b for b in detail.tabs.findChildren(QToolButton) if b.text().startswith("Bijlagen"))
    assert button.text() == "Bijlagen 2"
    assert button.accessibleName() == "Bijlagen 2"
    detail.tabs.go_to(0)
    other = tab.sessie.casussen.add(NieuweCasus("Bo (fictief)", "Voorbeeld", "0262", date(2026, 3, 2)))
    assert detail.show_casus(other)
    assert button.text() == "Bijlagen"
