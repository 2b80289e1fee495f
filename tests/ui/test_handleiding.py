"""The handleiding in its window: F1 opens the chapter of the page, by keyboard; all of it comes out as PDF."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from expertteam_app.domain.handleiding import Hoofdstuk
from expertteam_app.services.handleiding import folder, hoofdstukken, woorden
from expertteam_app.ui.handleiding import HandleidingVenster
from expertteam_app.ui.handleiding_pdf import write_pdf

KEY = Qt.Key


def pages_of(path: Path) -> list[str]:
    """The words of every page; letters that are printed as one sign (ﬁ) are two again."""
    return [" ".join(normalize("NFKC", page.extract_text()).split()) for page in PdfReader(path).pages]


@pytest.fixture
def venster(qtbot: QtBot) -> HandleidingVenster:
    made = HandleidingVenster(hoofdstukken(), folder())
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitActive(made):
        made.show()
    return made


def test_every_chapter_shows_with_its_pictures(venster: HandleidingVenster) -> None:
    for chapter in hoofdstukken():
        venster.open_chapter(chapter.slug)
        assert venster.lezer.toPlainText().startswith(chapter.titel)
        assert venster.lezer.hasFocus()
        assert venster.lezer.horizontalScrollBar().maximum() == 0, chapter.slug
    kind = QTextDocument.ResourceType.ImageResource.value
    for path in sorted((folder() / "beelden").glob("*.png")):
        image = venster.lezer.loadResource(kind, QUrl(f"beelden/{path.name}"))
        assert isinstance(image, QImage)
        assert 0 < image.width() <= venster.lezer.viewport().width()
    assert venster.lezer.loadResource(kind + 1, QUrl("https://example.org/x.css")) is None


def test_search_and_enter_go_to_the_chapter(venster: HandleidingVenster, qtbot: QtBot) -> None:
    QTest.keyClick(venster, KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert venster.search.hasFocus()
    QTest.keyClicks(venster.search, "noodcode")
    QTest.keyClick(venster.search, KEY.Key_Return)
    assert venster.list.hasFocus()
    assert venster.list.count() < len(hoofdstukken())
    assert venster.current is not None
    assert "noodcode" in venster.current.kaal.casefold()
    QTest.keyClick(venster.list, KEY.Key_Return)
    QTest.keyClicks(venster.search, "qqqq")
    qtbot.waitUntil(lambda: venster.count.text() == "Niets gevonden.")
    QTest.keyClick(venster, KEY.Key_Escape)
    assert not venster.isVisible()
    assert venster.search.text() == ""
    venster.open_for("casussen")  # at once, before the list of all chapters came back by itself
    assert venster.current is not None
    assert venster.current.slug == "casus"


def test_all_of_it_comes_out_as_pdf(venster: HandleidingVenster, tmp_path: Path) -> None:
    path = tmp_path / "handleiding.pdf"
    venster.save_pdf(path)
    assert "Opgeslagen" in venster.count.text()
    pages = pages_of(path)
    assert len(pages) > len(hoofdstukken())
    text = " ".join(pages)
    for chapter in hoofdstukken():
        assert chapter.titel in text
    assert all(word.woord in text for word in woorden())
    venster.save_pdf(tmp_path / "geen-map" / "x.pdf")
    assert "lukt hier niet" in venster.count.text()


def test_a_long_text_goes_on_on_the_next_page(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    lines = "\n\n".join(f"Regel {n} van een lang hoofdstuk." for n in range(200))
    assert write_pdf([Hoofdstuk("x", "Lang", (), (), lines)], tmp_path, tmp_path / "x.pdf")
    text = " ".join(pages_of(tmp_path / "x.pdf"))
    assert all(text.count(f"Regel {n} van") == 1 for n in range(200))


@pytest.mark.parametrize("before", range(28, 60, 2))
def test_no_heading_stands_alone_at_the_foot_of_a_page(tmp_path: Path, before: int) -> None:
    text = "\n\n".join(["Regel."] * before) + "\n\n## Kop\n\nErna.\n"
    assert write_pdf([Hoofdstuk("x", "Lang", (), (), text)], tmp_path, tmp_path / "x.pdf")
    (page,) = [page for page in pages_of(tmp_path / "x.pdf") if "Kop" in page]
    assert "Erna." in page
