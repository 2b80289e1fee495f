"""The noodcode on paper: what the sheet says, and that nothing of it reaches a file by itself."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from expertteam_app.security.recovery import new_code, parse_code
from expertteam_app.ui.noodcodeblad import Afdruk, render, sheet
from tests.conftest import VANDAAG


def pages(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(path.read_bytes())).pages]


def printed(path: Path, code: str, kluis: str, welke: str, day: date = VANDAAG) -> list[str]:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)  # a printer of paper is what no test has
    printer.setOutputFileName(str(path))
    render(sheet(code, kluis, welke, day), printer)
    del printer
    return pages(path)


def test_the_sheet_is_one_page_from_which_the_code_can_be_typed(qapp: QApplication, tmp_path: Path) -> None:
    assert qapp.screens()
    code = new_code()
    (text,) = printed(tmp_path / "blad.pdf", code, "RET <Oost> & co", "Noodcode van de organisatie")
    assert "Noodcode van de organisatie van de kluis RET <Oost> & co" in " ".join(text.split())
    assert "20-11-2026" in text
    words = text.split()
    places = [words.index(group) for group in code.split("-")]
    assert places == sorted(places), "in the order in which they are typed"
    assert parse_code(" ".join(words[place] for place in places)) == parse_code(code)
    assert [n for n in words if n.isdigit() and words[words.index(n) - 1] == "groep"] == list("1234567")


def test_without_a_printer_it_says_what_to_do(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    part = Afdruk()
    qtbot.addWidget(part)
    part.set_code(new_code(), "RET", "Noodcode")
    part.button.click()
    assert part.told == "Er is hier geen printer. Schrijf de noodcode over op papier."


def test_a_forgotten_code_is_not_in_the_widget(qtbot: QtBot) -> None:
    part = Afdruk()
    qtbot.addWidget(part)
    code = new_code()
    part.set_code(code, "RET", "Noodcode")
    part.set_code("", "", "")
    assert code not in repr(vars(part))
